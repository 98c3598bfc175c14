//! Times of day.
//!
//! ```text
//! time     = clock [ zone ] [ day ] | daypart
//! clock    = 8:40 | 8:40:15 | 8 "a.m." | 10.30 "am" | 1430 ( "hours" | zone ) | "noon" | "midnight" | 5 "o'clock"
//! daypart  = [ tie | day | "the" ] part [ ["of" | "on"] day ] | "tonight" | "overnight" | "last night"
//! zone     = "GMT" | "UTC" | "EST" | "local time" | …
//! ```
//!
//! Only UTC and GMT enter the value (`Z`): other zones are part of the extent, but TIMEX3 corpora keep
//! the local time.

use super::ast::{DayPart, Meaning, Read, Tie};
use super::atoms::{small_number, t};
use super::date::{date, tie_word};
use super::words::{T, sign};
use crate::number::input::{Parsed, Tokens, mark, word, words};
use crate::text::TokenKind;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

/// A time of day, with its day where that stands beside it.
pub(super) fn time(input: Tokens<'_>) -> Parsed<'_, Read> {
    if names_time(input) { alt((clock_with_day, day_part)).parse(input) } else { input.fail() }
}

/// Whether anything near says that a time of day is meant: without it no rule here can apply.
fn names_time(input: Tokens<'_>) -> bool {
    input.signs(8) & sign::CLOCK != 0
}

type Moment = (i8, Option<i8>, Option<i8>);

/// A day that stands directly behind a clock time.
fn day_behind(input: Tokens<'_>) -> Parsed<'_, Meaning> {
    let (rest, _) = opt(mark(',')).parse(input)?;
    let (rest, read) = alt((date, day_word, tonight)).parse(rest)?;
    match read.meaning {
        Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::Days(_) => Ok((rest, read.meaning)),
        _ => input.fail(),
    }
}

/// `tonight` behind a clock time is that day.
fn tonight(input: Tokens<'_>) -> Parsed<'_, Read> {
    if input.is(0, "tonight") { input.read(1, Meaning::Days(0).plain()) } else { input.fail() }
}

fn day_word(input: Tokens<'_>) -> Parsed<'_, Read> {
    match t(input, 0) {
        Some(T::Day(days)) => input.read(1, Meaning::Days(days.into()).plain()),
        _ => input.fail(),
    }
}

fn clock_with_day(input: Tokens<'_>) -> Parsed<'_, Read> {
    // "May 8 1:00AM", "Friday 8 p.m."
    if let Ok((rest, day)) = alt((date, day_word)).parse(input)
        && matches!(day.meaning, Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::Days(_))
    {
        let next = if rest.is(0, "T") && rest.glued(0) { rest.skip(1) } else { rest };
        if let Ok((rest, (moment, utc))) = clock(next) {
            return Ok((rest, read(moment, utc, Some(day.meaning))));
        }
    }
    let (rest, (moment, utc)) = clock(input)?;
    let (rest, day) = opt(day_behind).parse(rest)?;
    // "3:30 Friday afternoon" is half past fifteen.
    match (t(rest, 0), &day) {
        (Some(T::Part(part)), Some(_)) => rest.skip(1).read(0, read(in_part(moment, part), utc, day)),
        _ => Ok((rest, read(moment, utc, day))),
    }
}

/// A moment of twelve hours in a part of the day.
fn in_part((hour, minute, second): Moment, part: DayPart) -> Moment {
    let late = match part {
        DayPart::Morning => false,
        DayPart::Afternoon | DayPart::Evening => true,
        DayPart::Night => hour >= 6,
    };
    (if late && hour < 12 { hour + 12 } else { hour }, minute, second)
}

fn read((hour, minute, second): Moment, utc: bool, day: Option<Meaning>) -> Read {
    Meaning::Clock { hour, minute, second, utc, day: day.map(Box::new) }.plain()
}

fn clock(input: Tokens<'_>) -> Parsed<'_, (Moment, bool)> {
    let (rest, (moment, certain)) = alt((with_colon, with_dot, hour_only, four_digits, named)).parse(input)?;
    let (rest, zone) = opt(zone).parse(rest)?;
    if !certain && zone.is_none() { input.fail() } else { Ok((rest, (moment, zone == Some(true)))) }
}

fn two_digits(digits: &str, below: i32) -> Option<i8> {
    small_number(digits).filter(|n| digits.len() <= 2 && *n < below).and_then(|n| i8::try_from(n).ok())
}

/// `a.m.`, `PM`, behind an hour: the hour of 24.
fn half_day(input: Tokens<'_>, hour: i8) -> Parsed<'_, i8> {
    let pm = match input.str(0) {
        "a.m." | "am" | "AM" | "A.M." | "a.m" => false,
        "p.m." | "pm" | "PM" | "P.M." | "p.m" => true,
        _ => return input.fail(),
    };
    if !(0..=12).contains(&hour) {
        // "19:00 p.m." is careless and clear.
        return input.read(1, hour);
    }
    input.read(1, hour % 12 + if pm { 12 } else { 0 })
}

fn with_colon(input: Tokens<'_>) -> Parsed<'_, (Moment, bool)> {
    let colon = |i: usize| input.mark(i, ':') && input.glued(i) && input.glued(i + 1);
    let (Some(h), true, Some(m)) = (input.number(0), colon(1), input.number(2)) else { return input.fail() };
    let (Some(hour), Some(minute), 2) = (two_digits(h, 25), two_digits(m, 60), m.len()) else { return input.fail() };
    if input.glued(0) && input.before(1).is_some_and(|b| b.is(':') || b.kind == TokenKind::Number) {
        return input.fail();
    }
    let mut rest = input.skip(3);
    let mut second = None;
    if colon(3) {
        match input.number(4).and_then(|s| two_digits(s, 60)) {
            Some(s) => second = Some(s),
            None => return input.fail(),
        }
        rest = input.skip(5);
    }
    let (rest, hour) = match half_day(rest, hour) {
        Ok((rest, hour)) => (rest, hour),
        Err(_) => (rest, hour),
    };
    let (rest, _) = hours_word(rest);
    Ok((rest, ((hour, Some(minute), second), true)))
}

/// `hours`, `hrs` behind a clock time.
fn hours_word(input: Tokens<'_>) -> (Tokens<'_>, bool) {
    if matches!(input.str(0), "hours" | "hrs" | "hr" | "h") { (input.skip(1), true) } else { (input, false) }
}

/// `10.30am`
fn with_dot(input: Tokens<'_>) -> Parsed<'_, (Moment, bool)> {
    let Some((h, m)) = input.number(0).and_then(|d| d.split_once('.')) else { return input.fail() };
    let (Some(hour), Some(minute), 2) = (two_digits(h, 13), two_digits(m, 60), m.len()) else { return input.fail() };
    let (rest, hour) = half_day(input.skip(1), hour)?;
    Ok((rest, ((hour, Some(minute), None), true)))
}

/// `8 a.m.`, `3pm`, `5 o'clock`, `eleven o'clock`
fn hour_only(input: Tokens<'_>) -> Parsed<'_, (Moment, bool)> {
    let (rest, hour) = match input.number(0) {
        Some(h) => match two_digits(h, 25) {
            Some(hour) => (input.skip(1), hour),
            None => return input.fail(),
        },
        None => {
            let (rest, n) = crate::number::cardinal(input)?;
            #[allow(clippy::cast_possible_truncation)] // checked to be 1 to 12
            match n {
                n if n.fract() == 0.0 && (1.0..=12.0).contains(&n) => (rest, n as i8),
                _ => return input.fail(),
            }
        }
    };
    if let Ok((rest, hour)) = half_day(rest, hour) {
        return Ok((rest, ((hour, Some(0), None), true)));
    }
    // The lexer parts "o'clock" into o, ' and clock.
    if rest.is(0, "o") && rest.mark(1, '\'') && rest.is(2, "clock") {
        let rest = rest.skip(3);
        let (rest, hour) = half_day(rest, hour).unwrap_or((rest, hour));
        return Ok((rest, ((hour, Some(0), None), true)));
    }
    input.fail()
}

/// `0800 UTC`, `1430 hours`
fn four_digits(input: Tokens<'_>) -> Parsed<'_, (Moment, bool)> {
    let Some(digits) = input.number(0).filter(|d| d.len() == 4 && d.bytes().all(|b| b.is_ascii_digit())) else {
        return input.fail();
    };
    let (Some(hour), Some(minute)) = (two_digits(&digits[..2], 25), two_digits(&digits[2..], 60)) else {
        return input.fail();
    };
    let (rest, hours) = hours_word(input.skip(1));
    let certain = hours
        && (digits.starts_with('0')
            || rest.peek(0).is_some() && !digits.ends_with("00")
            || digits < "2400" && zone(rest).is_ok());
    Ok((rest, ((hour, Some(minute), None), certain)))
}

fn named(input: Tokens<'_>) -> Parsed<'_, (Moment, bool)> {
    match input.str(0) {
        "noon" | "Noon" | "midday" | "Midday" => input.read(1, ((12, Some(0), None), true)),
        "midnight" | "Midnight" => input.read(1, ((0, Some(0), None), true)),
        _ => input.fail(),
    }
}

/// A zone; whether it is UTC.
fn zone(input: Tokens<'_>) -> Parsed<'_, bool> {
    let bracket = usize::from(input.mark(0, '('));
    let inner = input.skip(bracket);
    let (rest, utc) = match inner.str(0) {
        "GMT" | "UTC" | "Z" => {
            let offset = matches!(inner.str(1), "+" | "-") || inner.mark(1, '-') || inner.mark(1, '+');
            if offset && inner.number(2).is_some() && bracket == 1 {
                (inner.skip(3), true)
            } else {
                (inner.skip(1), true)
            }
        }
        "EST" | "EDT" | "ET" | "CST" | "CDT" | "CT" | "MST" | "MDT" | "PST" | "PDT" | "PT" | "BST" | "CET" | "CEST"
        | "MSK" | "IST" | "JST" | "AEST" | "AEDT" | "EET" | "KST" => (inner.skip(1), false),
        "local" | "Eastern" | "Central" | "Pacific" | "Mountain" | "Moscow" | "eastern"
            if inner.is(1, "time") || inner.is(1, "Time") =>
        {
            (inner.skip(2), false)
        }
        "Eastern" | "Pacific" | "Central" if matches!(inner.str(1), "Standard" | "Daylight") => (inner.skip(3), false),
        _ => return input.fail(),
    };
    if bracket == 0 {
        return Ok((rest, utc));
    }
    // In brackets only a zone alone: "(GMT)"; "12:00 (08:00 EDT)" is two times.
    if rest.mark(0, ')') { rest.read(1, utc) } else { input.fail() }
}

fn part(input: Tokens<'_>) -> Parsed<'_, DayPart> {
    match t(input, 0) {
        Some(T::Part(part)) => input.read(1, part),
        _ => input.fail(),
    }
}

fn day_part(input: Tokens<'_>) -> Parsed<'_, Read> {
    if let Ok((rest, ())) = alt((word("tonight"),)).parse(input) {
        return Ok((
            rest,
            Meaning::DayPart { part: Some(DayPart::Night), day: Some(Box::new(Meaning::Days(0))) }.plain(),
        ));
    }
    if input.is(0, "overnight") {
        return input
            .read(1, Meaning::DayPart { part: Some(DayPart::Night), day: Some(Box::new(Meaning::Days(-1))) }.plain());
    }
    let (start, edge) = opt(super::edge::short_edge).parse(input)?;
    let modifier = edge.map(super::ast::Edge::modifier);
    let done = |rest, part, day: Option<Meaning>| {
        Ok((rest, Read { meaning: Meaning::DayPart { part: Some(part), day: day.map(Box::new) }, modifier }))
    };
    // "last night", "this morning", "the next morning", "that afternoon"
    if let Ok((rest, tie)) = tie_word(start) {
        let (rest, _) = opt(word("very")).parse(rest)?;
        if let Ok((rest, part)) = part(rest) {
            let day = match tie {
                Tie::Last => Meaning::Days(-1),
                Tie::This => Meaning::Days(0),
                Tie::Next => Meaning::Days(1),
                tie => Meaning::Unit { unit: super::ast::Unit::Day, tie },
            };
            return done(rest, part, Some(day));
        }
    }
    // "Friday morning", "tomorrow evening", "Nov. 8 night", "Christmas night"
    if let Ok((rest, day)) = alt((date, day_word, super::period::period)).parse(start)
        && matches!(
            day.meaning,
            Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::Days(_) | Meaning::Holiday { .. }
        )
    {
        let (rest, inner) = opt(super::edge::short_edge).parse(rest)?;
        if let Ok((rest, part)) = part(rest) {
            let modifier = modifier.or(inner.map(super::ast::Edge::modifier));
            return Ok((
                rest,
                Read { meaning: Meaning::DayPart { part: Some(part), day: Some(Box::new(day.meaning)) }, modifier },
            ));
        }
    }
    // "the morning of 31 January 1965", "in the early morning hours of May 3", "the night"
    let (rest, article) = opt(word("the")).parse(start)?;
    let (rest, inner) = opt(super::edge::short_edge).parse(rest)?;
    let modifier = modifier.or(inner.map(super::ast::Edge::modifier));
    let (rest, found) = part(rest)?;
    let (rest, _) = if rest.is(0, "hours") { (rest.skip(1), true) } else { (rest, false) };
    let of = alt((word("of"), word("on")));
    let day = |i| {
        let (i, ()) = { of }.parse(i)?;
        alt((
            date,
            day_word,
            words("the same day").map(|()| Meaning::Unit { unit: super::ast::Unit::Day, tie: Tie::Same }.plain()),
        ))
        .parse(i)
    };
    let read = |rest, day: Option<Meaning>| {
        Ok((rest, Read { meaning: Meaning::DayPart { part: Some(found), day: day.map(Box::new) }, modifier }))
    };
    if let Ok((rest, read_day)) = { day }(rest)
        && matches!(
            read_day.meaning,
            Meaning::Day { .. }
                | Meaning::Weekday { .. }
                | Meaning::Days(_)
                | Meaning::DayOfMonth(_)
                | Meaning::Unit { .. }
        )
        && (article.is_some() || rest.is(0, "of"))
    {
        return read(rest, Some(read_day.meaning));
    }
    // Bare: "morning trading", "in the evening", "at night"; not "Morning Post", "night club".
    let lower = input.peek(0).is_some_and(|x| !x.is_capitalised()) || article.is_some();
    let hyphened = input.glued(0) && input.before(1).is_some_and(|b| b.is('-'));
    if hyphened {
        return input.fail();
    }
    let club = matches!(rest.str(0), "club" | "clubs" | "sky" | "school" | "vision" | "watch" | "market")
        || rest.mark(0, '-') && rest.glued(0);
    if lower && !club && !rest.peek(0).is_some_and(crate::text::Token::is_capitalised) || (article.is_some() && !club) {
        return read(rest, None);
    }
    input.fail()
}
