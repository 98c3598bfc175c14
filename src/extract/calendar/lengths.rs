//! A length of time beside the two dates it lies between.

use super::{Teller, event, is_alternative};
use crate::claim::Bound;
use crate::interval::Granularity;
use crate::pack::Found;
use crate::timex::{Basis, Kind, Timex};
use std::ops::Range;

impl Teller<'_, '_> {
    /// `from 2001 to 2010, nine years`; `the three-day visit from 3 to 6 May`; `a nine-year reign (2001-2010)`
    pub(super) fn length(&mut self, number: usize) {
        let reading = self.reading;
        let [from, to] = [reading.timexes.get(number), reading.timexes.get(number + 1)];
        let (Some(from), Some(to)) = (from, to) else { return };
        let sentence = self.sentence(from.tokens.start);
        let Some(opener) = from.tokens.start.checked_sub(1).filter(|t| sentence.contains(t)) else { return };
        if to.tokens.start != from.tokens.end + 1 || !sentence.contains(&to.tokens.start) {
            return;
        }
        match (reading.word(opener), reading.word(from.tokens.end)) {
            ("from", "to" | "until" | "till" | "through") | ("between", "and") | ("(", "-" | "–") => {}
            _ => return,
        }
        let dated = |t: &Timex| t.kind == Kind::Date && t.basis != Basis::Unresolved && t.modifier.is_none();
        let (Some(a), Some(b)) = (from.interval, to.interval) else { return };
        let comparable = a.granularity == b.granularity
            && a.start < b.start
            && matches!(a.granularity, Granularity::Day | Granularity::Month | Granularity::Year);
        if !dated(from) || !dated(to) || !comparable || is_alternative(reading, &sentence, to.tokens.end) {
            return;
        }
        let before =
            number.checked_sub(1).map(|n| &reading.timexes[n]).filter(|t| self.stands_before(t, opener, &sentence));
        let behind = reading.timexes.get(number + 2).filter(|t| self.stands_behind(t, to.tokens.end, &sentence));
        let Some((length, (value, unit))) = before.xor(behind).and_then(|t| Some((t, plain_length(t)?))) else {
            return;
        };
        let tokens = length.tokens.clone();
        let about = tokens.start.min(opener)..tokens.end.max(to.tokens.end);
        let quantity = self.quantity(value, unit, Bound::Exact, tokens.clone());
        let (first, last) = (event(from), event(to));
        let (from, to) = (from.tokens.clone(), to.tokens.clone());
        self.say(Found::Length, tokens, &about).quantity = Some(quantity);
        self.say(Found::LengthStart, from, &about).when = Some(first);
        self.say(Found::LengthEnd, to, &about).when = Some(last);
    }

    /// `the three-day visit from`: at most a noun for something that lasts between.
    fn stands_before(&self, length: &Timex, opener: usize, sentence: &Range<usize>) -> bool {
        let between = length.tokens.end..opener;
        sentence.contains(&length.tokens.start)
            && length.kind == Kind::Duration
            && (between.is_empty() || between.len() <= 3 && self.lasts(between.end - 1))
            && between.clone().all(|t| self.reading.text.tokens[t].is_word() && !self.reading.is_function_word(t))
    }

    fn lasts(&self, noun: usize) -> bool {
        const NOUNS: &[&str] = &[
            "visit",
            "trip",
            "tour",
            "war",
            "siege",
            "occupation",
            "reign",
            "rule",
            "period",
            "stay",
            "festival",
            "summit",
            "meeting",
            "conference",
            "exercise",
            "drill",
            "ceasefire",
            "truce",
            "strike",
            "lockdown",
            "hiatus",
            "break",
            "mission",
            "presidency",
            "tenure",
            "stint",
            "event",
            "competition",
            "tournament",
            "session",
            "forum",
            "fair",
            "exhibition",
            "manoeuvres",
            "exercises",
            "drills",
            "talks",
        ];
        NOUNS.contains(&self.reading.word(noun))
    }

    /// `…, nine years.`; `… (nine years)`; `…, a period of nine years`
    fn stands_behind(&self, length: &Timex, end: usize, sentence: &Range<usize>) -> bool {
        let between = end..length.tokens.start;
        let words: Vec<&str> = between.clone().map(|t| self.reading.word(t)).collect();
        let closes = !sentence.contains(&length.tokens.end) || !self.reading.text.tokens[length.tokens.end].is_word();
        sentence.contains(&length.tokens.start)
            && length.kind == Kind::Duration
            && closes
            && matches!(
                words[..],
                [","]
                    | ["("]
                    | ["-"]
                    | [",", "or"]
                    | [",", "a", "period", "of"]
                    | [",", "a", "total", "of"]
                    | [",", "that", "is"]
            )
    }
}

/// The number and unit of `P3D`, `P9Y`: an exact length in one unit.
pub(super) fn plain_length(timex: &Timex) -> Option<(f64, &'static str)> {
    if timex.modifier.is_some() {
        return None;
    }
    let value = timex.value.strip_prefix('P')?;
    let unit = match value.chars().last()? {
        'Y' => "years",
        'M' => "months",
        'W' => "weeks",
        'D' => "days",
        _ => return None,
    };
    let number: u16 = value[..value.len() - 1].parse().ok()?;
    Some((number.into(), unit))
}
