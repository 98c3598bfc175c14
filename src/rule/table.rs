//! Tables: the claims of a pattern, reduced to what a rule looks at, equal ones put together.
//!
//! 4,000 claims that say 1992 are one row with 4,000 witnesses, so that whatever is compared later is
//! compared by distinct value.

use super::value::{Slot, Value};
use crate::claim::Claim;
use crate::conflict::Reason;
use crate::facts::FactBase;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What a pattern takes from the claims: two patterns of one shape share a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Shape {
    /// One of these, in the order of their names.
    pub(crate) predicates: Vec<Arc<str>>,
    /// Slots that must hold one of some words.
    pub(crate) wanted: Vec<(Slot, Vec<Arc<str>>)>,
    /// Slots that are looked at, and whether a list is wanted there.
    pub(crate) slots: Vec<(Slot, bool)>,
    /// Whether the rule asks for the article itself, its outlet, its date.
    pub(crate) article: bool,
    pub(crate) outlet: bool,
    pub(crate) published: bool,
}

impl Shape {
    /// Why a claim is not looked at, where that is for its modifiers.
    pub(crate) fn refuses(&self, claim: &Claim) -> Option<Reason> {
        self.wanted.iter().find_map(|(slot, words)| {
            let reason = match slot {
                Slot::Stage => Reason::Stage,
                Slot::Modality => Reason::Speaker,
                Slot::Polarity => Reason::Polarity,
                _ => return None,
            };
            (!words.iter().any(|w| **w == *slot.word(claim))).then_some(reason)
        })
    }

    fn accepts(&self, claim: &Claim) -> bool {
        self.wanted.iter().all(|(slot, words)| {
            let is = |text: &str| words.iter().any(|w| **w == *text);
            if slot.words().is_some() {
                return is(slot.word(claim));
            }
            match slot.of(claim, false) {
                Some(Value::Thing { name, .. } | Value::Text(name)) => is(&name),
                Some(Value::Event { event, .. }) => is(&event.kind),
                _ => false,
            }
        })
    }
}

/// Distinct values with the claims that say so.
#[derive(Debug)]
pub(crate) struct Row {
    /// In the order of the shape's slots.
    pub(crate) values: Vec<Value>,
    pub(crate) article: Option<usize>,
    pub(crate) outlet: Option<Arc<str>>,
    pub(crate) published: Option<Date>,
    /// Numbers of the claims.
    pub(crate) witnesses: Vec<usize>,
}

impl Row {
    /// Numbers of the articles of its claims, each once.
    pub(crate) fn articles(&self, facts: &FactBase<'_>) -> Vec<usize> {
        let mut all: Vec<_> = self.witnesses.iter().map(|w| facts.claim(*w).article).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The rows of a shape.
pub(crate) fn rows(shape: &Shape, facts: &FactBase<'_>) -> Vec<Row> {
    type Key = (Vec<Value>, Option<usize>, Option<Arc<str>>, Option<Date>);
    let mut found: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for &number in shape.predicates.iter().flat_map(|p| facts.of(p)) {
        let claim = facts.claim(number);
        if !shape.accepts(claim) {
            continue;
        }
        let Some(values) = shape.slots.iter().map(|(slot, set)| slot.of(claim, *set)).collect() else { continue };
        let info = facts.article(claim.article);
        let outlet = if shape.outlet { info.and_then(|i| i.outlet.clone()) } else { None };
        let published = if shape.published { info.and_then(|i| i.published) } else { None };
        let key = (values, shape.article.then_some(claim.article), outlet, published);
        found.entry(key).or_default().push(number);
    }
    let row = |((values, article, outlet, published), witnesses)| Row { values, article, outlet, published, witnesses };
    let mut rows: Vec<Row> = found.into_iter().map(row).collect();
    // The order of a hash map is none; that of the first witness is.
    rows.sort_unstable_by_key(|r| facts.rank(r.witnesses[0]));
    rows
}
