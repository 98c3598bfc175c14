//! What time claims by itself: a weekday beside a date, a day that its month has not, a count of years
//! beside the dates it counts from and to, a length beside its two ends, a tense beside a date.
//!
//! A sentence that says such a thing says two things that can be compared, and each is a claim of its own;
//! the two share a subject, the words that hold them both. Only what stands in one sentence is paired, and
//! only where nothing else there could be meant: a pair that is wrong is a false alarm.

use crate::claim::{Bound, Quantity, When, WhenKind};
use crate::clause::speech::Quotes;
use crate::clause::verb;
use crate::corpus::BlockKind;
use crate::interval::{Granularity, Interval, weekday_name};
use crate::mention::Reading;
use crate::number;
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

/// What an article says of time.
pub(super) fn told(reading: &Reading<'_>, quotes: &Quotes) -> Vec<Told> {
    let mut teller = Teller { reading, quotes, out: Vec::new() };
    for number in 0..reading.timexes.len() {
        teller.weekday(number);
        teller.impossible(number);
        teller.tense(number);
        teller.length(number);
    }
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

    /// `Thursday, November 8, 2018`
    fn weekday(&mut self, number: usize) {
        let timex = &self.reading.timexes[number];
        let (Some(weekday), Some(interval)) = (timex.weekday, timex.interval) else { return };
        let Some(date) = one_day(&interval).filter(|d| d.year() >= GREGORIAN_SINCE) else { return };
        let sentence = self.sentence(timex.tokens.start);
        let all = timex.tokens.clone();
        let first = all.clone().skip(1).find(|&t| !matches!(self.reading.word(t), "," | "the" | "."));
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
        let told = self.say(Found::Weekday, all.start..all.start + 1, &words);
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

    /// A day with its year, written: `3 May 2027`.
    fn is_full_day(&self, timex: &Timex) -> bool {
        timex.kind == Kind::Date
            && timex.basis == Basis::Absolute
            && timex.modifier.is_none()
            && timex.interval.is_some_and(|i| i.granularity == Granularity::Day)
            && timex.tokens.clone().any(|t| self.is_year(t))
    }

    /// `was held in Geneva on 3 May 2027`, `will be held on 3 May 2019`
    fn tense(&mut self, number: usize) {
        let reading = self.reading;
        let timex = &reading.timexes[number];
        if !self.is_full_day(timex) || reading.article.published.is_none() {
            return;
        }
        let kind = reading.text.sentences[reading.sentence(timex.tokens.start)].kind;
        let sentence = self.sentence(timex.tokens.start);
        let Some(on) = timex.tokens.start.checked_sub(1).filter(|&t| self.word(&sentence, t) == "on") else { return };
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
            (false, true) => Found::ToldFuture,
            _ => return,
        };
        if self.governed(&sentence, group.tokens.start) {
            return;
        }
        let about = group.tokens.start..timex.tokens.end;
        let when = event(timex);
        let words = group.tokens.start..at;
        let verb = reading.slice(words.clone()).to_owned();
        let told = self.say(found, words, &about);
        (told.object, told.when) = (Some(verb), Some(when.clone()));
        self.say(Found::ToldDate, timex.tokens.clone(), &about).when = Some(when);
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

    /// `from 2001 to 2010, nine years`; `the three-day visit from 3 to 6 May`
    fn length(&mut self, number: usize) {
        let reading = self.reading;
        let [from, to] = [reading.timexes.get(number), reading.timexes.get(number + 1)];
        let (Some(from), Some(to)) = (from, to) else { return };
        let sentence = self.sentence(from.tokens.start);
        let Some(opener) = from.tokens.start.checked_sub(1).filter(|t| sentence.contains(t)) else { return };
        if to.tokens.start != from.tokens.end + 1 || !sentence.contains(&to.tokens.start) {
            return;
        }
        match (reading.word(opener), reading.word(from.tokens.end)) {
            ("from", "to" | "until" | "till" | "through") | ("between", "and") => {}
            _ => return,
        }
        let dated = |t: &Timex| t.kind == Kind::Date && t.basis != Basis::Unresolved && t.modifier.is_none();
        let (Some(a), Some(b)) = (from.interval, to.interval) else { return };
        let comparable = a.granularity == b.granularity
            && a.start < b.start
            && matches!(a.granularity, Granularity::Day | Granularity::Month | Granularity::Year);
        if !dated(from) || !dated(to) || !comparable || is_alternative(reading, &sentence, to.tokens.end) {
            return;
        }
        let before =
            number.checked_sub(1).map(|n| &reading.timexes[n]).filter(|t| self.stands_before(t, opener, &sentence));
        let behind = reading.timexes.get(number + 2).filter(|t| self.stands_behind(t, to.tokens.end, &sentence));
        let Some((length, (value, unit))) = before.xor(behind).and_then(|t| Some((t, plain_length(t)?))) else {
            return;
        };
        let tokens = length.tokens.clone();
        let about = tokens.start.min(opener)..tokens.end.max(to.tokens.end);
        let quantity = self.quantity(value, unit, Bound::Exact, tokens.clone());
        let (first, last) = (event(from), event(to));
        let (from, to) = (from.tokens.clone(), to.tokens.clone());
        self.say(Found::Length, tokens, &about).quantity = Some(quantity);
        self.say(Found::LengthStart, from, &about).when = Some(first);
        self.say(Found::LengthEnd, to, &about).when = Some(last);
    }

    /// `the three-day visit from`: at most a noun for something that lasts between.
    fn stands_before(&self, length: &Timex, opener: usize, sentence: &Range<usize>) -> bool {
        let between = length.tokens.end..opener;
        sentence.contains(&length.tokens.start)
            && length.kind == Kind::Duration
            && (between.is_empty() || between.len() <= 3 && self.lasts(between.end - 1))
            && between.clone().all(|t| self.reading.text.tokens[t].is_word() && !self.reading.is_function_word(t))
    }

    fn lasts(&self, noun: usize) -> bool {
        const NOUNS: &[&str] = &[
            "visit",
            "trip",
            "tour",
            "war",
            "siege",
            "occupation",
            "reign",
            "rule",
            "period",
            "stay",
            "festival",
            "summit",
            "meeting",
            "conference",
            "exercise",
            "drill",
            "ceasefire",
            "truce",
            "strike",
            "lockdown",
            "hiatus",
            "break",
            "mission",
            "presidency",
            "tenure",
            "stint",
            "event",
            "competition",
            "tournament",
            "session",
            "forum",
            "fair",
            "exhibition",
            "manoeuvres",
            "exercises",
            "drills",
            "talks",
        ];
        NOUNS.contains(&self.reading.word(noun))
    }

    /// `…, nine years.`; `… (nine years)`; `…, a period of nine years`
    fn stands_behind(&self, length: &Timex, end: usize, sentence: &Range<usize>) -> bool {
        let between = end..length.tokens.start;
        let words: Vec<&str> = between.clone().map(|t| self.reading.word(t)).collect();
        let closes = !sentence.contains(&length.tokens.end) || !self.reading.text.tokens[length.tokens.end].is_word();
        sentence.contains(&length.tokens.start)
            && length.kind == Kind::Duration
            && closes
            && matches!(
                words[..],
                [","]
                    | ["("]
                    | ["-"]
                    | [",", "or"]
                    | [",", "a", "period", "of"]
                    | [",", "a", "total", "of"]
                    | [",", "that", "is"]
            )
    }

    /// `its 20th anniversary in 2025, founded in 2004`; `20 years ago, in 2004`
    fn count(&mut self, sentence: usize) {
        let reading = self.reading;
        let sentence = reading.text.sentences[sentence].tokens.clone();
        let first = reading.timexes.partition_point(|t| t.tokens.end <= sentence.start);
        let inside: Vec<&Timex> =
            reading.timexes[first..].iter().take_while(|t| t.tokens.start < sentence.end).collect();
        if inside.len() < 2 || self.quotes.contain(sentence.start) {
            return;
        }
        let absolute = |t: &&&Timex| {
            t.kind == Kind::Date && t.basis == Basis::Absolute && t.interval.is_some() && t.modifier.is_none()
        };
        let dates: Vec<&Timex> =
            inside.iter().filter(absolute).copied().filter(|t| t.tokens.clone().any(|w| self.is_year(w))).collect();
        if let [a, b] = dates[..] {
            self.anniversary(&sentence, a, b);
        }
        for pair in inside.windows(2) {
            self.ago(&sentence, pair[0], pair[1], &dates);
        }
    }

    fn anniversary(&mut self, sentence: &Range<usize>, a: &Timex, b: &Timex) {
        let reading = self.reading;
        let nouns: Vec<usize> = sentence.clone().filter(|&t| reading.word(t) == "anniversary").collect();
        let &[noun] = &nouns[..] else { return };
        let Some((count, ordinal)) = self.ordinal_before(noun, sentence) else { return };
        // The date that follows is the anniversary's; one behind "of the" is what it is counted from.
        let follows = |t: &Timex| t.tokens.start == noun + 2 && matches!(reading.word(noun + 1), "in" | "on");
        let counted = |t: &Timex| {
            let back = |n: usize| t.tokens.start.checked_sub(n).map_or("", |at| self.word(sentence, at));
            let begins = |word: &str| {
                matches!(
                    word,
                    "founded"
                        | "established"
                        | "created"
                        | "formed"
                        | "born"
                        | "launched"
                        | "inaugurated"
                        | "founding"
                        | "independence"
                        | "signed"
                        | "opened"
                )
            };
            let of = t.tokens.start >= noun + 3
                && t.tokens.start <= noun + 4
                && reading.word(noun + 1) == "of"
                && matches!(back(1), "the" | "its");
            of || matches!(back(1), "in" | "on") && begins(back(2))
        };
        let (start, end) = match (follows(a) && counted(b), follows(b) && counted(a)) {
            (true, false) => (b, a),
            (false, true) => (a, b),
            _ => return,
        };
        let about = ordinal.start.min(start.tokens.start)..end.tokens.end.max(start.tokens.end);
        let quantity = self.quantity(count.into(), "years", Bound::Exact, ordinal.clone());
        let (from, to) = (event(start), event(end));
        let told = self.say(Found::Anniversary, ordinal.start..end.tokens.end, &about);
        (told.quantity, told.when) = (Some(quantity), Some(to));
        self.say(Found::CountStart, start.tokens.clone(), &about).when = Some(from);
    }

    /// `20th anniversary`, `twentieth anniversary`
    fn ordinal_before(&self, noun: usize, sentence: &Range<usize>) -> Option<(u32, Range<usize>)> {
        let tokens = &self.reading.text.tokens;
        let starts = (sentence.start.max(noun.saturating_sub(3))..noun).rev();
        let read =
            |at| number::ordinal_at(self.reading.source(), tokens, at).filter(|(n, t)| t.end == noun && *n < 1000);
        // The longest that ends there: "twenty-fifth", not "fifth".
        starts.filter_map(read).next_back()
    }

    /// `20 years ago, in 2004`; `in 2004, 20 years ago`; `in 1990 … three years later, in 1993`
    fn ago(&mut self, sentence: &Range<usize>, a: &Timex, b: &Timex, dates: &[&Timex]) {
        let reading = self.reading;
        let between = a.tokens.end..b.tokens.start;
        let clear = |t: usize| matches!(reading.word(t), "," | "(" | "-" | "in" | "on");
        if between.len() > 2 || !between.clone().all(clear) || between.is_empty() {
            return;
        }
        let is_date = |t: &Timex| dates.iter().any(|d| std::ptr::eq(*d, t));
        let (count, date) = match (is_date(a), is_date(b)) {
            (true, false) => (b, a),
            (false, true) => (a, b),
            _ => return,
        };
        let Some(years) = self.years_of(count) else { return };
        let (from, to) = match reading.word(count.tokens.end - 1) {
            "ago" if dates.len() == 1 => {
                let Some(day) = reading.article.published else { return };
                let to = When {
                    value: day.to_string().into(),
                    interval: Some(Interval::day(day)),
                    kind: WhenKind::Event,
                    span: None,
                };
                (event(date), to)
            }
            "later" if std::ptr::eq(count, a) => {
                let [other, same] = dates else { return };
                if !std::ptr::eq(*same, date) || other.tokens.end > count.tokens.start {
                    return;
                }
                (event(other), event(date))
            }
            _ => return,
        };
        let bound = if count.modifier.is_none() { Bound::Exact } else { return };
        // People round to tens: "30 years ago" may be 32.
        let bound = if years % 5.0 == 0.0 && years >= 10.0 { Bound::About } else { bound };
        let about = a.tokens.start..b.tokens.end;
        let about = if dates.len() == 2 { sentence.start.max(dates[0].tokens.start)..about.end } else { about };
        let quantity = self.quantity(years, "years", bound, count.tokens.clone());
        let ago = dates.len() == 1;
        let told = self.say(Found::Elapsed, count.tokens.clone(), &about);
        told.quantity = Some(quantity);
        told.when = Some(if ago { to } else { When { span: None, ..to } });
        let start = if ago { date } else { dates[0] };
        self.say(Found::CountStart, start.tokens.clone(), &about).when = Some(from);
    }

    /// The number in `20 years ago`, `three years later`.
    fn years_of(&self, timex: &Timex) -> Option<f64> {
        let (value, tokens) =
            number::cardinal_at(self.reading.source(), &self.reading.text.tokens, timex.tokens.start)?;
        let exact = tokens.end + 2 == timex.tokens.end && value.fract() == 0.0 && value >= 2.0;
        (exact && self.reading.word(tokens.end) == "years").then_some(value)
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
    crate::interval::date_of(start)
}

/// The number and unit of `P3D`, `P9Y`: an exact length in one unit.
fn plain_length(timex: &Timex) -> Option<(f64, &'static str)> {
    if timex.modifier.is_some() {
        return None;
    }
    let value = timex.value.strip_prefix('P')?;
    let unit = match value.chars().last()? {
        'Y' => "years",
        'M' => "months",
        'W' => "weeks",
        'D' => "days",
        _ => return None,
    };
    let number: u16 = value[..value.len() - 1].parse().ok()?;
    Some((number.into(), unit))
}

fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let at = MONTHS.iter().position(|m| word.starts_with(m))?;
    i8::try_from(at + 1).ok()
}
