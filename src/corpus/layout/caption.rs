//! Captions of photographs that a scraper left in the running text.

use super::Caption;
use super::matching::{Captures, fold, match_prefix};
use super::template::Field;
use crate::corpus::lines::{ends_sentence, trim};
use crate::corpus::{Block, BlockKind};
use crate::source::Span;

/// Longest caption, its credit included.
const LONGEST: usize = 1_500;
/// Longest caption of which nothing but its end is known.
const AT_START: usize = 500;
/// Longest caption that ends where the next begins.
const WITHOUT_CREDIT: usize = 400;

/// The blocks of one line of a body: its captions and the running text between them. `first` says that
/// it is the first line.
pub(super) fn split(text: &str, line: Span, captions: &[Caption], first: bool) -> Vec<Block> {
    let mut found: Vec<Span> = Vec::new();
    for caption in captions {
        match &caption.begins {
            None if first => found.extend(at_start(text, line, caption)),
            None => {}
            Some(_) => found.extend(inside(text, line, caption)),
        }
    }
    found.sort_unstable();
    let mut all = Vec::new();
    let mut at = line.start as usize;
    for caption in found {
        if (caption.start as usize) < at {
            continue;
        }
        push(&mut all, BlockKind::Paragraph, trim(text, at, caption.start as usize));
        push(&mut all, BlockKind::Caption, caption);
        at = caption.end as usize;
    }
    push(&mut all, BlockKind::Paragraph, trim(text, at, line.end as usize));
    all
}

fn push(blocks: &mut Vec<Block>, kind: BlockKind, span: Span) {
    if !span.is_empty() {
        blocks.push(Block { kind, span });
    }
}

/// The caption that a body begins with.
fn at_start(text: &str, line: Span, caption: &Caption) -> Option<Span> {
    let (start, end) = (line.start as usize, line.end as usize);
    let near = Span::new(start, text.floor_char_boundary(end.min(start + AT_START)));
    credits(text, near, caption).first().map(|credit| Span::new(start, credit.end as usize))
}

/// The captions anywhere in a line. One ends with its credit, or where the next with its number begins.
fn inside(text: &str, line: Span, caption: &Caption) -> Vec<Span> {
    let begins = beginnings(text, line, caption);
    let mut all: Vec<Span> = Vec::new();
    for (i, found) in begins.iter().enumerate() {
        let next = begins[i + 1..].iter().find(|other| other.number == found.number).map(|other| other.at);
        let credited = found.credit.filter(|&end| next.is_none_or(|next| end <= next));
        let numbered = next.filter(|next| found.number.is_some() && next - found.at <= WITHOUT_CREDIT);
        if let Some(end) = credited.or(numbered) {
            all.push(trim(text, found.at, end));
        }
    }
    all
}

/// Where a caption may begin.
struct Beginning<'a> {
    at: usize,
    number: Option<&'a str>,
    /// Where the first credit behind it ends.
    credit: Option<usize>,
}

/// Where captions may begin: at the beginning of the line or of a sentence, or behind a credit.
fn beginnings<'a>(text: &'a str, line: Span, caption: &Caption) -> Vec<Beginning<'a>> {
    let Some(template) = &caption.begins else { return Vec::new() };
    let (start, end) = (line.start as usize, line.end as usize);
    let credits = credits(text, line, caption);
    let mut all = Vec::new();
    let mut behind = start;
    for (i, c) in line.of(text).char_indices() {
        let at = start + i;
        let begins = at == start || text[..at].ends_with(char::is_whitespace) && !c.is_whitespace();
        if !begins || !(at == behind || ends_sentence(text[start..at].trim_end())) {
            continue;
        }
        let mut captures = Captures::default();
        if match_prefix(text, template, at, end, &mut captures).is_some() {
            let credit = credits.get(credits.partition_point(|credit| (credit.start as usize) < at));
            let credit = credit.map(|credit| credit.end as usize).filter(|end| end - at <= LONGEST);
            let next = credit.map(|credit| end - text[credit..end].trim_start().len());
            behind = next.unwrap_or(behind);
            all.push(Beginning { at, number: captures.get(Field::Number).map(|span| span.of(text)), credit });
        }
    }
    all
}

/// The credits in a line; of those that begin together the longest. None begins or ends within a word.
fn credits(text: &str, line: Span, caption: &Caption) -> Vec<Span> {
    let (start, end) = (line.start as usize, line.end as usize);
    let ends_word = |at: usize| {
        !(text[start..at].ends_with(char::is_alphanumeric) && text[at..end].starts_with(char::is_alphanumeric))
    };
    let mut all: Vec<Span> = Vec::new();
    let mut before = ' ';
    for (i, c) in line.of(text).char_indices() {
        let begins = !(c.is_whitespace() || before.is_alphanumeric() && c.is_alphanumeric());
        before = c;
        if begins {
            let (from, first) = (start + i, fold(c));
            let fits = caption.ends.iter().filter(|template| template.may_begin_with(first));
            let ends = fits.filter_map(|template| match_prefix(text, template, from, end, &mut Captures::default()));
            all.extend(ends.max().filter(|&end| ends_word(end)).map(|end| Span::new(from, end)));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::template::parse_words;
    use super::*;

    fn read<'a>(text: &'a str, begins: Option<&str>, ends: &[&str]) -> Vec<(&'a str, BlockKind)> {
        let words = |line: &str| parse_words(line).unwrap();
        let caption = Caption { begins: begins.map(words), ends: ends.iter().map(|line| words(line)).collect() };
        let blocks = split(text, Span::new(0, text.len()), &[caption], true);
        blocks.iter().map(|block| (block.span.of(text), block.kind)).collect()
    }

    /// A caption in front of the body ends with its credit.
    #[test]
    fn a_caption_ends_with_its_credit() {
        assert_eq!(
            read(
                "OSH - MAY 3: Two men. (Photo by A. B/) Getty Images The talks began.",
                None,
                &["(Photo by *) Getty Images", "(Photo by *)"]
            ),
            [
                ("OSH - MAY 3: Two men. (Photo by A. B/) Getty Images", BlockKind::Caption),
                ("The talks began.", BlockKind::Paragraph)
            ]
        );
        assert_eq!(read("The talks began.", None, &["(Photo by *)"]), [("The talks began.", BlockKind::Paragraph)]);
    }

    /// Numbered captions end with a credit or where the next begins; a number in a sentence begins none.
    #[test]
    fn numbered_captions() {
        let text = "The talks began. 3 A tent by the lake. 3 Two boats. Ana Lo via AP 3 A man. AP Photo/Ana Lo The 3 Osh men left.";
        assert_eq!(
            read(text, Some("{number} {word}"), &["via AP", "AP Photo/{word} {word}"]),
            [
                ("The talks began.", BlockKind::Paragraph),
                ("3 A tent by the lake.", BlockKind::Caption),
                ("3 Two boats. Ana Lo via AP", BlockKind::Caption),
                ("3 A man. AP Photo/Ana Lo", BlockKind::Caption),
                ("The 3 Osh men left.", BlockKind::Paragraph)
            ]
        );
        let plain = "The talks began. 3 Osh men left.";
        assert_eq!(read(plain, Some("{number} {word}"), &["via AP"]).len(), 1);
    }
}
