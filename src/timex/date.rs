//! Calendar dates with a month, in words or digits, and weekdays.
//!
//! ```text
//! date      = [ weekday [","] ] ( month-day | day-month | month-year ) | numeric | weekday
//! month-day = month ["the"] day [ [","] year | of-year ]
//! day-month = ["the"] day ["of"] month [ [","] year | of-year ]
//! month-year = [ tie ] month [ [","|"of"] year | of-year ]
//! numeric   = 2018-11-08 | 18-07-2025 | 18/07/2025 | 7/8/07 | 18.07.2025
//! shared    = day ( "-" | "and" | "to" | "or" | "," ) day-month      the first day takes month and year
//! ```
//!
//! **Policy on digits.** A four-digit group in front is the year. With hyphens or dots the order is
//! day, month, year, and never month first. With slashes it is month, day, year, as American papers
//! write it, unless the first number is above 12.

use super::ast::{Meaning, Read, Tie, Year};
use super::atoms::{day, is_lower, month, of_year, small_number, t, weekday, year};
use super::words::T;
use crate::number::input::{Lower, Parsed, Tokens, mark, word, words};
use crate::number::ordinal;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

/// A date with a month or a weekday.
pub(super) fn date(input: Tokens<'_>) -> Parsed<'_, Read> {
    match t(input, 0) {
        None => alt((numeric, day_month, shared)).parse(input),
        Some(T::Number) => alt((day_month, shared)).parse(input),
        Some(T::Month(_) | T::MonthAbbr(_)) => alt((month_day, month_year)).parse(input),
        Some(T::Weekday(_) | T::WeekdayAbbr(_)) => alt((with_weekday, lone_weekday)).parse(input),
        Some(T::Starter) if input.is(0, "the") => {
            alt((day_month, shared, month_year, lone_weekday, day_of_month)).parse(input)
        }
        Some(T::Starter) => alt((month_year, lone_weekday)).parse(input),
        Some(T::Unit(_)) => day_month(input),
        _ => input.fail(),
    }
}

/// `, 2018`, ` 2018`, ` of last year`; nothing is also an answer.
fn year_of(input: Tokens<'_>) -> Parsed<'_, Year> {
    let given = alt((preceded(mark(','), dated_year), preceded(word("of"), year), year)).map(Year::Given);
    let (rest, found) = opt(alt((given, of_year))).parse(input)?;
    Ok((rest, found.unwrap_or(Year::Tied(Tie::Bare))))
}

/// A year behind a comma: "On March 5, 2,000 people" and "On March 5, 2000 people" have none.
fn dated_year(input: Tokens<'_>) -> Parsed<'_, i32> {
    let (rest, y) = year(input)?;
    let counted = matches!(rest.str(0), "people" | "men" | "women" | "children" | "troops" | "soldiers" | "police");
    if counted { input.fail() } else { Ok((rest, y)) }
}

fn with_weekday(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, _) = weekday(input)?;
    let rest = if rest.mark(0, ',') { rest.skip(1) } else { rest };
    let rest = if rest.is(0, "the") { rest.skip(1) } else { rest };
    alt((numeric, month_day, day_month)).parse(rest)
}

fn month_day(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, month) = month(input)?;
    let (rest, article) = opt(word("the")).parse(rest)?;
    let (rest, day) = day(rest)?;
    if article.is_some() && rest.number(0).is_some() {
        return input.fail();
    }
    // "June 2018-19" has a year there, "May 50s" nothing.
    let (rest, year) = year_of(rest)?;
    // "the Sept. 11 attacks" are those of 2001.
    let attack = |i: usize| matches!(rest.str(i), "attack" | "attacks" | "terrorist" | "terror" | "hijackings");
    if (month, day) == (9, 11) && year == Year::Tied(Tie::Bare) && (attack(0) || attack(1)) {
        return Ok((rest, Meaning::Day { year: Year::Given(2001), month, day }.plain()));
    }
    Ok((rest, Meaning::Day { year, month, day }.plain()))
}

/// `first` to `thirty-first`
fn day_in_words(input: Tokens<'_>) -> Parsed<'_, i8> {
    match ordinal(input) {
        Ok((rest, n)) if (1..=31).contains(&n) => Ok((rest, i8::try_from(n).unwrap_or(1))),
        _ => input.fail(),
    }
}

fn day_month(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, article) = opt(word("the")).parse(input)?;
    let (rest, day) = alt((day, day_in_words)).parse(rest)?;
    let (rest, _) = opt(alt((word("of"), mark('-')))).parse(rest)?;
    // "28th of that month"
    if let Ok((rest, ())) = alt((words("that month"), words("the month"), words("the same month"))).parse(rest) {
        return if article.is_some() { Ok((rest, Meaning::DayOfMonth(day).plain())) } else { input.fail() };
    }
    let (rest, month) = month(rest)?;
    // "8-November-2018"
    let hyphened = rest.mark(0, '-') && rest.glued(0) && rest.glued(1) && year(rest.skip(1)).is_ok();
    let rest = if hyphened { rest.skip(1) } else { rest };
    let (rest, year) = year_of(rest)?;
    Ok((rest, Meaning::Day { year, month, day }.plain()))
}

/// The first of two days that share a month: `9 and 10 May`, `28-29 August 1918`.
fn shared(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (first, _) = opt(word("the")).parse(input)?;
    let (after, day) = day(first)?;
    let mut rest = after;
    for _ in 0..3 {
        let joined =
            alt((word("and"), word("to"), word("or"), word("until"), word("through"), mark('-'), mark(','), mark('/')));
        let Ok((next, ())) = { joined }.parse(rest) else { return input.fail() };
        let (next, _) = opt(word("the")).parse(next)?;
        if let Ok((_, read)) = day_month(next) {
            if let Meaning::Day { year, month, day: last } = read.meaning
                && last > day
            {
                return Ok((after, Meaning::Day { year, month, day }.plain()));
            }
            return input.fail();
        }
        rest = self::day(next)?.0;
    }
    input.fail()
}

/// A month that is a word of its own as well: "May", "March".
fn certain_month(input: Tokens<'_>, rest: Tokens<'_>, dated: bool) -> bool {
    let abbreviated = matches!(t(input, 0), Some(T::MonthAbbr(_)));
    let name = input.str(0);
    if dated {
        return true;
    }
    let before = input.str_before(1);
    let led = [
        "in",
        "since",
        "of",
        "by",
        "until",
        "till",
        "from",
        "to",
        "during",
        "between",
        "through",
        "throughout",
        "before",
        "after",
        "last",
        "this",
        "next",
        "early",
        "late",
        "mid",
        "following",
        "previous",
        "for",
        "or",
        "each",
        "every",
        "and",
        "-",
        "around",
        "about",
        "the",
        "into",
        "past",
        "end",
        "around",
        "on",
    ];
    let led = led.iter().any(|w| w.eq_ignore_ascii_case(before));
    if abbreviated {
        return led && !input.is(0, "mar") && !input.is(0, "jan") || rest.mark(0, ')');
    }
    match name {
        // "In May", "by March"; not "and May", "to March".
        "May" | "MAY" => {
            led && !matches!(before, "and" | "or" | "the" | "-" | "on" | "On" | "for" | "to") || joined_months(input)
        }
        "March" | "MARCH" => {
            led && !matches!(before, "the" | "The" | "on" | "On" | "-")
                && !matches!(rest.str(0), "on" | "for" | "of" | "against" | "to" if is_lower(rest, 0) && matches!(before, "and" | "this" | "or"))
                || joined_months(input)
                || (before == "the" && is_lower(rest, 0) && !rest.is(0, "of") && !rest.is(0, "on"))
        }
        "AUGUST" | "August" | "APRIL" | "April" | "June" | "JUNE" => {
            // "June Smith", "Augusta": a given name before a surname, unless a preposition leads.
            led || !matches!(rest.peek(0), Some(x) if x.is_capitalised())
                || matches!(before, "" | "." | "," | "'s" | "’s" | "their" | "its" | "his")
        }
        _ => true,
    }
}

/// Whether another month stands beside it: "March and April", "between April and May".
fn joined_months(input: Tokens<'_>) -> bool {
    let conj = |w: &str| matches!(w, "and" | "or" | "to" | "-" | "through" | ",");
    let left = conj(input.str_before(1))
        && input.before(2).is_some_and(|x| x.is_capitalised())
        && matches!(super::words::time_word(input.str_before(2)), Some(T::Month(_)));
    let right = conj(input.str(1)) && month(input.skip(2)).is_ok();
    left || right
}

fn month_year(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (start, tie) = opt(alt((tie_of_month, words("the").map(|()| Tie::The)))).parse(input)?;
    let (after, month) = month(start)?;
    let full = month_is_full(start);
    let (rest, year) = year_of(after)?;
    match (tie, year) {
        // "the November 2018 summit": the article is the noun's.
        (Some(Tie::The), _) => input.fail(),
        (Some(tie), Year::Tied(Tie::Bare)) if full => {
            Ok((rest, Meaning::Month { year: Year::Tied(tie), month }.plain()))
        }
        (Some(_), _) => input.fail(),
        (None, year) => {
            if year == Year::Tied(Tie::Bare) && (rest.mark(0, '\'') && rest.glued(0) && rest.number(1).is_some()) {
                return input.fail();
            }
            if certain_month(input, after, year != Year::Tied(Tie::Bare)) {
                Ok((rest, Meaning::Month { year, month }.plain()))
            } else {
                input.fail()
            }
        }
    }
}

fn month_is_full(input: Tokens<'_>) -> bool {
    matches!(t(input, 0), Some(T::Month(_)))
}

fn tie_of_month(input: Tokens<'_>) -> Parsed<'_, Tie> {
    tie_word(input)
}

/// `last`, `this past`, `next`, `the previous`, … before a month, a weekday, a season or a unit.
pub(super) fn tie_word(input: Tokens<'_>) -> Parsed<'_, Tie> {
    let (rest, _) = opt(word("the")).parse(input)?;
    let article = rest.at > input.at;
    let (count, tie) = match Lower::of(rest.str(0)).as_str() {
        "last" => (1, Tie::Last),
        "past" => (1, Tie::Last),
        "this" if !article => match rest.str(1) {
            "past" | "last" => (2, Tie::Last),
            "coming" | "next" => (2, Tie::Next),
            "same" => (2, Tie::Same),
            _ => (1, Tie::This),
        },
        "latest" if article => (1, Tie::Last),
        "current" if article => (1, Tie::This),
        "next" => (1, if article { Tie::Following } else { Tie::Next }),
        "coming" | "upcoming" => (1, Tie::Next),
        "previous" | "preceding" | "prior" => (1, Tie::Previous),
        "following" | "subsequent" | "succeeding" if article => (1, Tie::Following),
        "same" if article => (1, Tie::Same),
        "that" if !article => (if rest.is(1, "same") { 2 } else { 1 }, Tie::Same),
        _ => return input.fail(),
    };
    rest.read(count, tie)
}

fn lone_weekday(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (start, tie) = opt(tie_word).parse(input)?;
    let (rest, day) = weekday(start)?;
    // "Friday last", "Monday next"; "Sunday Times" and "Black Friday" are names.
    Ok((rest, Meaning::Weekday { day, tie: tie.unwrap_or(Tie::Bare) }.plain()))
}

/// `the 20th`, in a text that has named the month.
fn day_of_month(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, ()) = word("the")(input)?;
    if rest.number(0).is_none() || !matches!(input.str_before(1), "on" | "On" | "by" | "until" | "of" | "since") {
        return input.fail();
    }
    let (after, day) = day(rest)?;
    // "the 20th century", "the 20th anniversary", "the 38th parallel" count something.
    let counts =
        is_lower(after, 0) && !matches!(after.str(0), "and" | "the" | "a" | "to" | "at" | "he" | "they" | "it");
    let joined = after.mark(0, '-') || after.peek(0).is_some_and(crate::text::Token::is_capitalised);
    if counts || joined || after.at - rest.at < 2 {
        input.fail()
    } else {
        Ok((after, Meaning::DayOfMonth(day).plain()))
    }
}

/// Dates in digits.
fn numeric(input: Tokens<'_>) -> Parsed<'_, Read> {
    let Some(first) = input.number(0) else { return input.fail() };
    if first.contains('.') {
        let mut parts = first.split('.');
        return match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(d), Some(m), Some(y), None) if y.len() == 4 => numeric_day(input, 1, y, m, d),
            _ => input.fail(),
        };
    }
    let separator = match input.str(1) {
        "/" => '/',
        _ if input.mark(1, '-') => '-',
        _ => return input.fail(),
    };
    let joined = input.glued(1) && input.glued(2) && input.mark(3, separator) && input.glued(3) && input.glued(4);
    let (Some(second), Some(third), true) = (input.number(2), input.number(4), joined) else { return input.fail() };
    // Nothing more may be joined: 1-2-3-4 is a telephone number.
    if (input.mark(5, separator) && input.glued(5) && input.number(6).is_some()) || first.len() > 4 {
        return input.fail();
    }
    match (first.len(), second.len(), third.len(), separator) {
        (4, 1..=2, 1..=2, _) => numeric_day(input, 5, first, second, third),
        (1..=2, 1..=2, 4, '-') => numeric_day(input, 5, third, second, first),
        (1..=2, 1..=2, 4 | 2, '/') => {
            let day_first = small_number(first).is_some_and(|n| n > 12);
            let (m, d) = if day_first { (second, first) } else { (first, second) };
            numeric_day(input, 5, third, m, d)
        }
        _ => input.fail(),
    }
}

fn numeric_day<'a>(input: Tokens<'a>, count: usize, year: &str, month: &str, day: &str) -> Parsed<'a, Read> {
    let number = |s: &str| small_number(s).filter(|_| s.len() <= 4);
    let (Some(mut y), Some(m), Some(d)) = (number(year), number(month), number(day)) else { return input.fail() };
    if year.len() == 2 {
        y += if y < 50 { 2000 } else { 1900 };
    }
    if !(1..=12).contains(&m) || !(1..=31).contains(&d) || !(1000..2200).contains(&y) {
        return input.fail();
    }
    #[allow(clippy::cast_possible_truncation)] // at most 31
    input.read(count, Meaning::Day { year: Year::Given(y), month: m as i8, day: d as i8 }.plain())
}
