//! The parser of the pattern language.

use super::{Element, Slot, SlotName};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{all_consuming, map, opt, recognize, value};
use nom::error::{Error, ErrorKind};
use nom::multi::{many1, separated_list1};
use nom::sequence::{delimited, preceded, separated_pair, terminated};
use nom::{Err, IResult, Parser};
use std::ops::Range;
use thiserror::Error;

/// Why a pattern does not parse. The pack's author is at fault.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct PatternError {
    /// What is wrong.
    pub message: String,
    /// The bytes of the pattern that are.
    pub at: Range<usize>,
}

/// Parses a pattern.
///
/// # Errors
/// With the place in `pattern` where it stops making sense.
pub fn parse(pattern: &str) -> Result<Vec<Element>, PatternError> {
    let result = all_consuming(terminated(sequence, multispace0)).parse(pattern);
    match result {
        Ok((_, elements)) => Ok(elements),
        Err(Err::Error(e) | Err::Failure(e)) => Err(explain(pattern, e.input)),
        Err(Err::Incomplete(_)) => Err(explain(pattern, "")),
    }
}

fn explain(pattern: &str, rest: &str) -> PatternError {
    let start = pattern.len() - rest.len();
    let rest = rest.trim_start();
    let message = match rest.chars().next() {
        None if pattern.trim().is_empty() => "a pattern needs at least one element".to_owned(),
        None => "the pattern ends in the middle of an element: a bracket is not closed".to_owned(),
        Some('{') => "a slot is written {name:type}, name one of subject, object, place, value".to_owned(),
        Some('[') => "a verb or noun in any form is written [lemma|lemma], lemmas in lower case".to_owned(),
        Some('(') => "alternatives are written (one|another)".to_owned(),
        Some('?') => "`?` stands right behind the element that may be missing".to_owned(),
        Some(c) => format!("`{c}` cannot stand here"),
    };
    let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let start = start + (pattern.len() - start - rest.len());
    PatternError { message, at: start..(start + word).max(start + 1).min(pattern.len().max(1)) }
}

fn sequence(input: &str) -> IResult<&str, Vec<Element>> {
    many1(preceded(multispace0, element)).parse(input)
}

fn element(input: &str) -> IResult<&str, Element> {
    let (rest, element) = alt((gap, end, slot, inflected, class, group, word)).parse(input)?;
    let (rest, optional) = opt(char('?')).parse(rest)?;
    Ok((rest, if optional.is_some() { Element::Optional(Box::new(element)) } else { element }))
}

fn gap(input: &str) -> IResult<&str, Element> {
    value(Element::Gap, alt((tag("…"), tag("...")))).parse(input)
}

fn end(input: &str) -> IResult<&str, Element> {
    value(Element::End, char('.')).parse(input)
}

fn name(input: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-')).parse(input)
}

fn slot(input: &str) -> IResult<&str, Element> {
    let of_class = recognize(preceded(char('$'), name));
    let types = separated_list1(char('|'), map(alt((of_class, name)), str::to_owned));
    let inner = (separated_pair(slot_name, char(':'), types), opt(char('*')), opt(char('?')));
    let (rest, ((name, types), list, elidable)) = delimited(char('{'), inner, char('}')).parse(input)?;
    Ok((rest, Element::Slot(Slot { name, types, list: list.is_some(), elidable: elidable.is_some() })))
}

fn slot_name(input: &str) -> IResult<&str, SlotName> {
    let (rest, word) = name(input)?;
    let slot = match word {
        "subject" => SlotName::Subject,
        "object" => SlotName::Object,
        "place" => SlotName::Place,
        "value" => SlotName::Value,
        "when" => SlotName::When,
        _ => return Err(Err::Failure(Error::new(input, ErrorKind::Tag))),
    };
    Ok((rest, slot))
}

fn inflected(input: &str) -> IResult<&str, Element> {
    let lemma = map(take_while1(|c: char| c.is_lowercase() || c == '-'), str::to_owned);
    let lemmas = separated_list1(char('|'), lemma);
    map(delimited(char('['), lemmas, char(']')), Element::Inflected).parse(input)
}

fn class(input: &str) -> IResult<&str, Element> {
    map(preceded(char('$'), name), |n| Element::Class(n.to_owned())).parse(input)
}

fn group(input: &str) -> IResult<&str, Element> {
    let branches = separated_list1(preceded(multispace0, char('|')), sequence);
    map(delimited(char('('), branches, preceded(multispace0, char(')'))), Element::Either).parse(input)
}

fn word(input: &str) -> IResult<&str, Element> {
    let letters = take_while1(|c: char| c.is_alphanumeric() || matches!(c, '\''));
    let mark = take_while1(|c| matches!(c, ',' | '-' | '%' | ':' | ';' | '/' | '"'));
    map(alt((letters, mark)), |w: &str| Element::Word(w.to_lowercase())).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(name: SlotName, class: &str) -> Element {
        Element::Slot(Slot { name, types: vec![class.into()], list: false, elidable: false })
    }

    /// The example of the design.
    #[test]
    fn a_whole_pattern() {
        let parsed = parse("{subject:country} [freeze|suspend] its? $membership … in {object:organization}").unwrap();
        assert_eq!(
            parsed,
            [
                slot(SlotName::Subject, "country"),
                Element::Inflected(vec!["freeze".into(), "suspend".into()]),
                Element::Optional(Box::new(Element::Word("its".into()))),
                Element::Class("membership".into()),
                Element::Gap,
                Element::Word("in".into()),
                slot(SlotName::Object, "organization"),
            ]
        );
    }

    /// Alternatives of several words, lists, and what may be left out.
    #[test]
    fn groups_lists_and_elisions() {
        let parsed = parse("(by|as well as) {object:country|organization*?}").unwrap();
        assert_eq!(parsed.len(), 2);
        let Element::Either(branches) = &parsed[0] else { panic!("{parsed:?}") };
        assert_eq!(branches[1].len(), 3);
        let Element::Slot(slot) = &parsed[1] else { panic!("{parsed:?}") };
        assert!(slot.list && slot.elidable && slot.types == ["country", "organization"]);
    }

    /// An error names the words that are wrong.
    #[test]
    fn errors_have_a_place() {
        fn wrong(p: &str) -> &str {
            &p[parse(p).unwrap_err().at]
        }
        assert_eq!(wrong("{subject:country} [Freeze] it"), "[Freeze]");
        assert_eq!(wrong("{who:country} left"), "who:country}");
        assert_eq!(wrong("a (b|c"), "(b|c");
        assert!(parse("").is_err());
    }
}
