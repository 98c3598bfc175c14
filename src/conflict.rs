//! Conflicts: one violated rule for one key.
//!
//! However many articles take part, the same question is asked once: a conflict holds the distinct
//! values and, for each, its witnesses.

use crate::rule::Severity;
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
