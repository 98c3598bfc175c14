//! Where an expression may begin.
//!
//! Digits and the words of the time lexicon begin one; a function word ("the", "last", "about") only before
//! another such word, and a number only before what can make a time of it. Most tokens of a text are turned away
//! here, so nothing is read or built.

use super::ast::Unit;
use super::words::{T, word_of};
use crate::number::input::Page;
use crate::text::{Token, TokenKind};

/// Words behind a function word that begin an expression with it, though they are no time words.
const LED: &[&str] = &[
    "little",
    "estimated",
    "number",
    "good",
    "close",
    "turn",
    "onset",
    "outset",
    "annum",
    "latter",
    "foreseeable",
    "distant",
    "opening",
];

/// Words behind digits that make a time of them, though they are no time words.
const BEHIND_DIGITS: &[&str] = &[
    "a.m.",
    "p.m.",
    "am",
    "pm",
    "AM",
    "PM",
    "A.M.",
    "P.M.",
    "BC",
    "BCE",
    "B.C.",
    "B.C",
    "AD",
    "CE",
    "of",
    "and",
    "to",
    "or",
    "hrs",
    "hr",
    "consecutive",
    "straight",
    "trading",
    "business",
    "working",
    "additional",
    "o",
    "until",
    "through",
    "short",
    "single",
    "successive",
    "extra",
    "million",
    "billion",
    "thousand",
];

/// Whether an expression may begin at this token.
#[inline]
pub(super) fn may_begin(page: &Page<'_>, at: usize, end: usize) -> bool {
    let &Page { text, all: tokens, classes } = page;
    let class = |i: usize| if i < end { word_of(classes[i]) } else { None };
    let str = |i: usize| if i < end { &text[tokens[i].span.range()] } else { "" };
    let counts = |i: usize| {
        i < end
            && match tokens[i].kind {
                TokenKind::Number => true,
                TokenKind::Word(_) => class(i).is_some(),
                TokenKind::Mark(m) => m == '\'',
            }
    };
    // Behind a function word stands a time word, or another function word with a time word behind it.
    let led = |i: usize| match class(i) {
        Some(T::Starter | T::Half) => counts(i + 1) || LED.contains(&str(i + 1)) || str(i) == "past",
        Some(T::Number) => number_may_begin(tokens, i + 1, end, &str, &class),
        _ => counts(i),
    };
    match tokens[at].kind {
        TokenKind::Word(_) => match class(at) {
            None => matches!(str(at), "Q" | "AD" | "A.D."),
            Some(T::Inner | T::Parts(_) | T::Span) => false,
            Some(T::Starter | T::Half) => {
                led(at + 1)
                    || matches!(str(at + 1), "least" | "than" | "to" | "most") && (counts(at + 2))
                    || LED.contains(&str(at + 1))
            }
            // "new" is a holiday's word only before "Year".
            Some(T::Holiday) => {
                tokens[at].is_capitalised() && (str(at).len() != 3 || str(at + 1).eq_ignore_ascii_case("year"))
            }
            Some(T::Number | T::Unit(Unit::Second)) => number_may_begin(tokens, at + 1, end, &str, &class),
            Some(_) => true,
        },
        TokenKind::Number => digits_may_begin(tokens, at, end, &str, &class),
        TokenKind::Mark(m) => {
            m == '\'' && at + 1 < end && tokens[at + 1].glued && tokens[at + 1].kind == TokenKind::Number
        }
    }
}

/// Whether what stands behind a number word can make a time of it: most are "two people".
fn number_may_begin<'a>(
    tokens: &[Token],
    next: usize,
    end: usize,
    str: &impl Fn(usize) -> &'a str,
    class: &impl Fn(usize) -> Option<T>,
) -> bool {
    next < end
        && match tokens[next].kind {
            TokenKind::Mark(m) => matches!(m, '-' | ','),
            TokenKind::Number => false,
            TokenKind::Word(_) => class(next).is_some() || BEHIND_DIGITS.contains(&str(next)) || str(next) == "times",
        }
}

fn digits_may_begin<'a>(
    tokens: &[Token],
    at: usize,
    end: usize,
    str: &impl Fn(usize) -> &'a str,
    class: &impl Fn(usize) -> Option<T>,
) -> bool {
    // 13,000: no time has groups, except in a length; 10.30 and 18.07.2025 have dots.
    let digits = str(at);
    if digits.len() == 4 || digits.len() >= 8 && digits.len() <= 10 && digits.contains('.') {
        return true;
    }
    if digits.len() > 10 || at + 1 >= end {
        return false;
    }
    match tokens[at + 1].kind {
        TokenKind::Mark(m) => {
            matches!(m, '-' | '/' | ':' | ',')
                && at + 2 < end
                && (tokens[at + 2].kind == TokenKind::Number || class(at + 2).is_some())
        }
        // 3 1/2
        TokenKind::Number => at + 2 < end && tokens[at + 2].is('/') && tokens[at + 2].glued,
        TokenKind::Word(_) => tokens[at + 1].glued || class(at + 1).is_some() || BEHIND_DIGITS.contains(&str(at + 1)),
    }
}
