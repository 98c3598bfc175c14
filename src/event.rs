//! The identity of events.
//!
//! Two mentions are of one event when kind and organizer are equal and their levels, dates and places
//! are compatible. The first two can be hashed ([`Event::key`]); the rest is compared pairwise and
//! never chained: that A may be B, and B may be C, does not make A C, and so no order can matter.

use crate::interval::Interval;
use crate::source::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One mention of a summit, a meeting, an exercise, …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What kind it is, as a pack names it: a summit is a `meeting`, at the level of leaders.
    pub kind: Arc<str>,
    /// The noun that the text uses: `summit`.
    pub noun: Arc<str>,
    /// Who holds it, by short name; of what nobody holds (an earthquake), the country in which it happens.
    pub organizer: Option<Arc<str>>,
    /// At what level it is held: `foreign ministers`, `leaders`; empty where its kind has none.
    pub level: Option<Arc<str>>,
    /// Where: the places that contain it, the smallest first (`Astana`, `Kazakhstan`).
    #[serde(default)]
    pub places: Vec<Arc<str>>,
    /// When.
    pub when: Option<Interval>,
    /// The words that name it.
    pub span: Option<Span>,
}

impl Event {
    /// What must be equal for two mentions to be one event; `None` where nobody is named as organizer,
    /// so that the mention can be told from nothing.
    #[must_use]
    pub fn key(&self) -> Option<(&str, &str)> {
        Some((&self.kind, self.organizer.as_deref()?))
    }

    /// Whether the two mentions can be of one event: equal keys, and dates and places that do not
    /// exclude each other.
    #[must_use]
    pub fn compatible(&self, other: &Self) -> bool {
        let keys = self.key().is_some() && self.key() == other.key();
        keys && self.same_level(other) && self.same_time(other) && self.same_place(other)
    }

    fn same_level(&self, other: &Self) -> bool {
        match (&self.level, &other.level) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    fn same_time(&self, other: &Self) -> bool {
        match (&self.when, &other.when) {
            (Some(a), Some(b)) => !a.disjoint(b).is_certain(),
            _ => true,
        }
    }

    /// Places agree when one list begins the other's end: `Astana, Kazakhstan` and `Kazakhstan` do.
    fn same_place(&self, other: &Self) -> bool {
        let (a, b) = (&self.places, &other.places);
        a.is_empty() || b.is_empty() || a.iter().any(|p| b.contains(p)) && (a.len() != b.len() || a[0] == b[0])
    }

    /// How it is written in output: `CSTO foreign ministers meeting`.
    #[must_use]
    pub fn label(&self) -> String {
        let level = self.level.as_deref().filter(|level| *self.kind == *self.noun && !level.is_empty());
        let parts = [self.organizer.as_deref(), level, Some(&*self.noun)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}
