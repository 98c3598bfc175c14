//! Compiled patterns: words interned, inflections spelt out, each filed under the words that anchor it.

use super::needs::{Met, Need, Needs};
use super::{Element, PatternError, Slot, SlotName, parse};
use crate::lexicon::{Lexicon, WordId};
use crate::mention::Reading;
use crate::pack::{Found, PatternSpec};
use crate::text::inflect::{self, Form};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::Arc;

/// Words with which an element begins.
pub(super) type Openers = FxHashSet<WordId>;

/// An element, compiled.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Word(WordId),
    Forms(FxHashMap<WordId, Form>),
    /// Phrases, and the words that open them.
    Class(Vec<Vec<WordId>>, Openers),
    /// Branches, and the words that open them, where only words do.
    Either(Vec<Vec<Node>>, Option<Openers>),
    Optional(Vec<Node>),
    Gap,
    End,
    Slot(Slot),
}

/// A pattern, compiled.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// What it says.
    pub spec: Arc<PatternSpec>,
    /// Its name in proofs, which no other has: `alliances/joined#2`.
    pub id: Arc<str>,
    /// Its number in the entry's `match`, from 0.
    pub(super) number: usize,
    /// Where its pack writes it: `rules/alliances/membership.yaml:12`.
    pub place: Arc<str>,
    /// Whether the subject's slot alone stands before its verb, so that voice, tense and subject are the
    /// matcher's work; else its words are matched as they stand.
    pub(crate) clausal: bool,
    pub(super) before: Vec<Node>,
    pub(super) anchor: Node,
    pub(super) after: Vec<Node>,
    /// What its sentence must hold.
    needs: Vec<Need>,
    /// The words that can anchor it, and others.
    anchors: Sketch,
}

/// A set of words that may seem to hold one which it does not (Bloom 1970, with one hash function): it turns most words
/// away without a look at a table.
#[derive(Clone, Copy, Debug, Default)]
struct Sketch([u64; 4]);

impl Sketch {
    fn of(words: impl Iterator<Item = WordId>) -> Self {
        let mut sketch = Self::default();
        words.for_each(|word| sketch.0[word.index() / 64 % 4] |= 1 << (word.index() % 64));
        sketch
    }

    fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
    }

    #[inline]
    fn may_hold(&self, word: WordId) -> bool {
        self.0[word.index() / 64 % 4] & 1 << (word.index() % 64) != 0
    }
}

impl Pattern {
    /// The pattern as its pack writes it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.spec.matches.get(self.number).map_or("", String::as_str)
    }

    /// Whether it tells what somebody says, so that he is no other speaker's subject.
    pub(crate) fn has_speaker(&self) -> bool {
        matches!(self.before.first(), Some(Node::Slot(slot)) if slot.is_speaker())
    }
}

/// The patterns that a word can anchor.
#[derive(Debug, Default)]
struct Anchored {
    /// In the order of the packs.
    numbers: Vec<u32>,
    /// The same as bits, where there are many.
    bits: Met,
}

/// More patterns than these at one word are looked up, and not gone through.
const FEW: usize = 16;

/// All patterns, by the words that can anchor them.
#[derive(Debug, Default)]
pub struct Patterns {
    all: Vec<Pattern>,
    by_word: Vec<Anchored>,
    needs: Needs,
    /// Each under that one of its needs that fewest others share, words before all else.
    by_need: Vec<Vec<u32>>,
    /// The needs under which some are filed.
    filing: Met,
    /// Those that need nothing.
    needless: Vec<u32>,
    /// Claims that the reader finds without a pattern.
    pub found: Vec<(Found, Arc<PatternSpec>, Arc<str>)>,
    /// How many patterns have a name, their numbers aside.
    counts: FxHashMap<Arc<str>, usize>,
    /// Where each is written, by its name.
    places: FxHashMap<Arc<str>, Arc<str>>,
}

impl Patterns {
    /// Compiles one entry of a pack's `patterns`; `name` is what its patterns are called in proofs, `place`
    /// says where the pattern of that number is written, and where the entry itself is.
    ///
    /// # Errors
    /// For each pattern of the entry that does not parse, its number and what is wrong.
    pub fn add(
        &mut self,
        lexicon: &mut Lexicon,
        spec: &PatternSpec,
        name: &str,
        place: &dyn Fn(Option<usize>) -> Arc<str>,
    ) -> Vec<(usize, PatternError)> {
        let spec = Arc::new(spec.clone());
        let mut errors = Vec::new();
        if let Some(found) = spec.from {
            self.places.insert(name.into(), place(None));
            self.found.push((found, spec.clone(), name.into()));
        }
        for (number, text) in spec.matches.iter().enumerate() {
            let compiled = parse(text).and_then(|elements| {
                compile(lexicon, &elements, text).map(|(before, anchor, after)| {
                    let count = self.counts.entry(name.into()).or_default();
                    *count += 1;
                    let id: Arc<str> = format!("{name}#{count}").into();
                    let subject = matches!(before[..], [] | [Node::Slot(_)]);
                    let clausal = subject && matches!(anchor, Node::Forms(_));
                    let place = place(Some(number));
                    self.places.insert(id.clone(), place.clone());
                    let needs = self.needs.add(lexicon, before.iter().chain([&anchor]).chain(&after));
                    let words = openers(std::slice::from_ref(&anchor)).into_iter().flatten();
                    let anchors = Sketch::of(words);
                    Pattern { spec: spec.clone(), id, number, place, clausal, before, anchor, after, needs, anchors }
                })
            });
            match compiled {
                Ok(pattern) => self.file(pattern),
                Err(error) => errors.push((number, error)),
            }
        }
        errors
    }

    /// Where the pattern of that name is written: `rules/alliances/membership.yaml:57`.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&str> {
        self.places.get(id).map(|place| &**place)
    }

    fn file(&mut self, pattern: Pattern) {
        let number = u32::try_from(self.all.len()).expect("packs are small");
        for word in openers(std::slice::from_ref(&pattern.anchor)).into_iter().flatten() {
            if self.by_word.len() <= word.index() {
                self.by_word.resize_with(word.index() + 1, Anchored::default);
            }
            self.by_word[word.index()].numbers.push(number);
        }
        self.all.push(pattern);
    }

    /// Files each pattern under the rarest thing that it needs, once all are added: before, no sentence holds any.
    pub fn index(&mut self, lexicon: &Lexicon) {
        self.needs.index(lexicon);
        let mut sharing = vec![0_usize; self.needs.count()];
        self.all.iter().flat_map(|pattern| &pattern.needs).for_each(|&need| sharing[need] += 1);
        self.by_need = vec![Vec::new(); self.needs.count()];
        self.needless.clear();
        self.filing.clear(self.needs.count());
        for (pattern, number) in self.all.iter().zip(0..) {
            let common = |&&need: &&Need| (!self.needs.is_of_words(need), sharing[need]);
            match pattern.needs.iter().min_by_key(common) {
                Some(&need) => {
                    self.by_need[need].push(number);
                    self.filing.set(need);
                }
                None => self.needless.push(number),
            }
        }
        for Anchored { numbers, bits } in self.by_word.iter_mut().filter(|a| a.numbers.len() > FEW) {
            bits.clear(self.all.len());
            numbers.iter().for_each(|&number| bits.set(number as usize));
        }
    }

    /// Begins with an article: no sentence of it is read yet.
    #[must_use]
    pub fn possible_in<'a>(&'a self, reading: &'a Reading<'a>) -> Possible<'a> {
        let article = self.needs.met_in_article(reading);
        let (met, bits) = (Met::default(), Met::default());
        Possible { patterns: self, reading, article, met, numbers: Vec::new(), bits, anchors: Sketch::default() }
    }

    /// The patterns that the word can anchor, in the order of the packs.
    pub fn anchored_at(&self, word: WordId) -> impl Iterator<Item = &Pattern> {
        let numbers = self.by_word.get(word.index()).map_or(&[][..], |anchored| &anchored.numbers);
        numbers.iter().map(|&n| &self.all[n as usize])
    }
}

/// The patterns that can stand in a sentence, of those of all packs.
#[derive(Debug)]
pub struct Possible<'a> {
    patterns: &'a Patterns,
    reading: &'a Reading<'a>,
    article: Met,
    met: Met,
    /// In the order of the packs.
    numbers: Vec<u32>,
    /// The same as bits.
    bits: Met,
    /// The words that can anchor them.
    anchors: Sketch,
}

impl<'a> Possible<'a> {
    /// Turns to a sentence.
    pub fn read(&mut self, tokens: Range<usize>) {
        let Patterns { all, needs, by_need, filing, needless, .. } = self.patterns;
        needs.read(self.reading, &tokens, &self.article, &mut self.met);
        self.numbers.clear();
        self.numbers.extend_from_slice(needless);
        for need in self.met.both(filing) {
            let filed = by_need[need].iter().copied();
            self.numbers.extend(filed.filter(|&number| self.met.all(&all[number as usize].needs)));
        }
        self.numbers.sort_unstable();
        self.bits.clear(all.len());
        self.anchors = Sketch::default();
        for &number in &self.numbers {
            self.bits.set(number as usize);
            self.anchors.add(&all[number as usize].anchors);
        }
    }

    /// Those that the word at a token of the sentence can anchor, in the order of the packs.
    pub fn at(&self, token: usize) -> impl Iterator<Item = &'a Pattern> {
        let word = Some(self.reading.id(token)).filter(|&word| self.anchors.may_hold(word));
        let (few, bits) = match word.and_then(|word| self.patterns.by_word.get(word.index())) {
            Some(anchored) if anchored.numbers.len() > FEW => (self.numbers.as_slice(), &anchored.bits),
            Some(anchored) => (anchored.numbers.as_slice(), &self.bits),
            None => (&[][..], &self.bits),
        };
        let both = few.iter().filter(move |&&number| bits.has(number as usize));
        both.map(|&number| &self.patterns.all[number as usize])
    }
}

/// The words of which one stands where `nodes` begin; `None` where something else may.
fn openers(nodes: &[Node]) -> Option<Openers> {
    let (first, rest) = nodes.split_first()?;
    match first {
        Node::Word(word) => Some(std::iter::once(*word).collect()),
        Node::Forms(forms) => Some(forms.keys().copied().collect()),
        Node::Class(_, openers) => Some(openers.clone()),
        Node::Either(_, openers) => openers.clone(),
        Node::Optional(inner) => Some(&openers(inner)? | &openers(rest)?),
        Node::Gap | Node::End | Node::Slot(_) => None,
    }
}

/// Anchors a pattern at its first verb, else at its first word that must be there.
fn compile(
    lexicon: &mut Lexicon,
    elements: &[Element],
    text: &str,
) -> Result<(Vec<Node>, Node, Vec<Node>), PatternError> {
    let verb = elements.iter().position(|e| matches!(e, Element::Inflected(_)));
    let word = elements.iter().position(|e| matches!(e, Element::Class(_)));
    let word = word
        .or_else(|| elements.iter().position(|e| matches!(e, Element::Word(w) if w.chars().all(char::is_alphabetic))));
    let word = word.or_else(|| elements.iter().position(|e| matches!(e, Element::Either(b) if b.iter().all(|b| matches!(b[0], Element::Word(_) | Element::Class(_))))));
    let Some(anchor) = verb.or(word) else {
        let message = "a pattern needs a [verb], a $class or a word that must be there".to_owned();
        return Err(PatternError { message, at: 0..text.len() });
    };
    let mut nodes = |range: &[Element]| range.iter().map(|e| node(lexicon, e, text)).collect::<Result<Vec<_>, _>>();
    let before = nodes(&elements[..anchor])?;
    let after = nodes(&elements[anchor + 1..])?;
    let anchored = nodes(&elements[anchor..=anchor])?.pop().expect("one element in, one node out");
    Ok((before, anchored, after))
}

fn node(lexicon: &mut Lexicon, element: &Element, text: &str) -> Result<Node, PatternError> {
    Ok(match element {
        // What is joined to the word before it (`'s`) is no word by itself.
        Element::Word(word) if word.starts_with('\'') => Node::Word(lexicon.intern(word)),
        Element::Word(word) => match lexicon.intern_phrase(word)[..] {
            [one] => Node::Word(one),
            ref several => {
                let at = text.to_lowercase().find(word.as_str()).unwrap_or(0);
                let several = several.len();
                let message =
                    format!("a text has {several} words for `{word}`: write them apart, or this never matches");
                return Err(PatternError { message, at: at..(at + word.len()).min(text.len()) });
            }
        },
        Element::Inflected(lemmas) => {
            let mut forms: FxHashMap<WordId, Form> = FxHashMap::default();
            for (word, form) in lemmas.iter().flat_map(|lemma| inflect::forms(lemma)) {
                let known = forms.entry(lexicon.intern(&word)).or_default();
                *known = known.or(form);
            }
            Node::Forms(forms)
        }
        Element::Class(name) => match lexicon.word_class(name) {
            Some([]) => {
                let at = text.find(&format!("${name}")).unwrap_or(0);
                let message = format!("the word class `{name}` has no words, so that this never matches");
                return Err(PatternError { message, at: at..at + name.len() + 1 });
            }
            Some(phrases) => Node::Class(phrases.to_vec(), phrases.iter().filter_map(|p| p.first().copied()).collect()),
            None => {
                let at = text.find(&format!("${name}")).unwrap_or(0);
                let message = format!("no pack has a word class `{name}`");
                return Err(PatternError { message, at: at..at + name.len() + 1 });
            }
        },
        Element::Either(branches) => {
            let branch = |b: &Vec<Element>, lexicon: &mut Lexicon| {
                b.iter().map(|e| node(lexicon, e, text)).collect::<Result<Vec<_>, _>>()
            };
            let branches = branches.iter().map(|b| branch(b, lexicon)).collect::<Result<Vec<_>, _>>()?;
            let each: Option<Vec<Openers>> = branches.iter().map(|b| openers(b)).collect();
            Node::Either(branches, each.map(|each| each.into_iter().flatten().collect()))
        }
        Element::Optional(inner) => Node::Optional(vec![node(lexicon, inner, text)?]),
        Element::Gap => Node::Gap,
        Element::End => Node::End,
        Element::Slot(slot) => {
            check_slot(lexicon, slot, text)?;
            Node::Slot(slot.clone())
        }
    })
}

/// Types of slots that are no classes of packs.
const PLAIN: &[&str] = &[
    "number",
    "duration",
    "date",
    "event",
    "occurrence",
    "person",
    "office",
    "name",
    "thing",
    "inanimate",
    "unlisted",
    "named",
    "text",
    "clause",
    "statement",
    "matter",
    "speaker",
    "group",
    "individual",
    "tally",
    "delegate",
];

/// Whether something can fill the slot, and may.
fn check_slot(lexicon: &Lexicon, slot: &Slot, text: &str) -> Result<(), PatternError> {
    let plain = |t: &String| PLAIN.contains(&t.as_str());
    let words = |t: &String| t.strip_prefix('$').and_then(|class| lexicon.word_class(class));
    let fault = |word: &str, message: String| {
        let at = text.find(word).unwrap_or(0);
        Err(PatternError { message, at: at..at + word.len() })
    };
    let known = |t: &&String| plain(t) || words(t).is_some() || lexicon.has_class(t);
    if let Some(unknown) = slot.types.iter().find(|t| !known(t)) {
        return fault(unknown, format!("no pack has a class `{unknown}`"));
    }
    let filled = |t: &String| plain(t) || words(t).is_some_and(|words| !words.is_empty()) || lexicon.is_peopled(t);
    if !slot.types.iter().any(filled) {
        let class = slot.types[0].as_str();
        let message = "no pack has entities, nouns or names of it, so that this never matches";
        return fault(class, format!("nothing is a `{class}`: {message}"));
    }
    let takes = |types: &[&str]| slot.types.iter().any(|t| types.contains(&t.as_str()));
    if (slot.name == SlotName::Value) != takes(&["number", "duration"]) {
        return fault(text, "`value` takes a `number` or a `duration`, and only `value` does".to_owned());
    }
    if (slot.name == SlotName::When) != takes(&["date"]) {
        return fault(text, "`when` takes a `date`, and only `when` does".to_owned());
    }
    Ok(())
}
