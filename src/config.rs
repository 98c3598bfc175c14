//! `factlint.yaml`: what the user knows and the pages do not say.
//!
//! ```yaml
//! rules: [packs]                      # packs of one's own, beside this file
//! ignore: [weekday-against-date]      # rules that are not wanted; `select` takes only those that are
//! severity:
//!   - {rule: two-founding-dates, path: "blog/*", severity: warning}
//! corpus:
//!   exclude: ["drafts/"]              # what a folder run leaves out; `include` takes only what it names
//! articles:
//!   - path: "001_*"                   # below the input folder, or a file's name in any folder
//!     retrieved: 2025-07-28T06:00     # when the page was fetched: "31 minutes ago" follows
//!   - path: "blog/*.txt"
//!     published: 2024-06-26           # for articles that have no date
//! sources:
//!   - {outlet: The Daily Rumour, trust: low}
//! waivers:                            # or the name of a file with the list
//!   - {rule: two-founding-dates, entity: CSTO, reason: the treaty counts, until: 2026-12-31}
//! ```
//!
//! The file is looked for in the folder of the input and in those above it, or given by its path. A
//! wrong one is fatal: a run that ignored it would date articles wrongly.

mod scalar;
mod schema;
mod waivers;

use crate::corpus::Dates;
use crate::rule::Severity;
use crate::waivers::Waiver;
use schema::{File, Trust, Waivers};
use std::path::{Path, PathBuf};

pub use scalar::Pattern;

/// The file's name.
pub const NAME: &str = "factlint.yaml";

/// A configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    path: PathBuf,
    /// Packs beside those built in.
    pub rules: Vec<PathBuf>,
    /// The rules that are wanted; all where it is empty.
    pub select: Vec<String>,
    /// Rules that are not.
    pub ignore: Vec<String>,
    /// How bad rules are; the last entry that fits counts.
    pub severity: Vec<SeverityOf>,
    /// What a folder run reads: all where it is empty.
    pub include: Vec<Pattern>,
    /// What it leaves out.
    pub exclude: Vec<Pattern>,
    /// Outlets of low trust.
    pub distrusted: Vec<String>,
    /// Conflicts that are let stand.
    pub waivers: Vec<Waiver>,
    articles: Vec<Entry>,
}

/// How bad a rule is, everywhere or where a file of a path takes part.
#[derive(Clone, Debug)]
pub struct SeverityOf {
    /// The rule's id.
    pub rule: String,
    /// The files.
    pub path: Option<Pattern>,
    /// `None` where it is not to be reported at all.
    pub severity: Option<Severity>,
}

/// The dates of the files that a pattern fits.
#[derive(Clone, Debug)]
struct Entry {
    pattern: Pattern,
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

impl Config {
    /// The configuration file of an input: of its folder or the nearest one above that has one.
    #[must_use]
    pub fn find(input: &Path) -> Option<PathBuf> {
        let input = input.canonicalize().or_else(|_| std::env::current_dir()).unwrap_or_else(|_| input.into());
        let path = input.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())?;
        // Messages and reports name it as the user would.
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
        Some(path.strip_prefix(here).map(Path::to_path_buf).unwrap_or(path))
    }

    /// Reads a configuration file.
    ///
    /// # Errors
    /// Where it cannot be read, is no YAML, or holds a key or value that it should not.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = read(path)?;
        Self::parse(path, &text)
    }

    /// Reads the text of a configuration file; what it names is looked for beside `path`.
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
                help: "`factlint init` writes a configuration with all keys and what they mean.".into(),
            }
        })?;
        let file = file.unwrap_or_default();
        let beside = |name: &PathBuf| path.parent().unwrap_or(Path::new("")).join(name);
        let waivers = match &file.waivers {
            Waivers::Here(list) if list.is_empty() => Vec::new(),
            Waivers::Here(_) => waivers::read(path, text)?,
            Waivers::File(name) => waivers::read(&beside(name), &read(&beside(name))?)?,
        };
        let severity = file.severity.into_iter().map(|entry| SeverityOf {
            rule: entry.rule,
            path: entry.path,
            severity: entry.severity.severity(),
        });
        let articles = file.articles.into_iter().map(|entry| Entry {
            pattern: entry.path,
            dates: Dates {
                published: entry.published.map(|value| value.0),
                retrieved: entry.retrieved.map(|value| value.0),
            },
        });
        let distrusted =
            file.sources.into_iter().filter(|source| source.trust == Trust::Low).map(|source| source.outlet);
        Ok(Self {
            path: path.into(),
            rules: file.rules.iter().map(beside).collect(),
            select: file.select,
            ignore: file.ignore,
            severity: severity.collect(),
            include: file.corpus.include,
            exclude: file.corpus.exclude,
            distrusted: distrusted.collect(),
            waivers,
            articles: articles.collect(),
        })
    }

    /// Where it was read.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a folder run reads the file with this path within the folder.
    #[must_use]
    pub fn takes(&self, file: &str) -> bool {
        let any = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.fits(file));
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }

    /// What is known of the file with this path within the corpus, `/` between its parts. Where several
    /// entries fit, the first that gives a value counts.
    #[must_use]
    pub fn dates(&self, file: &str) -> Dates {
        let fits = |entry: &&Entry| entry.pattern.fits(file);
        self.articles.iter().filter(fits).fold(Dates::default(), |known, entry| Dates {
            published: known.published.or(entry.dates.published),
            retrieved: known.retrieved.or(entry.dates.retrieved),
        })
    }
}

fn read(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|e| ConfigError {
        path: path.into(),
        place: None,
        message: format!("cannot be read: {e}"),
        help: "Check the path and its permissions; --isolated uses no configuration.".into(),
    })
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

    /// Waivers have a place and a reason; files beside the configuration are found.
    #[test]
    fn waivers_have_a_reason() {
        let config = parse("waivers:\n  - fingerprint: abc\n    reason: both are right\n  - rule: a-b\n    entity: X\n    reason: so\n    until: 2026-12-31\n").unwrap();
        let lines: Vec<usize> = config.waivers.iter().map(|w| w.place.line).collect();
        assert_eq!(lines, [2, 4]);
        for wrong in [
            "{fingerprint: a}",
            "{fingerprint: a, reason: ' '}",
            "{reason: x}",
            "{fingerprint: a, rule: b, reason: x}",
            "{rule: a, reason: x, untill: y}",
        ] {
            let error = parse(&format!("waivers:\n  - {wrong}\n")).unwrap_err();
            assert_eq!(error.place.map(|(line, _)| line), Some(2), "{error}");
        }
        assert!(parse("waivers: none.yaml\n").unwrap_err().message.contains("cannot be read"));
    }

    /// A folder run reads what is included and not excluded.
    #[test]
    fn parts_of_a_corpus() {
        let config = parse("corpus:\n  include: [\"*.md\"]\n  exclude: [drafts/]\n").unwrap();
        assert!(config.takes("a/b.md") && !config.takes("a/b.txt") && !config.takes("drafts/b.md"));
        assert!(Config::default().takes("x"));
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
