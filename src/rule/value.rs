//! What fills a variable, in a form that can be hashed, compared and shown.

use super::calendar::Time;
use super::number::Range;
use crate::claim::{Claim, Filler, Modality, Quantity, Stage, Term};
use crate::event::Event;
use crate::interval::Truth;
use crate::number::Unit;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A value.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A country, a person, an office, …
    Thing { name: Arc<str>, class: Arc<str> },
    /// An event. One whose date is missing or wide is known only within its article. Events of one series have its
    /// number, where that is known already.
    Event { event: Arc<Event>, only_in: Option<usize>, series: Option<u32> },
    /// A list.
    Set(Arc<Set>),
    /// A number as written.
    Number(Figure),
    /// A number that was computed: a sum over so many items.
    Sum { range: [f64; 2], unit: Arc<str>, items: usize },
    /// A time.
    Time(Time),
    /// A word: a stage, a unit, a speaker.
    Text(Arc<str>),
    /// An article.
    Article(usize),
}

/// A number as written, and what it can be, where that is known already.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    written: Quantity,
    range: Option<(Range, Option<Unit>)>,
}

impl Figure {
    fn range(&self) -> (Range, Option<Unit>) {
        self.range.unwrap_or_else(|| (Range::of(&self.written), Unit::named(&self.written.unit)))
    }
}

/// What a number counts or measures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured<'v> {
    /// As it is written.
    pub(super) name: &'v str,
    /// The unit of measure, where it is one.
    pub(super) unit: Option<Unit>,
}

/// A list: each member's name and class.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Set {
    pub(crate) members: BTreeMap<Arc<str>, Arc<str>>,
    pub(crate) complete: bool,
}

impl Set {
    /// Whether all members of both are of one class: leaders and countries are not compared.
    fn alike(&self, other: &Self) -> bool {
        let mut classes = self.members.values().chain(other.members.values());
        classes.next().is_some_and(|first| classes.all(|c| c == first))
    }

    fn lacks(&self, other: &Self) -> bool {
        self.complete && other.members.keys().any(|m| !self.members.contains_key(m))
    }

    /// Whether the two cannot be lists of the same things.
    pub(super) fn differs(&self, other: &Self) -> Truth {
        if !self.alike(other) {
            Truth::Possible
        } else if self.lacks(other) || other.lacks(self) {
            Truth::Certain
        } else if self.complete && other.complete {
            Truth::Impossible
        } else {
            Truth::Possible
        }
    }

    /// Whether all members of `self` are members of `other`.
    pub(super) fn subset(&self, other: &Self) -> Truth {
        if !self.alike(other) {
            Truth::Possible
        } else if other.lacks(self) {
            Truth::Impossible
        } else if self.complete && self.members.keys().all(|m| other.members.contains_key(m)) {
            Truth::Certain
        } else {
            Truth::Possible
        }
    }

    /// Whether it has a member of that name and class.
    pub(super) fn has(&self, name: &Arc<str>, class: &Arc<str>) -> Truth {
        if self.members.contains_key(name) {
            Truth::Certain
        } else if self.complete && !self.members.is_empty() && self.members.values().all(|c| c == class) {
            Truth::Impossible
        } else {
            Truth::Possible
        }
    }

    pub(super) fn size(&self) -> Range {
        #[allow(clippy::cast_precision_loss, reason = "lists are short")]
        let n = self.members.len() as f64;
        if self.complete { Range::exact(n) } else { Range::at_least(n) }
    }

    /// The members that `other` has not.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let members = self.members.iter().filter(|(m, _)| !other.members.contains_key(*m));
        Self { members: members.map(|(m, c)| (Arc::clone(m), Arc::clone(c))).collect(), complete: self.complete }
    }
}

/// Polarity, stage and modality of a claim: what nearly every pattern insists on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    polarity: bool,
    stage: Stage,
    modality: Modality,
}

impl Manner {
    const STAGES: [Stage; 6] =
        [Stage::Planned, Stage::Announced, Stage::Agreed, Stage::Done, Stage::InForce, Stage::Cancelled];
    const MODALITIES: [Modality; 4] =
        [Modality::Asserted, Modality::Reported, Modality::Hypothetical, Modality::Denied];

    pub(super) fn of(claim: &Claim) -> Self {
        Self { polarity: claim.polarity, stage: claim.stage, modality: claim.modality }
    }

    /// All that there are, by their numbers; fewer than 64.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let stages = [false, true].into_iter().flat_map(|p| Self::STAGES.map(|stage| (p, stage)));
        stages.flat_map(|(polarity, stage)| Self::MODALITIES.map(|modality| Self { polarity, stage, modality }))
    }

    /// Its number among all.
    pub(super) fn number(self) -> u8 {
        (u8::from(self.polarity) * 6 + self.stage as u8) * 4 + self.modality as u8
    }
}

/// The slots that a pattern can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Slot {
    Subject,
    Object,
    Place,
    Value,
    Unit,
    When,
    Polarity,
    Stage,
    Modality,
    Attribution,
    Article,
}

impl Slot {
    pub(super) const NAMES: &'static [&'static str] = &[
        "subject",
        "object",
        "place",
        "value",
        "unit",
        "when",
        "polarity",
        "stage",
        "modality",
        "attribution",
        "article",
    ];

    pub(super) fn parse(name: &str) -> Option<Self> {
        const ALL: [Slot; 11] = [
            Slot::Subject,
            Slot::Object,
            Slot::Place,
            Slot::Value,
            Slot::Unit,
            Slot::When,
            Slot::Polarity,
            Slot::Stage,
            Slot::Modality,
            Slot::Attribution,
            Slot::Article,
        ];
        Self::NAMES.iter().position(|n| *n == name).map(|i| ALL[i])
    }

    /// What a claim has there. `set` says that a list is wanted; else a list is no value.
    pub(super) fn of(self, claim: &Claim, set: bool) -> Option<Value> {
        let term = |t: &Term| Value::Thing { name: Arc::clone(&t.name), class: Arc::clone(&t.class) };
        match self {
            Self::Subject => filler(claim.subject.as_ref()?, set, claim.article),
            Self::Object => filler(claim.object.as_ref()?, set, claim.article),
            Self::Place => claim.place.as_ref().map(term),
            Self::Value => claim.quantity.clone().map(|written| Value::Number(Figure { written, range: None })),
            Self::Unit => claim.quantity.as_ref().map(|q| Value::Text(Arc::clone(&q.unit))),
            Self::When => claim.when.as_ref().and_then(Time::of).map(Value::Time),
            Self::Attribution => claim.attribution.clone().map(Value::Text),
            Self::Article => Some(Value::Article(claim.article)),
            Self::Polarity | Self::Stage | Self::Modality => Some(Value::Text(self.word(Manner::of(claim)).into())),
        }
    }

    /// The only thing that a claim has there.
    pub(super) fn term(self, claim: &Claim) -> Option<&Term> {
        match (self, &claim.subject, &claim.object) {
            (Self::Subject, Some(Filler::One(term)), _) | (Self::Object, _, Some(Filler::One(term))) => Some(term),
            (Self::Place, ..) => claim.place.as_ref(),
            _ => None,
        }
    }

    /// The word in a slot that holds one of a few.
    pub(super) fn word(self, manner: Manner) -> &'static str {
        match (self, manner.polarity, manner.stage, manner.modality) {
            (Self::Polarity, polarity, ..) => {
                if polarity {
                    "true"
                } else {
                    "false"
                }
            }
            (Self::Stage, _, stage, _) => match stage {
                Stage::Planned => "planned",
                Stage::Announced => "announced",
                Stage::Agreed => "agreed",
                Stage::Done => "done",
                Stage::InForce => "in_force",
                Stage::Cancelled => "cancelled",
            },
            (Self::Modality, .., modality) => match modality {
                Modality::Asserted => "asserted",
                Modality::Reported => "reported",
                Modality::Hypothetical => "hypothetical",
                Modality::Denied => "denied",
            },
            _ => "",
        }
    }

    /// The words that it can hold, where they are few.
    pub(super) fn words(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Polarity => Some(&["true", "false"]),
            Self::Stage => Some(&["planned", "announced", "agreed", "done", "in_force", "cancelled"]),
            Self::Modality => Some(&["asserted", "reported", "hypothetical", "denied"]),
            _ => None,
        }
    }
}

fn filler(filler: &Filler, set: bool, article: usize) -> Option<Value> {
    match filler {
        Filler::Many { members, complete } => set.then(|| {
            let members = members.iter().map(|t| (Arc::clone(&t.name), Arc::clone(&t.class))).collect();
            Value::Set(Arc::new(Set { members, complete: *complete }))
        }),
        _ if set => None,
        Filler::One(term) => Some(Value::Thing { name: Arc::clone(&term.name), class: Arc::clone(&term.class) }),
        Filler::Event(event) => {
            let only_in = (!well_dated(event)).then_some(article);
            Some(Value::Event { event: Arc::new(Event { span: None, ..(**event).clone() }), only_in, series: None })
        }
    }
}

/// Whether an event's date tells it from others of its kind: within a month at most. An organization
/// may meet twice in a year, and "the summit" without a date may be any.
fn well_dated(event: &Event) -> bool {
    const MONTH: i32 = 31;
    event.when.is_some_and(|i| matches!((i.start, i.end), (Some(a), Some(b)) if b - a <= MONTH))
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Thing { name: a, .. }, Self::Thing { name: b, .. }) => a == b,
            (Self::Event { event: a, only_in: x, .. }, Self::Event { event: b, only_in: y, .. }) => {
                x == y
                    && a.key() == b.key()
                    && a.kind == b.kind
                    && a.level == b.level
                    && a.places == b.places
                    && days(a) == days(b)
            }
            (Self::Set(a), Self::Set(b)) => a == b,
            (Self::Number(Figure { written: a, .. }), Self::Number(Figure { written: b, .. })) => {
                a.value.total_cmp(&b.value).is_eq() && a.bound == b.bound && a.unit == b.unit
            }
            (Self::Time(a), Self::Time(b)) => a.kind == b.kind && a.interval.same_days(&b.interval),
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Article(a), Self::Article(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Value {}

fn days(event: &Event) -> Option<(Option<i32>, Option<i32>)> {
    event.when.map(|i| (i.start, i.end))
}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Thing { name, .. } => name.hash(state),
            Self::Event { event, only_in, .. } => (event.key(), &event.places, days(event), only_in).hash(state),
            Self::Set(set) => set.hash(state),
            Self::Number(Figure { written: q, .. }) => (q.value.to_bits(), q.bound, &q.unit).hash(state),
            Self::Sum { items, .. } => items.hash(state),
            Self::Time(t) => (t.interval.start, t.interval.end, t.kind).hash(state),
            Self::Text(text) => text.hash(state),
            Self::Article(article) => article.hash(state),
        }
    }
}

impl Value {
    /// The same, with what can be found out of it once and for all, since it will be compared with many: what a
    /// number can be, which series an event is of, and the months of a time.
    pub(super) fn read(self, series: Option<u32>) -> Self {
        match self {
            Self::Number(figure) => Self::Number(Figure { range: Some(figure.range()), ..figure }),
            Self::Event { event, only_in, .. } => Self::Event { event, only_in, series },
            Self::Time(time) => Self::Time(time.read()),
            other => other,
        }
    }

    /// Whether an equal value is shown alike.
    pub(super) fn looks_like(&self, equal: &Self) -> bool {
        match (self, equal) {
            (Self::Thing { class, .. }, other) => other.is_of_class(class),
            (Self::Time(a), Self::Time(b)) => a.interval == b.interval,
            (Self::Event { event: a, .. }, Self::Event { event: b, .. }) => a == b,
            _ => true,
        }
    }

    /// Whether it is a thing of that class.
    pub(super) fn is_of_class(&self, of: &Arc<str>) -> bool {
        matches!(self, Self::Thing { class, .. } if Arc::ptr_eq(class, of) || class == of)
    }

    /// The same, with what is known of an equal value.
    pub(super) fn known_as(self, equal: &Self) -> Self {
        match (self, equal) {
            (Self::Event { event, only_in, .. }, Self::Event { series, .. }) => {
                Self::Event { event, only_in, series: *series }
            }
            (Self::Time(time), _) => Self::Time(time.read()),
            (own, _) => own,
        }
    }

    /// What makes an event one of a series.
    pub(super) fn series(&self) -> Option<(&str, &str)> {
        match self {
            Self::Event { event, .. } => event.key(),
            _ => None,
        }
    }

    /// What the value can be as a number.
    pub(super) fn range(&self) -> Option<(Range, Measured<'_>)> {
        match self {
            Self::Number(figure) => {
                let (range, unit) = figure.range();
                Some((range, Measured { name: &figure.written.unit, unit }))
            }
            Self::Sum { range, unit, .. } => {
                Some((Range::closed(range[0], range[1]), Measured { name: unit, unit: Unit::named(unit) }))
            }
            _ => None,
        }
    }

    /// Whether two fillers can be said to be one thing: equal names, or one event.
    pub(super) fn is_one_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Event { event: a, .. }, Self::Event { event: b, .. }) => a.compatible(b),
            _ => self == other,
        }
    }

    /// How it is written in a message.
    pub(crate) fn label(&self) -> String {
        match self {
            Self::Thing { name, .. } => name.to_string(),
            Self::Event { event, .. } => {
                let when = event.when.map(|i| super::message::interval(&i));
                let place = event.places.first();
                let parts = [when, place.map(|p| format!("in {p}"))];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                if parts.is_empty() { event.label() } else { format!("{} ({})", event.label(), parts.join(", ")) }
            }
            Self::Set(set) => super::message::list(set.members.keys().map(|m| &**m)),
            Self::Number(figure) => super::message::quantity(&figure.written),
            Self::Sum { range: [lo, hi], unit, .. } => {
                let number = if (lo - hi).abs() < 1e-9 {
                    super::message::number(*lo)
                } else {
                    format!("{} to {}", super::message::number(*lo), super::message::number(*hi))
                };
                super::message::with_unit(number, unit)
            }
            Self::Time(t) => super::message::time(t),
            Self::Text(text) => text.to_string(),
            Self::Article(_) => String::new(),
        }
    }
}
