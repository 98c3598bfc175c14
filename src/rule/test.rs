//! The texts that packs carry: what must fire, what must not, and what is to be read.

use super::{Rule, Rules, TestArticle};
use crate::conflict::Conflict;
use std::fmt;

/// A text of a rule or a predicate that did not do what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Id of the rule, or name of the predicate, whose text it is.
    pub of: String,
    /// Number of the text among those, from 1.
    pub text: usize,
    /// What went wrong.
    pub what: Outcome,
}

/// What went wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It must fire, and did not.
    Silent,
    /// It must not fire, and did.
    Fired {
        /// The rule that fired.
        rule: String,
        /// What it said.
        message: String,
    },
    /// A claim of the predicate must be read, and was not.
    Unread {
        /// The claim.
        expected: String,
    },
    /// A claim of the predicate was read that the text does not make.
    Misread {
        /// The claim.
        found: String,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { of, text, what } = self;
        match what {
            Outcome::Silent => write!(f, "{of}: text {text} is a conflict, and nothing was found"),
            Outcome::Fired { rule: by, message } if by == of => {
                write!(f, "{of}: text {text} is consistent, and yet: {message}")
            }
            Outcome::Fired { rule: by, message } => {
                write!(f, "{of}: text {text} is consistent, and yet {by} says: {message}")
            }
            Outcome::Unread { expected } => write!(f, "{of}: from example {text} was not read: {expected}"),
            Outcome::Misread { found } => write!(f, "{of}: from example {text} was also read: {found}"),
        }
    }
}

/// The articles of a text as JSON Lines, the way a corpus of records is read.
#[must_use]
pub fn records(articles: &[TestArticle]) -> String {
    let record = |(number, article): (usize, &TestArticle)| {
        let TestArticle { date, text, outlet, title } = article;
        let id = format!("{}", number + 1);
        // The headline is read from the text: the field only says which words are it.
        let text = title.iter().map(String::as_str).chain([text.trim()]).collect::<Vec<_>>().join("\n");
        serde_json::json!({"id": id, "title": title, "date": date, "text": text, "source": outlet}).to_string()
    };
    articles.iter().enumerate().map(record).collect::<Vec<_>>().join("\n")
}

/// Runs a rule's texts through `check`, which reads articles and gives the conflicts among them. A
/// consistent text must be silent for every rule; one with a conflict may show others besides.
pub fn run(rule: &Rule, check: impl Fn(&[TestArticle]) -> Vec<Conflict>) -> Vec<Failure> {
    let mut failures = Vec::new();
    let mut fail = |text, what| failures.push(Failure { of: rule.spec.id.clone(), text, what });
    for (number, test) in rule.spec.tests.iter().enumerate() {
        if !test.conflict.is_empty() && !check(&test.conflict).iter().any(|c| *c.rule == *rule.spec.id) {
            fail(number + 1, Outcome::Silent);
        }
        if !test.consistent.is_empty() {
            for conflict in check(&test.consistent) {
                fail(number + 1, Outcome::Fired { rule: conflict.rule.to_string(), message: conflict.message });
            }
        }
    }
    failures
}

/// Runs the texts of all rules.
pub fn run_all(rules: &Rules, check: impl Fn(&[TestArticle]) -> Vec<Conflict>) -> Vec<Failure> {
    rules.all().iter().flat_map(|rule| run(rule, &check)).collect()
}
