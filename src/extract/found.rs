//! Claims that need no pattern: the office that introduces a person, the date and place of an event.

use super::{Claims, HISTORY, is_of_kind, place};
use crate::claim::{Filler, Stage, Term, When, WhenKind};
use crate::clause::{time, verb};
use crate::corpus::BlockKind;
use crate::interval::{Granularity, Interval};
use crate::mention::Form;
use crate::pack::PatternSpec;
use crate::timex::Timex;
use std::ops::Range;
use std::sync::Arc;

impl Claims<'_, '_> {
    pub(super) fn office(&mut self, number: usize, spec: &PatternSpec, id: &Arc<str>, former: bool) {
        let reading = self.reading;
        let mention = &reading.mentions[number];
        for holder in mention.holders.iter().filter(|_| !former) {
            let mut claim = self.blank(spec, id, holder.tokens.clone());
            claim.subject = Some(Filler::One(holder.person.clone()));
            claim.object = Some(Filler::One(holder.office.clone()));
            claim.when = self.as_of(&holder.tokens);
            self.claims.push(claim);
        }
        let Some(title) = mention.office.as_ref().filter(|t| t.former == former) else { return };
        let person = if mention.form == Form::Office { self.apposition(number) } else { Some(number) };
        let Some(person) = person else { return };
        let person = &reading.mentions[person];
        let tokens = person.tokens.start.min(mention.tokens.start)..person.tokens.end.max(mention.tokens.end);
        let over = self.is_told_of_end(&tokens);
        let dated = |when: &When| when.span.is_some() || !over;
        let when = self.as_of(&tokens).filter(dated).filter(|_| !former).or_else(|| self.open_before());
        let mut claim = self.blank(spec, id, tokens);
        claim.subject = Some(Filler::One(person.term.clone()));
        claim.object = Some(Filler::One(title.office.clone()));
        claim.when = when;
        self.claims.push(claim);
    }

    /// `the assassination of President Holt`, `President Holt's widow`: what is told does not say that it goes on.
    fn is_told_of_end(&self, person: &Range<usize>) -> bool {
        let (reading, sentence) = (self.reading, self.sentence_of(person.start));
        let Some(nouns) = reading.lexicon.word_class("end-of-term") else { return false };
        let is_end = |at: usize| sentence.contains(&at) && nouns.iter().any(|noun| noun[..] == reading.ids()[at..=at]);
        let of = person.start.checked_sub(1).filter(|&at| at > sentence.start && reading.word(at) == "of");
        let possessive = sentence.contains(&person.end) && matches!(reading.word(person.end), "'s" | "\u{2019}s" | "'");
        of.is_some_and(|at| is_end(at - 1)) || possessive && is_end(person.end + 1)
    }

    /// The person beside an office: `Rutte, the former Dutch prime minister`, `the Nato chief, Mark Rutte`.
    pub(super) fn apposition(&self, office: usize) -> Option<usize> {
        let reading = self.reading;
        let mention = &reading.mentions[office];
        let is_person =
            |n: &usize| &*reading.mentions[*n].term.class == "person" && reading.mentions[*n].office.is_none();
        let comma = |at: usize| reading.text.tokens.get(at).is_some_and(|t| t.is(','));
        let sentence = reading.text.sentences[reading.sentence(mention.tokens.start)].tokens.clone();
        let after = mention.tokens.end;
        if comma(after)
            && after + 1 < sentence.end
            && let Some(person) = reading.mention(after + 1).filter(is_person)
        {
            let end = reading.mentions[person].tokens.end;
            // `the prime minister, Pashinyan said`: the comma must close again, or the sentence end.
            if end >= sentence.end || !reading.text.tokens[end].is_word() {
                return Some(person);
            }
        }
        let before = mention.tokens.start.checked_sub(1).filter(|&b| b > sentence.start && comma(b))?;
        let closed = after >= sentence.end || !reading.text.tokens[after].is_word();
        reading.mention(before - 1).filter(is_person).filter(|_| closed)
    }

    pub(super) fn event(&mut self, number: usize, spec: &PatternSpec, id: &Arc<str>) {
        let mention = &self.reading.mentions[number];
        let Some(event) = &mention.event else { return };
        if !is_of_kind(spec, event) {
            return;
        }
        let Some(organizer) = &event.organizer else { return };
        let own = self.own_date(&mention.tokens);
        let clause = time::of_clause(self.reading, &mention.tokens, None, false).filter(|w| w.interval.is_some());
        // `the recent meeting` only takes up what is told elsewhere.
        let Some(when) = own.or(clause) else { return };
        let mut claim = self.blank(spec, id, mention.tokens.clone());
        claim.subject = Some(Filler::One(Term { name: organizer.clone(), class: "organization".into(), span: None }));
        claim.object = Some(Filler::Event(event.clone()));
        claim.place = place(event);
        let planned = when.interval.is_some_and(|i| self.lies_ahead(&i)) || self.is_upcoming(&mention.tokens);
        claim.when = Some(when);
        let sentence = self.sentence_of(mention.tokens.start);
        if verb::is_called_off_in(self.reading, &sentence) {
            // `may cancel his meeting with the minister during the summit`
            if !verb::calls_off(self.reading, &sentence, &mention.tokens) {
                return;
            }
            claim.stage = Stage::Cancelled;
        } else if planned {
            claim.stage = Stage::Planned;
        }
        self.claims.push(claim);
    }

    /// `the upcoming summit`, `the summit to be held in May`
    fn is_upcoming(&self, tokens: &Range<usize>) -> bool {
        let sentence = self.sentence_of(tokens.start);
        let word = |at: usize| if sentence.contains(&at) { self.reading.word(at) } else { "" };
        let ahead = |at: usize| matches!(word(at), "upcoming" | "forthcoming" | "scheduled" | "planned");
        let to_be = matches!((word(tokens.end), word(tokens.end + 1)), ("to", "be" | "take" | "open"));
        to_be || (tokens.start.saturating_sub(1)..tokens.end).any(ahead)
    }

    pub(super) fn sentence_of(&self, token: usize) -> Range<usize> {
        self.reading.text.sentences[self.reading.sentence(token)].tokens.clone()
    }

    pub(super) fn lies_ahead(&self, interval: &Interval) -> bool {
        self.reading.article.published.is_some_and(|p| Interval::day(p).before(interval).is_certain())
    }

    /// The date inside an event's phrase.
    pub(super) fn own_date(&self, tokens: &Range<usize>) -> Option<When> {
        let timex = tokens.clone().find_map(|t| self.reading.timex(t)).map(|t| &self.reading.timexes[t])?;
        timex.interval?;
        let day = timex.value.split('T').next().unwrap_or_default();
        Some(When { value: day.into(), interval: timex.interval, kind: WhenKind::Event, span: Some(timex.span) })
    }

    /// A title belongs to the date that frames its sentence; in a caption, to the caption's.
    fn as_of(&self, tokens: &Range<usize>) -> Option<When> {
        let sentence = &self.reading.text.sentences[self.reading.sentence(tokens.start)];
        if sentence.kind == BlockKind::Caption
            && let Some(when) = time::of_block(self.reading, sentence.block)
        {
            return Some(when);
        }
        if self.is_history() {
            return self.open_before();
        }
        let published = time::of_article(self.reading, WhenKind::AsOf);
        let day = published.as_ref().and_then(|w| w.interval);
        let dates = self
            .reading
            .timexes
            .iter()
            .filter(|t| sentence.tokens.contains(&t.tokens.start))
            .filter_map(|t| t.interval.map(|i| (t, i)));
        let as_of = |timex: &Timex, interval| When {
            value: timex.value.clone().into(),
            interval: Some(interval),
            kind: WhenKind::AsOf,
            span: Some(timex.span),
        };
        let long_ago = |i: &Interval| day.is_some_and(|d| i.days_until(&d).is_none_or(|(least, _)| least > 60));
        let all: Vec<(&Timex, Interval)> = dates.collect();
        // At a meeting of late its guests were in office.
        if let [(timex, interval)] = all[..]
            && interval.granularity == Granularity::Day
            && self.meets_on(&sentence.tokens, &interval)
            && day.is_some_and(|d| interval.before(&d).is_certain() && !long_ago(&interval))
        {
            return Some(as_of(timex, interval));
        }
        // `flights suspended since 2020`: that is another's date.
        let since = |t: &Timex| t.tokens.start.checked_sub(1).is_some_and(|at| self.reading.word(at) == "since");
        let mut past = all.into_iter().filter(|(t, i)| long_ago(i) && !since(t));
        let Some((timex, interval)) = past.next() else { return published };
        let frames = timex.tokens.end <= tokens.start && !time::follows_verb(self.reading, timex.tokens.end);
        if frames && past.next().is_none() {
            return Some(as_of(timex, interval));
        }
        self.open_before()
    }

    /// Whether the sentence names an event of that day with its organizer.
    fn meets_on(&self, sentence: &Range<usize>, day: &Interval) -> bool {
        let events = self.reading.mentions.iter().filter(|m| sentence.contains(&m.tokens.start));
        let mut dated = events.filter_map(|m| m.event.as_ref()).filter(|e| e.organizer.is_some());
        dated.any(|e| e.when.is_some_and(|w| w.same_days(day)))
    }

    /// Whether most of the article's dates lie years back: its titles are those of other days than its own.
    fn is_history(&self) -> bool {
        let Some(published) = self.reading.article.published.map(Interval::day) else { return false };
        let dates = self.reading.timexes.iter().filter_map(|t| t.interval);
        let (mut all, mut old) = (0, 0);
        for date in dates {
            all += 1;
            old += usize::from(date.days_until(&published).is_some_and(|(least, _)| least > HISTORY));
        }
        all > 2 && old * 2 > all
    }

    /// Some time before publication.
    pub(super) fn open_before(&self) -> Option<When> {
        time::of_article(self.reading, WhenKind::Event).map(|w| When { kind: WhenKind::AsOf, ..w })
    }
}
