//! The stages for people: how a page was cut, which dates and which claims were read.

use super::json::{kind, modifier};
use super::style::Style;
use super::window::printable;
use super::{count, wrap};
use crate::corpus::{Article, BlockKind};
use crate::source::Span;
use crate::text::Text;
use crate::timex::{Basis, Timex};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the articles of one file: what each is, and what was left out.
///
/// # Errors
/// Where it cannot be written.
pub fn articles(out: &mut dyn Write, style: Style, articles: &[Article]) -> io::Result<()> {
    for page in articles.chunk_by(|a, b| a.source.name() == b.source.name()) {
        let name = printable(page[0].source.name());
        writeln!(out, "{}  {}", style.bold(name), style.dim(count(page.len(), "article")))?;
        for article in page {
            let source = &article.source;
            let (from, to) = (source.position(article.span.start).line, source.position(article.span.end).line);
            let day = article.published.map_or_else(|| "undated   ".to_owned(), |day| day.to_string());
            let outlet = printable(article.outlet.as_deref().unwrap_or("-"));
            let title = printable(article.title.as_deref().unwrap_or("(no headline)"));
            writeln!(out, "  {:>10}  {}  {outlet}", format!("{from}-{to}"), style.found(day))?;
            writeln!(out, "              {}", shorten(&title, style.width() - 14))?;
            let captions = article.blocks.iter().filter(|b| b.kind == BlockKind::Caption).count();
            let paragraphs = article.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph).count();
            let mut parts = vec![count(paragraphs, "paragraph")];
            parts.extend((captions > 0).then(|| count(captions, "caption")));
            let text: usize = article.blocks.iter().map(|b| b.span.len()).sum();
            parts.push(format!("{text} bytes"));
            let gaps = left_out(source.text(), article.span, article);
            if gaps > 0 {
                parts.push(format!("{gaps} bytes inside left out"));
            }
            writeln!(out, "              {}", style.dim(parts.join(", ")))?;
        }
        boilerplate(out, style, page)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Bytes of text of an article that belong to none of its blocks.
fn left_out(text: &str, span: Span, article: &Article) -> usize {
    let mut at = span.start as usize;
    let mut left = 0;
    for block in &article.blocks {
        let start = (block.span.start as usize).max(at);
        left += text.get(at..start).map_or(0, |gap| gap.split_whitespace().map(str::len).sum());
        at = at.max(block.span.end as usize);
    }
    left
}

/// What of a page belongs to no article.
fn boilerplate(out: &mut dyn Write, style: Style, page: &[Article]) -> io::Result<()> {
    let source = &page[0].source;
    // Records have a text each, and nothing besides.
    if page.iter().any(|a| !std::sync::Arc::ptr_eq(&a.source, source)) {
        return Ok(());
    }
    let text = source.text();
    let mut at = 0;
    let (mut bytes, mut lines) = (0, 0);
    let ends = page.iter().map(|a| (a.span.start as usize, a.span.end as usize)).chain([(text.len(), text.len())]);
    for (start, end) in ends {
        let gap = text.get(at..start.max(at)).unwrap_or_default();
        bytes += gap.len();
        lines += gap.lines().filter(|line| !line.trim().is_empty()).count();
        at = at.max(end);
    }
    if lines > 0 {
        let what = format!("{} ({bytes} bytes) around the articles left out", count(lines, "line"));
        writeln!(out, "              {}", style.dim(what))?;
    }
    Ok(())
}

/// Writes the sentences of an article that have time expressions, each marked, with its value.
///
/// # Errors
/// Where it cannot be written.
pub fn dates(out: &mut dyn Write, style: Style, article: &Article, text: &Text, timexes: &[Timex]) -> io::Result<()> {
    if timexes.is_empty() {
        return Ok(());
    }
    head(out, style, article)?;
    let mut lines = LineCounter::new(article);
    let source = article.source.text();
    let mut rest = timexes.iter().peekable();
    for sentence in text.sentences.iter().filter(|s| !s.tokens.is_empty()) {
        let inside = std::iter::from_fn(|| rest.next_if(|t| t.tokens.start < sentence.tokens.end));
        let inside: Vec<&Timex> = inside.collect();
        let Some(first) = inside.first() else { continue };
        let span = text.span(sentence.tokens.clone());
        let marks: Vec<Span> = inside.iter().map(|t| t.span).collect();
        let line = lines.line(first.span.start);
        quote(out, style, source, span, &marks, line)?;
        for timex in inside {
            let mut value = format!("{} {}", kind(timex.kind), timex.value);
            if let Some(found) = timex.modifier {
                let _ = write!(value, " {}", modifier(found));
            }
            let basis = match timex.basis {
                Basis::Absolute => "",
                Basis::Published => "  from the article's date",
                Basis::Context => "  from a date nearby",
                Basis::Unresolved => "  not resolved",
            };
            let words = printable(source.get(timex.span.range()).unwrap_or_default());
            writeln!(out, "       {}  {}{}", words, style.found(value), style.dim(basis))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

pub(super) fn head(out: &mut dyn Write, style: Style, article: &Article) -> io::Result<()> {
    let title = printable(article.title.as_deref().unwrap_or("(no headline)"));
    let day = article.published.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let outlet = article.outlet.as_deref().map(|o| format!("{}, ", printable(o))).unwrap_or_default();
    writeln!(out, "{}", style.bold(shorten(&title, style.width())))?;
    writeln!(out, "{}\n", style.dim(format!("{outlet}{day}  {}", printable(&article.id))))
}

/// Writes words with their line number, some of them marked: in colour, or else in square brackets.
pub(super) fn quote(
    out: &mut dyn Write,
    style: Style,
    text: &str,
    span: Span,
    marks: &[Span],
    line: usize,
) -> io::Result<()> {
    let mut row = String::new();
    let mut at = span.start as usize;
    let end = (span.end as usize).min(text.len());
    // A mark opens and closes within a word, so that a line can break between any two of them.
    for mark in marks {
        let (from, to) = (mark.start as usize, (mark.end as usize).min(end));
        let (Some(before), Some(words)) = (text.get(at..from), text.get(from..to)) else { continue };
        row.push_str(&printable(before));
        if style.has_colour() {
            let words: Vec<String> = printable(words).split(' ').map(|w| format!("\x1b[4m{w}\x1b[0m")).collect();
            row.push_str(&words.join(" "));
        } else {
            let _ = write!(row, "[{}]", printable(words));
        }
        at = to;
    }
    row.push_str(&printable(text.get(at..end).unwrap_or_default()));
    let row = wrap(&row, if style.has_colour() { style.width() + 4 } else { style.width() - 7 });
    for (i, row) in row.lines().enumerate() {
        let number = if i == 0 { line.to_string() } else { String::new() };
        writeln!(out, "{}  {row}", style.dim(format!("{number:>5}")))?;
    }
    Ok(())
}

/// The lines of an article's places in the order of the page, found in one pass: a place's column costs
/// as much as its line is long, and a page may be one line.
pub(super) struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    /// A record's text has one line in its file.
    is_record: bool,
}

impl<'a> LineCounter<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        let position = |at| article.source.position(at).line;
        let (line, last) = (position(article.span.start), position(article.span.end));
        let text = article.source.text();
        Self { text, at: article.span.start as usize, line, is_record: line == last }
    }

    pub(super) fn line(&mut self, offset: u32) -> usize {
        let offset = offset as usize;
        if !self.is_record && offset > self.at {
            let passed = self.text.as_bytes().get(self.at..offset).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', passed).count();
            self.at = offset;
        }
        self.line
    }
}

/// Text of at most `width` characters.
fn shorten(text: &str, width: usize) -> String {
    if text.chars().count() <= width { text.to_owned() } else { text.chars().take(width - 1).chain(['…']).collect() }
}
