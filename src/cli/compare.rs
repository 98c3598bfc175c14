//! Reading the input of a check and comparing what it says: all of it, or what can be touched by a change.

use super::args::Check;
use super::gate::{self, Before};
use super::progress::Bar;
use super::session::{Input, Session, Stop};
use crate::cache::Cache;
use crate::config::Config;
use crate::corpus::{Article, Options};
use crate::linter::{Findings, Linter};
use crate::report::count;
use crate::survey::{Census, Checked, Survey, Watch};
use rustc_hash::FxHashSet;
use std::path::PathBuf;

/// What a check has read and found.
pub(super) struct Compared {
    /// What there is, whether it was read or not.
    pub(super) census: Census,
    /// The articles that were compared.
    pub(super) articles: Vec<Article>,
    pub(super) found: Findings,
    /// The numbers of those that the run is about, where it is not about all.
    pub(super) changed: FxHashSet<usize>,
    /// The corpus as it was.
    pub(super) before: Option<Before>,
}

/// Reads the input, and compares what the run is about.
pub(super) fn compare(session: &mut Session<'_>, linter: &Linter, args: &Check) -> Result<Compared, Stop> {
    // Who wants to know what was left unsaid, or what was there before, wants all to be compared.
    let is_known = args.claims.is_empty() && args.since.is_none();
    if let Some((config, mut cache)) = session.surveyed(&args.paths, linter)?.filter(|_| is_known) {
        return survey(session, linter, args, config.as_ref(), &mut cache);
    }
    let Input { corpus, read } = session.input(linter, &args.paths, &args.claims)?;
    let before = args.since.as_deref().map(|rev| Before::read(session, linter, rev, &args.paths)).transpose()?;
    let changed = gate::changed(session, args, &corpus.articles, before.as_ref());
    let census = Census::of(&corpus, &read);
    let found = linter.check_read(&corpus.articles, read, &|number| changed.contains(&number));
    session.clock.lap("comparing");
    Ok(Compared { census, articles: corpus.articles, found, changed, before })
}

/// The same, without opening the files that are known.
fn survey(
    session: &mut Session<'_>,
    linter: &Linter,
    args: &Check,
    config: Option<&Config>,
    cache: &mut Cache,
) -> Result<Compared, Stop> {
    let stdin_name = session.global.stdin_filename.as_deref();
    let force_exclude = session.global.force_exclude;
    let options = Options { layouts: &linter.layouts, config, stdin_name, force_exclude };
    let mut distrusted = FxHashSet::default();
    loop {
        let bar = Bar::new(session.is_watched && !session.global.quiet, 0);
        let watch = Watch { expect: &|articles| bar.expect(articles), step: &|| bar.step() };
        let survey = Survey::of(linter, options, &args.paths, cache, &distrusted, watch);
        bar.done();
        session.clock.lap("finding and reading");
        let problems: Vec<_> = survey.problems().cloned().collect();
        let (mut census, files) = (survey.census(), gate::changed_files(args, &survey));
        let compared = match &files {
            Some(files) if !args.statistics => survey.check_near(linter, cache, &files.articles),
            files => {
                let changed = files.as_ref().map(|files| &files.articles[..]).unwrap_or_default();
                survey.check_all(linter, cache, changed)
            }
        };
        match compared {
            // They were changed meanwhile, or what was kept of them is damaged: what they say now is read.
            Err(files) => distrusted.extend(files),
            Ok(Checked { articles, found, changed }) => {
                session.clock.lap("comparing");
                cache.close();
                session.told_of(&problems, census.files, census.articles);
                for file in files.iter().flat_map(|files| &files.missing) {
                    session.note(&format!("{}: no article of the input is in this file", file.display()));
                }
                census.anew = cache.used().articles - cache.used().known;
                session.cached(census.articles, cache);
                session.detail(&format!("compared: {} of {}", articles.len(), count(census.articles, "article")));
                return Ok(Compared { census, articles, found, changed, before: None });
            }
        }
    }
}

/// The articles of the files that changed.
pub(super) struct Changed {
    /// Their numbers, ascending.
    pub(super) articles: Vec<usize>,
    /// The files in which there are none.
    pub(super) missing: Vec<PathBuf>,
}
