//! Why a pattern did not match at a word that anchors it: how far it got, and what was wanted there.

use super::compile::{Node, Pattern};
use super::matcher::{Matcher, Seen};
use super::parse;
use crate::clause::verb::{Shape, VerbGroup};
use crate::mention::Reading;
use std::cell::Cell;

/// A side of the anchor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    #[default]
    Right,
    Left,
    /// Neither: the anchor itself.
    Anchor,
}

/// How far the matcher got on each side of the anchor; kept only where somebody asks.
#[derive(Debug, Default)]
pub(super) struct Trace {
    side: Cell<Side>,
    right: Cell<Option<Reached>>,
    left: Cell<Option<Reached>>,
}

/// The furthest point of a side.
#[derive(Clone, Copy, Debug)]
struct Reached {
    /// Elements of the side that were still to be matched.
    ahead: usize,
    /// The token where the next one was looked for.
    at: usize,
}

impl Trace {
    pub(super) fn turn(&self, side: Side) {
        self.side.set(side);
    }

    pub(super) fn note(&self, ahead: usize, at: usize) {
        let side = match self.side.get() {
            Side::Right => &self.right,
            Side::Left => &self.left,
            Side::Anchor => return,
        };
        if side.get().is_none_or(|known| ahead < known.ahead) {
            side.set(Some(Reached { ahead, at }));
        }
    }
}

/// A pattern that did not match at a word that anchors it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Elements that matched, the anchor among them.
    pub matched: usize,
    /// Elements of the pattern.
    pub elements: usize,
    /// What was missing.
    pub missing: Missing,
}

/// What a pattern wanted and did not find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// An element, as the pattern writes it, and the token where it was looked for.
    Element(String, usize),
    /// A subject of this kind for the verb at the token.
    Subject(String, usize),
    /// Who did it, behind `by`: the verb is passive.
    Agent(String, usize),
    /// The anchor at this token is no verb here, but a noun or part of a name.
    Verb(usize),
    /// The verb at this token is not negated, and the pattern speaks of what was not done.
    Negation(usize),
    /// The verb at this token is passive, and nothing of the pattern can stand before it.
    Active(usize),
}

/// Tries the pattern at a token that anchors it, and says how far it got; `None` where it matches.
#[must_use]
pub fn miss(reading: &Reading<'_>, pattern: &Pattern, token: usize) -> Option<Miss> {
    let trace = Trace::default();
    let sentence = reading.text.sentences[reading.sentence(token)].tokens.clone();
    let seen = &Seen::default();
    let matcher = Matcher { reading, pattern, token, sentence, seen, trace: None };
    if matcher.anchored(token).is_some() {
        return None;
    }
    let matcher = Matcher { trace: Some(&trace), ..matcher };
    let elements: Vec<String> = parse(pattern.text()).ok()?.iter().map(ToString::to_string).collect();
    let group = match &pattern.anchor {
        Node::Forms(forms) => match seen.verb(reading, token, *forms.get(&reading.id(token))?) {
            None => return Some(Miss { matched: 0, elements: elements.len(), missing: Missing::Verb(token) }),
            some => some,
        },
        _ => None,
    };
    matcher.follow(token, group.as_ref());
    let (matched, missing) = matcher.missing(token, group.as_ref(), &elements, &trace);
    Some(Miss { matched, elements: elements.len(), missing })
}

impl Matcher<'_, '_, '_> {
    /// Matches once more, so that the trace sees how far it gets; a participle only as an active verb.
    fn follow(&self, token: usize, group: Option<&VerbGroup>) {
        let _ = match group.filter(|_| self.pattern.clausal) {
            Some(group) if group.shape == Shape::Passive => self.passive(group),
            Some(group) => self.active(group),
            None => self.surface(token, group.cloned()),
        };
    }

    /// How many elements matched, and what was missing.
    fn missing(&self, token: usize, group: Option<&VerbGroup>, elements: &[String], trace: &Trace) -> (usize, Missing) {
        let (before, after) = (self.pattern.before.len(), self.pattern.after.len());
        if self.pattern.spec.negated && group.is_none_or(|g| g.polarity) {
            return (1, Missing::Negation(token));
        }
        // The wanted element, where it was looked for, and how many of its side had matched.
        let right = match trace.right.get() {
            Some(reached) => reached,
            None if group.is_some() && self.pattern.clausal => return (1, Missing::Active(token)),
            None => return (0, Missing::Element(elements[before].clone(), token)),
        };
        if right.ahead > 0 {
            let wanted = elements.len() - right.ahead;
            return (after - right.ahead + 1, Missing::Element(elements[wanted].clone(), right.at));
        }
        let matched = after + 1;
        if let Some(group) = group.filter(|_| self.pattern.clausal) {
            return (matched, self.missing_party(group, elements));
        }
        let left = trace.left.get().filter(|l| l.ahead > 0).unwrap_or(Reached { ahead: before, at: token });
        let wanted = elements.get(before - left.ahead).cloned().unwrap_or_default();
        (matched + before - left.ahead, Missing::Element(wanted, left.at))
    }

    /// Which party of a verb is missing: its subject, or who did it.
    fn missing_party(&self, group: &VerbGroup, elements: &[String]) -> Missing {
        let verb = group.tokens.start;
        let first = elements.first().cloned().unwrap_or_default();
        if group.shape != Shape::Passive {
            return Missing::Subject(first, verb);
        }
        let promoted = self.pattern.after.iter().position(|n| matches!(n, Node::Slot(_) | Node::Class(..)));
        let wanted = promoted.and_then(|at| elements.get(self.pattern.before.len() + 1 + at));
        let has_subject = promoted.is_some_and(|at| match &self.pattern.after[at] {
            Node::Slot(slot) => self.subject(group, slot).is_some(),
            _ => true,
        });
        if has_subject {
            return Missing::Agent(first, group.tokens.end);
        }
        Missing::Subject(wanted.cloned().unwrap_or_default(), verb)
    }
}
