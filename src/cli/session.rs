//! What the commands share: the streams, the configuration, the packs and the input.

use super::Exit;
use super::args::Global;
use crate::config::{Config, ConfigError};
use crate::corpus::{self, Corpus, Options, Severity};
use crate::corpus::layout::Layout;
use crate::report::problem;
use crate::report::style::Style;
use rustc_hash::FxHashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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

/// One run of the program.
pub(super) struct Session<'a> {
    pub(super) global: &'a Global,
    /// Where the result goes.
    pub(super) out: &'a mut dyn Write,
    /// How the result is coloured.
    pub(super) style: Style,
    err: &'a mut dyn Write,
    err_style: Style,
}

impl<'a> Session<'a> {
    pub(super) fn new(
        global: &'a Global,
        out: &'a mut dyn Write,
        out_colour: bool,
        err: &'a mut dyn Write,
        err_colour: bool,
    ) -> Self {
        Self { global, out, style: Style::new(out_colour), err, err_style: Style::new(err_colour) }
    }

    /// Says what is wrong, with the program or how it was called.
    pub(super) fn complain(&mut self, message: &str, help: &str) {
        // There is nobody to tell when standard error is gone.
        let _ = problem::error(self.err, self.err_style, message, help);
    }

    /// Says something on the way that `--quiet` turns off.
    pub(super) fn say(&mut self, tell: impl FnOnce(&mut dyn Write, Style) -> io::Result<()>) {
        if !self.global.quiet {
            let _ = tell(self.err, self.err_style);
        }
    }

    /// Reads the input, and says what was wrong with it.
    pub(super) fn read(&mut self, paths: &[PathBuf], layouts: &[Layout]) -> Result<Corpus, Stop> {
        let mut corpus = Corpus::default();
        for (config, paths) in self.configured(paths)? {
            let options = Options { layouts, config: config.as_ref() };
            merge(&mut corpus, corpus::read(&paths, &options));
        }
        for found in &corpus.problems {
            if found.severity == Severity::Error || !self.global.quiet {
                let _ = problem::problem(self.err, self.err_style, found);
            }
        }
        if corpus.articles.is_empty() && corpus.problems.is_empty() && corpus.skipped.is_empty() {
            self.complain("no article found in the input", "");
        }
        Ok(corpus)
    }

    /// The paths with the configuration of each, those of one configuration together.
    fn configured(&mut self, paths: &[PathBuf]) -> Result<Vec<(Option<Config>, Vec<PathBuf>)>, Stop> {
        if self.global.isolated {
            return Ok(vec![(None, paths.to_vec())]);
        }
        if let Some(path) = &self.global.config {
            let config = self.told(Config::load(path))?;
            return Ok(vec![(Some(config), paths.to_vec())]);
        }
        let mut groups: Vec<(Option<Config>, Vec<PathBuf>)> = Vec::new();
        for path in paths {
            let near = if path == Path::new("-") { Path::new(".") } else { path };
            let config = self.told(Config::find(near))?;
            match groups.last_mut() {
                Some((last, same)) if last.as_ref().map(Config::path) == config.as_ref().map(Config::path) => {
                    same.push(path.clone());
                }
                _ => groups.push((config, vec![path.clone()])),
            }
        }
        Ok(groups)
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
}

/// How a run over this input ends, if it finds nothing.
pub(super) fn exit(corpus: &Corpus) -> Exit {
    let is_empty_folder = |name: &str| Path::new(name).is_dir();
    let unread = |p: &&corpus::Problem| p.severity == Severity::Error;
    if corpus.problems.iter().filter(unread).any(|p| !(corpus.files == 0 && is_empty_folder(&p.name))) {
        Exit::Fault
    } else if corpus.articles.is_empty() {
        Exit::NoArticle
    } else {
        Exit::Clean
    }
}
