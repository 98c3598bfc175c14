//! Parts: the files in which digests are kept.
//!
//! ```text
//! part  = MAGIC digest* entry* tail .
//! entry = key day offset length check .     16, 2, 8, 4, 8 bytes, little-endian
//! tail  = entries check .                   8, 16 bytes
//! ```
//!
//! A digest is in postcard's form, packed. So that one can be read without the others, its check stands in its entry, and that
//! of the entries behind them.

use super::{Key, today};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The first bytes of a part, with the version of its form.
const MAGIC: &[u8] = b"factlint cache 2\n";
/// Bytes of an entry.
const ENTRY: usize = 38;
/// Bytes of the tail.
const TAIL: usize = 24;

/// A file of the cache.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) path: PathBuf,
    /// `None` where it cannot be opened, or is damaged.
    file: Option<Mutex<File>>,
    /// All of it, where much of it is wanted.
    bytes: Option<Vec<u8>>,
}

/// Where a digest stands in its part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) key: Key,
    /// The day on which it was used last.
    pub(super) day: u16,
    offset: u64,
    length: u32,
    check: [u8; 8],
}

impl Part {
    /// Opens a part, and reads what it holds; `false` where it is damaged.
    pub(super) fn open(path: &Path) -> (Self, Vec<Entry>, bool) {
        let opened = File::open(path).and_then(|mut file| Ok((entries(&mut file)?, file)));
        let part = |file| Self { path: path.to_path_buf(), file, bytes: None };
        match opened {
            Ok((Some(entries), file)) => (part(Some(Mutex::new(file))), entries, true),
            Ok((None, _)) => (part(None), Vec::new(), false),
            // Another run may have taken it away.
            Err(error) => (part(None), Vec::new(), error.kind() == io::ErrorKind::NotFound),
        }
    }

    /// Reads all of it at once: quicker, where much of it is wanted.
    pub(super) fn load(&mut self) {
        let Some(file) = &self.file else { return };
        let Ok(mut file) = file.lock() else { return };
        let mut bytes = Vec::new();
        if file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_end(&mut bytes)).is_ok() {
            drop(file);
            self.bytes = Some(bytes);
        }
    }

    /// The bytes of a digest, if nothing has happened to them.
    pub(super) fn digest(&self, entry: &Entry) -> Option<Vec<u8>> {
        let length = usize::try_from(entry.length).ok()?;
        let bytes = match &self.bytes {
            Some(all) => {
                let from = usize::try_from(entry.offset).ok()?;
                all.get(from..from.checked_add(length)?)?.to_vec()
            }
            None => {
                let mut file = self.file.as_ref()?.lock().ok()?;
                let mut bytes = vec![0; length];
                file.seek(SeekFrom::Start(entry.offset)).ok()?;
                file.read_exact(&mut bytes).ok()?;
                bytes
            }
        };
        (check(&entry.key, &bytes) == entry.check).then_some(bytes)
    }
}

/// A part that is being made.
pub(super) struct Draft {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self { bytes: MAGIC.to_vec(), entries: Vec::new() }
    }

    /// Adds a digest that was used so many days ago.
    pub(super) fn push(&mut self, key: Key, age: u16, digest: &[u8]) {
        let Ok(length) = u32::try_from(digest.len()) else { return };
        let (offset, check) = (self.bytes.len() as u64, check(&key, digest));
        self.entries.push(Entry { key, day: today().saturating_sub(age), offset, length, check });
        self.bytes.extend_from_slice(digest);
    }

    /// The whole part.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        for entry in &self.entries {
            self.bytes.extend_from_slice(&entry.key);
            self.bytes.extend_from_slice(&entry.day.to_le_bytes());
            self.bytes.extend_from_slice(&entry.offset.to_le_bytes());
            self.bytes.extend_from_slice(&entry.length.to_le_bytes());
            self.bytes.extend_from_slice(&entry.check);
        }
        self.bytes.extend_from_slice(&(self.entries.len() as u64).to_le_bytes());
        let check = blake3::hash(&self.bytes[start..]);
        self.bytes.extend_from_slice(&check.as_bytes()[..16]);
        self.bytes
    }
}

/// What a part holds; `None` where that is not to be believed.
fn entries(file: &mut File) -> io::Result<Option<Vec<Entry>>> {
    let size = file.metadata()?.len();
    let Some(tail_at) = size.checked_sub(TAIL as u64) else { return Ok(None) };
    let mut magic = [0; MAGIC.len()];
    let mut tail = [0; TAIL];
    file.read_exact(&mut magic)?;
    file.seek(SeekFrom::Start(tail_at))?;
    file.read_exact(&mut tail)?;
    let (count, wanted) = tail.split_at(8);
    let count = count.try_into().map(u64::from_le_bytes).unwrap_or(u64::MAX);
    let Some(start) = count.checked_mul(ENTRY as u64).and_then(|bytes| tail_at.checked_sub(bytes)) else {
        return Ok(None);
    };
    if magic != *MAGIC || start < MAGIC.len() as u64 {
        return Ok(None);
    }
    let mut table = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.take(size - start).read_to_end(&mut table)?;
    let Some(table) = table.strip_suffix(wanted).filter(|table| blake3::hash(table).as_bytes()[..16] == *wanted) else {
        return Ok(None);
    };
    Ok(table[..table.len() - 8].chunks_exact(ENTRY).map(entry).collect())
}

/// An entry of these bytes.
fn entry(bytes: &[u8]) -> Option<Entry> {
    let (key, bytes) = bytes.split_first_chunk()?;
    let (day, bytes) = bytes.split_first_chunk()?;
    let (offset, bytes) = bytes.split_first_chunk()?;
    let (length, bytes) = bytes.split_first_chunk()?;
    Some(Entry {
        key: *key,
        day: u16::from_le_bytes(*day),
        offset: u64::from_le_bytes(*offset),
        length: u32::from_le_bytes(*length),
        check: bytes.try_into().ok()?,
    })
}

/// The check of a digest, and of whose it is.
fn check(key: &Key, digest: &[u8]) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key).update(digest);
    let mut check = [0; 8];
    check.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    check
}
