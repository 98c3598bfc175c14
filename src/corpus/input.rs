//! Finding and reading the files of a run.
//!
//! Folders are walked with the rules of `.gitignore`: what is ignored or hidden is left out, and so is
//! what does not end like an article. A file that is named is read whatever its name. The order of the
//! result is that of the paths given, then of the names, never that of the threads.

use super::{
    Article, Corpus, Cut, Dates, Place, Problem, Severity, Skipped, decode, language, layout, markdown, plain, records,
};
use crate::config::Config;
use flate2::read::MultiGzDecoder;
use ignore::WalkBuilder;
use layout::Layout;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that says, like `.gitignore`, what is no article.
const IGNORE: &str = ".factlintignore";
/// No packed file is read further than this: it could be made to fill the memory.
const UNPACKED: u64 = 4 << 30;

/// What the reading of a run depends on besides the files.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// How scraped pages are cut.
    pub layouts: &'a [Layout],
    /// What the user knows of the files: their dates, and which are wanted.
    pub config: Option<&'a Config>,
    /// What standard input is called: its ending says how it is written.
    pub stdin_name: Option<&'a str>,
    /// Whether files that are named are left out where they are ignored.
    pub force_exclude: bool,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, or a page that a layout knows.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// JSON Lines.
    Records,
}

impl Format {
    /// By the ending of a name; `.gz` behind it says that it is packed.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let (_, ending) = name.rsplit_once('.')?;
        match ending {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "jsonl" | "ndjson" => Some(Self::Records),
            _ => None,
        }
    }

    /// By how the file begins.
    fn of_bytes(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        if bytes.starts_with(b"{") {
            Self::Records
        } else if bytes.starts_with(b"---\n") || bytes.starts_with(b"---\r\n") {
            Self::Markdown
        } else {
            Self::Text
        }
    }
}

/// The files that paths stand for.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    /// Those to be read, none twice.
    pub files: Vec<Job>,
    /// Others of the folders, neither hidden nor ignored.
    pub left_out: LeftOut,
}

/// How many files of folders are not read, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Their names do not end like those of articles.
    pub other_endings: usize,
    /// The configuration leaves them out.
    pub excluded: usize,
}

/// A file to be read.
#[derive(Clone, Debug)]
pub struct Job {
    /// `None` for standard input.
    pub path: Option<PathBuf>,
    /// The path as given, for messages.
    pub name: String,
    /// The path within the corpus, `/` between its parts.
    pub id: String,
    /// The path without links; `None` for standard input.
    pub whole: Option<PathBuf>,
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Held {
    /// Its articles in English.
    pub articles: Vec<Article>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// Its other articles.
    pub skipped: Vec<Skipped>,
}

/// Reads the articles of files and folders; `-` is standard input.
///
/// Nothing is fatal: what cannot be read is among the problems.
#[must_use]
pub fn read(paths: &[PathBuf], options: &Options<'_>) -> Corpus {
    let mut corpus = Corpus::default();
    let jobs = jobs(paths, options, &mut corpus.problems);
    (corpus.files, corpus.left_out) = (jobs.files.len(), jobs.left_out);
    let held: Vec<Held> = jobs.files.par_iter().map(|job| job.held(job.bytes(), options)).collect();
    for held in held {
        corpus.add(held);
    }
    corpus.check_ids();
    corpus
}

/// The names of the files that [`read`] would read, in that order, and what is wrong with the paths.
#[must_use]
pub fn files(paths: &[PathBuf], options: &Options<'_>) -> (Vec<String>, Vec<Problem>) {
    let mut problems = Vec::new();
    let names = jobs(paths, options, &mut problems).files.into_iter().map(|job| job.name).collect();
    (names, problems)
}

/// The files that paths stand for, none twice.
#[must_use]
pub fn jobs(paths: &[PathBuf], options: &Options<'_>, problems: &mut Vec<Problem>) -> Jobs {
    let mut jobs = Jobs::default();
    for path in paths {
        find(path, options, &mut jobs, problems);
    }
    let mut seen = FxHashSet::default();
    jobs.files.retain(|job: &Job| seen.insert(job.whole.clone()));
    let mut taken = FxHashSet::default();
    for job in &mut jobs.files {
        if !taken.insert(job.id.clone()) {
            job.id.clone_from(&job.name);
        }
    }
    jobs
}

/// Reads the articles of one text that is already in memory: standard input, or an editor's buffer.
///
/// `name` is shown to people, `id` is the path within the corpus.
#[must_use]
pub fn read_bytes(name: &str, id: &str, bytes: Vec<u8>, options: &Options<'_>) -> Corpus {
    let mut corpus = Corpus { files: 1, ..Corpus::default() };
    corpus.add(Held::of(cut(name, id, bytes, options)));
    corpus.check_ids();
    corpus
}

impl Corpus {
    /// Takes in what a file holds.
    fn add(&mut self, held: Held) {
        self.articles.extend(held.articles);
        self.problems.extend(held.problems);
        self.skipped.extend(held.skipped);
    }

    /// Gives an article whose id is taken another, and says so.
    fn check_ids(&mut self) {
        let ids: Vec<&str> = self.articles.iter().map(|article| article.id.as_str()).collect();
        let place = |number: usize| {
            let Article { source, span, .. } = &self.articles[number];
            (source.name(), Place::of(source, span.start))
        };
        for (number, id, problem) in settle(&ids, place) {
            self.articles[number].id = id;
            self.problems.push(problem);
        }
    }
}

/// The articles whose ids are taken, by their numbers, with other ids and what is to be said of that. `place` tells the
/// file of an article, and where it begins.
pub fn settle<'a>(ids: &[&'a str], place: impl Fn(usize) -> (&'a str, Place)) -> Vec<(usize, String, Problem)> {
    let mut settled = Vec::new();
    let mut seen: FxHashMap<Cow<'_, str>, usize> = FxHashMap::default();
    for (number, &id) in ids.iter().enumerate() {
        let mut id = Cow::Borrowed(id);
        if let Some(&first) = seen.get(&id) {
            let ((other, at), (file, place)) = (place(first), place(number));
            let message = format!("the id `{id}` is already that of {other}#{}", at.line);
            let help = "Give each record an id of its own; this one goes by its file and line.";
            id = format!("{file}#{}", place.line).into();
            let problem = Problem { place: Some(place), ..Problem::of(Severity::Warning, file, message, help) };
            settled.push((number, id.to_string(), problem));
        }
        seen.entry(id).or_insert(number);
    }
    settled
}

/// Adds the files that a path stands for.
fn find(path: &Path, options: &Options<'_>, jobs: &mut Jobs, problems: &mut Vec<Problem>) {
    let name = shown(path);
    if name == "-" {
        let name = options.stdin_name.unwrap_or("<stdin>").to_owned();
        let id = options.stdin_name.unwrap_or("stdin").to_owned();
        jobs.files.push(Job { path: None, name, id, whole: None });
    } else if path.is_dir() {
        let before = (jobs.files.len(), problems.len());
        find_below(path, options, jobs, problems);
        if (jobs.files.len(), problems.len()) == before {
            let help = "Articles end in .txt, .md, .markdown, .jsonl or .ndjson, or so and .gz; hidden and ignored files are left out.";
            problems.push(Problem::of(Severity::Error, &name, "the folder holds no articles", help));
        }
    } else if path.exists() {
        if options.force_exclude && is_left_out(path, options) {
            return;
        }
        let id = path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
        jobs.files.push(Job { path: Some(path.into()), name, id, whole: Some(whole(path)) });
    } else {
        let help = "Check the path; quote it if it holds spaces.";
        problems.push(Problem::of(Severity::Error, &name, "no such file or folder", help));
    }
}

/// Adds the articles below a folder, sorted by their paths.
fn find_below(root: &Path, options: &Options<'_>, jobs: &mut Jobs, problems: &mut Vec<Problem>) {
    let mut found: Vec<Job> = Vec::new();
    let mut folders: FxHashMap<PathBuf, PathBuf> = FxHashMap::default();
    for entry in walk(root).build() {
        match entry {
            Err(e) => {
                let help = "Check its permissions; the rest of the folder is read.";
                problems.push(Problem::of(Severity::Error, &shown(root), e.to_string(), help));
            }
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let is_link = entry.path_is_symlink();
                let path = entry.into_path();
                let id = relative(root, &path);
                if Format::of_name(&path).is_none() {
                    jobs.left_out.other_endings += 1;
                } else if !options.config.is_none_or(|config| config.takes(&id)) {
                    jobs.left_out.excluded += 1;
                } else {
                    let whole = if is_link { whole(&path) } else { below(&path, &mut folders) };
                    found.push(Job { name: shown(&path), path: Some(path), id, whole: Some(whole) });
                }
            }
            Ok(_) => {}
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    jobs.files.extend(found);
}

/// The path without links.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The same, of what is no link itself: its folder is looked at once.
fn below(path: &Path, folders: &mut FxHashMap<PathBuf, PathBuf>) -> PathBuf {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return whole(path) };
    if !folders.contains_key(folder) {
        let known = if folder == Path::new("") { whole(Path::new(".")) } else { whole(folder) };
        folders.insert(folder.to_path_buf(), known);
    }
    folders.get(folder).map_or_else(|| whole(path), |folder| folder.join(name))
}

/// The files below a folder that are neither hidden nor ignored.
fn walk(root: &Path) -> WalkBuilder {
    let mut walk = WalkBuilder::new(root);
    walk.follow_links(true).git_global(false).require_git(false).add_custom_ignore_filename(IGNORE);
    walk
}

/// Whether a folder run from the current folder would leave a file out: it, or a folder on the way to it, is
/// hidden, ignored, or not wanted by the configuration.
fn is_left_out(path: &Path, options: &Options<'_>) -> bool {
    let id = shown(path);
    let parts: Vec<&Path> = path.ancestors().filter(|part| !part.as_os_str().is_empty()).collect();
    let listed = |part: &&Path| {
        let folder = part.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = part.file_name();
        let entries = walk(folder).max_depth(Some(1)).build().filter_map(Result::ok);
        name.is_none() || entries.skip(1).any(|entry| Some(entry.file_name()) == name)
    };
    !parts.iter().all(listed) || !options.config.is_none_or(|config| config.takes(&id))
}

/// The path of a file within a folder, with `/` between its parts.
fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path);
    parts.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A path as the user can open it, without `./` in front.
fn shown(path: &Path) -> String {
    path.strip_prefix(".")
        .ok()
        .filter(|rest| !rest.as_os_str().is_empty())
        .unwrap_or(path)
        .to_string_lossy()
        .into_owned()
}

impl Job {
    /// Its bytes, as they are on the disk.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn bytes(&self) -> std::io::Result<Vec<u8>> {
        match &self.path {
            Some(path) => std::fs::read(path),
            None => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
        }
    }

    /// What these bytes of it hold.
    #[must_use]
    pub fn held(&self, bytes: std::io::Result<Vec<u8>>, options: &Options<'_>) -> Held {
        let fault = |what: &str, error: std::io::Error, help: &str| {
            let problem = Problem::of(Severity::Error, &self.name, format!("cannot be {what}: {error}"), help);
            Held { problems: vec![problem], ..Held::default() }
        };
        let bytes = match bytes {
            Ok(bytes) if self.is_packed() => unpacked(&bytes)
                .map_err(|e| fault("unpacked", e, "Is it what gzip wrote, and all of it? Pack it again.")),
            Ok(bytes) => Ok(bytes),
            Err(e) => Err(fault("read", e, "Check its permissions.")),
        };
        match bytes {
            Ok(bytes) => Held::of(cut(&self.name, &self.id, bytes, options)),
            Err(held) => held,
        }
    }

    /// Whether its articles are records, each in a line of its own that can be read without the others.
    #[must_use]
    pub fn has_records(&self) -> bool {
        !self.is_packed() && Format::of_name(Path::new(&self.id)) == Some(Format::Records)
    }

    /// The article of a record, which is a line of it.
    #[must_use]
    pub fn record(&self, line: &[u8], number: usize, options: &Options<'_>) -> Option<Article> {
        records::record(&self.name, &self.id, line, number, dates(&self.id, options))
    }

    /// Whether it is packed.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.id.to_ascii_lowercase().ends_with(".gz")
    }
}

impl Held {
    /// What was cut from a file, without the articles that are not in English.
    fn of(cut: Cut) -> Self {
        let mut held = Self { problems: cut.problems, ..Self::default() };
        let found: Vec<_> = cut.articles.par_iter().with_min_len(256).map(language::other_language).collect();
        for (article, language) in cut.articles.into_iter().zip(found) {
            match language {
                None => held.articles.push(article),
                Some(language) => held.skipped.push(Skipped {
                    id: article.id,
                    name: article.source.name().into(),
                    language: language.into(),
                }),
            }
        }
        held
    }
}

/// What the configuration knows of the dates of a file.
#[must_use]
pub fn dates(id: &str, options: &Options<'_>) -> Dates {
    options.config.map(|config| config.dates(id)).unwrap_or_default()
}

/// What a gzip file holds.
fn unpacked(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut all = Vec::new();
    let size = MultiGzDecoder::new(bytes).take(UNPACKED).read_to_end(&mut all)?;
    if size as u64 == UNPACKED {
        return Err(std::io::Error::other("it holds more than 4 GiB"));
    }
    Ok(all)
}

/// Decodes and cuts one file.
fn cut(name: &str, id: &str, bytes: Vec<u8>, options: &Options<'_>) -> Cut {
    let mut problems = Vec::new();
    if bytes.trim_ascii().is_empty() || bytes == b"\xef\xbb\xbf" {
        problems.push(Problem::of(Severity::Warning, name, "the file is empty", "Leave it out, or fill it."));
        return Cut { problems, ..Cut::default() };
    }
    let dates = dates(id, options);
    let format = Format::of_name(Path::new(id)).unwrap_or_else(|| Format::of_bytes(&bytes));
    if format == Format::Records {
        return records::cut(name, id, &bytes, dates);
    }
    let source = match decode::decode(name, bytes, &mut problems) {
        Ok(source) => Arc::new(source),
        Err(problem) => {
            problems.push(problem);
            return Cut { problems, ..Cut::default() };
        }
    };
    let mut cut = match format {
        Format::Markdown => markdown::cut(&source, id, dates),
        _ => layout::cut(&source, id, options.layouts, dates).unwrap_or_else(|| plain::cut(&source, id, dates)),
    };
    problems.append(&mut cut.problems);
    Cut { problems, ..cut }
}
