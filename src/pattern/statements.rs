//! What is said, and who says it.
//!
//! A statement is the clause behind a verb of saying, up to where its speaker's words end; a matter is what somebody
//! announces, demands or condemns, a noun phrase or an infinitive. Who says it is a mention where one stands there,
//! else the whole noun phrase before the verb, as told: `health officials in Lima`, `the Orrin administration`. One
//! that is not clearly a single noun phrase from the clause's beginning on is left out.

use super::Slot;
use super::matcher::{Filled, Matcher};
use super::slots::{fill_thing, of_mentions};
use super::things::{LONGEST_ASIDE, NAME, NOUN, Thing, is_auxiliary};
use crate::claim::Term;
use crate::clause::speech;
use crate::clause::subject::{self, Subject, is_preposition};
use crate::clause::verb::{Shape, VerbGroup};
use crate::mention::Form;
use crate::text::words::is_determiner;
use crate::text::{TokenKind, inflect};
use std::ops::Range;

/// A speaker's phrase has no more tokens.
const LONGEST_SPEAKER: usize = 18;

/// Words that begin a clause, so that a subject can stand behind them.
const OPENERS: &[&str] =
    &["as", "while", "when", "although", "though", "after", "before", "because", "but", "whereas", "since", ";", ":"];

impl Matcher<'_, '_, '_> {
    /// What somebody says: the clause from `at` to the end of the sentence, in lower case and without articles, so
    /// that it can be compared. Without `that` before it, it must begin as a clause does.
    pub(super) fn statement_from(&self, at: usize) -> Option<Thing> {
        self.seen.statements.get_or_read(at, || self.read_statement(at))
    }

    fn read_statement(&self, at: usize) -> Option<Thing> {
        // `says that, when it rains, nobody comes`
        let at = at + usize::from(at < self.sentence.end && self.is_comma(at));
        let from = at;
        let quoted = self.reading.text.tokens.get(at).is_some_and(|t| t.is('"'));
        let at = at + usize::from(quoted);
        let before =
            |n: usize| at.checked_sub(n).filter(|&i| i >= self.sentence.start).map_or("", |i| self.reading.word(i));
        let introduced = quoted || before(1) == "that" || before(1) == "," && before(2) == "that";
        // `announces the end of it` has an object, where `says the end is near` has a clause.
        let says = self.reading.word(self.token).starts_with("sa");
        let subject = |i: usize| {
            let word = self.reading.word(i);
            let pronoun = matches!(word, "it" | "he" | "she" | "they");
            let phrase = matches!(word, "there" | "its" | "their" | "his" | "her" | "the" | "a")
                || self.reading.mention(i).is_some();
            pronoun || says && phrase || self.opens_clause(i)
        };
        if !introduced && (at >= self.sentence.end || !subject(at)) {
            return None;
        }
        let end = self.without_hanging(from, self.end_of_statement(from))?;
        let said = self.words_of(at..end);
        // `acknowledges "a redeployment" in the north`: some words of it are none of the speaker's statements.
        let cut = (at..end).any(|i| self.reading.text.tokens[i].is('"'));
        let part = quoted && !says && is_determiner(self.reading.word(at)) && cut;
        let clause = !part && said.name.split(' ').count() > 2 && self.has_verb(at..end);
        clause.then_some(Thing { term: said, tokens: at..end, detached: false })
    }

    /// Whether a verb stands in a statement: `said Foreign Minister Anna Holt` and `the number of deaths` have none.
    fn has_verb(&self, tokens: Range<usize>) -> bool {
        let verb = |at: usize| {
            let word = self.reading.word(at);
            let before = if at > tokens.start { self.reading.word(at - 1) } else { "the" };
            let common = self.is_nominal(at) && !self.is_name(at);
            // `the mayor resigns`, not `of deaths`, `the deaths`
            let third = word.ends_with('s') && common && !is_preposition(before) && !is_determiner(before);
            // `they agree`, `nurses stay away`
            let plain = matches!(before, "they" | "we" | "you" | "i" | "to" | "not" | "who" | "people")
                || before.ends_with('s') && common;
            is_auxiliary(word)
                || matches!(word, "be" | "been" | "do" | "does" | "did" | "should" | "must" | "might" | "shall")
                || word.ends_with("n't")
                || word.ends_with("n\u{2019}t")
                || self.is_verb_like(at)
                || inflect::is_past(word)
                || third
                || plain
        };
        tokens.clone().any(verb)
    }

    /// Words that are said, in lower case and without articles, so that they can be compared.
    fn words_of(&self, tokens: Range<usize>) -> Term {
        let kept = |i: &usize| self.is_spoken(*i) && !matches!(self.reading.word(*i), "the" | "a" | "an");
        let mut words = String::new();
        for i in tokens.clone().filter(kept) {
            if !words.is_empty() {
                words.push(' ');
            }
            self.push_with_sign(i, &mut words);
        }
        Term { name: words.into(), class: "text".into(), span: Some(self.reading.span(tokens)) }
    }

    /// A word or a number, no mark.
    fn is_spoken(&self, at: usize) -> bool {
        let token = &self.reading.text.tokens[at];
        token.is_word() || token.kind == TokenKind::Number
    }

    /// The end of the words that end before `end`, without what only hangs on to them.
    fn without_hanging(&self, at: usize, end: usize) -> Option<usize> {
        let hangs = |i: usize| {
            let word = self.reading.word(i);
            is_preposition(word)
                || matches!(word, "which" | "who" | "and" | "or" | "as" | "the" | "a" | "an" | "further")
        };
        (at..end).rev().find(|&i| self.is_spoken(i) && !hangs(i)).map(|last| last + 1)
    }

    /// Whether a clause without `that` begins here: a noun phrase, and then a finite verb before anything else.
    fn opens_clause(&self, at: usize) -> bool {
        /// Longest subject of such a clause, in tokens.
        const LONGEST: usize = 16;
        let phrase = |i: usize| {
            let word = self.reading.word(i);
            self.is_nominal(i)
                || is_determiner(word)
                || self.reading.is_adverb(i)
                || matches!(
                    word,
                    "of" | "in" | "from" | "for" | "on" | "at" | "and" | "over" | "under" | "'s" | "\u{2019}s"
                )
        };
        let limit = self.sentence.end.min(at + LONGEST);
        let verb = (at..limit).find(|&i| !phrase(i)).filter(|&i| i > at && !is_preposition(self.reading.word(at)));
        verb.is_some_and(|i| is_auxiliary(self.reading.word(i)) || matches!(self.reading.word(i), "must" | "should"))
    }

    /// What is announced, demanded, condemned: a noun phrase with all that narrows it, or the words behind an
    /// infinitive's `to`. A comma ends it, unless that of a list.
    pub(super) fn matter_from(&self, at: usize) -> Option<Thing> {
        if at >= self.sentence.end {
            return None;
        }
        let determined = is_determiner(self.reading.word(at));
        let noun = at + usize::from(determined);
        let opens = noun < self.sentence.end
            && !matches!(self.reading.word(at), "that" | "each")
            && !(is_preposition(self.reading.word(noun)) && self.reading.word(at) != "all")
            && (determined || self.is_nominal(noun) || self.reading.text.tokens[noun].is('"'));
        if !opens
            || self.reading.timex(at).is_some_and(|t| self.reading.timexes[t].tokens.start == at)
            || self.opens_clause(at)
        {
            return None;
        }
        let whole = self.end_of_statement(at);
        let comma = |i: &usize| {
            let including = *i + 1 < whole && self.reading.word(*i + 1) == "including";
            let goes_on = including || self.lists_on(*i) || self.reading.timex(*i).is_some() || self.opens_aside(*i);
            self.is_comma(*i) && !goes_on
        };
        let end = (at..whole).find(comma).unwrap_or(whole);
        let end = self.without_hanging(at, end)?;
        // `condemned the raid on Monday`: the day is that of the verb, where `condemns` would be said of the day's news.
        let without = self.without_date(at, end);
        let day = self.is_verb_like(self.token) && without < end && self.reading.word(without) == "on";
        let end = if day { without } else { end };
        let matter = self.words_of(at..end);
        (!matter.name.is_empty()).then_some(Thing { term: matter, tokens: at..end, detached: false })
    }

    /// Appends the word at `at`; a number with the sign that is glued to it: `over 80%`, `$900 billion`.
    fn push_with_sign(&self, at: usize, words: &mut String) {
        const SIGNS: [char; 5] = ['%', '$', '\u{20ac}', '\u{a3}', '\u{a5}'];
        let tokens = &self.reading.text.tokens;
        let number = tokens[at].kind == TokenKind::Number;
        let sign = |of: Option<usize>, glued: usize| {
            let token = of.filter(|_| number).and_then(|of| tokens.get(of))?;
            let touches = tokens.get(glued).is_some_and(|t| t.glued);
            SIGNS.into_iter().find(|&sign| touches && token.is(sign))
        };
        let [before, behind] = [sign(at.checked_sub(1), at), sign(Some(at + 1), at + 1)];
        words.extend(before);
        words.push_str(self.reading.word(at));
        words.extend(behind);
    }

    /// Where a statement that begins at `at` ends: at what its speaker does besides, at what the paper adds, at the main
    /// clause behind `After Norway said that …,`. What is cut off may have been said, too; what is left was.
    fn end_of_statement(&self, at: usize) -> usize {
        let word = |i: usize| if i < self.sentence.end { self.reading.word(i) } else { "" };
        let fronted =
            matches!(word(self.sentence.start), "after" | "as" | "when" | "while" | "although" | "though" | "since");
        // What a second comma closes is an aside, and the statement goes on behind it.
        let last_comma = (at..self.sentence.end).rev().find(|&i| self.is_comma(i));
        let gloss = |i: usize| match word(i + 1) {
            "while" | "although" | "though" | "amid" | "despite" => true,
            "with" | "which" | "who" | "where" => last_comma == Some(i),
            "as" => !matches!(word(i + 2), "well" | "of" | "such"),
            _ => false,
        };
        let turns = |i: usize| {
            // `shortly after midnight` is a time of day; `shortly after leaving` ends before its adverb.
            let dated = |i: usize| matches!(word(i), "after" | "before") && self.reading.timex(i + 1).is_some();
            // `will not reopen until after the vote`: without that it would be said of any time.
            if dated(i) || matches!(word(i - 1), "until" | "than" | "only") {
                return false;
            }
            let after = |i: usize| matches!(word(i), "after" | "before") && !dated(i);
            matches!(word(i), "shortly" | "immediately" | "soon" | "just" | "right") && after(i + 1)
                || matches!(word(i), "although" | "though" | "whereas" | "after" | "following" | "amid" | "despite")
                || matches!(word(i), "accusing" | "citing" | "saying" | "stating" | "adding" | "blaming" | "claiming")
                || matches!(word(i), "before" | "while" | "without") && word(i + 1).ends_with("ing")
                || matches!(word(i), "as" | "while")
                    && (i + 1..self.sentence.end).any(|verb| speech::reports(self.reading, verb))
        };
        // `that if it spreads, the country is not ready`: the comma only closes the condition.
        let condition = matches!(word(at), "if" | "when" | "unless" | "once" | "as" | "after" | "while" | "because");
        let closing = (at..self.sentence.end).find(|&i| condition && self.is_comma(i));
        let ends = |i: usize| {
            self.reading.text.tokens[i].is(';')
                || self.opens_predicate(i)
                || self.is_comma(i) && closing != Some(i) && (fronted || gloss(i))
                || i > at + 2 && turns(i)
        };
        (at + 1..self.sentence.end).find(|&i| ends(i)).unwrap_or(self.sentence.end)
    }

    /// Whether a conjunction with a new verb stands here: `and calls on Iran to stop`, `but adds that`. What follows is
    /// no part of what was said before; a plural noun may be taken for a verb, and what is said then ends early.
    fn opens_predicate(&self, at: usize) -> bool {
        let verb = self.past_adverbs(at + 1);
        let behind = verb + 1;
        // `, defending the decision` may be what the speaker does.
        if self.is_comma(at) && verb < self.sentence.end && self.reading.word(verb).ends_with("ing") {
            return !self.is_name(verb) && self.reading.word(verb) != "including";
        }
        let governs = |at: usize| {
            let word = self.reading.word(at);
            is_determiner(word)
                || matches!(word, "on" | "for" | "to" | "them" | "him" | "her" | "it" | "us" | "that" | "what" | "how")
        };
        let lower = |at: usize| self.reading.word(at).ends_with('s') && self.is_nominal(at) && !self.is_name(at);
        // `and promises firm support`, `and rejected Norway's account`
        let plain = |at: usize| {
            self.is_nominal(at)
                && !self.is_verb_like(at)
                && (self.is_name(at) || !self.reading.word(at).ends_with("ing"))
        };
        let present = |verb: usize| lower(verb) && (governs(behind) || plain(behind));
        let past = |verb: usize| self.is_verb_like(verb) && (governs(behind) || self.is_name(behind));
        matches!(self.reading.word(at), "and" | "but")
            && behind < self.sentence.end
            && (speech::reports(self.reading, verb)
                || is_auxiliary(self.reading.word(verb))
                || present(verb)
                || past(verb))
    }

    /// `accused Norway, along with Sweden, of`: whether another comma closes what this one opens, and the phrase goes on.
    fn opens_aside(&self, comma: usize) -> bool {
        let limit = self.sentence.end.min(comma + LONGEST_ASIDE).saturating_sub(1);
        let close = (comma + 1..limit).find(|&i| self.is_comma(i));
        close.is_some_and(|close| matches!(self.reading.word(close + 1), "of" | "for" | "to"))
    }

    /// Who says what the verb governs: a mention, else the noun phrase as told.
    pub(super) fn speaker(&self, group: &VerbGroup, slot: &Slot) -> Option<(Filled, bool)> {
        let whole = |s: &Subject| if s.detached { self.speaks_first(&s.tokens) } else { !self.is_cut(&s.tokens) };
        let found = subject::find(self.reading, group, &|m| self.fits(slot, m)).filter(whole);
        let Some(found) = found else { return self.speaker_as_told(group, slot) };
        let mention = &self.reading.mentions[found.mentions[0]];
        if found.mentions.len() == 1 && mention.form == Form::Body {
            // What a ministry says is not what the state does.
            let term = self.as_told(mention.tokens.clone());
            return Some((fill_thing(slot, Thing { term, tokens: found.tokens, detached: false }), found.detached));
        }
        let filled = of_mentions(slot, found.mentions, found.tokens);
        if group.base && self.is_singular(&filled) {
            return self.speaker_as_told(group, slot);
        }
        Some((filled, found.detached))
    }

    fn speaker_as_told(&self, group: &VerbGroup, slot: &Slot) -> Option<(Filled, bool)> {
        let whole = |thing: &Thing| &*thing.term.class != NOUN && (thing.detached || !self.is_cut(&thing.tokens));
        let named = self.thing_before(group).filter(whole);
        let thing = named.or_else(|| self.speaker_before(group)).or_else(|| self.speaker_of_first(group))?;
        let detached = thing.detached;
        Some((fill_thing(slot, thing), detached))
    }

    /// `the Islamic State – Khorasan Province`, `the lawyer for the American journalist Anna Okafor`: whether the words are
    /// only the end of a phrase.
    fn is_cut(&self, tokens: &Range<usize>) -> bool {
        let first = self.sentence.start;
        let word = |i: usize| self.reading.word(i);
        let described =
            |i: &usize| is_determiner(word(*i)) || self.is_nominal(*i) && !self.is_name(*i) || self.is_adjective(*i);
        let start = tokens.start - (first..tokens.start).rev().take_while(described).count();
        let joins = |i: usize| matches!(word(i), "\u{2013}" | "-" | "'s" | "\u{2019}s");
        let before = |at: usize| at > first + 1 && self.is_nominal(at - 2);
        before(tokens.start) && joins(tokens.start - 1) && self.is_name(tokens.start - 2)
            || before(start) && matches!(word(start - 1), "for" | "of" | "to")
    }

    /// `The ministry says that it rains, and warns`: who says the first, where a conjunction adds the verb.
    fn speaker_of_first(&self, group: &VerbGroup) -> Option<Thing> {
        let conjunction = group.tokens.start.checked_sub(1).filter(|&at| at > self.sentence.start)?;
        let first = (self.sentence.start..conjunction).find(|&at| speech::speaks(self.reading, at))?;
        let thing = self.phrase_to(first).filter(|_| matches!(self.reading.word(conjunction), "and" | "but"))?;
        Some(Thing { detached: true, ..thing })
    }

    /// Whether a mention to which a conjunction adds the verb is what the sentence's first verb of saying has for its
    /// subject, and not part of what is said.
    fn speaks_first(&self, tokens: &Range<usize>) -> bool {
        !(self.sentence.start..tokens.start).any(|at| speech::speaks(self.reading, at))
    }

    /// The noun phrase from the clause's beginning up to the verb; before an aside, or the name that the aside is.
    fn speaker_before(&self, group: &VerbGroup) -> Option<Thing> {
        let active = group.shape == Shape::Active || group.shape == Shape::Bare && group.finite;
        let end = self.past_asides(group.tokens.start);
        if !active || self.is_headline_case() || end == self.sentence.start {
            return None;
        }
        if !self.is_comma(end - 1) {
            return self.phrase_to(end).filter(|thing| self.agrees(group, thing));
        }
        let close = end - 1;
        let lowest = close.saturating_sub(LONGEST_ASIDE).max(self.sentence.start);
        let open = (lowest..close).rev().find(|&i| self.is_comma(i))?;
        let whole = self.phrase_to(open)?;
        // `the vice president, Anna Okafor, says`
        let aside = open + 1..close;
        let person = aside.len() > 1 && aside.clone().all(|i| self.is_name(i) || self.is_nominal(i) && i > open + 1);
        let titled = !self.is_name(open - 1) || self.reading.names_role(open - 1..open);
        if person && titled {
            return Some(Thing { term: self.as_told(aside), detached: true, ..whole });
        }
        Some(Thing { detached: true, ..whole }).filter(|thing| self.agrees(group, thing))
    }

    /// The noun phrase that fills its clause up to `end`.
    fn phrase_to(&self, end: usize) -> Option<Thing> {
        let lowest = end.saturating_sub(LONGEST_SPEAKER).max(self.sentence.start);
        let opener = (lowest..end).rev().find(|&i| self.is_comma(i) || OPENERS.contains(&self.reading.word(i)));
        let start = match opener {
            None if lowest == self.sentence.start => lowest,
            None => return None,
            Some(comma) if self.is_comma(comma) && !self.ends_fronted(comma) => return None,
            Some(at) => at + 1,
        };
        let start = self.past_adverbs(start);
        let and = (start..end).rev().find(|&i| self.reading.word(i) == "and").map(|and| and + 1);
        let afresh = |&at: &usize| at < end && (is_determiner(self.reading.word(at)) || self.is_name(at));
        let tokens = [Some(start), and.filter(afresh)].into_iter().flatten().map(|start| start..end);
        let tokens = tokens.into_iter().find(|tokens| self.is_noun_phrase(tokens))?;
        Some(Thing { term: self.as_told(tokens.clone()), tokens, detached: false })
    }

    /// `In Lima, the ministry`, `However, the ministry`: whether the comma only ends what stands before the clause.
    fn ends_fronted(&self, comma: usize) -> bool {
        let first = self.sentence.start;
        let word = self.reading.word(first);
        is_preposition(word)
            || self.reading.is_adverb(first)
            || self.reading.timex(first).is_some()
            || OPENERS.contains(&word)
            || matches!(self.reading.word(comma + 1), "but" | "while")
    }

    fn is_noun_phrase(&self, tokens: &Range<usize>) -> bool {
        let word = |i: usize| self.reading.word(i);
        let first = tokens.start;
        let own = matches!(word(first), "its" | "their" | "his" | "her" | "our" | "this" | "that" | "these" | "those");
        let nobody =
            matches!(word(first), "nobody" | "none" | "somebody" | "someone" | "everybody" | "everyone" | "others");
        let opens =
            !own && !nobody && (is_determiner(word(first)) || self.is_quantifier(first) || self.is_nominal(first));
        let possessive = |i: usize| matches!(word(i), "'s" | "\u{2019}s" | "'" | "\u{2019}");
        let inside = |i: usize| {
            let name = self.is_name(i);
            let joins =
                matches!(word(i), "of" | "in" | "for" | "from" | "at" | "on" | "to" | "and" | "the" | "a" | "an");
            let initial = self.reading.text.tokens[i].is('.') && self.reading.text.tokens[i - 1].span.len() == 1;
            let verb = !name && (self.is_verb_like(i) && !is_determiner(word(i - 1)) || self.is_third_person(i));
            joins || possessive(i) || initial || self.is_nominal(i) && !verb
        };
        let last = tokens.end.wrapping_sub(1);
        opens
            && tokens.len() <= LONGEST_SPEAKER
            && tokens.clone().skip(1).all(inside)
            && self.is_nominal(last)
            && !possessive(last)
            && !(tokens.len() == 1 && self.is_verb_like(first))
    }

    fn is_quantifier(&self, at: usize) -> bool {
        matches!(self.reading.word(at), "some" | "several" | "many" | "most" | "other" | "two" | "three")
    }

    /// A singular verb has no plural subject, and a plural verb has one: `officials say`, but not `a record, reports say`
    /// or `the ministry denies claims that`.
    fn agrees(&self, group: &VerbGroup, thing: &Thing) -> bool {
        let tokens = &thing.tokens;
        let head = self.head_of(tokens);
        let is_plural = |i: usize| {
            let word = self.reading.word(i);
            word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
                || matches!(word, "people" | "police" | "men" | "women" | "media" | "and")
        };
        let verb = self.reading.word(group.tokens.end - 1);
        let singular = group.tokens.len() == 1 && verb.ends_with('s');
        let bare = group.tokens.len() == 1 && !singular && !self.is_verb_like(group.tokens.start);
        let counts = |i: usize| self.reading.text.tokens[i].kind == TokenKind::Number;
        let mut phrase = tokens.start..=head;
        !(singular && is_plural(head) && !self.is_name(head)
            || bare && !phrase.any(is_plural)
            || counts(tokens.start) && tokens.len() == 1)
    }

    /// The noun of a phrase: what stands before its first preposition.
    fn head_of(&self, tokens: &Range<usize>) -> usize {
        let preposition = tokens.clone().skip(1).find(|&i| is_preposition(self.reading.word(i)));
        preposition.unwrap_or(tokens.end) - 1
    }

    /// A phrase as the text has it, without its article.
    fn as_told(&self, tokens: Range<usize>) -> Term {
        let article = usize::from(matches!(self.reading.word(tokens.start), "the" | "a" | "an"));
        let tokens = tokens.start + article..tokens.end;
        let written = self.reading.known_as(tokens.clone());
        let head = self.head_of(&tokens);
        let opens = head == tokens.start && head == self.sentence.start && self.reading.mention(head).is_none();
        let plural = self.reading.word(head).ends_with('s') || self.reading.word(head) == "police";
        let common = opens && plural && !self.is_name_elsewhere(head);
        let name = if common { lower_first(&written).into() } else { written };
        let link = |i: usize| matches!(self.reading.word(i), "of" | "for" | "and" | "the" | "&" | "'s" | "-");
        let named = !common && tokens.clone().all(|i| self.is_name(i) || link(i));
        let class = if named { NAME } else { NOUN };
        Term { name, class: class.into(), span: Some(self.reading.span(tokens)) }
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
