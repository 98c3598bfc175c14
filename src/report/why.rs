//! The proof of a conflict, for people: what each side says and by which pattern it was read, how its
//! date was found, and why both cannot be.

use super::style::Style;
use super::window::printable;
use super::wrap;
use crate::claim::Claim;
use crate::conflict::Conflict;
use crate::corpus::Article;
use crate::interval::Truth;
use crate::pattern::compile::Patterns;
use crate::rule::Rule;
use crate::text::Text;
use crate::timex::{self, Basis};
use std::io::{self, Write};

/// Columns of the text.
const WIDTH: usize = 80;

/// What a proof is about.
#[derive(Clone, Copy, Debug)]
pub struct Proven<'a> {
    /// All articles that claims can be of.
    pub articles: &'a [Article],
    /// All claims.
    pub claims: &'a [Claim],
    /// The conflict.
    pub conflict: &'a Conflict,
    /// Its rule.
    pub rule: &'a Rule,
    /// The patterns that claims are read by.
    pub patterns: &'a Patterns,
}

/// Writes the proof of a conflict.
///
/// # Errors
/// Where it cannot be written.
pub fn why(out: &mut dyn Write, style: Style, proven: Proven<'_>) -> io::Result<()> {
    let Proven { conflict, rule, .. } = proven;
    writeln!(out, "{}", style.bold(&*conflict.rule))?;
    writeln!(out, "{}\n", wrap(&printable(&conflict.message), WIDTH))?;
    for (name, number) in &conflict.proof.claims {
        side(out, style, proven, name, *number)?;
    }
    writeln!(out, "{}", style.dim("what they stand for"))?;
    for (name, value) in &conflict.proof.variables {
        writeln!(out, "  {name} = {}", printable(value))?;
    }
    writeln!(out, "\n{}", style.dim(format!("why they cannot all be true ({})", rule.file)))?;
    for (words, truth) in &conflict.proof.conditions {
        writeln!(out, "  {words}: {}", name_of(*truth))?;
    }
    for note in &conflict.notes {
        writeln!(out, "  note: {}", printable(note))?;
    }
    let severity = if conflict.severity == rule.spec.severity {
        conflict.severity.to_string()
    } else {
        format!("{}, lowered from {}", conflict.severity, rule.spec.severity)
    };
    writeln!(out, "\n{} {severity}", style.dim("severity"))
}

/// One claim: who says it, in which words, read how.
fn side(out: &mut dyn Write, style: Style, proven: Proven<'_>, name: &str, number: usize) -> io::Result<()> {
    let Some(claim) = proven.claims.get(number) else { return Ok(()) };
    let Some(article) = proven.articles.get(claim.article) else { return Ok(()) };
    let position = article.source.position(claim.span.start);
    let outlet = article.outlet.as_deref().map(|o| format!("{}, ", printable(o))).unwrap_or_default();
    let day = article.published.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let place = format!("{}:{}:{}", article.source.name(), position.line, position.column);
    writeln!(out, "{name}  {}  {}", style.bold(&*claim.predicate), style.dim(format!("{outlet}{day}  {place}")))?;
    let words = claim.span.of(article.source.text()).split_whitespace().collect::<Vec<_>>().join(" ");
    for line in wrap(&printable(&words), WIDTH - 5).lines() {
        writeln!(out, "     {line}")?;
    }
    let pattern = proven.patterns.place(&claim.pattern).map(|place| format!(" ({place})")).unwrap_or_default();
    writeln!(out, "   read by {}{pattern}", claim.pattern)?;
    if let Some(date) = dated(article, claim) {
        writeln!(out, "   {date}")?;
    }
    if let Some(who) = &claim.attribution {
        writeln!(out, "   said by {}", printable(who))?;
    }
    writeln!(out)
}

/// How the date of a claim was found.
fn dated(article: &Article, claim: &Claim) -> Option<String> {
    let when = claim.when.as_ref()?;
    let Some(span) = when.span else {
        return Some(format!("dated {}, which follows from the article's date", when.value));
    };
    let words = printable(span.of(article.source.text()));
    let text = Text::of(article);
    let timexes = timex::tag(article, &text);
    let basis = timexes.iter().find(|t| t.span.overlaps(span)).map(|t| t.basis);
    let how = match basis {
        Some(Basis::Published) => "counted from the article's date",
        Some(Basis::Context) => "completed by another date of the text",
        Some(Basis::Unresolved) => "not resolved",
        Some(Basis::Absolute) | None => "as written",
    };
    Some(format!("dated {}: “{words}”, {how}", when.value))
}

fn name_of(truth: Truth) -> &'static str {
    match truth {
        Truth::Certain => "certain",
        Truth::Possible => "possible",
        Truth::Impossible => "impossible",
    }
}
