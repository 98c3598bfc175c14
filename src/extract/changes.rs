//! A change in per cent beside the two figures that it lies between: `rose 20% from 100 to 120`.
//!
//! Only what stands side by side is read: the two figures in one stretch of words, and the rate right before or behind
//! them. A rate of something else (`20% of`), of a year (`5% a year`) or one that was adjusted is none of these two.

use super::calendar::Told;
use crate::claim;
use crate::corpus::BlockKind;
use crate::mention::Reading;
use crate::number::Quantity;
use crate::pack::Found;
use std::ops::Range;

/// So many words at most stand between the one figure and the other, and between them and the rate.
const APART: usize = 6;
/// A figure that is so many times another may have lost its scale: `from 1.2 to 1.5 million`.
const SCALE: f64 = 10.0;

/// Words that say that the rate is not simply that of the two figures.
const ADJUSTED: &[&str] = &[
    "real",
    "adjusted",
    "adjusting",
    "annual",
    "annually",
    "annualised",
    "annualized",
    "average",
    "seasonally",
    "organic",
    "constant",
    "underlying",
    "per",
    "yearly",
    "monthly",
    "like-for-like",
];

/// The rates of change of an article, each with the figures that it is the change of.
pub(super) fn told(reading: &Reading<'_>) -> Vec<Told> {
    let mut out = Vec::new();
    let rated = |tokens: &Range<usize>| {
        tokens.clone().filter_map(|at| reading.number(at)).any(is_percent)
            && !tokens.clone().any(|at| ADJUSTED.contains(&reading.word(at)) && reading.word(at + 1) != "cent")
    };
    for sentence in reading.text.sentences.iter().filter(|s| s.kind != BlockKind::Headline && rated(&s.tokens)) {
        let line = Line { reading, tokens: sentence.tokens.clone(), numbers: numbers(reading, &sentence.tokens) };
        let [rate, from, to] = match line.change() {
            Some(change) => change,
            None => continue,
        };
        let all = [rate, from, to].map(|n| &line.numbers[n]);
        let start = all.iter().map(|n| n.tokens.start).min().unwrap_or_default();
        let end = all.iter().map(|n| n.tokens.end).max().unwrap_or_default();
        for (found, number) in [Found::ChangeRate, Found::ChangeFrom, Found::ChangeTo].into_iter().zip(all) {
            let span = Some(number.span);
            let quantity = claim::Quantity { value: number.value, unit: "".into(), bound: number.bound, span };
            let (tokens, about) = (number.tokens.clone(), start..end);
            out.push(Told { found, tokens, about, object: None, quantity: Some(quantity), when: None });
        }
    }
    out
}

/// The numbers of a sentence that are no dates.
fn numbers(reading: &Reading<'_>, tokens: &Range<usize>) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        match reading.number(at) {
            Some(number) => {
                at = number.tokens.end;
                found.extend(ends(reading, tokens, number));
            }
            None => at += 1,
        }
    }
    found
}

/// `from 500 to 600` may be read as one number that is not known exactly: here it is two.
fn ends(reading: &Reading<'_>, sentence: &Range<usize>, number: &Quantity) -> Vec<Quantity> {
    let from = number.tokens.start > sentence.start && reading.word(number.tokens.start - 1) == "from";
    let to = number.tokens.clone().find(|&at| reading.word(at) == "to");
    let (Some(upper), Some(to), true) = (number.upper, to, from) else { return vec![number.clone()] };
    let end = |tokens: Range<usize>, value| Quantity {
        span: reading.span(tokens.clone()),
        tokens,
        value,
        upper: None,
        ..number.clone()
    };
    vec![end(number.tokens.start..to, number.value), end(to + 1..number.tokens.end, upper)]
}

/// A sentence with its numbers.
struct Line<'a, 'r> {
    reading: &'a Reading<'r>,
    tokens: Range<usize>,
    numbers: Vec<Quantity>,
}

impl Line<'_, '_> {
    /// The numbers of the rate, of the figure before the change and of that after it, where there is just one change.
    fn change(&self) -> Option<[usize; 3]> {
        let rates: Vec<usize> = (0..self.numbers.len()).filter(|&n| self.is_rate(n)).collect();
        let [rate] = rates[..] else { return None };
        let percents = self.numbers.iter().filter(|n| is_percent(n)).count();
        let change = match rate {
            // `rose 20% from 100 to 120`, `rose 20% to 120 from 100`
            _ if self.pair(rate + 1).is_some() && self.is_near(rate, rate + 1) => self.pair(rate + 1),
            // `rose from 100 to 120, up 20%`
            2.. if self.pair(rate - 2).is_some() && self.sums_up(rate) => self.pair(rate - 2),
            // `120, up 20% from 100`
            1.. if self.says(rate, &["up", "down"])
                && self.says(rate + 1, &["from"])
                && self.is_near(rate - 1, rate) =>
            {
                Some((rate + 1, rate - 1)).filter(|_| self.is_near(rate, rate + 1))
            }
            _ => None,
        };
        let (from, to) = change.filter(|_| percents == 1)?;
        self.are_comparable(from, to).then_some([rate, from, to])
    }

    /// Whether a number is a rate of change.
    fn is_rate(&self, number: usize) -> bool {
        let number = &self.numbers[number];
        let next = number.tokens.end;
        let of_another = ["of", "point", "points", "a", "each", "every", "more", "less", "higher", "lower", "chance"];
        is_percent(number)
            && number.upper.is_none()
            && !(next < self.tokens.end && of_another.contains(&self.word(next)))
    }

    fn word(&self, at: usize) -> &str {
        if self.tokens.contains(&at) { self.reading.word(at) } else { "" }
    }

    /// Whether one of the words stands before a number.
    fn says(&self, number: usize, words: &[&str]) -> bool {
        let Some(number) = self.numbers.get(number) else { return false };
        number.tokens.start > self.tokens.start && words.contains(&self.word(number.tokens.start - 1))
    }

    /// The figures before and after the change, of the number and the next one: `from 100 to 120`, `to 120 from 100`.
    fn pair(&self, number: usize) -> Option<(usize, usize)> {
        let near = number + 1 < self.numbers.len() && self.is_near(number, number + 1);
        if near && self.says(number, &["from"]) && self.says(number + 1, &["to"]) {
            return Some((number, number + 1));
        }
        (near && self.says(number, &["to"]) && self.says(number + 1, &["from"])).then_some((number + 1, number))
    }

    /// Whether a few words of one clause stand between two numbers.
    fn is_near(&self, first: usize, second: usize) -> bool {
        let between = self.numbers[first].tokens.end..self.numbers[second].tokens.start;
        let parted =
            |at: usize| matches!(self.word(at), "and" | "but" | "while" | "as" | "or" | "than" | ";" | ":" | "(");
        between.len() <= APART && !between.clone().any(|at| parted(at) && self.reading.timex(at).is_none())
    }

    /// Whether a rate sums up what stands before it: `…, up 20%`, `…, a rise of 20%`, `…, a 20% rise`, `(20%)`.
    fn sums_up(&self, rate: usize) -> bool {
        let between = self.numbers[rate - 1].tokens.end..self.numbers[rate].tokens.start;
        let words: Vec<&str> =
            between.clone().filter(|&at| self.reading.timex(at).is_none()).map(|at| self.word(at)).collect();
        let mark = words.iter().position(|w| matches!(*w, "," | "(" | "-" | "–" | "—"));
        let Some(lead) = mark.filter(|_| between.len() <= APART).map(|mark| &words[mark + 1..]) else { return false };
        matches!(lead, [] | ["up" | "down" | "or" | "a" | "an"] | ["a" | "an", .., "of"])
    }

    /// Whether two figures are of one thing: of one unit, not in per cent, and of one size.
    fn are_comparable(&self, from: usize, to: usize) -> bool {
        let (from, to) = (&self.numbers[from], &self.numbers[to]);
        let one_unit = match (from.unit, to.unit) {
            (Some(a), Some(b)) => a.name == b.name,
            _ => true,
        };
        let (low, high) = (from.value.min(to.value), from.value.max(to.value));
        let whole = from.upper.is_none() && to.upper.is_none();
        one_unit && whole && !is_percent(from) && !is_percent(to) && low > 0.0 && high < low * SCALE
    }
}

fn is_percent(number: &Quantity) -> bool {
    number.unit.is_some_and(|unit| unit.name == "%")
}
