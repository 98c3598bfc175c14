//! Findings in sentences, without drawings and columns, for those who listen to them.

use super::count;
use super::finding::{Finding, Place, Run};
use std::io::{self, Write};

/// Claims of a finding that are read out.
const TOLD: usize = 5;

/// Writes the findings of a run.
///
/// # Errors
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let all = Finding::all(run);
    for (number, finding) in all.iter().enumerate() {
        writeln!(out, "Finding {} of {}, {}, {}.", number + 1, all.len(), finding.severity, finding.rule)?;
        writeln!(out, "{}.", finding.message.trim_end_matches('.'))?;
        place(out, "Here", &finding.primary)?;
        for other in finding.related.iter().take(TOLD - 1) {
            place(out, "Against it", other)?;
        }
        let more = finding.related.len().saturating_sub(TOLD - 1);
        if more > 0 {
            writeln!(out, "And {} more.", count(more, "claim"))?;
        }
        for note in &finding.notes {
            writeln!(out, "Note: {note}")?;
        }
        if !finding.help.is_empty() {
            writeln!(out, "What to do: {}", finding.help)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}, from {}.", count(all.len(), "finding"), run.coverage)
}

fn place(out: &mut dyn Write, what: &str, place: &Place) -> io::Result<()> {
    writeln!(out, "{what}: {}, in {}, line {}.", place.heading, place.file, place.start.line)?;
    if place.clause.is_empty() { Ok(()) } else { writeln!(out, "It says: {}", place.clause) }
}
