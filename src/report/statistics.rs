//! Findings in numbers: by rule, and by source.

use super::count;
use super::finding::Run;
use super::style::Style;
use super::window::printable;
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

/// Writes how many findings each rule has, and in how many conflicts each source takes part.
///
/// # Errors
/// Where it cannot be written.
pub fn write(out: &mut dyn Write, style: Style, run: &Run<'_>) -> io::Result<()> {
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
    Ok(())
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
