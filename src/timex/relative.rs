//! Times that are counted from another: `last week`, `yesterday`, `two years ago`, `the next day`.
//!
//! ```text
//! relative  = day-word | tied-unit | counted | then
//! day-word  = "yesterday" | "today" | "tomorrow" | "the day before yesterday" | "the day after tomorrow"
//! tied-unit = tie ["very"] unit | "the" unit ( "before" | "after" | "earlier" | … ) | "a" unit "ago"
//! counted   = amount adjective* unit ( "ago" | "earlier" | "later" | "from now" | … ) | unit "-" ( "ago" | "earlier" )
//! then      = ( "since" | "by" | "until" ) "then"            the extent is "then"
//! ```
//!
//! "before" and "after" belong to the expression only where nothing follows that they could govern:
//! "two days before" is a date, "two days before the vote" a duration of two days.

use super::Modifier;
use super::ast::{Amount, From, Meaning, Read, Tie, Unit};
use super::atoms::{adjectives, amount, t, unit};
use super::date::tie_word;
use super::words::T;
use crate::number::input::{Lower, Parsed, Tokens, one_of, phrase_of, word, words};
use crate::text::TokenKind;
use crate::text::table::Phrases;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

/// A time counted from another.
pub(super) fn relative(input: Tokens<'_>) -> Parsed<'_, Read> {
    match t(input, 0) {
        None | Some(T::Number | T::Units(_)) => counted(input),
        Some(T::Unit(_)) => alt((hyphened, counted)).parse(input),
        Some(T::Day(_)) => day_word(input),
        Some(T::More | T::Half) => counted(input),
        Some(T::Then) => then(input),
        Some(T::Starter) if input.str(0).as_bytes()[0] | 0x20 == b't' => {
            alt((same_period, day_word, unit_behind, tied_unit, then, anaphor)).parse(input)
        }
        Some(T::Starter) => alt((counted, tied_unit)).parse(input),
        _ => input.fail(),
    }
}

fn day_word(input: Tokens<'_>) -> Parsed<'_, Read> {
    let far = one_of(&[
        ("the day before yesterday", -2),
        ("the day after tomorrow", 2),
        ("this day", 0),
        ("this very day", 0),
    ]);
    if let Ok((rest, days)) = far(input) {
        return Ok((
            rest,
            if days == 0 { Meaning::Unit { unit: Unit::Day, tie: Tie::Same } } else { Meaning::Days(days) }.plain(),
        ));
    }
    match t(input, 0) {
        Some(T::Day(days)) => input.read(1, Meaning::Days(days.into()).plain()),
        _ => input.fail(),
    }
}

/// Whether `over`, `for`, `within`, … make a length of what follows.
fn measures(word: &str) -> bool {
    ["over", "for", "within", "during", "throughout", "in"].iter().any(|w| w.eq_ignore_ascii_case(word))
}

fn tied_unit(input: Tokens<'_>) -> Parsed<'_, Read> {
    if let Ok((rest, read)) = the_unit(input) {
        return Ok((rest, read));
    }
    let (rest, tie) = tie_word(input)?;
    let (rest, _) =
        opt(alt((word("calendar"), word("fiscal"), word("whole"), word("full"), word("entire")))).parse(rest)?;
    let (rest, (unit, plural)) = unit(rest)?;
    // "the last day" is one of something else; "the end of the month-long fast" has no month.
    let joined = rest.mark(0, '-') && rest.glued(0) && rest.glued(1);
    if plural
        || unit < Unit::Day
        || joined
        || (unit == Unit::Day && tie == Tie::Last && !input.is(0, "past") && !input.is(1, "past"))
    {
        return input.fail();
    }
    let article = input.is(0, "the") || input.is(0, "this");
    let past = input.is(0, "past") || input.is(1, "past");
    // "the past year", "over the last decade", "over the next year" are lengths.
    let long = matches!(unit, Unit::Decade | Unit::Century);
    let length = past && unit != Unit::Weekend
        || (article
            && input.is(1, "last")
            && (long
                || measures(input.str_before(1))
                    && unit != Unit::Quarter
                    && unit != Unit::Weekend
                    && !input.str_before(1).eq_ignore_ascii_case("in")))
        || (article
            && matches!(input.str(1), "next" | "coming" | "following")
            && (long
                || measures(input.str_before(1))
                    && unit >= Unit::Week
                    && unit != Unit::Weekend
                    && !input.str_before(1).eq_ignore_ascii_case("in")));
    if length {
        return Ok((rest, Meaning::Duration(vec![(Amount::Exactly(1.0), unit)]).plain()));
    }
    Ok((rest, Meaning::Unit { unit, tie }.plain()))
}

/// `the day`, `the year`: only where it is clear that a certain one is meant.
fn the_unit(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, ()) = word("the")(input)?;
    let (rest, whole) = opt(alt((word("entire"), word("whole"), word("full")))).parse(rest)?;
    let (rest, (unit, plural)) = unit(rest)?;
    if plural || unit < Unit::Day || unit > Unit::Year || unit == Unit::Fortnight {
        return input.fail();
    }
    let before = Lower::of(input.str_before(1));
    let before = before.as_str();
    let governed = matches!(rest.str(0), "of" | "that" | "when" | "in" | "before" | "after") && whole.is_none()
        || rest.mark(0, '-') && rest.glued(0);
    let led = matches!(
        before,
        "for"
            | "of"
            | "end"
            | "during"
            | "in"
            | "ending"
            | "finish"
            | "throughout"
            | "ended"
            | "finished"
            | "closed"
            | "over"
            | "on"
            | "earlier"
            | "later"
            | "through"
            | "to"
            | "started"
            | "all"
            | "began"
            | "rest"
    );
    // "the word of the year" is an award, "the rest of the year" a time.
    let award = before == "of"
        && !matches!(
            input.str_before(2),
            "rest"
                | "most"
                | "half"
                | "part"
                | "months"
                | "weeks"
                | "days"
                | "quarter"
                | "course"
                | "balance"
                | "remainder"
                | "end"
                | "all"
                | "much"
                | "time"
                | "two"
                | "thirds"
                | "beginning"
                | "start"
                | "month"
                | "week"
                | "best"
                | "portion"
        );
    if award || rest.peek(0).is_some() && input.peek(1).is_some_and(crate::text::Token::is_capitalised) {
        return input.fail();
    }
    let named = match unit {
        Unit::Year | Unit::Quarter | Unit::Month | Unit::Week => led || whole.is_some(),
        Unit::Day => led && before != "in" && before != "to" && before != "over",
        Unit::Weekend => true,
        _ => false,
    };
    if governed || !named { input.fail() } else { Ok((rest, Meaning::Unit { unit, tie: Tie::The }.plain())) }
}

/// `the day before`, `the night before`, `the week after`, `the year previous`, `the year earlier`.
fn unit_behind(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, ()) = word("the")(input)?;
    let part = if let Some(T::Part(part)) = t(rest, 0) { Some(part) } else { None };
    let (rest, unit) = match part {
        Some(_) => (rest.skip(1), Unit::Day),
        None => unit(rest).map(|(rest, (unit, plural))| (rest, if plural { Unit::Second } else { unit }))?,
    };
    if unit < Unit::Day {
        return input.fail();
    }
    let tie = match rest.str(0) {
        "before" | "previous" | "earlier" | "prior" => Tie::Previous,
        "after" | "following" | "later" => Tie::Following,
        _ => return input.fail(),
    };
    let rest = rest.skip(1);
    if governs(input.skip(2), rest) {
        return input.fail();
    }
    let day = Meaning::Unit { unit, tie };
    Ok((rest, if part.is_some() { Meaning::DayPart { part, day: Some(Box::new(day)) } } else { day }.plain()))
}

/// Whether `before`, `after`, `following` at `word` has an object in what follows.
fn governs(word: Tokens<'_>, rest: Tokens<'_>) -> bool {
    if !matches!(word.str(0), "before" | "after" | "following" | "prior" | "previous") {
        return false;
    }
    match rest.peek(0) {
        None => false,
        Some(token) => match token.kind {
            TokenKind::Mark(m) => matches!(m, '"' | '\'' | '(') && !token.glued,
            TokenKind::Number => true,
            TokenKind::Word(_) => !matches!(
                rest.str(0),
                "and"
                    | "but"
                    | "when"
                    | "was"
                    | "were"
                    | "had"
                    | "has"
                    | "is"
                    | "would"
                    | "in"
                    | "at"
                    | "by"
                    | "with"
                    | "saw"
                    | "to"
                    | "as"
            ),
        },
    }
}

/// `two years ago`, `a week later`, `three months from now`, `in two days' time`.
fn counted(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (start, modifier) = opt(super::duration::bound).parse(input)?;
    let (start, _) =
        if modifier.is_none() { opt(alt((word("just"), word("only")))).parse(start)? } else { (start, None) };
    // "some five years ago"; "some years ago" is as vague as "years ago".
    let some = input.is(0, "some") && amount(input.skip(1)).is_ok();
    let (start, modifier) = if some { (input.skip(1), Some(Some(Modifier::Approx))) } else { (start, modifier) };
    let (rest, amount) = opt(amount).parse(start)?;
    let (rest, ()) = adjectives(rest)?;
    let (rest, (unit, plural)) = unit(rest)?;
    let amount = match amount {
        Some(a) => a,
        None if plural => Amount::Vague,
        None => return input.fail(),
    };
    // "a year and a half ago"
    let (rest, amount) = match (opt(words("and a half")).parse(rest)?, amount) {
        ((rest, Some(())), Amount::Exactly(n)) => (rest, Amount::Exactly(n + 0.5)),
        ((rest, _), a) => (rest, a),
    };
    let (rest, (from, forward)) = direction(rest)?;
    // "only" and "just" stay outside; the extent begins behind them, so this reading is refused there.
    if modifier.is_none() && start.at != input.at && (input.is(0, "just") || input.is(0, "only")) {
        return input.fail();
    }
    Ok((rest, Read { meaning: Meaning::Count { amount, unit, from, forward }, modifier: modifier.flatten() }))
}

static DIRECTIONS: Phrases<(From, bool), 32> = Phrases::new(&[
    ("ago", (From::Writing, false)),
    ("from now", (From::Writing, true)),
    ("hence", (From::Writing, true)),
    ("from today", (From::Writing, true)),
    ("earlier", (From::Spoken, false)),
    ("previously", (From::Spoken, false)),
    ("beforehand", (From::Spoken, false)),
    ("later", (From::Spoken, true)),
    ("afterwards", (From::Spoken, true)),
    ("afterward", (From::Spoken, true)),
    ("thereafter", (From::Spoken, true)),
    ("on", (From::Spoken, true)),
    ("before that", (From::Spoken, false)),
    ("after that", (From::Spoken, true)),
]);

/// Which way is counted, and from what.
fn direction(input: Tokens<'_>) -> Parsed<'_, (From, bool)> {
    if let Ok((rest, found)) = phrase_of(&DIRECTIONS)(input) {
        // "two weeks on the road"; "years on, they met".
        let on = input.is(0, "on") && !rest.mark(0, ',') && !rest.mark(0, '.');
        let than = matches!(input.str(0), "later" | "earlier") && rest.is(0, "than");
        return if on || than { input.fail() } else { Ok((rest, found)) };
    }
    let rest = input.skip(1);
    match input.str(0) {
        "before" if !governs(input, rest) => Ok((rest, (From::Spoken, false))),
        "after" if !governs(input, rest) => Ok((rest, (From::Spoken, true))),
        _ => input.fail(),
    }
}

/// `year-ago`, `year-earlier`.
fn hyphened(input: Tokens<'_>) -> Parsed<'_, Read> {
    let Some(T::Unit(unit)) = t(input, 0) else { return input.fail() };
    if !input.mark(1, '-') || !matches!(input.str(2), "ago" | "earlier" | "before") {
        return input.fail();
    }
    let from = From::Writing;
    input.read(3, Meaning::Count { amount: Amount::Exactly(1.0), unit, from, forward: false }.plain())
}

/// `then` behind "since", "by", "until"; `that time`; the time that was spoken of.
fn then(input: Tokens<'_>) -> Parsed<'_, Read> {
    if input.is(0, "then") {
        let before = Lower::of(input.str_before(1));
        let before = before.as_str();
        let led = matches!(before, "since" | "until" | "till");
        return if led { input.read(1, Meaning::Then.plain()) } else { input.fail() };
    }
    let (rest, ()) = words("that time")(input)?;
    if matches!(
        Lower::of(input.str_before(1)).as_str(),
        "at" | "by" | "since" | "until" | "during" | "before" | "in" | "to"
    ) {
        Ok((rest, Meaning::Then.plain()))
    } else {
        input.fail()
    }
}

/// `the same period last year`, `the same quarter a year earlier`.
fn same_period(input: Tokens<'_>) -> Parsed<'_, Read> {
    let (rest, named) = one_of(&[("the same", true), ("the year - ago", false), ("the year - earlier", false)])(input)?;
    let (rest, ()) = one_of(&[("period", ()), ("quarter", ()), ("month", ()), ("time", ()), ("week", ())])(rest)?;
    if !named {
        return Ok((rest, Meaning::SamePeriod(1).plain()));
    }
    let (rest, years) = one_of(&[
        ("last year", 1),
        ("a year ago", 1),
        ("a year earlier", 1),
        ("a year before", 1),
        ("of last year", 1),
        ("of the last year", 1),
        ("of the previous year", 1),
        ("the previous year", 1),
        ("the year before", 1),
        ("one year ago", 1),
        ("in the previous year", 1),
        ("two years ago", 2),
    ])(rest)?;
    Ok((rest, Meaning::SamePeriod(years).plain()))
}

/// `at the same time`, `during this period`: in a narrative the time that is spoken of, in news mostly a figure of speech.
fn anaphor(input: Tokens<'_>) -> Parsed<'_, Read> {
    const LED: &[&str] =
        &["at", "during", "by", "in", "throughout", "for", "around", "from", "since", "on", "until", "about"];
    let (rest, ()) = one_of(&[
        ("the same time", ()),
        ("the same period", ()),
        ("this same time", ()),
        ("this time", ()),
        ("this period", ()),
        ("that period", ()),
        ("the period", ()),
        ("the time", ()),
        ("this point", ()),
    ])(input)?;
    let led = LED.iter().any(|w| w.eq_ignore_ascii_case(input.str_before(1)));
    let governs = matches!(rest.str(0), "of" | "that" | "when" | "between" | "to" | "from");
    let opens = matches!(input.str_before(1), "" | "." | "\"") && input.is(1, "period");
    if (led && !governs) || opens { Ok((rest, Meaning::Narrative(None).plain())) } else { input.fail() }
}
