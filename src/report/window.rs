//! A window on a source: the words of a claim with a little around them, in rows that fit the page.
//!
//! miette reads a source from its first byte for every diagnostic, prints a line as long as it is, and
//! lets control characters through to the terminal. So it gets a window instead of the source: one cut
//! around the claim, at most a few hundred bytes, without control characters, broken into rows where
//! spaces stand. A row is no line of the file: only the first is numbered ([`super::pretty`]).

use crate::corpus::Article;
use crate::source::{Position, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// Bytes of a window without the words it is cut around, at most.
const AROUND: usize = 220;
/// Bytes of what a window is cut around, at most.
const LONGEST: usize = 420;

/// Words to be underlined, and what is written under them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) span: Span,
    pub(super) text: Option<String>,
}

/// A window on a source.
#[derive(Debug)]
pub(super) struct Window {
    name: String,
    text: String,
    at: Position,
    /// Ranges of `text`, none across two rows.
    pub(super) labels: Vec<(Range<usize>, Option<String>)>,
}

impl Window {
    /// The window around `span` of an article, its rows at most `width` characters long.
    pub(super) fn new(article: &Article, span: Span, labels: &[Label], width: usize) -> Self {
        let source = article.source.text();
        let span = fitting(source, span);
        let block = article.blocks.iter().find(|b| b.span.overlaps(span)).map_or(span, |b| b.span.cover(span));
        let cut = extent(source, span.range(), fitting(source, block).range());
        let (mut text, map) = clean(source, &cut);
        break_rows(&mut text, width.max(20));
        let within = |label: &&Label| {
            let range = label.span.range();
            cut.start <= range.start && range.end <= cut.end && range.start < range.end
        };
        let mut ranges = Vec::new();
        for label in labels.iter().filter(within) {
            let range = map[label.span.range().start - cut.start]..map[label.span.range().end - cut.start];
            by_row(&text, range, label.text.as_deref(), &mut ranges);
        }
        ranges.sort_by_key(|(range, _): &(Range<usize>, Option<String>)| range.start);
        let first = labels.iter().filter(within).map(|l| l.span.start).min().unwrap_or(span.start);
        Self { name: article.source.name().to_owned(), text, at: article.source.position(first), labels: ranges }
    }
}

impl Window {
    /// The file's name, and the place in it as it is drawn: `a.txt:4:25`.
    pub(super) fn place(&self) -> (String, String) {
        let Position { line, column } = self.at;
        (self.name.clone(), format!("{}:{line}:{column}", printable(&self.name)))
    }
}

impl SourceCode for Window {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::from(0..self.text.len());
        let (line, column) = (self.at.line.saturating_sub(1), self.at.column.saturating_sub(1));
        let rows = self.text.matches('\n').count() + 1;
        let name = printable(&self.name);
        Ok(Box::new(MietteSpanContents::new_named(name, self.text.as_bytes(), whole, line, column, rows)))
    }
}

/// The span, cut to the text and to whole characters.
fn fitting(text: &str, span: Span) -> Span {
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.ceil_char_boundary(span.end as usize).max(start);
    Span::new(start, end)
}

/// What to show: `span` and some words around it, all of the same block.
fn extent(text: &str, span: Range<usize>, block: Range<usize>) -> Range<usize> {
    let end = span.end.min(text.floor_char_boundary(span.start + LONGEST));
    let around = AROUND.saturating_sub((end - span.start) / 2) / 2;
    let from = text.ceil_char_boundary(span.start.saturating_sub(around)).max(block.start);
    let to = text.floor_char_boundary(end + around).min(block.end).max(end);
    let space = |c: char| c.is_whitespace();
    // A cut goes between sentences where one ends near by, else between words, else where it must.
    let from = match sentence_end(&text[from..span.start]).last() {
        Some(at) => from + at,
        None if from == block.start => from,
        None => text[from..span.start].find(space).map_or(from, |i| from + i),
    };
    let to = match sentence_end(&text[end..to]).next() {
        Some(at) => end + at,
        None if to == block.end => to,
        None => text[end..to].rfind(space).map_or(to, |i| end + i),
    };
    from..to
}

/// Where sentences end, behind their marks. Behind a short word the point may be an abbreviation's;
/// nothing but the cut of a window hangs on it.
fn sentence_end(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(['.', '?', '!']).filter_map(|(at, mark)| {
        let word = text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count();
        let bracket = text[..at].ends_with([')', ']', '"', '”', '’']);
        let rest = &text[at + mark.len()..];
        let closed = rest.trim_start_matches(['"', '\'', '”', '’', ')']);
        let behind = at + mark.len() + (rest.len() - closed.len());
        let ends = closed.is_empty() || closed.starts_with(char::is_whitespace);
        (ends && (word >= 4 || at == 0 || bracket || behind > at + 1)).then_some(behind)
    })
}

/// The text of a window, with marks where it is cut; for each byte of the cut, where it went.
fn clean(source: &str, cut: &Range<usize>) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(cut.len() + 8);
    let mut map = Vec::with_capacity(cut.len() + 1);
    let line_start = |at: usize| {
        source[..at].trim_end_matches([' ', '\t', '\u{feff}']).ends_with('\n')
            || source[..at].trim_matches('\u{feff}').is_empty()
    };
    let line_end = |at: usize| {
        source[at..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') || source[at..].trim().is_empty()
    };
    if !line_start(cut.start) {
        text.push('…');
    }
    for c in source[cut.clone()].chars() {
        map.extend(std::iter::repeat_n(text.len(), c.len_utf8()));
        match c {
            c if c.is_whitespace() && text.ends_with(' ') => {}
            c if c.is_whitespace() => text.push(' '),
            c => text.push(if is_harmless(c) { c } else { '\u{fffd}' }),
        }
    }
    map.push(text.len());
    if !line_end(cut.end) {
        text.push_str(if text.ends_with(' ') { "…" } else { " …" });
    }
    (text, map)
}

/// Whether a character does nothing to a terminal but stand there.
fn is_harmless(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Text without what a terminal would obey.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_whitespace() {
                ' '
            } else if is_harmless(c) {
                c
            } else {
                '\u{fffd}'
            }
        })
        .collect()
}

/// Turns spaces into line breaks, so that no row is longer than `width` characters, if it has a space.
fn break_rows(text: &mut String, width: usize) {
    let mut breaks = Vec::new();
    let (mut row, mut space) = (0, None);
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count - row > width
            && let Some((space_at, space_count)) = space.take()
        {
            breaks.push(space_at);
            row = space_count + 1;
        }
        if c == ' ' && count > row {
            space = Some((at, count));
        }
    }
    for at in breaks {
        text.replace_range(at..=at, "\n");
    }
}

/// A label for each row that the words stand in; what is written under them stands under the last.
fn by_row(text: &str, range: Range<usize>, under: Option<&str>, labels: &mut Vec<(Range<usize>, Option<String>)>) {
    let mut at = range.start;
    let parts: Vec<Range<usize>> = text[range]
        .split('\n')
        .map(|part| {
            let part_range = at..at + part.len();
            at += part.len() + 1;
            part_range
        })
        .filter(|part| !part.is_empty())
        .collect();
    let last = parts.len().saturating_sub(1);
    for (i, part) in parts.into_iter().enumerate() {
        labels.push((part, under.filter(|_| i == last).map(str::to_owned)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Options, read_bytes};

    fn article(text: &str) -> Article {
        let mut corpus = read_bytes("a.txt", "a.txt", text.as_bytes().to_vec(), &Options::default());
        corpus.articles.remove(0)
    }

    fn window(article: &Article, words: &str, width: usize) -> Window {
        let at = article.source.text().find(words).unwrap();
        let span = Span::new(at, at + words.len());
        Window::new(article, span, &[Label { span, text: None }], width)
    }

    /// Labels cover their words, whatever stands before them, and no row is too long.
    #[test]
    fn labels_stay_with_their_words() {
        let long = "Naïve “observers”\u{7} of the league\u{202e} said that ".repeat(30);
        let article = article(&format!("Talks\n\n{long} it was set up in Zürich in 1992, {long}"));
        let window = window(&article, "Zürich in 1992", 40);
        let words: String = window.labels.iter().map(|(r, _)| &window.text[r.clone()]).collect::<Vec<_>>().join(" ");
        assert_eq!(words, "Zürich in 1992");
        assert!(window.text.starts_with('…') && window.text.ends_with('…'));
        assert!(window.text.lines().all(|row| row.chars().count() <= 41), "{}", window.text);
        assert!(window.text.len() < 400 && !window.text.contains(['\u{7}', '\u{202e}']));
    }

    /// A span past the end or within a character is cut to what there is.
    #[test]
    fn odd_spans_do_no_harm() {
        let article = article("Talks\n\nIt met in Zürich for a day, and then for one more.\n");
        let len = u32::try_from(article.source.text().len()).unwrap();
        for start in 0..len + 4 {
            for end in [start, start + 1, len, len + 40] {
                let span = Span { start, end: end.max(start) };
                let window = Window::new(&article, span, &[Label { span, text: None }], 30);
                window.labels.iter().for_each(|(range, _)| assert!(window.text.get(range.clone()).is_some()));
            }
        }
    }
}
