//! Where a clause says that it happens: `In northern Chad, gunmen …`, `a school in Lima, Peru`.

use super::{Form, Mention, Reading};
use crate::claim::Term;
use crate::clause::subject::is_preposition;
use crate::lexicon::Entity;
use std::ops::Range;
use std::sync::Arc;

/// Words behind which what a sentence tells first is no longer where it goes on.
const APART: &[&str] = &[
    ";",
    "after",
    "against",
    "because",
    "before",
    "but",
    "by",
    "despite",
    "following",
    "for",
    "from",
    "over",
    "said",
    "says",
    "reports",
    "since",
    "that",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whose",
    "following",
    "amid",
    "to",
    "against",
    "announces",
    "confirms",
    "as",
    "about",
    "than",
];

/// Words behind which what is told has come to its end.
const BEHIND: &[&str] = &[";", "but", "while", "said", "says", "according", "whereas", "before"];

impl Reading<'_> {
    /// The place in which that happens of which these tokens tell: the only one that the sentence names behind a
    /// preposition of place in the same breath, or the country that all those lie in that it names.
    #[must_use]
    pub(crate) fn whereabouts(&self, tokens: &Range<usize>) -> Option<Term> {
        let sentence = self.text.sentences[self.sentence(tokens.start)].tokens.clone();
        let apart =
            |between: Range<usize>, words: &[&str]| between.into_iter().any(|at| words.contains(&self.word(at)));
        // `five are killed in Lima, and two more in Cusco`: what is added has a place of its own; `In Lima, five …`.
        let added = tokens.start > sentence.start
            && self.word(tokens.start - 1) == "and"
            && tokens.clone().any(|at| matches!(self.word(at), "is" | "are" | "was" | "were" | "been"));
        let near = |m: &&Mention| {
            if m.tokens.end > tokens.start {
                let between = tokens.end..m.tokens.start;
                return m.tokens.start >= tokens.end && !apart(between.clone(), BEHIND) && !self.is_in_part(between);
            }
            let frames = m.tokens.start <= sentence.start + 2;
            (frames || !added) && !apart(m.tokens.end..tokens.start, APART) && !self.is_of_subject(m, &sentence)
        };
        // `in Kenya and Uganda`: of both, neither.
        let joint = |m: &&Mention| {
            let next = self.mention(m.tokens.end + 1).map(|next| &self.mentions[next]);
            let country = |m: &Mention| m.form == Form::Name && self.lexicon.is_a(&m.term.class, "country");
            sentence.contains(&(m.tokens.end + 1))
                && self.word(m.tokens.end) == "and"
                && country(m)
                && self.is_where(m.tokens.start)
                && next.is_some_and(country)
        };
        // `on the camp and in Lima`: there, and elsewhere.
        let added_place = |m: &&Mention| {
            let preposition = m.tokens.start.checked_sub(1).filter(|&at| at > tokens.end && self.word(at) == "in");
            preposition.is_some_and(|at| self.word(at - 1) == "and")
        };
        if self.mentions_in(&sentence).iter().filter(near).any(|m| joint(&m) || added_place(&m)) {
            return None;
        }
        let here = self.mentions.iter().filter(|m| sentence.contains(&m.tokens.start) && near(m));
        let (mut listed, mut others): (Vec<&Entity>, Vec<&Term>) = (Vec::new(), Vec::new());
        // `in Nablus, West Bank`, `in Nablus in the West Bank`: each place lies in the one behind it.
        let (mut nested, mut end): (bool, Option<usize>) = (true, None);
        for (at, place) in here.filter_map(|m| Some((&m.tokens, self.place_where(m)?))) {
            match place {
                Place::Listed(place) if listed.iter().all(|known| known.name != place.name) => listed.push(place),
                Place::Other(term) if others.iter().all(|known| known.name != term.name) => others.push(term),
                _ => {}
            }
            nested &= end.replace(at.end).is_none_or(|end| self.is_nested(end..at.start));
        }
        let term = |place: &Entity| Term { name: place.name.clone(), class: place.class.clone(), span: None };
        let Some(first) = listed.first() else {
            let first = others.first().filter(|_| nested || others.len() == 1);
            return first.map(|&place| Term { span: None, ..place.clone() });
        };
        let land = |place: &Entity| place.within.clone().unwrap_or_else(|| place.name.clone());
        let country: Arc<str> = land(first);
        if listed.iter().any(|place| land(place) != country) {
            return None;
        }
        // `in Lima, Peru`, `in Loreto Province, Peru`: the narrower; of two, neither.
        let inside: Vec<&&Entity> = listed.iter().filter(|place| place.name != country).collect();
        match (&inside[..], &others[..]) {
            ([place], _) => Some(term(place)),
            ([place, ..], _) if nested => Some(term(place)),
            ([], [place, more @ ..]) if nested || more.is_empty() => Some(Term { span: None, ..(*place).clone() }),
            _ => self.lexicon.entity_named(&country).map(term),
        }
    }

    /// `kill 72 people, including 38 in Lima`: whether what is told of some of them goes on to the end.
    fn is_in_part(&self, between: Range<usize>) -> bool {
        let closes = |at: usize| self.text.tokens[at].is(',') || self.text.tokens[at].is(')');
        let part = between.clone().rev().find(|&at| self.word(at) == "including");
        part.is_some_and(|part| !(part..between.end).any(closes))
    }

    /// Whether what stands between two places says that the first lies in the second.
    fn is_nested(&self, between: Range<usize>) -> bool {
        let inner =
            |at: usize| matches!(self.word(at), "," | "in" | "the" | "occupied") || self.word(at).ends_with("ern");
        !between.is_empty() && between.into_iter().all(inner)
    }

    /// `The Free Party of Ruritania`, `The Islamic Resistance in Ruritania`: a place in the name that a sentence begins with.
    fn is_of_subject(&self, place: &Mention, sentence: &Range<usize>) -> bool {
        let Some(preposition) = place.tokens.start.checked_sub(1).filter(|&at| at > sentence.start + 1) else {
            return false;
        };
        (sentence.start..preposition).all(|at| self.text.tokens[at].is_capitalised() || is_preposition(self.word(at)))
    }

    /// `North Santa Clara`, `Lima Province`, `Davao de Oro`: a name inside another.
    fn is_part_of_name(&self, mention: &Mention) -> bool {
        let end = self.text.sentences[self.sentence(mention.tokens.start)].tokens.end;
        let capital = |at: usize| at < end && self.text.tokens[at].is_capitalised() && self.timex(at).is_none();
        let Range { start, end: behind } = mention.tokens;
        let city = self.lexicon.is_a(&mention.term.class, "city");
        let before =
            city && start > 0 && self.sentence(start - 1) == self.sentence(start) && self.mention(start - 1).is_none();
        let particle = behind < end && matches!(self.word(behind), "de" | "do" | "da" | "del" | "di" | "dos");
        before && capital(start - 1) || capital(behind + usize::from(particle))
    }

    /// The place that a mention says something happens in, if it says so: one of its own, or that of an event.
    fn place_where<'m>(&'m self, mention: &'m Mention) -> Option<Place<'m>> {
        let named = match &mention.event {
            Some(event) => {
                // `on Lima and Cusco`: of both, only the country is sure.
                let several = mention.tokens.clone().any(|at| self.word(at) == "and");
                let place = if several { event.places.last() } else { event.places.first() };
                return place.and_then(|name| self.lexicon.entity_named(name)).map(Place::Listed);
            }
            None => &mention.term,
        };
        let located = mention.form == Form::Name && !mention.possessive && self.is_where(mention.tokens.start);
        if !located || !self.lexicon.is_a(&named.class, "place") || self.is_part_of_name(mention) {
            return None;
        }
        // `outside Lima and Cusco`: of both, only the country is sure.
        let and = self.text.tokens.get(mention.tokens.end + 1).is_some_and(|t| t.is_capitalised())
            && self.word(mention.tokens.end) == "and";
        match self.lexicon.entity_named(&named.name) {
            Some(entity) if and && entity.within.is_some() => {
                self.lexicon.entity_named(entity.within.as_deref()?).map(Place::Listed)
            }
            Some(entity) => Some(Place::Listed(entity)),
            None => (!and).then_some(Place::Other(named)),
        }
    }
}

/// A place that a sentence names.
enum Place<'m> {
    /// One that a pack lists, with the country that it lies in.
    Listed(&'m Entity),
    /// One that its name tells to be a place: `Loreto Province`.
    Other(&'m Term),
}
