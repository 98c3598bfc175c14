//! Patterns written out again, for those who ask why one did not match.

use super::{Element, Slot, SlotName};
use std::fmt;

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Inflected(lemmas) => write!(f, "[{}]", lemmas.join("|")),
            Self::Class(name) => write!(f, "${name}"),
            Self::Either(branches) => {
                let branches: Vec<String> = branches.iter().map(|branch| sequence(branch)).collect();
                write!(f, "({})", branches.join("|"))
            }
            Self::Optional(inner) => write!(f, "{inner}?"),
            Self::Gap => f.write_str("…"),
            Self::End => f.write_str("."),
            Self::Slot(slot) => slot.fmt(f),
        }
    }
}

fn sequence(elements: &[Element]) -> String {
    elements.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (list, elidable) = (if self.list { "*" } else { "" }, if self.elidable { "?" } else { "" });
        write!(f, "{{{}:{}{list}{elidable}}}", self.name, self.types.join("|"))
    }
}

impl fmt::Display for SlotName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Place => "place",
            Self::Value => "value",
            Self::When => "when",
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::pattern::parse;

    /// What is written out is what was read.
    #[test]
    fn as_it_was_written() {
        let text = "{subject:country*?} [freeze|suspend] (its|$role the)? … in {value:number} .";
        let written = parse(text).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(written, text);
    }
}
