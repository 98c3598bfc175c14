//! Plain text: a headline, a line with outlet and date, the body.
//!
//! Both lines may be missing. A first line that reads as running text is no headline.

use super::lines::{blocks, ends_sentence, is_paragraph, lines};
use super::stamp::{Stamp, parse_stamp, published};
use super::{Article, Block, BlockKind, Cut, Dates};
use crate::source::{Source, Span};
use std::sync::Arc;

/// Longest name of an outlet.
const OUTLET: usize = 80;

/// The one article of a plain text.
pub(super) fn cut(source: &Arc<Source>, id: &str, dates: Dates) -> Cut {
    let text = source.text();
    let lines = lines(text, 0);
    let mut cut = Cut::default();
    let Some(first) = lines.iter().position(|line| !line.is_empty()) else { return cut };
    let head = Head::of(text, &lines[first..]);
    let body = blocks(text, &lines[first + head.lines..]);
    let blocks: Vec<Block> =
        head.title.map(|span| Block { kind: BlockKind::Headline, span }).into_iter().chain(body).collect();
    let Some(span) = blocks.iter().map(|block| block.span).reduce(Span::cover) else { return cut };
    cut.articles.push(Article {
        id: format!("{id}#1"),
        source: source.clone(),
        span,
        title: head.title.map(|span| span.of(text).to_owned()),
        outlet: head.outlet.map(|span| span.of(text).to_owned()),
        published: published(head.stamp, source, dates, &mut cut.problems),
        retrieved: dates.retrieved,
        blocks,
        gaps: Vec::new(),
    });
    cut
}

/// What stands above a body.
#[derive(Default)]
pub(super) struct Head {
    title: Option<Span>,
    pub(super) outlet: Option<Span>,
    pub(super) stamp: Option<(Stamp, Span)>,
    /// How many lines it takes, blank ones included.
    pub(super) lines: usize,
}

impl Head {
    /// Reads the head of lines of which the first is not blank.
    fn of(text: &str, lines: &[Span]) -> Self {
        let title = lines[0];
        let below = Self::dateline(text, &lines[1..]);
        if let Some(below) = below {
            return Self { title: Some(title), lines: below.lines + 1, ..below };
        }
        let alone = lines[1..].iter().all(|line| line.is_empty());
        let line = title.of(text);
        if is_paragraph(line) || alone && ends_sentence(line) {
            return Self::default();
        }
        Self { title: Some(title), lines: 1, ..Self::default() }
    }

    /// The `Outlet, date` line, if the first of these that is not blank is one.
    pub(super) fn dateline(text: &str, lines: &[Span]) -> Option<Self> {
        let at = lines.iter().position(|line| !line.is_empty())?;
        let span = lines[at];
        let line = span.of(text);
        if line.len() > 2 * OUTLET {
            return None;
        }
        let start = span.start as usize;
        let whole = parse_stamp(line).map(|stamp| Self { stamp: Some((stamp, span)), ..Self::default() });
        let split = || {
            line.match_indices([',', '|', '-', '–', '—', '·']).find_map(|(i, mark)| {
                let date = super::lines::trim(text, start + i + mark.len(), span.end as usize);
                let outlet = super::lines::trim(text, start, start + i);
                let stamp = parse_stamp(date.of(text))?;
                let named = (1..=OUTLET).contains(&outlet.len()) && (mark == "," || line[..i].ends_with(' '));
                named.then_some(Self { outlet: Some(outlet), stamp: Some((stamp, date)), ..Self::default() })
            })
        };
        Some(Self { lines: at + 1, ..whole.or_else(split)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Article, usize) {
        let mut cut = cut(&Arc::new(Source::new("a.txt", text)), "a.txt", Dates::default());
        (cut.articles.remove(0), cut.problems.len())
    }

    /// Headline, outlet and date, body.
    #[test]
    fn outlet_and_date_stand_below_the_headline() {
        for line in ["Naryn Star, 18-09-2022", "Naryn Star, September 18, 2022", "Naryn Star | Sunday, 18 Sept. 2022"] {
            let (article, problems) = read(&format!("Border quiet\r\n{line}\r\n\r\nOne. Two.\nThree.\n"));
            assert_eq!(article.title.as_deref(), Some("Border quiet"), "{line}");
            assert_eq!(article.outlet.as_deref(), Some("Naryn Star"), "{line}");
            assert_eq!(article.published.unwrap().to_string(), "2022-09-18", "{line}");
            assert_eq!((article.blocks.len(), problems), (3, 0), "{line}");
        }
    }

    /// An impossible date is reported, and the article stays undated.
    #[test]
    fn an_impossible_date_is_reported() {
        let (article, problems) = read("Border quiet\nNaryn Star, 31-02-2022\nOne.");
        assert_eq!((article.published, problems, article.blocks.len()), (None, 1, 2));
    }

    /// A text that is but a sentence has no headline.
    #[test]
    fn a_sentence_is_no_headline() {
        let (article, _) = read("The alliance was founded in 2002.");
        assert_eq!((article.title, article.blocks[0].kind), (None, BlockKind::Paragraph));
    }
}
