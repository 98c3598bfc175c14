//! The waivers of a configuration, with their places.

use super::ConfigError;
use super::schema::WaiverEntry;
use crate::pack::yaml::{Kind, Node, Step};
use crate::source::{Source, Span};
use crate::waivers::{Place, Waiver, What};
use std::path::Path;

const HELP: &str = "A waiver has `fingerprint`, or `rule` with `path` and `entity` if need be; and `reason`, and if it is \
                    to end, `until`.";

/// Reads the waivers of a file: its list, or the one under `waivers`.
pub(super) fn read(path: &Path, text: &str) -> Result<Vec<Waiver>, ConfigError> {
    let fault = |span: Option<&Node>, message: String| {
        let place = span.map(|node| position(path, text, node)).map(|place| (place.line, place.column));
        ConfigError { path: path.into(), place, message, help: HELP.into() }
    };
    let tree = Node::parse(text).map_err(|e| fault(None, format!("this is not YAML: {}", e.message)))?;
    let list = match &tree.kind {
        Kind::Map(_) => tree.find(&[Step::Key("waivers".into())]).value,
        _ => &tree,
    };
    let data: serde_yaml::Value = serde_yaml::from_str(text).map_err(|e| fault(None, e.to_string()))?;
    let data = data.get("waivers").cloned().unwrap_or(data);
    let (Kind::Seq(nodes), serde_yaml::Value::Sequence(entries)) = (&list.kind, data) else {
        return Err(fault(Some(list), "a list of waivers is wanted here".into()));
    };
    let waiver = |(node, entry): (&Node, serde_yaml::Value)| {
        let entry: WaiverEntry = serde_yaml::from_value(entry).map_err(|e| fault(Some(node), e.to_string()))?;
        self::waiver(position(path, text, node), entry).map_err(|message| fault(Some(node), message.into()))
    };
    nodes.iter().zip(entries).map(waiver).collect()
}

fn waiver(place: Place, entry: WaiverEntry) -> Result<Waiver, &'static str> {
    let WaiverEntry { fingerprint, rule, path, entity, reason, until } = entry;
    if reason.trim().is_empty() {
        return Err("the reason is missing");
    }
    let what = match (fingerprint, rule) {
        (Some(fingerprint), None) if path.is_none() && entity.is_none() => What::Fingerprint(fingerprint),
        (None, Some(rule)) => What::Rule { rule, path, entity },
        (Some(_), _) => return Err("a fingerprint stands alone: it names one conflict"),
        (None, None) => return Err("`fingerprint` or `rule` is missing"),
    };
    Ok(Waiver { place, what, reason, until })
}

fn position(path: &Path, text: &str, node: &Node) -> Place {
    let source = Source::new(path.display().to_string(), text);
    let position = source.position(Span::new(node.span.start, node.span.start).start);
    Place { file: source.name().to_owned(), line: position.line, column: position.column }
}
