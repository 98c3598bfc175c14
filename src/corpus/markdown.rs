//! Markdown with YAML front matter: `title`, `date`, `source`; other keys are ignored.
//!
//! Paragraphs end at blank lines, `#` lines are headings, fenced code, rules and HTML comments are no
//! text. Emphasis and links are left as they stand: their words are read, their marks are marks. Without
//! front matter, the first heading is the headline, and the line below it may give outlet and date.

use super::lines::{lines, trim};
use super::plain::Head;
use super::stamp::{Stamp, not_a_date, parse_stamp, published};
use super::{Article, Block, BlockKind, Cut, Dates, Problem, Severity};
use crate::source::{Source, Span};
use serde::Deserialize;
use serde_yaml::Value;
use std::sync::Arc;

/// The keys of front matter that are read.
#[derive(Deserialize, Default)]
struct FrontMatter {
    #[serde(default)]
    title: Value,
    #[serde(default)]
    date: Value,
    #[serde(default)]
    source: Value,
}

/// The one article of a Markdown file.
pub(super) fn cut(source: &Arc<Source>, id: &str, dates: Dates) -> Cut {
    let text = source.text();
    let lines = lines(text, 0);
    let mut cut = Cut::default();
    let (front, body) = match front_matter(source, &lines) {
        Ok(found) => found,
        Err(problem) => {
            cut.problems.push(problem);
            return cut;
        }
    };
    let mut blocks = paragraphs(text, &lines[body..]);
    let mut article = Article {
        id: format!("{id}#1"),
        source: source.clone(),
        span: Span::default(),
        title: None,
        outlet: None,
        published: dates.published,
        retrieved: dates.retrieved,
        blocks: Vec::new(),
        gaps: Vec::new(),
    };
    if let Some((front, yaml)) = front {
        let key = |name| value_span(text, &lines[yaml.clone()], name);
        article.title = string(&front.title);
        article.outlet = string(&front.source);
        let stamp = stamp(&front.date, source, key("date"), &mut cut.problems);
        article.published = published(stamp, source, dates, &mut cut.problems);
        if let (Some(span), true) = (key("title"), article.title.is_some()) {
            blocks.insert(0, Block { kind: BlockKind::Headline, span });
        }
    } else if let Some(first) = blocks.first_mut().filter(|block| block.kind == BlockKind::Subhead) {
        first.kind = BlockKind::Headline;
        let title = first.span;
        article.title = Some(title.of(text).to_owned());
        let below = lines.iter().position(|line| line.start > title.start).unwrap_or(lines.len());
        if let Some(head) = Head::dateline(text, &lines[below..]) {
            article.outlet = head.outlet.map(|span| span.of(text).to_owned());
            article.published = published(head.stamp, source, dates, &mut cut.problems);
            blocks.truncate(1);
            blocks.extend(paragraphs(text, &lines[below + head.lines..]));
        }
    }
    let Some(span) = blocks.iter().map(|block| block.span).reduce(Span::cover) else { return cut };
    cut.articles.push(Article { span, blocks, ..article });
    cut
}

/// The front matter with the range of its lines, and the first line of the body.
#[expect(clippy::type_complexity, reason = "used once")]
fn front_matter(
    source: &Source,
    lines: &[Span],
) -> Result<(Option<(FrontMatter, std::ops::Range<usize>)>, usize), Problem> {
    let text = source.text();
    if lines[0].of(text) != "---" {
        return Ok((None, 0));
    }
    let error = |message: String, help: &str| Problem::of(Severity::Error, source.name(), message, help);
    let Some(end) = lines[1..].iter().position(|line| matches!(line.of(text), "---" | "...")).map(|i| i + 1) else {
        let help = "Close it with a line `---`; until then no line is known to be the article's.";
        return Err(error("the front matter is not closed".into(), help).at(source, lines[0].start));
    };
    let yaml = &text[lines[1].start as usize..lines[end].start as usize];
    let front = match serde_yaml::from_str::<Option<FrontMatter>>(yaml) {
        Ok(front) => front.unwrap_or_default(),
        Err(e) => {
            let offset = lines[1].start as usize + e.location().map_or(0, |at| at.index().min(yaml.len()));
            let offset = Span::new(text.floor_char_boundary(offset), offset).start;
            let help = "Quote a value that holds `: `, `#` or a quotation mark.";
            return Err(error(format!("the front matter is not valid YAML: {e}"), help).at(source, offset));
        }
    };
    Ok((Some((front, 1..end)), end + 1))
}

/// A scalar as the text it was written as.
fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The date of the front matter; one that is none is reported.
fn stamp(value: &Value, source: &Source, span: Option<Span>, problems: &mut Vec<Problem>) -> Option<(Stamp, Span)> {
    let written = string(value);
    if written.is_none() && matches!(value, Value::Null | Value::String(_)) {
        return None;
    }
    let span = span.unwrap_or_default();
    match parse_stamp(written.as_deref().unwrap_or_default()) {
        Some(stamp) => Some((stamp, span)),
        None => {
            let words = written.unwrap_or_else(|| span.of(source.text()).to_owned());
            problems.push(not_a_date(source.name(), &words).at(source, span.start));
            None
        }
    }
}

/// Where the value of a key stands, quotation marks and comment aside; nothing for a value that begins on
/// the next line.
fn value_span(text: &str, lines: &[Span], key: &str) -> Option<Span> {
    lines.iter().find_map(|line| {
        let value = line.of(text).strip_prefix(key)?.trim_start().strip_prefix(':')?;
        let span = trim(text, line.end as usize - value.len(), line.end as usize);
        let (start, value) = (span.start as usize, span.of(text));
        let span = match value.chars().next()? {
            '>' | '|' => return None,
            quote @ ('"' | '\'') => Span::new(start + 1, start + value.rfind(quote).filter(|&end| end > 0)?),
            _ => trim(text, start, start + value.find(" #").unwrap_or(value.len())),
        };
        Some(span).filter(|span| !span.is_empty())
    })
}

/// The blocks of a Markdown body.
fn paragraphs(text: &str, lines: &[Span]) -> Vec<Block> {
    let mut all = Vec::new();
    let mut open: Option<Span> = None;
    let mut until: Option<&str> = None;
    for &span in lines {
        let line = span.of(text);
        if let Some(end) = until {
            if line.contains(end) {
                until = None;
            }
            continue;
        }
        let marks = line.bytes().take_while(|&b| b == b'#').count();
        let heading = (1..=6).contains(&marks) && line[marks..].starts_with(' ');
        let fence = ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark));
        let comment = line.starts_with("<!--");
        let rule = line.len() >= 3 && line.bytes().all(|b| matches!(b, b'-' | b'*' | b'_' | b'=' | b' '));
        if line.is_empty() || heading || fence.is_some() || comment || rule {
            all.extend(open.take().map(|span| Block { kind: BlockKind::Paragraph, span }));
        }
        if heading {
            let words = trim(text, span.start as usize + marks, span.end as usize);
            all.push(Block { kind: BlockKind::Subhead, span: words });
        } else if let Some(mark) = fence {
            until = Some(mark);
        } else if comment {
            until = Some("-->").filter(|end| !line.contains(end));
        } else if !line.is_empty() && !rule {
            let item = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("> ");
            if item {
                all.extend(open.take().map(|span| Block { kind: BlockKind::Paragraph, span }));
            }
            let words = if item { trim(text, span.start as usize + 2, span.end as usize) } else { span };
            open = Some(open.map_or(words, |open| open.cover(words)));
        }
    }
    all.extend(open.map(|span| Block { kind: BlockKind::Paragraph, span }));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Cut {
        cut(&Arc::new(Source::new("a.md", text)), "a.md", Dates::default())
    }

    fn words(article: &Article) -> Vec<(&str, BlockKind)> {
        article.blocks.iter().map(|b| (b.span.of(article.source.text()), b.kind)).collect()
    }

    /// The headline's block is the value in the front matter; wrapped lines are one paragraph.
    #[test]
    fn front_matter_gives_title_date_and_outlet() {
        let text = "\u{feff}---\r\ntitle: \"Talks: a start\"\r\ndate: 2024-11-28T10:00:00Z\r\nsource: 'Caravan Times'\r\n---\r\n\r\nOne\r\ntwo.\r\n\r\n## Then\r\n\r\nThree.\r\n";
        let cut = read(text);
        let article = &cut.articles[0];
        assert_eq!(article.title.as_deref(), Some("Talks: a start"));
        assert_eq!(article.outlet.as_deref(), Some("Caravan Times"));
        assert_eq!(article.published.unwrap().to_string(), "2024-11-28");
        assert_eq!(
            words(article),
            [
                ("Talks: a start", BlockKind::Headline),
                ("One\r\ntwo.", BlockKind::Paragraph),
                ("Then", BlockKind::Subhead),
                ("Three.", BlockKind::Paragraph)
            ]
        );
    }

    /// A comment is no part of a headline, and a folded one has no block.
    #[test]
    fn headlines_of_every_style() {
        for (yaml, block) in [("Talks # draft", Some("Talks")), ("'It''s on'", Some("It''s on")), (">-\n  Talks", None)]
        {
            let cut = read(&format!("---\ntitle: {yaml}\n---\nOne.\n"));
            let article = &cut.articles[0];
            assert!(article.title.is_some());
            assert_eq!(words(article).iter().find(|(_, kind)| *kind == BlockKind::Headline).map(|b| b.0), block);
        }
    }

    /// A wrong date is reported where it stands, and the article stays undated.
    #[test]
    fn a_wrong_date_is_reported() {
        for date in ["next week", "2024-13-01", "31-02-2024", "[1, 2]"] {
            let cut = read(&format!("---\ntitle: Talks\ndate: {date}\n---\nOne.\n"));
            assert_eq!(cut.articles[0].published, None, "{date}");
            assert_eq!(cut.problems.len(), 1, "{date}");
            assert_eq!(cut.problems[0].place.unwrap().line, 3, "{date}");
        }
    }

    /// Front matter that does not end, or is no YAML, is an error with its place.
    #[test]
    fn broken_front_matter_is_an_error() {
        let open = read("---\ntitle: Talks\n\nOne.\n");
        assert_eq!(open.problems[0].to_string(), "a.md:1:1: the front matter is not closed");
        let wrong = read("---\ntitle: Talks: a start\n---\nOne.\n");
        assert!(wrong.articles.is_empty());
        assert_eq!(wrong.problems[0].place.unwrap().line, 2);
    }

    /// Without front matter the first heading is the headline.
    #[test]
    fn the_first_heading_is_a_headline() {
        let cut = read("# Talks\n\nCaravan Times, 28 November 2024\n\nOne.\n");
        let article = &cut.articles[0];
        assert_eq!(article.published.unwrap().to_string(), "2024-11-28");
        assert_eq!(words(article), [("Talks", BlockKind::Headline), ("One.", BlockKind::Paragraph)]);
    }
}
