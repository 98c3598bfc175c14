//! Reviewdog's diagnostics, one JSON object a line. Its columns count bytes of UTF-8.

use super::finding::{Finding, Place, Run};
use super::json;
use crate::rule::Severity;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes the findings of a run.
///
/// # Errors
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    for finding in Finding::all(run) {
        let related: Vec<Value> = finding
            .related
            .iter()
            .map(|place| json!({"message": place.heading, "location": location(place)}))
            .collect();
        let line = json!({
            "message": format!("{}\n{}", finding.message, finding.primary.heading),
            "location": location(&finding.primary),
            "severity": severity(finding.severity),
            "source": {"name": "factlint", "url": env!("CARGO_PKG_REPOSITORY")},
            "code": {"value": finding.rule},
            "relatedLocations": related,
        });
        json::line(out, &line)?;
    }
    Ok(())
}

fn location(place: &Place) -> Value {
    let range = if place.is_record {
        json!({"start": {"line": place.start.line}})
    } else {
        json!({
            "start": {"line": place.start.line, "column": place.bytes.0},
            "end": {"line": place.end.line, "column": place.bytes.1},
        })
    };
    json!({"path": place.file, "range": range})
}

/// Reviewdog's word for a severity.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}
