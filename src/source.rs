//! Sources: the bytes of an input, the text read from them, and the way back.
//!
//! Everything inside factlint counts in bytes of [`Source::text`]; a [`Span`] is a half-open range of
//! them. Only at the edge, when something is printed, are they turned into offsets of the original
//! bytes ([`Source::original`]) or into lines and columns ([`Source::position`]). This file is the
//! only place that does so.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of bytes in a [`Source`]'s text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl Span {
    /// A span of a text, which is at most 4 GiB long.
    ///
    /// # Panics
    /// Where an offset does not fit into 32 bits; [`Source`] refuses such texts.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let fit = |x: usize| u32::try_from(x).expect("a source is at most 4 GiB long");
        Self { start: fit(start), end: fit(end) }
    }

    /// The range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of `text` that the span covers.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same words, counted from a byte of the text.
    #[must_use]
    pub fn from(self, start: u32) -> Self {
        Self { start: self.start.saturating_sub(start), end: self.end.saturating_sub(start) }
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A place for people: both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line of the file.
    pub line: usize,
    /// Column, in characters (Unicode scalar values).
    pub column: usize,
}

/// Where a source's text comes from.
#[derive(Clone, Debug)]
enum Origin {
    /// The file itself. `shifts` holds, ascending, the text offsets from which an original byte offset
    /// differs by another amount; empty for UTF-8.
    File { shifts: Vec<Shift> },
    /// A record of a JSON Lines file: offsets are those of the decoded text.
    Record { line: usize },
    /// A part of one of both.
    Excerpt(Origins),
}

/// Where an excerpt stands in the source that it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    /// Its first byte, in the original bytes of the file or the decoded text of the record.
    pub offset: usize,
    /// Its line.
    pub line: usize,
    /// Its column, in characters.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub column: usize,
    /// Its column, in bytes of UTF-8.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub byte_column: usize,
    /// Whether it is of a record.
    #[serde(default, skip_serializing_if = "is_not")]
    pub is_record: bool,
    /// Whether each of its characters was one byte.
    #[serde(default, skip_serializing_if = "is_not")]
    pub is_single_byte: bool,
}

/// The first column.
fn first() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_first(column: &usize) -> bool {
    *column == first()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_not(value: &bool) -> bool {
    !value
}

/// From `text` on, original offset = text offset - `less`: a byte of a legacy encoding that became
/// several bytes of UTF-8 pushes all that follows.
#[derive(Clone, Copy, Debug)]
struct Shift {
    text: u32,
    less: u32,
}

/// One text with its name and the way back to the original bytes.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    origin: Origin,
    /// Byte offset of each line's first byte; empty for a record.
    lines: Vec<u32>,
}

impl Source {
    /// A file that is UTF-8, byte-order mark and line ends left as they are.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::build(name.into(), text.into(), Origin::File { shifts: Vec::new() })
    }

    /// A record of a JSON Lines file; `line` is the record's, from 1.
    #[must_use]
    pub fn record(name: impl Into<String>, text: impl Into<String>, line: usize) -> Self {
        Self::build(name.into(), text.into(), Origin::Record { line })
    }

    /// A file in Windows-1252, the encoding of old pages: each of its bytes is one character.
    #[must_use]
    pub fn windows_1252(name: impl Into<String>, bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
        let mut shifts = Vec::new();
        let mut less = 0u32;
        for (i, &byte) in bytes.iter().enumerate() {
            if byte.is_ascii() {
                text.push(char::from(byte));
            } else {
                let (decoded, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes[i..=i]);
                text.push_str(&decoded);
                less += u32::try_from(decoded.len() - 1).expect("a character is at most four bytes");
                shifts.push(Shift { text: Span::new(text.len(), text.len()).start, less });
            }
        }
        Self::build(name.into(), text, Origin::File { shifts })
    }

    /// A part of another source, which is not at hand.
    #[must_use]
    pub fn excerpt(name: impl Into<String>, text: impl Into<String>, origins: Origins) -> Self {
        Self::build(name.into(), text.into(), Origin::Excerpt(origins))
    }

    /// Where a part of this source stands, for its [excerpt](Self::excerpt).
    #[must_use]
    pub fn origins(&self, part: Span) -> Origins {
        let Position { line, column } = self.position(part.start);
        Origins {
            offset: self.original(part.start),
            line,
            column,
            byte_column: self.byte_column(part.start),
            is_record: self.is_record(),
            is_single_byte: match &self.origin {
                Origin::File { shifts } => !shifts.is_empty(),
                Origin::Record { .. } => false,
                Origin::Excerpt(origins) => origins.is_single_byte,
            },
        }
    }

    fn build(name: String, text: String, origin: Origin) -> Self {
        let lines = match origin {
            Origin::Record { .. } | Origin::Excerpt(Origins { is_record: true, .. }) => Vec::new(),
            Origin::File { .. } | Origin::Excerpt(_) => std::iter::once(0)
                .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| Span::new(i + 1, i + 1).start))
                .collect(),
        };
        Self { name, text, origin, lines }
    }

    /// Name shown to people and written to output: the path as given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, UTF-8; all spans are of it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset in the original bytes of a file, or in the decoded text of a record.
    #[must_use]
    pub fn original(&self, offset: u32) -> usize {
        let less = match &self.origin {
            Origin::Record { .. } => 0,
            Origin::Excerpt(origins) => {
                let before = &self.text[..self.text.floor_char_boundary(offset as usize)];
                let bytes = if origins.is_single_byte { before.chars().count() } else { before.len() };
                return origins.offset.saturating_add(bytes);
            }
            Origin::File { shifts } => match shifts.partition_point(|s| s.text <= offset) {
                0 => 0,
                n => shifts[n - 1].less,
            },
        };
        (offset - less) as usize
    }

    /// Whether it is a record of a JSON Lines file: then its offsets and columns are those of its decoded text.
    #[must_use]
    pub fn is_record(&self) -> bool {
        matches!(self.origin, Origin::Record { .. } | Origin::Excerpt(Origins { is_record: true, .. }))
    }

    /// The column of a byte offset in bytes of UTF-8, from 1: what reviewdog and vim's `%c` count.
    #[must_use]
    pub fn byte_column(&self, offset: u32) -> usize {
        let at = self.text.floor_char_boundary(offset as usize);
        let line = self.lines.partition_point(|&start| start as usize <= at);
        let before = match &self.origin {
            Origin::Excerpt(origins) if line <= 1 => origins.byte_column,
            _ => 1,
        };
        (at - line.checked_sub(1).map_or(0, |line| self.lines[line] as usize)).saturating_add(before)
    }

    /// Line and column of a byte offset of the text. For a record, its line and the column in its text.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let at = self.text.floor_char_boundary(offset as usize);
        let (line, start) = match self.origin {
            Origin::Record { line } => (line, 0),
            Origin::Excerpt(origins) => return self.position_of(origins, at),
            Origin::File { .. } => {
                let line = self.lines.partition_point(|&start| start <= offset);
                (line, self.lines[line - 1] as usize)
            }
        };
        let from = if start == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(at) } else { start };
        Position { line, column: self.text[from..at.max(from)].chars().count() + 1 }
    }

    /// The position of a byte of an excerpt: on its first line, columns go on from where it begins.
    fn position_of(&self, origins: Origins, at: usize) -> Position {
        let below = self.lines.partition_point(|&start| start as usize <= at).saturating_sub(1);
        let start = self.lines.get(below).map_or(0, |&start| start as usize);
        let before = if below == 0 { origins.column } else { 1 };
        let column = before.saturating_add(self.text[start..at].chars().count());
        Position { line: origins.line.saturating_add(below), column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Offsets behind a character of a legacy encoding are those of the original bytes.
    #[test]
    fn windows_1252_offsets_are_the_original_ones() {
        let source = Source::windows_1252("page.txt", b"caf\xe9 \x97 2002");
        assert_eq!(source.text(), "café — 2002");
        let year = source.text().find("2002").unwrap();
        assert_eq!(source.original(Span::new(year, year).start), 7);
    }

    /// An excerpt keeps the places of what it is of.
    #[test]
    fn excerpts_keep_their_places() {
        let text = "\u{feff}Old\u{a0}news\nIt is caf\u{e9} 2002.\nSecond, \u{e9} too.\n";
        let sources = [
            Source::new("a.txt", text),
            Source::record("a", text, 7),
            Source::windows_1252("a", b"caf\xe9 \x97 2002\nand \xe9"),
        ];
        for source in sources {
            let all = Span::new(source.text().find(' ').unwrap_or(5) + 1, source.text().len());
            let excerpt = Source::excerpt("a.txt", all.of(source.text()), source.origins(all));
            for (at, _) in all.of(source.text()).char_indices() {
                let (at, there) = (Span::new(at, at).start, Span::new(at, at).start + all.start);
                assert_eq!(excerpt.position(at), source.position(there));
                assert_eq!(excerpt.original(at), source.original(there));
                assert_eq!(excerpt.byte_column(at), source.byte_column(there));
            }
        }
    }

    /// Columns count characters, not bytes, and a byte-order mark is none.
    #[test]
    fn columns_count_characters() {
        let source = Source::new("a.txt", "\u{feff}é 2002\nsecond");
        assert_eq!(source.position(6), Position { line: 1, column: 3 });
        assert_eq!(source.position(11), Position { line: 2, column: 1 });
    }
}
