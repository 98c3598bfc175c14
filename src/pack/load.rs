//! Reading pack files: all of them, and all their faults in one run.
//!
//! A file is read twice: by serde_yaml into data, and into a tree that knows places
//! ([`super::yaml`]). serde stops at its first complaint; so what it complains of is noted, taken out
//! of both, and the file read again, until it is content.

use super::nearest::nearest;
use super::yaml::{Kind, Node, Step, parse_path};
use super::{EntitySpec, PackFile, PatternSpec, PredicateSpec};
use crate::corpus::layout::LayoutSpec;
use crate::error::{Fault, Place};
use crate::rule::RuleSpec;
use include_dir::{Dir, include_dir};
use serde_path_to_error::Segment;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The packs that come with factlint.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Enough complaints for one file.
const MOST_FAULTS: usize = 100;

/// A pack file, read.
#[derive(Debug)]
pub struct Loaded {
    /// Name of the file: its path, or `rules/…` where it is embedded.
    pub name: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
    /// Its data, without what was faulty.
    pub pack: PackFile,
    tree: Node,
}

/// What is wrong in a section that is compiled elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionFault {
    /// Number of the file in [`Packs::files`].
    pub file: usize,
    /// Path of the value in that file's data: `patterns[3].match[0]`.
    pub path: String,
    /// The word within it; `None` for all of it.
    pub word: Option<Word>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// A word within a scalar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Bytes of its value.
    Bytes(Range<usize>),
    /// The first place where this stands.
    Text(String),
    /// Not the value but its key.
    Key,
}

/// An item of a section, with the place it came from.
#[derive(Debug)]
pub struct Item<'a, T: ?Sized> {
    /// Number of the file in [`Packs::files`].
    pub file: usize,
    /// Path in that file's data: `rules[2]`, `predicates.joined`.
    pub path: String,
    /// Its key in a mapping; empty in a sequence.
    pub key: &'a str,
    /// What it says.
    pub spec: &'a T,
}

/// All packs.
#[derive(Debug, Default)]
pub struct Packs {
    /// The files, embedded ones first, each group in the order of their names.
    pub files: Vec<Loaded>,
}

impl Packs {
    /// Reads the embedded packs, if wanted, and all `*.yaml` and `*.yml` below the given paths. The
    /// packs hold what could be read, the list what could not: a caller may go on to compile the
    /// sections and gather their faults too.
    #[must_use]
    pub fn read(embedded: bool, paths: &[PathBuf]) -> (Self, Vec<Fault>) {
        let mut texts = Vec::new();
        if embedded {
            gather_embedded(&EMBEDDED, &mut texts);
        }
        let (mut given, mut faults) = (Vec::new(), Vec::new());
        for path in paths {
            gather(path, &mut given, &mut faults);
        }
        // Whoever names a file of the packs that are built in means the one on the disk.
        let same = |a: &str, b: &str| a.strip_prefix("./").unwrap_or(a) == b;
        texts.retain(|(name, _)| !given.iter().any(|(other, _)| same(other, name)));
        texts.extend(given);
        let (packs, more) = Self::from_texts(texts);
        faults.extend(more);
        (packs, faults)
    }

    /// Reads packs from texts: pairs of name and text.
    #[must_use]
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> (Self, Vec<Fault>) {
        let (mut packs, mut faults) = (Self::default(), Vec::new());
        for (name, text) in texts {
            let (name, text): (Arc<str>, Arc<str>) = (name.into(), text.into());
            if let Some(loaded) = read_file(&name, &text, &mut faults) {
                packs.files.push(loaded);
            }
        }
        (packs, faults)
    }

    /// Names these packs by what they hold, and where: the names of their files are part of what is read.
    #[must_use]
    pub fn mark(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for part in self.files.iter().flat_map(|file| [&file.name, &file.text]) {
            hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }

    /// Adds files to these.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
    }

    /// The rules of all files.
    pub fn rules(&self) -> impl Iterator<Item = Item<'_, RuleSpec>> {
        self.sequence("rules", |p| &p.rules)
    }

    /// The patterns of all files.
    pub fn patterns(&self) -> impl Iterator<Item = Item<'_, PatternSpec>> {
        self.sequence("patterns", |p| &p.patterns)
    }

    /// The layouts of all files.
    pub fn layouts(&self) -> impl Iterator<Item = Item<'_, LayoutSpec>> {
        self.sequence("layouts", |p| &p.layouts)
    }

    /// The entities of all files.
    pub fn entities(&self) -> impl Iterator<Item = Item<'_, EntitySpec>> {
        self.sequence("entities", |p| &p.entities)
    }

    /// The predicates of all files.
    pub fn predicates(&self) -> impl Iterator<Item = Item<'_, PredicateSpec>> {
        self.files.iter().enumerate().flat_map(|(file, loaded)| {
            loaded.pack.predicates.iter().map(move |(key, spec)| Item {
                file,
                path: format!("predicates.{key}"),
                key,
                spec,
            })
        })
    }

    /// The items of a section that is a sequence.
    pub fn sequence<'a, T: 'a>(
        &'a self,
        section: &'a str,
        of: impl Fn(&'a PackFile) -> &'a Vec<T> + 'a,
    ) -> impl Iterator<Item = Item<'a, T>> {
        self.files.iter().enumerate().flat_map(move |(file, loaded)| {
            of(&loaded.pack).iter().enumerate().map(move |(i, spec)| Item {
                file,
                path: format!("{section}[{i}]"),
                key: "",
                spec,
            })
        })
    }

    /// File and line of a value: `rules/alliances/membership.yaml:57`.
    #[must_use]
    pub fn line(&self, file: usize, path: &str) -> Arc<str> {
        let Some(place) = self.place(file, path, None) else { return "".into() };
        let line = 1 + place.text.as_bytes()[..place.span.start].iter().filter(|b| **b == b'\n').count();
        format!("{}:{line}", place.file).into()
    }

    /// The place of a value, or of a word of it.
    #[must_use]
    pub fn place(&self, file: usize, path: &str, word: Option<&Word>) -> Option<Place> {
        let loaded = self.files.get(file)?;
        let steps = parse_path(path);
        let found = loaded.tree.find(&steps);
        let node = match (word, &found.value.kind) {
            (Some(Word::Key), _) => found.key.unwrap_or(found.value),
            // Of a collection, its key says more than its first line.
            (_, Kind::Seq(_) | Kind::Map(_)) => found.key.unwrap_or(found.value),
            _ => found.value,
        };
        let span = match (word, &found.value.kind) {
            (Some(Word::Bytes(range)), Kind::Scalar { .. }) => found.value.within(&loaded.text, range.clone()),
            (Some(Word::Text(text)), Kind::Scalar { value, .. }) => match value.find(text.as_str()) {
                Some(at) => found.value.within(&loaded.text, at..at + text.len()),
                None => node.span.clone(),
            },
            _ => first_line(&loaded.text, node.span.clone()),
        };
        Some(Place::new(Arc::clone(&loaded.name), Arc::clone(&loaded.text), span))
    }

    /// The fault of a section, at its place.
    #[must_use]
    pub fn fault(&self, fault: SectionFault) -> Fault {
        let nowhere = || Place::new("".into(), "".into(), 0..0);
        let place = self.place(fault.file, &fault.path, fault.word.as_ref()).unwrap_or_else(nowhere);
        Fault { place, message: fault.message, help: fault.help, others: Vec::new() }
    }
}

/// Reads the packs.
///
/// # Errors
/// All faults of all files.
pub fn load(embedded: bool, paths: &[PathBuf]) -> Result<Packs, Vec<Fault>> {
    let (packs, faults) = Packs::read(embedded, paths);
    if faults.is_empty() { Ok(packs) } else { Err(faults) }
}

fn is_pack(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "yaml" || e == "yml")
}

fn gather_embedded(dir: &Dir<'_>, texts: &mut Vec<(String, String)>) {
    let mut files = Vec::new();
    let mut dirs = vec![dir];
    while let Some(dir) = dirs.pop() {
        dirs.extend(dir.dirs());
        files.extend(dir.files().filter(|f| is_pack(f.path())));
    }
    files.sort_by_key(|f| f.path());
    for file in files {
        let text = String::from_utf8_lossy(file.contents()).into_owned();
        texts.push((format!("rules/{}", file.path().display()), text));
    }
}

fn gather(path: &Path, texts: &mut Vec<(String, String)>, faults: &mut Vec<Fault>) {
    let name = path.display().to_string();
    let mut complain = |message: String| {
        let place = Place::new(name.as_str().into(), "".into(), 0..0);
        faults.push(Fault { place, message, help: None, others: Vec::new() });
    };
    if path.is_dir() {
        let entries = match std::fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return complain(format!("{name}: {error}")),
        };
        let mut below: Vec<_> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
        below.sort();
        for path in below {
            let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            if !hidden && (is_pack(&path) || path.is_dir()) {
                gather(&path, texts, faults);
            }
        }
        return;
    }
    match std::fs::read(path) {
        Err(error) => complain(format!("{name}: {error}")),
        Ok(bytes) => match String::from_utf8(bytes) {
            Err(_) => complain(format!("{name} is not UTF-8")),
            Ok(text) => texts.push((name, text)),
        },
    }
}

/// Only the first line of a span: a whole block underlined shows nothing.
fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(span.clone()) else { return span };
    let end = words.find('\n').map_or(span.end, |i| span.start + i);
    let end = span.start + text[span.start..end].trim_end().len();
    span.start..end
}

fn read_file(name: &Arc<str>, text: &Arc<str>, faults: &mut Vec<Fault>) -> Option<Loaded> {
    let mut complain = |span: Range<usize>, message: String, help: Option<String>| {
        let place = Place::new(Arc::clone(name), Arc::clone(text), first_line(text, span));
        faults.push(Fault { place, message, help, others: Vec::new() });
    };
    let mut tree = match Node::parse(text) {
        Ok(tree) => tree,
        Err(fault) => {
            complain(fault.span, format!("this is not YAML: {}", fault.message), None);
            return None;
        }
    };
    tree.plain_scalars(&mut |node, value| {
        if matches!(value.to_ascii_lowercase().as_str(), "yes" | "no" | "on" | "off" | "y" | "n") {
            let message = format!("some readers of YAML take `{value}` for a truth value");
            complain(node.span.clone(), message, Some(format!("quote it: \"{value}\"")));
        }
    });
    let mut twice = Vec::new();
    tree.duplicate_keys(&mut |first, key, name| twice.push((first.span.clone(), key.span.clone(), name.to_owned())));
    if !twice.is_empty() {
        for (first, key, word) in twice {
            let place = |span| Place::new(Arc::clone(name), Arc::clone(text), span);
            faults.push(Fault {
                place: place(key),
                message: format!("the key `{word}` stands here twice"),
                help: Some("put both together, or take one away".to_owned()),
                others: vec![(place(first), format!("the first `{word}`"))],
            });
        }
        return None;
    }
    let mut data: serde_yaml::Value = match serde_yaml::from_str(text) {
        Ok(data) => data,
        Err(error) => {
            let at = error.location().map_or(0, |l| l.index());
            complain(at..at + 1, format!("this is not YAML: {error}"), None);
            return None;
        }
    };
    let mut removed: Vec<(Vec<Step>, String)> = Vec::new();
    for _ in 0..MOST_FAULTS {
        let error = match serde_path_to_error::deserialize::<_, PackFile>(data.clone()) {
            Ok(pack) => return Some(Loaded { name: Arc::clone(name), text: Arc::clone(text), pack, tree }),
            Err(error) => error,
        };
        let mut path: Vec<Step> = error
            .path()
            .iter()
            .filter_map(|segment| match segment {
                Segment::Seq { index } => Some(Step::Item(*index)),
                Segment::Map { key } => Some(Step::Key(key.clone())),
                Segment::Enum { .. } | Segment::Unknown => None,
            })
            .collect();
        let message = error.inner().to_string();
        let names = backticked(&message);
        let missing = message.starts_with("missing field").then(|| names.first().copied().unwrap_or_default());
        let known_missing = missing.is_some_and(|m| removed.iter().any(|(p, k)| *p == path && k == m));
        if !known_missing {
            let found = tree.find(&path);
            let unknown = message.starts_with("unknown field");
            let node = if unknown || matches!(found.value.kind, Kind::Map(_)) { found.key } else { None };
            let span = node.unwrap_or(found.value).span.clone();
            let (message, help) = explain(&message, &names);
            complain(span, message, help);
        }
        if path.is_empty() {
            return None;
        }
        let depth = tree.find(&path).depth;
        path.truncate(depth.max(1));
        if missing.is_none()
            && let Some((Step::Key(key), parent)) = path.split_last()
        {
            removed.push((parent.to_vec(), key.clone()));
        }
        remove(&mut data, &path);
        tree.remove(&path);
        // Removal moves what follows: what is noted of it no longer has its path.
        if matches!(path.last(), Some(Step::Item(_))) {
            removed.clear();
        }
    }
    None
}

/// The words that serde puts into backticks.
fn backticked(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

/// serde's complaint, in words for the author of a pack.
fn explain(message: &str, names: &[&str]) -> (String, Option<String>) {
    let known = || names.iter().skip(1).copied();
    let first = names.first().copied().unwrap_or_default();
    let nearest = || {
        let all = || format!("known are: {}", known().collect::<Vec<_>>().join(", "));
        nearest(first, known()).map_or_else(all, |n| format!("did you mean `{n}`?"))
    };
    if message.starts_with("unknown field") {
        (format!("unknown key `{first}`"), Some(nearest()))
    } else if message.starts_with("unknown variant") {
        (format!("`{first}` is none of the words that can stand here"), Some(nearest()))
    } else if message.starts_with("missing field") {
        (format!("the key `{first}` is missing"), None)
    } else if let Some(kind) = message.strip_prefix("invalid type: ") {
        let (is, wanted) = kind.split_once(", expected ").unwrap_or((kind, "something else"));
        let quote = wanted.contains("string") && !is.starts_with("sequence") && !is.starts_with("map");
        let help = quote.then(|| format!("quote it: \"{}\"", backticked(is).first().unwrap_or(&"…")));
        (format!("{wanted} is wanted here, not {is}"), help)
    } else {
        (message.to_owned(), None)
    }
}

fn remove(data: &mut serde_yaml::Value, path: &[Step]) {
    let Some((step, rest)) = path.split_first() else { return };
    match (data, step) {
        (serde_yaml::Value::Mapping(map), Step::Key(key)) => {
            if rest.is_empty() {
                map.remove(key.as_str());
            } else if let Some(value) = map.get_mut(key.as_str()) {
                remove(value, rest);
            }
        }
        (serde_yaml::Value::Sequence(items), Step::Item(index)) if *index < items.len() => {
            if rest.is_empty() {
                items.remove(*index);
            } else {
                remove(&mut items[*index], rest);
            }
        }
        _ => {}
    }
}
