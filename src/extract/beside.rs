//! What says a thing twice in one breath: a city with its country behind it, a measure with another in brackets.

use super::Claims;
use crate::claim::{Filler, Quantity, Term, WhenKind};
use crate::clause::time;
use crate::mention::{Form, Mention};
use crate::number::{self, Measure};
use crate::pack::PatternSpec;
use crate::text::Sentence;
use std::ops::Range;
use std::sync::Arc;

impl Claims<'_, '_> {
    /// `in Almaty, Kazakhstan`: a city lies in the country behind it. A list of places has more commas, or an "and".
    pub(super) fn places_beside(&mut self, spec: &PatternSpec, id: &Arc<str>) {
        let pairs: Vec<(usize, usize)> = (0..self.reading.mentions.len()).filter_map(|city| self.pair(city)).collect();
        for (city, country) in pairs {
            let (city, country) = (&self.reading.mentions[city], &self.reading.mentions[country]);
            let mut claim = self.blank(spec, id, city.tokens.start..country.tokens.end);
            claim.subject = Some(Filler::One(city.term.clone()));
            claim.object = Some(Filler::One(country.term.clone()));
            claim.when = time::of_article(self.reading, WhenKind::AsOf);
            self.claims.push(claim);
        }
    }

    fn pair(&self, city: usize) -> Option<(usize, usize)> {
        let reading = self.reading;
        let named = |mention: &Mention, class: &str| {
            mention.form == Form::Name && reading.lexicon.is_a(&mention.term.class, class) && !mention.possessive
        };
        let first = &reading.mentions[city];
        let comma = first.tokens.end;
        if !named(first, "city") || !reading.text.tokens.get(comma)?.is(',') {
            return None;
        }
        let country = reading.mention(comma + 1)?;
        let second = &reading.mentions[country];
        let sentence = reading.text.sentences[reading.sentence(first.tokens.start)].tokens.clone();
        let placed = first.tokens.start > sentence.start
            && matches!(reading.word(first.tokens.start - 1), "in" | "at" | "near" | "outside" | "from" | "of");
        // `City of London`, `Province of Luxembourg`: the end of another name.
        let ends_name = first.tokens.start > sentence.start + 1
            && reading.word(first.tokens.start - 1) == "of"
            && reading.text.tokens[first.tokens.start - 2].is_capitalised()
            && reading.lexicon.is_place_kind(reading.id(first.tokens.start - 2));
        let behind = second.tokens.end;
        let word = |at: usize| if at < sentence.end { reading.word(at) } else { "." };
        // `In Oslo, Sweden was …` begins anew behind the comma, and `Riga, Estonia and Finland` goes on.
        let closed = match word(behind) {
            "." | ";" | ")" | ":" => true,
            "," => !matches!(word(behind + 1), "and" | "or") && reading.mention(behind + 1).is_none(),
            _ => false,
        };
        let fits = named(second, "country") && second.tokens.start == comma + 1 && behind <= sentence.end;
        (placed && !ends_name && fits && closed).then_some((city, country))
    }

    /// `30,000lb (13,600kg)`, `40 miles, or 65 km,`: two measures of one thing.
    pub(super) fn conversions(&mut self, spec: &PatternSpec, id: &Arc<str>) {
        let reading = self.reading;
        let opens = |at: usize| reading.text.tokens[at].is('(') || reading.word(at) == "or";
        let bracketed = |s: &&Sentence| s.tokens.clone().any(opens);
        for sentence in self.reading.text.sentences.iter().filter(bracketed) {
            let mut past = sentence.tokens.start;
            for at in sentence.tokens.clone() {
                let converted = if at < past { None } else { self.converted(at, sentence.tokens.end) };
                if let Some((first, second, tokens)) = converted {
                    past = tokens.end;
                    let about: Arc<str> = self.reading.slice(tokens.clone()).into();
                    for quantity in [first, second] {
                        let mut claim = self.blank(spec, id, tokens.clone());
                        let term = Term { name: Arc::clone(&about), class: "text".into(), span: None };
                        claim.subject = Some(Filler::One(term));
                        claim.quantity = Some(quantity);
                        claim.when = time::of_article(self.reading, WhenKind::AsOf);
                        self.claims.push(claim);
                    }
                }
            }
        }
    }

    /// The two quantities that begin there, and the tokens of both.
    fn converted(&self, at: usize, end: usize) -> Option<(Quantity, Quantity, Range<usize>)> {
        let tokens = &self.reading.text.tokens[..end];
        if at > 0 && tokens[at].glued {
            return None;
        }
        let first = number::read_at(self.reading.source(), tokens, at)?;
        let open = first.tokens.end;
        let or = tokens.get(open)?.is(',') && open + 1 < end && self.reading.word(open + 1) == "or";
        if !or && !tokens.get(open)?.is('(') {
            return None;
        }
        let second = number::read_at(self.reading.source(), tokens, open + 1 + usize::from(or))?;
        let closing = tokens.get(second.tokens.end)?;
        let closed = if or { closing.is(',') || closing.is('.') } else { closing.is(')') };
        let (a, b) = (first.unit?, second.unit?);
        let converts = a.measure == b.measure && a.name != b.name && a.measure != Measure::Money;
        let whole = first.upper.is_none() && second.upper.is_none();
        let quantity = |read: &number::Quantity, name: &str| Quantity {
            value: read.value,
            unit: name.into(),
            bound: first.bound,
            span: Some(read.span),
        };
        (closed && converts && whole)
            .then(|| (quantity(&first, a.name), quantity(&second, b.name), at..second.tokens.end + 1))
    }
}
