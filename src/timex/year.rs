//! Bare years, decades, centuries, fiscal years.
//!
//! ```text
//! bare-year = ["the year" | "the years" | "calendar"] year         under the policy below
//! fiscal    = ["the"] ("fiscal" | "financial") ["year"] [year] | "FY" 2012 | year "fiscal year"
//! decade    = ["the"] [ "early" | "mid-" | "late" ] ( 1990s | '90s | nineties )
//! century   = ["the"] [ edge ] ordinal ["-"] "century" ["BC"]
//! ```
//!
//! **Policy on bare years.** Four digits between 1900 and 2060 are a year unless something shows that
//! they count or name another thing: a noun of people or a unit behind them, a bound ("about",
//! "more than"), a currency, a hyphen or a letter that touches them. Other years (1000 to 1899) need a
//! preposition of time before them, a participle (`built 1886`), or the frame of a date range.

use super::ast::{Meaning, Read, Tie, Unit, Year};
use super::atoms::{ends_phrase, is_lower, of_year, small_number, t, year};
use super::words::T;
use crate::number::input::{Lower, Parsed, Tokens, hyphen, mark, word, words};
use crate::number::ordinal;
use crate::text::{Case, TokenKind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

/// A year, a decade or a century that stands alone.
pub(super) fn years(input: Tokens<'_>) -> Parsed<'_, Read> {
    match t(input, 0) {
        // "the 2012 fiscal year"
        None if t(input, 1) == Some(T::Fiscal) => alt((fiscal, bare_year)).parse(input),
        None if input.number(0).is_some_and(|d| d.len() == 4) => alt((decade, bare_year)).parse(input),
        None => alt((century, decade, bare_year)).parse(input),
        Some(T::Number | T::Unit(Unit::Second)) => century(input),
        Some(T::Unit(_)) => bare_year(input),
        Some(T::Decade(_)) => decade(input),
        Some(T::Fiscal) => fiscal(input),
        Some(T::Edge(_)) => alt((century, decade)).parse(input),
        Some(_) => alt((century, decade, fiscal, bare_year)).parse(input),
    }
}

/// Words after which four digits are a year even outside 1900 to 2060.
const PREPOSITIONS: &[&str] = &[
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "during",
    "between",
    "before",
    "after",
    "through",
    "throughout",
    "circa",
    "late",
    "early",
    "mid",
    "year",
    "years",
    "c",
    "ca",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "around",
    "and",
    "to",
    "of",
    "born",
    "died",
    "built",
    "founded",
    "established",
    "opened",
    "completed",
    "published",
    "released",
    "launched",
];

/// What years do not count.
const COUNTED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "troops",
    "soldiers",
    "police",
    "officers",
    "workers",
    "jobs",
    "employees",
    "dead",
    "homes",
    "houses",
    "civilians",
    "fighters",
    "tanks",
    "aircraft",
    "points",
    "votes",
    "seats",
    "cases",
    "deaths",
    "residents",
    "members",
    "students",
    "protesters",
    "refugees",
    "prisoners",
    "others",
    "more",
    "other",
    "times",
    "copies",
    "units",
    "ships",
    "guns",
    "cars",
    "vehicles",
    "dollars",
    "euros",
    "pounds",
    "yen",
    "per",
    "hours",
    "hrs",
    "hr",
    "GMT",
    "UTC",
    "EST",
    "EDT",
    "PST",
    "PDT",
    "BST",
    "CET",
    "Hz",
    "days",
    "years",
    "square",
    "cubic",
    "metric",
    "percent",
    "barrels",
    "shares",
    "migrants",
    "wounded",
    "casualties",
    "injured",
];

fn bare_year(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (start, led) =
        opt(alt((words("the year"), words("the years"), words("year"), words("calendar")))).parse(input)?;
    let (rest, y) = year(start)?;
    let bc = rest.at - start.at == 2;
    if bc || led.is_some() || is_year(start, rest, y) { Ok((rest, Meaning::Year(y).plain())) } else { input.fail() }
}

fn is_year(input: Tokens<'_>, rest: Tokens<'_>, y: i32) -> bool {
    let before = input.str_before(1);
    // `2015 TG387` is an asteroid.
    let letters = rest.peek(0).is_some_and(|t| t.kind == TokenKind::Word(Case::Upper) && t.span.len() == 2);
    if letters && rest.glued(1) && rest.number(1).is_some() {
        return false;
    }
    let touches = input.glued(0);
    let range = input.before(1).is_some_and(|b| b.is('-') || b.is('/'))
        && input.before(2).is_some_and(|b| b.kind == TokenKind::Number);
    if input.mark(0, '\'') {
        return !touches && rest.peek(0).is_none_or(|n| !n.glued || !n.is_word());
    }
    let unit = crate::number::unit_behind(rest);
    let counted = COUNTED.contains(&rest.str(0)) || unit;
    let later_year = |x: Tokens<'_>| year(x).is_ok() || x.number(0).is_some_and(|d| d.len() == 2);
    let ranged = rest.mark(0, '-') && rest.glued(0) && rest.glued(1) && later_year(rest.skip(1));
    if rest.mark(0, '-') && rest.glued(0) && rest.glued(1) && !ranged && !rest.peek(1).is_some_and(|t| t.is_word()) {
        return false;
    }
    if touches
        && !range
        && !matches!(before, "(" | "[" | "\"" | "'" | "“" | "/")
        && !input.before(1).is_some_and(|b| b.is('-') || b.is('"') || b.is('\''))
    {
        return false;
    }
    if touches && !range && input.before(1).is_some_and(|b| b.is('-')) {
        // "post-2014", "mid-2011", "pre-1990"; "B-2000" is a model.
        let word = Lower::of(input.str_before(2));
        return matches!(
            word.as_str(),
            "post"
                | "pre"
                | "mid"
                | "early"
                | "late"
                | "january"
                | "february"
                | "march"
                | "april"
                | "may"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
        );
    }
    let bound = [
        "about",
        "than",
        "least",
        "some",
        "nearly",
        "almost",
        "approximately",
        "over",
        "roughly",
        "only",
        "No",
        "no",
        "number",
        "flight",
        "Flight",
        "Highway",
        "Route",
        "$",
        "£",
        "€",
        "#",
        "up",
        "room",
    ];
    let number_before = input.before(1).is_some_and(|b| b.kind == TokenKind::Number);
    if counted || (bound.contains(&before) && !range) || (number_before && !range) || rest.number(0).is_some() {
        return false;
    }
    if (1900..=2060).contains(&y) {
        return true;
    }
    let led = PREPOSITIONS.iter().any(|p| p.eq_ignore_ascii_case(before));
    let framed =
        range || ranged || (before == "(" && (rest.mark(0, ')') || rest.mark(0, '-'))) || (led && rest.is(0, "to"));
    let modern = (1600..1900).contains(&y);
    let firm = matches!(before, "in" | "In" | "by" | "By" | "since" | "Since" | "until" | "during" | "the" | "The");
    let plural = rest.str(0).len() > 3 && rest.str(0).ends_with('s') && is_lower(rest, 0) && rest.str(0) != "was";
    let noun = is_lower(rest, 0) && !ends_phrase(rest);
    if modern && (firm || led) && !plural {
        return true;
    }
    framed || (led && !noun && !(matches!(before, "and" | "to" | "of" | "after" | "before") && y > 2060))
}

fn fiscal(input: Tokens<'_>) -> Parsed<'_, Read> {
    if matches!(input.str(0), "FY") {
        let digits = input.number(1).and_then(small_number);
        return match digits {
            Some(y) if y > 1900 => input.read(2, Meaning::Fiscal(Year::Given(y)).plain()),
            Some(y) if y < 100 => input.read(2, Meaning::Fiscal(Year::Given(2000 + y)).plain()),
            _ => input.fail(),
        };
    }
    let (rest, _) = opt(word("the")).parse(input)?;
    let (rest, tie) = opt(super::date::tie_word).parse(rest)?;
    // "the 2012 fiscal year"
    let (rest, first) = opt(year).parse(rest)?;
    let (rest, ()) = alt((word("fiscal"), word("financial"))).parse(rest)?;
    let (after, named) = opt(word("year")).parse(rest)?;
    if let Some(y) = first {
        return if named.is_some() { Ok((after, Meaning::Fiscal(Year::Given(y)).plain())) } else { input.fail() };
    }
    if let Ok((rest, y)) = year(after) {
        return Ok((rest, Meaning::Fiscal(Year::Given(y)).plain()));
    }
    if named.is_none() || (input.at + 2 == after.at && tie.is_none() && !input.is(0, "the")) {
        return input.fail();
    }
    Ok((after, Meaning::Fiscal(Year::Tied(tie.unwrap_or(Tie::This))).plain()))
}

fn decade(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, _) = opt(word("the")).parse(input)?;
    let (start, edge) = opt(super::edge::short_edge).parse(rest)?;
    let (rest, value) = decade_name(start)?;
    let (rest, value) = match opt(alt((word("BC"), word("B.C."), word("BCE")))).parse(rest)? {
        (rest, Some(())) => (rest, -value),
        (rest, None) => (rest, value),
    };
    let modifier = edge.map(super::ast::Edge::modifier);
    Ok((rest, Read { meaning: Meaning::Decade(value), modifier }))
}

fn decade_name(input: Tokens<'_>) -> Parsed<'_, i32> {
    if let Some(T::Decade(d)) = t(input, 0) {
        // "in his sixties" is an age.
        let age = matches!(input.str_before(1), "his" | "her" | "their" | "my" | "our" | "mid");
        return if age { input.fail() } else { input.read(1, 190 + i32::from(d)) };
    }
    let quote = usize::from(input.mark(0, '\'') && input.glued(1));
    let Some(digits) = input.number(quote) else { return input.fail() };
    let apostrophe = input.mark(quote + 1, '\'') && input.glued(quote + 1) && input.is(quote + 2, "s");
    let count = if apostrophe { 3 } else { 2 };
    let s = apostrophe || (input.glued(quote + 1) && matches!(input.str(quote + 1), "s" | "S" | "'s" | "’s"));
    let Some(n) = small_number(digits).filter(|n| s && n % 10 == 0) else { return input.fail() };
    let rest = input.skip(quote + count);
    let possessive = matches!(input.str(quote + 1), "'s" | "’s") || apostrophe;
    match digits.len() {
        4 if !possessive || input.is_decade_context() => Ok((rest, n / 10)),
        2 if !possessive || quote == 1 || input.is_decade_context() => {
            let led = quote == 1 || matches!(input.str_before(1), "the" | "early" | "late" | "mid" | "-" | "and");
            let age = matches!(input.str_before(1), "his" | "her" | "their");
            if led && !age { Ok((rest, 190 + n / 10)) } else { input.fail() }
        }
        3 => Ok((rest, n / 10)),
        _ => input.fail(),
    }
}

impl Tokens<'_> {
    /// "the 1990's" is a decade, "1990's best film" a year.
    fn is_decade_context(&self) -> bool {
        matches!(self.str_before(1), "the" | "early" | "late" | "mid" | "-")
    }
}

fn century(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, _) = opt(word("the")).parse(input)?;
    let (rest, edge) = opt(super::edge::short_edge).parse(rest)?;
    let (rest, n) = ordinal(rest)?;
    let (rest, ()) = hyphen(rest)?;
    if input.is(0, "the") && rest.before(1).is_some_and(|b| b.is('-')) {
        return input.fail();
    }
    let (rest, ()) = alt((word("century"), word("centuries"))).parse(rest)?;
    let (rest, bc) = opt(alt((word("BC"), word("B.C."), word("BCE")))).parse(rest)?;
    let Ok(n) = i32::try_from(n) else { return input.fail() };
    if !(1..=30).contains(&n) {
        return input.fail();
    }
    let value = if bc.is_some() { -n } else { n - 1 };
    Ok((rest, Read { meaning: Meaning::Century(value), modifier: edge.map(super::ast::Edge::modifier) }))
}

/// A year behind a season, a quarter or a holiday: `2009`, `of 2009`, `of last year`, `of fiscal 2009`.
pub(super) fn year_behind(input: Tokens<'_>) -> Parsed<'_, Year> {
    let (rest, _) = opt(mark(',')).parse(input)?;
    let fiscal = |rest| {
        let (rest, ()) = word("of")(rest)?;
        let (rest, _) = opt(word("the")).parse(rest)?;
        let (rest, read) = self::fiscal(rest)?;
        Ok((rest, if let Meaning::Fiscal(y) = read.meaning { y } else { Year::Tied(Tie::Bare) }))
    };
    if rest.at > input.at {
        return year(rest).map(|(r, y)| (r, Year::Given(y)));
    }
    let the_year = |rest| words("of the year")(rest).map(|(r, ())| (r, Year::Tied(Tie::The)));
    let given = |rest| {
        let (rest, _) = opt(words("of")).parse(rest)?;
        let (rest, _) = opt(words("the year")).parse(rest)?;
        year(rest).map(|(r, y)| (r, Year::Given(y)))
    };
    alt((given, of_year, fiscal, the_year)).parse(input)
}
