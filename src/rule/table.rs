//! Tables: the claims of a pattern, reduced to what a rule looks at, equal ones put together.
//!
//! 4,000 claims that say 1992 are one row with 4,000 witnesses, so that whatever is compared later is
//! compared by distinct value.

use super::value::{Manner, Slot, Value};
use crate::claim::Claim;
use crate::conflict::Reason;
use crate::facts::FactBase;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::BTreeSet;
use std::hash::BuildHasher;
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

/// A value as a row shows it, and its number: equal values have one.
#[derive(Debug)]
pub(crate) struct Shown<'v> {
    pub(crate) id: ValueId,
    form: Form<'v>,
}

#[derive(Debug)]
enum Form<'v> {
    /// As all claims have it that have it.
    Common(&'v Value),
    /// As the first claim of the row has it.
    Own(Box<Value>),
}

impl std::ops::Deref for Shown<'_> {
    type Target = Value;

    fn deref(&self) -> &Value {
        match &self.form {
            Form::Common(value) => value,
            Form::Own(value) => value,
        }
    }
}

/// Distinct values with the claims that say so.
#[derive(Debug)]
pub(crate) struct Row<'v> {
    /// In the order of the shape's slots.
    pub(crate) values: Vec<Shown<'v>>,
    pub(crate) article: Option<usize>,
    pub(crate) outlet: Option<&'v Arc<str>>,
    pub(crate) published: Option<Date>,
    /// Numbers of the claims.
    pub(crate) witnesses: Vec<usize>,
}

impl Row<'_> {
    /// Numbers of the articles of its claims, each once.
    pub(crate) fn articles(&self, facts: &FactBase<'_>) -> Vec<usize> {
        let mut all: Vec<_> = self.witnesses.iter().map(|w| facts.article_of(*w)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A value by number; [`NONE`] where a claim has none.
pub(crate) type ValueId = u32;
const NONE: ValueId = u32::MAX;

/// Most slots that a pattern can look at.
pub(super) const SLOTS: usize = Slot::NAMES.len();

/// What makes two claims one row: the numbers of their values, and of article, outlet and day where they are asked
/// for.
type RowKey = [u32; SLOTS + 3];

/// The number of each row.
pub(crate) type Numbers = FxHashMap<RowKey, u32>;

/// The values of all claims by slot, each distinct one once: claims are then compared by number, and a claim that
/// several rules look at is read once.
pub(crate) struct Columns<'f> {
    facts: &'f FactBase<'f>,
    /// For each slot, as a list and not, the value of each claim.
    columns: FxHashMap<(Slot, bool), Vec<ValueId>>,
    values: Vec<Value>,
    /// Whether all claims have the value alike, by its number.
    alike: Vec<bool>,
    /// The number of each claim's manner.
    manners: Vec<u8>,
    /// The number of each article's outlet.
    outlets: Vec<u32>,
}

/// What is wanted of the claims of one predicate.
#[derive(Clone, Default)]
struct Wanted {
    slots: BTreeSet<(Slot, bool)>,
    manners: u64,
}

impl<'f> Columns<'f> {
    /// Reads of the claims what any of the shapes looks at.
    pub(crate) fn read<'s>(facts: &'f FactBase<'f>, shapes: impl Iterator<Item = &'s Shape>) -> Self {
        let numbers: FxHashMap<&str, usize> = facts.predicates().collect();
        let mut wanted: Vec<Wanted> = vec![Wanted::default(); numbers.len()];
        for shape in shapes {
            for number in shape.predicates.iter().filter_map(|predicate| numbers.get(&**predicate)) {
                wanted[*number].slots.extend(&shape.slots);
                wanted[*number].manners |= shape.manners();
            }
        }
        let mut columns = Self {
            facts,
            columns: FxHashMap::default(),
            values: Vec::new(),
            alike: Vec::new(),
            manners: Vec::with_capacity(facts.count()),
            outlets: outlets(facts),
        };
        columns.fill(&wanted);
        columns
    }

    /// Reads each claim once, in the order in which they lie in memory.
    fn fill(&mut self, wanted: &[Wanted]) {
        let facts = self.facts;
        let slots: BTreeSet<(Slot, bool)> = wanted.iter().flat_map(|of| of.slots.iter().copied()).collect();
        let mut columns: Vec<_> = slots.into_iter().map(|slot| (slot, vec![NONE; facts.count()])).collect();
        let places = |of: &Wanted| (0..columns.len()).filter(|at| of.slots.contains(&columns[*at].0)).collect();
        let places: Vec<Vec<usize>> = wanted.iter().map(places).collect();
        let mut values = Values::default();
        for number in 0..facts.count() {
            let claim = facts.claim(number);
            let manner = Manner::of(claim).number();
            self.manners.push(manner);
            let predicate = facts.predicate_of(number).filter(|p| wanted[*p].manners & 1 << manner != 0);
            for &at in predicate.iter().flat_map(|p| &places[*p]) {
                let (slot, column) = &mut columns[at];
                column[number] = values.of(*slot, claim);
            }
        }
        self.columns.extend(columns);
        (self.values, self.alike) = (values.all, values.alike);
    }

    /// The number of a claim's manner.
    pub(super) fn manner(&self, claim: usize) -> usize {
        self.manners[claim].into()
    }

    /// A value as this claim has it: equal ones may be of another class or written otherwise elsewhere, and that must
    /// not show here.
    fn shown(&self, (slot, set): (Slot, bool), claim: usize, id: ValueId) -> Shown<'_> {
        let known = &self.values[id as usize];
        let own = if self.alike[id as usize] { None } else { slot.of(self.facts.claim(claim), set) };
        let form = match own.filter(|own| !own.looks_like(known)) {
            Some(own) => Form::Own(Box::new(own.known_as(known))),
            None => Form::Common(known),
        };
        Shown { id, form }
    }

    /// The rows of a shape; `numbers` is used again and again, since memory costs more than what is written there.
    pub(crate) fn rows(&self, shape: &Shape, numbers: &mut Numbers) -> Vec<Row<'_>> {
        let facts = self.facts;
        numbers.clear();
        let mut rows: Vec<Row<'_>> = Vec::new();
        let manners = shape.manners();
        let columns: Vec<&[ValueId]> =
            shape.slots.iter().map(|slot| self.columns.get(slot).map_or(&[][..], Vec::as_slice)).collect();
        'claims: for &number in shape.predicates.iter().flat_map(|p| facts.of(p)) {
            if manners & 1 << self.manner(number) == 0 {
                continue;
            }
            let mut key: RowKey = [NONE; SLOTS + 3];
            for (id, column) in key.iter_mut().zip(&columns) {
                *id = column.get(number).copied().unwrap_or(NONE);
                if *id == NONE {
                    continue 'claims;
                }
            }
            if !shape.accepts(facts.claim(number)) {
                continue;
            }
            let of = facts.article_of(number);
            let info = facts.article(of);
            let article = shape.article.then_some(of);
            let outlet = info.filter(|_| shape.outlet).and_then(|i| i.outlet.as_ref());
            let published = info.filter(|_| shape.published).and_then(|i| i.published);
            key[SLOTS] = article.map_or(NONE, number_of);
            key[SLOTS + 1] = outlet.map_or(NONE, |_| self.outlets[of]);
            key[SLOTS + 2] = published.map_or(NONE, day_of);
            let next = number_of(rows.len());
            let row = *numbers.entry(key).or_insert(next);
            if row == next {
                let values = shape.slots.iter().zip(key).map(|(slot, id)| self.shown(*slot, number, id)).collect();
                rows.push(Row { values, article, outlet, published, witnesses: vec![number] });
            } else {
                rows[row as usize].witnesses.push(number);
            }
        }
        rows.sort_by_key(|row| facts.rank(row.witnesses[0]));
        rows
    }
}

pub(super) fn number_of(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

/// A day as a number that no other has.
fn day_of(date: Date) -> u32 {
    let year = u32::from(date.year().cast_unsigned());
    let [month, day] = [date.month(), date.day()].map(|n| u32::from(n.cast_unsigned()));
    (year << 16) | (month << 8) | day
}

/// For each article the number of its outlet.
fn outlets(facts: &FactBase<'_>) -> Vec<u32> {
    let mut known: FxHashMap<&str, u32> = FxHashMap::default();
    let number = |article: usize| {
        let outlet = facts.article(article).and_then(|info| info.outlet.as_deref()).unwrap_or_default();
        let next = number_of(known.len());
        *known.entry(outlet).or_insert(next)
    };
    (0..facts.articles()).map(number).collect()
}

/// All distinct values.
#[derive(Default)]
struct Values<'f> {
    all: Vec<Value>,
    /// Whether all that were found equal to one also [look like it](Value::looks_like).
    alike: Vec<bool>,
    /// Their numbers, by their hashes.
    known: HashTable<ValueId>,
    /// Those of them that are things, by their names.
    things: FxHashMap<&'f str, ValueId>,
    /// The series of events, by what makes them one.
    series: FxHashMap<(Arc<str>, Arc<str>), u32>,
}

impl<'f> Values<'f> {
    /// The number of what a claim has in a slot.
    fn of(&mut self, (slot, set): (Slot, bool), claim: &'f Claim) -> ValueId {
        let term = slot.term(claim).filter(|_| !set);
        if let Some((term, id)) = term.and_then(|term| Some((term, *self.things.get(&*term.name)?))) {
            self.alike[id as usize] &= self.all[id as usize].is_of_class(&term.class);
            return id;
        }
        let Some(value) = slot.of(claim, set) else { return NONE };
        let id = self.id(value);
        self.things.extend(term.map(|term| (&*term.name, id)));
        id
    }

    fn id(&mut self, value: Value) -> ValueId {
        let hash = |value: &Value| FxBuildHasher.hash_one(value);
        let all = &self.all;
        let entry = self.known.entry(hash(&value), |id| all[*id as usize] == value, |id| hash(&all[*id as usize]));
        let id = number_of(all.len());
        if let Entry::Occupied(known) = &entry {
            let id = *known.get();
            self.alike[id as usize] &= value.looks_like(&all[id as usize]);
            return id;
        }
        entry.insert(id);
        let series = value.series().map(|(kind, organizer)| {
            let next = number_of(self.series.len());
            *self.series.entry((kind.into(), organizer.into())).or_insert(next)
        });
        self.all.push(value.read(series));
        self.alike.push(true);
        id
    }
}
