//! How slots are filled: by mentions, lists, numbers and words, and by what the text leaves unsaid.

use super::compile::Node;
use super::matcher::{Capture, Filled, Found, Matcher, Rest, is_filler};
use super::things::{NOUN, Thing, is_auxiliary};
use super::{Slot, SlotName};
use crate::claim::Term;
use crate::clause::is_adverb;
use crate::clause::subject;
use crate::clause::verb::VerbGroup;
use crate::mention::{Form, Mention, Reading};
use crate::number;
use crate::text::words::is_determiner;
use crate::text::{TokenKind, inflect};
use crate::timex;
use std::ops::Range;

/// A phrase that tells of one person has no more words before its noun.
const LONGEST_INDIVIDUAL: usize = 8;

/// The words of a bound before a number: `no fewer than`.
const BOUND_WORDS: usize = 3;

impl Matcher<'_, '_, '_> {
    pub(super) fn slot(&self, slot: &Slot, rest: Rest<'_>, at: usize) -> Option<Found> {
        let possessive =
            matches!(rest.split_first(), Some((Node::Word(w), _)) if *w == self.reading.lexicon.word("'s"));
        if let Some(filled) = self.fill(slot, at, possessive) {
            let next = filled.tokens.end;
            if let Some((mut more, end)) = self
                .run(rest, next, next)
                .filter(|(_, end)| *end > next || next <= self.token || !self.modifies(&filled))
            {
                more.insert(0, filled);
                return Some((more, end));
            }
        }
        if possessive
            && let Some(filled) = self.adjective(slot, at)
            && let Some((_, rest)) = rest.split_first()
            && let Some((mut more, end)) = self.run(rest, filled.tokens.end, filled.tokens.end)
        {
            more.insert(0, filled);
            return Some((more, end));
        }
        if slot.elidable && self.clause_may_end(at) {
            let filled = self.unsaid(slot, at)?;
            let (mut more, end) = self.run(rest, at, at)?;
            more.insert(0, filled);
            return Some((more, end));
        }
        None
    }

    /// An adjective in the place of a possessive: `the Armenian contingent` for `Armenia's contingent`.
    fn adjective(&self, slot: &Slot, at: usize) -> Option<Filled> {
        let start = at + usize::from(at < self.sentence.end && is_determiner(self.reading.word(at)));
        let number = self.reading.mention(start).filter(|_| start < self.sentence.end)?;
        let mention = &self.reading.mentions[number];
        let fits = mention.form == Form::Adjective && self.fits(slot, &Mention { form: Form::Name, ..mention.clone() });
        fits.then(|| of_mentions(slot, vec![number], mention.tokens.clone()))
    }

    /// Whether the name only modifies the noun behind it: `the FIFA World Cup`, `a NATO mission`, `Kyiv Oblast`; what
    /// says its class again does not: `the ECOWAS regional bloc`.
    fn modifies(&self, filled: &Filled) -> bool {
        let Capture::Mentions(mentions) = &filled.capture else { return false };
        let (reading, at) = (self.reading, filled.tokens.end);
        let Some(mention) = mentions.last().map(|&m| &reading.mentions[m]).filter(|_| at < self.sentence.end) else {
            return false;
        };
        // `joined the union in condemning the raid`: a companion, and no union to belong to.
        if reading.word(at) == "in" && at + 1 < self.sentence.end && filled.slot == SlotName::Object {
            let word = reading.word(at + 1);
            return word.len() > 5 && word.ends_with("ing") && reading.mention(at + 1).is_none();
        }
        let dashed = |at: usize| {
            let token = &reading.text.tokens[at];
            !token.is_word() && token.glued && matches!(reading.word(at), "-" | "–" | "/")
        };
        if dashed(at) && mention.event.is_none() {
            return reading.text.tokens.get(at + 1).is_some_and(|t| t.glued);
        }
        if mention.form == Form::Office {
            // `became the third president to be impeached`, `the longest-serving president`
            let verb = |at: usize| {
                at < self.sentence.end
                    && !reading.text.tokens[at].is_capitalised()
                    && !is_determiner(reading.word(at))
                    && reading.word(at) != "become"
            };
            let mut before = filled.tokens.start..mention.head.start;
            return reading.word(at) == "to" && verb(at + 1) || before.any(|i| reading.word(i).ends_with("est"));
        }
        // What stands behind a subject may be its verb: `the six-nation CSTO met`.
        let verb = |word: &str| word.ends_with('s') || inflect::is_past(word);
        if !is_content_word(reading, at) || filled.slot == SlotName::Subject && verb(reading.word(at)) {
            return false;
        }
        let noun_behind = |at: usize| reading.ends_in_noun_of(&mention.term.class, at..self.sentence.end.min(at + 4));
        mention.event.is_none() && mention.form != Form::Body && !noun_behind(at)
    }

    /// Fills a slot from what stands at `at`, past articles, adjectives and the like.
    pub(super) fn fill(&self, slot: &Slot, at: usize, possessive: bool) -> Option<Filled> {
        let wants = |kind: &str| slot.types.iter().any(|t| t == kind);
        let pronoun = at < self.sentence.end && matches!(self.reading.word(at), "he" | "she");
        match slot.name {
            SlotName::Value => self.fill_with_number(slot, at),
            SlotName::When => self.fill_with_date(slot, at),
            _ if is_thing(slot) => self.fill_with_thing(slot, at),
            _ if pronoun && wants("person") => {
                let person = self.reading.pronoun(at, |m| &*m.term.class == "person" && self.fits(slot, m))?;
                Some(of_mentions(slot, vec![person], at..at + 1))
            }
            _ if wants("statement") => self.statement_from(at).map(|thing| fill_thing(slot, thing)),
            _ if wants("matter") => self.matter_from(at).map(|thing| fill_thing(slot, thing)),
            _ if wants("clause") => self.clause_from(at).map(|thing| fill_thing(slot, thing)),
            _ if wants("group") => self.group_at(at).map(|tokens| of_words(slot, tokens)),
            _ if wants("tally") => self.tally_at(at).map(|tokens| of_words(slot, tokens)),
            _ if wants("individual") => self.individual_at(at).map(|tokens| of_words(slot, tokens)),
            _ if wants("text") => self.free_phrase_at(at).map(|tokens| of_words(slot, tokens)),
            _ => match slot.types.iter().find_map(|t| t.strip_prefix('$')) {
                Some(class) => self.phrase_of_class(class, at).map(|tokens| of_words(slot, tokens)),
                None => self.fill_with_mention(slot, at, possessive),
            },
        }
    }

    fn fill_with_number(&self, slot: &Slot, at: usize) -> Option<Filled> {
        let quantity = if slot.types.iter().any(|t| t == "duration") {
            self.duration_at(at)?
        } else {
            self.whole_number(self.skip_to(at, |i| self.reading.number(i).is_some())?)?.clone()
        };
        let tokens = quantity.tokens.start..self.past_conversion(&quantity);
        Some(plain(slot, Capture::Number(quantity), tokens))
    }

    fn fill_with_date(&self, slot: &Slot, at: usize) -> Option<Filled> {
        let date = self.reading.timex(at).filter(|&t| {
            let timex = &self.reading.timexes[t];
            timex.tokens.start == at && timex.kind == timex::Kind::Date
        })?;
        Some(plain(slot, Capture::Date(date), self.reading.timexes[date].tokens.clone()))
    }

    fn fill_with_thing(&self, slot: &Slot, at: usize) -> Option<Filled> {
        let start = self.skip_to(at, |i| !is_filler(self.reading, i) || self.reading.word(i) == "since")?;
        // `found the bridge was closed`
        let closed = |t: &Thing| {
            start == self.token + 1 && t.tokens.end < self.sentence.end && is_auxiliary(self.reading.word(t.tokens.end))
        };
        let thing = self.thing_starting(start).filter(|t| self.admits(slot, t) && !closed(t));
        thing.map(|thing| fill_thing(slot, thing))
    }

    /// The longest phrase of a word class at `at`, behind its determiner.
    fn phrase_of_class(&self, class: &str, at: usize) -> Option<Range<usize>> {
        let start = at + usize::from(at < self.sentence.end && is_determiner(self.reading.word(at)));
        let phrases = self.reading.lexicon.word_class(class).unwrap_or_default();
        let length = phrases.iter().filter(|p| self.has_phrase(p, start)).map(Vec::len).max()?;
        Some(start..start + length)
    }

    /// The words from `at` on, past determiners, up to where a free noun phrase ends.
    fn free_phrase_at(&self, at: usize) -> Option<Range<usize>> {
        let word = |i: &usize| !is_filler(self.reading, *i) && !is_determiner(self.reading.word(*i));
        let start = (at..self.sentence.end).find(word)?;
        let end = self.phrase_end(start);
        // `four "extremist" settlers`: a quotation mark inside a phrase does not end it.
        let broken = end + 1 < self.sentence.end
            && self.reading.text.tokens[end].is('"')
            && self.reading.text.tokens[end + 1].is_word()
            && !self.reading.is_function_word(end + 1);
        (end > start && !broken).then_some(start..end)
    }

    /// Fills a slot with a mention at `at`, or, where it takes a list, with those that are joined to it.
    fn fill_with_mention(&self, slot: &Slot, at: usize, possessive: bool) -> Option<Filled> {
        let reading = self.reading;
        let mut start = at;
        let mut determined = false;
        let takes_event = slot.types.iter().any(|t| t == "occurrence");
        let number = loop {
            if start >= self.sentence.end || start > at + 6 {
                return None;
            }
            // `when two trains collided`, `when a crowded bus plunged`
            let counted =
                takes_event && start == at && reading.number(start).is_some() && reading.mention(start + 1).is_none();
            let determiner = is_determiner(reading.word(start)) || counted;
            let participle = takes_event && start > at && is_determiner(reading.word(start - 1));
            determined |= determiner;
            match reading.mention(start) {
                Some(m) if self.fits(slot, &reading.mentions[m]) && reading.mentions[m].head.start >= at => break m,
                Some(m) if reading.mentions[m].form == Form::Adjective => start = reading.mentions[m].tokens.end,
                Some(_) => return None,
                None if is_filler(reading, start) && reading.word(start) != "since"
                    || determiner
                    || determined && (self.is_premodifier(start) || participle) =>
                {
                    start += 1
                }
                None => return None,
            }
        };
        let mention = &reading.mentions[number];
        if mention.possessive && !possessive {
            return None;
        }
        let (mentions, end) = if slot.list {
            let (mentions, end, closed) =
                subject::list_from(reading, number, self.sentence.end, &|m| self.fits(slot, m));
            if mentions.len() > 1 && !closed && mentions.len() < 3 {
                (vec![number], mention.tokens.end)
            } else {
                (mentions, end)
            }
        } else if slot.name == SlotName::Object {
            self.several(slot, number)
        } else {
            (vec![number], mention.tokens.end)
        };
        Some(of_mentions(slot, mentions, mention.tokens.start.max(at)..end))
    }

    /// Who is counted, where that is not just anybody (word class `anybody`): `nine police officers`.
    fn group_at(&self, at: usize) -> Option<Range<usize>> {
        let plural = |at: usize| {
            let word = self.reading.word(at);
            word.ends_with('s') && !word.ends_with("ss")
                || word.ends_with("men")
                || matches!(word, "children" | "personnel")
        };
        let noun = |at: usize| {
            self.reading.text.tokens[at].is_word()
                && !self.reading.is_function_word(at)
                && self.reading.timex(at).is_none()
        };
        // `fifteen United Nations soldiers`: a name goes on to its noun.
        let named = |i: usize| {
            self.is_name(i) && i + 1 < self.sentence.end && noun(i + 1) && (self.is_name(i + 1) || plural(i + 1))
        };
        let last = (at..self.sentence.end.min(at + 6)).take_while(|&i| noun(i)).find(|&i| plural(i) && !named(i))?;
        // `thirty more soldiers`: they are added to others.
        if matches!(self.reading.word(at), "more" | "other" | "further" | "additional") {
            return None;
        }
        // `three members of the Red Guard`
        let of = last + 1 < self.sentence.end && self.reading.word(last + 1) == "of";
        let whose = last + 2 + usize::from(of && last + 2 < self.sentence.end && self.reading.word(last + 2) == "the");
        let named = (whose..self.sentence.end.min(whose + 6)).take_while(|&i| of && self.is_name(i)).last();
        let tokens = at..named.unwrap_or(last) + 1;
        // `leaders of Kenyan unions`, `members of Kenya's guard`, `agents of the Trade and Industry Board`: the name goes on.
        let behind = tokens.end;
        let goes_on = |i: usize| {
            let possessive = matches!(self.reading.word(i), "'s" | "\u{2019}s" | "'" | "-");
            let more = matches!(self.reading.word(i), "and" | "for" | "of") && i + 2 < self.sentence.end;
            let next = i + 1 + usize::from(more && self.reading.word(i + 1) == "the");
            possessive || noun(i) && !self.reading.is_adverb(i) || more && self.is_name(next)
        };
        if named.is_some() && behind < self.sentence.end && goes_on(behind) {
            return None;
        }
        let anybody = self.reading.lexicon.word_class("anybody").unwrap_or_default();
        (!anybody.iter().any(|phrase| *phrase == self.reading.ids()[tokens.clone()])).then_some(tokens)
    }

    /// What is counted, up to what it is of: `new cases of cholera`, `deaths from COVID-19`, `30 new daily cases`.
    fn tally_at(&self, at: usize) -> Option<Range<usize>> {
        let word = |i: usize| if i < self.sentence.end { self.reading.word(i) } else { "" };
        // `clade 1b`
        let part = at < self.sentence.end && self.reading.text.tokens[at].glued;
        let mut end = self.name_phrase_end(at);
        if end == at || part || matches!(word(end - 1), "new" | "more" | "additional" | "total") {
            return None;
        }
        while matches!(word(end), "of" | "from" | "to") {
            let noun = end + 1 + usize::from(is_determiner(word(end + 1)));
            let behind = self.name_phrase_end(noun);
            let goes_on = match word(end) {
                "of" => true,
                "to" => matches!(word(end - 1), "related" | "linked"),
                _ => noun < self.sentence.end && self.reading.text.tokens[noun].is_capitalised(),
            };
            if behind == noun || !goes_on {
                break;
            }
            end = behind;
        }
        // `its first case in two months`, `its first case since May`: the first of that time alone.
        let since = |i: usize| {
            let timex = self.reading.timex(i + 1).map(|t| self.reading.timexes[t].kind);
            let length = timex == Some(timex::Kind::Duration)
                || matches!(word(i + 1), "more" | "over" | "nearly" | "almost" | "about");
            word(i) == "since" || word(i) == "in" && length
        };
        let first = at > 0 && word(at - 1) == "first";
        let open = matches!(word(end - 1), "related" | "linked");
        if open || first && since(end) { None } else { Some(at..end) }
    }

    /// Where a noun phrase ends, past what is joined to its words (`COVID-19`, `B.1.617`) and how often it is counted.
    fn name_phrase_end(&self, start: usize) -> usize {
        let tokens = &self.reading.text.tokens;
        let glued = |i: usize| i < self.sentence.end && tokens[i].glued;
        // `new cases and deaths`, not `confirmed and probable cases`
        let describes = |i: usize| self.reading.word(i).ends_with("ed") || self.reading.word(i).ends_with("able");
        let ends = |i: usize| self.reading.word(i) == "," || self.reading.word(i) == "and" && !describes(i - 1);
        let of_one = |end: usize| (start + 1..end).find(|&i| ends(i)).unwrap_or(end);
        let mut end = of_one(self.phrase_end(start));
        loop {
            let mark = |i: usize| tokens[i].is('-') || tokens[i].is('.') || tokens[i].is('/');
            let spelt = |i: usize| glued(i) && (tokens[i].is_word() || tokens[i].kind == TokenKind::Number);
            let joined = end > start && (spelt(end) || glued(end) && mark(end) && spelt(end + 1));
            let often = end < self.sentence.end && matches!(self.reading.word(end), "daily" | "weekly" | "monthly");
            if !joined && !often {
                return end;
            }
            end = of_one(self.phrase_end(end + 1).max(end + 1));
        }
    }

    /// One person of whom only a noun tells (word class `individual`): `an off-duty police officer`.
    fn individual_at(&self, at: usize) -> Option<Range<usize>> {
        let limit = self.sentence.end.min(at + LONGEST_INDIVIDUAL);
        if at >= limit || !matches!(self.reading.word(at), "a" | "an") {
            return None;
        }
        let phrases = self.reading.lexicon.word_class("individual").unwrap_or_default();
        let noun =
            |i: usize| phrases.iter().filter(|p| self.has_phrase(p, i)).map(|p| i..i + p.len()).max_by_key(|r| r.end);
        let inside =
            |&i: &usize| i == at || self.is_premodifier(i - 1) || self.reading.timex(i - 1).is_some() || i == at + 1;
        let noun = (at + 1..limit).take_while(inside).filter_map(noun).last()?;
        // `a police officer's wife`, `a soldier training camp`
        let noun_behind = |i: usize| {
            let word = self.reading.word(i);
            self.reading.text.tokens[i].is_word()
                && !self.reading.is_function_word(i)
                && !is_adverb(word)
                && !subject::is_preposition(word)
                && !word.ends_with("ed")
                && !word.ends_with("ing")
        };
        let goes_on = noun.end < self.sentence.end
            && (noun_behind(noun.end)
                || matches!(self.reading.word(noun.end), "'s" | "'")
                || self.reading.text.tokens[noun.end].is('-'));
        (!goes_on).then_some(noun)
    }

    /// `joined the EU and NATO`: the objects that a conjunction adds; `visited Kyiv and Moscow protested` adds none.
    fn several(&self, slot: &Slot, first: usize) -> (Vec<usize>, usize) {
        let reading = self.reading;
        let class = &reading.mentions[first].term.class;
        // `Paris, France and Rome, Italy` are addresses.
        let place = |class: &str| reading.lexicon.is_a(class, "place");
        let alike = |m: &Mention| {
            self.fits(slot, m) && (m.term.class == *class || !place(&m.term.class) && !place(class)) && !m.possessive
        };
        let (mentions, end, closed) = subject::list_from(reading, first, self.sentence.end, &alike);
        let open = end >= self.sentence.end
            || reading.timex(end).is_some()
            || !is_content_word(reading, end) && !is_finite(reading, end);
        if closed && open { (mentions, end) } else { (vec![first], reading.mentions[first].tokens.end) }
    }

    /// Whether nothing that could fill a slot stands at `at`: a mark, a conjunction, an adverb or a date.
    pub(super) fn clause_may_end(&self, at: usize) -> bool {
        // `resigned as protests grew`, not `resigned as party leader`.
        let conjunction = |at: usize| {
            self.reading.word(at) == "as" && !self.reading.names_role(at + 1..self.sentence.end.min(at + 6))
        };
        let date = (at..self.sentence.end.min(at + 2)).any(|i| self.reading.timex(i).is_some());
        at >= self.sentence.end
            || date
            || !self.reading.text.tokens[at].is_word()
            || is_adverb(self.reading.word(at))
            || conjunction(at)
            || matches!(
                self.reading.word(at),
                "and"
                    | "but"
                    | "or"
                    | "when"
                    | "after"
                    | "before"
                    | "while"
                    | "because"
                    | "following"
                    | "amid"
                    | "over"
            )
    }

    /// What an elided slot means: the last thing of its type that the sentence, or the one before, names.
    pub(super) fn unsaid(&self, slot: &Slot, at: usize) -> Option<Filled> {
        let reading = self.reading;
        let sentence = reading.sentence(at.min(self.sentence.end - 1));
        // An event stays what the text is about for longer than a name does.
        let reach = if slot.types.iter().any(|t| t == "event") { 4 } else { 1 };
        let floor = sentence.saturating_sub(reach);
        let number = reading.mentions.iter().rposition(|m| {
            let s = reading.sentence(m.tokens.start);
            m.tokens.end <= at && s >= floor && self.fits(slot, m)
        });
        let number = number.or_else(|| self.only_one_named(slot))?;
        Some(of_mentions(slot, vec![number], at..at))
    }

    /// What an article on one organization leaves unsaid: the only one that it names. Of places and persons it
    /// names others in passing.
    fn only_one_named(&self, slot: &Slot) -> Option<usize> {
        let reading = self.reading;
        let lexicon = reading.lexicon;
        let whole = |t: &String| lexicon.has_class(t) && !lexicon.is_a(t, "place") && !lexicon.is_a(t, "person");
        if !slot.types.iter().all(whole) {
            return None;
        }
        let mut named = reading.mentions.iter().enumerate().filter(|(_, m)| m.form == Form::Name && self.fits(slot, m));
        let (number, first) = named.next()?;
        named.all(|(_, m)| m.term.name == first.term.name).then_some(number)
    }

    /// The length of time that begins at `at`, in years: `12 years`, `six months`.
    fn duration_at(&self, at: usize) -> Option<number::Quantity> {
        let timex = &self.reading.timexes[self.reading.timex(at).filter(|_| at < self.sentence.end)?];
        let parts = timex
            .value
            .strip_prefix('P')
            .filter(|_| timex.kind == timex::Kind::Duration && timex.modifier.is_none())?;
        let between = |at: usize| matches!(self.reading.word(at), "to" | "or");
        if self.ends_range(timex.tokens.start) || timex.tokens.clone().any(between) {
            return None;
        }
        let unit = parts.chars().last()?;
        let count: f64 = parts.strip_suffix(unit)?.parse().ok()?;
        let value = match unit {
            'Y' => count,
            'M' => count / 12.0,
            _ => return None,
        };
        let (span, tokens) = (timex.span, timex.tokens.clone());
        Some(number::Quantity { span, tokens, value, upper: None, unit: None, bound: number::Bound::Exact })
    }

    /// The number at `at` with what stands before it and belongs to it: `at least 41`, `$41`. One that is
    /// added to others (`another 41`) is no number of its own.
    fn whole_number(&self, at: usize) -> Option<&number::Quantity> {
        let mut found = self.reading.number(at)?;
        let lowest = at.saturating_sub(BOUND_WORDS).max(self.sentence.start);
        for start in (lowest..at).rev() {
            if let Some(wider) = self.reading.number(start).filter(|n| n.tokens.end == found.tokens.end) {
                found = wider;
            }
        }
        let before = found.tokens.start.checked_sub(1).filter(|&i| i >= self.sentence.start);
        let added = before.is_some_and(|i| {
            matches!(self.reading.word(i), "another" | "further" | "additional" | "other" | "every" | "per" | "each")
        });
        (!added && !self.ends_range(found.tokens.start)).then_some(found)
    }

    /// Whether another number and `to`, or `between` and `and`, stand before the one at `at`: `40 to 175 years`.
    fn ends_range(&self, at: usize) -> bool {
        let word =
            |n: usize| at.checked_sub(n).filter(|&i| i >= self.sentence.start).map_or("", |i| self.reading.word(i));
        let number = |n: usize| {
            let cardinal = |i| number::cardinal_at(self.reading.source(), &self.reading.text.tokens, i).is_some();
            at.checked_sub(n).filter(|&i| i >= self.sentence.start).is_some_and(cardinal)
        };
        number(2) && (word(1) == "to" || word(1) == "and" && word(3) == "between")
    }

    /// Behind the same measure in another unit: `140 m (459 ft) high`.
    fn past_conversion(&self, quantity: &number::Quantity) -> usize {
        let end = quantity.tokens.end;
        let bracket = |at: usize, mark: char| at < self.sentence.end && self.reading.text.tokens[at].is(mark);
        let Some(unit) = quantity.unit.filter(|_| bracket(end, '(')) else { return end };
        let inside = self.reading.number(end + 1).filter(|n| bracket(n.tokens.end, ')'));
        let same = inside.filter(|n| n.unit.is_some_and(|u| u.measure == unit.measure));
        same.map_or(end, |n| n.tokens.end + 1)
    }

    /// A word inside a noun phrase, before its name: an adjective, a noun.
    pub(super) fn is_premodifier(&self, at: usize) -> bool {
        let token = &self.reading.text.tokens[at];
        token.is('-') || token.is_word() && !self.reading.is_function_word(at) && !self.reading.word(at).ends_with("ed")
    }

    /// Where a free noun phrase ends: at a mark, a preposition, a verb.
    pub(super) fn phrase_end(&self, start: usize) -> usize {
        let mut at = start;
        while at < self.sentence.end {
            let word = self.reading.word(at);
            let token = &self.reading.text.tokens[at];
            let joins = matches!(word, "and" | "," | "-" | "of" | "'s") && at > start;
            let next_fits = at + 1 < self.sentence.end
                && self.reading.text.tokens[at + 1].is_word()
                && !self.reading.is_function_word(at + 1)
                && !(word == "," && self.reading.word(at + 1).ends_with("ing"));
            if !(token.is_word() && !self.reading.is_function_word(at) && self.reading.timex(at).is_none()
                || joins && next_fits)
            {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a slot takes the thing: what a pack lists is left to its patterns where only others are wanted.
    fn admits(&self, slot: &Slot, thing: &Thing) -> bool {
        let listed = || self.reading.lexicon.entity_named(&thing.term.name).is_some();
        let wants = |kind: &str| slot.types.iter().any(|t| t == kind);
        let class = &*thing.term.class;
        !(wants("unlisted") && listed() || wants("named") && class == NOUN || wants("inanimate") && class == "person")
    }

    /// The subject of a verb, and whether other words stand between the two.
    pub(super) fn subject(&self, group: &VerbGroup, slot: &Slot) -> Option<(Filled, bool)> {
        if is_thing(slot) {
            let thing = self.thing_before(group).filter(|t| self.admits(slot, t))?;
            let detached = thing.detached;
            return Some((fill_thing(slot, thing), detached));
        }
        if slot.is_speaker() {
            return self.speaker(group, slot);
        }
        let fits = |m: &Mention| self.fits(slot, m);
        // What happens has consequences; who does something then does not do all that follows from it.
        let happens = slot.types.iter().any(|t| matches!(t.as_str(), "event" | "occurrence"));
        let trailing = || {
            let found = subject::of_trailing(self.reading, group, &fits);
            found.filter(|s| happens || s.tokens.start <= self.sentence.start + 1)
        };
        let subject = if self.pattern.spec.trailing {
            trailing()?
        } else {
            subject::find(self.reading, group, &fits).or_else(|| happens.then(trailing).flatten())?
        };
        let filled = of_mentions(slot, subject.mentions, subject.tokens);
        Some((filled, subject.detached))
    }

    /// `by Russia and Kazakhstan` behind a passive.
    pub(super) fn agent(&self, slot: &Slot, at: usize) -> Option<(Filled, usize)> {
        let by = (at..self.sentence.end.min(at + 8))
            .take_while(|&i| !self.ends_clause(i))
            .find(|&i| self.reading.word(i) == "by")?;
        let filled = self.fill(&Slot { list: true, ..slot.clone() }, by + 1, false)?;
        let end = filled.tokens.end;
        Some((Filled { list: slot.list, ..filled }, end))
    }

    /// Where the phrase starts that ends right before `end`, adverbs aside.
    pub(super) fn phrase_before(&self, phrase: &[crate::lexicon::WordId], end: usize) -> Option<usize> {
        let mut at = end;
        while at > self.sentence.start && is_filler(self.reading, at - 1) {
            at -= 1;
        }
        let start = at.checked_sub(phrase.len()).filter(|&s| s >= self.sentence.start)?;
        self.has_phrase(phrase, start).then_some(start)
    }

    /// Whose the noun at `noun` is: `Armenia's membership`, `its membership`.
    pub(super) fn possessor(&self, slot: &Slot, noun: usize) -> Option<Filled> {
        let reading = self.reading;
        let mut at = noun;
        while at > self.sentence.start
            && self.is_premodifier(at - 1)
            && reading.mention(at - 1).is_none()
            && !matches!(reading.word(at - 1), "'s" | "'")
        {
            at -= 1;
        }
        let before = at.checked_sub(1).filter(|&b| b >= self.sentence.start)?;
        if matches!(reading.word(before), "its" | "their" | "his" | "her" | "country") {
            let number = reading.pronoun(before, |m| self.fits(slot, m))?;
            return Some(of_mentions(slot, vec![number], before..noun));
        }
        let owner = (before.saturating_sub(1)..=before).find_map(|i| reading.mention(i))?;
        let mention = &reading.mentions[owner];
        let owns = mention.possessive || mention.form == Form::Adjective;
        let fits = self.fits(slot, &Mention { form: Form::Name, ..mention.clone() });
        (owns && fits).then(|| of_mentions(slot, vec![owner], mention.tokens.clone()))
    }

    /// Whether a mention can fill a slot.
    pub(super) fn fits(&self, slot: &Slot, mention: &Mention) -> bool {
        if mention.form == Form::Adjective {
            return false;
        }
        let lexicon = self.reading.lexicon;
        slot.types.iter().any(|wanted| match wanted.as_str() {
            "event" => mention.event.is_some(),
            "occurrence" => mention.event.as_ref().is_some_and(|e| lexicon.is_occurrence(&e.kind)),
            // Who was it, or acts for it, does not hold it.
            "office" => mention.form == Form::Office && mention.office.as_ref().is_some_and(|t| !t.former),
            "person" => &*mention.term.class == "person",
            "delegate" => self.is_delegate_of(slot, mention),
            class => {
                let metonym = mention.form == Form::Name && &*mention.term.class != "person";
                let stands = mention.stands_for.as_ref().filter(|_| metonym);
                mention.form != Form::Office && lexicon.is_a(&mention.term.class, class)
                    || stands.is_some_and(|t| lexicon.is_a(&t.class, class))
            }
        })
    }

    /// Whether a person, or a delegation, stands for what the slot's other types name.
    pub(super) fn is_delegate_of(&self, slot: &Slot, mention: &Mention) -> bool {
        let classes = || slot.types.iter().filter(|t| *t != "delegate");
        let of =
            |term: &Term| classes().next().is_none() || classes().any(|c| self.reading.lexicon.is_a(&term.class, c));
        match mention.form {
            Form::Delegation => mention.members.iter().all(of),
            _ => &*mention.term.class == "person" && mention.stands_for.as_ref().is_some_and(of),
        }
    }
}

/// A noun, an adjective or a verb that goes on with what stands before it.
fn is_content_word(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    reading.text.tokens[at].is_word()
        && reading.timex(at).is_none()
        && !reading.is_function_word(at)
        && !is_adverb(word)
        && !subject::is_preposition(word)
        && !word.ends_with("ed")
        && !word.ends_with("ing")
        && number::cardinal_at(reading.source(), &reading.text.tokens, at).is_none()
        && !matches!(
            word,
            "multiple"
                | "several"
                | "many"
                | "alone"
                | "unannounced"
                | "more"
                | "alongside"
                | "ahead"
                | "due"
                | "thanks"
                | "whose"
                | "next"
                | "unless"
                | "except"
                | "plus"
        )
        && !crate::clause::speech::reports(reading, at)
}

/// A verb that has what stands before it for its subject: an auxiliary, a past form, a verb of saying.
fn is_finite(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let auxiliary = matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "did"
            | "does"
            | "do"
            | "may"
            | "could"
    );
    auxiliary || word.ends_with("ed") || crate::clause::speech::reports(reading, at)
}

/// Whether the slot takes whatever a noun phrase names.
pub(super) fn is_thing(slot: &Slot) -> bool {
    slot.types.iter().any(|t| matches!(t.as_str(), "thing" | "unlisted" | "named" | "inanimate"))
}

/// A slot filled by mentions, each of which may be one of a list.
pub(super) fn of_mentions(slot: &Slot, mentions: Vec<usize>, tokens: Range<usize>) -> Filled {
    Filled {
        slot: slot.name,
        capture: Capture::Mentions(mentions),
        tokens,
        list: slot.list,
        delegates: is_delegate(slot),
        places: takes_place(slot),
    }
}

/// A slot filled by what is no mention: a number, a date, words.
fn plain(slot: &Slot, capture: Capture, tokens: Range<usize>) -> Filled {
    Filled { slot: slot.name, capture, tokens, list: false, delegates: false, places: false }
}

fn of_words(slot: &Slot, tokens: Range<usize>) -> Filled {
    plain(slot, Capture::Words(tokens.clone()), tokens)
}

pub(super) fn fill_thing(slot: &Slot, thing: Thing) -> Filled {
    let tokens = thing.tokens;
    plain(slot, Capture::Thing(thing.term), tokens)
}

/// Whether whom the slot takes is named for a country.
fn is_delegate(slot: &Slot) -> bool {
    slot.types.iter().any(|t| t == "delegate")
}

/// Whether the slot takes a place as such.
fn takes_place(slot: &Slot) -> bool {
    slot.types.iter().any(|t| t == "place" || t == "city")
}
