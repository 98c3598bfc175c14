//! Findings in numbers: by rule, and by source; and what was left unsaid.

use super::count;
use super::finding::Run;
use super::style::Style;
use super::window::printable;
use crate::conflict::{Reason, Unsaid};
use rustc_hash::FxHashSet;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What a source has to do with the findings.
#[derive(Default)]
struct Source {
    articles: usize,
    conflicts: usize,
}

/// Writes how many findings each rule has, in how many conflicts each source takes part, and what was left unsaid.
///
/// # Errors
/// Where it cannot be written.
pub fn write(out: &mut dyn Write, style: Style, run: &Run<'_>, unsaid: &Unsaid) -> io::Result<()> {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    let found = run.conflicts.iter().map(|c| &*c.rule).chain(run.remarks.iter().map(|r| r.rule.as_str()));
    found.for_each(|rule| *rules.entry(rule).or_default() += 1);
    writeln!(out, "{}", style.bold("findings by rule"))?;
    let mut rules: Vec<(&str, usize)> = rules.into_iter().collect();
    rules.sort_by_key(|(_, number)| Reverse(*number));
    for (rule, number) in rules {
        writeln!(out, "{number:>7}  {rule}")?;
    }
    writeln!(out, "{}", style.bold("conflicts by source"))?;
    let mut sources: Vec<(&str, Source)> = sources(run).into_iter().filter(|(_, s)| s.conflicts > 0).collect();
    sources.sort_by_key(|(_, source)| Reverse(source.conflicts));
    for (name, Source { articles, conflicts }) in sources {
        let articles = style.dim(format!("of {}", count(articles, "article")));
        writeln!(out, "{conflicts:>7}  {}, {articles}", printable(name))?;
    }
    left_unsaid(out, style, unsaid)
}

/// Writes what was compared, or could have been, and was not said.
fn left_unsaid(out: &mut dyn Write, style: Style, unsaid: &Unsaid) -> io::Result<()> {
    let of_claims = unsaid.claims.0.iter().map(|(reason, number)| (*number, "claims", *reason));
    let of_rules = unsaid.rules.iter().flat_map(|(rule, reasons)| {
        let of_rule = reasons.0.iter().map(move |(reason, number)| (*number, &**rule, *reason));
        of_rule.collect::<Vec<_>>()
    });
    let mut of_rules: Vec<(usize, &str, Reason)> = of_rules.collect();
    of_rules.sort_by_key(|(number, ..)| Reverse(*number));
    writeln!(out, "{}", style.bold("left unsaid"))?;
    for (number, what, reason) in of_claims.chain(of_rules) {
        writeln!(out, "{number:>7}  {what}: {}", words(reason))?;
    }
    Ok(())
}

/// A reason in words, behind the claims or pairs that it is the reason of.
fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Copy => "of articles that are copies of others",
        Reason::Stage => "of what is only planned, announced or called off",
        Reason::Speaker => "of what nobody vouches for, or a speaker denies",
        Reason::Polarity => "of what is not so",
        Reason::Overlap => "the times may agree",
        Reason::Hedge => "the numbers may agree",
        Reason::Update => "the later may be an update",
        Reason::Unknown => "it is not known whether both are of one thing",
        Reason::Explained => "another claim explains it",
        Reason::Crowded => "compared with some of the others only, for there are too many of one key",
        Reason::Info => "merely worth knowing",
    }
}

fn sources<'a>(run: &Run<'a>) -> BTreeMap<&'a str, Source> {
    let name = |article: usize| run.articles[article].outlet.as_deref().unwrap_or("(no source named)");
    let mut sources: BTreeMap<&str, Source> = BTreeMap::new();
    for article in 0..run.articles.len() {
        sources.entry(name(article)).or_default().articles += 1;
    }
    for conflict in run.conflicts {
        let claims = conflict.values.iter().flat_map(|value| &value.witnesses);
        let names: FxHashSet<&str> = claims.map(|&claim| name(run.claims[claim].article)).collect();
        for name in names {
            sources.entry(name).or_default().conflicts += 1;
        }
    }
    sources
}
