//! Files that factlint writes.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file whole or not at all: under another name first, in the same folder, which is then its own.
///
/// # Errors
/// Where it cannot be written; what stood there before is left as it was.
pub(crate) fn save(file: &Path, bytes: &[u8]) -> io::Result<()> {
    // A pipe or a device is written to, not replaced.
    if file.exists() && !file.is_file() {
        return std::fs::OpenOptions::new().write(true).open(file)?.write_all(bytes);
    }
    let draft = draft(file);
    let written = std::fs::write(&draft, bytes).and_then(|()| std::fs::rename(&draft, file));
    if written.is_err() {
        // What could not be written may not be there.
        let _ = std::fs::remove_file(&draft);
    }
    written
}

/// A name beside the file that no other process uses.
fn draft(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    file.with_file_name(name)
}
