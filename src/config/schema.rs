//! A configuration file as it is written.

use super::scalar::{Pattern, Value};
use crate::rule::Severity;
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use std::path::PathBuf;

/// The whole file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) rules: Vec<PathBuf>,
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) severity: Vec<SeverityEntry>,
    pub(super) corpus: CorpusEntry,
    pub(super) articles: Vec<ArticleEntry>,
    pub(super) sources: Vec<SourceEntry>,
    pub(super) waivers: Waivers,
}

/// How bad a rule is, everywhere or below a path.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeverityEntry {
    pub(super) rule: String,
    #[serde(default)]
    pub(super) path: Option<Pattern>,
    pub(super) severity: Level,
}

/// A severity, or none.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Level {
    Error,
    Warning,
    Info,
    Off,
}

impl Level {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Off => None,
        }
    }
}

/// Which files of a folder are read.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CorpusEntry {
    pub(super) include: Vec<Pattern>,
    pub(super) exclude: Vec<Pattern>,
}

/// The dates of some files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleEntry {
    pub(super) path: Pattern,
    #[serde(default)]
    pub(super) published: Option<Value<Date>>,
    #[serde(default)]
    pub(super) retrieved: Option<Value<DateTime>>,
}

/// How far an outlet is trusted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceEntry {
    pub(super) outlet: String,
    pub(super) trust: Trust,
}

/// Trust in an outlet.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Trust {
    Normal,
    Low,
}

/// Waivers, or the file that has them.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Waivers {
    File(PathBuf),
    Here(Vec<serde_yaml::Value>),
}

impl Default for Waivers {
    fn default() -> Self {
        Self::Here(Vec::new())
    }
}

/// A waiver.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaiverEntry {
    #[serde(default)]
    pub(super) fingerprint: Option<String>,
    #[serde(default)]
    pub(super) rule: Option<String>,
    #[serde(default)]
    pub(super) path: Option<Pattern>,
    #[serde(default)]
    pub(super) entity: Option<String>,
    pub(super) reason: String,
    #[serde(default)]
    pub(super) until: Option<String>,
}
