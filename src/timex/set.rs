//! What recurs.
//!
//! ```text
//! set   = ( "every" | "each" ) [ "other" ] ( weekday [ daypart ] | month | season | daypart | [amount] unit )
//!       | ( "once" | "twice" | number "times" ) ( ( "a" | "per" ) unit | "every" … | "daily" | … )
//!       | ( "a" | "per" ) unit                         behind a price, a number or a rate
//!       | "daily" | "annual" | …  |  "Fridays" | "weekends" | weekday dayparts
//! ```

use super::ast::{Amount, DayPart, Meaning, Read, Unit};
use super::atoms::{amount, month, t, unit, weekday};
use super::resolve::length_value;
use super::words::T;
use crate::number::cardinal;
use crate::number::input::{Lower, Parsed, Tokens, word};
use crate::text::TokenKind;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

/// A recurring time.
pub(super) fn set(input: Tokens<'_>) -> Parsed<'_, Read> {
    match t(input, 0) {
        None | Some(T::Number) if input.is(1, "times") || input.is(2, "times") || input.is(3, "times") => often(input),
        Some(T::Every) => every(input),
        Some(T::Starter) => match Lower::of(input.str(0)).as_str() {
            "once" | "twice" => often(input),
            "a" | "an" | "per" => rate(input),
            _ => input.fail(),
        },
        Some(T::Set(..)) => adverb(input),
        Some(T::Weekdays(_) | T::Units(_)) => plural(input),
        _ => input.fail(),
    }
}

fn made(value: String) -> Read {
    Meaning::Set(value).plain()
}

fn of_unit(n: Amount, unit: Unit) -> String {
    length_value(&[(n, unit)])
}

fn every(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, ()) = alt((word("every"), word("each"))).parse(input)?;
    let (rest, other) = opt(alt((word("other"), word("second")))).parse(rest)?;
    let (rest, _) = opt(alt((word("single"), word("successive"), word("passing")))).parse(rest)?;
    if let Ok((rest, day)) = weekday(rest) {
        return match t(rest, 0) {
            Some(T::Part(part)) => rest.read(1, weekly_part(day, part)),
            _ => Ok((rest, made(format!("XXXX-WXX-{day}")))),
        };
    }
    if let Ok((rest, month)) = month(rest) {
        return Ok((rest, made(format!("XXXX-{month:02}"))));
    }
    match t(rest, 0) {
        Some(T::Season(season)) => return rest.read(1, made(format!("XXXX-{}", super::point::season_code(season)))),
        Some(T::Part(part)) => return rest.read(1, made(format!("XXXX-XX-XXT{}", super::point::part_code(part)))),
        _ => {}
    }
    if other.is_some() {
        let (rest, (unit, _)) = unit(rest)?;
        return Ok((rest, made(of_unit(Amount::Exactly(2.0), unit))));
    }
    if let Ok((rest, (unit, false))) = unit(rest) {
        return Ok((rest, made(of_unit(Amount::Exactly(1.0), unit))));
    }
    let (rest, n) = amount(rest)?;
    let (rest, (unit, _)) = unit(rest)?;
    Ok((rest, made(of_unit(n, unit))))
}

fn weekly_part(day: i8, part: DayPart) -> Read {
    made(format!("XXXX-WXX-{day}T{}", super::point::part_code(part)))
}

/// `Saturday nights`
pub(super) fn weekly(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, day) = weekday(input)?;
    match t(rest, 0) {
        Some(T::Parts(part)) => rest.read(1, weekly_part(day, part)),
        _ => input.fail(),
    }
}

/// `twice a week`, `three times per month`.
fn often(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, ()) = match Lower::of(input.str(0)).as_str() {
        "once" | "twice" => input.read(1, ())?,
        _ => {
            let (rest, _) = cardinal(input)?;
            word("times")(rest)?
        }
    };
    // "twice daily", "once every two years"
    if let Ok(found) = alt((adverb, every)).parse(rest) {
        return Ok(found);
    }
    let (rest, ()) = alt((word("a"), word("an"), word("per"))).parse(rest)?;
    let (rest, (unit, _)) = unit(rest)?;
    Ok((rest, made(of_unit(Amount::Exactly(1.0), unit))))
}

/// `a year`, `per day` behind what is counted: `$20 million a year`, `15 a year`, `40 barrels a day`.
fn rate(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, per) = alt((word("per").map(|()| true), alt((word("a"), word("an"))).map(|()| false))).parse(input)?;
    if rest.is(0, "annum") && per {
        return rest.read(1, made(of_unit(Amount::Exactly(1.0), Unit::Year)));
    }
    let (rest, (unit, plural)) = unit(rest)?;
    if plural || rest.mark(0, '-') || matches!(rest.str(0), "ago" | "earlier" | "later" | "after" | "before" | "and") {
        return input.fail();
    }
    let before = input.before(1);
    let number = before.is_some_and(|b| b.kind == TokenKind::Number);
    let word_before = input.str_before(1);
    let scale = matches!(
        word_before,
        "million"
            | "billion"
            | "trillion"
            | "thousand"
            | "hundred"
            | "percent"
            | "%"
            | "cent"
            | "times"
            | "once"
            | "twice"
    );
    // "40 barrels a day": a plural noun behind a number.
    let counted = word_before.len() > 2 && word_before.ends_with('s') && counted_noun(input);
    if unit.is_clock() && !per && matches!(word_before, "miles" | "kilometers" | "kilometres" | "km" | "mph") {
        return input.fail();
    }
    if per || number || scale || counted { Ok((rest, made(of_unit(Amount::Exactly(1.0), unit)))) } else { input.fail() }
}

/// Whether a number stands at most three words before the noun.
fn counted_noun(input: Tokens<'_>) -> bool {
    (2..=4).any(|back| {
        input.before(back).is_some_and(|b| b.kind == TokenKind::Number)
            || matches!(input.str_before(back), "million" | "billion" | "thousand" | "hours" | "hundred")
            || matches!(super::words::time_word(input.str_before(back)), Some(T::Number))
    })
}

fn adverb(input: Tokens<'_>) -> Parsed<'_, Read> {
    // "semi-annual", "Daily Telegraph", "bi-weekly"
    match t(input, 0) {
        Some(T::Set(n, unit)) => {
            let capital = |x: Option<&crate::text::Token>| x.is_some_and(crate::text::Token::is_capitalised);
            let name = capital(input.peek(0)) && (capital(input.peek(1)) || capital(input.before(1)));
            let hyphened = input.before(1).is_some_and(|b| b.is('-')) && input.glued(0);
            if name || (hyphened && !matches!(input.str_before(2), "semi" | "bi")) {
                return input.fail();
            }
            input.read(1, made(of_unit(Amount::Exactly(n.into()), unit)))
        }
        _ => input.fail(),
    }
}

/// `Fridays`, `weekends`.
fn plural(input: Tokens<'_>) -> Parsed<'_, Read> {
    match t(input, 0) {
        Some(T::Weekdays(day)) => input.read(1, made(format!("XXXX-WXX-{day}"))),
        Some(T::Units(Unit::Weekend)) => input.read(1, made("XXXX-WXX-WE".to_owned())),
        _ => input.fail(),
    }
}
