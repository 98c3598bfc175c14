//! Finding and reading the files of a run.
//!
//! Folders are walked with the rules of `.gitignore`: what is ignored or hidden is left out, and so is
//! what does not end like an article. A file that is named is read whatever its name. The order of the
//! result is that of the paths given, then of the names, never that of the threads.

use super::{Article, Corpus, Cut, Problem, Severity, Skipped, decode, language, layout, markdown, plain, records};
use crate::config::Config;
use flate2::read::MultiGzDecoder;
use ignore::WalkBuilder;
use layout::Layout;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
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

/// A file to be read.
struct Job {
    /// `None` for standard input.
    path: Option<PathBuf>,
    /// The path as given, for messages.
    name: String,
    /// The path within the corpus, `/` between its parts.
    id: String,
}

/// Reads the articles of files and folders; `-` is standard input.
///
/// Nothing is fatal: what cannot be read is among the problems.
#[must_use]
pub fn read(paths: &[PathBuf], options: &Options<'_>) -> Corpus {
    let mut corpus = Corpus::default();
    let jobs = jobs(paths, options, &mut corpus.problems);
    corpus.files = jobs.len();
    let cuts: Vec<Cut> = jobs.par_iter().map(|job| read_job(job, options)).collect();
    for cut in cuts {
        corpus.add(cut);
    }
    corpus.check_ids();
    corpus
}

/// The names of the files that [`read`] would read, in that order, and what is wrong with the paths.
#[must_use]
pub fn files(paths: &[PathBuf], options: &Options<'_>) -> (Vec<String>, Vec<Problem>) {
    let mut problems = Vec::new();
    let names = jobs(paths, options, &mut problems).into_iter().map(|job| job.name).collect();
    (names, problems)
}

/// The files that paths stand for, none twice.
fn jobs(paths: &[PathBuf], options: &Options<'_>, problems: &mut Vec<Problem>) -> Vec<Job> {
    let mut jobs = Vec::new();
    for path in paths {
        find(path, options, &mut jobs, problems);
    }
    let mut seen = FxHashSet::default();
    jobs.retain(|job: &Job| {
        let same = job.path.as_ref().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone()));
        seen.insert(same)
    });
    let mut taken = FxHashSet::default();
    for job in &mut jobs {
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
    corpus.add(cut(name, id, bytes, options));
    corpus.check_ids();
    corpus
}

impl Corpus {
    /// Takes in the articles of a file, without those that are not in English.
    fn add(&mut self, cut: Cut) {
        self.problems.extend(cut.problems);
        let found: Vec<_> = cut.articles.par_iter().with_min_len(256).map(language::other_language).collect();
        for (article, language) in cut.articles.into_iter().zip(found) {
            match language {
                None => self.articles.push(article),
                Some(language) => {
                    self.skipped.push(Skipped { id: article.id, name: article.source.name().into(), language });
                }
            }
        }
    }

    /// Gives an article whose id is taken another, and says so.
    fn check_ids(&mut self) {
        let mut seen: FxHashMap<String, usize> = FxHashMap::default();
        for i in 0..self.articles.len() {
            let id = self.articles[i].id.clone();
            if let Some(&first) = seen.get(&id) {
                let place = place(&self.articles[first]);
                let article = &mut self.articles[i];
                let message = format!("the id `{id}` is already that of {place}");
                let help = "Give each record an id of its own; this one goes by its file and line.";
                let at = article.span.start;
                let problem = Problem::of(Severity::Warning, article.source.name(), message, help);
                self.problems.push(problem.at(&article.source, at));
                article.id = self::place(article);
            }
            seen.entry(self.articles[i].id.clone()).or_insert(i);
        }
    }
}

/// File and line of an article.
fn place(article: &Article) -> String {
    format!("{}#{}", article.source.name(), article.source.position(article.span.start).line)
}

/// Adds the files that a path stands for.
fn find(path: &Path, options: &Options<'_>, jobs: &mut Vec<Job>, problems: &mut Vec<Problem>) {
    let name = shown(path);
    if name == "-" {
        let name = options.stdin_name.unwrap_or("<stdin>").to_owned();
        let id = options.stdin_name.unwrap_or("stdin").to_owned();
        jobs.push(Job { path: None, name, id });
    } else if path.is_dir() {
        let before = (jobs.len(), problems.len());
        find_below(path, options, jobs, problems);
        if (jobs.len(), problems.len()) == before {
            let help = "Articles end in .txt, .md, .markdown, .jsonl or .ndjson, or so and .gz; hidden and ignored files are left out.";
            problems.push(Problem::of(Severity::Error, &name, "the folder holds no articles", help));
        }
    } else if path.exists() {
        if options.force_exclude && is_left_out(path, options) {
            return;
        }
        let id = path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
        jobs.push(Job { path: Some(path.into()), name, id });
    } else {
        let help = "Check the path; quote it if it holds spaces.";
        problems.push(Problem::of(Severity::Error, &name, "no such file or folder", help));
    }
}

/// Adds the articles below a folder, sorted by their paths.
fn find_below(root: &Path, options: &Options<'_>, jobs: &mut Vec<Job>, problems: &mut Vec<Problem>) {
    let mut found: Vec<Job> = Vec::new();
    for entry in walk(root).build() {
        match entry {
            Err(e) => {
                let help = "Check its permissions; the rest of the folder is read.";
                problems.push(Problem::of(Severity::Error, &shown(root), e.to_string(), help));
            }
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let path = entry.into_path();
                if Format::of_name(&path).is_some() {
                    let id = relative(root, &path);
                    if !options.config.is_none_or(|config| config.takes(&id)) {
                        continue;
                    }
                    found.push(Job { name: shown(&path), path: Some(path), id });
                }
            }
            Ok(_) => {}
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    jobs.extend(found);
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

fn read_job(job: &Job, options: &Options<'_>) -> Cut {
    let bytes = match &job.path {
        Some(path) => std::fs::read(path),
        None => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
    };
    let is_packed = job.id.to_ascii_lowercase().ends_with(".gz");
    match bytes.and_then(|bytes| if is_packed { unpacked(&bytes) } else { Ok(bytes) }) {
        Ok(bytes) => cut(&job.name, &job.id, bytes, options),
        Err(e) => {
            let problem =
                Problem::of(Severity::Error, &job.name, format!("cannot be read: {e}"), "Check its permissions.");
            Cut { problems: vec![problem], ..Cut::default() }
        }
    }
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
    let dates = options.config.map(|config| config.dates(id)).unwrap_or_default();
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
