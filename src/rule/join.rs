//! The search for claims that cannot all be true.
//!
//! Claims are joined on the variables they share, through hash tables; where the condition can only
//! hold for times that share a day, the rows of a key are also sorted by time, and only a stretch of
//! them is looked at. A key with few rows is searched through, so that every combination is known. In a
//! hot one each row meets only some partners and stops at the first that it clashes with: those at both ends
//! of their order and others evenly between them, at a cost that grows with the rows and not with their pairs.
//! Where the condition wants two values to lie apart, the order is that of the values: what is apart from any
//! is apart from the one that ends first or from the one that begins last. A row of a hot key that clashes with
//! none of those it met is counted, unless the condition says nothing else.

use super::compile::{Compiled, Role};
use super::eval::{Check, Env};
use super::table::{Row, SLOTS, ValueId, number_of};
use super::value::{Set, Value};
use crate::conflict::{Reason, Reasons};
use crate::facts::FactBase;
use crate::interval::Truth;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// With more possible partners than this, a row meets only some, and stops at the first that it clashes with.
const HOT: usize = 64;

/// So many of them.
const MET: usize = 32;

/// A key with more claims that might excuse a conflict than this is left alone.
const MOST_EXCUSES: usize = 256;

/// Times longer than this are looked at one by one.
const NARROW: i64 = 40;

/// Rows that cannot all be true: one for each claim of the rule, and what was gathered beside them.
#[derive(Clone, Debug)]
pub(super) struct Clash {
    pub(super) rows: Vec<usize>,
    pub(super) gathered: Vec<usize>,
}

/// The outcome of gathering, for one key.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) value: Value,
    /// Numbers of the claims.
    pub(super) witnesses: Vec<usize>,
}

/// A rule at work.
pub(super) struct Search<'t> {
    pub(super) rule: &'t Compiled,
    /// The table of each claim of the rule.
    pub(super) tables: Vec<&'t [Row<'t>]>,
    /// The table of each claim that must not exist.
    pub(super) guards: Vec<&'t [Row<'t>]>,
    pub(super) gathered: &'t [Gatherings],
    pub(super) facts: &'t FactBase<'t>,
}

/// What was gathered for a variable, by the values it is gathered for.
pub(super) struct Gatherings {
    /// The variables that it is gathered for.
    vars: Vec<usize>,
    groups: FxHashMap<Key, usize>,
    pub(super) all: Vec<Gathered>,
}

/// What must be equal for two rows to be joined, as numbers: one for each slot at most, and the article; [`FREE`]
/// behind the last.
type Key = [u32; SLOTS + 1];

/// What no value has as its number.
const FREE: u32 = u32::MAX;

/// How a claim is joined to those before it.
struct Join {
    /// Position in the row, and the variable that it is compared with.
    on: Vec<(usize, usize, How)>,
    article: Option<usize>,
    /// Position of the time to sort by, and the variable whose time it must share a day with.
    time: Option<(usize, usize)>,
    /// Position of the event to sort by, and its variable.
    event: Option<(usize, usize)>,
    /// Position of a value that must lie apart from one of another claim.
    apart: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Name,
    Event,
    Series,
}

/// The rows of one key.
#[derive(Default)]
struct Bucket {
    /// First and one past the last day, and the row; ascending.
    narrow: Vec<(i64, i64, usize)>,
    /// The longest of them, in days.
    longest: i64,
    /// Of many, those that are met stand first.
    wide: Vec<usize>,
    events: Option<Box<Events>>,
}

/// Rows by the articles of their events.
#[derive(Default)]
struct Events {
    /// Events that are known only within their article, and those that can be met there.
    loose: FxHashMap<usize, Vec<usize>>,
    firm: FxHashMap<usize, Vec<usize>>,
}

impl Events {
    /// Rows that an event which is known only within its article can be joined with.
    fn of(&self, article: usize) -> Vec<usize> {
        [&self.loose, &self.firm].into_iter().filter_map(|rows| rows.get(&article)).flatten().copied().collect()
    }
}

/// Rows by key.
#[derive(Default)]
struct Index {
    numbers: FxHashMap<Key, u32>,
    buckets: Vec<Bucket>,
}

impl Index {
    fn get(&self, key: &Key) -> Option<&Bucket> {
        self.numbers.get(key).map(|number| &self.buckets[*number as usize])
    }

    fn entry(&mut self, key: Key) -> &mut Bucket {
        let number = *self.numbers.entry(key).or_insert_with(|| {
            self.buckets.push(Bucket::default());
            number_of(self.buckets.len() - 1)
        });
        &mut self.buckets[number as usize]
    }
}

/// Rows of a claim that must not exist, by the positions and variables that it shares with the others.
type GuardIndex = (Vec<(usize, usize)>, FxHashMap<Key, Vec<usize>>);

impl<'t> Search<'t> {
    /// All clashes of keys with few rows; of hot ones, one at least for each row that clashes.
    pub(super) fn run(&self, unsaid: &mut Reasons) -> Vec<Clash> {
        let roles = self.rule.roles.len();
        let guards = self.guard_indices();
        let parts: Vec<&Check> = self.rule.conflict.conjuncts().collect();
        let mut clashes = Vec::new();
        let mut seen: Vec<Vec<bool>> = self.tables.iter().map(|t| vec![false; t.len()]).collect();
        let mut crowded: Vec<(usize, usize)> = Vec::new();
        for first in 0..roles {
            if first > 0 && crowded.is_empty() {
                break;
            }
            let order: Vec<usize> = std::iter::once(first).chain((0..roles).filter(|r| *r != first)).collect();
            let plan = self.plan(&order);
            let mut walk = Walk {
                search: self,
                order: &order,
                plan: &plan,
                guards: &guards,
                parts: &parts,
                bound: Vec::new(),
                env: Env { values: vec![None; self.rule.vars.len()], rows: vec![None; roles] },
                rows: vec![usize::MAX; roles],
                hot: false,
                done: false,
                clashes: &mut clashes,
                seen: &mut seen,
                ids: vec![0; self.rule.vars.len()],
                // A pair that is met from both sides counts once.
                unsaid: (first == 0).then_some(&mut *unsaid),
            };
            for row in 0..self.tables[first].len() {
                if first == 0 || !self.is_told(walk.seen, first, row) {
                    (walk.hot, walk.done) = (false, false);
                    walk.place(0, row);
                    crowded.extend(walk.hot.then_some((first, row)));
                }
            }
        }
        if !self.rule.only_apart {
            crowded.retain(|&(role, row)| !self.is_told(&seen, role, row));
            let mut rows: Vec<*const Row<'_>> =
                crowded.into_iter().map(|(role, row)| &raw const self.tables[role][row]).collect();
            rows.sort_unstable();
            rows.dedup();
            unsaid.add(Reason::Crowded, rows.len());
        }
        clashes
    }

    /// Whether a row takes part in a clash that is known, in its own place or in that of a claim of the same shape.
    fn is_told(&self, seen: &[Vec<bool>], role: usize, row: usize) -> bool {
        let same = |other: &usize| std::ptr::eq(self.tables[*other], self.tables[role]);
        (0..seen.len()).filter(same).any(|other| seen[other][row])
    }

    /// The environment of a clash.
    pub(super) fn env(&self, clash: &Clash) -> Env<'t> {
        let mut env = Env { values: vec![None; self.rule.vars.len()], rows: vec![None; clash.rows.len()] };
        for (role, &row) in clash.rows.iter().enumerate() {
            let row = &self.tables[role][row];
            env.rows[role] = Some(row);
            for (value, var) in row.values.iter().zip(&self.rule.roles[role].vars) {
                env.values[*var].get_or_insert(value);
            }
        }
        for ((gather, of), &number) in self.rule.collect.iter().zip(self.gathered).zip(&clash.gathered) {
            env.values[gather.into] = of.all.get(number).map(|g| &g.value);
        }
        env
    }

    fn plan(&self, order: &[usize]) -> Vec<(Join, Index)> {
        let mut plan = Vec::new();
        for (step, &role) in order.iter().enumerate().skip(1) {
            let join = self.join(role, &order[..step]);
            let index = index(self.tables[role], &join, self.facts);
            plan.push((join, index));
        }
        plan
    }

    fn join(&self, role: usize, before: &[usize]) -> Join {
        let vars = &self.rule.roles[role].vars;
        let bound = |var: usize| before.iter().any(|b| self.rule.roles[*b].vars.contains(&var));
        let is_event = |at: usize| self.tables[role].iter().any(|row| matches!(*row.values[at], Value::Event { .. }));
        let mut on = Vec::new();
        for (at, &var) in vars.iter().enumerate() {
            if bound(var) {
                on.push((at, var, if is_event(at) { How::Event } else { How::Name }));
            }
            for &(a, b) in &self.rule.series {
                for (mine, other) in [(a, b), (b, a)] {
                    if mine == var && bound(other) && on.last().is_none_or(|(last, ..)| *last != at) {
                        on.push((at, other, How::Series));
                    }
                }
            }
        }
        let mut time = None;
        for &(a, b) in &self.rule.together {
            for (mine, other) in [(a, b), (b, a)] {
                if let Some(at) = vars.iter().position(|v| *v == mine).filter(|_| bound(other) && !bound(mine)) {
                    time = time.or(Some((at, other)));
                }
            }
        }
        let event = on.iter().find(|(.., how)| *how == How::Event).map(|(at, var, _)| (*at, *var));
        let article = self.rule.same_article.then(|| before[0]);
        let from = |&(a, b): &(usize, usize)| [(a, b), (b, a)].into_iter().find(|(_, other)| bound(*other));
        let apart = self.rule.apart.iter().filter_map(from).find_map(|(mine, _)| vars.iter().position(|v| *v == mine));
        Join { on, article, time, event, apart }
    }

    fn guard_indices(&self) -> Vec<GuardIndex> {
        let bound = |var: &usize| self.rule.roles.iter().any(|r| r.vars.contains(var));
        let mut indices = Vec::new();
        for (guard, table) in self.rule.unless.iter().zip(&self.guards) {
            let on: Vec<_> = guard.role.vars.iter().copied().enumerate().filter(|(_, v)| bound(v)).collect();
            let mut index: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
            for (number, row) in table.iter().enumerate() {
                if let Some(key) = joined(on.iter().map(|(at, _)| key_of(row, *at))) {
                    index.entry(key).or_default().push(number);
                }
            }
            indices.push((on, index));
        }
        indices
    }
}

/// What a row is found by at a position: an event by its series, all else by its value.
fn key_of(row: &Row<'_>, at: usize) -> Option<u32> {
    key(&row.values[at], row.values[at].id)
}

/// The same of a value and its number; that of a series is odd.
fn key(value: &Value, id: ValueId) -> Option<u32> {
    match value {
        Value::Event { series, .. } => series.map(|series| 2 * series + 1),
        _ => Some(2 * id),
    }
}

fn index(table: &[Row<'_>], join: &Join, facts: &FactBase<'_>) -> Index {
    let mut index = Index::default();
    for (number, row) in table.iter().enumerate() {
        let keys = join.on.iter().map(|(at, ..)| key_of(row, *at));
        let Some(key) = joined(keys.chain(join.article.map(|_| row.article.map(number_of)))) else { continue };
        let bucket = index.entry(key);
        let loose = join.event.and_then(|(at, _)| match *row.values[at] {
            Value::Event { only_in, .. } => only_in,
            _ => None,
        });
        if let Some(article) = loose {
            bucket.events.get_or_insert_default().loose.entry(article).or_default().push(number);
            continue;
        }
        if join.event.is_some() {
            let events = bucket.events.get_or_insert_default();
            for article in row.articles(facts) {
                events.firm.entry(article).or_default().push(number);
            }
        }
        let at = join.time.or(join.event).map(|(at, _)| at);
        match at.and_then(|at| reach(&row.values[at])) {
            Some((from, to)) if to - from <= NARROW => {
                bucket.longest = bucket.longest.max(to - from);
                bucket.narrow.push((from, to, number));
            }
            _ => bucket.wide.push(number),
        }
    }
    for bucket in &mut index.buckets {
        bucket.narrow.sort_unstable();
        if bucket.wide.len() > HOT {
            bucket.wide = met_first(&bucket.wide, |row| extent(&table[row].values[join.apart?]));
        }
    }
    index
}

/// A key; `None` where a part of it is not known.
fn joined(parts: impl Iterator<Item = Option<u32>>) -> Option<Key> {
    let mut key = [FREE; SLOTS + 1];
    for (place, part) in key.iter_mut().zip(parts) {
        *place = part?;
    }
    Some(key)
}

/// Many rows, those first that others are to meet: by turns one that ends early and one that begins late, then some
/// evenly between them.
fn met_first(rows: &[usize], extent: impl Fn(usize) -> Option<(f64, f64)>) -> Vec<usize> {
    let of = |row: usize| extent(row).unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let mut early: Vec<(f64, f64, usize)> = rows.iter().map(|&row| (of(row).0, of(row).1, row)).collect();
    let mut late = early.clone();
    early.sort_by(|a, b| a.1.total_cmp(&b.1));
    late.sort_by(|a, b| b.0.total_cmp(&a.0));
    let ends = early.iter().zip(&late).take(MET / 4).flat_map(|(early, late)| [early.2, late.2]);
    let between = (1..=MET / 2).map(|i| late[i * (rows.len() - 1) / (MET / 2 + 1)].2);
    let mut known: FxHashSet<usize> = FxHashSet::default();
    let chosen = ends.chain(between).chain(late.iter().map(|row| row.2));
    chosen.filter(|row| known.insert(*row)).collect()
}

/// From where to where a time or a number can reach.
fn extent(value: &Value) -> Option<(f64, f64)> {
    if let Some((range, _)) = value.range() {
        return Some((range.lo, range.hi));
    }
    #[allow(clippy::cast_precision_loss, reason = "days of calendars are few")]
    reach(value).map(|(from, to)| (from as f64, to as f64))
}

/// First and one past the last day of a time or an event.
fn reach(value: &Value) -> Option<(i64, i64)> {
    match value {
        Value::Time(time) => Some(time.reach()),
        Value::Event { event, .. } => {
            let when = event.when?;
            Some((when.start?.into(), when.end?.into()))
        }
        _ => None,
    }
}

impl Bucket {
    /// The rows that can be joined with one whose time reaches so far; of many, some.
    fn partners(&self, reach: Option<(i64, i64)>) -> Partners {
        let narrow = match reach {
            Some((from, to)) => {
                let start = self.narrow.partition_point(|(f, ..)| *f < from - self.longest);
                let end = self.narrow.partition_point(|(f, ..)| *f < to).max(start);
                &self.narrow[start..end]
            }
            None => &self.narrow[..],
        };
        let count = self.wide.len() + narrow.len();
        let row = |at: usize| match self.wide.get(at) {
            Some(&row) => Some(row),
            None => {
                Some(narrow[at - self.wide.len()]).filter(|n| reach.is_none_or(|(from, _)| n.1 > from)).map(|n| n.2)
            }
        };
        if count > HOT && narrow.is_empty() {
            return Partners { rows: self.wide[..MET].to_vec(), hot: true };
        }
        let mut rows = Vec::with_capacity(count.min(HOT));
        rows.extend(some_of(count).filter_map(row));
        Partners { rows, hot: count > HOT }
    }
}

/// Rows that one is compared with.
#[derive(Default)]
struct Partners {
    rows: Vec<usize>,
    /// Whether these are only some.
    hot: bool,
}

/// The numbers below `count`; of more than [`HOT`] only [`MET`]: a quarter from each end, the farthest first, and the
/// rest evenly between them.
fn some_of(count: usize) -> impl Iterator<Item = usize> {
    let pick = move |i: usize| match i {
        _ if count <= HOT => i,
        _ if i >= MET / 2 => (i + 1 - MET / 2) * (count - 1) / (MET / 2 + 1),
        _ if i.is_multiple_of(2) => i / 2,
        _ => count - 1 - i / 2,
    };
    (0..if count <= HOT { count } else { MET }).map(pick)
}

/// One row's way through the claims of a rule.
struct Walk<'w, 't> {
    search: &'w Search<'t>,
    order: &'w [usize],
    plan: &'w [(Join, Index)],
    guards: &'w [GuardIndex],
    /// The parts of the condition, all of which must hold.
    parts: &'w [&'t Check],
    /// The variables that have a value, in the order in which they got it.
    bound: Vec<usize>,
    env: Env<'t>,
    rows: Vec<usize>,
    hot: bool,
    done: bool,
    clashes: &'w mut Vec<Clash>,
    seen: &'w mut Vec<Vec<bool>>,
    /// The number of each variable's value, where it has one.
    ids: Vec<ValueId>,
    unsaid: Option<&'w mut Reasons>,
}

impl<'t> Walk<'_, 't> {
    fn place(&mut self, step: usize, number: usize) {
        let role = self.order[step];
        let row = &self.search.tables[role][number];
        let vars = &self.search.rule.roles[role].vars;
        let known = self.bound.len();
        for (value, &var) in row.values.iter().zip(vars) {
            if self.env.values[var].is_none() {
                (self.env.values[var], self.ids[var]) = (Some(&**value), value.id);
                self.bound.push(var);
            }
        }
        self.env.rows[role] = Some(row);
        self.rows[role] = number;
        if step + 1 == self.order.len() {
            self.finish();
        } else {
            self.go_on(step + 1);
        }
        for var in self.bound.drain(known..) {
            self.env.values[var] = None;
        }
        self.env.rows[role] = None;
        self.rows[role] = usize::MAX;
    }

    fn go_on(&mut self, step: usize) {
        let role = self.order[step];
        let partners = self.partners(step);
        self.hot |= partners.hot;
        for number in partners.rows {
            if self.done {
                return;
            }
            // One claim cannot contradict itself.
            let twice = (0..self.rows.len())
                .any(|r| self.rows[r] == number && std::ptr::eq(self.search.tables[r], self.search.tables[role]));
            if !twice && self.joins(step, number) {
                self.place(step, number);
            }
        }
    }

    /// Rows that the hash table gives for the values so far.
    fn partners(&mut self, step: usize) -> Partners {
        let (join, index) = &self.plan[step - 1];
        let keys = join.on.iter().map(|(_, var, _)| key(self.env.values[*var]?, self.ids[*var]));
        let article = join.article.map(|role| self.env.rows[role].and_then(|r| r.article).map(number_of));
        let bucket = joined(keys.chain(article)).and_then(|key| index.get(&key));
        let Some(bucket) = bucket else { return Partners::default() };
        let reach_of = |of: Option<(usize, usize)>| of.and_then(|(_, var)| self.env.values[var]).and_then(reach);
        let Some((_, var)) = join.event else {
            return bucket.partners(reach_of(join.time));
        };
        match self.env.values[var] {
            Some(Value::Event { only_in: Some(article), .. }) => {
                let rows = bucket.events.as_ref().map(|events| events.of(*article));
                Partners { rows: rows.unwrap_or_default(), hot: false }
            }
            _ => {
                let mut partners = bucket.partners(reach_of(join.time.or(join.event)));
                if let Some(events) = bucket.events.as_ref().filter(|events| !events.loose.is_empty()) {
                    let bound = |role: &&usize| self.search.rule.roles[**role].vars.contains(&var);
                    let from = self.order[..step].iter().find(bound).and_then(|r| self.env.rows[*r]);
                    let articles = from.map(|r| r.articles(self.search.facts)).unwrap_or_default();
                    let loose = articles.iter().filter_map(|article| events.loose.get(article));
                    partners.rows.extend(loose.flatten());
                }
                partners
            }
        }
    }

    /// What the hash table cannot tell: whether two mentions are of one event.
    fn joins(&self, step: usize, number: usize) -> bool {
        let row = &self.search.tables[self.order[step]][number];
        self.plan[step - 1].0.on.iter().all(|(at, var, how)| {
            *how != How::Event || self.env.values[*var].is_some_and(|v| v.is_one_with(&row.values[*at]))
        })
    }

    fn finish(&mut self) {
        let mut gathered = Vec::new();
        for (gather, of) in self.search.rule.collect.iter().zip(self.search.gathered) {
            let key = joined(of.vars.iter().map(|v| self.env.values[*v].map(|_| self.ids[*v])));
            let found = key.and_then(|k| of.groups.get(&k)).copied();
            self.env.values[gather.into] = found.map(|n| &of.all[n].value);
            gathered.push(found.unwrap_or(usize::MAX));
        }
        match self.silence() {
            None => {
                for (role, row) in self.rows.iter().enumerate() {
                    self.seen[role][*row] = true;
                }
                self.clashes.push(Clash { rows: self.rows.clone(), gathered });
                self.done = self.hot;
            }
            Some(reason) => {
                if let (Some(unsaid), Some(reason)) = (&mut self.unsaid, reason) {
                    unsaid.add(reason, 1);
                }
            }
        }
        for gather in &self.search.rule.collect {
            self.env.values[gather.into] = None;
        }
    }

    /// `None` where the rows clash; else why they do not, if they differ at all.
    fn silence(&mut self) -> Option<Option<Reason>> {
        match self.env.silence(self.parts) {
            None => self.excused().then_some(Some(Reason::Explained)),
            silent => silent,
        }
    }

    /// Whether a claim that must not exist may exist.
    fn excused(&mut self) -> bool {
        for (number, (on, index)) in self.guards.iter().enumerate() {
            let guard = &self.search.rule.unless[number];
            let key = joined(on.iter().map(|(_, var)| key(self.env.values[*var]?, self.ids[*var])));
            let Some(rows) = key.and_then(|k| index.get(&k)) else { continue };
            if rows.len() > MOST_EXCUSES {
                return true;
            }
            for &row in rows {
                let row = &self.search.guards[number][row];
                let mut fresh = Vec::new();
                let mut joins = true;
                for (value, &var) in row.values.iter().zip(&guard.role.vars) {
                    match self.env.values[var] {
                        Some(old) => joins &= old.is_one_with(value),
                        None => {
                            self.env.values[var] = Some(value);
                            fresh.push(var);
                        }
                    }
                }
                let holds = joins && guard.filter.as_ref().is_none_or(|f| self.env.check(f) != Truth::Impossible);
                fresh.into_iter().for_each(|var| self.env.values[var] = None);
                if holds {
                    return true;
                }
            }
        }
        false
    }
}

/// Gathers what a rule collects, by the variables that its claims fill too.
pub(super) fn gather(rule: &Compiled, tables: &[&[Row<'_>]], facts: &FactBase<'_>) -> Vec<Gatherings> {
    let filled = |var: &usize| rule.roles.iter().any(|r: &Role| r.vars.contains(var));
    let mut all = Vec::new();
    for (gather, table) in rule.collect.iter().zip(tables) {
        let on: Vec<usize> = (0..gather.role.vars.len()).filter(|at| filled(&gather.role.vars[*at])).collect();
        let Some(what) = gather.role.vars.iter().position(|v| *v == gather.what) else { continue };
        let mut groups: FxHashMap<Key, Vec<&Row<'_>>> = FxHashMap::default();
        for row in *table {
            let mut env = Env { values: vec![None; rule.vars.len()], rows: vec![None; rule.roles.len()] };
            for (value, var) in row.values.iter().zip(&gather.role.vars) {
                env.values[*var] = Some(value);
            }
            if gather.filter.as_ref().is_none_or(|f| env.check(f).is_certain())
                && let Some(key) = joined(on.iter().map(|at| Some(row.values[*at].id)))
            {
                groups.entry(key).or_default().push(row);
            }
        }
        let vars = on.iter().map(|at| gather.role.vars[*at]).collect();
        let mut gathered = Gatherings { vars, groups: FxHashMap::default(), all: Vec::new() };
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(_, rows)| facts.rank(rows[0].witnesses[0]));
        for (key, rows) in groups {
            let value = if gather.sum { sum(&rows, what) } else { Some(set(&rows, what)) };
            let Some(value) = value else { continue };
            let witnesses = rows.iter().flat_map(|r| r.witnesses.iter().copied()).collect();
            gathered.groups.insert(key, gathered.all.len());
            gathered.all.push(Gathered { value, witnesses });
        }
        all.push(gathered);
    }
    all
}

/// The sum; `None` where units differ.
fn sum(rows: &[&Row<'_>], what: usize) -> Option<Value> {
    let mut total: Option<(super::number::Range, &str)> = None;
    for row in rows {
        let (range, unit) = row.values[what].range()?;
        let unit = unit.name;
        total = Some(match total {
            None => (range, unit),
            Some((sum, old)) if old == unit => (sum.plus(range), old),
            Some(_) => return None,
        });
    }
    let (range, unit) = total?;
    Some(Value::Sum { range: [range.lo, range.hi], unit: unit.into(), items: rows.len() })
}

/// The set; nobody says that nothing is missing from it.
fn set(rows: &[&Row<'_>], what: usize) -> Value {
    let members = rows.iter().filter_map(|row| match &*row.values[what] {
        Value::Thing { name, class } => Some((Arc::clone(name), Arc::clone(class))),
        _ => None,
    });
    Value::Set(Arc::new(Set { members: members.collect(), complete: false }))
}
