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
use std::collections::{BTreeMap, BTreeSet};
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
pub(crate) struct Row<'v> {
    /// In the order of the shape's slots.
    pub(crate) values: Vec<Value>,
    /// Their numbers: equal values have one.
    pub(crate) ids: Vec<ValueId>,
    pub(crate) article: Option<usize>,
    pub(crate) outlet: Option<&'v Arc<str>>,
    pub(crate) published: Option<Date>,
    /// Numbers of the claims.
    pub(crate) witnesses: Vec<usize>,
}

impl Row<'_> {
    /// Numbers of the articles of its claims, each once.
    pub(crate) fn articles(&self, facts: &FactBase<'_>) -> Vec<usize> {
        let mut all: Vec<_> = self.witnesses.iter().map(|w| facts.claim(*w).article).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A value by number; [`NONE`] where a claim has none.
pub(crate) type ValueId = u32;
const NONE: ValueId = u32::MAX;

/// Most slots that a pattern can look at.
const SLOTS: usize = Slot::NAMES.len();

/// What makes two claims one row: the numbers of their values, and of article, outlet and day where they are asked
/// for.
type RowKey = [u32; SLOTS + 3];

/// The values of all claims by slot, each distinct one once: claims are then compared by number, and a claim that
/// several rules look at is read once.
pub(crate) struct Columns<'f> {
    facts: &'f FactBase<'f>,
    /// For each slot, as a list and not, the value of each claim.
    columns: FxHashMap<(Slot, bool), Vec<ValueId>>,
    values: Vec<Value>,
    /// The number of each claim's manner.
    manners: Vec<u8>,
    /// The number of each article's outlet.
    outlets: Vec<u32>,
}

/// What is wanted of the claims of one predicate.
#[derive(Default)]
struct Wanted {
    slots: BTreeSet<(Slot, bool)>,
    manners: u64,
}

impl<'f> Columns<'f> {
    /// Reads of the claims what any of the shapes looks at.
    pub(crate) fn read<'s>(facts: &'f FactBase<'f>, shapes: impl Iterator<Item = &'s Shape>) -> Self {
        let mut wanted: BTreeMap<&str, Wanted> = BTreeMap::new();
        for shape in shapes {
            for predicate in &shape.predicates {
                let of = wanted.entry(predicate).or_default();
                of.slots.extend(&shape.slots);
                of.manners |= shape.manners();
            }
        }
        let manners: Vec<u8> = (0..facts.count()).map(|number| Manner::of(facts.claim(number)).number()).collect();
        let mut reader = Reader { facts, values: Values::default(), columns: FxHashMap::default() };
        for (predicate, Wanted { slots, manners: of }) in wanted {
            let claims = facts.of(predicate).iter().copied().filter(|&number| of & 1 << manners[number] != 0);
            let claims: Vec<usize> = claims.collect();
            slots.into_iter().for_each(|slot| reader.column(slot, &claims));
        }
        let Reader { values, columns, .. } = reader;
        Self { facts, columns, values: values.all, manners, outlets: outlets(facts) }
    }

    /// The number of a claim's manner.
    pub(super) fn manner(&self, claim: usize) -> usize {
        self.manners[claim].into()
    }

    /// A value as this claim has it: equal ones may be of another class or written otherwise elsewhere, and that must
    /// not show here.
    fn shown(&self, (slot, set): (Slot, bool), claim: &Claim, id: ValueId) -> Value {
        let known = &self.values[id as usize];
        let same = match known {
            Value::Thing { class, .. } => slot.class(claim) == Some(&**class),
            Value::Time(time) => claim.when.as_ref().and_then(|when| when.interval) == Some(time.interval),
            Value::Event { .. } => false,
            _ => true,
        };
        let own = if same { None } else { slot.of(claim, set) };
        own.map_or_else(|| known.clone(), |own| own.known_as(known))
    }

    /// The rows of a shape.
    pub(crate) fn rows(&self, shape: &Shape) -> Vec<Row<'_>> {
        let facts = self.facts;
        let mut numbers: FxHashMap<RowKey, usize> = FxHashMap::default();
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
            let claim = facts.claim(number);
            if !shape.accepts(claim) {
                continue;
            }
            let info = facts.article(claim.article);
            let article = shape.article.then_some(claim.article);
            let outlet = info.filter(|_| shape.outlet).and_then(|i| i.outlet.as_ref());
            let published = info.filter(|_| shape.published).and_then(|i| i.published);
            key[SLOTS] = article.map_or(NONE, number_of);
            key[SLOTS + 1] = outlet.map_or(NONE, |_| self.outlets[claim.article]);
            key[SLOTS + 2] = published.map_or(NONE, day_of);
            let row = *numbers.entry(key).or_insert_with(|| {
                let ids = key[..columns.len()].to_vec();
                let values = shape.slots.iter().zip(&ids).map(|(slot, id)| self.shown(*slot, claim, *id)).collect();
                rows.push(Row { values, ids, article, outlet, published, witnesses: Vec::new() });
                rows.len() - 1
            });
            rows[row].witnesses.push(number);
        }
        rows.sort_by_key(|row| facts.rank(row.witnesses[0]));
        rows
    }
}

fn number_of(index: usize) -> u32 {
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

/// Fills columns.
struct Reader<'f> {
    facts: &'f FactBase<'f>,
    values: Values<'f>,
    columns: FxHashMap<(Slot, bool), Vec<ValueId>>,
}

impl Reader<'_> {
    /// Of these claims, what they have in a slot.
    fn column(&mut self, slot: (Slot, bool), claims: &[usize]) {
        let facts = self.facts;
        let column = self.columns.entry(slot).or_insert_with(|| vec![NONE; facts.count()]);
        for &number in claims {
            column[number] = self.values.of(slot, facts.claim(number));
        }
    }
}

/// All distinct values.
#[derive(Default)]
struct Values<'f> {
    all: Vec<Value>,
    known: FxHashMap<Value, ValueId>,
    /// Those of them that are things, by their names.
    things: FxHashMap<&'f str, ValueId>,
    /// The series of events, by what makes them one.
    series: FxHashMap<(Arc<str>, Arc<str>), u32>,
}

impl<'f> Values<'f> {
    /// The number of what a claim has in a slot.
    fn of(&mut self, (slot, set): (Slot, bool), claim: &'f Claim) -> ValueId {
        let name = slot.name(claim).filter(|_| !set);
        if let Some(id) = name.and_then(|name| self.things.get(name)) {
            return *id;
        }
        let Some(value) = slot.of(claim, set) else { return NONE };
        let id = self.id(value);
        self.things.extend(name.map(|name| (name, id)));
        id
    }

    fn id(&mut self, value: Value) -> ValueId {
        if let Some(id) = self.known.get(&value) {
            return *id;
        }
        let id = number_of(self.all.len());
        self.known.insert(value.clone(), id);
        let series = value.series().map(|(kind, organizer)| {
            let next = number_of(self.series.len());
            *self.series.entry((kind.into(), organizer.into())).or_insert(next)
        });
        self.all.push(value.read(series));
        id
    }
}
