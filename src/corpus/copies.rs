//! The same article on two pages.
//!
//! Copies agree in the words of their running text; headlines, captions, outlets, quotation marks and
//! breaks between paragraphs may differ, and one may go on where the other ends (an author's biography,
//! a nag). Articles that differ in a word or a number are no copies: that difference may be the
//! conflict.

use super::{Article, BlockKind};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Shorter texts are copies only on the same day: "Voters go to the polls" is no article's mark.
const ENOUGH: usize = 30;

/// For each article, the index of the one it is a copy of, or its own.
///
/// The original is the one with the earliest date, a dated one before an undated one, the first by its
/// id among equals; whatever the order of the corpus.
#[must_use]
pub fn copies(articles: &[Article]) -> Vec<usize> {
    let mut original: Vec<usize> = (0..articles.len()).collect();
    // Copies begin with the same words: only where those meet, all words are compared.
    let heads: Vec<Option<u64>> = articles.par_iter().map(head).collect();
    let mut alike: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (i, head) in heads.into_iter().enumerate() {
        if let Some(head) = head {
            alike.entry(head).or_default().push(i);
        }
    }
    for alike in alike.into_values().filter(|alike| alike.len() > 1) {
        for same in same_texts(articles, alike) {
            let first = same.iter().copied().min_by_key(|&i| rank(articles, i));
            for i in same {
                original[i] = first.unwrap_or(i);
            }
        }
    }
    original
}

/// The articles, those of one text together.
fn same_texts(articles: &[Article], alike: Vec<usize>) -> impl Iterator<Item = Vec<usize>> {
    let mut groups: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for i in alike {
        let (mut key, words) = words(&articles[i]);
        if words < ENOUGH {
            key.push_str(&articles[i].published.map_or_else(|| "undated".into(), |date| date.to_string()));
        }
        groups.entry(key).or_default().push(i);
    }
    let mut texts: Vec<(String, Vec<usize>)> = groups.into_iter().collect();
    texts.sort_unstable();
    merge_longer(&mut texts);
    texts.into_iter().map(|(_, same)| same)
}

/// Joins texts to the one they go on from, where that is at least nine tenths of them. Sorted, a text
/// stands right before those that begin with it.
fn merge_longer(texts: &mut Vec<(String, Vec<usize>)>) {
    let mut kept: Vec<(String, Vec<usize>)> = Vec::with_capacity(texts.len());
    for (text, same) in texts.drain(..) {
        match kept.last_mut() {
            Some((shorter, copies)) if text.starts_with(shorter.as_str()) && shorter.len() * 10 >= text.len() * 9 => {
                copies.extend(same);
            }
            _ => kept.push((text, same)),
        }
    }
    *texts = kept;
}

fn rank(articles: &[Article], i: usize) -> (bool, Option<jiff::civil::Date>, &str, usize) {
    let published = articles[i].published;
    (published.is_none(), published, &articles[i].id, i)
}

/// The words of an article's running text, in lower case, each followed by a space: what copies agree in.
#[must_use]
pub fn running_words(article: &Article) -> String {
    words(article).0
}

/// The words of the running text, each followed by a space, and their number.
fn words(article: &Article) -> (String, usize) {
    let mut all = String::new();
    let mut count = 0;
    for word in each_word(article) {
        all.extend(lower(word));
        all.push(' ');
        count += 1;
    }
    (all, count)
}

/// A hash of the first words, as many as make a text known; `None` where there are no words. Copies have the same.
#[must_use]
pub fn head(article: &Article) -> Option<u64> {
    let mut hasher = FxHasher::default();
    let mut words = each_word(article).take(ENOUGH).peekable();
    words.peek()?;
    for word in words {
        lower(word).for_each(|c| c.hash(&mut hasher));
        ' '.hash(&mut hasher);
    }
    Some(hasher.finish())
}

/// The words of the running text.
fn each_word(article: &Article) -> impl Iterator<Item = &str> {
    let text = article.source.text();
    let told = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    told.flat_map(move |block| block.span.of(text).split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

fn lower(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;
    use crate::source::Source;
    use std::sync::Arc;

    const BODY: &str = "The presidents of the six states met in Minsk on Friday. They agreed on the 'budget' of the alliance for the year, on exercises in two of the states, and on the next chair.\nIn 2002 it had been founded.";

    fn article(text: &str) -> Article {
        plain::cut(&Arc::new(Source::new("a.txt", text)), "a", super::super::Dates::default()).articles.remove(0)
    }

    /// Quotes and breaks do not matter; the earliest dated one is the original.
    #[test]
    fn copies_agree_in_their_words() {
        let other = BODY.replace('\'', "\u{201d}").replace('\n', "  ");
        let articles = [
            article(&format!("Meeting\n\n{BODY}")),
            article(&format!("A meeting\nNaryn Star, 2 May 2024\n{other}")),
            article(&format!("Leaders meet\nOsh Post, 1 May 2024\n{BODY}\nWrite us.")),
        ];
        assert_eq!(copies(&articles[..2]), [1, 1]);
        assert_eq!(copies(&articles), [2, 2, 2]);
    }

    /// A different number makes a different article.
    #[test]
    fn a_different_number_is_no_copy() {
        let articles = [article(&format!("A\n\n{BODY}")), article(&format!("A\n\n{}", BODY.replace("2002", "1992")))];
        assert_eq!(copies(&articles), [0, 1]);
    }
}
