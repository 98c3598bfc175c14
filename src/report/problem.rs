//! What was wrong with the input, the configuration or the call, a line or two each.

use super::style::Style;
use super::window::printable;
use super::wrap;
use crate::corpus::{Problem, Severity};
use std::io::{self, Write};

/// An error of the run as a whole.
///
/// # Errors
/// Where it cannot be written.
pub fn error(out: &mut dyn Write, style: Style, message: &str, help: &str) -> io::Result<()> {
    writeln!(out, "{}: {}", style.error("error"), printable(message))?;
    self::help(out, style, help)
}

/// A remark on the run as a whole.
///
/// # Errors
/// Where it cannot be written.
pub fn note(out: &mut dyn Write, style: Style, message: &str) -> io::Result<()> {
    let message = wrap(&printable(message), style.width() - 6).replace('\n', "\n  ");
    writeln!(out, "{}: {message}", style.bold("note"))
}

/// A problem of an input.
///
/// # Errors
/// Where it cannot be written.
pub fn problem(out: &mut dyn Write, style: Style, problem: &Problem) -> io::Result<()> {
    // Names and ids are the input's: what a terminal would obey does not get there.
    let message = printable(&problem.to_string());
    match problem.severity {
        Severity::Error => writeln!(out, "{}: {message}", style.error("error"))?,
        Severity::Warning => writeln!(out, "{}: {message}", style.warning("warning"))?,
        Severity::Note => writeln!(out, "{}: {message}", style.bold("note"))?,
    }
    help(out, style, &problem.help)
}

fn help(out: &mut dyn Write, style: Style, help: &str) -> io::Result<()> {
    if help.is_empty() { Ok(()) } else { writeln!(out, "  {} {}", style.dim("help:"), printable(help)) }
}
