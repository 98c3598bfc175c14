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
use super::guard::may_begin;
use super::words::{T, sign, time_word};
use super::{clock, date, duration, edge, period, refs, relative, set, year};
use crate::number::input::{Class, Page, Parsed, Tokens};
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

/// A rule, and the signs of which one at least must stand ahead.
#[derive(Clone, Copy)]
struct Rule {
    read: for<'a> fn(Tokens<'a>) -> Parsed<'a, Read>,
    needs: u16,
}

/// How many tokens ahead a rule's sign may stand: no expression in news has more before it.
const REACH: usize = 12;
/// How many tokens ahead it may stand where digits begin the expression: `3 and a half weeks`, `10:30 on Monday`.
const BEHIND_DIGITS: usize = 7;

const CLOCK: Rule = Rule { read: clock::time, needs: sign::CLOCK };
const DATE: Rule = Rule { read: date::date, needs: sign::CALENDAR | sign::DIGITS };
const DURATION: Rule = Rule { read: duration::duration, needs: sign::UNIT };
const EDGED: Rule = Rule { read: |input| edge::edged(input, datable), needs: sign::ANY };
const PERIOD: Rule = Rule { read: period::period, needs: sign::PERIOD };
const REFERENCE: Rule = Rule { read: refs::reference, needs: 0 };
const RELATIVE: Rule = Rule { read: relative::relative, needs: sign::UNIT | sign::DAY | sign::CLOCK | sign::SPOKEN };
const SET: Rule = Rule { read: set::set, needs: sign::SET | sign::UNIT | sign::CALENDAR | sign::PERIOD | sign::CLOCK };
const UNIT_END: Rule = Rule { read: edge::unit_end, needs: sign::UNIT | sign::CALENDAR };
const WEEKLY: Rule = Rule { read: set::weekly, needs: sign::SET };
const WITHIN: Rule = Rule { read: |input| period::within(input, datable), needs: sign::UNIT };
const YEARS: Rule = Rule { read: year::years, needs: sign::DIGITS | sign::ERA };

fn longest<'a>(input: Tokens<'a>, rules: &[Rule]) -> Parsed<'a, Read> {
    let digits = input.peek(0).is_some_and(|token| token.kind == TokenKind::Number);
    let signs = input.signs(if digits { BEHIND_DIGITS } else { REACH });
    let mut best: Option<(Tokens<'a>, Read)> = None;
    for rule in rules.iter().filter(|rule| rule.needs == 0 || rule.needs & signs != 0) {
        if let Ok((rest, read)) = (rule.read)(input)
            && best.as_ref().is_none_or(|b| rest.at > b.0.at)
        {
            best = Some((rest, read));
        }
    }
    best.map_or_else(|| input.fail(), Ok)
}

/// A time that has an edge of its own only in front.
fn datable(input: Tokens<'_>) -> Parsed<'_, Read> {
    longest(input, &[DATE, RELATIVE, PERIOD, YEARS, CLOCK])
}

/// The rules that can apply where a token of this class stands first.
///
/// All of them could be tried everywhere; this table, like the signs that a rule needs, only spares the attempts
/// that must fail.
fn rules(input: Tokens<'_>) -> &'static [Rule] {
    let Some(class) = t(input, 0) else {
        return match input.peek(0).map(|x| x.kind) {
            Some(TokenKind::Number) if counts_a_noun(input) => &[YEARS],
            Some(TokenKind::Number) => NUMBER,
            Some(TokenKind::Mark(_)) => &[YEARS],
            _ => &[PERIOD, YEARS],
        };
    };
    match class {
        T::Month(_) => &[CLOCK, DATE, UNIT_END, PERIOD],
        T::MonthAbbr(_) | T::WeekdayAbbr(_) => &[CLOCK, DATE],
        T::Weekday(_) => &[CLOCK, DATE, WEEKLY],
        T::Weekdays(_) | T::Set(..) | T::Every => &[SET],
        T::Number | T::Unit(Unit::Second) => NUMBER,
        T::Unit(Unit::Year) => &[RELATIVE, DURATION, UNIT_END, YEARS],
        T::Unit(_) => &[RELATIVE, DURATION, UNIT_END],
        T::Units(_) => &[SET, RELATIVE, DURATION],
        T::UnitLong(_) => &[DURATION],
        T::Season(_) => &[PERIOD],
        T::Part(_) | T::Clock => &[CLOCK],
        T::Day(_) => &[CLOCK, RELATIVE],
        T::Ref(_) | T::Vague => &[REFERENCE],
        T::Edge(_) => &[EDGED, CLOCK, YEARS, PERIOD],
        T::Holiday => &[CLOCK, PERIOD],
        T::Decade(_) => &[YEARS],
        T::Fiscal => &[YEARS, PERIOD],
        T::Half => &[RELATIVE, DURATION],
        T::More => &[RELATIVE, REFERENCE, DURATION],
        T::Then => &[RELATIVE],
        T::Inner | T::Parts(_) | T::Span | T::Sign(_) => &[],
        T::Starter => match input.str(0).as_bytes()[0] | 0x20 {
            b't' if input.str(0).len() == 3 => behind_the(input),
            b't' | b'l' | b'n' | b'p' | b'f' | b'c' => ALL,
            b'o' if input.is(0, "once") => &[SET],
            _ => &[SET, RELATIVE, DURATION],
        },
    }
}

/// `2,400 children went`: whether behind digits stand words that are those of no time, the hour's `p.m.` aside.
fn counts_a_noun(input: Tokens<'_>) -> bool {
    let word = input.peek(1).is_some_and(|next| next.is_word() && !next.glued && next.span.len() > LONGEST_LINK);
    word && (1..=3).all(|ahead| t(input, ahead).is_none()) && !input.str(1).contains('.')
}

/// Words that join the parts of an expression have no more letters: `and`, `of`, `to`.
const LONGEST_LINK: usize = 3;

const NUMBER: &[Rule] = &[SET, CLOCK, DATE, RELATIVE, PERIOD, YEARS, DURATION];
const ALL: &[Rule] = &[EDGED, WITHIN, SET, CLOCK, DATE, RELATIVE, PERIOD, YEARS, REFERENCE, DURATION];

/// The rules for "the" before a token of each class.
fn behind_the(input: Tokens<'_>) -> &'static [Rule] {
    let Some(class) = t(input, 1) else {
        return match input.peek(1).map(|x| x.kind) {
            Some(TokenKind::Number) => &[WITHIN, DATE, PERIOD, YEARS, DURATION],
            Some(TokenKind::Mark(_)) => &[YEARS],
            _ => &[EDGED, REFERENCE, DURATION],
        };
    };
    match class {
        T::Month(_) => &[UNIT_END],
        T::Number | T::Unit(Unit::Second) => &[WITHIN, DATE, PERIOD, YEARS, DURATION, EDGED],
        T::Unit(_) => &[RELATIVE, UNIT_END, YEARS],
        T::Units(_) => &[DURATION, YEARS],
        T::Season(_) => &[PERIOD],
        T::Part(_) => &[CLOCK, RELATIVE],
        T::Edge(_) => &[EDGED, YEARS, CLOCK, PERIOD, DURATION],
        T::Decade(_) => &[YEARS],
        T::Ref(_) => &[RELATIVE, YEARS, REFERENCE],
        T::Fiscal => &[YEARS, PERIOD],
        T::Vague | T::More => &[REFERENCE],
        T::MonthAbbr(_)
        | T::Weekday(_)
        | T::WeekdayAbbr(_)
        | T::Weekdays(_)
        | T::Parts(_)
        | T::Clock
        | T::UnitLong(_)
        | T::Day(_)
        | T::Set(..)
        | T::Every
        | T::Then
        | T::Sign(_)
        | T::Holiday => &[],
        T::Inner | T::Span | T::Starter | T::Half => ALL,
    }
}

fn expression(input: Tokens<'_>) -> Parsed<'_, Read> {
    longest(input, rules(input))
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
        // A token without a class begins nothing.
        if page.classes[at] == Class::default() || !may_begin(page, at, end) {
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

/// Names that only look like times: "Black Friday", "USA Today", "Sunday Times".
fn is_name(input: Tokens<'_>, rest: Tokens<'_>, read: &Read) -> bool {
    let capital = |x: Option<&Token>| x.is_some_and(Token::is_capitalised);
    match read.meaning {
        // A capital inside a sentence: the name of a paper.
        Meaning::Days(0) => capital(input.peek(0)) && capital(input.before(1)) && rest.at - input.at == 1,
        Meaning::Weekday { tie: Tie::Bare, .. } => {
            matches!(input.str_before(1), "Black" | "Bloody" | "Super" | "Ash" | "Palm" | "Cyber")
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
