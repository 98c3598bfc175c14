//! When a claim holds: the date in its clause, else the one that frames the sentence.
//!
//! A date belongs to the verb it stands nearest to with no other clause between. Policies, in order:
//! a date inside or right behind the claim's words; a date that opens the clause or the sentence; none.

use crate::claim::{When, WhenKind};
use crate::clause::is_adverb;
use crate::clause::subject::is_preposition;
use crate::interval::{Granularity, Interval};
use crate::mention::Reading;
use crate::text::words::is_determiner;
use crate::timex::{Basis, Kind, Timex};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

/// The date of the claim whose words are `tokens` and whose verb group starts at `verb`: the time
/// expression, and how it bounds the claim. A `nominal` claim, without a verb, has only a date that no
/// verb comes before.
#[must_use]
pub fn of_clause(reading: &Reading<'_>, tokens: &Range<usize>, verb: Option<usize>, nominal: bool) -> Option<When> {
    let sentence = reading.text.sentences[reading.sentence(tokens.start)].tokens.clone();
    let mut best: Option<(usize, usize)> = None;
    let first = reading.timexes.partition_point(|t| t.tokens.end <= sentence.start);
    let end = if nominal { past_happening(reading, tokens, sentence.end) } else { tokens.end };
    for (number, timex) in reading.timexes.iter().enumerate().skip(first) {
        if timex.tokens.start >= sentence.end {
            break;
        }
        // `the July 16 press conference` dates the conference, and nothing else.
        let own = timex.tokens.end == tokens.start;
        if !is_date(timex) || !own && is_attributive(reading, timex, sentence.end) {
            continue;
        }
        let aside = verb.is_some_and(|verb| {
            timex.tokens.start < verb
                && (is_of_another_verb(reading, timex, sentence.start)
                    || is_in_aside(reading, timex, verb, sentence.start))
        });
        if aside {
            continue;
        }
        // A date that is written beats one that is counted: `a decade later, in 2002`.
        let counted = if timex.basis == Basis::Context { 8 } else { 0 };
        let distance = if timex.tokens.start >= end {
            let reached = reach_right(reading, end, timex.tokens.start);
            match reached.filter(|_| !nominal || no_verb(reading, end..timex.tokens.start)) {
                Some(n) => 10 + n + counted,
                None => continue,
            }
        } else if timex.tokens.end <= tokens.start {
            match reach_left(reading, timex.tokens.end, tokens.start) {
                // `said on Wednesday the meeting between …`: a noun has only a date that touches it, or opens the sentence.
                Some(n) if !nominal || n == 0 || n == 1 && opens(reading, timex, &sentence) => 50 + n,
                Some(_) => continue,
                None if !nominal && opens(reading, timex, &sentence) => 200,
                None => continue,
            }
        } else {
            counted
        };
        if best.is_none_or(|(_, d)| distance < d) {
            best = Some((number, distance));
        }
    }
    best.map(|(number, _)| when(reading, number))
}

/// Behind a verb that says no more of what a noun tells than that it happened: `The sinking of the Kestrel took place in`.
fn past_happening(reading: &Reading<'_>, tokens: &Range<usize>, end: usize) -> usize {
    let word = |at: usize| if at < end { reading.word(at) } else { "" };
    let governed = (tokens.start.saturating_sub(2)..tokens.start).any(|at| is_preposition(reading.word(at)));
    let at = tokens.end;
    let dated = |at: usize| matches!(word(at), "in" | "on" | "between" | "from");
    let verb = match (word(at), word(at + 1)) {
        ("took", "place") | ("was" | "were", "made" | "held" | "given") => 2,
        ("dates", "back") if word(at + 2) == "to" => 3,
        ("dates", "from" | "to") => 2,
        ("occurred" | "happened" | "came" | "was", _) if dated(at + 1) => 1,
        _ => 0,
    };
    if governed { at } else { at + verb }
}

/// The date of the sentence of a token, where it has just one.
#[must_use]
pub fn only_one(reading: &Reading<'_>, token: usize) -> Option<When> {
    let sentence = reading.text.sentences[reading.sentence(token)].tokens.clone();
    let mut dates =
        reading.timexes.iter().enumerate().filter(|(_, t)| sentence.contains(&t.tokens.start) && is_date(t));
    let (number, _) = dates.next()?;
    dates.next().is_none().then(|| when(reading, number))
}

/// `a 1992 treaty`, `the July 16 press conference`: the date of the noun behind it.
fn is_attributive(reading: &Reading<'_>, timex: &Timex, end: usize) -> bool {
    let Some(before) = timex.tokens.start.checked_sub(1) else { return false };
    let behind = timex.tokens.end;
    let noun = behind < end
        && reading.text.tokens[behind].is_word()
        && reading.timex(behind).is_none()
        && !reading.is_function_word(behind)
        && !is_adverb(reading.word(behind));
    // `the fatal 2006 poisoning`: an adjective may come first.
    let opens = |at: usize| is_determiner(reading.word(at)) || reading.word(at) == "'s";
    let adjective = !reading.is_function_word(before) && reading.mention(before).is_none();
    // `the rejection of overnight reports`
    // `at the 2001 census`, `at the 2012 games`: then and there.
    if noun && before > 0 && reading.word(before) == "the" && reading.word(before - 1) == "at" {
        return false;
    }
    noun && (opens(before) || reading.word(before) == "of" || adjective && before > 0 && opens(before - 1))
}

/// `Founded in 1967, ASEAN has …`, `NATO, which was established in 1949, has …`: a date before the verb that
/// another verb has first, in a participle's phrase or an aside that a comma closes.
fn is_of_another_verb(reading: &Reading<'_>, timex: &Timex, first: usize) -> bool {
    // `who led them in 2020 and 2021, …`
    let mut end = timex.tokens.end;
    while let Some(next) = reading.timex(end + 1).filter(|_| reading.text.tokens.get(end).is_some()) {
        if !matches!(reading.word(end), "and" | "or") {
            break;
        }
        end = reading.timexes[next].tokens.end;
    }
    let closed = reading.text.tokens.get(end).is_some_and(|t| t.is(','));
    if !closed {
        return false;
    }
    let mut at = timex.tokens.start;
    while at > first {
        let word = reading.word(at - 1);
        if matches!(word, "," | ";" | ":") {
            return false;
        }
        // `who won the prize in 2012, is sentenced`
        if matches!(word, "who" | "which") {
            return true;
        }
        if reading.mention(at - 1).is_none() && reading.timex(at - 1).is_none() && is_participle(word) {
            return true;
        }
        at -= 1;
    }
    false
}

/// `Anna Holt, the pilot of the flight in June 2017, was`: a date that ends an aside before the verb, where it is
/// not all of it.
fn is_in_aside(reading: &Reading<'_>, timex: &Timex, verb: usize, first: usize) -> bool {
    let closed = reading.text.tokens.get(timex.tokens.end).is_some_and(|t| t.is(','));
    let right_before = (timex.tokens.end + 1..verb).all(|at| is_adverb(reading.word(at)));
    let open = (first..timex.tokens.start).rev().find(|&at| reading.text.tokens[at].is(','));
    let dated = |at: usize| is_preposition(reading.word(at)) || is_determiner(reading.word(at));
    closed && right_before && open.is_some_and(|open| !(open + 1..timex.tokens.start).all(dated))
}

fn is_participle(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed")
        || matches!(
            word,
            "born" | "built" | "set" | "begun" | "held" | "made" | "grown" | "signed" | "left" | "joining" | "leaving"
        )
}

/// Whether the expression names days or an order of time that a claim can have.
fn is_date(timex: &Timex) -> bool {
    matches!(timex.kind, Kind::Date | Kind::Time) && timex.value != "PRESENT_REF" && timex.basis != Basis::Unresolved
}

/// How many tokens lie between a claim and a date behind it; `None` where another clause does.
fn reach_right(reading: &Reading<'_>, end: usize, date: usize) -> Option<usize> {
    if date - end > 18 {
        return None;
    }
    let mut commas = 0;
    for at in end..date {
        let word = reading.word(at);
        match word {
            "," => {
                commas += 1;
                let next = reading.word(at + 1);
                let date_follows = at + 1 == date || at + 2 == date && matches!(next, "in" | "on" | "at");
                if commas > 1 || !date_follows {
                    return None;
                }
            }
            "which" | "who" | "when" | "where" | "while" | "that" | "after" | "before" | "because" | "but"
            | "although" | "following" | "amid" | "citing" | "if" | "since" | "until" | "said" | "says" | "told"
            | ";" | ":" | "has" | "have" | "had" | "was" | "were" | "is" | "are" | "will" | "would" | "did" | "\""
            | "-"
                if !matches!(word, "since" | "until" | "before" | "after") || at + 1 != date =>
            {
                return None;
            }
            "and" if verb_like(reading, at + 1) => return None,
            "to" if is_infinitive(reading, at, date) => return None,
            // `jailed for posting a joke in 2021`; in brackets stands what explains the word before them.
            "for" if is_gerund(reading, at + 1) => return None,
            // `of an attempt at killing him in 1999`
            "at" | "of" | "by" | "in" | "from" if is_gerund(reading, at + 1) && has_object(reading, at + 1) => {
                return None;
            }
            "(" if at + 1 != date => return None,
            _ => {}
        }
    }
    Some(date - end)
}

/// `to force early elections by the end of the year`: what is meant to be has the date.
fn is_infinitive(reading: &Reading<'_>, to: usize, date: usize) -> bool {
    let next = to + 1;
    next < date
        && reading.mention(next).is_none()
        && reading.text.tokens[next].is_word()
        && !reading.text.tokens[next].is_capitalised()
        && !reading.is_function_word(next)
        && !is_adverb(reading.word(next))
        && !is_noun_behind_to(reading.word(next))
}

/// `opened to traffic`, `admitted to hospital`: nouns that stand behind `to` without an article. No infinitive ends
/// in a single `s`.
fn is_noun_behind_to(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
        || matches!(
            word,
            "traffic"
                | "service"
                | "hospital"
                | "prison"
                | "jail"
                | "court"
                | "parliament"
                | "power"
                | "office"
                | "death"
                | "life"
                | "sea"
                | "school"
                | "university"
                | "college"
                | "independence"
                | "bankruptcy"
        )
}

fn is_gerund(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    word.len() > 5 && word.ends_with("ing") && reading.mention(at).is_none()
}

/// Whether what a verb at a token is done to follows: a pronoun, an article, a name.
fn has_object(reading: &Reading<'_>, verb: usize) -> bool {
    let object = verb + 1;
    object < reading.text.tokens.len()
        && (is_determiner(reading.word(object))
            || matches!(reading.word(object), "him" | "them" | "it" | "himself" | "themselves")
            || reading.mention(object).is_some())
}

/// Whether only names, prepositions and the like stand in the tokens.
fn no_verb(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().all(|at| {
        let word = reading.word(at);
        reading.mention(at).is_some()
            || reading.is_function_word(at)
            || is_adverb(word)
            || !reading.text.tokens[at].is_word()
    })
}

/// `and withdrew in 2012`: a new verb begins.
fn verb_like(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    reading.mention(at).is_none()
        && (word.ends_with("ed")
            || is_adverb(word)
            || matches!(word, "withdrew" | "left" | "took" | "held" | "met" | "went" | "came"))
}

/// Whether a verb stands before the end of the date, a token, in its sentence.
#[must_use]
pub fn follows_verb(reading: &Reading<'_>, date_end: usize) -> bool {
    let first = reading.text.sentences[reading.sentence(date_end - 1)].tokens.start;
    let finite =
        |word: &str| matches!(word, "is" | "was" | "are" | "were" | "has" | "had" | "have") || is_participle(word);
    (first..date_end).any(|at| finite(reading.word(at)) && reading.mention(at).is_none() && reading.timex(at).is_none())
}

/// How many tokens lie between a date that opens the clause and its claim.
fn reach_left(reading: &Reading<'_>, date_end: usize, start: usize) -> Option<usize> {
    if start - date_end > 14 {
        return None;
    }
    // `was born in 1859 and died in Graz`: the date of one verb is not that of the next.
    let conjunction = date_end + usize::from(reading.word(date_end) == ",");
    if date_end < start && matches!(reading.word(conjunction), "and" | "but") && follows_verb(reading, date_end) {
        return None;
    }
    let clear = (date_end..start).all(|at| {
        let word = reading.word(at);
        reading.mention(at).is_some()
            || reading.timex(at).is_some()
            || is_adverb(word)
            || matches!(word, "," | "(" | ")" | "the" | "a" | "an" | "of" | "'s" | "in" | "and")
    });
    clear.then_some(start - date_end)
}

/// A date at the very start of the sentence frames all of it.
fn opens(reading: &Reading<'_>, timex: &Timex, sentence: &Range<usize>) -> bool {
    let lead = (sentence.start..timex.tokens.start).all(|at| {
        let word = reading.word(at);
        matches!(word, "in" | "on" | "at" | "during" | "," | "by" | "late" | "early" | "the" | "\"" | "'")
            || is_adverb(word)
    });
    lead && timex.tokens.start - sentence.start <= 4
}

/// A time expression as the time of what happens then.
#[must_use]
pub fn plain(reading: &Reading<'_>, number: usize) -> When {
    let timex = &reading.timexes[number];
    let kind = WhenKind::Event;
    When { value: timex.value.as_str().into(), interval: timex.interval, kind, span: Some(timex.span) }
}

/// A time expression as the time of a claim, bounded as the words before it say.
#[must_use]
pub fn when(reading: &Reading<'_>, number: usize) -> When {
    let timex = &reading.timexes[number];
    let before = timex.tokens.start.checked_sub(1).map(|at| reading.word(at)).unwrap_or_default();
    let earlier = timex.tokens.start.checked_sub(2).map(|at| reading.word(at)).unwrap_or_default();
    let (value, kind) = match before {
        "since" | "after" => (format!("{}/..", timex.value), WhenKind::Throughout),
        "from" | "between" if let Some(end) = range_end(reading, number) => {
            (format!("{}/{end}", timex.value), WhenKind::Throughout)
        }
        "until" | "till" | "before" => (format!("../{}", timex.value), WhenKind::Throughout),
        "by" => (timex.value.clone(), WhenKind::Target),
        "to" | "and" | "-"
            if number > 0
                && reading.timexes[number - 1].tokens.end + 1 == timex.tokens.start
                && is_date(&reading.timexes[number - 1]) =>
        {
            let from = &reading.timexes[number - 1];
            let opener = from.tokens.start.checked_sub(1).map(|at| reading.word(at)).unwrap_or_default();
            if matches!(opener, "from" | "between") && !from.value.contains('/') {
                (format!("{}/{}", from.value, timex.value), WhenKind::Throughout)
            } else {
                (timex.value.clone(), WhenKind::Event)
            }
        }
        _ => (timex.value.clone(), WhenKind::Event),
    };
    let value = if earlier == "until" && before == "the" { format!("../{}", timex.value) } else { value };
    let value = if value.contains("REF") { timex.value.clone() } else { value };
    let interval = if value == timex.value { timex.interval } else { Interval::parse(&value) };
    When { value: value.into(), interval, kind, span: Some(timex.span) }
}

/// A day and month without a year, in the year of the full date that its sentence names before it.
#[must_use]
pub fn in_year_of_the_date_before(reading: &Reading<'_>, when: When) -> When {
    let Some(number) = reading.timexes.iter().position(|t| Some(t.span) == when.span) else { return when };
    let (timex, before) = (&reading.timexes[number], number.checked_sub(1).map(|n| &reading.timexes[n]));
    let full = |t: &&Timex| {
        t.basis == Basis::Absolute
            && t.value.len() >= 10
            && reading.sentence(t.tokens.start) == reading.sentence(timex.tokens.start)
    };
    let (Some(before), Basis::Published, 10) = (before.filter(full), timex.basis, timex.value.len()) else {
        return when;
    };
    let value = format!("{}{}", &before.value[..4], &timex.value[4..]);
    let interval = Interval::parse(&value);
    When { value: value.into(), interval, ..when }
}

/// The other end of `from 2001 to 2009`, `between 2001 and 2009`, seen from the first.
fn range_end<'a>(reading: &Reading<'a>, number: usize) -> Option<&'a str> {
    let (from, to) = (&reading.timexes[number], reading.timexes.get(number + 1)?);
    let joined = from.tokens.end + 1 == to.tokens.start
        && matches!(reading.word(from.tokens.end), "to" | "until" | "till" | "through" | "-" | "and");
    (joined && is_date(to) && !from.value.contains(['/', 'R']) && !to.value.contains(['/', 'R'])).then_some(&*to.value)
}

/// The day a caption speaks of: its only, or its first full, date.
#[must_use]
pub fn of_block(reading: &Reading<'_>, block: usize) -> Option<When> {
    let inside = |t: &&Timex| reading.text.sentences[reading.sentence(t.tokens.start)].block == block;
    let timex = reading
        .timexes
        .iter()
        .filter(inside)
        .find(|t| t.interval.is_some_and(|i| i.granularity == Granularity::Day))?;
    Some(When {
        value: timex.value.clone().into(),
        interval: timex.interval,
        kind: WhenKind::AsOf,
        span: Some(timex.span),
    })
}

/// The article's own date, of which a claim without one speaks.
#[must_use]
pub fn of_article(reading: &Reading<'_>, kind: WhenKind) -> Option<When> {
    let published = reading.article.published?;
    let known = reading.published.get_or_init(|| [until(published), on(published)]);
    let (value, interval) = if kind == WhenKind::Event { known[0].clone() } else { known[1].clone() };
    Some(When { value, interval, kind, span: None })
}

/// A day as a time.
fn on(day: Date) -> (Arc<str>, Option<Interval>) {
    (day.to_string().into(), Some(Interval::day(day)))
}

/// All time up to a day.
fn until(day: Date) -> (Arc<str>, Option<Interval>) {
    let value = format!("../{day}");
    let interval = Interval::parse(&value);
    (value.into(), interval)
}
