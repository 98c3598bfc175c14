//! Cutting a page by its layouts.

use super::caption;
use super::matching::{Captures, match_line, match_lines};
use super::template::{Field, LineTemplate};
use super::{Body, Layout};
use crate::corpus::lines::lines;
use crate::corpus::stamp::{parse_stamp, published};
use crate::corpus::{Article, Block, BlockKind, Cut, Dates};
use crate::source::{Source, Span};
use std::sync::Arc;

/// A headline that a body repeats is at least so long; a shorter one may begin its first sentence.
const REPEATED: usize = 40;

/// The articles of a page, or nothing where no layout fits.
pub(in crate::corpus) fn cut(source: &Arc<Source>, id: &str, layouts: &[Layout], dates: Dates) -> Option<Cut> {
    let text = source.text();
    let lines: Vec<Span> = lines(text, 0).into_iter().filter(|line| !line.is_empty()).collect();
    let mut found = find_headers(text, &lines, layouts);
    if found.is_empty() {
        found.extend(find_with_footer(text, &lines, layouts));
    }
    if found.is_empty() {
        return None;
    }
    let mut cut = Cut::default();
    for (i, header) in found.iter().enumerate() {
        let end = found.get(i + 1).map_or(header.end, |next| next.at);
        let body = body(text, header.layout, &lines[header.behind..end]);
        let article = build(source, format!("{id}#{}", i + 1), header, &lines, body, dates, &mut cut);
        cut.articles.push(article);
    }
    Some(cut)
}

/// A header found on a page.
struct Header<'a> {
    layout: &'a Layout,
    /// Its first line.
    at: usize,
    /// The line behind it.
    behind: usize,
    /// The line behind the last that can be of its article's body.
    end: usize,
    captures: Captures,
}

/// The headers of all layouts that need no footer, in the order of the page.
fn find_headers<'a>(text: &str, lines: &[Span], layouts: &'a [Layout]) -> Vec<Header<'a>> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let mut best: Option<Header<'a>> = None;
        for layout in layouts.iter().filter(|layout| layout.footer.is_empty()) {
            let mut captures = Captures::default();
            let Some(behind) = match_lines(text, &layout.header, lines, at, &mut captures) else { continue };
            if best.as_ref().is_none_or(|best| behind > best.behind) {
                best = Some(Header { layout, at, behind, end: lines.len(), captures });
            }
        }
        at = best.as_ref().map_or(at + 1, |header| header.behind.max(at + 1));
        all.extend(best);
    }
    all
}

/// The one header of a layout that is known by its footer.
fn find_with_footer<'a>(text: &str, lines: &[Span], layouts: &'a [Layout]) -> Option<Header<'a>> {
    layouts.iter().filter(|layout| !layout.footer.is_empty()).find_map(|layout| {
        let fits = |templates: &[LineTemplate], at: usize| {
            let mut captures = Captures::default();
            Some((match_lines(text, templates, lines, at, &mut captures)?, captures))
        };
        let (at, (behind, captures)) = (0..lines.len()).find_map(|at| Some((at, fits(&layout.header, at)?)))?;
        let end = (behind..lines.len()).find(|&at| fits(&layout.footer, at).is_some())?;
        Some(Header { layout, at, behind, end, captures })
    })
}

/// The lines of a body: up to a stop, without what is dropped.
fn body(text: &str, layout: &Layout, lines: &[Span]) -> Vec<Span> {
    let fits = |templates: &[LineTemplate], line: Span| {
        templates.iter().any(|template| match_line(text, template, line, &mut Captures::default()))
    };
    let kept = lines.iter().copied().take_while(|&line| !fits(&layout.stop, line));
    let kept = kept.filter(|&line| !fits(&layout.drop, line));
    match layout.body {
        Body::Lines => kept.collect(),
        Body::Line => kept.take(1).collect(),
    }
}

fn build(
    source: &Arc<Source>,
    id: String,
    header: &Header<'_>,
    lines: &[Span],
    body: Vec<Span>,
    dates: Dates,
    cut: &mut Cut,
) -> Article {
    let text = source.text();
    let title = header.captures.get(Field::Title);
    let words = |field| header.captures.get(field).map(|span: Span| span.of(text).to_owned());
    let stamp = header.captures.get(Field::Date).and_then(|span| Some((parse_stamp(span.of(text))?, span)));
    let mut blocks: Vec<Block> = title.map(|span| Block { kind: BlockKind::Headline, span }).into_iter().collect();
    for (i, line) in body.into_iter().enumerate() {
        let line = if i == 0 { without_title(text, line, title) } else { line };
        blocks.extend(caption::split(text, line, &header.layout.caption, i == 0));
    }
    let start = title.unwrap_or(lines[header.at]);
    let span = blocks.iter().map(|block| block.span).fold(start, Span::cover);
    Article {
        id,
        source: source.clone(),
        span,
        title: words(Field::Title),
        outlet: words(Field::Outlet),
        published: published(stamp, source, dates, &mut cut.problems),
        retrieved: dates.retrieved,
        gaps: gaps(text, &blocks, &header.layout.noise),
        blocks,
    }
}

/// Where the noise of a layout stands in the blocks, by its place.
fn gaps(text: &str, blocks: &[Block], noise: &[String]) -> Vec<Span> {
    let found = blocks.iter().flat_map(|block| {
        let within = move |word: &'_ String| {
            let at: Vec<usize> = block.span.of(text).match_indices(word.as_str()).map(|(at, _)| at).collect();
            let (start, length) = (block.span.start as usize, word.len());
            at.into_iter().map(move |at| Span::new(start + at, start + at + length))
        };
        noise.iter().flat_map(within)
    });
    let mut gaps: Vec<Span> = found.collect();
    gaps.sort_unstable();
    gaps
}

/// The first line of a body behind the headline that it may begin with.
fn without_title(text: &str, line: Span, title: Option<Span>) -> Span {
    let repeated = title.map(|title| title.of(text)).filter(|title| title.len() >= REPEATED);
    let rest = repeated.and_then(|title| line.of(text).strip_prefix(title)).filter(|rest| {
        let mut chars = rest.chars();
        chars.next().is_some_and(char::is_whitespace) && chars.next().is_some_and(|c| !c.is_lowercase())
    });
    rest.map_or(line, |rest| super::super::lines::trim(text, line.end as usize - rest.len(), line.end as usize))
}
