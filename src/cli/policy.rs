//! What the user wants reported, and how bad it is to them: rules, severities, trust, waivers.

use super::args::Check;
use super::session::{Session, Stop};
use crate::baseline::Found;
use crate::config::{Config, Pattern};
use crate::conflict::Conflict;
use crate::linter::Linter;
use crate::pack::nearest::did_you_mean;
use crate::report::count;
use crate::report::finding::Finding;
use crate::rule::Severity;
use crate::waivers::{self, Remark, Waived};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};

/// So many files beside the input are looked into for what they claim: there may always be a `README.md`.
const MOST_STRAY: usize = 64;

/// What the policy leaves of the conflicts, and what is wrong with its waivers.
pub(super) struct Judged {
    pub(super) conflicts: Vec<Conflict>,
    pub(super) remarks: Vec<Finding>,
}

/// Applies the configuration and the command line to the conflicts of a run.
pub(super) fn judge(
    session: &mut Session<'_>,
    args: &Check,
    config: &Config,
    linter: &Linter,
    found: &Found<'_>,
) -> Result<Judged, Stop> {
    for rule in named(args, config) {
        let rules = linter.rules.all();
        if rules.iter().all(|known| known.spec.id != *rule) {
            let help = did_you_mean(rule, rules.iter().map(|r| r.spec.id.as_str()));
            let help = help.unwrap_or_else(|| "`factlint rules` lists them.".into());
            return session.refuse(&format!("there is no rule `{rule}`"), &help);
        }
    }
    let select = if args.select.is_empty() { &config.select } else { &args.select };
    let is_wanted = |rule: &str| {
        (select.is_empty() || select.iter().any(|r| r == rule))
            && !config.ignore.iter().chain(&args.ignore).any(|r| r == rule)
    };
    let conflicts = found.conflicts.iter().filter(|c| is_wanted(&c.rule));
    // What is merely worth knowing is off by default: whoever selects its rule wants it.
    let is_told = |c: &Conflict| c.severity > Severity::Info || select.iter().any(|rule| *rule == *c.rule);
    let conflicts: Vec<Conflict> = conflicts.filter_map(|c| weighed(config, found, c)).filter(is_told).collect();
    let (mut all, mut remarks) = waivers::in_comments(found.articles);
    all.extend(config.waivers.iter().cloned());
    let found = Found { conflicts: &conflicts, ..*found };
    let Waived { conflicts, waived, remarks: more } = waivers::apply(&all, &found, today(args));
    if waived > 0 {
        session.note(&format!("waivers let {} stand", count(waived, "conflict")));
    }
    remarks.extend(more);
    // Whoever reads a part of the corpus does not see what needs a waiver.
    let is_unused = |remark: &Remark| remark.rule == waivers::UNUSED;
    if remarks.iter().any(is_unused)
        && let Some(why) = sees_less(session, args, config, linter)?
    {
        remarks.retain(|remark| !is_unused(remark));
        session.detail(&format!("whether all waivers are needed is left open: {why}"));
    }
    Ok(Judged { conflicts, remarks: remarks.iter().map(Finding::of_waiver).collect() })
}

/// Why a run does not look for all conflicts among all files that the configuration takes; where that lies elsewhere, or
/// there is none, among those of folders. A file that says nothing which could be in a conflict is not missed.
fn sees_less(
    session: &mut Session<'_>,
    args: &Check,
    config: &Config,
    linter: &Linter,
) -> Result<Option<String>, Stop> {
    if !args.claims.is_empty() || !args.changed.is_empty() || !args.select.is_empty() || !args.ignore.is_empty() {
        return Ok(Some("not all was compared".to_owned()));
    }
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let home = match config.path().parent() {
        Some(folder) if folder == Path::new("") => Some(Path::new(".")),
        other => other,
    };
    let home = home.filter(|home| args.paths.iter().all(|path| whole(path).starts_with(whole(home))));
    let Some(home) = home else {
        let single = args.paths.iter().find(|path| !path.is_dir());
        return Ok(single.map(|path| format!("{} is no folder", path.display())));
    };
    let read: FxHashSet<PathBuf> = session.listed(&args.paths)?.0.iter().map(|name| whole(Path::new(name))).collect();
    let (wanted, _) = session.listed(&[home.to_path_buf()])?;
    let unread: Vec<PathBuf> =
        wanted.into_iter().map(PathBuf::from).filter(|name| !read.contains(&whole(name))).collect();
    let told = |name: &Path| format!("{} is not among the input", name.display());
    if unread.len() > MOST_STRAY {
        return Ok(unread.first().map(|name| told(name)));
    }
    let corpus = session.read_as(&unread, &linter.layouts, |path| Some(path.to_path_buf()))?;
    let claims = corpus.articles.iter().find(|article| !linter.read(article).extract.claims.is_empty());
    Ok(claims.map(|article| told(Path::new(article.source.name()))))
}

/// The rules that the user names.
fn named<'a>(args: &'a Check, config: &'a Config) -> impl Iterator<Item = &'a String> {
    let wanted = args.select.iter().chain(&args.ignore).chain(&config.select).chain(&config.ignore);
    wanted.chain(config.severity.iter().map(|entry| &entry.rule))
}

fn today(args: &Check) -> Date {
    args.today.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date())
}

/// A conflict as bad as the configuration says; `None` where it is not to be reported.
fn weighed(config: &Config, found: &Found<'_>, conflict: &Conflict) -> Option<Conflict> {
    let article = |claim: &usize| &found.articles[found.claims[*claim].article];
    let takes_part = |path: &Pattern| {
        let mut witnesses = conflict.values.iter().flat_map(|value| &value.witnesses);
        witnesses.any(|claim| waivers::fits(path, article(claim)))
    };
    let mut entries = config.severity.iter().rev().filter(|entry| *entry.rule == *conflict.rule);
    let level = entries.find(|entry| entry.path.as_ref().is_none_or(takes_part)).map(|entry| entry.severity);
    let severity = level.unwrap_or(Some(conflict.severity))?;
    let is_distrusted = |claim: &usize| {
        article(claim).outlet.as_ref().is_some_and(|outlet| config.distrusted.iter().any(|name| name == outlet))
    };
    let sides: Vec<bool> = conflict.values.iter().map(|value| value.witnesses.iter().all(is_distrusted)).collect();
    let mut conflict = Conflict { severity, ..conflict.clone() };
    if sides.contains(&true) {
        conflict.severity = conflict.severity.lowered();
        conflict.notes.push("one side rests on a source of low trust alone".to_owned());
    }
    Some(conflict)
}
