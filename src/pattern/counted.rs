//! Who is counted, before a passive verb: `at least nine people, among them two children, were hurt in a crash`.
//!
//! What a pattern has behind its verb then stands before it, and what does it to them behind it: one who does it (`by
//! gunmen`), or an event in which it happens (`in a crash`, `when a bus overturned`). What a conjunction adds shares that
//! with them: `nine people were killed and 30 others were injured in a crash`.

use super::matcher::{Filled, Match, Matcher};
use super::{Slot, SlotName};
use crate::clause::verb::VerbGroup;
use crate::text::inflect;

/// No more words than this are in a phrase that counts.
const LONGEST_COUNT: usize = 10;
/// No more than this stand between a verb and what a conjunction adds to it.
const LONGEST_CONJUNCT: usize = 14;
/// So much may be added, and so many places and dates be told, before what happened.
const ADDED: usize = 4;

impl<'p> Matcher<'_, '_, 'p> {
    /// The passive of a pattern whose verb a count follows.
    pub(super) fn counted(&self, group: &VerbGroup) -> Option<Match<'p>> {
        let end = self.past_inserted(group.tokens.start);
        let lowest = end.saturating_sub(LONGEST_COUNT).max(self.sentence.start);
        let inside = Matcher { sentence: self.sentence.start..end, ..*self };
        let whole = |at: usize| inside.go(&self.pattern.after, at, at).filter(|(_, reached)| *reached == end);
        let (mut filled, _) = (lowest..end).rev().find_map(whole)?;
        let start = filled.iter().map(|f| f.tokens.start).min()?;
        // `two of the twelve people were killed`
        if start > self.sentence.start && self.is_part(start - 1) {
            return None;
        }
        let mut behind = group.tokens.end;
        if let Some(super::compile::Node::Slot(slot)) = self.pattern.before.first() {
            let happens = slot.types.iter().any(|t| matches!(t.as_str(), "event" | "occurrence"));
            let by = if happens { self.happening(slot, behind)? } else { self.agent(slot, behind)?.0 };
            behind = by.tokens.end;
            filled.push(by);
        }
        Some(self.found(start..behind, group, filled))
    }

    /// Whether a slot takes what is counted.
    pub(super) fn takes_count(slot: &Slot) -> bool {
        slot.name == SlotName::Value
            || matches!(&slot.types[..], [only] if matches!(only.as_str(), "group" | "individual"))
    }

    /// Whether those that follow the word at `at` are some of those that the text told of: `two of the three people`.
    fn is_part(&self, at: usize) -> bool {
        match self.reading.word(at) {
            "the" | "these" | "those" => true,
            "of" => at == self.sentence.start || self.reading.word(at - 1) != "total",
            _ => false,
        }
    }

    /// Where a phrase ends before which an aside and adverbs stand, at `at`: `, including two children, were`.
    fn past_inserted(&self, at: usize) -> usize {
        let at = self.past_asides(at);
        let lowest = at.saturating_sub(LONGEST_CONJUNCT).max(self.sentence.start);
        let comma = |i: usize| self.reading.text.tokens[i].is(',');
        let Some(close) = at.checked_sub(1).filter(|&i| i > lowest && comma(i)) else { return at };
        let open = (lowest..close).rev().find(|&i| comma(i));
        let narrows =
            |&open: &usize| matches!(self.reading.word(open + 1), "including" | "among" | "mostly" | "all" | "most");
        open.filter(narrows).unwrap_or(at)
    }

    /// The event in which it happens, past where and when, and what a conjunction adds: `in Lima on Monday in a fire`.
    fn happening(&self, slot: &Slot, verb_end: usize) -> Option<Filled> {
        let mut at = verb_end;
        for _ in 0..ADDED {
            let led = self.skip_to(at, |i| leads(self.reading.word(i)));
            if let Some(filled) = led.and_then(|led| self.fill(slot, led + 1, false)) {
                return Some(filled);
            }
            at = led.and_then(|led| self.past_place(led)).or_else(|| self.past_conjunct(at))?;
        }
        None
    }

    /// Behind the place that a preposition at `at` leads to: `in Lima, Peru`.
    fn past_place(&self, at: usize) -> Option<usize> {
        let inside = (at + 1..self.sentence.end).take_while(|&i| {
            let token = &self.reading.text.tokens[i];
            token.is_capitalised() || token.is(',') || token.is('-') || self.reading.word(i) == "the"
        });
        let end = inside.last()? + 1;
        let comma = usize::from(self.reading.text.tokens[end - 1].is(','));
        (end - comma > at + 1).then_some(end - comma)
    }

    /// Behind a clause that a conjunction at `at` adds, up to its participle: `and 30 others were injured`.
    pub(super) fn past_conjunct(&self, at: usize) -> Option<usize> {
        let limit = self.sentence.end.min(at + LONGEST_CONJUNCT);
        if at >= limit || !matches!(self.reading.word(at), "and" | "," | "while") {
            return None;
        }
        let participle = |i: usize| {
            let word = self.reading.word(i);
            word.len() > 4 && word.ends_with("ed")
                || inflect::is_past(word) && !matches!(word, "was" | "were")
                || word == "missing"
        };
        let within =
            |i: &usize| !leads(self.reading.word(*i)) && !self.ends_clause(*i) && self.reading.word(*i) != "that";
        (at + 1..limit).take_while(within).filter(|&i| participle(i)).last().map(|i| i + 1)
    }
}

/// Whether the word leads from a verb to what happened, to where or to when.
fn leads(word: &str) -> bool {
    matches!(word, "in" | "by" | "during" | "when" | "after" | "as" | "following" | "amid" | "from" | "on" | "near")
}
