//! Rules: what cannot all be true.
//!
//! A rule is a denial constraint over claims, written in a pack. [`RuleSpec`] is what stands in the
//! YAML; [`Rules::compile`] checks it against the predicates of the packs and makes the form that
//! [`Rules::check`] evaluates. Comparison has three outcomes, and only what is certain is a conflict.

mod calendar;
mod check;
mod compile;
mod eval;
mod grammar;
mod join;
mod lore;
mod message;
mod number;
mod syntax;
mod table;
pub mod test;
#[cfg(test)]
mod tests;
mod value;

use crate::conflict::Conflict;
use crate::error::Fault;
use crate::facts::FactBase;
use crate::pack::Packs;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub(crate) use compile::Compiled;

/// How bad a conflict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// A rule as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// What is wrong, in words with hyphens: `two-founding-dates`.
    pub id: String,
    /// How bad it is.
    pub severity: Severity,
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
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TestSpec {
    /// Articles in which the rule must find a conflict.
    pub conflict: Vec<TestArticle>,
    /// Articles in which it must not.
    pub consistent: Vec<TestArticle>,
}

/// An article of a rule's test.
#[derive(Clone, Debug, Default, Deserialize)]
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

    /// The conflicts among the claims of a fact base, in the order of rule and key.
    #[must_use]
    pub fn check(&self, facts: &FactBase<'_>) -> Vec<Conflict> {
        check::check(&self.rules, facts)
    }
}
