//! JSON Lines: one object a line, its keys always in the same order, for programs.
//!
//! Offsets count the original bytes of the file (for a record of a JSON Lines file, those of its decoded
//! `text`), end exclusive. Keys are only ever added, at the end.

use super::finding::{Coverage, Finding, Run};
use crate::claim::{Bound, Claim, Filler, Modality, Stage};
use crate::conflict::Conflict;
use crate::corpus::Article;
use crate::exchange::{Detail, VERSION};
use crate::extract::Extract;
use crate::rule::Severity;
use crate::source::Span;
use crate::timex::{Kind, Modifier, Timex};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::io::{self, Write};

/// Writes one line.
///
/// # Errors
/// Where it cannot be written.
pub fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Where something stands.
#[derive(Debug, Serialize)]
struct At<'a> {
    file: &'a str,
    article: &'a str,
    start: usize,
    end: usize,
}

impl<'a> At<'a> {
    fn new(article: &'a Article, span: Span) -> Self {
        let source = &article.source;
        Self {
            file: source.name(),
            article: &article.id,
            start: source.original(span.start),
            end: source.original(span.end),
        }
    }
}

/// The words of a span; none where it does not fit the text.
fn words(article: &Article, span: Span) -> &str {
    article.source.text().get(span.range()).unwrap_or_default()
}

fn published(article: &Article) -> Option<String> {
    article.published.map(|day| day.to_string())
}

/// A line of `factlint articles`.
#[derive(Debug, Serialize)]
pub struct ArticleLine<'a> {
    #[serde(flatten)]
    at: At<'a>,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<String>,
}

/// The line of an article.
#[must_use]
pub fn article(article: &Article) -> ArticleLine<'_> {
    ArticleLine {
        at: At::new(article, article.span),
        title: article.title.as_deref(),
        outlet: article.outlet.as_deref(),
        published: published(article),
    }
}

/// A line of `factlint dates`.
#[derive(Debug, Serialize)]
pub struct DateLine<'a> {
    #[serde(flatten)]
    at: At<'a>,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
}

/// The line of a time expression.
#[must_use]
pub fn date<'a>(article: &'a Article, timex: &'a Timex) -> DateLine<'a> {
    DateLine {
        at: At::new(article, timex.span),
        text: words(article, timex.span),
        kind: kind(timex.kind),
        value: &timex.value,
        modifier: timex.modifier.map(modifier),
    }
}

/// The name of a TIMEX3 type.
#[must_use]
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Date => "DATE",
        Kind::Time => "TIME",
        Kind::Duration => "DURATION",
        Kind::Set => "SET",
    }
}

/// The name of a TIMEX3 modifier.
#[must_use]
pub fn modifier(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Start => "START",
        Modifier::Mid => "MID",
        Modifier::End => "END",
        Modifier::Approx => "APPROX",
        Modifier::MoreThan => "MORE_THAN",
        Modifier::LessThan => "LESS_THAN",
        Modifier::EqualOrMore => "EQUAL_OR_MORE",
        Modifier::EqualOrLess => "EQUAL_OR_LESS",
        Modifier::Before => "BEFORE",
        Modifier::After => "AFTER",
    }
}

/// What a claim says.
#[derive(Debug, Serialize)]
struct Said<'a> {
    text: &'a str,
    predicate: Option<&'a str>,
    subject: Option<String>,
    object: Option<Names<'a>>,
    value: Option<Number>,
    unit: Option<&'a str>,
    bound: Option<Bound>,
    when: Option<&'a str>,
    polarity: Option<bool>,
    stage: Option<Stage>,
    modality: Option<Modality>,
    attribution: Option<&'a str>,
    published: Option<String>,
}

/// One name or a list of them.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Names<'a> {
    One(String),
    Many(Vec<&'a str>),
}

impl<'a> Names<'a> {
    fn of(filler: &'a Filler) -> Self {
        match filler {
            Filler::Many { members, .. } => Self::Many(members.iter().map(|term| &*term.name).collect()),
            Filler::One(_) | Filler::Event(_) => Self::One(filler.label()),
        }
    }
}

/// A number, without a point where it is whole.
#[derive(Clone, Copy, Debug)]
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        // Up to 2^53 every whole number has a float of its own.
        #[expect(clippy::cast_possible_truncation, reason = "checked: whole, and below 2^53")]
        if self.0.fract() == 0.0 && self.0.abs() < 9_007_199_254_740_992.0 {
            to.serialize_i64(self.0 as i64)
        } else {
            to.serialize_f64(self.0)
        }
    }
}

impl<'a> Said<'a> {
    fn new(article: &'a Article, claim: &'a Claim) -> Self {
        let list = match &claim.object {
            Some(Filler::Many { complete, .. }) => Some(if *complete { Bound::Exact } else { Bound::AtLeast }),
            _ => None,
        };
        Self {
            text: words(article, claim.span),
            predicate: Some(&claim.predicate),
            subject: claim.subject.as_ref().map(Filler::label),
            object: claim.object.as_ref().map(Names::of),
            value: claim.quantity.as_ref().map(|q| Number(q.value)),
            unit: claim.quantity.as_ref().map(|q| &*q.unit).filter(|unit| !unit.is_empty()),
            bound: claim.quantity.as_ref().map(|q| q.bound).or(list),
            when: claim.when.as_ref().map(|w| &*w.value),
            polarity: Some(claim.polarity),
            stage: Some(claim.stage),
            modality: Some(claim.modality),
            attribution: claim.attribution.as_deref(),
            published: published(article),
        }
    }
}

/// A line of `factlint claims`.
#[derive(Debug, Serialize)]
pub struct ClaimLine<'a> {
    #[serde(flatten)]
    at: At<'a>,
    #[serde(flatten)]
    said: Said<'a>,
    version: u64,
    detail: Value,
}

/// The line of a claim.
///
/// # Errors
/// Where memory cannot hold it.
pub fn claim<'a>(article: &'a Article, claim: &'a Claim) -> serde_json::Result<ClaimLine<'a>> {
    Ok(ClaimLine {
        at: At::new(article, claim.span),
        said: Said::new(article, claim),
        version: VERSION,
        detail: Detail::of_claim(article, claim).to_json()?,
    })
}

/// A line of `factlint claims` for an article.
#[derive(Debug, Serialize)]
pub struct ReadLine<'a> {
    #[serde(flatten)]
    at: At<'a>,
    text: &'a str,
    /// An article says much, and claims nothing by itself.
    predicate: Option<()>,
    published: Option<String>,
    version: u64,
    detail: Value,
}

/// The line of an article, behind those of its claims.
///
/// # Errors
/// Where memory cannot hold it.
pub fn read<'a>(article: &'a Article, read: &Extract) -> serde_json::Result<ReadLine<'a>> {
    Ok(ReadLine {
        at: At::new(article, article.span),
        text: words(article, article.span),
        predicate: None,
        published: published(article),
        version: VERSION,
        detail: Detail::of_article(article, read).to_json()?,
    })
}

/// A line of `factlint check`.
#[derive(Debug, Serialize)]
pub struct ConflictLine<'a> {
    rule: &'a str,
    severity: Severity,
    fingerprint: &'a str,
    message: &'a str,
    claims: Vec<Witness<'a>>,
    #[serde(flatten)]
    at: Option<RemarkAt<'a>>,
}

/// Where a finding that is no conflict stands.
#[derive(Debug, Serialize)]
struct RemarkAt<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

/// All findings of a run as one document.
#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    coverage: CoverageObject,
    findings: Vec<ConflictLine<'a>>,
}

#[derive(Debug, Serialize)]
struct CoverageObject {
    articles: usize,
    dated_sentences: usize,
    sentences_with_claims: usize,
    claims: usize,
}

impl From<Coverage> for CoverageObject {
    fn from(coverage: Coverage) -> Self {
        Self {
            articles: coverage.articles,
            dated_sentences: coverage.dated,
            sentences_with_claims: coverage.yielding,
            claims: coverage.claims,
        }
    }
}

/// Writes the findings of a run, a line each.
///
/// # Errors
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    findings(run).try_for_each(|finding| line(out, &finding))
}

/// Writes the findings of a run as one document.
///
/// # Errors
/// Where they cannot be written.
pub fn document(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let document = Document { version: 1, coverage: run.coverage.into(), findings: findings(run).collect() };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn findings<'a>(run: &Run<'a>) -> impl Iterator<Item = ConflictLine<'a>> {
    let Run { articles, claims, .. } = *run;
    let conflicts = run.conflicts.iter().map(move |c| conflict(articles, claims, c));
    conflicts.chain(run.remarks.iter().map(remark))
}

fn remark(finding: &Finding) -> ConflictLine<'_> {
    let place = &finding.primary;
    ConflictLine {
        rule: &finding.rule,
        severity: finding.severity,
        fingerprint: &finding.fingerprint,
        message: &finding.message,
        claims: Vec::new(),
        at: Some(RemarkAt { file: &place.file, line: place.start.line, column: place.start.column }),
    }
}

/// A claim of a conflict.
#[derive(Debug, Serialize)]
struct Witness<'a> {
    #[serde(flatten)]
    at: At<'a>,
    line: usize,
    column: usize,
    #[serde(flatten)]
    said: Said<'a>,
}

/// The line of a conflict among these claims of these articles; the primary claim comes first.
#[must_use]
pub fn conflict<'a>(articles: &'a [Article], claims: &'a [Claim], conflict: &'a Conflict) -> ConflictLine<'a> {
    let witness = |number: usize| {
        let claim = claims.get(number)?;
        let article = articles.get(claim.article)?;
        let position = article.source.position(claim.span.start);
        Some(Witness {
            at: At::new(article, claim.span),
            line: position.line,
            column: position.column,
            said: Said::new(article, claim),
        })
    };
    ConflictLine {
        rule: &conflict.rule,
        severity: conflict.severity,
        fingerprint: &conflict.fingerprint,
        message: &conflict.message,
        claims: conflict.witnesses().into_iter().filter_map(witness).collect(),
        at: None,
    }
}
