//! A headline's number against the number that its article's first sentences have in its place.
//!
//! A headline promises what the body tells: a number that stands nowhere below it, while another one
//! counts the same thing in a sentence of the same words, is a slip in one of the two. "The same thing"
//! is a content word beside both numbers, or their unit, and most words of the headline.

use super::{Figure, Hashed, Page, Taker};
use crate::claim::{Claim, Filler, Modality, Stage, Term, When, WhenKind};
use crate::corpus::{Article, BlockKind};
use crate::interval::Interval;
use crate::pack::Found;
use crate::source::Span;
use crate::text::Sentence;
use std::sync::Arc;

/// A headline shares so many content words with the sentence that tells it, and half of its own at least.
const SHARED: usize = 3;
/// Sentences of the body in which a headline is told.
const LEAD: usize = 3;

/// A number with the content words right before and behind it.
struct Beside {
    figure: Figure,
    words: [Option<Hashed>; 2],
}

/// The claims of an article's headline with a number that the article does not have, and of the number that it has
/// in its place.
pub(super) fn claims(article: &Article, page: &Page<'_>, takers: &[Taker<'_>]) -> Vec<Claim> {
    let Some(taker) = takers.iter().find(|(found, ..)| *found == Found::HeadlineFigure) else { return Vec::new() };
    if article.blocks.first().is_none_or(|block| block.kind != BlockKind::Headline) {
        return Vec::new();
    }
    let (heads, body): (Vec<&Sentence>, Vec<&Sentence>) =
        page.tokens.sentences.iter().partition(|s| s.kind == BlockKind::Headline);
    let ([head], Some(published)) = (&heads[..], article.published) else { return Vec::new() };
    let [promised] = &page.numbers(head)[..] else { return Vec::new() };
    let told: Vec<(usize, Beside)> = body
        .iter()
        .enumerate()
        .flat_map(|(at, sentence)| page.numbers(sentence).into_iter().map(move |number| (at, number)))
        .collect();
    let equal = |beside: &Beside| beside.figure.quantity.value.total_cmp(&promised.figure.quantity.value).is_eq();
    if told.iter().any(|(_, beside)| equal(beside)) {
        return Vec::new();
    }
    let tells = |sentence: &Sentence| {
        let (mine, theirs) = (page.words(head), page.words(sentence));
        let shared = mine.iter().filter(|word| theirs.contains(word)).count();
        shared >= SHARED && shared * 2 >= mine.len()
    };
    let in_place: Vec<&Beside> = told
        .iter()
        .filter(|(at, beside)| *at < LEAD && promised.counts_as(beside) && tells(body[*at]))
        .map(|(_, beside)| beside)
        .collect();
    let [instead] = in_place[..] else { return Vec::new() };
    let day = Interval::day(published);
    let about: Arc<str> = page.tokens.span(head.tokens.clone()).of(page.text).into();
    let (_, spec, id) = taker;
    let claim = |beside: &Beside, span: Span| Claim {
        article: 0,
        span,
        predicate: spec.claim.as_str().into(),
        subject: Some(Filler::One(Term { name: Arc::clone(&about), class: "text".into(), span: None })),
        object: None,
        place: None,
        quantity: Some(beside.figure.quantity.clone()),
        when: Some(When { value: day.to_string().into(), interval: Some(day), kind: WhenKind::AsOf, span: None }),
        polarity: true,
        stage: Stage::Done,
        modality: Modality::Asserted,
        attribution: None,
        pattern: Arc::clone(id),
    };
    let place = told.iter().find(|(_, beside)| std::ptr::eq(beside, instead)).map_or(0, |(at, _)| *at);
    let span = |sentence: &Sentence| page.tokens.span(sentence.tokens.clone());
    vec![claim(promised, span(head)), claim(instead, span(body[place]))]
}

impl Beside {
    /// Whether two numbers count one thing: a word beside both, or a unit.
    fn counts_as(&self, other: &Self) -> bool {
        let unit = |of: &Self| of.figure.quantity.unit.clone();
        let shared = self.words.iter().flatten().any(|word| other.words.iter().flatten().any(|w| w == word));
        unit(self) == unit(other) && (shared || !unit(self).is_empty())
    }
}

impl Page<'_> {
    /// The numbers of a sentence, dates left out.
    fn numbers(&self, sentence: &Sentence) -> Vec<Beside> {
        let mut numbers = Vec::new();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(timex) = self.timex(at) {
                at = timex.tokens.end.max(at + 1);
            } else if let Some((figure, end)) = self.figure(at, sentence) {
                let word = |at: usize| self.word(at, sentence).map(|word| word.hash);
                let before = (sentence.tokens.start..at).rev().take(2).find_map(word);
                let behind = (end..sentence.tokens.end).take(2).find_map(word);
                numbers.push(Beside { figure, words: [before, behind] });
                at = end;
            } else {
                at += 1;
            }
        }
        numbers
    }

    /// The content words of a sentence.
    fn words(&self, sentence: &Sentence) -> Vec<Hashed> {
        let no_date = |at: &usize| self.timex(*at).is_none();
        let words = sentence.tokens.clone().filter(no_date).filter_map(|at| self.word(at, sentence));
        words.map(|word| word.hash).collect()
    }
}
