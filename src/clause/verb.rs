//! The verb group: auxiliaries, negation, tense and voice around a verb.
//!
//! Stage and modality follow English grammar (Quirk et al. 1985, ch. 4) and the verbs and nouns that
//! govern an infinitive: "agreed to join" is not "joined", and "declined to join" is its negation.

use crate::claim::{Modality, Stage};
use crate::clause::is_adverb;
use crate::clause::speech;
use crate::clause::subject::is_preposition;
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
    /// Whether it is a base form that nothing governs: after one subject that is no headline's verb but a
    /// demand's (`that Armenia leave`), or belongs to another verb (`have Armenia leave`).
    pub base: bool,
    /// Whether it can be the verb of a main clause as it stands: `frozen` without an auxiliary cannot.
    pub finite: bool,
    /// Whether it goes on, or is about to be: `is leaving`.
    pub progressive: bool,
    /// The adverb by which the article keeps its distance: `reportedly`.
    pub hearsay: Option<&'static str>,
}

/// Adverbs that leave it to others to vouch for what is said.
const HEARSAY: &[&str] = &["reportedly", "allegedly", "purportedly", "supposedly", "apparently"];
/// Verbs that call off the plan or the decision behind them.
const CANCELLING: &[&str] = &[
    "cancel",
    "cancelled",
    "canceled",
    "cancels",
    "drop",
    "dropped",
    "drops",
    "abandon",
    "abandoned",
    "abandons",
    "scrapped",
    "scraps",
    "shelved",
    "shelves",
    "postponed",
    "postpones",
    "delayed",
    "delays",
    "suspended",
    "suspends",
    "reversed",
    "reverses",
    "rejected",
    "rejects",
    "blocked",
    "blocks",
    "revoked",
    "revokes",
    "overturned",
    "annulled",
];
/// Nouns that a verb can be, too: `its plans to leave`, `Georgia plans to leave`.
const PLANNING_NOUNS: &[&str] =
    &["plan", "plans", "promise", "promises", "offer", "offers", "attempt", "attempts", "request"];
/// Nouns that govern an infinitive: whose decision it is, does it.
const DECISION_NOUNS: &[&str] = &["decision", "refusal", "failure", "intention", "readiness", "pledge"];

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
/// Verbs whose object is to do what the infinitive says.
const CONTROLS: &[&str] = &[
    "allow",
    "allowed",
    "allows",
    "asked",
    "asks",
    "invited",
    "invites",
    "request",
    "requested",
    "requests",
    "urged",
    "urges",
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
    if reading.is_within_name(at) {
        return None;
    }
    let first = reading.text.sentences[reading.sentence(at)].tokens.start;
    let mut group = VerbGroup {
        tokens: at..at + 1,
        shape: Shape::Active,
        polarity: true,
        stage: Stage::Done,
        modality: Modality::Asserted,
        future: false,
        past: false,
        base: false,
        finite: form.is(Form::PAST) || form.is(Form::BASE) || form.is(Form::THIRD),
        progressive: false,
        hearsay: None,
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
            // `Theresa May says`: a modal has a base form behind it.
            "may" | "will" if start == at && form.is(Form::THIRD) && !form.is(Form::BASE) => break,
            "will" | "would" | "shall" | "may" | "might" | "could" | "can" | "should" | "must" | "cannot" | "'ll"
            | "’ll" | "'d" | "’d" => modal = word,
            "won't" | "wouldn't" | "won’t" | "wouldn’t" => (modal, group.polarity) = ("will", false),
            "couldn't" | "can't" | "couldn’t" | "can’t" => (modal, group.polarity) = ("could", false),
            "to" if start - 1 > first && form.is(Form::BASE) || word == "to" && (be || have) => to = true,
            "not" | "never" => group.polarity = false,
            "longer" if start >= first + 2 && reading.word(start - 2) == "no" => {
                group.polarity = false;
                start -= 1;
            }
            // `re-elected`
            "-" if start == at && start >= first + 2 && reading.word(start - 2) == "re" => {
                start -= 2;
                group.tokens.start = start;
                continue;
            }
            "almost" | "nearly" => group.modality = Modality::Hypothetical,
            w if is_adverb(w) => {
                group.hearsay = group.hearsay.or(HEARSAY.iter().find(|h| **h == w).copied());
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
    if let Some(end) = denial_behind(reading, at) {
        (group.polarity, group.tokens.end) = (false, end);
    }
    apply_modal(reading, first, modal, have, &mut group);
    group.base = !seen_aux && form.is(Form::BASE) && !form.is(Form::PAST);
    if group.base && !inherit(reading, first, &mut group) {
        return None;
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
    if form.is(Form::ING) && be && !have && modal.is_empty() {
        group.progressive = true;
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
    let bare = group.base || group.shape == Shape::Bare;
    let present = !to && matches!(reading.word(group.tokens.start), "is" | "are");
    let awaited = (!seen_aux && !form.is(Form::PAST) || present) && !form.is(Form::ING);
    if conditional(reading, first, group.tokens.start, bare, awaited) || is_unreal_complement(reading, first, at) {
        group.modality = Modality::Hypothetical;
    }
    Some(group)
}

fn is_copula(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "remains" | "remained")
}

/// `is not a member`, `was never`, `is no longer`: where the denial behind a copula ends.
fn denial_behind(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    if !is_copula(reading.word(verb)) {
        return None;
    }
    let end = reading.text.sentences[reading.sentence(verb)].tokens.end;
    let mut at = verb + 1;
    while at < end {
        match reading.word(at) {
            "not" | "never" | "neither" => return Some(at + 1),
            "no" => return (at + 1 < end && matches!(reading.word(at + 1), "longer" | "more")).then_some(at + 2),
            w if is_adverb(w) => at += 1,
            _ => return None,
        }
    }
    None
}

fn apply_modal(reading: &Reading<'_>, first: usize, modal: &str, have: bool, group: &mut VerbGroup) {
    let start = group.tokens.start;
    match modal {
        "" => return,
        // `said it would leave` is a plan; what would be, if it came to it, is none.
        "would" | "'d" | "’d" if !is_reported(reading, first, start) => group.modality = Modality::Hypothetical,
        "will" | "shall" | "'ll" | "’ll" | "would" | "'d" | "’d" => group.stage = Stage::Planned,
        _ => group.modality = Modality::Hypothetical,
    }
    // `may have met` speaks of the past.
    group.future = !have;
    if is_condition_behind(reading, group.tokens.end) {
        group.modality = Modality::Hypothetical;
    }
}

fn is_reported(reading: &Reading<'_>, first: usize, start: usize) -> bool {
    (first..start).any(|at| {
        speech::reports(reading, at)
            || matches!(reading.word(at), "that" | "saying" | "plan" | "plans" | "pledge" | "promise")
    })
}

/// `will leave if …`, `would leave unless …`: the condition follows.
fn is_condition_behind(reading: &Reading<'_>, end: usize) -> bool {
    let limit = reading.text.sentences[reading.sentence(end - 1)].tokens.end;
    let opens = |at: usize| match reading.word(at) {
        "if" => !matches!(reading.word(at - 1), "even" | "as" | "asked" | "wonder" | "wondered"),
        "unless" | "provided" => true,
        _ => false,
    };
    (end..limit).any(opens)
}

/// A base form behind `and` shares the auxiliary of the verb before: `will visit Oslo and meet the king`;
/// `false` where that is an infinitive of which nothing is known.
fn inherit(reading: &Reading<'_>, first: usize, group: &mut VerbGroup) -> bool {
    let mut at = group.tokens.start;
    while at > first && is_adverb(reading.word(at - 1)) {
        at -= 1;
    }
    if at == first || !matches!(reading.word(at - 1), "and" | "or" | "," | "but") {
        return true;
    }
    let verb_follows = |i: usize| {
        let next = (i + 1..at).find(|&n| !is_adverb(reading.word(n)));
        next.is_some_and(|n| {
            let word = reading.text.tokens[n];
            word.is_word()
                && !word.is_capitalised()
                && !reading.is_function_word(n)
                && reading.mention(n).is_none()
                && reading.timex(n).is_none()
        })
    };
    for i in (first..at - 1).rev() {
        match reading.word(i) {
            ";" | ":" => return true,
            "to" if verb_follows(i) => {
                let mut before = VerbGroup { tokens: i..i + 1, polarity: true, ..group.clone() };
                let known = govern(reading, first, &mut before);
                *group = VerbGroup { tokens: group.tokens.clone(), base: false, ..before };
                return known;
            }
            word @ ("will" | "would" | "shall" | "may" | "might" | "could" | "can" | "should" | "must") => {
                group.base = false;
                apply_modal(reading, first, word, false, group);
                group.polarity &= !matches!(reading.word(i + 1), "not" | "never");
                return true;
            }
            "won't" | "won’t" => {
                (group.base, group.polarity) = (false, false);
                apply_modal(reading, first, "will", false, group);
                return true;
            }
            _ => {}
        }
    }
    true
}

/// `it is not true that …`, `fears that …`, `the possibility that …`: what the clause says is not vouched for.
fn is_unreal_complement(reading: &Reading<'_>, first: usize, verb: usize) -> bool {
    let lowest = verb.saturating_sub(12).max(first + 1);
    let Some(that) = (lowest..verb).rev().find(|&at| reading.word(at) == "that") else { return false };
    matches!(
        reading.word(that - 1),
        "true"
            | "false"
            | "untrue"
            | "possible"
            | "impossible"
            | "likely"
            | "unlikely"
            | "possibility"
            | "chance"
            | "likelihood"
            | "fear"
            | "fears"
            | "feared"
            | "hope"
            | "hopes"
            | "hoped"
            | "hoping"
            | "rumour"
            | "rumours"
            | "rumor"
            | "rumors"
            | "speculation"
            | "suggestion"
            | "suggestions"
            | "idea"
            | "notion"
            | "demand"
            | "demands"
            | "demanded"
            | "demanding"
            | "proposal"
            | "proposed"
            | "doubt"
            | "doubts"
            | "doubted"
    )
}

/// `has been frozen` is passive, `has frozen` is not; `be` stands nearest.
fn have_active(be: bool, have: bool, reading: &Reading<'_>, at: usize) -> bool {
    be && have && matches!(reading.word(at - 1), "has" | "have" | "had")
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
    // `has yet to join`
    if at > first && reading.word(at - 1) == "yet" {
        (group.polarity, group.future) = (!group.polarity, false);
        extend_over_auxiliaries(reading, first, at - 1, group);
        return true;
    }
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
        } else if at < to && CONTROLS.contains(&word) && (at..to).any(|i| reading.mention(i).is_some()) {
            // `urges Belarusians to boycott`: they are to do it.
            return false;
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
        if is_noun_governor(reading, first, at - 1) && is_called_off(reading, first, at - 1) {
            group.stage = Stage::Cancelled;
        }
        extend_over_auxiliaries(reading, first, at - 1, group);
        return true;
    }
    false
}

/// Whether the sentence calls something off: `the May summit was postponed`.
#[must_use]
pub fn is_called_off_in(reading: &Reading<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| is_calling_off(reading, at, sentence.end))
}

fn is_calling_off(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let word = reading.word(at);
    let off = |at: usize| at < end && reading.word(at) == "off";
    word.starts_with("cancel")
        || word.starts_with("postpone")
        || word == "scrapped"
        || matches!(word, "called" | "put" | "calls" | "puts") && off(at + 1)
}

/// Whether what the sentence calls off is the event at `event`: the object or the subject of a verb that does, and not
/// only perhaps.
#[must_use]
pub fn calls_off(reading: &Reading<'_>, sentence: &Range<usize>, event: &Range<usize>) -> bool {
    let joins = |at: usize| matches!(reading.word(at), "and" | "but" | ";");
    let governed = event.start > sentence.start && is_preposition(reading.word(event.start - 1));
    sentence.clone().filter(|&at| is_calling_off(reading, at, sentence.end)).any(|at| {
        let unreal = |at: usize| {
            let word = reading.word(at);
            reading.timex(at).is_none()
                && matches!(word, "may" | "might" | "could" | "would" | "should" | "not" | "never" | "to" | "if")
        };
        let real = !(at.saturating_sub(3).max(sentence.start)..at).any(unreal);
        // `the cancellation of the summit`
        let noun = matches!(reading.word(at), "cancellation" | "postponement");
        let object =
            || (at + 1 + usize::from(noun)..event.start).all(|i| !is_preposition(reading.word(i)) && !joins(i));
        let subject = || !governed && !(event.end..at).any(joins);
        real && if at < event.start { object() } else { subject() }
    })
}

/// Whether a verb before the noun, with the sentence's `first` token, calls off what it names: `reversed its decision to
/// leave`, `cancels a meeting`.
#[must_use]
pub fn is_called_off(reading: &Reading<'_>, first: usize, noun: usize) -> bool {
    let words = (noun.saturating_sub(5).max(first)..noun).rev().map(|at| reading.word(at));
    words.take_while(|word| !is_preposition(word)).any(|word| CANCELLING.contains(&word))
}

/// Whether the word is a noun that governs an infinitive, and not a verb: `its plans`, not `Georgia plans`.
pub(super) fn is_noun_governor(reading: &Reading<'_>, first: usize, at: usize) -> bool {
    let word = reading.word(at);
    if DECISION_NOUNS.contains(&word) {
        return true;
    }
    let mut before = at;
    while before > first && is_adverb(reading.word(before - 1)) {
        before -= 1;
    }
    let subject = before > first && {
        let name = reading.mention(before - 1).map(|m| &reading.mentions[m]);
        name.is_some_and(|m| m.tokens.end == before && !m.possessive)
            || matches!(reading.word(before - 1), "it" | "he" | "she" | "they" | "who" | "which" | "to")
    };
    PLANNING_NOUNS.contains(&word) && !subject
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
/// A `bare` verb has no auxiliary beside it, so that one before its subject opens a condition: `should it leave`.
/// What is `awaited` in the present has not happened: `until Armenia leaves`.
fn conditional(reading: &Reading<'_>, first: usize, verb: usize, bare: bool, awaited: bool) -> bool {
    let from = verb.saturating_sub(12).max(first);
    let mut at = verb;
    while at > from {
        at -= 1;
        match reading.word(at) {
            "if" | "whether" | "unless" | "provided" => return true,
            "should" | "were" | "had" if at == first || at > 0 && reading.word(at - 1) == "," => return true,
            "should" if bare => return true,
            "until" | "till" | "once" | "before" if awaited && reading.timex(at + 1).is_none() => return true,
            // `in the event that`, `in case`, and no case in court
            "event" if at >= first + 2 && reading.word(at - 1) == "the" && reading.word(at - 2) == "in" => return true,
            "case" if at > first && reading.word(at - 1) == "in" => return true,
            "as" if at > first && reading.word(at - 1) == "long" => return true,
            "that" => return at > first && matches!(reading.word(at - 1), "event" | "case" | "condition" | "provided"),
            ";" | ":" | "," | "after" | "when" => return false,
            _ => {}
        }
    }
    false
}
