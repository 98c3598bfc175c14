//! Time expressions: reading and normalising them, after TIMEX3.
//!
//! TIMEX3 is the annotation of TimeML (Pustejovsky et al. 2003; TimeML 1.2.1): a `type`, a `value` in
//! the manner of ISO 8601, and a `mod`.
//!
//! ```text
//! tokens ─ guard, grammar (one file a family) ─► expressions as written (ast)
//!        ─ context: narrative or news, years from nearby ─ tense ─ resolve ─► values
//! ```
//!
//! An expression is first read without an anchor, then resolved against one. Each policy stands in one
//! place: what is counted from where in `context.rs`, direction in `tense.rs`, the order of digits in
//! `date.rs`, which four digits are a year in `year.rs`, ISO weeks in `point.rs`.

mod ast;
mod atoms;
mod clock;
mod context;
mod date;
mod duration;
mod edge;
mod grammar;
mod guard;
mod period;
mod point;
mod refs;
mod relative;
mod resolve;
mod set;
mod tense;
#[cfg(test)]
mod tests;
mod words;
mod year;

use crate::corpus::Article;
use crate::interval::Interval;
use crate::number::input::Page;
use crate::source::Span;
use crate::text::Text;
use ast::Meaning;
use grammar::Found;
use point::Point;
use resolve::{Context, resolve};
use std::ops::Range;
use tense::{Tense, tense};

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
    /// The weekday that is written before a date (`Thursday, November 8, 2018`), right or wrong; of a weekday that
    /// stands behind its date (`8 November, a Thursday`) itself.
    pub weekday: Option<jiff::civil::Weekday>,
}

/// A day without a year does not lie further back than this; in days.
const FURTHEST_BARE_DAY: i32 = 300;

/// Reads the time expressions of an article, in the order of the page, none overlapping another.
#[must_use]
pub fn tag(article: &Article, text: &Text) -> Vec<Timex> {
    let source = article.source.text();
    let mut classes = Vec::new();
    words::classify(source, &text.tokens, &mut classes);
    let page = Page { text: source, all: &text.tokens, classes: &classes };
    let mut found = Vec::new();
    for (number, sentence) in text.sentences.iter().enumerate() {
        grammar::scan(&page, sentence.tokens.clone(), number, &mut found);
    }
    let narrative = context::is_narrative(&found, article.published);
    found.retain(|f| narrative || !matches!(f.read.meaning, Meaning::Narrative(_)));
    let shared = context::share_years(source, text, &mut found);
    let mut known = Context {
        published: article.published.or_else(|| context::dateline(text, &found)),
        retrieved: article.retrieved,
        narrative,
        spoken: None,
        day: None,
        beside: false,
        tense: Tense::Past,
    };
    let mut spoken_in = None;
    let mut out = Vec::with_capacity(found.len());
    for (i, f) in found.iter().enumerate() {
        let sentence = text.sentences[f.sentence].tokens.clone();
        // "fourth-quarter results" are those of a quarter that is over, whenever they will be announced.
        let results = matches!(f.read.meaning, Meaning::Quarter { .. })
            && text.tokens[f.tokens.clone()].iter().any(|t| t.is('-'));
        known.tense = if !results && context::needs_tense(&f.read.meaning) {
            tense(source, &text.tokens, sentence.clone(), &f.tokens)
        } else {
            Tense::Past
        };
        known.day = if is_time_without_day(f) { day_beside(&found, i, &mut known.clone()) } else { None };
        known.beside = spoken_in == Some(f.sentence);
        let mut resolved = resolve(&f.read.meaning, &known);
        let apposed = i > 0 && context::is_apposed(source, text, &found[i - 1], f);
        if let Some(day) = out.last().filter(|_: &&Timex| apposed) {
            // "on 8 November, a Thursday" names one day twice.
            resolved.value.clone_from(&day.value);
            (resolved.basis, resolved.point) = (day.basis, None);
        }
        let moves = match resolved.kind {
            Kind::Date => resolved.point.filter(|p| resolve::may_be_spoken_of(*p, &f.read.meaning)),
            Kind::Time => resolve::day_meant(&f.read.meaning, &known),
            Kind::Duration | Kind::Set => None,
        };
        let fronted = f.tokens.start < sentence.start + 4;
        spoken_in = if moves.is_some() { Some(f.sentence) } else { spoken_in };
        let bracketed = f.tokens.start > 0 && text.tokens[f.tokens.start - 1].is('(');
        known.spoken =
            moves.filter(|p| !narrative || context::moves_on(known.spoken, *p, fronted, bracketed)).or(known.spoken);
        let dated = matches!(resolved.kind, Kind::Date | Kind::Time) && resolved.basis != Basis::Unresolved;
        let weekday = weekday_beside(source, text, f).filter(|_| apposed || !is_weekday(f));
        let basis = if shared[i] { Basis::Context } else { resolved.basis };
        out.push(Timex {
            span: grammar::span_of(&text.tokens, &f.tokens),
            tokens: f.tokens.clone(),
            kind: resolved.kind,
            interval: Interval::parse(&resolved.value)
                .filter(|days| dated && (weekday.is_some() || !is_doubtful(&f.read.meaning, basis, days, &known))),
            value: resolved.value,
            modifier: f.read.modifier,
            basis,
            weekday,
        });
    }
    out
}

/// A day of which the text leaves the year unsaid lies months back at most; what would be a year ago (`on December 28`,
/// in November) is more likely a slip, and which day is meant nobody can tell.
fn is_doubtful(meaning: &Meaning, basis: Basis, days: &Interval, known: &Context) -> bool {
    let bare = matches!(meaning, Meaning::Day { year: ast::Year::Tied(ast::Tie::Bare), .. });
    let back = known.published.and_then(|p| days.days_until(&Interval::day(p)));
    bare && basis == Basis::Published && back.is_some_and(|(least, _)| least > FURTHEST_BARE_DAY)
}

/// The sentences that have a date or a time of day.
pub fn dated_sentences<'a>(text: &'a Text, timexes: &'a [Timex]) -> impl Iterator<Item = Span> + 'a {
    let dated = |t: &&Timex| matches!(t.kind, Kind::Date | Kind::Time);
    let mut dates = timexes.iter().filter(dated).map(|t| t.tokens.start).peekable();
    text.sentences.iter().filter_map(move |sentence| {
        let mut any = false;
        while dates.next_if(|&at| at < sentence.tokens.end).is_some() {
            any = true;
        }
        any.then(|| text.span(sentence.tokens.clone()))
    })
}

/// The weekday that a date begins with, or that is all of it.
fn weekday_beside(source: &str, text: &Text, found: &Found) -> Option<jiff::civil::Weekday> {
    let (Meaning::Day { .. } | Meaning::Weekday { .. }) = found.read.meaning else { return None };
    match words::time_word(text.tokens[found.tokens.start].span.of(source))? {
        words::T::Weekday(day) | words::T::WeekdayAbbr(day) => jiff::civil::Weekday::from_monday_one_offset(day).ok(),
        _ => None,
    }
}

fn is_weekday(found: &Found) -> bool {
    matches!(found.read.meaning, Meaning::Weekday { .. })
}

fn is_time_without_day(found: &Found) -> bool {
    matches!(found.read.meaning, Meaning::Clock { day: None, .. } | Meaning::DayPart { day: None, .. })
}

/// The day that a time of day in the same sentence belongs to: the next one named, else the last one.
fn day_beside(found: &[Found], i: usize, known: &mut Context) -> Option<Point> {
    let mut day = |f: &Found| match f.read.meaning {
        Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::Days(_) => resolve(&f.read.meaning, known).point,
        _ => resolve::day_meant(&f.read.meaning, known),
    };
    let same = |f: &&Found| f.sentence == found[i].sentence;
    let next = found[i + 1..].iter().take_while(same).take(1).filter(|f| f.tokens.start <= found[i].tokens.end + 3);
    let next = next.filter_map(&mut day).next();
    next.or_else(|| found[..i].iter().rev().take_while(same).take(20).find_map(&mut day))
}
