//! Noun phrases: what belongs to a name beside the name.

use super::{Form, Mention, Reading};
use crate::claim::Term;
use crate::clause::speech;
use crate::lexicon::{EntityId, Sense};
use crate::text::words::is_determiner;
use std::ops::Range;

impl Reading<'_> {
    /// `the Kyrgyz pulled out`: an adjective with an article and no noun of its own.
    pub(super) fn is_people(&self, start: usize, end: usize, range: &Range<usize>) -> bool {
        let article = start > range.start && self.word(start - 1) == "the";
        let noun = end < range.end && (self.text.tokens[end].is_capitalised() || self.text.tokens[end].is('-'));
        article
            && !noun
            && matches!(
                self.word_after(end, range),
                "," | "." | "and" | "have" | "had" | "were" | "are" | "said" | "did"
            )
    }

    pub(super) fn word_after(&self, at: usize, range: &Range<usize>) -> &str {
        if at < range.end { self.word(at) } else { "." }
    }

    /// A mention by name, with what belongs to the phrase: article and modifiers before it, an acronym
    /// in brackets behind it, and the body that stands for it ("the Armenian government").
    pub(super) fn named(
        &self,
        entity: EntityId,
        start: usize,
        end: usize,
        form: Form,
        range: &Range<usize>,
    ) -> Mention {
        let mut mention = self.plain_mention(self.entity_term(entity, start..end), start..end, form);
        mention.stands_for = self.lexicon.entities[entity].metonym.map(|country| self.entity_term(country, start..end));
        mention.tokens.end = self.past_acronym(end, range);
        mention.possessive = self.is_possessive(mention.tokens.end, range);
        if matches!(form, Form::Adjective | Form::Name) {
            let mut at = mention.tokens.end + usize::from(mention.possessive);
            let limit = (at + 3).min(range.end);
            let fits = form == Form::Adjective || mention.possessive;
            while at < limit {
                if let Some(end) = self.body_at(at, entity, range) {
                    mention.form = Form::Body;
                    mention.tokens.end = end;
                    mention.possessive = self.is_possessive(end, range);
                    break;
                }
                // `the Pakistan Army`: behind a bare name only at once.
                if !fits || !self.text.tokens[at].is_word() || self.is_function_word(at) {
                    break;
                }
                at += 1;
            }
        }
        mention.tokens.start = self.past_modifiers(start, range);
        mention
    }

    /// Where a body of the entity's class ends that starts at `at`.
    pub(super) fn body_at(&self, at: usize, entity: EntityId, range: &Range<usize>) -> Option<usize> {
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

    /// Whether a noun for the class stands among the words: `regional bloc`.
    pub(crate) fn ends_in_noun_of(&self, class: &str, words: Range<usize>) -> bool {
        let mut found = false;
        for at in words.clone() {
            self.lexicon.phrases_at(&self.ids[at..words.end], |_, senses| {
                let fits =
                    |s: &Sense| matches!(s, Sense::Noun { class: c, .. } if self.lexicon.is_a(class, &self.lexicon.classes[*c].name));
                found |= senses.iter().any(fits);
            });
            if found || self.is_function_word(at) || !self.text.tokens[at].is_word() {
                break;
            }
        }
        found
    }

    /// Whether the words name an office, of whomever: `leader of the party`.
    pub(crate) fn names_role(&self, words: Range<usize>) -> bool {
        words.clone().any(|at| {
            let mut role = false;
            self.lexicon.phrases_at(&self.ids[at..words.end], |_, senses| {
                role |= senses.iter().any(|s| matches!(s, Sense::Role { .. }));
            });
            role
        })
    }

    pub(super) fn is_plain_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        self.text.tokens[at].is_word()
            && !self.is_function_word(at)
            && word.ends_with('s')
            && !word.ends_with("'s")
            && word.len() > 4
            && !matches!(word, "has" | "was" | "is" | "does" | "remains")
            && !speech::speaks(self, at)
            && !self.governs_object(at)
    }

    /// `the Norwegian government closes the road`: what an article or a pronoun follows is a verb.
    fn governs_object(&self, at: usize) -> bool {
        let object = self.text.tokens.get(at + 1).filter(|token| token.is_word()).map_or("", |_| self.word(at + 1));
        is_determiner(object) || matches!(object, "it" | "him" | "them")
    }

    pub(super) fn plain_mention(&self, term: Term, head: Range<usize>, form: Form) -> Mention {
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

    pub(super) fn entity_term(&self, entity: EntityId, tokens: Range<usize>) -> Term {
        let known = &self.lexicon.entities[entity];
        Term { name: known.name.clone(), class: known.class.clone(), span: Some(self.text.span(tokens)) }
    }

    /// The first token of the phrase whose name starts at `start`: article and adjectives belong to it.
    pub(super) fn past_modifiers(&self, start: usize, range: &Range<usize>) -> usize {
        self.past_words(start, range, |at| !self.heads_phrase(at, range))
    }

    /// The same of a noun, before which any noun can stand: `the military alliance`.
    pub(super) fn past_noun_modifiers(&self, start: usize, range: &Range<usize>) -> usize {
        self.past_words(start, range, |_| true)
    }

    fn past_words(&self, start: usize, range: &Range<usize>, modifies: impl Fn(usize) -> bool) -> usize {
        let mut at = start;
        while at > range.start && start - at < 6 {
            let word = self.word(at - 1);
            if is_determiner(word) {
                return at - 1;
            }
            let glue = self.text.tokens[at - 1].is('-') || self.text.tokens[at].is('-');
            if self.timex(at - 1).is_some() || !(glue || self.is_modifier(at - 1) && modifies(at - 1)) {
                break;
            }
            at -= 1;
        }
        // Adjectives without an article belong to it only where nothing else could: `NATO allies`.
        start
    }

    /// Whether the word is a noun of the packs or a verb, so that what follows is another phrase: `the member
    /// states admit Oman`, `the ministry told Oman`.
    fn heads_phrase(&self, at: usize, range: &Range<usize>) -> bool {
        let word = self.word(at);
        let mut noun = false;
        self.lexicon.phrases_at(&self.ids[at..range.end], |_, senses| {
            noun |= senses.iter().any(|s| {
                matches!(
                    s,
                    Sense::Noun { .. } | Sense::Members(_) | Sense::Body(_) | Sense::Role { .. } | Sense::Event { .. }
                )
            });
        });
        noun || word.ends_with("ed") && !self.text.tokens[at].glued
            || matches!(
                word,
                "told" | "said" | "says" | "met" | "left" | "gave" | "sent" | "took" | "made" | "saw" | "led" | "let"
            )
    }

    pub(super) fn is_modifier(&self, at: usize) -> bool {
        self.text.tokens[at].is_word() && !self.is_function_word(at)
    }

    /// Behind an acronym in brackets that names the phrase before it.
    pub(super) fn past_acronym(&self, end: usize, range: &Range<usize>) -> usize {
        let bracketed = end + 2 < range.end && self.text.tokens[end].is('(') && self.text.tokens[end + 2].is(')');
        let acronym = bracketed
            && self.text.tokens[end + 1].is_word()
            && !self.slice(end + 1..end + 2).contains(|c: char| c.is_lowercase());
        if acronym { end + 3 } else { end }
    }

    pub(super) fn is_possessive(&self, at: usize, range: &Range<usize>) -> bool {
        at < range.end
            && self.text.tokens[at].glued
            && matches!(self.word(at), "'s" | "'" | "’s" | "’")
            && !(self.text.tokens[at].is('\'') && at + 1 < range.end && self.text.tokens[at + 1].glued)
    }
}
