//! How values are written in messages.

use super::calendar::Time;
use super::eval::{Env, Expr};
use crate::claim::Quantity;
use crate::interval::{Granularity, Interval, date_of};
use std::fmt::Write;

/// A message with places to fill.
#[derive(Debug, Default)]
pub(crate) struct Template {
    pub(super) parts: Vec<Part>,
}

#[derive(Debug)]
pub(super) enum Part {
    Text(String),
    Value(Expr),
}

impl Template {
    pub(super) fn render(&self, env: &Env<'_>) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Value(expr) => {
                    let label = env.label(expr);
                    fit_preposition(&mut text, &label);
                    text.push_str(&label);
                }
            }
        }
        text
    }
}

/// A message says "in {t}"; what turns out to be a day takes `on`, what opens with a word of its own nothing.
fn fit_preposition(text: &mut String, label: &str) {
    let Some(before) = text.strip_suffix("in ").filter(|b| b.is_empty() || b.ends_with(' ')) else { return };
    let words: Vec<&str> = label.split(' ').collect();
    let day = words.len() == 3 && words[0].parse::<u8>().is_ok() && words[2].parse::<i16>().is_ok();
    let preposition = match words[0] {
        "since" | "until" => "",
        _ if day => "on ",
        _ => return,
    };
    *text = format!("{before}{preposition}");
}

/// `A`, `A and B`, `A, B and C`.
pub(super) fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.collect();
    match items.split_last() {
        None => "nobody".to_owned(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// A number with commas between its thousands.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    let text = rounded.to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut out = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        let _ = write!(out, ".{fraction}");
    }
    out
}

pub(super) fn with_unit(number: String, unit: &str) -> String {
    if unit.is_empty() {
        number
    } else if unit.starts_with('%') {
        format!("{number}{unit}")
    } else {
        format!("{number} {unit}")
    }
}

/// `at least 35 countries`
pub(super) fn quantity(quantity: &Quantity) -> String {
    let words = quantity.bound.words();
    format!("{words}{}", with_unit(number(quantity.value), &quantity.unit))
}

/// `1992`, `February 2024`, `8 November 2018`, `1992 to 1999`
pub(super) fn time(time: &Time) -> String {
    interval(&time.interval)
}

/// The same of an interval.
pub(super) fn interval(interval: &Interval) -> String {
    let first = interval.start.and_then(date_of);
    let last = interval.end.and_then(|e| date_of(e - 1));
    let (first, last) = match (first, last) {
        (None, None) => return "some time".to_owned(),
        (Some(first), None) => return format!("since {}", day(first)),
        (None, Some(last)) => return format!("until {}", day(last)),
        (Some(first), Some(last)) => (first, last),
    };
    let whole_years = first.day_of_year() == 1 && last == last.last_of_year();
    let whole_months = first.day() == 1 && last == last.last_of_month();
    if first == last {
        day(first)
    } else if whole_years && first.year() == last.year() {
        first.year().to_string()
    } else if whole_years && interval.granularity == Granularity::Decade && last.year() - first.year() == 9 {
        format!("the {}s", first.year())
    } else if whole_years {
        format!("{} to {}", first.year(), last.year())
    } else if whole_months && first.first_of_month() == last.first_of_month() {
        format!("{} {}", month(first), first.year())
    } else if whole_months {
        format!("{} {} to {} {}", month(first), first.year(), month(last), last.year())
    } else if interval.granularity == Granularity::Week {
        format!("the week of {}", day(first))
    } else {
        format!("{} to {}", day(first), day(last))
    }
}

/// `8 November 2018`
pub(super) fn day(date: jiff::civil::Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

fn month(date: jiff::civil::Date) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[usize::from(date.month().unsigned_abs()) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dates are written as people write them, as finely as they were given.
    #[test]
    fn dates() {
        let show = |value: &str| interval(&Interval::parse(value).unwrap());
        assert_eq!(show("1992"), "1992");
        assert_eq!(show("2024-02"), "February 2024");
        assert_eq!(show("2018-11-08"), "8 November 2018");
        assert_eq!(show("1992/1999"), "1992 to 1999");
        assert_eq!(show("../2012"), "until 31 December 2012");
        assert_eq!(show("2022-W47"), "the week of 21 November 2022");
        assert_eq!(show("199"), "the 1990s");
    }

    /// Numbers have commas, lists an "and".
    #[test]
    fn numbers_and_lists() {
        assert_eq!(number(3970.0), "3,970");
        assert_eq!(number(3.5), "3.5");
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(list(["A", "B", "C"].into_iter()), "A, B and C");
    }
}
