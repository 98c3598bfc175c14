//! What claims the packs make: a rule that asks for another can never hold.

use super::{Compiler, Slot};
use crate::pack::Packs;
use crate::pattern::{Element, SlotName, parse};
use crate::rule::syntax::Fill;
use std::collections::{BTreeMap, BTreeSet};

/// The slots that the claims of a predicate can have, subject and time aside: those may be left unsaid.
#[derive(Debug, Default)]
pub(super) struct Made<'a> {
    value: bool,
    place: bool,
    /// Whether the text says the object.
    object: bool,
    /// The objects that patterns set.
    set: BTreeSet<&'a str>,
}

/// What each predicate's patterns, and the reference facts, can fill.
pub(super) fn made(packs: &Packs) -> BTreeMap<&str, Made<'_>> {
    let mut all: BTreeMap<&str, Made<'_>> = BTreeMap::new();
    for item in packs.patterns() {
        let spec = item.spec;
        if let Some(each) = &spec.each {
            all.entry(each).or_default().object = true;
        }
        let made = all.entry(&spec.claim).or_default();
        made.set.extend(spec.set.object.as_deref());
        made.object |= spec.titled || spec.mutual || !spec.framed.is_empty();
        if spec.from.is_some() {
            made.fill_all();
        }
        for elements in spec.matches.iter().filter_map(|text| parse(text).ok()) {
            made.read(&elements);
        }
    }
    for item in packs.sequence("facts", |p| &p.facts) {
        all.entry(&item.spec.claim).or_default().fill_all();
    }
    all
}

impl Made<'_> {
    fn fill_all(&mut self) {
        (self.value, self.place, self.object) = (true, true, true);
    }

    fn read(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Slot(slot) => {
                    self.value |= slot.name == SlotName::Value;
                    self.object |= slot.name == SlotName::Object;
                    // An event brings its place with it.
                    let event = || slot.types.iter().any(|t| matches!(t.as_str(), "event" | "occurrence"));
                    self.place |= slot.name == SlotName::Place || event();
                }
                Element::Optional(inner) => self.read(std::slice::from_ref(inner)),
                Element::Either(branches) => branches.iter().for_each(|branch| self.read(branch)),
                _ => {}
            }
        }
    }

    fn fills(&self, slot: Slot) -> bool {
        match slot {
            Slot::Value | Slot::Unit => self.value,
            Slot::Place => self.place,
            Slot::Object => self.object || !self.set.is_empty(),
            _ => true,
        }
    }

    /// Whether its object can be one of the words.
    fn says(&self, words: &[&str]) -> bool {
        self.object || words.iter().any(|word| self.set.contains(word))
    }
}

impl<'a> Compiler<'a> {
    /// Tells which predicates nobody makes claims of, and which slots of the others are never filled.
    pub(super) fn check_made(&mut self, predicates: &[&'a str], slots: &[(&'a str, Fill<'a>)]) {
        let known: Vec<&'a str> =
            predicates.iter().copied().filter(|predicate| self.predicates.contains_key(predicate)).collect();
        let made: Vec<&Made<'_>> = known.iter().filter_map(|predicate| self.made.get(predicate)).collect();
        let never = |word: &str| format!("no pattern makes a claim of `{word}`, so that there is nothing to compare");
        for predicate in known.iter().filter(|predicate| !self.made.contains_key(*predicate)) {
            self.fault(predicate, never(predicate), Some("add a pattern for it under `patterns`".to_owned()));
        }
        if made.is_empty() {
            return;
        }
        let all = known.join("` or `");
        for (word, fill) in slots {
            let Some(slot) = Slot::parse(word) else { continue };
            if !made.iter().any(|m| m.fills(slot)) {
                self.fault(word, format!("no pattern of `{all}` fills `{word}`"), None);
                continue;
            }
            let words: Vec<&str> = match fill {
                Fill::Text(text) => vec![*text],
                Fill::Words(words) => words.clone(),
                Fill::Var(_) => continue,
            };
            if slot == Slot::Object && !made.iter().any(|m| m.says(&words)) {
                let set: BTreeSet<&str> = made.iter().flat_map(|m| &m.set).copied().collect();
                let help = crate::pack::nearest::did_you_mean(words[0], set);
                self.fault(words[0], format!("no pattern of `{all}` sets the object to `{}`", words[0]), help);
            }
        }
    }
}
