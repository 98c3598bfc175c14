//! Where sentences end.

use super::{Case, Token, TokenKind};
use std::ops::Range;

/// Abbreviations that stand before a name or a number, so that a capital behind them says nothing.
const TITLES: &[&str] = &[
    "adm", "brig", "capt", "cmdr", "col", "cpl", "dr", "gen", "gov", "hon", "lt", "maj", "messrs", "mr", "mrs", "ms",
    "mt", "no", "nos", "pres", "prof", "rep", "reps", "rev", "sen", "sens", "sgt", "st", "ste", "supt", "vs", "fig",
    "art", "dept", "ft", "cf", "approx", "est", "al",
];

/// Abbreviations that may also end a sentence: a capital behind them ends it, unless it goes on a date.
const OTHERS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "sat", "sun", "inc", "ltd", "corp", "co", "bros", "jr", "sr", "etc", "km", "kg",
    "lb", "lbs", "oz", "mph", "p", "pp", "vol", "ed", "eds",
];

/// Calls `sentence` with each sentence of `tokens[first..]`.
pub(super) fn split(text: &str, tokens: &[Token], first: usize, mut sentence: impl FnMut(Range<usize>)) {
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        let mut next = at + 1;
        if ends_sentence(text, tokens, at, start) {
            while tokens.get(next).is_some_and(|t| t.glued && closes(t)) {
                next += 1;
            }
            sentence(start..next);
            start = next;
        }
        at = next;
    }
    if start < tokens.len() {
        sentence(start..tokens.len());
    }
}

/// Quotes and brackets that belong to the sentence before them.
fn closes(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Mark('"' | '\'' | ')' | ']' | '.' | '!' | '?'))
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize, start: usize) -> bool {
    let token = &tokens[at];
    let dotted = token.is_word() && text.as_bytes()[token.span.end as usize - 1] == b'.';
    if !dotted && !matches!(token.kind, TokenKind::Mark('.' | '?' | '!' | '\u{2026}')) {
        return false;
    }
    // The first token that is neither a closing mark nor an opening one shows whether something new begins.
    let mut next = at + 1;
    while tokens.get(next).is_some_and(|t| t.glued && closes(t)) {
        next += 1;
    }
    let Some(mut follower) = tokens.get(next) else { return true };
    if follower.glued {
        // `example.com`, `3.5.`, `p.m.,`; but scraped text also glues sentences: `ended.The`.
        let word = at > 0 && matches!(tokens[at - 1].kind, TokenKind::Word(Case::Lower));
        return token.is('.') && word && matches!(follower.kind, TokenKind::Word(Case::Capital));
    }
    while matches!(follower.kind, TokenKind::Mark('"' | '\'' | '(' | '[' | '-' | '\u{2022}')) {
        next += 1;
        match tokens.get(next) {
            Some(t) => follower = t,
            None => return true,
        }
    }
    let opens = !matches!(follower.kind, TokenKind::Word(Case::Lower))
        && !matches!(follower.kind, TokenKind::Mark(',' | ';' | ':'));
    if dotted {
        return opens && dotted_word_ends(text, tokens, at, next);
    }
    if !token.is('.') {
        return opens;
    }
    if at > start {
        let before = &tokens[at - 1];
        if before.is_word() && token.glued {
            let word = before.span.of(text);
            let initial = matches!(before.kind, TokenKind::Word(Case::Upper)) && word.chars().count() == 1;
            if initial || is_one_of(word, TITLES) {
                return false;
            }
            if is_one_of(word, OTHERS) {
                return opens && !matches!(follower.kind, TokenKind::Number);
            }
        }
    }
    opens
}

/// `U.S. President` goes on, `in the U.S. The` does not: a common opening word tells them apart.
fn dotted_word_ends(text: &str, tokens: &[Token], at: usize, next: usize) -> bool {
    const OPENERS: &[&str] = &[
        "the",
        "a",
        "an",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "in",
        "on",
        "at",
        "but",
        "and",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "there",
        "when",
        "while",
        "after",
        "before",
        "as",
        "if",
        "for",
        "however",
        "meanwhile",
    ];
    let time = matches!(tokens[at].kind, TokenKind::Word(Case::Lower));
    let follower = tokens[next].span.of(text);
    let goes_on = time && (is_one_of(follower, AFTER_TIME) || !tokens[next].is_word());
    (time && !goes_on) || is_one_of(follower, OPENERS)
}

/// What may stand behind `a.m.` in one sentence with it, though written with a capital.
const AFTER_TIME: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "est",
    "edt",
    "et",
    "cst",
    "cdt",
    "ct",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "pt",
    "gmt",
    "utc",
    "bst",
    "cet",
    "cest",
    "msk",
    "ist",
    "jst",
    "eastern",
    "central",
    "pacific",
    "mountain",
    "moscow",
    "greenwich",
];

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::super::{Token, lex};
    use super::*;
    use crate::source::Span;

    fn sentences(text: &str) -> Vec<&str> {
        let mut tokens: Vec<Token> = Vec::new();
        lex(text, Span::new(0, text.len()), &mut tokens);
        let mut out = Vec::new();
        split(text, &tokens, 0, |r| {
            out.push(&text[tokens[r.start].span.start as usize..tokens[r.end - 1].span.end as usize])
        });
        out
    }

    /// Abbreviations before a name or a number do not end a sentence.
    #[test]
    fn abbreviations_go_on() {
        assert_eq!(sentences("U.S. President Biden met Gov. Hobbs in St. Petersburg on Jan. 3.").len(), 1);
        assert_eq!(sentences("J. K. Smith, Inc., of No. 10 left.").len(), 1);
    }

    /// An abbreviation can also be the last word.
    #[test]
    fn abbreviations_end() {
        assert_eq!(
            sentences("They live in the U.S. The others left at 5 p.m. Nobody came."),
            ["They live in the U.S.", "The others left at 5 p.m.", "Nobody came."]
        );
    }

    /// A closing quotation mark belongs to its sentence, and a number or an ellipsis does not end one.
    #[test]
    fn quotes_and_numbers() {
        assert_eq!(
            sentences("\"We will leave.\" It rose 3.5 per cent... and fell."),
            ["\"We will leave.\"", "It rose 3.5 per cent... and fell."]
        );
        assert_eq!(sentences("It ended.The next began."), ["It ended.", "The next began."]);
    }
}
