//! The cache: what was read of articles, kept from run to run.
//!
//! Reading an article is a pure function of the article, the packs and the program ([`Linter::read`]), so what was
//! read of it is filed under the hash of all three:
//!
//! ```text
//! .factlint_cache/CACHEDIR.TAG, .gitignore     it is a cache, and nothing for git
//! .factlint_cache/<program and packs>/*.part   digests, those of one run in one file
//! .factlint_cache/<program and packs>/*.index  what is known of files
//! ```
//!
//! The key of a digest is the hash (BLAKE3) of all of the article that can be read: its text, how it is cut, its date. So
//! a date of the configuration or another layout makes another article, and a renamed file the same one. The
//! [`index`] tells, without opening a file, which articles it holds and with which others they can conflict.
//!
//! # Safety
//!
//! A file is written whole under another name, then renamed, and never changed: a run that is killed, or two at once,
//! leave whole files. All that is read back is believed only if its hash agrees; whatever does not is read again. The
//! folder can be deleted at any time, and where it cannot be written the run is merely slower.
//!
//! # Limits
//!
//! Parts are joined when there are many; a digest that was not used for a month is then forgotten. Of the programs and
//! packs that were in use, the last few are kept.

pub mod index;
mod part;

use crate::corpus::{Article, Block};
use crate::files;
use crate::interval::day_number;
use crate::linter::{Digest, Linter};
use crate::source::Span;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use index::Index;
use part::{Draft, Entry, Part};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

/// The folder's name.
pub const NAME: &str = ".factlint_cache";
/// The version of the form of all that is kept.
const VERSION: u8 = 2;
/// The ending of a part's name.
const PART: &str = "part";
/// Articles that are read before what is new of them is kept: a run that is killed loses no more.
const CHUNK: usize = 1 << 14;
/// Where more than one digest of so many is wanted, all are read at once.
const SOME: usize = 8;
/// More parts than this are joined to one.
const MOST_PARTS: usize = 8;
/// An entry that was not used for so many days is forgotten when parts are joined.
const FORGOTTEN: u16 = 30;
/// An entry that was used is not marked so again before so many days have passed.
const REFRESHED: u16 = 10;
/// Folders of other programs and packs that are kept.
const OTHERS: usize = 3;
/// What a run was writing when it was killed is taken away after this time.
const LEFT_OVER: Duration = Duration::from_secs(3600);

/// Which article a digest is of.
pub type Key = [u8; 16];

/// What was read of articles, in a folder; or nothing, where there is to be no cache.
#[derive(Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    parts: Vec<Part>,
    /// The digests, each with the number of its part.
    entries: FxHashMap<Key, (usize, Entry)>,
    wanted: FxHashSet<Key>,
    used: Used,
}

/// How a cache was used.
#[derive(Debug, Default)]
pub struct Used {
    /// Articles that were asked for.
    pub articles: usize,
    /// Those that it knew.
    pub known: usize,
    /// Entries and parts that were damaged.
    pub damaged: usize,
    /// Why what is new was not kept.
    pub fault: Option<io::Error>,
}

impl Cache {
    /// No cache: every article is read.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Opens the cache in a folder, which need not be there, for packs of this [mark](crate::pack::Packs::mark). What
    /// cannot be read is as if it were not there.
    #[must_use]
    pub fn open(root: &Path, packs: &[u8; 32]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[VERSION]).update(env!("FACTLINT_BUILD").as_bytes()).update(packs);
        let folder = root.join(&hasher.finalize().to_hex()[..16]);
        let mut cache = Self { folder: Some(folder.clone()), ..Self::default() };
        for path in listed(&folder, PART) {
            cache.add(&path);
        }
        cache
    }

    /// How it was used so far.
    #[must_use]
    pub fn used(&self) -> &Used {
        &self.used
    }

    /// What is read of articles, in their order: from the cache, and by the linter where it does not know them, which
    /// is then kept. `done` is called for each article.
    pub fn read(&mut self, linter: &Linter, articles: &[Article], done: &(dyn Fn() + Sync)) -> Vec<Digest> {
        let mut digests = Vec::with_capacity(articles.len());
        if articles.len() > self.entries.len() / SOME {
            self.parts.iter_mut().for_each(Part::load);
        }
        for chunk in articles.chunks(CHUNK) {
            let read: Vec<One> = chunk
                .par_iter()
                .map(|article| {
                    let one = self.one(linter, article);
                    done();
                    one
                })
                .collect();
            let mut fresh = Vec::new();
            for One { digest, key, new, is_damaged } in read {
                self.used.articles += 1;
                self.used.known += usize::from(key.is_some() && new.is_none());
                self.used.damaged += usize::from(is_damaged);
                self.wanted.extend(key);
                fresh.extend(key.zip(new));
                digests.push(digest);
            }
            self.keep(fresh);
        }
        digests
    }

    /// Marks articles as used that need not be read.
    pub fn touch(&mut self, keys: impl IntoIterator<Item = Key>) {
        self.wanted.extend(keys);
    }

    /// The index of the files whose articles it knows.
    #[must_use]
    pub fn index(&mut self) -> Index {
        let Some(folder) = &self.folder else { return Index::default() };
        let (index, damaged) = Index::open(&listed(folder, index::ENDING));
        self.used.damaged += damaged;
        index
    }

    /// Keeps what is new in an index.
    pub fn keep_index(&mut self, index: &Index) {
        let Some((bytes, old)) = index.bytes() else { return };
        match self.write(&bytes, index::ENDING) {
            Ok(written) => {
                for path in old.iter().filter(|path| Some(*path) != written.as_ref()) {
                    // Another run may have taken it away already.
                    let _ = fs::remove_file(path);
                }
            }
            Err(error) => self.used.fault = Some(error),
        }
    }

    /// Ends a run: joins the parts, where they are many.
    pub fn close(&mut self) {
        if self.wants_joining() {
            self.join();
        }
    }

    /// What is read of one article.
    fn one(&self, linter: &Linter, article: &Article) -> One {
        let key = self.folder.as_ref().and_then(|_| key(article));
        let is_filed = key.as_ref().is_some_and(|key| self.entries.contains_key(key));
        if let Some(digest) = key.as_ref().and_then(|key| self.digest(key)) {
            return One { digest, key, new: None, is_damaged: false };
        }
        let digest = linter.read(article);
        let new = key.and_then(|_| packed(&digest).ok());
        One { digest, key, new, is_damaged: is_filed }
    }

    /// Whether the digest of an article is there, damaged or not.
    #[must_use]
    pub fn holds(&self, key: &Key) -> bool {
        self.entries.contains_key(key)
    }

    /// The digest of an article, if it is known and nothing has happened to it.
    #[must_use]
    pub fn digest(&self, key: &Key) -> Option<Digest> {
        let (part, entry) = self.entries.get(key)?;
        unpacked(&self.parts[*part].digest(entry)?).ok()
    }

    /// Files the digests of a part.
    fn add(&mut self, path: &Path) {
        let (part, entries, is_whole) = Part::open(path);
        self.used.damaged += usize::from(!is_whole);
        let number = self.parts.len();
        self.entries.extend(entries.into_iter().map(|entry| (entry.key, (number, entry))));
        self.parts.push(part);
    }

    /// Writes what is new to a part of its own.
    fn keep(&mut self, fresh: Vec<(Key, Vec<u8>)>) {
        if fresh.is_empty() {
            return;
        }
        let mut draft = Draft::new();
        let mut written = FxHashSet::default();
        for (key, digest) in fresh.iter().filter(|(key, _)| written.insert(*key)) {
            draft.push(*key, 0, digest);
        }
        match self.write(&draft.finish(), PART) {
            Ok(Some(path)) => self.add(&path),
            Ok(None) => {}
            Err(error) => self.used.fault = Some(error),
        }
    }

    /// Writes a file of the cache.
    fn write(&self, bytes: &[u8], ending: &str) -> io::Result<Option<PathBuf>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let is_new = !folder.exists();
        prepare(folder)?;
        if is_new {
            clear_others(folder);
        }
        let path = folder.join(&blake3::hash(bytes).to_hex()[..16]).with_extension(ending);
        files::save(&path, bytes)?;
        Ok(Some(path))
    }

    /// Whether parts are many or damaged, or entries that are in use look as if they were not.
    fn wants_joining(&self) -> bool {
        let is_old = |key: &Key| self.entries.get(key).is_some_and(|(_, entry)| age(entry) > REFRESHED);
        self.parts.len() > MOST_PARTS || self.used.damaged > 0 || self.wanted.iter().any(is_old)
    }

    /// Joins all parts to one, without what is damaged or was not used for long.
    fn join(&mut self) {
        self.parts.iter_mut().for_each(Part::load);
        let mut draft = Draft::new();
        let mut entries: Vec<&(usize, Entry)> = self.entries.values().collect();
        entries.sort_unstable_by_key(|(_, entry)| entry.key);
        for (part, entry) in entries {
            let age = if self.wanted.contains(&entry.key) { 0 } else { age(entry) };
            if let Some(digest) = self.parts[*part].digest(entry).filter(|_| age <= FORGOTTEN) {
                draft.push(entry.key, age, &digest);
            }
        }
        match self.write(&draft.finish(), PART) {
            Ok(joined) => {
                for part in self.parts.iter().filter(|part| Some(&part.path) != joined.as_ref()) {
                    // Another run may have taken it away already.
                    let _ = fs::remove_file(&part.path);
                }
            }
            Err(error) => self.used.fault = Some(error),
        }
    }
}

/// A digest as it is kept: postcard's form, packed, since claims say the same names again and again.
fn packed(digest: &Digest) -> io::Result<Vec<u8>> {
    let bytes = postcard::to_allocvec(digest).map_err(io::Error::other)?;
    let mut packed = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::fast());
    packed.write_all(&bytes)?;
    packed.finish()
}

fn unpacked(bytes: &[u8]) -> io::Result<Digest> {
    let mut unpacked = Vec::with_capacity(bytes.len() * 3);
    DeflateDecoder::new(bytes).read_to_end(&mut unpacked)?;
    postcard::from_bytes(&unpacked).map_err(io::Error::other)
}

/// Days since a digest was marked as used.
fn age(entry: &Entry) -> u16 {
    today().saturating_sub(entry.day)
}

/// The files of a folder with this ending, in the order of their names.
fn listed(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = listed.filter(|path| path.extension().is_some_and(|end| end == ending)).collect();
    paths.sort_unstable();
    paths
}

/// What came of one article.
struct One {
    digest: Digest,
    key: Option<Key>,
    /// What is to be kept.
    new: Option<Vec<u8>>,
    is_damaged: bool,
}

/// All of an article that can be read of it.
#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
    span: Span,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<i32>,
    retrieved: Option<String>,
    blocks: &'a [Block],
    gaps: &'a [Span],
}

/// The key of an article; `None` where it has none, and is not kept.
#[must_use]
pub fn key(article: &Article) -> Option<Key> {
    let content = Content {
        text: article.source.text().get(article.span.range())?,
        span: article.span,
        title: article.title.as_deref(),
        outlet: article.outlet.as_deref(),
        published: article.published.map(day_number),
        retrieved: article.retrieved.map(|moment| moment.to_string()),
        blocks: &article.blocks,
        gaps: &article.gaps,
    };
    let bytes = postcard::to_allocvec(&content).ok()?;
    blake3::hash(&bytes).as_bytes()[..16].try_into().ok()
}

/// Days since 1970.
fn today() -> u16 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u16::try_from(since.as_secs() / 86_400).unwrap_or(u16::MAX)
}

/// Makes the folder, and what tells others what it is; takes away what killed runs left in it.
fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let root = folder.parent().unwrap_or(folder);
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of factlint, which can be deleted at any time.\n# See https://bford.info/cachedir/\n";
    for (name, text) in [("CACHEDIR.TAG", tag), (".gitignore", "*\n")] {
        let path = root.join(name);
        if !path.exists() {
            files::save(&path, text.as_bytes())?;
        }
    }
    let is_left_over = |entry: &fs::DirEntry| {
        let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
        entry.path().extension().is_some_and(|end| end == "tmp") && age.is_some_and(|age| age > LEFT_OVER)
    };
    for entry in fs::read_dir(folder)?.filter_map(Result::ok).filter(is_left_over) {
        let _ = fs::remove_file(entry.path());
    }
    Ok(())
}

/// Takes away the folders of other programs and packs, but for the last few.
fn clear_others(folder: &Path) {
    let root = folder.parent().into_iter().flat_map(fs::read_dir).flatten().filter_map(Result::ok);
    let others = root.map(|entry| entry.path()).filter(|path| path.is_dir() && path != folder);
    let modified = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    let mut others: Vec<(Option<SystemTime>, PathBuf)> = others.map(|path| (modified(&path), path)).collect();
    others.sort_unstable();
    for (_, path) in others.iter().rev().skip(OTHERS) {
        // Another run may have taken it away already.
        let _ = fs::remove_dir_all(path);
    }
}
