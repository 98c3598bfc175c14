//! Claims for people: the sentence with its slots marked, and why each slot was filled so; and which
//! patterns nearly matched a sentence.

use super::stages::{LineCounter, head, quote};
use super::style::Style;
use super::window::printable;
use super::wrap;
use crate::claim::{Claim, Filler, Modality, Stage};
use crate::corpus::Article;
use crate::extract::explain::{Because, Explanation, NearMiss, NearMisses, SlotReason};
use crate::pattern::explain::Missing;
use crate::source::Span;
use crate::timex::Basis;
use std::io::{self, Write};

/// Columns left of a claim, and of its reasons.
const MARGIN: usize = 7;
/// Columns of a slot's name.
const NAME: usize = 8;

/// Writes the claims of an article, each below the sentence that states it, with its explanation.
///
/// # Errors
/// Where it cannot be written.
pub fn claims(
    out: &mut dyn Write,
    style: Style,
    article: &Article,
    claims: &[Claim],
    why: &[Explanation],
) -> io::Result<()> {
    if claims.is_empty() {
        return Ok(());
    }
    head(out, style, article)?;
    let mut lines = LineCounter::new(article);
    let pairs: Vec<(&Claim, &Explanation)> = claims.iter().zip(why).collect();
    for same in pairs.chunk_by(|a, b| a.1.sentence == b.1.sentence) {
        let sentence = same[0].1.sentence;
        let line = lines.line(sentence.start);
        quote(out, style, article.source.text(), sentence, &marks(same, sentence), line)?;
        for (claim, why) in same {
            let said = wrap(&printable(&say(claim)), style.width() - MARGIN).replace('\n', "\n         ");
            writeln!(out, "{:MARGIN$}{}", "", style.found(said))?;
            explained(out, style, article, claim, why)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The words of the slots of some claims within their sentence, none over another.
fn marks(claims: &[(&Claim, &Explanation)], sentence: Span) -> Vec<Span> {
    let mut all: Vec<Span> = claims.iter().flat_map(|(c, _)| slots(c)).filter(|s| sentence.contains(*s)).collect();
    all.sort_unstable_by_key(|s| (s.start, s.end));
    let mut marks: Vec<Span> = Vec::new();
    for span in all {
        if marks.last().is_none_or(|last| !last.overlaps(span)) {
            marks.push(span);
        }
    }
    marks
}

fn explained(out: &mut dyn Write, style: Style, article: &Article, claim: &Claim, why: &Explanation) -> io::Result<()> {
    match &why.pattern {
        Some(pattern) => {
            row(out, style, "pattern", &pattern.text)?;
            row(out, style, "", &format!("{} ({})", pattern.id, pattern.place))?;
        }
        None => row(out, style, "pattern", &format!("{}, read without one", claim.pattern))?,
    }
    for slot in &why.slots {
        row(out, style, slot.slot, &reason(article, slot))?;
    }
    let manner = manner(claim);
    if manner.is_empty() { Ok(()) } else { row(out, style, "manner", &manner) }
}

fn row(out: &mut dyn Write, style: Style, name: &str, text: &str) -> io::Result<()> {
    let indent = MARGIN + 2 + NAME;
    let text = wrap(&printable(text), style.width().saturating_sub(indent).max(20));
    let text = text.replace('\n', &format!("\n{:indent$}", ""));
    writeln!(out, "{:w$}{}", "", style.dim(format!("{name:NAME$}{text}")), w = MARGIN + 2)
}

/// Why a slot is filled so, in words.
fn reason(article: &Article, slot: &SlotReason) -> String {
    let value = &slot.value;
    let place = |span: Span| {
        let words = span.of(article.source.text());
        format!("“{words}” in line {}", article.source.position(span.start).line)
    };
    let reckoned = |basis: Basis| match basis {
        Basis::Published => ", reckoned from the article's date",
        Basis::Context => ", reckoned from a date nearby",
        Basis::Absolute | Basis::Unresolved => "",
    };
    match &slot.because {
        Because::Name => format!("{value}: by its name"),
        Because::Alias(words) => format!("{value}: “{words}” is another name of it"),
        Because::StandsFor(words) => format!("{value}: “{words}” stands for it"),
        Because::Introduced(words) => format!("{value}: the text introduces “{words}”"),
        Because::TakesUp(words, span) => format!("{value}: “{words}” takes up {}", place(*span)),
        Because::Unsaid(span) => format!("{value}: left unsaid, taken from {}", place(*span)),
        Because::Described(words) => format!("{value}: described as “{words}”"),
        Because::Words => format!("{value}: as written"),
        Because::Implied => format!("{value}: implied by the pattern or by another slot"),
        Because::InClause(basis) => format!("{value}: the date in the clause{}", reckoned(*basis)),
        Because::Frame(basis) => format!("{value}: the date that opens the sentence{}", reckoned(*basis)),
        Because::OfEvent => format!("{value}: the event's own date"),
        Because::Caption => format!("{value}: the caption's date"),
        Because::AsOfPublication => format!("{value}: no date given, so as of publication"),
        Because::BeforePublication => format!("{value}: no date given, so some day before publication"),
        Because::Ahead => format!("{value}: no date given, and it lies ahead"),
    }
}

/// The words of a claim's slots.
fn slots(claim: &Claim) -> impl Iterator<Item = Span> {
    let fillers = [&claim.subject, &claim.object].into_iter().flatten();
    let named = fillers.flat_map(|filler| match filler {
        Filler::Many { members, .. } => members.iter().filter_map(|m| m.span).collect::<Vec<_>>(),
        Filler::One(_) | Filler::Event(_) => filler.span().into_iter().collect(),
    });
    let others = [
        claim.place.as_ref().and_then(|p| p.span),
        claim.quantity.as_ref().and_then(|q| q.span),
        claim.when.as_ref().and_then(|w| w.span),
    ];
    named.chain(others.into_iter().flatten())
}

/// A claim in one line: `founded(CSTO, when: 1992)`.
fn say(claim: &Claim) -> String {
    let mut parts: Vec<String> = claim.subject.as_ref().map(Filler::label).into_iter().collect();
    match &claim.object {
        Some(Filler::Many { members, complete }) => {
            let names: Vec<&str> = members.iter().map(|m| &*m.name).collect();
            parts.push(format!("[{}{}]", names.join(", "), if *complete { "" } else { ", …" }));
        }
        Some(other) => parts.push(other.label()),
        None => {}
    }
    if let Some(place) = &claim.place {
        parts.push(format!("in: {}", place.name));
    }
    if let Some(quantity) = &claim.quantity {
        let bound = quantity.bound.words();
        parts.push(format!("value: {bound}{} {}", quantity.value, quantity.unit).trim_end().to_owned());
    }
    parts.extend(claim.when.as_ref().map(|w| format!("when: {}", w.value)));
    format!("{}({})", claim.predicate, parts.join(", "))
}

/// How a claim differs from a plain statement.
fn manner(claim: &Claim) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend((!claim.polarity).then(|| "not so".to_owned()));
    let stage = match claim.stage {
        Stage::Done => None,
        Stage::Planned => Some("planned"),
        Stage::Announced => Some("announced"),
        Stage::Agreed => Some("agreed"),
        Stage::InForce => Some("in force"),
        Stage::Cancelled => Some("cancelled"),
    };
    parts.extend(stage.map(str::to_owned));
    let modality = match claim.modality {
        Modality::Asserted => None,
        Modality::Reported => Some("reported"),
        Modality::Hypothetical => Some("hypothetical"),
        Modality::Denied => Some("denied"),
    };
    parts.extend(modality.map(str::to_owned));
    parts.extend(claim.attribution.as_deref().map(|who| format!("says {}", printable(who))));
    parts.join(", ")
}

/// Writes the patterns that nearly matched the sentences of a line.
///
/// # Errors
/// Where it cannot be written.
pub fn near_misses(out: &mut dyn Write, style: Style, article: &Article, misses: &NearMisses) -> io::Result<()> {
    let line = article.source.position(misses.sentence.start).line;
    quote(out, style, article.source.text(), misses.sentence, &[], line)?;
    if misses.patterns.is_empty() {
        writeln!(out, "{:MARGIN$}no other pattern begins with a word of this sentence\n", "")?;
        return Ok(());
    }
    for near in &misses.patterns {
        let (matched, elements) = (near.miss.matched, near.miss.elements);
        let pattern = wrap(&printable(&near.pattern.text), style.width() - MARGIN);
        let pattern = pattern.replace('\n', &format!("\n{:MARGIN$}", ""));
        writeln!(out, "{:MARGIN$}{}", "", style.found(pattern))?;
        row(out, style, "pattern", &format!("{} ({})", near.pattern.id, near.pattern.place))?;
        row(out, style, "matched", &format!("{matched} of {elements} elements, from “{}”", near.anchor))?;
        row(out, style, "missing", &missing(near))?;
    }
    if misses.more > 0 {
        writeln!(out, "{:MARGIN$}… and {} more that matched less", "", misses.more)?;
    }
    writeln!(out)
}

/// What a pattern wanted, in words.
fn missing(near: &NearMiss) -> String {
    let anchor = &near.anchor;
    match &near.miss.missing {
        Missing::Element(wanted, _) => match &near.instead {
            None => format!("{wanted}: the sentence ends"),
            Some(instead) => {
                let read = instead.read_as.as_ref().map(|kind| format!(" ({kind})")).unwrap_or_default();
                format!("{wanted}: “{}”{read} stands there", instead.words)
            }
        },
        Missing::Subject(wanted, _) => format!("{wanted}: no such subject was found for “{anchor}”"),
        Missing::Agent(wanted, _) => format!("{wanted}: “{anchor}” is passive, and no `by` names one"),
        Missing::Verb(_) => format!("“{anchor}” is no verb here"),
        Missing::Negation(_) => "a negation: the pattern tells of what was not done".to_owned(),
        Missing::Active(_) => format!("“{anchor}” is passive, and nothing of the pattern can stand before it"),
    }
}
