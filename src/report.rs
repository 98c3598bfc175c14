//! Reports: one renderer a file. Checks return values; only what is here puts them into words.

pub mod checks;
pub mod claims;
pub mod concise;
pub mod finding;
pub mod formats;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod narrated;
pub mod pretty;
pub mod problem;
pub mod rdjsonl;
pub mod rules;
pub mod sarif;
pub mod stages;
pub mod statistics;
pub mod style;
pub mod summary;
pub mod timeml;
pub mod why;
mod window;

pub(crate) use window::printable;

use crate::rule::Rule;
use std::fmt::Write;

/// Breaks text between words into lines of at most `width` characters.
fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if column > 0 && column + 1 + len > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += len;
    }
    out
}

/// `12 dated sentences (50 % of them yielded a claim)`
fn dated_sentences(dated: usize, yielding: Option<usize>) -> String {
    let share = yielding.and_then(|yielding| (yielding * 100).checked_div(dated));
    let share = share.map(|share| format!(" ({share} % of them yielded a claim)"));
    count(dated, "dated sentence") + &share.unwrap_or_default()
}

/// A path as a URI reference (RFC 3986): all but unreserved characters and `/` is escaped.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The address of a file that is there, for a link.
fn address(file: &str) -> Option<String> {
    Some(uri(&std::fs::canonicalize(file).ok()?.to_string_lossy()))
}

/// The address of the file of a rule: on this machine, or of the packs that are built in.
fn address_of_rule(rule: &Rule) -> Option<String> {
    let online = || {
        rule.file
            .starts_with("rules/")
            .then(|| format!("{}/blob/main/{}", env!("CARGO_PKG_REPOSITORY"), uri(&rule.file)))
    };
    address(&rule.file).or_else(online)
}

/// `1 article`, `1,234 articles`.
pub fn count(number: usize, one: &str) -> String {
    let grouped = grouped(number);
    if number == 1 { format!("{grouped} {one}") } else { format!("{grouped} {one}s") }
}

/// `1,234`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words are kept whole, and numbers grouped.
    #[test]
    fn words_and_numbers() {
        assert_eq!(wrap("one two  three\nfour", 7), "one two\nthree\nfour");
        assert_eq!(uri("a b/é.md"), "a%20b/%C3%A9.md");
        assert_eq!((count(1, "copy").as_str(), count(1_234_567, "claim").as_str()), ("1 copy", "1,234,567 claims"));
    }
}
