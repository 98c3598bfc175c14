//! SARIF 2.1.0, the format of code scanning services (OASIS, 2020).
//!
//! The primary claim is the location, the others are related locations that the message links to.

use super::finding::{Finding, Place, Run};
use super::uri;
use crate::rule::{Rule, Severity};
use serde_json::{Value, json};
use std::io::{self, Write};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the findings of a run.
///
/// # Errors
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let results: Vec<Value> = Finding::all(run).iter().map(|finding| result(finding, run.rules)).collect();
    let rules: Vec<Value> = run.rules.iter().map(rule).collect();
    let coverage = run.coverage;
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "factlint",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": {
                "articles": coverage.articles,
                "datedSentences": coverage.dated,
                "sentencesWithClaims": coverage.yielding,
                "claims": coverage.claims,
            },
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(rule: &Rule) -> Value {
    let spec = &rule.spec;
    json!({
        "id": spec.id,
        "shortDescription": {"text": spec.finds.trim()},
        "fullDescription": {"text": spec.why.trim()},
        "help": {"text": format!("{}\n\n{}", spec.help.trim(), spec.traps.trim()).trim()},
        "defaultConfiguration": {"level": level(spec.severity)},
        "properties": {"precision": spec.precision()},
    })
}

fn result(finding: &Finding, rules: &[Rule]) -> Value {
    let related: Vec<Value> = finding.related.iter().enumerate().map(|(i, place)| related(i + 1, place)).collect();
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": message(finding)},
        "locations": [location(&finding.primary)],
        "partialFingerprints": {"factlint/v1": finding.fingerprint},
    });
    if let Some(index) = rules.iter().position(|rule| rule.spec.id == finding.rule) {
        result["ruleIndex"] = index.into();
    }
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

/// The message, with a link to each place that the finding clashes with.
fn message(finding: &Finding) -> String {
    let mut text = format!("{}\nHere: {}", escaped(&finding.message), escaped(&finding.primary.heading));
    for (i, place) in finding.related.iter().enumerate() {
        text.push_str(&format!("\nThere: [{}]({})", escaped(&place.heading), i + 1));
    }
    for line in finding.notes.iter().chain(Some(&finding.help)).filter(|line| !line.is_empty()) {
        text.push_str(&format!("\n{}", escaped(line)));
    }
    text
}

/// Brackets would be links.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn location(place: &Place) -> Value {
    let mut region = json!({"startLine": place.start.line});
    if !place.is_record {
        region["startColumn"] = place.start.column.into();
        region["endLine"] = place.end.line.into();
        region["endColumn"] = place.end.column.into();
    }
    json!({"physicalLocation": {"artifactLocation": {"uri": uri(&place.file)}, "region": region}})
}

fn related(id: usize, place: &Place) -> Value {
    let mut location = location(place);
    location["id"] = id.into();
    location["message"] = json!({"text": escaped(&place.heading)});
    location
}

/// SARIF's word for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
