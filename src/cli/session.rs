//! What the commands share: the streams, the configuration, the packs and the input.

use super::Exit;
use super::args::Global;
use super::progress::Bar;
use crate::cache::{self, Cache};
use crate::config::{Config, ConfigError};
use crate::conflict::Unsaid;
use crate::corpus::layout::Layout;
use crate::corpus::{self, Article, Corpus, Options, Severity};
use crate::exchange;
use crate::files;
use crate::linter::{Digest, Linter};
use crate::pack::Packs;
use crate::report::finding::Run;
use crate::report::style::Style;
use crate::report::summary::{self, Summary};
use crate::report::{pretty, problem, statistics};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Why a command stops before its end.
pub(super) enum Stop {
    /// Something was wrong, and the user was told.
    Told,
    /// The result cannot be written: the reader went away, or the disk is full.
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// What was read, and of each of its articles what it says.
pub(super) struct Input {
    pub(super) corpus: Corpus,
    pub(super) read: Vec<Digest>,
}

/// Paths with the configuration that is nearest to them.
type Configured = (Option<Config>, Vec<PathBuf>);

/// One run of the program.
pub(super) struct Session<'a> {
    pub(super) global: &'a Global,
    /// Where the result goes.
    pub(super) out: &'a mut dyn Write,
    /// How the result is coloured.
    pub(super) style: Style,
    /// Where all else goes.
    pub(super) err: &'a mut dyn Write,
    /// How that is coloured.
    pub(super) err_style: Style,
    /// Whether somebody watches the progress.
    pub(super) is_watched: bool,
    /// How the run ends, for all that is known.
    pub(super) exit: Exit,
    /// How long each stage took.
    pub(super) clock: Clock,
}

/// The time that the stages of a run take.
pub(super) struct Clock {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { last: Instant::now(), stages: Vec::new() }
    }

    /// Ends a stage.
    pub(super) fn lap(&mut self, stage: &'static str) {
        self.stages.push((stage, self.last.elapsed()));
        self.last = Instant::now();
    }
}

impl Session<'_> {
    /// Says what is wrong with how the program was called.
    pub(super) fn complain(&mut self, message: &str, help: &str) {
        // There is nobody to tell when standard error is gone.
        let _ = problem::error(self.err, self.err_style, message, help);
    }

    /// Lets the run end at least as badly as this.
    pub(super) fn ends(&mut self, exit: Exit) {
        self.exit = self.exit.max(exit);
    }

    /// Compiles the packs, those that the configuration of the input names among them, and says what is wrong
    /// with them; the rest can be used.
    pub(super) fn packs_for(&mut self, paths: &[PathBuf]) -> Result<Linter, Stop> {
        let config = self.config(paths)?;
        if config.path() == Path::new("") {
            self.detail("configuration: none");
        } else {
            self.detail(&format!("configuration: {}", config.path().display()));
        }
        Ok(self.packs_with(&config.rules).1)
    }

    /// The same, where there is no input: for the current folder.
    pub(super) fn packs(&mut self) -> Result<Linter, Stop> {
        self.packs_for(&[PathBuf::from(".")])
    }

    /// Compiles the packs with more of them, and gives them as they are written too.
    pub(super) fn packs_with(&mut self, more: &[PathBuf]) -> (Packs, Linter) {
        let paths: Vec<PathBuf> = self.global.rules.iter().chain(more).cloned().collect();
        let (packs, mut faults) = Packs::read(true, &paths);
        let (linter, in_sections) = Linter::compile(&packs);
        faults.extend(in_sections);
        for fault in &faults {
            let _ = pretty::fault(self.err, self.err_style, fault);
        }
        if !faults.is_empty() {
            self.exit = Exit::Fault;
        }
        self.detail(&summary::packs(&packs, &linter, &paths));
        self.clock.lap("packs");
        (packs, linter)
    }

    /// Says what was read, behind the result.
    pub(super) fn summary(&mut self, read: &Summary<'_>) -> Result<(), Stop> {
        self.out.flush()?;
        self.clock.lap("writing");
        if let Some(census) = read.census {
            summary::details(census).iter().for_each(|detail| self.detail(detail));
        }
        self.detail(&summary::times(&self.clock.stages));
        // There is nobody to tell when standard error is gone.
        let _ = summary::unseen(self.err, self.err_style, read);
        if !self.global.quiet {
            let _ = summary::summary(self.err, self.err_style, read);
        }
        Ok(())
    }

    /// Says how the findings spread, behind the result.
    pub(super) fn statistics(&mut self, run: &Run<'_>, unsaid: &Unsaid) -> Result<(), Stop> {
        self.out.flush()?;
        // There is nobody to tell when standard error is gone.
        let _ = statistics::write(self.err, self.err_style, run, unsaid);
        Ok(())
    }

    /// Reads articles of these paths, each by itself, with a bar for somebody who waits longer than a second. What the
    /// cache knows is not read again.
    pub(super) fn digests(
        &mut self,
        linter: &Linter,
        paths: &[PathBuf],
        articles: &[Article],
    ) -> Result<Vec<Digest>, Stop> {
        let mut cache = self.cache(paths, linter)?;
        let bar = Bar::new(self.is_watched && !self.global.quiet, articles.len());
        let digests = cache.read(linter, articles, &|| bar.step());
        bar.done();
        cache.close();
        self.cached(articles.len(), &cache);
        self.clock.lap("reading");
        Ok(digests)
    }

    /// The cache for these paths.
    fn cache(&mut self, paths: &[PathBuf], linter: &Linter) -> Result<Cache, Stop> {
        let is_stream = paths.iter().all(|path| path == Path::new("-"));
        if self.global.no_cache || is_stream {
            return Ok(Cache::none());
        }
        // A configuration that is named may stand anywhere; nothing is written beside it.
        let home = if self.global.config.is_some() { PathBuf::new() } else { self.home(paths)? };
        Ok(Cache::open(&home.join(cache::NAME), &linter.mark))
    }

    /// The configuration and the cache for paths that can be [surveyed](crate::survey); `None` where they cannot.
    pub(super) fn surveyed(
        &mut self,
        paths: &[PathBuf],
        linter: &Linter,
    ) -> Result<Option<(Option<Config>, Cache)>, Stop> {
        if self.global.no_cache || paths.iter().any(|path| path == Path::new("-")) {
            return Ok(None);
        }
        let mut groups = self.configured(paths)?;
        let Some((config, _)) = groups.pop().filter(|_| groups.is_empty()) else { return Ok(None) };
        Ok(Some((config, self.cache(paths, linter)?)))
    }

    /// Tells how a cache was used.
    pub(super) fn cached(&mut self, articles: usize, cache: &Cache) {
        self.detail(&summary::cached(articles, cache.used()));
    }

    /// A remark for whoever wants to hear of the run itself.
    pub(super) fn detail(&mut self, message: &str) {
        if self.global.verbose {
            self.note(message);
        }
    }

    /// Writes a file of results: whole, or not at all.
    pub(super) fn save(&mut self, file: &Path, bytes: &[u8]) -> Result<(), Stop> {
        self.told(files::save(file, bytes).map_err(|error| ConfigError {
            path: file.into(),
            place: None,
            message: format!("cannot be written: {error}"),
            help: "Check the folder, its permissions and the space on the disk.".to_owned(),
        }))
    }

    /// Reads what `factlint claims` wrote: articles, and what was read of each.
    pub(super) fn exchanged(&mut self, linter: &Linter, files: &[PathBuf]) -> Result<Vec<(Article, Digest)>, Stop> {
        let mut all = Vec::new();
        for file in files {
            let name = file.display().to_string();
            let text = if name == "-" { io::read_to_string(io::stdin()) } else { std::fs::read_to_string(file) };
            let read = match text {
                Ok(text) => exchange::read(&name, &text).map_err(|error| error.to_string()),
                Err(error) => Err(format!("{name}: cannot be read: {error}")),
            };
            match read {
                Ok(read) => all.extend(read),
                Err(message) => {
                    return self.refuse(&message, "`factlint claims --format jsonl` writes what can be read here.");
                }
            }
        }
        let digest = |(article, extract)| {
            let told = linter.told(&article);
            (article, Digest { extract, told })
        };
        Ok(all.into_par_iter().map(digest).collect())
    }

    /// Reads the articles of these paths, and those that `factlint claims` wrote of.
    pub(super) fn input(&mut self, linter: &Linter, paths: &[PathBuf], claims: &[PathBuf]) -> Result<Input, Stop> {
        let (more, told): (Vec<Article>, Vec<Digest>) = self.exchanged(linter, claims)?.into_iter().unzip();
        let corpus = self.read_with(paths, &linter.layouts, more)?;
        let (own, _) = corpus.articles.split_at(corpus.articles.len() - told.len());
        let mut read = self.digests(linter, paths, own)?;
        read.extend(told);
        Ok(Input { corpus, read })
    }

    /// Reads the input, and says what was wrong with it.
    pub(super) fn read(&mut self, paths: &[PathBuf], layouts: &[Layout]) -> Result<Corpus, Stop> {
        self.read_with(paths, layouts, Vec::new())
    }

    /// The same, with more articles behind those of the paths.
    pub(super) fn read_with(
        &mut self,
        paths: &[PathBuf],
        layouts: &[Layout],
        more: Vec<Article>,
    ) -> Result<Corpus, Stop> {
        let mut corpus = self.read_as(paths, layouts, |path| Some(path.to_path_buf()))?;
        merge(&mut corpus, Corpus { articles: more, ..Corpus::default() });
        self.told_of(&corpus.problems, corpus.files, corpus.articles.len());
        self.clock.lap("finding and cutting");
        Ok(corpus)
    }

    /// Says what was wrong with the input, and lets the run end as it deserves.
    pub(super) fn told_of(&mut self, problems: &[corpus::Problem], files: usize, articles: usize) {
        for found in problems {
            if found.severity == Severity::Error || !self.global.quiet {
                let _ = problem::problem(self.err, self.err_style, found);
            }
        }
        self.ends(exit(problems, files, articles));
    }

    /// Reads for each path of the input another one, or none, under the path's configuration.
    pub(super) fn read_as(
        &mut self,
        paths: &[PathBuf],
        layouts: &[Layout],
        place: impl Fn(&Path) -> Option<PathBuf>,
    ) -> Result<Corpus, Stop> {
        let mut corpus = Corpus::default();
        for (config, paths) in self.configured(paths)? {
            let stdin_name = self.global.stdin_filename.as_deref();
            let options =
                Options { layouts, config: config.as_ref(), stdin_name, force_exclude: self.global.force_exclude };
            let paths: Vec<PathBuf> = paths.iter().filter_map(|path| place(path)).collect();
            merge(&mut corpus, corpus::read(&paths, &options));
        }
        Ok(corpus)
    }

    /// Names the files that would be read, and says what is wrong with the paths.
    pub(super) fn files(&mut self, paths: &[PathBuf]) -> Result<Vec<String>, Stop> {
        let (names, problems) = self.listed(paths)?;
        for found in &problems {
            let _ = problem::problem(self.err, self.err_style, found);
            self.ends(Exit::Fault);
        }
        Ok(names)
    }

    /// The names of the files that would be read, and what is wrong with the paths.
    pub(super) fn listed(&mut self, paths: &[PathBuf]) -> Result<(Vec<String>, Vec<corpus::Problem>), Stop> {
        let (mut all, mut wrong) = (Vec::new(), Vec::new());
        for (config, paths) in self.configured(paths)? {
            let stdin_name = self.global.stdin_filename.as_deref();
            let force_exclude = self.global.force_exclude;
            let options = Options { layouts: &[], config: config.as_ref(), stdin_name, force_exclude };
            let (names, problems) = corpus::files(&paths, &options);
            all.extend(names);
            wrong.extend(problems);
        }
        Ok((all, wrong))
    }

    /// The configuration of the whole run: rules and packs are of all that is compared, so there can be but one.
    pub(super) fn config(&mut self, paths: &[PathBuf]) -> Result<Config, Stop> {
        let mut found = self.configured(paths)?.into_iter().filter_map(|(config, _)| config);
        let first = found.next().unwrap_or_default();
        let Some(other) = found.find(|other| other.path() != first.path()) else { return Ok(first) };
        let (a, b) = (first.path().display(), other.path().display());
        let help = "Check each part by itself, or choose one with --config; --isolated uses none.";
        self.refuse(&format!("these paths have two configurations, {a} and {b}, and a run has one"), help)
    }

    /// The folder of the configuration of the input, else the current one.
    pub(super) fn home(&mut self, paths: &[PathBuf]) -> Result<PathBuf, Stop> {
        Ok(self.config(paths)?.path().parent().map(Path::to_path_buf).unwrap_or_default())
    }

    /// The paths with the configuration of each, those of one configuration together.
    fn configured(&mut self, paths: &[PathBuf]) -> Result<Vec<Configured>, Stop> {
        if self.global.isolated {
            return Ok(vec![(None, paths.to_vec())]);
        }
        if let Some(path) = &self.global.config {
            let config = self.told(Config::load(path))?;
            return Ok(vec![(Some(config), paths.to_vec())]);
        }
        if paths.is_empty() {
            let config = Config::find(Path::new(".")).map(|file| self.told(Config::load(&file))).transpose()?;
            return Ok(vec![(config, Vec::new())]);
        }
        let mut groups: Vec<Configured> = Vec::new();
        for path in paths {
            let near = if path == Path::new("-") { Path::new(".") } else { path };
            let file = Config::find(near);
            match groups.last_mut() {
                Some((last, same)) if last.as_ref().map(Config::path) == file.as_deref() => same.push(path.clone()),
                _ => {
                    let config = file.map(|file| self.told(Config::load(&file))).transpose()?;
                    groups.push((config, vec![path.clone()]));
                }
            }
        }
        Ok(groups)
    }

    /// Remarks on the run, where the user wants to hear of it.
    pub(super) fn note(&mut self, message: &str) {
        if !self.global.quiet {
            // There is nobody to tell when standard error is gone.
            let _ = problem::note(self.err, self.err_style, message);
        }
    }

    /// Stops with what is wrong.
    pub(super) fn refuse<T>(&mut self, message: &str, help: &str) -> Result<T, Stop> {
        self.complain(message, help);
        Err(Stop::Told)
    }

    fn told<T>(&mut self, result: Result<T, ConfigError>) -> Result<T, Stop> {
        result.map_err(|error| {
            self.complain(&error.to_string(), &error.help);
            Stop::Told
        })
    }
}

/// Adds the articles of paths with another configuration.
fn merge(corpus: &mut Corpus, more: Corpus) {
    let taken: FxHashSet<String> = corpus.articles.iter().map(|a| a.id.clone()).collect();
    corpus.articles.extend(more.articles.into_iter().map(|mut article| {
        if taken.contains(&article.id) {
            let line = article.source.position(article.span.start).line;
            article.id = format!("{}#{line}", article.source.name());
        }
        article
    }));
    corpus.problems.extend(more.problems);
    corpus.skipped.extend(more.skipped);
    corpus.files += more.files;
    corpus.left_out.other_endings += more.left_out.other_endings;
    corpus.left_out.excluded += more.left_out.excluded;
}

/// How a run over this input ends, if it finds nothing.
fn exit(problems: &[corpus::Problem], files: usize, articles: usize) -> Exit {
    let is_empty_folder = |name: &str| Path::new(name).is_dir();
    let unread = |p: &&corpus::Problem| p.severity == Severity::Error;
    if problems.iter().filter(unread).any(|p| !(files == 0 && is_empty_folder(&p.name))) {
        Exit::Fault
    } else if articles == 0 {
        Exit::NoArticle
    } else {
        Exit::Clean
    }
}
