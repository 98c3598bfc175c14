//! Offices: `Armenian Prime Minister Nikol Pashinyan`, `the presidents of Belarus and Russia`.

use super::{Form, Hit, Holder, Mention, Reading, Title};
use crate::claim::Term;
use crate::lexicon::Sense;
use crate::text::TokenKind;
use crate::text::table::Table;
use std::ops::Range;

/// What a word before an office makes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Modifier {
    /// Another office, of whose name it is a part.
    Grade,
    /// One whose holder has left it.
    Past,
    /// One whose holder is neither sole nor lasting; what the words claim is left unsaid.
    Passing,
    /// Nothing else.
    Empty,
}

use Modifier::{Empty, Grade, Passing, Past};

static MODIFIERS: Table<Modifier, 64> = Table::new(&[
    ("deputy", Grade),
    ("vice", Grade),
    ("first", Grade),
    ("assistant", Grade),
    ("former", Past),
    ("ex", Past),
    ("then", Past),
    ("late", Past),
    ("ousted", Past),
    ("deposed", Past),
    ("previous", Past),
    ("acting", Passing),
    ("interim", Passing),
    ("outgoing", Passing),
    ("incoming", Passing),
    ("caretaker", Passing),
    ("designate", Passing),
    ("elect", Passing),
    ("senior", Passing),
    ("top", Passing),
    ("new", Empty),
    ("current", Empty),
    ("longtime", Empty),
    ("long", Empty),
    ("incumbent", Empty),
    ("sitting", Empty),
    ("newly", Empty),
    ("elected", Empty),
]);

fn is_grade(word: &str) -> bool {
    MODIFIERS.get(word) == Some(Grade)
}

/// An office phrase, read.
#[derive(Debug)]
pub(super) struct OfficePhrase {
    /// Owner, grade, office, `of` its owner.
    pub(super) tokens: Range<usize>,
    pub(super) office: Option<Term>,
    pub(super) owner: Option<Term>,
    pub(super) former: bool,
    pub(super) passing: bool,
    /// What makes a lower office of it: `Deputy `.
    grade: String,
    plural: bool,
}

fn is_role_at(hits: &[Hit], hit: usize, at: usize) -> bool {
    hits.get(hit).is_some_and(|h| h.start == at && matches!(h.sense, Sense::Role { .. }))
}

impl Reading<'_> {
    /// The office whose owner, grade or name starts at the hit.
    pub(super) fn office_phrase(&self, hits: &[Hit], hit: usize, range: &Range<usize>) -> Option<OfficePhrase> {
        let first = hits[hit];
        let (mut owner, mut role_hit) = (None, hit);
        let mut at = first.start;
        // `the bank's Kenyan chairman`: the office is the bank's.
        let owned = matches!(first.sense, Sense::Adjective(_))
            && at > range.start
            && matches!(self.word(at - 1), "'s" | "\u{2019}s" | "'" | "its" | "their" | "his" | "her" | "whose");
        if owned {
            return None;
        }
        if let Sense::Name { entity, .. } | Sense::Adjective(entity) = first.sense {
            // `Union of Macedonia leader`: the end of a longer name.
            if matches!(first.sense, Sense::Name { .. }) && self.ends_name(first.start, range) {
                return None;
            }
            owner = Some(self.entity_term(entity, first.start..first.end));
            at = self.past_acronym(first.end, range);
            at += usize::from(self.is_possessive(at, range));
            role_hit = hit + 1;
        }
        let (mut former, mut passing, mut grade) = (false, false, String::new());
        while hits.get(role_hit).is_some_and(|h| h.start < at) {
            role_hit += 1;
        }
        while at < range.end && !(role_hit > hit && is_role_at(hits, role_hit, at)) {
            let word = self.word(at);
            match MODIFIERS.get(word) {
                Some(Past) => former = true,
                Some(Passing) => passing = true,
                Some(Empty) => {}
                // The first president is no longer the president; a first deputy is a deputy.
                Some(Grade) if word == "first" && at + 1 < range.end && !is_grade(self.word(at + 1)) => former = true,
                Some(Grade) => grade = format!("{grade}{} ", self.capitalised(at)),
                None if word == "-" => {}
                None => break,
            }
            at += 1;
        }
        while hits.get(role_hit).is_some_and(|h| h.start < at) {
            role_hit += 1;
        }
        let role = hits.get(role_hit).filter(|_| is_role_at(hits, role_hit, at))?;
        let mut start = first.start;
        if self.is_to_somebody(start, range) {
            return None;
        }
        if role_hit == hit {
            // A grade before an office without an owner: `Deputy Foreign Minister Andrei Rudenko`.
            while start > range.start {
                let word = self.word(start - 1);
                match MODIFIERS.get(word) {
                    Some(Past) => former = true,
                    Some(Passing) => passing = true,
                    // The first president of a state is no lower one.
                    Some(Grade) if word == "first" && grade.is_empty() => break,
                    Some(Grade) => grade = format!("{} {grade}", self.capitalised(start - 1)),
                    // `Vice-Chancellor`
                    None if word == "-" && start >= range.start + 2 && is_grade(self.word(start - 2)) => {}
                    _ => break,
                }
                start -= 1;
            }
        } else {
            let before = start.checked_sub(1).filter(|&b| b >= range.start).map(|b| self.word(b));
            let modifier = before.and_then(|word| MODIFIERS.get(word));
            former |= modifier == Some(Past);
            if modifier.is_none() {
                match self.past_before(start, range) {
                    // `former United States FBI director`
                    Some(at) if hits[..hit].iter().any(|h| h.start == at + 1 && h.end == start) => former = true,
                    // `former right-wing Kenyan president`, `his former ally Kenyan President Anna Holt`
                    Some(_) => passing = true,
                    None => {}
                }
            }
            // `the 45th U.S. president` may be that of today or not.
            passing |= start > range.start && self.is_ordinal(start - 1);
            passing |= modifier == Some(Passing);
            // `Deputy Spanish Prime Minister`
            if modifier == Some(Grade) && before != Some("first") {
                start -= 1;
                grade = format!("{} {grade}", self.capitalised(start));
            }
        }
        let mut end = role.end;
        let mut domain = String::new();
        if owner.is_none() {
            (owner, end) = self.owner_behind(hits, role_hit, range);
        } else if let Some(words) = self.domain_behind(end, range) {
            domain = format!(" {}", self.written(words.clone()));
            end = words.end;
        }
        let (name, plural) = self.role_of(*role, owner.as_ref())?;
        let office = owner.as_ref().map(|owner| Term {
            name: format!("{grade}{name}{domain} of {}", owner.name).into(),
            class: "office".into(),
            span: Some(self.span(start..end)),
        });
        Some(OfficePhrase { tokens: start..end, office, owner, former, passing, grade, plural })
    }

    /// `the body of former Kenyan President Anna Holt`: where the words begin, from token `first` on, that say of the office
    /// at `start` whether it is still held.
    pub(crate) fn past_state(&self, start: usize, first: usize) -> usize {
        let state = |at: usize| matches!(MODIFIERS.get(self.word(at)), Some(Past | Passing));
        (first..start).rev().take_while(|&at| state(at)).last().unwrap_or(start)
    }

    /// A word that makes a former holder of one, before other words of the phrase whose office starts at `start`.
    fn past_before(&self, start: usize, range: &Range<usize>) -> Option<usize> {
        /// Longest description between the two, in tokens.
        const NEAR: usize = 6;
        let lowest = start.saturating_sub(NEAR).max(range.start);
        let inside = |at: &usize| {
            (self.text.tokens[*at].is_word() || self.text.tokens[*at].is('-')) && !self.is_function_word(*at)
        };
        (lowest..start)
            .rev()
            .take_while(inside)
            .find(|&at| matches!(self.word(at), "former" | "ex" | "late" | "ousted" | "deposed"))
    }

    /// Whether a name with an `of` leads up to the word.
    fn ends_name(&self, at: usize, range: &Range<usize>) -> bool {
        let named = |of: usize| self.text.tokens[of - 1].is_capitalised() && !self.names_role(of - 1..of);
        at >= range.start + 2 && self.word(at - 1) == "of" && at >= range.start + 3 && named(at - 1)
    }

    /// `45th`
    fn is_ordinal(&self, at: usize) -> bool {
        let word = self.word(at);
        let suffix = ["st", "nd", "rd", "th"].iter().any(|s| word.ends_with(s));
        let digits = word.starts_with(|c: char| c.is_ascii_digit())
            || self.text.tokens[at].glued && at > 0 && self.text.tokens[at - 1].kind == TokenKind::Number;
        suffix && digits
    }

    /// `the adviser to the US president`: the name behind such an office is the adviser's.
    fn is_to_somebody(&self, start: usize, range: &Range<usize>) -> bool {
        let before =
            |n: usize| start.checked_sub(n).filter(|&at| at >= range.start).map(|at| self.word(at)).unwrap_or_default();
        // `Press Secretary of the President of Kenya Anna Holt`
        let of = if before(1) == "of" {
            2
        } else if before(2) == "of" && before(1) == "the" {
            3
        } else {
            0
        };
        let holder = start.checked_sub(of).filter(|&at| of > 0 && at >= range.start);
        if holder.is_some_and(|at| self.names_role(at..at + 1)) {
            return true;
        }
        let noun = if before(1) == "to" {
            before(2)
        } else if before(2) == "to" && before(1) == "the" {
            before(3)
        } else {
            ""
        };
        // `Press Secretary of the President of Russia`
        let serves = before(1) == "the"
            && before(2) == "of"
            && matches!(
                before(3),
                "secretary" | "spokesman" | "spokeswoman" | "spokesperson" | "aide" | "adviser" | "chancellery"
            );
        serves
            || matches!(
                noun,
                "adviser" | "advisor" | "counselor" | "counsellor" | "aide" | "assistant" | "envoy" | "ambassador"
            )
    }

    /// `of the CSTO` behind an office.
    fn owner_behind(&self, hits: &[Hit], role_hit: usize, range: &Range<usize>) -> (Option<Term>, usize) {
        let end = hits[role_hit].end;
        let mut at = end;
        if at + 1 >= range.end || self.word(at) != "of" {
            return (None, end);
        }
        at += 1;
        at += usize::from(self.word(at) == "the");
        // `the campaign chairman of U.S. President Anna Holt`
        let holder = hits[role_hit + 1..].windows(2).find(|pair| pair[0].start == at);
        if holder.is_some_and(|pair| pair[1].start == pair[0].end && matches!(pair[1].sense, Sense::Role { .. })) {
            return (None, end);
        }
        match hits[role_hit + 1..].iter().find(|h| h.start >= at) {
            Some(h) if h.start == at => match h.sense {
                // `the governor of Luhansk Oblast`
                Sense::Name { .. }
                    if let Some(name) = self.headed_name_at(at, hits, range).filter(|m| m.head.end > h.end) =>
                {
                    (Some(name.term), name.tokens.end)
                }
                // `the leader of the UK Independence Party`, `of the Sudan People's Party`
                Sense::Name { .. } if self.names_institution(&self.capitals_from(h.end, range)) => (None, end),
                Sense::Name { .. } if self.is_possessive(h.end + 1, range) => (None, end),
                Sense::Name { entity, .. } => {
                    (Some(self.entity_term(entity, h.start..h.end)), self.past_acronym(h.end, range))
                }
                _ => (None, end),
            },
            // `director of the Turan Research Center`, `mayor of Halden`
            _ => match self.headed_name_at(at, hits, range).or_else(|| self.open_owner_at(at, hits, range)) {
                Some(name) => (Some(name.term), name.tokens.end),
                None => (None, end),
            },
        }
    }

    /// Whose an office is, where no pack lists it. Where no verb or mark ends the name, that of a person could follow.
    fn open_owner_at(&self, at: usize, hits: &[Hit], range: &Range<usize>) -> Option<Mention> {
        let name = self.open_name_at(at, hits, range)?;
        let person = |i: usize| i > name.head.start && self.lexicon.is_given_name(self.id(i));
        let listed = name.head.end < range.end && self.word(name.head.end) == "and";
        let lone = !name.possessive && !listed && &*name.term.class != "person" && !name.head.clone().any(person);
        lone.then_some(name)
    }

    /// What an office is for, where that is no part of its name in a pack: `of Veterans Affairs`, `for Exiting the
    /// European Union`.
    fn domain_behind(&self, at: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let link = |i: usize| matches!(self.word(i), "of" | "for" | "the" | "and" | "&");
        if at >= range.end || !matches!(self.word(at), "of" | "for") {
            return None;
        }
        let belongs = |i: &usize| link(*i) || self.text.tokens[*i].is_capitalised() && self.timex(*i).is_none();
        let last = (at..range.end.min(at + 9)).take_while(belongs).filter(|i| !link(*i)).last()?;
        // Of `Foreign Affairs Adel al-Jubeir` the end is somebody's name.
        let broken = last + 1 < range.end && (self.text.tokens[last + 1].is('-') || self.word(last + 1) == "al");
        (!broken).then_some(at..last + 1)
    }

    /// The capitalised words from `at` on.
    fn capitals_from(&self, at: usize, range: &Range<usize>) -> Range<usize> {
        let end = (at..range.end.min(at + 5)).find(|&i| !self.text.tokens[i].is_capitalised()).unwrap_or(at);
        at..end
    }

    /// The office among those of that name that its owner's class has.
    fn role_of(&self, hit: Hit, owner: Option<&Term>) -> Option<(&str, bool)> {
        let mut chosen = None;
        self.lexicon.phrases_at(&self.ids[hit.start..hit.end], |n, senses| {
            for sense in senses.iter().filter(|_| n == hit.end - hit.start) {
                if let Sense::Role { role, plural } = *sense {
                    let known = &self.lexicon.roles[role];
                    let fits = owner
                        .is_none_or(|o| known.of.is_empty() || known.of.iter().any(|c| self.lexicon.is_a(&o.class, c)));
                    if fits && chosen.is_none() {
                        chosen = Some((&*known.name, plural));
                    }
                }
            }
        });
        chosen
    }

    /// A person behind an office, an office alone, or a delegation.
    pub(super) fn office_at(
        &self,
        hits: &[Hit],
        hit: usize,
        found: &[Mention],
        range: &Range<usize>,
    ) -> Option<Mention> {
        let mut phrase = self.office_phrase(hits, hit, range)?;
        if phrase.plural {
            return self.delegation(&phrase, hits, range);
        }
        if phrase.office.is_none() {
            self.inherit_owner(&mut phrase, hits[hit], found);
        }
        if phrase.office.is_none() {
            self.take_owner_of_person(&mut phrase, hits[hit], found);
        }
        let start = self.past_modifiers(phrase.tokens.start, range);
        // `a leader of the group` is one of several.
        let before = phrase.tokens.start.checked_sub(1).filter(|&at| at >= range.start).map(|at| self.word(at));
        phrase.passing |= matches!(before, Some("a" | "an")) && self.is_leading(hits[hit]);
        let held = |phrase: &OfficePhrase| {
            let office = phrase.office.clone().filter(|_| !phrase.passing || phrase.former)?;
            Some(Box::new(Title { office, former: phrase.former }))
        };
        if let Some(name) = self.name_behind_office(phrase.tokens.end, range) {
            if phrase.office.is_none() {
                self.known_owner(&mut phrase, hits[hit], &name);
            }
            let title = held(&phrase);
            let term = self.person_term(name.clone());
            let mut mention = self.plain_mention(term, name.clone(), Form::Name);
            mention.tokens = start..name.end;
            mention.office = title;
            mention.stands_for = phrase.owner;
            mention.possessive = self.is_possessive(name.end, range);
            return Some(mention);
        }
        let title = held(&phrase);
        let office = phrase.office?;
        let mut mention = self.plain_mention(office, phrase.tokens.clone(), Form::Office);
        mention.tokens = start..phrase.tokens.end;
        mention.office = title;
        mention.stands_for = phrase.owner;
        mention.possessive = self.is_possessive(mention.tokens.end, range);
        Some(mention)
    }

    /// An office without an owner has that of the office beside it ("Kyrgyz President Sadyr Japarov and
    /// Foreign Minister Jeenbek Kulubayev"), or of a taken-up noun ("the alliance's secretary-general").
    fn inherit_owner(&self, phrase: &mut OfficePhrase, hit: Hit, found: &[Mention]) {
        let Some(before) = found.last() else { return };
        let gap = before.tokens.end..phrase.tokens.start;
        let possessive = before.possessive && before.form == Form::Noun && gap.len() == 1;
        let coordinated = before.office.is_some() && gap.len() == 1 && self.word(gap.start) == "and";
        let owner = if possessive {
            Some(before.term.clone())
        } else if coordinated {
            before.stands_for.clone()
        } else {
            None
        };
        if let Some(owner) = owner {
            self.give_owner(phrase, hit, owner);
        }
    }

    /// `Japarov was sworn in as president`: of the country that he is known to stand for.
    fn take_owner_of_person(&self, phrase: &mut OfficePhrase, hit: Hit, found: &[Mention]) {
        let before = |n: usize| phrase.tokens.start.checked_sub(n).map_or("", |at| self.word(at));
        let takes = |word: &str| {
            matches!(
                word,
                "as" | "become" | "became" | "becomes" | "elected" | "re-elected" | "reelected" | "appointed" | "named"
            )
        };
        let taken = takes(before(1)) || matches!(before(1), "the" | "its") && takes(before(2));
        // `as leader of the Five Star Movement`
        let behind = self.text.tokens.get(phrase.tokens.end).map_or("", |_| self.word(phrase.tokens.end));
        let whole = self.is_leading(hit) && !matches!(behind, "of" | "for");
        let person = found.last().filter(|m| taken && whole && &*m.term.class == "person" && m.form == Form::Name);
        if let Some(owner) = person.and_then(|m| m.stands_for.clone()).filter(|_| phrase.grade.is_empty()) {
            self.give_owner(phrase, hit, owner);
        }
    }

    /// Whether the holders of an office meet as such: presidents, foreign ministers, leaders.
    fn is_leading(&self, hit: Hit) -> bool {
        matches!(hit.sense, Sense::Role { role, .. } if !self.lexicon.roles[role].level.is_empty())
    }

    /// `President Kassym-Jomart Tokayev`, where the article names the country elsewhere.
    fn known_owner(&self, phrase: &mut OfficePhrase, hit: Hit, name: &Range<usize>) {
        if let (Some(owner), true) = (self.owner_of_holder(name), phrase.grade.is_empty()) {
            self.give_owner(phrase, hit, owner);
        }
    }

    fn give_owner(&self, phrase: &mut OfficePhrase, hit: Hit, owner: Term) {
        let Some((name, _)) = self.role_of(hit, Some(&owner)) else { return };
        let name = format!("{}{name} of {}", phrase.grade, owner.name).into();
        phrase.office = Some(Term { name, class: "office".into(), span: Some(self.span(phrase.tokens.clone())) });
        phrase.owner = Some(owner);
    }

    /// `the foreign ministers of Belarus (Maxim Ryzhenkov), Kazakhstan (…) and Tajikistan (…)`: the countries;
    /// the names in brackets become mentions of their own where the claims ask for them.
    fn delegation(&self, phrase: &OfficePhrase, hits: &[Hit], range: &Range<usize>) -> Option<Mention> {
        let mut members: Vec<Term> = phrase.owner.clone().into_iter().collect();
        let mut holders = Vec::new();
        let mut end = phrase.tokens.end;
        let mut country = end;
        loop {
            let behind = self.past_brackets(end, range);
            if let (Some(owner), true) = (members.last(), behind > end + 2) {
                holders.extend(self.bracketed_holder(phrase, hits, owner, country.min(end)..behind));
            }
            end = behind;
            let mut at = end;
            while at < range.end && matches!(self.word(at), "," | "and" | "the") {
                at += 1;
            }
            let next = hits.iter().find(|h| h.start == at && at > end);
            match next.map(|h| (h, h.sense)) {
                Some((h, Sense::Name { entity, .. })) => {
                    let term = self.entity_term(entity, h.start..h.end);
                    if members.first().is_some_and(|m| m.class != term.class) {
                        break;
                    }
                    // `and Russia invaded`: a country before a verb begins a new clause.
                    members.push(term);
                    country = h.start;
                    end = h.end;
                }
                _ => break,
            }
        }
        let term = Term {
            name: self.written(phrase.tokens.clone()),
            class: "delegation".into(),
            span: Some(self.span(phrase.tokens.start..end)),
        };
        let mut mention = self.plain_mention(term, phrase.tokens.clone(), Form::Delegation);
        mention.tokens = self.past_modifiers(phrase.tokens.start, range)..end;
        mention.members = members;
        mention.holders = holders;
        (!mention.members.is_empty()).then_some(mention)
    }

    /// The person in a bracket that ends the tokens, as holder of the delegation's office.
    fn bracketed_holder(
        &self,
        phrase: &OfficePhrase,
        hits: &[Hit],
        owner: &Term,
        tokens: Range<usize>,
    ) -> Option<Holder> {
        let open = tokens.clone().find(|&i| self.text.tokens[i].is('('))?;
        let name = self.name_at(open + 1, &(open + 1..tokens.end - 1))?;
        if name.len() < 2 || name.end != tokens.end - 1 {
            return None;
        }
        let role = hits.iter().find(|h| phrase.tokens.contains(&h.start) && matches!(h.sense, Sense::Role { .. }))?;
        let (role, _) = self.role_of(*role, Some(owner))?;
        let office =
            Term { name: format!("{role} of {}", owner.name).into(), class: "office".into(), span: owner.span };
        let start = open - 1;
        Some(Holder { person: self.person_term(name), office, tokens: start..tokens.end })
    }

    /// Behind a bracket that opens at `at`.
    pub(super) fn past_brackets(&self, at: usize, range: &Range<usize>) -> usize {
        if at < range.end && self.text.tokens[at].is('(') {
            let close = (at..range.end.min(at + 12)).find(|&i| self.text.tokens[i].is(')'));
            return close.map_or(at, |c| c + 1);
        }
        at
    }

    fn capitalised(&self, at: usize) -> String {
        let word = self.word(at);
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
    }
}
