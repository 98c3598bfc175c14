//! Captions of photographs that a scraper left in the running text.

use super::Caption;
use super::matching::{Captures, match_prefix};
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
    let start = line.start as usize;
    let end = end_of_credit(text, start, line.end as usize, caption)?;
    (end - start <= AT_START).then(|| Span::new(start, end))
}

/// The captions anywhere in a line. One ends with its credit, or where the next with its number begins.
fn inside(text: &str, line: Span, caption: &Caption) -> Vec<Span> {
    let begins = beginnings(text, line, caption);
    let mut all: Vec<Span> = Vec::new();
    for (i, (at, number)) in begins.iter().enumerate() {
        let next = begins[i + 1..].iter().find(|(_, other)| other == number).map(|&(at, _)| at);
        let limit = next.unwrap_or(line.end as usize);
        let credited = end_of_credit(text, *at, limit, caption);
        let numbered = next.filter(|next| number.is_some() && next - at <= WITHOUT_CREDIT);
        if let Some(end) = credited.or(numbered) {
            all.push(trim(text, *at, end));
        }
    }
    all
}

/// Where captions may begin: at the beginning of the line or of a sentence, or behind a credit.
fn beginnings<'a>(text: &'a str, line: Span, caption: &Caption) -> Vec<(usize, Option<&'a str>)> {
    let Some(template) = &caption.begins else { return Vec::new() };
    let (start, end) = (line.start as usize, line.end as usize);
    let mut all = Vec::new();
    let mut credit = start;
    for (i, c) in line.of(text).char_indices() {
        let at = start + i;
        let begins = at == start || text[..at].ends_with(char::is_whitespace) && !c.is_whitespace();
        if !begins || !(at == credit || ends_sentence(text[start..at].trim_end())) {
            continue;
        }
        let mut captures = Captures::default();
        if match_prefix(text, template, at, end, &mut captures).is_some() {
            all.push((at, captures.get(Field::Number).map(|span| span.of(text))));
            if let Some(behind) = end_of_credit(text, at, end, caption) {
                credit = behind + (text[behind..end].len() - text[behind..end].trim_start().len());
            }
        }
    }
    all
}

/// Where the first credit behind `at` ends; of those that begin together the longest.
fn end_of_credit(text: &str, at: usize, end: usize, caption: &Caption) -> Option<usize> {
    let window = &text[at..end];
    window.char_indices().map(|(i, _)| at + i).take_while(|i| i - at <= LONGEST).find_map(|from| {
        let word = from == at || !text[..from].ends_with(char::is_alphanumeric);
        let ends = |template| match_prefix(text, template, from, end, &mut Captures::default());
        let found = word.then(|| caption.ends.iter().filter_map(ends).max()).flatten()?;
        (!text[found..end].starts_with(char::is_alphanumeric)).then_some(found)
    })
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
