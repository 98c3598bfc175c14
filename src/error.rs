//! Whose fault it is, and what to do about it.
//!
//! A [`Fault`] is the fault of whoever wrote a pack: it knows the file, the very words, and what would
//! be right. All faults of all packs are found in one run, so they are values, gathered in a list.

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of a pack file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Name of the file, as shown to people.
    pub file: Arc<str>,
    /// Its whole text.
    pub text: Arc<str>,
    /// The words, in bytes.
    pub span: Range<usize>,
}

impl Place {
    /// A place in a file; a span that does not fit the text is cut to it.
    #[must_use]
    pub fn new(file: Arc<str>, text: Arc<str>, span: Range<usize>) -> Self {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.min(text.len())).max(start);
        Self { file, text, span: start..end }
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        memchr::memchr_iter(b'\n', &self.text.as_bytes()[..self.span.start]).count() + 1
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.text[self.span.clone()]
    }
}

/// Something wrong in a pack: the fault of its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// Other places that have to do with it, each with what it is: the first of two rules of one id.
    pub others: Vec<(Place, String)>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// A place as a diagnostic of its own, since one diagnostic of miette cannot label two sources.
#[derive(Debug)]
struct Labelled {
    source: NamedSource<Arc<str>>,
    label: LabeledSpan,
    message: String,
}

impl fmt::Display for Labelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Labelled {}

impl Diagnostic for Labelled {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(self.label.clone())))
    }
}

/// A fault with its sources, ready for miette.
#[derive(Debug)]
pub struct FaultReport {
    fault: Fault,
    source: NamedSource<Arc<str>>,
    others: Vec<Labelled>,
}

impl From<Fault> for FaultReport {
    fn from(fault: Fault) -> Self {
        let source = |place: &Place| NamedSource::new(&*place.file, Arc::clone(&place.text));
        let others = fault
            .others
            .iter()
            .map(|(place, message)| Labelled {
                source: source(place),
                label: LabeledSpan::new_with_span(None, place.span.clone()),
                message: message.clone(),
            })
            .collect();
        Self { source: source(&fault.place), others, fault }
    }
}

impl fmt::Display for FaultReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)
    }
}

impl std::error::Error for FaultReport {}

impl Diagnostic for FaultReport {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.fault.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(None, self.fault.place.span.clone()))))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        if self.others.is_empty() {
            return None;
        }
        Some(Box::new(self.others.iter().map(|o| o as &dyn Diagnostic)))
    }
}
