//! A count beside the list that it announces: `three documents: the treaty, the protocol and the annex`.
//!
//! Only lists that nobody can count in two ways are read: their items begin alike, one `and` stands before the
//! last of them, and no clause, bracket or second list stands among them.

use super::calendar::Told;
use crate::claim::{Bound, Quantity};
use crate::corpus::BlockKind;
use crate::mention::{Form, Reading};
use crate::number;
use crate::pack::Found;
use crate::text::words::is_determiner;
use std::ops::Range;

/// Counts that are announced lie in this range: of two, `X and Y` may be one; of many, few are all named.
const COUNTS: std::ops::RangeInclusive<usize> = 3..=15;
/// No item has more words.
const LONGEST_ITEM: usize = 10;
/// So many words at most stand between the noun that is counted and the colon.
const LONGEST_LEAD: usize = 8;

/// The counts of an article that a list follows at once, each with how many that names.
pub(super) fn told(reading: &Reading<'_>) -> Vec<Told> {
    let mut out = Vec::new();
    for (number, sentence) in reading.text.sentences.iter().enumerate() {
        if sentence.kind == BlockKind::Headline {
            continue;
        }
        let tokens = sentence.tokens.clone();
        let colon = tokens.clone().find(|&at| reading.text.tokens[at].is(':'));
        let found = match colon {
            Some(colon) => announced(reading, tokens.start..colon).zip(items(reading, colon + 1..tokens.end)),
            // Few sentences are such a list, and many have a count.
            None => next_list(reading, number).and_then(|list| Some((announced(reading, tokens)?, list))),
        };
        let Some((count, list)) = found else { continue };
        let about = count.tokens.clone();
        out.push(one(reading, Found::ListCount, count.tokens, &about, count.value));
        out.push(one(reading, Found::ListMembers, list.tokens, &about, list.value));
    }
    out
}

/// A number of things, and the words that say it.
struct Counted {
    value: usize,
    tokens: Range<usize>,
}

fn one(reading: &Reading<'_>, found: Found, tokens: Range<usize>, about: &Range<usize>, value: usize) -> Told {
    let span = Some(reading.span(tokens.clone()));
    // Counts are small.
    let value = u32::try_from(value).map(f64::from).unwrap_or_default();
    let quantity = Some(Quantity { value, unit: "items".into(), bound: Bound::Exact, span });
    Told { found, tokens, about: about.clone(), object: None, quantity, when: None }
}

/// The only exact count of things in a stretch of words, near its end.
fn announced(reading: &Reading<'_>, tokens: Range<usize>) -> Option<Counted> {
    let mut found: Option<Counted> = None;
    let mut at = tokens.start;
    while at < tokens.end {
        let read = number::read_at(reading.source(), &reading.text.tokens[..tokens.end], at);
        let Some(read) = read.filter(|n| reading.timex(at).is_none() && n.tokens.end > at) else {
            at += 1;
            continue;
        };
        if found.is_some() {
            return None;
        }
        let whole = COUNTS.clone().find(|&n| (read.value - n as f64).abs() < f64::EPSILON);
        let exact = read.bound == Bound::Exact && read.unit.is_none() && read.upper.is_none();
        let part = at > tokens.start && matches!(reading.word(at - 1), "of" | "first" | "last" | "other" | "another");
        let end = noun_end(reading, read.tokens.end..tokens.end)?;
        let partial = (end..tokens.end)
            .any(|at| matches!(reading.word(at), "among" | "including" | "such" | "especially" | "notably"));
        if part || partial || !exact || whole.is_none() || tokens.end - end > LONGEST_LEAD {
            return None;
        }
        found = whole.map(|value| Counted { value, tokens: at..end });
        at = end;
    }
    found
}

/// Where the plural noun ends that a count counts: at most two words stand before it.
fn noun_end(reading: &Reading<'_>, tokens: Range<usize>) -> Option<usize> {
    let plain = |at: usize| {
        let token = &reading.text.tokens[at];
        token.is_word() && !reading.is_function_word(at) && reading.timex(at).is_none()
    };
    let plural = |at: usize| {
        let word = reading.word(at);
        word.ends_with('s') && !word.ends_with("ss") && word.len() > 3
            || matches!(word, "people" | "men" | "women" | "children")
    };
    let limit = tokens.end.min(tokens.start + 3);
    (tokens.start..limit).take_while(|&at| plain(at)).find(|&at| plural(at)).map(|at| at + 1)
}

/// `They are …`: the list that makes up the next sentence of the paragraph.
fn next_list(reading: &Reading<'_>, sentence: usize) -> Option<Counted> {
    let (here, next) = (&reading.text.sentences[sentence], reading.text.sentences.get(sentence + 1)?);
    let start = next.tokens.start;
    let opens = next.block == here.block
        && next.tokens.len() > 6
        && matches!(reading.word(start), "they" | "these")
        && matches!(reading.word(start + 1), "are" | "were");
    if opens { items(reading, start + 2..next.tokens.end) } else { None }
}

/// How many items a list has that fills the tokens; `None` where it can be counted in two ways.
fn items(reading: &Reading<'_>, tokens: Range<usize>) -> Option<Counted> {
    let last = tokens.clone().rev().find(|&at| reading.text.tokens[at].is_word() || reading.timex(at).is_some())?;
    let tokens = tokens.start..last + 1;
    if tokens.clone().any(|at| is_unclear(reading, at)) {
        return None;
    }
    let (starts, and) = starts_of_items(reading, &tokens)?;
    let closed = starts.last() == Some(&(and + 1));
    let ends = starts.iter().skip(1).copied().chain([tokens.end + 1]);
    let short = starts.iter().zip(ends).all(|(&start, end)| end > start + 1 && end - start <= LONGEST_ITEM);
    // Behind an article nouns and names are alike.
    let opening = |at: usize| match is_determiner(reading.word(at)) {
        true => None,
        false => Some(reading.text.tokens[at].is_capitalised()),
    };
    let alike = starts.iter().all(|&at| opening(at) == opening(starts[0]));
    let value = starts.len();
    (closed && short && alike && value > 2 && !is_address(reading, &starts)).then_some(Counted { value, tokens })
}

/// Whether a token makes it unclear what the items are: a bracket, a clause, a list in the list, or more than is named.
fn is_unclear(reading: &Reading<'_>, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "including",
        "among",
        "such",
        "etc",
        "others",
        "other",
        "also",
        "plus",
        "or",
        "but",
        "both",
        "one",
        "two",
        "who",
        "which",
        "whose",
        "that",
        "where",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
    ];
    let token = &reading.text.tokens[at];
    let mark = ['(', ')', ':', ';', '"'].iter().any(|&mark| token.is(mark));
    let dash = token.is('-') && !token.glued;
    mark || dash || WORDS.contains(&reading.word(at))
}

/// Where the items of a list begin, and its only `and`; what stands inside a name or a date parts nothing.
fn starts_of_items(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<(Vec<usize>, usize)> {
    let in_name = |at: usize| {
        let mention = reading.mention(at).map(|m| &reading.mentions[m]).filter(|m| m.form == Form::Name);
        mention.is_some_and(|m| m.head.contains(&at) && m.head.contains(&(at + 1)))
    };
    let mut starts = vec![tokens.start];
    let mut and = None;
    for at in tokens.clone().filter(|&at| !in_name(at) && reading.timex(at).is_none()) {
        match reading.word(at) {
            "," => starts.push(at + 1),
            "and" if and.is_some() => return None,
            "and" => {
                and = Some(at);
                match starts.last_mut() {
                    Some(start) if *start == at => *start = at + 1,
                    _ => starts.push(at + 1),
                }
            }
            _ => {}
        }
    }
    Some((starts, and?))
}

/// `Paris, France`: a place, and the one that it lies in.
fn is_address(reading: &Reading<'_>, starts: &[usize]) -> bool {
    let place = |at: usize| reading.mention(at).map(|m| &reading.mentions[m].term.name);
    starts.windows(2).any(|pair| {
        let (Some(inner), Some(outer)) = (place(pair[0]), place(pair[1])) else { return false };
        let known = reading.lexicon.entity_named(inner);
        known.is_some_and(|e| e.within.as_ref() == Some(outer))
    })
}
