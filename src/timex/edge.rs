//! Parts of a time: `early June`, `the end of last year`, `later this month`.
//!
//! ```text
//! edge    = ( "early" | "late" | "mid" | "earlier" | "later" ) ["-" | "in" | "on"] time
//!         | ["the"] ["very"] ( "beginning" | "start" | "middle" | "end" | … ) "of" time
//!         | "year-end" | "month's end"
//! ```
//!
//! TIMEX3 puts the word into the extent and its sense into `mod`, except where "on" parts them
//! ("earlier on Saturday").

use super::ast::{Edge, Meaning, Read, Tie, Unit, Year};
use super::atoms::{t, year};
use super::words::T;
use crate::number::input::{Parsed, Tokens, hyphen, one_of, word};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

/// `early`, `mid-`, `late` directly before a time.
pub(super) fn short_edge(input: Tokens<'_>) -> Parsed<'_, Edge> {
    match t(input, 0) {
        Some(T::Edge(e @ (Edge::Early | Edge::Late | Edge::Mid | Edge::Middle))) => {
            let (rest, ()) = hyphen(input.skip(1))?;
            Ok((rest, e))
        }
        _ => input.fail(),
    }
}

/// An edge and the time it is taken of; `inner` reads that time.
pub(super) fn edged<'a>(input: Tokens<'a>, inner: impl Fn(Tokens<'a>) -> Parsed<'a, Read>) -> Parsed<'a, Read> {
    let (rest, edge) = alt((of_edge, before_edge)).parse(input)?;
    let (rest, read) = alt((|i| inner(i), named_year, the_unit)).parse(rest)?;
    match read.meaning {
        Meaning::Duration(_) | Meaning::Set(_) | Meaning::Ref(_) | Meaning::Then | Meaning::Clock { .. } => {
            input.fail()
        }
        _ => Ok((rest, Read { modifier: read.modifier.or(Some(edge)), ..read })),
    }
}

/// `early 1992`: a year that an edge makes certain.
fn named_year(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, y) = year(input)?;
    Ok((rest, Meaning::Year(y).plain()))
}

/// `the year` behind an edge.
fn the_unit(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, ()) = word("the")(input)?;
    match t(rest, 0) {
        Some(T::Unit(unit))
            if unit >= Unit::Day && unit != Unit::Fortnight && !(rest.mark(1, '-') && rest.glued(2)) =>
        {
            rest.read(1, Meaning::Unit { unit, tie: Tie::The }.plain())
        }
        _ => input.fail(),
    }
}

fn before_edge(input: Tokens<'_>) -> Parsed<'_, super::Modifier> {
    let very = usize::from(input.is(0, "very"));
    match t(input, very) {
        Some(T::Edge(e @ (Edge::Early | Edge::Late | Edge::Mid | Edge::Earlier | Edge::Later))) => {
            let (rest, ()) = hyphen(input.skip(1 + very))?;
            let (rest, _) = if e == Edge::Mid { (rest, None) } else { opt(word("in")).parse(rest)? };
            Ok((rest, e.modifier()))
        }
        _ => input.fail(),
    }
}

fn of_edge(input: Tokens<'_>) -> Parsed<'_, super::Modifier> {
    use super::Modifier::{End, Mid, Start};
    let (rest, _) = opt(word("the")).parse(input)?;
    let (rest, _) = opt(word("very")).parse(rest)?;
    let (rest, modifier) = one_of(&[
        ("beginning", Start),
        ("start", Start),
        ("outset", Start),
        ("onset", Start),
        ("middle", Mid),
        ("end", End),
        ("close", End),
        ("conclusion", End),
        ("early part", Start),
        ("first part", Start),
        ("latter part", End),
        ("latter half", End),
        ("last part", End),
        ("turn", Start),
        ("rest", End),
        ("remainder", End),
    ])(rest)?;
    let (rest, ()) = word("of")(rest)?;
    Ok((rest, modifier))
}

/// `year-end`, `the year's end`, `month's end`.
pub(super) fn unit_end(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, _) = opt(word("the")).parse(input)?;
    let unit = match t(rest, 0) {
        Some(T::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week | Unit::Day | Unit::Quarter))) => unit,
        Some(T::Month(month)) if rest.peek(0).is_some_and(crate::text::Token::is_capitalised) => {
            let possessive = matches!(rest.str(1), "'s" | "’s") && rest.is(2, "end");
            let year = Year::Tied(Tie::Bare);
            return if possessive {
                rest.read(3, Meaning::Month { year, month }.with(super::Modifier::End))
            } else {
                input.fail()
            };
        }
        _ => return input.fail(),
    };
    let hyphened = rest.mark(1, '-') && rest.is(2, "end");
    let possessive = matches!(rest.str(1), "'s" | "’s") && rest.is(2, "end");
    if hyphened || possessive {
        let tie = if hyphened { Tie::This } else { Tie::The };
        rest.read(3, Meaning::Unit { unit, tie }.with(super::Modifier::End))
    } else {
        input.fail()
    }
}
