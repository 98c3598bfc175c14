//! Workflow commands of GitHub Actions, which become annotations of a change:
//!
//! ```text
//! command = "::" ( "error" | "warning" | "notice" ) " " property { "," property } "::" message .
//! ```
//!
//! In a message `%`, CR and LF are escaped as `%25`, `%0D`, `%0A`; in a property also `:` as `%3A` and `,` as
//! `%2C`. GitHub shows ten annotations of a kind a step and drops the rest unsaid, so the rest is counted here.

use super::finding::{Finding, Place, Run};
use crate::rule::Severity;
use std::io::{self, Write};

/// Annotations of a kind that GitHub shows.
const SHOWN: usize = 10;

/// Writes the findings of a run.
///
/// # Errors
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let all = Finding::all(run);
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let of: Vec<&Finding> = all.iter().filter(|f| f.severity == severity).collect();
        // The last one shown tells of those that are not.
        let shown = if of.len() > SHOWN { SHOWN - 1 } else { of.len() };
        of.iter().take(shown).try_for_each(|finding| annotation(out, finding))?;
        if of.len() > shown {
            let more = of.len() - shown;
            writeln!(out, "::{}::{more} more of this kind: see the log of factlint", command(severity))?;
        }
    }
    Ok(())
}

fn annotation(out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
    let Finding { rule, severity, message, primary, related, help, .. } = finding;
    write!(out, "::{} file={},line={}", command(*severity), property(&primary.file), primary.start.line)?;
    if !primary.is_record {
        write!(out, ",endLine={},col={}", primary.end.line, primary.start.column)?;
        // GitHub refuses an end column on another line.
        if primary.start.line == primary.end.line {
            write!(out, ",endColumn={}", primary.end.column)?;
        }
    }
    let mut text = format!("{message}\n{}", primary.heading);
    related.iter().for_each(|place| text.push_str(&other(place)));
    if !help.is_empty() {
        text.push_str(&format!("\n{help}"));
    }
    writeln!(out, ",title={}::{}", property(&format!("factlint: {rule}")), data(&text))
}

fn other(place: &Place) -> String {
    format!("\n{} ({}:{}:{})", place.heading, place.file, place.start.line, place.column())
}

/// GitHub's word for a severity.
fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
