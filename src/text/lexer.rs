//! The lexer.

use super::{Case, Token, TokenKind};
use crate::source::Span;

/// Appends the tokens of `text[within]` to `tokens`.
pub fn lex(text: &str, within: Span, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let end = within.end as usize;
    let mut at = within.start as usize;
    let mut glued = false;
    while at < end {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            at += 1;
            glued = false;
            continue;
        }
        let start = at;
        let kind = if byte.is_ascii_digit() {
            at = number_end(bytes, at, end);
            TokenKind::Number
        } else if byte.is_ascii_alphabetic() {
            at = word_end(text, at, end);
            TokenKind::Word(case_of(&text[start..at]))
        } else if byte.is_ascii() {
            let suffix = if byte == b'\'' && glued { contraction(&text[at + 1..end]) } else { None };
            at += 1 + suffix.unwrap_or(0);
            if suffix.is_some() { TokenKind::Word(Case::Lower) } else { TokenKind::Mark(char::from(byte)) }
        } else {
            let c = text[at..].chars().next().expect("a token starts at a character");
            at += c.len_utf8();
            if c.is_whitespace() || is_ignorable(c) {
                glued = glued && is_ignorable(c);
                continue;
            }
            if c.is_alphabetic() {
                at = word_end(text, start, end);
                TokenKind::Word(case_of(&text[start..at]))
            } else if is_apostrophe(c) && glued && contraction(&text[at..end]).is_some() {
                at += contraction(&text[at..end]).unwrap_or(0);
                TokenKind::Word(Case::Lower)
            } else {
                TokenKind::Mark(plain(c))
            }
        };
        tokens.push(Token { span: Span::new(start, at), kind, glued });
        glued = true;
    }
}

/// Digits, and `,` or `.` where a digit follows.
fn number_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let next_is_digit = at + 1 < end && bytes[at + 1].is_ascii_digit();
        match bytes[at] {
            b'0'..=b'9' => at += 1,
            b',' | b'.' if next_is_digit => at += 1,
            _ => break,
        }
    }
    at
}

/// Letters with their combining marks; the dots of `U.S.` and `a.m.`; `n't` stays with its verb.
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = letters_end(text, start, end);
    let single = |from: usize, to: usize| text[from..to].chars().nth(1).is_none();
    if single(start, at) && at + 1 < end && bytes[at] == b'.' {
        // An abbreviation of single letters: at least two of them.
        let mut dotted = at;
        let mut letters = 1;
        while dotted + 1 < end && bytes[dotted] == b'.' {
            let next = letters_end(text, dotted + 1, end);
            if next == dotted + 1 || !single(dotted + 1, next) {
                break;
            }
            letters += 1;
            dotted = next;
        }
        if letters > 1 {
            at = if dotted < end && bytes[dotted] == b'.' { dotted + 1 } else { dotted };
        }
    }
    if text[start..at].ends_with(['n', 'N']) {
        let rest = &text[at..end];
        let quote = rest.chars().next().filter(|&c| is_apostrophe(c)).map_or(0, char::len_utf8);
        let t = rest.as_bytes().get(quote).is_some_and(|b| b.eq_ignore_ascii_case(&b't'));
        if quote > 0 && t && letters_end(text, at + quote, end) == at + quote + 1 {
            at += quote + 1;
        }
    }
    at
}

fn letters_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < end {
        if bytes[at].is_ascii() {
            if !bytes[at].is_ascii_alphabetic() {
                break;
            }
            at += 1;
        } else {
            let c = text[at..].chars().next().expect("letters end at a character");
            if !(c.is_alphabetic() || is_combining(c) || is_ignorable(c)) {
                break;
            }
            at += c.len_utf8();
        }
    }
    at
}

/// The length of `s`, `re`, `ll`, `ve`, `d` or `m` at the start of `rest`, as in `Russia's`, `we're`.
fn contraction(rest: &str) -> Option<usize> {
    let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let known = ["s", "re", "ll", "ve", "d", "m"];
    known.iter().any(|k| rest[..word].eq_ignore_ascii_case(k)).then_some(word)
}

fn case_of(word: &str) -> Case {
    // Most words are ASCII: no decoding there.
    if word.is_ascii() {
        let bytes = word.as_bytes();
        return match bytes.first() {
            Some(first) if first.is_ascii_uppercase() => {
                if bytes[1..].iter().any(u8::is_ascii_lowercase) {
                    Case::Capital
                } else {
                    Case::Upper
                }
            }
            _ => Case::Lower,
        };
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            if letters.any(char::is_lowercase) {
                Case::Capital
            } else {
                Case::Upper
            }
        }
        _ => Case::Lower,
    }
}

/// Apostrophes, straight and curly.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}')
}

/// Marks that sit on the letter before them, as in decomposed accents.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}')
}

/// Characters that are not seen: soft hyphen, zero-width space and joiners, byte-order mark.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{02bc}' | '`' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{00ab}' | '\u{00bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2026}' => '\u{2026}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        lex(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|t| t.span.of(text)).collect()
    }

    /// Letters and digits part where no space does, abbreviations with dots stay whole.
    #[test]
    fn tokens_of_glued_and_dotted_words() {
        assert_eq!(words("Forbes18-07-2025"), ["Forbes", "18", "-", "07", "-", "2025"]);
        assert_eq!(words("14 13,000kg (30,000lb)"), ["14", "13,000", "kg", "(", "30,000", "lb", ")"]);
        assert_eq!(words("the U.S. President"), ["the", "U.S.", "President"]);
        assert_eq!(words("at 8 a.m. on it."), ["at", "8", "a.m.", "on", "it", "."]);
        assert_eq!(words("A. Smith"), ["A", ".", "Smith"]);
    }

    /// A possessive is a token, a negation stays with its verb, a quote is a mark.
    #[test]
    fn apostrophes() {
        assert_eq!(words("Russia’s 'own' won’t"), ["Russia", "’s", "'", "own", "'", "won’t"]);
        assert_eq!(words("members' list, we're"), ["members", "'", "list", ",", "we", "'re"]);
    }

    /// A decomposed accent belongs to its word.
    #[test]
    fn decomposed_accents() {
        assert_eq!(words("Gusma\u{303}o in 2002"), ["Gusma\u{303}o", "in", "2002"]);
    }
}
