//! What an article is about, as its first sentence defines it: `The Kestrel Bridge is a road bridge over …`.
//!
//! Encyclopedias and profiles open with a definition (Navigli and Velardi 2010 call it the definiendum and the
//! genus). Its subject is then what `it` and `the bridge` mean wherever nothing nearer does. A headline that is only a
//! name, as that of an entry, does as well.

use super::{Form, Mention, Reading};
use crate::claim::Term;
use crate::corpus::BlockKind;
use crate::text::words::is_determiner;
use crate::text::{Case, TokenKind};
use std::ops::Range;

/// What an article is about.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its name.
    pub term: Term,
    /// The nouns that take it up, in lower case: those that define it, and the last of its name.
    pub nouns: Vec<String>,
    /// The sentence that defines it.
    definition: usize,
}

impl Topic {
    /// The sentence that defines it.
    #[must_use]
    pub fn defined_at(&self) -> usize {
        self.definition
    }

    /// Whether it is a person.
    #[must_use]
    pub fn is_person(&self) -> bool {
        &*self.term.class == "person"
    }
}

/// A definition stands no further from its name than this: years of a life, other names.
const LONGEST_ASIDE: usize = 30;
/// A name that entitles an article has no more words.
const LONGEST_HEADWORD: usize = 6;
/// A dateline has no more words.
const LONGEST_DATELINE: usize = 10;
/// Its noun stands no further from its article.
const LONGEST_GENUS: usize = 8;

impl Reading<'_> {
    /// The name that the headline is, as that of an encyclopedia's entry, where the text says it again:
    /// `Kestrel Bridge`, `Halden (town)`.
    pub(super) fn find_headword(&self) -> Option<Range<usize>> {
        let headline = self.text.sentences.iter().find(|s| s.kind == BlockKind::Headline)?.tokens.clone();
        let start = headline.start + usize::from(is_determiner(self.word(headline.start)));
        let end = (start..headline.end).find(|&at| self.text.tokens[at].is('(')).unwrap_or(headline.end);
        let name = start..end;
        let joined = |at: usize| {
            let token = &self.text.tokens[at];
            token.is_capitalised() || token.is('-') || token.is('.') || matches!(self.word(at), "of" | "the" | "de")
        };
        let entitles = !name.is_empty()
            && name.len() <= LONGEST_HEADWORD
            && self.text.tokens[name.start].is_capitalised()
            && name.clone().all(joined);
        (entitles && self.again(&name, headline.end).is_some()).then_some(name)
    }

    /// Where the words of a name stand again, with their capitals, from `from` on.
    fn again(&self, name: &Range<usize>, from: usize) -> Option<usize> {
        let last = self.text.tokens.len().checked_sub(name.len())?;
        (from..=last).find(|&at| {
            name.clone().all(|i| self.slice(i..i + 1) == self.slice(at + i - name.start..at + i - name.start + 1))
        })
    }

    /// Whether the word at `at` is by itself the name of what the article is about.
    #[must_use]
    pub fn is_headword(&self, at: usize) -> bool {
        let alone = |name: &Range<usize>| name.len() == 1 && self.slice(name.clone()) == self.slice(at..at + 1);
        self.headword.as_ref().is_some_and(alone)
            || self.topic.as_ref().is_some_and(|topic| &*topic.term.name == self.slice(at..at + 1))
    }

    /// What the headline names.
    pub(super) fn entitled_topic(&self) -> Option<Topic> {
        let name = self.headword.clone()?;
        let at = self.again(&name, name.end)?;
        let mention = self.mention(at).map(|m| &self.mentions[m]).filter(|m| m.form == Form::Name && m.event.is_none());
        let term = mention.map(|m| m.term.clone()).unwrap_or_else(|| Term {
            name: self.known_as(name.clone()),
            class: super::names::NAME.into(),
            span: Some(self.span(at..at + name.len())),
        });
        let last = (name.len() > 1).then(|| self.word(name.end - 1).to_owned());
        Some(Topic { term, nouns: last.into_iter().collect(), definition: self.sentence(name.start) })
    }

    /// The first sentence of the text, past headlines and captions.
    pub(super) fn first_sentence(&self) -> Option<usize> {
        let body = |kind: BlockKind| !matches!(kind, BlockKind::Headline | BlockKind::Caption);
        self.text.sentences.iter().position(|s| body(s.kind) && s.tokens.len() > 3)
    }

    /// What the first sentence of the text defines.
    pub(super) fn defined_topic(&self, first: usize) -> Option<Topic> {
        let range = self.text.sentences[first].tokens.clone();
        let start = range.start + usize::from(is_determiner(self.word(range.start)));
        let name = self.headline_at(start, &range).or_else(|| self.run_at(start, &range))?;
        let named = self.mention(name.end - 1).map(|m| &self.mentions[m]);
        let named = named.filter(|m| m.form == Form::Name && m.tokens.start <= name.start && m.event.is_none());
        let end = named.map_or(name.end, |m| m.tokens.end.max(name.end));
        let end = (end..range.end).find(|&at| !self.lexicon.is_affix(self.id(at))).unwrap_or(end);
        let copula = self.past_aside(end, &range)?;
        let article = copula + 1;
        let defines = matches!(self.word(copula), "is" | "was" | "are" | "were")
            && article < range.end
            && matches!(self.word(article), "a" | "an" | "the" | "one");
        if !defines {
            return None;
        }
        let mut nouns = self.genus(article + 1, &range);
        if nouns.is_empty() {
            return None;
        }
        if name.len() > 1 {
            nouns.push(self.word(name.end - 1).to_owned());
        }
        let term = named.map(|m| m.term.clone()).unwrap_or_else(|| Term {
            name: self.known_as(name.clone()),
            class: super::names::NAME.into(),
            span: Some(self.span(name.clone())),
        });
        Some(Topic { term, nouns, definition: self.sentence(range.start) })
    }

    /// The words of the headline, where they stand again at `at`: `The Lamplighter's Wife is an opera`.
    fn headline_at(&self, at: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let headline = self.text.sentences.iter().find(|s| s.kind == BlockKind::Headline)?.tokens.clone();
        let first = headline.start + usize::from(is_determiner(self.word(headline.start)));
        let words = first..headline.end;
        let same =
            at + words.len() < range.end && words.clone().enumerate().all(|(i, w)| self.word(at + i) == self.word(w));
        (same && !words.is_empty()).then(|| at..at + words.len())
    }

    /// Behind brackets and an aside between commas: `Ferenc Bardos (born 1950), known as Feri, is`.
    fn past_aside(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        let limit = range.end.min(at + LONGEST_ASIDE);
        let mut at = at;
        while at < limit {
            let token = &self.text.tokens[at];
            at = if token.is('(') {
                (at..limit).find(|&i| self.text.tokens[i].is(')'))? + 1
            } else if token.is(',') {
                (at + 1..limit).find(|&i| self.text.tokens[i].is(','))? + 1
            } else {
                return Some(at);
            };
        }
        None
    }

    /// The nouns of a definition: `captain` and `memoirist` of `a Norwegian sea captain and memoirist from …`.
    fn genus(&self, from: usize, range: &Range<usize>) -> Vec<String> {
        let mut nouns = Vec::new();
        let mut last: Option<usize> = None;
        for at in from..range.end.min(from + LONGEST_GENUS) {
            let token = &self.text.tokens[at];
            let word = self.word(at);
            match token.kind {
                TokenKind::Mark('-') | TokenKind::Number => {}
                TokenKind::Word(_) if word == "and" => nouns.extend(last.take().map(|i| self.word(i).to_owned())),
                TokenKind::Word(_)
                    if !self.is_function_word(at)
                        && self.timex(at).is_none()
                        && !(word.ends_with("ed") && word.len() > 4 && last.is_some()) =>
                {
                    last = Some(at);
                }
                TokenKind::Mark(',') if last.is_some() && self.text.tokens.get(at + 1).is_some_and(|t| t.is_word()) => {
                    break;
                }
                _ if self.timex(at).is_some() => {}
                _ => break,
            }
        }
        nouns.extend(last.map(|i| self.word(i).to_owned()));
        nouns
    }

    /// The classes of which the word at `at` is a noun.
    pub fn classes_at(&self, at: usize) -> impl Iterator<Item = &str> {
        self.classes_of_noun(at..at + 1).into_iter().map(|class| &*self.lexicon.classes[class].name)
    }

    /// Where a sentence begins behind its dateline: `ZURICH, Switzerland - `.
    #[must_use]
    pub fn past_dateline(&self, sentence: &Range<usize>) -> usize {
        let dash = |at: &usize| {
            let token = &self.text.tokens[*at];
            ['-', '\u{2013}', '\u{2014}'].iter().any(|&c| token.is(c)) && !token.glued
        };
        let end = sentence.end.min(sentence.start + LONGEST_DATELINE);
        let shouted = matches!(self.text.tokens[sentence.start].kind, TokenKind::Word(Case::Upper));
        (sentence.start..end).find(dash).filter(|_| shouted).map_or(sentence.start, |at| at + 1)
    }

    /// Whether the noun at `at` takes up the topic: as one of its nouns, or as another for its class
    /// (`the company` for a maker of pumps). A person is no other person of the class.
    #[must_use]
    pub fn takes_up_topic(&self, at: usize) -> bool {
        let Some(topic) = &self.topic else { return false };
        let taken_up = |class: usize, noun: &str| {
            self.lexicon.is_noun_of(noun, class) && !self.lexicon.is_kind_noun(class, &self.ids[at..at + 1])
        };
        let same = |noun: &String| {
            noun == self.word(at)
                || !topic.is_person() && self.classes_of_noun(at..at + 1).iter().any(|&class| taken_up(class, noun))
        };
        topic.nouns.iter().any(same)
    }

    /// Whether the noun at `at` is the one by which the topic is defined there.
    #[must_use]
    pub fn is_genus(&self, at: usize) -> bool {
        let defined = |t: &Topic| t.definition == self.sentence(at) && t.nouns.iter().any(|noun| noun == self.word(at));
        self.topic.as_ref().is_some_and(defined)
    }

    /// The last mention of the topic by name before `at`.
    pub(super) fn topic_mention(&self, at: usize, fits: impl Fn(&Mention) -> bool) -> Option<usize> {
        let topic = self.topic.as_ref()?;
        self.mentions.iter().rposition(|m| m.tokens.end <= at && m.term.name == topic.term.name && fits(m))
    }
}
