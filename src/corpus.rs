//! From files to articles.
//!
//! A file holds one article or several: plain text, Markdown with front matter, JSON Lines, or a
//! scraped page that a pack's layout cuts. [`read`] finds the files below the paths it is given, decodes
//! them, cuts them and says what it could not read:
//!
//! ```text
//! paths ─ input ─► files ─ decode ─► sources ─┬─ plain, markdown, records ─┬─ language ─► articles
//!                                             └─ layout (from packs) ──────┘
//! ```
//!
//! What an article is made of is said in [`Article`]. Nothing here guesses a date: an article whose
//! page gives none, and for which the configuration gives none, has none. Bad input is never fatal: it
//! becomes a [`Problem`], and the rest is still read.

mod copies;
mod decode;
mod input;
mod language;
pub mod layout;
mod lines;
mod markdown;
mod plain;
mod problem;
mod records;
mod stamp;

use crate::source::{Source, Span};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

pub use copies::{copies, head, running_words};
pub use input::{Format, Held, Job, Jobs, LeftOut, Options, dates, files, jobs, read, read_bytes, settle};
pub use problem::{Place, Problem, Severity};

/// One article of the corpus.
#[derive(Clone, Debug)]
pub struct Article {
    /// Stable name: path within the corpus and the article's number on its page (`a/page.txt#2`), or a
    /// record's own `id`.
    pub id: String,
    /// The file or record that holds it.
    pub source: Arc<Source>,
    /// From the first copy of the headline to the end of the body.
    pub span: Span,
    /// The headline, where there is one.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day it was published, as written on the page or given by the configuration; the anchor of
    /// its relative dates.
    pub published: Option<Date>,
    /// The moment the page was fetched, when the configuration says so.
    pub retrieved: Option<DateTime>,
    /// Its text, in the order of the page. What lies between blocks is no part of the article.
    pub blocks: Vec<Block>,
    /// What stands inside blocks and is no text: a button's label that a scraper left in a sentence.
    pub gaps: Vec<Span>,
}

/// A stretch of an article's text that is read by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What kind of text it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of text in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline.
    Headline,
    /// A photograph's caption: it has a date and a place of its own.
    Caption,
    /// A heading inside the body.
    Subhead,
    /// Running text.
    Paragraph,
}

/// What was read from the paths of one run.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The articles, in the order of the paths, then of the file names, then of the page.
    pub articles: Vec<Article>,
    /// What could not be read or was doubtful, in the same order.
    pub problems: Vec<Problem>,
    /// Articles that were left out because they are not in English. They are never "clean".
    pub skipped: Vec<Skipped>,
    /// How many files were opened.
    pub files: usize,
    /// How many files of the folders were left alone.
    pub left_out: LeftOut,
}

/// An article that was cut but is not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The article's id.
    pub id: String,
    /// The file's name, as given.
    pub name: String,
    /// The language or script it is in, for a message: `German`, `Cyrillic script`.
    pub language: Cow<'static, str>,
}

/// What the configuration knows of a file's dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The day its articles were published, for those that do not say.
    pub published: Option<Date>,
    /// The moment it was fetched, from which "31 minutes ago" follows.
    pub retrieved: Option<DateTime>,
}

/// The articles of one file, and what was wrong with it.
#[derive(Default)]
struct Cut {
    articles: Vec<Article>,
    problems: Vec<Problem>,
}
