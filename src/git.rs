//! An older state of a corpus, from git.
//!
//! The files of a revision are written to a folder of their own, which goes when the value is dropped;
//! neither the working tree nor the index nor the repository is touched. git itself is asked: it alone knows
//! how its objects are packed.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// Files that say how a folder is read, and so belong to any part of it.
const SETTINGS: &[&str] = &[".gitignore", ".ignore", ".factlintignore"];

/// Why an older state cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// The user's fault, or that of the repository: what git says.
    #[error("{0}")]
    Refused(String),
    /// git cannot be run.
    #[error("git cannot be run: {0}")]
    Missing(#[source] io::Error),
    /// The files cannot be written.
    #[error("the older files cannot be written: {0}")]
    Files(#[from] io::Error),
}

/// The files of a revision.
#[derive(Debug)]
pub struct Revision {
    folder: TempDir,
    top: PathBuf,
}

impl Revision {
    /// Writes what the paths held at a revision to a folder.
    ///
    /// # Errors
    /// Where git is missing, a path is in no repository, or there is no such revision.
    pub fn export(revision: &str, paths: &[PathBuf]) -> Result<Self, GitError> {
        let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
        let near = if first.is_dir() { first } else { first.parent().unwrap_or(Path::new("")) };
        let near = if near.as_os_str().is_empty() { Path::new(".") } else { near };
        let top = PathBuf::from(asked(near, &["rev-parse", "--show-toplevel"])?);
        let wanted = format!("{revision}^{{commit}}");
        let commit = asked(&top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])
            .map_err(|_| GitError::Refused(format!("there is no revision `{revision}`")))?;
        let below: Vec<PathBuf> = paths.iter().map(|path| within(&top, path)).collect::<Result<_, _>>()?;
        let listed = raw(&top, &["ls-tree", "-r", "-z", "--full-tree", &commit])?;
        let files: Vec<(String, PathBuf)> = listed.split(|&b| b == 0).filter_map(|line| file(line, &below)).collect();
        let folder = TempDir::new()?;
        write(&top, &files, folder.path())?;
        Ok(Self { folder, top })
    }

    /// Where a path is that was exported, as it was then; `None` where it was not there.
    #[must_use]
    pub fn path(&self, path: &Path) -> Option<PathBuf> {
        let path = self.folder.path().join(within(&self.top, path).ok()?);
        path.exists().then_some(path)
    }
}

/// A path within the repository.
fn within(top: &Path, path: &Path) -> Result<PathBuf, GitError> {
    let outside = || GitError::Refused(format!("{} is not in the repository {}", path.display(), top.display()));
    let whole = path.canonicalize().map_err(|_| outside())?;
    let top = top.canonicalize().map_err(|_| outside())?;
    whole.strip_prefix(&top).map(Path::to_path_buf).map_err(|_| outside())
}

/// A line of `git ls-tree`: mode, type and name of an object, then the path.
fn file(line: &[u8], below: &[PathBuf]) -> Option<(String, PathBuf)> {
    let tab = line.iter().position(|&b| b == b'\t')?;
    let (head, path) = (std::str::from_utf8(&line[..tab]).ok()?, std::str::from_utf8(&line[tab + 1..]).ok()?);
    let mut head = head.split(' ');
    let (mode, object) = (head.next()?, head.nth(1)?);
    let path = PathBuf::from(path);
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let wanted = below.iter().any(|b| path.starts_with(b)) || SETTINGS.contains(&name);
    (mode.starts_with("100") && wanted).then(|| (object.to_owned(), path))
}

/// Writes the objects to files below a folder.
fn write(top: &Path, files: &[(String, PathBuf)], folder: &Path) -> Result<(), GitError> {
    let mut git = command(top, &["cat-file", "--batch"]);
    let mut git = git.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(GitError::Missing)?;
    let result = exchange(&mut git, files, folder);
    git.wait()?;
    result
}

/// Asks for objects while reading the answers: either pipe alone would fill.
fn exchange(git: &mut Child, files: &[(String, PathBuf)], folder: &Path) -> Result<(), GitError> {
    let (Some(mut ask), Some(answer)) = (git.stdin.take(), git.stdout.take()) else {
        return Err(GitError::Refused("git gave no pipes".into()));
    };
    std::thread::scope(|scope| {
        // git's answers end where its questions do; a fault of the pipe shows there.
        scope.spawn(move || files.iter().try_for_each(|(object, _)| writeln!(ask, "{object}")));
        let mut answer = BufReader::new(answer);
        for (_, path) in files {
            let bytes = object(&mut answer)?;
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
            std::fs::write(path, bytes)?;
        }
        Ok(())
    })
}

/// An answer of `git cat-file --batch`: name, type and size on a line, the bytes, an end of line.
fn object(answer: &mut impl BufRead) -> Result<Vec<u8>, GitError> {
    let mut head = String::new();
    answer.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
    let size = size.ok_or_else(|| GitError::Refused(format!("git has lost an object: {}", head.trim_end())))?;
    let mut bytes = vec![0; size + 1];
    answer.read_exact(&mut bytes)?;
    bytes.pop();
    Ok(bytes)
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args);
    command
}

fn raw(folder: &Path, args: &[&str]) -> Result<Vec<u8>, GitError> {
    let output = command(folder, args).stdin(Stdio::null()).output().map_err(GitError::Missing)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim().strip_prefix("fatal: ").unwrap_or(said.trim());
    Err(GitError::Refused(format!("git: {}", said.lines().next().unwrap_or("failed"))))
}

fn asked(folder: &Path, args: &[&str]) -> Result<String, GitError> {
    Ok(String::from_utf8_lossy(&raw(folder, args)?).trim_end_matches(['\n', '\r']).to_owned())
}
