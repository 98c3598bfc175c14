//! What takes up something mentioned before: `the alliance`, `the summit`, `it`.
//!
//! Recency with a filter, after Hobbs (1978) in its simplest form: the last mention whose class fits.
//! Where nothing fits the phrase stays unread; a claim about it is then not made.

use super::names::NAME;
use super::{Form, Mention, Reading};
use crate::claim::Term;
use crate::clause::subject::is_preposition;
use crate::corpus::BlockKind;
use crate::event::Event;
use crate::lexicon::Sense;
use std::ops::Range;
use std::sync::Arc;

/// What is named, where it is always the same.
#[derive(Default)]
struct Only<'m> {
    first: Option<&'m Term>,
    several: bool,
}

impl<'m> Only<'m> {
    fn add(&mut self, term: Option<&'m Term>) {
        let Some(term) = term else { return };
        let first = *self.first.get_or_insert(term);
        self.several |= term.name != first.name;
    }

    fn term(&self) -> Option<Term> {
        self.first.filter(|_| !self.several).cloned()
    }
}

/// So many sentences that name something a noun can reach back over to take up what it means.
const REACH: usize = 12;

impl Reading<'_> {
    /// `the alliance`, `the military alliance`, `this country`: the last entity of the class.
    pub(super) fn taken_up(
        &self,
        start: usize,
        end: usize,
        found: &[Mention],
        range: &Range<usize>,
    ) -> Option<Mention> {
        let first = self.past_noun_modifiers(start, range);
        if first == start || !matches!(self.word(first), "the" | "this" | "that") {
            return None;
        }
        // `the alliance led by Moscow` and `the country of origin` are other things, `the alliance of seven` is not.
        let counted = end + 1 < range.end && self.word(end) == "of" && self.cardinal_end(end + 1).is_some();
        if end < range.end && matches!(self.word(end), "of" | "led") && !counted {
            return None;
        }
        let classes = self.classes_of_noun(start..end);
        let kind = classes.iter().all(|&class| self.lexicon.is_kind_noun(class, &self.ids[start..end]));
        let fits = |term: &Term| !kind || self.is_called(&term.name, end - 1, found);
        let term = self.last_of_class(&classes, found, &fits).or_else(|| self.topic_of_class(&classes, &fits))?;
        let term = Term { span: Some(self.span(first..end)), ..term };
        let mut mention = self.plain_mention(term, start..end, Form::Noun);
        mention.tokens = first..end;
        mention.possessive = self.is_possessive(end, range);
        Some(mention)
    }

    /// What the article is about, where it is of the class: among several it is meant.
    fn topic_of_class(&self, classes: &[usize], fits: &impl Fn(&Term) -> bool) -> Option<Term> {
        let term = &self.topic.as_ref()?.term;
        let of_class = classes.iter().any(|&c| self.lexicon.is_a(&term.class, &self.lexicon.classes[c].name));
        (of_class && fits(term)).then(|| term.clone())
    }

    /// Whether its name, or the text, calls something by the noun at a token: `Harbour Street Bridge`, `the pilot Anna
    /// Holt`, `Anna Holt, a pilot from Oslo`.
    fn is_called(&self, name: &str, noun: usize, found: &[Mention]) -> bool {
        if name.split(' ').any(|word| word.eq_ignore_ascii_case(self.word(noun))) {
            return true;
        }
        let same = |at: usize| self.word(at) == self.word(noun);
        let mut named = found.iter().chain(&self.mentions).filter(|m| &*m.term.name == name);
        named.any(|m| {
            let before = m.tokens.start.saturating_sub(1)..m.head.start;
            let end = self.text.sentences[self.sentence(m.head.start)].tokens.end;
            let link = |at: usize| at < end && matches!(self.word(at), "," | "is" | "was");
            let behind = m.tokens.end + 1..end.min(m.tokens.end + 10);
            let mut apposed = behind.take_while(|&at| link(m.tokens.end) && !self.text.tokens[at].is(','));
            before.into_iter().any(same) || apposed.any(same)
        })
    }

    fn cardinal_end(&self, at: usize) -> Option<usize> {
        crate::number::cardinal_at(self.source(), &self.text.tokens, at).map(|(_, tokens)| tokens.end)
    }

    /// The classes of which a phrase is a noun: of several packs, each may have its own.
    pub(super) fn classes_of_noun(&self, noun: Range<usize>) -> Vec<usize> {
        let mut classes = Vec::new();
        self.lexicon.phrases_at(&self.ids[noun.clone()], |n, senses| {
            if n == noun.len() {
                classes.extend(senses.iter().filter_map(|s| match s {
                    Sense::Noun { class, plural: false } => Some(*class),
                    _ => None,
                }));
            }
        });
        classes
    }

    /// The only entity of the class in this sentence, else in the last one that names any. Of several, none:
    /// which country is `the country` is then not said.
    fn last_of_class(&self, classes: &[usize], found: &[Mention], fits: &impl Fn(&Term) -> bool) -> Option<Term> {
        let same_sentence = |a: &Mention, b: &Mention| self.sentence(a.tokens.start) == self.sentence(b.tokens.start);
        let mut earlier = self.mentions.chunk_by(same_sentence).rev().take(REACH);
        let here = self.only_of_class(classes, found.iter(), fits);
        here.or_else(|| earlier.find_map(|mentions| self.only_of_class(classes, mentions.iter().rev(), fits))).flatten()
    }

    /// `Some(None)` where several are named.
    fn only_of_class<'m>(
        &self,
        classes: &[usize],
        mentions: impl Iterator<Item = &'m Mention>,
        fits: &impl Fn(&Term) -> bool,
    ) -> Option<Option<Term>> {
        let of_class =
            |term: &Term| classes.iter().any(|c| self.lexicon.is_a(&term.class, &self.lexicon.classes[*c].name));
        let is = |term: &&Term| of_class(term) && fits(term);
        let (mut named, mut of_persons, mut adjectives) = (Only::default(), Only::default(), Only::default());
        for mention in mentions {
            if mention.form == Form::Adjective {
                adjectives.add(Some(&mention.term).filter(is));
                continue;
            }
            named.add(Some(&mention.term).filter(is));
            // `Armenian Prime Minister Pashinyan said the country would …`
            if &*mention.term.class == "person" || mention.form == Form::Office {
                of_persons.add(mention.stands_for.as_ref().filter(is));
            }
        }
        if named.first.is_some() {
            return Some(named.term());
        }
        of_persons.first?;
        // `The Vietnamese ministry said Kim would visit the country`: not his own.
        of_persons.add(adjectives.first);
        of_persons.several |= adjectives.several;
        Some(of_persons.term())
    }

    /// Finds out which event a phrase without an organizer means: a definite one, the last of its kind;
    /// in a caption, the caption's; else the one of the only organization named before it.
    pub(super) fn identify(&self, event: &mut Event, determiner: &str, start: usize, found: &[Mention]) {
        let definite = matches!(determiner, "the" | "this" | "that" | "their" | "its");
        let sentence = self.sentence(start);
        let caption = self.text.sentences[sentence].kind == BlockKind::Caption;
        let block = |m: &Mention| self.text.sentences[self.sentence(m.tokens.start)].block;
        let here = self.text.sentences[sentence].block;
        let all = found.iter().rev().chain(self.mentions.iter().rev());
        let earlier = all
            .filter(|m| definite || caption && block(m) == here)
            .filter_map(|m| m.event.as_deref())
            .find(|e| e.kind == event.kind && e.organizer.is_some());
        if let Some(earlier) = earlier {
            let organized = Event { organizer: earlier.organizer.clone(), ..event.clone() };
            if organized.compatible(earlier) {
                event.organizer.clone_from(&earlier.organizer);
                event.noun.clone_from(&earlier.noun);
                event.level = event.level.take().or_else(|| earlier.level.clone());
                if event.places.is_empty() && event.when.is_none() {
                    event.places.clone_from(&earlier.places);
                }
                event.when = event.when.or(earlier.when);
                return;
            }
        }
        let owned = matches!(determiner, "their" | "its");
        let before = self.mentions.iter().rev().take_while(|m| owned && self.sentence(m.tokens.start) + 1 >= sentence);
        let mut organizations =
            found.iter().rev().chain(before).filter(|m| self.lexicon.is_a(&m.term.class, "organization"));
        let first = organizations.next().map(|m| m.term.name.clone());
        // `the summit` in an article about one organization only is that one's.
        let sole = || {
            let named = self.mentions.iter().filter(|m| self.lexicon.is_a(&m.term.class, "organization"));
            let mut names = named.map(|m| &m.term.name);
            let first = names.next().cloned();
            first.filter(|name| definite && names.all(|n| n == name))
        };
        if found.is_empty() && !owned {
            event.organizer = sole();
            return;
        }
        let sure = event.level.is_some() || owned;
        if let Some(name) = first.filter(|name| sure && organizations.all(|m| m.term.name == *name)) {
            event.organizer = Some(name);
        }
    }

    /// Gives an event that is named without a date the date and place of the only dated event of the
    /// article that it can be: the headline's summit is the body's.
    pub(super) fn complete_events(&mut self) {
        let known: Vec<Arc<Event>> =
            self.mentions.iter().filter_map(|m| m.event.clone()).filter(|e| e.when.is_some()).collect();
        for mention in &mut self.mentions {
            let Some(event) = mention.event.as_mut().filter(|e| e.when.is_none() && e.organizer.is_some()) else {
                continue;
            };
            let mut fitting = known.iter().filter(|k| k.compatible(event));
            let Some(first) = fitting.next() else { continue };
            if fitting.all(|other| other.when == first.when) {
                let event = Arc::make_mut(event);
                event.when = first.when;
                event.level = event.level.take().or_else(|| first.level.clone());
                if event.places.is_empty() {
                    event.places.clone_from(&first.places);
                }
            }
        }
    }

    /// What a pronoun stands for: behind a verb of saying, who speaks; else the only thing that its sentence
    /// names before it, else that of the sentence before. Where two could be meant, neither is.
    #[must_use]
    pub fn pronoun(&self, at: usize, fits: impl Fn(&Mention) -> bool) -> Option<usize> {
        let sentence = self.sentence(at);
        let block = self.text.sentences[sentence].block;
        let said =
            (at.saturating_sub(2)..at).any(|i| self.word(i) == "that" || crate::clause::speech::reports(self, i));
        let topic = || self.topic_mention(at, &fits);
        match self.antecedent(sentence, at, said, &fits) {
            Some(found) => found.or_else(|| if said { None } else { topic() }),
            None => {
                let previous = sentence.checked_sub(1)?;
                let near = self.text.sentences[previous].block + 1 >= block;
                near.then(|| self.antecedent(previous, usize::MAX, false, &fits)).flatten().flatten().or_else(topic)
            }
        }
    }

    /// `Some(None)` where the sentence names several, or names it in passing only.
    fn antecedent(
        &self,
        sentence: usize,
        before: usize,
        said: bool,
        fits: &impl Fn(&Mention) -> bool,
    ) -> Option<Option<usize>> {
        let tokens = self.text.sentences[sentence].tokens.clone();
        let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let named = self.mentions[from..].iter().enumerate().map(|(i, m)| (from + i, m));
        let candidates: Vec<(usize, &Mention)> = named
            .take_while(|(_, m)| m.tokens.start < tokens.end && m.tokens.end <= before)
            .filter(|(_, m)| fits(m))
            .collect();
        let free = |(_, m): &&(usize, &Mention)| {
            let governor = m.tokens.start.checked_sub(1).filter(|&g| g >= tokens.start).map(|g| self.word(g));
            !governor.is_some_and(is_preposition)
        };
        let first = candidates.first()?;
        let mut chosen = candidates.iter().find(free);
        let one = candidates.iter().all(|(_, m)| m.term.name == first.1.term.name);
        let person = &*first.1.term.class == "person";
        // Whom the text names without saying who he is may be meant rather than whom it names in passing.
        let stranger = |m: &Mention| &*m.term.class == NAME && free(&&(0, m));
        let strangers =
            || self.mentions[from..].iter().take_while(|m| m.tokens.end <= before.min(tokens.end)).any(stranger);
        chosen = chosen.or(Some(first).filter(|_| person && one && !strangers()));
        Some(chosen.filter(|_| said || one).map(|(number, _)| *number))
    }
}
