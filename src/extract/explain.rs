//! Why a claim was read as it was, and why another was not.
//!
//! Extraction keeps no record of its reasons: it is a pure function, so they are found by running it
//! again, for the few claims that somebody asks about.

use super::Extractor;
use crate::claim::{Claim, Filler, Term, When, WhenKind};
use crate::corpus::{Article, BlockKind};
use crate::mention::{Form, Mention, Reading, lowered};
use crate::pattern::SlotName;
use crate::pattern::compile::Pattern;
use crate::pattern::explain::{self, Miss, Missing};
use crate::pattern::matcher::{self, Capture, Filled, Match, Seen};
use crate::source::Span;
use crate::text::Text;
use crate::timex::{self, Basis};
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// Patterns that nearly matched which are told of.
const NEAREST: usize = 10;

/// Why a claim was read as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The sentence that states it.
    pub sentence: Span,
    /// The pattern as its pack writes it, and where; `None` for what is read without one.
    pub pattern: Option<Written>,
    /// Its slots, each with the reason why it was filled so.
    pub slots: Vec<SlotReason>,
}

/// A pattern in its pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its name in proofs.
    pub id: Arc<str>,
    /// As its pack writes it.
    pub text: String,
    /// File and line.
    pub place: Arc<str>,
}

/// A filled slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotReason {
    /// `subject`, `object`, `place`, `value`, `when`.
    pub slot: &'static str,
    /// What fills it.
    pub value: String,
    /// Why.
    pub because: Because,
}

/// Why a slot is filled so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// A pack names it just so.
    Name,
    /// These words are another name of it in a pack, or one of its forms.
    Alias(String),
    /// These words name a body, a people or a city that acts for it.
    StandsFor(String),
    /// The text introduces it by this name; no pack knows it.
    Introduced(String),
    /// These words take up what stands at the span.
    TakesUp(String, Span),
    /// The words are left out; what is meant stands at the span.
    Unsaid(Span),
    /// It is the office or the event that these words describe.
    Described(String),
    /// The words are taken as they stand.
    Words,
    /// The pattern says so itself, or it follows from another slot.
    Implied,
    /// A date in the clause, and from what it was reckoned.
    InClause(Basis),
    /// A date that opens the sentence.
    Frame(Basis),
    /// The event's own date.
    OfEvent,
    /// The date of the photograph's caption.
    Caption,
    /// No date is given: it holds as of publication.
    AsOfPublication,
    /// No date is given: it happened before publication.
    BeforePublication,
    /// No date is given, and it lies ahead.
    Ahead,
}

/// A pattern that nearly matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The pattern.
    pub pattern: Written,
    /// How far it got.
    pub miss: Miss,
    /// The words that anchored it.
    pub anchor: String,
    /// The words that stood where something else was wanted; `None` at the end of the sentence.
    pub instead: Option<Instead>,
}

/// Words that stood where something else was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    /// The words.
    pub words: String,
    /// What they were read as: `country`, `person`, `date`; `None` for plain words.
    pub read_as: Option<String>,
}

/// A sentence, and the patterns that nearly matched in it, the nearest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMisses {
    /// The sentence.
    pub sentence: Span,
    /// At most ten.
    pub patterns: Vec<NearMiss>,
    /// How many more there are.
    pub more: usize,
}

impl Extractor {
    /// Explains the claims of an article, in their order.
    #[must_use]
    pub fn explain(&self, article: &Article, claims: &[Claim]) -> Vec<Explanation> {
        let text = Text::of(article);
        let timexes = timex::tag(article, &text);
        let lower = lowered(article);
        let reading = Reading::new(&self.lexicon, article, &text, &timexes, &lower);
        claims.iter().map(|claim| Explainer { extractor: self, reading: &reading, claim }.explain()).collect()
    }

    /// The sentences of an article that stand on a line, and the patterns that nearly matched in each.
    #[must_use]
    pub fn near_misses(&self, article: &Article, line: usize) -> Vec<NearMisses> {
        let text = Text::of(article);
        let timexes = timex::tag(article, &text);
        let lower = lowered(article);
        let reading = Reading::new(&self.lexicon, article, &text, &timexes, &lower);
        let lines = |span: Span| article.source.position(span.start).line..=article.source.position(span.end).line;
        let sentences = text.sentences.iter().map(|s| s.tokens.clone()).filter(|tokens| !tokens.is_empty());
        sentences
            .filter(|tokens| lines(text.span(tokens.clone())).contains(&line))
            .map(|tokens| self.near_misses_in(&reading, tokens))
            .collect()
    }

    fn near_misses_in(&self, reading: &Reading<'_>, sentence: Range<usize>) -> NearMisses {
        let mut found: Vec<(usize, &Pattern, Miss)> = Vec::new();
        for token in sentence.clone() {
            for pattern in self.patterns.anchored_at(reading.id(token)) {
                let Some(miss) = explain::miss(reading, pattern, token) else { continue };
                // Every sentence has a `the` or an `is`.
                if miss.matched <= 1 && reading.is_function_word(token) {
                    continue;
                }
                match found.iter_mut().find(|(_, known, _)| std::ptr::eq(*known, pattern)) {
                    Some(known) if nearness(&miss) < nearness(&known.2) => *known = (token, pattern, miss),
                    Some(_) => {}
                    None => found.push((token, pattern, miss)),
                }
            }
        }
        found.sort_by_key(|(_, _, miss)| nearness(miss));
        let more = found.len().saturating_sub(NEAREST);
        let patterns = found.into_iter().take(NEAREST).map(|(token, pattern, miss)| NearMiss {
            pattern: written(pattern),
            anchor: reading.slice(token..token + 1).to_owned(),
            instead: instead(reading, &miss.missing, &sentence),
            miss,
        });
        NearMisses { sentence: reading.span(sentence.clone()), patterns: patterns.collect(), more }
    }
}

/// The fewer elements are missing, the nearer; of equals, the one of which more matched.
fn nearness(miss: &Miss) -> (usize, Reverse<usize>) {
    (miss.elements - miss.matched, Reverse(miss.matched))
}

fn written(pattern: &Pattern) -> Written {
    Written { id: pattern.id.clone(), text: pattern.text().to_owned(), place: pattern.place.clone() }
}

/// What stood where an element was wanted.
fn instead(reading: &Reading<'_>, missing: &Missing, sentence: &Range<usize>) -> Option<Instead> {
    let Missing::Element(_, at) = missing else { return None };
    let at = *at;
    if at >= sentence.end {
        return None;
    }
    let (tokens, read_as) = if let Some(mention) = reading.mention(at).map(|m| &reading.mentions[m]) {
        (mention.tokens.clone(), Some(mention.term.class.to_string()))
    } else if let Some(timex) = reading.timex(at).map(|t| &reading.timexes[t]) {
        (timex.tokens.clone(), Some("date".to_owned()))
    } else {
        (at..at + 1, None)
    };
    Some(Instead { words: reading.slice(tokens).to_owned(), read_as })
}

struct Explainer<'a, 'r> {
    extractor: &'a Extractor,
    reading: &'a Reading<'r>,
    claim: &'a Claim,
}

impl Explainer<'_, '_> {
    fn explain(&self) -> Explanation {
        let sentence = self.sentence();
        let found = self.find(sentence.clone());
        let filled = found.as_ref().map_or(&[][..], |m| &m.filled);
        let claim = self.claim;
        let mut slots = Vec::new();
        for (slot, filler) in [("subject", &claim.subject), ("object", &claim.object)] {
            slots.extend(filler.iter().flat_map(|filler| self.filler(slot, filler, filled)));
        }
        slots.extend(claim.place.iter().map(|place| self.term("place", place, filled)));
        slots.extend(claim.quantity.as_ref().map(|q| SlotReason {
            slot: "value",
            value: format!("{} {}", q.value, q.unit).trim_end().to_owned(),
            because: Because::Words,
        }));
        slots.extend(claim.when.as_ref().map(|when| SlotReason {
            slot: "when",
            value: when.value.to_string(),
            because: self.date(when, &sentence, found.as_ref().map_or(sentence.start, |m| m.tokens.start)),
        }));
        Explanation { sentence: self.reading.span(sentence), pattern: found.map(|found| written(found.pattern)), slots }
    }

    /// The sentence that holds the claim, as tokens.
    fn sentence(&self) -> Range<usize> {
        let tokens = &self.reading.text.tokens;
        let first = tokens.partition_point(|t| t.span.end <= self.claim.span.start).min(tokens.len() - 1);
        self.reading.text.sentences[self.reading.sentence(first)].tokens.clone()
    }

    /// The match that the claim was made of: its pattern's, at the claim's words, of the claim's subject.
    fn find(&self, sentence: Range<usize>) -> Option<Match<'_>> {
        let seen = Seen::default();
        let mut all = sentence.flat_map(|token| {
            let patterns = self.extractor.patterns.anchored_at(self.reading.id(token));
            let same = patterns.filter(|p| p.id == self.claim.pattern);
            same.flat_map(|p| matcher::at(self.reading, p, token, &seen)).collect::<Vec<_>>()
        });
        let claim = self.claim;
        all.find(|m| {
            let subject = m.filled.iter().find(|f| f.slot == SlotName::Subject);
            let names = claim.subject.as_ref().map(Filler::label).unwrap_or_default();
            let fits = subject.is_none_or(|f| self.named(f, &names).is_some())
                || m.filled.iter().any(|f| self.named(f, &names).is_some());
            fits && self.reading.span(m.tokens.clone()).overlaps(claim.span)
        })
    }

    /// The mention of a slot that means what has this name.
    fn named(&self, filled: &Filled, name: &str) -> Option<&Mention> {
        let Capture::Mentions(mentions) = &filled.capture else { return None };
        mentions.iter().map(|&m| &self.reading.mentions[m]).find(|m| means(m, name))
    }

    fn filler(&self, slot: &'static str, filler: &Filler, filled: &[Filled]) -> Vec<SlotReason> {
        match filler {
            Filler::One(term) => vec![self.term(slot, term, filled)],
            Filler::Many { members, .. } => members.iter().map(|term| self.term(slot, term, filled)).collect(),
            Filler::Event(event) => {
                let because = event.span.map_or(Because::Implied, |span| Because::Described(self.words(span)));
                vec![SlotReason { slot, value: event.label(), because }]
            }
        }
    }

    fn term(&self, slot: &'static str, term: &Term, filled: &[Filled]) -> SlotReason {
        SlotReason { slot, value: term.name.to_string(), because: self.reason(term, filled) }
    }

    fn reason(&self, term: &Term, filled: &[Filled]) -> Because {
        let slot = filled.iter().find_map(|f| self.named(f, &term.name).map(|m| (f, m)));
        if let Some((slot, mention)) = slot {
            let head = self.reading.span(mention.head.clone());
            if slot.tokens.is_empty() {
                return Because::Unsaid(head);
            }
            if mention.tokens.end <= slot.tokens.start || slot.tokens.end <= mention.tokens.start {
                return Because::TakesUp(self.reading.slice(slot.tokens.clone()).to_owned(), head);
            }
            return self.reason_of(term, mention);
        }
        let mention = term.span.and_then(|span| {
            let mut all = self.reading.mentions.iter();
            all.find(|m| self.reading.span(m.tokens.clone()).overlaps(span) && means(m, &term.name))
        });
        match (mention, term.span) {
            (Some(mention), _) => self.reason_of(term, mention),
            (None, Some(_)) => Because::Words,
            (None, None) => Because::Implied,
        }
    }

    /// Why a mention means the term.
    fn reason_of(&self, term: &Term, mention: &Mention) -> Because {
        let words = self.reading.slice(mention.head.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        let known = self.reading.lexicon.entity_named(&term.name).is_some();
        match mention.form {
            Form::Office | Form::Event => Because::Described(words),
            Form::Body | Form::People => Because::StandsFor(words),
            Form::Delegation => Because::StandsFor(self.words(self.reading.span(mention.tokens.clone()))),
            Form::Noun => match self.last_named(term, mention.tokens.start) {
                Some(span) => Because::TakesUp(words, span),
                None => Because::StandsFor(words),
            },
            _ if mention.term.name != term.name => Because::StandsFor(words),
            _ if known && words == *term.name => Because::Name,
            _ if known => Because::Alias(words),
            _ => match self.first_named(term).filter(|_| words != *term.name) {
                Some(span) => Because::TakesUp(words, span),
                None => Because::Introduced(words),
            },
        }
    }

    /// Where the term was named last before a token.
    fn last_named(&self, term: &Term, before: usize) -> Option<Span> {
        let earlier = self.reading.mentions.iter().rev().filter(|m| m.tokens.end <= before);
        let mut named = earlier.filter(|m| m.form != Form::Noun && means(m, &term.name));
        named.next().map(|m| self.reading.span(m.head.clone()))
    }

    /// Where the text names in full what no pack knows.
    fn first_named(&self, term: &Term) -> Option<Span> {
        let heads = self.reading.mentions.iter().filter(|m| m.term.name == term.name).map(|m| m.head.clone());
        heads.map(|head| self.reading.span(head)).find(|span| self.words(*span) == *term.name)
    }

    /// Why a claim whose words begin at a token has its date.
    fn date(&self, when: &When, sentence: &Range<usize>, first: usize) -> Because {
        let Some(span) = when.span else {
            let published = self.reading.article.published.map(|day| day.to_string()).unwrap_or_default();
            return match &*when.value {
                "FUTURE_REF" => Because::Ahead,
                value if value == published && when.kind != WhenKind::Event => Because::AsOfPublication,
                value if value.strip_prefix("../") == Some(&published) => Because::BeforePublication,
                _ => Because::OfEvent,
            };
        };
        let Some(timex) = self.reading.timexes.iter().find(|t| t.span == span) else { return Because::OfEvent };
        let of_event = |m: &Mention| m.event.is_some() && m.tokens.contains(&timex.tokens.start);
        let own = self.reading.sentence(timex.tokens.start) == self.reading.sentence(sentence.start);
        let kind = self.reading.text.sentences[self.reading.sentence(sentence.start)].kind;
        if self.reading.mentions.iter().any(of_event) {
            Because::OfEvent
        } else if !own && kind == BlockKind::Caption {
            Because::Caption
        } else if timex.tokens.end <= first && timex.tokens.start - sentence.start <= 4 {
            Because::Frame(timex.basis)
        } else {
            Because::InClause(timex.basis)
        }
    }

    fn words(&self, span: Span) -> String {
        span.of(self.reading.source()).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a mention means what has this name.
fn means(mention: &Mention, name: &str) -> bool {
    let office = mention.office.as_ref().map(|t| &t.office);
    let terms = std::iter::once(&mention.term).chain(&mention.stands_for).chain(office).chain(&mention.members);
    let holders = mention.holders.iter().map(|h| &h.person);
    terms.chain(holders).any(|term| &*term.name == name)
}
