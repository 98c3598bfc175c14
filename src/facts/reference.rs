//! Reference facts: claims that a pack makes, with their source.
//!
//! Each is an article of its own: its text is the pack file, its outlet the source, and it has no date.
//! So a conflict with one shows the words of the pack beside those of the article that it accuses.

use crate::claim::{Bound, Claim, Filler, Modality, Quantity, Stage, Term, When, WhenKind};
use crate::corpus::{Article, Block, BlockKind};
use crate::error::Fault;
use crate::interval::Interval;
use crate::pack::nearest::did_you_mean;
use crate::pack::{FactSpec, Item, Packs, PredicateSpec, SectionFault, TimeSpec};
use crate::source::{Source, Span};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A fact that a pack vouches for.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The entry in the pack file.
    pub article: Article,
    /// What it says; the number of its article is not yet set.
    pub claim: Claim,
}

/// Compiles the facts of the packs. What is faulty is left out and told.
#[must_use]
pub fn compile(packs: &Packs) -> (Vec<Reference>, Vec<Fault>) {
    let predicates: FxHashMap<&str, &PredicateSpec> = packs.predicates().map(|p| (p.key, p.spec)).collect();
    let classes: FxHashMap<&str, &str> =
        packs.entities().map(|e| (e.spec.name.as_str(), e.spec.class.as_str())).collect();
    let sources: Vec<Arc<Source>> = packs.files.iter().map(|f| Arc::new(Source::new(&*f.name, &*f.text))).collect();
    let (mut references, mut faults) = (Vec::new(), Vec::new());
    for item in packs.sequence("facts", |p| &p.facts) {
        let reader = Reader { packs, item: &item, classes: &classes };
        match predicates.get(item.spec.claim.as_str()) {
            None => {
                let help = did_you_mean(&item.spec.claim, predicates.keys().copied());
                let message = format!("no pack declares a predicate `{}`", item.spec.claim);
                faults.push(reader.fault("claim", message, help));
            }
            Some(predicate) => match reader.claim(predicate) {
                Ok(claim) => references.push(Reference { article: reader.article(&sources[item.file]), claim }),
                Err(fault) => faults.push(*fault),
            },
        }
    }
    (references, faults)
}

struct Reader<'a> {
    packs: &'a Packs,
    item: &'a Item<'a, FactSpec>,
    classes: &'a FxHashMap<&'a str, &'a str>,
}

impl Reader<'_> {
    fn fault(&self, key: &str, message: String, help: Option<String>) -> Fault {
        let path = format!("{}.{key}", self.item.path);
        self.packs.fault(SectionFault { file: self.item.file, path, word: None, message, help })
    }

    fn article(&self, source: &Arc<Source>) -> Article {
        let keys = ["claim", "subject", "object", "members", "place", "value", "when", "source"];
        let entry = keys.iter().filter_map(|key| self.span(key)).reduce(Span::cover).unwrap_or_default();
        Article {
            id: format!("{}#{}", source.name(), self.item.path),
            source: Arc::clone(source),
            span: entry,
            title: None,
            outlet: Some(self.item.spec.source.clone()),
            published: None,
            retrieved: None,
            blocks: vec![Block { kind: BlockKind::Paragraph, span: entry }],
            gaps: Vec::new(),
        }
    }

    /// The words of a slot in the pack file.
    fn span(&self, key: &str) -> Option<Span> {
        let place = self.packs.place(self.item.file, &format!("{}.{key}", self.item.path), None)?;
        Some(Span::new(place.span.start, place.span.end))
    }

    fn term(&self, key: &str, name: &str, usual: &[String]) -> Term {
        let class = self.classes.get(name).copied().or_else(|| usual.first().map(String::as_str));
        Term { name: name.into(), class: class.unwrap_or("text").into(), span: self.span(key) }
    }

    fn claim(&self, predicate: &PredicateSpec) -> Result<Claim, Box<Fault>> {
        let spec = self.item.spec;
        let object = match (&spec.object, &spec.members) {
            (Some(_), Some(_)) => {
                let message = "`object` and `members` both fill the object".to_owned();
                return Err(Box::new(self.fault("members", message, None)));
            }
            (Some(name), None) => Some(Filler::One(self.term("object", name, &predicate.object))),
            (None, Some(names)) => {
                let term = |(i, name): (usize, &String)| self.term(&format!("members[{i}]"), name, &predicate.object);
                Some(Filler::Many { members: names.iter().enumerate().map(term).collect(), complete: true })
            }
            (None, None) => None,
        };
        Ok(Claim {
            article: 0,
            span: self.span("claim").unwrap_or_default(),
            predicate: spec.claim.as_str().into(),
            subject: spec.subject.as_ref().map(|name| Filler::One(self.term("subject", name, &predicate.subject))),
            object,
            place: spec.place.as_ref().map(|name| self.term("place", name, &["place".to_owned()])),
            quantity: spec.value.map(|value| Quantity {
                value,
                unit: spec.unit.as_deref().or(predicate.unit.as_deref()).unwrap_or_default().into(),
                bound: Bound::Exact,
                span: self.span("value"),
            }),
            when: self.when(predicate)?,
            polarity: true,
            stage: Stage::Done,
            modality: Modality::Asserted,
            attribution: None,
            pattern: self.packs.line(self.item.file, &self.item.path),
        })
    }

    /// What holds from one day to another holds throughout; what happens, happens then.
    fn when(&self, predicate: &PredicateSpec) -> Result<Option<When>, Box<Fault>> {
        let Some(value) = &self.item.spec.when else { return Ok(None) };
        let Some(interval) = Interval::parse(value) else {
            let help = "Write a TIMEX3 value, or two of them: `1922/1991`, `1991/..`.".to_owned();
            return Err(Box::new(self.fault("when", format!("`{value}` is no time"), Some(help))));
        };
        let kind = match predicate.time {
            TimeSpec::Event => WhenKind::Event,
            TimeSpec::State => WhenKind::Throughout,
            TimeSpec::Target => WhenKind::Target,
        };
        Ok(Some(When { value: value.as_str().into(), interval: Some(interval), kind, span: self.span("when") }))
    }
}
