//! A count of years, months, weeks or days beside the dates it is counted from and to.

use super::lengths::plain_length;
use super::{Teller, event};
use crate::claim::{Bound, When, WhenKind};
use crate::interval::{Granularity, Interval};
use crate::number;
use crate::pack::Found;
use crate::timex::{Basis, Kind, Timex};
use std::ops::Range;

/// Days before and after publication in which "on Friday" and "next month" lie.
const AROUND_PUBLICATION: i32 = 40;

/// A count, and the two times between which it is counted.
struct Count<'a> {
    /// The words that say how many.
    tokens: Range<usize>,
    value: f64,
    unit: &'static str,
    /// The date it is counted from.
    start: &'a Timex,
    to: When,
    /// The words that hold it all.
    about: Range<usize>,
}

impl Teller<'_, '_> {
    /// `its 20th anniversary in 2025, founded in 2004`; `20 years ago, in 2004`; `in its tenth month`
    pub(super) fn count(&mut self, sentence: usize) {
        let reading = self.reading;
        let sentence = reading.text.sentences[sentence].tokens.clone();
        let first = reading.timexes.partition_point(|t| t.tokens.end <= sentence.start);
        let inside = &reading.timexes[first..];
        let inside = &inside[..inside.partition_point(|t| t.tokens.start < sentence.end)];
        if inside.is_empty() || self.quotes.contain(sentence.start) {
            return;
        }
        let absolute = |t: &&Timex| {
            t.kind == Kind::Date && t.basis == Basis::Absolute && t.interval.is_some() && t.modifier.is_none()
        };
        let dates: Vec<&Timex> =
            inside.iter().filter(absolute).filter(|t| t.tokens.clone().any(|w| self.is_year(w))).collect();
        if !dates.is_empty() {
            self.anniversary(&sentence, inside, &dates);
            self.nth(&sentence, &dates);
        }
        for pair in inside.windows(2) {
            let count = self
                .ago(&pair[0], &pair[1], &dates)
                .or_else(|| self.later(&sentence, &pair[0], &pair[1], &dates))
                .or_else(|| self.after(&sentence, &pair[0], &pair[1], &dates));
            if let Some(count) = count {
                self.elapsed(count);
            }
        }
    }

    fn elapsed(&mut self, count: Count<'_>) {
        // People round to tens: "30 years ago" may be 32.
        let round = count.value % 5.0 == 0.0 && count.value >= 10.0;
        let bound = if round { Bound::About } else { Bound::Exact };
        let quantity = self.quantity(count.value, count.unit, bound, count.tokens.clone());
        let from = event(count.start);
        let told = self.say(Found::Elapsed, count.tokens, &count.about);
        (told.quantity, told.when) = (Some(quantity), Some(count.to));
        self.say(Found::CountStart, count.start.tokens.clone(), &count.about).when = Some(from);
    }

    /// `Founded in 2004, it marks its 20th anniversary in 2025`; the second date may be "this year".
    fn anniversary(&mut self, sentence: &Range<usize>, inside: &[Timex], dates: &[&Timex]) {
        let reading = self.reading;
        let mut nouns = sentence.clone().filter(|&t| reading.word(t) == "anniversary");
        let (Some(noun), None) = (nouns.next(), nouns.next()) else { return };
        let Some((count, ordinal)) = self.ordinal_before(noun, sentence) else { return };
        let Some(end) = inside.iter().find(|t| self.dates_anniversary(t, noun)) else { return };
        let others: Vec<&Timex> = dates.iter().filter(|t| !std::ptr::eq(**t, end)).copied().collect();
        let [start] = others[..] else { return };
        if !self.begins(start, noun, sentence) {
            return;
        }
        let about = ordinal.start.min(start.tokens.start)..end.tokens.end.max(start.tokens.end);
        let quantity = self.quantity(count.into(), "years", Bound::Exact, ordinal.clone());
        let (from, to) = (event(start), event(end));
        let told = self.say(Found::Anniversary, ordinal.start..end.tokens.end, &about);
        (told.quantity, told.when) = (Some(quantity), Some(to));
        self.say(Found::CountStart, start.tokens.clone(), &about).when = Some(from);
    }

    /// Whether the date, which stands behind the noun, is that of the anniversary.
    fn dates_anniversary(&self, timex: &Timex, noun: usize) -> bool {
        let led = timex.tokens.start == noun + 2 && matches!(self.reading.word(noun + 1), "in" | "on");
        let bare = timex.tokens.start == noun + 1;
        let Some(interval) = timex.interval.filter(|_| timex.kind == Kind::Date && timex.modifier.is_none()) else {
            return false;
        };
        let Some(published) = self.reading.article.published.map(Interval::day) else {
            return led && timex.basis == Basis::Absolute;
        };
        let around = interval
            .days_until(&published)
            .is_some_and(|(least, most)| least >= -AROUND_PUBLICATION && most <= AROUND_PUBLICATION);
        let this_year = interval.granularity == Granularity::Year && published.within(&interval).is_certain();
        led && timex.basis == Basis::Absolute || (led || bare) && (around || this_year)
    }

    /// Whether the date is the one that an anniversary is counted from: `founded in 2004`, `the anniversary of the
    /// 2004 accord`.
    fn begins(&self, timex: &Timex, noun: usize, sentence: &Range<usize>) -> bool {
        let back = |n: usize| timex.tokens.start.checked_sub(n).map_or("", |at| self.word(sentence, at));
        let begins = matches!(
            back(2),
            "founded"
                | "established"
                | "created"
                | "formed"
                | "born"
                | "launched"
                | "inaugurated"
                | "founding"
                | "independence"
                | "signed"
                | "opened"
        );
        let of = (noun + 3..=noun + 4).contains(&timex.tokens.start)
            && self.word(sentence, noun + 1) == "of"
            && matches!(back(1), "the" | "its");
        of || matches!(back(1), "in" | "on") && begins
    }

    /// `20th anniversary`, `twentieth anniversary`
    fn ordinal_before(&self, noun: usize, sentence: &Range<usize>) -> Option<(u32, Range<usize>)> {
        let tokens = &self.reading.text.tokens;
        let starts = (sentence.start.max(noun.saturating_sub(3))..noun).rev();
        let read =
            |at| number::ordinal_at(self.reading.source(), tokens, at).filter(|(n, t)| t.end == noun && *n < 1000);
        // The longest that ends there: "twenty-fifth", not "fifth".
        starts.filter_map(read).next_back()
    }

    /// `The war, which began in February 2022, is in its tenth month`: the date of publication lies in the nth.
    fn nth(&mut self, sentence: &Range<usize>, dates: &[&Timex]) {
        let &[start] = dates else { return };
        let reading = self.reading;
        let is_its = |at: &usize| reading.word(*at) == "its";
        let mut owners = sentence.clone().filter(is_its).filter_map(|its| {
            let (n, tokens) = number::ordinal_at(reading.source(), &reading.text.tokens, its + 1)?;
            let unit = match self.word(sentence, tokens.end) {
                "day" => "days",
                "week" => "weeks",
                "month" => "months",
                "year" => "years",
                _ => return None,
            };
            let back = |n: usize| its.checked_sub(n).map_or("", |at| self.word(sentence, at));
            let enters = match back(1) {
                "in" | "into" => matches!(back(2), "is" | "are" | "now" | "still" | "remains"),
                "entered" => matches!(back(2), "has" | "have" | "just" | "now"),
                "entering" => matches!(back(2), "is" | "are" | "now"),
                "enters" | "enter" => true,
                _ => false,
            };
            enters.then_some((n, unit, its + 1..tokens.end + 1))
        });
        let (Some((n, unit, tokens)), None) = (owners.next(), owners.next()) else { return };
        let Some(published) = self.published() else { return };
        let fine = match unit {
            "years" => true,
            "months" => start.interval.is_some_and(|i| i.granularity <= Granularity::Month),
            _ => start.interval.is_some_and(|i| i.granularity == Granularity::Day),
        };
        if !fine || !self.starts_something(start, sentence) || self.is_governed(sentence) {
            return;
        }
        let about = tokens.start.min(start.tokens.start)..tokens.end.max(start.tokens.end);
        let quantity = self.quantity(n.into(), unit, Bound::Exact, tokens.clone());
        let from = event(start);
        let told = self.say(Found::Nth, tokens, &about);
        (told.quantity, told.when) = (Some(quantity), Some(published));
        self.say(Found::CountStart, start.tokens.clone(), &about).when = Some(from);
    }

    /// `which began in February 2022`, `launched on 24 February 2022`
    fn starts_something(&self, date: &Timex, sentence: &Range<usize>) -> bool {
        let back = |n: usize| date.tokens.start.checked_sub(n).map_or("", |at| self.word(sentence, at));
        let verb = if back(2) == "out" { back(3) } else { back(2) };
        matches!(back(1), "in" | "on")
            && matches!(verb, "began" | "begun" | "started" | "launched" | "broke" | "imposed")
    }

    /// Whether the sentence looks to another day than that of publication.
    fn is_governed(&self, sentence: &Range<usize>) -> bool {
        sentence.clone().any(|t| matches!(self.reading.word(t), "when" | "will" | "would" | "if" | "until" | "by"))
    }

    fn published(&self) -> Option<When> {
        let day = self.reading.article.published?;
        let interval = Some(Interval::day(day));
        Some(When { value: day.to_string().into(), interval, kind: WhenKind::Event, span: None })
    }

    /// `20 years ago, in 2004`; `in 2004, 20 years ago`; `two months ago, in March`
    fn ago<'t>(&self, a: &'t Timex, b: &'t Timex, dates: &[&Timex]) -> Option<Count<'t>> {
        if !self.stand_together(a, b) || dates.len() > 1 {
            return None;
        }
        let ago = |t: &Timex| self.reading.word(t.tokens.end - 1) == "ago";
        let (count, start) = match (ago(a), ago(b)) {
            (true, false) => (a, b),
            (false, true) => (b, a),
            _ => return None,
        };
        let (value, unit) = self.units_of(count)?;
        let to = self.published()?;
        let granularity = start.interval?.granularity;
        let alike = match unit {
            "years" => dates.iter().any(|d| std::ptr::eq(*d, start)),
            "months" => matches!(granularity, Granularity::Day | Granularity::Month),
            _ => granularity == Granularity::Day && !self.names_weekday(start),
        };
        let past = start.interval?.before(&to.interval?).is_certain();
        let plain = start.kind == Kind::Date && start.modifier.is_none() && start.basis != Basis::Unresolved;
        if !alike || !past || !plain {
            return None;
        }
        Some(Count { tokens: count.tokens.clone(), value, unit, start, to, about: a.tokens.start..b.tokens.end })
    }

    /// `in 1990 … three years later, in 1993`
    fn later<'t>(&self, sentence: &Range<usize>, a: &'t Timex, b: &'t Timex, dates: &[&'t Timex]) -> Option<Count<'t>> {
        let &[start, end] = dates else { return None };
        let named = self.reading.word(a.tokens.end - 1) == "later" && std::ptr::eq(end, b);
        if !named || !self.stand_together(a, b) || start.tokens.end > a.tokens.start {
            return None;
        }
        let (value, unit) = self.units_of(a).filter(|(_, unit)| *unit == "years")?;
        let to = When { span: None, ..event(end) };
        let about = sentence.start.max(start.tokens.start)..b.tokens.end;
        Some(Count { tokens: a.tokens.clone(), value, unit, start, to, about })
    }

    /// `In 1991, eight years after the quarry was flooded in 1974`; `eight years after the 1974 flood`
    fn after<'t>(&self, sentence: &Range<usize>, a: &'t Timex, b: &'t Timex, dates: &[&'t Timex]) -> Option<Count<'t>> {
        let &[end, start] = dates else { return None };
        let word = |at: usize| self.word(sentence, at);
        let apposed = b.tokens.start == a.tokens.end + 1 && word(a.tokens.end) == ",";
        if !std::ptr::eq(end, a) || !apposed || b.kind != Kind::Duration || word(b.tokens.end) != "after" {
            return None;
        }
        let (value, unit) = plain_length(b).filter(|(n, unit)| *unit == "years" && *n >= 2.0)?;
        let clause = b.tokens.end + 1..start.tokens.start;
        let words: Vec<&str> = clause.clone().map(word).collect();
        let dated = match words[..] {
            ["the" | "its" | "his" | "her" | "their"] | [_, _, "in" | "of" | "on"] => true,
            [.., "was" | "were", _, "in" | "on"] => {
                !words.iter().any(|w| matches!(*w, "," | "who" | "which" | "that" | "and" | "he" | "she" | "they"))
            }
            _ => false,
        };
        let to = When { span: None, ..event(end) };
        let about = a.tokens.start..start.tokens.end;
        dated.then_some(Count { tokens: b.tokens.clone(), value, unit, start, to, about })
    }

    /// Whether nothing but a comma, a bracket or a preposition stands between the two.
    fn stand_together(&self, a: &Timex, b: &Timex) -> bool {
        let mut between = a.tokens.end..b.tokens.start;
        let clear = |t: usize| matches!(self.reading.word(t), "," | "(" | "-" | "in" | "on");
        !between.is_empty() && between.len() <= 2 && between.all(clear)
    }

    fn names_weekday(&self, timex: &Timex) -> bool {
        timex.tokens.clone().any(|t| self.reading.word(t).ends_with("day"))
    }

    /// The number and unit in `20 years ago`, `three months later`; none with a bound, which moves either end.
    fn units_of(&self, timex: &Timex) -> Option<(f64, &'static str)> {
        let (value, tokens) =
            number::cardinal_at(self.reading.source(), &self.reading.text.tokens, timex.tokens.start)?;
        let unit = match self.reading.word(tokens.end) {
            "years" => "years",
            "months" => "months",
            "weeks" => "weeks",
            "days" => "days",
            _ => return None,
        };
        let exact = tokens.end + 2 == timex.tokens.end && value.fract() == 0.0 && value >= 2.0;
        (exact && timex.modifier.is_none()).then_some((value, unit))
    }
}
