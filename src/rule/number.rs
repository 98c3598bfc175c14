//! Numbers as ranges: what "at least 35" or "about 2,000" can be.
//!
//! A comparison is certain when it holds for every pair of numbers that the two ranges allow.

use crate::claim::{Bound, Quantity};
use crate::interval::Truth;
use crate::number::Unit;

/// "About" allows this much on either side.
const ABOUT: f64 = 0.1;
/// A round number that is not said to be one may be off by half of its last figure that is not nought,
/// but by no more than this.
const ROUND: f64 = 0.05;

/// So may a measured one, by half of its last figure, but by no more than this.
const MEASURED: f64 = 0.02;
/// What is lost where a figure is converted to another unit, and rounded again.
pub(super) const CONVERTED: f64 = 0.03;

/// All numbers from `lo` to `hi`; an open end is not among them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) lo: f64,
    pub(super) hi: f64,
    lo_open: bool,
    hi_open: bool,
}

impl Range {
    pub(super) fn exact(value: f64) -> Self {
        Self { lo: value, hi: value, lo_open: false, hi_open: false }
    }

    pub(super) fn at_least(value: f64) -> Self {
        Self { hi: f64::INFINITY, ..Self::exact(value) }
    }

    pub(super) fn closed(lo: f64, hi: f64) -> Self {
        Self { lo, hi, lo_open: false, hi_open: false }
    }

    /// What a written quantity can be.
    pub(super) fn of(quantity: &Quantity) -> Self {
        let v = quantity.value;
        let around = |part: f64| Self::closed(v - v.abs() * part, v + v.abs() * part);
        match quantity.bound {
            Bound::Exact if Unit::named(&quantity.unit).is_some() => around(last_figure(v).min(MEASURED)),
            Bound::Exact => rounding(v).map_or(Self::exact(v), around),
            Bound::About => around(ABOUT),
            Bound::AtLeast => Self::at_least(v),
            Bound::AtMost => Self { lo: f64::NEG_INFINITY, ..Self::exact(v) },
            Bound::MoreThan => Self { lo_open: true, ..Self::at_least(v) },
            Bound::LessThan => Self { lo: f64::NEG_INFINITY, hi_open: true, ..Self::exact(v) },
        }
    }

    /// The same in a unit that is so many times smaller.
    pub(super) fn scaled(self, factor: f64) -> Self {
        Self { lo: self.lo * factor, hi: self.hi * factor, ..self }
    }

    /// The same with some tolerance on either side.
    pub(super) fn widened(self, part: f64) -> Self {
        if part == 0.0 {
            return self;
        }
        Self { lo: self.lo - self.lo.abs() * part, hi: self.hi + self.hi.abs() * part, ..self }
    }

    fn ends(lo: f64, hi: f64, a: Self, b: Self) -> Self {
        Self { lo, hi, lo_open: a.lo_open || b.lo_open, hi_open: a.hi_open || b.hi_open }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self::ends(self.lo + other.lo, self.hi + other.hi, self, other)
    }

    pub(super) fn minus(self, other: Self) -> Self {
        let turned = Self { lo: -other.hi, hi: -other.lo, lo_open: other.hi_open, hi_open: other.lo_open };
        self.plus(turned)
    }

    /// Product and quotient, of ranges that have both ends; all numbers otherwise.
    pub(super) fn combined(self, other: Self, apply: impl Fn(f64, f64) -> f64) -> Self {
        let all =
            [apply(self.lo, other.lo), apply(self.lo, other.hi), apply(self.hi, other.lo), apply(self.hi, other.hi)];
        if all.iter().any(|x| !x.is_finite()) {
            return Self::closed(f64::NEG_INFINITY, f64::INFINITY);
        }
        Self::closed(all.iter().copied().fold(f64::MAX, f64::min), all.iter().copied().fold(f64::MIN, f64::max))
    }

    /// Whether every number of the one is less than every number of the other.
    pub(super) fn less(self, other: Self) -> Truth {
        let below = |a: Self, b: Self| {
            let touch = same(a.hi, b.lo);
            (a.hi < b.lo && !touch) || (touch && (a.hi_open || b.lo_open))
        };
        let at_or_below = |a: Self, b: Self| a.hi < b.lo || same(a.hi, b.lo);
        if below(self, other) {
            Truth::Certain
        } else if at_or_below(other, self) {
            Truth::Impossible
        } else {
            Truth::Possible
        }
    }

    pub(super) fn equal(self, other: Self) -> Truth {
        if self.less(other).is_certain() || other.less(self).is_certain() {
            return Truth::Impossible;
        }
        let point = |r: Self| same(r.lo, r.hi);
        if point(self) && point(other) { Truth::Certain } else { Truth::Possible }
    }
}

/// Sums of decimals (3.5 + 1.5) must not differ by a rounding of the machine.
fn same(a: f64, b: f64) -> bool {
    if a.is_finite() && b.is_finite() {
        (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
    } else {
        a.total_cmp(&b).is_eq()
    }
}

/// Half of the last figure that is written, noughts aside, as a fraction: what is measured is rounded.
fn last_figure(value: f64) -> f64 {
    let written = value.abs().to_string();
    let figures =
        written.split_once('.').map_or_else(|| written.chars().rev().take_while(|c| *c == '0').count(), |_| 0);
    let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let exponent = i32::try_from(figures).unwrap_or(0) - i32::try_from(decimals).unwrap_or(0);
    if value == 0.0 { 0.0 } else { 10f64.powi(exponent) / 2.0 / value.abs() }
}

/// How far off, as a fraction, a number like 2,000 may be that is said without "about".
fn rounding(value: f64) -> Option<f64> {
    if value < 1000.0 || value % 100.0 != 0.0 {
        return None;
    }
    let mut unit = 100.0;
    while value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    Some((unit / 2.0 / value).min(ROUND))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn q(value: f64, bound: Bound) -> Range {
        Range::of(&Quantity { value, unit: "".into(), bound, span: None })
    }

    /// Bounds, hedges and round figures leave room; exact figures do not.
    #[test]
    fn hedges_leave_room() {
        let clash = |a: Range, b: Range| (!a.equal(b)).is_certain();
        assert!(clash(q(129.0, Bound::Exact), q(139.0, Bound::Exact)));
        assert!(clash(q(10.0, Bound::AtLeast), q(7.0, Bound::Exact)));
        assert!(clash(q(200.0, Bound::Exact), q(150.0, Bound::About)));
        assert!(clash(q(6.0, Bound::MoreThan), q(6.0, Bound::Exact)));
        assert!(!clash(q(3000.0, Bound::MoreThan), q(3600.0, Bound::About)));
        assert!(!clash(q(2000.0, Bound::About), q(2030.0, Bound::Exact)));
        assert!(!clash(q(2000.0, Bound::Exact), q(2030.0, Bound::Exact)));
        assert!(clash(q(2000.0, Bound::Exact), q(2600.0, Bound::Exact)));
        assert!(!clash(q(3.5, Bound::Exact).plus(q(1.5, Bound::Exact)), q(5.0, Bound::Exact)));
        assert_eq!(q(0.1, Bound::Exact).plus(q(0.2, Bound::Exact)).equal(q(0.3, Bound::Exact)), Truth::Certain);
    }

    /// A tolerance widens.
    #[test]
    fn tolerance_widens() {
        assert_eq!(q(99.9, Bound::Exact).widened(0.01).equal(q(100.0, Bound::Exact)), Truth::Possible);
        assert_eq!(q(90.0, Bound::Exact).widened(0.01).equal(q(100.0, Bound::Exact)), Truth::Impossible);
    }
}
