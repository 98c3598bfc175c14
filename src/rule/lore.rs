//! What conditions ask the packs: where a place lies, and which offices have one holder.

use crate::event::Event;
use crate::interval::Truth;
use crate::pack::Packs;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A chain of places longer than this is a circle.
const DEEPEST: usize = 8;

/// Knowledge of the packs.
#[derive(Debug, Default)]
pub(crate) struct Lore {
    /// The larger place that a place lies in; `None` for one that lies in none.
    places: FxHashMap<Arc<str>, Option<Arc<str>>>,
    /// Names of the offices with one holder.
    single: FxHashSet<Arc<str>>,
}

impl Lore {
    pub(super) fn of(packs: &Packs) -> Self {
        let mut lore = Self::default();
        for item in packs.entities() {
            let name: Arc<str> = item.spec.name.as_str().into();
            if let Some(capital) = &item.spec.capital {
                lore.places.entry(capital.as_str().into()).or_insert_with(|| Some(Arc::clone(&name)));
            }
            let within = item.spec.within.as_deref().map(Into::into);
            lore.places.insert(name, within);
        }
        for item in packs.sequence("roles", |p| &p.roles) {
            if item.spec.single {
                lore.single.insert(item.spec.name.as_str().into());
            }
        }
        lore
    }

    /// Whether an office has one holder at a time; `President of Kazakhstan` is named by its role.
    pub(super) fn is_single(&self, office: &str) -> bool {
        self.single.contains(role(office))
    }

    /// The places that contain one, itself first; `None` for a place that no pack knows.
    fn chain(&self, place: &str) -> Option<Vec<Arc<str>>> {
        let mut chain: Vec<Arc<str>> = Vec::new();
        let mut next = self.places.get_key_value(place);
        while let Some((name, within)) = next {
            chain.push(Arc::clone(name));
            if chain.len() > DEEPEST {
                break;
            }
            next = within.as_ref().and_then(|w| self.places.get_key_value(w));
        }
        (!chain.is_empty()).then_some(chain)
    }

    /// The same of an event; a hall that no pack knows may stand in any city.
    fn event_chain(&self, event: &Event) -> Option<Vec<Arc<str>>> {
        let mut chain = event.places.clone();
        let more = self.chain(chain.last()?)?;
        chain.extend(more.into_iter().skip(1));
        Some(chain)
    }

    /// Whether two places exclude each other: neither lies in the other.
    pub(super) fn elsewhere(&self, a: &Place<'_>, b: &Place<'_>) -> Option<Truth> {
        let chain = |place: &Place<'_>| match place {
            Place::Name(name) => self.chain(name),
            Place::Event(event) => self.event_chain(event),
        };
        let (p, q) = (chain(a)?, chain(b)?);
        Some(if p[0] == q[0] {
            Truth::Impossible
        } else if q.contains(&p[0]) || p.contains(&q[0]) {
            Truth::Possible
        } else {
            Truth::Certain
        })
    }
}

/// Something that is somewhere.
pub(super) enum Place<'a> {
    Name(&'a str),
    Event(&'a Event),
}

/// `President` of `President of Kazakhstan`.
pub(super) fn role(office: &str) -> &str {
    office.split_once(" of ").map_or(office, |(role, _)| role)
}

/// `Kazakhstan` of `President of Kazakhstan`.
pub(super) fn body(office: &str) -> Option<&str> {
    office.split_once(" of ").map(|(_, body)| body)
}

/// Whether two names may be one person's: a word of the one is a word of the other, or nearly
/// (`Jeenbekov`, `Zheenbekov`).
pub(super) fn alike(a: &str, b: &str) -> bool {
    let words = |s: &str| s.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let near = |x: &String, y: &String| {
        let length = x.chars().count().min(y.chars().count());
        x == y || (length >= 5 && crate::pack::nearest::distance(x, y) <= length / 4)
    };
    let (a, b) = (words(a), words(b));
    a.iter().any(|x| b.iter().any(|y| near(x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two spellings of one name are alike, two names are not.
    #[test]
    fn names_alike() {
        assert!(alike("Sooronbay Jeenbekov", "Zheenbekov"));
        assert!(alike("Putin", "Vladimir Putin"));
        assert!(!alike("Sooronbay Jeenbekov", "Sadyr Japarov"));
    }
}
