//! Lengths of time.
//!
//! ```text
//! duration = [ bound ] length { ["and" | ","] length }
//!          | [ "the" ] ( "last" | "past" | "next" | "first" | "coming" | "previous" | … ) length
//!          | number "-" unit [ "-" ( "long" | "old" ) ] | number unit "old" | unit "-long"
//!          | plural-unit
//! length   = amount adjective* unit [ "and a half" ]
//! bound    = "about" | "more than" | "at least" | "nearly" | …
//! ```
//!
//! A bound belongs to the extent and gives the `mod`; a hyphened length leaves its article outside
//! ("a [three-year] war").

use super::Modifier;
use super::ast::{Amount, Length, Meaning, Read, Unit};
use super::atoms::{adjectives, amount, t, unit};
use super::words::T;
use crate::number::cardinal;
use crate::number::input::{Lower, Parsed, Tokens, hyphen, one_of, phrase_of, word, words};
use crate::text::table::Phrases;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

/// A length of time.
pub(super) fn duration(input: Tokens<'_>) -> Parsed<'_, Read> {
    match t(input, 0) {
        None | Some(T::Number | T::More) => alt((hyphened, bounded)).parse(input),
        Some(T::Unit(_)) => unit_long(input),
        Some(T::UnitLong(unit)) => input.read(1, Meaning::Duration(vec![(Amount::Exactly(1.0), unit)]).plain()),
        Some(T::Units(_)) => alt((unit_long, bare_plural)).parse(input),
        Some(T::Starter) if input.is(0, "the") => framed(input),
        Some(T::Starter) => alt((hyphened, framed, bounded, unit_long)).parse(input),
        Some(T::Half) => alt((bounded, unit_long)).parse(input),
        _ => input.fail(),
    }
}

/// A bound before a length; `None` for words that TIMEX3 has no `mod` for.
pub(super) fn bound(input: Tokens<'_>) -> Parsed<'_, Option<Modifier>> {
    if matches!(t(input, 0), Some(T::Starter | T::More)) { phrase_of(&BOUNDS)(input) } else { input.fail() }
}

static BOUNDS: Phrases<Option<Modifier>, 64> = Phrases::new(&[
    ("at least", Some(Modifier::EqualOrMore)),
    ("no less than", Some(Modifier::EqualOrMore)),
    ("no fewer than", Some(Modifier::EqualOrMore)),
    ("not less than", Some(Modifier::EqualOrMore)),
    ("no more than", Some(Modifier::EqualOrLess)),
    ("up to", Some(Modifier::EqualOrLess)),
    ("at most", Some(Modifier::EqualOrLess)),
    ("not more than", Some(Modifier::EqualOrLess)),
    ("well over", Some(Modifier::MoreThan)),
    ("just over", Some(Modifier::MoreThan)),
    ("a little more than", Some(Modifier::MoreThan)),
    ("more than", Some(Modifier::MoreThan)),
    ("over", Some(Modifier::MoreThan)),
    ("upwards of", Some(Modifier::MoreThan)),
    ("just under", Some(Modifier::LessThan)),
    ("less than", Some(Modifier::LessThan)),
    ("fewer than", Some(Modifier::LessThan)),
    ("under", Some(Modifier::LessThan)),
    ("nearly", Some(Modifier::LessThan)),
    ("almost", Some(Modifier::LessThan)),
    ("close to", Some(Modifier::LessThan)),
    ("about", Some(Modifier::Approx)),
    ("around", Some(Modifier::Approx)),
    ("roughly", Some(Modifier::Approx)),
    ("approximately", Some(Modifier::Approx)),
    ("an estimated", Some(Modifier::Approx)),
]);

/// One amount and its unit.
fn part(input: Tokens<'_>) -> Parsed<'_, (Amount, Unit)> {
    let (rest, n) = amount(input)?;
    let (rest, ()) = adjectives(rest)?;
    let (after, (unit, plural)) = unit(rest)?;
    // "second" behind a number is an ordinal's, "a second" rarely a length, "one second" is one.
    if unit == Unit::Second && !plural && !input.is(0, "one") || unit == Unit::Weekend && n == Amount::Exactly(1.0) {
        return input.fail();
    }
    // "a month-long", "a quarter of the fleet"
    let joined = after.mark(0, '-') && after.glued(0) && after.glued(1);
    if joined && input.number(0).is_none() || unit == Unit::Quarter && after.at - input.at < 3 {
        return input.fail();
    }
    // Plurals ask for a plural: "two year" is said only before a noun.
    if n == Amount::Vague && !plural {
        return input.fail();
    }
    if let (Ok((rest, ())), Amount::Exactly(n)) = (words("and a half")(after), n) {
        return Ok((rest, (Amount::Exactly(n + 0.5), unit)));
    }
    Ok((after, (n, unit)))
}

/// Lengths that add up: `two years and three months`, `5 hours 30 minutes`.
fn length(input: Tokens<'_>) -> Parsed<'_, Length> {
    let (mut rest, first) = part(input)?;
    let mut all = vec![first];
    loop {
        let next = opt(alt((word("and"), crate::number::input::mark(',')))).parse(rest)?.0;
        match part(next) {
            Ok((after, more))
                if more.1 < all[all.len() - 1].1
                    && matches!(more.0, Amount::Exactly(_))
                    && !next.is(0, "a")
                    && !matches!(after.str(0), "ago" | "later" | "earlier") =>
            {
                all.push(more);
                rest = after;
            }
            _ => return Ok((rest, all)),
        }
    }
}

/// `about three years`, `a year and a half`, `several days`.
fn bounded(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, modifier) = opt(bound).parse(input)?;
    let (rest, some) =
        if modifier.is_none() && input.is(0, "some") && amount(input.skip(1)).is_ok() && !input.is(1, "few") {
            (rest.skip(1), true)
        } else {
            (rest, false)
        };
    let (rest, length) = length(rest)?;
    let modifier = modifier.flatten().or(if some { Some(Modifier::Approx) } else { None });
    let two = input.number(0).is_none()
        && (input.mark(1, ',') || input.is(1, "or"))
        && matches!(t(input, 0), Some(T::Number));
    let modifier = if two { Some(Modifier::Approx) } else { modifier };
    // "or more", "or so"
    let (rest, behind) = opt(one_of(&[
        ("or more", Modifier::EqualOrMore),
        ("or less", Modifier::EqualOrLess),
        ("or so", Modifier::Approx),
        ("or two", Modifier::Approx),
    ]))
    .parse(rest)?;
    Ok((rest, Read { meaning: Meaning::Duration(length), modifier: modifier.or(behind) }))
}

static FRAMES: Phrases<(), 64> = Phrases::new(&[
    ("last", ()),
    ("past", ()),
    ("next", ()),
    ("first", ()),
    ("coming", ()),
    ("previous", ()),
    ("following", ()),
    ("final", ()),
    ("preceding", ()),
    ("subsequent", ()),
    ("succeeding", ()),
    ("intervening", ()),
    ("early", ()),
    ("latter", ()),
    ("closing", ()),
    ("opening", ()),
]);

/// `the past three months`, `the first two years`, `the next few days`, `recent years`.
fn framed(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, article) =
        opt(alt((word("the"), word("these"), word("those"), word("his"), word("this")))).parse(input)?;
    let rest = if input.is(0, "his") { return input.fail() } else { rest };
    let (rest, frame) = opt(phrase_of(&FRAMES)).parse(rest)?;
    // "following days of rain" has a preposition, "past years" an adjective.
    let alone = ["past", "last", "next", "coming", "previous"].iter().any(|w| input.is(0, w));
    if article.is_none() && !alone {
        return input.fail();
    }
    // The number may be bounded inside: "the last nearly three years".
    let (inside, modifier) = opt(bound).parse(rest)?;
    if let Ok((after, length)) = length(inside) {
        let a = inside.is(0, "a") && !inside.is(1, "few") && !inside.is(1, "couple") && !inside.is(1, "dozen");
        if !a {
            return Ok((after, Read { meaning: Meaning::Duration(length), modifier: modifier.flatten() }));
        }
    }
    let (after, ()) = adjectives(rest)?;
    let (after, (unit, plural)) = unit(after)?;
    let vague = plural && (frame.is_some() || unit >= Unit::Day);
    if !vague || (frame.is_none() && input.is(0, "this")) {
        return input.fail();
    }
    Ok((after, Meaning::Duration(vec![(Amount::Vague, unit)]).plain()))
}

/// `three-year`, `20-year-old`, `three month` before a noun, `33 years old`, `two-and-a-half-hour`.
fn hyphened(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (start, modifier) = opt(bound).parse(input)?;
    let (rest, n) = cardinal(start).map(|(r, n)| (r, Amount::Exactly(n)))?;
    if start.number(0).is_some_and(|d| d.len() > 6) {
        return input.fail();
    }
    let (joined, ()) = hyphen(rest)?;
    let hyphened = joined.at > rest.at;
    let (after, _) =
        if hyphened { opt(alt((word("consecutive"), word("straight")))).parse(joined)? } else { (joined, None) };
    let (after, (unit, plural)) = unit(after)?;
    let long = ["long", "old"].iter().any(|w| (after.mark(0, '-') && after.is(1, w)) || (hyphened && after.is(0, w)));
    let old = after.is(0, "old") || (after.is(0, "of") && after.is(1, "age"));
    let plain = modifier.flatten();
    if hyphened || long {
        if unit == Unit::Second && !hyphened || unit == Unit::Quarter {
            return input.fail();
        }
        let count = if long { 1 + usize::from(after.mark(0, '-')) } else { 0 };
        return after.read(count, Read { meaning: Meaning::Duration(vec![(n, unit)]), modifier: plain });
    }
    if plural && old && unit >= Unit::Day {
        let count = if after.is(0, "old") { 1 } else { 2 };
        return after.read(count, Read { meaning: Meaning::Duration(vec![(n, unit)]), modifier: plain });
    }
    input.fail()
}

/// `month-long`, `decades-long`, `single-day`, `half-century`, `day-long`.
fn unit_long(input: Tokens<'_>) -> Parsed<'_, Read> {
    if input.is(0, "half")
        && input.mark(1, '-')
        && let (Some(T::Unit(u)), true) = (t(input, 2), input.glued(2))
        && u != Unit::Day
        && u >= Unit::Hour
    {
        let n = Amount::Exactly(0.5);
        return input.read(3, Meaning::Duration(vec![(n, u)]).plain());
    }
    let (n, unit) = match t(input, 0) {
        Some(T::Unit(u)) => (Amount::Exactly(1.0), u),
        Some(T::Units(u)) => (Amount::Vague, u),
        _ => return input.fail(),
    };
    if input.mark(1, '-') && input.is(2, "long") {
        return input.read(3, Meaning::Duration(vec![(n, unit)]).plain());
    }
    input.fail()
}

/// `years`, `weeks`: several of them, where no number says how many.
fn bare_plural(input: Tokens<'_>) -> Parsed<'_, Read> {
    let Some(T::Units(unit)) = t(input, 0) else { return input.fail() };
    let before = Lower::of(input.str_before(1));
    let before = before.as_str();
    let owned = matches!(
        before,
        "opening"
            | "office"
            | "business"
            | "visiting"
            | "man"
            | "light"
            | "their"
            | "his"
            | "her"
            | "its"
            | "-"
            | "school"
    );
    let first = input.str(0).as_bytes().first().is_some_and(u8::is_ascii_uppercase)
        && !before.is_empty()
        && !matches!(before, "." | "\"" | ":");
    // "minutes of the meeting", "quarters of the army", "weekends".
    if owned || first || matches!(unit, Unit::Quarter | Unit::Weekend | Unit::Second | Unit::Fortnight) {
        return input.fail();
    }
    if input.is(0, "mins")
        || (unit == Unit::Minute && !matches!(before, "in" | "within" | "for" | "after" | "of" | "just" | "took"))
    {
        return input.fail();
    }
    input.read(1, Meaning::Duration(vec![(Amount::Vague, unit)]).plain())
}
