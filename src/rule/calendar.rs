//! Time in conditions: Allen's relations between stretches whose ends are known only roughly.
//!
//! What happened "in 1992" began and ended on some days of 1992; what was so "from 1992 to 1999" began
//! on the first day and ended on the last. So each end is a range of days, and a relation between ends
//! is certain, possible or impossible; Allen's relations are conjunctions of those (Kleene's logic). The
//! certain answers are right; some called possible may be impossible.
//!
//! Two departures, both as people speak: `before` includes "meets", since 1991 is before 1992; and
//! `during` (or `within`), `starts`, `finishes` include equal ends.

use crate::claim::{When, WhenKind};
use crate::interval::{Interval, Truth, date_of, weekday_name};

/// Days far beyond any calendar.
const EVER: i64 = 1 << 40;

/// A time, as conditions see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    pub(crate) interval: Interval,
    pub(crate) kind: WhenKind,
    /// The months of its first and its last day, counted from that of year 0, where they are known already.
    months: Option<(i32, i32)>,
}

impl Time {
    pub(super) fn of(when: &When) -> Option<Self> {
        Some(Self::new(when.interval?, when.kind))
    }

    pub(super) fn new(interval: Interval, kind: WhenKind) -> Self {
        Self { interval, kind, months: None }
    }

    /// The same, with what many conditions will ask of it.
    pub(super) fn read(self) -> Self {
        Self { months: self.months(), ..self }
    }

    /// The months of its first and its last day; `None` where it is open.
    fn months(&self) -> Option<(i32, i32)> {
        let month = |day: i32| date_of(day).map(|date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1);
        match self.months {
            None => Some((month(self.interval.start?)?, month(self.interval.end? - 1)?)),
            known => known,
        }
    }

    /// First and last day on which it can begin, and on which its end (one past) can be.
    fn ends(&self) -> ([i64; 2], [i64; 2]) {
        let s = self.interval.start.map(i64::from);
        let e = self.interval.end.map(i64::from);
        let (from, to) = (s.unwrap_or(-EVER), e.unwrap_or(EVER));
        if self.kind == WhenKind::Throughout {
            let start = s.map_or([-EVER, to - 1], |s| [s, s]);
            let end = e.map_or([from + 1, EVER], |e| [e, e]);
            (start, end)
        } else {
            ([from, to - 1], [from + 1, to])
        }
    }

    /// The days through which it certainly holds.
    fn definite(&self) -> Option<(i64, i64)> {
        let (start, end) = self.ends();
        (start[1] < end[0]).then_some((start[1], end[0]))
    }

    /// First day and one past the last that it can touch.
    pub(super) fn reach(&self) -> (i64, i64) {
        let (start, end) = self.ends();
        (start[0], end[1])
    }

    /// Whether both are so on one day at least: two states that exclude each other then cannot be.
    fn coincides(&self, other: &Self) -> Truth {
        let inside = |a: &Self, (from, to): (i64, i64)| {
            let (first, last) = a.reach();
            from <= first && last <= to
        };
        let certain = match (self.definite(), other.definite()) {
            (Some(a), Some(b)) => a.0.max(b.0) < a.1.min(b.1) || inside(self, b) || inside(other, a),
            (Some(a), None) => inside(other, a),
            (None, Some(b)) => inside(self, b),
            (None, None) => false,
        };
        if certain {
            Truth::Certain
        } else if self.relation(Allen::Disjoint, other).is_certain() {
            Truth::Impossible
        } else {
            Truth::Possible
        }
    }

    /// Whether the relation holds.
    pub(super) fn relation(&self, relation: Allen, other: &Self) -> Truth {
        let ((s1, e1), (s2, e2)) = (self.ends(), other.ends());
        match relation {
            Allen::Before => at_most(e1, s2),
            Allen::After => at_most(e2, s1),
            Allen::Disjoint => either(at_most(e1, s2), at_most(e2, s1)),
            Allen::Intersects => !either(at_most(e1, s2), at_most(e2, s1)),
            Allen::Meets => equal(e1, s2),
            Allen::MetBy => equal(e2, s1),
            Allen::Overlaps => all([below(s1, s2), below(s2, e1), below(e1, e2)]),
            Allen::OverlappedBy => all([below(s2, s1), below(s1, e2), below(e2, e1)]),
            Allen::During => all([at_most(s2, s1), at_most(e1, e2)]),
            Allen::Contains => all([at_most(s1, s2), at_most(e2, e1)]),
            Allen::Starts => all([equal(s1, s2), at_most(e1, e2)]),
            Allen::StartedBy => all([equal(s1, s2), at_most(e2, e1)]),
            Allen::Finishes => all([equal(e1, e2), at_most(s2, s1)]),
            Allen::FinishedBy => all([equal(e1, e2), at_most(s1, s2)]),
            Allen::Equals => all([equal(s1, s2), equal(e1, e2)]),
            Allen::Coincides => self.coincides(other),
        }
    }

    /// Whether both lie in one day, month or year: some day of `self` and of `other`.
    pub(super) fn same(&self, unit: Unit, other: &Self) -> Truth {
        match (self.spread(unit), other.spread(unit)) {
            (Some(a), Some(b)) if a.0 == a.1 && b.0 == b.1 && a == b => Truth::Certain,
            (Some(a), Some(b)) if a.1 < b.0 || b.1 < a.0 => Truth::Impossible,
            _ => Truth::Possible,
        }
    }

    /// Number of the first and the last day, month or year it can lie in.
    fn spread(&self, unit: Unit) -> Option<(i64, i64)> {
        let (first, last) = match unit {
            Unit::Day => (self.interval.start?, self.interval.end? - 1),
            Unit::Month => self.months()?,
            Unit::Year => self.years()?,
        };
        Some((first.into(), last.into()))
    }

    /// The years of its first and its last day.
    fn years(&self) -> Option<(i32, i32)> {
        self.months().map(|(first, last)| (first.div_euclid(12), last.div_euclid(12)))
    }

    /// The least and the greatest that a field of its date can be: the day of the month, the year.
    pub(super) fn field(&self, unit: Unit) -> Option<(f64, f64)> {
        let (first, last) = self.months()?;
        let (from, to) = match unit {
            Unit::Year => self.years()?,
            Unit::Month if first.div_euclid(12) == last.div_euclid(12) => {
                (first.rem_euclid(12) + 1, last.rem_euclid(12) + 1)
            }
            Unit::Month => (1, 12),
            Unit::Day if first == last => {
                let [from, to] = [self.interval.start?, self.interval.end? - 1].map(date_of);
                (from?.day().into(), to?.day().into())
            }
            Unit::Day => (1, 31),
        };
        Some((from.into(), to.into()))
    }

    /// The weekday of a time that is one day.
    pub(super) fn weekday(&self) -> Option<&'static str> {
        let (start, end) = (self.interval.start?, self.interval.end?);
        if end - start != 1 {
            return None;
        }
        Some(weekday_name(date_of(start)?.weekday()))
    }
}

/// The relations a condition can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allen {
    Before,
    After,
    Meets,
    MetBy,
    Overlaps,
    OverlappedBy,
    During,
    Contains,
    Starts,
    StartedBy,
    Finishes,
    FinishedBy,
    Equals,
    Disjoint,
    Intersects,
    /// Both hold on one day at least.
    Coincides,
}

impl Allen {
    pub(super) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "before" => Self::Before,
            "after" => Self::After,
            "meets" => Self::Meets,
            "met by" => Self::MetBy,
            "overlaps" => Self::Overlaps,
            "overlapped by" => Self::OverlappedBy,
            "during" | "within" => Self::During,
            "contains" => Self::Contains,
            "starts" => Self::Starts,
            "started by" => Self::StartedBy,
            "finishes" => Self::Finishes,
            "finished by" => Self::FinishedBy,
            "equals" => Self::Equals,
            "disjoint" => Self::Disjoint,
            "intersects" => Self::Intersects,
            "coincides" => Self::Coincides,
            _ => return None,
        })
    }

    /// Whether two times that stand in it share a day.
    pub(super) fn shares_a_day(self) -> bool {
        !matches!(self, Self::Before | Self::After | Self::Meets | Self::MetBy | Self::Disjoint)
    }
}

/// Parts of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Year,
}

fn below(a: [i64; 2], b: [i64; 2]) -> Truth {
    if a[1] < b[0] {
        Truth::Certain
    } else if a[0] < b[1] {
        Truth::Possible
    } else {
        Truth::Impossible
    }
}

fn at_most(a: [i64; 2], b: [i64; 2]) -> Truth {
    !below(b, a)
}

fn equal(a: [i64; 2], b: [i64; 2]) -> Truth {
    if a[0] == a[1] && a == b {
        Truth::Certain
    } else if a[0] <= b[1] && b[0] <= a[1] {
        Truth::Possible
    } else {
        Truth::Impossible
    }
}

/// Kleene's "and".
pub(super) fn all(truths: impl IntoIterator<Item = Truth>) -> Truth {
    let mut result = Truth::Certain;
    for truth in truths {
        match truth {
            Truth::Impossible => return Truth::Impossible,
            Truth::Possible => result = Truth::Possible,
            Truth::Certain => {}
        }
    }
    result
}

/// Kleene's "or".
pub(super) fn either(a: Truth, b: Truth) -> Truth {
    !all([!a, !b])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn t(value: &str, kind: WhenKind) -> Time {
        let interval = Interval::parse(value).unwrap_or_else(|| panic!("{value} is a date"));
        Time::new(interval, kind)
    }

    fn event(value: &str) -> Time {
        t(value, WhenKind::Event)
    }

    fn through(value: &str) -> Time {
        t(value, WhenKind::Throughout)
    }

    /// Each of Allen's relations holds for a pair made for it, and for no other of the strict ones.
    #[test]
    fn allen() {
        let base = through("1990/1995");
        let table = [
            (Allen::Before, "1980/1985"),
            (Allen::Meets, "1980/1989"),
            (Allen::Overlaps, "1985/1992"),
            (Allen::Starts, "1990/1991"),
            (Allen::During, "1991/1992"),
            (Allen::Finishes, "1994/1995"),
            (Allen::Equals, "1990/1995"),
            (Allen::FinishedBy, "1980/1995"),
            (Allen::Contains, "1980/1999"),
            (Allen::StartedBy, "1990/1999"),
            (Allen::OverlappedBy, "1994/1999"),
            (Allen::MetBy, "1996/1999"),
            (Allen::After, "1998/1999"),
        ];
        for (relation, value) in table {
            assert_eq!(through(value).relation(relation, &base), Truth::Certain, "{relation:?} {value}");
        }
        assert_eq!(through("1980/1985").relation(Allen::Overlaps, &base), Truth::Impossible);
        assert_eq!(through("1985/1992").relation(Allen::During, &base), Truth::Impossible);
        assert_eq!(through("1985/1992").relation(Allen::Disjoint, &base), Truth::Impossible);
    }

    /// An event within a year is certainly before one of the next, only possibly equal to one of the same.
    #[test]
    fn events_are_known_roughly() {
        assert_eq!(event("1991").relation(Allen::Before, &event("1992")), Truth::Certain);
        assert_eq!(event("1992").relation(Allen::Before, &event("1992-05-15")), Truth::Possible);
        assert_eq!(event("1992").relation(Allen::Equals, &event("1992")), Truth::Possible);
        assert_eq!(event("1992-05-15").relation(Allen::Equals, &event("1992-05-15")), Truth::Certain);
        assert_eq!(event("2024-02").relation(Allen::During, &through("2024")), Truth::Certain);
        assert_eq!(event("1992").relation(Allen::Disjoint, &event("2002")), Truth::Certain);
        assert_eq!(event("../2012").relation(Allen::Disjoint, &event("2006")), Truth::Possible);
    }

    /// Two states coincide when both certainly hold on one day.
    #[test]
    fn states_coincide_on_a_day() {
        let as_of = |v| t(v, WhenKind::AsOf);
        assert_eq!(as_of("2024-06-26").relation(Allen::Coincides, &as_of("2024-06-26")), Truth::Certain);
        assert_eq!(as_of("2024-06-26").relation(Allen::Coincides, &as_of("2024-06-27")), Truth::Impossible);
        assert_eq!(as_of("2024").relation(Allen::Coincides, &as_of("2024")), Truth::Possible);
        assert_eq!(as_of("2024").relation(Allen::Coincides, &through("2023/2025")), Truth::Certain);
        assert_eq!(through("2020/2023").relation(Allen::Coincides, &through("2022/2025")), Truth::Certain);
        assert_eq!(through("2020/..").relation(Allen::Coincides, &as_of("2025-01-01")), Truth::Possible);
    }

    /// Fields of a date are known as far as it is.
    #[test]
    fn fields() {
        assert_eq!(event("2024-11-28").field(Unit::Day), Some((28.0, 28.0)));
        assert_eq!(event("2024-11").field(Unit::Day), Some((1.0, 30.0)));
        assert_eq!(event("2024-11-28").weekday(), Some("Thursday"));
        assert_eq!(event("2024-11").weekday(), None);
        assert_eq!(event("2024-11").same(Unit::Year, &event("2024")), Truth::Certain);
        assert_eq!(event("2024-11").same(Unit::Month, &event("2024")), Truth::Possible);
    }
}
