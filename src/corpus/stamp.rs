//! Publication dates as pages write them.
//!
//! ```text
//! stamp = weekday? day time? | age
//! day   = YYYY-MM-DD | DD-MM-YYYY | DD.MM.YYYY | D Month YYYY | Month D, YYYY
//! age   = (a | an | N) (second | minute | hour | day) s? ago | just now | yesterday
//! ```
//!
//! DD-MM-YYYY is never read as MM-DD. With slashes, outlets differ: `05/06/2025` is no date here, and
//! `26/06/2025` is. An age counted in weeks or longer is understood, but gives no day. This is the
//! grammar of a header, not of running text: that one is [`crate::timex`].

use super::{Dates, Problem, Severity};
use crate::source::{Source, Span};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while_m_n};
use nom::character::complete::{alpha1, char, digit1, one_of, satisfy, space0, space1};
use nom::combinator::{all_consuming, map_opt, map_res, not, opt, peek, recognize, value, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What a page says about when its article was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    /// A day of the calendar.
    Day(Date),
    /// Written like a day, but there is none such: 31-02-2025.
    Impossible,
    /// So many seconds before the page was fetched.
    Ago(i64),
    /// An age too coarse to give a day.
    Vague,
}

impl Stamp {
    /// The day of publication; an age needs the moment the page was fetched.
    pub(super) fn day(self, retrieved: Option<DateTime>) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Ago(seconds) => Some(retrieved?.checked_sub(seconds.seconds()).ok()?.date()),
            Self::Impossible | Self::Vague => None,
        }
    }
}

/// The day an article was published: as its stamp says, else as the configuration does. A stamp that is
/// no date is reported at its place, and the article keeps what the configuration gives.
pub(super) fn published(
    stamp: Option<(Stamp, Span)>,
    source: &Source,
    dates: Dates,
    problems: &mut Vec<Problem>,
) -> Option<Date> {
    if let Some((Stamp::Impossible, span)) = stamp {
        problems.push(not_a_date(source.name(), span.of(source.text())).at(source, span.start));
    }
    stamp.and_then(|(stamp, _)| stamp.day(dates.retrieved)).or(dates.published)
}

/// What is said about words that stand where a date should.
pub(super) fn not_a_date(name: &str, words: &str) -> Problem {
    let message = format!("`{words}` is not a date, so the page dates no article");
    let help = "Write the day as YYYY-MM-DD or DD-MM-YYYY, or give it in factlint.yaml.";
    Problem::of(Severity::Warning, name, message, help)
}

/// Reads a stamp that is the whole of `text`, spaces aside.
pub(super) fn parse_stamp(text: &str) -> Option<Stamp> {
    let text = text.trim();
    let last = text.chars().next_back()?.to_ascii_lowercase();
    if text.len() > 80 || !(last.is_ascii_digit() || last == '.' || last.is_ascii_alphabetic() && has_time(text)) {
        return None;
    }
    let day = (opt(parse_weekday), parse_day, opt(parse_time)).map(|(_, day, _)| day);
    all_consuming(alt((day, parse_age))).parse(text).ok().map(|(_, stamp)| stamp)
}

/// Whether a text that ends in a letter may be a stamp: it has a number, or is an age.
fn has_time(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        || ["ago", "now", "yesterday"].iter().any(|end| {
            text.len() >= end.len()
                && text.is_char_boundary(text.len() - end.len())
                && text[text.len() - end.len()..].eq_ignore_ascii_case(end)
        })
}

fn parse_weekday(input: &str) -> IResult<&str, ()> {
    let name = verify(alpha1, |word: &str| is_short_for(word, &WEEKDAYS).is_some());
    value((), (name, opt(char('.')), opt(char(',')), space1)).parse(input)
}

fn parse_day(input: &str) -> IResult<&str, Stamp> {
    alt((parse_year_first, parse_day_first, parse_day_month, parse_month_day)).parse(input)
}

/// `2025-07-18`
fn parse_year_first(input: &str) -> IResult<&str, Stamp> {
    let (input, year) = parse_year(input)?;
    let (input, mark) = one_of("-/.").parse(input)?;
    let (input, month) = parse_number(1, 2).parse(input)?;
    let (input, _) = char(mark).parse(input)?;
    let (input, day) = terminated(parse_number(1, 2), not(satisfy(|c| c.is_ascii_digit()))).parse(input)?;
    Ok((input, calendar(year, month, day)))
}

/// `18-07-2025`
fn parse_day_first(input: &str) -> IResult<&str, Stamp> {
    let (input, day) = parse_number(1, 2).parse(input)?;
    let (input, mark) = one_of("-/.").parse(input)?;
    let (input, month) = parse_number(1, 2).parse(input)?;
    let (input, _) = char(mark).parse(input)?;
    let slashes_agree = mark != '/' || day > 12 || day == month;
    let (input, year) = verify(parse_year, |_| slashes_agree).parse(input)?;
    Ok((input, calendar(year, month, day)))
}

/// `18 July 2025`, `18th July, 2025`
fn parse_day_month(input: &str) -> IResult<&str, Stamp> {
    let (input, day) = parse_ordinal(input)?;
    let (input, _) = (space1, opt((tag_no_case("of"), space1))).parse(input)?;
    let (input, month) = parse_month(input)?;
    let (input, year) = preceded((opt(char(',')), space1), parse_year).parse(input)?;
    Ok((input, calendar(year, month, day)))
}

/// `July 18, 2025`
fn parse_month_day(input: &str) -> IResult<&str, Stamp> {
    let (input, month) = parse_month(input)?;
    let (input, day) = preceded(space1, parse_ordinal).parse(input)?;
    let (input, year) = preceded((opt(char(',')), space1), parse_year).parse(input)?;
    Ok((input, calendar(year, month, day)))
}

/// `15:36`, `T06:00:00Z`, `at 3.36 pm GMT`
fn parse_time(input: &str) -> IResult<&str, ()> {
    let lead = alt((
        recognize(char('T')),
        recognize((opt(char(',')), space1, opt((alt((tag_no_case("at"), recognize(one_of("-|")))), space1)))),
    ));
    let clock = (digit1, one_of(":."), digit1, opt((char(':'), digit1, opt((char('.'), digit1)))));
    let half = (space0, alt((tag_no_case("am"), tag_no_case("pm"), tag_no_case("a.m."), tag_no_case("p.m."))));
    let zone = (space0, alt((recognize((one_of("+-"), digit1, opt((char(':'), digit1)))), alpha1)));
    value((), (lead, clock, opt(half), opt(zone))).parse(input)
}

/// `31 minutes ago`, `an hour ago`
fn parse_age(input: &str) -> IResult<&str, Stamp> {
    let count = alt((
        map_res(digit1, str::parse::<i64>),
        value(1, terminated(alt((tag_no_case("an"), tag_no_case("a"), tag_no_case("one"))), peek(space1))),
    ));
    let unit = map_opt(alpha1, |word: &str| match word.to_ascii_lowercase().trim_end_matches('s') {
        "second" | "sec" => Some(Some(1)),
        "minute" | "min" => Some(Some(60)),
        "hour" | "hr" | "h" => Some(Some(3_600)),
        "day" => Some(Some(86_400)),
        "week" | "month" | "year" => Some(None),
        _ => None,
    });
    let counted = (terminated(count, space0), terminated(unit, (space1, tag_no_case("ago"))));
    alt((
        counted.map(|(n, unit): (i64, Option<i64>)| {
            unit.and_then(|seconds| n.checked_mul(seconds)).map_or(Stamp::Vague, Stamp::Ago)
        }),
        value(Stamp::Ago(0), delimited(tag_no_case("just"), space1, tag_no_case("now"))),
        value(Stamp::Ago(86_400), tag_no_case("yesterday")),
    ))
    .parse(input)
}

fn parse_month(input: &str) -> IResult<&str, i8> {
    terminated(map_opt(alpha1, |word| is_short_for(word, &MONTHS)), opt(char('.'))).parse(input)
}

fn parse_ordinal(input: &str) -> IResult<&str, i8> {
    let ending = alt((tag_no_case("st"), tag_no_case("nd"), tag_no_case("rd"), tag_no_case("th")));
    terminated(parse_number(1, 2), opt(ending)).parse(input)
}

fn parse_year(input: &str) -> IResult<&str, i16> {
    let four = take_while_m_n(4, 4, |c: char| c.is_ascii_digit());
    verify(map_res(terminated(four, not(satisfy(|c| c.is_ascii_digit()))), str::parse::<i16>), |&year| year >= 1000)
        .parse(input)
}

fn parse_number<'a>(
    least: usize,
    most: usize,
) -> impl Parser<&'a str, Output = i8, Error = nom::error::Error<&'a str>> {
    map_res(take_while_m_n(least, most, |c: char| c.is_ascii_digit()), str::parse::<i8>)
}

fn calendar(year: i16, month: i8, day: i8) -> Stamp {
    Date::new(year, month, day).map_or(Stamp::Impossible, Stamp::Day)
}

/// The number, from 1, of the name that `word` is or shortens to three letters or more.
fn is_short_for(word: &str, names: &[&str]) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let found = names.iter().position(|name| word.len() >= 3 && name.starts_with(&word))?;
    i8::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// One day in all its phrasings.
    #[test]
    fn a_day_has_many_phrasings() {
        for text in [
            "18-07-2025",
            "18.07.2025",
            "18/07/2025",
            "2025-07-18",
            "2025-07-18T06:00:00Z",
            "2025-07-18 06:00:00.5+02:00",
            "18 July 2025",
            "18th of July, 2025",
            "July 18, 2025",
            "Jul. 18 2025",
            "Friday, 18 July 2025 15:36",
            "Fri 18 Jul 2025, 3:36 pm GMT",
            " 18 July 2025 at 15:36 ",
        ] {
            assert_eq!(parse_stamp(text), Some(Stamp::Day(date(2025, 7, 18))), "{text}");
        }
    }

    /// The day stands first, also where the month could.
    #[test]
    fn the_day_stands_first() {
        assert_eq!(parse_stamp("01-08-2025"), Some(Stamp::Day(date(2025, 8, 1))));
        assert_eq!(parse_stamp("31-02-2025"), Some(Stamp::Impossible));
        assert_eq!(parse_stamp("07-18-2025"), Some(Stamp::Impossible));
        assert_eq!(parse_stamp("01/08/2025"), None);
    }

    /// An age gives a day only from the moment of retrieval.
    #[test]
    fn an_age_needs_the_moment_of_retrieval() {
        let fetched = Some(date(2025, 7, 28).at(6, 0, 0, 0));
        let day = |text| parse_stamp(text).unwrap().day(fetched);
        assert_eq!(day("31 minutes ago"), Some(date(2025, 7, 28)));
        assert_eq!(day("an hour ago"), Some(date(2025, 7, 28)));
        assert_eq!(day("10 hours ago"), Some(date(2025, 7, 27)));
        assert_eq!(day("2 weeks ago"), None);
        assert_eq!(parse_stamp("an hour ago").unwrap().day(None), None);
    }

    /// Text that merely holds a date is no stamp.
    #[test]
    fn a_stamp_is_the_whole_line() {
        for text in ["", "In 2025", "Forbes18-07-2025", "May 2025", "18-07-20255", "The 18 July 2025 summit", "ago"] {
            assert_eq!(parse_stamp(text), None, "{text}");
        }
    }
}
