//! `factlint check`: the main job.

use super::Exit;
use super::args::{Check, FailOn, Format};
use super::session::{Session, Stop};
use super::stages::dated_sentences;
use crate::corpus::Article;
use crate::report::summary::Summary;
use crate::report::{json, pretty};
use crate::rule::Severity;
use crate::text::Text;
use crate::timex;
use rayon::prelude::*;
use std::cmp::Reverse;

/// `factlint check`
pub(super) fn check(session: &mut Session<'_>, args: &Check) -> Result<(), Stop> {
    let linter = session.packs();
    let corpus = session.read(&args.input.paths, &linter.layouts)?;
    session.progress(&corpus);
    let mut found = linter.check(&corpus.articles);
    session.progress_done();
    // What is merely worth knowing is off by default.
    found.conflicts.retain(|c| c.severity > Severity::Info);
    let articles = found.articles(&corpus.articles);
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
    for conflict in &found.conflicts {
        match args.input.format {
            Format::Jsonl => json::line(session.out, &json::conflict(&articles, &found.claims, conflict))?,
            Format::Pretty => {
                pretty::conflict(session.out, session.style, &articles, &found.claims, conflict)?;
            }
        }
    }
    let copies = found.original.iter().enumerate().filter(|(number, original)| number != *original).count();
    session.summary(&Summary {
        corpus: Some(&corpus),
        copies: Some(copies),
        dated: Some(if session.global.quiet { 0 } else { dated(&corpus.articles) }),
        claims: Some(found.claims.len()),
        conflicts: Some(&found.conflicts),
    })
}

/// How many sentences of the articles have a date.
fn dated(articles: &[Article]) -> usize {
    let count = |article: &Article| {
        let text = Text::of(article);
        dated_sentences(&text, &timex::tag(article, &text))
    };
    articles.par_iter().map(count).sum()
}
