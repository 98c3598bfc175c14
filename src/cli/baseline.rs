//! `factlint baseline`: the list of conflicts that are known already.

use super::Exit;
use super::args::{BaselineCommand, BaselineInput};
use super::gate::load;
use super::session::{Input, Session, Stop};
use crate::baseline::{self, Baseline, Found};
use crate::report::count;
use std::path::{Path, PathBuf};

/// `factlint baseline write|check|prune`
pub(super) fn baseline(session: &mut Session<'_>, command: &BaselineCommand) -> Result<(), Stop> {
    let (BaselineCommand::Write(input) | BaselineCommand::Check(input) | BaselineCommand::Prune(input)) = command;
    let path = path(session, input)?;
    let old = match command {
        BaselineCommand::Write(_) => Baseline::default(),
        _ => load(session, &path, "`factlint baseline write` makes a new one; --baseline names another.")?,
    };
    let linter = session.packs_for(&input.paths)?;
    let Input { corpus, read } = session.input(&linter, &input.paths, &input.claims)?;
    if session.exit >= Exit::NoArticle {
        // A list made from a part of the corpus would hide what the rest says, or forget it.
        return session.refuse("the input was not read as a whole, so the baseline stays as it was", "");
    }
    let found = linter.check_read(&corpus.articles, read, &|_| false);
    let articles = found.articles(&corpus.articles);
    let found = Found { articles: &articles, claims: &found.claims, conflicts: &found.conflicts };
    match command {
        BaselineCommand::Write(_) => save(session, &path, &Baseline::of(&found), "now knows"),
        BaselineCommand::Prune(_) => save(session, &path, &old.pruned(&found), "still knows"),
        BaselineCommand::Check(_) => {
            let sifted = old.sift(&found);
            for entry in &sifted.gone {
                writeln!(session.out, "{}[{}] {}: no longer found", entry.rule, entry.fingerprint, entry.key)?;
            }
            let (gone, new) = (sifted.gone.len(), sifted.new.len());
            let known = count(old.len(), "known conflict");
            session.note(&format!("{}: {known}, {gone} of them no longer found; {new} not known", path.display()));
            if gone > 0 {
                session.ends(Exit::Conflicts);
            }
            Ok(())
        }
    }
}

fn save(session: &mut Session<'_>, path: &Path, baseline: &Baseline, verb: &str) -> Result<(), Stop> {
    let bytes = baseline.to_json().map_err(std::io::Error::from)?;
    session.save(path, &bytes)?;
    session.note(&format!("{} {verb} {}", path.display(), count(baseline.len(), "conflict")));
    Ok(())
}

fn path(session: &mut Session<'_>, input: &BaselineInput) -> Result<PathBuf, Stop> {
    match &input.baseline {
        Some(path) => Ok(path.clone()),
        None => Ok(session.home(&input.paths)?.join(baseline::NAME)),
    }
}
