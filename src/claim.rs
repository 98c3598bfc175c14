//! Claims: what an article says, as data.
//!
//! A claim is a predicate with its slots and the modifiers that separate a contradiction from a mere
//! difference. Every slot keeps the span of the words that filled it, so that a report can underline
//! `1992` rather than the paragraph.

use crate::event::Event;
use crate::interval::Interval;
pub use crate::number::Bound;
use crate::source::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Something named: an entity of a pack, or a person or body that the text introduces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The short name, which identifies it: `CSTO`, `Nikol Pashinyan`, `President of Kazakhstan`.
    pub name: Arc<str>,
    /// Its class: `country`, `organization`, `person`, `office`, …
    pub class: Arc<str>,
    /// The words that stand for it; `None` where it follows from other words.
    pub span: Option<Span>,
}

/// What fills a subject or an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filler {
    /// One thing.
    One(Term),
    /// A list. An incomplete one ("among them", "including") says nothing of what it leaves out.
    Many {
        /// Its members in the order of the text, none twice.
        members: Vec<Term>,
        /// Whether the list claims to be all.
        complete: bool,
    },
    /// An event.
    Event(Arc<Event>),
}

impl Filler {
    /// How it is written in output: a list with `; ` between its members.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::One(term) => term.name.to_string(),
            Self::Many { members, .. } => members.iter().map(|t| &*t.name).collect::<Vec<_>>().join("; "),
            Self::Event(event) => event.label(),
        }
    }

    /// The words that fill it.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::One(term) => term.span,
            Self::Many { members, .. } => members.iter().filter_map(|t| t.span).reduce(Span::cover),
            Self::Event(event) => event.span,
        }
    }
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number, scale applied: `1.5 million` is 1,500,000.
    pub value: f64,
    /// What is counted or measured: `countries`, `% of GDP`, `km`.
    pub unit: Arc<str>,
    /// How exactly it is meant.
    pub bound: Bound,
    /// The words that say so.
    pub span: Option<Span>,
}

/// What kind of time `when` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenKind {
    /// Something happens at a moment within it.
    Event,
    /// Something is so on that day, whatever was before and after.
    AsOf,
    /// Something is so throughout.
    Throughout,
    /// Something is to be reached by then.
    Target,
}

/// When something happens or holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// TIMEX3 value, or `a/b`, `../b`, `a/..`.
    pub value: Arc<str>,
    /// The days it covers; `None` for `PAST_REF` and the like.
    pub interval: Option<Interval>,
    /// What kind of time it is.
    pub kind: WhenKind,
    /// The words that say so; `None` where it follows from the article's date.
    pub span: Option<Span>,
}

/// How far a thing has got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Somebody intends it: `is to`, `will`, `plans to`.
    Planned,
    /// Somebody said that it will be.
    Announced,
    /// Those concerned agreed on it.
    Agreed,
    /// It happened, or is so.
    #[default]
    Done,
    /// It binds.
    InForce,
    /// It was called off.
    Cancelled,
}

/// Who stands behind a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// The article itself.
    #[default]
    Asserted,
    /// A speaker whom the article names or quotes.
    Reported,
    /// Nobody yet: `may`, `could`, `if`.
    Hypothetical,
    /// A speaker says that it is not so.
    Denied,
}

/// A claim of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Number of its article in the corpus, which is not written: elsewhere it is another.
    #[serde(skip)]
    pub article: usize,
    /// The smallest clause that states it.
    pub span: Span,
    /// The predicate, as a pack declares it.
    pub predicate: Arc<str>,
    /// Of whom or what.
    pub subject: Option<Filler>,
    /// What about it.
    pub object: Option<Filler>,
    /// Where.
    pub place: Option<Term>,
    /// How many or how much.
    pub quantity: Option<Quantity>,
    /// When.
    pub when: Option<When>,
    /// Whether it is said to be so, or not so.
    pub polarity: bool,
    /// How far it has got.
    pub stage: Stage,
    /// Who stands behind it.
    pub modality: Modality,
    /// The speaker, where it is not the article.
    pub attribution: Option<Arc<str>>,
    /// Where the pattern that found it stands: `rules/alliances/membership.yaml:57`.
    pub pattern: Arc<str>,
}

impl Claim {
    /// All its spans, wherever in it they stand.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let fillers = [&mut self.subject, &mut self.object].into_iter().flatten();
        let named = fillers.flat_map(Filler::spans_mut);
        let others = [
            self.place.as_mut().and_then(|place| place.span.as_mut()),
            self.quantity.as_mut().and_then(|quantity| quantity.span.as_mut()),
            self.when.as_mut().and_then(|when| when.span.as_mut()),
        ];
        std::iter::once(&mut self.span).chain(named).chain(others.into_iter().flatten())
    }
}

impl Filler {
    fn spans_mut(&mut self) -> Vec<&mut Span> {
        match self {
            Self::One(term) => term.span.as_mut().into_iter().collect(),
            Self::Many { members, .. } => members.iter_mut().filter_map(|term| term.span.as_mut()).collect(),
            Self::Event(event) => Arc::make_mut(event).span.as_mut().into_iter().collect(),
        }
    }
}
