//! Persons: known by name once the article has introduced them.

use super::names::NAME;
use super::offices::OfficePhrase;
use super::{Form, Hit, Mention, Reading};
use crate::claim::Term;
use crate::lexicon::{Sense, fold};
use crate::text::words::is_determiner;
use crate::text::{Case, TokenKind};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// The persons whom an article introduces, by their folded surname.
#[derive(Debug, Default)]
pub(super) struct Persons {
    by_surname: FxHashMap<String, Vec<Person>>,
    /// Surnames by the first word of the name, for where the family name comes first; `None` for several.
    by_first: FxHashMap<String, Option<String>>,
}

#[derive(Clone, Debug)]
struct Person {
    name: Arc<str>,
    owner: Option<Term>,
    /// Whether the office that gives the owner is over.
    past: bool,
}

impl Persons {
    /// Whom a name means: of several of one surname, the surname alone names none.
    fn get(&self, surname: &str, written: &str, full: bool) -> Option<&Person> {
        let given = || self.by_surname.get(self.by_first.get(surname).filter(|_| !full)?.as_ref()?);
        match &self.by_surname.get(surname).or_else(given)?[..] {
            [only] if !full => Some(only),
            several if full => several.iter().find(|p| same_person(written, &p.name)),
            _ => None,
        }
    }
}

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "al", "bin", "ibn", "von", "van", "de", "der", "den", "da", "dos", "del", "della", "di", "du", "el", "la", "le",
    "ben", "ter",
];
/// Suffixes behind a name.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

impl Reading<'_> {
    /// Notes the persons that a sentence's offices introduce.
    pub(super) fn collect_persons(&mut self, hits: &[Hit]) {
        let Some(first) = hits.first() else { return };
        let range = self.text.sentences[self.sentence(first.start)].tokens.clone();
        for hit in 0..hits.len() {
            if !matches!(hits[hit].sense, Sense::Role { .. } | Sense::Name { .. } | Sense::Adjective(_)) {
                continue;
            }
            let Some(phrase) = self.office_phrase(hits, hit, &range) else { continue };
            let comma = usize::from(phrase.tokens.end < range.end && self.word(phrase.tokens.end) == ",");
            if let Some(name) = self.name_behind_office(phrase.tokens.end + comma, &range)
                && (comma == 0 || name.len() > 1)
                && (comma == 0 || !self.is_of_open_name(&phrase) || self.lexicon.is_given_name(self.id(name.start)))
            {
                self.introduce(name, phrase.owner, phrase.former);
                continue;
            }
            // Behind the name: `Nikol Pashinyan, Armenia's prime minister,`.
            let mut end = self.past_modifiers(phrase.tokens.start, &range);
            while end > range.start && (self.word(end - 1) == "," || is_determiner(self.word(end - 1))) {
                end -= 1;
            }
            if end < phrase.tokens.start
                && let Some(name) = self.name_ending(end, &range)
                && name.len() > 1
            {
                self.introduce(name, phrase.owner, phrase.former);
            }
        }
    }

    /// The mayor of a town that no pack lists: behind the comma its province may follow, `of Depok, West Java,`.
    fn is_of_open_name(&self, phrase: &OfficePhrase) -> bool {
        phrase.owner.as_ref().is_some_and(|owner| &*owner.class == NAME)
    }

    pub(super) fn introduce(&mut self, name: Range<usize>, owner: Option<Term>, past: bool) {
        // `Former Chief Rabbi of Israel`
        if name.len() == 1 && self.lexicon.is_title(self.id(name.start)) {
            return;
        }
        let surname = self.folded(self.surname(name.clone()));
        let full = self.written(name.clone());
        if name.len() > 1 {
            let first = self.folded(name.start);
            let known = self.persons.by_first.entry(first).or_insert_with(|| Some(surname.clone()));
            if known.as_ref() != Some(&surname) {
                *known = None;
            }
        }
        let known = self.persons.by_surname.entry(surname).or_default();
        match known.iter_mut().find(|p| same_person(&p.name, &full)) {
            Some(person) => {
                person.owner = person.owner.take().or(owner);
                person.past |= past;
                if full.len() > person.name.len() {
                    person.name = full;
                }
            }
            None => known.push(Person { name: full, owner, past }),
        }
    }

    /// The token of a name's surname: the last, without `Jr.`; of a Korean or Chinese name too, so that
    /// it can be found again, though it is the given name.
    fn surname(&self, name: Range<usize>) -> usize {
        let mut last = name.end - 1;
        while last > name.start && (SUFFIXES.contains(&self.word(last)) || !self.text.tokens[last].is_word()) {
            last -= 1;
        }
        last
    }

    /// A person's name right behind an office. There a place can be a given name or a surname: `Israel Katz`,
    /// `Joseph Muscat`.
    pub(super) fn name_behind_office(&self, at: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let at = self.past_rank(at, range);
        let capital = |i: usize| i < range.end && self.text.tokens[i].is_capitalised() && !self.is_function_word(i);
        let name = match self.name_at(at, range) {
            Some(name) if name.len() == 1 && self.lexicon.is_given_name(self.id(at)) && capital(at + 1) => {
                Some(at..at + 2)
            }
            Some(name) => Some(name),
            None => {
                let surname = capital(at) && !self.starts_phrase(at + 1, range);
                self.name_at(at + 1, range).filter(|_| surname).map(|name| at..name.end)
            }
        };
        // `the president of the Japan Football Association`, `the chief Brexit negotiator`
        let topic = |name: &Range<usize>| name.len() == 1 && self.modifies_noun(name.end, range);
        name.filter(|name| !self.names_institution(name) && !topic(name))
    }

    /// Past a rank with its dot, or one of two words: `Maj. Gen.`, `Grand Ayatollah`.
    fn past_rank(&self, at: usize, range: &Range<usize>) -> usize {
        let mut at = at;
        while at + 2 < range.end && self.lexicon.is_title(self.id(at)) && self.text.tokens[at + 1].is('.') {
            at += 2;
        }
        let grand = at + 2 < range.end && self.word(at) == "grand" && self.lexicon.is_title(self.id(at + 1));
        at + if grand { 2 } else { 0 }
    }

    /// A person's name that starts at `at`: capitalised words that are no phrase of a pack.
    pub(super) fn name_at(&self, at: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let mut end = at;
        let mut words = 0;
        while end < range.end && words < 5 {
            let token = self.text.tokens[end];
            let next_capital = |i: usize| i < range.end && self.text.tokens[i].is_capitalised();
            match token.kind {
                TokenKind::Word(Case::Capital | Case::Upper) => {
                    if self.timex(end).is_some() || words > 0 && self.starts_phrase(end, range) && !token.glued {
                        break;
                    }
                    let small = || self.is_function_word(end) || self.is_opening_participle(end, range);
                    if words == 0 && (small() || self.starts_phrase(end, range)) {
                        break;
                    }
                    words += 1;
                    end += 1;
                    // An initial's dot.
                    let initial = self.text.tokens[end - 1].span.len() == 1;
                    if initial && end < range.end && self.text.tokens[end].is('.') && next_capital(end + 1) {
                        end += 1;
                    }
                }
                TokenKind::Mark('-' | '\'')
                    if words > 0 && token.glued && end + 1 < range.end && self.text.tokens[end + 1].glued =>
                {
                    end += 1
                }
                TokenKind::Word(Case::Lower) if words > 0 && token.glued => {
                    if self.text.tokens[end - 1].is('-') {
                        end += 1;
                    } else {
                        break;
                    }
                }
                TokenKind::Word(Case::Lower) if PARTICLES.contains(&self.word(end)) => {
                    // `von der Leyen`, `al-Assad`: a particle may follow another, or hang on the name.
                    let name = (end + 1..range.end.min(end + 3))
                        .find(|&i| !PARTICLES.contains(&self.word(i)) && !self.text.tokens[i].is('-'));
                    if !name.is_some_and(next_capital) {
                        break;
                    }
                    end += 1;
                }
                _ => break,
            }
        }
        while end > at && !self.text.tokens[end - 1].is_word() {
            end -= 1;
        }
        (end > at).then_some(at..end)
    }

    /// A name that ends right before `end`.
    fn name_ending(&self, end: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let mut start = end;
        let joins = |at: usize| self.text.tokens[at].is('-') && self.text.tokens[at].glued;
        let capital = |at: usize| self.text.tokens[at].is_capitalised() && !self.is_function_word(at);
        while start > range.start && (capital(start - 1) || joins(start - 1)) && end - start < 5 {
            start -= 1;
        }
        (start < end).then(|| self.name_at(start, range)).flatten().filter(|name| name.end == end)
    }

    /// Whether a phrase of a pack starts here that is more than a noun: a name must not swallow it.
    fn starts_phrase(&self, at: usize, range: &Range<usize>) -> bool {
        let mut found = false;
        self.lexicon.phrases_at(&self.ids[at..range.end], |n, senses| {
            found |= senses
                .iter()
                .any(|s| !matches!(s, Sense::Noun { .. } | Sense::Body(_)) && self.written_as(at..at + n, *s));
        });
        found
    }

    /// A person known to the article, by full name or surname, at a token.
    pub(super) fn person_at(&self, at: usize, range: Range<usize>) -> Option<Mention> {
        if !self.text.tokens[at].is_capitalised() || self.persons.by_surname.is_empty() {
            return None;
        }
        let name = self.name_at(at, &range)?;
        let surname = self.folded(self.surname(name.clone()));
        let full = name.len() > 1;
        // `Maria Silva` is not the Silva whom the article knows as Erik.
        if !full && at > range.start && self.lexicon.is_given_name(self.id(at - 1)) {
            return None;
        }
        let known = self.persons.get(&surname, &self.written(name.clone()), full)?;
        let term = self.person_term(name.clone());
        let mut mention = self.plain_mention(term, name.clone(), Form::Name);
        mention.stands_for = known.owner.clone();
        mention.possessive = self.is_possessive(name.end, &range);
        Some(mention)
    }

    /// Whose office a person holds, as the article says elsewhere: `President Tokayev` in one on Kazakhstan's.
    pub(super) fn owner_of_holder(&self, name: &Range<usize>) -> Option<Term> {
        let surname = self.folded(self.surname(name.clone()));
        let known = self.persons.get(&surname, &self.written(name.clone()), name.len() > 1);
        known.filter(|p| !p.past)?.owner.clone()
    }

    /// The person, under the fullest name that the article gives.
    pub(super) fn person_term(&self, name: Range<usize>) -> Term {
        let written = self.written(name.clone());
        let surname = self.folded(self.surname(name.clone()));
        let fullest = self.persons.get(&surname, &written, name.len() > 1).map_or(written, |p| p.name.clone());
        Term { name: fullest, class: "person".into(), span: Some(self.span(name)) }
    }
}

/// Whether two names can be one person's: the words of one are among the other's, but for the
/// spelling of a letter or two, as transliterations differ (`Sergei`, `Sergey`; `Rahmon`, `Rakhmon`).
#[must_use]
pub fn same_person(a: &str, b: &str) -> bool {
    if a == b {
        return name_parts(a).next().is_some();
    }
    let (a, b): (Vec<_>, Vec<_>) = (name_parts(a).collect(), name_parts(b).collect());
    let (few, many) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !few.is_empty() && few.iter().all(|w| many.iter().any(|v| same_spelling(w, v)))
}

/// The words of a name, folded, without `Jr.`.
fn name_parts(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let parts = name.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty());
    parts.map(fold).filter(|w| !SUFFIXES.contains(&&**w))
}

fn same_spelling(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    if initial(a, b) || initial(b, a) {
        return true;
    }
    let allowed = match a.chars().count().min(b.chars().count()) {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    a.chars().next() == b.chars().next() && distance(a, b) <= allowed
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Short forms, initials and transliterations are one person; another given name is another person.
    #[test]
    fn names_of_one_person() {
        assert!(same_person("Putin", "Vladimir Putin"));
        assert!(same_person("Sergei Lavrov", "Sergey Lavrov"));
        assert!(same_person("Emomali Rahmon", "Emomali Rakhmon"));
        assert!(same_person("J. Biden", "Joe Biden"));
        assert!(!same_person("Sooronbay Jeenbekov", "Jeenbek Kulubayev"));
        assert!(!same_person("Nursultan Nazarbayev", "Kassym-Jomart Tokayev"));
        assert!(!same_person("Kim Yo Jong", "Kim Jong Un"));
    }
}
