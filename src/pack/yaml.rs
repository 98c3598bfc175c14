//! The way back from data to words: a YAML file as a tree that knows its places.
//!
//! serde knows what is wrong with the data and at which path of it; granit-parser knows where each
//! node of the file stands. [`Node::find`] joins the two. Within a scalar, [`Node::within`] leads from
//! a range of its value to the bytes that wrote it, through quotes, escapes, folding and indentation.

use granit_parser::{Event, Parser, ScalarStyle};
use std::collections::HashMap;
use std::ops::Range;

/// One step of a data path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A key of a mapping.
    Key(String),
    /// An item of a sequence.
    Item(usize),
}

/// Reads `patterns[3].match[0]`.
pub(crate) fn parse_path(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut pieces = part.split('[');
        if let Some(key) = pieces.next().filter(|k| !k.is_empty()) {
            steps.push(Step::Key(key.to_owned()));
        }
        for piece in pieces {
            match piece.trim_end_matches(']').parse() {
                Ok(index) => steps.push(Step::Item(index)),
                Err(_) => steps.push(Step::Key(piece.to_owned())),
            }
        }
    }
    steps
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Text, number, truth value or nothing.
    Scalar {
        /// Its text, quotes and escapes undone.
        value: String,
        /// Whether it is written without quotes.
        plain: bool,
    },
    /// A sequence.
    Seq(Vec<Node>),
    /// A mapping: its keys in the order of the file.
    Map(Vec<(Node, Node)>),
}

/// A node of a YAML file.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
}

/// What keeps a file from being read as YAML.
pub(crate) struct YamlFault {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
}

/// A node found by its path.
pub(crate) struct Found<'a> {
    /// Its key, where it stands in a mapping.
    pub(crate) key: Option<&'a Node>,
    /// The node.
    pub(crate) value: &'a Node,
    /// How many steps of the path led to a node.
    pub(crate) depth: usize,
}

impl Node {
    /// Reads the first document of a file.
    pub(crate) fn parse(text: &str) -> Result<Self, YamlFault> {
        let mut builder = Builder::default();
        for event in Parser::new_from_str(text) {
            let (event, span) = event.map_err(|e| {
                let at = e.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                YamlFault { span: word_at(text, at), message: e.info() }
            })?;
            builder.take(event, span.byte_range().unwrap_or(0..0));
        }
        Ok(builder.root.unwrap_or(Self { span: 0..0, kind: Kind::Map(Vec::new()) }))
    }

    /// Follows a path as far as it leads.
    pub(crate) fn find(&self, path: &[Step]) -> Found<'_> {
        let mut found = Found { key: None, value: self, depth: 0 };
        for step in path {
            match (&found.value.kind, step) {
                (Kind::Map(entries), Step::Key(key)) => match entries.iter().find(|(k, _)| k.is(key)) {
                    Some((k, v)) => found = Found { key: Some(k), value: v, depth: found.depth + 1 },
                    None => break,
                },
                (Kind::Seq(items), Step::Item(index)) => match items.get(*index) {
                    Some(value) => found = Found { key: None, value, depth: found.depth + 1 },
                    None => break,
                },
                _ => break,
            }
        }
        found
    }

    /// Takes away what a path leads to.
    pub(crate) fn remove(&mut self, path: &[Step]) {
        let Some((step, rest)) = path.split_first() else { return };
        match (&mut self.kind, step) {
            (Kind::Map(entries), Step::Key(key)) => {
                let Some(i) = entries.iter().position(|(k, _)| k.is(key)) else { return };
                if rest.is_empty() {
                    entries.remove(i);
                } else {
                    entries[i].1.remove(rest);
                }
            }
            (Kind::Seq(items), Step::Item(index)) if *index < items.len() => {
                if rest.is_empty() {
                    items.remove(*index);
                } else {
                    items[*index].remove(rest);
                }
            }
            _ => {}
        }
    }

    /// Calls `visit` with each scalar that is written without quotes, keys included.
    pub(crate) fn plain_scalars(&self, visit: &mut impl FnMut(&Self, &str)) {
        match &self.kind {
            Kind::Scalar { value, plain: true } => visit(self, value),
            Kind::Scalar { .. } => {}
            Kind::Seq(items) => items.iter().for_each(|i| i.plain_scalars(visit)),
            Kind::Map(entries) => entries.iter().for_each(|(k, v)| {
                k.plain_scalars(visit);
                v.plain_scalars(visit);
            }),
        }
    }

    /// Calls `visit` with each key that stands twice in one mapping: the first and the later one.
    pub(crate) fn duplicate_keys(&self, visit: &mut impl FnMut(&Self, &Self, &str)) {
        match &self.kind {
            Kind::Scalar { .. } => {}
            Kind::Seq(items) => items.iter().for_each(|i| i.duplicate_keys(visit)),
            Kind::Map(entries) => {
                let mut seen: HashMap<&str, &Self> = HashMap::new();
                for (key, value) in entries {
                    if let Kind::Scalar { value: name, .. } = &key.kind {
                        match seen.get(name.as_str()) {
                            Some(first) => visit(first, key, name),
                            None => {
                                seen.insert(name, key);
                            }
                        }
                    }
                    value.duplicate_keys(visit);
                }
            }
        }
    }

    /// The bytes of the file that wrote a range of the scalar's value; all of it where the two cannot
    /// be laid side by side.
    pub(crate) fn within(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let Kind::Scalar { value, .. } = &self.kind else { return self.span.clone() };
        let Some(raw) = text.get(self.span.clone()) else { return self.span.clone() };
        let (Some(start), Some(end)) = (align(raw, value, range.start), align_end(raw, value, &range)) else {
            return self.span.clone();
        };
        self.span.start + start..self.span.start + end
    }

    fn is(&self, key: &str) -> bool {
        matches!(&self.kind, Kind::Scalar { value, .. } if value == key)
    }
}

fn align_end(raw: &str, value: &str, range: &Range<usize>) -> Option<usize> {
    let last = value.get(range.clone())?.chars().next_back()?;
    let before = range.end - last.len_utf8();
    let start = align(raw, value, before)?;
    raw[start..].chars().next().map(|c| start + c.len_utf8())
}

/// Offset in `raw`, a scalar as written, of the byte at `at` of its value. Both are walked together;
/// what only `raw` has is a quote, a block's header, an escape, indentation or a folded line end.
fn align(raw: &str, value: &str, at: usize) -> Option<usize> {
    let mut r = match raw.chars().next()? {
        '"' | '\'' => 1,
        '|' | '>' => raw.find('\n')? + 1,
        _ => 0,
    };
    for (v, c) in value.char_indices() {
        loop {
            let rest = raw.get(r..)?;
            let next = rest.chars().next()?;
            if next == c {
                break;
            }
            // A folded line end reads as one space.
            if c == ' ' && next == '\n' {
                break;
            }
            if next.is_whitespace() {
                r += next.len_utf8();
            } else if next == '\\' {
                r += 1;
                let escaped = raw.get(r..)?.chars().next()?;
                if escaped != c && !escaped.is_whitespace() {
                    break;
                }
            } else {
                return None;
            }
        }
        if v >= at {
            return Some(r);
        }
        let next = raw.get(r..)?.chars().next()?;
        r += next.len_utf8();
        // A single quote is doubled within single quotes.
        if c == '\'' && raw.starts_with('\'') && raw.get(r..)?.starts_with('\'') {
            r += 1;
        }
    }
    None
}

/// The word at an offset, so that something can be underlined.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let start = text.floor_char_boundary(at);
    let end = text[start..].find(|c: char| c.is_whitespace()).map_or(text.len(), |i| start + i);
    start..end.max(text.ceil_char_boundary((start + 1).min(text.len())))
}

#[derive(Default)]
struct Builder {
    /// Open collections: the node, a key that waits for its value, the anchor.
    open: Vec<(Node, Option<Node>, usize)>,
    anchors: HashMap<usize, Node>,
    root: Option<Node>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                self.add(Node { span, kind: Kind::Scalar { value: value.into_owned(), plain } }, anchor);
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open.push((Node { span, kind: Kind::Seq(Vec::new()) }, None, anchor));
            }
            Event::MappingStart(_, anchor, _) => {
                self.open.push((Node { span, kind: Kind::Map(Vec::new()) }, None, anchor));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((mut node, _, anchor)) = self.open.pop() {
                    node.span.end = span.end.max(node.span.end);
                    self.add(node, anchor);
                }
            }
            Event::Alias(anchor) => {
                if let Some(node) = self.anchors.get(&anchor).cloned() {
                    self.add(node, 0);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some((Node { kind: Kind::Seq(items), .. }, _, _)) => items.push(node),
            Some((Node { kind: Kind::Map(entries), .. }, key, _)) => match key.take() {
                None => *key = Some(node),
                Some(k) => entries.push((k, node)),
            },
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, path: &str, range: Range<usize>) -> String {
        let Ok(root) = Node::parse(text) else { panic!("{text} is YAML") };
        let found = root.find(&parse_path(path));
        text[found.value.within(text, range)].to_owned()
    }

    /// A range of a value is found under quotes, escapes, folding and indentation.
    #[test]
    fn words_are_found_in_every_style() {
        assert_eq!(word("a: one two", "a", 4..7), "two");
        assert_eq!(word("a: 'it''s two'", "a", 5..8), "two");
        assert_eq!(word(r#"a: "b \"é\" two""#, "a", 7..10), "two");
        assert_eq!(word("a: |\n  one\n  two\n", "a", 4..7), "two");
        assert_eq!(word("a: >\n  one\n  two three\n", "a", 4..7), "two");
        assert_eq!(word("a: one\n  two", "a", 4..7), "two");
        assert_eq!(word("r:\n- {m: [x, 'one two']}", "r[0].m[1]", 4..7), "two");
    }
}
