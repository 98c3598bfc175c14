//! Examples of predicates: what is to be read from a text, and nothing else.
//!
//! An author states a fact once and trusts the reader with all the ways to say it; the examples show which
//! ways are read, and as what. Of the claims of a text only those of the predicate are compared.

use super::{ExampleSpec, ExpectedClaim, PredicateSpec};
use crate::claim::{Claim, Filler, Modality, Stage};
use crate::rule::TestArticle;
use crate::rule::test::{Failure, Outcome};
use std::fmt;

/// Runs the examples of the predicate `name` through `read`, which gives the claims of a text.
pub fn run(name: &str, spec: &PredicateSpec, read: impl Fn(&TestArticle) -> Vec<Claim>) -> Vec<Failure> {
    let mut failures = Vec::new();
    for (number, example) in spec.examples.iter().enumerate() {
        let mut found: Vec<Claim> = read(&example.article()).into_iter().filter(|c| *c.predicate == *name).collect();
        let mut fail = |what| failures.push(Failure { of: name.to_owned(), text: number + 1, what });
        for expected in &example.claims {
            match found.iter().position(|claim| expected.is(claim)) {
                Some(at) => drop(found.remove(at)),
                None => fail(Outcome::Unread { expected: expected.to_string() }),
            }
        }
        for claim in &found {
            fail(Outcome::Misread { found: ExpectedClaim::of(claim).to_string() });
        }
    }
    failures
}

impl ExampleSpec {
    fn article(&self) -> TestArticle {
        TestArticle { date: self.date.clone(), text: self.text.clone(), title: self.title.clone(), outlet: None }
    }
}

impl ExpectedClaim {
    /// All of a claim that an example can name.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let label = |filler: &Option<Filler>| filler.as_ref().map(Filler::label);
        Self {
            subject: label(&claim.subject),
            object: label(&claim.object),
            place: claim.place.as_ref().map(|p| p.name.to_string()),
            value: claim.quantity.as_ref().map(|q| q.value),
            unit: claim.quantity.as_ref().map(|q| q.unit.to_string()).filter(|u| !u.is_empty()),
            bound: claim.quantity.as_ref().map(|q| q.bound),
            when: claim.when.as_ref().map(|w| w.value.to_string()),
            polarity: claim.polarity,
            stage: claim.stage,
            modality: claim.modality,
            attribution: claim.attribution.as_deref().map(str::to_owned),
        }
    }

    /// Whether the claim says what is expected. A slot that is left out can hold anything.
    #[must_use]
    pub fn is(&self, claim: &Claim) -> bool {
        fn fits<T: PartialEq>(wanted: &Option<T>, found: &Option<T>) -> bool {
            wanted.is_none() || wanted == found
        }
        let found = Self::of(claim);
        fits(&self.subject, &found.subject)
            && fits(&self.object, &found.object)
            && fits(&self.place, &found.place)
            && fits(&self.value, &found.value)
            && fits(&self.unit, &found.unit)
            && fits(&self.bound, &found.bound)
            && fits(&self.when, &found.when)
            && fits(&self.attribution, &found.attribution)
            && (self.polarity, self.stage, self.modality) == (found.polarity, found.stage, found.modality)
    }
}

impl fmt::Display for ExpectedClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { subject, object, place, value, unit, bound, when, polarity, stage, modality, attribution } = self;
        let amount = value.map(|v| {
            let amount = format!("{}{v}", bound.unwrap_or_default().words());
            unit.as_ref().map_or_else(|| amount.clone(), |unit| format!("{amount} {unit}"))
        });
        let slots = [("subject", subject), ("object", object), ("place", place), ("value", &amount), ("when", when)];
        let mut parts: Vec<String> =
            slots.into_iter().filter_map(|(slot, value)| Some(format!("{slot}: {}", value.as_ref()?))).collect();
        parts.extend((!polarity).then(|| "polarity: false".to_owned()));
        parts.extend((*stage != Stage::default()).then(|| format!("stage: {}", word(stage))));
        parts.extend((*modality != Modality::default()).then(|| format!("modality: {}", word(modality))));
        parts.extend(attribution.as_ref().map(|speaker| format!("attribution: {speaker}")));
        f.write_str(&parts.join(", "))
    }
}

/// A modifier as packs write it.
fn word(of: &impl serde::Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
