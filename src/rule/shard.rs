//! Shards: what claims must share to meet in a rule.
//!
//! Nearly every rule joins all its claims on one name, which is in its key: a conflict about one name can then be found
//! among the claims that have it, whatever the others say. A claim gets a mark for each rule and name under which it can
//! be looked at; claims that meet in a conflict share one, or stand in one article. The claims of a rule that joins on no
//! name all share one mark. So whoever wants the conflicts of a few claims needs but the claims that share a mark with
//! them, and finds these conflicts as they are among all.
//!
//! # Limits
//!
//! Marks are hashes of 32 bits: claims that share one need not meet.

use super::check::name;
use super::compile::{Compiled, Role};
use super::table::Shape;
use super::value::Slot;
use super::{Rule, Rules};
use crate::claim::Claim;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What claims share that can meet.
pub type Mark = u32;

/// How the claims of a set of rules can meet.
#[derive(Debug, Default)]
pub struct Shards {
    by_predicate: FxHashMap<Arc<str>, Vec<Use>>,
}

/// A place where a rule looks at claims.
#[derive(Debug)]
struct Use {
    rule: Arc<str>,
    premise: bool,
    shape: Shape,
    manners: u64,
    /// The slot with the name that all claims of the rule share; `None` where they share none.
    slot: Option<Slot>,
}

/// Where a claim of a rule has the name that all of them share.
enum Way {
    In(Slot),
    /// It has none, and stands in the article of one that has.
    Beside,
}

impl Shards {
    /// Of rules.
    #[must_use]
    pub fn of(rules: &Rules) -> Self {
        let mut shards = Self::default();
        for rule in rules.all() {
            let ways = ways(&rule.compiled);
            for (number, role) in roles(&rule.compiled).enumerate() {
                let slot = match ways.as_ref().map(|ways| &ways[number]) {
                    Some(Way::Beside) => continue,
                    Some(Way::In(slot)) => Some(*slot),
                    None => None,
                };
                shards.add(rule, role, slot);
            }
        }
        shards
    }

    fn add(&mut self, rule: &Rule, role: &Role, slot: Option<Slot>) {
        for predicate in &role.shape.predicates {
            self.by_predicate.entry(Arc::clone(predicate)).or_default().push(Use {
                rule: rule.spec.id.as_str().into(),
                premise: rule.compiled.premise,
                manners: role.shape.manners(),
                shape: role.shape.clone(),
                slot,
            });
        }
    }

    /// The marks of a claim; some may be given twice.
    pub fn marks<'a>(&'a self, claim: &'a Claim) -> impl Iterator<Item = Mark> + 'a {
        self.uses(claim).filter_map(|of| of.mark(claim))
    }

    /// Its marks of rules that other conflicts can rest on.
    pub fn premises<'a>(&'a self, claim: &'a Claim) -> impl Iterator<Item = Mark> + 'a {
        self.uses(claim).filter(|of| of.premise).filter_map(|of| of.mark(claim))
    }

    fn uses(&self, claim: &Claim) -> impl Iterator<Item = &Use> {
        self.by_predicate.get(&claim.predicate).into_iter().flatten()
    }
}

impl Use {
    fn mark(&self, claim: &Claim) -> Option<Mark> {
        if !self.shape.takes(claim, self.manners) {
            return None;
        }
        let name = match self.slot {
            Some(slot) => Some(name(&slot.of(claim, false)?)),
            None => None,
        };
        Some(mark(&(&self.rule, name)))
    }
}

/// The mark of what is hashed.
pub fn mark(of: &impl Hash) -> Mark {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    let hash = hasher.finish();
    #[allow(clippy::cast_possible_truncation, reason = "both halves are taken")]
    let mark = (hash >> 32) as u32 ^ hash as u32;
    mark
}

/// All claims of a rule: those that are looked for, that must not exist, that are gathered.
fn roles(rule: &Compiled) -> impl Iterator<Item = &Role> {
    let unless = rule.unless.iter().map(|guard| &guard.role);
    rule.roles.iter().chain(unless).chain(rule.collect.iter().map(|gather| &gather.role))
}

/// Where each claim of a rule has the name that all share; `None` where they share none.
fn ways(rule: &Compiled) -> Option<Vec<Way>> {
    let all: Vec<&Role> = roles(rule).collect();
    if rule.key.is_empty() {
        // The conflict is about an article.
        let beside_first = |number: usize| is_beside(rule, &all, number, 0);
        return (0..all.len()).all(beside_first).then(|| all.iter().map(|_| Way::Beside).collect());
    }
    rule.key.iter().find_map(|&var| {
        let same = series_of(rule, var);
        let slot = |role: &Role| {
            let at = role.vars.iter().position(|var| same.contains(var))?;
            Some(role.shape.slots[at].0)
        };
        let way = |number: usize| match slot(all[number]) {
            Some(slot) => Some(Way::In(slot)),
            None => (0..all.len())
                .any(|other| slot(all[other]).is_some() && is_beside(rule, &all, number, other))
                .then_some(Way::Beside),
        };
        (0..all.len()).map(way).collect()
    })
}

/// The variable, and those whose events must be of one series with its.
fn series_of(rule: &Compiled, var: usize) -> Vec<usize> {
    let mut same = vec![var];
    let mut at = 0;
    while let Some(&var) = same.get(at) {
        let others = rule.series.iter().filter_map(|&(a, b)| if a == var { Some(b) } else { (b == var).then_some(a) });
        let others: Vec<usize> = others.filter(|other| !same.contains(other)).collect();
        same.extend(others);
        at += 1;
    }
    same
}

/// Whether two claims of a rule always stand in one article.
fn is_beside(rule: &Compiled, all: &[&Role], one: usize, other: usize) -> bool {
    let article = |role: &Role| {
        let at = role.shape.slots.iter().position(|(slot, _)| *slot == Slot::Article)?;
        Some(role.vars[at])
    };
    let is_looked_for = |number: usize| number < rule.roles.len();
    one == other
        || rule.same_article && is_looked_for(one) && is_looked_for(other)
        || article(all[one]).is_some_and(|var| article(all[other]) == Some(var))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Packs;

    /// Nearly all rules that are built in join on a name: a new one that does not makes every gate slower.
    #[test]
    fn rules_join_on_names() {
        let (packs, _) = Packs::read(true, &[]);
        let (rules, _) = Rules::compile(&packs);
        let whole: Vec<&str> =
            rules.all().iter().filter(|rule| ways(&rule.compiled).is_none()).map(|rule| &*rule.spec.id).collect();
        assert_eq!(whole, [] as [&str; 0]);
    }
}
