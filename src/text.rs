//! Tokens and sentences of an article.
//!
//! The lexer splits at every change between letters, digits and marks, also where no space stands
//! (`13,000kg`, `Forbes18-07-2025`), and notes that the two were glued; what belongs together is for
//! the grammars to say. Sentences end at `.`, `?` and `!`, but not behind an abbreviation (`Gov.`,
//! `U.S.`) that goes on.

pub mod inflect;
mod lexer;
mod sentence;
pub(crate) mod table;
pub mod words;

use crate::corpus::{Article, BlockKind};
use crate::source::Span;
use std::ops::Range;

pub use lexer::lex;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters: `summit`, `U.S.`, `n't`. A possessive `'s` is a token of its own.
    Word(Case),
    /// Digits, with `,` and `.` between groups of them: `2024`, `13,000`, `3.5`.
    Number,
    /// Any other character, normalised: curly quotes are `'` and `"`, dashes of every length `-`.
    Mark(char),
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// `summit`
    Lower,
    /// `Summit`, `McDonald`
    Capital,
    /// `CSTO`, `U.S.`; also a single capital letter.
    Upper,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it touches the token before it.
    pub glued: bool,
}

impl Token {
    /// Whether it is a word.
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word(_))
    }

    /// Whether it is a word that begins with a capital letter.
    #[must_use]
    pub fn is_capitalised(&self) -> bool {
        matches!(self.kind, TokenKind::Word(Case::Capital | Case::Upper))
    }

    /// Whether it is this mark.
    #[must_use]
    pub fn is(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }
}

/// A sentence: a range of [`Text::tokens`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The number of its block in the article.
    pub block: usize,
    /// The kind of that block.
    pub kind: BlockKind,
}

/// The tokens and sentences of an article, in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All sentences; every token belongs to one.
    pub sentences: Vec<Sentence>,
}

impl Text {
    /// Reads the blocks of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let text = article.source.text();
        // A token with the space behind it has five to six bytes: room for all of them at once.
        let bytes: usize = article.blocks.iter().map(|b| b.span.len()).sum();
        let mut all = Self { tokens: Vec::with_capacity(bytes / 5 + 1), sentences: Vec::with_capacity(bytes / 80 + 1) };
        for (block, b) in article.blocks.iter().enumerate() {
            let first = all.tokens.len();
            lex(text, b.span, &mut all.tokens);
            if !article.gaps.is_empty() {
                all.skip(&article.gaps, first);
            }
            sentence::split(text, &all.tokens, first, |tokens| {
                all.sentences.push(Sentence { tokens, block, kind: b.kind });
            });
        }
        all
    }

    /// Leaves out the tokens from `first` on that stand in a gap.
    fn skip(&mut self, gaps: &[Span], first: usize) {
        let mut at = first;
        self.tokens.retain(|token| {
            at += 1;
            at <= first || !gaps.iter().any(|gap| gap.overlaps(token.span))
        });
    }

    /// The span of a range of tokens, which must not be empty.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span)
    }
}
