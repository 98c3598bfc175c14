//! The template language of layouts, parsed with nom.
//!
//! ```text
//! line  = ("? " | "* " | "& ")? part+
//! part  = "{" name "?"? "}" | "*" | space+ | "\" char | char
//! ```

use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::{anychar, char};
use nom::combinator::opt;
use nom::multi::many1;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// A line's template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineTemplate {
    /// How often the line stands there.
    pub(super) count: Count,
    /// What it is made of.
    pub(super) parts: Vec<Part>,
}

impl LineTemplate {
    /// Whether it fits a text that begins with this character, folded; it may say so wrongly.
    pub(super) fn may_begin_with(&self, first: char) -> bool {
        !matches!(self.parts.first(), Some(Part::Literal(word)) if !word.starts_with(first))
    }
}

/// How often a line stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// Once.
    One,
    /// Once or not; taken if it fits.
    Optional,
    /// Any number of times, as often as it fits.
    Many,
    /// It follows, but is no part.
    Ahead,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// These characters, folded ([`super::matching::fold`]).
    Literal(String),
    /// One space or more; at the end of a line none.
    Space,
    /// Any text or none.
    Any,
    /// A field.
    Field { field: Field, optional: bool },
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Outlet,
    Date,
    Category,
    Author,
    Label,
    Paragraph,
    Bullet,
    Number,
    Upper,
    Word,
    Any,
}

const FIELDS: [(&str, Field); 12] = [
    ("title", Field::Title),
    ("outlet", Field::Outlet),
    ("date", Field::Date),
    ("category", Field::Category),
    ("author", Field::Author),
    ("label", Field::Label),
    ("paragraph", Field::Paragraph),
    ("bullet", Field::Bullet),
    ("number", Field::Number),
    ("upper", Field::Upper),
    ("word", Field::Word),
    ("any", Field::Any),
];

/// A template that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TemplateError {
    pub(super) word: String,
    pub(super) message: String,
    pub(super) help: String,
}

/// The template of a line of a header or footer.
pub(super) fn parse_line(text: &str) -> Result<LineTemplate, TemplateError> {
    for (mark, count) in [("? ", Count::Optional), ("* ", Count::Many), ("& ", Count::Ahead)] {
        if let Some(rest) = text.strip_prefix(mark) {
            return Ok(LineTemplate { count, ..parse_words(rest)? });
        }
    }
    parse_words(text)
}

/// The template of words, without a mark that says how often.
pub(super) fn parse_words(text: &str) -> Result<LineTemplate, TemplateError> {
    let error =
        |word: &str, message: &str, help: String| TemplateError { word: word.into(), message: message.into(), help };
    let (rest, pieces) = many1(parse_piece).parse(text.trim()).map_err(|_: nom::Err<nom::error::Error<&str>>| {
        error(text, "the template is empty or begins wrongly", open_help())
    })?;
    if !rest.is_empty() {
        return Err(error(rest, "the braces of a field do not match", open_help()));
    }
    let mut parts: Vec<Part> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Char(c) => match parts.last_mut() {
                Some(Part::Literal(word)) => word.push(super::matching::fold(c)),
                _ => parts.push(Part::Literal(super::matching::fold(c).into())),
            },
            Piece::Part(part) => parts.push(part),
            Piece::Name(name, optional) => {
                let Some(&(_, field)) = FIELDS.iter().find(|(known, _)| *known == name) else {
                    let known: Vec<_> = FIELDS.iter().map(|(name, _)| format!("{{{name}}}")).collect();
                    let help = format!("Fields are {}.", known.join(" "));
                    return Err(error(name, &format!("`{name}` is no field"), help));
                };
                parts.push(Part::Field { field, optional });
            }
        }
    }
    Ok(LineTemplate { count: Count::One, parts })
}

fn open_help() -> String {
    "Write a field as `{title}`, and a brace that is meant as `\\{`.".into()
}

/// A piece of a template as written.
enum Piece<'a> {
    Char(char),
    Part(Part),
    Name(&'a str, bool),
}

fn parse_piece(input: &str) -> IResult<&str, Piece<'_>> {
    alt((parse_field, parse_mark, parse_escape, parse_char)).parse(input)
}

/// `{title}`, `{date?}`
fn parse_field(input: &str) -> IResult<&str, Piece<'_>> {
    let name = take_while(|c: char| c != '{' && c != '}' && c != '?');
    let (input, (name, optional)) = delimited(char('{'), (name, opt(char('?'))), char('}')).parse(input)?;
    Ok((input, Piece::Name(name, optional.is_some())))
}

/// `*` and space
fn parse_mark(input: &str) -> IResult<&str, Piece<'_>> {
    let any = char('*').map(|_| Piece::Part(Part::Any));
    let space = take_while1(char::is_whitespace).map(|_| Piece::Part(Part::Space));
    alt((any, space)).parse(input)
}

fn parse_escape(input: &str) -> IResult<&str, Piece<'_>> {
    preceded(char('\\'), anychar).map(Piece::Char).parse(input)
}

fn parse_char(input: &str) -> IResult<&str, Piece<'_>> {
    nom::character::complete::none_of("{}\\").map(Piece::Char).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A template is a count and parts; literals are folded.
    #[test]
    fn a_template_is_a_count_and_parts() {
        let line = parse_line("? By: {outlet}{date?} \\*").unwrap();
        let field = |field, optional| Part::Field { field, optional };
        assert_eq!(line.count, Count::Optional);
        assert_eq!(
            line.parts,
            [
                Part::Literal("by:".into()),
                Part::Space,
                field(Field::Outlet, false),
                field(Field::Date, true),
                Part::Space,
                Part::Literal("*".into())
            ]
        );
        assert_eq!(parse_line("*READ*").unwrap().parts.len(), 3);
    }

    /// What is wrong is quoted.
    #[test]
    fn errors_quote_the_word() {
        assert_eq!(parse_line("By {titel}").unwrap_err().word, "titel");
        assert_eq!(parse_line("By {title").unwrap_err().word, "{title");
        assert_eq!(parse_line("By title}").unwrap_err().word, "}");
        assert!(parse_line("").is_err());
    }
}
