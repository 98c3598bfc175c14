//! Waivers: conflicts that the user has looked at and lets stand.
//!
//! News text often may not be edited, so a waiver stands beside it, in the configuration or a file that it
//! names; in Markdown it can stand in the text, as a comment:
//!
//! ```text
//! comment = "<!-- factlint: allow" rule [ "until" day ] ":" reason "-->" .
//! ```
//!
//! A comment waives the conflicts of its rule in which a claim of the paragraph behind it, or around it, takes
//! part. A waiver has a reason, and can have a last day; one that is over, or that nothing needs, is a finding.

use crate::baseline::Found;
use crate::config::Pattern;
use crate::conflict::Conflict;
use crate::corpus::{Article, Format};
use crate::source::Span;
use jiff::civil::Date;
use std::path::Path;

/// The rule that a waiver breaks which nothing needs.
pub const UNUSED: &str = "unused-waiver";
/// What opens a comment that is a waiver.
const OPENS: &str = "<!-- factlint:";

/// A conflict, or conflicts, that the user lets stand.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Where it is written.
    pub place: Place,
    /// What it waives.
    pub what: What,
    /// Why.
    pub reason: String,
    /// Its last day, as written: what is no day has passed.
    pub until: Option<String>,
}

/// A place in a file that the user wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// What a waiver waives.
#[derive(Clone, Debug)]
pub enum What {
    /// The conflict of this fingerprint.
    Fingerprint(String),
    /// The conflicts of a rule, of all or of those in which a file of this path takes part, or which are about
    /// this entity.
    Rule {
        /// The rule's id.
        rule: String,
        /// Files, by their path in the corpus or as given.
        path: Option<Pattern>,
        /// A part of the conflict's key.
        entity: Option<String>,
    },
    /// The conflicts of a rule in which a claim of these words takes part.
    Words {
        /// The rule's id.
        rule: String,
        /// Name of the source.
        source: String,
        /// From the comment to the end of its paragraph.
        span: Span,
    },
}

/// What is wrong with a waiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// `unused-waiver`, `expired-waiver`, `malformed-waiver`.
    pub rule: &'static str,
    /// Where it is written.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// What waivers leave.
#[derive(Clone, Debug, Default)]
pub struct Waived {
    /// The conflicts that none waives, in their order.
    pub conflicts: Vec<Conflict>,
    /// How many are waived.
    pub waived: usize,
    /// What is wrong with the waivers, in their order.
    pub remarks: Vec<Remark>,
}

/// Takes out the conflicts that a waiver covers on this day.
#[must_use]
pub fn apply(waivers: &[Waiver], found: &Found<'_>, today: Date) -> Waived {
    let mut used = vec![false; waivers.len()];
    let mut left = Waived::default();
    for conflict in found.conflicts {
        let mut waived = false;
        for (waiver, used) in waivers.iter().zip(&mut used) {
            if waiver.covers(conflict, found) {
                *used = true;
                waived |= waiver.is_valid(today);
            }
        }
        if waived {
            left.waived += 1;
        } else {
            left.conflicts.push(conflict.clone());
        }
    }
    left.remarks = waivers.iter().zip(used).filter_map(|(waiver, used)| waiver.remark(used, today)).collect();
    left
}

impl Waiver {
    /// Whether its last day, if any, has not passed.
    fn is_valid(&self, today: Date) -> bool {
        self.until.as_ref().is_none_or(|day| day.trim().parse::<Date>().is_ok_and(|last| today <= last))
    }

    fn covers(&self, conflict: &Conflict, found: &Found<'_>) -> bool {
        let claims = || conflict.values.iter().flat_map(|value| &value.witnesses).map(|&claim| &found.claims[claim]);
        match &self.what {
            What::Fingerprint(fingerprint) => conflict.fingerprint == *fingerprint,
            What::Rule { rule, path, entity } => {
                let fits = |path: &Pattern| claims().any(|claim| fits(path, &found.articles[claim.article]));
                let about = |entity: &String| conflict.key.split(", ").any(|part| part == entity);
                *rule == *conflict.rule && path.as_ref().is_none_or(fits) && entity.as_ref().is_none_or(about)
            }
            What::Words { rule, source, span } => {
                let there = |claim: &crate::claim::Claim| {
                    found.articles[claim.article].source.name() == source && claim.span.overlaps(*span)
                };
                *rule == *conflict.rule && claims().any(there)
            }
        }
    }

    fn remark(&self, used: bool, today: Date) -> Option<Remark> {
        let remark = |rule, message, help| Some(Remark { rule, place: self.place.clone(), message, help });
        let what = match &self.what {
            What::Fingerprint(name) | What::Rule { rule: name, .. } | What::Words { rule: name, .. } => name,
        };
        match &self.until {
            Some(day) if !self.is_valid(today) => remark(
                "expired-waiver",
                format!("the waiver of {what} is over: its last day is `{}`", day.trim()),
                "Look at the conflict again; then take the waiver out, or give it another day, such as 2026-12-31.",
            ),
            _ if !used => remark(
                UNUSED,
                format!("nothing needs the waiver of {what}"),
                "Take it out; or is the rule, the path or the entity written otherwise?",
            ),
            _ => None,
        }
    }
}

/// Whether an article's file fits a pattern, by its path in the corpus or as given.
#[must_use]
pub fn fits(path: &Pattern, article: &Article) -> bool {
    let within = article.id.rsplit_once('#').map_or(article.id.as_str(), |(path, _)| path);
    path.fits(within) || path.fits(article.source.name())
}

/// Whether a waiver may stand in the file of an article.
#[must_use]
pub fn may_stand_in(article: &Article) -> bool {
    Format::of_name(Path::new(article.source.name())) == Some(Format::Markdown) && article.source.text().contains(OPENS)
}

/// The waivers in the comments of Markdown articles, and what is wrong with some.
#[must_use]
pub fn in_comments(articles: &[Article]) -> (Vec<Waiver>, Vec<Remark>) {
    let (mut waivers, mut remarks) = (Vec::new(), Vec::new());
    for article in articles {
        let source = &article.source;
        if Format::of_name(Path::new(source.name())) != Some(Format::Markdown) {
            continue;
        }
        let text = source.text();
        for (at, _) in text.match_indices(OPENS) {
            let start = Span::new(at, at).start;
            let position = source.position(start);
            let place = Place { file: source.name().to_owned(), line: position.line, column: position.column };
            let end = article.blocks.iter().map(|block| block.span.end).find(|&end| end > start).unwrap_or(start);
            match comment(&text[at + OPENS.len()..]) {
                Ok((rule, until, reason)) => {
                    let what = What::Words { rule, source: source.name().to_owned(), span: Span { start, end } };
                    waivers.push(Waiver { place, what, reason, until });
                }
                Err(message) => remarks.push(Remark {
                    rule: "malformed-waiver",
                    place,
                    message: message.to_owned(),
                    help: "Write `<!-- factlint: allow two-founding-dates until 2026-12-31: the reason -->`; the day may be left out.",
                }),
            }
        }
    }
    (waivers, remarks)
}

/// Rule, last day and reason of a comment.
fn comment(text: &str) -> Result<(String, Option<String>, String), &'static str> {
    let (text, _) = text.split_once("-->").ok_or("the comment is not closed")?;
    let text = text.trim().strip_prefix("allow ").ok_or("`allow` and a rule are missing")?;
    let (head, reason) = text.split_once(':').ok_or("the reason is missing")?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err("the reason is missing");
    }
    let (rule, until) = match head.trim().split_once(" until ") {
        Some((rule, day)) => (rule.trim(), Some(day.trim().to_owned())),
        None => (head.trim(), None),
    };
    if rule.is_empty() || rule.contains(char::is_whitespace) {
        return Err("one rule is wanted behind `allow`");
    }
    Ok((rule.to_owned(), until, reason.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A comment has a rule and a reason, and may have a day.
    #[test]
    fn comments() {
        let read = |text| comment(text);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read(" allow a-b: they quote it -->"), Ok(("a-b".into(), None, "they quote it".into())));
        assert_eq!(read(" allow a-b until soon: so -->"), Ok(("a-b".into(), some("soon"), "so".into())));
        for wrong in [" allow a-b: -->", " allow a-b -->", " a-b: x -->", " allow a b: x -->", " allow a: x"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
