//! From what is written to a TIMEX3 value.
//!
//! Which time an expression is counted from is decided in `context.rs`, whether it looks forward or
//! back in `tense.rs`; here the two are applied.

use super::ast::{Amount, From, Meaning, Tie, Unit, Year};
use super::point::{Point, holiday_in, part_code};
use super::tense::Tense;
use super::{Basis, Kind};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use std::fmt::Write;

/// What is known when an expression is resolved.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// The moment the page was fetched.
    pub(super) retrieved: Option<DateTime>,
    /// Whether the last date mentioned anchors what is relative.
    pub(super) narrative: bool,
    /// The last date mentioned.
    pub(super) spoken: Option<Point>,
    /// The last day mentioned in this sentence, or that comes next in it.
    pub(super) day: Option<Point>,
    /// Whether the last date mentioned stands in the same sentence.
    pub(super) beside: bool,
    /// Where the clause looks.
    pub(super) tense: Tense,
}

/// A value, and how it was found.
pub(super) struct Resolved {
    pub(super) kind: Kind,
    pub(super) value: String,
    pub(super) point: Option<Point>,
    pub(super) basis: Basis,
}

/// `P3Y`, `PT2H30M`, `PXD`.
pub(super) fn length_value(length: &[(Amount, Unit)]) -> String {
    let mut date = String::new();
    let mut time = String::new();
    for (amount, unit) in length {
        let (factor, letter) = match unit {
            Unit::Second => (1.0, "S"),
            Unit::Minute => (1.0, "M"),
            Unit::Hour => (1.0, "H"),
            Unit::Day => (1.0, "D"),
            Unit::Weekend => (1.0, "WE"),
            Unit::Week => (1.0, "W"),
            Unit::Fortnight => (2.0, "W"),
            Unit::Month => (1.0, "M"),
            Unit::Quarter => (1.0, "Q"),
            Unit::Year => (1.0, "Y"),
            Unit::Decade => (10.0, "Y"),
            Unit::Century => (100.0, "Y"),
        };
        let part = if unit.is_clock() { &mut time } else { &mut date };
        // Writing to a String cannot fail.
        let _ = match (amount, unit) {
            (Amount::Vague, Unit::Decade) => write!(part, "XDE"),
            (Amount::Vague, Unit::Century) => write!(part, "XCE"),
            (Amount::Vague, _) => write!(part, "X{letter}"),
            (Amount::Exactly(n), _) => write!(part, "{}{letter}", n * factor),
        };
    }
    if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") }
}

impl Context {
    fn published_point(&self) -> Option<Point> {
        self.published.map(Point::day)
    }

    /// What `later`, `that`, `the` are counted from.
    fn base(&self, spoken_first: bool) -> (Option<Point>, Basis) {
        self.base_in(spoken_first, Unit::Century)
    }

    /// The same, for something counted in `unit`: in news a date that is coarser than that is passed over.
    fn base_in(&self, spoken_first: bool, unit: Unit) -> (Option<Point>, Basis) {
        match self.spoken {
            Some(p)
                if self.narrative || spoken_first && (self.published.is_none() || in_unit(p, unit, p).is_some()) =>
            {
                (Some(p), Basis::Context)
            }
            _ => (self.published_point(), Basis::Published),
        }
    }

    /// The year of something that recurs yearly; `start` gives its first day in a year.
    fn year_for(&self, tie: Tie, start: impl Fn(i32) -> Option<Date>) -> (Option<i32>, Basis) {
        if self.narrative && !matches!(tie, Tie::Next) || matches!(tie, Tie::Previous | Tie::Following | Tie::Same) {
            let (base, basis) = self.base(true);
            let Some(base) = base else { return (None, Basis::Unresolved) };
            let Some(year) = base.year() else { return (None, Basis::Unresolved) };
            let at = |y| start(y).zip(base.first());
            let y = match tie {
                Tie::Last | Tie::Previous if at(year).is_some_and(|(s, b)| s >= b) => year - 1,
                Tie::Following if at(year).is_some_and(|(s, b)| s <= b) => year + 1,
                Tie::Bare if base.month().is_some() => self.nearest(year, base, &start),
                _ => year,
            };
            return (Some(y), basis);
        }
        let Some(published) = self.published else { return (None, Basis::Unresolved) };
        let year = i32::from(published.year());
        let starts = start(year);
        let y = match (tie, self.tense) {
            (Tie::This | Tie::The, _) => year,
            (Tie::Last, _) => {
                if starts.is_some_and(|s| s.first_of_month() >= published.first_of_month()) {
                    year - 1
                } else {
                    year
                }
            }
            (Tie::Next, _) | (_, Tense::Future) => {
                if starts.is_some_and(|s| s.last_of_month() < published) {
                    year + 1
                } else {
                    year
                }
            }
            _ => {
                if starts.is_some_and(|s| s > published) {
                    year - 1
                } else {
                    year
                }
            }
        };
        (Some(y), Basis::Published)
    }

    /// In a narrative: time goes forward, so a date more than half a year back is next year's.
    #[allow(clippy::unused_self)] // reads as a policy of the context
    fn nearest(&self, year: i32, base: Point, start: &impl Fn(i32) -> Option<Date>) -> i32 {
        let (Some(base), Some(here)) = (base.first(), start(year)) else { return year };
        let days = crate::interval::day_number(here) - crate::interval::day_number(base);
        if days < -240 {
            year + 1
        } else if days > 270 {
            year - 1
        } else {
            year
        }
    }

    fn year(&self, year: Year, start: impl Fn(i32) -> Option<Date>) -> (Option<i32>, Basis) {
        match year {
            Year::Given(y) => (Some(y), Basis::Absolute),
            Year::Tied(tie) => self.year_for(tie, start),
        }
    }

    /// "of last year": the year itself is tied, not the month in it.
    fn tied_year(&self, tie: Tie) -> (Option<i32>, Basis) {
        let (base, basis) = self.base(matches!(tie, Tie::Same | Tie::Previous | Tie::Following));
        let Some(year) = base.and_then(Point::year) else { return (None, Basis::Unresolved) };
        let y = match tie {
            Tie::Last | Tie::Previous => year - 1,
            Tie::Next | Tie::Following => year + 1,
            _ => year,
        };
        (Some(y), basis)
    }

    fn weekday(&self, day: i8, tie: Tie) -> (Option<Point>, Basis) {
        let spoken = self.narrative || matches!(tie, Tie::Same | Tie::Previous | Tie::Following);
        let (base, basis) = if spoken { self.base(true) } else { (self.published_point(), Basis::Published) };
        let Some(base) = base.and_then(Point::first) else { return (None, Basis::Unresolved) };
        let ahead = (i32::from(day) - i32::from(base.weekday().to_monday_one_offset())).rem_euclid(7);
        let forward = ahead;
        let back = if ahead == 0 { 0 } else { ahead - 7 };
        let days = match tie {
            Tie::Last | Tie::Previous => {
                if back == 0 {
                    -7
                } else {
                    back
                }
            }
            Tie::Next | Tie::Following => {
                if forward == 0 {
                    7
                } else {
                    forward
                }
            }
            Tie::This => i32::from(day) - i32::from(base.weekday().to_monday_one_offset()),
            Tie::Same => forward,
            Tie::Bare | Tie::The if self.narrative => forward,
            Tie::Bare | Tie::The => {
                if self.tense == Tense::Future {
                    forward
                } else {
                    back
                }
            }
        };
        (base.checked_add(days.days()).ok().map(Point::day), basis)
    }

    fn unit(&self, unit: Unit, tie: Tie) -> (Option<Point>, Basis) {
        // "ended the day" of a day just named, "for the year" of a year named in the sentence.
        let finer = self.spoken.is_some_and(|p| in_unit(p, unit, p).is_some());
        let spoken =
            matches!(tie, Tie::Same | Tie::Previous | Tie::Following) || (tie == Tie::The && self.beside && finer);
        let (base, basis) = self.base_in(spoken, unit);
        let Some(base) = base else { return (None, Basis::Unresolved) };
        let step = match tie {
            Tie::Last | Tie::Previous => -1,
            Tie::Next | Tie::Following => 1,
            _ => 0,
        };
        (in_unit(base, unit, base).and_then(|p| p.plus(step)), basis)
    }

    fn count(&self, n: f64, unit: Unit, from: From, forward: bool) -> (Option<Point>, Basis) {
        let counted = if matches!(unit, Unit::Week | Unit::Fortnight) { Unit::Day } else { unit };
        let (base, basis) = self.base_in(from == From::Spoken, counted);
        let Some(base) = base else { return (None, Basis::Unresolved) };
        let n = if forward { n } else { -n };
        #[allow(clippy::cast_possible_truncation)] // lengths in news are small
        let whole = |x: f64| x.round() as i32;
        let point = match unit {
            // "a year earlier" of a quarter or a month is that quarter or month.
            Unit::Year if n.fract() == 0.0 && from == From::Spoken => match base {
                Point::Quarter(y, q) => Some(Point::Quarter(y + whole(n), q)),
                Point::Half(y, h) => Some(Point::Half(y + whole(n), h)),
                _ => in_unit(base, unit, base).and_then(|p| p.plus(whole(n))),
            },
            Unit::Year if n.fract() != 0.0 => in_unit(base, Unit::Month, base).and_then(|p| p.plus(whole(n * 12.0))),
            Unit::Decade => in_unit(base, Unit::Year, base).and_then(|p| p.plus(whole(n * 10.0))),
            Unit::Century => in_unit(base, Unit::Year, base).and_then(|p| p.plus(whole(n * 100.0))),
            Unit::Week | Unit::Fortnight if from == From::Spoken => {
                let days = if unit == Unit::Week { 7.0 } else { 14.0 };
                in_unit(base, Unit::Day, base).and_then(|p| p.plus(whole(n * days)))
            }
            Unit::Fortnight => in_unit(base, Unit::Week, base).and_then(|p| p.plus(whole(2.0 * n))),
            _ => in_unit(base, unit, base).and_then(|p| p.plus(whole(n))),
        };
        (point, basis)
    }
}

/// The stretch of `unit` around `point`; none where the point is coarser than the unit.
fn in_unit(point: Point, unit: Unit, base: Point) -> Option<Point> {
    let fits = match base {
        Point::Day(..) => true,
        Point::Week(..) | Point::Weekend(..) => unit >= Unit::Weekend,
        Point::Month(..) => unit >= Unit::Month,
        Point::Season(..) | Point::Quarter(..) => unit >= Unit::Quarter,
        Point::Half(..) | Point::Year(_) => unit >= Unit::Year,
        Point::Decade(_) => unit >= Unit::Decade,
        Point::Century(_) => unit >= Unit::Century,
    };
    if !fits {
        return None;
    }
    match (point, unit) {
        (Point::Season(..), Unit::Quarter) => None,
        _ => point.first().map(|d| Point::of(unit, d)),
    }
}

/// What stands where a value has no date.
fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

/// Gives an expression its value.
pub(super) fn resolve(meaning: &Meaning, context: &Context) -> Resolved {
    let dated = |(point, basis): (Option<Point>, Basis), otherwise: String| match point {
        Some(p) => Resolved { kind: Kind::Date, value: p.to_string(), point: Some(p), basis },
        None => Resolved { kind: Kind::Date, value: otherwise, point: None, basis: Basis::Unresolved },
    };
    let plain = |kind, value: String| Resolved { kind, value, point: None, basis: Basis::Absolute };
    let first = |y: i32, m: i8, d: i8| Date::new(i16::try_from(y).ok()?, m, d).ok();
    let in_year = |year: Year, start: &dyn Fn(i32) -> Option<Date>, make: &dyn Fn(i32) -> Option<Point>| {
        let (y, basis) = context.year(year, start);
        (y.and_then(make), basis)
    };
    match *meaning {
        Meaning::Day { year, month, day } => {
            let (y, basis) = match year {
                Year::Tied(tie) if tie != Tie::Bare => context.tied_year(tie),
                year => context.year(year, |y| first(y, month, day)),
            };
            dated((y.map(|y| Point::Day(y, month, day)), basis), format!("XXXX-{month:02}-{day:02}"))
        }
        Meaning::DayOfMonth(day) => {
            let (base, basis) = context.base(true);
            let point = match base {
                Some(Point::Day(y, m, _) | Point::Month(y, m)) => Some(Point::Day(y, m, day)),
                _ => None,
            };
            dated((point, basis), format!("XXXX-XX-{day:02}"))
        }
        Meaning::Month { year, month } => {
            // "in March" of the month of publication is this one.
            let start = |y: i32| first(y, month, 1);
            dated(in_year(year, &start, &|y| Some(Point::Month(y, month))), format!("XXXX-{month:02}"))
        }
        Meaning::Weekday { day, tie } => dated(context.weekday(day, tie), format!("XXXX-WXX-{day}")),
        Meaning::Year(y) => dated((Some(Point::Year(y)), Basis::Absolute), String::new()),
        Meaning::Fiscal(year) => {
            let (y, basis) = match year {
                Year::Given(y) => (Some(y), Basis::Absolute),
                Year::Tied(tie) => context.tied_year(tie),
            };
            match y {
                Some(y) => Resolved { kind: Kind::Date, value: format!("FY{y:04}"), point: None, basis },
                None => plain(Kind::Date, "FYXXXX".to_owned()),
            }
        }
        Meaning::Decade(d) => dated((Some(Point::Decade(d)), Basis::Absolute), String::new()),
        Meaning::Century(c) => dated((Some(Point::Century(c)), Basis::Absolute), String::new()),
        Meaning::Season { season, year } => {
            // "last summer", said in summer, is that of the year before.
            let over = matches!(year, Year::Tied(Tie::Last));
            let start = |y: i32| {
                let first = Point::Season(y, season).first()?;
                if over { first.checked_add(3.months()).ok() } else { Some(first) }
            };
            let code = super::point::season_code(season);
            dated(in_year(year, &start, &|y| Some(Point::Season(y, season))), format!("XXXX-{code}"))
        }
        Meaning::Quarter { number, year } => {
            let tied = match year {
                Year::Tied(tie) if tie != Tie::Bare => Some(context.tied_year(tie)),
                _ => None,
            };
            // A quarter is spoken of when it is over.
            let over = |y: i32| Point::Quarter(y, number).plus(1).and_then(Point::first);
            let found = match tied {
                Some((y, basis)) => (y.map(|y| Point::Quarter(y, number)), basis),
                None => in_year(year, &over, &|y| Some(Point::Quarter(y, number))),
            };
            dated(found, format!("XXXX-Q{number}"))
        }
        Meaning::Half { number, year } => {
            let tied = match year {
                Year::Tied(tie) if tie != Tie::Bare => Some(context.tied_year(tie)),
                _ => None,
            };
            let over = |y: i32| Point::Half(y, number).first();
            let found = match tied {
                Some((y, basis)) => (y.map(|y| Point::Half(y, number)), basis),
                None => in_year(year, &over, &|y| Some(Point::Half(y, number))),
            };
            dated(found, format!("XXXX-H{number}"))
        }
        Meaning::Unit { unit, tie } => dated(context.unit(unit, tie), unknown(unit).to_owned()),
        Meaning::Days(days) => {
            if context.narrative {
                let value = if days == 0 { "PRESENT_REF" } else { "XXXX-XX-XX" };
                return plain(Kind::Date, value.to_owned());
            }
            let point = context.published_point().and_then(|p| p.plus(days));
            dated((point, Basis::Published), "XXXX-XX-XX".to_owned())
        }
        Meaning::Count { amount, unit, from, forward } => count(context, amount, unit, from, forward),
        Meaning::Within { number, unit, ref of } => {
            let outer = resolve(of, context);
            let point = outer.point.and_then(|p| within(p, number, unit));
            dated((point, outer.basis), unknown(unit).to_owned())
        }
        Meaning::Holiday { holiday, year } => {
            let start = |y: i32| holiday_in(holiday, y).and_then(Point::first);
            let (point, basis) = in_year(year, &start, &|y| holiday_in(holiday, y));
            let fixed = match holiday {
                super::ast::Holiday::Fixed(m, d) => format!("XXXX-{m:02}-{d:02}"),
                super::ast::Holiday::Once(..) => {
                    return dated((holiday_in(holiday, 1), Basis::Absolute), String::new());
                }
                _ => "XXXX-XX-XX".to_owned(),
            };
            dated((point, basis), fixed)
        }
        Meaning::Clock { hour, minute, second, utc, ref day } => {
            let (day, basis) = day_of(context, day.as_deref());
            let mut value = format!("{day}T{hour:02}");
            let _ = write!(value, ":{:02}", minute.unwrap_or(0));
            if let Some(s) = second {
                let _ = write!(value, ":{s:02}");
            }
            if utc {
                value.push('Z');
            }
            Resolved { kind: Kind::Time, value, point: None, basis }
        }
        Meaning::DayPart { part, ref day } => {
            let (day, basis) = day_of(context, day.as_deref());
            Resolved { kind: Kind::Time, value: format!("{day}T{}", part.map_or("XX", part_code)), point: None, basis }
        }
        Meaning::Duration(ref length) => plain(Kind::Duration, length_value(length)),
        Meaning::Set(ref value) => plain(Kind::Set, value.clone()),
        Meaning::Ref(when) => plain(Kind::Date, reference(when).to_owned()),
        Meaning::SamePeriod(years) => {
            let year = context.published.map(|p| i32::from(p.year()) - years);
            let point = match (context.spoken, year) {
                (Some(Point::Month(y, m)), Some(last)) => Some(Point::Month(last.min(y), m)),
                (Some(Point::Quarter(y, q)), Some(_)) => Some(Point::Quarter(y - years, q)),
                (Some(Point::Half(y, h)), Some(_)) => Some(Point::Half(y - years, h)),
                (_, year) => year.map(Point::Year),
            };
            dated((point, Basis::Context), "XXXX".to_owned())
        }
        Meaning::Narrative(Some(when)) => plain(Kind::Date, reference(when).to_owned()),
        Meaning::Narrative(None) => dated((context.spoken, Basis::Context), "XXXX-XX-XX".to_owned()),
        Meaning::Then => dated((context.spoken, Basis::Context), reference(super::ast::When::Past).to_owned()),
    }
}

fn reference(when: super::ast::When) -> &'static str {
    match when {
        super::ast::When::Past => "PAST_REF",
        super::ast::When::Present => "PRESENT_REF",
        super::ast::When::Future => "FUTURE_REF",
    }
}

fn count(context: &Context, amount: Amount, unit: Unit, from: From, forward: bool) -> Resolved {
    let plain = |kind, value: &str, basis| Resolved { kind, value: value.to_owned(), point: None, basis };
    let n = match amount {
        Amount::Exactly(n) => n,
        Amount::Vague => {
            let value = if forward { "FUTURE_REF" } else { "PAST_REF" };
            return plain(Kind::Date, value, Basis::Absolute);
        }
    };
    if unit.is_clock() {
        // Only a page's own moment says when "31 minutes ago" was.
        let moment = context.retrieved.filter(|_| from == From::Writing);
        let seconds = n * match unit {
            Unit::Hour => 3_600.0,
            Unit::Minute => 60.0,
            _ => 1.0,
        };
        #[allow(clippy::cast_possible_truncation)] // lengths in news are small
        let span = (if forward { seconds } else { -seconds }) as i64;
        if let Some(at) = moment.and_then(|m| m.checked_add(span.seconds()).ok()) {
            let value = format!("{}T{:02}:{:02}", Point::day(at.date()), at.hour(), at.minute());
            return Resolved { kind: Kind::Time, value, point: None, basis: Basis::Published };
        }
        let (day, basis) = day_of(context, None);
        return plain(Kind::Time, &format!("{day}TXX:XX"), basis);
    }
    match context.count(n, unit, from, forward) {
        (Some(p), basis) => Resolved { kind: Kind::Date, value: p.to_string(), point: Some(p), basis },
        (None, _) => plain(Kind::Date, unknown(unit), Basis::Unresolved),
    }
}

/// The day of a time of day, as it is written in the value.
fn day_of(context: &Context, day: Option<&Meaning>) -> (String, Basis) {
    if let Some(day) = day {
        let r = resolve(day, context);
        return (r.value, r.basis);
    }
    if let Some(day) = context.day {
        return (day.to_string(), Basis::Context);
    }
    match context.base(false) {
        (Some(p @ Point::Day(..)), basis) => (p.to_string(), basis),
        (Some(p @ Point::Month(..)), basis) => (format!("{p}-XX"), basis),
        (Some(p @ Point::Year(_)), basis) => (format!("{p}-XX-XX"), basis),
        _ => ("XXXX-XX-XX".to_owned(), Basis::Unresolved),
    }
}

/// The `number`th `unit` of a stretch; from its end where negative.
fn within(point: Point, number: i8, unit: Unit) -> Option<Point> {
    let n = i32::from(number);
    let first = point.first()?;
    if n > 0 {
        return Point::of(unit, first).plus(n - 1);
    }
    let last = point.plus(1)?.first()?.checked_sub(1.days()).ok()?;
    // A week belongs to the month that holds four of its days.
    let last = if unit == Unit::Week { last.checked_sub(3.days()).ok()? } else { last };
    Some(Point::of(unit, last))
}

/// Whether a mention of this may be what "then" or "the next day" is counted from.
pub(super) fn may_be_spoken_of(point: Point, meaning: &Meaning) -> bool {
    !matches!(point, Point::Decade(_) | Point::Century(_))
        && !matches!(meaning, Meaning::SamePeriod(_))
        && !matches!(meaning, Meaning::Holiday { holiday: super::ast::Holiday::Once(..), .. })
}

/// The day a time of day stands on, for what is counted from it later.
pub(super) fn day_meant(meaning: &Meaning, context: &Context) -> Option<Point> {
    match meaning {
        Meaning::Clock { day: Some(day), .. } | Meaning::DayPart { day: Some(day), .. } => resolve(day, context).point,
        _ => None,
    }
}
