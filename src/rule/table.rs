//! Tables: the claims of a pattern, reduced to what a rule looks at, equal ones put together.
//!
//! 4,000 claims that say 1992 are one row with 4,000 witnesses, so that whatever is compared later is
//! compared by distinct value.

use super::value::{Manner, Slot, Value};
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
    /// What it wants of the modifiers of a claim.
    pub(crate) fn modifiers(&self) -> Modifiers<'_> {
        Modifiers(self.wanted.iter().filter(|(slot, _)| slot.words().is_some()).collect())
    }

    /// The manners that it accepts, as bits.
    pub(super) fn manners(&self) -> u64 {
        let modifiers = self.modifiers();
        let accepted = Manner::all().filter(|manner| modifiers.refuse(*manner).is_none());
        accepted.fold(0, |bits, manner| bits | 1 << manner.number())
    }

    /// Whether a claim is among those that it takes, by its [manners](Self::manners) and by what it is about.
    pub(super) fn takes(&self, claim: &Claim, manners: u64) -> bool {
        manners & 1 << Manner::of(claim).number() != 0 && self.accepts(claim)
    }

    /// Whether a claim is about what it wants, its manner aside.
    fn accepts(&self, claim: &Claim) -> bool {
        self.wanted.iter().filter(|(slot, _)| slot.words().is_none()).all(|(slot, words)| {
            let is = |text: &str| words.iter().any(|w| **w == *text);
            match slot.of(claim, false) {
                Some(Value::Thing { name, .. } | Value::Text(name)) => is(&name),
                Some(Value::Event { event, .. }) => is(&event.kind),
                _ => false,
            }
        })
    }
}

/// What a shape wants of polarity, stage and modality.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Modifiers<'a>(Vec<&'a (Slot, Vec<Arc<str>>)>);

impl Modifiers<'_> {
    /// Why a claim is not looked at, where that is for its modifiers.
    pub(super) fn refuse(&self, manner: Manner) -> Option<Reason> {
        let (slot, _) = self.0.iter().find(|(slot, words)| !words.iter().any(|w| **w == *slot.word(manner)))?;
        Some(match slot {
            Slot::Stage => Reason::Stage,
            Slot::Modality => Reason::Speaker,
            _ => Reason::Polarity,
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

/// A value by number; [`NONE`] where a claim has none, [`UNSEEN`] where nobody has looked yet.
type ValueId = u32;
const NONE: ValueId = u32::MAX;
const UNSEEN: ValueId = u32::MAX - 1;

/// Most slots that a pattern can look at.
const SLOTS: usize = Slot::NAMES.len();

/// The values of all claims by slot, each distinct one once: claims are then compared by number, and a claim that
/// several rules look at is read once.
pub(crate) struct Columns<'f> {
    facts: &'f FactBase<'f>,
    /// For each slot, as a list and not, the value of each claim.
    columns: FxHashMap<(Slot, bool), Vec<ValueId>>,
    values: Vec<Value>,
    known: FxHashMap<Value, ValueId>,
    /// Those of them that are things, by their names.
    things: FxHashMap<&'f str, ValueId>,
    /// The number of each claim's manner.
    manners: Vec<u8>,
}

impl<'f> Columns<'f> {
    pub(crate) fn new(facts: &'f FactBase<'f>) -> Self {
        let manners = (0..facts.count()).map(|number| Manner::of(facts.claim(number)).number()).collect();
        let (columns, known, things) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        Self { facts, columns, values: Vec::new(), known, things, manners }
    }

    /// The number of a claim's manner.
    pub(super) fn manner(&self, claim: usize) -> usize {
        self.manners[claim].into()
    }

    fn value(&mut self, slot: (Slot, bool), number: usize) -> ValueId {
        let count = self.facts.count();
        let seen = self.columns.entry(slot).or_insert_with(|| vec![UNSEEN; count])[number];
        if seen != UNSEEN {
            return seen;
        }
        let claim = self.facts.claim(number);
        let name = slot.0.name(claim).filter(|_| !slot.1);
        let id = match name.and_then(|name| self.things.get(name)) {
            Some(id) => *id,
            None => {
                let id = slot.0.of(claim, slot.1).map_or(NONE, |value| self.id(value));
                self.things.extend(name.map(|name| (name, id)));
                id
            }
        };
        if let Some(column) = self.columns.get_mut(&slot) {
            column[number] = id;
        }
        id
    }

    fn id(&mut self, value: Value) -> ValueId {
        if let Some(id) = self.known.get(&value) {
            return *id;
        }
        let id = ValueId::try_from(self.values.len()).unwrap_or(NONE);
        self.known.insert(value.clone(), id);
        self.values.push(value.read());
        id
    }

    /// A value as this claim has it: equal ones may be of another class or written otherwise elsewhere, and that must
    /// not show here.
    fn shown(&self, (slot, set): (Slot, bool), claim: &Claim, id: ValueId) -> Value {
        let known = &self.values[id as usize];
        match known {
            Value::Thing { .. } | Value::Event { .. } | Value::Time(_) => slot.of(claim, set),
            _ => None,
        }
        .unwrap_or_else(|| known.clone())
    }

    /// The rows of a shape.
    pub(crate) fn rows(&mut self, shape: &Shape) -> Vec<Row> {
        type Key = ([ValueId; SLOTS], Option<usize>, Option<Arc<str>>, Option<Date>);
        let facts = self.facts;
        let mut numbers: FxHashMap<Key, usize> = FxHashMap::default();
        let mut rows: Vec<Row> = Vec::new();
        let manners = shape.manners();
        'claims: for &number in shape.predicates.iter().flat_map(|p| facts.of(p)) {
            if manners & 1 << self.manner(number) == 0 {
                continue;
            }
            let claim = facts.claim(number);
            if !shape.accepts(claim) {
                continue;
            }
            let mut ids = [NONE; SLOTS];
            for (id, slot) in ids.iter_mut().zip(&shape.slots) {
                *id = self.value(*slot, number);
                if *id == NONE {
                    continue 'claims;
                }
            }
            let info = facts.article(claim.article);
            let article = shape.article.then_some(claim.article);
            let outlet = if shape.outlet { info.and_then(|i| i.outlet.clone()) } else { None };
            let published = if shape.published { info.and_then(|i| i.published) } else { None };
            let row = *numbers.entry((ids, article, outlet.clone(), published)).or_insert_with(|| {
                let values = shape.slots.iter().zip(ids).map(|(slot, id)| self.shown(*slot, claim, id)).collect();
                rows.push(Row { values, article, outlet, published, witnesses: Vec::new() });
                rows.len() - 1
            });
            rows[row].witnesses.push(number);
        }
        rows.sort_by_key(|row| facts.rank(row.witnesses[0]));
        rows
    }
}
