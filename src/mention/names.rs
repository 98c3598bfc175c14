//! Open names: who and what no gazetteer knows, as the text itself introduces it.
//!
//! A name is a run of capitalised words. What it names follows from the words in or beside it, never from
//! the name alone:
//!
//! * a class noun in it: `Harbour Street Bridge`, `University of Oxford`, `Lake Van` ([`ClassSpec::names`]);
//! * a class noun beside it: `the cargo ship Zephyr`, `Zephyr, a cargo ship,`;
//! * for a person a title, a given name, an age or the years of a life: `Dr Okafor`, `Anna Okafor, 34,`,
//!   `Anna Okafor (1901-1980)`.
//!
//! What none of these tells is a mention of the class `name`, which only slots of that type take. An acronym
//! in brackets behind a name is another name of it. Where every word is capitalised, as in headlines of some
//! papers, only names that the body knows are read.
//!
//! [`ClassSpec::names`]: crate::pack::ClassSpec::names

use super::{Form, Hit, Mention, Reading};
use crate::claim::Term;
use crate::lexicon::{Sense, fold};
use crate::text::words::is_determiner;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// The class of a name of which nothing more is known.
pub(crate) const NAME: &str = "name";

/// The names that an article introduces, persons aside, by their folded words.
#[derive(Debug, Default)]
pub(super) struct Names {
    classes: FxHashMap<String, Arc<str>>,
    /// Acronyms, and what they stand for.
    acronyms: FxHashMap<String, (Arc<str>, Arc<str>)>,
}

/// Words that join the capitalised words of a name: `University of the Arts`.
const LINKS: &[&str] = &["of", "the", "for", "de", "del", "di", "da", "du", "la", "&"];

/// The longest name, in tokens.
const LONGEST: usize = 8;

impl Reading<'_> {
    /// Notes what a sentence tells of the names in it: who is a person, what class a thing is of.
    pub(super) fn collect_names(&mut self, sentence: usize, hits: &[Hit]) {
        let range = self.text.sentences[sentence].tokens.clone();
        if self.is_title_case(&range) {
            return;
        }
        let mut next = range.start;
        let first = self.name_words.partition_point(|&at| at < range.start);
        for word in first..self.name_words.partition_point(|&at| at < range.end) {
            let at = self.name_words[word];
            if at < next {
                continue;
            }
            let Some(run) = self.run_at(at, &range) else { continue };
            next = run.end;
            if let Some((name, class)) = self.typed_by_head(&run, hits) {
                self.note_acronym(&name, &class, &range);
                self.note(name, class);
            } else if self.is_open(&run, hits) {
                let person = self.past_titles(&run, hits);
                if self.is_called_person(&run, &person, hits)
                    || self.is_introduced_person(&person, &range)
                    || self.is_said_of_person(&person, hits, &range)
                {
                    let owner = self.owner_of_counterpart(&person, hits);
                    self.introduce(person, owner, false);
                } else if let Some(class) = self.class_beside(&run, hits, &range) {
                    if &*class == "person" {
                        self.introduce(run, None, false);
                    } else {
                        self.note_acronym(&run, &class, &range);
                        self.note(run, class);
                    }
                }
            }
        }
    }

    fn note(&mut self, name: Range<usize>, class: Arc<str>) {
        let key = fold(&self.known_as(name)).into_owned();
        self.names.classes.entry(key).or_insert(class);
    }

    /// `Turan Research Center (TRC)`: the letters in the bracket are those of the words.
    fn note_acronym(&mut self, name: &Range<usize>, class: &Arc<str>, range: &Range<usize>) {
        let end = self.past_acronym(name.end, range);
        if end == name.end {
            return;
        }
        let letters = self.written(name.end + 1..name.end + 2);
        let initials = name.clone().filter(|&i| self.text.tokens[i].is_capitalised());
        let initials: String = initials.filter_map(|i| self.slice(i..i + 1).chars().next()).collect();
        if initials.eq_ignore_ascii_case(&letters) {
            self.names.acronyms.insert(letters.to_string(), (self.written(name.clone()), class.clone()));
        }
    }

    /// A name without what it can do without: `Brenner & Soth AG`, `the SS Dunmore`.
    #[must_use]
    pub fn known_as(&self, name: Range<usize>) -> Arc<str> {
        let affix = |at: usize| self.lexicon.is_affix(self.id(at));
        let start = name.clone().find(|&at| !affix(at)).unwrap_or(name.start);
        let last = (start..name.end).rev().find(|&at| !affix(at) && !self.text.tokens[at].is(','));
        self.written(start..last.map_or(name.end, |at| at + 1))
    }

    /// An open name that starts at `at`.
    pub(super) fn open_name_at(&self, at: usize, hits: &[Hit], range: &Range<usize>) -> Option<Mention> {
        if !self.text.tokens[at].is_capitalised() {
            return None;
        }
        let run = self.run_at(at, range).filter(|run| self.is_open(run, hits))?;
        if self.past_titles(&run, hits).start > at {
            return None;
        }
        let written = self.known_as(run.clone());
        let (written, class) = if let Some(known) = self.names.acronyms.get(&*written) {
            known.clone()
        } else if let Some(class) = self.names.classes.get(&*fold(&written)) {
            (written, class.clone())
        } else if at == range.start && run.len() == 1 && !self.is_headword(at) || self.is_title_case(range) {
            // At the start of a sentence any word has a capital.
            return None;
        } else {
            (written, NAME.into())
        };
        Some(self.open_mention(run, written, class, range))
    }

    /// The capitalised words from `at` on, and the small words between them.
    pub(super) fn run_at(&self, at: usize, range: &Range<usize>) -> Option<Range<usize>> {
        if !self.is_name_word(at, range) {
            return None;
        }
        let mut end = at + 1;
        while let Some(next) = self.name_goes_on(at, end, range) {
            end = next;
        }
        Some(at..end)
    }

    /// Whether a word with a capital stands at `at` that is not one of the small ones, nor of a date.
    fn is_name_word(&self, at: usize, range: &Range<usize>) -> bool {
        at < range.end
            && self.text.tokens[at].is_capitalised()
            && self.timex(at).is_none()
            && !self.is_function_word(at)
            && !self.is_opening_participle(at, range)
    }

    /// `Succeeding Anna Holt, …`: a participle with its object opens the sentence, and not the name.
    pub(super) fn is_opening_participle(&self, at: usize, range: &Range<usize>) -> bool {
        let word = self.word(at);
        at == range.start
            && word.len() > 6
            && word.ends_with("ing")
            && at + 1 < range.end
            && self.text.tokens[at + 1].is_capitalised()
            && !self.lexicon.begins_phrase(self.ids[at])
    }

    /// The end of a name's next word, where the name from `start` on goes on at `end`: with a capital, behind a
    /// hyphen, an initial's dot or a link.
    fn name_goes_on(&self, start: usize, end: usize, range: &Range<usize>) -> Option<usize> {
        if end >= range.end || end - start >= LONGEST {
            return None;
        }
        let token = self.text.tokens[end];
        let hyphen = (token.is('-') || token.is('\'')) && token.glued;
        let initial = token.is('.') && self.text.tokens[end - 1].span.len() == 1;
        let word = if self.is_name_word(end, range) {
            end
        } else if initial || hyphen && self.text.tokens.get(end + 1).is_some_and(|t| t.glued) {
            end + 1
        } else {
            (end..end + 3).find(|&i| i >= range.end || !LINKS.contains(&self.word(i))).filter(|&i| i > end)?
        };
        self.is_name_word(word, range).then_some(word + 1)
    }

    /// The name in a run whose class a noun in it tells, and the class.
    fn typed_by_head(&self, run: &Range<usize>, hits: &[Hit]) -> Option<(Range<usize>, Arc<str>)> {
        if run.len() < 2 {
            return None;
        }
        let heads = || run.clone().filter_map(|at| self.head_at(at, run.end));
        // `Lake Van Museum` is a museum.
        let (head, class) = heads().find(|(head, _)| head.end == run.end).or_else(|| heads().next())?;
        // `University of Oxford`, `Lake Van` go on behind their noun; `Harbour Street Bridge` ends with it.
        let goes_on = head.start == run.start || head.end < run.end && self.word(head.end) == "of";
        let end = if goes_on { run.end } else { head.end };
        let known = |h: &Hit| match h.sense {
            Sense::Name { .. } => h.start < head.end && head.start < h.end,
            Sense::Event { .. } => h.start < end && run.start < h.end,
            // `Governor of Luhansk Oblast` is no oblast.
            Sense::Role { .. } => h.start == run.start && h.end < head.start && self.word(h.end) == "of",
            _ => false,
        };
        let start = if head.start == run.start { run.start } else { self.past_opening_noun(run, head.start) };
        (end - start > head.len() && !hits.iter().any(known)).then_some((start..end, class))
    }

    /// `Construction of the Harbour Street Bridge`: the word that opens a sentence is no part of the name.
    fn past_opening_noun(&self, run: &Range<usize>, head: usize) -> usize {
        let link = |i: usize| LINKS.contains(&self.word(i));
        let opens = self.text.sentences[self.sentence(run.start)].tokens.start == run.start && link(run.start + 1);
        if opens { (run.start + 1..head).find(|&i| !link(i)).unwrap_or(run.start) } else { run.start }
    }

    /// The noun at `at` that tells the class of the name it stands in.
    fn head_at(&self, at: usize, limit: usize) -> Option<(Range<usize>, Arc<str>)> {
        let mut found = None;
        self.lexicon.phrases_at(&self.ids[at..limit], |n, senses| {
            let head = senses.iter().find_map(|s| match s {
                Sense::Head(class) if self.written_as(at..at + n, *s) => Some(*class),
                _ => None,
            });
            found = head.map(|class| (at..at + n, self.lexicon.classes[class].name.clone())).or(found.take());
        });
        found
    }

    /// A name that a noun in it makes a name, whatever phrases of packs stand in it: `London Bridge`.
    pub(super) fn headed_name_at(&self, at: usize, hits: &[Hit], range: &Range<usize>) -> Option<Mention> {
        if !self.text.tokens[at].is_capitalised() {
            return None;
        }
        let (name, class) = self.typed_by_head(&self.run_at(at, range)?, hits)?;
        let name = self.with_first_half(name, range);
        Some(self.open_mention(name.clone(), self.known_as(name), class, range))
    }

    /// `the Salt and Pepper Museum`: one name, where the article opens it.
    fn with_first_half(&self, name: Range<usize>, range: &Range<usize>) -> Range<usize> {
        let capital = |i: usize| self.text.tokens[i].is_capitalised() && !is_determiner(self.word(i));
        if name.start < range.start + 3 || self.word(name.start - 1) != "and" || !capital(name.start - 2) {
            return name;
        }
        let first = (range.start..name.start - 1).rev().take_while(|&i| capital(i)).last();
        let opened = first.filter(|&i| i > range.start && self.word(i - 1) == "the");
        opened.map_or(name.clone(), |first| first..name.end)
    }

    fn open_mention(&self, name: Range<usize>, written: Arc<str>, class: Arc<str>, range: &Range<usize>) -> Mention {
        let term = Term { name: written, class, span: Some(self.span(name.clone())) };
        let mut mention = self.plain_mention(term, name.clone(), Form::Name);
        mention.tokens = self.past_modifiers(name.start, range)..self.past_acronym(name.end, range);
        mention.possessive = self.is_possessive(mention.tokens.end, range);
        mention
    }

    /// Whether a run holds no phrase of a pack and is more than one small word.
    fn is_open(&self, run: &Range<usize>, hits: &[Hit]) -> bool {
        let taken =
            |h: &Hit| h.start < run.end && run.start < h.end && !matches!(h.sense, Sense::Noun { .. } | Sense::Body(_));
        !hits.iter().any(taken) && self.slice(run.clone()).chars().count() > 1
    }

    /// `Painter Lotte Amsel`: whether a noun for persons opens the run.
    fn is_called_person(&self, run: &Range<usize>, person: &Range<usize>, hits: &[Hit]) -> bool {
        let noun = hits.iter().find(|h| h.start == run.start && h.end == person.start).and_then(noun);
        noun.is_some_and(|class| &*self.lexicon.classes[class].name == "person")
            && person.len() > 1
            && !self.names_institution(person)
    }

    /// Whether the words in or around a run make it a person's name.
    fn is_introduced_person(&self, run: &Range<usize>, range: &Range<usize>) -> bool {
        let titled = self.behind_title(run.start, range);
        let named = run.len() > 1 && self.lexicon.is_given_name(self.id(run.start)) && !self.names_institution(run);
        titled || named || run.len() > 1 && self.has_age_or_life(run.end, range)
    }

    /// The name in `Actress Anna Okafor`, `Cardinal Paul Weiss`.
    fn past_titles(&self, run: &Range<usize>, hits: &[Hit]) -> Range<usize> {
        let mut start = run.start;
        while start + 1 < run.end {
            let noun = hits.iter().find(|h| h.start == start && h.end < run.end && noun(h).is_some());
            start = match noun {
                Some(noun) => noun.end,
                None if self.lexicon.is_title(self.id(start)) => start + 1,
                None => break,
            };
        }
        start..run.end
    }

    /// `Dr Okafor`, `Mr. Okafor`.
    fn behind_title(&self, at: usize, range: &Range<usize>) -> bool {
        let dot = at > range.start && self.text.tokens[at - 1].is('.');
        let title = at.checked_sub(1 + usize::from(dot)).filter(|&t| t >= range.start);
        title.is_some_and(|t| self.lexicon.is_title(self.id(t)))
    }

    /// `, 34,` or `(1901-1980)` or `(born 1901)` behind a name.
    fn has_age_or_life(&self, at: usize, range: &Range<usize>) -> bool {
        let tokens = &self.text.tokens[..range.end];
        let number = |i: usize| i < range.end && tokens[i].kind == crate::text::TokenKind::Number;
        let mark = |i: usize, c: char| i < range.end && tokens[i].is(c);
        let age = mark(at, ',')
            && number(at + 1)
            && self.slice(at + 1..at + 2).parse::<u8>().is_ok_and(|n| (1..=110).contains(&n))
            && (mark(at + 2, ',') || mark(at + 2, '.'));
        let life = mark(at, '(') && at + 1 < range.end && {
            let close = (at..range.end.min(at + 12)).find(|&i| tokens[i].is(')'));
            let born = matches!(self.word(at + 1), "born" | "b" | "died");
            let dated = close.is_some_and(|c| self.timex(at + 1).is_some() && (at + 1..c).any(|i| tokens[i].is('-')));
            born || dated
        };
        age || life
    }

    /// The class that a noun beside a name tells: `the cargo ship Zephyr`, `Zephyr, a cargo ship,`. The second half
    /// of a pair may be the end of a longer name, and is left alone.
    fn class_beside(&self, run: &Range<usize>, hits: &[Hit], range: &Range<usize>) -> Option<Arc<str>> {
        let paired = run.start > range.start + 1
            && self.word(run.start - 1) == "and"
            && self.text.tokens[run.start - 2].is_capitalised();
        let before = || hits.iter().find(|h| h.end == run.start).and_then(noun);
        let class = if paired { None } else { before().or_else(|| self.apposed_class(run, hits, range)) }?;
        Some(self.lexicon.classes[class].name.clone())
    }

    /// The class that an apposition or a copula's complement behind a name tells: `Zephyr, a cargo ship,`, `Zephyr is a
    /// ship`. A word that opens a sentence is no name for what follows a comma: `Nevertheless, the ship sailed`.
    fn apposed_class(&self, run: &Range<usize>, hits: &[Hit], range: &Range<usize>) -> Option<usize> {
        let link = self.past_brackets(run.end, range);
        let article = link + 1;
        if article >= range.end || !matches!(self.word(article), "a" | "an" | "the") {
            return None;
        }
        let opens_sentence = run.len() == 1 && run.start == range.start;
        let apposed = self.text.tokens[link].is(',') && !opens_sentence;
        if !apposed && !matches!(self.word(link), "is" | "was") {
            return None;
        }
        // The noun that ends the phrase: `a cargo ship that`, `a museum founded in`, but not `a novel approach`.
        let ends = |at: usize| {
            at >= range.end
                || !self.text.tokens[at].is_word()
                || self.is_function_word(at)
                || self.timex(at).is_some()
                || self.word(at).ends_with("ed")
        };
        let within = |i: &usize| self.text.tokens[*i].is('-') || self.timex(*i).is_some() || !ends(*i) || !ends(*i + 1);
        let stretch = (article + 1..range.end.min(article + 7)).take_while(within).last().map_or(article, |i| i + 1);
        let common = |h: &&Hit| noun(h).is_some() && !self.text.tokens[h.end - 1].is_capitalised();
        let head = hits.iter().filter(common).find(|h| h.start > article && h.end <= stretch && ends(h.end))?;
        // A clause that goes on from `the ship` has it for its subject.
        let closed = head.end >= range.end
            || matches!(self.word(head.end), "," | "." | "in" | "of" | "that" | "which" | "who" | "from" | "by");
        if closed || self.word(article) != "the" { noun(head) } else { None }
    }

    /// Whether a word has its capital because it belongs to a name: `the Keep The Harbour fund`.
    #[must_use]
    pub fn is_within_name(&self, at: usize) -> bool {
        let range = &self.text.sentences[self.sentence(at)].tokens;
        let capital = |i: usize| range.contains(&i) && self.text.tokens[i].is_capitalised();
        at > range.start && capital(at) && capital(at - 1) && capital(at + 1) && !self.is_title_case(range)
    }

    /// Whether a sentence capitalises its words by habit: then a capital tells nothing. Its auxiliaries, too, would
    /// have one.
    pub(crate) fn is_title_case(&self, range: &Range<usize>) -> bool {
        let content =
            |i: &usize| self.text.tokens[*i].is_word() && !self.is_function_word(*i) && self.timex(*i).is_none();
        let (mut all, mut small) = (0usize, 0usize);
        for at in range.clone().filter(content) {
            all += 1;
            small += usize::from(!self.text.tokens[at].is_capitalised());
            if small * 6 > range.len() {
                return false;
            }
        }
        let finite =
            |w: &str| matches!(w, "is" | "was" | "are" | "were" | "has" | "have" | "had" | "will" | "would" | "did");
        let clause = || range.clone().any(|i| finite(self.word(i)) && !self.text.tokens[i].is_capitalised());
        // What ends with a full stop is a sentence, be it as rich in names as it may.
        let stopped = range.clone().last().is_some_and(|i| self.text.tokens[i].is('.'));
        let spared = if stopped { 0 } else { all / 6 };
        all > 3 && small <= spared && !clause()
    }
}

/// The class of which a hit is a noun in the singular.
fn noun(hit: &Hit) -> Option<usize> {
    match hit.sense {
        Sense::Noun { class, plural: false } => Some(class),
        _ => None,
    }
}
