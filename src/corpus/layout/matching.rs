//! Matching templates against lines, with backtracking.
//!
//! Lines of a header are short, so fields are tried at every length; a line longer than [`LONGEST`] is
//! matched by nothing but a paragraph.

use super::template::{Count, Field, LineTemplate, Part};
use crate::corpus::lines::is_paragraph;
use crate::corpus::stamp::parse_stamp;
use crate::source::Span;

/// Longest line that a template is tried on.
const LONGEST: usize = 500;
/// Longest name of an outlet, category or author, in bytes.
const NAME: usize = 80;
/// The longest text that `*` stands for inside a caption.
const CREDIT: usize = 160;

/// What the fields of a header took.
#[derive(Clone, Debug, Default)]
pub(super) struct Captures {
    taken: Vec<(Field, Span)>,
}

impl Captures {
    /// What the first such field took.
    pub(super) fn get(&self, field: Field) -> Option<Span> {
        self.taken.iter().find(|(taken, _)| *taken == field).map(|&(_, span)| span)
    }
}

/// Matches templates against the lines from `at` on; the number of the line behind the last.
pub(super) fn match_lines(
    text: &str,
    templates: &[LineTemplate],
    lines: &[Span],
    at: usize,
    captures: &mut Captures,
) -> Option<usize> {
    let Some((first, rest)) = templates.split_first() else { return Some(at) };
    let kept = captures.taken.len();
    let one = |captures: &mut Captures, templates: &[LineTemplate], next: usize| {
        let found = lines.get(at).is_some_and(|&line| match_line(text, first, line, captures));
        let end = found.then(|| match_lines(text, templates, lines, next, captures)).flatten();
        if end.is_none() {
            captures.taken.truncate(kept);
        }
        end
    };
    match first.count {
        Count::One => one(captures, rest, at + 1),
        Count::Ahead => one(captures, rest, at),
        Count::Optional => one(captures, rest, at + 1).or_else(|| match_lines(text, rest, lines, at, captures)),
        Count::Many => one(captures, templates, at + 1).or_else(|| match_lines(text, rest, lines, at, captures)),
    }
}

/// Whether a template fits a whole line.
pub(super) fn match_line(text: &str, template: &LineTemplate, line: Span, captures: &mut Captures) -> bool {
    if line.len() > LONGEST {
        return matches!(template.parts[..], [Part::Field { field: Field::Paragraph, .. }])
            && is_paragraph(line.of(text));
    }
    let matcher = Matcher { text, end: line.end as usize, whole: true };
    matcher.parts(&template.parts, line.start as usize, captures).is_some()
}

/// Matches a template at an offset, inside a block; the offset behind it.
pub(super) fn match_prefix(
    text: &str,
    template: &LineTemplate,
    at: usize,
    end: usize,
    captures: &mut Captures,
) -> Option<usize> {
    Matcher { text, end, whole: false }.parts(&template.parts, at, captures)
}

/// A text to be matched up to `end`.
struct Matcher<'a> {
    text: &'a str,
    end: usize,
    /// Whether the template must reach the end.
    whole: bool,
}

impl Matcher<'_> {
    fn parts(&self, parts: &[Part], at: usize, captures: &mut Captures) -> Option<usize> {
        let Some((first, rest)) = parts.split_first() else {
            return (!self.whole || at == self.end).then_some(at);
        };
        match first {
            Part::Literal(word) => self.parts(rest, self.literal(word, at)?, captures),
            Part::Space => {
                let tail = &self.text[at..self.end];
                let behind = self.end - tail.trim_start().len();
                if behind == at && at != self.end { None } else { self.parts(rest, behind, captures) }
            }
            Part::Any if rest.is_empty() && self.whole => Some(self.end),
            Part::Any => self.ends(at, 0, CREDIT).find_map(|end| self.parts(rest, end, captures)),
            Part::Field { field, optional } => {
                let found = self.field(*field, rest, at, captures);
                if found.is_none() && *optional { self.parts(rest, at, captures) } else { found }
            }
        }
    }

    /// The ends of texts of at least `shortest` bytes that begin at an offset, the shortest first.
    fn ends(&self, at: usize, shortest: usize, longest: usize) -> impl DoubleEndedIterator<Item = usize> {
        let longest = if self.whole { LONGEST } else { longest };
        (at + shortest..=self.end.min(at + longest)).filter(|&end| self.text.is_char_boundary(end))
    }

    fn literal(&self, word: &str, at: usize) -> Option<usize> {
        let mut chars = self.text[at..self.end].char_indices();
        for expected in word.chars() {
            let (_, found) = chars.next()?;
            if fold(found) != expected {
                return None;
            }
        }
        Some(self.end - chars.as_str().len())
    }

    /// A field and what follows it: the shortest text that fits, the longest where nothing follows.
    fn field(&self, field: Field, rest: &[Part], at: usize, captures: &mut Captures) -> Option<usize> {
        let mut found = |end: usize| {
            let taken = super::super::lines::trim(self.text, at, end);
            let exact = matches!(field, Field::Word | Field::Number | Field::Bullet);
            if exact && taken.len() != end - at || !self.fits(field, taken, captures) {
                return None;
            }
            let kept = captures.taken.len();
            captures.taken.push((field, taken));
            let behind = self.parts(rest, end, captures);
            if behind.is_none() {
                captures.taken.truncate(kept);
            }
            behind
        };
        if !rest.is_empty() {
            return self.ends(at, 1, NAME).find_map(found);
        }
        if self.whole { found(self.end) } else { self.ends(at, 1, NAME).rev().find_map(found) }
    }

    /// Whether a field takes this text, given what it took before.
    fn fits(&self, field: Field, taken: Span, captures: &Captures) -> bool {
        let text = taken.of(self.text);
        if text.is_empty() {
            return false;
        }
        let letters = || text.chars().any(char::is_alphabetic);
        let alike = || captures.get(field).is_none_or(|before| is_same(before.of(self.text), text));
        match field {
            Field::Any => true,
            Field::Title => letters() && !is_item(text) && parse_stamp(text).is_none() && alike(),
            Field::Outlet => text.len() <= NAME && letters() && !is_item(text) && alike(),
            Field::Category | Field::Author => text.len() <= NAME && letters(),
            Field::Date => parse_stamp(text).is_some(),
            Field::Label => text.len() <= 2 * NAME && !is_paragraph(text),
            Field::Paragraph => is_paragraph(text),
            Field::Bullet => text.chars().count() == 1 && text.chars().all(is_bullet),
            Field::Number => text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()),
            Field::Upper => text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase),
            Field::Word => {
                text.starts_with(char::is_uppercase) && text.chars().all(|c| c.is_alphanumeric() || "'’.-".contains(c))
            }
        }
    }
}

/// A character as templates and titles compare it: small, quotation marks and dashes of one kind.
pub(super) fn fold(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '`' | '´' | '“' | '”' | '„' | '"' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        c if c.is_whitespace() => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Whether two copies of a headline or a name are the same, or one is the other cut short with `...`.
fn is_same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let first = |text: &str| text.chars().next().map(fold);
    if first(a) != first(b) {
        return false;
    }
    let folded = |text: &str| -> String {
        let words: Vec<String> = text.split_whitespace().map(|word| word.chars().map(fold).collect()).collect();
        words.join(" ")
    };
    let (a, b) = (folded(a), folded(b));
    let short = |text: &str| text.strip_suffix("...").or(text.strip_suffix('…')).map(|kept| kept.trim_end().to_owned());
    let cut = |short: Option<String>, long: &str| short.is_some_and(|kept| kept.len() >= 20 && long.starts_with(&kept));
    a == b || cut(short(&a), &b) || cut(short(&b), &a)
}

fn is_bullet(c: char) -> bool {
    matches!(c, '-' | '•' | '*' | '·' | '–' | '—' | '▪' | '◦' | '‣')
}

/// Whether a line is an item of a list.
fn is_item(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_bullet) && chars.next().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::template::{parse_line, parse_words};
    use super::*;

    fn header<'a>(templates: &[&str], text: &'a str) -> Option<(usize, Option<&'a str>, Option<&'a str>)> {
        let templates: Vec<_> = templates.iter().map(|line| parse_line(line).unwrap()).collect();
        let lines: Vec<_> = crate::corpus::lines::lines(text, 0).into_iter().filter(|line| !line.is_empty()).collect();
        let mut captures = Captures::default();
        let end = match_lines(text, &templates, &lines, 0, &mut captures)?;
        let words = |field| captures.get(field).map(|span: Span| span.of(text));
        Some((end, words(Field::Outlet), words(Field::Date)))
    }

    /// An outlet glued to a date keeps its own digits.
    #[test]
    fn an_outlet_is_parted_from_its_date() {
        let glued = ["{outlet}{date}"];
        for (line, outlet, date) in [
            ("Osh Post18-07-2025", "Osh Post", "18-07-2025"),
            ("Channel 418-07-2025", "Channel 4", "18-07-2025"),
            ("Osh Postan hour ago", "Osh Post", "an hour ago"),
        ] {
            assert_eq!(header(&glued, line), Some((1, Some(outlet), Some(date))));
        }
        assert_eq!(header(&glued, "Osh Post"), None);
    }

    /// A repeated field must be the same, quotation marks aside.
    #[test]
    fn a_repeated_field_is_the_same() {
        let twice = ["{title}", "{title}", "time{date}"];
        assert!(header(&twice, "It’s a “start”\n\nIt's a \"start\"\ntime 31 minutes ago").is_some());
        assert!(header(&twice, "It's a start\nIt's an end\ntime31 minutes ago").is_none());
    }

    /// Any number of categories may stand before the outlet.
    #[test]
    fn categories_may_be_many_or_none() {
        let list = ["{outlet}", "{date}", "* {bullet} {category}", "{bullet} {outlet}", "{title}"];
        for (n, items) in ["", "- Politics\n", "•\u{a0}Politics\n• World\n"].iter().enumerate() {
            let page = format!("Osh Post\n18-07-2025\n{items}- Osh Post\nTalks begin\nBody.");
            assert_eq!(header(&list, &page), Some((4 + n, Some("Osh Post"), Some("18-07-2025"))));
        }
        assert_eq!(header(&list, "Osh Post\n18-07-2025\nTalks begin\nBody."), None);
    }

    /// An optional field may be missing, and a line ahead is not taken.
    #[test]
    fn optional_and_ahead() {
        let blog = ["{title}", "Date: {date?}", "& {any}"];
        assert_eq!(header(&blog, "Talks\nDate:\nBody"), Some((2, None, None)));
        assert_eq!(header(&blog, "Talks\nDate: 1 May 2024\nBody"), Some((2, None, Some("1 May 2024"))));
        assert_eq!(header(&blog, "Talks\nDate:"), None);
    }

    /// Inside a block a template ends where it ends.
    #[test]
    fn a_prefix_ends_where_it_ends() {
        let text = "(Photo by A. Beridze/) Getty Images The talks";
        let template = parse_words("(Photo by *) Getty Images").unwrap();
        let end = match_prefix(text, &template, 0, text.len(), &mut Captures::default());
        assert_eq!(end.map(|end| &text[end..]), Some(" The talks"));
    }
}
