//! Mentions: the words of an article that stand for somebody or something.
//!
//! A [`Reading`] holds all that is known of one article before any claim is made: tokens, words, time
//! expressions, and the noun phrases that name an entity, a person, an office or an event. It is built
//! in two passes: the first collects the persons that an office introduces ("Russian Foreign Minister
//! Sergey Lavrov"), so that the second knows `Lavrov` wherever he stands, the headline included.

mod coreference;
mod cues;
mod events;
mod names;
mod occurrences;
mod offices;
mod persons;
mod phrases;
mod topic;
mod whereabouts;

use crate::claim::Term;
use crate::corpus::Article;
use crate::event::Event;
use crate::interval::Interval;
use crate::lexicon::{Grammar, Lexicon, Sense, WordId, fold};
use crate::number::{self, Bound, Quantity};
use crate::pack::KnownBy;
use crate::source::Span;
use crate::text::{Text, Token, TokenKind, inflect};
use crate::timex::Timex;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

pub(crate) use cues::is_institution;
pub use persons::same_person;
pub use topic::Topic;

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
    pub office: Option<Box<Title>>,
    /// The event.
    pub event: Option<Arc<Event>>,
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
    /// What the article is about, where it says so.
    pub topic: Option<Topic>,
    /// The name that the headline is, as that of an encyclopedia's entry.
    headword: Option<Range<usize>>,
    /// The word at each token, ASCII letters in lower case.
    words: Vec<&'a str>,
    ids: Vec<WordId>,
    sentence_of: Vec<u32>,
    mention_of: Vec<u32>,
    timex_of: Vec<u32>,
    grammar: Vec<Grammar>,
    numbers: Vec<Quantity>,
    number_at: Vec<u32>,
    /// The words with a capital that belong to no time expression, in order.
    name_words: Vec<usize>,
    persons: persons::Persons,
    names: names::Names,
    /// The time up to publication and its day, as claims that have no date of their own give them.
    pub(crate) published: OnceCell<[(Arc<str>, Option<Interval>); 2]>,
}

const NONE: u32 = u32::MAX;

/// No more tokens stand in a quantity before its number: `no fewer than US$5`.
const LEAD: usize = 6;

/// A phrase of the lexicon in the text.
#[derive(Clone, Copy, Debug)]
struct Hit {
    start: usize,
    end: usize,
    sense: Sense,
}

/// An article's text with ASCII letters in lower case: what its words are compared as.
#[must_use]
pub fn lowered(article: &Article) -> String {
    article.source.text()[article.span.range()].to_ascii_lowercase()
}

impl<'a> Reading<'a> {
    /// Reads an article's mentions; `lower` is its text as [`lowered`] makes it.
    #[must_use]
    pub fn new(
        lexicon: &'a Lexicon,
        article: &'a Article,
        text: &'a Text,
        timexes: &'a [Timex],
        lower: &'a str,
    ) -> Self {
        let mut reading = Self {
            lexicon,
            article,
            text,
            timexes,
            mentions: Vec::new(),
            topic: None,
            headword: None,
            words: Vec::with_capacity(text.tokens.len()),
            ids: Vec::with_capacity(text.tokens.len()),
            sentence_of: vec![0; text.tokens.len()],
            mention_of: vec![NONE; text.tokens.len()],
            timex_of: vec![NONE; text.tokens.len()],
            grammar: Vec::with_capacity(text.tokens.len()),
            numbers: Vec::new(),
            number_at: vec![NONE; text.tokens.len()],
            name_words: Vec::new(),
            persons: persons::Persons::default(),
            names: names::Names::default(),
            published: OnceCell::new(),
        };
        reading.read_words(lower);
        for (i, sentence) in text.sentences.iter().enumerate() {
            reading.sentence_of[sentence.tokens.clone()].fill(u32::try_from(i).unwrap_or(NONE));
        }
        for (i, timex) in timexes.iter().enumerate() {
            reading.timex_of[timex.tokens.clone()].fill(u32::try_from(i).unwrap_or(NONE));
        }
        reading.read_numbers();
        let capital = |at: &usize| text.tokens[*at].is_capitalised() && reading.timex_of[*at] == NONE;
        reading.name_words = (0..text.tokens.len()).filter(capital).collect();
        reading.headword = reading.find_headword();
        let hits: Vec<Vec<Hit>> = text.sentences.iter().map(|s| reading.hits(s.tokens.clone())).collect();
        for hits in &hits {
            reading.collect_persons(hits);
        }
        for (sentence, hits) in hits.iter().enumerate() {
            reading.collect_names(sentence, hits);
        }
        let first = reading.first_sentence();
        for (sentence, hits) in hits.iter().enumerate() {
            let found = reading.mentions_of(sentence, hits);
            reading.keep(found);
            if first == Some(sentence) {
                reading.topic = reading.defined_topic(sentence);
            }
        }
        reading.complete_events();
        reading.topic = reading.topic.take().or_else(|| reading.entitled_topic());
        reading
    }

    /// Looks each word up once.
    fn read_words(&mut self, lower: &'a str) {
        let base = self.article.span.start as usize;
        for token in &self.text.tokens {
            let word = &lower[token.span.start as usize - base..token.span.end as usize - base];
            let (id, grammar) = self.lexicon.lower_word(word);
            self.words.push(word);
            self.ids.push(id);
            self.grammar.push(grammar);
        }
    }

    /// Reads the quantities, those of time expressions aside.
    fn read_numbers(&mut self) {
        for sentence in &self.text.sentences {
            let tokens = &self.text.tokens[..sentence.tokens.end];
            let mut numeral = sentence.tokens.start;
            for at in sentence.tokens.clone() {
                let begins = self.grammar[at].quantity || !tokens[at].is_word();
                if !begins || self.timex_of[at] != NONE {
                    continue;
                }
                numeral = numeral.max(at);
                while numeral < tokens.len() && !self.is_numeral(numeral) {
                    numeral += 1;
                }
                if numeral > at + LEAD {
                    continue;
                }
                if let Some(mut quantity) = number::read_at(self.article.source.text(), tokens, at) {
                    if quantity.bound == Bound::Exact && self.shares_least(at) {
                        quantity.bound = Bound::AtLeast;
                    }
                    self.number_at[at] = u32::try_from(self.numbers.len()).unwrap_or(NONE);
                    self.numbers.push(quantity);
                }
            }
        }
    }

    /// Whether a number has such a token: digits, a number word, `½`.
    fn is_numeral(&self, at: usize) -> bool {
        match self.text.tokens[at].kind {
            TokenKind::Number => true,
            TokenKind::Word(_) => self.grammar[at].numeral,
            TokenKind::Mark(sign) => !sign.is_ascii(),
        }
    }

    /// `at least seven officers and six soldiers`: whether a lower bound before the first count of one phrase may be that
    /// of the count at `at`, too.
    fn shares_least(&self, at: usize) -> bool {
        /// Longest phrase between two counts, in tokens.
        const NEAR: usize = 4;
        let Some(first) = self.numbers.last() else { return false };
        let between = first.tokens.end..at.saturating_sub(1);
        let noun = |i: usize| {
            let word = self.word(i);
            self.text.tokens[i].is_word()
                && !self.is_function_word(i)
                && !inflect::is_past(word)
                && !word.ends_with("ed")
        };
        // The number without its bound is read, too, and behind the one with it.
        let mut same = self.numbers.iter().rev().take_while(|q| q.tokens.end == first.tokens.end);
        same.any(|q| matches!(q.bound, Bound::AtLeast | Bound::MoreThan))
            && at > 0
            && self.word(at - 1) == "and"
            && (1..=NEAR).contains(&between.len())
            && self.sentence(first.tokens.start) == self.sentence(at)
            && between.into_iter().all(noun)
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
            if self.lexicon.begins_phrase(self.ids[at]) {
                self.lexicon.phrases_at(&self.ids[at..tokens.end], |n, senses| {
                    let end = at + n;
                    let stands = |s: &&Sense| !matches!(s, Sense::Head(_)) && self.written_as(at..end, **s);
                    // A director is first of all the holder of an office, and only then a person of that calling.
                    let noun = |s: &&Sense| matches!(s, Sense::Noun { .. });
                    let sense = senses.iter().find(|s| stands(s) && !noun(s)).or_else(|| senses.iter().find(stands));
                    if let Some(&sense) = sense {
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
            Sense::Name { .. } | Sense::Adjective(_) | Sense::People(_) if self.is_behind_prefix(tokens.start) => false,
            Sense::Name { capitals, .. } => capitalised && (!capitals || upper(tokens)),
            // `the South Australian government` is not that of Australia.
            Sense::Adjective(_) => capitalised && !self.is_behind_direction(tokens.start),
            // `the Cleveland Indians`
            Sense::People(_) => capitalised && !self.is_behind_name(tokens.start),
            Sense::Head(_) => capitalised,
            // `Lake Van` is no van.
            Sense::Befallen(_) => {
                !capitalised || self.text.sentences[self.sentence(tokens.start)].tokens.start == tokens.start
            }
            _ => true,
        }
    }

    /// Whether a word of a name stands right before a token, and does not open the sentence.
    fn is_behind_name(&self, at: usize) -> bool {
        let first = self.text.sentences[self.sentence(at)].tokens.start;
        at > first + 1
            && self.text.tokens[at - 1].is_capitalised()
            && self.timex_of[at - 1] == NONE
            && !self.is_function_word(at - 1)
    }

    /// `pro-Russian`, `anti-NATO`: what is for or against something is not its own.
    fn is_behind_prefix(&self, at: usize) -> bool {
        let hyphen = at >= 2 && self.text.tokens[at].glued && self.text.tokens[at - 1].is('-');
        hyphen && self.text.tokens[at - 1].glued && matches!(self.word(at - 2), "pro" | "anti" | "non")
    }

    /// Whether a capitalised part of the compass stands right before a token.
    fn is_behind_direction(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&before| self.text.tokens[before].is_capitalised());
        let compass = |word: &str| matches!(word.trim_end_matches("ern"), "south" | "north" | "east" | "west");
        before.is_some_and(|before| compass(self.word(before)) && self.sentence(before) == self.sentence(at))
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
            if here.is_none() && !self.text.tokens[next].is_capitalised() && !cues::is_relation(self.word(next)) {
                next += 1;
                continue;
            }
            let mention = self.headed_name_at(next, hits, &range).or_else(|| match here {
                Some(_) => self.mention_at(hits, hit, &found, range.clone()),
                None => self.relation_at(next, &found, &range).or_else(|| self.person_at(next, range.clone())),
            });
            let mention = mention.or_else(|| self.open_name_at(next, hits, &range));
            match mention {
                Some(mut mention) => {
                    // Modifiers do not reach over another name: `The United Kingdom joined NATO`.
                    let before = next.min(mention.head.start);
                    let name = found.last().filter(|m| m.form != Form::Adjective && m.tokens.end <= before);
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
            Sense::Befallen(event) => {
                self.befallen_at(hits, hit, event, found, &range).or_else(|| self.taken_up(start, end, found, &range))
            }
            Sense::Noun { plural, .. } => self
                .event_at(hits, hit, found, &range)
                .or_else(|| if plural { None } else { self.taken_up(start, end, found, &range) }),
            Sense::Meet(event) if self.lexicon.events[event].by == KnownBy::Place => {
                self.happening_at(hits, hit, event, &range)
            }
            Sense::Body(_) | Sense::Members(_) | Sense::Meet(_) | Sense::Head(_) => None,
        }
    }

    /// The article's source text.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.article.source.text()
    }

    /// The word at a token, ASCII letters in lower case.
    #[must_use]
    pub fn word(&self, at: usize) -> &'a str {
        self.words[at]
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

    /// The mentions that begin in a range of tokens, in order.
    pub(crate) fn mentions_in(&self, tokens: &Range<usize>) -> &[Mention] {
        let before = |end: usize| self.mentions.partition_point(|m| m.tokens.start < end);
        &self.mentions[before(tokens.start)..before(tokens.end)]
    }

    /// Whether some token of the range belongs to a time expression.
    pub(crate) fn has_timex(&self, tokens: Range<usize>) -> bool {
        self.timex_of[tokens].iter().any(|&timex| timex != NONE)
    }

    /// Whether a quantity begins at some token of the range.
    pub(crate) fn has_number(&self, tokens: Range<usize>) -> bool {
        self.number_at[tokens].iter().any(|&number| number != NONE)
    }

    /// The quantity that begins at a token: `about 5%`, `thirty-six`. None begins inside a time expression.
    #[must_use]
    pub fn number(&self, at: usize) -> Option<&Quantity> {
        self.number_at.get(at).filter(|&&n| n != NONE).map(|&n| &self.numbers[n as usize])
    }

    /// Whether the token is an article, preposition, conjunction, pronoun or auxiliary.
    #[must_use]
    pub fn is_function_word(&self, at: usize) -> bool {
        self.grammar[at].function_word
    }

    /// Whether the token is an adverb or particle that may stand between any two parts of a clause.
    #[must_use]
    pub fn is_adverb(&self, at: usize) -> bool {
        self.grammar[at].adverb
    }

    /// The words with a capital that belong to no time expression, in order.
    pub(crate) fn name_words(&self) -> &[usize] {
        &self.name_words
    }

    /// A name as the text writes it, spaces folded.
    fn written(&self, tokens: Range<usize>) -> Arc<str> {
        let slice = self.slice(tokens.clone());
        let source = self.source().as_bytes();
        let close =
            |pair: &[Token]| matches!(source[pair[0].span.end as usize..pair[1].span.start as usize], [] | [b' ']);
        if self.text.tokens[tokens].windows(2).all(close) {
            slice.into()
        } else {
            slice.split_whitespace().collect::<Vec<_>>().join(" ").into()
        }
    }

    fn folded(&self, at: usize) -> String {
        fold(self.text.tokens[at].span.of(self.source())).into_owned()
    }
}
