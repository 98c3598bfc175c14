//! Time as a claim states it: an interval of days with the granularity that was written.
//!
//! `1992` covers every day of that year; `../2012` is open to the past. What happened "in 1992" may
//! have happened on 15 May 1992, so comparison has three outcomes ([`Truth`]), and only what is
//! *certain* may become a conflict. The relations are Allen's (1983, "Maintaining Knowledge about
//! Temporal Intervals") between two moments that are known no better than their intervals.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The outcome of a comparison of two things that are known only roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds whatever the exact values are.
    Certain,
    /// It holds for some of them.
    Possible,
    /// It holds for none of them.
    Impossible,
}

impl Truth {
    /// Whether it holds for certain.
    #[must_use]
    pub fn is_certain(self) -> bool {
        self == Self::Certain
    }

    fn from_bounds(certain: bool, possible: bool) -> Self {
        match (certain, possible) {
            (true, _) => Self::Certain,
            (false, true) => Self::Possible,
            (false, false) => Self::Impossible,
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;
    fn not(self) -> Self {
        match self {
            Self::Certain => Self::Impossible,
            Self::Possible => Self::Possible,
            Self::Impossible => Self::Certain,
        }
    }
}

/// How finely a date was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    /// A day, or a moment of one.
    Day,
    /// A week or a weekend.
    Week,
    /// A month.
    Month,
    /// A season, a quarter or a half-year.
    Quarter,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
}

/// Days from `start` up to, but without, `end`; a missing end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First day, counted from 1970-01-01.
    pub start: Option<i32>,
    /// One past the last day.
    pub end: Option<i32>,
    /// The granularity of the expression it was read from.
    pub granularity: Granularity,
}

/// Days from 1970-01-01 to `date`.
#[must_use]
pub fn day_number(date: Date) -> i32 {
    // Every date that is read is counted: Hinnant's `days_from_civil`, the inverse of what [`date_of`] does.
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date that lies `days` after 1970-01-01; `None` outside the calendar's years.
#[must_use]
pub fn date_of(days: i32) -> Option<Date> {
    // Rules ask for millions of them: after Howard Hinnant's `civil_from_days`, in which years begin in March, so
    // that a leap day comes last, and 400 of them make an era.
    let from_year_0 = i64::from(days) + 719_468;
    let (era, day) = (from_year_0.div_euclid(146_097), from_year_0.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = (year + 400 * era, month + 3);
    let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `Monday`, …
#[must_use]
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

impl Interval {
    /// One day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        let start = day_number(date);
        Self { start: Some(start), end: Some(start + 1), granularity: Granularity::Day }
    }

    /// From the first to the last day, both included.
    #[must_use]
    pub fn days(first: Date, last: Date, granularity: Granularity) -> Self {
        Self { start: Some(day_number(first)), end: Some(day_number(last) + 1), granularity }
    }

    /// Reads a TIMEX3 date value, or two of them with a slash between: `1992`, `2024-02`,
    /// `2025-W29`, `2025-SU`, `2024-Q3`, `199`, `20`, `2025-07-18T09:30`, `../2012`, `1992/1999`.
    /// A value that names no calendar date (`PAST_REF`, `XXXX-12-25`, `P3D`) has no interval.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let slash = value.bytes().position(|byte| byte == b'/');
        if let Some((from, to)) = slash.map(|at| (&value[..at], &value[at + 1..])) {
            let end = |side: &str| if matches!(side, "" | "..") { Some(None) } else { Self::parse(side).map(Some) };
            let (from, to) = (end(from)?, end(to)?);
            let granularity = from.iter().chain(&to).map(|i| i.granularity).min()?;
            return Some(Self { start: from.and_then(|i| i.start), end: to.and_then(|i| i.end), granularity });
        }
        let number = |s: &str| if s.bytes().all(|b| b.is_ascii_digit()) { s.parse::<i16>().ok() } else { None };
        let whole =
            |first: i16, last: i16, g| Some(Self::days(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?, g));
        match value.len() {
            2 => return number(value).and_then(|c| whole(c * 100, c * 100 + 99, Granularity::Century)),
            3 => return number(value).and_then(|d| whole(d * 10, d * 10 + 9, Granularity::Decade)),
            _ => {}
        }
        let year = number(value.get(..4)?)?;
        let rest = &value[4..];
        if rest.is_empty() {
            return whole(year, year, Granularity::Year);
        }
        let rest = rest.strip_prefix('-')?;
        if let Some(week) = rest.strip_prefix('W').filter(|w| *w != "I") {
            let weekend = week.ends_with("-WE");
            let number: i8 = week.get(..2)?.parse().ok()?;
            let on = |d| ISOWeekDate::new(year, number, d).ok().map(ISOWeekDate::date);
            let first = on(if weekend { Weekday::Saturday } else { Weekday::Monday })?;
            return Some(Self::days(first, on(Weekday::Sunday)?, Granularity::Week));
        }
        let months = |first: i8, last: i8, g| {
            let last = Date::new(year, last, 1).ok()?.last_of_month();
            Some(Self::days(Date::new(year, first, 1).ok()?, last, g))
        };
        match rest {
            "SP" => return months(3, 5, Granularity::Quarter),
            "SU" => return months(6, 8, Granularity::Quarter),
            "FA" => return months(9, 11, Granularity::Quarter),
            // A winter runs into the next year.
            "WI" => {
                let last = Date::new(year + 1, 2, 1).ok()?.last_of_month();
                return Some(Self::days(Date::new(year, 12, 1).ok()?, last, Granularity::Quarter));
            }
            "H1" => return months(1, 6, Granularity::Quarter),
            "H2" => return months(7, 12, Granularity::Quarter),
            "Q1" | "Q2" | "Q3" | "Q4" => {
                let q: i8 = rest[1..].parse().ok()?;
                return months(3 * q - 2, 3 * q, Granularity::Quarter);
            }
            _ => {}
        }
        let month: i8 = rest.get(..2)?.parse().ok()?;
        match rest.get(2..)? {
            "" => months(month, month, Granularity::Month),
            day => {
                let day = day.strip_prefix('-')?.get(..2)?.parse().ok()?;
                Date::new(year, month, day).ok().map(Self::day)
            }
        }
    }

    /// Whether the moment meant by `self` lies before the one meant by `other`.
    #[must_use]
    pub fn before(&self, other: &Self) -> Truth {
        let certain = matches!((self.end, other.start), (Some(a), Some(b)) if a <= b);
        let possible = match (self.start, other.end) {
            (Some(a), Some(b)) => a < b - 1,
            _ => true,
        };
        Truth::from_bounds(certain, possible)
    }

    /// Whether the moment meant by `self` lies after the one meant by `other`.
    #[must_use]
    pub fn after(&self, other: &Self) -> Truth {
        other.before(self)
    }

    /// Whether the two certainly cannot mean one moment: they share no day.
    #[must_use]
    pub fn disjoint(&self, other: &Self) -> Truth {
        let certain = self.before(other).is_certain() || other.before(self).is_certain();
        let one_day = |i: &Self| matches!((i.start, i.end), (Some(a), Some(b)) if b - a == 1);
        Truth::from_bounds(certain, !(one_day(self) && self.same_days(other)))
    }

    /// Whether every day of `self` is a day of `other`.
    #[must_use]
    pub fn within(&self, other: &Self) -> Truth {
        let starts = other.start.is_none() || matches!((self.start, other.start), (Some(a), Some(b)) if a >= b);
        let ends = other.end.is_none() || matches!((self.end, other.end), (Some(a), Some(b)) if a <= b);
        Truth::from_bounds(starts && ends, !self.disjoint(other).is_certain())
    }

    /// Whether they cover the same days.
    #[must_use]
    pub fn same_days(&self, other: &Self) -> bool {
        self.start == other.start && self.end == other.end
    }

    /// The days that both cover, if any.
    #[must_use]
    pub fn meet(&self, other: &Self) -> Option<Self> {
        let start = self.start.max(other.start);
        let end = [self.end, other.end].into_iter().flatten().min();
        let granularity = self.granularity.min(other.granularity);
        match (start, end) {
            (Some(a), Some(b)) if a >= b => None,
            _ => Some(Self { start, end, granularity }),
        }
    }

    /// Shortest and longest number of days that can lie between the moment meant by `self` and the one
    /// meant by `other`, positive where `other` is later; `None` where an end is open.
    #[must_use]
    pub fn days_until(&self, other: &Self) -> Option<(i32, i32)> {
        Some((other.start? - (self.end? - 1), (other.end? - 1) - self.start?))
    }
}

/// `2024-02-01/2024-02-29`, or `..` for an open end: for messages that have no written value to show.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.start.and_then(date_of);
        let last = self.end.and_then(|end| date_of(end - 1));
        match (first, last) {
            (Some(a), Some(b)) if a == b => write!(f, "{a}"),
            (a, b) => {
                let show = |d: Option<Date>| d.map_or_else(|| "..".to_owned(), |d| d.to_string());
                write!(f, "{}/{}", show(a), show(b))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn i(value: &str) -> Interval {
        Interval::parse(value).unwrap_or_else(|| panic!("{value} is a date"))
    }

    /// Days are counted from 1970 in both directions, over leap days and centuries, to the ends of the calendar.
    #[test]
    fn days_and_dates() {
        for days in (-4_000_000..3_000_000).step_by(97) {
            assert!(date_of(days).is_none_or(|date| day_number(date) == days), "{days}");
        }
        for date in [Date::MIN, Date::MAX, jiff::civil::date(2024, 2, 29), jiff::civil::date(1900, 3, 1)] {
            assert_eq!(date_of(day_number(date)), Some(date));
        }
        assert_eq!((date_of(day_number(Date::MIN) - 1), date_of(day_number(Date::MAX) + 1)), (None, None));
    }

    /// A year is compatible with a day of it, and certainly apart from another year.
    #[test]
    fn granularity_is_no_difference() {
        assert_eq!(i("1992").disjoint(&i("1992-05-15")), Truth::Possible);
        assert_eq!(i("1992").disjoint(&i("2002")), Truth::Certain);
        assert_eq!(i("1992-05-15").disjoint(&i("1992-05-15")), Truth::Impossible);
        assert_eq!(i("2025-W29").disjoint(&i("2025-07-16")), Truth::Possible);
        assert_eq!(i("2022-W47").disjoint(&i("2022-11-28")), Truth::Certain);
    }

    /// An open end makes nothing certain on its side.
    #[test]
    fn open_ends_decide_nothing() {
        assert_eq!(i("../2012").before(&i("2006")), Truth::Possible);
        assert_eq!(i("../2012").before(&i("2013")), Truth::Certain);
        assert_eq!(i("1992").before(&i("1993/..")), Truth::Certain);
    }

    /// What names no day of the calendar has no interval.
    #[test]
    fn values_without_a_date_have_no_interval() {
        for value in ["PAST_REF", "XXXX-12-25", "P3D", "PT2H", "2025-13", "2023-02-29", "", "../.."] {
            assert_eq!(Interval::parse(value), None, "{value}");
        }
    }

    /// Decades, centuries, seasons and weekends cover what they name.
    #[test]
    fn coarse_values_cover_their_days() {
        assert_eq!(i("199").to_string(), "1990-01-01/1999-12-31");
        assert_eq!(i("2025-SU").to_string(), "2025-06-01/2025-08-31");
        assert_eq!(i("2024-WI").to_string(), "2024-12-01/2025-02-28");
        assert_eq!(i("2025-W29-WE").to_string(), "2025-07-19/2025-07-20");
        assert_eq!(i("2024-Q3").to_string(), "2024-07-01/2024-09-30");
    }
}
