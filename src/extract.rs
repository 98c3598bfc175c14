//! From one article to its claims: a pure function of the article and the packs.

mod beside;
mod calendar;
mod changes;
pub mod explain;
mod found;
mod lists;
mod quotes;

use crate::claim::{Bound, Claim, Filler, Modality, Quantity, Stage, Term, When, WhenKind};
use crate::clause::speech::{self, Quotes};
use crate::clause::subject::is_preposition;
use crate::clause::time;
use crate::clause::verb::{self, Shape};
use crate::corpus::{Article, BlockKind};
use crate::event::Event;
use crate::interval::{Granularity, Interval};
use crate::lexicon::Lexicon;
use crate::mention::{self, Form, Mention, Reading};
use crate::number::Measure;
use crate::pack::{Change, Found, PatternSpec, PredicateSpec, TimeSpec};
use crate::pattern::SlotName;
use crate::pattern::compile::{Patterns, Possible};
use crate::pattern::matcher::{self, Capture, Filled, Match, Seen};
use crate::source::Span;
use crate::text::{Text, inflect};
use crate::timex::{self, Timex};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// What extraction needs of the packs.
#[derive(Debug, Default)]
pub struct Extractor {
    /// All words.
    pub lexicon: Lexicon,
    /// All patterns.
    pub patterns: Patterns,
    /// All predicates.
    pub predicates: FxHashMap<Arc<str>, PredicateSpec>,
}

/// Dates further back than this tell a history; in days.
const HISTORY: i32 = 5 * 365;

/// The predicate of patterns that say again, of others, what the sentence claims last.
pub const SAME: &str = "same";

/// A clause longer than this says too little of where its words are; in bytes.
const LONGEST_CLAUSE: usize = 380;

impl Extractor {
    /// The claims of an article, in the order of the page. `number` is the article's in the corpus.
    #[must_use]
    pub fn claims(&self, number: usize, article: &Article) -> Vec<Claim> {
        self.read(number, article).claims
    }

    /// The same, with how many sentences could have yielded a claim.
    #[must_use]
    pub fn read(&self, number: usize, article: &Article) -> Extract {
        let text = Text::of(article);
        let timexes = timex::tag(article, &text);
        self.read_tagged(number, article, &text, &timexes)
    }

    /// The same, of an article whose tokens and time expressions are known.
    #[must_use]
    pub fn read_tagged(&self, number: usize, article: &Article, text: &Text, timexes: &[Timex]) -> Extract {
        let lower = mention::lowered(article);
        let reading = Reading::new(&self.lexicon, article, text, timexes, &lower);
        let quotes = Quotes::of(&reading);
        let mut out = Claims {
            extractor: self,
            reading: &reading,
            quotes,
            article: number,
            claims: Vec::new(),
            scened: Vec::new(),
        };
        let mut told = calendar::told(&reading, &out.quotes);
        told.extend(lists::told(&reading));
        told.extend(changes::told(&reading));
        for (found, spec, id) in &self.patterns.found {
            out.found(*found, spec, id);
            told.iter().filter(|t| t.found == *found).for_each(|t| out.told(t, spec, id));
        }
        let seen = Seen::default();
        let mut possible = self.patterns.possible_in(&reading);
        for tokens in text.sentences.iter().map(|s| s.tokens.clone()) {
            possible.read(tokens.clone());
            for token in tokens {
                out.patterns_at(token, &possible, &seen);
            }
        }
        Extract::new(out.finish(), text, timexes)
    }
}

/// What was read of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    /// Its claims, in the order of the page.
    pub claims: Vec<Claim>,
    /// Its sentences that have a date.
    pub dated: usize,
    /// Those of them that yielded a claim.
    pub yielding: usize,
}

impl Extract {
    fn new(claims: Vec<Claim>, text: &Text, timexes: &[Timex]) -> Self {
        let dated: Vec<Span> = timex::dated_sentences(text, timexes).collect();
        let yielding = dated.iter().filter(|s| claims.iter().any(|c| c.span.overlaps(**s))).count();
        Self { claims, dated: dated.len(), yielding }
    }
}

struct Claims<'a, 'r> {
    extractor: &'a Extractor,
    reading: &'a Reading<'r>,
    quotes: Quotes,
    article: usize,
    claims: Vec<Claim>,
    /// Those of what the article tells of as a whole.
    scened: Vec<Claim>,
}

impl Claims<'_, '_> {
    /// The claims of the patterns that a token anchors, among those that its sentence can hold.
    fn patterns_at(&mut self, token: usize, possible: &Possible<'_>, seen: &Seen) {
        let mut found: Vec<Vec<Match<'_>>> = Vec::new();
        for pattern in possible.at(token) {
            let new = matcher::at(self.reading, pattern, token, seen);
            let Some(first) = new.first() else { continue };
            // Of a predicate's patterns at one word the one that fills most wins, then the first; those that set
            // another object say another thing.
            let spec = &first.pattern.spec;
            let says_so = |f: &&mut Vec<Match<'_>>| {
                let other = &f[0].pattern.spec;
                other.claim == spec.claim && other.set.object == spec.set.object
            };
            match found.iter_mut().find(says_so) {
                Some(known) if first.filled.len() > known[0].filled.len() => *known = new,
                Some(_) => {}
                None => found.push(new),
            }
        }
        if found.is_empty() {
            return;
        }
        // Where denying one thing says another, that is what is said: who did not come stayed away.
        let told = found.iter().any(|f| f[0].pattern.spec.negated);
        let denied = |f: &Match<'_>| told && !f.pattern.spec.negated && f.verb.as_ref().is_some_and(|v| !v.polarity);
        found.iter().flatten().filter(|f| !denied(f)).for_each(|f| self.matched(f));
    }

    /// Claims that need no pattern: a person's office, an event's date and place.
    fn found(&mut self, found: Found, spec: &PatternSpec, id: &Arc<str>) {
        match found {
            Found::Quotation => return self.quotations(spec, id),
            Found::PlaceBeside => return self.places_beside(spec, id),
            Found::Conversion => return self.conversions(spec, id),
            _ => {}
        }
        for number in 0..self.reading.mentions.len() {
            match found {
                Found::Office => self.office(number, spec, id, false),
                Found::FormerOffice => self.office(number, spec, id, true),
                Found::Event => self.event(number, spec, id),
                _ => return,
            }
        }
    }

    /// What the sentence says of time, about the words that say it.
    fn told(&mut self, told: &calendar::Told, spec: &PatternSpec, id: &Arc<str>) {
        let mut claim = self.blank(spec, id, told.tokens.clone());
        let named = |name: &str, span| Some(Filler::One(Term { name: name.into(), class: "text".into(), span }));
        let about = self.reading.slice(told.about.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        claim.subject = named(&about, Some(self.reading.span(told.about.clone())));
        claim.object = told.object.as_deref().and_then(|object| named(object, Some(claim.span)));
        claim.quantity = told.quantity.clone();
        claim.when = told.when.clone();
        self.claims.push(claim);
    }

    fn blank(&self, spec: &PatternSpec, id: &Arc<str>, tokens: Range<usize>) -> Claim {
        Claim {
            article: self.article,
            span: self.reading.span(tokens),
            predicate: spec.claim.as_str().into(),
            subject: None,
            object: spec
                .set
                .object
                .as_deref()
                .map(|o| Filler::One(Term { name: o.into(), class: "text".into(), span: None })),
            place: None,
            quantity: spec.set.value.map(|value| Quantity {
                value,
                unit: self
                    .extractor
                    .predicates
                    .get(&*spec.claim)
                    .and_then(|p| p.unit.as_deref())
                    .unwrap_or_default()
                    .into(),
                bound: Bound::Exact,
                span: None,
            }),
            when: None,
            polarity: spec.set.polarity.unwrap_or(true),
            stage: spec.set.stage.unwrap_or_default(),
            modality: Modality::Asserted,
            attribution: None,
            pattern: id.clone(),
        }
    }

    /// A claim for each subject that a match names, with its modifiers.
    fn matched(&mut self, found: &Match<'_>) {
        let spec = &*found.pattern.spec;
        if spec.claim == SAME {
            return self.repeat(found);
        }
        if spec.scene {
            return self.in_scene(found);
        }
        if spec.placed {
            let Some(place) = self.reading.whereabouts(&found.tokens) else { return };
            return self.claimed_aside(&with_subject(found, Capture::Thing(place)));
        }
        if spec.owned {
            let Some(owner) = matcher::owner(self.reading, found).filter(|f| self.is_subject_of(spec, f)) else {
                return;
            };
            let mut found = found.clone();
            found.filled.push(owner);
            return self.claimed(&found);
        }
        self.claimed(found);
    }

    /// Whether what fills the slot is of a class that the predicate takes.
    fn is_subject_of(&self, spec: &PatternSpec, filled: &Filled) -> bool {
        let Some(predicate) = self.extractor.predicates.get(spec.claim.as_str()) else { return false };
        let class = match &filled.capture {
            Capture::Thing(term) => &term.class,
            Capture::Mentions(mentions) => &self.reading.mentions[mentions[0]].term.class,
            _ => return false,
        };
        predicate.subject.iter().any(|wanted| wanted == "thing" || self.reading.lexicon.is_a(class, wanted))
    }

    /// What is said of the only occurrence that the article tells of.
    fn in_scene(&mut self, found: &Match<'_>) {
        let at = found.tokens.end;
        // `six were hurt; three were critically injured`: these are among them.
        let manner = |at: usize| {
            let word = self.reading.word(at);
            word.len() > 5 && word.ends_with("ly") && !matches!(word, "reportedly" | "allegedly" | "apparently")
        };
        if found.tokens.clone().any(manner) {
            return;
        }
        let Some(scene) = self.reading.scene(at) else { return };
        self.claimed_aside(&with_subject(found, Capture::Mentions(vec![scene])));
    }

    /// Claims that are kept only where no other figure rivals theirs.
    fn claimed_aside(&mut self, found: &Match<'_>) {
        let before = self.claims.len();
        self.claimed(found);
        self.scened.extend(self.claims.drain(before..));
    }

    /// Where a sentence gives two figures for one thing or place (`two were killed in Lima and three in Cusco`) they are
    /// those of parts, or of others.
    fn keep_scened(&mut self) {
        let scened = std::mem::take(&mut self.scened);
        let source = self.reading.source();
        let one_breath = |a: &Claim, b: &Claim| {
            let between = a.span.end.min(b.span.end) as usize..a.span.start.max(b.span.start) as usize;
            !source.get(between).is_some_and(|text| text.contains([';', '.', '\n']))
        };
        let value = |c: &Claim| c.quantity.as_ref().map(|q| q.value.to_bits());
        let object = |c: &Claim| c.object.as_ref().map(Filler::label);
        // Figures of two places are no rivals.
        let apart = |a: &Claim, b: &Claim| match (&a.subject, &b.subject) {
            (Some(Filler::One(a)), Some(Filler::One(b))) => a.name != b.name,
            _ => false,
        };
        let rivals = |a: &Claim, b: &Claim| {
            a.predicate == b.predicate
                && !apart(a, b)
                && object(a) == object(b)
                && value(a) != value(b)
                && one_breath(a, b)
        };
        let alone: Vec<Claim> = scened
            .iter()
            .filter(|claim| !scened.iter().chain(&self.claims).any(|other| rivals(claim, other)))
            .cloned()
            .collect();
        self.claims.extend(alone);
    }

    fn claimed(&mut self, found: &Match<'_>) {
        let spec = &*found.pattern.spec;
        let mut base = self.blank(spec, &found.pattern.id, found.tokens.clone());
        if let Some(verb) = &found.verb {
            base.polarity = base.polarity && (verb.polarity || spec.negated);
            let cancelled = base.stage == Stage::Cancelled;
            if cancelled && (!verb.polarity || verb.modality == Modality::Hypothetical) {
                return;
            }
            base.stage = if verb.stage == Stage::Done || cancelled { base.stage } else { verb.stage };
            base.modality = verb.modality;
            if let (Some(adverb), Modality::Asserted) = (verb.hearsay, verb.modality) {
                (base.modality, base.attribution) = (Modality::Reported, Some(adverb.into()));
            }
        } else if verb::is_called_off(self.reading, self.sentence_of(found.tokens.start).start, found.tokens.start) {
            // `cancels a meeting with the minister`
            base.stage = Stage::Cancelled;
        }
        // `also includes`, `also attended`: there are more than these.
        let also = found.verb.as_ref().is_some_and(|v| v.tokens.clone().any(|at| self.reading.word(at) == "also"));
        let complete = spec.complete && !also;
        let mut subjects: Vec<Option<Filler>> = Vec::new();
        let mut more_objects: Vec<Filler> = Vec::new();
        for filled in &found.filled {
            match filled.slot {
                SlotName::Subject => subjects = self.one_each(filled).into_iter().map(Some).collect(),
                SlotName::Object => {
                    base.object = merge(base.object.take(), self.filler(filled, complete));
                    more_objects.extend(self.one_each(filled).into_iter().skip(1).filter(|_| !filled.list));
                }
                SlotName::Place => {
                    base.place = self
                        .one_each(filled)
                        .into_iter()
                        .find_map(|f| if let Filler::One(t) = f { Some(t) } else { None })
                }
                SlotName::When => {}
                SlotName::Value => match self.quantity(filled, spec) {
                    Some(quantity) => base.quantity = Some(quantity),
                    None => return,
                },
            }
        }
        let is_other = |f: &Filler| matches!(f, Filler::Event(event) if !is_of_kind(spec, event));
        if subjects.iter().chain([&base.object]).flatten().any(is_other) {
            return;
        }
        if spec.titled {
            let Some(office) = self.title_of_subject(found) else { return };
            base.object = Some(Filler::One(office));
        }
        if spec.mutual {
            let [_, Some(_)] = &subjects[..] else { return };
            base.object = subjects.pop().flatten();
        }
        if subjects.is_empty() {
            subjects.push(organizer(&base));
        }
        if let (None, Some(Filler::Event(event))) = (&base.place, &base.object) {
            base.place = place(event);
        }
        // `Finland and Sweden joined in 2023 and 2024, respectively`: whose date is which is not said here.
        let sentence = self.reading.text.sentences[self.reading.sentence(found.tokens.start)].tokens.clone();
        if sentence.clone().any(|at| self.reading.word(at) == "respectively") {
            return;
        }
        let said = self.attribute(&mut base, found);
        base.when = self.when(found, &base, said);
        if spec.scene && is_of_another_day(&base, subjects.first()) {
            return;
        }
        let grows = || self.extractor.predicates.get(&base.predicate).is_some_and(|p| p.change == Change::Grows);
        if base.quantity.is_some()
            && grows()
            && (self.is_part(&subjects, found)
                || self.is_statistic(&base, &subjects, found)
                || self.is_beside_others(found))
        {
            return;
        }
        let ahead = base.when.as_ref().and_then(|w| w.interval).is_some_and(|i| self.lies_ahead(&i));
        let told = found.verb.as_ref().is_some_and(|v| v.past);
        let happens = !told && base.stage == Stage::Done && base.modality != Modality::Hypothetical;
        if ahead && happens && base.polarity && !self.is_state(&base) {
            // `is withdrawing in January`, `leaves on Monday`
            base.stage = Stage::Planned;
        }
        let dated = base.when.as_ref().is_some_and(|w| w.span.is_some());
        if found.verb.as_ref().is_some_and(|v| v.progressive) && !dated && !self.is_state(&base) {
            // `is leaving` may be a plan, or go on; said to be so, it is announced. `is sending 700 men`: who can
            // say how many has decided on it.
            base.stage = match (&base.quantity, &base.attribution) {
                // `was carrying 62 passengers`
                (Some(_), _) if told => base.stage,
                (Some(_), _) => base.stage.min(Stage::Agreed),
                (None, Some(_)) => base.stage.min(Stage::Announced),
                (None, None) => return,
            };
        }
        if self.says_nothing(&base, found) || base.quantity.is_some() && self.is_alternative(found) {
            return;
        }
        let Some(span) = self.clause_span(found, base.when.as_ref()) else { return };
        base.span = span;
        for subject in subjects {
            let object = base.object.clone().or_else(|| self.frame(spec, subject.as_ref()));
            let claim = Claim { subject, object, ..base.clone() };
            let nobody = claim.subject.is_none() && matches!(claim.object, Some(Filler::Event(_)));
            if spec.each.is_some() && !is_list(&claim) || nobody || is_of_itself(&claim) {
                continue;
            }
            self.each_member(&claim, found, spec);
            self.claims.extend(
                more_objects
                    .iter()
                    .map(|object| Claim { object: Some(object.clone()), ..claim.clone() })
                    .filter(|claim| !is_of_itself(claim)),
            );
            self.claims.push(claim);
        }
    }

    /// What the headline is about: the only thing of the classes that it names, the subject aside.
    fn frame(&self, spec: &PatternSpec, subject: Option<&Filler>) -> Option<Filler> {
        let reading = self.reading;
        let of_class = |class: &str| spec.framed.iter().any(|wanted| reading.lexicon.is_a(class, wanted));
        let headline = |m: &&Mention| {
            reading.text.sentences[reading.sentence(m.tokens.start)].kind == BlockKind::Headline && m.form == Form::Name
        };
        let subject = subject.map(Filler::label);
        let mut named: Vec<Term> = Vec::new();
        for mention in reading.mentions.iter().take_while(|_| !spec.framed.is_empty()).filter(headline) {
            let country = mention.stands_for.as_ref().filter(|t| !of_class(&mention.term.class) && of_class(&t.class));
            let term = country.unwrap_or(&mention.term);
            let other = subject.as_deref() != Some(&*term.name) && named.iter().all(|t| t.name != term.name);
            if of_class(&term.class) && other {
                named.push(Term { span: None, ..term.clone() });
            }
        }
        if named.len() == 1 { named.pop().map(Filler::One) } else { None }
    }

    /// The office that stands with the subject, else the only one that the article gives to the person.
    fn title_of_subject(&self, found: &Match<'_>) -> Option<Term> {
        let subject = found.filled.iter().find(|f| f.slot == SlotName::Subject)?;
        let Capture::Mentions(mentions) = &subject.capture else { return None };
        let [number] = mentions[..] else { return None };
        let person = &self.reading.mentions[number];
        let held = |m: &Mention| m.office.as_ref().filter(|t| !t.former).map(|t| t.office.clone());
        if person.office.is_some() {
            return held(person);
        }
        // `Anna Holt, the Kenyan trade minister, resigned`
        let beside = [number.wrapping_sub(1), number + 1].into_iter().filter(|&n| n < self.reading.mentions.len());
        let office = |n: &usize| self.reading.mentions[*n].form == Form::Office && self.apposition(*n) == Some(number);
        if let Some(office) = beside.filter(office).find_map(|n| held(&self.reading.mentions[n])) {
            return Some(office);
        }
        let mut offices = self.reading.mentions.iter().filter(|m| m.term.name == person.term.name).filter_map(held);
        let first = offices.next()?;
        offices.all(|o| o.name == first.name).then_some(first)
    }

    /// `a step also taken by Uzbekistan`: what the sentence claims last, of others.
    fn repeat(&mut self, found: &Match<'_>) {
        let sentence = &self.reading.text.sentences[self.reading.sentence(found.tokens.start)];
        let words = self.reading.span(sentence.tokens.start..found.tokens.start.max(sentence.tokens.start + 1));
        let Some(last) = self.claims.iter().filter(|c| words.overlaps(c.span)).max_by_key(|c| c.span.end).cloned()
        else {
            return;
        };
        let class = |filler: &Filler| if let Filler::One(term) = filler { Some(term.class.clone()) } else { None };
        // A country does not do what a person did, and what goes on beside something is no second one of it.
        let alike = |subject: &Filler| last.subject.as_ref().is_some_and(|s| class(s) == class(subject));
        if found.verb.as_ref().is_some_and(|v| v.shape == Shape::Ing) {
            return;
        }
        let subjects = found.filled.iter().filter(|f| f.slot == SlotName::Subject);
        for subject in subjects.flat_map(|f| self.one_each(f)).filter(alike).collect::<Vec<_>>() {
            let span = self.reading.span(found.tokens.clone());
            let pattern = found.pattern.id.clone();
            let own = time::of_clause(self.reading, &found.tokens, None, false).filter(|w| w.interval.is_some());
            let when = own.or_else(|| last.when.clone());
            self.claims.push(Claim { subject: Some(subject), span, pattern, when, ..last.clone() });
        }
    }

    fn is_state(&self, claim: &Claim) -> bool {
        self.extractor.predicates.get(&claim.predicate).is_some_and(|p| p.time != TimeSpec::Event)
    }

    /// `since joining the bloc`, `the creation of the bloc`: a happening without a date, told only in passing.
    fn says_nothing(&self, claim: &Claim, found: &Match<'_>) -> bool {
        let undated =
            claim.when.as_ref().is_none_or(|w| w.span.is_none()) && !matches!(claim.object, Some(Filler::Event(_)));
        let event = !self.is_state(claim);
        // `suspends the accession until 2028`: a noun's happening is dated by the days that it happens on.
        let open = |w: &When| w.kind == WhenKind::Target || w.value.contains("..");
        let bounded = claim.when.as_ref().is_some_and(|w| w.kind != WhenKind::Event && open(w));
        if event && undated && found.verb.is_none() && self.is_presupposed(found) {
            return false;
        }
        event && bounded && found.verb.is_none()
            || undated && event && claim.quantity.is_none() && found.verb.as_ref().is_none_or(|v| v.shape == Shape::Ing)
    }

    /// `Floods killed 109 people in Rwanda and six in Uganda`, `Two were also killed in other states`: what an event did in
    /// one place of several.
    fn is_part(&self, subjects: &[Option<Filler>], found: &Match<'_>) -> bool {
        let (Some(Some(Filler::Event(_))), reading) = (subjects.first(), self.reading) else { return false };
        let sentence = self.sentence_of(found.tokens.start);
        let word = |at: usize| if at < sentence.end { reading.word(at) } else { "." };
        let at = found.tokens.end;
        if !matches!(word(at), "in" | "across" | "at") {
            return false;
        }
        let place = at + 1 + usize::from(word(at + 1) == "the");
        if matches!(word(place), "other" | "neighbouring" | "neighboring" | "nearby" | "another" | "both" | "each") {
            return true;
        }
        let Some(mention) = reading.mention(place).map(|m| &reading.mentions[m]) else { return false };
        let placed = reading.lexicon.is_a(&mention.term.class, "place");
        let joined = mention.tokens.end + usize::from(word(mention.tokens.end) == ",");
        let next = joined + usize::from(matches!(word(joined), "and" | "while"));
        let goes_on = mention.tokens.end < next && next < sentence.end && reading.number(next).is_some();
        // `in Kenya and Uganda`: what an event that is known to be in one of them did in both.
        let another = || {
            let second = reading.mention(joined + 1).map(|m| &reading.mentions[m]);
            matches!(word(joined), "and" | "or")
                && second.is_some_and(|m| reading.lexicon.is_a(&m.term.class, "country"))
        };
        placed && (goes_on || reading.lexicon.is_a(&mention.term.class, "country") && another())
    }

    /// `a mayor and two others are killed`, `kills a mayor and two others`: there are more of them.
    fn is_beside_others(&self, found: &Match<'_>) -> bool {
        let reading = self.reading;
        let value = found.filled.iter().find(|f| f.slot == SlotName::Value).map(|f| f.tokens.clone());
        let Some(value) = value.filter(|v| v.start > 0 && reading.word(v.start - 1) == "and") else { return false };
        let sentence = self.sentence_of(value.start);
        let word = |at: usize| if at < sentence.end { reading.word(at) } else { "." };
        if !matches!(word(value.end), "others" | "more" | "other") {
            return false;
        }
        let verb = |at: usize| {
            let word = reading.word(at);
            let verbal = word.ends_with("ing") || word.ends_with("ed") || inflect::is_past(word);
            let known = ["is", "are", "was", "were", "kill", "kills", "injures", "leaves", "die", "dies", "dead"];
            !reading.text.tokens[at].is_capitalised() && (verbal || known.contains(&word))
        };
        let before = (sentence.start..value.start - 1).any(verb);
        let behind = (value.end..sentence.end.min(value.end + 5)).any(verb);
        !(before && behind)
    }

    /// `25 people died of the fever in Peru this year`, `reports 820 deaths in the past 24 hours`: what is counted over some
    /// time is no one event's, and no total.
    fn is_statistic(&self, claim: &Claim, subjects: &[Option<Filler>], found: &Match<'_>) -> bool {
        if matches!(subjects.first(), Some(Some(Filler::Event(_)))) {
            return false;
        }
        let long = |w: &When| w.span.is_some() && w.interval.is_some_and(|i| i.granularity > Granularity::Month);
        !self.is_state(claim) && claim.when.as_ref().is_some_and(long) || self.is_of_stretch(found.tokens.end)
    }

    /// Whether `in the past 24 hours` or the like stands at a token.
    fn is_of_stretch(&self, at: usize) -> bool {
        let reading = self.reading;
        let end = self.sentence_of(at.saturating_sub(1)).end;
        let duration = |i: usize| {
            let timex = reading.timex(i).filter(|_| i < end).map(|t| &reading.timexes[t]);
            timex.is_some_and(|t| t.kind == timex::Kind::Duration)
        };
        at < end && matches!(reading.word(at), "in" | "over" | "during" | "within") && (at + 1..at + 3).any(duration)
    }

    /// `170 dead or wounded`: how many of them, nobody says.
    fn is_alternative(&self, found: &Match<'_>) -> bool {
        let next = found.tokens.end;
        let sentence = self.sentence_of(found.tokens.start);
        let verb = |word: &str| word.ends_with("ed") || inflect::is_past(word) || word == "missing";
        sentence.contains(&(next + 1)) && self.reading.word(next) == "or" && verb(self.reading.word(next + 1))
    }

    /// `during a visit by X to Y`, `after talks between X and Y`: the preposition says that it happened.
    fn is_presupposed(&self, found: &Match<'_>) -> bool {
        matches!(self.governor(found), Some("during" | "after" | "following"))
    }

    /// The preposition before a match.
    fn governor(&self, found: &Match<'_>) -> Option<&str> {
        let start = found.tokens.start;
        let lowest = start.saturating_sub(4).max(self.sentence_of(start).start);
        (lowest..start).rev().map(|at| self.reading.word(at)).find(|word| is_preposition(word))
    }

    /// `They signed last May, during a visit by X to Y`: the visit has the date of what happened in it.
    fn simultaneous(&self, found: &Match<'_>) -> Option<When> {
        let during = found.verb.is_none() && self.governor(found) == Some("during");
        if during { time::only_one(self.reading, found.tokens.start) } else { None }
    }

    /// A list says the same of each of its members. Leaders without a name (`the leaders of Laos and Vietnam`) are told
    /// by the list alone.
    fn each_member(&mut self, claim: &Claim, found: &Match<'_>, spec: &PatternSpec) {
        let (Some(predicate), Some(Filler::Many { .. } | Filler::One(_))) = (&spec.each, &claim.object) else { return };
        let mentions = found.filled.iter().filter(|f| f.slot == SlotName::Object).filter_map(|f| match &f.capture {
            Capture::Mentions(mentions) => Some(mentions),
            _ => None,
        });
        for &number in mentions.flatten() {
            let mention = &self.reading.mentions[number];
            let members: Vec<Term> = match (&mention.holders[..], &mention.members[..]) {
                ([], []) => vec![mention.term.clone()],
                ([], _) if mention.form == Form::Delegation => continue,
                ([], members) => members.to_vec(),
                (holders, _) => holders.iter().map(|h| h.person.clone()).collect(),
            };
            for member in members {
                let member = self.as_actor(member, mention);
                let (subject, object) = (Some(Filler::One(member)), claim.subject.clone());
                self.claims.push(Claim {
                    predicate: predicate.as_str().into(),
                    subject,
                    object,
                    quantity: None,
                    ..claim.clone()
                });
            }
        }
    }

    /// A capital that acts stands for its country.
    fn as_actor(&self, term: Term, mention: &Mention) -> Term {
        let city = self.reading.lexicon.is_a(&term.class, "city") && mention.form == Form::Name;
        match (&mention.stands_for, city) {
            (Some(country), true) => country.clone(),
            _ => term,
        }
    }

    fn one_each(&self, filled: &Filled) -> Vec<Filler> {
        match &filled.capture {
            Capture::Mentions(mentions) if filled.delegates => {
                match self.filler(&Filled { list: true, ..filled.clone() }, true) {
                    Some(Filler::Many { members, .. }) => members.into_iter().map(Filler::One).collect(),
                    _ => mentions.iter().map(|&m| self.one(m, false, false)).collect(),
                }
            }
            Capture::Mentions(mentions) => {
                mentions.iter().map(|&m| self.one(m, filled.tokens.is_empty(), filled.places)).collect()
            }
            Capture::Words(tokens) => {
                let span = self.reading.span(tokens.clone());
                vec![Filler::One(Term {
                    name: self.reading.slice(tokens.clone()).into(),
                    class: "text".into(),
                    span: Some(span),
                })]
            }
            Capture::Thing(term) => vec![Filler::One(term.clone())],
            Capture::Number(_) | Capture::Date(_) => Vec::new(),
        }
    }

    /// A mention as a filler; one that the text leaves unsaid has no words of its own.
    fn one(&self, number: usize, unsaid: bool, places: bool) -> Filler {
        let mention = &self.reading.mentions[number];
        if let Some(event) = &mention.event {
            return Filler::Event(event.clone());
        }
        let mut term = if places { mention.term.clone() } else { self.as_actor(mention.term.clone(), mention) };
        term.span = if unsaid { None } else { Some(self.reading.span(mention.head.clone())) };
        Filler::One(term)
    }

    fn filler(&self, filled: &Filled, complete: bool) -> Option<Filler> {
        if !filled.list {
            return self.one_each(filled).into_iter().next();
        }
        let Capture::Mentions(mentions) = &filled.capture else { return None };
        let mut members: Vec<Term> = Vec::new();
        for &number in mentions {
            let mention = &self.reading.mentions[number];
            let terms = match &mention.stands_for {
                _ if !mention.members.is_empty() => mention.members.clone(),
                // Leaders are counted by their countries.
                Some(country) if &*mention.term.class == "person" => {
                    vec![Term { span: mention.term.span, ..country.clone() }]
                }
                _ => vec![self.as_actor(mention.term.clone(), mention)],
            };
            members.extend(terms);
        }
        let mut seen = Vec::new();
        members.retain(|m| {
            let new = !seen.contains(&m.name);
            seen.push(m.name.clone());
            new
        });
        Some(Filler::Many { members, complete })
    }

    fn quantity(&self, filled: &Filled, spec: &PatternSpec) -> Option<Quantity> {
        let Capture::Number(number) = &filled.capture else { return None };
        let predicate = self.extractor.predicates.get(spec.claim.as_str());
        let unit = spec.set.unit.as_deref().or(predicate.and_then(|p| p.unit.as_deref()));
        let measured = number.unit;
        let unit = match unit.map(|name| (name, Measure::named(name))) {
            // What is measured keeps the unit that the text has; rules compare across units.
            Some((_, Some(measure))) => measured.filter(|u| u.measure == measure)?.name,
            Some((name, None)) if name.starts_with('%') => measured.filter(|u| u.name == "%").map(|_| name)?,
            // `two are dead and a third is injured`: what is counted is counted whole; a length of time is none.
            Some(_) if number.value.fract() != 0.0 && self.reading.timex(filled.tokens.start).is_none() => return None,
            // What is counted has no measure: `contributed 4 billion dollars` is about no troops.
            Some((name, None)) => measured.is_none().then_some(name)?,
            None => measured.map(|u| u.name).unwrap_or_default(),
        };
        // Of `35-45` the lower end is sure.
        let bound = if number.upper.is_some() { Bound::AtLeast } else { number.bound };
        let bound = spec.set.bound.filter(|_| bound == Bound::Exact).unwrap_or(bound);
        Some(Quantity { value: number.value, unit: unit.into(), bound, span: Some(number.span) })
    }

    /// Who says so. A noun phrase inside a report ("fellow member Kyrgyzstan") is the article's own.
    /// Returns the time expression of when it was said.
    fn attribute(&self, claim: &mut Claim, found: &Match<'_>) -> Option<usize> {
        // Where the words are matched as they stand, an auxiliary tells that they make a clause.
        let auxiliary =
            |at: usize| matches!(self.reading.word(at), "is" | "are" | "was" | "were" | "been" | "has" | "have");
        let clause = found.verb.is_some() || found.tokens.clone().any(auxiliary);
        // Of a report, only who reports it can be somebody's word: what is reported is in it.
        let reports = |v: &&verb::VerbGroup| {
            found.pattern.has_speaker() || speech::reports(self.reading, v.tokens.end.saturating_sub(1))
        };
        let verb = found.verb.as_ref().filter(reports);
        let tokens = found.tokens.start..verb.map_or(found.tokens.end, |v| v.tokens.end);
        let attribution = speech::attribution(self.reading, &self.quotes, &tokens, clause)?;
        // `confirmed that …, and said that …`: nobody reports himself.
        let subjects = found.filled.iter().filter(|f| f.slot == SlotName::Subject).flat_map(|f| self.one_each(f));
        if verb.is_some() && subjects.map(|s| s.label()).any(|name| name == *attribution.speaker) {
            return None;
        }
        if claim.modality == Modality::Asserted {
            claim.modality = attribution.modality;
        }
        if attribution.announced && claim.stage == Stage::Planned {
            claim.stage = Stage::Announced;
        }
        claim.attribution = Some(attribution.speaker);
        attribution.said
    }

    /// The date in the clause; else the event's; else, of what holds, the day when it is said to, or the article's.
    fn when(&self, found: &Match<'_>, claim: &Claim, said_on: Option<usize>) -> Option<When> {
        let time = self.extractor.predicates.get(&claim.predicate).map(|p| p.time).unwrap_or_default();
        // A participle's clause shares the date of the one that it depends on.
        let finite = found.verb.as_ref().filter(|v| found.pattern.clausal && v.shape != Shape::Ing);
        let clause = time::of_clause(self.reading, &found.tokens, finite.map(|v| v.tokens.start), found.verb.is_none());
        // What a conjunction adds is of the same year: `joined on 24 September 1993, Georgia on 3 December`.
        let gapped = found.verb.as_ref().is_some_and(|v| v.tokens.is_empty());
        let clause =
            clause.map(|when| if gapped { time::in_year_of_the_date_before(self.reading, when) } else { when });
        // `the first since 1973`: a date inside what is said of something is not that of saying it.
        let clause = clause.filter(|when| !found.filled.iter().any(|f| self.holds_date(f, when)));
        let mentions =
            found.filled.iter().filter_map(|f| if let Capture::Mentions(m) = &f.capture { Some(m) } else { None });
        let mut events = mentions.flatten().map(|&m| &self.reading.mentions[m]).filter(|m| m.event.is_some());
        let (own, of_event) = events.next().map_or((None, None), |m| {
            let interval = m.event.as_ref().and_then(|e| e.when);
            let own = interval.and_then(|_| self.own_date(&m.tokens));
            let kind = WhenKind::Event;
            let known = interval.map(|i| When { value: timex3(&i).into(), interval: Some(i), kind, span: None });
            (own, known)
        });
        let said = found.filled.iter().find_map(|f| match f.capture {
            // `a member since 2006`: it became one then.
            Capture::Date(timex) if time == TimeSpec::Event => Some(time::plain(self.reading, timex)),
            Capture::Date(timex) => Some(time::when(self.reading, timex)),
            _ => None,
        });
        let when = said.or(own).or(clause).or(of_event).or_else(|| self.simultaneous(found));
        let ahead = found.verb.as_ref().is_some_and(|v| v.future) || claim.modality == Modality::Hypothetical;
        match time {
            TimeSpec::State => {
                let past = found.verb.as_ref().is_some_and(|v| v.past);
                let when = when.or_else(|| said_on.map(|timex| time::plain(self.reading, timex)));
                let when = when.or_else(|| self.open_before().filter(|_| past)).or_else(|| {
                    let sentence = &self.reading.text.sentences[self.reading.sentence(found.tokens.start)];
                    let caption = (sentence.kind == BlockKind::Caption)
                        .then(|| time::of_block(self.reading, sentence.block))
                        .flatten();
                    caption.or_else(|| time::of_article(self.reading, WhenKind::AsOf))
                });
                when.map(|w| When { kind: if w.kind == WhenKind::Event { WhenKind::AsOf } else { w.kind }, ..w })
            }
            TimeSpec::Target => when.map(|w| When { kind: WhenKind::Target, ..w }),
            TimeSpec::Event => when.filter(is_moment).or_else(|| {
                if ahead || claim.stage < Stage::Done {
                    let from = self.reading.article.published.map(|day| format!("{day}/.."));
                    let interval = from.and_then(|from| Interval::parse(&from));
                    return Some(When { value: "FUTURE_REF".into(), interval, kind: WhenKind::Event, span: None });
                }
                time::of_article(self.reading, WhenKind::Event)
            }),
        }
    }

    /// Whether the date stands among the words of a thing that fills a slot.
    fn holds_date(&self, filled: &Filled, when: &When) -> bool {
        let words = matches!(filled.capture, Capture::Thing(_) | Capture::Words(_));
        words && when.span.is_some_and(|date| self.reading.span(filled.tokens.clone()).overlaps(date))
    }

    /// The match with its date, where that stands in the same clause.
    /// A clause that is too long is cut down to its verb and what stands before it; `None` where even
    /// that says too little of where its words are.
    fn clause_span(&self, found: &Match<'_>, when: Option<&When>) -> Option<Span> {
        let fits = |span: &Span| span.len() <= LONGEST_CLAUSE;
        let verb = found.verb.as_ref().map(|v| v.tokens.clone()).filter(|v| !v.is_empty());
        let whole = self.reading.span(found.tokens.clone());
        let short = || verb.map(|v| self.reading.span(found.tokens.start..v.end)).filter(fits);
        let mut span = Some(whole).filter(fits).or_else(short)?;
        // A subject that another verb has first stands too far away.
        let near = |f: &&Filled| !f.tokens.is_empty() && f.tokens.end + 4 >= found.tokens.start;
        let slots = found.filled.iter().filter(near).map(|f| self.reading.span(f.tokens.clone()));
        for part in slots.chain(when.and_then(|w| w.span)) {
            span = Some(part.cover(span)).filter(fits).unwrap_or(span);
        }
        Some(span)
    }

    /// Who resigned on the day of the article held the office up to then.
    fn close_ended(&mut self) {
        let subject = |c: &Claim| c.subject.as_ref().map(Filler::label);
        let ends = |claim: &Claim, state: &Claim, by: &[String]| {
            let real = claim.polarity && claim.stage == Stage::Done && claim.modality == Modality::Asserted;
            let same = claim.object.is_none()
                || claim.object.as_ref().map(Filler::label) == state.object.as_ref().map(Filler::label);
            real && same && by.iter().any(|p| **p == *claim.predicate) && subject(claim) == subject(state)
        };
        let undated = |c: &Claim| c.when.as_ref().is_some_and(|w| w.kind == WhenKind::AsOf && w.span.is_none());
        let ended: Vec<usize> = (0..self.claims.len())
            .filter(|&number| {
                let state = &self.claims[number];
                let by = self.extractor.predicates.get(&state.predicate).map_or(&[][..], |p| &p.ended_by);
                !by.is_empty() && undated(state) && self.claims.iter().any(|claim| ends(claim, state, by))
            })
            .collect();
        for number in ended {
            self.claims[number].when = self.open_before();
        }
    }

    /// Sorts the claims and drops what was said twice by the same words.
    fn finish(mut self) -> Vec<Claim> {
        self.keep_scened();
        self.close_ended();
        let label = |f: &Option<Filler>| f.as_ref().map(Filler::label);
        self.claims.sort_by(|a, b| {
            let place = (a.span.start, b.span.end, &a.predicate).cmp(&(b.span.start, a.span.end, &b.predicate));
            place.then_with(|| (label(&a.subject), label(&a.object)).cmp(&(label(&b.subject), label(&b.object))))
        });
        let mut kept: Vec<Claim> = Vec::with_capacity(self.claims.len());
        for claim in self.claims {
            let same = |k: &Claim| {
                let number = |c: &Claim| c.quantity.as_ref().map(|q| q.value.to_bits());
                k.predicate == claim.predicate
                    && k.span.overlaps(claim.span)
                    && label(&k.subject) == label(&claim.subject)
                    && label(&k.object) == label(&claim.object)
                    && number(k) == number(&claim)
                    && k.when.as_ref().map(|w| &w.value) == claim.when.as_ref().map(|w| &w.value)
            };
            if !kept.iter().rev().take(24).any(same) {
                kept.push(claim);
            }
        }
        // An undated mention of what the article dates elsewhere adds nothing.
        let fixed = |c: &Claim| {
            self.extractor
                .predicates
                .get(&c.predicate)
                .is_some_and(|p| p.time == TimeSpec::Event && p.change == Change::Fixed)
        };
        let dated = |c: &Claim| c.when.as_ref().is_some_and(|w| w.span.is_some());
        drop_repeated(&mut kept, |c| !dated(c) && fixed(c), dated);
        // A title that is only known to be old adds nothing to the same one with a day.
        let old = |c: &Claim| c.when.as_ref().is_some_and(|w| w.span.is_none() && w.value.starts_with(".."));
        let state = |c: &Claim| self.extractor.predicates.get(&c.predicate).is_some_and(|p| p.time == TimeSpec::State);
        drop_repeated(&mut kept, |c| old(c) && state(c), |c| state(c) && !old(c));
        kept
    }
}

/// Drops those claims that are `poor` where a `rich` one is about the same.
fn drop_repeated(claims: &mut Vec<Claim>, poor: impl Fn(&Claim) -> bool, rich: impl Fn(&Claim) -> bool) {
    if claims.iter().any(&poor) {
        let told: Vec<_> = claims.iter().filter(|c| rich(c)).map(about).collect();
        claims.retain(|c| !poor(c) || !told.contains(&about(c)));
    }
}

/// An interval as the TIMEX3 value of its granularity, where it is one.
fn timex3(interval: &Interval) -> String {
    let days = interval.to_string();
    let (year, month) = (days.get(..4), days.get(..7));
    let whole = |value: Option<&str>| {
        value.filter(|v| Interval::parse(v).is_some_and(|i| i.same_days(interval))).map(str::to_owned)
    };
    whole(month).or_else(|| whole(year)).unwrap_or(days)
}

/// What a claim is about, its time aside.
fn about(claim: &Claim) -> (Arc<str>, Option<String>, Option<String>, Option<u64>, bool, Stage) {
    let label = |f: &Option<Filler>| f.as_ref().map(Filler::label);
    let number = claim.quantity.as_ref().map(|q| q.value.to_bits());
    (claim.predicate.clone(), label(&claim.subject), label(&claim.object), number, claim.polarity, claim.stage)
}

/// What happens, happens on a day, or over a few: `since 2019` and `until May` date something else, and so does
/// `between 1979 and 1990`.
fn is_moment(when: &When) -> bool {
    let (from, to) = when.value.split_once('/').unwrap_or((&when.value, ""));
    let open = when.value.starts_with("..") || when.value.ends_with("..");
    let years = from.len() == 4 && to.len() == 4 && from != to;
    !open && !years
}

/// Whether the pattern is about events of that kind.
fn is_of_kind(spec: &PatternSpec, event: &Event) -> bool {
    spec.kinds.is_empty() || spec.kinds.iter().any(|kind| *kind == *event.kind)
}

/// Where an event is held, as a slot.
fn place(event: &Event) -> Option<Term> {
    event.places.first().map(|p| Term { name: p.clone(), class: "place".into(), span: event.span })
}

/// The match with a subject that its words leave unsaid.
fn with_subject<'p>(found: &Match<'p>, capture: Capture) -> Match<'p> {
    let at = found.tokens.end;
    let mut found = found.clone();
    let slot = SlotName::Subject;
    found.filled.push(Filled { slot, capture, tokens: at..at, list: false, delegates: false, places: false });
    found
}

/// An event that is the object of a claim without subject is its organizer's.
fn organizer(claim: &Claim) -> Option<Filler> {
    match &claim.object {
        Some(Filler::Event(event)) => {
            let name = event.organizer.clone()?;
            Some(Filler::One(Term { name, class: "organization".into(), span: None }))
        }
        _ => None,
    }
}

/// Whether a claim about an event has a date on which that did not happen.
fn is_of_another_day(claim: &Claim, subject: Option<&Option<Filler>>) -> bool {
    let Some(Some(Filler::Event(event))) = subject else { return false };
    let said = claim.when.as_ref().filter(|w| w.span.is_some()).and_then(|w| w.interval);
    said.zip(event.when).is_some_and(|(said, own)| said.disjoint(&own).is_certain())
}

/// Nobody meets, joins or visits himself: such a reading took two phrases for one.
fn is_of_itself(claim: &Claim) -> bool {
    matches!((&claim.subject, &claim.object), (Some(Filler::One(a)), Some(Filler::One(b))) if a.name == b.name)
}

/// A set claim is about several, and about those who are in it.
fn is_list(claim: &Claim) -> bool {
    claim.polarity && matches!(&claim.object, Some(Filler::Many { members, .. }) if members.len() > 1)
}

/// Two captures of one slot make one list.
fn merge(known: Option<Filler>, new: Option<Filler>) -> Option<Filler> {
    match (known, new) {
        (Some(Filler::One(first)), Some(Filler::Many { mut members, complete })) if &*first.class != "text" => {
            if !members.iter().any(|m| m.name == first.name) {
                members.insert(0, first);
            }
            Some(Filler::Many { members, complete })
        }
        (known, new) => new.or(known),
    }
}
