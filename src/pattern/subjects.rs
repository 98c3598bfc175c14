//! Of what a verb or a measure tells: the thing before it, past asides, lists and relative clauses, or what `it`, `her`
//! and the like mean.

use super::matcher::{Capture, Matcher};
use super::things::{LONGEST_ASIDE, LONGEST_PHRASE, NOUN, Thing, is_auxiliary};
use crate::claim::Term;
use crate::clause::subject::{ends_address, is_preposition};
use crate::clause::verb::{Shape, VerbGroup};
use crate::mention::{Form, Mention};
use crate::text::words::is_determiner;
use std::ops::Range;

impl Matcher<'_, '_, '_> {
    /// The subject of a verb, whatever it is.
    pub(super) fn thing_before(&self, group: &VerbGroup) -> Option<Thing> {
        let first = self.sentence.start;
        let verb = group.tokens.start;
        let at = self.past_asides(verb);
        // `its worst result since gaining independence`: who gained it, the main clause tells.
        let governed =
            verb > first && (is_preposition(self.reading.word(verb - 1)) || self.reading.word(verb - 1) == "while");
        if group.shape == Shape::Ing && governed {
            return None;
        }
        if at == first {
            let participle = matches!(group.shape, Shape::Bare | Shape::Ing) && at == verb;
            return participle.then(|| self.behind_comma(group.tokens.end)).flatten();
        }
        match self.reading.word(at - 1) {
            // `It is the first time that`: what it stands for, only the clause behind tells.
            "it" if self.identifies(group) => None,
            "it" => self.taken_up_by_it(at - 1),
            "he" | "she" => self.taken_up_by_person(at - 1),
            "and" | "but" => self.of_verb_before(at - 1).map(|t| Thing { detached: true, ..t }),
            "which" | "who" | "that" => {
                let end = at - 1 - usize::from(at >= first + 2 && self.is_comma(at - 2));
                self.antecedent(end).map(|t| Thing { detached: true, ..t })
            }
            "," if group.shape == Shape::Bare => match self.defined_before(at - 1) {
                Some(defined) => defined,
                None => self.last_listed(at - 1).or_else(|| self.thing_ending(at - 1)),
            },
            "," => self.before_aside(at - 1),
            _ => self.thing_ending(at).filter(|thing| !self.ends_address(thing)),
        }
    }

    /// `Police in Austin, Texas say`: who says it, the words before the address tell.
    fn ends_address(&self, thing: &Thing) -> bool {
        let comma = thing.tokens.start.checked_sub(1).filter(|&at| at > self.sentence.start && self.is_comma(at));
        let place = self.reading.mention(thing.tokens.start).map(|m| &self.reading.mentions[m]);
        comma.zip(place).is_some_and(|(comma, place)| ends_address(self.reading, comma, place))
    }

    /// Whether a copula with a definite complement follows, or what `it` stands for: `is the first`, `was found that`.
    fn identifies(&self, group: &VerbGroup) -> bool {
        let end = group.tokens.end;
        if end < self.sentence.end && self.reading.word(end) == "that" {
            return true;
        }
        let copula = matches!(self.reading.word(end - 1), "is" | "was" | "be" | "been");
        copula
            && end < self.sentence.end
            && self.reading.word((self.past_adverbs(end)).min(self.sentence.end - 1)) == "the"
    }

    pub(super) fn past_adverbs(&self, at: usize) -> usize {
        (at..self.sentence.end).find(|&i| !self.reading.is_adverb(i)).unwrap_or(at)
    }

    /// `which was built in 1901 and holds 900`: the subject of the verb that the conjunction at `at` adds one to.
    fn of_verb_before(&self, at: usize) -> Option<Thing> {
        let first = self.sentence.start;
        let closes = |i: usize| self.is_comma(i) && self.reading.timex(i).is_none();
        let clause = (first..at).rev().take_while(|&i| !closes(i) || i + 1 == at);
        let relative = clause.filter(|&i| i > first).find(|&i| matches!(self.reading.word(i), "which" | "who"));
        match relative {
            Some(which) => self.antecedent(which - usize::from(self.is_comma(which - 1))),
            None => self.leading_thing(self.sentence.clone(), at),
        }
    }

    /// What a relative clause behind `end` tells of: `the tower, which`, `plays at the Orrin Park, which`.
    fn antecedent(&self, end: usize) -> Option<Thing> {
        let name = self.name_ending(end);
        let before = name.as_ref().map(|n| {
            n.start - usize::from(n.start > self.sentence.start && is_determiner(self.reading.word(n.start - 1)))
        });
        let venue = before.filter(|&at| at > self.sentence.start && self.reading.word(at - 1) == "at");
        if let Some(name) = name.filter(|_| venue.is_some()) {
            return self.thing(name, "");
        }
        // `the situation in the camp, which holds`: which of the nouns is meant, nobody can tell.
        let sure = |t: &Thing| &*t.term.class != NOUN || !t.term.name.split(' ').any(is_preposition);
        self.thing_ending(end).filter(sure)
    }

    /// `the market hall in Graz and the Orrin Theatre, built in 1886`: what a participle behind the comma at `comma` tells
    /// of the last of a list, where that is a name with its article. Of two names without one, it may tell of both.
    fn last_listed(&self, comma: usize) -> Option<Thing> {
        let and = (self.sentence.start..comma).rev().find(|&i| self.is_comma(i) || self.reading.word(i) == "and")?;
        let article = and + 1;
        let listed = self.reading.word(and) == "and" && self.reading.word(article) == "the";
        let thing =
            self.thing_starting(article).filter(|t| listed && &*t.term.class != NOUN && t.tokens.end <= comma)?;
        // `and the Orrin Theatre in Graz`
        let place = thing.tokens.end;
        let whole = place == comma
            || matches!(self.reading.word(place), "in" | "at" | "near")
                && (place + 1..comma).all(|i| self.is_name(i) || is_determiner(self.reading.word(i)));
        whole.then_some(thing)
    }

    /// `Salt Harbour is an album by the Orrin Band, released in 1994`: a participle behind the comma at `comma`, which
    /// ends a definition, tells of what is defined, or of what the definition ends in. The latter only an author or
    /// a place can be; whatever else it names, nobody can tell. `None` where nothing is defined.
    fn defined_before(&self, comma: usize) -> Option<Option<Thing>> {
        let topic = self.reading.topic.as_ref().filter(|t| t.defined_at() == self.reading.sentence(comma))?;
        let first = self.sentence.start;
        let copula = (first..comma).find(|&i| matches!(self.reading.word(i), "is" | "was" | "are" | "were"))?;
        let aside = |i: usize| self.is_comma(i) || matches!(self.reading.word(i), "which" | "who" | "that");
        let governor = (copula..comma).rev().find(|&i| is_preposition(self.reading.word(i)))?;
        if (copula..comma).any(aside) || topic.is_person() {
            return None;
        }
        let outside = matches!(self.reading.word(governor), "by" | "from" | "in" | "on" | "at" | "near");
        Some(outside.then(|| self.topic(comma..comma)).flatten())
    }

    /// `it`: what the sentence begins with, else the one before.
    pub(super) fn taken_up_by_it(&self, at: usize) -> Option<Thing> {
        let own = (at > self.sentence.start).then(|| self.leading_thing(self.sentence.clone(), at)).flatten();
        let before = || {
            let previous = self.reading.sentence(self.sentence.start).checked_sub(1)?;
            let sentence = &self.reading.text.sentences[previous];
            let here = &self.reading.text.sentences[previous + 1];
            (sentence.kind == here.kind)
                .then(|| self.leading_thing(sentence.tokens.clone(), sentence.tokens.end))
                .flatten()
        };
        let opens = at == self.sentence.start || self.is_fronted(at) && own.is_none();
        let found = if opens { before() } else { own };
        found.or_else(|| self.topic(at..at + 1)).map(|thing| Thing { tokens: at..at + 1, detached: false, ..thing })
    }

    /// Whether only a fronted phrase stands before the clause that begins at `at`: `At 412 metres, it is`.
    pub(super) fn is_fronted(&self, at: usize) -> bool {
        let first = self.sentence.start;
        // `First published in 1934, it tells of`
        let participle = || self.is_verb_like(self.past_adverbs(first));
        let opens = is_preposition(self.reading.word(first)) || self.reading.timex(first).is_some() || participle();
        at > first + 1 && self.is_comma(at - 1) && opens && !(first..at - 1).any(|i| self.is_comma(i))
    }

    /// `he`, `she`: the person whom it means.
    fn taken_up_by_person(&self, at: usize) -> Option<Thing> {
        let Some(number) = self.reading.pronoun(at, |m| &*m.term.class == "person") else {
            // Of a ship: `she was launched in 1912`.
            return self.topic(at..at + 1).filter(|_| self.reading.word(at) == "she");
        };
        let mention = &self.reading.mentions[number];
        let span = Some(self.reading.span(at..at + 1));
        let term = Term { span, ..mention.term.clone() };
        Some(Thing { term, tokens: at..at + 1, detached: false })
    }

    /// Who or what a possessive at `at` means; where there is none, what the article is about.
    pub(super) fn owner_at(&self, at: usize) -> Option<Capture> {
        let person = |m: &Mention| &*m.term.class == "person";
        match self.reading.word(at) {
            "its" => self.taken_up_by_it(at).map(|t| Capture::Thing(t.term)),
            // Of a ship: `her keel was laid in 1911`.
            "his" | "her" => match self.reading.pronoun(at, person) {
                Some(owner) => Some(Capture::Mentions(vec![owner])),
                None => {
                    self.topic(at..at + 1).filter(|_| self.reading.word(at) == "her").map(|t| Capture::Thing(t.term))
                }
            },
            "whose" => {
                let comma = usize::from(at > self.sentence.start && self.is_comma(at - 1));
                self.thing_ending(at - comma).map(|t| Capture::Thing(t.term))
            }
            "their" | "a" | "an" | "this" => None,
            // `whose construction`: of whom, the word before the pattern's tells.
            _ if at > self.sentence.start && matches!(self.reading.word(at - 1), "its" | "whose" | "his" | "her") => {
                self.owner_at(at - 1)
            }
            _ if at > self.sentence.start && matches!(self.reading.word(at - 1), "'s" | "\u{2019}s" | "a" | "an") => {
                None
            }
            "with" | "has" | "had" | "have" | "and" | "at" => self.subject_of_clause(at).map(Capture::Thing),
            _ => {
                self.reading.topic.as_ref().filter(|_| !self.names_another(at)).map(|t| Capture::Thing(t.term.clone()))
            }
        }
    }

    /// Of what a phrase at `at` tells that goes on with a clause: `Lake Ombo, with an area of`, `the Orrin Bridge has a
    /// length of 402 m and a height of`. What the article is about only where the clause is about it.
    fn subject_of_clause(&self, at: usize) -> Option<Term> {
        let first = self.sentence.start;
        let named = |thing: &Thing| &*thing.term.class != NOUN;
        let relative = (first..at)
            .rev()
            .take_while(|&i| !self.is_comma(i) || i + 1 == at)
            .find(|&i| i > first && matches!(self.reading.word(i), "which" | "who" | "that"));
        if let Some(which) = relative {
            let end = which - usize::from(self.is_comma(which - 1));
            return self.antecedent(end).filter(named).map(|t| t.term);
        }
        if at > first && self.is_comma(at - 1) {
            let beside = self.thing_ending(at - 1).filter(named);
            let whole = |thing: &Thing| {
                let before = thing.tokens.start.checked_sub(1).filter(|&i| i >= first);
                before.is_none_or(|i| is_auxiliary(self.reading.word(i)))
            };
            let genus = self.reading.topic.as_ref().is_some_and(|t| t.defined_at() == self.reading.sentence(at));
            if let Some(beside) = beside.filter(|t| !genus && whole(t)) {
                return Some(beside.term);
            }
        }
        // `towns with a population of`: it only tells which.
        let restricts = self.reading.word(at) == "with" && at > first && !self.is_comma(at - 1);
        match self.leading_thing(self.sentence.clone(), at) {
            _ if restricts && !self.defines_topic(at) => None,
            Some(leading) => Some(leading).filter(named).map(|t| t.term),
            // A word that opens a sentence may be a name that nothing else tells of.
            None if !self.reading.is_function_word(first) && self.reading.timex(first).is_none() => None,
            None => self.reading.topic.as_ref().filter(|_| !self.names_another(at)).map(|t| t.term.clone()),
        }
    }

    /// Whether the words before `at` say what the article's subject is: `It is a town with`.
    fn defines_topic(&self, at: usize) -> bool {
        let leading = self.leading_thing(self.sentence.clone(), at);
        let topic = self.reading.topic.as_ref().map(|t| &t.term.name);
        leading.is_some_and(|t| Some(&t.term.name) == topic && is_auxiliary(self.reading.word(t.tokens.end)))
    }

    /// Whether the sentence names something else than what the article is about before `at`.
    fn names_another(&self, at: usize) -> bool {
        let topic = self.reading.topic.as_ref().map(|t| &t.term.name);
        (self.sentence.start + 1..at).any(|i| {
            self.is_name(i)
                && self.reading.mention(i).is_none_or(|m| Some(&self.reading.mentions[m].term.name) != topic)
        })
    }

    /// What the article is about, taken up by these words; a person is nothing that `it` means.
    pub(super) fn topic(&self, tokens: Range<usize>) -> Option<Thing> {
        let topic = self.reading.topic.as_ref().filter(|t| !t.is_person())?;
        let term = Term { span: Some(self.reading.span(tokens.clone())), ..topic.term.clone() };
        Some(Thing { term, tokens, detached: false })
    }

    /// What a sentence begins with, where nothing that somebody says comes before `limit`.
    fn leading_thing(&self, sentence: Range<usize>, limit: usize) -> Option<Thing> {
        let told = |at: usize| match self.reading.word(at) {
            "said" | "says" | "that" | "told" | "\"" => true,
            // `announced a takeover of its rival`
            "announced" => at + 1 >= sentence.end || !matches!(self.reading.word(at + 1), "a" | "an" | "its"),
            _ => false,
        };
        if (sentence.start..limit).any(told) {
            return None;
        }
        let inside = Matcher {
            reading: self.reading,
            pattern: self.pattern,
            token: self.token,
            sentence: sentence.clone(),
            seen: self.seen,
            trace: None,
        };
        let thing = inside.thing_starting(sentence.start)?;
        (thing.tokens.end < limit).then_some(thing)
    }

    /// `Founded in 1945, Vestas`: what follows the comma behind a participle's phrase.
    fn behind_comma(&self, from: usize) -> Option<Thing> {
        let limit = self.sentence.end.min(from + LONGEST_ASIDE);
        let comma = (from..limit).find(|&at| self.is_comma(at))?;
        self.thing_starting(comma + 1).map(|t| Thing { detached: true, ..t })
    }

    /// `Vestas, a maker of turbines, was`: what stands before an aside that the comma at `close` ends.
    fn before_aside(&self, close: usize) -> Option<Thing> {
        let limit = close.saturating_sub(LONGEST_ASIDE).max(self.sentence.start);
        let open = (limit..close).rev().find(|&at| self.is_comma(at))?;
        if let Some(named) = self.named_behind(open, close) {
            return Some(named);
        }
        // `One of them, the Orrin shrew, was`
        let one_of_these = |of: usize| {
            self.reading.word(of) == "of" && matches!(self.reading.word(of + 1), "them" | "these" | "those")
        };
        if open >= self.sentence.start + 2 && one_of_these(open - 2) {
            return self.thing_ending(close).map(|t| Thing { detached: true, ..t });
        }
        let word = self.reading.word(open + 1);
        let opens_aside = matches!(
            word,
            "a" | "an" | "the" | "which" | "who" | "in" | "on" | "at" | "near" | "built" | "one" | "once"
        ) || word.ends_with("ed") && word.len() > 4;
        opens_aside.then(|| self.thing_ending(open)).flatten().map(|t| Thing { detached: true, ..t })
    }

    /// `Her first novel, Salt Harbour, was`: the name between the commas, where a definite noun stands before them.
    fn named_behind(&self, open: usize, close: usize) -> Option<Thing> {
        let name = self.name_ending(self.before_mark(close))?;
        let opens = self.past_determiners(self.past_mark(open + 1)) == name.start;
        let noun = open.checked_sub(1).filter(|&at| self.is_nominal(at) && !self.is_name(at))?;
        let lowest = open.saturating_sub(LONGEST_PHRASE).max(self.sentence.start);
        let owner = (lowest..noun).rev().find(|&at| !self.is_nominal(at) && !self.reading.is_adverb(at))?;
        let definite =
            matches!(self.reading.word(owner), "the" | "its" | "their" | "his" | "her" | "'s" | "\u{2019}s" | "'");
        let known = self.reading.mention(noun).is_some_and(|m| self.reading.mentions[m].form != Form::Noun);
        let named = self.thing(name.clone(), "").filter(|_| opens && definite && !known)?;
        Some(Thing { tokens: owner..close, detached: true, ..named })
    }

    /// Past a quotation mark at `at`.
    fn past_mark(&self, at: usize) -> usize {
        at + usize::from(self.reading.text.tokens.get(at).is_some_and(|t| t.is('"')))
    }

    /// Where the words end that a quotation mark before `end` may close.
    fn before_mark(&self, end: usize) -> usize {
        end - usize::from(end > self.sentence.start && self.reading.text.tokens[end - 1].is('"'))
    }

    /// Past adverbs and dates, with their prepositions, that stand before `at`.
    pub(super) fn past_asides(&self, at: usize) -> usize {
        let mut at = at;
        while at > self.sentence.start {
            let before = at - 1;
            if let Some(timex) = self.reading.timex(before) {
                at = self.reading.timexes[timex].tokens.start.max(self.sentence.start);
                at -= usize::from(at > self.sentence.start && is_preposition(self.reading.word(at - 1)));
            } else if self.reading.is_adverb(before) {
                at = before;
            } else {
                break;
            }
        }
        at
    }
}
