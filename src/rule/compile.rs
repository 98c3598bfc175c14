//! From a rule as written to a rule that can be evaluated: names become numbers, and whatever is wrong
//! is told with its place.

mod made;
mod terms;

use self::made::Made;
use self::terms::{lists_in, word_of};
use super::calendar::{Allen, Unit};
use super::eval::{Check, Expr};
use super::grammar::{self, Trouble};
use super::lore::Lore;
use super::message::{Part, Template};
use super::syntax::{Cond, Fill, Pattern, range_in};
use super::table::Shape;
use super::value::Slot;
use super::{Rule, RuleSpec, Rules, Severity};
use crate::error::Fault;
use crate::pack::nearest::did_you_mean;
use crate::pack::{Change, Item, Packs, PredicateSpec, SectionFault, Word};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A rule that can be evaluated.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// Names of its variables; that of one which no text names is empty.
    pub(super) vars: Vec<String>,
    /// The claims that are looked for.
    pub(super) roles: Vec<Role>,
    /// Claims that must not exist.
    pub(super) unless: Vec<Guard>,
    pub(super) collect: Vec<Gather>,
    pub(super) conflict: Check,
    /// The parts of the condition as written, all of which must hold.
    pub(super) parts: Vec<(String, Check)>,
    /// Whether all claims must be of one article.
    pub(super) same_article: bool,
    /// Pairs of event variables that must be of one series.
    pub(super) series: Vec<(usize, usize)>,
    /// Pairs of time variables that certainly share a day wherever the condition holds.
    pub(super) together: Vec<(usize, usize)>,
    /// Pairs of variables whose times or numbers lie apart wherever the condition holds.
    pub(super) apart: Vec<(usize, usize)>,
    /// Whether that is all that the condition says.
    pub(super) only_apart: bool,
    /// Variables that say what a conflict is about.
    pub(super) key: Vec<usize>,
    pub(super) message: Template,
    /// Whether all claims are of one predicate that never changes: then it is a premise of others.
    pub(super) premise: bool,
}

/// A claim of a rule.
#[derive(Debug)]
pub(super) struct Role {
    pub(super) shape: Shape,
    /// The variable of each slot of the shape.
    pub(super) vars: Vec<usize>,
}

/// A claim that must not exist.
#[derive(Debug)]
pub(super) struct Guard {
    pub(super) role: Role,
    pub(super) filter: Option<Check>,
}

/// A variable that gathers.
#[derive(Debug)]
pub(super) struct Gather {
    pub(super) role: Role,
    pub(super) filter: Option<Check>,
    /// Whether numbers are added; a set is made otherwise.
    pub(super) sum: bool,
    /// The variable that is gathered.
    pub(super) what: usize,
    /// The variable that holds the outcome.
    pub(super) into: usize,
}

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Thing,
    Set,
    Number,
    Sum,
    Time,
    Text,
    Article,
}

impl Type {
    fn name(self) -> &'static str {
        match self {
            Self::Thing => "a name or an event",
            Self::Set => "a list",
            Self::Number => "a number",
            Self::Sum => "a sum",
            Self::Time => "a time",
            Self::Text => "a word",
            Self::Article => "an article",
        }
    }
}

/// Checks all rules of the packs.
pub(super) fn compile(packs: &Packs) -> (Rules, Vec<Fault>) {
    let predicates: BTreeMap<&str, &PredicateSpec> = packs.predicates().map(|p| (p.key, p.spec)).collect();
    let lore = Arc::new(Lore::of(packs));
    let made = made::made(packs);
    let mut faults = Vec::new();
    let mut rules: Vec<(Rule, usize, String)> = Vec::new();
    for item in packs.rules() {
        let mut compiler = Compiler::new(&item, &predicates, &made, &lore);
        let compiled = compiler.compile();
        faults.extend(compiler.faults.into_iter().map(|f| packs.fault(f)));
        let id = format!("{}.id", item.path);
        if let Some((_, file, path)) = rules.iter().find(|(r, ..)| r.spec.id == item.spec.id) {
            let mut fault = packs.fault(SectionFault {
                file: item.file,
                path: id,
                word: None,
                message: format!("two rules are called `{}`", item.spec.id),
                help: Some("an id stands in baselines: choose another for the newer rule".to_owned()),
            });
            fault.others.extend(packs.place(*file, path, None).map(|p| (p, "the first one".to_owned())));
            faults.push(fault);
            continue;
        }
        if let Some(compiled) = compiled {
            let loaded = &packs.files[item.file];
            let (file, pack) = (Arc::clone(&loaded.name), loaded.pack.pack.as_str().into());
            rules.push((Rule { spec: item.spec.clone(), file, pack, compiled }, item.file, id));
        }
    }
    let mut rules: Vec<Rule> = rules.into_iter().map(|(rule, ..)| rule).collect();
    rules.sort_by(|a, b| a.spec.id.cmp(&b.spec.id));
    (Rules { rules }, faults)
}

struct Compiler<'a> {
    spec: &'a RuleSpec,
    file: usize,
    path: &'a str,
    predicates: &'a BTreeMap<&'a str, &'a PredicateSpec>,
    /// What the packs make of each predicate.
    made: &'a BTreeMap<&'a str, Made<'a>>,
    lore: Arc<Lore>,
    /// Name and type of each variable.
    vars: Vec<(String, Type)>,
    /// Names of the claims.
    roles: Vec<&'a str>,
    /// Names that are used as lists.
    lists: BTreeSet<&'a str>,
    faults: Vec<SectionFault>,
    /// Where the text that is being checked stands, and that text.
    at: (String, &'a str),
    /// The variables that a conflict and its message can name; all while `None`.
    usable: Option<BTreeSet<usize>>,
    asks_article: bool,
    asks_outlet: bool,
    asks_published: bool,
}

impl<'a> Compiler<'a> {
    fn new(
        item: &'a Item<'a, RuleSpec>,
        predicates: &'a BTreeMap<&'a str, &'a PredicateSpec>,
        made: &'a BTreeMap<&'a str, Made<'a>>,
        lore: &Arc<Lore>,
    ) -> Self {
        Self {
            lore: Arc::clone(lore),
            spec: item.spec,
            file: item.file,
            path: &item.path,
            predicates,
            made,
            vars: Vec::new(),
            roles: item.spec.claims.keys().map(String::as_str).collect(),
            lists: BTreeSet::new(),
            faults: Vec::new(),
            at: (String::new(), ""),
            usable: None,
            asks_article: false,
            asks_outlet: false,
            asks_published: false,
        }
    }

    fn fault(&mut self, word: &str, message: String, help: Option<String>) {
        let range = range_in(self.at.1, word);
        let word = (!range.is_empty()).then_some(Word::Bytes(range));
        self.faults.push(SectionFault { file: self.file, path: self.at.0.clone(), word, message, help });
    }

    fn fault_at(&mut self, key: &str, message: &str, help: &str) {
        let path = if key.is_empty() { self.path.to_owned() } else { format!("{}.{key}", self.path) };
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.faults.push(SectionFault { file: self.file, path, word: None, message: message.to_owned(), help });
    }

    fn enter(&mut self, key: &str, text: &'a str) {
        self.at = (format!("{}.{key}", self.path), text);
    }

    fn read<T>(&mut self, result: Result<T, Trouble<'a>>) -> Option<T> {
        match result {
            Ok(read) => Some(read),
            Err(trouble) => {
                let word = first_word(trouble.at);
                let wanted = if trouble.wanted.is_empty() { "something else" } else { trouble.wanted };
                let (word, message) = if word.is_empty() {
                    (last_word(self.at.1), format!("it breaks off: {wanted} is wanted behind this"))
                } else {
                    (word, format!("{wanted} is wanted here, not `{word}`"))
                };
                let help =
                    (wanted == "an operator").then(|| did_you_mean(word, grammar::OPERATORS.iter().copied())).flatten();
                self.fault(word, message, help);
                None
            }
        }
    }

    fn compile(&mut self) -> Option<Compiled> {
        let spec = self.spec;
        self.formalities();
        // First all is read, then lists are found, then names get numbers.
        let mut claims = Vec::new();
        for (name, text) in &spec.claims {
            self.enter(&format!("claims.{name}"), text);
            claims.push((name.as_str(), text.as_str(), self.read(grammar::pattern(text))));
        }
        let mut unless = Vec::new();
        for (name, text) in &spec.unless {
            self.enter(&format!("unless.{name}"), text);
            unless.push((name.as_str(), text.as_str(), self.read(grammar::pattern(text))));
        }
        let mut collects = Vec::new();
        for (name, text) in &spec.collect {
            self.enter(&format!("collect.{name}"), text);
            collects.push((name.as_str(), text.as_str(), self.read(grammar::collect(text))));
        }
        self.enter("conflict", &spec.conflict);
        let conflict = self.read(grammar::condition(&spec.conflict));
        let conditions = conflict.iter().chain(unless.iter().filter_map(|(_, _, p)| p.as_ref()?.filter.as_ref()));
        let mut lists = BTreeSet::new();
        conditions.for_each(|c| lists_in(c, &mut lists));
        self.lists = lists;

        let mut roles = Vec::new();
        for (name, text, pattern) in &claims {
            self.enter(&format!("claims.{name}"), text);
            let Some(pattern) = pattern else { continue };
            if let Some(filter) = &pattern.filter {
                let word = word_of(filter);
                self.fault(word, "a claim has no `where`".to_owned(), Some("put it under `conflict`".to_owned()));
            }
            roles.extend(self.role(pattern));
        }
        let joined = self.joined(&roles);
        let mut gathers = Vec::new();
        for (name, text, collect) in &collects {
            self.enter(&format!("collect.{name}"), text);
            let Some(collect) = collect else { continue };
            let Some(role) = self.role(&collect.of) else { continue };
            let filter = collect.of.filter.as_ref().and_then(|f| self.condition(f));
            let sum = collect.how == "sum";
            let Some(what) = self.lookup(collect.what) else { continue };
            let wanted = if sum { Type::Number } else { Type::Thing };
            if self.vars[what].1 != wanted {
                let is = self.vars[what].1.name();
                self.fault(collect.what, format!("{} is gathered from {}, not {is}", collect.how, wanted.name()), None);
                continue;
            }
            if self.vars.iter().any(|(n, _)| n == name) {
                self.fault_at(&format!("collect.{name}"), "this name is a variable already", "choose another");
                continue;
            }
            self.vars.push(((*name).to_owned(), if sum { Type::Sum } else { Type::Set }));
            gathers.push(Gather { role, filter, sum, what, into: self.vars.len() - 1 });
        }
        let mut guards = Vec::new();
        for (name, text, pattern) in &unless {
            self.enter(&format!("unless.{name}"), text);
            let Some(pattern) = pattern else { continue };
            let Some(role) = self.role(pattern) else { continue };
            let filter = pattern.filter.as_ref().and_then(|f| self.condition(f));
            guards.push(Guard { role, filter });
        }
        self.enter("conflict", &spec.conflict);
        let filled = roles.iter().flat_map(|r| r.vars.iter().copied());
        self.usable = Some(filled.chain(gathers.iter().map(|g| g.into)).collect());
        let parts = conflict.as_ref().map(|c| self.parts(c)).unwrap_or_default();
        let conflict = conflict.and_then(|c| self.condition(&c));
        let message = self.message();
        let key = self.key(&joined);
        if !self.faults.is_empty() {
            return None;
        }
        let mut conflict = conflict?;
        let same_article = conflict.conjuncts().any(|c| matches!(c, Check::SameArticle(r) if r.len() == roles.len()));
        let mut parts = parts;
        for (a, b) in self.hide_times(&mut roles, &mut conflict) {
            parts.push(("both hold on one day".to_owned(), at_one_time(a, b)));
        }
        let mut series = Vec::new();
        let mut together = Vec::new();
        let apart: Vec<(usize, usize)> = conflict.conjuncts().filter_map(Check::apart).collect();
        let only_apart = apart.len() == conflict.conjuncts().count() && apart.len() == 1 && guards.is_empty();
        for check in conflict.conjuncts() {
            match check {
                Check::SameSeries(Expr::Var(a), Expr::Var(b)) => series.push((*a, *b)),
                Check::Time(relation, Expr::Var(a), Expr::Var(b)) if relation.shares_a_day() => together.push((*a, *b)),
                Check::SameUnit(Unit::Day, Expr::Var(a), Expr::Var(b)) => together.push((*a, *b)),
                _ => {}
            }
        }
        for role in roles.iter_mut() {
            role.shape.article |= self.asks_article || same_article;
            role.shape.outlet |= self.asks_outlet;
            role.shape.published |= self.asks_published;
        }
        if same_article {
            guards.iter_mut().for_each(|g| g.role.shape.article = false);
        }
        let premise = roles.iter().all(|r| {
            let fixed = |p: &Arc<str>| self.predicates.get(&**p).is_some_and(|p| p.change == Change::Fixed);
            r.shape.predicates.iter().all(fixed) && r.shape.predicates == roles[0].shape.predicates
        });
        Some(Compiled {
            vars: self.vars.iter().map(|(name, _)| name.clone()).collect(),
            roles,
            unless: guards,
            collect: gathers,
            conflict,
            parts,
            same_article,
            series,
            together,
            apart,
            only_apart,
            key,
            message,
            premise,
        })
    }

    /// The parts of the condition that must all hold, each with its words.
    fn parts(&mut self, conflict: &Cond<'a>) -> Vec<(String, Check)> {
        let text = self.spec.conflict.as_str();
        let whole = [conflict.clone()];
        let parts = if let Cond::And(parts) = conflict { parts.as_slice() } else { &whole };
        let starts: Vec<usize> = parts.iter().map(|part| range_in(text, word_of(part)).start).collect();
        // A part ends with the last `and` before the first word of the next.
        let joint = |next: usize| text[..starts[next]].rfind("and").unwrap_or(starts[next]);
        let mut read = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            let from = if number == 0 { 0 } else { joint(number) + "and".len() };
            let to = if number + 1 < parts.len() { joint(number + 1) } else { text.len() };
            let before = self.faults.len();
            if let Some(check) = self.condition(part) {
                read.push((text[from.min(to)..to].split_whitespace().collect::<Vec<_>>().join(" "), check));
            }
            // They are told when the whole is read.
            self.faults.truncate(before);
        }
        read
    }

    /// What every rule must have, whatever it says.
    fn formalities(&mut self) {
        let spec = self.spec;
        let is_word = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !spec.id.split('-').all(is_word) {
            self.fault_at("id", "an id is made of small letters and hyphens", "like `two-founding-dates`");
        }
        for (key, text) in
            [("finds", &spec.finds), ("why", &spec.why), ("traps", &spec.traps), ("message", &spec.message)]
        {
            if text.trim().is_empty() {
                self.fault_at(key, "this says nothing", "");
            }
        }
        if spec.claims.is_empty() {
            self.fault_at("claims", "a rule needs claims to compare", "like `a: founded(subject: org, when: t1)`");
        }
        let none = |of: fn(&super::TestSpec) -> &Vec<super::TestArticle>| spec.tests.iter().all(|t| of(t).is_empty());
        if none(|t| &t.conflict) {
            self.fault_at("tests", "no text in which this rule finds a conflict", "add `- conflict: [{text: …}]`");
        }
        if none(|t| &t.consistent) {
            self.fault_at(
                "tests",
                "no text in which this rule must find nothing",
                "add `- consistent: [{text: …}]`: what looks like it and is none",
            );
        }
        let _: Severity = spec.severity;
    }

    /// A claim pattern; its variables are declared on the way.
    fn role(&mut self, pattern: &Pattern<'a>) -> Option<Role> {
        self.check_made(&pattern.predicates, &pattern.slots);
        let before = self.faults.len();
        for predicate in &pattern.predicates {
            if !self.predicates.contains_key(predicate) {
                let help = did_you_mean(predicate, self.predicates.keys().copied());
                self.fault(predicate, format!("no pack knows the predicate `{predicate}`"), help);
            }
        }
        let mut wanted: Vec<(Slot, Vec<Arc<str>>)> = Vec::new();
        let mut bound: Vec<(Slot, bool, usize)> = Vec::new();
        for (word, fill) in &pattern.slots {
            let Some(slot) = Slot::parse(word) else {
                let help = did_you_mean(word, Slot::NAMES.iter().copied());
                self.fault(word, format!("a claim has no slot `{word}`"), help);
                continue;
            };
            if wanted.iter().any(|(s, _)| *s == slot) || bound.iter().any(|(s, ..)| *s == slot) {
                self.fault(word, format!("the slot `{word}` stands here twice"), None);
                continue;
            }
            match (fill, slot.words()) {
                (Fill::Var(name) | Fill::Text(name), Some(words)) => {
                    self.known_words(&[name], words);
                    wanted.push((slot, vec![(*name).into()]));
                }
                (Fill::Words(names), Some(words)) => {
                    self.known_words(names, words);
                    wanted.push((slot, names.iter().map(|n| (*n).into()).collect()));
                }
                (Fill::Text(text), None) if takes_words(slot) => wanted.push((slot, vec![(*text).into()])),
                (Fill::Words(names), None) if takes_words(slot) => {
                    wanted.push((slot, names.iter().map(|n| (*n).into()).collect()));
                }
                (Fill::Text(text), None) => {
                    self.fault(text, format!("`{word}` takes a variable"), Some("compare it under `conflict`".into()));
                }
                (Fill::Words(names), None) => {
                    self.fault(
                        names[0],
                        format!("`{word}` takes a variable"),
                        Some("compare it under `conflict`".into()),
                    );
                }
                (Fill::Var(name), None) => {
                    let set = matches!(slot, Slot::Subject | Slot::Object) && self.lists.contains(name);
                    if let Some(var) = self.declare(name, type_of(slot, set)) {
                        bound.push((slot, set, var));
                    }
                }
            }
        }
        for (slot, words) in [
            (Slot::Polarity, &["true"][..]),
            (Slot::Stage, &["agreed", "done", "in_force"]),
            (Slot::Modality, &["asserted", "reported"]),
        ] {
            if !wanted.iter().any(|(s, _)| *s == slot) {
                wanted.push((slot, words.iter().map(|w| (*w).into()).collect()));
            }
        }
        wanted.sort();
        let mut predicates: Vec<Arc<str>> = pattern.predicates.iter().map(|p| (*p).into()).collect();
        predicates.sort();
        predicates.dedup();
        bound.sort_by_key(|(slot, ..)| *slot);
        let shape = Shape {
            predicates,
            wanted,
            slots: bound.iter().map(|(slot, set, _)| (*slot, *set)).collect(),
            article: false,
            outlet: false,
            published: false,
        };
        (self.faults.len() == before).then(|| Role { shape, vars: bound.iter().map(|(.., var)| *var).collect() })
    }

    fn known_words(&mut self, names: &[&'a str], words: &'static [&'static str]) {
        for name in names {
            if !words.contains(name) {
                let help = did_you_mean(name, words.iter().copied());
                self.fault(name, format!("`{name}` is none of the words that can stand here"), help);
            }
        }
    }

    fn declare(&mut self, name: &'a str, kind: Type) -> Option<usize> {
        if grammar::RESERVED.contains(&name) {
            self.fault(name, format!("`{name}` is a word of this language"), Some("choose another name".to_owned()));
            return None;
        }
        let Some(var) = self.vars.iter().position(|(n, _)| n == name) else {
            self.vars.push((name.to_owned(), kind));
            return Some(self.vars.len() - 1);
        };
        let is = self.vars[var].1;
        if is != kind {
            self.fault(name, format!("`{name}` is {} elsewhere, and {} here", is.name(), kind.name()), None);
            return None;
        }
        if matches!(kind, Type::Set | Type::Number | Type::Time) {
            let help = "give each its own name and compare them under `conflict`";
            self.fault(name, format!("{} cannot be shared between claims", kind.name()), Some(help.to_owned()));
            return None;
        }
        Some(var)
    }

    /// Variables that stand in two claims at least.
    fn joined(&self, roles: &[Role]) -> Vec<usize> {
        let uses = |v: &usize| roles.iter().filter(|r| r.vars.contains(v)).count();
        (0..self.vars.len()).filter(|v| uses(v) > 1 && self.vars[*v].1 != Type::Article).collect()
    }

    fn key(&mut self, joined: &[usize]) -> Vec<usize> {
        let spec = self.spec;
        if spec.key.is_empty() {
            return joined.to_vec();
        }
        let mut key = Vec::new();
        for (i, name) in spec.key.iter().enumerate() {
            self.enter(&format!("key[{i}]"), name);
            match self.lookup(name) {
                Some(var) if matches!(self.vars[var].1, Type::Thing | Type::Text) => key.push(var),
                Some(var) => {
                    let is = self.vars[var].1.name();
                    self.fault(name, format!("a key is made of names, and `{name}` is {is}"), None);
                }
                None => {}
            }
        }
        key
    }

    fn lookup(&mut self, name: &'a str) -> Option<usize> {
        let usable = |v: usize| self.usable.as_ref().is_none_or(|u| u.contains(&v));
        let found = self.vars.iter().position(|(n, _)| n == name).filter(|v| usable(*v));
        if found.is_none() {
            let known = self.vars.iter().enumerate().filter(|(v, _)| usable(*v));
            let known: Vec<String> = known.map(|(_, (n, _))| n.clone()).collect();
            let help = did_you_mean(name, known.iter().map(String::as_str));
            self.fault(name, format!("no claim fills `{name}`"), help);
        }
        found
    }

    fn message(&mut self) -> Template {
        let text = self.spec.message.as_str();
        self.enter("message", text);
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            if open > 0 {
                parts.push(Part::Text(rest[..open].to_owned()));
            }
            let Some(close) = rest[open..].find('}') else {
                self.fault(&rest[open..], "this bracket is never closed".to_owned(), None);
                return Template::default();
            };
            let inner = &rest[open + 1..open + close];
            if let Some(term) = self.read(grammar::term(inner))
                && let Some((expr, _)) = self.term(&term)
            {
                parts.push(Part::Value(expr));
            }
            rest = &rest[open + close + 1..];
        }
        parts.push(Part::Text(rest.to_owned()));
        Template { parts }
    }

    /// Values that can change are compared only where they hold at one time: two claims of one
    /// changeable predicate whose times the rule does not look at get a condition of their own.
    fn hide_times(&mut self, roles: &mut [Role], conflict: &mut Check) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let mut seen: BTreeMap<Vec<Arc<str>>, Vec<usize>> = BTreeMap::new();
        for (i, role) in roles.iter().enumerate() {
            let change = |p: &Arc<str>| self.predicates.get(&**p).is_some_and(|p| p.change != Change::Fixed);
            let timed = role.shape.slots.iter().any(|(slot, _)| *slot == Slot::When);
            if role.shape.predicates.iter().any(change) && !timed {
                seen.entry(role.shape.predicates.clone()).or_default().push(i);
            }
        }
        for numbers in seen.into_values().filter(|n| n.len() > 1) {
            let mut times = Vec::new();
            for i in numbers {
                let var = self.vars.len();
                self.vars.push((String::new(), Type::Time));
                let at = roles[i].shape.slots.partition_point(|(slot, _)| *slot < Slot::When);
                roles[i].shape.slots.insert(at, (Slot::When, false));
                roles[i].vars.insert(at, var);
                times.push(var);
            }
            let old = std::mem::replace(conflict, Check::And(Vec::new()));
            let mut parts = vec![old];
            parts.extend(times.windows(2).map(|w| at_one_time(w[0], w[1])));
            pairs.extend(times.windows(2).map(|w| (w[0], w[1])));
            *conflict = Check::And(parts);
        }
        pairs
    }
}

fn at_one_time(a: usize, b: usize) -> Check {
    Check::Time(Allen::Coincides, Expr::Var(a), Expr::Var(b))
}

fn takes_words(slot: Slot) -> bool {
    matches!(slot, Slot::Subject | Slot::Object | Slot::Place | Slot::Unit | Slot::Attribution)
}

fn type_of(slot: Slot, set: bool) -> Type {
    match slot {
        Slot::Subject | Slot::Object if set => Type::Set,
        Slot::Subject | Slot::Object | Slot::Place => Type::Thing,
        Slot::Value => Type::Number,
        Slot::When => Type::Time,
        Slot::Article => Type::Article,
        Slot::Unit | Slot::Attribution | Slot::Polarity | Slot::Stage | Slot::Modality => Type::Text,
    }
}

fn first_word(text: &str) -> &str {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let end = text.find(|c| !word(c)).unwrap_or(text.len());
    if end > 0 { &text[..end] } else { text.chars().next().map_or("", |c| &text[..c.len_utf8()]) }
}

fn last_word(text: &str) -> &str {
    let trimmed = text.trim_end();
    let start = trimmed.rfind(char::is_whitespace).map_or(0, |i| i + 1);
    &trimmed[start..]
}
