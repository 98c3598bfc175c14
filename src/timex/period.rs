//! Seasons, quarters, halves and holidays.
//!
//! ```text
//! season   = [ tie | "the" ] season-name [ year-behind ] | year season-name
//! quarter  = [ "the" ] [ year ] [ "fiscal" ] ( ordinal | "last" | "final" | tie ) ["-"] "quarter" [ year-behind ] | "Q3" [ year ] | "3Q" [ year ]
//! half     = [ "the" ] ( "first" | "second" ) ["-"] "half" year-behind
//! within   = "the" ( ordinal | "last" ) unit "of" date
//! holiday  = [ tie ] name [ year-behind ]
//! ```

use super::ast::{Holiday, Meaning, Read, Tie, Unit, Year};
use super::atoms::{small_number, t, year};
use super::date::tie_word;
use super::words::T;
use super::year::year_behind;
use crate::number::input::{Lower, Parsed, Tokens, hyphen, word, words};
use crate::number::ordinal;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

/// A season, a quarter, a half-year or a holiday.
pub(super) fn period(input: Tokens<'_>) -> Parsed<'_, Read> {
    match t(input, 0) {
        None => alt((quarter, half, season, holiday)).parse(input),
        Some(T::Number | T::Unit(_) | T::Fiscal) => alt((quarter, half)).parse(input),
        Some(T::Season(_)) => season(input),
        Some(T::Holiday | T::Month(_)) => holiday(input),
        Some(_) if input.is(0, "the") => alt((quarter, half, season, holiday)).parse(input),
        Some(T::Starter) => alt((season, holiday)).parse(input),
        Some(_) => season(input),
    }
}

fn behind(input: Tokens<'_>, tie: Option<Tie>) -> Parsed<'_, Year> {
    let (rest, year) = opt(year_behind).parse(input)?;
    Ok((rest, year.unwrap_or(Year::Tied(tie.unwrap_or(Tie::Bare)))))
}

fn season(input: Tokens<'_>) -> Parsed<'_, Read> {
    const NAMES: &[&str] = &[
        "Olympics",
        "Olympic",
        "Paralympics",
        "Paralympic",
        "Games",
        "Universiade",
        "Palace",
        "School",
        "Street",
        "Park",
        "Youth",
        "Classic",
        "League",
    ];
    // "1982 summer"
    if let Ok((rest, y)) = year(input)
        && let Some(T::Season(season)) = t(rest, 0).filter(|_| !NAMES.contains(&rest.str(1)))
        && (!rest.is(0, "fall") && !rest.is(0, "spring")
            || rest.peek(0).is_some_and(crate::text::Token::is_capitalised))
    {
        return rest.read(1, Meaning::Season { season, year: Year::Given(y) }.plain());
    }
    let (start, tie) = opt(tie_word).parse(input)?;
    let (start, article) = if tie.is_none() { opt(word("the")).parse(start)? } else { (start, None) };
    let start = if start.is(0, "early") || start.is(0, "late") { start.skip(1) } else { start };
    let Some(T::Season(season)) = t(start, 0) else { return input.fail() };
    let (rest, year) = behind(start.skip(1), tie)?;
    let dated = year != Year::Tied(Tie::Bare);
    // "the [summer] offensive": the article is the noun's.
    if article.is_some() && !dated && !super::atoms::ends_phrase(rest) {
        return input.fail();
    }
    let before = Lower::of(input.str_before(1));
    let before = before.as_str();
    let led = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "during"
            | "throughout"
            | "early"
            | "late"
            | "mid"
            | "next"
            | "-"
            | "through"
            | "over"
            | "for"
            | "of"
    );
    let certain = match start.str(0) {
        // "the fall of Rome", "prices fall", "spring up"
        "fall" | "Fall" => {
            dated
                || (article.is_some()
                    && matches!(before, "in" | "during" | "by" | "until" | "throughout" | "since" | "early" | "late")
                    && !start.is(1, "of")
                    && !start.is(1, "in"))
        }
        "spring" | "Spring" => {
            dated
                || article.is_some() && led && !start.is(1, "of")
                || (led && !matches!(start.str(1), "up" | "into" | "water" | "from"))
                || start.is(0, "spring") && is_noun_behind(start)
        }
        _ => true,
    };
    let certain = certain && !NAMES.contains(&start.str(1));
    if certain { Ok((rest, Meaning::Season { season, year }.plain())) } else { input.fail() }
}

fn is_noun_behind(input: Tokens<'_>) -> bool {
    matches!(
        input.str(1),
        "offensive" | "campaign" | "semester" | "season" | "term" | "meetings" | "planting" | "session"
    )
}

fn quarter(input: Tokens<'_>) -> Parsed<'_, Read> {
    // "Q3 2024", "Q3"
    let short = if matches!(input.str(0), "Q") && input.glued(1) {
        input.number(1).and_then(small_number)
    } else if input.number(0).is_some() && input.glued(1) && matches!(input.str(1), "Q") {
        input.number(0).and_then(small_number)
    } else {
        None
    };
    if let Some(n) = short.filter(|n| (1..=4).contains(n)) {
        let (rest, year) = behind(input.skip(2), None)?;
        return Ok((rest, Meaning::Quarter { number: i8::try_from(n).unwrap_or(1), year }.plain()));
    }
    let (rest, _) = opt(alt((word("the"), word("its"), word("their")))).parse(input)?;
    let rest = if input.is(0, "the") { rest } else { input };
    // "the 1988 third quarter"
    let (rest, first) = opt(year).parse(rest)?;
    let (rest, fiscal) = opt(word("fiscal")).parse(rest)?;
    let (rest, number) = if rest.is(0, "final") {
        (rest.skip(1), 4)
    } else {
        let (rest, n) = ordinal(rest)?;
        (rest, i8::try_from(n).unwrap_or(0))
    };
    let (rest, ()) = hyphen(rest)?;
    let (rest, _) = if fiscal.is_none() { opt(word("fiscal")).parse(rest)? } else { (rest, None) };
    // "the [third-quarter] results": the article is the noun's.
    if input.is(0, "the") && rest.before(1).is_some_and(|b| b.is('-')) {
        return input.fail();
    }
    let (rest, ()) = word("quarter")(rest)?;
    if !(1..=4).contains(&number) || rest.is(0, "century") {
        return input.fail();
    }
    let (rest, year) = match first {
        Some(y) => (rest, Year::Given(y)),
        None => behind(rest, None)?,
    };
    Ok((rest, Meaning::Quarter { number, year }.plain()))
}

fn half(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, _) = opt(word("the")).parse(input)?;
    let (rest, n) = ordinal(rest)?;
    let (rest, ()) = hyphen(rest)?;
    let (rest, ()) = word("half")(rest)?;
    let number = match n {
        1 => 1,
        2 => 2,
        _ => return input.fail(),
    };
    if let Ok((rest, year)) = year_behind(rest) {
        return Ok((rest, Meaning::Half { number, year }.plain()));
    }
    let modifier = if number == 1 { super::Modifier::Start } else { super::Modifier::End };
    // "the second half of the 19th century", "the first half of March"
    if let Ok((rest, read)) =
        nom::sequence::preceded(word("of"), alt((super::year::years, super::date::date))).parse(rest)
    {
        return Ok((rest, Read { modifier: Some(modifier), ..read }));
    }
    // "first-half profit", "last year's second half": only where nothing sporting is meant.
    let accounts = input.mark(1, '-')
        && matches!(rest.str(0), "profit" | "profits" | "results" | "earnings" | "net" | "sales" | "revenue" | "loss");
    let owned = matches!(input.str_before(1), "'s" | "’s")
        && (input.str_before(2).eq_ignore_ascii_case("year")
            || small_number(input.str_before(2)).is_some_and(|y| (1900..2100).contains(&y)));
    if accounts || owned {
        return Ok((rest, Meaning::Half { number, year: Year::Tied(Tie::Bare) }.plain()));
    }
    input.fail()
}

/// `the last week of March`, `the first day of the year`.
pub(super) fn within(input: Tokens<'_>, inner: impl Fn(Tokens<'_>) -> Parsed<'_, Read>) -> Parsed<'_, Read> {
    let (rest, ()) = word("the")(input)?;
    let (rest, number) = if rest.is(0, "last") || rest.is(0, "final") {
        (rest.skip(1), -1)
    } else {
        let (rest, n) = ordinal(rest)?;
        (rest, i8::try_from(n).unwrap_or(1))
    };
    let unit = match t(rest, 0) {
        Some(T::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Weekend | Unit::Quarter | Unit::Decade))) => {
            unit
        }
        _ => return input.fail(),
    };
    let (rest, ()) = word("of")(rest.skip(1))?;
    let (rest, read) = inner(rest)?;
    match read.meaning {
        Meaning::Month { .. }
        | Meaning::Year(_)
        | Meaning::Unit { .. }
        | Meaning::Season { .. }
        | Meaning::Century(_) => Ok((rest, Meaning::Within { number, unit, of: Box::new(read.meaning) }.plain())),
        _ => input.fail(),
    }
}

/// The Gregorian computus, and fixed and floating days, as the United States and Britain keep them.
const HOLIDAYS: &[(&str, Holiday)] = &[
    ("christmas eve", Holiday::Fixed(12, 24)),
    ("christmas day", Holiday::Fixed(12, 25)),
    ("christmas", Holiday::Fixed(12, 25)),
    ("boxing day", Holiday::Fixed(12, 26)),
    ("new year 's eve", Holiday::Fixed(12, 31)),
    ("new year 's day", Holiday::Fixed(1, 1)),
    ("new year 's", Holiday::Fixed(1, 1)),
    ("new year day", Holiday::Fixed(1, 1)),
    ("new years eve", Holiday::Fixed(12, 31)),
    ("new years day", Holiday::Fixed(1, 1)),
    ("epiphany", Holiday::Fixed(1, 6)),
    ("martin luther king day", Holiday::Nth(1, 1, 3)),
    ("martin luther king jr . day", Holiday::Nth(1, 1, 3)),
    ("valentine 's day", Holiday::Fixed(2, 14)),
    ("presidents day", Holiday::Nth(2, 1, 3)),
    ("presidents ' day", Holiday::Nth(2, 1, 3)),
    ("st . patrick 's day", Holiday::Fixed(3, 17)),
    ("st patrick 's day", Holiday::Fixed(3, 17)),
    ("palm sunday", Holiday::Easter(-7)),
    ("ash wednesday", Holiday::Easter(-46)),
    ("good friday", Holiday::Easter(-2)),
    ("easter sunday", Holiday::Easter(0)),
    ("easter monday", Holiday::Easter(1)),
    ("easter", Holiday::Easter(0)),
    ("pentecost", Holiday::Easter(49)),
    ("mother 's day", Holiday::Nth(5, 7, 2)),
    ("memorial day", Holiday::Nth(5, 1, -1)),
    ("father 's day", Holiday::Nth(6, 7, 3)),
    ("juneteenth", Holiday::Fixed(6, 19)),
    ("independence day", Holiday::Fixed(7, 4)),
    ("bastille day", Holiday::Fixed(7, 14)),
    ("may day", Holiday::Fixed(5, 1)),
    ("labor day", Holiday::Nth(9, 1, 1)),
    ("labour day", Holiday::Nth(9, 1, 1)),
    ("columbus day", Holiday::Nth(10, 1, 2)),
    ("halloween", Holiday::Fixed(10, 31)),
    ("election day", Holiday::Election),
    ("veterans day", Holiday::Fixed(11, 11)),
    ("veterans ' day", Holiday::Fixed(11, 11)),
    ("thanksgiving day", Holiday::Nth(11, 4, 4)),
    ("thanksgiving", Holiday::Nth(11, 4, 4)),
    ("d - day", Holiday::Once(1944, 6, 6)),
];

fn holiday(input: Tokens<'_>) -> Parsed<'_, Read> {
    // "9/11" and "the Sept. 11 attacks" are one day of history.
    if input.is(0, "9")
        && input.mark(1, '/')
        && input.is(2, "11")
        && input.glued(1)
        && input.glued(2)
        && !input.mark(3, '/')
    {
        return input
            .read(3, Meaning::Holiday { holiday: Holiday::Once(2001, 9, 11), year: Year::Tied(Tie::Bare) }.plain());
    }
    let fourth = |i| {
        let (rest, _) = opt(word("the")).parse(i)?;
        words("Fourth of July")(rest)
    };
    if let Ok((rest, ())) = fourth(input) {
        let (rest, year) = behind(rest, None)?;
        return Ok((rest, Meaning::Day { year, month: 7, day: 4 }.plain()));
    }
    let (start, tie) = opt(tie_word).parse(input)?;
    if !matches!(t(start, 0), Some(T::Holiday | T::Month(5)))
        || !start.peek(0).is_some_and(crate::text::Token::is_capitalised)
    {
        return input.fail();
    }
    let initial = start.str(0).as_bytes().first().map(u8::to_ascii_lowercase);
    for (name, holiday) in HOLIDAYS.iter().filter(|(name, _)| name.as_bytes().first().copied() == initial) {
        if let Some(count) = matches_name(start, name) {
            let (rest, year) = behind(start.skip(count), tie)?;
            // "the Labor Day" stays outside; "Christmas Island", "Easter Rising" are names.
            let named = rest.peek(0).is_some_and(crate::text::Token::is_capitalised)
                && matches!(rest.str(0), "Island" | "Rising" | "Carol" | "Islands" | "Seals");
            return if named { input.fail() } else { Ok((rest, Meaning::Holiday { holiday: *holiday, year }.plain())) };
        }
    }
    input.fail()
}

/// The number of tokens that `name` takes here.
fn matches_name(input: Tokens<'_>, name: &str) -> Option<usize> {
    let mut count = 0;
    for part in name.split(' ') {
        let same = match part {
            "'s" => matches!(input.str(count), "'s" | "’s"),
            "-" | "'" | "." => input.peek(count)?.is(part.chars().next()?),
            _ => input.is(count, part),
        };
        if !same {
            return None;
        }
        count += 1;
    }
    Some(count)
}
