//! From bytes to text.
//!
//! UTF-8 is taken as it is. Other bytes are read as Windows-1252, the encoding of old English pages, if
//! they can be nothing else: every byte is defined there, none is a control character, and the file
//! does not hold more well-formed UTF-8 characters than stray bytes, which would make it damaged UTF-8.

use super::{Problem, Severity};
use crate::source::Source;

/// How a file is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Windows1252,
    /// UTF-8 with bytes that are not; the offset of the first.
    Damaged(usize),
}

/// What the bytes are, or why they are no text at all.
pub(super) fn encoding(name: &str, bytes: &[u8]) -> Result<Encoding, Problem> {
    let error = |message: &str, help: &str| Problem::of(Severity::Error, name, message, help);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(error("the file is UTF-16", "Save it as UTF-8."));
    }
    if let Some(nul) = memchr::memchr(0, bytes) {
        let binary = error("the file is binary, not text", "Give text, Markdown or JSON Lines; leave this file out.");
        return Err(binary.at_byte(bytes, nul));
    }
    if u32::try_from(bytes.len() * 3).is_err() && std::str::from_utf8(bytes).is_err()
        || u32::try_from(bytes.len()).is_err() && !name.ends_with(".jsonl") && !name.ends_with(".ndjson")
    {
        return Err(error("the file is too large", "Split it, or give its articles as JSON Lines."));
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(_) => Encoding::Utf8,
        Err(_) if is_windows_1252(bytes) => Encoding::Windows1252,
        Err(e) => Encoding::Damaged(e.valid_up_to()),
    })
}

/// The file as one source.
pub(super) fn decode(name: &str, bytes: Vec<u8>, problems: &mut Vec<Problem>) -> Result<Source, Problem> {
    match encoding(name, &bytes)? {
        Encoding::Utf8 => match String::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(name, text)),
            Err(e) => Err(damaged(name, e.as_bytes(), e.utf8_error().valid_up_to())),
        },
        Encoding::Windows1252 => {
            problems.push(note_windows_1252(name));
            Ok(Source::windows_1252(name, &bytes))
        }
        Encoding::Damaged(at) => Err(damaged(name, &bytes, at)),
    }
}

/// What is said about a file in Windows-1252.
pub(super) fn note_windows_1252(name: &str) -> Problem {
    Problem::of(Severity::Note, name, "not UTF-8, read as Windows-1252", "Save it as UTF-8 if letters look wrong.")
}

/// What is said about bytes that are no text.
pub(super) fn damaged(name: &str, bytes: &[u8], at: usize) -> Problem {
    let byte = bytes.get(at).copied().unwrap_or_default();
    let message = format!("the byte 0x{byte:02X} at offset {at} is not valid UTF-8");
    let help = "Save the file as UTF-8; it is not Windows-1252 either.";
    Problem::of(Severity::Error, name, message, help).at_byte(bytes, at)
}

fn is_windows_1252(bytes: &[u8]) -> bool {
    let undefined =
        |b: &u8| matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d | 0x7f) || (*b < 0x20 && !b"\t\n\r\x0c".contains(b));
    if bytes.iter().any(undefined) {
        return false;
    }
    let chunks = || bytes.utf8_chunks();
    let stray: usize = chunks().map(|chunk| chunk.invalid().len()).sum();
    let formed: usize = chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    formed <= stray
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Result<Encoding, String> {
        encoding("a.txt", bytes).map_err(|p| p.to_string())
    }

    /// A stray byte in UTF-8 text is damage, not another encoding.
    #[test]
    fn damage_is_not_windows_1252() {
        assert_eq!(of("café".as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(of(b"caf\xe9 \x96 it\x92s"), Ok(Encoding::Windows1252));
        assert_eq!(of(b"it\xe2\x80\x99s caf\xc3\xa9 na\xefve"), Ok(Encoding::Damaged(15)));
        assert_eq!(of(b"undefined \x81"), Ok(Encoding::Damaged(10)));
    }

    /// What is no text is named, with its place.
    #[test]
    fn no_text_is_named() {
        assert_eq!(of(b"ab\nc\0"), Err("a.txt:2:2: the file is binary, not text".into()));
        assert_eq!(of(b"\xff\xfea\0"), Err("a.txt: the file is UTF-16".into()));
    }
}
