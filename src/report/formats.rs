//! The formats of findings, by name.

use super::finding::Run;
use super::style::Style;
use super::{checks, concise, github, gitlab, json, narrated, pretty, rdjsonl, sarif};
use std::io::{self, Write};

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// Drawn, for people
    #[default]
    Pretty,
    /// In sentences, for those who listen
    Narrated,
    /// A line a finding, for grep and editors
    Concise,
    /// One JSON document
    Json,
    /// A JSON object a line
    Jsonl,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// A JUnit report
    Junit,
    /// A Checkstyle report
    Checkstyle,
    /// Reviewdog's diagnostics
    Rdjsonl,
}

/// Writes the findings of a run in a format.
///
/// # Errors
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, style: Style, format: Format, run: &Run<'_>) -> io::Result<()> {
    match format {
        Format::Pretty => pretty::write(out, style, run),
        Format::Narrated => narrated::write(out, run),
        Format::Concise => concise::write(out, run),
        Format::Json => json::document(out, run),
        Format::Jsonl => json::write(out, run),
        Format::Sarif => sarif::write(out, run),
        Format::Github => github::write(out, run),
        Format::Gitlab => gitlab::write(out, run),
        Format::Junit => checks::junit(out, run),
        Format::Checkstyle => checks::checkstyle(out, run),
        Format::Rdjsonl => rdjsonl::write(out, run),
    }
}
