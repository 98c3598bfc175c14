//! Events that nobody holds: `the 1995 Kobe earthquake`, `a fire at a hotel in Turkey`.
//!
//! They are told apart by the country in which they happen. It stands in the phrase, or is the only one that
//! the sentence names, or is that of the event of the kind that was told last.

use super::{Form, Hit, Mention, Reading};
use crate::claim::Term;
use crate::clause::is_adverb;
use crate::clause::subject::is_preposition;
use crate::event::Event;
use crate::lexicon::{EntityId, Sense};
use crate::text::words::is_determiner;
use crate::text::{TokenKind, inflect};
use std::ops::Range;
use std::sync::Arc;

/// No more words than this stand before the noun.
const LONGEST_LEAD: usize = 8;

/// No more words than this stand between what an event befalls and the verb: `a bus with 40 pilgrims plunged`.
const LONGEST_ASIDE: usize = 14;

impl Reading<'_> {
    /// The event at a hit that is the noun of one. A bare singular is none: `to attack`, `under fire`.
    pub(super) fn occurrence_at(
        &self,
        hits: &[Hit],
        noun: usize,
        found: &[Mention],
        range: &Range<usize>,
    ) -> Option<Mention> {
        let Hit { start: head, end: behind, sense: Sense::Event { event, plural } } = hits[noun] else { return None };
        if plural && self.is_verb_of(event, hits[noun]) {
            return self.happening_at(hits, noun, event, range);
        }
        let start = self.lead(hits, head, range);
        if start == head && (!plural || self.is_told_of_befallen(hits, head, range))
            || !plural && (self.modifies_noun(behind, range) || self.is_verb_of_plural(event, head, range))
            || self.is_of_another_kind(hits, event, behind, range)
        {
            return None;
        }
        // `a tank fires at a wedding`: a plural behind that article is a verb.
        if plural
            && behind == head + 1
            && matches!(self.word(start), "a" | "an")
            && matches!(self.word_after(behind, range), "at" | "on" | "upon")
        {
            return None;
        }
        let end = self.hang_on(behind, range);
        // `a winter storm` has a season for its kind, not for its date.
        let season = |t: usize| self.timexes[t].tokens.end == head && is_season(&self.timexes[t].value);
        let timex = (start..end).find_map(|at| self.timex(at).filter(|&t| !season(t)));
        let mut told = self.told(hits, event, start..end, range);
        told.when = timex.and_then(|t| self.timexes[t].interval);
        // `A plane crashes in Peru`
        if !(plural && matches!(self.word(start), "a" | "an" | "his" | "her" | "its" | "their" | "another")) {
            told.noun = self.slice(head..behind).to_lowercase().into();
        }
        let definite = matches!(self.word(start), "the" | "this" | "that");
        if definite {
            self.take_up(&mut told, found);
        } else if told.when.is_none() {
            told.when = self.only_date(range, head);
        }
        Some(self.occurrence(told, head..behind, start..end))
    }

    /// What an event befalls stands for it: `a plane crashed near Lima`, and from then on `the plane`.
    pub(super) fn befallen_at(
        &self,
        hits: &[Hit],
        hit: usize,
        event: usize,
        found: &[Mention],
        range: &Range<usize>,
    ) -> Option<Mention> {
        let Hit { start: head, end: behind, .. } = hits[hit];
        let start = self.lead(hits, head, range);
        let happens = self.happens(event, behind, range);
        // `a bus driver crashed`, not `a bus carrying pilgrims crashed`
        if self.modifies_noun(behind, range) && happens != Some(behind) {
            return None;
        }
        // The airline's country is not where it happened.
        let mut told = self.told(hits, event, head..behind, range);
        told.span = Some(self.span(start..behind));
        match happens {
            Some(happens) => {
                told.when = told.when.or_else(|| self.only_date(range, happens));
                // What the headline tells, the first sentence takes up; later another one may have happened.
                if self.sentence(start) <= 1 || told.organizer.is_some() {
                    self.take_up(&mut told, found);
                }
            }
            None if matches!(self.word(start), "the" | "this" | "that") => {
                (told.organizer, told.when, told.places) = (None, None, Vec::new());
                self.take_up(&mut told, found);
                told.organizer.as_ref()?;
            }
            None => return None,
        }
        Some(self.occurrence(told, head..behind, start..behind))
    }

    /// Where the verb of what happened to it stands: the first that is neither denied nor only possible.
    fn happens(&self, event: usize, behind: usize, range: &Range<usize>) -> Option<usize> {
        let verbs = &self.lexicon.events[event].verbs;
        let reach = behind..range.end.min(behind + LONGEST_ASIDE);
        let at = reach.clone().find(|&at| verbs.iter().any(|verb| self.ids[at..range.end].starts_with(verb)))?;
        let unreal = |at: usize| {
            matches!(
                self.word(at),
                "not" | "never" | "nearly" | "almost" | "could" | "might" | "may" | "would" | "can" | "to" | "n't"
            )
        };
        (!(behind.max(at.saturating_sub(3))..at).any(unreal)).then_some(at)
    }

    /// An event of which these tokens tell, with the date among them, and the places among them or else in the
    /// sentence.
    fn told(&self, hits: &[Hit], event: usize, tokens: Range<usize>, range: &Range<usize>) -> Event {
        let kind = &self.lexicon.events[event];
        let timex = tokens.clone().find_map(|at| self.timex(at));
        let inside = self.places_in(hits, tokens.clone(), |_| true);
        let places = if inside.is_empty() {
            self.places_in(hits, range.clone(), |at| self.is_where(at))
        } else {
            self.with_places_behind(hits, inside, tokens.end, range)
        };
        Event {
            kind: kind.kind.clone(),
            noun: kind.noun.clone(),
            organizer: places.last().cloned(),
            // There are no levels of it: two of them do not differ in that.
            level: Some("".into()),
            places,
            when: timex.and_then(|t| self.timexes[t].interval),
            span: Some(self.span(tokens)),
        }
    }

    /// Where it happened, given the places of the phrase that ends at `end` and those that go on behind it: in the last of
    /// `Birmingham, Alabama, United States`, in none of `Kenya, Somalia and Ethiopia`.
    fn with_places_behind(
        &self,
        hits: &[Hit],
        inside: Vec<Arc<str>>,
        end: usize,
        range: &Range<usize>,
    ) -> Vec<Arc<str>> {
        let (mut at, mut listed, mut last) = (end, false, None);
        loop {
            let comma = at + usize::from(self.word_after(at, range) == ",");
            let and = matches!(self.word_after(comma, range), "and" | "or");
            let next = comma + usize::from(and);
            let Some(hit) = hits.iter().find(|h| h.start == next && next > at) else { break };
            let Some(place) = self.place_of(hit) else { break };
            listed |= and;
            last = Some(place);
            at = hit.end;
        }
        let Some(last) = last.map(|place| &self.lexicon.entities[place]) else { return inside };
        let country = last.within.as_ref().unwrap_or(&last.name);
        if inside.last() == Some(country) {
            inside
        } else if listed {
            Vec::new()
        } else {
            vec![country.clone()]
        }
    }

    /// What an article tells of that nobody holds, and that a sentence at `at` may leave unsaid: the last mention
    /// of it, where it is the only one.
    #[must_use]
    pub fn scene(&self, at: usize) -> Option<usize> {
        let occurs = |m: &Mention| m.event.as_ref().is_some_and(|e| self.lexicon.is_occurrence(&e.kind));
        let last = self.mentions.iter().rposition(|m| m.tokens.end <= at && occurs(m))?;
        let scene = self.mentions[last].event.as_ref()?;
        let same = |e: &Event| {
            let kinds = self.lexicon.is_kind(&e.kind, &scene.kind) || self.lexicon.is_kind(&scene.kind, &e.kind);
            kinds && Event { kind: scene.kind.clone(), ..e.clone() }.compatible(scene)
        };
        let mut all = self.mentions.iter().filter(|m| occurs(m)).filter_map(|m| m.event.as_deref());
        all.all(same).then_some(last)
    }

    /// `a plane with ten people crashes`: whether the verb at `verb` is that of something that stands for the event.
    fn is_told_of_befallen(&self, hits: &[Hit], verb: usize, range: &Range<usize>) -> bool {
        let befallen = hits.iter().take_while(|h| h.start < verb).filter_map(|h| match h.sense {
            Sense::Befallen(event) => Some((event, h.end)),
            _ => None,
        });
        befallen.into_iter().any(|(event, behind)| self.happens(event, behind, range) == Some(verb))
    }

    fn occurrence(&self, told: Event, head: Range<usize>, tokens: Range<usize>) -> Mention {
        let term = Term { name: told.label().into(), class: "event".into(), span: told.span };
        let mention = self.plain_mention(term, head, Form::Event);
        Mention { tokens, event: Some(Arc::new(told)), ..mention }
    }

    /// An event that its verb tells: `a bus plunged into a ravine in Peru`. What only may happen is none.
    pub(super) fn happening_at(
        &self,
        hits: &[Hit],
        verb: usize,
        event: usize,
        range: &Range<usize>,
    ) -> Option<Mention> {
        let Hit { start: head, end: behind, .. } = hits[verb];
        let unreal = |at: usize| matches!(self.word(at), "may" | "might" | "could" | "would" | "not" | "if" | "should");
        let before = head.saturating_sub(3).max(range.start)..head;
        if before.is_empty() || self.word(head - 1) == "to" || before.into_iter().any(unreal) {
            return None;
        }
        if self.is_told_of_befallen(hits, head, range) || self.another_happens(hits, verb, event, range) {
            return None;
        }
        let mut told = self.told(hits, event, head..behind, range);
        told.when = self.only_date(range, head);
        Some(self.occurrence(told, head..behind, head..behind))
    }

    /// `a tanker overturns and later explodes`: whether a verb behind this one adds something of another kind, so that
    /// nobody can tell which of the two had what consequences.
    fn another_happens(&self, hits: &[Hit], verb: usize, event: usize, range: &Range<usize>) -> bool {
        let kind = &self.lexicon.events[event].kind;
        let added = |at: usize| {
            let conjunction = (range.start..at).rev().find(|&i| !is_adverb(self.word(i)));
            conjunction.is_some_and(|i| matches!(self.word(i), "and" | "then"))
        };
        hits[verb + 1..].iter().any(|h| {
            let tells = |s: &Sense| matches!(s, Sense::Meet(e) if self.lexicon.events[*e].kind != *kind);
            let mut another = false;
            self.lexicon.phrases_at(&self.ids[h.start..h.end], |_, senses| another |= senses.iter().any(tells));
            another && added(h.start)
        })
    }

    /// Whether what looks like the plural of an event's noun is its verb: `a plane crashes`, `Flight 12 crashes into`,
    /// not `deadly crashes`, `Israeli attacks`, `two crashes`.
    fn is_verb_of(&self, event: usize, hit: Hit) -> bool {
        let verb = self.tells(event, hit.end - 1);
        let sentence = self.text.sentences[self.sentence(hit.start)].tokens.clone();
        let lead = self.lead_of_verb(hit.end - 1, &sentence);
        let moves = || {
            matches!(
                self.word_after(hit.end, &sentence),
                "into" | "onto" | "through" | "off" | "after" | "while" | "upon" | "shortly" | "during"
            )
        };
        verb && lead < hit.end - 1 && (matches!(self.word(lead), "a" | "an" | "another" | "one") || moves())
    }

    /// Where the noun phrase right before a verb starts.
    fn lead_of_verb(&self, verb: usize, range: &Range<usize>) -> usize {
        let mut at = verb;
        while at > range.start && verb - at < LONGEST_LEAD {
            let before = at - 1;
            if is_determiner(self.word(before)) || matches!(self.word(before), "another" | "one") {
                return before;
            }
            let mark = self.text.tokens[before].is('-');
            if !mark && !self.is_noun_phrase_word(before) {
                break;
            }
            at = before;
        }
        at
    }

    /// `a protest site`: the noun behind it is what the phrase is about.
    pub(super) fn modifies_noun(&self, at: usize, range: &Range<usize>) -> bool {
        let word = self.word_after(at, range);
        at < range.end
            && self.is_noun_phrase_word(at)
            && !self.text.tokens[at].is_capitalised()
            && self.text.tokens[at].is_word()
            && !word.ends_with('s')
            && !word.ends_with("ing")
            && !word.ends_with("ed")
            && !inflect::is_past(word)
    }

    /// `The guns fire shells`: between a plural noun and another it is a verb, and not one that tells of the event.
    fn is_verb_of_plural(&self, event: usize, at: usize, range: &Range<usize>) -> bool {
        let object = |behind: usize| {
            behind < range.end
                && (is_determiner(self.word(behind)) || self.is_noun_phrase_word(behind))
                && self.text.tokens[behind].is_word()
        };
        let before = at.checked_sub(1).filter(|&before| before >= range.start && self.is_noun_phrase_word(before));
        let plural = |before: usize| {
            let word = self.word(before);
            let singular = ["ss", "us", "is", "ches"].iter().any(|end| word.ends_with(end));
            word.len() > 3 && word.ends_with('s') && !singular && !self.text.tokens[before].is_capitalised()
        };
        object(at + 1) && before.is_some_and(plural) && !self.tells(event, at)
    }

    /// Whether the word at a token is a verb that tells of the event.
    fn tells(&self, event: usize, at: usize) -> bool {
        let mut verb = false;
        self.lexicon.phrases_at(&self.ids[at..=at], |_, senses| verb |= senses.contains(&Sense::Meet(event)));
        verb
    }

    /// `a wave of attacks`, `an outbreak of violence`: what happens, the noun behind `of` tells.
    fn is_of_another_kind(&self, hits: &[Hit], event: usize, behind: usize, range: &Range<usize>) -> bool {
        if self.word_after(behind, range) != "of" {
            return false;
        }
        let mut noun = behind + 1;
        while noun < range.end && self.is_noun_phrase_word(noun) {
            noun += 1;
        }
        let kind = &self.lexicon.events[event].kind;
        let last = hits.iter().find(|h| h.end == noun && h.start > behind);
        last.is_some_and(|h| matches!(h.sense, Sense::Event { event, .. } if self.lexicon.events[event].kind != *kind))
    }

    /// Where the phrase starts: at its determiner, else at a place or a people right before the noun.
    fn lead(&self, hits: &[Hit], head: usize, range: &Range<usize>) -> usize {
        let mut at = head;
        while at > range.start && head - at < LONGEST_LEAD {
            let before = at - 1;
            if is_determiner(self.word(before)) {
                return before;
            }
            let mark = self.text.tokens[before].is('-') || matches!(self.word(before), "'s" | "\u{2019}s");
            // `a boat carrying flood evacuees`
            let governs =
                matches!(self.word(before), "carrying" | "involving" | "causing" | "targeting" | "triggering");
            if governs || !mark && self.timex(before).is_none() && !self.is_noun_phrase_word(before) {
                break;
            }
            at = before;
        }
        let named = hits.iter().find(|h| h.end == head && self.place_of(h).is_some());
        named.map_or(head, |h| h.start)
    }

    /// Behind what hangs on to the noun: `at a hotel in Turkey`, `on 3 May`.
    fn hang_on(&self, behind: usize, range: &Range<usize>) -> usize {
        let mut end = behind;
        loop {
            let preposed = end < range.end && matches!(self.word(end), "in" | "on" | "of");
            let dated = end + usize::from(preposed);
            if let Some(timex) = self.timex(dated).filter(|_| dated < range.end) {
                end = self.timexes[timex].tokens.end;
                continue;
            }
            let hangs = end < range.end
                && matches!(
                    self.word(end),
                    "in" | "at" | "on" | "of" | "near" | "outside" | "inside" | "off" | "between" | "across" | "along"
                );
            if !hangs {
                return end;
            }
            let mut at = end + 1;
            at += usize::from(at < range.end && is_determiner(self.word(at)));
            let first = at;
            while at < range.end && (self.is_noun_phrase_word(at) || self.text.tokens[at].is('-')) {
                at += 1;
            }
            if at == first {
                return end;
            }
            end = at;
        }
    }

    /// A word of a noun phrase that is no verb to the eye.
    fn is_noun_phrase_word(&self, at: usize) -> bool {
        let word = self.word(at);
        let token = &self.text.tokens[at];
        let verb = word.len() > 4 && word.ends_with("ed") && !token.is_capitalised()
            || matches!(
                word,
                "kills"
                    | "left"
                    | "leaves"
                    | "struck"
                    | "hit"
                    | "hits"
                    | "broke"
                    | "began"
                    | "said"
                    | "says"
                    | "took"
                    | "takes"
                    | "claims"
                    | "rose"
                    | "rises"
            );
        (token.is_word() || token.kind == TokenKind::Number)
            && !self.is_function_word(at)
            && !is_adverb(word)
            && (token.glued || !is_preposition(word))
            && self.timex(at).is_none()
            && !verb
    }

    /// A place by name. An adjective may be that of who did it: `a Russian airstrike`.
    fn place_of(&self, hit: &Hit) -> Option<EntityId> {
        let Sense::Name { entity, .. } = hit.sense else { return None };
        let class = &self.lexicon.entities[entity].class;
        // `San José Iturbide` is no San José.
        let goes_on = self.lexicon.is_a(class, "city") && self.goes_on_as_name(hit.end) || self.is_kind_of(hit);
        (self.lexicon.is_a(class, "place") && !goes_on && !self.is_adjectival(hit)).then_some(entity)
    }

    /// `a U.S. missile strike`: an abbreviation that no preposition governs says whose it is.
    fn is_adjectival(&self, hit: &Hit) -> bool {
        let abbreviated = !self.slice(hit.start..hit.end).contains(|c: char| c.is_lowercase());
        let before = |at: usize| if at > 0 { self.word(at - 1) } else { "" };
        let at = hit.start - usize::from(before(hit.start) == "the");
        abbreviated && !(is_preposition(before(at)) || before(at) == ",")
    }

    /// `an outbreak of Lima fever`: a name before a noun that an event's `of` governs tells what it is, not where.
    fn is_kind_of(&self, hit: &Hit) -> bool {
        let sentence = self.text.sentences[self.sentence(hit.start)].tokens.clone();
        if hit.start < sentence.start + 2 || self.word(hit.start - 1) != "of" {
            return false;
        }
        let mut event = false;
        self.lexicon.phrases_at(&self.ids[hit.start - 2..hit.start - 1], |_, senses| {
            event |= senses.iter().any(|s| matches!(s, Sense::Event { .. }));
        });
        event && self.modifies_noun(hit.end, &sentence)
    }

    /// Whether a word of a name follows that no pack knows.
    fn goes_on_as_name(&self, at: usize) -> bool {
        // `Davao del Sur`
        let particle =
            at < self.text.tokens.len() && matches!(self.word(at), "de" | "do" | "da" | "del" | "di" | "dos");
        let word = self.text.tokens.get(at + usize::from(particle)).is_some_and(|t| t.is_capitalised());
        word && self.sentence(at) == self.sentence(at - 1) && self.timex(at).is_none() && !self.ids[at].is_known()
    }

    /// Whether a preposition, or a verb of what comes over a place, governs the place that starts here.
    pub(super) fn is_where(&self, at: usize) -> bool {
        let mut before = at;
        // `in Lima, Peru`, `in northern Nepal`
        while before > 0
            && at - before < LONGEST_LEAD
            && (self.text.tokens[before - 1].is(',')
                || self.text.tokens[before - 1].is_capitalised() && before > 1
                || self.word(before - 1).ends_with("ern")
                || self.word(before - 1) == "the")
        {
            before -= 1;
        }
        before > 0
            && matches!(
                self.word(before - 1),
                "in" | "near"
                    | "at"
                    | "off"
                    | "across"
                    | "outside"
                    | "around"
                    | "hits"
                    | "hit"
                    | "strikes"
                    | "struck"
                    | "rocks"
                    | "rocked"
                    | "shakes"
                    | "shook"
            )
    }

    /// The places that a range names where `fits` holds, the smallest first; nothing where they lie in two
    /// countries.
    fn places_in(&self, hits: &[Hit], tokens: Range<usize>, fits: impl Fn(usize) -> bool) -> Vec<Arc<str>> {
        let mut places: Vec<Arc<str>> = Vec::new();
        let inside = hits.iter().filter(|h| tokens.contains(&h.start) && fits(h.start));
        for entity in inside.filter_map(|h| self.place_of(h)) {
            let known = &self.lexicon.entities[entity];
            let chain: Vec<Arc<str>> = std::iter::once(&known.name).chain(&known.within).cloned().collect();
            if places.last().is_some_and(|country| chain.last() != Some(country)) {
                return Vec::new();
            }
            if chain.len() > places.len() {
                places = chain;
            }
        }
        places
    }

    /// The only date of the sentence, where no clause or phrase of its own has it: `for the first time since
    /// 2011`, `after parliament was dissolved in March`, `a September deal`.
    fn only_date(&self, range: &Range<usize>, head: usize) -> Option<crate::interval::Interval> {
        let mut dates = self.timexes.iter().filter(|t| range.contains(&t.tokens.start) && t.interval.is_some());
        let first = dates.next()?;
        let apart = |at: usize| {
            matches!(
                self.word(at),
                "that"
                    | "which"
                    | "who"
                    | "when"
                    | "where"
                    | "while"
                    | "since"
                    | "after"
                    | "before"
                    | "until"
                    | "for"
                    | "from"
                    | "by"
                    | "between"
                    | "as"
            )
        };
        let between = if first.tokens.start < head { first.tokens.end..head } else { head..first.tokens.start };
        let governor = first.tokens.start.checked_sub(1).filter(|&at| at >= range.start);
        let attributive = governor.is_some_and(|at| is_determiner(self.word(at)))
            && first.tokens.end < range.end
            && self.is_noun_phrase_word(first.tokens.end);
        let own = !between.into_iter().any(apart) && !governor.is_some_and(apart) && !attributive;
        (dates.next().is_none() && own).then_some(first.interval).flatten()
    }

    /// `the fire`: the one of the kind that was told last.
    fn take_up(&self, told: &mut Event, found: &[Mention]) {
        let earlier = found.iter().rev().chain(self.mentions.iter().rev()).filter_map(|m| m.event.as_deref());
        let same = |e: &&Event| e.organizer.is_some() && self.lexicon.is_kind(&e.kind, &told.kind);
        let Some(earlier) = earlier.into_iter().find(same) else { return };
        let organizer = told.organizer.clone().or_else(|| earlier.organizer.clone());
        let fits = Event { kind: earlier.kind.clone(), organizer, ..told.clone() };
        if fits.compatible(earlier) {
            told.kind = fits.kind;
            told.organizer = fits.organizer;
            told.when = told.when.or(earlier.when);
            if told.places.len() < earlier.places.len() {
                told.places.clone_from(&earlier.places);
            }
        }
    }
}

/// `2023-WI`
fn is_season(value: &str) -> bool {
    ["-SP", "-SU", "-FA", "-WI"].iter().any(|season| value.ends_with(season))
}
