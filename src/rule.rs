//! Rules: what cannot all be true.
//!
//! A rule is a denial constraint over claims, written in a pack. [`RuleSpec`] is what stands in the
//! YAML; [`Rules::compile`] checks it against the predicates of the packs and makes the form that
//! [`Rules::check`] evaluates. Comparison has three outcomes, and only what is certain is a conflict.
//!
//! # Claims
//!
//! `founded(subject: org, when: t1)` binds variables to slots; `object: "dead"` and `stage: [planned,
//! announced]` want a slot to hold one of some words; `joined|left(…)` is a claim of either predicate.
//! The slots are subject, object, place, value, unit, when, polarity, stage, modality, attribution and
//! article. A name, an event, a word or an article that two claims share joins them; numbers, times and
//! lists are compared in the condition. An event joins with one that it is compatible with, if both are
//! dated to a month at least, or stand in one article. A claim that says nothing else wants what is
//! asserted or reported, is so, and is agreed, done or in force.
//!
//! `unless` names claims that must not exist, with `where` and a condition of their own; one that may
//! hold excuses. `collect` gathers: `sum(v) of part(subject: org, value: v, article: art)`, or `set(x)
//! of …`, for each value of the variables that the claims fill too.
//!
//! # Conditions
//!
//! | of | what can be said |
//! |---|---|
//! | times | `before after meets overlaps during within contains starts finishes equals disjoint intersects`, and their converses; `coincides`: both hold on one day; `t between a and b`; `same day(a, b)`, `same month`, `same year` |
//! | numbers | `= != < <= > >=`; `clashes`: cannot both be true; `within 5%` behind any of them; `+ - * /` |
//! | numbers from | `size(s)`, `length(x)` of a text in words, `year(t)`, `month(t)`, `day(t)`, `days between(a, b)`, `years between(a, b)` |
//! | lists | `differs`, `subset of`, `x in s`, `x not in s`, `s contains x`, `s without x`, `complete(s)`; in messages `s1 - s2` |
//! | quotations | `reworded(x, y)`: most of the words are one utterance's, and between them some differ; `altered(x, y)`: and that is a number or a negation |
//! | names | `= !=`, `alike(p, q)`: may be one person's; `single(office)`; `p elsewhere q`; `class(x)`, `role(o)`, `body(o)`, `organizer(e)` |
//! | events | `same event(e, f)`, `same series(e, f)`: kind, organizer and level are equal |
//! | articles | `same article`, `same outlet`, of all claims or of those named in brackets; `published(a)`, `outlet(a)` |
//! | words | `weekday(t) = "Monday"` |
//!
//! They are joined by `and`, `or`, `not` and brackets; `always` is true. `possibly` makes enough of what is not
//! excluded: `possibly t1 equals t2`.
//!
//! # Limits
//!
//! The relations of times answer "possible" for some pairs for which an exact solver would answer
//! "impossible". In a hot key (more than 64 partners) each row meets 64 of the others, those at both ends
//! of their order among them. Where a condition only wants two values to lie apart, that finds every row that
//! clashes with any; else nearly all, and the statistics count those that met only some and clashed with none. Not
//! all pairs are found. A key with more than 256 claims that might excuse a conflict is left alone. Two events that
//! one coarse date could mean are told as one conflict.

mod calendar;
mod check;
mod compile;
mod eval;
mod grammar;
mod join;
mod lore;
mod message;
mod number;
pub mod shard;
mod syntax;
mod table;
pub mod test;
#[cfg(test)]
mod tests;
mod value;
mod wording;

use crate::conflict::{Conflict, Unsaid};
use crate::error::Fault;
use crate::facts::FactBase;
use crate::pack::Packs;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub(crate) use compile::Compiled;

/// How bad a conflict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; off by default.
    Info,
    /// An editor should look.
    Warning,
    /// Two readings that cannot both stand.
    Error,
}

impl Severity {
    /// One level less.
    #[must_use]
    pub fn lowered(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Info => Self::Info,
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        })
    }
}

/// How often a rule is right, as code scanning services tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// Often it is not.
    Low,
    /// Mostly it is.
    Medium,
    /// Nearly always it is.
    High,
    /// It can hardly be wrong.
    VeryHigh,
}

impl RuleSpec {
    /// How often its conflicts are right: as it says, else what its severity promises.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision.unwrap_or(match self.severity {
            Severity::Error => Precision::High,
            Severity::Warning => Precision::Medium,
            Severity::Info => Precision::Low,
        })
    }
}

/// A rule as written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// What is wrong, in words with hyphens: `two-founding-dates`.
    pub id: String,
    /// How bad it is.
    pub severity: Severity,
    /// How often its conflicts are right, in the words of code scanning services; where it is missing, `high` for an
    /// error, `medium` for a warning, else `low`.
    #[serde(default)]
    pub precision: Option<Precision>,
    /// What it finds, in a sentence.
    pub finds: String,
    /// Why that matters.
    pub why: String,
    /// The claims that cannot all be true: name and claim pattern.
    pub claims: BTreeMap<String, String>,
    /// Claims that must not exist beside them.
    #[serde(default)]
    pub unless: BTreeMap<String, String>,
    /// Variables that gather a set or a sum over claims.
    #[serde(default)]
    pub collect: BTreeMap<String, String>,
    /// The condition under which they cannot.
    pub conflict: String,
    /// The variables that say what the conflict is about; all joined variables where it is missing.
    #[serde(default)]
    pub key: Vec<String>,
    /// The sentence that names both facts.
    pub message: String,
    /// What to look at next.
    #[serde(default)]
    pub help: String,
    /// What looks like it and is none.
    pub traps: String,
    /// Texts that must fire, and texts that must not.
    pub tests: Vec<TestSpec>,
}

/// A text of a rule.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TestSpec {
    /// Articles in which the rule must find a conflict.
    pub conflict: Vec<TestArticle>,
    /// Articles in which it must not.
    pub consistent: Vec<TestArticle>,
}

/// An article of a rule's test.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TestArticle {
    /// The day it was published.
    pub date: Option<String>,
    /// Its text.
    pub text: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
}

/// A rule, checked.
#[derive(Debug)]
pub struct Rule {
    /// As written.
    pub spec: RuleSpec,
    /// Where: `rules/organizations.yaml`.
    pub file: Arc<str>,
    /// Name of its pack.
    pub pack: Arc<str>,
    pub(crate) compiled: Compiled,
}

/// All rules.
#[derive(Debug, Default)]
pub struct Rules {
    rules: Vec<Rule>,
}

impl Rules {
    /// Checks the rules of the packs. What is faulty is left out and told; the rest can be used.
    #[must_use]
    pub fn compile(packs: &Packs) -> (Self, Vec<Fault>) {
        compile::compile(packs)
    }

    /// The rules, in the order of their ids.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.spec.id == id)
    }

    /// The conflicts among the claims of a fact base, in the order of rule and key, and what was not said.
    #[must_use]
    pub fn check(&self, facts: &FactBase<'_>) -> (Vec<Conflict>, Unsaid) {
        check::check(&self.rules, facts)
    }
}
