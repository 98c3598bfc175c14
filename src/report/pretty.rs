//! Conflicts and faults of packs for people, drawn by miette. No other file renders with it.
//!
//! A conflict is a diagnostic whose source is a window around its first claim; each other claim is a
//! diagnostic of its own, nested, since one diagnostic cannot label two sources.

use super::finding::{Finding, Run, heading, value};
use super::style::Style;
use super::window::{Label, Window, printable};
use super::{address, address_of_rule, wrap};
use crate::claim::{Claim, Filler};
use crate::conflict::Conflict;
use crate::corpus::Article;
use crate::error::{Fault, FaultReport};
use crate::rule::Severity;
use crate::source::Span;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};
use std::fmt;
use std::io::{self, Write};

/// Columns that stand left of a nested source.
const GUTTER: usize = 14;
/// Claims of a conflict that are shown.
const SHOWN: usize = 5;

fn handler(style: Style) -> GraphicalReportHandler {
    let styles = if style.has_colour() { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let characters = ThemeCharacters { advice: "•".into(), ..ThemeCharacters::unicode() };
    let theme = GraphicalTheme { characters, styles };
    GraphicalReportHandler::new_themed(theme)
        .with_width(style.width())
        .with_links(false)
        .with_wrap_lines(false)
        .with_context_lines(1)
        .with_show_related_as_nested(true)
        .without_syntax_highlighting()
}

/// Writes the findings of a run.
///
/// # Errors
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, style: Style, run: &Run<'_>) -> io::Result<()> {
    for conflict in run.conflicts {
        self::conflict(out, style, run, conflict)?;
    }
    run.remarks.iter().try_for_each(|finding| remark(out, style, finding))
}

/// A finding that is no conflict, about a line of a file that the user wrote.
fn remark(out: &mut dyn Write, style: Style, finding: &Finding) -> io::Result<()> {
    let Finding { rule, severity, message, primary, help, .. } = finding;
    let title = format!("{severity}: {rule}");
    let title = if *severity == Severity::Error { style.error(&title) } else { style.warning(&title) };
    let message = format!("{}:{}:{}: {message}", primary.file, primary.start.line, primary.start.column);
    let help = (!help.is_empty()).then(|| lines(style, "help: ", help));
    writeln!(out, "{title}\n")?;
    for line in lines(style, "× ", &message).lines().chain(help.iter().flat_map(|help| help.lines())) {
        writeln!(out, "  {line}")?;
    }
    writeln!(out)
}

/// Writes a conflict among these claims of these articles.
fn conflict(out: &mut dyn Write, style: Style, run: &Run<'_>, conflict: &Conflict) -> io::Result<()> {
    let Run { articles, claims, .. } = *run;
    let numbers = conflict.witnesses();
    let mut sides = numbers.iter().filter_map(|&number| Side::new(style, articles, claims, conflict, number));
    let Some(primary) = sides.next() else { return Ok(()) };
    let related: Vec<Side> = sides.take(SHOWN - 1).collect();
    let more = numbers.len().saturating_sub(1 + related.len());
    let message = format!("{}\n{}", wrap(&printable(&conflict.message), style.width() - 4), primary.heading);
    let code = format!("{}: {}", conflict.severity, conflict.rule);
    let report = Report { code, message, severity: severity(conflict.severity), primary, related };
    let mut drawn = String::new();
    let mut footer: Vec<String> = Vec::new();
    if more > 0 {
        footer.push(format!("… and {more} more {}", if more == 1 { "claim" } else { "claims" }));
    }
    footer.extend(conflict.notes.iter().map(|note| lines(style, "note: ", note)));
    if !conflict.help.is_empty() {
        footer.push(lines(style, "help: ", &conflict.help));
    }
    handler(style).render_report(&mut drawn, &report).map_err(io::Error::other)?;
    writeln!(out, "{}", linked(style, run, conflict, &report, number_first_rows(drawn.trim_end())))?;
    for line in footer.iter().flat_map(|text| text.lines()) {
        writeln!(out, "  {line}")?;
    }
    writeln!(out)
}

/// The drawing with links from the rule to where it is written, and from each place to its file. miette links codes only,
/// and counts what a link hides among the columns of a name.
fn linked(style: Style, run: &Run<'_>, conflict: &Conflict, report: &Report, drawn: String) -> String {
    let rule = run.rules.iter().find(|rule| rule.spec.id == *conflict.rule);
    let code = (conflict.rule.to_string(), rule.and_then(address_of_rule));
    let places = std::iter::once(&report.primary).chain(&report.related).map(|side| side.window.place());
    let mut rest = drawn.as_str();
    let mut out = String::with_capacity(drawn.len());
    for (text, address) in std::iter::once(code).chain(places.map(|(name, place)| (place, address(&name)))) {
        let Some(at) = rest.find(&text) else { continue };
        out.push_str(&rest[..at]);
        out.push_str(&style.link(address, &text));
        rest = &rest[at + text.len()..];
    }
    out + rest
}

/// A remark in lines, those after the first indented.
fn lines(style: Style, what: &str, text: &str) -> String {
    let indent = what.chars().count();
    let text = wrap(&printable(text), style.width() - 2 - indent);
    format!("{what}{}", text.replace('\n', &format!("\n{}", " ".repeat(indent))))
}

/// Writes a fault of a pack.
///
/// # Errors
/// Where it cannot be written.
pub fn fault(out: &mut dyn Write, style: Style, fault: &Fault) -> io::Result<()> {
    if fault.place.text.is_empty() {
        return super::problem::error(out, style, &fault.message, fault.help.as_deref().unwrap_or_default());
    }
    let mut drawn = String::new();
    handler(style).render_report(&mut drawn, &FaultReport::from(fault.clone())).map_err(io::Error::other)?;
    writeln!(out, "{}\n", drawn.trim_end())
}

fn severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    }
}

/// A claim of a conflict.
#[derive(Debug)]
struct Side {
    heading: String,
    window: Window,
}

impl Side {
    fn new(style: Style, articles: &[Article], claims: &[Claim], conflict: &Conflict, number: usize) -> Option<Self> {
        let claim = claims.get(number)?;
        let article = articles.get(claim.article)?;
        let heading = printable(&heading(article, claim, value(conflict, number)));
        let heading = wrap(&heading, style.width() - GUTTER);
        let window = Window::new(article, claim.span, &labels(article, claim), style.width() - GUTTER);
        Some(Self { heading, window })
    }

    fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.window.labels.iter().map(|(range, text)| LabeledSpan::new_with_span(text.clone(), range.clone()))
    }
}

/// The slots of a claim, with what they stand for where the words do not say it; all of the claim
/// where no slot has words of its own.
fn labels(article: &Article, claim: &Claim) -> Vec<Label> {
    let text = article.source.text();
    let mut labels: Vec<Label> = Vec::new();
    let mut add = |span: Option<Span>, value: &str| {
        let Some(span) = span.filter(|s| !s.is_empty() && labels.iter().all(|l| !l.span.overlaps(*s))) else { return };
        let said = text.get(span.range()).is_some_and(|words| words.to_lowercase().contains(&value.to_lowercase()));
        labels.push(Label { span, text: (!said && !value.is_empty()).then(|| printable(value)) });
    };
    if let Some(when) = &claim.when {
        add(when.span, &when.value);
    }
    if let Some(quantity) = &claim.quantity {
        add(quantity.span, "");
    }
    for filler in [&claim.subject, &claim.object].into_iter().flatten() {
        match filler {
            Filler::One(term) => add(term.span, &term.name),
            Filler::Many { members, .. } => members.iter().for_each(|term| add(term.span, &term.name)),
            Filler::Event(event) => add(event.span, ""),
        }
    }
    if let Some(place) = &claim.place {
        add(place.span, &place.name);
    }
    if labels.is_empty() {
        labels.push(Label { span: claim.span, text: None });
    }
    labels
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.heading)
    }
}

impl std::error::Error for Side {}

impl Diagnostic for Side {
    fn severity(&self) -> Option<miette::Severity> {
        Some(miette::Severity::Advice)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.window)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels()))
    }
}

/// A conflict as miette wants it.
#[derive(Debug)]
struct Report {
    code: String,
    message: String,
    severity: miette::Severity,
    primary: Side,
    related: Vec<Side>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.primary.window)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.primary.labels()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.related.iter().map(|side| side as &dyn Diagnostic)))
    }
}

/// Takes the number from all rows of a source but the first: they are rows of a window, and not the
/// lines of the file that follow it. miette numbers them, and has no option for it.
fn number_first_rows(drawn: &str) -> String {
    let mut out = String::with_capacity(drawn.len());
    let mut gutter: Option<(usize, bool)> = None;
    for line in drawn.lines() {
        let visible = columns(line);
        let column_of = |c: char, next: char| visible.windows(2).position(|w| w[0].1 == c && w[1].1 == next);
        gutter = match gutter {
            None => column_of('╭', '─').map(|column| (column, false)),
            Some((column, numbered)) => {
                let at = visible.get(column).map(|(_, c)| *c);
                let digits = |(_, c): &&(usize, char)| c.is_ascii_digit();
                let number: Vec<usize> =
                    visible[..column.min(visible.len())].iter().filter(digits).map(|(i, _)| *i).collect();
                let row = at == Some('│') && !number.is_empty();
                if row && numbered {
                    let blank = |(i, c)| if number.contains(&i) { ' ' } else { c };
                    out.extend(line.char_indices().map(blank));
                    out.push('\n');
                    continue;
                }
                if at == Some('╰') { None } else { Some((column, numbered || row)) }
            }
        };
        out.push_str(line);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}

/// The characters of a line that take a column, with their places.
fn columns(line: &str) -> Vec<(usize, char)> {
    let mut escaped = false;
    let mut seen = Vec::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        match (escaped, c) {
            (false, '\x1b') => escaped = true,
            (true, 'm') => escaped = false,
            (true, _) => {}
            (false, c) => seen.push((at, c)),
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only the first row of a source keeps its number, nested or coloured; other text stays.
    #[test]
    fn rows_of_a_window_have_one_number() {
        let drawn = "  × 12 │ facts\n    ╭─[a.txt:9:2]\n  9 │ one 1 │\n    ·  ───\n 10 │ two 2\n    ╰────\n  │    ╭─[b.txt:1:2]\n  │  \x1b[2m1\x1b[0m │ three\n  │  \x1b[2m2\x1b[0m │ four\n  │    ╰────";
        let expected = "  × 12 │ facts\n    ╭─[a.txt:9:2]\n  9 │ one 1 │\n    ·  ───\n    │ two 2\n    ╰────\n  │    ╭─[b.txt:1:2]\n  │  \x1b[2m1\x1b[0m │ three\n  │  \x1b[2m \x1b[0m │ four\n  │    ╰────";
        assert_eq!(number_first_rows(drawn), expected);
    }
}
