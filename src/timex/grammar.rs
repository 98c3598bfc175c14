//! The start symbol, and where an expression may begin.
//!
//! ```text
//! expression = edge datable | within | unit-end | set | ref | duration | datable
//! datable    = clock | date | relative | period | years
//! ```
//!
//! Of all rules that apply at a token, the one that takes most tokens wins; of two of one length, the
//! one that stands first in the list. The guard lets a rule start only at digits and at words of the
//! time lexicon; a function word ("the", "last", "about") must have another such word behind it.

use super::ast::{Meaning, Read, Tie, Unit, Year};
use super::atoms::t;
use super::words::{T, time_word, word_of};
use super::{clock, date, duration, edge, period, refs, relative, set, year};
use crate::number::input::{Page, Parsed, Tokens};
use crate::source::Span;
use crate::text::{Token, TokenKind};
use std::ops::Range;

/// An expression and the tokens it takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) tokens: Range<usize>,
    pub(super) read: Read,
    /// The sentence it stands in, as an index of `Text::sentences`.
    pub(super) sentence: usize,
}

type Rule = for<'a> fn(Tokens<'a>) -> Parsed<'a, Read>;

fn longest<'a>(input: Tokens<'a>, rules: &[Rule]) -> Parsed<'a, Read> {
    let mut best: Option<(Tokens<'a>, Read)> = None;
    for rule in rules {
        if let Ok((rest, read)) = rule(input)
            && best.as_ref().is_none_or(|b| rest.at > b.0.at)
        {
            best = Some((rest, read));
        }
    }
    best.map_or_else(|| input.fail(), Ok)
}

/// A time that has an edge of its own only in front.
fn datable(input: Tokens<'_>) -> Parsed<'_, Read> {
    const RULES: &[Rule] = &[date::date, relative::relative, period::period, year::years, clock::time];
    longest(input, RULES)
}

fn edged(input: Tokens<'_>) -> Parsed<'_, Read> {
    edge::edged(input, datable)
}

fn within(input: Tokens<'_>) -> Parsed<'_, Read> {
    period::within(input, datable)
}

/// The rules that can apply where a token of this class stands first.
///
/// All of them could be tried everywhere; this table only spares the attempts that must fail.
fn rules(input: Tokens<'_>) -> &'static [Rule] {
    let Some(class) = t(input, 0) else {
        return match input.peek(0).map(|x| x.kind) {
            Some(TokenKind::Number) => NUMBER,
            Some(TokenKind::Mark(_)) => &[year::years],
            _ => &[period::period, year::years],
        };
    };
    match class {
        T::Month(_) => &[clock::time, date::date, edge::unit_end, period::period],
        T::MonthAbbr(_) | T::Weekday(_) | T::WeekdayAbbr(_) => &[clock::time, date::date],
        T::Weekdays(_) | T::Set(_) => &[set::set],
        T::Unit(Unit::Second) => NUMBER,
        T::Unit(Unit::Year) => &[relative::relative, duration::duration, edge::unit_end, year::years],
        T::Unit(_) => &[relative::relative, duration::duration, edge::unit_end],
        T::Units(_) => &[set::set, relative::relative, duration::duration],
        T::Season(_) => &[period::period],
        T::Part(_) => &[clock::time],
        T::Day(_) => &[clock::time, relative::relative],
        T::Ref(_) => &[refs::reference],
        T::Edge(_) => &[edged, clock::time, year::years, period::period],
        T::Number => {
            &[set::set, clock::time, date::date, relative::relative, period::period, year::years, duration::duration]
        }
        T::Holiday => &[clock::time, period::period],
        T::Decade(_) => &[year::years],
        T::Inner => NONE,
        T::Head => match input.str(0).as_bytes()[0] | 0x20 {
            b't' => &[clock::time, relative::relative],
            b'o' | b'n' => &[clock::time],
            b'e' => &[set::set],
            b'm' => &[clock::time, relative::relative, refs::reference, duration::duration],
            b'f' => &[year::years, refs::reference],
            _ => &[refs::reference],
        },
        T::Starter => match input.str(0).as_bytes()[0] | 0x20 {
            b't' if input.str(0).len() == 3 => behind_the(input),
            b't' | b'l' | b'n' | b'p' | b'f' | b'c' => ALL,
            b'o' if input.str(0).len() == 4 && input.is(0, "once") => &[set::set],
            _ => &[set::set, relative::relative, duration::duration],
        },
    }
}

const NONE: &[Rule] = &[];
const NUMBER: &[Rule] =
    &[set::set, clock::time, date::date, relative::relative, period::period, year::years, duration::duration];
const ALL: &[Rule] = &[
    edged,
    within,
    set::set,
    clock::time,
    date::date,
    relative::relative,
    period::period,
    year::years,
    refs::reference,
    duration::duration,
];

/// The rules for "the" before a token of each class.
fn behind_the(input: Tokens<'_>) -> &'static [Rule] {
    let Some(class) = t(input, 1) else {
        return match input.peek(1).map(|x| x.kind) {
            Some(TokenKind::Number) => &[within, date::date, period::period, year::years, duration::duration],
            Some(TokenKind::Mark(_)) => &[year::years],
            _ => &[edged, refs::reference, duration::duration],
        };
    };
    match class {
        T::Month(_) => &[edge::unit_end],
        T::Number | T::Unit(Unit::Second) => {
            &[within, date::date, period::period, year::years, duration::duration, edged]
        }
        T::Unit(_) => &[relative::relative, edge::unit_end, year::years],
        T::Units(_) => &[duration::duration, year::years],
        T::Season(_) => &[period::period],
        T::Part(_) => &[clock::time],
        T::Edge(_) => &[edged, year::years, clock::time, period::period, duration::duration],
        T::Decade(_) => &[year::years],
        T::Ref(_) => &[relative::relative, year::years, refs::reference],
        T::Head => &[year::years, refs::reference],
        T::MonthAbbr(_) | T::Weekday(_) | T::WeekdayAbbr(_) | T::Weekdays(_) | T::Day(_) | T::Set(_) | T::Holiday => {
            NONE
        }
        T::Inner | T::Starter => ALL,
    }
}

fn expression(input: Tokens<'_>) -> Parsed<'_, Read> {
    longest(input, rules(input))
}

/// Words behind a function word that begin an expression with it, though they are no time words.
const LED: &[&str] = &[
    "little",
    "estimated",
    "number",
    "good",
    "close",
    "turn",
    "onset",
    "outset",
    "annum",
    "latter",
    "foreseeable",
    "distant",
    "opening",
];

/// Words behind digits that make a time of them, though they are no time words.
const BEHIND_DIGITS: &[&str] = &[
    "a.m.",
    "p.m.",
    "am",
    "pm",
    "AM",
    "PM",
    "A.M.",
    "P.M.",
    "BC",
    "BCE",
    "B.C.",
    "B.C",
    "AD",
    "CE",
    "of",
    "and",
    "to",
    "or",
    "hrs",
    "hr",
    "consecutive",
    "straight",
    "trading",
    "business",
    "working",
    "additional",
    "o",
    "until",
    "through",
    "short",
    "single",
    "successive",
    "extra",
    "million",
    "billion",
    "thousand",
];

/// Whether an expression may begin at this token.
#[inline]
fn may_begin(page: &Page<'_>, at: usize, end: usize) -> bool {
    let &Page { text, all: tokens, classes } = page;
    let class = |i: usize| if i < end { word_of(classes[i]) } else { None };
    let str = |i: usize| if i < end { &text[tokens[i].span.range()] } else { "" };
    let counts = |i: usize| {
        i < end
            && match tokens[i].kind {
                TokenKind::Number => true,
                TokenKind::Word(_) => class(i).is_some(),
                TokenKind::Mark(m) => m == '\'',
            }
    };
    // Behind a function word stands a time word, or another function word with a time word behind it.
    let led = |i: usize| match class(i) {
        Some(T::Starter) => counts(i + 1) || LED.contains(&str(i + 1)) || str(i) == "past",
        Some(T::Number) => number_may_begin(tokens, i + 1, end, &str, &class),
        _ => counts(i),
    };
    match tokens[at].kind {
        TokenKind::Word(_) => match class(at) {
            None | Some(T::Inner) => matches!(str(at), "Q" | "AD" | "A.D."),
            Some(T::Starter) => {
                led(at + 1)
                    || matches!(str(at + 1), "least" | "than" | "to" | "most") && (counts(at + 2))
                    || LED.contains(&str(at + 1))
            }
            // "new" is a holiday's word only before "Year".
            Some(T::Holiday) => {
                tokens[at].is_capitalised() && (str(at).len() != 3 || str(at + 1).eq_ignore_ascii_case("year"))
            }
            Some(T::Number | T::Unit(Unit::Second)) => number_may_begin(tokens, at + 1, end, &str, &class),
            Some(_) => true,
        },
        TokenKind::Number => digits_may_begin(tokens, at, end, &str, &class),
        TokenKind::Mark(m) => {
            m == '\'' && at + 1 < end && tokens[at + 1].glued && tokens[at + 1].kind == TokenKind::Number
        }
    }
}

/// Whether what stands behind a number word can make a time of it: most are "two people".
fn number_may_begin<'a>(
    tokens: &[Token],
    next: usize,
    end: usize,
    str: &impl Fn(usize) -> &'a str,
    class: &impl Fn(usize) -> Option<T>,
) -> bool {
    next < end
        && match tokens[next].kind {
            TokenKind::Mark(m) => matches!(m, '-' | ','),
            TokenKind::Number => false,
            TokenKind::Word(_) => class(next).is_some() || BEHIND_DIGITS.contains(&str(next)) || str(next) == "times",
        }
}

fn digits_may_begin<'a>(
    tokens: &[Token],
    at: usize,
    end: usize,
    str: &impl Fn(usize) -> &'a str,
    class: &impl Fn(usize) -> Option<T>,
) -> bool {
    // 13,000: no time has groups, except in a length; 10.30 and 18.07.2025 have dots.
    let digits = str(at);
    if digits.len() == 4 || digits.len() >= 8 && digits.len() <= 10 && digits.contains('.') {
        return true;
    }
    if digits.len() > 10 || at + 1 >= end {
        return false;
    }
    match tokens[at + 1].kind {
        TokenKind::Mark(m) => {
            matches!(m, '-' | '/' | ':' | ',')
                && at + 2 < end
                && (tokens[at + 2].kind == TokenKind::Number || class(at + 2).is_some())
        }
        TokenKind::Number => false,
        TokenKind::Word(_) => tokens[at + 1].glued || class(at + 1).is_some() || BEHIND_DIGITS.contains(&str(at + 1)),
    }
}

/// Whether the digits touch a word or a mark that makes something else of them.
fn is_glued_badly(input: Tokens<'_>, rest: Tokens<'_>, read: &Read) -> bool {
    let Some(before) = input.before(1) else { return false };
    if !input.glued(0) || input.peek(0).is_none_or(|t| t.kind != TokenKind::Number) {
        return false;
    }
    match before.kind {
        // Scraped text glues a byline to what follows: a whole date or "31 minutes ago" is still read.
        TokenKind::Word(_) => {
            let whole = matches!(read.meaning, Meaning::Day { year: Year::Given(_), .. }) && rest.at - input.at >= 3;
            !whole && !matches!(read.meaning, Meaning::Count { .. })
        }
        TokenKind::Number => true,
        TokenKind::Mark('$' | '#' | '£' | '€' | '+' | '=' | '_' | '.' | '&' | '@') => true,
        TokenKind::Mark(':') => matches!(input.before(2).map(|b| b.kind), Some(TokenKind::Number)),
        TokenKind::Mark('/') => !matches!(read.meaning, Meaning::Year(_)),
        _ => false,
    }
}

/// Reads the expressions of one sentence.
pub(super) fn scan(page: &Page<'_>, range: Range<usize>, sentence: usize, out: &mut Vec<Found>) {
    let end = range.end;
    let mut at = range.start;
    while at < end {
        if !may_begin(page, at, end) {
            at += 1;
            continue;
        }
        let input = Tokens::new(page, at..end);
        match expression(input) {
            Ok((rest, read)) if rest.at > at && !is_glued_badly(input, rest, &read) && !is_name(input, rest, &read) => {
                out.push(Found { tokens: at..rest.at, read, sentence });
                at = rest.at;
                while let Some((start, rest)) = continued(Tokens::new(page, at..end), out) {
                    let Some(last) = out.last_mut() else { break };
                    last.tokens = start..rest;
                    at = rest;
                }
            }
            _ => at += 1,
        }
    }
}

/// Names that only look like times: "Black Friday", "the New York Times", "USA Today", "Sunday Times".
fn is_name(input: Tokens<'_>, rest: Tokens<'_>, read: &Read) -> bool {
    let capital = |x: Option<&Token>| x.is_some_and(Token::is_capitalised);
    match read.meaning {
        Meaning::Days(0) => {
            capital(input.peek(0))
                && matches!(input.str_before(1), "USA" | "Russia" | "Turkey")
                && rest.at - input.at == 1
        }
        Meaning::Weekday { tie: Tie::Bare, .. } => {
            matches!(input.str_before(1), "Black" | "Bloody" | "Super" | "Ash" | "Palm" | "Sheffield" | "Cyber")
                || matches!(rest.str(0), "Times" | "Telegraph" | "Mirror" | "Express" | "Mail" | "Night" | "Group")
                    && capital(rest.peek(0))
                    && !rest.is(0, "night")
        }
        Meaning::Month { year: Year::Tied(Tie::Bare), .. } => {
            // "Theresa May", "Operation April", "the July Crisis" is one in July.
            input.is(0, "may")
                && capital(input.before(1))
                && !input.str_before(1).eq_ignore_ascii_case("in")
                && time_word(input.str_before(1)).is_none()
                && !matches!(
                    input.str_before(1),
                    "In" | "By" | "Since" | "Until" | "From" | "During" | "Through" | "Before" | "After" | "Between"
                )
        }
        _ => false,
    }
}

/// A second day or year that leans on the expression just read: `March 5-9, 1918`, `May 6 and 7th`,
/// `1957-60`. Pushes it and returns its tokens.
fn continued(input: Tokens<'_>, out: &mut Vec<Found>) -> Option<(usize, usize)> {
    let last = out.last().filter(|l| matches!(l.read.meaning, Meaning::Day { .. } | Meaning::Year(_)))?.clone();
    let hyphen = input.mark(0, '-') && input.glued(0) == input.glued(1);
    match last.read.meaning {
        Meaning::Day { month, year, day } => {
            // Only behind a date whose last token is the day.
            let month_first = t(Tokens { at: last.tokens.start, ..input }, 0)
                .is_some_and(|w| matches!(w, T::Month(_) | T::MonthAbbr(_)));
            let list = input.is(0, "and") || input.is(0, "to") || input.is(0, "or") || input.is(0, "through");
            if !month_first || year != Year::Tied(Tie::Bare) || !(hyphen || list) {
                return None;
            }
            let rest = input.skip(1);
            let (after, next) = super::atoms::day(rest).ok()?;
            if next <= day || super::date::date(rest).is_ok() {
                return None;
            }
            let suffix = after.at - rest.at == 2;
            let comma_year = after.mark(0, ',') && super::atoms::year(after.skip(1)).is_ok();
            let clear =
                hyphen || suffix || comma_year || after.peek(0).is_none_or(|t| matches!(t.kind, TokenKind::Mark(_)));
            if !clear || (!hyphen && after.peek(0).is_some_and(Token::is_word) && !suffix) {
                return None;
            }
            let (end, year) = if comma_year {
                let (end, y) = super::atoms::year(after.skip(1)).ok()?;
                if let Some(l) = out.last_mut() {
                    l.read.meaning = Meaning::Day { month, year: Year::Given(y), day };
                }
                (end.at, Year::Given(y))
            } else {
                (after.at, year)
            };
            out.push(Found { read: Meaning::Day { month, year, day: next }.plain(), ..last });
            Some((rest.at, end))
        }
        Meaning::Year(y) if y > 1000 && hyphen => {
            let digits = input.number(1).filter(|d| d.len() <= 2 && !d.is_empty())?;
            let n = super::atoms::small_number(digits)?;
            let next = if digits.len() == 2 { y - y % 100 + n } else { y - y % 10 + n };
            let next = if digits == "00" { next + 100 } else { next };
            if next <= y || input.glued(2) && input.peek(2).is_some_and(|t| t.is_word() || t.is('-')) {
                return None;
            }
            out.push(Found { read: Meaning::Year(next).plain(), ..last });
            Some((input.at + 1, input.at + 2))
        }
        _ => None,
    }
}

/// The span of a range of tokens.
pub(super) fn span_of(tokens: &[Token], range: &Range<usize>) -> Span {
    tokens[range.start].span.cover(tokens[range.end - 1].span)
}
