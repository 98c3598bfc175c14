//! The pattern language: how a pack says in what words a claim is made.
//!
//! ```text
//! pattern  = element { element } .
//! element  = ( word | inflected | class | group | slot | gap ) [ "?" ] .
//! word     = letters, digits or marks            any case; `'s` is a word of its own
//! inflected= "[" lemma { "|" lemma } "]"         any form of a verb or noun
//! class    = "$" name                            any phrase of the pack's word class
//! group    = "(" pattern { "|" pattern } ")"     one of them
//! slot     = "{" name ":" type { "|" type } [ "*" ] [ "?" ] "}"
//! gap      = "…" | "..."                         some words, but not another clause
//! end      = "."                                 the clause may end here: a mark, a conjunction, a date
//! ```
//!
//! A slot's type is a class of entities, `number`, `event`, `person`, `office`, `text`, or `name` for a name of
//! which the text tells no more, and of `when` it is `date`; with `*` it takes a list of them, and with `?` it may
//! be left unsaid where the text is still about the same thing. `thing` takes whatever a noun phrase names, known
//! to a pack or not: `the Akashi Bridge`, `the ferry`; `unlisted`, the same where no pack lists it; `named`, where it has a name. `clause` takes
//! the words up to the clause's end, `statement` those of a clause that somebody says, up to the sentence's, `matter` what
//! somebody announces or demands, `group` who is counted,
//! `individual` one of them (`a soldier`), `tally` what is counted; `speaker` takes, beside its classes, whatever noun phrase says it;
//! `duration`, for `value`, takes a length of time, in years.
//! An author writes the active sentence once, subject first. Voice, tense, negation, relative clauses,
//! participles and dropped subjects are the matcher's work ([`matcher`]).

pub mod compile;
mod counted;
pub mod explain;
pub mod matcher;
pub mod needs;
mod parse;
mod show;
mod slots;
mod statements;
mod subjects;
mod things;

pub use parse::{PatternError, parse};

/// What a slot fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SlotName {
    /// Of whom or what something is claimed.
    Subject,
    /// What is claimed of it.
    Object,
    /// Where.
    Place,
    /// How many.
    Value,
    /// When, where the words themselves say which date is meant: `(1901-1980)`.
    When,
}

/// One element of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A word as it is, lower case.
    Word(String),
    /// Any form of one of the lemmas.
    Inflected(Vec<String>),
    /// A phrase of the word class.
    Class(String),
    /// One of the sequences.
    Either(Vec<Vec<Element>>),
    /// An element that may be missing.
    Optional(Box<Element>),
    /// Some words of the same clause.
    Gap,
    /// The clause may end here.
    End,
    /// A capture.
    Slot(Slot),
}

/// A capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What it fills.
    pub name: SlotName,
    /// The types that can fill it.
    pub types: Vec<String>,
    /// Whether it takes a list.
    pub list: bool,
    /// Whether the text may leave it unsaid.
    pub elidable: bool,
}

impl Slot {
    /// Whether it takes who says something, however the text calls him.
    #[must_use]
    pub fn is_speaker(&self) -> bool {
        self.types.iter().any(|t| t == "speaker")
    }
}
