//! One value, many phrasings; and what must not be read.

use super::*;
use crate::text::lex;
use proptest::prelude::*;

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    lex(text, Span::new(0, text.len()), &mut tokens);
    tokens
}

fn read(text: &str) -> Option<(f64, String, Bound, String)> {
    let q = read_at(text, &tokens(text), 0)?;
    Some((q.value, q.unit.map_or(String::new(), |u| u.name.to_owned()), q.bound, q.span.of(text).to_owned()))
}

/// Every phrasing of a value gives the value, and takes all of its words.
#[test]
fn values_and_their_phrasings() {
    let table: &[(f64, &[&str])] = &[
        (12.0, &["12", "twelve", "a dozen", "one dozen"]),
        (36.0, &["36", "thirty-six", "thirty six", "three dozen"]),
        (100.0, &["100", "a hundred", "one hundred"]),
        (101.0, &["one hundred and one", "a hundred one"]),
        (1_500.0, &["1,500", "1500", "fifteen hundred", "one thousand five hundred", "1.5 thousand"]),
        (13_000.0, &["13,000", "13 thousand", "thirteen thousand"]),
        (500_000.0, &["half a million", "500,000", "five lakh", "5 lakh"]),
        (2_000_000.0, &["two million", "2 million", "2,000,000", "20 lakh"]),
        (2_300_000.0, &["two million three hundred thousand", "2.3 million"]),
        (4_100_000.0, &["4.1 million", "4,100,000"]),
        (2.5, &["2.5", "two and a half", "two-and-a-half", "2½"]),
        (1_500_000.0, &["a million and a half", "1.5 million"]),
        (0.5, &["half", "½", "1/2", "one half"]),
        (0.75, &["three quarters", "three-quarters", "¾"]),
        (3_500_000_000.0, &["3.5 billion", "3.5bn", "three and a half billion"]),
        (100_000.0, &["1,00,000", "one lakh", "100k"]),
    ];
    for (value, phrasings) in table {
        for phrasing in *phrasings {
            let (got, _, _, span) = read(phrasing).unwrap_or_else(|| panic!("{phrasing} is not read"));
            assert_eq!(got.to_bits(), value.to_bits(), "{phrasing}: {got}");
            assert_eq!(span, *phrasing);
        }
    }
}

/// Units and currencies, before and behind.
#[test]
fn units() {
    let table: &[(&str, f64, &str)] = &[
        ("5%", 5.0, "%"),
        ("five per cent", 5.0, "%"),
        ("30 percent", 30.0, "%"),
        ("3.5 percentage points", 3.5, "pp"),
        ("13,000kg", 13_000.0, "kg"),
        ("30,000lb", 30_000.0, "lb"),
        ("$40 billion", 40e9, "USD"),
        ("US$5m", 5e6, "USD"),
        ("£20.1bn", 20.1e9, "GBP"),
        ("two million dollars", 2e6, "USD"),
        ("600-mile", 600.0, "mi"),
        ("90 miles per hour", 90.0, "mph"),
        ("100m", 100.0, "m"),
    ];
    for (text, value, unit) in table {
        let (got, name, _, span) = read(text).unwrap_or_else(|| panic!("{text} is not read"));
        assert!((got - value).abs() < 1e-6, "{text}: {got}");
        assert_eq!((name.as_str(), span.as_str()), (*unit, *text));
    }
}

/// Bounds, before and behind.
#[test]
fn bounds() {
    let table: &[(&str, Bound)] = &[
        ("36", Bound::Exact),
        ("about 36", Bound::About),
        ("nearly 36", Bound::About),
        ("some 36", Bound::About),
        ("36 or so", Bound::About),
        ("at least 36", Bound::AtLeast),
        ("36 or more", Bound::AtLeast),
        ("no fewer than 36", Bound::AtLeast),
        ("up to 36", Bound::AtMost),
        ("no more than 36", Bound::AtMost),
        ("as many as 36", Bound::AtMost),
        ("more than 36", Bound::MoreThan),
        ("over thirty-six", Bound::MoreThan),
        ("fewer than 36", Bound::LessThan),
        ("under 36", Bound::LessThan),
    ];
    for (text, bound) in table {
        let (value, _, got, span) = read(text).unwrap_or_else(|| panic!("{text} is not read"));
        assert_eq!((value, got, span.as_str()), (36.0, *bound, *text));
    }
}

/// What looks like a number and is none.
#[test]
fn near_misses() {
    for text in ["a man", "1.2.3", "20th", "third", "18-07-2025", "8:40", "an", "the", "about", "of"] {
        assert_eq!(read(text), None, "{text}");
    }
    let text = "B-52";
    assert_eq!(read_at(text, &tokens(text), 2), None);
}

/// A range keeps both ends.
#[test]
fn ranges() {
    let text = "300 to 400 people";
    let q = read_at(text, &tokens(text), 0).expect("a range");
    assert_eq!((q.value, q.upper), (300.0, Some(400.0)));
}

/// A weight in pounds is compared with one in kilograms.
#[test]
fn units_of_one_measure_compare() {
    let base = |text: &str| read_at(text, &tokens(text), 0).expect(text).base_value();
    assert!((base("30,000lb") / base("13,608kg") - 1.0).abs() < 0.001);
}

/// Ordinals in digits and in words.
#[test]
fn ordinals() {
    for (text, value) in [("20th", 20), ("thirty-first", 31), ("1st", 1), ("twelfth", 12), ("hundredth", 100)] {
        assert_eq!(ordinal_at(text, &tokens(text), 0).map(|o| o.0), Some(value), "{text}");
    }
}

/// A number in words, as a property test writes it.
pub(crate) fn in_words(n: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let tail = |rest: u64, sep: &str| if rest == 0 { String::new() } else { format!("{sep}{}", in_words(rest)) };
    match n {
        0..20 => SMALL[usize::try_from(n).expect("below twenty")].to_owned(),
        20..100 => format!("{}{}", TENS[usize::try_from(n / 10).expect("below ten")], tail(n % 10, "-")),
        100..1_000 => format!("{} hundred{}", in_words(n / 100), tail(n % 100, " and ")),
        1_000..1_000_000 => format!("{} thousand{}", in_words(n / 1_000), tail(n % 1_000, " ")),
        1_000_000..1_000_000_000 => format!("{} million{}", in_words(n / 1_000_000), tail(n % 1_000_000, " ")),
        _ => format!("{} billion{}", in_words(n / 1_000_000_000), tail(n % 1_000_000_000, " ")),
    }
}

proptest! {
    /// Printing a number in words and reading it again gives the number.
    #[test]
    #[allow(clippy::cast_precision_loss)] // exact below 2^53
    fn words_round_trip(n in 0u64..1_000_000_000_000) {
        let text = in_words(n);
        let (value, _, _, span) = read(&text).expect("a number in words is read");
        prop_assert_eq!(value, n as f64);
        prop_assert_eq!(span, text);
    }
}
