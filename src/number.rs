//! Numbers and quantities in news: cardinals, ordinals, percentages, money and measures.
//!
//! ```text
//! quantity  = [ bound ] [ currency ] number [ ( "to" | "-" | "and" ) number ] [ unit ] [ bound-after ]
//! number    = cardinal | fraction                       see number/cardinal.rs
//! currency  = $ | US$ | £ | €, …                         see number/unit.rs
//! unit      = % | per cent | kg | -mile | dollars, …
//! bound     = about | at least | more than | up to, …    see number/bound.rs
//! ```
//!
//! A number token that is part of something else is refused: a version (`1.2.3`), a model (`B-52`), a
//! date in digits (`18-07-2025`), a clock time (`8:40`), a score (`3-1`). Whether a bare `2012` is a
//! year is not decided here; the time grammar claims it first.

mod bound;
mod cardinal;
pub(crate) mod input;
#[cfg(test)]
pub(crate) mod tests;
mod unit;
pub(crate) mod words;

use crate::source::Span;
use crate::text::{Case, Token, TokenKind};
use input::{Page, Parsed, Tokens};
use nom::Parser;
use nom::combinator::opt;
use std::ops::Range;

use cardinal::fraction;
pub(crate) use cardinal::{cardinal, ordinal};
pub use unit::Measure;

/// How sharp a number is meant.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// `36`
    #[default]
    Exact,
    /// `about 36`, `some 36`, `nearly 36`
    About,
    /// `at least 36`, `36 or more`
    AtLeast,
    /// `up to 36`, `no more than 36`
    AtMost,
    /// `more than 36`, `over 36`
    MoreThan,
    /// `fewer than 36`, `under 36`
    LessThan,
}

impl Bound {
    /// How it is written before a number, with the space behind it; nothing for an exact one.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::About => "about ",
            Self::AtLeast => "at least ",
            Self::AtMost => "at most ",
            Self::MoreThan => "more than ",
            Self::LessThan => "less than ",
        }
    }
}

/// A unit of measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// Its symbol: `kg`, `%`, or the ISO 4217 code of a currency. A bare `$` is `USD`.
    pub name: &'static str,
    /// What it measures.
    pub measure: Measure,
    /// How many of the measure's base unit it is; 1 for currencies.
    pub factor: f64,
}

/// A number as it is used: with its unit and its bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands, bound and unit included.
    pub span: Span,
    /// The tokens of that span.
    pub tokens: Range<usize>,
    /// The number, its scale multiplied in: `3.5 million` is 3,500,000. The lower end of a range.
    pub value: f64,
    /// The upper end of a range: `300 to 400`.
    pub upper: Option<f64>,
    /// Its unit, if one is written.
    pub unit: Option<Unit>,
    /// How sharp it is meant.
    pub bound: Bound,
}

impl Quantity {
    /// The value in the base unit of its measure, so that `30,000lb` and `13,600kg` compare.
    #[must_use]
    pub fn base_value(&self) -> f64 {
        self.value * self.unit.map_or(1.0, |u| u.factor)
    }
}

/// The quantity that begins at token `at`: `about 5%`, `$3.5 billion`, `13,000kg`, `thirty-six`.
///
/// The tokens are those of one text; reading stops at the end of `tokens`. An article alone ("a man") and
/// an ordinal are no quantity.
#[must_use]
pub fn read_at(text: &str, tokens: &[Token], at: usize) -> Option<Quantity> {
    if !may_begin(text, tokens.get(at)?) {
        return None;
    }
    let page = Page { text, all: tokens, classes: &[] };
    let input = Tokens::new(&page, at..tokens.len());
    let (rest, (value, upper, unit, bound)) = quantity(input).ok()?;
    let span = tokens[at].span.cover(tokens[rest.at - 1].span);
    Some(Quantity { span, tokens: at..rest.at, value, upper, unit, bound })
}

/// Whether a quantity can begin at a token: most are turned away here.
fn may_begin(text: &str, token: &Token) -> bool {
    let word = token.span.of(text);
    match token.kind {
        // The names of currencies are written in capitals.
        TokenKind::Word(case) => {
            case != Case::Lower && unit::may_begin(word) || is_numeral(text, token) || bound::may_begin(word)
        }
        TokenKind::Number => true,
        TokenKind::Mark(sign) => !sign.is_ascii() || sign == '$' || bound::may_begin(word),
    }
}

/// The words with which a quantity can begin, in any case.
pub(crate) fn beginnings() -> impl Iterator<Item = &'static str> {
    words::all().chain(bound::beginnings()).chain(unit::names())
}

/// Whether a word with these letters in lower case can begin a quantity.
pub(crate) fn may_begin_with(word: &str) -> bool {
    words::number_word(word).is_some()
        || bound::may_begin(word)
        || unit::names().any(|name| name.eq_ignore_ascii_case(word))
}

/// `a`, `an`: with a scale behind it, a number.
fn is_article(word: &str) -> bool {
    word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an")
}

/// The cardinal that begins at token `at`, without unit and bound, and the tokens it takes.
#[must_use]
pub fn cardinal_at(text: &str, tokens: &[Token], at: usize) -> Option<(f64, Range<usize>)> {
    let page = Page { text, all: tokens, classes: &[] };
    let input = Tokens::new(&page, at..tokens.len());
    let (rest, value) = number(input).ok()?;
    Some((value, at..rest.at))
}

/// Whether the token can be a number or the part that makes a phrase one: digits, `dozen`, `½`.
fn is_numeral(text: &str, token: &Token) -> bool {
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word(_) => words::number_word(token.span.of(text)).is_some(),
        TokenKind::Mark(sign) => !sign.is_ascii(),
    }
}

/// The ordinal that begins at token `at` (`20th`, `thirty-first`), and the tokens it takes.
#[must_use]
pub fn ordinal_at(text: &str, tokens: &[Token], at: usize) -> Option<(u32, Range<usize>)> {
    let page = Page { text, all: tokens, classes: &[] };
    let input = Tokens::new(&page, at..tokens.len());
    let (rest, value) = ordinal(input).ok()?;
    Some((value, at..rest.at))
}

/// A number that stands by itself.
fn number(input: Tokens<'_>) -> Parsed<'_, f64> {
    // Most tokens are turned away here: every rule below would ask anew what the word is.
    let numeral = |ahead| input.peek(ahead).is_some_and(|t| is_numeral(input.page.text, t));
    let counts = || is_article(input.str(0)) && numeral(1 + usize::from(input.mark(1, '-')));
    if !numeral(0) && !counts() {
        return input.fail();
    }
    if input.number(0).is_some() && (glued_left(input) || ordinal(input).is_ok()) {
        return input.fail();
    }
    let (rest, value) = longest(input)?;
    let one = rest.at - input.at == 1;
    if one && input.number(0).is_some() && glued_right(rest) { input.fail() } else { Ok((rest, value)) }
}

/// Whether a unit of measure stands here.
pub(crate) fn unit_behind(input: Tokens<'_>) -> bool {
    unit::suffix(input).is_ok()
}

/// The longer of a cardinal and a fraction: "half a million" is the one, "one half" the other.
fn longest(input: Tokens<'_>) -> Parsed<'_, f64> {
    if let Some(value) = cardinal::alone(input) {
        return input.read(1, value);
    }
    match (cardinal(input), fraction(input)) {
        (Ok(a), Ok(b)) => Ok(if b.0.at > a.0.at { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// Whether the digits are the tail of a model, a version or a date: `B-52`, `F16`, `18-07`, `8:40`.
fn glued_left(input: Tokens<'_>) -> bool {
    let touches = |i: usize| input.page.all.get(i).is_some_and(|t| t.glued);
    let Some(before) = input.before(1) else { return false };
    if !touches(input.at) {
        return false;
    }
    match before.kind {
        TokenKind::Word(_) => true,
        TokenKind::Mark('-' | ':' | '/' | '.') => {
            input.before(2).is_some_and(|t| t.kind != TokenKind::Mark('(')) && touches(input.at - 1)
        }
        _ => false,
    }
}

/// Whether the digits go on as a date, a time, a score or a fraction of something.
fn glued_right(rest: Tokens<'_>) -> bool {
    let joined = rest.glued(0) && rest.glued(1) && rest.number(1).is_some();
    // A range of plain numbers is read by `quantity`; a third member makes a date of it.
    joined && (rest.mark(0, ':') || rest.mark(0, '/') || (rest.mark(0, '-') && rest.mark(2, '-') && rest.glued(2)))
}

type Parts = (f64, Option<f64>, Option<Unit>, Bound);

fn quantity(input: Tokens<'_>) -> Parsed<'_, Parts> {
    let (rest, before) = opt(bound::before).parse(input)?;
    let (rest, currency) = opt(unit::prefix).parse(rest)?;
    let (rest, value) = number(rest)?;
    let (rest, upper) = upper(rest, value);
    let (rest, suffix) = match currency {
        Some(unit) => (rest, Some(unit)),
        None => opt(unit::suffix).parse(rest)?,
    };
    let (rest, after) = if before.is_none() { opt(bound::after).parse(rest)? } else { (rest, None) };
    Ok((rest, (value, upper, suffix, before.or(after).unwrap_or_default())))
}

/// The upper end of a range, which is larger than its lower end: `300 to 400`, `5-7`, `3 or 4`.
fn upper(input: Tokens<'_>, lower: f64) -> (Tokens<'_>, Option<f64>) {
    let hyphen = input.mark(0, '-') && input.glued(0) == input.glued(1);
    if !(hyphen || input.is(0, "to") || input.is(0, "or")) {
        return (input, None);
    }
    let rest = input.skip(1);
    let rest = unit::prefix(rest).map_or(rest, |(after, _)| after);
    match longest(rest) {
        Ok((after, value)) if value > lower && !(after.mark(0, '-') && after.glued(0)) => (after, Some(value)),
        _ => (input, None),
    }
}
