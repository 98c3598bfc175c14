//! Findings: what a run has to report, ready for any format.
//!
//! Every format but the drawn one shows a finding as places with a message; this file makes both once.

use super::window::printable;
use super::{count, dated_sentences};
use crate::claim::{Claim, Filler};
use crate::conflict::{Conflict, fingerprint};
use crate::corpus::Article;
use crate::rule::{Rule, Severity};
use crate::source::{Position, Span};
use crate::waivers::Remark;
use std::fmt;

/// What a run has to report.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// All articles.
    pub articles: &'a [Article],
    /// All claims.
    pub claims: &'a [Claim],
    /// The conflicts to report, in their order.
    pub conflicts: &'a [Conflict],
    /// What is wrong with what the user configured, and no conflict: a waiver that is not used.
    pub remarks: &'a [Finding],
    /// The rules that were checked.
    pub rules: &'a [Rule],
    /// How much of the input the run has seen.
    pub coverage: Coverage,
}

/// How much of the input a run has seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Articles that were read.
    pub articles: usize,
    /// Their sentences that have a date.
    pub dated: usize,
    /// Those of them that yielded a claim.
    pub yielding: usize,
    /// Claims that were read.
    pub claims: usize,
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let articles = count(self.articles, "article");
        let sentences = dated_sentences(self.dated, Some(self.yielding));
        write!(f, "{articles}, {sentences}, {}", count(self.claims, "claim"))
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// The conflict's fingerprint.
    pub fingerprint: String,
    /// What is wrong, in one line.
    pub message: String,
    /// What to look at next; may be empty.
    pub help: String,
    /// What bears on its weight.
    pub notes: Vec<String>,
    /// Where, the primary place first.
    pub primary: Place,
    /// The places that it clashes with.
    pub related: Vec<Place>,
}

/// Words of an article that take part in a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's name, as given.
    pub file: String,
    /// Where the words begin.
    pub start: Position,
    /// Where they end.
    pub end: Position,
    /// Columns in bytes of UTF-8, from 1: of the start, and of the end.
    pub bytes: (usize, usize),
    /// Whether the file is of records, so that a column is one of the record's text and not of the file.
    pub is_record: bool,
    /// Who says what: `Naryn Star, 2019-03-04: 1992`.
    pub heading: String,
    /// The clause.
    pub clause: String,
}

impl Finding {
    /// All findings of a run: its conflicts, then its remarks.
    #[must_use]
    pub fn all(run: &Run<'_>) -> Vec<Self> {
        let conflicts = run.conflicts.iter().filter_map(|conflict| Self::new(run.articles, run.claims, conflict));
        conflicts.chain(run.remarks.iter().cloned()).collect()
    }

    /// A conflict among these claims of these articles; `None` where it has no claim.
    #[must_use]
    pub fn new(articles: &[Article], claims: &[Claim], conflict: &Conflict) -> Option<Self> {
        let mut places = conflict.witnesses().into_iter().filter_map(|number| {
            let claim = claims.get(number)?;
            Some(Place::new(articles.get(claim.article)?, claim, value(conflict, number)))
        });
        Some(Self {
            rule: conflict.rule.to_string(),
            severity: conflict.severity,
            fingerprint: conflict.fingerprint.clone(),
            message: printable(&conflict.message),
            help: printable(&conflict.help),
            notes: conflict.notes.iter().map(|note| printable(note)).collect(),
            primary: places.next()?,
            related: places.collect(),
        })
    }
}

impl Finding {
    /// What is wrong with a waiver.
    #[must_use]
    pub fn of_waiver(remark: &Remark) -> Self {
        let start = Position { line: remark.place.line, column: remark.place.column };
        Self {
            rule: remark.rule.to_owned(),
            severity: Severity::Warning,
            fingerprint: fingerprint(remark.rule, &format!("{}:{}", remark.place.file, remark.message)),
            message: printable(&remark.message),
            help: remark.help.to_owned(),
            notes: Vec::new(),
            primary: Place {
                file: printable(&remark.place.file),
                start,
                end: start,
                bytes: (remark.place.column, remark.place.column),
                is_record: false,
                heading: String::new(),
                clause: String::new(),
            },
            related: Vec::new(),
        }
    }
}

/// The value that a claim of a conflict stands for.
pub(super) fn value(conflict: &Conflict, claim: usize) -> &str {
    conflict.values.iter().find(|v| v.witnesses.contains(&claim)).map_or("", |v| &v.label)
}

impl Place {
    fn new(article: &Article, claim: &Claim, value: &str) -> Self {
        let source = &article.source;
        let span = focus(article, claim, value);
        Self {
            file: printable(source.name()),
            start: source.position(span.start),
            end: source.position(span.end),
            bytes: (source.byte_column(span.start), source.byte_column(span.end)),
            is_record: source.is_record(),
            heading: printable(&heading(article, claim, value)),
            clause: printable(source.text().get(claim.span.range()).unwrap_or_default()),
        }
    }

    /// Where the words begin in the file: for a record its first column, since its text has no place there.
    #[must_use]
    pub fn column(&self) -> usize {
        if self.is_record { 1 } else { self.start.column }
    }
}

/// Who says what, and when: `Naryn Star, 2019-03-04, according to the ministry: 1992`.
pub(super) fn heading(article: &Article, claim: &Claim, value: &str) -> String {
    let outlet = article.outlet.as_deref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
    let day = article.published.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let speaker = claim.attribution.as_deref().map(|who| format!(", according to {who}")).unwrap_or_default();
    format!("{outlet}{day}{speaker}: {value}")
}

/// The words of a claim that say the value; all of the claim where none do.
fn focus(article: &Article, claim: &Claim, value: &str) -> Span {
    let text = article.source.text();
    let fillers = [&claim.object, &claim.subject].into_iter().flatten();
    let mut slots: Vec<(Option<Span>, String)> = Vec::new();
    slots.extend(claim.when.as_ref().map(|w| (w.span, w.value.to_string())));
    slots.extend(claim.quantity.as_ref().map(|q| (q.span, q.value.to_string())));
    slots.extend(claim.place.as_ref().map(|p| (p.span, p.name.to_string())));
    slots.extend(fillers.map(|filler| (filler.span(), Filler::label(filler))));
    let said = |(span, name): &(Option<Span>, String)| {
        let words = span.and_then(|span| text.get(span.range())).unwrap_or_default();
        !words.is_empty() && (words.contains(value) || !name.is_empty() && value.contains(name.as_str()))
    };
    let slot = if value.is_empty() { None } else { slots.iter().find(|slot| said(slot)) };
    slot.and_then(|(span, _)| *span).unwrap_or(claim.span)
}
