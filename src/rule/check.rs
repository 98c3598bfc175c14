//! From clashes to conflicts: one for each rule and key, with its distinct values, the weight that its
//! witnesses give it, and a sentence.

use super::join::{Clash, Search, gather};
use super::table::{Columns, Modifiers, Numbers, Row, Shape};
use super::value::{Manner, Value};
use super::{Rule, Severity};
use crate::conflict::{Conflict, ConflictValue, Proof, Reason, Reasons, Unsaid, fingerprint};
use crate::facts::{FactBase, Standing};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The rows of each shape.
type Tables<'a> = FxHashMap<&'a Shape, Vec<Row<'a>>>;

/// Evaluates all rules.
pub(super) fn check(rules: &[Rule], facts: &FactBase<'_>) -> (Vec<Conflict>, Unsaid) {
    let columns = Columns::read(facts, rules.iter().flat_map(shapes));
    // A table is made for the first rule that looks at it, and given back behind the last.
    let last: FxHashMap<&Shape, usize> =
        rules.iter().enumerate().flat_map(|(number, rule)| shapes(rule).map(move |shape| (shape, number))).collect();
    let mut tables: Tables<'_> = FxHashMap::default();
    let mut numbers = Numbers::default();
    let mut found: Vec<(Conflict, bool)> = Vec::new();
    let mut unsaid = Unsaid { claims: left_out(last.keys().copied(), &columns, facts), ..Unsaid::default() };
    for (number, rule) in rules.iter().enumerate() {
        for shape in shapes(rule) {
            tables.entry(shape).or_insert_with(|| columns.rows(shape, &mut numbers));
        }
        let premise = rule.compiled.premise;
        let of_rule = unsaid.rules.entry(rule.spec.id.as_str().into()).or_default();
        let conflicts = check_rule(rule, &tables, facts, of_rule);
        found.extend(conflicts.into_iter().map(|c| (c, premise)));
        tables.retain(|shape, _| last[shape] > number);
    }
    weigh_premises(&mut found, facts.count());
    for (conflict, _) in found.iter().filter(|(c, _)| c.severity == Severity::Info) {
        unsaid.rules.entry(Arc::clone(&conflict.rule)).or_default().add(Reason::Info, 1);
    }
    let mut conflicts: Vec<Conflict> = found.into_iter().map(|(c, _)| c).collect();
    conflicts.sort_by(|a, b| (&a.rule, &a.key, &a.fingerprint).cmp(&(&b.rule, &b.key, &b.fingerprint)));
    (conflicts, unsaid)
}

/// Claims that no rule compares with others, and why: each counts once, however many rules pass it over.
fn left_out<'s>(shapes: impl Iterator<Item = &'s Shape>, columns: &Columns<'_>, facts: &FactBase<'_>) -> Reasons {
    let mut compared: BTreeMap<&str, BTreeSet<Modifiers<'_>>> = BTreeMap::new();
    for shape in shapes {
        shape.predicates.iter().for_each(|p| {
            compared.entry(p).or_default().insert(shape.modifiers());
        });
    }
    let mut unsaid = Reasons::default();
    unsaid.add(Reason::Copy, facts.copied());
    for (predicate, wanted) in compared {
        let mut counts = [0; 64];
        facts.of(predicate).iter().for_each(|number| counts[columns.manner(*number)] += 1);
        for (manner, count) in Manner::all().zip(counts).filter(|(_, count)| *count > 0) {
            let refusals = wanted.iter().map(|modifiers| modifiers.refuse(manner));
            if let Some(reason) = refusals.min_by_key(Option::is_some).flatten() {
                unsaid.add(reason, count);
            }
        }
    }
    unsaid
}

fn shapes(rule: &Rule) -> impl Iterator<Item = &Shape> {
    let compiled = &rule.compiled;
    let roles = compiled.roles.iter().map(|r| &r.shape);
    let unless = compiled.unless.iter().map(|g| &g.role.shape);
    roles.chain(unless).chain(compiled.collect.iter().map(|g| &g.role.shape))
}

fn check_rule(rule: &Rule, tables: &Tables<'_>, facts: &FactBase<'_>, unsaid: &mut Reasons) -> Vec<Conflict> {
    let compiled = &rule.compiled;
    let table = |shape: &Shape| tables.get(shape).map_or(&[][..], Vec::as_slice);
    let roles: Vec<&[Row<'_>]> = compiled.roles.iter().map(|r| table(&r.shape)).collect();
    if roles.iter().any(|t| t.is_empty()) {
        return Vec::new();
    }
    let collected: Vec<&[Row<'_>]> = compiled.collect.iter().map(|g| table(&g.role.shape)).collect();
    let gathered = gather(compiled, &collected, facts);
    let guards = compiled.unless.iter().map(|g| table(&g.role.shape)).collect();
    let search = Search { rule: compiled, tables: roles, guards, gathered: &gathered, facts };
    let clashes = search.run(unsaid);
    groups(&search, clashes).into_iter().map(|group| conflict(rule, &search, &group)).collect()
}

/// Clashes of one key.
struct Group {
    key: String,
    clashes: Vec<Clash>,
}

fn groups(search: &Search<'_>, clashes: Vec<Clash>) -> Vec<Group> {
    let mut found: Vec<Vec<Clash>> = Vec::new();
    // What a key is called is found out once; those of events stand behind the others.
    let mut by_name: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let mut by_values: FxHashMap<Vec<&Value>, usize> = FxHashMap::default();
    for clash in clashes {
        let env = search.env(&clash);
        let values: Vec<&Value> = search.rule.key.iter().filter_map(|v| env.values[*v]).collect();
        let number = by_values.get(&values).copied().unwrap_or_else(|| {
            let is_event = values.iter().any(|v| matches!(v, Value::Event { .. }));
            let parts: Vec<String> = values.iter().map(|v| name(v)).collect();
            let key = if parts.is_empty() { article(search, &clash) } else { parts.join(", ") };
            let number = *by_name.entry((is_event, key)).or_insert(found.len());
            if number == found.len() {
                found.push(Vec::new());
            }
            // Equal times may be called differently, and without values the article is the key.
            if !values.is_empty() && !values.iter().any(|v| matches!(v, Value::Time(_))) {
                by_values.insert(values, number);
            }
            number
        });
        found[number].push(clash);
    }
    let mut groups = Vec::new();
    for ((is_event, key), number) in by_name {
        let clashes = std::mem::take(&mut found[number]);
        if !is_event {
            groups.push(Group { key, clashes });
            continue;
        }
        for cluster in clusters(search, clashes) {
            let label = which(search, &cluster).unwrap_or_else(|| article(search, &cluster[0]));
            groups.push(Group { key: format!("{key} ({label})"), clashes: cluster });
        }
    }
    groups
}

/// A value as part of a key: without what another mention may say differently.
pub(super) fn name(value: &Value) -> String {
    match value {
        Value::Event { event, .. } => {
            let parts = [event.organizer.as_deref(), Some(&*event.kind)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        other => other.label(),
    }
}

/// The stable name of the article where a clash is found; the first where it is found in several.
fn article(search: &Search<'_>, clash: &Clash) -> String {
    let witnesses = clash.rows.iter().enumerate().map(|(role, row)| search.tables[role][*row].witnesses[0]);
    let ids = witnesses.filter_map(|w| search.facts.article(search.facts.article_of(w)));
    ids.map(|a| a.id.to_string()).min().unwrap_or_default()
}

/// Clashes that share a row are about one event. Two events that a coarse date could both mean are
/// thereby told as one.
fn clusters(search: &Search<'_>, clashes: Vec<Clash>) -> Vec<Vec<Clash>> {
    let mut cluster_of: Vec<usize> = (0..clashes.len()).collect();
    let mut owner: FxHashMap<*const Row<'_>, usize> = FxHashMap::default();
    let root = |of: &[usize], mut i: usize| {
        while of[i] != i {
            i = of[i];
        }
        i
    };
    for (i, clash) in clashes.iter().enumerate() {
        for (role, row) in clash.rows.iter().enumerate() {
            let first = *owner.entry(&raw const search.tables[role][*row]).or_insert(i);
            let (a, b) = (root(&cluster_of, first), root(&cluster_of, i));
            cluster_of[a.max(b)] = a.min(b);
        }
    }
    let mut clusters: BTreeMap<usize, Vec<Clash>> = BTreeMap::new();
    for (i, clash) in clashes.into_iter().enumerate() {
        clusters.entry(root(&cluster_of, i)).or_default().push(clash);
    }
    clusters.into_values().collect()
}

/// What tells an event from others of its series: its level, and the narrowest date that any mention has.
fn which(search: &Search<'_>, cluster: &[Clash]) -> Option<String> {
    let mut level: Option<Arc<str>> = None;
    let mut narrowest: Option<(i32, i32, String)> = None;
    for clash in cluster {
        for (role, row) in clash.rows.iter().enumerate() {
            for (value, var) in search.tables[role][*row].values.iter().zip(&search.rule.roles[role].vars) {
                let Value::Event { event, .. } = &**value else { continue };
                if !search.rule.key.contains(var) {
                    continue;
                }
                level = [level, event.level.clone()].into_iter().flatten().min();
                let Some(when) = event.when else { continue };
                let (Some(start), Some(end)) = (when.start, when.end) else { continue };
                let candidate = (end - start, start, when.to_string());
                if narrowest.as_ref().is_none_or(|n| candidate < *n) {
                    narrowest = Some(candidate);
                }
            }
        }
    }
    let (.., when) = narrowest?;
    Some(level.filter(|l| !l.is_empty()).map_or_else(|| when.clone(), |level| format!("{level}, {when}")))
}

/// One side of a conflict: a row of the rule's table for a claim, with all its claims.
struct Side<'t> {
    role: usize,
    number: usize,
    row: &'t Row<'t>,
    label: String,
}

fn conflict(rule: &Rule, search: &Search<'_>, group: &Group) -> Conflict {
    let facts = search.facts;
    let mut sides: Vec<Side<'_>> = Vec::new();
    let mut known: FxHashSet<*const Row<'_>> = FxHashSet::default();
    for clash in &group.clashes {
        for (role, &number) in clash.rows.iter().enumerate() {
            let row = &search.tables[role][number];
            if known.insert(std::ptr::from_ref(row)) {
                sides.push(Side { role, number, row, label: label(search, role, row) });
            }
        }
    }
    // A changed article's first, a reference last; between them the minority, else the newest.
    let mut articles: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for side in &sides {
        articles.entry(&side.label).or_default().extend(side.row.witnesses.iter().map(|w| facts.article_of(*w)));
    }
    let count = |mut articles: Vec<usize>| {
        articles.sort_unstable();
        articles.dedup();
        articles.len()
    };
    let articles: FxHashMap<String, usize> =
        articles.into_iter().map(|(label, articles)| (label.to_owned(), count(articles))).collect();
    let newest = |side: &Side<'_>| side.row.witnesses.iter().filter_map(|w| facts.published(*w)).max();
    sides.sort_by_cached_key(|side| {
        let first = side.row.witnesses.iter().map(|w| facts.rank(*w)).min();
        (standing(side.row, facts), articles[&side.label], Reverse(newest(side)), first, side.label.clone(), side.role)
    });
    let clash = speaking(search, group, &sides);
    let env = search.env(&clash);
    let mut values: Vec<ConflictValue> = Vec::new();
    for side in &sides {
        match values.iter_mut().find(|v| v.label == side.label) {
            Some(value) => value.witnesses.extend(&side.row.witnesses),
            None => {
                values.push(ConflictValue { label: side.label.clone(), witnesses: side.row.witnesses.clone() });
            }
        }
    }
    for (gather, (of, number)) in rule.compiled.collect.iter().zip(search.gathered.iter().zip(&clash.gathered)) {
        if let Some(gathered) = of.all.get(*number) {
            let label = env.values[gather.into].map(Value::label).unwrap_or_default();
            values.push(ConflictValue { label, witnesses: gathered.witnesses.clone() });
        }
    }
    for value in &mut values {
        value.witnesses.sort_unstable_by_key(|w| (facts.standing(*w) != Standing::Changed, facts.rank(*w)));
        value.witnesses.dedup();
    }
    let mut severity = rule.spec.severity;
    let mut notes = Vec::new();
    if one_sided(search, group) {
        severity = severity.lowered();
        notes.push("one side is only what a speaker says".to_owned());
    }
    notes.extend(values.iter().filter_map(|value| accuses(value, facts)));
    Conflict {
        rule: rule.spec.id.as_str().into(),
        severity,
        fingerprint: fingerprint(&rule.spec.id, &group.key),
        key: group.key.clone(),
        message: rule.compiled.message.render(&env),
        help: rule.spec.help.clone(),
        notes,
        values,
        proof: proof(rule, search, &clash),
    }
}

/// Why the rows of a clash cannot all be true.
fn proof(rule: &Rule, search: &Search<'_>, clash: &Clash) -> Proof {
    let env = search.env(clash);
    let named = rule.spec.claims.keys().zip(clash.rows.iter().enumerate());
    let claims = named.map(|(name, (role, row))| {
        let witnesses = &search.tables[role][*row].witnesses;
        (name.clone(), witnesses.iter().copied().min_by_key(|w| search.facts.rank(*w)).unwrap_or_default())
    });
    let said = rule.compiled.vars.iter().enumerate().filter(|(_, name)| !name.is_empty());
    let variables = said.filter_map(|(var, name)| Some((name.clone(), env.values[var]?.label())));
    let conditions = rule.compiled.parts.iter().map(|(words, check)| (words.clone(), env.check(check)));
    Proof {
        claims: claims.collect(),
        variables: variables.filter(|(_, label)| !label.is_empty()).collect(),
        conditions: conditions.collect(),
    }
}

/// Where a row stands among the sides of a conflict, by the best of its claims.
fn standing(row: &Row<'_>, facts: &FactBase<'_>) -> u8 {
    let place = |w: &usize| match facts.standing(*w) {
        Standing::Changed => 0,
        Standing::Known => 1,
        Standing::Reference => 2,
    };
    row.witnesses.iter().map(place).min().unwrap_or_default()
}

/// What a reference says for a value.
fn accuses(value: &ConflictValue, facts: &FactBase<'_>) -> Option<String> {
    let reference = value.witnesses.iter().find(|w| facts.standing(**w) == Standing::Reference)?;
    let source = facts.article(facts.article_of(*reference))?.outlet.as_deref()?;
    Some(format!("a reference decides: {}, according to {source}", value.label))
}

/// What a row says beside the key; where the key says all, the predicate tells the sides apart.
fn label(search: &Search<'_>, role: usize, row: &Row<'_>) -> String {
    let vars = &search.rule.roles[role].vars;
    let said = |of: bool| {
        let values = row.values.iter().zip(vars).filter(|(_, v)| of || !search.rule.key.contains(v));
        let mut labels: Vec<String> = values.map(|(value, _)| value.label()).filter(|l| !l.is_empty()).collect();
        // A unit that stands behind its number is said already.
        let all = labels.clone();
        labels.retain(|l| !all.iter().any(|other| other.len() > l.len() && other.ends_with(l.as_str())));
        labels.join(", ")
    };
    let short = said(false);
    if !short.is_empty() {
        return short;
    }
    let predicate = row.witnesses.first().map(|&w| search.facts.claim(w).predicate.replace('_', " "));
    predicate.map_or_else(|| said(true), |predicate| format!("{}, {predicate}", said(true)))
}

/// The clash that the message tells: one with the primary side, as its first claim where the rule lets
/// claims change places, against the side with the most witnesses.
fn speaking(search: &Search<'_>, group: &Group, sides: &[Side<'_>]) -> Clash {
    let primary = &sides[0];
    let is_primary = |role: usize, number: usize| std::ptr::eq(&search.tables[role][number], primary.row);
    let order: FxHashMap<*const Row<'_>, usize> =
        sides.iter().enumerate().map(|(i, side)| (std::ptr::from_ref(side.row), i)).collect();
    let weight = |clash: &Clash| {
        let at = (0..clash.rows.len()).find(|r| is_primary(*r, clash.rows[*r]));
        let rows = clash.rows.iter().enumerate().map(|(role, row)| &search.tables[role][*row]);
        let others: usize = rows.filter(|r| !std::ptr::eq(*r, primary.row)).map(|r| r.witnesses.len()).sum();
        let place = at.map_or(usize::MAX, |r| usize::from(r != primary.role.min(r)));
        let rows = clash.rows.iter().enumerate().map(|(role, row)| &raw const search.tables[role][*row]);
        let order: Vec<_> = rows.map(|row| order.get(&row).copied()).collect();
        (at.is_none(), place, at, Reverse(others), order)
    };
    let best = group.clashes.iter().min_by_key(|c| weight(c));
    let mut best = best.cloned().unwrap_or(Clash { rows: vec![primary.number], gathered: Vec::new() });
    // Two claims of one shape may change places, if the condition allows it.
    if best.rows.len() == 2 && std::ptr::eq(search.tables[0], search.tables[1]) && is_primary(1, best.rows[1]) {
        let turned = Clash { rows: vec![best.rows[1], best.rows[0]], gathered: best.gathered.clone() };
        if search.env(&turned).check(&search.rule.conflict).is_certain() {
            best = turned;
        }
    }
    best
}

/// Whether, in every clash, the articles themselves stand behind one side, and behind another only
/// speakers.
fn one_sided(search: &Search<'_>, group: &Group) -> bool {
    let facts = search.facts;
    group.clashes.iter().all(|clash| {
        let rows = clash.rows.iter().enumerate().map(|(role, row)| &search.tables[role][*row]);
        let only: Vec<bool> = rows.map(|r| r.witnesses.iter().all(|w| facts.only_attributed(*w))).collect();
        only.iter().any(|o| *o) && only.iter().any(|o| !*o)
    })
}

/// A conflict that rests on a fact which another conflict disputes names that one, and weighs less.
fn weigh_premises(found: &mut [(Conflict, bool)], claims: usize) {
    let name = |c: &Conflict| (Arc::clone(&c.rule), c.key.clone(), c.fingerprint.clone());
    // What is merely worth knowing disputes nothing.
    let disputes = |(_, (c, premise)): &(usize, &(Conflict, bool))| *premise && c.severity > Severity::Info;
    let mut premises: Vec<_> =
        found.iter().enumerate().filter(disputes).map(|(number, (c, _))| (name(c), number)).collect();
    premises.sort_unstable();
    let mut disputed: Vec<Option<u32>> = vec![None; if premises.is_empty() { 0 } else { claims }];
    for (place, (_, number)) in (0..).zip(&premises) {
        for witness in found[*number].0.values.iter().flat_map(|v| &v.witnesses) {
            disputed[*witness].get_or_insert(place);
        }
    }
    for (conflict, _) in found.iter_mut().filter(|(_, premise)| !premise) {
        let witnesses = conflict.values.iter().flat_map(|v| &v.witnesses);
        let by: BTreeSet<u32> = witnesses.filter_map(|w| *disputed.get(*w)?).collect();
        for place in &by {
            let (rule, key, fingerprint) = &premises[*place as usize].0;
            conflict.notes.push(format!("it rests on a fact that is itself disputed: {rule} of {key} ({fingerprint})"));
        }
        if !by.is_empty() {
            conflict.severity = conflict.severity.lowered();
        }
    }
}
