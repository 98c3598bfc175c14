//! Time expressions: reading and normalising them, after TIMEX3.
//!
//! TIMEX3 is the annotation of TimeML (Pustejovsky et al. 2003; TimeML 1.2.1): a `type`, a `value` in
//! the manner of ISO 8601, and a `mod`. Expressions are first read without an anchor, then resolved
//! against one.

use crate::corpus::Article;
use crate::interval::Interval;
use crate::source::Span;
use crate::text::Text;
use std::ops::Range;

/// The TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A calendar date, however coarse: `18 July 2025`, `last week`, `the 1990s`.
    Date,
    /// A time of day: `8:40 GMT`, `Friday evening`.
    Time,
    /// A length of time: `three years`.
    Duration,
    /// Something that recurs: `every Friday`.
    Set,
}

/// The TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// `early July`
    Start,
    /// `mid-July`
    Mid,
    /// `late July`
    End,
    /// `about three years`
    Approx,
    /// `more than three years`
    MoreThan,
    /// `less than three years`
    LessThan,
    /// `at least three years`
    EqualOrMore,
    /// `no more than three years`
    EqualOrLess,
    /// `before 2002`
    Before,
    /// `after 2002`
    After,
}

/// How a value was found: what `factlint why` tells, and what decides whether a date may be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// All of it is written.
    Absolute,
    /// Counted from the article's date.
    Published,
    /// Counted from, or completed by, another date of the text.
    Context,
    /// Not resolved: nothing to count from.
    Unresolved,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Its extent, as TIMEX3 annotates it.
    pub span: Span,
    /// The tokens of that extent.
    pub tokens: Range<usize>,
    /// The TIMEX3 `type`.
    pub kind: Kind,
    /// The TIMEX3 `value`: `2025-07-18`, `2025-W29`, `P3Y`, `PAST_REF`, `XXXX-12-25`.
    pub value: String,
    /// The TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// The days a `DATE` or `TIME` covers, where it names days of the calendar.
    pub interval: Option<Interval>,
    /// How the value was found.
    pub basis: Basis,
}

/// Reads the time expressions of an article, in the order of the page, none overlapping another.
#[must_use]
pub fn tag(_article: &Article, _text: &Text) -> Vec<Timex> {
    Vec::new()
}
