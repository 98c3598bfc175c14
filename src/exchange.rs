//! Claims as lines: what `factlint claims` writes, `factlint check --claims` reads, on another day or machine.
//!
//! An article is one line for itself and one for each of its claims. The first keys of a line, from `file` to `published`,
//! are for any program ([`crate::report::json`]); that of an article leaves out those that it has nothing for. Of the last
//! two, `version` tells the form of `detail`, and `detail` holds what else there is to know, without what the other keys
//! say already and without what is empty. A line whose predicate is null is that of an article: its `text` is the
//! article's, so that the findings can be shown where the file is not.
//!
//! Spans in a `detail` are start and end, in bytes of the article's `text`.
//!
//! | version | |
//! |---|---|
//! | 2 | a `detail` no longer repeats the other keys |
//! | 1 | it did, and the lines were half as long again |
//!
//! # Limits
//!
//! The lines of a newer form are refused, and so are lines that cannot be: a claim without its article, a span outside of
//! it. Whether the same packs read all of them is not known.

use crate::claim::{Claim, Filler, Modality, Quantity, Stage, Term, When};
use crate::corpus::{Article, Block, BlockKind};
use crate::extract::Extract;
use crate::interval::{Interval, date_of};
use crate::source::{Origins, Source, Span};
use jiff::civil::{Date, DateTime};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// The version of the form.
pub const VERSION: u64 = 2;

/// What a line holds besides what any program can read of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// A claim.
    Claim(Box<Rest>),
    /// An article.
    Article(Box<Page>),
}

/// What a claim says besides what the other keys of its line tell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rest {
    span: Span,
    subject: Option<Filler>,
    object: Option<Filler>,
    place: Option<Term>,
    quantity: Option<Quantity>,
    when: Option<When>,
    pattern: Arc<str>,
}

/// What a line tells of an article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Page {
    title: Option<String>,
    outlet: Option<String>,
    retrieved: Option<String>,
    #[serde(flatten)]
    origins: Origins,
    #[serde(default)]
    blocks: Vec<(BlockKind, Span)>,
    #[serde(default)]
    gaps: Vec<Span>,
    dated_sentences: usize,
    sentences_with_claims: usize,
}

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct LineError {
    /// The file of the line.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl Detail {
    /// Of a claim of an article.
    #[must_use]
    pub fn of_claim(article: &Article, claim: &Claim) -> Self {
        let mut claim = claim.clone();
        claim.spans_mut().for_each(|span| *span = span.from(article.span.start));
        let Claim { span, subject, object, place, quantity, when, pattern, .. } = claim;
        Self::Claim(Box::new(Rest { span, subject, object, place, quantity, when, pattern }))
    }

    /// Of an article of which this was read.
    #[must_use]
    pub fn of_article(article: &Article, read: &Extract) -> Self {
        let start = article.span.start;
        let blocks = article.blocks.iter().map(|block| (block.kind, block.span.from(start)));
        Self::Article(Box::new(Page {
            title: article.title.clone(),
            outlet: article.outlet.clone(),
            retrieved: article.retrieved.map(|moment| moment.to_string()),
            origins: article.source.origins(article.span),
            blocks: blocks.collect(),
            gaps: article.gaps.iter().map(|gap| gap.from(start)).collect(),
            dated_sentences: read.dated,
            sentences_with_claims: read.yielding,
        }))
    }

    /// The same as JSON, without what is empty.
    ///
    /// # Errors
    /// Where memory cannot hold it.
    pub fn to_json(&self) -> serde_json::Result<Value> {
        let mut value = serde_json::to_value(self)?;
        prune(&mut value);
        Ok(value)
    }
}

/// Takes out what is read as it is where it is missing.
fn prune(value: &mut Value) {
    match value {
        Value::Object(keys) => {
            keys.values_mut().for_each(prune);
            keys.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
        }
        Value::Array(list) => list.iter_mut().for_each(prune),
        _ => {}
    }
}

/// The keys of a line that are read.
#[derive(Deserialize)]
struct Line {
    file: String,
    article: String,
    text: String,
    predicate: Option<Arc<str>>,
    polarity: Option<bool>,
    stage: Option<Stage>,
    modality: Option<Modality>,
    attribution: Option<Arc<str>>,
    published: Option<String>,
}

/// The key of a line that holds the rest.
#[derive(Deserialize)]
struct Detailed {
    detail: Detail,
}

impl Rest {
    /// The claim of a line; `None` where the line lacks what a claim must have.
    fn claim(self, line: &Line) -> Option<Claim> {
        let Self { span, subject, object, place, quantity, when, pattern } = self;
        Some(Claim {
            article: 0,
            span,
            predicate: line.predicate.clone()?,
            subject,
            object,
            place,
            quantity,
            when,
            polarity: line.polarity?,
            stage: line.stage?,
            modality: line.modality?,
            attribution: line.attribution.clone(),
            pattern,
        })
    }
}

/// The version of a line that may hold anything else.
#[derive(Deserialize)]
struct Versioned {
    version: Option<u64>,
}

/// Reads lines: the articles, in the order of their lines, and what was read of each.
///
/// # Errors
/// The first line that is no line of this version, or does not fit the others. Whoever made the file is at fault.
pub fn read(name: &str, text: &str) -> Result<Vec<(Article, Extract)>, LineError> {
    let fault = |line: usize, message| LineError { file: name.to_owned(), line: line + 1, message };
    let lines: Vec<(usize, &str)> = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
    let parsed = lines.par_iter().map(|&(number, line)| parse(line).map_err(|message| fault(number, message)));
    // The first fault is told, whichever thread meets one first.
    let parsed: Vec<Result<(Line, Detail), LineError>> = parsed.collect();
    let mut read: Vec<(Article, Extract)> = Vec::new();
    let mut known: FxHashMap<(String, String), usize> = FxHashMap::default();
    let mut claims = Vec::new();
    for (line, &(number, _)) in parsed.into_iter().zip(&lines) {
        let (line, detail) = line?;
        match detail {
            Detail::Claim(rest) => {
                let Some(claim) = rest.claim(&line) else {
                    let message = "a claim needs a predicate, a polarity, a stage and a modality".to_owned();
                    return Err(fault(number, message));
                };
                claims.push((number, (line.file, line.article), claim));
            }
            Detail::Article(page) => {
                let Line { file, article: id, text, published, .. } = line;
                if known.insert((file.clone(), id.clone()), read.len()).is_some() {
                    return Err(fault(number, format!("the article `{id}` has a line already")));
                }
                read.push(page.article(file, id, text, published).map_err(|message| fault(number, message))?);
            }
        }
    }
    for (number, key, mut claim) in claims {
        let Some((article, extract)) = known.get(&key).and_then(|&at| read.get_mut(at)) else {
            return Err(fault(number, format!("no line without a predicate tells of the article `{}`", key.1)));
        };
        let text = article.source.text();
        if !claim.spans_mut().all(|span| text.get(span.start as usize..span.end as usize).is_some()) {
            return Err(fault(number, "the claim has words that are not in its article".to_owned()));
        }
        if !intervals(&claim).all(is_in_calendar) {
            return Err(fault(number, "the claim has days that are in no calendar".to_owned()));
        }
        extract.claims.push(claim);
    }
    Ok(read)
}

/// The times of a claim.
fn intervals(claim: &Claim) -> impl Iterator<Item = Interval> {
    let events = [&claim.subject, &claim.object].into_iter().flatten().filter_map(|filler| match filler {
        Filler::Event(event) => event.when,
        Filler::One(_) | Filler::Many { .. } => None,
    });
    claim.when.iter().filter_map(|when| when.interval).chain(events)
}

/// Whether the days can be reckoned with.
fn is_in_calendar(time: Interval) -> bool {
    let last = time.end.map(|end| end.saturating_sub(1));
    [time.start, last].into_iter().flatten().all(|day| date_of(day).is_some())
}

fn parse(line: &str) -> Result<(Line, Detail), String> {
    let version = serde_json::from_str::<Versioned>(line).map(|line| line.version);
    match version {
        Err(e) => Err(format!("not a line of claims: {}", told(&e))),
        Ok(None) => Err("the line has no `version`".to_owned()),
        Ok(Some(VERSION)) => {
            let fault = |e: serde_json::Error| format!("not a line of claims of version {VERSION}: {}", told(&e));
            let detailed: Detailed = serde_json::from_str(line).map_err(fault)?;
            Ok((serde_json::from_str(line).map_err(fault)?, detailed.detail))
        }
        Ok(Some(other)) => Err(format!("the line is of version {other}, and this factlint reads version {VERSION}")),
    }
}

/// What serde says, with the column: it counts the line as the first.
fn told(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    format!("{message} (column {})", error.column())
}

impl Page {
    /// The article, and what was counted in it.
    fn article(
        self,
        file: String,
        id: String,
        text: String,
        published: Option<String>,
    ) -> Result<(Article, Extract), String> {
        let is_within = |span: &Span| text.get(span.start as usize..span.end as usize).is_some();
        let fits = |spans: &[Span]| spans.iter().all(is_within) && spans.is_sorted_by(|a, b| a.end <= b.start);
        let blocks: Vec<Span> = self.blocks.iter().map(|(_, span)| *span).collect();
        if u32::try_from(text.len()).is_err() || !fits(&blocks) || !fits(&self.gaps) {
            return Err("the article has blocks or gaps that do not fit its text".to_owned());
        }
        let day = |day: String| day.parse::<Date>().map_err(|e| format!("`{day}` is no day: {e}"));
        let moment = |moment: String| moment.parse::<DateTime>().map_err(|e| format!("`{moment}` is no moment: {e}"));
        let span = Span::new(0, text.len());
        let article = Article {
            id,
            source: Arc::new(Source::excerpt(file, text, self.origins)),
            span,
            title: self.title,
            outlet: self.outlet,
            published: published.map(day).transpose()?,
            retrieved: self.retrieved.map(moment).transpose()?,
            blocks: self.blocks.into_iter().map(|(kind, span)| Block { kind, span }).collect(),
            gaps: self.gaps,
        };
        let (dated, yielding) = (self.dated_sentences, self.sentences_with_claims);
        Ok((article, Extract { claims: Vec::new(), dated, yielding }))
    }
}
