//! Conflicts: one violated rule for one key.
//!
//! However many articles take part, the same question is asked once: a conflict holds the distinct
//! values and, for each, its witnesses.

use crate::interval::Truth;
use crate::rule::Severity;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A violated rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Id of the rule.
    pub rule: Arc<str>,
    /// How bad it is here: the rule's severity, lowered where a side is only attributed or a premise
    /// disputed.
    pub severity: Severity,
    /// What it is about: the joined entities, the event, or the article.
    pub key: String,
    /// Names rule and key, in 16 hexadecimal digits; a third value or a moved line does not change it.
    pub fingerprint: String,
    /// Names both facts with their dates.
    pub message: String,
    /// What to look at next.
    pub help: String,
    /// What bears on its weight: a disputed premise, a side that is only attributed.
    pub notes: Vec<String>,
    /// The distinct values, the primary one first: two at least.
    pub values: Vec<ConflictValue>,
    /// Why the claims that the message tells cannot all be true.
    pub proof: Proof,
}

/// Why some claims cannot all be true.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// The rule's name of each claim, and the claim's number.
    pub claims: Vec<(String, usize)>,
    /// What each variable stands for.
    pub variables: Vec<(String, String)>,
    /// The parts of the condition, all of which hold.
    pub conditions: Vec<(String, Truth)>,
}

/// One of the values that cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictValue {
    /// `1992`, or `Azerbaijan, 1992`.
    pub label: String,
    /// Numbers of the claims that say so, the newest first.
    pub witnesses: Vec<usize>,
}

impl Conflict {
    /// Number of the claim to show first: of the minority's value, else of the newest.
    #[must_use]
    pub fn primary(&self) -> usize {
        self.values[0].witnesses[0]
    }

    /// Numbers of all its claims: each value's first, then each one's second, and so on, so that the
    /// first few show as many values as they can.
    #[must_use]
    pub fn witnesses(&self) -> Vec<usize> {
        let most = self.values.iter().map(|v| v.witnesses.len()).max().unwrap_or(0);
        let mut all = Vec::new();
        for i in 0..most {
            for claim in self.values.iter().filter_map(|v| v.witnesses.get(i)) {
                if !all.contains(claim) {
                    all.push(*claim);
                }
            }
        }
        all
    }
}

/// Why two claims that differ are no conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Claims of articles that are copies of others.
    Copy,
    /// Claims that are only planned, announced or called off, where what happened is compared.
    Stage,
    /// Claims that nobody makes yet, or that a speaker denies.
    Speaker,
    /// Claims that something is not so, where what is so is compared.
    Polarity,
    /// Pairs whose times may agree: `1992` and some day of it.
    Overlap,
    /// Pairs whose numbers may agree: `at least 10` and `12`.
    Hedge,
    /// Pairs of which the later may be an update.
    Update,
    /// Pairs of which it is not known whether they are of one thing.
    Unknown,
    /// Pairs that another claim explains: the country came back in between.
    Explained,
    /// Values of one key with so many others that they met only some of them, and clashed with none of those.
    Crowded,
    /// Conflicts that are merely worth knowing.
    Info,
}

/// How often something was not said, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Reasons(pub BTreeMap<Reason, usize>);

impl Reasons {
    /// Counts more of these.
    pub fn add(&mut self, reason: Reason, count: usize) {
        if count > 0 {
            *self.0.entry(reason).or_default() += count;
        }
    }
}

/// What was not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// Claims that no rule compares with others: each counts once, however many rules pass it over.
    pub claims: Reasons,
    /// Pairs that differ and are no conflict, and conflicts that are not told, by rule.
    pub rules: BTreeMap<Arc<str>, Reasons>,
}

/// The fingerprint of a rule and a key: 64 bits of FNV-1a (Fowler, Noll, Vo), which is the same
/// everywhere and always.
#[must_use]
pub fn fingerprint(rule: &str, key: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in rule.bytes().chain(std::iter::once(0)).chain(key.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fingerprints stand in baselines: this one may never change.
    #[test]
    fn fingerprints_are_for_ever() {
        assert_eq!(fingerprint("", ""), "af63bd4c8601b7df");
        assert_ne!(fingerprint("a", "b"), fingerprint("ab", ""));
    }
}
