//! Lines of a text, and the blocks that lines make.
//!
//! Line ends may be LF, CRLF or a lone CR. A byte-order mark and spaces of every kind at either end of
//! a line are no part of it.

use super::{Block, BlockKind};
use crate::source::Span;

/// No heading is longer.
const HEADING: usize = 80;
/// From this length on, a line that ends in a full stop is running text rather than a headline.
const PARAGRAPH: usize = 50;
/// No line of a hard-wrapped paragraph is longer.
const WRAPPED: usize = 100;

/// What may stand behind a full stop.
const CLOSING: [char; 7] = ['"', '\'', '”', '’', ')', ']', '»'];

/// The lines of `text` from a byte offset on, trimmed; a blank line is an empty span.
pub(super) fn lines(text: &str, from: usize) -> Vec<Span> {
    let rest = &text[from..];
    let end = if memchr::memchr(b'\n', rest.as_bytes()).is_none() { b'\r' } else { b'\n' };
    let mut start = from;
    let mut all = Vec::new();
    for at in memchr::memchr_iter(end, rest.as_bytes()).map(|i| from + i).chain([text.len()]) {
        all.push(trim(text, start, at));
        start = at + 1;
    }
    all
}

/// The span without space, byte-order mark or zero-width space at its ends.
pub(super) fn trim(text: &str, start: usize, end: usize) -> Span {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let line = &text[start..end];
    let kept = line.trim_end_matches(blank);
    let lead = kept.len() - kept.trim_start_matches(blank).len();
    Span::new(start + lead, start + kept.len())
}

/// Whether a line ends as a sentence does, quotes and brackets aside; `...` ends none.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(CLOSING);
    line.ends_with(['.', '!', '?', ':', ';']) && !line.ends_with("...")
}

/// Whether a line reads as running text rather than as a headline or a label.
pub(super) fn is_paragraph(line: &str) -> bool {
    let words = line.trim_end_matches(CLOSING);
    let stopped = words.ends_with('.') && !words.ends_with("...");
    let sentences = || ends_sentence(line) && [". ", ".\u{201d} ", ".\" "].iter().any(|stop| words.contains(stop));
    line.len() >= PARAGRAPH && (stopped || sentences()) || line.len() >= 4 * HEADING
}

/// Blocks of a body: each line is a paragraph, but lines that were wrapped at a margin are one. A short
/// line by itself, without a full stop, is a heading.
pub(super) fn blocks(text: &str, lines: &[Span]) -> Vec<Block> {
    let mut all = Vec::new();
    for run in lines.split(|line| line.is_empty()).filter(|run| !run.is_empty()) {
        if is_wrapped(text, run) {
            all.push(Block { kind: BlockKind::Paragraph, span: run[0].cover(run[run.len() - 1]) });
            continue;
        }
        let alone = run.len() == 1;
        all.extend(run.iter().map(|&span| {
            let line = span.of(text);
            let heading =
                alone && line.len() < HEADING && !ends_sentence(line) && !line.ends_with(['.', '…', '-', ',']);
            Block { kind: if heading { BlockKind::Subhead } else { BlockKind::Paragraph }, span }
        }));
    }
    // A heading heads something: the last lines of a body do not.
    for block in all.iter_mut().rev().take_while(|block| block.kind == BlockKind::Subhead) {
        block.kind = BlockKind::Paragraph;
    }
    all
}

/// Whether the lines of a run are one paragraph broken at a margin: all short, and one of them stops
/// in the middle of a sentence.
fn is_wrapped(text: &str, run: &[Span]) -> bool {
    let (Some(last), true) = (run.last(), run.len() > 1) else { return false };
    last.len() <= WRAPPED
        && run[..run.len() - 1].iter().all(|line| (WRAPPED / 3..=WRAPPED).contains(&line.len()))
        && run[..run.len() - 1].iter().any(|line| !ends_sentence(line.of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, BlockKind)> {
        blocks(text, &lines(text, 0)).iter().map(|b| (b.span.of(text), b.kind)).collect()
    }

    /// CRLF, a byte-order mark and no-break spaces are no part of a line.
    #[test]
    fn lines_are_trimmed() {
        let text = "\u{feff}Title\r\n\u{a0}Body\u{a0}\r\n\r\nlast";
        let all: Vec<_> = lines(text, 0).iter().map(|s| s.of(text)).collect();
        assert_eq!(all, ["Title", "Body", "", "last"]);
    }

    /// A paragraph broken at a margin is one block, single lines are blocks of their own.
    #[test]
    fn wrapped_lines_are_joined() {
        let wrapped = "The secretariat said on Monday that the presidents of six states\nwould meet in Minsk.";
        assert_eq!(read(wrapped), [(wrapped, BlockKind::Paragraph)]);
        assert_eq!(read("One sentence.\nAnother one.").len(), 2);
    }

    /// A short line by itself before a paragraph heads it.
    #[test]
    fn a_short_line_is_a_heading() {
        assert_eq!(
            read("Course of the war\n\nIt began in May."),
            [("Course of the war", BlockKind::Subhead), ("It began in May.", BlockKind::Paragraph)]
        );
    }
}
