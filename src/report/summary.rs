//! What a run has read, in the last lines of standard error. Nothing extracted must never look clean.

use super::style::Style;
use super::window::printable;
use super::{count, dated_sentences, grouped, wrap};
use crate::cache::Used;
use crate::conflict::Conflict;
use crate::corpus::LeftOut;
use crate::linter::Linter;
use crate::pack::Packs;
use crate::rule::Severity;
use crate::survey::Census;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

/// Names of skipped articles that are listed.
const NAMED: usize = 5;

/// What a run has read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Summary<'a> {
    /// The input.
    pub census: Option<&'a Census>,
    /// How many articles are copies of others, where that was looked for.
    pub copies: Option<usize>,
    /// How many sentences have a date, where they were counted.
    pub dated: Option<usize>,
    /// How many of those sentences yielded a claim, where claims were read.
    pub yielding: Option<usize>,
    /// How many claims were read, where they were.
    pub claims: Option<usize>,
    /// The conflicts, where they were looked for.
    pub conflicts: Option<&'a [Conflict]>,
}

/// Writes what was not read, so that nothing looks clean that was not seen; also where the user wants
/// no summary.
///
/// # Errors
/// Where it cannot be written.
pub fn unseen(out: &mut dyn Write, style: Style, read: &Summary<'_>) -> io::Result<()> {
    let Some(census) = read.census else { return Ok(()) };
    skipped(out, style, census)?;
    if census.articles == 0 && census.files == 0 {
        // What is wrong with the paths was told.
        return Ok(());
    }
    if census.articles == 0 {
        let files = count(census.files, "file");
        return writeln!(out, "{}: no article found in {files}: nothing was checked", style.error("error"));
    }
    if read.claims == Some(0) {
        let message =
            "no claim was found in the articles, so there was nothing to check: that is not the same as no conflict";
        writeln!(out, "{}: {}", style.warning("warning"), wrap(message, 70).replace('\n', "\n  "))?;
    }
    Ok(())
}

/// How many of the articles a cache knew.
#[must_use]
pub fn cached(articles: usize, used: &Used) -> String {
    let anew = used.articles - used.known;
    let (known, read) = (count(articles.saturating_sub(anew), "article"), count(anew, "article"));
    let mut said = format!("from the cache: {known}; read anew: {read}");
    if used.damaged > 0 {
        said += &format!("; {} of the cache damaged", count(used.damaged, "part"));
    }
    if let Some(fault) = &used.fault {
        said += &format!("; what is new cannot be kept: {fault}");
    }
    said
}

/// The packs of a run; those of these paths are the user's own.
#[must_use]
pub fn packs(packs: &Packs, linter: &Linter, own: &[PathBuf]) -> String {
    let mut said = format!(
        "packs: {}, with {} and {}",
        count(packs.files.len(), "file"),
        count(linter.extractor.predicates.len(), "predicate"),
        count(linter.rules.all().len(), "rule")
    );
    if !own.is_empty() {
        let own: Vec<String> = own.iter().map(|path| path.display().to_string()).collect();
        said += &format!("; of your own: {}", own.join(", "));
    }
    said
}

/// What there was to read, and what of it was not read, and why.
#[must_use]
pub fn details(census: &Census) -> Vec<String> {
    let mut said = vec![format!("files: {}, {} of them opened", grouped(census.files), grouped(census.opened))];
    let LeftOut { other_endings, excluded } = census.left_out;
    let reasons = [(other_endings, "by the ending of the name"), (excluded, "by the configuration")];
    let reasons: Vec<String> =
        reasons.iter().filter(|(n, _)| *n > 0).map(|(n, reason)| format!("{} {reason}", grouped(*n))).collect();
    if !reasons.is_empty() {
        said[0] += &format!("; left out: {} (what is hidden or ignored is not counted)", reasons.join(", "));
    }
    said.extend(census.skipped.iter().map(|s| format!("skipped: {}: {} is {}", s.name, s.id, s.language)));
    said
}

/// How long stages took.
#[must_use]
pub fn times(stages: &[(&str, Duration)]) -> String {
    let stages = stages.iter().map(|(stage, time)| format!("{stage} {:.2} s", time.as_secs_f64()));
    format!("time: {}", stages.collect::<Vec<_>>().join(", "))
}

/// Writes what was read.
///
/// # Errors
/// Where it cannot be written.
pub fn summary(out: &mut dyn Write, style: Style, read: &Summary<'_>) -> io::Result<()> {
    let Some(census) = read.census.filter(|census| census.articles > 0) else { return Ok(()) };
    let undated: Vec<&str> = census.undated.iter().map(String::as_str).collect();
    if !undated.is_empty() {
        let names = names(&undated);
        let message =
            format!("{} undated, so that their relative dates stay open: {names}", count(undated.len(), "article"));
        remark(out, style, &message)?;
    }
    let mut parts = vec![count(census.articles, "article")];
    if let Some(copies) = read.copies.filter(|&copies| copies > 0) {
        parts[0] += &format!(" ({copies} of them {})", if copies == 1 { "a copy" } else { "copies" });
    }
    parts.extend(read.dated.map(|dated| dated_sentences(dated, read.yielding)));
    parts.extend(read.claims.map(|n| count(n, "claim")));
    parts.extend(read.conflicts.map(conflicts));
    if !census.skipped.is_empty() {
        parts.push(format!("{} skipped", census.skipped.len()));
    }
    writeln!(out, "{} {}", style.bold("read:"), parts.join(", "))
}

fn conflicts(found: &[Conflict]) -> String {
    let of = |severity| found.iter().filter(|c| c.severity == severity).count();
    let kinds = [(of(Severity::Error), "error"), (of(Severity::Warning), "warning")];
    let mut kinds: Vec<String> = kinds.into_iter().filter(|(n, _)| *n > 0).map(|(n, kind)| count(n, kind)).collect();
    let info = of(Severity::Info);
    if info > 0 {
        kinds.push(format!("{info} info"));
    }
    let all = if found.is_empty() { "no conflicts".to_owned() } else { count(found.len(), "conflict") };
    if kinds.is_empty() { all } else { format!("{all} ({})", kinds.join(", ")) }
}

fn skipped(out: &mut dyn Write, style: Style, census: &Census) -> io::Result<()> {
    if census.skipped.is_empty() {
        return Ok(());
    }
    let listed: Vec<String> = census.skipped.iter().map(|s| format!("{} ({})", s.id, s.language)).collect();
    let listed: Vec<&str> = listed.iter().map(String::as_str).collect();
    let not = if census.skipped.len() == 1 { "is not English and was" } else { "are not English and were" };
    let message = format!("{} {not} not checked: {}", count(census.skipped.len(), "article"), names(&listed));
    remark(out, style, &message)
}

fn remark(out: &mut dyn Write, style: Style, message: &str) -> io::Result<()> {
    writeln!(out, "{}: {}", style.bold("note"), wrap(&printable(message), 74).replace('\n', "\n  "))
}

/// The first few names, and how many there are besides.
fn names(all: &[&str]) -> String {
    let shown = all.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    if all.len() > NAMED { format!("{shown} and {} more", all.len() - NAMED) } else { shown }
}
