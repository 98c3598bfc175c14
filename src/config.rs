//! `factlint.yaml`: what the user knows and the pages do not say.
//!
//! ```yaml
//! articles:
//!   - path: "001_*"                  # below the input folder, or a file's name in any folder
//!     retrieved: 2025-07-28T06:00    # when the page was fetched: "31 minutes ago" follows
//!   - path: "blog/*.txt"
//!     published: 2024-06-26          # for articles that have no date
//! ```
//!
//! The file is looked for in the folder of the input and in those above it, or given by its path. A
//! wrong one is fatal: a run that ignored it would date articles wrongly.

use crate::corpus::Dates;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The file's name.
pub const NAME: &str = "factlint.yaml";

/// A configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    path: PathBuf,
    articles: Vec<Entry>,
}

/// The dates of the files that a pattern fits.
#[derive(Clone, Debug)]
struct Entry {
    pattern: Gitignore,
    dates: Dates,
}

/// A configuration that cannot be used; the fault is its author's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {message}", path.display(), Self::shown(*place))]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// Line and column, from 1, where the file could be read.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl ConfigError {
    fn shown(place: Option<(usize, usize)>) -> String {
        place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    articles: Vec<ArticleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleEntry {
    path: Pattern,
    #[serde(default)]
    published: Option<Value<Date>>,
    #[serde(default)]
    retrieved: Option<Value<DateTime>>,
}

impl Config {
    /// The configuration of an input: of its folder or the nearest one above that has one.
    ///
    /// # Errors
    /// Where that file cannot be read or is wrong.
    pub fn find(input: &Path) -> Result<Option<Self>, ConfigError> {
        let input = input.canonicalize().or_else(|_| std::env::current_dir()).unwrap_or_else(|_| input.into());
        match input.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file()) {
            Some(path) => Self::load(&path).map(Some),
            None => Ok(None),
        }
    }

    /// Reads a configuration file.
    ///
    /// # Errors
    /// Where it cannot be read, is no YAML, or holds a key or value that it should not.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|e| ConfigError {
            path: path.into(),
            place: None,
            message: format!("cannot be read: {e}"),
            help: "Check the path and its permissions; --isolated uses no configuration.".into(),
        })?;
        Self::parse(path, &text)
    }

    /// Reads the text of a configuration file; `path` is for messages.
    ///
    /// # Errors
    /// Where it is no YAML, or holds a key or value that it should not.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let file: Option<File> = serde_yaml::from_str(text).map_err(|e| {
            let message = e.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
            ConfigError {
                path: path.into(),
                place: e.location().map(|at| (at.line(), at.column())),
                message: message.into(),
                help: "Known is the key `articles`: a list of `path`, `published` and `retrieved`.".into(),
            }
        })?;
        let articles = file.map(|file| file.articles).unwrap_or_default().into_iter().map(|entry| Entry {
            pattern: entry.path.0,
            dates: Dates {
                published: entry.published.map(|value| value.0),
                retrieved: entry.retrieved.map(|value| value.0),
            },
        });
        Ok(Self { path: path.into(), articles: articles.collect() })
    }

    /// Where it was read.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is known of the file with this path within the corpus, `/` between its parts. Where several
    /// entries fit, the first that gives a value counts.
    #[must_use]
    pub fn dates(&self, file: &str) -> Dates {
        let file = file.trim_start_matches('/');
        let fits = |entry: &&Entry| entry.pattern.matched_path_or_any_parents(file, false).is_ignore();
        self.articles.iter().filter(fits).fold(Dates::default(), |known, entry| Dates {
            published: known.published.or(entry.dates.published),
            retrieved: known.retrieved.or(entry.dates.retrieved),
        })
    }
}

/// A glob with the rules of `.gitignore`: without a `/` it fits a name in any folder.
struct Pattern(Gitignore);

impl FromStr for Pattern {
    type Err = String;

    fn from_str(glob: &str) -> Result<Self, String> {
        let mut builder = GitignoreBuilder::new("");
        if glob.trim().is_empty() || glob.starts_with(['!', '#']) {
            return Err(format!("`{glob}` is no pattern of a path"));
        }
        let fault = |e: ignore::Error| format!("`{glob}` is no pattern of a path: {e}");
        builder.add_line(None, glob.strip_prefix("./").unwrap_or(glob)).map_err(fault)?;
        builder.build().map(Self).map_err(fault)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Parsed::<Self>("a path such as \"blog/*.txt\"", std::marker::PhantomData))
    }
}

/// A date or time.
struct Value<T>(T);

impl<'de> Deserialize<'de> for Value<Date> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Parsed::<Date>("a day such as 2024-06-26", std::marker::PhantomData)).map(Self)
    }
}

impl<'de> Deserialize<'de> for Value<DateTime> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Parsed::<DateTime>("a time such as 2025-07-28T06:00", std::marker::PhantomData)).map(Self)
    }
}

/// Reads a scalar by its `FromStr`, so that an error has the scalar's place.
struct Parsed<T>(&'static str, std::marker::PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        let message = |e: T::Err| E::custom(format!("`{text}` is not {}: {e}", self.0));
        text.trim().parse().map_err(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, ConfigError> {
        Config::parse(Path::new("factlint.yaml"), text)
    }

    /// Patterns fit names in any folder, or paths; the first value counts.
    #[test]
    fn dates_by_pattern() {
        let config = parse(
            "articles:\n  - path: \"001_*\"\n    retrieved: 2025-07-28T06:00\n  - path: blog/*.txt\n    published: 2024-06-26\n  - path: \"*.txt\"\n    published: 2020-01-01\n",
        )
        .unwrap();
        let day = |file| config.dates(file).published.map(|date| date.to_string());
        assert_eq!(day("blog/a.txt").as_deref(), Some("2024-06-26"));
        assert_eq!(day("old/blog/a.txt").as_deref(), Some("2020-01-01"));
        assert_eq!(day("a.md"), None);
        assert!(config.dates("/x/001_a.md").retrieved.is_some());
    }

    /// An empty file is a configuration.
    #[test]
    fn empty_is_fine() {
        assert_eq!(parse("# nothing yet\n").unwrap().dates("a.txt"), Dates::default());
    }

    /// Errors have a place and name the word.
    #[test]
    fn errors_have_a_place() {
        for (text, place, word) in [
            ("article: []", (1, 1), "article"),
            ("articles:\n  - path: a\n    publishd: 2024-06-26\n", (3, 5), "publishd"),
            ("articles:\n  - path: a\n    published: 2024-06-31\n", (3, 16), "2024-06-31"),
            ("articles:\n  - path: a\n    retrieved: soon\n", (3, 16), "soon"),
            ("articles:\n  - published: 2024-06-26\n", (2, 5), "path"),
            ("articles:\n  - path: \"[z-a]\"\n", (2, 11), "[z-a]"),
            ("articles: [", (2, 1), ""),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.message.contains(word), "{error}");
            assert_eq!(error.place, Some(place), "{error}");
        }
    }
}
