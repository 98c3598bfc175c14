//! What was wrong with an input: whose fault it is, where, and what to do.

use crate::source::Source;
use std::fmt;

/// How much a [`Problem`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Everything was read; the reader should know how.
    Note,
    /// Something was read, but not as it was meant: an impossible date, a record's id used twice.
    Warning,
    /// Something was not read at all: the run has not seen the whole input.
    Error,
}

/// Where in an input a problem lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Byte offset in the original file.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// Of an offset of a source's text.
    #[must_use]
    pub fn of(source: &Source, offset: u32) -> Self {
        let position = source.position(offset);
        Self { offset: source.original(offset), line: position.line, column: position.column }
    }
}

/// An input, or a part of one, that could not be read as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// The path as the user gave it.
    pub name: String,
    /// Where in the file; `None` for the file as a whole.
    pub place: Option<Place>,
    /// What is wrong, a sentence without a full stop.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
}

impl Problem {
    /// A problem with a whole file or path.
    pub(super) fn of(severity: Severity, name: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { severity, name: name.into(), place: None, message: message.into(), help: help.into() }
    }

    /// The same problem, at this offset of a file's text.
    pub(super) fn at(mut self, source: &Source, offset: u32) -> Self {
        self.place = Some(Place::of(source, offset));
        self
    }

    /// The same problem, at this byte of an undecoded file.
    pub(super) fn at_byte(mut self, bytes: &[u8], offset: usize) -> Self {
        let before = &bytes[..offset.min(bytes.len())];
        let start = memchr::memrchr(b'\n', before).map_or(0, |i| i + 1);
        self.place = Some(Place {
            offset,
            line: memchr::memchr_iter(b'\n', before).count() + 1,
            column: String::from_utf8_lossy(&before[start..]).chars().count() + 1,
        });
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if let Some(place) = self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        write!(f, ": {}", self.message)
    }
}
