//! Rules for people: the list, the manual of one, and how their texts went.

use super::style::Style;
use super::{address_of_rule, count, wrap};
use crate::rule::test::Failure;
use crate::rule::{Rule, TestArticle};
use std::io::{self, Write};

/// Columns of a line.
const WIDTH: usize = 80;

/// Writes the rules, a line or two each.
///
/// # Errors
/// Where it cannot be written.
pub fn list(out: &mut dyn Write, style: Style, rules: &[Rule]) -> io::Result<()> {
    for rule in rules {
        let id = style.link(address_of_rule(rule), &rule.spec.id);
        writeln!(out, "{}  {}", style.bold(id), style.dim(rule.spec.severity))?;
        writeln!(out, "    {}", indented(&rule.spec.finds, 4))?;
    }
    Ok(())
}

/// Writes what a rule finds, why that matters, an example, the traps it avoids, and what to do.
///
/// # Errors
/// Where it cannot be written.
pub fn explain(out: &mut dyn Write, style: Style, rule: &Rule) -> io::Result<()> {
    let spec = &rule.spec;
    writeln!(out, "{}  {}\n", style.bold(&spec.id), style.dim(format!("{}, {}", spec.severity, rule.file)))?;
    let mut section = |title: &str, text: &str| {
        if text.trim().is_empty() { Ok(()) } else { writeln!(out, "{}\n  {}\n", style.bold(title), indented(text, 2)) }
    };
    section("Finds", &spec.finds)?;
    section("Why that matters", &spec.why)?;
    let example = |of: fn(&crate::rule::TestSpec) -> &Vec<TestArticle>| {
        spec.tests.iter().map(of).find(|articles| !articles.is_empty())
    };
    if let Some(articles) = example(|t| &t.conflict) {
        writeln!(out, "{}", style.bold("A conflict"))?;
        texts(out, style, articles)?;
    }
    if let Some(articles) = example(|t| &t.consistent) {
        writeln!(out, "{}", style.bold("No conflict"))?;
        texts(out, style, articles)?;
    }
    let mut section = |title: &str, text: &str| {
        if text.trim().is_empty() { Ok(()) } else { writeln!(out, "{}\n  {}\n", style.bold(title), indented(text, 2)) }
    };
    section("Traps it avoids", &spec.traps)?;
    section("What to look at", &spec.help)
}

fn texts(out: &mut dyn Write, style: Style, articles: &[TestArticle]) -> io::Result<()> {
    for article in articles {
        let outlet = article.outlet.as_deref().map(|o| format!("{o}, ")).unwrap_or_default();
        let day = article.date.as_deref().unwrap_or("undated");
        writeln!(out, "  {}", style.dim(format!("{outlet}{day}")))?;
        if let Some(title) = &article.title {
            writeln!(out, "    {}", style.bold(indented(title, 4)))?;
        }
        writeln!(out, "    {}", indented(&article.text, 4))?;
    }
    writeln!(out)
}

/// How the texts of the packs went.
#[derive(Debug, Default)]
pub struct Tested {
    /// How many rules were tested.
    pub rules: usize,
    /// With how many texts.
    pub texts: usize,
    /// How many predicates were tested.
    pub predicates: usize,
    /// With how many examples.
    pub examples: usize,
    /// What went wrong.
    pub failures: Vec<Failure>,
}

/// Writes how the texts of the packs went.
///
/// # Errors
/// Where it cannot be written.
pub fn tested(out: &mut dyn Write, style: Style, tested: &Tested) -> io::Result<()> {
    let Tested { rules, texts, predicates, examples, failures } = tested;
    for failure in failures {
        writeln!(out, "{} {}", style.error("failed"), indented(&failure.to_string(), 7))?;
    }
    let mut what = Vec::new();
    if *rules > 0 {
        what.push(format!("{} of {}", count(*texts, "text"), count(*rules, "rule")));
    }
    if *predicates > 0 {
        what.push(format!("{} of {}", count(*examples, "example"), count(*predicates, "predicate")));
    }
    if what.is_empty() {
        return writeln!(out, "{} no rule and no example was tested", style.warning("nothing:"));
    }
    let what = what.join(", ");
    if failures.is_empty() {
        writeln!(out, "{} {what}", style.bold("passed:"))
    } else {
        writeln!(out, "{} {} in {what}", style.error("failed:"), count(failures.len(), "failure"))
    }
}

fn indented(text: &str, by: usize) -> String {
    wrap(text, WIDTH - by).replace('\n', &format!("\n{}", " ".repeat(by)))
}
