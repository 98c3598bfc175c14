//! The grammar of claim patterns and conditions, with nom.
//!
//! ```text
//! pattern   = name {"|" name} "(" [slot {"," slot}] ")" ["where" condition]
//! slot      = name ":" (name | string | truth | "[" word {"," word} "]")
//! collect   = ("sum" | "set") "(" name ")" "of" pattern
//! condition = and {"or" and}
//! and       = not {"and" not}
//! not       = ("not" | "possibly") not | test | comparison | "(" condition ")"
//! test      = "always" | ("same article" | "same outlet") ["(" terms ")"]
//!           | ("same event" | "same series" | "same day" | "same month" | "same year" | "complete" | "single" | "alike"
//!             | "reworded" | "altered") "(" terms ")"
//! comparison= term ("between" term "and" term | operator term ["within" number "%"])
//! operator  = "before" | "after" | "meets" | … | "=" | "!=" | "<" | … | "clashes" | "differs" | "in" | …
//! term      = factor {("+" | "-" | "*" | "/") factor}, all of one strength but for * and /
//! factor    = number | string | function "(" terms ")" | name | "(" term ")"
//! ```

use super::syntax::{Collect, Cond, Fill, Pattern, Term};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{cut, opt, recognize};
use nom::error::{ErrorKind, ParseError};
use nom::multi::{many0, separated_list0, separated_list1};
use nom::number::complete::double;
use nom::sequence::{delimited, preceded};
use nom::{Err, IResult, Parser};

/// Where reading stopped, and what would have been right there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trouble<'a> {
    pub(super) at: &'a str,
    pub(super) wanted: &'static str,
}

impl<'a> ParseError<&'a str> for Trouble<'a> {
    fn from_error_kind(at: &'a str, _: ErrorKind) -> Self {
        Self { at, wanted: "" }
    }

    fn append(_: &'a str, _: ErrorKind, other: Self) -> Self {
        other
    }

    /// Of two ways that fail, the one that came further knows better.
    fn or(self, other: Self) -> Self {
        if other.at.len() < self.at.len() || (other.at.len() == self.at.len() && self.wanted.is_empty()) {
            other
        } else {
            self
        }
    }
}

type Read<'a, T> = IResult<&'a str, T, Trouble<'a>>;

/// Functions that make a value.
pub(super) const FUNCTIONS: &[&str] = &[
    "days between",
    "years between",
    "size",
    "length",
    "year",
    "month",
    "day",
    "weekday",
    "published",
    "outlet",
    "class",
    "organizer",
    "role",
    "body",
];

/// Functions that are true or not, with arguments.
pub(super) const TESTS: &[&str] = &[
    "same event",
    "same series",
    "same day",
    "same month",
    "same year",
    "complete",
    "single",
    "alike",
    "reworded",
    "altered",
];

/// Tests that stand for all claims when no argument says which.
pub(super) const ARTICLE_TESTS: &[&str] = &["same article", "same outlet"];

/// Operators, each before those it begins with.
pub(super) const OPERATORS: &[&str] = &[
    "overlapped by",
    "overlaps",
    "finished by",
    "finishes",
    "started by",
    "starts",
    "met by",
    "meets",
    "before",
    "after",
    "during",
    "within",
    "contains",
    "equals",
    "disjoint",
    "intersects",
    "coincides",
    "clashes",
    "differs",
    "not in",
    "in",
    "subset of",
    "without",
    "elsewhere",
    "<=",
    ">=",
    "!=",
    "=",
    "<",
    ">",
];

fn wanted<'a, T>(
    what: &'static str,
    mut parser: impl Parser<&'a str, Output = T, Error = Trouble<'a>>,
) -> impl FnMut(&'a str) -> Read<'a, T> {
    move |input| {
        parser.parse(input).map_err(|error| match error {
            Err::Error(t) if t.wanted.is_empty() || t.at.len() == input.len() => {
                Err::Error(Trouble { at: input, wanted: what })
            }
            other => other,
        })
    }
}

fn spaced<'a, T>(
    mut parser: impl Parser<&'a str, Output = T, Error = Trouble<'a>>,
) -> impl FnMut(&'a str) -> Read<'a, T> {
    move |input| {
        let (input, _) = multispace0(input)?;
        parser.parse(input)
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn parse_name(input: &str) -> Read<'_, &str> {
    let (rest, name) = take_while1(is_name).parse(input)?;
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Err::Error(Trouble { at: input, wanted: "a name" }));
    }
    Ok((rest, name))
}

/// Words in a fixed order; the last must end there.
fn parse_keyword<'a>(word: &'static str) -> impl FnMut(&'a str) -> Read<'a, &'a str> {
    move |input| {
        let (rest, found) = tag(word).parse(input)?;
        let runs_on = word.ends_with(is_name) && rest.starts_with(is_name);
        if runs_on { Err(Err::Error(Trouble { at: input, wanted: "" })) } else { Ok((rest, found)) }
    }
}

fn parse_one_of<'a>(words: &'static [&'static str]) -> impl FnMut(&'a str) -> Read<'a, &'a str> {
    move |input| {
        let mut trouble = Err::Error(Trouble { at: input, wanted: "" });
        for word in words {
            match parse_keyword(word)(input) {
                Ok(found) => return Ok(found),
                Err(error) => trouble = error,
            }
        }
        Err(trouble)
    }
}

fn parse_string(input: &str) -> Read<'_, &str> {
    delimited(char('"'), take_while(|c| c != '"'), cut(wanted("a closing quote", char('"')))).parse(input)
}

fn parse_word(input: &str) -> Read<'_, &str> {
    alt((parse_string, parse_name)).parse(input)
}

fn parse_words(input: &str) -> Read<'_, Vec<&str>> {
    delimited(
        char('['),
        separated_list1(spaced(char(',')), spaced(wanted("a word", parse_word))),
        cut(spaced(wanted("`,` or `]`", char(']')))),
    )
    .parse(input)
}

fn parse_fill(input: &str) -> Read<'_, Fill<'_>> {
    alt((parse_string.map(Fill::Text), parse_words.map(Fill::Words), parse_name.map(Fill::Var))).parse(input)
}

fn parse_slot(input: &str) -> Read<'_, (&str, Fill<'_>)> {
    let (input, slot) = wanted("a slot", parse_name)(input)?;
    let (input, _) = cut(spaced(wanted("`:` and what fills the slot", char(':')))).parse(input)?;
    let (input, fill) = cut(spaced(wanted("a variable, a \"text\" or a [list of words]", parse_fill))).parse(input)?;
    Ok((input, (slot, fill)))
}

/// A claim pattern.
fn parse_pattern(input: &str) -> Read<'_, Pattern<'_>> {
    let (input, predicates) =
        separated_list1(spaced(char('|')), spaced(wanted("a predicate", parse_name))).parse(input)?;
    let (input, _) = spaced(wanted("`(` and the slots", char('('))).parse(input)?;
    let (input, slots) = separated_list0(spaced(char(',')), spaced(parse_slot)).parse(input)?;
    let (input, _) = spaced(wanted("`,` or `)`", char(')'))).parse(input)?;
    let (input, filter) = opt(preceded(spaced(parse_keyword("where")), cut(parse_condition))).parse(input)?;
    Ok((input, Pattern { predicates, slots, filter }))
}

/// What a rule collects.
fn parse_collect(input: &str) -> Read<'_, Collect<'_>> {
    let (input, how) = spaced(wanted("`sum` or `set`", alt((parse_keyword("sum"), parse_keyword("set")))))(input)?;
    let (input, _) = spaced(wanted("`(` and a variable", char('('))).parse(input)?;
    let (input, what) = spaced(wanted("a variable", parse_name))(input)?;
    let (input, _) = spaced(wanted("`)`", char(')'))).parse(input)?;
    let (input, _) = spaced(wanted("`of` and a claim", parse_keyword("of"))).parse(input)?;
    let (input, of) = parse_pattern(input)?;
    Ok((input, Collect { how, what, of }))
}

fn parse_condition(input: &str) -> Read<'_, Cond<'_>> {
    let (input, mut all) = separated_list1(spaced(parse_keyword("or")), parse_and).parse(input)?;
    Ok((input, if all.len() == 1 { all.remove(0) } else { Cond::Or(all) }))
}

fn parse_and(input: &str) -> Read<'_, Cond<'_>> {
    let (input, mut all) = separated_list1(spaced(parse_keyword("and")), parse_not).parse(input)?;
    Ok((input, if all.len() == 1 { all.remove(0) } else { Cond::And(all) }))
}

fn parse_not(input: &str) -> Read<'_, Cond<'_>> {
    let (input, _) = multispace0(input)?;
    if let Ok((rest, _)) = parse_keyword("not")(input) {
        return parse_not.map(|c| Cond::Not(Box::new(c))).parse(rest);
    }
    if let Ok((rest, _)) = parse_keyword("possibly")(input) {
        return parse_not.map(|c| Cond::Possibly(Box::new(c))).parse(rest);
    }
    alt((parse_article_test, parse_test, parse_comparison, parse_bracketed)).parse(input)
}

fn parse_bracketed(input: &str) -> Read<'_, Cond<'_>> {
    delimited(char('('), parse_condition, spaced(wanted("`)`", char(')')))).parse(input)
}

fn parse_article_test(input: &str) -> Read<'_, Cond<'_>> {
    if let Ok((rest, name)) = parse_keyword("always")(input) {
        return Ok((rest, Cond::Test { name, args: Vec::new() }));
    }
    let (input, name) = parse_one_of(ARTICLE_TESTS)(input)?;
    let (input, args) = opt(parse_arguments).parse(input)?;
    Ok((input, Cond::Test { name, args: args.unwrap_or_default() }))
}

fn parse_test(input: &str) -> Read<'_, Cond<'_>> {
    let (input, name) = parse_one_of(TESTS)(input)?;
    let (input, args) = parse_arguments(input)?;
    Ok((input, Cond::Test { name, args }))
}

fn parse_arguments(input: &str) -> Read<'_, Vec<Term<'_>>> {
    delimited(
        spaced(char('(')),
        separated_list0(spaced(char(',')), parse_term),
        spaced(wanted("`,` or `)`", char(')'))),
    )
    .parse(input)
}

fn parse_comparison(input: &str) -> Read<'_, Cond<'_>> {
    let (input, left) = parse_term(input)?;
    if let Ok((rest, op)) = spaced(parse_keyword("between"))(input) {
        let (rest, from) = parse_term(rest)?;
        let (rest, _) = spaced(wanted("`and` and the later end", parse_keyword("and"))).parse(rest)?;
        let (rest, to) = parse_term(rest)?;
        return Ok((rest, Cond::Between { what: left, op, from, to }));
    }
    let (input, op) = spaced(wanted("an operator", parse_one_of(OPERATORS)))(input)?;
    let (input, right) = parse_term(input)?;
    let (input, tolerance) = opt(parse_tolerance).parse(input)?;
    Ok((input, Cond::Compare { left, op, right, tolerance: tolerance.unwrap_or(0.0) }))
}

/// `within 5%`
fn parse_tolerance(input: &str) -> Read<'_, f64> {
    let (input, _) = spaced(parse_keyword("within")).parse(input)?;
    let (input, percent) = spaced(double).parse(input)?;
    let (input, _) = spaced(wanted("`%`", char('%'))).parse(input)?;
    Ok((input, percent / 100.0))
}

fn parse_term(input: &str) -> Read<'_, Term<'_>> {
    parse_chain(input, &["+", "-"], |i| parse_chain(i, &["*", "/"], parse_factor))
}

fn parse_chain<'a>(
    input: &'a str,
    signs: &'static [&'static str],
    operand: impl Fn(&'a str) -> Read<'a, Term<'a>> + Copy,
) -> Read<'a, Term<'a>> {
    let (input, first) = operand(input)?;
    let (input, more) = many0((spaced(parse_one_of(signs)), operand)).parse(input)?;
    let join = |left, (op, right)| Term::Arith { left: Box::new(left), op, right: Box::new(right) };
    Ok((input, more.into_iter().fold(first, join)))
}

fn parse_factor(input: &str) -> Read<'_, Term<'_>> {
    let (input, _) = multispace0(input)?;
    wanted("a variable, a number or a \"text\"", alt((parse_number, parse_call, parse_operand_name, parse_text)))
        .parse(input)
        .or_else(|error| match delimited(char('('), parse_term, spaced(char(')'))).parse(input) {
            Ok(found) => Ok(found),
            Err(_) => Err(error),
        })
}

fn parse_text(input: &str) -> Read<'_, Term<'_>> {
    parse_string.map(Term::Text).parse(input)
}

fn parse_number(input: &str) -> Read<'_, Term<'_>> {
    if !input.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Err::Error(Trouble { at: input, wanted: "" }));
    }
    let (rest, words) = recognize(double).parse(input)?;
    Ok((rest, Term::Number(words.parse().unwrap_or_default(), words)))
}

fn parse_call(input: &str) -> Read<'_, Term<'_>> {
    let known = parse_one_of(FUNCTIONS)(input);
    let (rest, name) = known.or_else(|_| parse_name(input))?;
    if !rest.trim_start().starts_with('(') {
        return Err(Err::Error(Trouble { at: input, wanted: "" }));
    }
    let (rest, args) = parse_arguments(rest)?;
    Ok((rest, Term::Call { name, args }))
}

/// Words of the language, which no variable can be called.
pub(super) const RESERVED: &[&str] = &["and", "or", "not", "where", "between", "same", "always"];

fn parse_operand_name(input: &str) -> Read<'_, Term<'_>> {
    let (rest, name) = parse_name(input)?;
    if RESERVED.contains(&name) {
        return Err(Err::Error(Trouble { at: input, wanted: "" }));
    }
    Ok((rest, Term::Name(name)))
}

fn whole<'a, T>(text: &'a str, parser: fn(&'a str) -> Read<'a, T>) -> Result<T, Trouble<'a>> {
    match parser(text) {
        Ok((rest, value)) if rest.trim().is_empty() => Ok(value),
        Ok((rest, _)) => Err(Trouble { at: rest.trim_start(), wanted: "nothing more, or `and` or `or`" }),
        Err(Err::Error(trouble) | Err::Failure(trouble)) => Err(trouble),
        Err(Err::Incomplete(_)) => Err(Trouble { at: &text[text.len()..], wanted: "more" }),
    }
}

/// Reads a claim pattern.
pub(super) fn pattern(text: &str) -> Result<Pattern<'_>, Trouble<'_>> {
    whole(text, parse_pattern)
}

/// Reads what a rule collects.
pub(super) fn collect(text: &str) -> Result<Collect<'_>, Trouble<'_>> {
    whole(text, parse_collect)
}

/// Reads a condition.
pub(super) fn condition(text: &str) -> Result<Cond<'_>, Trouble<'_>> {
    whole(text, parse_condition)
}

/// Reads a term, as it stands in the brackets of a message.
pub(super) fn term(text: &str) -> Result<Term<'_>, Trouble<'_>> {
    whole(text, parse_term)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pattern reads its slots in order, constants and lists included.
    #[test]
    fn patterns() {
        let read = pattern("founded(subject: org, stage: [planned, agreed], object: \"dead\", when: t1)").unwrap();
        assert_eq!(read.predicates, ["founded"]);
        assert_eq!(read.slots[0], ("subject", Fill::Var("org")));
        assert_eq!(read.slots[1], ("stage", Fill::Words(vec!["planned", "agreed"])));
        assert_eq!(read.slots[2], ("object", Fill::Text("dead")));
        let read = pattern("joined(subject: c) where t3 between t1 and t2").unwrap();
        assert!(matches!(read.filter, Some(Cond::Between { .. })));
    }

    /// `and` binds more strongly than `or`, brackets more strongly than both.
    #[test]
    fn strength() {
        assert!(matches!(condition("a before b or c after d and not e equals f").unwrap(), Cond::Or(_)));
        assert!(matches!(condition("(a before b or c after d) and same article").unwrap(), Cond::And(_)));
        assert!(matches!(condition("(n + 1) * 2 != size(s) within 5%").unwrap(), Cond::Compare { .. }));
        assert!(matches!(condition("t between t1 and t2 and same year(t, u)").unwrap(), Cond::And(_)));
        assert!(matches!(condition("x in s and y not in s").unwrap(), Cond::And(_)));
        assert!(matches!(condition("days between(t1, t2) < 40").unwrap(), Cond::Compare { .. }));
    }

    /// What cannot be read says where, and what was wanted.
    #[test]
    fn troubles() {
        assert_eq!(condition("t1 befor t2").unwrap_err(), Trouble { at: "befor t2", wanted: "an operator" });
        assert_eq!(condition("t1 before").unwrap_err().at, "");
        assert_eq!(pattern("founded(subject org)").unwrap_err().at, "org)");
        assert_eq!(pattern("founded").unwrap_err().wanted, "`(` and the slots");
    }
}
