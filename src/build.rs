//! Rebuilds when a pack changes: the packs are embedded, and their files are no source of the crate. And names this
//! build by its sources, for what is kept from run to run ([`cache`](../cache.rs)).

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo on standard output")]

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut files = Vec::new();
    gather(Path::new("src"), &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    env::var_os("TARGET").hash(&mut hasher);
    for file in files.iter().map(PathBuf::as_path).chain([Path::new("Cargo.lock")]).filter(|file| file.exists()) {
        (file, fs::read(file)?).hash(&mut hasher);
    }
    println!("cargo::rustc-env=FACTLINT_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Adds the files below a folder.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
