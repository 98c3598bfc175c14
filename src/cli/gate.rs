//! Which conflicts a run reports, and how it ends: what is known already, what a change brings.

use super::Exit;
use super::args::{Check, FailOn, Known};
use super::session::{Session, Stop};
use crate::baseline::{self, Baseline, Found};
use crate::conflict::Conflict;
use crate::corpus::Article;
use crate::git::Revision;
use crate::linter::{Findings, Linter};
use crate::report::count;
use crate::report::finding::Run;
use crate::rule::Severity;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Conflicts that a change has settled which are named.
const NAMED: usize = 10;

/// The corpus as it was at an older revision.
pub(super) struct Before {
    revision: String,
    baseline: Baseline,
    words: FxHashSet<String>,
}

impl Before {
    /// Reads and checks what the paths held then.
    pub(super) fn read(
        session: &mut Session<'_>,
        linter: &Linter,
        revision: &str,
        paths: &[PathBuf],
    ) -> Result<Self, Stop> {
        let old = match Revision::export(revision, paths) {
            Ok(old) => old,
            Err(error) => return session.refuse(&error.to_string(), "--since compares with a revision of git."),
        };
        // What was wrong with the old files is not this change's fault, and not told.
        let corpus = session.read_as(paths, &linter.layouts, |path| old.path(path))?;
        let read = session.digests(linter, paths, &corpus.articles)?;
        let found = linter.check_read(&corpus.articles, read, &|_| false);
        Ok(Self {
            revision: revision.to_owned(),
            baseline: Baseline::of(&seen(&found.articles(&corpus.articles), &found)),
            words: corpus.articles.iter().map(baseline::words_mark).collect(),
        })
    }

    /// Whether the article was there already, under this name or another, with the same words.
    fn had(&self, article: &Article) -> bool {
        self.words.contains(&baseline::words_mark(article))
    }
}

fn seen<'a>(articles: &'a [Article], found: &'a Findings) -> Found<'a> {
    Found { articles, claims: &found.claims, conflicts: &found.conflicts }
}

/// Numbers of the articles that the run is about, where it is not about all.
pub(super) fn changed(
    session: &mut Session<'_>,
    args: &Check,
    articles: &[Article],
    before: Option<&Before>,
) -> FxHashSet<usize> {
    if let Some(before) = before {
        return articles.iter().enumerate().filter(|(_, a)| !before.had(a)).map(|(number, _)| number).collect();
    }
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if args.changed.is_empty() {
        return FxHashSet::default();
    }
    // A file of many articles is asked for once.
    let mut of_file: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    let numbers: Vec<usize> = (0..articles.len()).collect();
    for same in numbers.chunk_by(|&a, &b| articles[a].source.name() == articles[b].source.name()) {
        of_file.entry(whole(Path::new(articles[same[0]].source.name()))).or_default().extend(same);
    }
    let mut changed = FxHashSet::default();
    for file in &args.changed {
        let path = whole(file);
        // What lies below a folder follows it in the order of paths.
        let below = of_file.range(path.clone()..).take_while(|(other, _)| other.starts_with(&path));
        let count = changed.len();
        changed.extend(below.flat_map(|(_, numbers)| numbers));
        if changed.len() == count {
            session.note(&format!("{}: no article of the input is in this file", file.display()));
        }
    }
    changed
}

/// The conflicts to report: without those that are known, or that have nothing to do with the change. What was
/// found but is not wanted, the `raw` findings tell, is no more stale or fixed than what is reported.
pub(super) fn select(
    session: &mut Session<'_>,
    args: &Check,
    raw: &Found<'_>,
    found: &Found<'_>,
    before: Option<&Before>,
    changed: &FxHashSet<usize>,
) -> Result<Vec<Conflict>, Stop> {
    let mut conflicts = found.conflicts.to_vec();
    if let Some((path, baseline)) = known(session, &args.known, &args.paths)? {
        let sifted = baseline.sift(&Found { conflicts: &conflicts, ..*found });
        let mut said = format!("{} hides {}", path.display(), count(sifted.known, "known conflict"));
        let stale = baseline.sift(raw).stale(raw.articles);
        if stale > 0 {
            let are = if stale == 1 { "is" } else { "are" };
            said += &format!("; {} of it {are} no longer found: `factlint baseline prune`", count(stale, "conflict"));
        }
        session.note(&said);
        conflicts = sifted.new;
    }
    if let Some(before) = before {
        let sifted = before.baseline.sift(&Found { conflicts: &conflicts, ..*found });
        let gone = before.baseline.sift(raw).gone;
        let (new, fixed) = (count(sifted.new.len(), "new conflict"), gone.len());
        session.note(&format!("since {}: {new}, {fixed} fixed, {} unchanged", before.revision, sifted.known));
        for entry in gone.iter().take(NAMED) {
            session.note(&format!("fixed: {}, {}", entry.rule, entry.key));
        }
        conflicts = sifted.new;
    }
    if !args.changed.is_empty() {
        conflicts.retain(|conflict| takes_part(conflict, found, changed).next().is_some());
    }
    Ok(conflicts)
}

/// Numbers of the changed articles that take part in a conflict.
fn takes_part<'a>(
    conflict: &'a Conflict,
    found: &'a Found<'a>,
    changed: &'a FxHashSet<usize>,
) -> impl Iterator<Item = usize> + 'a {
    let witnesses = conflict.values.iter().flat_map(|value| &value.witnesses);
    witnesses.map(|&claim| found.claims[claim].article).filter(|article| changed.contains(article))
}

/// The baseline that applies, with its path.
fn known(session: &mut Session<'_>, known: &Known, paths: &[PathBuf]) -> Result<Option<(PathBuf, Baseline)>, Stop> {
    if known.no_baseline {
        return Ok(None);
    }
    let path = match &known.baseline {
        Some(path) => path.clone(),
        None => session.home(paths)?.join(baseline::NAME),
    };
    if known.baseline.is_none() && !path.exists() {
        return Ok(None);
    }
    load(session, &path).map(|baseline| Some((path, baseline)))
}

/// Reads a baseline that must be there.
pub(super) fn load(session: &mut Session<'_>, path: &Path) -> Result<Baseline, Stop> {
    match Baseline::load(path) {
        Ok(baseline) => Ok(baseline),
        Err(error) => {
            session.refuse(&error.to_string(), "`factlint baseline write` makes a new one; --no-baseline uses none.")
        }
    }
}

/// Lets the run end as its findings deserve, and lists the articles to hold back.
pub(super) fn judge(
    session: &mut Session<'_>,
    args: &Check,
    run: &Run<'_>,
    changed: &FxHashSet<usize>,
) -> Result<(), Stop> {
    let severities = || run.conflicts.iter().map(|c| c.severity).chain(run.remarks.iter().map(|r| r.severity));
    let least = match args.fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Never => None,
    };
    if least.is_some_and(|least| severities().any(|severity| severity >= least)) {
        session.ends(Exit::Conflicts);
    }
    let warnings = severities().filter(|severity| *severity == Severity::Warning).count();
    if let Some(most) = args.max_new_warnings.filter(|most| warnings > *most) {
        session.note(&format!("{}, and --max-new-warnings allows {most}", count(warnings, "warning")));
        session.ends(Exit::Conflicts);
    }
    let Some(file) = &args.quarantine else { return Ok(()) };
    let held = held_back(run, least.unwrap_or(Severity::Error), changed);
    let lines: String = held.iter().map(|name| format!("{name}\n")).collect();
    session.save(file, lines.as_bytes())
}

/// The files whose articles make the run fail: those that changed, else the one that a conflict shows first.
fn held_back(run: &Run<'_>, least: Severity, changed: &FxHashSet<usize>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for conflict in run.conflicts.iter().filter(|c| c.severity >= least) {
        let article = |claim: &usize| run.claims[*claim].article;
        let all = || conflict.values.iter().flat_map(|value| &value.witnesses).map(article);
        let mut held: Vec<usize> = all().filter(|article| changed.contains(article)).collect();
        if held.is_empty() {
            held.push(article(&conflict.primary()));
        }
        names.extend(held.into_iter().map(|article| run.articles[article].source.name().to_owned()));
    }
    names.sort_unstable();
    names.dedup();
    names
}
