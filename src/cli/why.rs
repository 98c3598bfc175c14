//! `factlint why`: the proof of a conflict.

use super::Exit;
use super::args::Why;
use super::session::{Session, Stop};
use crate::conflict::Conflict;
use crate::report::why::{self as report, Proven};

/// `factlint why`
pub(super) fn why(session: &mut Session<'_>, args: &Why) -> Result<(), Stop> {
    let linter = session.packs_for(&args.paths)?;
    let corpus = session.read(&args.paths, &linter.layouts)?;
    let read = session.digests(&linter, &args.paths, &corpus.articles)?;
    let found = linter.check_read(&corpus.articles, read, &|_| false);
    let articles = found.articles(&corpus.articles);
    let is_meant = |conflict: &&Conflict| conflict.fingerprint.starts_with(&args.fingerprint);
    let mut any = false;
    for conflict in found.conflicts.iter().filter(is_meant) {
        if let Some(rule) = linter.rules.get(&conflict.rule) {
            any = true;
            let proven = Proven {
                articles: &articles,
                claims: &found.claims,
                conflict,
                rule,
                patterns: &linter.extractor.patterns,
            };
            report::why(session.out, session.style, proven)?;
        }
    }
    if !any {
        let help = "`factlint check --format jsonl` gives each conflict with its fingerprint.";
        session.complain(&format!("no conflict here has the fingerprint `{}`", args.fingerprint), help);
        session.ends(Exit::Fault);
    }
    Ok(())
}
