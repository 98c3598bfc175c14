//! The verb group: auxiliaries, negation, tense and voice around a verb.
//!
//! Stage and modality follow English grammar (Quirk et al. 1985, ch. 4) and the verbs and nouns that
//! govern an infinitive: "agreed to join" is not "joined", and "declined to join" is its negation.

use crate::claim::{Modality, Stage};
use crate::clause::is_adverb;
use crate::mention::Reading;
use crate::text::inflect::Form;
use std::ops::Range;

/// How a verb stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// With a subject of its own: `froze`, `has frozen`, `will freeze`, `to freeze` behind a governor.
    Active,
    /// `was frozen`
    Passive,
    /// A past form without auxiliary: `founded in 1992`, which may be either voice.
    Bare,
    /// `after joining`, `having frozen`
    Ing,
}

/// A verb with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// From the first auxiliary, or the governor of an infinitive, to the verb.
    pub tokens: Range<usize>,
    /// How it stands.
    pub shape: Shape,
    /// Whether it is negated.
    pub polarity: bool,
    /// How far it has got.
    pub stage: Stage,
    /// Whether it is asserted, or only possible.
    pub modality: Modality,
    /// Whether it speaks of what is to come, or is timeless (`will`, `to`, present).
    pub future: bool,
    /// Whether it is told of the past: `was`, `had been`, `froze`.
    pub past: bool,
}

/// Governors of an infinitive that make it a plan: `plans to`, `is due to`, `a promise to`.
const PLANS: &[&str] = &[
    "plan",
    "plans",
    "planned",
    "planning",
    "intend",
    "intends",
    "intended",
    "intention",
    "set",
    "due",
    "scheduled",
    "expected",
    "expects",
    "expect",
    "slated",
    "preparing",
    "prepares",
    "ready",
    "promise",
    "promised",
    "promises",
    "pledge",
    "pledged",
    "pledges",
    "vow",
    "vowed",
    "vows",
    "commit",
    "committed",
    "commits",
    "about",
    "going",
    "aims",
    "aim",
    "aimed",
    "hopes",
    "hoped",
    "hope",
    "wants",
    "wanted",
    "want",
    "supposed",
    "offered",
    "offers",
    "offer",
    "poised",
    "bound",
    "proposed",
    "proposes",
    "ordered",
    "asked",
];
/// Governors that make it a decision: `agreed to`, `the decision to`.
const DECISIONS: &[&str] = &[
    "agree", "agreed", "agrees", "decide", "decided", "decides", "decision", "resolved", "approved", "opted", "chose",
    "voted", "resolve",
];
/// Governors that deny it: `declined to`.
const REFUSALS: &[&str] = &[
    "decline",
    "declined",
    "declines",
    "declining",
    "refuse",
    "refused",
    "refuses",
    "refusing",
    "refusal",
    "fail",
    "failed",
    "fails",
    "failing",
    "failure",
    "neglected",
    "omitted",
    "unable",
    "unwilling",
];
/// Governors after which nothing is said of whether it comes about.
const POSSIBILITIES: &[&str] = &[
    "threaten",
    "threatened",
    "threatens",
    "threatening",
    "consider",
    "considered",
    "likely",
    "unlikely",
    "possible",
    "impossible",
    "motivate",
    "lead",
    "tried",
    "try",
    "tries",
    "trying",
    "attempt",
    "attempts",
    "attempted",
    "request",
    "requested",
    "requests",
    "urged",
    "urges",
    "called",
    "calls",
    "invited",
    "free",
    "allowed",
    "allow",
    "allows",
    "able",
    "wish",
    "wished",
    "seek",
    "seeks",
    "sought",
    "wishes",
    "right",
    "decision-making",
    "risks",
    "readiness",
];
/// Verbs in which the infinitive is what happened: `did manage to`.
const SUCCESSES: &[&str] = &[
    "managed",
    "came",
    "come",
    "began",
    "begun",
    "begin",
    "begins",
    "started",
    "continued",
    "continues",
    "helped",
    "went",
];

/// The group around the verb at token `at`, which has one of the forms `form`; `None` where it is no verb
/// of a clause (an infinitive that nothing known governs, an imperative).
#[must_use]
pub fn read(reading: &Reading<'_>, at: usize, form: Form) -> Option<VerbGroup> {
    let first = reading.text.sentences[reading.sentence(at)].tokens.start;
    let mut group = VerbGroup {
        tokens: at..at + 1,
        shape: Shape::Active,
        polarity: true,
        stage: Stage::Done,
        modality: Modality::Asserted,
        future: false,
        past: false,
    };
    let (mut be, mut have, mut to, mut being) = (false, false, false, false);
    let mut modal = "";
    let mut seen_aux = false;
    let mut start = at;
    while start > first {
        let word = reading.word(start - 1);
        match word {
            "is" | "are" | "was" | "were" | "be" | "been" | "am" | "'re" | "’re" if !to => be = true,
            "isn't" | "aren't" | "wasn't" | "weren't" | "isn’t" | "aren’t" | "wasn’t" | "weren’t" => {
                (be, group.polarity) = (true, false)
            }
            "being" => (be, being) = (true, true),
            "has" | "have" | "had" | "'ve" | "’ve" => have = true,
            "having" => (have, being) = (true, true),
            "hasn't" | "haven't" | "hadn't" | "hasn’t" | "haven’t" | "hadn’t" => {
                (have, group.polarity) = (true, false)
            }
            "do" | "does" | "did" => {}
            "don't" | "doesn't" | "didn't" | "don’t" | "doesn’t" | "didn’t" => group.polarity = false,
            "will" | "would" | "shall" | "may" | "might" | "could" | "can" | "should" | "must" | "cannot" | "'ll"
            | "’ll" | "'d" | "’d" => modal = word,
            "won't" | "wouldn't" | "won’t" | "wouldn’t" => (modal, group.polarity) = ("will", false),
            "couldn't" | "can't" | "couldn’t" | "can’t" => (modal, group.polarity) = ("could", false),
            "to" if start - 1 > first && form.is(Form::BASE) || word == "to" && (be || have) => to = true,
            "not" | "never" => group.polarity = false,
            w if is_adverb(w) => {
                if seen_aux || start == at {
                    start -= 1;
                    continue;
                }
            }
            "get" | "gets" | "got" => be = true,
            _ => break,
        }
        seen_aux = true;
        start -= 1;
        group.tokens.start = start;
        if to {
            break;
        }
    }
    let not_before = |i: usize| i > first && matches!(reading.word(i - 1), "not" | "never");
    if !to && not_before(group.tokens.start) {
        group.polarity = false;
    }
    match modal {
        "" => {}
        "will" | "shall" | "'ll" | "’ll" | "would" | "'d" | "’d" => {
            (group.stage, group.future) = (Stage::Planned, true)
        }
        _ => (group.modality, group.future) = (Modality::Hypothetical, true),
    }
    group.shape = if form.is(Form::ING) {
        if be { Shape::Active } else { Shape::Ing }
    } else if be && form.is(Form::PARTICIPLE) && !have_active(be, have, reading, at) {
        Shape::Passive
    } else if have || to || !modal.is_empty() || seen_aux {
        Shape::Active
    } else if form.is(Form::PAST) || form.is(Form::PARTICIPLE) {
        Shape::Bare
    } else {
        Shape::Active
    };
    if being && have && !be {
        group.shape = Shape::Ing;
    }
    if form.is(Form::ING) && be && !have && modal.is_empty() && is_present(reading, group.tokens.clone()) {
        group.future = true;
    }
    if to && !govern(reading, first, &mut group) {
        return None;
    }
    // A bare base form is a verb only in a headline or behind a plural subject; a participle needs an auxiliary.
    if !seen_aux
        && form.is(Form::PARTICIPLE)
        && !form.is(Form::PAST)
        && !form.is(Form::BASE)
        && group.shape == Shape::Active
    {
        group.shape = Shape::Bare;
    }
    let tells_past = |i: usize| {
        matches!(reading.word(i), "was" | "were" | "had" | "did" | "didn't" | "wasn't" | "weren't" | "hadn't")
    };
    group.past = group.tokens.clone().any(tells_past) || !seen_aux && form.is(Form::PAST) && !form.is(Form::BASE);
    if conditional(reading, first, group.tokens.start) {
        group.modality = Modality::Hypothetical;
    }
    Some(group)
}

/// `has been frozen` is passive, `has frozen` is not; `be` stands nearest.
fn have_active(be: bool, have: bool, reading: &Reading<'_>, at: usize) -> bool {
    be && have && matches!(reading.word(at - 1), "has" | "have" | "had")
}

fn is_present(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    tokens.clone().any(|i| matches!(reading.word(i), "is" | "are" | "am" | "'re" | "’re"))
}

/// Applies what governs an infinitive; `false` where nothing known does.
fn govern(reading: &Reading<'_>, first: usize, group: &mut VerbGroup) -> bool {
    let to = group.tokens.start;
    let mut at = to;
    group.future = true;
    if at > first && matches!(reading.word(at - 1), "not") {
        group.polarity = !group.polarity;
        at -= 1;
    }
    let limit = at.saturating_sub(6).max(first);
    while at > limit {
        let word = reading.word(at - 1);
        let direct = at == to || at + 1 == to;
        let is_to = direct && matches!(word, "is" | "are" | "was" | "were" | "has" | "have" | "had");
        if is_to || PLANS.contains(&word) {
            group.stage = Stage::Planned;
        } else if DECISIONS.contains(&word) {
            group.stage = Stage::Agreed;
        } else if REFUSALS.contains(&word) {
            group.polarity = !group.polarity;
            group.future = false;
        } else if POSSIBILITIES.contains(&word) {
            group.modality = Modality::Hypothetical;
        } else if SUCCESSES.contains(&word) {
            group.future = false;
        } else if reading.mention(at - 1).is_some() || is_adverb(word) || reading.timex(at - 1).is_some() {
            at -= 1;
            continue;
        } else {
            return false;
        }
        extend_over_auxiliaries(reading, first, at - 1, group);
        return true;
    }
    false
}

/// The governor has auxiliaries of its own: `did not agree to`, `will decide to`, `could decline to`.
fn extend_over_auxiliaries(reading: &Reading<'_>, first: usize, governor: usize, group: &mut VerbGroup) {
    let mut start = governor;
    while start > first {
        match reading.word(start - 1) {
            "not" | "never" | "didn't" | "didn’t" | "doesn't" | "doesn’t" | "don't" | "don’t" => {
                group.polarity = !group.polarity
            }
            "will" | "would" => group.future = true,
            "may" | "might" | "could" | "can" | "should" => group.modality = Modality::Hypothetical,
            "has" | "have" | "had" | "is" | "are" | "was" | "were" | "be" | "been" | "did" | "do" | "does" | "also"
            | "more" | "most" => {}
            w if is_adverb(w) => {}
            _ => break,
        }
        start -= 1;
    }
    group.tokens.start = start;
}

/// `if Armenia left`, `whether`, `unless`; `Should Armenia withdraw`.
fn conditional(reading: &Reading<'_>, first: usize, verb: usize) -> bool {
    let from = verb.saturating_sub(12).max(first);
    let mut at = verb;
    while at > from {
        at -= 1;
        match reading.word(at) {
            "if" | "whether" | "unless" => return true,
            "should" | "were" if at == first => return true,
            ";" | ":" | "," | "that" | "after" | "when" => return false,
            _ => {}
        }
    }
    false
}
