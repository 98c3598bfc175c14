//! What a sentence must hold before a pattern can stand in it, and which patterns that leaves.
//!
//! Many patterns are anchored at words as common as `is` and `of`, and the rest of what they ask for tells them
//! apart: a word, one of a few words, a number, a date, a mention of some class. Each of these is a need with a
//! number, and which needs a sentence meets is read once. A pattern is filed under the need that fewest others
//! share, so that a sentence looks only at patterns whose rarest need it meets, however many there are.
//!
//! Whatever fills a slot with what another sentence names must do so at one of the words in `PRONOUNS` or
//! `RELATIVES`.

use super::compile::Node;
use super::{Slot, SlotName};
use crate::lexicon::{Lexicon, WordId};
use crate::mention::{Form, Mention, Reading};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// The number of a need.
pub(super) type Need = usize;

/// That some number stands in the sentence.
const NUMBER: Need = 0;
/// That some time expression does.
const TIME: Need = 1;

/// That a pronoun does, or another word that stands for what is named elsewhere.
const PRONOUN: Need = 2;
/// That a word does which is such a pronoun where it opens no relative clause.
const RELATIVE: Need = 3;
/// The first need of a pattern's own.
const FIRST: Need = 4;

const PRONOUNS: &[&str] = &["it", "they", "he", "she", "its", "their", "his", "her", "country"];
const RELATIVES: &[&str] = &["who", "which", "that"];

/// Types of slots that words fill which are no mentions.
const FREE: &[&str] = &[
    "thing",
    "unlisted",
    "named",
    "inanimate",
    "statement",
    "matter",
    "speaker",
    "clause",
    "group",
    "individual",
    "tally",
    "text",
];

/// The needs of all patterns.
#[derive(Debug)]
pub(super) struct Needs {
    count: usize,
    of_words: FxHashMap<Vec<WordId>, Need>,
    of_slots: FxHashMap<Vec<String>, Need>,
    /// By word, the needs that it meets, while they are added.
    by_word: Vec<Vec<Need>>,
    /// The same one behind the other, and by word where its own begin.
    met_by_words: Vec<Need>,
    begins: Vec<u32>,
    by_mention: ByMention,
}

/// The needs that mentions meet.
#[derive(Debug, Default)]
struct ByMention {
    of_class: FxHashMap<Arc<str>, Vec<Need>>,
    of_event: Vec<Need>,
    of_occurrence: Vec<Need>,
    of_office: Vec<Need>,
    /// Whoever can stand for a country meets these.
    of_delegate: Vec<Need>,
}

/// Needs that are met, as bits.
#[derive(Clone, Debug, Default)]
pub struct Met(Vec<u64>);

impl Default for Needs {
    fn default() -> Self {
        Self {
            count: FIRST,
            of_words: FxHashMap::default(),
            of_slots: FxHashMap::default(),
            by_word: Vec::new(),
            met_by_words: Vec::new(),
            begins: Vec::new(),
            by_mention: ByMention::default(),
        }
    }
}

impl Needs {
    /// The needs of a pattern that consists of `nodes`: of its words, wherever they stand, and of its slots.
    pub(super) fn add<'n>(&mut self, lexicon: &Lexicon, nodes: impl Iterator<Item = &'n Node>) -> Vec<Need> {
        let mut needs: Vec<Need> = Vec::new();
        for node in nodes {
            needs.extend(telling_words(lexicon, node).map(|words| self.words(words)));
            if let Node::Slot(slot) = node {
                needs.extend(self.slot(lexicon, slot));
            }
        }
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    fn next(&mut self) -> Need {
        self.count += 1;
        self.count - 1
    }

    /// That one of the words stands in the sentence.
    fn words(&mut self, mut words: Vec<WordId>) -> Need {
        words.sort_unstable();
        words.dedup();
        if let Some(&known) = self.of_words.get(&words) {
            return known;
        }
        let need = self.next();
        words.iter().for_each(|&word| self.file(word, need));
        self.of_words.insert(words, need);
        need
    }

    fn file(&mut self, word: WordId, need: Need) {
        if self.by_word.len() <= word.index() {
            self.by_word.resize(word.index() + 1, Vec::new());
        }
        self.by_word[word.index()].push(need);
    }

    /// That the sentence names something which can fill the slot, or has a pronoun for what the article names
    /// elsewhere; `None` where anything might fill it.
    fn slot(&mut self, lexicon: &Lexicon, slot: &Slot) -> Option<Need> {
        if slot.elidable {
            return None;
        }
        match slot.name {
            SlotName::Value if slot.types.iter().any(|t| t == "duration") => return Some(TIME),
            SlotName::Value => return Some(NUMBER),
            SlotName::When => return Some(TIME),
            SlotName::Subject | SlotName::Object | SlotName::Place => {}
        }
        if slot.types.iter().any(|t| FREE.contains(&t.as_str()) || t.starts_with('$')) {
            return None;
        }
        if let Some(&known) = self.of_slots.get(&slot.types) {
            return Some(known);
        }
        let need = self.next();
        slot.types.iter().for_each(|t| self.by_mention.file(lexicon, t, need));
        self.of_slots.insert(slot.types.clone(), need);
        Some(need)
    }

    /// The needs of slots that some mention of the article meets.
    pub(super) fn met_in_article(&self, reading: &Reading<'_>) -> Met {
        let mut met = Met::default();
        met.clear(self.count);
        reading.mentions.iter().for_each(|mention| self.by_mention.read(reading.lexicon, mention, &mut met));
        met
    }

    /// Makes the words known that stand for what is named elsewhere, and lays out what was added for reading.
    pub(super) fn index(&mut self, lexicon: &Lexicon) {
        for (words, need) in [(PRONOUNS, PRONOUN), (RELATIVES, RELATIVE)] {
            words.iter().map(|word| lexicon.word(word)).filter(|id| id.is_known()).for_each(|id| self.file(id, need));
        }
        let end = |needs: &[Need]| u32::try_from(needs.len()).expect("packs are small");
        self.met_by_words.clear();
        self.begins = vec![0];
        for needs in &self.by_word {
            self.met_by_words.extend_from_slice(needs);
            self.begins.push(end(&self.met_by_words));
        }
    }

    /// The needs that a word meets.
    #[inline]
    fn met_by(&self, word: WordId) -> &[Need] {
        match self.begins.get(word.index()..word.index() + 2) {
            Some(&[from, to]) => &self.met_by_words[from as usize..to as usize],
            _ => &[],
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Whether words meet the need, which are rarer than numbers, dates and mentions.
    pub(super) fn is_of_words(&self, need: Need) -> bool {
        need >= FIRST && !self.of_slots.values().any(|&slot| slot == need)
    }

    /// Reads which needs the tokens of a sentence meet, in an article that meets `article`.
    pub(super) fn read(&self, reading: &Reading<'_>, sentence: &Range<usize>, article: &Met, met: &mut Met) {
        met.clear(self.count);
        for id in &reading.ids()[sentence.clone()] {
            met.set_all(self.met_by(*id));
        }
        if reading.has_number(sentence.clone()) {
            met.set(NUMBER);
        }
        if reading.has_timex(sentence.clone()) {
            met.set(TIME);
        }
        for mention in reading.mentions_in(sentence) {
            self.by_mention.read(reading.lexicon, mention, met);
        }
        if met.has(PRONOUN) || met.has(RELATIVE) && sentence.clone().any(|at| is_pronoun(reading, sentence, at)) {
            met.add(article);
        }
    }
}

impl ByMention {
    /// Files a need under the mentions that a type of slot takes.
    fn file(&mut self, lexicon: &Lexicon, wanted: &str, need: Need) {
        match wanted {
            "event" => self.of_event.push(need),
            "occurrence" => self.of_occurrence.push(need),
            "office" => self.of_office.push(need),
            "delegate" => self.of_delegate.push(need),
            _ => {
                let kinds = lexicon.classes.iter().map(|c| c.name.clone()).filter(|class| lexicon.is_a(class, wanted));
                let mut classes: Vec<Arc<str>> = kinds.collect();
                // `person` and `name` are classes that no pack declares.
                if !lexicon.has_class(wanted) {
                    classes.push(wanted.into());
                }
                classes.into_iter().for_each(|class| self.of_class.entry(class).or_default().push(need));
            }
        }
    }

    /// Notes the needs that a mention can meet; an adjective can stand for a possessive.
    fn read(&self, lexicon: &Lexicon, mention: &Mention, met: &mut Met) {
        let own = Some(&mention.term).filter(|_| mention.form != Form::Office);
        // A capital stands for its country, a person only where the slot takes delegates.
        let person = &*mention.term.class == "person";
        let other = mention.stands_for.as_ref().filter(|_| !person);
        for term in own.into_iter().chain(other) {
            met.set_all(self.of_class.get(&term.class).map_or(&[], Vec::as_slice));
        }
        if mention.form == Form::Office {
            met.set_all(&self.of_office);
        }
        if mention.form == Form::Delegation || person && mention.stands_for.is_some() {
            met.set_all(&self.of_delegate);
        }
        if let Some(event) = &mention.event {
            met.set_all(&self.of_event);
            if lexicon.is_occurrence(&event.kind) {
                met.set_all(&self.of_occurrence);
            }
        }
    }
}

/// Whether a relative pronoun at `at` opens no clause about the word before it.
fn is_pronoun(reading: &Reading<'_>, sentence: &Range<usize>, at: usize) -> bool {
    (at == sentence.start || !reading.text.tokens[at - 1].is_word()) && RELATIVES.contains(&reading.word(at))
}

impl Met {
    pub(super) fn clear(&mut self, count: usize) {
        self.0.clear();
        self.0.resize(count.div_ceil(64), 0);
    }

    pub(super) fn set(&mut self, need: Need) {
        self.0[need / 64] |= 1 << (need % 64);
    }

    fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    fn set_all(&mut self, needs: &[Need]) {
        needs.iter().for_each(|&need| self.set(need));
    }

    pub(super) fn has(&self, need: Need) -> bool {
        self.0[need / 64] & 1 << (need % 64) != 0
    }

    /// Whether all these needs are met.
    pub(super) fn all(&self, needs: &[Need]) -> bool {
        needs.iter().all(|&need| self.has(need))
    }

    /// The needs that stand in both, in their order.
    pub(super) fn both<'m>(&'m self, other: &'m Self) -> impl Iterator<Item = Need> + 'm {
        self.0.iter().zip(&other.0).enumerate().flat_map(|(at, (own, other))| {
            let mut bits = own & other;
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

/// Words of which one must stand where the node does; `None` where none must, or only one that stands in most
/// sentences.
fn telling_words(lexicon: &Lexicon, node: &Node) -> Option<Vec<WordId>> {
    let telling = |word: &WordId| !lexicon.is_common(*word);
    match node {
        Node::Word(word) => Some(vec![*word]).filter(|_| telling(word)),
        Node::Forms(forms) => Some(forms.keys().copied().collect()).filter(|_| forms.keys().all(telling)),
        Node::Class(phrases, _) => phrases.iter().map(|p| p.iter().copied().find(telling)).collect(),
        Node::Either(branches, _) => {
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
