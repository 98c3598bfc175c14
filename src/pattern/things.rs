//! Things that no pack knows: `the Akashi Bridge`, `Vestas`, `the ferry`.
//!
//! A noun phrase is read from its end or from its start, without a parse tree. One that ends in a proper name
//! is known by that name, everywhere; one that ends in a common noun (`the ferry`) is known only within its
//! article, unless a name there ends in that noun (`the Marlin Ferry`). Where the phrase is not clear (a bare
//! plural, a list, a headline in capitals) nothing is read.

use super::matcher::Matcher;
use crate::claim::Term;
use crate::clause::subject::is_preposition;
use crate::corpus::BlockKind;
use crate::mention::{Form, is_institution};
use crate::text::TokenKind;
use crate::text::words::is_determiner;
use crate::timex::Kind;
use std::ops::Range;

/// Class of what is known by its name.
pub(super) const NAME: &str = "name";
/// Class of what is known by a common noun, within its article.
pub(super) const NOUN: &str = "noun";

/// Verbs that tell of things and do not look like verbs.
const IRREGULAR: &[&str] = &[
    "said", "says", "told", "has", "made", "left", "fell", "sank", "stood", "rose", "grew", "became", "began", "went",
    "came", "won", "lost", "beat", "met", "held", "sold", "bought", "built", "hit", "struck", "shut", "kept", "took",
    "lives", "lies", "stands", "flows", "rises", "occurs", "belongs", "consists", "contains", "includes", "remains",
    "becomes", "serves",
];

/// A phrase has no more words than this before its noun.
pub(super) const LONGEST_PHRASE: usize = 9;
/// An aside between commas has no more.
pub(super) const LONGEST_ASIDE: usize = 22;

/// A noun phrase, and what it names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Thing {
    /// What it names.
    pub term: Term,
    /// All its tokens.
    pub tokens: Range<usize>,
    /// Whether other words stand between it and its verb.
    pub detached: bool,
}

impl Matcher<'_, '_, '_> {
    /// The thing whose phrase begins at `at`.
    pub(super) fn thing_starting(&self, at: usize) -> Option<Thing> {
        self.seen.starting.get_or_read((self.sentence.start, at), || self.read_starting(at))
    }

    fn read_starting(&self, at: usize) -> Option<Thing> {
        if at < self.sentence.end && self.reading.word(at) == "it" && (at == self.sentence.start || self.is_fronted(at))
        {
            return self.taken_up_by_it(at);
        }
        let mut end = at;
        while end < self.sentence.end
            && end - at <= LONGEST_PHRASE
            && (end == at && is_determiner(self.reading.word(end)) || self.continues(end, at))
        {
            end += 1;
        }
        // `The village of Halden has`
        if end > at && end < self.sentence.end && self.is_genus_of_name(end) {
            return self.thing_starting(end + 1).map(|named| Thing { tokens: at..named.tokens.end, ..named });
        }
        // `the maker of turbines`: the phrase goes on.
        let goes_on = end < self.sentence.end && matches!(self.reading.word(end), "of" | "'s" | "\u{2019}s");
        if end == at || goes_on || self.is_headline_case() {
            return None;
        }
        // `The band released Blue Kites`: behind a verb a name begins anew.
        let behind_verb = at > self.sentence.start && self.is_verb_like(at - 1);
        let named = self.name_ending(end).filter(|name| behind_verb && name.start == at);
        let start = named.map_or_else(|| self.phrase_start(end), |name| Some(name.start))?;
        // `the 33-storey tower`: a count may stand inside the phrase, between its article and its noun.
        // The number of a name is no count: `the T-4 gang`.
        let count = |i: usize| self.reading.text.tokens[i].kind == TokenKind::Number && i < start + 2;
        let counted = || (start..at).any(count);
        let whole = start == at || start < at && counted() && !self.is_name(at - 1);
        whole.then(|| self.thing(at..end, self.reading.word(start))).flatten()
    }

    /// The words from the last article before `at` up to the end of the clause, its date aside:
    /// `first woman to win the medal`. In lower case and without articles, so that they can be compared. A clause
    /// that goes on with what narrows it (`while wearing a hijab`, `who`) says too little.
    pub(super) fn clause_from(&self, at: usize) -> Option<Thing> {
        let start = (self.sentence.start..at).rev().take(2).find(|&i| is_determiner(self.reading.word(i)))? + 1;
        let comma = |i: usize| self.is_comma(i) && self.reading.timex(i).is_none();
        let verb = |i: usize| {
            self.reading.word(i) == "and" && i + 1 < self.sentence.end && is_auxiliary(self.reading.word(i + 1))
        };
        let behind = (at..self.sentence.end).find(|&i| comma(i) || self.ends_clause(i) || verb(i));
        let end = behind.unwrap_or(self.sentence.end);
        // `four Oscars (Best Picture, …) for a single film`: what stands behind an aside may narrow it, too.
        let tokens = &self.reading.text.tokens;
        let aside = |i: usize| {
            let close = (i..self.sentence.end).find(|&i| tokens[i].is(')'));
            tokens[i].is('(') && close.is_some_and(|at| at + 1 < self.sentence.end && tokens[at + 1].is_word())
        };
        let narrowed = behind.is_some_and(|i| matches!(self.reading.word(i), "while" | "who" | "which") || aside(i));
        if narrowed || self.is_owned_date(end) || self.lists_on(end) {
            return None;
        }
        let end = self.without_date(at, end);
        let words: Vec<&str> = (start..end).map(|i| self.reading.word(i)).filter(|w| !is_article(w)).collect();
        // `the largest bank in the country`: which country, only the article knows.
        let local = (at..end).any(|i| {
            matches!(self.reading.word(i), "the" | "its" | "their" | "his" | "her" | "this" | "it")
                && i + 1 < end
                && !self.is_name(i + 1)
                && self.reading.word(i + 1) != "world"
        });
        let class = if local { NOUN } else { "text" };
        let term = Term { name: words.join(" ").into(), class: class.into(), span: None };
        (words.len() > 2).then(|| Thing {
            term: Term { span: Some(self.reading.span(start..end)), ..term },
            tokens: at..end,
            detached: false,
        })
    }

    /// `for essential, mining, and healthcare workers`: the comma at `end` is that of a list.
    pub(super) fn lists_on(&self, end: usize) -> bool {
        let words = (end + 1..self.sentence.end.min(end + 5)).take_while(|&i| self.is_nominal(i) || self.is_comma(i));
        let conjunction = end + 1 + words.count();
        end < self.sentence.end
            && self.is_comma(end)
            && conjunction > end + 1
            && conjunction < self.sentence.end
            && matches!(self.reading.word(conjunction), "and" | "or")
    }

    /// `the FCC's December 14, net ruling`: behind a possessive a date belongs to what follows it.
    fn is_owned_date(&self, end: usize) -> bool {
        let date = end.checked_sub(1).and_then(|last| self.reading.timex(last));
        let first = date.map(|t| self.reading.timexes[t].tokens.start).filter(|&first| first > self.sentence.start);
        first.is_some_and(|first| self.reading.word(first - 1) == "'s")
    }

    /// Where the words from `at` on end without the date of their clause. A date that narrows them (`since 1973`,
    /// `in ten years`) is theirs.
    pub(super) fn without_date(&self, at: usize, end: usize) -> usize {
        let narrows = |i: usize| matches!(self.reading.word(i), "since" | "until" | "before" | "after" | "than");
        let mut end = end;
        while let Some(timex) = end.checked_sub(1).filter(|&last| last > at).and_then(|last| self.reading.timex(last)) {
            let timex = &self.reading.timexes[timex];
            let first = timex.tokens.start;
            if timex.kind == Kind::Duration || first <= at || (at..first).any(narrows) {
                break;
            }
            end = first - usize::from(first > at && is_preposition(self.reading.word(first - 1)));
        }
        end
    }

    /// Whether a word can belong to the phrase that begins at `start`.
    fn continues(&self, at: usize, start: usize) -> bool {
        let of = self.reading.word(at) == "of" && at > start && self.is_name(at - 1) && self.is_name(at + 1);
        // `the Marlin Tower burned`: behind a noun a verb begins.
        let hyphen = || self.reading.text.tokens[at - 1].is('-');
        let verb = at > start + 1 && self.is_verb_like(at) && self.is_nominal(at - 1) && !hyphen();
        of || self.is_nominal(at) && !verb && !(at > start && self.is_third_person(at))
    }

    /// `the Marlin Tower has`, `Vestas sells turbines`, `the team plays its games`: a verb in `-s` behind a name or a
    /// noun, with its object.
    pub(super) fn is_third_person(&self, at: usize) -> bool {
        let word = self.reading.word(at);
        let verb = word.ends_with('s') && !word.ends_with("ss") && !self.is_name(at);
        let governs = |object: usize| {
            is_determiner(self.reading.word(object))
                || self.is_name(at - 1)
                    && (matches!(self.reading.word(object), "into" | "onto" | "as")
                        || self.is_nominal(object) && !self.is_verb_like(object))
        };
        verb && at + 1 < self.sentence.end && governs(at + 1)
    }

    /// The thing whose phrase ends right before `end`; with what a preposition hangs on to it
    /// (`the bridge over the Sound`) where it is a common noun.
    pub(super) fn thing_ending(&self, end: usize) -> Option<Thing> {
        self.seen.ending.get_or_read((self.sentence.start, end), || self.read_ending(end))
    }

    fn read_ending(&self, end: usize) -> Option<Thing> {
        if end <= self.sentence.start || self.is_headline_case() {
            return None;
        }
        let start = self.phrase_start(end)?;
        let governor = start.checked_sub(1).filter(|&at| at >= self.sentence.start);
        // `the ore on which the town depends was`: the phrase ends in a verb.
        let relative = |at: usize| {
            let opens = matches!(self.reading.word(at), "which" | "whom" | "whose" | "where");
            opens && self.reading.word(end - 1).ends_with('s') && !self.is_name(end - 1)
        };
        if governor.is_some_and(relative) {
            return None;
        }
        let listed = |at: usize| {
            matches!(self.reading.word(at), "and" | "or") && at > self.sentence.start && self.is_nominal(at - 1)
        };
        if governor.is_some_and(listed) {
            return None;
        }
        // `is the winner after the Greens win`: before a verb it is a conjunction. Of what begins a clause, and of what
        // `the years after the war` are, only a name is sure.
        let conjunction = |at: usize| matches!(self.reading.word(at), "after" | "before" | "since" | "until");
        let sure = |thing: &Thing| &*thing.term.class != NOUN;
        match governor.filter(|&at| is_preposition(self.reading.word(at))) {
            Some(at) if conjunction(at) => self.thing(start..end, self.reading.word(start)).filter(sure),
            None => self.thing(start..end, self.reading.word(start)),
            // `the village of Halden`
            Some(of) if start == of + 1 && self.is_genus_of_name(of) => {
                let named = self.thing(start..end, "")?;
                Some(Thing { tokens: self.phrase_start(of).unwrap_or(of)..end, ..named })
            }
            Some(at) => {
                let head = self.thing_ending(at)?;
                let tokens = head.tokens.start..end;
                // `the Office of the Director of Intelligence`: the name goes on.
                let named = self.is_name(self.past_determiners(at + 1)) && self.is_name(end - 1);
                let article = self.reading.word(tokens.start) == "the";
                if &*head.term.class == NAME && article && named && matches!(self.reading.word(at), "of" | "for") {
                    let whole = self.past_determiners(tokens.start)..end;
                    return Some(Thing { term: self.term(whole, NAME), tokens, detached: false });
                }
                if &*head.term.class != NOUN {
                    return Some(Thing { tokens, ..head });
                }
                let described = self.past_determiners(tokens.start)..end;
                Some(Thing { term: self.term(described, NOUN), tokens, detached: false })
            }
        }
    }

    /// Whether the `of` at `of` stands between what kind of place something is and its name.
    fn is_genus_of_name(&self, of: usize) -> bool {
        let reading = self.reading;
        let kind = of > self.sentence.start && reading.lexicon.is_place_kind(reading.id(of - 1));
        // `the mayor of the town of Halden`, `a boat off the island of Mayotte`
        let before = self.phrase_start(of).and_then(|start| start.checked_sub(1));
        let whole = before.is_none_or(|at| at < self.sentence.start || !is_preposition(reading.word(at)));
        kind && whole && reading.word(of) == "of" && of + 1 < self.sentence.end && self.is_name(of + 1)
    }

    /// Where the phrase starts that ends right before `end`: at its determiner, else at its name.
    fn phrase_start(&self, end: usize) -> Option<usize> {
        let mut at = end;
        while at > self.sentence.start && end - at < LONGEST_PHRASE {
            if is_determiner(self.reading.word(at - 1)) {
                return (at < end).then_some(at - 1);
            }
            let of =
                self.reading.word(at - 1) == "of" && at < end && self.is_name(at) && self.is_name(at.wrapping_sub(2));
            if !of && !self.is_nominal(at - 1) {
                break;
            }
            at -= 1;
        }
        let name = self.name_ending(end)?;
        Some(name.start)
    }

    /// The words as a thing: known by name, or, behind a definite determiner, within the article.
    pub(super) fn thing(&self, tokens: Range<usize>, determiner: &str) -> Option<Thing> {
        // `the Greek-owned`: whose name or noun is still to come.
        let compound = tokens.len() > 2 && self.reading.text.tokens[tokens.end - 2].is('-');
        if compound && self.reading.word(tokens.end - 1).ends_with("ed") {
            return None;
        }
        let found = |term| Some(Thing { term, tokens: tokens.clone(), detached: false });
        let known = self.reading.mention(tokens.end - 1).map(|m| &self.reading.mentions[m]);
        if let Some(mention) = known.filter(|m| m.form == Form::Name && m.head.end == tokens.end) {
            let listed = self.reading.lexicon.entity_named(&mention.term.name).is_some();
            // `Bank of England` is not England.
            let open = &*mention.term.class == NAME;
            let whole =
                !listed && !open || self.name_ending(tokens.end).is_none_or(|name| name.start >= mention.head.start);
            if whole {
                return found(Term { span: Some(self.reading.span(mention.head.clone())), ..mention.term.clone() });
            }
        }
        // `the tower`, once the text has named one.
        if let Some(mention) = known.filter(|m| m.form == Form::Noun && &*m.term.class != "person") {
            return found(Term { span: Some(self.reading.span(mention.head.clone())), ..mention.term.clone() });
        }
        if let Some(name) = self.name_ending(tokens.end) {
            let alone = name.len() == 1 && name.start == self.sentence.start;
            let known = || self.is_introduced(name.end) || self.is_name_elsewhere(name.start);
            if alone && !self.reading.is_headword(name.start) && !known() {
                return None;
            }
            // `Minister of Trade Anna Holt` is an office and a person, `U.S. Representative` an office.
            let mut words = name.clone();
            let of = words.any(|at| self.reading.word(at) == "of");
            if of && self.reading.names_role(name.start..name.start + 1)
                || self.reading.names_role(name.end - 1..name.end)
            {
                return None;
            }
            return found(self.fullest(name));
        }
        let definite = matches!(determiner, "the" | "this" | "its" | "their");
        let noun = self.past_determiners(tokens.start)..tokens.end;
        if matches!(determiner, "the" | "this")
            && self.reading.takes_up_topic(tokens.end - 1)
            && let Some(topic) = self.topic(tokens.end - 1..tokens.end)
        {
            return found(topic.term);
        }
        // `is a club founded in 1901`, `was a band that formed in 1975`: what the definition defines.
        if matches!(determiner, "a" | "an")
            && self.reading.is_genus(tokens.end - 1)
            && let Some(topic) = self.topic(tokens.end - 1..tokens.end)
        {
            return found(topic.term);
        }
        let counted = noun.clone().any(|at| self.reading.text.tokens[at].kind == TokenKind::Number);
        // `the crested lark`: right behind its article a participle describes.
        if !definite || noun.is_empty() || counted || noun.clone().skip(1).any(|at| self.is_verb_like(at)) {
            return None;
        }
        let last = noun.end - 1;
        let opens = self.sentence.start + 1 == noun.start;
        let epithet = || self.named_before(last).filter(|_| determiner == "the" && opens);
        found(self.named_by_noun(last).or_else(epithet).unwrap_or_else(|| self.term(noun, NOUN)))
    }

    fn term(&self, tokens: Range<usize>, class: &str) -> Term {
        let name = self.reading.known_as(tokens.clone());
        let name = if class == NOUN { name.to_lowercase().into() } else { name };
        Term { name, class: class.into(), span: Some(self.reading.span(tokens)) }
    }

    /// The proper name that ends right before `end`: `Bank of England`, `Flight 8243`.
    pub(super) fn name_ending(&self, end: usize) -> Option<Range<usize>> {
        let tokens = &self.reading.text.tokens;
        let mut start = end;
        while start > self.sentence.start && end - start < LONGEST_PHRASE {
            let before = start - 1;
            let joins = match tokens[before].kind {
                TokenKind::Number => {
                    before > self.sentence.start && self.is_name(before - 1) && tokens[before].span.len() < 5
                }
                TokenKind::Mark('-') => tokens[before].glued && start < end && tokens[start].glued,
                TokenKind::Mark('&') => start < end && before > self.sentence.start && self.is_name(before - 1),
                _ if start < end && self.is_collective_possessive(before) => true,
                _ if matches!(
                    self.reading.word(before),
                    "of" | "de" | "del" | "da" | "do" | "du" | "van" | "von" | "al"
                ) =>
                {
                    start < end && before > self.sentence.start && self.is_name(before - 1)
                }
                _ => self.is_name(before),
            };
            if !joins || self.reading.timex(before).is_some() {
                break;
            }
            start = before;
        }
        // `The Akashi Bridge` opens with an article, `Danish Vestas` with an adjective.
        // `the Lebanese Armed Forces` are no others.
        let own = start < end && is_institution(self.reading.word(end - 1));
        let loose = |at: usize| self.is_adjective(at) && !own && !self.is_of_name(at, end);
        while start < end && (self.reading.is_function_word(start) || loose(start) || !self.is_name(start)) {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    /// Whether an adjective of a country or a place belongs to the name that goes on to `end`: before a single word
    /// that the article never writes without it, `British Airways`, `Saudi Aramco`.
    fn is_of_name(&self, at: usize, end: usize) -> bool {
        let word = |i: usize| self.reading.word(i);
        let bare = |i: &usize| *i > 0 && word(*i) == word(at + 1) && word(*i - 1) != word(at);
        end == at + 2 && self.is_name(at + 1) && !self.reading.name_words().iter().any(bare)
    }

    /// `People's Alliance`, `Workers' Party`: a possessive inside a name, not `Kenya's Parliament`.
    fn is_collective_possessive(&self, mark: usize) -> bool {
        let owner = mark.checked_sub(1).filter(|&at| at >= self.sentence.start && self.is_name(at));
        let whole = |at: usize| matches!(self.reading.word(at), "people" | "women" | "men" | "children");
        let plural = |at: usize| self.reading.word(at).ends_with('s') && self.reading.mention(at).is_none();
        owner.is_some_and(|at| match self.reading.word(mark) {
            "'s" | "’s" => whole(at),
            "'" | "’" => plural(at),
            _ => false,
        })
    }

    /// The same name as the article writes it in full: `Vestas Wind Systems` for `Vestas`.
    fn fullest(&self, name: Range<usize>) -> Term {
        let count = self.reading.text.tokens.len();
        let again = |at: usize| {
            at + name.len() <= count
                && (0..name.len()).all(|i| self.reading.word(at + i) == self.reading.word(name.start + i))
        };
        let mut best = name.clone();
        if name.len() < 3 {
            // A name is shortened once it was given; only a headline may come before it.
            let headline =
                |at: usize| self.reading.text.sentences[self.reading.sentence(at)].kind == BlockKind::Headline;
            let given = |at: usize| at < name.start || headline(name.start);
            for &at in self.reading.name_words().iter().filter(|&&at| given(at) && again(at)) {
                let end = at + name.len();
                let whole = self.name_around(at..end);
                // `the Harbour Top 40` is not `Harbour`.
                let numbered = self.reading.text.tokens.get(whole.end).is_some_and(|t| t.kind == TokenKind::Number);
                if whole.len() > best.len() && (whole.start == at || whole.end == end) && !numbered {
                    best = whole;
                }
            }
        }
        Term { span: Some(self.reading.span(name)), ..self.term(best, NAME) }
    }

    /// The run of name words around some of them.
    fn name_around(&self, tokens: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = tokens;
        let same = |at: usize| self.reading.sentence(at) == self.reading.sentence(tokens.start);
        while start > 0 && same(start - 1) && self.is_name(start - 1) && !self.reading.is_function_word(start - 1) {
            start -= 1;
        }
        while end < self.reading.text.tokens.len() && same(end) && self.is_name(end) {
            end += 1;
        }
        start..end
    }

    /// What the article names by a name that ends in this noun: the `Marlin Ferry`, for `the ferry`.
    fn named_by_noun(&self, noun: usize) -> Option<Term> {
        let word = self.reading.word(noun);
        let named = |at: &usize| {
            self.reading.text.tokens[*at].is_capitalised()
                && self.reading.word(*at) == word
                && !self.reading.is_function_word(*at - 1)
        };
        let behind_names = self.reading.name_words().iter().rev().map(|before| before + 1);
        let at = behind_names.filter(|&at| at < noun).find(named)?;
        let name = self.name_around(at..at + 1);
        Some(Term { span: Some(self.reading.span(noun..noun + 1)), ..self.term(name, NAME) })
    }

    /// `Vestas said on Monday … The turbine maker, founded in 1945,`: the name with which the sentence before begins,
    /// where the noun is one for a class of things, and the name's class is not another.
    fn named_before(&self, noun: usize) -> Option<Term> {
        let reading = self.reading;
        let classes: Vec<&str> = reading.classes_at(noun).collect();
        let previous = reading.sentence(noun).checked_sub(1)?;
        let sentence = reading.text.sentences[previous].tokens.clone();
        let same_kind = reading.text.sentences[previous].kind == reading.text.sentences[previous + 1].kind;
        if classes.is_empty() || classes.contains(&"person") || !same_kind {
            return None;
        }
        let start = reading.past_dateline(&sentence);
        let inside =
            Matcher { reading, pattern: self.pattern, token: self.token, sentence, seen: self.seen, trace: None };
        let term = inside.thing_starting(start)?.term;
        // An authority is no ship.
        let institution = term.name.split(' ').any(|word| is_institution(&word.to_lowercase()));
        let open = &*term.class == NAME && (!institution || is_institution(reading.word(noun)));
        let fits = open || classes.iter().any(|class| reading.lexicon.is_a(&term.class, class));
        fits.then(|| Term { span: Some(reading.span(noun..noun + 1)), ..term })
    }

    pub(super) fn past_determiners(&self, at: usize) -> usize {
        at + usize::from(is_determiner(self.reading.word(at)))
    }

    /// A word that can stand in a noun phrase.
    pub(super) fn is_nominal(&self, at: usize) -> bool {
        let token = &self.reading.text.tokens[at];
        match token.kind {
            TokenKind::Mark('-') => token.glued,
            TokenKind::Mark('&') => at > self.sentence.start && self.is_name(at - 1) && self.is_name(at + 1),
            TokenKind::Number => self.reading.timex(at).is_none(),
            TokenKind::Word(_) => {
                // `the long-tailed shrew`
                let compound = || self.reading.text.tokens.get(at + 1).is_some_and(|t| t.is('-') && t.glued);
                self.reading.timex(at).is_none()
                    && !self.reading.is_function_word(at)
                    && (!self.reading.is_adverb(at) || compound())
            }
            TokenKind::Mark(_) => false,
        }
    }

    /// A word of a proper name.
    pub(super) fn is_name(&self, at: usize) -> bool {
        let token = self.reading.text.tokens.get(at);
        token.is_some_and(|t| t.is_capitalised()) && self.reading.timex(at).is_none()
    }

    pub(super) fn is_adjective(&self, at: usize) -> bool {
        self.reading.mention(at).is_some_and(|m| self.reading.mentions[m].form == Form::Adjective)
    }

    pub(super) fn is_verb_like(&self, at: usize) -> bool {
        let word = self.reading.word(at);
        // `long-tailed`
        let compound = at > self.sentence.start && self.reading.text.tokens[at - 1].is('-');
        !compound && (word.len() > 4 && word.ends_with("ed") || IRREGULAR.contains(&word))
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.reading.text.tokens[at].is(',')
    }

    /// Whether an apposition follows: `Springvale, a town in the hills`, `Vestas, founded in 1945`.
    fn is_introduced(&self, at: usize) -> bool {
        at + 1 < self.sentence.end && self.is_comma(at) && {
            let word = self.reading.word(at + 1);
            matches!(word, "a" | "an" | "the" | "which") || word.len() > 4 && word.ends_with("ed")
        }
    }

    /// Whether the word stands elsewhere in the article as a name, and not because a sentence begins.
    pub(super) fn is_name_elsewhere(&self, at: usize) -> bool {
        let starts = |i: usize| self.reading.text.sentences[self.reading.sentence(i)].tokens.start == i;
        let mut names = self.reading.name_words().iter();
        names.any(|&i| i != at && self.reading.word(i) == self.reading.word(at) && !starts(i))
    }

    /// A headline Whose Words All Begin With a Capital tells no names.
    pub(super) fn is_headline_case(&self) -> bool {
        self.reading.is_title_case(&self.sentence)
    }
}

pub(super) fn is_article(word: &str) -> bool {
    is_determiner(word) && !matches!(word, "all" | "both" | "every" | "each")
}

pub(super) fn is_auxiliary(word: &str) -> bool {
    matches!(word, "is" | "was" | "are" | "were" | "has" | "have" | "had" | "will" | "would" | "can" | "could" | "may")
}
