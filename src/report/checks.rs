//! The formats in XML: JUnit's, for the test reports of build servers, and Checkstyle's.

use super::finding::{Finding, Run};
use crate::rule::Severity;
use std::io::{self, Write};

/// Writes the findings of a run as a JUnit report: each is a failed test, and a run without any is one that
/// passed, since a report without tests counts as broken.
///
/// # Errors
/// Where they cannot be written.
pub fn junit(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let all = Finding::all(run);
    let failed = all.iter().filter(|f| f.severity > Severity::Info).count();
    let tests = all.len().max(1);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="factlint" tests="{tests}" failures="{failed}">"#)?;
    writeln!(out, r#"  <testsuite name="factlint" tests="{tests}" failures="{failed}" errors="0">"#)?;
    if all.is_empty() {
        let name = escaped(&format!("no conflict in {}", run.coverage));
        writeln!(out, r#"    <testcase name="{name}" classname="factlint"/>"#)?;
    }
    for finding in &all {
        let (name, rule, place) = (escaped(&finding.message), escaped(&finding.rule), &finding.primary);
        let (file, line) = (escaped(&place.file), place.start.line);
        write!(out, r#"    <testcase name="{name}" classname="{rule}" file="{file}" line="{line}">"#)?;
        let text = escaped(&told(finding));
        if finding.severity > Severity::Info {
            write!(out, r#"<failure message="{name}" type="{}">{text}</failure>"#, finding.severity)?;
        } else {
            write!(out, "<system-out>{text}</system-out>")?;
        }
        writeln!(out, "</testcase>")?;
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// Writes the findings of a run as a Checkstyle report.
///
/// # Errors
/// Where they cannot be written.
pub fn checkstyle(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let mut all = Finding::all(run);
    all.sort_by(|a, b| (&a.primary.file, a.primary.start).cmp(&(&b.primary.file, b.primary.start)));
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<checkstyle version="4.3">"#)?;
    for of_file in all.chunk_by(|a, b| a.primary.file == b.primary.file) {
        writeln!(out, r#"  <file name="{}">"#, escaped(&of_file[0].primary.file))?;
        for finding in of_file {
            let (line, column) = (finding.primary.start.line, finding.primary.column());
            let (message, rule) = (escaped(&told(finding)), escaped(&finding.rule));
            let severity = finding.severity;
            writeln!(
                out,
                r#"    <error line="{line}" column="{column}" severity="{severity}" message="{message}" source="factlint.{rule}"/>"#
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

fn told(finding: &Finding) -> String {
    let place = |p: &super::finding::Place| format!("{} ({}:{}:{})", p.heading, p.file, p.start.line, p.column());
    let places: Vec<String> = std::iter::once(&finding.primary).chain(&finding.related).map(place).collect();
    format!("{}: {}", finding.message, places.join("; "))
}

/// Text for an attribute or an element. What XML 1.0 has no character for was taken out before.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
