//! Events: `the November 2023 CSTO summit in Minsk, Belarus`.

use super::{Form, Hit, Mention, Reading};
use crate::claim::Term;
use crate::event::Event;
use crate::lexicon::Sense;
use crate::pack::KnownBy;
use crate::text::words::is_determiner;
use std::ops::Range;
use std::sync::Arc;

/// An event phrase while it is read.
#[derive(Debug, Default)]
struct Phrase {
    organizer: Option<Arc<str>>,
    level: Option<Arc<str>>,
    places: Vec<Arc<str>>,
    timex: Option<usize>,
}

impl Reading<'_> {
    /// The event whose phrase starts at the hit: modifiers that lead up to an event noun, and what
    /// follows it (`of`, `in`, a date).
    pub(super) fn event_at(
        &self,
        hits: &[Hit],
        hit: usize,
        found: &[Mention],
        range: &Range<usize>,
    ) -> Option<Mention> {
        let mut phrase = Phrase::default();
        let noun = self.lead_up(hits, hit, range, &mut phrase)?;
        if matches!(hits[noun].sense, Sense::Event { event, .. } if self.lexicon.events[event].by == KnownBy::Place) {
            return (noun == hit).then(|| self.occurrence_at(hits, noun, found, range)).flatten();
        }
        let (event, plural, verbal) = match hits[noun].sense {
            Sense::Event { event, plural } => (event, plural, false),
            Sense::Meet(event) if phrase.organizer.is_some() && phrase.level.is_some() => (event, false, true),
            _ => return None,
        };
        let kind = &self.lexicon.events[event];
        let start = self.past_event_modifiers(hits[hit].start, range, &mut phrase);
        let end = self.tail(hits, noun, range, &mut phrase);
        let head = hits[noun].start..hits[noun].end;
        if verbal {
            // `On June 30, foreign ministers of the bloc met`: the date opens the sentence.
            let opening = (range.start..start.min(range.start + 4)).find_map(|t| self.timex(t));
            phrase.timex = phrase.timex.or(opening);
        }
        let when = phrase.timex.and_then(|t| self.timexes[t].interval);
        let mut event = Event {
            kind: kind.kind.clone(),
            noun: if verbal { kind.kind.clone() } else { self.word_class_form(&head, plural) },
            organizer: phrase.organizer,
            level: phrase.level.or_else(|| kind.level.clone()),
            places: phrase.places,
            when,
            span: Some(self.span(start..end)),
        };
        let determiner = if is_determiner(self.word(start)) { self.word(start) } else { "" };
        if event.organizer.is_none() {
            self.identify(&mut event, determiner, start, found);
        }
        let term = Term { name: event.label().into(), class: "event".into(), span: event.span };
        let mut mention = self.plain_mention(term, head, Form::Event);
        mention.tokens = start..end;
        // Several events of a kind are none: `recent summits`.
        mention.event = (!plural).then(|| Arc::new(event));
        Some(mention)
    }

    /// The noun as the text has it, in the singular and lower case.
    fn word_class_form(&self, head: &Range<usize>, plural: bool) -> Arc<str> {
        let noun = self.slice(head.clone()).to_lowercase();
        if plural { noun.trim_end_matches('s').into() } else { noun.into() }
    }

    /// Goes from the hit over organizer, level and modifiers to an event noun; its number among the hits.
    fn lead_up(&self, hits: &[Hit], hit: usize, range: &Range<usize>, phrase: &mut Phrase) -> Option<usize> {
        let mut next = hit;
        let mut at = hits[hit].start;
        while at < range.end && at - hits[hit].start < 14 {
            while next < hits.len() && hits[next].start < at {
                next += 1;
            }
            match hits.get(next).filter(|h| h.start == at) {
                Some(h) => {
                    match h.sense {
                        Sense::Event { .. } | Sense::Meet(_) => return Some(next),
                        Sense::Name { entity, .. } => self.organize(entity, phrase),
                        Sense::Adjective(_) | Sense::Members(_) | Sense::Noun { .. } | Sense::Body(_) => {}
                        Sense::Role { role, plural: true } => {
                            phrase.level = Some(self.lexicon.roles[role].level.clone())
                        }
                        Sense::Role { plural: false, .. } | Sense::People(_) | Sense::Head(_) | Sense::Befallen(_) => {
                            return None;
                        }
                    }
                    at = self.past_acronym(h.end, range);
                }
                None if self.is_event_modifier(at) => at += 1,
                // `foreign ministers of the bloc met`
                None if phrase.level.is_some() && matches!(self.word(at), "of" | "from" | "the") => at += 1,
                None => return None,
            }
            at += usize::from(self.is_possessive(at, range));
        }
        None
    }

    /// An organization named in the phrase holds the event; a body of it, on its behalf.
    fn organize(&self, entity: usize, phrase: &mut Phrase) {
        let known = &self.lexicon.entities[entity];
        if self.lexicon.is_a(&known.class, "organization") {
            phrase.organizer = Some(known.name.clone());
        } else if self.lexicon.is_a(&known.class, "body") {
            phrase.organizer.clone_from(&known.within);
        } else if self.lexicon.is_a(&known.class, "place") && phrase.places.is_empty() {
            // `the Astana summit`
            self.locate(entity, phrase);
        }
    }

    fn locate(&self, entity: usize, phrase: &mut Phrase) {
        let known = &self.lexicon.entities[entity];
        for name in std::iter::once(&known.name).chain(&known.within) {
            if !phrase.places.contains(name) {
                phrase.places.push(name.clone());
            }
        }
    }

    fn is_event_modifier(&self, at: usize) -> bool {
        self.timex(at).is_some() || self.text.tokens[at].is('-') || self.lexicon.is_event_modifier(self.ids[at])
    }

    /// The first token of the phrase: dates and modifiers before it, and its determiner.
    fn past_event_modifiers(&self, start: usize, range: &Range<usize>, phrase: &mut Phrase) -> usize {
        let mut at = start;
        while at > range.start {
            let before = at - 1;
            if is_determiner(self.word(before)) {
                return before;
            }
            if !self.is_event_modifier(before) && !self.text.tokens[before].glued {
                break;
            }
            if let Some(timex) = self.timex(before) {
                phrase.timex = Some(timex);
            }
            at = before;
        }
        at
    }

    /// What follows the noun: `of the CSTO`, `in Minsk, Belarus`, `on 30 June`, `last week`. Returns its end.
    fn tail(&self, hits: &[Hit], noun: usize, range: &Range<usize>, phrase: &mut Phrase) -> usize {
        let mut end = hits[noun].end;
        for t in hits[noun].start..end {
            phrase.timex = phrase.timex.or(self.timex(t));
        }
        loop {
            let mut at = end;
            if at >= range.end {
                return end;
            }
            if let Some(timex) = self.timex(at) {
                phrase.timex = phrase.timex.or(Some(timex));
                end = self.timexes[timex].tokens.end;
                continue;
            }
            let preposition = self.word(at);
            let of = matches!(preposition, "of" | "between");
            let location = matches!(preposition, "in" | "at" | "on");
            if !of && !location || at + 1 >= range.end {
                return end;
            }
            at += 1;
            let named = hits.iter().any(|h| h.start == at);
            at += usize::from(!named && self.word(at) == "the" && at + 1 < range.end);
            if let Some(timex) = self.timex(at) {
                phrase.timex = phrase.timex.or(Some(timex));
                end = self.timexes[timex].tokens.end;
                continue;
            }
            let here = hits.iter().position(|h| h.start == at);
            let behind = match here {
                Some(h) if of => self.holder(hits, h, range, phrase),
                Some(h) if location => self.place_list(hits, h, range, phrase),
                None if location => self.unknown_place(hits, at, range, phrase),
                _ => None,
            };
            match behind {
                Some(behind) => end = behind,
                None => return end,
            }
        }
    }

    /// `of the Collective Security Council of the CSTO`, `of CSTO foreign ministers`.
    fn holder(&self, hits: &[Hit], hit: usize, range: &Range<usize>, phrase: &mut Phrase) -> Option<usize> {
        let mut end = None;
        let mut at = hits[hit].start;
        for h in &hits[hit..] {
            if h.start != at {
                break;
            }
            match h.sense {
                // `talks between the US president and …` names who talks, not where.
                Sense::Name { entity, .. } if self.lexicon.is_a(&self.lexicon.entities[entity].class, "place") => break,
                Sense::Name { entity, .. } => self.organize(entity, phrase),
                Sense::Role { role, plural: true } => phrase.level = Some(self.lexicon.roles[role].level.clone()),
                Sense::Members(_) | Sense::Noun { .. } | Sense::Adjective(_) | Sense::Body(_) => {}
                _ => break,
            }
            at = self.past_acronym(h.end, range);
            end = Some(at);
            at += usize::from(self.is_possessive(at, range));
            // `of the Russian-led bloc`
            if at + 2 < range.end && self.text.tokens[at].is('-') && self.text.tokens[at].glued {
                at += 2;
            }
        }
        end
    }

    /// `in Minsk, Belarus`
    fn place_list(&self, hits: &[Hit], hit: usize, range: &Range<usize>, phrase: &mut Phrase) -> Option<usize> {
        let mut end = None;
        for h in &hits[hit..] {
            let Sense::Name { entity, .. } = h.sense else { break };
            if !self.lexicon.is_a(&self.lexicon.entities[entity].class, "place") {
                break;
            }
            if end.is_some_and(|e| h.start != e + 1 || self.word(e) != "," || !self.lies_in(phrase, entity)) {
                break;
            }
            if end.is_none() {
                phrase.places.clear();
            }
            self.locate(entity, phrase);
            end = Some(h.end);
        }
        // `in Kazakhstan's capital` is elsewhere.
        end.filter(|&e| !self.is_possessive(e, range))
    }

    fn lies_in(&self, phrase: &Phrase, entity: usize) -> bool {
        let name = &self.lexicon.entities[entity].name;
        phrase.places.len() == 1 || phrase.places.contains(name)
    }

    /// A place that no pack knows, with the known one behind it: `in Cholpon-Ata, Kyrgyzstan`.
    fn unknown_place(&self, hits: &[Hit], at: usize, range: &Range<usize>, phrase: &mut Phrase) -> Option<usize> {
        if self.word(at - 1) == "the" {
            // A building: it says where, but not in which place.
            return self.run_at(at, range).map(|name| name.end);
        }
        let name = self.name_at(at, range)?;
        phrase.places.clear();
        phrase.places.push(self.written(name.clone()));
        if name.end + 1 < range.end
            && self.word(name.end) == ","
            && let Some(h) = hits.iter().position(|h| h.start == name.end + 1)
        {
            return self.place_list_behind(hits, h, phrase).or(Some(name.end));
        }
        Some(name.end)
    }

    fn place_list_behind(&self, hits: &[Hit], hit: usize, phrase: &mut Phrase) -> Option<usize> {
        let Sense::Name { entity, .. } = hits[hit].sense else { return None };
        let known = &self.lexicon.entities[entity];
        if !self.lexicon.is_a(&known.class, "place") {
            return None;
        }
        phrase.places.push(known.name.clone());
        Some(hits[hit].end)
    }
}
