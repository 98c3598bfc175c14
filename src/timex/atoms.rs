//! The smallest rules: month names, weekdays, years, units, amounts.
//!
//! ```text
//! month    = "November" | "Nov" ["."]
//! weekday  = "Sunday" | "Sun" ["."]
//! year     = 1992 | '92 | 480 "BC" | "AD" 70
//! day      = 8 | 8th                                     1 to 31
//! amount   = cardinal | "a" | "several" | "a few" | "a couple of" | "half a" | …
//! adjective = "consecutive" | "full" | "trading" | …
//! ```

use super::ast::{Amount, Tie, Unit, Year};
use super::words::{T, word_of};
use crate::number::input::{Parsed, Tokens, hyphen, one_of, phrase_of, word, words};
use crate::number::{cardinal, ordinal};
use crate::text::table::Phrases;
use crate::text::{Case, TokenKind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

/// What the token `ahead` places on is.
pub(super) fn t(input: Tokens<'_>, ahead: usize) -> Option<T> {
    word_of(input.class(ahead))
}

fn is_capital(input: Tokens<'_>, ahead: usize) -> bool {
    input.peek(ahead).is_some_and(crate::text::Token::is_capitalised)
}

/// Whether the next token is a word in lower case.
pub(super) fn is_lower(input: Tokens<'_>, ahead: usize) -> bool {
    input.peek(ahead).is_some_and(|t| t.kind == TokenKind::Word(Case::Lower))
}

/// A month's name, in full or short, with its dot. Whether `May` is meant is for the caller to ask.
pub(super) fn month(input: Tokens<'_>) -> Parsed<'_, i8> {
    if !is_capital(input, 0) {
        return input.fail();
    }
    match t(input, 0) {
        Some(T::Month(m)) => input.read(1, m),
        Some(T::MonthAbbr(m)) => input.read(1 + usize::from(input.mark(1, '.') && input.glued(1)), m),
        _ => input.fail(),
    }
}

/// A weekday's name, in full; or short before a comma or a date.
pub(super) fn weekday(input: Tokens<'_>) -> Parsed<'_, i8> {
    if !is_capital(input, 0) {
        return input.fail();
    }
    match t(input, 0) {
        Some(T::Weekday(d)) => input.read(1, d),
        Some(T::WeekdayAbbr(d)) => {
            let rest = input.skip(1 + usize::from(input.mark(1, '.') && input.glued(1)));
            let dated = if rest.mark(0, ',') { rest.skip(1) } else { rest };
            let date = month(dated).is_ok() || (day(dated).is_ok() && month(dated.skip(1)).is_ok());
            if date || (input.mark(1, '.') && !input.is(0, "sun") && !input.is(0, "sat")) {
                Ok((rest, d))
            } else {
                input.fail()
            }
        }
        _ => input.fail(),
    }
}

/// The value of up to four digits without marks.
pub(super) fn small_number(digits: &str) -> Option<i32> {
    if digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// Whether the number goes on as something else: a time, a score, a share, a measure.
fn goes_on(rest: Tokens<'_>) -> bool {
    rest.glued(0)
        && (rest.mark(0, '%')
            || (rest.mark(0, ':') && rest.number(1).is_some() && rest.glued(1))
            || rest.mark(0, '°')
            || (rest.peek(0).is_some_and(|t| t.is_word() || t.kind == TokenKind::Number)
                && !rest.is(0, "'s")
                && !rest.is(0, "’s")))
}

/// A year in four digits, or two behind an apostrophe, or any before `BC`; in the astronomers' count, in which 1 BC is 0.
pub(super) fn year(input: Tokens<'_>) -> Parsed<'_, i32> {
    if let Some((rest, y)) = era(input) {
        return Ok((rest, y));
    }
    if input.mark(0, '\'') && input.glued(1) {
        let (rest, y) = match input.number(1) {
            Some(d) if d.len() == 2 => (input.skip(2), small_number(d)),
            _ => return input.fail(),
        };
        return match y {
            Some(y) if !goes_on(rest) => Ok((rest, 1900 + y + if y < 30 { 100 } else { 0 })),
            _ => input.fail(),
        };
    }
    let Some(digits) = input.number(0) else { return input.fail() };
    let rest = input.skip(1);
    match small_number(digits) {
        Some(y) if digits.len() == 4 && (1000..2100).contains(&y) && !goes_on(rest) => Ok((rest, y)),
        _ => input.fail(),
    }
}

/// `480 BC`, `AD 70`
fn era(input: Tokens<'_>) -> Option<(Tokens<'_>, i32)> {
    if let Some(n) = input.number(0).and_then(small_number) {
        if matches!(input.str(1), "BC" | "BCE" | "B.C." | "B.C" | "B.C.E.") {
            return Some((input.skip(2), 1 - n));
        }
        if matches!(input.str(1), "AD" | "CE" | "A.D." | "C.E.") {
            return Some((input.skip(2), n));
        }
        return None;
    }
    if matches!(input.str(0), "AD" | "A.D.") {
        return Some((input.skip(2), input.number(1).and_then(small_number)?));
    }
    None
}

/// A day of the month in digits, with its ordinal suffix or without; 1 to 31.
pub(super) fn day(input: Tokens<'_>) -> Parsed<'_, i8> {
    let Some(digits) = input.number(0) else { return input.fail() };
    let Some(n) = small_number(digits).filter(|n| (1..=31).contains(n) && digits.len() <= 2) else {
        return input.fail();
    };
    let rest = match ordinal(input) {
        Ok((rest, _)) => rest,
        Err(_) if goes_on(input.skip(1)) => return input.fail(),
        Err(_) => input.skip(1),
    };
    #[allow(clippy::cast_possible_truncation)] // at most 31
    Ok((rest, n as i8))
}

/// `of last year`, `of that year`, `of the same year`, behind a month or a day.
pub(super) fn of_year(input: Tokens<'_>) -> Parsed<'_, Year> {
    phrase_of(&OF_YEAR).map(Year::Tied).parse(input)
}

static OF_YEAR: Phrases<Tie, 32> = Phrases::new(&[
    ("of last year", Tie::Last),
    ("of this year", Tie::This),
    ("of next year", Tie::Next),
    ("of that year", Tie::Same),
    ("of the same year", Tie::Same),
    ("of the previous year", Tie::Previous),
    ("of the following year", Tie::Following),
    ("last year", Tie::Last),
    ("this year", Tie::This),
    ("next year", Tie::Next),
]);

/// Whether a noun phrase ends here: what follows is no noun or adjective that it could belong to.
pub(super) fn ends_phrase(rest: Tokens<'_>) -> bool {
    let Some(token) = rest.peek(0) else { return true };
    if !token.is_word() {
        return !token.is('"') || token.glued || rest.peek(1).is_none();
    }
    if token.is_capitalised() {
        return false;
    }
    let word = rest.str(0);
    word.ends_with("ed") && word.len() > 4 || FUNCTION_WORDS.contains(&word)
}

const FUNCTION_WORDS: &[&str] = &[
    "a",
    "about",
    "after",
    "against",
    "all",
    "although",
    "also",
    "among",
    "an",
    "and",
    "are",
    "as",
    "at",
    "because",
    "been",
    "before",
    "began",
    "being",
    "between",
    "both",
    "but",
    "by",
    "came",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "even",
    "ever",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "how",
    "if",
    "in",
    "instead",
    "into",
    "is",
    "it",
    "its",
    "just",
    "last",
    "left",
    "led",
    "like",
    "made",
    "may",
    "might",
    "more",
    "most",
    "next",
    "no",
    "not",
    "of",
    "off",
    "on",
    "only",
    "or",
    "our",
    "out",
    "over",
    "said",
    "saw",
    "says",
    "she",
    "should",
    "since",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "to",
    "told",
    "took",
    "toward",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "was",
    "we",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "would",
    "you",
    "saying",
    "'s",
    "’s",
    "found",
    "brought",
    "again",
    "alone",
    "onwards",
    "onward",
    "too",
    "now",
    "despite",
    "following",
    "amid",
    "ago",
    "earlier",
    "later",
    "here",
    "however",
    "held",
    "gave",
];

/// `second`, `years`: the unit and whether it is plural.
pub(super) fn unit(input: Tokens<'_>) -> Parsed<'_, (Unit, bool)> {
    match t(input, 0) {
        Some(T::Unit(u)) => input.read(1, (u, false)),
        Some(T::Units(u)) => input.read(1, (u, true)),
        _ => match input.str(0) {
            "hr" => input.read(1, (Unit::Hour, false)),
            "hrs" => input.read(1, (Unit::Hour, true)),
            "min" if input.number(1).is_none() => input.read(1, (Unit::Minute, false)),
            "secs" => input.read(1, (Unit::Second, true)),
            "yrs" => input.read(1, (Unit::Year, true)),
            "yr" => input.read(1, (Unit::Year, false)),
            _ => input.fail(),
        },
    }
}

/// How many, before a unit.
pub(super) fn amount(input: Tokens<'_>) -> Parsed<'_, Amount> {
    if input.number(0).is_some() && input.str(0).len() <= 6 {
        return cardinal(input).map(|(rest, n)| (rest, Amount::Exactly(n)));
    }
    match t(input, 0) {
        Some(T::Number) => {
            // "second" and "third" are no amounts.
            let (rest, n) = cardinal(input)?;
            // "two, three minutes", "two or three": the last one counts.
            let next = if rest.mark(0, ',') || rest.is(0, "or") || rest.is(0, "to") { rest.skip(1) } else { rest };
            if next.at > rest.at
                && t(next, 0) == Some(T::Number)
                && let Ok((after, m)) = cardinal(next)
                && m > n
                && unit(after).is_ok()
            {
                return Ok((after, Amount::Exactly(m)));
            }
            // "one of the", "two-thirds"
            Ok((rest, Amount::Exactly(n)))
        }
        Some(T::Half) => one_of(&[("half a", Amount::Exactly(0.5)), ("half an", Amount::Exactly(0.5))])(input),
        Some(T::Starter) => alt((
            |i| words("a quarter of a")(i).map(|(rest, ())| (rest, Amount::Exactly(0.25))),
            quarter_century,
            phrase_of(&AMOUNTS),
            preceded_article,
        ))
        .parse(input),
        _ => input.fail(),
    }
}

static AMOUNTS: Phrases<Amount, 64> = Phrases::new(&[
    ("a couple of", Amount::Exactly(2.0)),
    ("a couple", Amount::Exactly(2.0)),
    ("the last few", Amount::Vague),
    ("a few", Amount::Vague),
    ("a number of", Amount::Vague),
    ("a good many", Amount::Vague),
    ("several hundred", Amount::Vague),
    ("several", Amount::Vague),
    ("many", Amount::Vague),
    ("few", Amount::Vague),
    ("some", Amount::Vague),
    ("dozens of", Amount::Vague),
    ("hundreds of", Amount::Vague),
]);

/// `a quarter` before "century".
fn quarter_century(input: Tokens<'_>) -> Parsed<'_, Amount> {
    let (rest, ()) = words("a quarter")(input)?;
    let (rest, ()) = hyphen(rest)?;
    if rest.is(0, "century") { Ok((rest, Amount::Exactly(0.25))) } else { input.fail() }
}

/// `a`, `an`, `another`: one; `a hundred`, `a dozen`.
fn preceded_article(input: Tokens<'_>) -> Parsed<'_, Amount> {
    let (rest, ()) = alt((word("a"), word("an"), word("another"))).parse(input)?;
    if let Ok((after, n)) = cardinal(input) {
        return Ok((after, Amount::Exactly(n)));
    }
    // "another seven months"
    if input.is(0, "another")
        && let Ok((after, n)) = cardinal(rest)
    {
        return Ok((after, Amount::Exactly(n)));
    }
    Ok((rest, Amount::Exactly(1.0)))
}

/// Adjectives that may stand between an amount and its unit without changing the length.
pub(super) fn adjective(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (input, ()) = hyphen(input)?;
    match input.str(0) {
        "consecutive" | "straight" | "successive" | "full" | "whole" | "long" | "short" | "more" | "additional"
        | "extra" | "further" | "trading" | "business" | "working" | "calendar" | "entire" | "solid" | "mere"
        | "single" | "other" | "fiscal" | "academic" | "brutal" | "bloody" | "school" => input.read(1, ()),
        _ => input.fail(),
    }
}

/// Up to two of them.
pub(super) fn adjectives(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (rest, _) = opt(adjective).parse(input)?;
    let (rest, _) = opt(adjective).parse(rest)?;
    Ok((rest, ()))
}
