//! The matcher: finds a pattern in the ways that English has to say it.
//!
//! At each word that can anchor a pattern the verb group is read; an active clause is matched as the
//! pattern is written, a passive one with what follows the verb in the pattern standing before it, and a
//! bare participle either way. The subject is found by [`crate::clause::subject`].

use super::compile::{Node, Pattern};
use super::explain::{Side, Trace};
use super::slots::is_thing;
use super::things::Thing;
use super::{Slot, SlotName};
use crate::claim::Term;
use crate::clause::is_adverb;
use crate::clause::subject::is_preposition;
use crate::clause::verb::{self, Shape, VerbGroup};
use crate::mention::{Form, Reading};
use crate::number;
use crate::text::inflect;
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// What fills a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum Capture {
    /// Mentions; several where the text coordinates them.
    Mentions(Vec<usize>),
    /// A thing that may be in no pack.
    Thing(Term),
    /// A number.
    Number(number::Quantity),
    /// Some words.
    Words(Range<usize>),
    /// A time expression.
    Date(usize),
}

/// A slot that was filled, and by which tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The slot.
    pub slot: SlotName,
    /// What fills it.
    pub capture: Capture,
    /// The tokens that do.
    pub tokens: Range<usize>,
    /// Whether it takes a list.
    pub list: bool,
    /// Whether persons stand for their countries in it.
    pub delegates: bool,
    /// Whether it takes a place as such: a capital is then no country.
    pub places: bool,
}

/// A pattern found.
#[derive(Clone, Debug)]
pub struct Match<'p> {
    /// The pattern.
    pub pattern: &'p Pattern,
    /// All its tokens.
    pub tokens: Range<usize>,
    /// Its verb group, if it has one.
    pub verb: Option<VerbGroup>,
    /// Its slots.
    pub filled: Vec<Filled>,
}

/// What was read around a token, once for all the patterns that it anchors.
#[derive(Debug, Default)]
pub struct Seen {
    token: Cell<usize>,
    verbs: Memo<inflect::Form, VerbGroup>,
    /// Things by the first tokens of their sentences, and their own.
    pub(super) starting: Memo<(usize, usize), Thing>,
    /// Things by the first tokens of their sentences, and where they end.
    pub(super) ending: Memo<(usize, usize), Thing>,
    /// Statements by their first tokens.
    pub(super) statements: Memo<usize, Thing>,
}

impl Seen {
    /// Turns to a token; what was read around another is forgotten.
    fn turn(&self, token: usize) {
        if self.token.replace(token) != token {
            self.verbs.clear();
            self.starting.clear();
            self.ending.clear();
            self.statements.clear();
        }
    }

    /// The verb group at the token, the verb being in that form.
    pub(super) fn verb(&self, reading: &Reading<'_>, token: usize, form: inflect::Form) -> Option<VerbGroup> {
        self.verbs.get_or_read(form, || verb::read(reading, token, form))
    }
}

/// A few answers to one question, by what was asked about.
#[derive(Debug)]
pub(super) struct Memo<K, V>(RefCell<Vec<(K, Option<V>)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: Copy + PartialEq, V: Clone> Memo<K, V> {
    fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// The answer, if it is known, else what `read` finds; `read` may ask about something else.
    pub(super) fn get_or_read(&self, about: K, read: impl FnOnce() -> Option<V>) -> Option<V> {
        let known = self.0.borrow().iter().find(|(known, _)| *known == about).map(|(_, answer)| answer.clone());
        known.unwrap_or_else(|| {
            let answer = read();
            self.0.borrow_mut().push((about, answer.clone()));
            answer
        })
    }
}

/// Tries a pattern at the token that anchors it; what a conjunction adds comes behind the first match.
#[must_use]
pub fn at<'p>(reading: &Reading<'_>, pattern: &'p Pattern, token: usize, seen: &Seen) -> Vec<Match<'p>> {
    seen.turn(token);
    let sentence = reading.text.sentences[reading.sentence(token)].tokens.clone();
    let matcher = Matcher { reading, pattern, token, sentence, seen, trace: None };
    let Some(first) = matcher.anchored(token) else { return Vec::new() };
    let more = matcher.gapped(&first);
    std::iter::once(first).chain(more).collect()
}

/// Whose it is that a match begins with (`its`, `whose`, `her`); without a possessive, what the article is about.
#[must_use]
pub fn owner(reading: &Reading<'_>, found: &Match<'_>) -> Option<Filled> {
    let at = found.tokens.start;
    let sentence = reading.text.sentences[reading.sentence(at)].tokens.clone();
    let seen = &Seen::default();
    let matcher = Matcher { reading, pattern: found.pattern, token: at, sentence, seen, trace: None };
    let capture = matcher.owner_at(at)?;
    let slot = SlotName::Subject;
    Some(Filled { slot, capture, tokens: at..at, list: false, delegates: false, places: false })
}

impl<'p> Matcher<'_, '_, 'p> {
    pub(super) fn anchored(&self, token: usize) -> Option<Match<'p>> {
        let Self { reading, pattern, .. } = self;
        match &pattern.anchor {
            Node::Forms(forms) => {
                let group = self.seen.verb(reading, token, *forms.get(&reading.id(token))?)?;
                if pattern.clausal { self.clause(&group) } else { self.surface(token, Some(group)) }
            }
            _ => self.surface(token, None),
        }
    }
}

pub(super) struct Matcher<'a, 'r, 'p> {
    pub(super) reading: &'a Reading<'r>,
    pub(super) pattern: &'p Pattern,
    /// The token that anchors it.
    pub(super) token: usize,
    pub(super) sentence: Range<usize>,
    pub(super) seen: &'a Seen,
    /// Told how far the pattern gets, where somebody asks.
    pub(super) trace: Option<&'a Trace>,
}

pub(super) type Found = (Vec<Filled>, usize);

/// Nodes to match, and what follows them: those of a branch, then those behind it.
#[derive(Clone, Copy)]
pub(super) struct Rest<'a> {
    nodes: &'a [Node],
    then: Option<&'a Rest<'a>>,
}

impl<'a> Rest<'a> {
    pub(super) fn split_first(self) -> Option<(&'a Node, Self)> {
        match self.nodes.split_first() {
            Some((node, nodes)) => Some((node, Self { nodes, ..self })),
            None => self.then?.split_first(),
        }
    }

    /// How many elements of the pattern's side are still to be matched, the one under way among them.
    fn ahead(self) -> usize {
        match self.then {
            None => self.nodes.len(),
            Some(_) if !self.nodes.is_empty() => self.last().len() + 1,
            Some(then) => then.ahead(),
        }
    }

    fn last(self) -> &'a [Node] {
        self.then.map_or(self.nodes, |then| then.last())
    }
}

impl<'p> Matcher<'_, '_, 'p> {
    fn clause(&self, group: &VerbGroup) -> Option<Match<'p>> {
        if self.pattern.spec.negated && group.polarity {
            return None;
        }
        match group.shape {
            Shape::Active | Shape::Ing => self.active(group),
            Shape::Passive => self.passive(group),
            Shape::Bare if group.finite => self.active(group).or_else(|| self.passive(group)),
            Shape::Bare => self.passive(group),
        }
    }

    pub(super) fn active(&self, group: &VerbGroup) -> Option<Match<'p>> {
        let (mut filled, end) = self.go(&self.pattern.after, group.tokens.end, group.tokens.end)?;
        let mut start = group.tokens.start;
        let mut group = group.clone();
        if let Some(Node::Slot(slot)) = self.pattern.before.first() {
            // Read as active, a bare past form has its subject where other finite verbs have it.
            let finite = if group.shape == Shape::Bare { Shape::Active } else { group.shape };
            let (subject, detached) = self.subject(&VerbGroup { shape: finite, ..group.clone() }, slot)?;
            // `demanded that Georgia leave`, `have Georgia leave`: one thing's verb would end in an s.
            if group.base && self.is_singular(&subject) {
                return None;
            }
            group.polarity ^= !detached && self.is_denied(&subject);
            if subject.tokens.end <= group.tokens.start && !detached {
                start = start.min(subject.tokens.start);
            }
            filled.insert(0, subject);
        }
        Some(self.found(start..end, &group, filled))
    }

    pub(super) fn is_singular(&self, subject: &Filled) -> bool {
        let mentions = match &subject.capture {
            Capture::Mentions(mentions) => mentions,
            Capture::Thing(term) => return &*term.class == "person",
            _ => return false,
        };
        let [number] = mentions[..] else { return false };
        let mention = &self.reading.mentions[number];
        let word = self.reading.word(subject.tokens.end.max(1) - 1);
        let plural = matches!(word, "they" | "we" | "who" | "which" | "that" | "s" | "'s") || word.ends_with('s');
        !plural && !matches!(mention.form, Form::People | Form::Delegation)
    }

    /// `neither Russia nor China attended`
    fn is_denied(&self, subject: &Filled) -> bool {
        let before = subject.tokens.start.checked_sub(1).filter(|&at| at >= self.sentence.start);
        before.is_some_and(|at| matches!(self.reading.word(at), "neither" | "nor" | "not" | "no"))
    }

    pub(super) fn passive(&self, group: &VerbGroup) -> Option<Match<'p>> {
        // What follows the verb in the pattern, up to its first slot or word class, stands before it.
        let promoted = self.pattern.after.iter().position(|n| matches!(n, Node::Slot(_) | Node::Class(..)))?;
        if self.pattern.after[..promoted].iter().any(|n| !matches!(n, Node::Optional(_))) {
            return None;
        }
        if matches!(&self.pattern.after[promoted], Node::Slot(slot) if Self::takes_count(slot)) {
            return self.counted(group);
        }
        let rest = &self.pattern.after[promoted + 1..];
        let (mut filled, mut end) = self.go(rest, group.tokens.end, group.tokens.end)?;
        let mut start = group.tokens.start;
        let agent = self.pattern.before.first();
        match &self.pattern.after[promoted] {
            Node::Slot(slot) => {
                let (subject, detached) = self.subject(group, slot)?;
                // `people convicted of murder`: which of them, the participle only tells.
                let restricts = group.shape == Shape::Bare && subject.tokens.end == group.tokens.start;
                if restricts && matches!(subject.capture, Capture::Thing(_)) {
                    return None;
                }
                if subject.tokens.end <= group.tokens.start && !detached {
                    start = start.min(subject.tokens.start);
                }
                filled.push(subject);
                if let Some(Node::Slot(slot)) = agent {
                    // `by` names who did it; without it, nobody knows.
                    let (by, by_end) = self.agent(slot, end)?;
                    end = by_end;
                    // `was bought by the rival for 3 million`: what may follow the verb may follow who did it.
                    if filled.len() == 1
                        && let Some((more, more_end)) =
                            self.go(rest, by_end, by_end).filter(|(more, _)| !more.is_empty())
                    {
                        filled.extend(more);
                        end = more_end;
                    }
                    filled.push(by);
                }
            }
            Node::Class(phrases, _) => {
                // `Armenia's membership was frozen`
                let noun = phrases.iter().find_map(|p| self.phrase_before(p, group.tokens.start))?;
                start = noun;
                if let Some(Node::Slot(slot)) = agent {
                    let owner = self.possessor(slot, noun)?;
                    start = start.min(owner.tokens.start);
                    filled.push(owner);
                }
            }
            _ => return None,
        }
        Some(self.found(start..end, group, filled))
    }

    pub(super) fn found(&self, tokens: Range<usize>, group: &VerbGroup, filled: Vec<Filled>) -> Match<'p> {
        Match { pattern: self.pattern, tokens, verb: Some(group.clone()), filled }
    }

    /// What a conjunction adds without saying the verb again: "Armenia supplied 100, Kyrgyzstan around 150
    /// and Tajikistan some 200"; "Azerbaijan signed on 24 September, Georgia on 9 December".
    fn gapped(&self, first: &Match<'p>) -> Vec<Match<'p>> {
        let (Some(group), true) = (&first.verb, self.pattern.clausal) else { return Vec::new() };
        let subject = self.pattern.before.first();
        let passive = first.filled.iter().all(|f| f.tokens.end <= group.tokens.start);
        let values: Vec<Node> = self
            .pattern
            .after
            .iter()
            .filter(|n| matches!(n, Node::Slot(s) if s.name == SlotName::Value))
            .cloned()
            .collect();
        let mut all = Vec::new();
        let mut at = self.past_date(first.tokens.end);
        loop {
            let next = self.past_separator(at);
            if next == at || next >= self.sentence.end {
                return all;
            }
            let found = match (subject, values.is_empty()) {
                (Some(Node::Slot(slot)), empty) => {
                    let Some(who) =
                        self.fill(&Slot { list: true, ..slot.clone() }, next, false).filter(|f| f.tokens.start == next)
                    else {
                        return all;
                    };
                    let end = who.tokens.end;
                    let rest =
                        if empty { self.dated(end).map(|end| (Vec::new(), end)) } else { self.go(&values, end, end) };
                    rest.map(|(mut filled, end)| {
                        filled.extend(
                            first
                                .filled
                                .iter()
                                .filter(|f| f.slot == SlotName::Object || f.slot == SlotName::Place)
                                .cloned(),
                        );
                        filled.push(Filled { list: slot.list, ..who });
                        (filled, end)
                    })
                }
                // `were killed and six people are missing`: of a passive, what is added has a verb of its own.
                (None, false) if !passive => self.go(&self.pattern.after, next, next),
                _ => None,
            };
            let Some((filled, end)) = found else { return all };
            all.push(Match {
                pattern: self.pattern,
                tokens: next..end,
                verb: Some(VerbGroup { tokens: next..next, ..group.clone() }),
                filled,
            });
            at = self.past_date(end);
        }
    }

    /// Behind a date that follows at once, with its preposition.
    fn dated(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(at < self.sentence.end && matches!(self.reading.word(at), "in" | "on"));
        (at < self.sentence.end).then(|| self.reading.timex(at)).flatten().map(|t| self.reading.timexes[t].tokens.end)
    }

    fn past_date(&self, at: usize) -> usize {
        self.dated(at).unwrap_or(at)
    }

    fn past_separator(&self, at: usize) -> usize {
        let mut at = at;
        while at < self.sentence.end && is_adverb(self.reading.word(at)) {
            at += 1;
        }
        let mut next = at;
        while next < self.sentence.end && next < at + 2 && matches!(self.reading.word(next), "," | "and" | ";") {
            next += 1;
        }
        next
    }

    /// A pattern whose words are matched as they stand.
    pub(super) fn surface(&self, token: usize, verb: Option<VerbGroup>) -> Option<Match<'p>> {
        if self.pattern.spec.negated && verb.as_ref().is_none_or(|v| v.polarity) {
            return None;
        }
        let anchor = std::slice::from_ref(&self.pattern.anchor);
        self.turn(Side::Anchor);
        let (_, after) = self.go(anchor, token, token)?;
        self.turn(Side::Right);
        let (mut filled, end) = self.go(&self.pattern.after, after, after)?;
        // The left side is matched from each place that could begin it, the nearest first.
        let lowest = token.saturating_sub(30).max(self.sentence.start);
        if self.pattern.before.is_empty() {
            return Some(Match { pattern: self.pattern, tokens: token..end, verb, filled });
        }
        self.turn(Side::Left);
        let lead = |before: &[Node]| before.iter().all(|node| matches!(node, Node::Optional(_)));
        if token == self.sentence.start && lead(&self.pattern.before) {
            return Some(Match { pattern: self.pattern, tokens: token..end, verb, filled });
        }
        let mut start = token;
        while start > lowest {
            start -= 1;
            let head = |m: usize| self.reading.mentions[m].head.clone();
            let inside =
                self.reading.mention(start).is_some_and(|m| head(m).contains(&start) && head(m).start != start);
            // `journalists jailed in Oslo were sentenced`: a thing that a preposition governs has no verb.
            let governed = start > self.sentence.start
                && is_preposition(self.reading.word(start - 1))
                && matches!(self.pattern.before.first(), Some(Node::Slot(slot)) if is_thing(slot));
            if inside || governed {
                continue;
            }
            if let Some((left, reached)) = self.go(&self.pattern.before, start, start) {
                let anchored = verb.as_ref().map_or(token, |v| v.tokens.start.min(token));
                let gap = matches!(self.pattern.before.last(), Some(Node::Gap));
                let between = |i: usize| if gap { !self.ends_clause(i) } else { is_filler(self.reading, i) };
                let reaches = reached <= token && (reached >= anchored || (reached..anchored).all(between));
                if reaches {
                    filled.splice(0..0, left);
                    return Some(Match { pattern: self.pattern, tokens: start..end, verb, filled });
                }
            }
        }
        None
    }

    /// Tells whoever follows which side is matched next.
    fn turn(&self, side: Side) {
        if let Some(trace) = self.trace {
            trace.turn(side);
        }
    }

    /// Matches nodes from `at` on; returns what was filled and where the last one ends.
    pub(super) fn go(&self, nodes: &[Node], at: usize, end: usize) -> Option<Found> {
        self.run(Rest { nodes, then: None }, at, end)
    }

    pub(super) fn run(&self, nodes: Rest<'_>, at: usize, end: usize) -> Option<Found> {
        if let Some(trace) = self.trace {
            trace.note(nodes.ahead(), at);
        }
        let Some((node, rest)) = nodes.split_first() else { return Some((Vec::new(), end)) };
        match node {
            Node::Optional(inner) => {
                let with = Rest { nodes: inner, then: Some(&rest) };
                self.run(with, at, end).or_else(|| self.run(rest, at, end))
            }
            Node::Either(_, Some(openers)) if self.skip_to(at, |i| openers.contains(&self.reading.id(i))).is_none() => {
                None
            }
            Node::Either(branches, _) => {
                branches.iter().find_map(|branch| self.run(Rest { nodes: branch, then: Some(&rest) }, at, end))
            }
            Node::Gap => (at..self.sentence.end.min(at + 14))
                .take_while(|&i| i == at || !self.ends_clause(i - 1))
                .find_map(|i| self.run(rest, i, i)),
            Node::End => self.clause_may_end(at).then(|| self.run(rest, at, end)).flatten(),
            Node::Word(word) => {
                let at = self.skip_to(at, |i| self.reading.id(i) == *word)?;
                self.run(rest, at + 1, at + 1)
            }
            Node::Forms(forms) => {
                let at = self.skip_to(at, |i| forms.contains_key(&self.reading.id(i)))?;
                self.run(rest, at + 1, at + 1)
            }
            Node::Class(phrases, openers) => {
                let opens = |i: usize| openers.contains(&self.reading.id(i));
                let place = self.skip_to(at, |i| opens(i) && phrases.iter().any(|p| self.has_phrase(p, i)))?;
                let longest = phrases.iter().filter(|p| self.has_phrase(p, place)).map(Vec::len).max()?;
                self.run(rest, place + longest, place + longest)
            }
            Node::Slot(slot) => self.slot(slot, rest, at),
        }
    }

    /// The first token from `at` on for which `fits` holds, past what may stand between two elements.
    pub(super) fn skip_to(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let mut i = at;
        while i < self.sentence.end && i <= at + 8 {
            if fits(i) {
                return Some(i);
            }
            if let Some(timex) = self.reading.timex(i) {
                i = self.reading.timexes[timex].tokens.end;
                continue;
            }
            let preposed = i + 1 < self.sentence.end
                && self.reading.timex(i + 1).is_some()
                && matches!(self.reading.word(i), "in" | "on" | "since" | "from");
            if !is_filler(self.reading, i) && !preposed {
                return None;
            }
            i += 1;
        }
        None
    }

    pub(super) fn has_phrase(&self, phrase: &[crate::lexicon::WordId], at: usize) -> bool {
        at + phrase.len() <= self.sentence.end && self.reading.ids()[at..at + phrase.len()] == *phrase
    }

    pub(super) fn ends_clause(&self, at: usize) -> bool {
        matches!(
            self.reading.word(at),
            ";" | ":"
                | "("
                | "which"
                | "who"
                | "because"
                | "although"
                | "while"
                | "but"
                | "including"
                | "."
                | "?"
                | "!"
        )
    }
}

/// Tokens that may stand between any two elements.
pub(super) fn is_filler(reading: &Reading<'_>, at: usize) -> bool {
    reading.timex(at).is_some() || reading.is_adverb(at) || reading.text.tokens[at].is('"')
}
