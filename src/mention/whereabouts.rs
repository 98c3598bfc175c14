//! Where a clause says that it happens: `In northern Chad, gunmen …`, `a school in Lima, Peru`.

use super::{Form, Mention, Reading};
use crate::claim::Term;
use crate::clause::subject::is_preposition;
use crate::lexicon::{Entity, Lexicon};
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
        // `killed while fleeing` goes on with what was done to them.
        let divides = |at: usize| !(self.word(at) == "while" && self.word_after(at + 1, &sentence).ends_with("ing"));
        let apart = |between: Range<usize>, words: &[&str]| {
            between.into_iter().any(|at| words.contains(&self.word(at)) && divides(at))
        };
        // `five are killed in Lima, and two more in Cusco`: what is added has a place of its own; `In Lima, five …`.
        let added = tokens.start > sentence.start
            && self.word(tokens.start - 1) == "and"
            && tokens.clone().any(|at| matches!(self.word(at), "is" | "are" | "was" | "were" | "been"));
        let near = |m: &&Mention| {
            if m.tokens.end > tokens.start {
                let between = tokens.end..m.tokens.start;
                let told = |between: Range<usize>| !apart(between.clone(), BEHIND) && !self.is_in_part(between);
                return m.tokens.start < tokens.end || told(between);
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
        let here: Vec<(&Mention, Place<'_>)> = self
            .mentions
            .iter()
            .filter(|m| sentence.contains(&m.tokens.start) && near(m))
            .filter_map(|m| Some((m, self.place_where(m)?)))
            .collect();
        // `the toll of the flood in Lima rises to nine as more rain falls in Cusco`
        let inside = |m: &Mention| tokens.contains(&m.tokens.start);
        let own = here.iter().any(|(m, _)| inside(m));
        let mut named = Named { listed: Vec::new(), others: Vec::new(), nested: true, several: false };
        let mut end = None;
        for (mention, place) in here.into_iter().filter(|(m, _)| !own || inside(m)) {
            named.add(place);
            let Range { start, end: behind } = mention.tokens;
            named.nested &= end.replace(behind).is_none_or(|end| self.is_nested(end..start));
            named.several |= self.is_one_of_several(mention);
        }
        self.narrowest(named)
    }

    /// The narrowest place that all those named lie in.
    fn narrowest(&self, named: Named<'_>) -> Option<Term> {
        let Named { mut listed, others, nested, several } = named;
        // `into the Arabian Sea off Mumbai, India`: a sea lies in no country.
        if listed.iter().any(|place| is_land(self.lexicon, place)) {
            listed.retain(|place| is_land(self.lexicon, place));
        }
        let other = |term: &Term| Term { span: None, ..term.clone() };
        let Some(first) = listed.first() else {
            return others.first().filter(|_| !several && (nested || others.len() == 1)).map(|&term| other(term));
        };
        let land = |place: &Entity| place.within.clone().unwrap_or_else(|| place.name.clone());
        let country: Arc<str> = land(first);
        if listed.iter().any(|place| land(place) != country) {
            return None;
        }
        let term = |place: &Entity| Term { name: place.name.clone(), class: place.class.clone(), span: None };
        // `in Lima, Peru`, `in Loreto Province, Peru`: the narrower; of two, neither.
        let inside: Vec<&&Entity> = listed.iter().filter(|place| place.name != country).collect();
        match (&inside[..], &others[..]) {
            _ if several => self.lexicon.entity_named(&country).map(term),
            ([place], _) => Some(term(place)),
            ([place, ..], _) if nested => Some(term(place)),
            ([], [place, more @ ..]) if nested || more.is_empty() => Some(other(place)),
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
        let before = start > 0 && self.sentence(start - 1) == self.sentence(start) && self.mention(start - 1).is_none();
        let particle = behind < end && matches!(self.word(behind), "de" | "do" | "da" | "del" | "di" | "dos");
        before && capital(start - 1) && !is_preposition(self.word(start - 1)) || capital(behind + usize::from(particle))
    }

    /// `outside Lima and Cusco`: of both, only the country is sure.
    fn is_one_of_several(&self, mention: &Mention) -> bool {
        let Range { start, end } = mention.tokens.clone();
        let capital = |at: usize| self.text.tokens.get(at).is_some_and(|t| t.is_capitalised());
        let behind = capital(end + 1) && self.word(end) == "and";
        let before = start > 1 && self.word(start - 1) == "and" && capital(start - 2);
        behind || before || mention.event.is_some() && mention.tokens.clone().any(|at| self.word(at) == "and")
    }

    /// Whether no name goes on behind the place's among these words.
    fn names_whole(&self, tokens: &Range<usize>, name: &str) -> bool {
        let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
        let capital = |at: usize| self.text.tokens.get(at).is_some_and(|t| t.is_capitalised());
        !tokens.clone().any(|at| self.word(at) == last && capital(at + 1))
    }

    /// The place that a mention says something happens in, if it says so: one of its own, or that of an event.
    fn place_where<'m>(&'m self, mention: &'m Mention) -> Option<Place<'m>> {
        if let Some(event) = &mention.event {
            // `airstrikes in Lima Province`: Lima is only part of the name.
            let narrow = event.places.first()?;
            let whole = self.names_whole(&mention.tokens, narrow);
            let place = if whole { narrow } else { event.places.last()? };
            return self.lexicon.entity_named(place).map(Place::Listed);
        }
        let Range { start, .. } = mention.tokens;
        // `in Lima and Cusco, Peru`
        let and = (self.text.sentences[self.sentence(start)].tokens.start..start).rev().find(|&at| {
            let goes_on = self.text.tokens[at].is_capitalised() || self.text.tokens[at].is(',');
            !goes_on
        });
        let and = and.filter(|&at| self.word(at) == "and");
        let located = self.is_where(start) || and.is_some_and(|and| self.is_where(and));
        let place =
            mention.form == Form::Name && !mention.possessive && self.lexicon.is_a(&mention.term.class, "place");
        if !place || !located || self.is_part_of_name(mention) {
            return None;
        }
        let entity = self.lexicon.entity_named(&mention.term.name);
        Some(entity.map_or(Place::Other(&mention.term), Place::Listed))
    }
}

/// The places that a clause names.
struct Named<'m> {
    listed: Vec<&'m Entity>,
    others: Vec<&'m Term>,
    /// Whether each lies in the one behind it: `in Nablus, West Bank`, `in Nablus in the West Bank`.
    nested: bool,
    /// Whether two of them stand side by side.
    several: bool,
}

impl<'m> Named<'m> {
    fn add(&mut self, place: Place<'m>) {
        match place {
            Place::Listed(place) if self.listed.iter().all(|known| known.name != place.name) => self.listed.push(place),
            Place::Other(term) if self.others.iter().all(|known| known.name != term.name) => self.others.push(term),
            _ => {}
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

/// Whether a place is a country, or lies in one.
fn is_land(lexicon: &Lexicon, place: &Entity) -> bool {
    place.within.is_some() || lexicon.is_a(&place.class, "country")
}
