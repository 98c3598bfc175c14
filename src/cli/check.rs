//! `factlint check`: the main job.

use super::args::{Check, Output};
use super::gate::{self, Before};
use super::policy::{self, Judged};
use super::session::{Session, Stop};
use crate::baseline::Found;
use crate::corpus::Article;
use crate::linter::Digest;
use crate::report::finding::{Coverage, Run};
use crate::report::formats;
use crate::report::style::Style;
use crate::report::summary::Summary;
use std::cmp::Reverse;

/// `factlint check`
pub(super) fn check(session: &mut Session<'_>, args: &Check) -> Result<(), Stop> {
    let linter = session.packs_for(&args.paths)?;
    let (more, told): (Vec<Article>, Vec<Digest>) = session.exchanged(&linter, &args.claims)?.into_iter().unzip();
    let corpus = session.read_with(&args.paths, &linter.layouts, more)?;
    let (own, _) = corpus.articles.split_at(corpus.articles.len() - told.len());
    let mut read = session.digests(&linter, &args.paths, own)?;
    read.extend(told);
    let before = args.since.as_deref().map(|rev| Before::read(session, &linter, rev, &args.paths)).transpose()?;
    let changed = gate::changed(session, args, &corpus.articles, before.as_ref());
    let found = linter.check_read(&corpus.articles, read, &|number| changed.contains(&number));
    let articles = found.articles(&corpus.articles);
    let config = session.config(&args.paths)?;
    let raw = Found { articles: &articles, claims: &found.claims, conflicts: &found.conflicts };
    let Judged { mut conflicts, remarks } = policy::judge(session, args, &config, &linter, &raw)?;
    // The worst first; those of one severity keep the order of rule and key.
    conflicts.sort_by_key(|c| Reverse(c.severity));
    let wanted = Found { conflicts: &conflicts, ..raw };
    let conflicts = gate::select(session, args, &raw, &wanted, before.as_ref(), &changed)?;
    let run = Run {
        articles: &articles,
        claims: &found.claims,
        conflicts: &conflicts,
        remarks: &remarks,
        rules: linter.rules.all(),
        coverage: Coverage {
            articles: corpus.articles.len(),
            dated: found.dated,
            yielding: found.yielding,
            claims: found.claims.len(),
        },
    };
    write(session, args, &run)?;
    gate::judge(session, args, &run, &changed)?;
    if args.statistics {
        session.statistics(&run, &found.unsaid)?;
    }
    let copies = found.original.iter().enumerate().filter(|(number, original)| number != *original).count();
    session.summary(&Summary {
        corpus: Some(&corpus),
        copies: Some(copies),
        dated: Some(found.dated),
        yielding: Some(found.yielding),
        claims: Some(found.claims.len()),
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
