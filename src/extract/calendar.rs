//! What time claims by itself: a weekday beside a date, a day that its month has not, a count of years
//! beside the dates it counts from and to, a length beside its two ends, a tense beside a date.
//!
//! A sentence that says such a thing says two things that can be compared, and each is a claim of its own;
//! the two share a subject, the words that hold them both. Only what stands in one sentence is paired, and
//! only where nothing else there could be meant: a pair that is wrong is a false alarm.

mod counts;
mod lengths;

use crate::claim::{Bound, Quantity, When, WhenKind};
use crate::clause::speech::Quotes;
use crate::clause::verb;
use crate::corpus::BlockKind;
use crate::interval::{Interval, date_of, weekday_name};
use crate::mention::Reading;
use crate::pack::Found;
use crate::text::inflect::Form;
use crate::timex::{Basis, Kind, Timex};
use jiff::civil::Date;
use std::ops::Range;

/// Half of what a sentence says of time.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) found: Found,
    /// The words that say it.
    pub(super) tokens: Range<usize>,
    /// The words that hold both halves.
    pub(super) about: Range<usize>,
    /// What is said: a weekday, a verb.
    pub(super) object: Option<String>,
    pub(super) quantity: Option<Quantity>,
    pub(super) when: Option<When>,
}

/// In these years the calendar was not yet the same everywhere: Russia changed in 1918, Greece in 1923.
const GREGORIAN_SINCE: i16 = 1924;

/// A day without a year that lies so many days after publication is not that of the year before.
const SOON: i32 = 60;

/// What an article says of time.
pub(super) fn told(reading: &Reading<'_>, quotes: &Quotes) -> Vec<Told> {
    let mut teller = Teller { reading, quotes, out: Vec::new() };
    for number in 0..reading.timexes.len() {
        teller.weekday(number);
        teller.impossible(number);
        teller.tense(number);
        teller.length(number);
        teller.updated(number);
    }
    teller.dateline();
    for sentence in 0..reading.text.sentences.len() {
        teller.count(sentence);
    }
    teller.out
}

struct Teller<'a, 'r> {
    reading: &'a Reading<'r>,
    quotes: &'a Quotes,
    out: Vec<Told>,
}

impl Teller<'_, '_> {
    fn say(&mut self, found: Found, tokens: Range<usize>, about: &Range<usize>) -> &mut Told {
        self.out.push(Told { found, tokens, about: about.clone(), object: None, quantity: None, when: None });
        self.out.last_mut().expect("it was just pushed")
    }

    fn quantity(&self, value: f64, unit: &str, bound: Bound, tokens: Range<usize>) -> Quantity {
        Quantity { value, unit: unit.into(), bound, span: Some(self.reading.span(tokens)) }
    }

    /// The word at a token of the same sentence, else nothing.
    fn word(&self, sentence: &Range<usize>, at: usize) -> &str {
        if sentence.contains(&at) { self.reading.word(at) } else { "" }
    }

    fn sentence(&self, at: usize) -> Range<usize> {
        self.reading.text.sentences[self.reading.sentence(at)].tokens.clone()
    }

    /// `Thursday, November 8, 2018`; `8 November 2018, a Thursday`
    fn weekday(&mut self, number: usize) {
        let timex = &self.reading.timexes[number];
        let (Some(weekday), Some(interval)) = (timex.weekday, timex.interval) else { return };
        let Some(date) = one_day(&interval).filter(|d| d.year() >= GREGORIAN_SINCE) else { return };
        let sentence = self.sentence(timex.tokens.start);
        let beside = timex.tokens.start..timex.tokens.start + 1;
        // A weekday that is an expression by itself has its date before it.
        let lone = timex.tokens.len() == 1;
        let all = if lone { self.reading.timexes[number - 1].tokens.clone() } else { timex.tokens.clone() };
        let first = all.clone().skip(usize::from(!lone)).find(|&t| !matches!(self.reading.word(t), "," | "the" | "."));
        let Some(first) = first else { return };
        // "Saturday and Sunday, 3 and 4 May", "Friday, 3-7 June": the weekday may be another day's.
        let before = all.start.checked_sub(1).map_or("", |t| self.word(&sentence, t));
        let joined =
            |word: &str| matches!(word, "and" | "or" | "to" | "through" | "until" | "/" | "&" | "between" | "from");
        let mark = |at: usize, m: char| sentence.contains(&at) && self.reading.text.tokens[at].is(m);
        let lead = all.start > sentence.start && mark(all.start - 1, '-');
        if joined(before) && !matches!(before, "from" | "until" | "to") || lead {
            return;
        }
        if joined(self.word(&sentence, all.end)) || mark(all.end, '-') || all.clone().any(|t| mark(t, '/')) {
            return;
        }
        let year_is_written = all.clone().any(|t| self.is_year(t));
        if !year_is_written {
            // The year was guessed: it must be wrong in those beside it, too.
            let fits = |years: i16| {
                Date::new(date.year() + years, date.month(), date.day()).is_ok_and(|d| d.weekday() == weekday)
            };
            if [-1, 1].into_iter().any(fits) {
                return;
            }
        }
        let when = event(timex);
        let words = first..all.end;
        let told = self.say(Found::Weekday, beside, &words);
        told.object = Some(weekday_name(weekday).to_owned());
        told.when = Some(when.clone());
        self.say(Found::WeekdayDate, words.clone(), &words).when = Some(when);
    }

    fn is_year(&self, at: usize) -> bool {
        let word = self.reading.word(at);
        word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    }

    /// `30 February 2024`, `31 June`
    fn impossible(&mut self, number: usize) {
        let timex = &self.reading.timexes[number];
        if timex.kind != Kind::Date || timex.interval.is_some() {
            return;
        }
        let mut parts = timex.value.split('-');
        let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return;
        };
        let (Ok(month), Ok(day)) = (month.parse::<i8>(), day.parse::<i8>()) else { return };
        let tokens = timex.tokens.clone();
        let written = tokens.clone().find(|&t| self.is_year(t));
        let year = written.and_then(|_| year.parse::<i16>().ok());
        // February had 30 days in Sweden once, and a leap day in 1900 where the old calendar was kept.
        if year.is_some_and(|y| y < GREGORIAN_SINCE) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return;
        }
        let length = Date::new(year.unwrap_or(2024), month, 1).map_or(31, Date::days_in_month);
        if day <= length {
            return;
        }
        let sentence = self.sentence(tokens.start);
        // "in June 31 people": a number that counts what follows.
        let next = tokens.end;
        let counts = year.is_none()
            && sentence.contains(&next)
            && self.reading.text.tokens[next].is_word()
            && !self.reading.is_function_word(next);
        let glued = self.reading.text.tokens.get(next).is_some_and(|t| t.glued && t.is('-'));
        if counts || glued {
            return;
        }
        let spelt = |t: usize| self.reading.text.tokens[t].is_word() && self.reading.word(t).len() > 2;
        let month_at = tokens.clone().rfind(|&t| spelt(t) && month_number(self.reading.word(t)) == Some(month));
        let day_at = tokens.clone().find(|&t| self.reading.word(t).parse::<i8>() == Ok(day));
        let digits = |value: i8| tokens.clone().rfind(|&t| self.reading.word(t).parse::<i8>() == Ok(value));
        let (Some(day_at), Some(month_at)) = (day_at, month_at.or_else(|| digits(month))) else { return };
        let day = self.quantity(day.into(), "", Bound::Exact, day_at..day_at + 1);
        let length = self.quantity(length.into(), "", Bound::Exact, month_at..month_at + 1);
        self.say(Found::DayOfMonth, day_at..day_at + 1, &tokens).quantity = Some(day);
        let month = month_at..written.map_or(month_at, |y| if y == month_at + 1 { y } else { month_at }) + 1;
        self.say(Found::MonthLength, month, &tokens).quantity = Some(length);
    }

    /// The day that is certainly meant: one with its year (`3 May 2027`), or one without it in an article that names no
    /// other year: the only one around publication that its weekday fits (`Saturday, December 28`), or, without a weekday,
    /// one that lies [soon](SOON) after publication. Of the year before, it would not be told without its year.
    fn certain_day(&self, timex: &Timex) -> Option<When> {
        let date: Date = timex.value.parse().ok()?;
        if timex.kind != Kind::Date || timex.modifier.is_some() || timex.tokens.len() == 1 {
            return None;
        }
        if timex.tokens.clone().any(|t| self.is_year(t)) {
            return (timex.basis == Basis::Absolute && timex.interval.is_some()).then(|| event(timex));
        }
        let published = self.reading.article.published?;
        let year = published.year();
        let other_year = |at: usize| self.is_year(at) && self.reading.word(at).parse() != Ok(year);
        let elsewhen = |t: &Timex| t.interval.and_then(|i| date_of(i.start?)).is_some_and(|day| day.year() != year);
        let names_year = |t: &Timex| t.tokens.clone().any(other_year) || timex.weekday.is_none() && elsewhen(t);
        if timex.basis != Basis::Published || self.reading.timexes.iter().any(names_year) {
            return None;
        }
        let soon = |day: Date| (1..=SOON).contains(&(day - published).get_days());
        let mut fitting = (year - 1..=year + 1)
            .filter_map(|y| Date::new(y, date.month(), date.day()).ok())
            .filter(|&day| timex.weekday.map_or_else(|| soon(day), |weekday| day.weekday() == weekday));
        let (Some(meant), None) = (fitting.next(), fitting.next()) else { return None };
        Some(When { value: meant.to_string().into(), interval: Some(Interval::day(meant)), ..event(timex) })
    }

    /// `was held in Geneva on 3 May 2027`, `will be held on 3 May 2019`
    fn tense(&mut self, number: usize) {
        let reading = self.reading;
        let timex = &reading.timexes[number];
        let sentence = self.sentence(timex.tokens.start);
        let Some(on) = timex.tokens.start.checked_sub(1).filter(|&t| self.word(&sentence, t) == "on") else { return };
        let Some(when) = self.certain_day(timex).filter(|_| reading.article.published.is_some()) else { return };
        let kind = reading.text.sentences[reading.sentence(timex.tokens.start)].kind;
        if kind != BlockKind::Paragraph
            || self.quotes.contain(on)
            || is_alternative(reading, &sentence, timex.tokens.end)
        {
            return;
        }
        // Between the verb and its date nothing but places.
        let mut at = on;
        while at > sentence.start {
            let Some(mention) = reading.mention(at - 1).map(|m| &reading.mentions[m]) else { break };
            let Some(before) = mention.tokens.start.checked_sub(1) else { return };
            if !matches!(self.word(&sentence, before), "in" | "at" | "near") {
                return;
            }
            at = before;
        }
        // "took place", "broke out"
        let particle = at > sentence.start && matches!(self.word(&sentence, at - 1), "place" | "out" | "up" | "off");
        let Some(verb) = at.checked_sub(1 + usize::from(particle)).filter(|v| sentence.contains(v)) else { return };
        let Some(form) = happening(reading.word(verb)) else { return };
        let Some(group) = verb::read(reading, verb, form) else { return };
        let asserted = group.polarity && group.modality == crate::claim::Modality::Asserted;
        if !asserted || verb + 1 != group.tokens.end {
            return;
        }
        let has = |words: &[&str]| group.tokens.clone().any(|t| words.contains(&reading.word(t)));
        // A participle by itself may belong to a noun ("the talks held on …"), and a plan is no past.
        let past = has(&["was", "were"]) && form.is(Form::PARTICIPLE)
            || form.is(Form::PAST) && group.tokens.len() == 1 && !form.is(Form::PARTICIPLE);
        let past = past && !has(&["to", "will", "would", "be", "being", "been", "had", "have", "has"]);
        let future = has(&["will", "'ll", "’ll"]) && !has(&["have", "to"]);
        let found = match (past, future) {
            (true, false) => Found::ToldPast,
            // A bare day that is to come is told as future rightly.
            (false, true) if timex.weekday.is_some() || timex.tokens.clone().any(|t| self.is_year(t)) => {
                Found::ToldFuture
            }
            _ => return,
        };
        if self.governed(&sentence, group.tokens.start) {
            return;
        }
        let about = group.tokens.start..timex.tokens.end;
        let words = group.tokens.start..at;
        let verb = reading.slice(words.clone()).to_owned();
        let told = self.say(found, words, &about);
        (told.object, told.when) = (Some(verb), Some(when.clone()));
        self.say(Found::ToldDate, timex.tokens.clone(), &about).when = Some(when);
    }

    /// `OSLO, 3 May - The ministers met…`
    fn dateline(&mut self) {
        let Some(first) = self.reading.text.sentences.iter().find(|s| s.kind == BlockKind::Paragraph) else { return };
        let line = first.tokens.start..self.reading.past_dateline(&first.tokens);
        let inside = |t: &&Timex| line.contains(&t.tokens.start) && t.tokens.end <= line.end;
        let day = |t: &&Timex| t.kind == Kind::Date && t.interval.as_ref().and_then(one_day).is_some();
        let Some(timex) = self.reading.timexes.iter().filter(inside).find(day) else { return };
        self.say(Found::Dateline, timex.tokens.clone(), &line).when = Some(event(timex));
    }

    /// `Updated: 3 May 2024`, `This story was last updated on 3 May 2024`
    fn updated(&mut self, number: usize) {
        let reading = self.reading;
        let timex = &reading.timexes[number];
        let sentence = self.sentence(timex.tokens.start);
        if !matches!(reading.word(sentence.start), "updated" | "modified" | "last" | "this") {
            return;
        }
        let Some(when) = self.certain_day(timex).filter(|_| reading.article.published.is_some()) else { return };
        let words: Vec<&str> = (sentence.start..timex.tokens.start).map(|t| reading.word(t)).collect();
        let led = match words[..] {
            [ref verb @ .., ":" | "on" | "at"] => verb,
            ref verb => verb,
        };
        let own = match led {
            ["updated" | "modified"] | ["last", "updated" | "modified"] => true,
            ["this", "article" | "story" | "report" | "page" | "post", "was", verb @ ..] => {
                matches!(verb, ["updated" | "amended" | "corrected"] | ["last", "updated" | "amended"])
            }
            _ => false,
        };
        if !own {
            return;
        }
        let about = sentence.start..timex.tokens.end;
        let told = self.say(Found::Updated, sentence.start..timex.tokens.start, &about);
        (told.object, told.when) = (Some("updated".to_owned()), Some(when.clone()));
        self.say(Found::UpdatedDate, timex.tokens.clone(), &about).when = Some(when);
    }

    /// Whether the clause hangs on a condition, a time or a fiction.
    fn governed(&self, sentence: &Range<usize>, verb: usize) -> bool {
        let mut words = sentence.start..verb;
        words.any(|t| {
            matches!(
                self.reading.word(t),
                "if" | "when"
                    | "once"
                    | "unless"
                    | "until"
                    | "whether"
                    | "imagine"
                    | "novel"
                    | "film"
                    | "fictional"
                    | "would"
            )
        })
    }
}

/// `on 3 or 4 May`, `on 3 May 2027 or later`
fn is_alternative(reading: &Reading<'_>, sentence: &Range<usize>, end: usize) -> bool {
    sentence.contains(&end) && matches!(reading.word(end), "or" | "/")
}

/// The forms of a verb for what happens on a day; a verb of planning is none.
fn happening(word: &str) -> Option<Form> {
    const PARTICIPLES: &[&str] = &[
        "held",
        "signed",
        "killed",
        "arrested",
        "elected",
        "founded",
        "inaugurated",
        "sworn",
        "adopted",
        "ratified",
        "born",
        "launched",
        "opened",
        "released",
        "buried",
        "executed",
        "assassinated",
        "shot",
        "found",
        "hit",
        "struck",
        "detained",
    ];
    const PASTS: &[&str] =
        &["took", "began", "died", "arrived", "resigned", "fell", "broke", "happened", "occurred", "crashed"];
    const BASES: &[&str] = &["take", "begin", "start", "open", "end", "arrive", "meet", "happen", "convene", "vote"];
    if PARTICIPLES.contains(&word) {
        Some(Form::PARTICIPLE)
    } else if PASTS.contains(&word) {
        Some(Form::PAST)
    } else if BASES.contains(&word) {
        Some(Form::BASE)
    } else {
        None
    }
}

fn event(timex: &Timex) -> When {
    When { value: timex.value.as_str().into(), interval: timex.interval, kind: WhenKind::Event, span: Some(timex.span) }
}

fn one_day(interval: &Interval) -> Option<Date> {
    let start = interval.start.filter(|s| interval.end == Some(s + 1))?;
    date_of(start)
}

fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let at = MONTHS.iter().position(|m| word.starts_with(m))?;
    i8::try_from(at + 1).ok()
}
