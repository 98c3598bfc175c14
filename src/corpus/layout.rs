//! How a scraped page is cut into articles: the `layouts` of a pack.
//!
//! A layout describes the lines above an article as templates, and knows lines that end it or are no
//! part of it. No site or outlet is named in Rust, and hardly in a layout: what it says is that an
//! outlet stands on a line, a date on the next, and the headline twice.
//!
//! ```yaml
//! layouts:
//!   - id: outlet-and-day-first
//!     about: A list of articles, each below the name of its outlet and a day.
//!     header:
//!       - "{outlet}"
//!       - "{date}"
//!       - "{bullet} {category}"
//!       - "* {bullet} {category}"
//!       - "{title}"
//!     stop: ["DOWNLOAD THE APP"]
//! ```
//!
//! | key | what |
//! |---|---|
//! | `header` | templates of the lines above the body, in their order; blank lines between them do not count |
//! | `footer` | lines that stand below the body; a layout with a footer is tried only where no other fits, and gives one article |
//! | `body` | `lines` (each a paragraph, the default) or `line` (the first line only) |
//! | `stop` | a line that ends the article; what follows belongs to none until the next header |
//! | `drop` | a line that is left out |
//! | `caption` | where captions of photographs stand in the body ([`CaptionSpec`]) |
//!
//! A page may mix layouts. At each line the layout whose header takes most lines wins, then the first.
//!
//! # Templates
//!
//! `{title}` `{outlet}` `{date}` are read; a repeated one must be the same but for quotation marks,
//! dashes, case and a `...` that cuts it short. `{category}` `{author}` `{label}` (short), `{paragraph}`
//! (running text), `{bullet}` (`-`, `•`), `{number}`, `{upper}` (no small letter), `{word}` (capitalised)
//! and `{any}` must be there and are forgotten. `{date?}` may be missing. `*` is any text or none; a
//! space is any space; letters match without regard to case. In a header or footer, a template that
//! begins with `? ` is a line that may be missing, `* ` one that may come any number of times, and `& ` one that must follow but belongs to the body. `\` takes the next character as
//! it stands.

mod caption;
mod cut;
mod matching;
mod template;

use schemars::JsonSchema;
use serde::Deserialize;
use template::{Count, LineTemplate, Part, TemplateError};

pub(super) use cut::cut;

/// A layout as a pack writes it.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct LayoutSpec {
    /// Its name.
    pub id: String,
    /// Which pages it cuts, in a sentence.
    pub about: String,
    /// Templates of the lines above the body.
    pub header: Vec<String>,
    /// Templates of lines below the body.
    #[serde(default)]
    pub footer: Vec<String>,
    /// How much of what follows the header is the body.
    #[serde(default)]
    pub body: Body,
    /// Lines that end an article.
    #[serde(default)]
    pub stop: Vec<String>,
    /// Lines of the body that are no text of the article.
    #[serde(default)]
    pub drop: Vec<String>,
    /// Captions of photographs that stand in the body.
    #[serde(default)]
    pub caption: Vec<CaptionSpec>,
    /// Words that a page's buttons leave inside a sentence, as they are.
    #[serde(default)]
    pub noise: Vec<String>,
}

/// How much of what follows a header is the body.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema, PartialEq, Eq, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// Every line to the next header, footer or stop, each a paragraph.
    #[default]
    Lines,
    /// The first line only.
    Line,
}

/// How captions that stand in the running text are known.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct CaptionSpec {
    /// How one begins, at the beginning of a sentence. Without it, the caption stands at the beginning
    /// of the body.
    #[serde(default)]
    pub begins: Option<String>,
    /// How one ends, the credit included. A caption that has no such end goes up to the next that
    /// begins with the same `{number}`.
    pub ends: Vec<String>,
}

/// A layout ready for use.
#[derive(Clone, Debug)]
pub struct Layout {
    id: String,
    header: Vec<LineTemplate>,
    footer: Vec<LineTemplate>,
    body: Body,
    stop: Vec<LineTemplate>,
    drop: Vec<LineTemplate>,
    caption: Vec<Caption>,
    noise: Vec<String>,
}

/// A [`CaptionSpec`] ready for use.
#[derive(Clone, Debug)]
struct Caption {
    begins: Option<LineTemplate>,
    ends: Vec<LineTemplate>,
}

/// A layout that cannot be used; the fault is the pack's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct LayoutError {
    /// Where in the data: `layouts[2].header[1]`.
    pub path: String,
    /// The offending words of that value; all of it where the whole is at fault.
    pub word: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Layout {
    /// Compiles a layout. `path` is its place in the data, such as `layouts[2]`.
    ///
    /// # Errors
    /// A template that does not parse, a header that would fit anywhere, a layout without header.
    pub fn compile(spec: &LayoutSpec, path: &str) -> Result<Self, LayoutError> {
        let error = |key: &str, word: &str, message: &str, help: &str| LayoutError {
            path: format!("{path}.{key}"),
            word: word.into(),
            message: message.into(),
            help: help.into(),
        };
        if spec.header.is_empty() {
            let help = "Give the template of at least one line above the body.";
            return Err(error("header", "", "the layout has no header", help));
        }
        let header = compile_lines(&spec.header, path, "header", template::parse_line)?;
        let footer = compile_lines(&spec.footer, path, "footer", template::parse_line)?;
        if footer.is_empty() && !is_distinctive(&header) {
            let help = "Add a line with a `{date}`, a literal word or a repeated field, or give a `footer`.";
            return Err(error("header", "", "the header would fit any lines", help));
        }
        let mut caption = Vec::new();
        for (i, spec) in spec.caption.iter().enumerate() {
            let path = format!("{path}.caption[{i}]");
            let begins =
                spec.begins.as_ref().map(|line| compile_one(line, &format!("{path}.begins"), template::parse_words));
            let ends = compile_lines(&spec.ends, &path, "ends", template::parse_words)?;
            caption.push(Caption { begins: begins.transpose()?, ends });
        }
        Ok(Self {
            id: spec.id.clone(),
            header,
            footer,
            body: spec.body,
            stop: compile_lines(&spec.stop, path, "stop", template::parse_words)?,
            drop: compile_lines(&spec.drop, path, "drop", template::parse_words)?,
            caption,
            noise: spec.noise.iter().filter(|word| !word.is_empty()).cloned().collect(),
        })
    }

    /// Its name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

type Parse = fn(&str) -> Result<LineTemplate, TemplateError>;

fn compile_lines(lines: &[String], path: &str, key: &str, parse: Parse) -> Result<Vec<LineTemplate>, LayoutError> {
    lines.iter().enumerate().map(|(i, line)| compile_one(line, &format!("{path}.{key}[{i}]"), parse)).collect()
}

fn compile_one(line: &str, path: &str, parse: Parse) -> Result<LineTemplate, LayoutError> {
    parse(line).map_err(|e| LayoutError { path: path.into(), word: e.word, message: e.message, help: e.help })
}

/// Whether a header holds something that few lines have: a date, words, or the same field twice.
fn is_distinctive(header: &[LineTemplate]) -> bool {
    let parts = || header.iter().filter(|line| line.count == Count::One).flat_map(|line| &line.parts);
    let fields = |of| parts().filter(|part| matches!(part, Part::Field { field, .. } if *field == of)).count();
    let literal = parts().any(|part| matches!(part, Part::Literal(word) if word.chars().any(char::is_alphanumeric)));
    literal
        || fields(template::Field::Date) > 0
        || fields(template::Field::Title) > 1
        || fields(template::Field::Outlet) > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compile(header: &[&str]) -> Result<Layout, LayoutError> {
        let spec = LayoutSpec {
            id: "a".into(),
            about: "A page.".into(),
            header: header.iter().map(ToString::to_string).collect(),
            footer: Vec::new(),
            body: Body::Lines,
            stop: Vec::new(),
            drop: Vec::new(),
            caption: Vec::new(),
            noise: Vec::new(),
        };
        Layout::compile(&spec, "layouts[2]")
    }

    /// An error names the place in the data and the word.
    #[test]
    fn errors_name_place_and_word() {
        let error = compile(&["{title}", "by {auhtor}"]).unwrap_err();
        assert_eq!((error.path.as_str(), error.word.as_str()), ("layouts[2].header[1]", "auhtor"));
        assert_eq!(compile(&["{title}", "{outlet}"]).unwrap_err().message, "the header would fit any lines");
        assert_eq!(compile(&[]).unwrap_err().path, "layouts[2].header");
    }

    /// Unknown keys are refused.
    #[test]
    fn unknown_keys_are_refused() {
        let spec: Result<LayoutSpec, _> = serde_yaml::from_str("{id: a, about: b, header: ['{date}'], captions: []}");
        assert!(spec.unwrap_err().to_string().contains("captions"));
    }
}
