//! The index: what is known of files without opening them.
//!
//! ```text
//! index = MAGIC check time length files mark* .    check: 32 bytes; time, length: 8; mark: 4, little-endian
//! ```
//!
//! `files` are [`File`]s in postcard's form, the check is the hash of all behind it. Each run that met something new
//! writes a file of it; of two that tell of one file, the later counts. Where there are many, they are joined to one.
//!
//! A file is as it was if its size and its times are those that were seen, and the time of its last change lay well before
//! it was read: else it could have been changed within the same tick of the clock (git calls such files "racy"). Whatever
//! is not certain is settled by the hash of its bytes.

use super::Key;
use crate::rule::shard::Mark;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The ending of its files' names.
pub(super) const ENDING: &str = "index";
/// The first bytes of its files, with the version of their form.
const MAGIC: &[u8] = b"factlint index 1\n";
/// Bytes before `files`.
const HEAD: usize = MAGIC.len() + 32 + 16;
/// More files than this are joined to one.
const MOST_FILES: usize = 8;
/// Two changes of a file may be so close that its times do not tell them apart.
const TICK: Duration = Duration::from_secs(2);

/// What can be seen of a file from outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    size: u64,
    /// When it was changed last, in nanoseconds since 1970.
    modified: u64,
    /// When anything of it was, its times among that; where the system tells.
    changed: u64,
}

impl Stat {
    /// Of a file; `None` where the system does not tell.
    #[must_use]
    pub fn of(data: &Metadata) -> Option<Self> {
        Some(Self { size: data.len(), modified: since_1970(data.modified().ok()?)?, changed: changed(data) })
    }

    /// Whether the file was at rest when it was read at this time.
    fn rested(&self, read: u64) -> bool {
        let tick = u64::try_from(TICK.as_nanos()).unwrap_or(u64::MAX);
        self.modified.max(self.changed).saturating_add(tick) < read
    }
}

#[cfg(unix)]
fn changed(data: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    let nanoseconds = data.ctime().checked_mul(1_000_000_000).and_then(|time| time.checked_add(data.ctime_nsec()));
    nanoseconds.and_then(|time| u64::try_from(time).ok()).unwrap_or_default()
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> u64 {
    0
}

/// Nanoseconds since 1970.
fn since_1970(time: SystemTime) -> Option<u64> {
    u64::try_from(time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos()).ok()
}

/// The present, in nanoseconds since 1970.
#[must_use]
pub fn now() -> u64 {
    since_1970(SystemTime::now()).unwrap_or_default()
}

/// The hash of a file's bytes.
#[must_use]
pub fn content(bytes: &[u8]) -> Key {
    let mut content = Key::default();
    content.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    content
}

/// What is known of a file, all of which could be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct File {
    /// Its path, whole.
    pub path: String,
    /// What it looked like before it was read.
    pub stat: Stat,
    /// When it was read, in nanoseconds since 1970.
    pub read: u64,
    /// The hash of its bytes.
    pub content: Key,
    /// What else its articles depend on: the dates that the configuration gives it, and the ending of its name.
    pub setting: Key,
    /// What was doubtful in it.
    pub remarks: Vec<Remark>,
    /// Its articles in another language: id and language.
    pub skipped: Vec<(Id, String)>,
    /// Its articles.
    pub articles: Vec<Known>,
}

impl File {
    /// Whether a file that looks like this must be the same.
    #[must_use]
    pub fn is_seen(&self, stat: &Stat) -> bool {
        self.stat == *stat && stat.rested(self.read)
    }
}

/// What was doubtful in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Remark {
    /// Whether it is more than a note.
    pub is_warning: bool,
    /// Offset, line and column.
    pub place: Option<(usize, usize, usize)>,
    /// What it is.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The id of an article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Id {
    /// Its own.
    Own(String),
    /// That of its file, and this.
    OfFile(String),
}

impl Id {
    /// Of an id in a file that is called this within the corpus.
    #[must_use]
    pub fn new(id: &str, file: &str) -> Self {
        id.strip_prefix(file).map_or_else(|| Self::Own(id.to_owned()), |rest| Self::OfFile(rest.to_owned()))
    }

    /// The id in a file that is now called this.
    #[must_use]
    pub fn within(&self, file: &str) -> String {
        match self {
            Self::Own(id) => id.clone(),
            Self::OfFile(rest) => format!("{file}{rest}"),
        }
    }
}

/// What is known of an article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Known {
    /// Its id.
    pub id: Id,
    /// The key of what was read of it.
    pub key: Key,
    /// Offset in the file, line and column of its first byte.
    pub place: (usize, usize, usize),
    /// The bytes of its record, where it is one of many in a file that is not packed.
    pub record: Option<(u64, u64)>,
    /// Whether it has no date.
    pub is_undated: bool,
    /// Whether a waiver may stand in its file.
    pub has_waivers: bool,
    /// What articles share that can be copies of one another.
    pub head: Option<Mark>,
    /// Sentences with a date, those of them that yielded a claim, and claims.
    pub counts: (usize, usize, usize),
    /// What it shares with articles that it can conflict with: a range of the marks of its index.
    pub marks: Marks,
}

/// A range of the marks of an index: start and length.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Marks(usize, usize);

/// What is known of files.
#[derive(Debug, Default)]
pub struct Index {
    files: Vec<File>,
    /// Their numbers by their paths.
    numbers: FxHashMap<String, usize>,
    marks: Vec<Mark>,
    /// The files that it was read from.
    read: Vec<PathBuf>,
    /// The numbers of what is new, and of what is not to be written.
    new: FxHashSet<usize>,
    passing: FxHashSet<usize>,
    damaged: usize,
}

impl Index {
    /// Reads its files, and counts those that are damaged, which are as if they were not there.
    pub(super) fn open(paths: &[PathBuf]) -> (Self, usize) {
        let mut index = Self::default();
        let mut parts = Vec::new();
        for path in paths {
            let bytes = std::fs::read(path);
            // Another run may have joined it to others.
            if bytes.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
                continue;
            }
            index.read.push(path.clone());
            match bytes.ok().and_then(|bytes| part(&bytes)) {
                Some(part) => parts.push(part),
                None => index.damaged += 1,
            }
        }
        parts.sort_by_key(|(time, ..)| *time);
        for (_, files, marks) in parts {
            let start = index.marks.len();
            index.marks.extend(marks);
            for mut file in files {
                file.articles.iter_mut().for_each(|article| article.marks.0 += start);
                index.put(file);
            }
        }
        let damaged = index.damaged;
        (index, damaged)
    }

    /// The number of a file.
    #[must_use]
    pub fn number(&self, path: &str) -> Option<usize> {
        self.numbers.get(path).copied()
    }

    /// What is known of the file of a number.
    #[must_use]
    pub fn file(&self, number: usize) -> &File {
        &self.files[number]
    }

    /// What an article shares with those that it can conflict with, ascending.
    #[must_use]
    pub fn marks(&self, article: &Known) -> &[Mark] {
        let Marks(start, length) = article.marks;
        self.marks.get(start..start.saturating_add(length)).unwrap_or_default()
    }

    /// Takes in what is new of a file, for this run or to keep it; `marks` are those of each of its articles, ascending.
    /// Gives its number.
    pub fn add(&mut self, mut file: File, marks: &[Vec<Mark>], is_kept: bool) -> usize {
        for (article, marks) in file.articles.iter_mut().zip(marks) {
            article.marks = Marks(self.marks.len(), marks.len());
            self.marks.extend(marks);
        }
        let number = self.put(file);
        let (to, from) = if is_kept { (&mut self.new, &mut self.passing) } else { (&mut self.passing, &mut self.new) };
        to.insert(number);
        from.remove(&number);
        number
    }

    fn put(&mut self, file: File) -> usize {
        let number = *self.numbers.entry(file.path.clone()).or_insert(self.files.len());
        match self.files.get_mut(number) {
            Some(old) => *old = file,
            None => self.files.push(file),
        }
        number
    }

    /// Takes in how a file looks now, which holds what it held.
    pub fn renew(&mut self, number: usize, stat: Stat, read: u64) {
        let file = &mut self.files[number];
        (file.stat, file.read) = (stat, read);
        self.new.insert(number);
    }

    /// What is to be written, and the files that it stands for; `None` where nothing is new.
    pub(super) fn bytes(&self) -> Option<(Vec<u8>, &[PathBuf])> {
        if self.read.len() > MOST_FILES || self.damaged > 0 {
            let kept = (0..self.files.len()).filter(|number| !self.passing.contains(number));
            let all = kept.map(|number| &self.files[number]).filter(|file| Path::new(&file.path).exists());
            return Some((self.write(all.collect())?, &self.read));
        }
        let new: Vec<&File> = self.new.iter().map(|&number| &self.files[number]).collect();
        if new.is_empty() {
            return None;
        }
        Some((self.write(new)?, &[]))
    }

    fn write(&self, mut files: Vec<&File>) -> Option<Vec<u8>> {
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let mut marks: Vec<u8> = Vec::new();
        let mut written = Vec::with_capacity(files.len());
        for file in files {
            let mut file = file.clone();
            for article in &mut file.articles {
                let own = self.marks(article);
                article.marks = Marks(marks.len() / size_of::<Mark>(), own.len());
                marks.extend(own.iter().flat_map(|mark| mark.to_le_bytes()));
            }
            written.push(file);
        }
        let files = postcard::to_allocvec(&written).ok()?;
        let rest = [&now().to_le_bytes()[..], &(files.len() as u64).to_le_bytes(), &files, &marks].concat();
        Some([MAGIC, blake3::hash(&rest).as_bytes(), &rest].concat())
    }
}

/// The time, the files and the marks of a part of the index; `None` where it is damaged.
fn part(bytes: &[u8]) -> Option<(u64, Vec<File>, Vec<Mark>)> {
    let (check, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<32>()?;
    if bytes.len() < HEAD || blake3::hash(rest) != *check {
        return None;
    }
    let (time, rest) = rest.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (files, marks) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    let marks = marks.as_chunks().0.iter().map(|mark| Mark::from_le_bytes(*mark)).collect();
    Some((u64::from_le_bytes(*time), postcard::from_bytes(files).ok()?, marks))
}
