//! Emphasis on a terminal, and none elsewhere.

use std::fmt;

/// Whether and how text is emphasised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    colour: bool,
    links: bool,
    width: usize,
}

/// The narrowest and the widest line: a report needs some room, and long lines are hard to read.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;

impl Default for Style {
    fn default() -> Self {
        Self::new(false)
    }
}

/// Text with its emphasis.
#[derive(Clone, Copy, Debug)]
pub struct Styled<T> {
    text: T,
    codes: &'static str,
}

impl Style {
    /// With colours or without, and lines of 80 columns.
    #[must_use]
    pub fn new(colour: bool) -> Self {
        Self { colour, links: false, width: 80 }
    }

    /// With lines of this many columns, or as many as can be read well.
    #[must_use]
    pub fn with_width(self, columns: usize) -> Self {
        Self { width: columns.clamp(*WIDTHS.start(), *WIDTHS.end()), ..self }
    }

    /// With links that a terminal opens, or without.
    #[must_use]
    pub fn with_links(self, links: bool) -> Self {
        Self { links, ..self }
    }

    /// Text that opens an address where it is clicked, if there are links (OSC 8, as terminals have it).
    #[must_use]
    pub fn link(self, address: Option<String>, text: &str) -> String {
        match address.filter(|_| self.links) {
            Some(address) => format!("\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"),
            None => text.to_owned(),
        }
    }

    /// Columns of a line.
    #[must_use]
    pub fn width(self) -> usize {
        self.width
    }

    /// Whether there are colours.
    #[must_use]
    pub fn has_colour(self) -> bool {
        self.colour
    }

    fn with<T>(self, codes: &'static str, text: T) -> Styled<T> {
        Styled { text, codes: if self.colour { codes } else { "" } }
    }

    /// A heading.
    #[must_use]
    pub fn bold<T>(self, text: T) -> Styled<T> {
        self.with("\x1b[1m", text)
    }

    /// What can be skipped.
    #[must_use]
    pub fn dim<T>(self, text: T) -> Styled<T> {
        self.with("\x1b[2m", text)
    }

    /// What is wrong.
    #[must_use]
    pub fn error<T>(self, text: T) -> Styled<T> {
        self.with("\x1b[1;31m", text)
    }

    /// What may be wrong.
    #[must_use]
    pub fn warning<T>(self, text: T) -> Styled<T> {
        self.with("\x1b[1;33m", text)
    }

    /// What was found.
    #[must_use]
    pub fn found<T>(self, text: T) -> Styled<T> {
        self.with("\x1b[36m", text)
    }
}

impl<T: fmt::Display> fmt::Display for Styled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.codes.is_empty() { "" } else { "\x1b[0m" };
        write!(f, "{}{}{end}", self.codes, self.text)
    }
}
