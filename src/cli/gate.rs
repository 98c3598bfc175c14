//! Which conflicts a run reports, and how it ends: what is known already, what a change brings.

use super::Exit;
use super::args::{Check, FailOn, Known};
use super::compare::Changed;
use super::session::{Session, Stop};
use crate::baseline::{self, Baseline, Found};
use crate::conflict::Conflict;
use crate::corpus::{Article, Job};
use crate::git::Revision;
use crate::linter::{Findings, Linter};
use crate::report::count;
use crate::report::finding::Run;
use crate::rule::Severity;
use crate::survey::Survey;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
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
    if args.changed.is_empty() {
        return FxHashSet::default();
    }
    // A file of many articles is asked for once.
    let numbers: Vec<usize> = (0..articles.len()).collect();
    let name = |number: usize| articles[number].source.name();
    let files = numbers.chunk_by(|&a, &b| name(a) == name(b));
    let changed = of_files(args, files.map(|same| (whole(Path::new(name(same[0]))), same[0]..same[0] + same.len())));
    for file in &changed.missing {
        session.note(&format!("{}: no article of the input is in this file", file.display()));
    }
    changed.articles.into_iter().collect()
}

/// The same, of files that need not be read; `None` where the run is about all.
pub(super) fn changed_files(args: &Check, survey: &Survey<'_>) -> Option<Changed> {
    let path = |job: &Job| job.whole.clone().unwrap_or_else(|| PathBuf::from(&job.name));
    let files = survey.files().filter(|(_, articles)| !articles.is_empty());
    (!args.changed.is_empty()).then(|| of_files(args, files.map(|(job, articles)| (path(job), articles))))
}

/// The articles of the files that the user says have changed, among those of all.
fn of_files(args: &Check, files: impl Iterator<Item = (PathBuf, Range<usize>)>) -> Changed {
    let mut of_file: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    files.for_each(|(path, articles)| of_file.entry(path).or_default().extend(articles));
    let (mut changed, mut missing) = (BTreeSet::new(), Vec::new());
    for file in &args.changed {
        let path = whole(file);
        // What lies below a folder follows it in the order of paths.
        let mut below = of_file.range(path.clone()..).take_while(|(other, _)| other.starts_with(&path)).peekable();
        if below.peek().is_none() {
            missing.push(file.clone());
        }
        changed.extend(below.flat_map(|(_, numbers)| numbers));
    }
    Changed { articles: changed.into_iter().collect(), missing }
}

/// The path without links.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The conflicts to report: without those that are known, or were there before. What was
/// found but is not wanted, the `raw` findings tell, is no more stale or fixed than what is reported.
pub(super) fn select(
    session: &mut Session<'_>,
    args: &Check,
    raw: &Found<'_>,
    found: &Found<'_>,
    before: Option<&Before>,
) -> Result<Vec<Conflict>, Stop> {
    let mut conflicts = found.conflicts.to_vec();
    if let Some((path, baseline)) = known(session, &args.known, &args.paths)? {
        let sifted = baseline.sift(&Found { conflicts: &conflicts, ..*found });
        let mut said = format!("{} hides {}", path.display(), count(sifted.known, "known conflict"));
        let stale = baseline.sift(raw).stale(raw.articles);
        // Of what has nothing to do with a change, nothing is known.
        if stale > 0 && args.changed.is_empty() {
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
    Ok(conflicts)
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
    let help = "`factlint baseline write` makes a new one; --no-baseline uses none.";
    load(session, &path, help).map(|baseline| Some((path, baseline)))
}

/// Reads a baseline that must be there.
pub(super) fn load(session: &mut Session<'_>, path: &Path, help: &str) -> Result<Baseline, Stop> {
    match Baseline::load(path) {
        Ok(baseline) => Ok(baseline),
        Err(error) => session.refuse(&error.to_string(), help),
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
