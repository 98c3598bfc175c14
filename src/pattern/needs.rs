//! What a sentence must hold before a pattern can stand in it.
//!
//! Many patterns are anchored at words as common as `is` and `of`, and the other words that they ask for tell them
//! apart. Each such word, or set of words of which one must stand there, is a need with a number; which needs a
//! sentence meets is read once from its words, so that most patterns are turned away by a few bits.

use super::SlotName;
use super::compile::Node;
use crate::lexicon::{Lexicon, WordId};
use crate::mention::Reading;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The number of a need.
pub(super) type Need = usize;

/// That some number stands in the sentence; the first need, which no word meets.
const NUMBER: Need = 0;

/// The needs of all patterns.
#[derive(Debug, Default)]
pub(super) struct Needs {
    known: FxHashMap<Vec<WordId>, Need>,
    /// By word, the needs that it meets.
    by_word: Vec<Vec<Need>>,
}

/// The needs that a sentence meets, as bits.
#[derive(Debug, Default)]
pub struct Met(Vec<u64>);

impl Needs {
    /// The needs of a pattern that consists of `nodes`.
    pub(super) fn add<'n>(&mut self, lexicon: &Lexicon, nodes: impl Iterator<Item = &'n Node>) -> Vec<Need> {
        let mut needs: Vec<Need> = Vec::new();
        for node in nodes {
            match node {
                Node::Slot(slot) if slot.name == SlotName::Value && slot.types == ["number"] && !slot.elidable => {
                    needs.push(NUMBER);
                }
                _ => needs.extend(telling_words(lexicon, node).map(|words| self.need(words))),
            }
        }
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    /// That one of the words stands in the sentence.
    fn need(&mut self, mut words: Vec<WordId>) -> Need {
        words.sort_unstable();
        words.dedup();
        let next = NUMBER + 1 + self.known.len();
        if let Some(&known) = self.known.get(&words) {
            return known;
        }
        for word in &words {
            if self.by_word.len() <= word.index() {
                self.by_word.resize(word.index() + 1, Vec::new());
            }
            self.by_word[word.index()].push(next);
        }
        self.known.insert(words, next);
        next
    }

    /// Reads which needs the tokens of a sentence meet.
    pub(super) fn read(&self, reading: &Reading<'_>, sentence: Range<usize>, met: &mut Met) {
        met.0.clear();
        met.0.resize(self.known.len() / 64 + 1, 0);
        for at in sentence {
            let needs = self.by_word.get(reading.id(at).index()).map_or(&[][..], Vec::as_slice);
            needs.iter().for_each(|&need| met.set(need));
            if reading.number(at).is_some() {
                met.set(NUMBER);
            }
        }
    }
}

impl Met {
    fn set(&mut self, need: Need) {
        self.0[need / 64] |= 1 << (need % 64);
    }

    /// Whether all these needs are met.
    pub(super) fn all(&self, needs: &[Need]) -> bool {
        needs.iter().all(|need| self.0[need / 64] & 1 << (need % 64) != 0)
    }
}

/// Words of which one must stand where the node does; `None` where none must, or only one that stands in most
/// sentences.
fn telling_words(lexicon: &Lexicon, node: &Node) -> Option<Vec<WordId>> {
    let telling = |word: &WordId| !lexicon.is_function_word(*word);
    match node {
        Node::Word(word) => Some(vec![*word]).filter(|_| telling(word)),
        Node::Forms(forms) => Some(forms.keys().copied().collect()).filter(|_| forms.keys().all(telling)),
        Node::Class(phrases) => phrases.iter().map(|p| p.iter().copied().find(telling)).collect(),
        Node::Either(branches) => {
            let branches = branches.iter().map(|b| b.iter().find_map(|node| telling_words(lexicon, node)));
            branches.collect::<Option<Vec<_>>>().map(|words| words.concat())
        }
        Node::Slot(slot) if !slot.elidable => {
            let classes = slot.types.iter().map(|t| lexicon.word_class(t.strip_prefix('$')?));
            let phrases = classes.collect::<Option<Vec<_>>>()?.concat();
            phrases.iter().map(|p| p.iter().copied().find(telling)).collect()
        }
        Node::Optional(_) | Node::Gap | Node::End | Node::Slot(_) => None,
    }
}
