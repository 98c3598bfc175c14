//! The lexer.

use super::{Case, Token, TokenKind};
use crate::source::Span;
use std::ops::Range;

/// Appends the tokens of `text[within]` to `tokens`.
pub fn lex(text: &str, within: Span, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let end = within.end as usize;
    let mut at = within.start as usize;
    let mut glued = false;
    while at < end {
        let start = at;
        let kind = match bytes[at] {
            b'a'..=b'z' => {
                at = word_end(text, at, end);
                TokenKind::Word(Case::Lower)
            }
            b'A'..=b'Z' => {
                at = word_end(text, at, end);
                TokenKind::Word(case_of(text, start..at))
            }
            b' ' | b'\n' | b'\r' | b'\t' | b'\x0c' => {
                at += 1;
                glued = false;
                continue;
            }
            b'0'..=b'9' => {
                at = number_end(bytes, at, end);
                TokenKind::Number
            }
            byte @ 0..0x80 => {
                let suffix = if byte == b'\'' && glued { contraction(&text[at + 1..end]) } else { None };
                at += 1 + suffix.unwrap_or(0);
                if suffix.is_some() { TokenKind::Word(Case::Lower) } else { TokenKind::Mark(char::from(byte)) }
            }
            0x80.. => {
                let c = text[at..].chars().next().expect("a token starts at a character");
                at += c.len_utf8();
                if c.is_whitespace() || is_ignorable(c) {
                    glued = glued && is_ignorable(c);
                    continue;
                }
                if c.is_alphabetic() {
                    at = compound_end(text, start, end);
                    TokenKind::Word(case_of(text, start..at))
                } else if is_apostrophe(c) && glued && contraction(&text[at..end]).is_some() {
                    at += contraction(&text[at..end]).unwrap_or(0);
                    TokenKind::Word(Case::Lower)
                } else {
                    TokenKind::Mark(plain(c))
                }
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
#[inline]
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = &text.as_bytes()[..end];
    let at = ascii_end(bytes, start);
    match bytes.get(at) {
        // Only these can go on with what begins as ASCII letters; most words end at a space.
        Some(b'.' | b'\'' | 0x80..) => compound_end(text, start, end),
        _ => at,
    }
}

fn compound_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = letters_end(text, start, end);
    if at + 1 < end && bytes[at] == b'.' && is_single(&text[start..at]) {
        at = abbreviation_end(text, at, end);
    }
    if matches!(bytes[at - 1], b'n' | b'N') && at < end { negation_end(text, at, end) } else { at }
}

/// Whether it is one character.
fn is_single(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// The end of an abbreviation of single letters, at least two of them, whose first dot stands at `dot`.
fn abbreviation_end(text: &str, dot: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut dotted = dot;
    while dotted + 1 < end && bytes[dotted] == b'.' {
        let next = letters_end(text, dotted + 1, end);
        if next == dotted + 1 || !is_single(&text[dotted + 1..next]) {
            break;
        }
        dotted = next;
    }
    let last = dotted > dot && dotted < end && bytes[dotted] == b'.';
    dotted + usize::from(last)
}

/// The end of `n't`, whose `n` ends at `at`; `at` where it is none.
fn negation_end(text: &str, at: usize, end: usize) -> usize {
    let rest = &text[at..end];
    let quote = rest.chars().next().filter(|&c| is_apostrophe(c)).map_or(0, char::len_utf8);
    let t = rest.as_bytes().get(quote).is_some_and(|b| b.eq_ignore_ascii_case(&b't'));
    let ends = quote > 0 && t && letters_end(text, at + quote, end) == at + quote + 1;
    if ends { at + quote + 1 } else { at }
}

/// The end of the letters that begin at `start`.
fn letters_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = &text.as_bytes()[..end];
    let mut at = ascii_end(bytes, start);
    while at < end && !bytes[at].is_ascii() {
        let c = text[at..].chars().next().expect("letters end at a character");
        if !(c.is_alphabetic() || is_combining(c) || is_ignorable(c)) {
            break;
        }
        at = ascii_end(bytes, at + c.len_utf8());
    }
    at
}

/// The end of the ASCII letters from `start` on.
#[inline]
fn ascii_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(eight) = bytes[at..].first_chunk() {
        let letters = ascii_letters(*eight);
        at += letters;
        if letters < 8 {
            return at;
        }
    }
    at + bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count()
}

/// How many of eight bytes are ASCII letters before the first that is none: all at once, without a branch.
#[inline]
fn ascii_letters(bytes: [u8; 8]) -> usize {
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    const LOWER: u64 = u64::from_le_bytes([0x20; 8]);
    let all = u64::from_le_bytes(bytes);
    // Without its high bit no byte can carry into the next; a letter in lower case reaches the high bit when
    // 'a' is moved to 0x80, and has not yet when 'z' is moved to 0x7f.
    let lower = (all | LOWER) & !HIGH;
    let from_a = lower + u64::from_le_bytes([0x80 - b'a'; 8]);
    let past_z = lower + u64::from_le_bytes([0x7f - b'z'; 8]);
    let other = !(from_a & !past_z & !all) & HIGH;
    (other.trailing_zeros() / 8) as usize
}

/// The length of `s`, `re`, `ll`, `ve`, `d` or `m` at the start of `rest`, as in `Russia's`, `we're`.
fn contraction(rest: &str) -> Option<usize> {
    let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let known = ["s", "re", "ll", "ve", "d", "m"];
    known.iter().any(|k| rest[..word].eq_ignore_ascii_case(k)).then_some(word)
}

#[inline]
fn case_of(text: &str, word: Range<usize>) -> Case {
    // Most names show it in their first letters.
    if let [b'A'..=b'Z', b'a'..=b'z', ..] = text.as_bytes()[word.clone()] {
        return Case::Capital;
    }
    let mut letters = text[word].chars().filter(|c| c.is_alphabetic());
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
