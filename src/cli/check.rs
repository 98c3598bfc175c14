//! `factlint check`: the main job.

use super::Exit;
use super::args::{Check, FailOn, Output};
use super::session::{Session, Stop};
use crate::report::finding::{Coverage, Run};
use crate::report::formats;
use crate::report::style::Style;
use crate::report::summary::Summary;
use crate::rule::Severity;
use std::cmp::Reverse;

/// `factlint check`
pub(super) fn check(session: &mut Session<'_>, args: &Check) -> Result<(), Stop> {
    let linter = session.packs();
    let corpus = session.read(&args.paths, &linter.layouts)?;
    let read = session.claims(&linter, &corpus.articles);
    let mut found = linter.check_read(&corpus.articles, read);
    // The worst first; those of one severity keep the order of rule and key.
    found.conflicts.sort_by_key(|c| Reverse(c.severity));
    let least = match args.fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Never => None,
    };
    if least.is_some_and(|least| found.conflicts.iter().any(|c| c.severity >= least)) {
        session.ends(Exit::Conflicts);
    }
    let coverage = Coverage {
        articles: corpus.articles.len(),
        dated: found.dated,
        yielding: found.yielding,
        claims: found.claims.len(),
    };
    let run = Run {
        articles: &corpus.articles,
        claims: &found.claims,
        conflicts: &found.conflicts,
        remarks: &[],
        rules: linter.rules.all(),
        coverage,
    };
    write(session, args, &run)?;
    let copies = found.original.iter().enumerate().filter(|(number, original)| number != *original).count();
    session.summary(&Summary {
        corpus: Some(&corpus),
        copies: Some(copies),
        dated: Some(found.dated),
        yielding: Some(found.yielding),
        claims: Some(found.claims.len()),
        conflicts: Some(&found.conflicts),
    })
}

/// Writes the findings to standard output, and to the files that were asked for.
fn write(session: &mut Session<'_>, args: &Check, run: &Run<'_>) -> Result<(), Stop> {
    formats::write(session.out, session.style, args.format, run)?;
    for Output { format, file } in &args.output {
        let mut bytes = Vec::new();
        formats::write(&mut bytes, Style::new(false), *format, run)?;
        session.save(file, &bytes)?;
    }
    Ok(())
}
