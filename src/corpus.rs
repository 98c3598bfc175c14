//! From files to articles.
//!
//! A file holds one article or several: plain text, Markdown with front matter, JSON Lines, or a
//! scraped page that a pack's layout cuts. What an article is made of is said in [`Article`]; how the
//! files are found and cut, in the modules below.

use crate::source::{Source, Span};
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

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
}

/// A stretch of an article's text that is read by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What kind of text it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of text in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
