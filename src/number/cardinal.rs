//! Cardinals, ordinals and fractions.
//!
//! ```text
//! cardinal  = mixed | scaled
//! mixed     = cardinal "and a half" | cardinal "and" fraction | digits vulgar
//! scaled    = group { [","] ["and"] group }         each group's scale below the one before
//! group     = ( digits | hundreds | "a" | "half a" ) scale+ | hundreds
//! hundreds  = ( small | "a" ) "hundred" [ ["and"] small ] | small
//! small     = tens ["-"] digit | tens | teen | digit
//! digits    = 13,000 | 1,00,000 | 3.5
//! ordinal   = 20th | tens ["-"] digit-ordinal | [cardinal] hundredth | …
//! fraction  = "half" | ( "a" | small ) ["-"] ( "third" | "quarters" | … ) | 1/2 | ½
//! ```

use super::input::{Parsed, Tokens, hyphen, words};
use super::words::{NumberWord as W, number_word};
use crate::text::TokenKind;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{preceded, terminated};

fn lookup(input: Tokens<'_>) -> Option<W> {
    if input.peek(0)?.is_word() { number_word(input.str(0)) } else { None }
}

/// The value of a number token: `13,000`, `1,00,000`, `3.5`; not `1.2.3`, not `1,2`.
pub(crate) fn digits_value(digits: &str) -> Option<f64> {
    // Most numbers are short and plain.
    if digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(f64::from(digits.bytes().fold(0, |n: u32, b| n * 10 + u32::from(b - b'0'))));
    }
    if let Some(value) = grouped_in_thousands(digits) {
        return Some(value);
    }
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if part.bytes().any(|b| !b.is_ascii_digit()) {
        return None;
    }
    let groups = whole.split(',');
    let last = whole.rsplit(',').next().map_or(0, str::len);
    let grouped = whole.contains(',');
    if grouped && (last != 3 || groups.clone().any(|g| g.is_empty() || g.len() > 3)) {
        return None;
    }
    let mut value = 0.0;
    for byte in groups.flat_map(str::bytes) {
        value = value * 10.0 + f64::from(byte - b'0');
    }
    // Read as one decimal, so that 0.1 is the number nearest to a tenth.
    match (part.is_empty(), grouped) {
        (true, _) => Some(value),
        (false, false) => digits.parse().ok(),
        (false, true) => format!("{value}.{part}").parse().ok(),
    }
}

/// `13,000`, `1,250,000`: a whole number below a thousand millions with a comma before every third digit from its end.
fn grouped_in_thousands(digits: &str) -> Option<f64> {
    let bytes = digits.as_bytes();
    if bytes.len() > 11 {
        return None;
    }
    let mut value = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let comma = (bytes.len() - at).is_multiple_of(4);
        match byte {
            b',' if comma && at > 0 => {}
            b'0'..=b'9' if !comma => value = value * 10 + u32::from(byte - b'0'),
            _ => return None,
        }
    }
    Some(f64::from(value))
}

fn digits(input: Tokens<'_>) -> Parsed<'_, f64> {
    match input.number(0).and_then(digits_value) {
        Some(value) => input.read(1, value),
        None => input.fail(),
    }
}

/// The value of one word below a hundred: `seven`, `twelve`, `sixty`.
fn small_word(input: Tokens<'_>) -> Option<f64> {
    match lookup(input)? {
        W::Digit(n) | W::Teen(n) | W::Tens(n) => Some(f64::from(n)),
        _ => None,
    }
}

fn small(input: Tokens<'_>) -> Parsed<'_, f64> {
    match lookup(input) {
        Some(W::Digit(n) | W::Teen(n)) => input.read(1, f64::from(n)),
        Some(W::Tens(n)) => {
            let rest = input.skip(1);
            let (after, ()) = hyphen(rest)?;
            match lookup(after) {
                Some(W::Digit(d)) if d > 0 => after.read(1, f64::from(n + d)),
                _ => Ok((rest, f64::from(n))),
            }
        }
        _ => input.fail(),
    }
}

fn article(input: Tokens<'_>) -> Parsed<'_, f64> {
    if input.is(0, "a") || input.is(0, "an") { input.read(1, 1.0) } else { input.fail() }
}

fn hundred(input: Tokens<'_>) -> Parsed<'_, ()> {
    if lookup(input) == Some(W::Hundred) { input.read(1, ()) } else { input.fail() }
}

fn hundreds(input: Tokens<'_>) -> Parsed<'_, f64> {
    let (rest, count) = alt((small, article, terminated(digits, nom::combinator::peek(hundred)))).parse(input)?;
    let (joined, ()) = hyphen(rest)?;
    match hundred(joined) {
        Ok((rest, ())) => {
            let (rest, more) = opt(preceded(opt(words("and")), small)).parse(rest)?;
            Ok((rest, count * 100.0 + more.unwrap_or(0.0)))
        }
        Err(_) => small(input),
    }
}

/// `thousand`, `million million`, and the short forms that stand behind digits: `5bn`, `3k`.
fn scale(input: Tokens<'_>) -> Parsed<'_, f64> {
    let (joined, ()) = hyphen(input)?;
    match lookup(joined) {
        Some(W::Scale(s)) => return joined.read(1, s),
        Some(W::Group(n)) => return joined.read(1, f64::from(n)),
        _ => {}
    }
    let after_digits = input.before(1).is_some_and(|t| t.kind == TokenKind::Number);
    let short = match input.str(0) {
        "bn" | "BN" | "Bn" => 1e9,
        "tn" | "trn" => 1e12,
        "mn" | "mln" => 1e6,
        "k" | "K" if input.glued(0) => 1e3,
        "B" if input.glued(0) => 1e9,
        "M" if input.glued(0) => 1e6,
        "m" if input.glued(0) && means_million(input) => 1e6,
        _ => return input.fail(),
    };
    if after_digits { input.read(1, short) } else { input.fail() }
}

/// `5m` is five million behind a currency or before a plural noun, and five metres otherwise.
fn means_million(input: Tokens<'_>) -> bool {
    let money = |s: &str| matches!(s, "$" | "£" | "€" | "¥" | "₹");
    if money(input.str_before(2)) {
        return true;
    }
    let next = input.str(1);
    let measure = matches!(next, "tonnes" | "metres" | "meters" | "steps" | "hurdles" | "runners" | "races");
    let plural = next.len() > 3 && next.ends_with('s') && !matches!(next, "across" | "less" | "versus" | "towards");
    (plural && !measure) || matches!(next, "people" | "barrels" | "children" | "women" | "men" | "tonnes" | "tons")
}

fn group(input: Tokens<'_>) -> Parsed<'_, (f64, f64)> {
    // "half a million"
    if lookup(input) == Some(W::Half)
        && input.is(1, "a")
        && let Ok((rest, s)) = scale(input.skip(2))
    {
        return Ok((rest, (s / 2.0, s)));
    }
    // Most digits stand by themselves.
    if let Ok((rest, n)) = digits(input)
        && scale(rest).is_err()
        && hyphen(rest).and_then(|(joined, ())| hundred(joined)).is_err()
    {
        return Ok((rest, (n, 1.0)));
    }
    if let Ok((rest, n)) = alt((digits, hundreds, article)).parse(input) {
        let mut rest = rest;
        let mut total = n;
        let mut unit = 1.0;
        while let Ok((next, s)) = scale(rest) {
            total *= s;
            unit *= s;
            rest = next;
        }
        // An article alone is no number.
        if unit > 1.0 {
            return Ok((rest, (total, unit)));
        }
    }
    let (rest, n) = alt((hundreds, digits)).parse(input)?;
    Ok((rest, (n, 1.0)))
}

fn half_more(input: Tokens<'_>) -> Parsed<'_, f64> {
    alt((preceded(words("and a"), fraction_word), preceded(words("and"), fraction))).parse(input)
}

fn fraction_word(input: Tokens<'_>) -> Parsed<'_, f64> {
    match lookup(input) {
        Some(W::Half) => input.read(1, 0.5),
        Some(W::Parts(n)) if n == 4 && input.is(0, "quarter") => input.read(1, 0.25),
        Some(W::DigitOrdinal(3)) => input.read(1, 1.0 / 3.0),
        _ => input.fail(),
    }
}

/// Words that can go on with a number and are no numerals have no more letters: `and`, `bn`, `mln`.
const LONGEST_LINK: usize = 3;

/// The value of digits or a number word that nothing behind them can go on with, as of most.
pub(super) fn alone(input: Tokens<'_>) -> Option<f64> {
    let value = match input.number(0) {
        Some(digits) => digits_value(digits)?,
        None => small_word(input)?,
    };
    let goes_on = input.peek(1).is_some_and(|next| match next.kind {
        TokenKind::Word(_) => next.span.len() <= LONGEST_LINK || super::is_numeral(input.page.text, next),
        TokenKind::Mark(sign) => !sign.is_ascii() || matches!(sign, '-' | '/'),
        TokenKind::Number => true,
    });
    (!goes_on).then_some(value)
}

/// A cardinal in digits or words: `13,000`, `3.5 million`, `thirty-six`, `a dozen`, `two and a half`.
pub(crate) fn cardinal(input: Tokens<'_>) -> Parsed<'_, f64> {
    if let Some(value) = alone(input) {
        return input.read(1, value);
    }
    let in_digits = input.number(0).is_some();
    let (mut rest, (mut total, mut unit)) = group(input)?;
    if in_digits && unit <= 1.0 {
        // `2 1/2`, `2½`; and "5 and a half". Digits take no further group: "5 and 6".
        if let Some((count, part)) = vulgar(rest) {
            return rest.read(count, total + part);
        }
        // "two-and-a-half" is below; "5-and-a-half" is as rare as it is clear.
        return match preceded(words("and a half"), nom::combinator::success(())).parse(rest) {
            Ok((after, ())) => Ok(times(after, total + 0.5)),
            Err(_) => Ok((rest, total)),
        };
    }
    // "two-and-a-half"
    if rest.mark(0, '-')
        && rest.is(1, "and")
        && rest.mark(2, '-')
        && rest.is(3, "a")
        && rest.mark(4, '-')
        && let Ok((after, part)) = fraction_word(rest.skip(5))
    {
        return Ok((after, total + part));
    }
    // "a million and a half" counts halves of the scale, "a dozen and a half" too.
    if let Ok((after, part)) = half_more(rest) {
        return Ok(if unit > 1.0 { (after, total + part * unit) } else { times(after, total + part) });
    }
    while unit > 1.0 {
        let after = if rest.mark(0, ',') { rest.skip(1) } else { rest };
        let after = if after.is(0, "and") { after.skip(1) } else { after };
        match group(after) {
            // "two million, three thousand"; but "two thousand and 40 died" is one number only in words.
            Ok((next, (more, smaller))) if smaller < unit && more < unit && after.number(0).is_some() == in_digits => {
                if after.at != rest.at && rest.mark(0, ',') && smaller <= 1.0 {
                    break;
                }
                total += more;
                unit = smaller;
                rest = next;
            }
            _ => break,
        }
    }
    Ok((rest, total))
}

/// Multiplies by the scale that follows: "three and a half billion".
fn times(input: Tokens<'_>, value: f64) -> (Tokens<'_>, f64) {
    scale(input).map_or((input, value), |(rest, s)| (rest, value * s))
}

/// `½`, or `1/2` behind a space.
fn vulgar(input: Tokens<'_>) -> Option<(usize, f64)> {
    let sign = match input.str(0) {
        "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        "⅓" => Some(1.0 / 3.0),
        "⅔" => Some(2.0 / 3.0),
        _ => None,
    };
    if let Some(value) = sign {
        return Some((1, value));
    }
    let (top, bottom) = (input.number(0)?, input.number(2)?);
    if input.mark(1, '/') && input.glued(1) && input.glued(2) && top.len() == 1 && bottom.len() == 1 {
        let (top, bottom) = (digits_value(top)?, digits_value(bottom)?);
        return (top < bottom).then_some((3, top / bottom));
    }
    None
}

/// `half`, `a third`, `two-thirds`, `three quarters`, `1/2`, `½`; as a number below one.
pub(crate) fn fraction(input: Tokens<'_>) -> Parsed<'_, f64> {
    if let Some((count, value)) = vulgar(input) {
        return input.read(count, value);
    }
    if lookup(input) == Some(W::Half) {
        return input.read(1, 0.5);
    }
    let (rest, top) = alt((small, article)).parse(input)?;
    let (rest, ()) = hyphen(rest)?;
    let bottom = match lookup(rest) {
        Some(W::Half) => 2.0,
        Some(W::Parts(n)) => f64::from(n),
        // "a third" may be an ordinal; "one third" and "one-tenth" are not.
        Some(W::DigitOrdinal(n) | W::TeenOrdinal(n)) if top <= 1.0 && n > 2 => f64::from(n),
        _ => return input.fail(),
    };
    rest.read(1, top / bottom)
}

/// An ordinal in digits or words: `20th`, `1st`, `thirty-first`, `two hundredth`.
pub(crate) fn ordinal(input: Tokens<'_>) -> Parsed<'_, u32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // guarded: whole and below 1e6
    let whole = |n: f64| if n.fract() == 0.0 && n < 1e6 { Some(n as u32) } else { None };
    if let Some(digits) = input.number(0) {
        let suffix = input.glued(1) && matches!(input.str(1), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
        return match Some(digits).filter(|_| suffix).and_then(digits_value).and_then(whole) {
            Some(n) => input.read(2, n),
            None => input.fail(),
        };
    }
    match lookup(input) {
        Some(W::DigitOrdinal(n) | W::TeenOrdinal(n) | W::TensOrdinal(n)) => return input.read(1, u32::from(n)),
        Some(W::ScaleOrdinal(s)) => return whole(s).map_or_else(|| input.fail(), |s| input.read(1, s)),
        Some(W::Tens(n)) => {
            let (rest, ()) = hyphen(input.skip(1))?;
            if let Some(W::DigitOrdinal(d)) = lookup(rest) {
                return rest.read(1, u32::from(n + d));
            }
        }
        _ => {}
    }
    let (rest, n) = alt((hundreds, small)).parse(input)?;
    let (joined, ()) = hyphen(rest)?;
    if let Some(W::ScaleOrdinal(s)) = lookup(joined) {
        return whole(n * s).map_or_else(|| input.fail(), |n| joined.read(1, n));
    }
    // "hundred and first"
    let after = if rest.is(0, "and") { rest.skip(1) } else { rest };
    match lookup(after) {
        Some(W::DigitOrdinal(d) | W::TeenOrdinal(d) | W::TensOrdinal(d)) if n >= 100.0 => {
            whole(n + f64::from(d)).map_or_else(|| input.fail(), |n| after.read(1, n))
        }
        _ => input.fail(),
    }
}
