//! Tokens as nom reads them.
//!
//! nom 8 asks its input for [`nom::Input`], which slices do not implement, so [`Tokens`] wraps them. It
//! keeps the whole token slice, because a rule may look at what stands before the place it reads.

use crate::text::table::Phrases;
use crate::text::{Token, TokenKind};
use nom::{IResult, Input, Needed};
use std::ops::Range;

/// What a grammar found out about a token before it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class {
    /// The number of its word in the grammar's lexicon, from 1; 0 where it has none.
    pub(crate) word: u16,
    /// What it brings that a rule may need, as bits.
    pub(crate) signs: u16,
}

/// What a grammar reads from. It stands by itself so that [`Tokens`], which every rule copies, stay small.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'a> {
    /// The text that the tokens' spans point into.
    pub(crate) text: &'a str,
    /// All tokens of the text.
    pub(crate) all: &'a [Token],
    /// The class of each token; empty for a grammar that asks as it goes.
    pub(crate) classes: &'a [Class],
}

/// Tokens of a page that are still to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'a> {
    /// What they belong to.
    pub(crate) page: &'a Page<'a>,
    /// The first token that is still to be read.
    pub(crate) at: usize,
    /// One past the last that may be read.
    pub(crate) end: usize,
}

/// The result of a rule over tokens. One that does not apply says no more than that.
pub(crate) type Parsed<'a, T> = IResult<Tokens<'a>, T, ()>;

impl<'a> Tokens<'a> {
    /// The tokens of `range`.
    pub(crate) fn new(page: &'a Page<'a>, range: Range<usize>) -> Self {
        Self { page, at: range.start, end: range.end.min(page.all.len()) }
    }

    /// The class of the token `ahead` places on; none past the end.
    #[inline]
    pub(crate) fn class(&self, ahead: usize) -> Class {
        let at = self.at + ahead;
        if at < self.end { self.page.classes.get(at).copied().unwrap_or_default() } else { Class::default() }
    }

    /// What the next `reach` tokens bring, as bits.
    #[inline]
    pub(crate) fn signs(&self, reach: usize) -> u16 {
        let ahead = self.at.min(self.end)..self.end.min(self.at + reach);
        self.page.classes.get(ahead).unwrap_or_default().iter().fold(0, |signs, class| signs | class.signs)
    }

    /// The token `ahead` places on.
    #[inline]
    pub(crate) fn peek(&self, ahead: usize) -> Option<&'a Token> {
        let at = self.at + ahead;
        if at < self.end { self.page.all.get(at) } else { None }
    }

    /// The letters of the token `ahead` places on; empty past the end.
    #[inline]
    pub(crate) fn str(&self, ahead: usize) -> &'a str {
        self.peek(ahead).map_or("", |t| &self.page.text[t.span.range()])
    }

    /// Whether the token `ahead` places on is `word`, in any case.
    #[inline]
    pub(crate) fn is(&self, ahead: usize, word: &str) -> bool {
        self.peek(ahead).is_some_and(|t| {
            t.span.len() == word.len()
                && self.page.text.as_bytes()[t.span.range()].eq_ignore_ascii_case(word.as_bytes())
        })
    }

    /// The number of tokens that `phrase` takes here, in any case; its words are separated by spaces.
    #[inline]
    fn phrase(&self, phrase: &str) -> Option<usize> {
        self.phrase_behind(self.bytes(0), phrase)
    }

    /// The same, `first` being the letters of the next token.
    #[inline]
    fn phrase_behind(&self, first: &[u8], phrase: &str) -> Option<usize> {
        // Most phrases fail at their first letter.
        let initial = |s: &[u8]| s.first().map_or(0, |b| b | 0x20);
        if initial(first) != initial(phrase.as_bytes()) {
            return None;
        }
        let (mut token, mut left) = (first, phrase.as_bytes());
        for count in 1.. {
            let (word, rest) = left.split_at_checked(token.len())?;
            if token.is_empty() || !word.eq_ignore_ascii_case(token) {
                return None;
            }
            match rest {
                [] => return Some(count),
                [b' ', next @ ..] => (token, left) = (self.bytes(count), next),
                _ => return None,
            }
        }
        None
    }

    /// The same letters as [`Tokens::str`], where they are only compared.
    #[inline]
    fn bytes(&self, ahead: usize) -> &'a [u8] {
        self.peek(ahead).map_or(&[], |t| &self.page.text.as_bytes()[t.span.range()])
    }

    /// Whether the token `ahead` places on is the mark.
    #[inline]
    pub(crate) fn mark(&self, ahead: usize, mark: char) -> bool {
        self.peek(ahead).is_some_and(|t| t.is(mark))
    }

    /// Whether the token `ahead` places on touches the one before it.
    pub(crate) fn glued(&self, ahead: usize) -> bool {
        self.peek(ahead).is_some_and(|t| t.glued)
    }

    /// The token before the next one, whichever range it lies in.
    pub(crate) fn before(&self, back: usize) -> Option<&'a Token> {
        self.at.checked_sub(back).map(|i| &self.page.all[i])
    }

    /// The letters of the token `back` places before the next one; empty before the start.
    pub(crate) fn str_before(&self, back: usize) -> &'a str {
        self.before(back).map_or("", |t| &self.page.text[t.span.range()])
    }

    /// The digits of the next token, when it is a number.
    pub(crate) fn number(&self, ahead: usize) -> Option<&'a str> {
        let token = self.peek(ahead)?;
        (token.kind == TokenKind::Number).then(|| &self.page.text[token.span.range()])
    }

    /// The rest after `count` tokens.
    pub(crate) fn skip(&self, count: usize) -> Self {
        Self { at: (self.at + count).min(self.end), ..*self }
    }

    /// The rule does not apply here.
    pub(crate) fn fail<T>(&self) -> Parsed<'a, T> {
        Err(nom::Err::Error(()))
    }

    /// `count` tokens were read as `value`.
    #[allow(clippy::unnecessary_wraps)] // every rule returns this type
    pub(crate) fn read<T>(&self, count: usize, value: T) -> Parsed<'a, T> {
        Ok((self.skip(count), value))
    }
}

impl<'a> Input for Tokens<'a> {
    type Item = &'a Token;
    type Iter = std::slice::Iter<'a, Token>;
    type IterIndices = std::iter::Enumerate<std::slice::Iter<'a, Token>>;

    fn input_len(&self) -> usize {
        self.end - self.at
    }
    fn take(&self, index: usize) -> Self {
        Self { end: self.at + index, ..*self }
    }
    fn take_from(&self, index: usize) -> Self {
        Self { at: self.at + index, ..*self }
    }
    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }
    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }
    fn iter_elements(&self) -> Self::Iter {
        self.page.all[self.at..self.end].iter()
    }
    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }
    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if self.input_len() >= count { Ok(count) } else { Err(Needed::new(count - self.input_len())) }
    }
}

/// A word in lower case, on the stack; empty when it is longer than any word that a rule asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lower {
    bytes: [u8; 16],
    len: usize,
}

impl Lower {
    /// `word` in lower case.
    pub(crate) fn of(word: &str) -> Self {
        let mut bytes = [0; 16];
        let len = if word.len() <= 16 { word.len() } else { 0 };
        bytes[..len].copy_from_slice(&word.as_bytes()[..len]);
        bytes.make_ascii_lowercase();
        Self { bytes, len }
    }

    /// The word.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}

/// One token that is `word`, in any case.
pub(crate) fn word<'a>(word: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, ()> + Copy {
    move |input: Tokens<'a>| if input.is(0, word) { input.read(1, ()) } else { input.fail() }
}

/// The words, one after the other, in any case; they are separated by spaces in `words`.
pub(crate) fn words<'a>(words: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, ()> + Copy {
    move |input: Tokens<'a>| match input.phrase(words) {
        Some(count) => input.read(count, ()),
        None => input.fail(),
    }
}

/// What the first phrase of `table` that stands here means. Phrases are written as for [`words`].
pub(crate) fn one_of<'a, T: Copy>(table: &'static [(&'static str, T)]) -> impl Fn(Tokens<'a>) -> Parsed<'a, T> + Copy {
    move |input: Tokens<'a>| {
        let first = input.bytes(0);
        let found = table.iter().find_map(|&(phrase, meaning)| Some((input.phrase_behind(first, phrase)?, meaning)));
        match found {
            Some((count, meaning)) => input.read(count, meaning),
            None => input.fail(),
        }
    }
}

/// The same of a table that is too long to be gone through at every token.
pub(crate) fn phrase_of<'a, T: Copy, const N: usize>(
    table: &'static Phrases<T, N>,
) -> impl Fn(Tokens<'a>) -> Parsed<'a, T> + Copy {
    move |input: Tokens<'a>| {
        let first = input.bytes(0);
        let mut phrases = table.beginning_with(first);
        match phrases.find_map(|(phrase, meaning)| Some((input.phrase_behind(first, phrase)?, meaning))) {
            Some((count, meaning)) => input.read(count, meaning),
            None => input.fail(),
        }
    }
}

/// One token that is the mark.
pub(crate) fn mark<'a>(mark: char) -> impl Fn(Tokens<'a>) -> Parsed<'a, ()> + Copy {
    move |input: Tokens<'a>| if input.mark(0, mark) { input.read(1, ()) } else { input.fail() }
}

/// A hyphen between two words, or nothing.
pub(crate) fn hyphen(input: Tokens<'_>) -> Parsed<'_, ()> {
    input.read(usize::from(input.mark(0, '-') && input.glued(0) && input.glued(1)), ())
}
