//! The cache: what was read of articles, kept from run to run.
//!
//! Reading an article is a pure function of the article, the packs and the program ([`Linter::read`]), so what was
//! read of it is filed under the hash of all three:
//!
//! ```text
//! .factlint_cache/CACHEDIR.TAG, .gitignore     it is a cache, and nothing for git
//! .factlint_cache/<program and packs>/*.part   entries, those of one run in one file
//! part  = MAGIC entry* .
//! entry = key day length check digest .        16, 2, 4, 8 bytes, little-endian; the digest in postcard's form
//! ```
//!
//! The key is the hash (BLAKE3) of all of the article that can be read: its text, how it is cut, its date. So a date of
//! the configuration or another layout makes another article, and a renamed file the same one.
//!
//! # Safety
//!
//! A part is written whole under another name, then renamed, and never changed: a run that is killed, or two at once,
//! leave whole parts. An entry is believed only if its check agrees, the hash of all the rest of it; whatever does not
//! is read again. The folder can be deleted at any time, and where it cannot be written the run is merely slower.
//!
//! # Limits
//!
//! The files are still found, read and cut at each run, since the key is a hash of what they say, and all claims
//! are compared again; only the reading of sentences is saved. Parts are joined when there are many; an entry that
//! was not used for a month is then forgotten. Of the programs and packs that were in use, the last few are kept.

use crate::corpus::{Article, Block};
use crate::files;
use crate::interval::day_number;
use crate::linter::{Digest, Linter};
use crate::source::Span;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

/// The folder's name.
pub const NAME: &str = ".factlint_cache";
/// The first bytes of a part, with the version of its form.
const MAGIC: &[u8] = b"factlint cache 1\n";
/// The ending of a part's name.
const PART: &str = "part";
/// Bytes of an entry before its digest.
const HEAD: usize = 30;
/// Articles that are read before what is new of them is kept: a run that is killed loses no more.
const CHUNK: usize = 1 << 14;
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

/// Which article an entry is of.
type Key = [u8; 16];

/// What was read of articles, in a folder; or nothing, where there is to be no cache.
#[derive(Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    parts: Vec<Part>,
    entries: FxHashMap<Key, Entry>,
    wanted: FxHashSet<Key>,
    used: Used,
}

/// A file of the cache.
#[derive(Debug)]
struct Part {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// Where an entry stands.
#[derive(Clone, Debug)]
struct Entry {
    part: usize,
    /// With its head.
    range: Range<usize>,
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
        hasher.update(MAGIC).update(env!("FACTLINT_BUILD").as_bytes()).update(packs);
        let folder = root.join(&hasher.finalize().to_hex()[..16]);
        let mut cache = Self { folder: Some(folder.clone()), ..Self::default() };
        let listed = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
        let mut paths: Vec<PathBuf> = listed.filter(|path| path.extension().is_some_and(|end| end == PART)).collect();
        paths.sort_unstable();
        for path in paths {
            if let Ok(bytes) = fs::read(&path) {
                cache.add(Part { path, bytes });
            }
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
        if self.wants_joining() {
            self.join();
        }
        digests
    }

    /// What is read of one article.
    fn one(&self, linter: &Linter, article: &Article) -> One {
        let key = self.folder.as_ref().and_then(|_| key(article));
        let entry = key.as_ref().and_then(|key| self.entries.get(key));
        if let Some(digest) = entry.and_then(|entry| self.digest(entry)) {
            return One { digest, key, new: None, is_damaged: false };
        }
        let digest = linter.read(article);
        let new = key.and_then(|_| postcard::to_allocvec(&digest).ok());
        One { digest, key, new, is_damaged: entry.is_some() }
    }

    /// The digest of an entry, if nothing has happened to it.
    fn digest(&self, entry: &Entry) -> Option<Digest> {
        let bytes = self.whole(entry)?;
        postcard::from_bytes(&bytes[HEAD..]).ok()
    }

    /// The bytes of an entry, if nothing has happened to them.
    fn whole(&self, entry: &Entry) -> Option<&[u8]> {
        let bytes = &self.parts[entry.part].bytes[entry.range.clone()];
        (check(bytes) == bytes[HEAD - 8..HEAD]).then_some(bytes)
    }

    /// Files the entries of a part.
    fn add(&mut self, part: Part) {
        let bytes = &part.bytes;
        let mut at = if bytes.starts_with(MAGIC) { MAGIC.len() } else { bytes.len() };
        self.used.damaged += usize::from(!bytes.starts_with(MAGIC));
        let number = self.parts.len();
        while at < bytes.len() {
            let Some((key, end)) = head(bytes, at) else {
                self.used.damaged += 1;
                break;
            };
            self.entries.insert(key, Entry { part: number, range: at..end });
            at = end;
        }
        self.parts.push(part);
    }

    /// Writes what is new to a part of its own.
    fn keep(&mut self, fresh: Vec<(Key, Vec<u8>)>) {
        if fresh.is_empty() {
            return;
        }
        let mut bytes = MAGIC.to_vec();
        let mut written = FxHashSet::default();
        for (key, digest) in fresh.iter().filter(|(key, _)| written.insert(*key)) {
            push(&mut bytes, key, today(), digest);
        }
        match self.write(bytes) {
            Ok(Some(part)) => self.add(part),
            Ok(None) => {}
            Err(error) => self.used.fault = Some(error),
        }
    }

    /// Writes a part.
    fn write(&self, bytes: Vec<u8>) -> io::Result<Option<Part>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let is_new = !folder.exists();
        prepare(folder)?;
        if is_new {
            clear_others(folder);
        }
        let path = folder.join(&blake3::hash(&bytes).to_hex()[..16]).with_extension(PART);
        files::save(&path, &bytes)?;
        Ok(Some(Part { path, bytes }))
    }

    /// Whether parts are many or damaged, or entries that are in use look as if they were not.
    fn wants_joining(&self) -> bool {
        let is_old = |key: &Key| self.entries.get(key).is_some_and(|entry| self.age(entry) > REFRESHED);
        self.parts.len() > MOST_PARTS || self.used.damaged > 0 || self.wanted.iter().any(is_old)
    }

    /// Days since an entry was marked as used.
    fn age(&self, entry: &Entry) -> u16 {
        let bytes = &self.parts[entry.part].bytes[entry.range.clone()];
        today().saturating_sub(u16::from_le_bytes([bytes[16], bytes[17]]))
    }

    /// Joins all parts to one, without what is damaged or was not used for long.
    fn join(&mut self) {
        let mut bytes = MAGIC.to_vec();
        let mut entries: Vec<(&Key, &Entry)> = self.entries.iter().collect();
        entries.sort_unstable_by_key(|(key, _)| **key);
        for (key, entry) in entries {
            let is_used = self.wanted.contains(key);
            let age = if is_used { 0 } else { self.age(entry) };
            if let Some(whole) = self.whole(entry).filter(|_| age <= FORGOTTEN) {
                push(&mut bytes, key, today() - age, &whole[HEAD..]);
            }
        }
        match self.write(bytes) {
            Ok(joined) => {
                let joined = joined.map(|part| part.path);
                for part in self.parts.iter().filter(|part| Some(&part.path) != joined.as_ref()) {
                    // Another run may have taken it away already.
                    let _ = fs::remove_file(&part.path);
                }
            }
            Err(error) => self.used.fault = Some(error),
        }
    }
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
fn key(article: &Article) -> Option<Key> {
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

/// Adds an entry to a part.
fn push(bytes: &mut Vec<u8>, key: &Key, day: u16, digest: &[u8]) {
    let Ok(length) = u32::try_from(digest.len()) else { return };
    let start = bytes.len();
    bytes.extend_from_slice(key);
    bytes.extend_from_slice(&day.to_le_bytes());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&[0; 8]);
    bytes.extend_from_slice(digest);
    let check = check(&bytes[start..]);
    bytes[start + HEAD - 8..start + HEAD].copy_from_slice(&check);
}

/// The key and the end of the entry that begins there; `None` where it goes past the end.
fn head(bytes: &[u8], at: usize) -> Option<(Key, usize)> {
    let head = bytes.get(at..at.checked_add(HEAD)?)?;
    let length = u32::from_le_bytes(head[18..22].try_into().ok()?);
    let end = (at + HEAD).checked_add(usize::try_from(length).ok()?)?;
    Some((head[..16].try_into().ok()?, end)).filter(|_| end <= bytes.len())
}

/// The check of an entry: a hash of all of it but the check itself.
fn check(entry: &[u8]) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&entry[..HEAD - 8]).update(&entry[HEAD..]);
    let mut check = [0; 8];
    check.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    check
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
