//! `factlint check`: the main job.

use super::args::{Check, Output};
use super::compare::{self, Compared};
use super::gate;
use super::policy::{self, Judged};
use super::session::{Session, Stop};
use crate::baseline::Found;
use crate::report::finding::{Coverage, Run};
use crate::report::formats;
use crate::report::style::Style;
use crate::report::summary::Summary;
use std::cmp::Reverse;

/// `factlint check`
pub(super) fn check(session: &mut Session<'_>, args: &Check) -> Result<(), Stop> {
    let linter = session.packs_for(&args.paths)?;
    let Compared { census, articles: compared, mut found, changed, before } = compare::compare(session, &linter, args)?;
    if !args.changed.is_empty() {
        found.conflicts = found.conflicts_of(&changed);
    }
    let articles = found.articles(&compared);
    let config = session.config(&args.paths)?;
    let raw = Found { articles: &articles, claims: &found.claims, conflicts: &found.conflicts };
    let Judged { mut conflicts, remarks } = policy::judge(session, args, &config, &linter, &raw)?;
    // The worst first; those of one severity keep the order of rule and key.
    conflicts.sort_by_key(|c| Reverse(c.severity));
    let wanted = Found { conflicts: &conflicts, ..raw };
    let conflicts = gate::select(session, args, &raw, &wanted, before.as_ref())?;
    let run = Run {
        articles: &articles,
        claims: &found.claims,
        conflicts: &conflicts,
        remarks: &remarks,
        rules: linter.rules.all(),
        coverage: Coverage {
            articles: census.articles,
            dated: census.dated,
            yielding: census.yielding,
            claims: census.claims,
        },
    };
    write(session, args, &run)?;
    gate::judge(session, args, &run, &changed)?;
    if args.statistics {
        session.statistics(&run, &found.unsaid)?;
    }
    let copies = || found.original.iter().enumerate().filter(|(number, original)| number != *original).count();
    session.summary(&Summary {
        census: Some(&census),
        // Only whoever compares all articles knows all copies.
        copies: args.changed.is_empty().then(copies),
        dated: Some(census.dated),
        yielding: Some(census.yielding),
        claims: Some(census.claims),
        conflicts: Some(&conflicts),
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
