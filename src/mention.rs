//! Mentions: the words of an article that stand for somebody or something.
//!
//! A [`Reading`] holds all that is known of one article before any claim is made: tokens, words, time
//! expressions, and the noun phrases that name an entity, a person, an office or an event. It is built
//! in two passes: the first collects the persons that an office introduces ("Russian Foreign Minister
//! Sergey Lavrov"), so that the second knows `Lavrov` wherever he stands, the headline included.

mod coreference;
mod events;
mod offices;
mod persons;

use crate::claim::Term;
use crate::corpus::Article;
use crate::event::Event;
use crate::lexicon::{EntityId, Lexicon, Sense, WordId, fold};
use crate::number::lexicon::Lexicon as Table;
use crate::source::Span;
use crate::text::Text;
use crate::timex::Timex;
use std::ops::Range;
use std::sync::Arc;

pub use persons::same_person;

/// How a mention stands for what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By name: `Armenia`, `Yerevan`, `Lavrov`.
    Name,
    /// As an adjective, which only modifies: `Armenian`.
    Adjective,
    /// By its people: `the Armenians`.
    People,
    /// By a body of it: `the Armenian government`.
    Body,
    /// By a noun: `the alliance`.
    Noun,
    /// By an office and the countries it belongs to: `the presidents of Belarus and Russia`.
    Delegation,
    /// By an office alone: `the Armenian prime minister`.
    Office,
    /// By a noun for an event.
    Event,
}

/// A noun phrase.
#[derive(Clone, Debug)]
pub struct Mention {
    /// All its tokens: determiner, modifiers, acronym in brackets.
    pub tokens: Range<usize>,
    /// The tokens that name it.
    pub head: Range<usize>,
    /// How it does.
    pub form: Form,
    /// What it names. For an event, the event's label.
    pub term: Term,
    /// For a capital, the country that it can stand for; for a person, the country of the office.
    pub stands_for: Option<Term>,
    /// The office that introduces the person.
    pub office: Option<Title>,
    /// The event.
    pub event: Option<Event>,
    /// The countries of a delegation.
    pub members: Vec<Term>,
    /// Its people, where brackets name them.
    pub holders: Vec<Holder>,
    /// Whether a possessive follows.
    pub possessive: bool,
}

/// An office as a text gives it to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// `Prime Minister of Armenia`
    pub office: Term,
    /// Whether the holder has left it: `former`, `then`.
    pub former: bool,
}

/// A person whom brackets name behind a country: `the foreign ministers of Belarus (Maxim Ryzhenkov), …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The person.
    pub person: Term,
    /// The office.
    pub office: Term,
    /// Country and person.
    pub tokens: Range<usize>,
}

/// One article, read.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The words of all packs.
    pub lexicon: &'a Lexicon,
    /// The article.
    pub article: &'a Article,
    /// Its tokens and sentences.
    pub text: &'a Text,
    /// The time expressions, in order.
    pub timexes: &'a [Timex],
    /// The mentions, by their first token; none overlaps another.
    pub mentions: Vec<Mention>,
    lower: String,
    ids: Vec<WordId>,
    sentence_of: Vec<u32>,
    mention_of: Vec<u32>,
    timex_of: Vec<u32>,
    persons: persons::Persons,
}

const NONE: u32 = u32::MAX;

/// A phrase of the lexicon in the text.
#[derive(Clone, Copy, Debug)]
struct Hit {
    start: usize,
    end: usize,
    sense: Sense,
}

impl<'a> Reading<'a> {
    /// Reads an article's mentions.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, article: &'a Article, text: &'a Text, timexes: &'a [Timex]) -> Self {
        let source = article.source.text();
        let lower = source[article.span.range()].to_ascii_lowercase();
        let mut reading = Self {
            lexicon,
            article,
            text,
            timexes,
            mentions: Vec::new(),
            lower,
            ids: Vec::with_capacity(text.tokens.len()),
            sentence_of: vec![0; text.tokens.len()],
            mention_of: vec![NONE; text.tokens.len()],
            timex_of: vec![NONE; text.tokens.len()],
            persons: persons::Persons::default(),
        };
        reading.ids = (0..text.tokens.len()).map(|at| lexicon.word(reading.word(at))).collect();
        for (i, sentence) in text.sentences.iter().enumerate() {
            reading.sentence_of[sentence.tokens.clone()].fill(u32::try_from(i).unwrap_or(NONE));
        }
        for (i, timex) in timexes.iter().enumerate() {
            reading.timex_of[timex.tokens.clone()].fill(u32::try_from(i).unwrap_or(NONE));
        }
        let hits: Vec<Vec<Hit>> = text.sentences.iter().map(|s| reading.hits(s.tokens.clone())).collect();
        for hits in &hits {
            reading.collect_persons(hits);
        }
        for (sentence, hits) in hits.iter().enumerate() {
            let found = reading.mentions_of(sentence, hits);
            reading.keep(found);
        }
        reading.complete_events();
        reading
    }

    fn keep(&mut self, found: Vec<Mention>) {
        for mention in found {
            let number = u32::try_from(self.mentions.len()).unwrap_or(NONE);
            for slot in &mut self.mention_of[mention.tokens.clone()] {
                *slot = number;
            }
            self.mentions.push(mention);
        }
    }

    /// The longest phrases of the lexicon in a sentence, left to right, none overlapping; where one
    /// phrase has several senses, the first that its writing allows.
    fn hits(&self, tokens: Range<usize>) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let mut best: Option<Hit> = None;
            if self.ids[at].is_known() {
                self.lexicon.phrases_at(&self.ids[at..tokens.end], |n, senses| {
                    let end = at + n;
                    if let Some(&sense) = senses.iter().find(|s| self.written_as(at..end, **s)) {
                        best = Some(Hit { start: at, end, sense });
                    }
                });
            }
            at = best.map_or(at + 1, |hit| hit.end);
            hits.extend(best);
        }
        hits
    }

    /// Names and adjectives are capitalised, and short acronyms are all capitals.
    fn written_as(&self, tokens: Range<usize>, sense: Sense) -> bool {
        let capitalised = self.text.tokens[tokens.start].is_capitalised();
        let upper = |range: Range<usize>| !self.slice(range).contains(|c: char| c.is_lowercase());
        if self.timex_of[tokens.start] != NONE && self.timex_of[tokens.end - 1] != NONE {
            return false;
        }
        match sense {
            Sense::Name { capitals, .. } => capitalised && (!capitals || upper(tokens)),
            Sense::Adjective(_) | Sense::People(_) => capitalised,
            _ => true,
        }
    }

    /// Builds the mentions of a sentence from its hits.
    fn mentions_of(&self, sentence: usize, hits: &[Hit]) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let range = self.text.sentences[sentence].tokens.clone();
        let mut next = range.start;
        let mut hit = 0;
        while next < range.end {
            while hit < hits.len() && hits[hit].start < next {
                hit += 1;
            }
            let here = hits.get(hit).filter(|h| h.start == next);
            let mention = match here {
                Some(_) => self.mention_at(hits, hit, &found, range.clone()),
                None => self.person_at(next, range.clone()),
            };
            match mention {
                Some(mut mention) => {
                    // Modifiers do not reach over another name: `The United Kingdom joined NATO`.
                    let name = found.last().filter(|m| m.form != Form::Adjective && m.tokens.end <= next);
                    if let Some(name) = name.filter(|_| mention.event.is_none() && mention.office.is_none()) {
                        mention.tokens.start = mention.tokens.start.max(name.tokens.end);
                    }
                    next = mention.tokens.end.max(next + 1);
                    let covers = |m: &Mention| mention.tokens.start <= m.tokens.start;
                    while found.last().is_some_and(covers) {
                        found.pop();
                    }
                    found.push(mention);
                }
                None => next = here.map_or(next + 1, |h| h.end),
            }
        }
        found
    }

    fn mention_at(&self, hits: &[Hit], hit: usize, found: &[Mention], range: Range<usize>) -> Option<Mention> {
        let Hit { start, end, sense } = hits[hit];
        match sense {
            Sense::Name { entity, .. } => self
                .office_at(hits, hit, found, &range)
                .or_else(|| self.event_at(hits, hit, found, &range))
                .or_else(|| Some(self.named(entity, start, end, Form::Name, &range))),
            Sense::Adjective(entity) => self
                .office_at(hits, hit, found, &range)
                .or_else(|| self.event_at(hits, hit, found, &range))
                .or_else(|| {
                    let form = if self.is_people(start, end, &range) { Form::People } else { Form::Adjective };
                    Some(self.named(entity, start, end, form, &range))
                }),
            Sense::People(entity) => Some(self.named(entity, start, end, Form::People, &range)),
            Sense::Role { .. } => {
                self.event_at(hits, hit, found, &range).or_else(|| self.office_at(hits, hit, found, &range))
            }
            Sense::Event { .. } => self.event_at(hits, hit, found, &range),
            Sense::Noun { class, plural } => self
                .event_at(hits, hit, found, &range)
                .or_else(|| if plural { None } else { self.taken_up(class, start, end, found, &range) }),
            Sense::Body(_) | Sense::Members(_) | Sense::Meet(_) => None,
        }
    }

    /// `the Kyrgyz pulled out`: an adjective with an article and no noun of its own.
    fn is_people(&self, start: usize, end: usize, range: &Range<usize>) -> bool {
        let article = start > range.start && self.word(start - 1) == "the";
        let noun = end < range.end && (self.text.tokens[end].is_capitalised() || self.text.tokens[end].is('-'));
        article
            && !noun
            && matches!(
                self.word_after(end, range),
                "," | "." | "and" | "have" | "had" | "were" | "are" | "said" | "did"
            )
    }

    fn word_after(&self, at: usize, range: &Range<usize>) -> &str {
        if at < range.end { self.word(at) } else { "." }
    }

    /// A mention by name, with what belongs to the phrase: article and modifiers before it, an acronym
    /// in brackets behind it, and the body that stands for it ("the Armenian government").
    fn named(&self, entity: EntityId, start: usize, end: usize, form: Form, range: &Range<usize>) -> Mention {
        let mut mention = self.plain_mention(self.entity_term(entity, start..end), start..end, form);
        mention.stands_for = self.lexicon.entities[entity].metonym.map(|country| self.entity_term(country, start..end));
        mention.tokens.end = self.past_acronym(end, range);
        mention.possessive = self.is_possessive(mention.tokens.end, range);
        if matches!(form, Form::Adjective | Form::Name) {
            let mut at = mention.tokens.end + usize::from(mention.possessive);
            let limit = (at + 3).min(range.end);
            let fits = form == Form::Adjective || mention.possessive;
            while fits && at < limit {
                if let Some(end) = self.body_at(at, entity, range) {
                    mention.form = Form::Body;
                    mention.tokens.end = end;
                    mention.possessive = self.is_possessive(end, range);
                    break;
                }
                if !self.text.tokens[at].is_word() || self.is_function_word(at) {
                    break;
                }
                at += 1;
            }
        }
        mention.tokens.start = self.past_modifiers(start, range);
        mention
    }

    /// Where a body of the entity's class ends that starts at `at`.
    fn body_at(&self, at: usize, entity: EntityId, range: &Range<usize>) -> Option<usize> {
        let class = &self.lexicon.entities[entity].class;
        let mut found = None;
        self.lexicon.phrases_at(&self.ids[at..range.end], |n, senses| {
            let fits =
                |s: &Sense| matches!(s, Sense::Body(c) if self.lexicon.is_a(class, &self.lexicon.classes[*c].name));
            if senses.iter().any(fits) {
                found = Some(at + n);
            }
        });
        // `Armenian military exercises` is no body: its noun goes on.
        found.filter(|&end| end >= range.end || !self.is_plain_noun(end))
    }

    fn is_plain_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        self.text.tokens[at].is_word()
            && !self.is_function_word(at)
            && word.ends_with('s')
            && !word.ends_with("'s")
            && word.len() > 4
            && !matches!(word, "has" | "was" | "is" | "does" | "says" | "reports" | "remains")
    }

    fn plain_mention(&self, term: Term, head: Range<usize>, form: Form) -> Mention {
        Mention {
            tokens: head.clone(),
            head,
            form,
            term,
            stands_for: None,
            office: None,
            event: None,
            members: Vec::new(),
            holders: Vec::new(),
            possessive: false,
        }
    }

    fn entity_term(&self, entity: EntityId, tokens: Range<usize>) -> Term {
        let known = &self.lexicon.entities[entity];
        Term { name: known.name.clone(), class: known.class.clone(), span: Some(self.text.span(tokens)) }
    }

    /// The first token of the phrase whose name starts at `start`: article and adjectives belong to it.
    fn past_modifiers(&self, start: usize, range: &Range<usize>) -> usize {
        let mut at = start;
        while at > range.start && start - at < 6 {
            let word = self.word(at - 1);
            if is_determiner(word) {
                return at - 1;
            }
            let glue = self.text.tokens[at - 1].is('-') || self.text.tokens[at].is('-');
            if self.timex_of[at - 1] != NONE || !(glue || self.is_modifier(at - 1)) {
                break;
            }
            at -= 1;
        }
        // Adjectives without an article belong to it only where nothing else could: `NATO allies`.
        start
    }

    fn is_modifier(&self, at: usize) -> bool {
        self.text.tokens[at].is_word() && !self.is_function_word(at)
    }

    /// Behind an acronym in brackets that names the phrase before it.
    fn past_acronym(&self, end: usize, range: &Range<usize>) -> usize {
        let bracketed = end + 2 < range.end && self.text.tokens[end].is('(') && self.text.tokens[end + 2].is(')');
        let acronym = bracketed
            && self.text.tokens[end + 1].is_word()
            && !self.slice(end + 1..end + 2).contains(|c: char| c.is_lowercase());
        if acronym { end + 3 } else { end }
    }

    fn is_possessive(&self, at: usize, range: &Range<usize>) -> bool {
        at < range.end
            && self.text.tokens[at].glued
            && matches!(self.word(at), "'s" | "'" | "’s" | "’")
            && !(self.text.tokens[at].is('\'') && at + 1 < range.end && self.text.tokens[at + 1].glued)
    }

    /// The article's source text.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.article.source.text()
    }

    /// The word at a token, ASCII letters in lower case.
    #[must_use]
    pub fn word(&self, at: usize) -> &str {
        let base = self.article.span.start as usize;
        let span = self.text.tokens[at].span;
        &self.lower[span.start as usize - base..span.end as usize - base]
    }

    /// The interned word at a token.
    #[must_use]
    pub fn id(&self, at: usize) -> WordId {
        self.ids[at]
    }

    /// The interned words of all tokens.
    #[must_use]
    pub fn ids(&self) -> &[WordId] {
        &self.ids
    }

    /// The text of a range of tokens.
    #[must_use]
    pub fn slice(&self, tokens: Range<usize>) -> &'a str {
        self.text.span(tokens).of(self.source())
    }

    /// The span of a range of tokens.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.text.span(tokens)
    }

    /// The sentence of a token.
    #[must_use]
    pub fn sentence(&self, at: usize) -> usize {
        self.sentence_of[at] as usize
    }

    /// The mention that a token belongs to.
    #[must_use]
    pub fn mention(&self, at: usize) -> Option<usize> {
        self.mention_of.get(at).filter(|&&m| m != NONE).map(|&m| m as usize)
    }

    /// The time expression that a token belongs to.
    #[must_use]
    pub fn timex(&self, at: usize) -> Option<usize> {
        self.timex_of.get(at).filter(|&&t| t != NONE).map(|&t| t as usize)
    }

    /// Whether the token is an article, preposition, conjunction, pronoun or auxiliary.
    #[must_use]
    pub fn is_function_word(&self, at: usize) -> bool {
        is_function_word(self.word(at))
    }

    /// A name as the text writes it, spaces folded.
    fn written(&self, tokens: Range<usize>) -> Arc<str> {
        let slice = self.slice(tokens);
        if slice.contains(['\n', '\u{a0}', '\t']) || slice.contains("  ") {
            slice.split_whitespace().collect::<Vec<_>>().join(" ").into()
        } else {
            slice.into()
        }
    }

    fn folded(&self, at: usize) -> String {
        fold(self.text.tokens[at].span.of(self.source())).into_owned()
    }
}

/// Articles, demonstratives and possessives that open a noun phrase.
#[must_use]
pub fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "every"
            | "each"
            | "all"
            | "both"
    )
}

/// The closed classes of English: they end a noun phrase.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.get(word).is_some()
}

/// Determiners, prepositions, conjunctions, pronouns, auxiliaries and particles, hashed: every word of an
/// article is asked for, some several times.
static FUNCTION_WORDS: Table<(), 512> = Table::new(&[
    ("the", ()),
    ("a", ()),
    ("an", ()),
    ("this", ()),
    ("that", ()),
    ("these", ()),
    ("those", ()),
    ("its", ()),
    ("their", ()),
    ("his", ()),
    ("her", ()),
    ("our", ()),
    ("every", ()),
    ("each", ()),
    ("all", ()),
    ("both", ()),
    ("of", ()),
    ("in", ()),
    ("on", ()),
    ("at", ()),
    ("to", ()),
    ("for", ()),
    ("from", ()),
    ("by", ()),
    ("with", ()),
    ("about", ()),
    ("against", ()),
    ("between", ()),
    ("into", ()),
    ("through", ()),
    ("during", ()),
    ("before", ()),
    ("after", ()),
    ("above", ()),
    ("below", ()),
    ("under", ()),
    ("over", ()),
    ("since", ()),
    ("until", ()),
    ("till", ()),
    ("amid", ()),
    ("among", ()),
    ("as", ()),
    ("than", ()),
    ("near", ()),
    ("toward", ()),
    ("towards", ()),
    ("within", ()),
    ("without", ()),
    ("via", ()),
    ("per", ()),
    ("including", ()),
    ("despite", ()),
    ("and", ()),
    ("or", ()),
    ("but", ()),
    ("nor", ()),
    ("so", ()),
    ("yet", ()),
    ("if", ()),
    ("because", ()),
    ("while", ()),
    ("when", ()),
    ("where", ()),
    ("whether", ()),
    ("although", ()),
    ("though", ()),
    ("unless", ()),
    ("once", ()),
    ("who", ()),
    ("whom", ()),
    ("whose", ()),
    ("which", ()),
    ("what", ()),
    ("how", ()),
    ("why", ()),
    ("there", ()),
    ("here", ()),
    ("i", ()),
    ("you", ()),
    ("he", ()),
    ("she", ()),
    ("it", ()),
    ("we", ()),
    ("they", ()),
    ("him", ()),
    ("them", ()),
    ("us", ()),
    ("me", ()),
    ("not", ()),
    ("n't", ()),
    ("no", ()),
    ("is", ()),
    ("are", ()),
    ("was", ()),
    ("were", ()),
    ("be", ()),
    ("been", ()),
    ("being", ()),
    ("am", ()),
    ("has", ()),
    ("have", ()),
    ("had", ()),
    ("having", ()),
    ("do", ()),
    ("does", ()),
    ("did", ()),
    ("will", ()),
    ("would", ()),
    ("shall", ()),
    ("should", ()),
    ("can", ()),
    ("could", ()),
    ("may", ()),
    ("might", ()),
    ("must", ()),
    ("'s", ()),
    ("’s", ()),
    ("also", ()),
    ("then", ()),
    ("now", ()),
    ("just", ()),
    ("only", ()),
    ("even", ()),
    ("still", ()),
    ("already", ()),
    ("never", ()),
]);
