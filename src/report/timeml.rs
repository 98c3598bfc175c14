//! TimeML with its TIMEX3 inline, as TempEval-3 (UzZaman et al. 2013) writes it, so that taggers can be
//! compared: one document an article.
//!
//! ```xml
//! <?xml version="1.0" encoding="UTF-8"?>
//! <TimeML>
//! <DOCID>a.txt</DOCID>
//! <DCT><TIMEX3 tid="t0" type="DATE" value="2024-06-26" temporalFunction="false" functionInDocument="CREATION_TIME">2024-06-26</TIMEX3></DCT>
//! <TITLE>Ministers meet</TITLE>
//! <TEXT>
//! They met <TIMEX3 tid="t1" type="DATE" value="2024-06-25">yesterday</TIMEX3>.
//! </TEXT>
//! </TimeML>
//! ```
//!
//! An article without a date has no `DCT`. Its headline, where it stands first, is the `TITLE`; each other
//! block is a paragraph of the `TEXT`, with an empty line between two. What XML cannot hold, control
//! characters above all, is dropped.

use super::json::{kind, modifier};
use crate::corpus::{Article, Block, BlockKind};
use crate::timex::Timex;
use std::io::{self, Write};

/// Writes the document of an article.
///
/// # Errors
/// Where it cannot be written.
pub fn document(out: &mut dyn Write, article: &Article, timexes: &[Timex]) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<TimeML>\n<DOCID>{}</DOCID>", escaped(&article.id))?;
    if let Some(day) = article.published {
        let attributes = "temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\"";
        writeln!(out, "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\" {attributes}>{day}</TIMEX3></DCT>")?;
    }
    let (headline, body) = match article.blocks.split_first() {
        Some((first, rest)) if first.kind == BlockKind::Headline => (Some(first), rest),
        _ => (None, &article.blocks[..]),
    };
    let mut tagged = Tagged { article, timexes: timexes.iter().enumerate().peekable() };
    if let Some(block) = headline {
        write!(out, "<TITLE>")?;
        tagged.block(out, block)?;
        writeln!(out, "</TITLE>")?;
    } else if let Some(title) = &article.title {
        writeln!(out, "<TITLE>{}</TITLE>", escaped(title))?;
    }
    writeln!(out, "<TEXT>")?;
    for (number, block) in body.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        tagged.block(out, block)?;
        writeln!(out)?;
    }
    writeln!(out, "</TEXT>\n</TimeML>")
}

/// The blocks of an article, in order, with the time expressions that are left.
struct Tagged<'a, I: Iterator<Item = (usize, &'a Timex)>> {
    article: &'a Article,
    timexes: std::iter::Peekable<I>,
}

impl<'a, I: Iterator<Item = (usize, &'a Timex)>> Tagged<'a, I> {
    fn block(&mut self, out: &mut dyn Write, block: &Block) -> io::Result<()> {
        let text = self.article.source.text();
        let words = |from: u32, to: u32| escaped(text.get(from as usize..to as usize).unwrap_or_default());
        let mut at = block.span.start;
        while let Some((number, timex)) = self.timexes.next_if(|(_, t)| t.span.start < block.span.end) {
            write!(out, "{}<TIMEX3 tid=\"t{}\"", words(at, timex.span.start), number + 1)?;
            write!(out, " type=\"{}\" value=\"{}\"", kind(timex.kind), escaped(&timex.value))?;
            if let Some(found) = timex.modifier {
                write!(out, " mod=\"{}\"", modifier(found))?;
            }
            write!(out, ">{}</TIMEX3>", words(timex.span.start, timex.span.end))?;
            at = timex.span.end;
        }
        write!(out, "{}", words(at, block.span.end))
    }
}

/// Text as XML holds it, in content and in attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            // XML 1.0, production 2; and what it allows but a terminal would obey.
            c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Options, read_bytes};
    use crate::text::Text;
    use crate::timex;

    /// The document of an article of 26 June 2024 with this body, and its blocks as they are written.
    fn written(body: &str) -> (String, Vec<String>) {
        let file = format!("---\ntitle: \"Talks\"\ndate: 2024-06-26\n---\n\n{body}\n");
        let corpus = read_bytes("a.md", "a & b.md", file.into_bytes(), &Options::default());
        let article = &corpus.articles[0];
        let mut out = Vec::new();
        document(&mut out, article, &timex::tag(article, &Text::of(article))).expect("memory can be written");
        let visible = |text: &str| text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let blocks = article.blocks.iter().map(|b| visible(b.span.of(article.source.text()))).collect();
        (String::from_utf8(out).expect("XML is UTF-8"), blocks)
    }

    /// Checks that elements nest and entities are known; gives the content of `TEXT` and the names of its
    /// elements, each with its attributes.
    fn parsed(xml: &str) -> (String, Vec<String>) {
        let (mut open, mut text, mut inside) = (Vec::new(), String::new(), Vec::new());
        let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").expect("a declaration");
        while let Some(at) = rest.find(['<', '&']) {
            if open.contains(&"TEXT") {
                text.push_str(&rest[..at]);
            }
            let end = rest[at..].find(if rest[at..].starts_with('<') { '>' } else { ';' }).expect("markup ends") + at;
            let tag = &rest[at + 1..end];
            rest = &rest[end + 1..];
            match tag {
                "amp" | "lt" | "gt" | "quot" if !open.contains(&"TEXT") => {}
                "amp" => text.push('&'),
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "quot" => text.push('"'),
                tag if tag.starts_with('/') => assert_eq!(open.pop(), Some(&tag[1..]), "elements nest"),
                tag => {
                    assert!(!tag.contains('<'), "attributes are escaped");
                    if open.contains(&"TEXT") {
                        inside.push(tag.to_owned());
                    }
                    open.push(tag.split(' ').next().unwrap_or_default());
                }
            }
        }
        assert!(open.is_empty(), "elements are closed");
        (text, inside)
    }

    /// A whole document.
    #[test]
    fn a_document() {
        let (xml, _) = written("They met \"early\" on Monday & left in late 2024.");
        insta::assert_snapshot!(xml, @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <TimeML>
        <DOCID>a &amp; b.md#1</DOCID>
        <DCT><TIMEX3 tid="t0" type="DATE" value="2024-06-26" temporalFunction="false" functionInDocument="CREATION_TIME">2024-06-26</TIMEX3></DCT>
        <TITLE>Talks</TITLE>
        <TEXT>
        They met &quot;early&quot; on <TIMEX3 tid="t1" type="DATE" value="2024-06-24">Monday</TIMEX3> &amp; left in <TIMEX3 tid="t2" type="DATE" value="2024" mod="END">late 2024</TIMEX3>.
        </TEXT>
        </TimeML>
        "#);
    }

    /// Whatever stands in a text, the document is well-formed and its words are those of the article.
    #[test]
    fn well_formed_and_complete() {
        for body in [
            "A < B & C > D on 3 May 2024; \"x\" <TIMEX3> ]]> 'y'.",
            "Bell\u{7} and form feed\u{c} on 8\u{1b}[31m June.\n\nSecond block, twice a week,\nfor three years.",
            "Nothing here.",
            "Yesterday",
        ] {
            let (xml, blocks) = written(body);
            let (text, timexes) = parsed(&xml);
            assert_eq!(text.trim_matches('\n'), blocks[1..].join("\n\n"), "{body}");
            assert!(xml.contains("<TITLE>Talks</TITLE>"));
            let ids: Vec<&str> = timexes.iter().filter_map(|t| t.split('"').nth(1)).collect();
            let mut unique = ids.clone();
            unique.dedup();
            assert_eq!(ids, unique, "{body}");
            assert!(
                timexes
                    .iter()
                    .all(|t| t.starts_with("TIMEX3 tid=\"t") && t.contains(" type=\"") && t.contains(" value=\""))
            );
        }
    }

    /// An article that gives no date has no creation time.
    #[test]
    fn undated() {
        let corpus = read_bytes("a.txt", "a.txt", b"They met in 2019.\n".to_vec(), &Options::default());
        let mut out = Vec::new();
        document(&mut out, &corpus.articles[0], &[]).expect("memory can be written");
        let xml = String::from_utf8(out).expect("XML is UTF-8");
        assert!(!xml.contains("<DCT>") && xml.contains("They met in 2019."), "{xml}");
    }
}
