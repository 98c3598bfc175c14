//! Stretches of the calendar, how TIMEX3 writes them, and how to step from one to the next.
//!
//! Weeks are ISO weeks (Monday first); years are counted as astronomers do, so that 0 is 1 BC, which
//! TIMEX3 writes `BC0001`. A day is kept as written, also where no calendar has it (30 February).

use super::ast::{DayPart, Holiday, Season, Unit};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::fmt;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Day(i32, i8, i8),
    Week(i16, i8),
    Weekend(i16, i8),
    Month(i32, i8),
    Season(i32, Season),
    Quarter(i32, i8),
    Half(i32, i8),
    Year(i32),
    Decade(i32),
    Century(i32),
}

/// The season's code; that of the autumn is American.
pub(super) fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// The code of a part of the day.
pub(super) fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
    }
}

/// Days, months and years as nearly all are written, without the formatting machinery: `2023-05-01`.
fn write_plain(f: &mut fmt::Formatter<'_>, year: i32, month: Option<i8>, day: Option<i8>) -> Option<fmt::Result> {
    let year = u16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
    let mut text = *b"0000-00-00";
    let (mut place, mut left) = (4, year);
    while left > 0 {
        place -= 1;
        text[place] = digit(left % 10);
        left /= 10;
    }
    let mut len = 4;
    for part in [month, day].into_iter().flatten() {
        let part = u16::try_from(part).ok().filter(|&part| part < 100)?;
        text[len + 1] = digit(part / 10);
        text[len + 2] = digit(part % 10);
        len += 3;
    }
    Some(f.write_str(std::str::from_utf8(&text[..len]).ok()?))
}

/// A digit's letter.
#[expect(clippy::cast_possible_truncation, reason = "one digit")]
fn digit(value: u16) -> u8 {
    b'0' + value as u8
}

struct YearText(i32);

impl fmt::Display for YearText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0 { write!(f, "{:04}", self.0) } else { write!(f, "BC{:04}", 1 - self.0) }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = match *self {
            Self::Day(y, m, d) => write_plain(f, y, Some(m), Some(d)),
            Self::Month(y, m) => write_plain(f, y, Some(m), None),
            Self::Year(y) => write_plain(f, y, None, None),
            _ => None,
        };
        if let Some(written) = plain {
            return written;
        }
        match *self {
            Self::Day(y, m, d) => write!(f, "{}-{m:02}-{d:02}", YearText(y)),
            Self::Week(y, w) => write!(f, "{y:04}-W{w:02}"),
            Self::Weekend(y, w) => write!(f, "{y:04}-W{w:02}-WE"),
            Self::Month(y, m) => write!(f, "{}-{m:02}", YearText(y)),
            Self::Season(y, s) => write!(f, "{}-{}", YearText(y), season_code(s)),
            Self::Quarter(y, q) => write!(f, "{}-Q{q}", YearText(y)),
            Self::Half(y, h) => write!(f, "{}-H{h}", YearText(y)),
            Self::Year(y) => YearText(y).fmt(f),
            Self::Decade(d) if d < 0 => write!(f, "BC{:03}", -d),
            Self::Decade(d) => write!(f, "{d:03}"),
            Self::Century(c) if c < 0 => write!(f, "BC{:02}", -c - 1),
            Self::Century(c) => write!(f, "{c:02}"),
        }
    }
}

impl Point {
    /// The day as a point.
    pub(super) fn day(date: Date) -> Self {
        Self::Day(i32::from(date.year()), date.month(), date.day())
    }

    /// The stretch of `unit` that `date` lies in.
    pub(super) fn of(unit: Unit, date: Date) -> Self {
        let year = i32::from(date.year());
        let week = || date.iso_week_date();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::day(date),
            Unit::Week | Unit::Fortnight => Self::Week(week().year(), week().week()),
            Unit::Weekend => Self::Weekend(week().year(), week().week()),
            Unit::Month => Self::Month(year, date.month()),
            Unit::Quarter => Self::Quarter(year, (date.month() + 2) / 3),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
        }
    }

    /// The stretch `n` further on.
    pub(super) fn plus(self, n: i32) -> Option<Self> {
        let month = |y: i32, m: i32| {
            let all = y * 12 + m - 1 + n;
            Some(Self::Month(all.div_euclid(12), i8::try_from(all.rem_euclid(12) + 1).ok()?))
        };
        Some(match self {
            Self::Day(..) => Self::day(self.first()?.checked_add(n.days()).ok()?),
            Self::Week(..) => Self::of(Unit::Week, self.first()?.checked_add((7 * n).days()).ok()?),
            Self::Weekend(..) => Self::of(Unit::Weekend, self.first()?.checked_add((7 * n).days()).ok()?),
            Self::Month(y, m) => return month(y, i32::from(m)),
            Self::Season(y, s) => Self::Season(y + n, s),
            Self::Quarter(y, q) => {
                let all = y * 4 + i32::from(q) - 1 + n;
                Self::Quarter(all.div_euclid(4), i8::try_from(all.rem_euclid(4) + 1).ok()?)
            }
            Self::Half(y, h) => {
                let all = y * 2 + i32::from(h) - 1 + n;
                Self::Half(all.div_euclid(2), i8::try_from(all.rem_euclid(2) + 1).ok()?)
            }
            Self::Year(y) => Self::Year(y + n),
            Self::Decade(d) => Self::Decade(d + n),
            Self::Century(c) => Self::Century(c + n),
        })
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<Date> {
        let date = |y: i32, m: i8, d: i8| Date::new(i16::try_from(y).ok()?, m, d).ok();
        match self {
            Self::Day(y, m, d) => date(y, m, d),
            Self::Week(y, w) => ISOWeekDate::new(y, w, Weekday::Monday).ok().map(ISOWeekDate::date),
            Self::Weekend(y, w) => ISOWeekDate::new(y, w, Weekday::Saturday).ok().map(ISOWeekDate::date),
            Self::Month(y, m) => date(y, m, 1),
            Self::Season(y, s) => date(
                y,
                match s {
                    Season::Spring => 3,
                    Season::Summer => 6,
                    Season::Autumn => 9,
                    Season::Winter => 12,
                },
                1,
            ),
            Self::Quarter(y, q) => date(y, 3 * q - 2, 1),
            Self::Half(y, h) => date(y, 6 * h - 5, 1),
            Self::Year(y) => date(y, 1, 1),
            Self::Decade(d) => date(d * 10, 1, 1),
            Self::Century(c) => date(c * 100, 1, 1),
        }
    }

    /// Its year, where it lies in one.
    pub(super) fn year(self) -> Option<i32> {
        match self {
            Self::Day(y, ..)
            | Self::Month(y, _)
            | Self::Season(y, _)
            | Self::Quarter(y, _)
            | Self::Half(y, _)
            | Self::Year(y) => Some(y),
            Self::Week(..) | Self::Weekend(..) => self.first().map(|d| i32::from(d.year())),
            Self::Decade(_) | Self::Century(_) => None,
        }
    }

    /// Its month, where it lies in one.
    pub(super) fn month(self) -> Option<i8> {
        match self {
            Self::Day(_, m, _) | Self::Month(_, m) => Some(m),
            Self::Week(..) | Self::Weekend(..) => self.first().map(Date::month),
            _ => None,
        }
    }
}

/// The holiday's day in a year.
pub(super) fn holiday_in(holiday: Holiday, year: i32) -> Option<Point> {
    let y = i16::try_from(year).ok()?;
    match holiday {
        Holiday::Fixed(m, d) => Some(Point::Day(year, m, d)),
        Holiday::Once(y, m, d) => Some(Point::Day(y, m, d)),
        Holiday::Nth(m, weekday, n) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Date::new(y, m, 1).ok()?.nth_weekday_of_month(n, weekday).ok().map(Point::day)
        }
        Holiday::Easter(days) => easter(y)?.checked_add(days.days()).ok().map(Point::day),
        Holiday::Election => {
            let monday = Date::new(y, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?;
            monday.checked_add(1.days()).ok().map(Point::day)
        }
    }
}

/// Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}
