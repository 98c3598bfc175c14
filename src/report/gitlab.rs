//! GitLab's code quality report: an array of issues, after the specification of Code Climate.

use super::finding::{Finding, Run};
use crate::rule::Severity;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes the findings of a run.
///
/// # Errors
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let issues: Vec<Value> = Finding::all(run).iter().map(issue).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue(finding: &Finding) -> Value {
    let others: Vec<String> = finding.related.iter().map(|p| format!("{} ({})", p.heading, p.file)).collect();
    let description = match others.is_empty() {
        true => finding.message.clone(),
        false => format!("{}. {}; {}", finding.message, finding.primary.heading, others.join("; ")),
    };
    json!({
        "description": description,
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": severity(finding.severity),
        "location": {
            "path": finding.primary.file,
            "lines": {"begin": finding.primary.start.line, "end": finding.primary.end.line},
        },
    })
}

/// GitLab's word for a severity.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
