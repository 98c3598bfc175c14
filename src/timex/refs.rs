//! Times without a date: `now`, `recently`, `the future`.
//!
//! ```text
//! ref = "now" | "currently" | "current" | "recently" | "recent" [plural-unit] | "these days"
//!     | "the" [ adjective ] ( "past" | "present" | "future" ) | "the time being" | "present day"
//! ```

use super::ast::{Meaning, Read, Unit, When};
use super::atoms::{is_lower, t};
use super::words::T;
use crate::number::input::{Parsed, Tokens, one_of, phrase_of, word, words};
use crate::text::table::Phrases;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

/// A time that no calendar fixes.
pub(super) fn reference(input: Tokens<'_>) -> Parsed<'_, Read> {
    alt((phrase, adverb, narrative)).parse(input)
}

static PHRASES: Phrases<When, 64> = Phrases::new(&[
    ("these days", When::Present),
    ("the time being", When::Present),
    ("this point in time", When::Present),
    ("present day", When::Present),
    ("present - day", When::Present),
    ("modern day", When::Present),
    ("modern - day", When::Present),
    ("the present day", When::Present),
    ("right now", When::Present),
    ("the present time", When::Present),
    ("recent history", When::Past),
    ("the near term", When::Future),
    ("the long term", When::Future),
]);

fn phrase(input: Tokens<'_>) -> Parsed<'_, Read> {
    if let Ok((rest, when)) = phrase_of(&PHRASES)(input) {
        return Ok((rest, Meaning::Ref(when).plain()));
    }
    // "at the moment", "at present", "at this moment"
    if input.str_before(1).eq_ignore_ascii_case("at")
        && let Ok((rest, ())) = alt((words("the moment"), words("present"), words("the present"))).parse(input)
        && is_lower(input, 0)
        && !matches!(rest.str(0), "of" | "when" | "that")
    {
        return Ok((rest, Meaning::Ref(When::Present).plain()));
    }
    if input.str_before(1).eq_ignore_ascii_case("in")
        && input.is(0, "future")
        && !matches!(input.str(1), "years" | "elections")
        && !is_lower(input, 1)
    {
        return input.read(1, Meaning::Ref(When::Future).plain());
    }
    let (rest, ()) = word("the")(input)?;
    let (rest, _) = opt(word("very")).parse(rest)?;
    let (rest, adjective) =
        opt(one_of(&[("near", ()), ("recent", ()), ("distant", ()), ("foreseeable", ()), ("immediate", ())]))
            .parse(rest)?;
    let when = match rest.str(0) {
        "past" => When::Past,
        "future" => When::Future,
        "present" => When::Present,
        _ => return input.fail(),
    };
    let rest = rest.skip(1);
    // "the past president", "the present government"; "the future of" is a noun phrase of its own.
    let adjectival = is_lower(rest, 0)
        && !matches!(
            rest.str(0),
            "and"
                | "or"
                | "the"
                | "a"
                | "to"
                | "as"
                | "when"
                | "but"
                | "for"
                | "with"
                | "by"
                | "in"
                | "on"
                | "at"
                | "that"
                | "is"
                | "was"
                | "were"
                | "are"
                | "has"
                | "had"
                | "will"
                | "would"
                | "if"
                | "because"
                | "of"
                | "could"
                | "from"
                | "they"
                | "he"
                | "she"
                | "it"
                | "we"
                | "may"
                | "might"
        );
    let figure = when != When::Past && rest.is(0, "of") && adjective.is_none();
    if adjectival || figure || rest.peek(0).is_some_and(|t| t.kind == crate::text::TokenKind::Number) {
        return input.fail();
    }
    Ok((rest, Meaning::Ref(when).plain()))
}

fn adverb(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (start, more) = opt(alt((word("more"), word("most")))).parse(input)?;
    match t(start, 0) {
        Some(T::Ref(When::Past)) => {
            let rest = start.skip(1);
            let unit = match t(rest, 0) {
                Some(T::Units(unit)) if start.is(0, "recent") && unit >= Unit::Day => 1,
                _ if start.is(0, "recent") && rest.is(0, "times") => 1,
                _ => 0,
            };
            rest.read(unit, Meaning::Ref(When::Past).plain())
        }
        Some(T::Ref(when)) if more.is_none() => {
            // "ac/dc current", "now-defunct", "Now magazine": the first is for the reader.
            let hyphened = start.mark(1, '-') && start.glued(1);
            let capital = |x: Option<&crate::text::Token>| x.is_some_and(crate::text::Token::is_capitalised);
            if capital(start.peek(0)) && capital(start.before(1)) && !capital(start.peek(1)) {
                return input.fail();
            }
            let electric = matches!(start.str(1), "of" | "flows") && start.is(0, "current");
            if hyphened && start.is(0, "current") || electric {
                input.fail()
            } else {
                start.read(1, Meaning::Ref(when).plain())
            }
        }
        _ => input.fail(),
    }
}

/// `former`, `future` before a noun: TIMEX3 leaves them alone in news, where everybody is a former something.
fn narrative(input: Tokens<'_>) -> Parsed<'_, Read> {
    match input.str(0) {
        "former" | "Former" | "formerly" | "Formerly" => input.read(1, Meaning::Narrative(Some(When::Past)).plain()),
        "future" => input.read(1, Meaning::Narrative(Some(When::Future)).plain()),
        _ => input.fail(),
    }
}
