//! One line a finding, for grep, vim's quickfix list and emacs' compilation mode:
//!
//! ```text
//! path:line:column: severity[rule] message
//! ```
//!
//! Columns count characters. A JSON Lines record has no columns of its own in the file: its column is 1.

use super::finding::{Finding, Run};
use std::io::{self, Write};

/// Writes the findings of a run.
///
/// # Errors
/// Where they cannot be written.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    for Finding { rule, severity, message, primary, related, .. } in Finding::all(run) {
        let (line, column) = (primary.start.line, primary.column());
        write!(out, "{}:{line}:{column}: {severity}[{rule}] {message}", primary.file)?;
        match related.first() {
            Some(other) => writeln!(out, " ({}:{}:{})", other.file, other.start.line, other.column())?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}
