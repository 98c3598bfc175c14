//! JSON Lines: a record a line, with `id`, `title`, `date`, `text`, `source`; other keys are ignored.
//!
//! Offsets are bytes of the decoded `text`. If `text` begins with the title, that line is the headline;
//! otherwise the title is known but is no block, since it has no place in `text`. A line that is no
//! record is reported with its number, and the others are read. Lines are parsed in parallel.

use super::decode::{self, Encoding};
use super::lines::{blocks, lines};
use super::stamp::{not_a_date, parse_stamp};
use super::{Article, Block, BlockKind, Cut, Dates, Place, Problem, Severity};
use crate::source::{Source, Span};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// The most problems of a kind that are told one by one.
const KEPT: usize = 5;

/// The keys of a record that are read.
#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    title: Value,
    #[serde(default)]
    date: Value,
    #[serde(default)]
    text: Value,
    #[serde(default)]
    source: Value,
}

/// The articles of a JSON Lines file.
pub(super) fn cut(name: &str, id: &str, bytes: &[u8], dates: Dates) -> Cut {
    let mut cut = Cut::default();
    let encoding = match decode::encoding(name, bytes) {
        Ok(encoding) => encoding,
        Err(problem) => {
            cut.problems.push(problem);
            return cut;
        }
    };
    if encoding == Encoding::Windows1252 {
        cut.problems.push(decode::note_windows_1252(name));
    }
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let ends = memchr::memchr_iter(b'\n', &bytes[start..]).map(|i| start + i).chain([bytes.len()]);
    let lines: Vec<(usize, usize)> =
        ends.scan(start, |from, end| Some((std::mem::replace(from, end + 1), end))).collect();
    let file = File { name, id, bytes, dates, encoding };
    let read: Vec<_> = lines
        .par_iter()
        .enumerate()
        .with_min_len(64)
        .map(|(number, &(from, end))| file.article(number + 1, from, end))
        .collect();
    for line in read {
        cut.problems.extend(line.problems);
        cut.articles.extend(line.articles);
    }
    cut.problems = fold(cut.problems);
    cut
}

/// The article of one line of a JSON Lines file, without what is wrong with it.
pub(super) fn record(name: &str, id: &str, line: &[u8], number: usize, dates: Dates) -> Option<Article> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let file = File { name, id, bytes: line, dates, encoding: Encoding::Utf8 };
    file.article(number, 0, line.len()).articles.pop()
}

/// Keeps the first few problems of each kind, and says in the last how many more there are.
fn fold(problems: Vec<Problem>) -> Vec<Problem> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for problem in &problems {
        *counts.entry(problem.help.clone()).or_default() += 1;
    }
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let mut kept = Vec::new();
    for mut problem in problems {
        let number = seen.entry(problem.help.clone()).or_default();
        *number += 1;
        if *number < KEPT {
            kept.push(problem);
        } else if *number == KEPT {
            let more = counts[&problem.help] - KEPT;
            if more > 0 {
                problem.message = format!("{} (and the like in {more} more records of this file)", problem.message);
            }
            kept.push(problem);
        }
    }
    kept
}

/// The file that lines are parsed from.
struct File<'a> {
    name: &'a str,
    id: &'a str,
    bytes: &'a [u8],
    dates: Dates,
    encoding: Encoding,
}

impl File<'_> {
    /// The article of the line that is these bytes.
    fn article(&self, line: usize, from: usize, end: usize) -> Cut {
        let mut cut = Cut::default();
        let bytes = self.bytes[from..end].trim_ascii();
        if bytes.is_empty() {
            return cut;
        }
        let problem = |severity, column: usize, message: String, help: &str| {
            let place = Place { offset: (from + column.saturating_sub(1)).min(end), line, column: column.max(1) };
            Problem { place: Some(place), ..Problem::of(severity, self.name, message, help) }
        };
        let json: Cow<'_, str> = match (std::str::from_utf8(bytes), self.encoding) {
            (Ok(json), _) => json.into(),
            (Err(_), Encoding::Windows1252) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
            (Err(e), _) => {
                cut.problems.push(decode::damaged(self.name, self.bytes, from + e.valid_up_to()));
                return cut;
            }
        };
        let record: Record = match serde_json::from_str(&json) {
            Ok(record) => record,
            Err(e) => {
                let message = e.to_string();
                let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(head, _)| head);
                let help = "Write one JSON object a line: {\"id\": …, \"date\": …, \"text\": …}.";
                cut.problems.push(problem(Severity::Error, e.column(), format!("not a JSON record: {message}"), help));
                return cut;
            }
        };
        let Value::String(text) = record.text else {
            let what = if record.text.is_null() { "has no `text`" } else { "has a `text` that is no string" };
            let help = "Give the article's text under the key `text`.";
            cut.problems.push(problem(Severity::Error, 1, format!("the record {what}"), help));
            return cut;
        };
        let written = string(&record.date).or_else(|| {
            let is_none = matches!(&record.date, Value::Null | Value::String(_));
            (!is_none).then(|| record.date.to_string())
        });
        let published = match written {
            None => None,
            Some(written) => match parse_stamp(&written) {
                Some(stamp) if stamp != super::stamp::Stamp::Impossible => stamp.day(self.dates.retrieved),
                _ => {
                    let place = problem(Severity::Warning, 1, String::new(), "").place;
                    cut.problems.push(Problem { place, ..not_a_date(self.name, &written) });
                    None
                }
            },
        };
        let id = string(&record.id).unwrap_or_else(|| format!("{}#{line}", self.id));
        let title = string(&record.title);
        cut.articles.extend(self.build(id, title, string(&record.source), published, text, line));
        if cut.articles.is_empty() {
            let help = "Leave the record out, or give its text.";
            cut.problems.push(problem(Severity::Warning, 1, "the record's `text` is empty".into(), help));
        }
        cut
    }

    fn build(
        &self,
        id: String,
        title: Option<String>,
        outlet: Option<String>,
        published: Option<Date>,
        text: String,
        line: usize,
    ) -> Option<Article> {
        let source = Arc::new(Source::record(self.name, text, line));
        let text = source.text();
        let lines = lines(text, 0);
        let first = lines.iter().position(|line| !line.is_empty())?;
        let same = |title: &String| *title == lines[first].of(text);
        let headed = title.as_ref().is_some_and(same);
        let headline = headed.then_some(Block { kind: BlockKind::Headline, span: lines[first] });
        let body = blocks(text, &lines[first + usize::from(headed)..]);
        let blocks: Vec<Block> = headline.into_iter().chain(body).collect();
        let span = blocks.iter().map(|block| block.span).reduce(Span::cover)?;
        let published = published.or(self.dates.published);
        Some(Article {
            id,
            source,
            span,
            title,
            outlet,
            published,
            retrieved: self.dates.retrieved,
            blocks,
            gaps: Vec::new(),
        })
    }
}

/// A string or a number as text; nothing for what is empty.
fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Cut {
        cut("a.jsonl", "a.jsonl", text, Dates::default())
    }

    /// Spans are of the decoded text; the line that is the title is the headline.
    #[test]
    fn spans_are_of_the_decoded_text() {
        let cut =
            read(br#"{"id": 7, "title": "Talks", "date": "03-02-2009", "text": "Talks\nIt is \u00e9.\nEnd.", "x": 1}"#);
        let article = &cut.articles[0];
        assert_eq!((article.id.as_str(), article.published.unwrap().to_string().as_str()), ("7", "2009-02-03"));
        let words: Vec<_> = article.blocks.iter().map(|b| (b.span.of(article.source.text()), b.kind)).collect();
        assert_eq!(words[..2], [("Talks", BlockKind::Headline), ("It is é.", BlockKind::Paragraph)]);
    }

    /// A bad line is reported with its number, and the others are read.
    #[test]
    fn bad_lines_do_not_stop_the_rest() {
        let cut = read(b"\xef\xbb\xbf{\"text\": \"One.\"}\r\n{\"text\"\n\n{\"id\": \"x\"}\n{\"text\": \"\"}\n{\"text\": \"Two.\", \"date\": \"soon\"}\n");
        let ids: Vec<_> = cut.articles.iter().map(|a| a.id.as_str()).collect();
        assert_eq!(ids, ["a.jsonl#1", "a.jsonl#6"]);
        let lines: Vec<_> = cut.problems.iter().map(|p| p.place.unwrap().line).collect();
        assert_eq!(lines, [2, 4, 5, 6]);
    }

    /// One damaged line of UTF-8 costs that line only.
    #[test]
    fn a_damaged_line_costs_itself_only() {
        let cut = read(b"{\"text\": \"It\xe2\x80\x99s caf\xc3\xa9.\"}\n{\"text\": \"na\xefve\"}\n");
        assert_eq!((cut.articles.len(), cut.problems.len()), (1, 1));
        assert_eq!(cut.problems[0].place.unwrap().line, 2);
    }
}
