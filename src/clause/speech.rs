//! Who says so: reporting verbs, `according to`, and quotation marks.

use crate::claim::Modality;
use crate::clause::subject::{self, Subject};
use crate::clause::verb;
use crate::mention::{Form, Mention, Reading};
use crate::text::inflect;
use crate::text::table::Table;
use crate::text::words::is_determiner;
use std::ops::Range;
use std::sync::Arc;

/// Where a form reports speech or thought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reports {
    /// Wherever it is no adjective.
    Always,
    /// Where `that` follows: it is a noun as well.
    WithThat,
}

/// Verbs that report speech or thought, in the forms that news uses (Quirk et al. 1985, §14.28–33).
static REPORTING: Table<Reports, 256> = Table::new(&[
    ("acknowledged", Reports::Always),
    ("added", Reports::Always),
    ("admitted", Reports::Always),
    ("affirmed", Reports::Always),
    ("alleged", Reports::Always),
    ("alleges", Reports::Always),
    ("announced", Reports::Always),
    ("announces", Reports::Always),
    ("argued", Reports::Always),
    ("argues", Reports::Always),
    ("asserted", Reports::Always),
    ("asserts", Reports::Always),
    ("believes", Reports::Always),
    ("believed", Reports::Always),
    ("claimed", Reports::Always),
    ("conceded", Reports::Always),
    ("confirmed", Reports::Always),
    ("continued", Reports::Always),
    ("cited", Reports::Always),
    ("declared", Reports::Always),
    ("declares", Reports::Always),
    ("denied", Reports::Always),
    ("denies", Reports::Always),
    ("estimated", Reports::Always),
    ("explained", Reports::Always),
    ("explains", Reports::Always),
    ("indicated", Reports::Always),
    ("informed", Reports::Always),
    ("insisted", Reports::Always),
    ("insists", Reports::Always),
    ("maintained", Reports::Always),
    ("maintains", Reports::Always),
    ("noted", Reports::Always),
    ("predicted", Reports::Always),
    ("quoted", Reports::Always),
    ("recalled", Reports::Always),
    ("remarked", Reports::Always),
    ("reported", Reports::Always),
    ("revealed", Reports::Always),
    ("reveals", Reports::Always),
    ("said", Reports::Always),
    ("say", Reports::Always),
    ("says", Reports::Always),
    ("stated", Reports::Always),
    ("stressed", Reports::Always),
    ("suggested", Reports::Always),
    ("suggests", Reports::Always),
    ("telling", Reports::Always),
    ("told", Reports::Always),
    ("tells", Reports::Always),
    ("testified", Reports::Always),
    ("warned", Reports::Always),
    ("warns", Reports::Always),
    ("wrote", Reports::Always),
    ("writes", Reports::Always),
    ("saying", Reports::Always),
    ("acknowledges", Reports::WithThat),
    ("adds", Reports::WithThat),
    ("admits", Reports::WithThat),
    ("claims", Reports::WithThat),
    ("concedes", Reports::WithThat),
    ("confirms", Reports::WithThat),
    ("discloses", Reports::WithThat),
    ("estimates", Reports::WithThat),
    ("finds", Reports::WithThat),
    ("found", Reports::WithThat),
    ("indicates", Reports::WithThat),
    ("notes", Reports::WithThat),
    ("predicts", Reports::WithThat),
    ("recalls", Reports::WithThat),
    ("reports", Reports::WithThat),
    ("states", Reports::WithThat),
    ("stresses", Reports::WithThat),
]);

/// Whether the word at a token reports what somebody says or thinks.
pub(crate) fn reports(reading: &Reading<'_>, at: usize) -> bool {
    let next =
        |at: usize| at < reading.text.tokens.len() && matches!(reading.word(at), "that" | "it" | "he" | "she" | "they");
    // `an estimated 1.5 million`: behind an article it is an adjective.
    let adjective = || at > 0 && matches!(reading.word(at - 1), "a" | "an" | "the");
    match REPORTING.get(reading.word(at)) {
        Some(Reports::Always) => !adjective(),
        Some(Reports::WithThat) => next(at + 1),
        None => false,
    }
}

/// Verbs by which somebody takes a stand, besides those of saying.
const STANCES: &[&str] = &[
    "accuses",
    "accused",
    "announce",
    "calls",
    "called",
    "claim",
    "claims",
    "condemns",
    "condemned",
    "criticizes",
    "criticises",
    "criticized",
    "criticised",
    "demands",
    "demanded",
    "denounces",
    "denounced",
    "reports",
    "report",
    "threatens",
    "threatened",
    "urges",
    "urged",
    "vows",
    "vowed",
    "warn",
];

/// Whether the word at a token says something or takes a stand: `calls for`, `condemned`.
pub(crate) fn speaks(reading: &Reading<'_>, at: usize) -> bool {
    reports(reading, at) || STANCES.contains(&reading.word(at))
}

/// The quotation marks of an article: for each token, whether it stands inside a quotation.
#[derive(Debug, Default)]
pub struct Quotes {
    inside: Vec<bool>,
    ranges: Vec<Range<usize>>,
}

impl Quotes {
    /// Reads the marks of every block; a quotation may run over sentences, not over blocks.
    #[must_use]
    pub fn of(reading: &Reading<'_>) -> Self {
        let tokens = &reading.text.tokens;
        let mut inside = vec![false; tokens.len()];
        let mut ranges = Vec::new();
        let mut block = usize::MAX;
        let mut open: Option<(char, usize)> = None;
        for sentence in &reading.text.sentences {
            if sentence.block != block {
                block = sentence.block;
                open = None;
            }
            for at in sentence.tokens.clone() {
                let mark = ['"', '\''].into_iter().find(|&m| tokens[at].is(m));
                match (mark, open) {
                    (Some(m), Some((opened, from))) if m == opened && closes(reading, at) => {
                        inside[from..=at].fill(true);
                        ranges.push(from..at + 1);
                        open = None;
                    }
                    (Some(m), None) if opens(reading, at) => open = Some((m, at)),
                    _ => {}
                }
            }
        }
        Self { inside, ranges }
    }

    /// The tokens of each quotation, its marks included.
    #[must_use]
    pub fn all(&self) -> Vec<Range<usize>> {
        self.ranges.clone()
    }

    /// Whether the token stands inside a quotation.
    #[must_use]
    pub fn contain(&self, at: usize) -> bool {
        self.inside.get(at).copied().unwrap_or_default()
    }
}

/// An opening mark has a space before it and none behind.
fn opens(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.text.tokens;
    let next_glued = tokens.get(at + 1).is_some_and(|t| t.glued);
    let before_ok = !tokens[at].glued
        || at > 0 && matches!(tokens[at - 1].kind, crate::text::TokenKind::Mark('(' | '[' | '-' | '"'));
    next_glued && before_ok
}

/// A closing mark touches what is before it, and no word is glued behind.
fn closes(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.text.tokens;
    tokens[at].glued && tokens.get(at + 1).is_none_or(|t| !t.glued || !t.is_word())
}

/// Who stands behind a claim, when it is not the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The speaker, by short name, or as the text calls him.
    pub speaker: Arc<str>,
    /// Reported, or denied.
    pub modality: Modality,
    /// Announcing is more than saying: what is planned becomes announced.
    pub announced: bool,
    /// The time expression of when it was said: `said on Wednesday that`.
    pub said: Option<usize>,
}

/// The speaker of the claim whose words are `tokens`; one that is no `clause` is only attributed where it
/// stands inside a quotation.
#[must_use]
pub fn attribution(reading: &Reading<'_>, quotes: &Quotes, tokens: &Range<usize>, clause: bool) -> Option<Attribution> {
    let number = reading.sentence(tokens.start);
    let sentence = reading.text.sentences[number].tokens.clone();
    let quoted = quotes.contain(tokens.start + tokens.len() / 2);
    if !clause && !quoted {
        return None;
    }
    if let Some(source) = according_to(reading, &sentence) {
        return Some(reported(source));
    }
    let mut found = None;
    for at in sentence.clone() {
        let word = reading.word(at);
        if tokens.contains(&at) || !reports(reading, at) || quotes.contain(at) && !quoted {
            continue;
        }
        let governs = if at < tokens.start {
            complement(reading, at, tokens.start, quoted) && !is_told_in_passing(reading, at, tokens.end)
        } else {
            trailing(reading, at, tokens.end, quoted, &sentence)
        };
        if governs && let Some(speaker) = speaker(reading, at, &sentence) {
            let denies = matches!(word, "denied" | "denies");
            let modality = if denies { Modality::Denied } else { Modality::Reported };
            let announced = matches!(word, "announced" | "announces" | "declared" | "declares");
            let day = at + 1 + usize::from(at + 1 < sentence.end && reading.word(at + 1) == "on");
            let said = reading.timex(day).filter(|&t| reading.timexes[t].tokens.start == day && day < sentence.end);
            found = Some(Attribution { speaker, modality, announced, said });
            if at > tokens.end {
                break;
            }
        }
    }
    if found.is_none() && quoted {
        let speaker = neighbour(reading, number).unwrap_or_else(|| Arc::from("quoted"));
        return Some(reported(speaker));
    }
    found
}

fn reported(speaker: Arc<str>) -> Attribution {
    Attribution { speaker, modality: Modality::Reported, announced: false, said: None }
}

/// `said [that]` governs what follows, up to a new sentence part that has nothing to do with it.
fn complement(reading: &Reading<'_>, verb: usize, claim: usize, quoted: bool) -> bool {
    if quoted {
        return true;
    }
    // `With half of the seats declared, Labour has won`: a participle that a comma ends, and no `, he said,`.
    let comma = |at: usize| reading.word(at) == ",";
    if comma(verb + 1) && !(verb.saturating_sub(6)..verb).any(comma) {
        return false;
    }
    // `, said X, …` behind a first part: what follows the comma is again said; `but X did` is not.
    let apart = |word: &str| {
        matches!(
            word,
            ";" | "but"
                | "although"
                | "while"
                | "as"
                | "when"
                | "after"
                | "before"
                | "because"
                | "against"
                | "during"
                | "for"
                | "about"
        )
    };
    (verb + 1..claim).all(|at| !apart(reading.word(at)))
}

/// `announces a probe into the floods that killed 12`: what a relative clause tells of the thing that is announced.
fn is_told_in_passing(reading: &Reading<'_>, verb: usize, claim: usize) -> bool {
    let announces = matches!(
        reading.word(verb),
        "announced" | "announces" | "declared" | "declares" | "denied" | "denies" | "confirmed" | "cited" | "recalled"
    );
    let noun = is_determiner(reading.word(verb + 1)) && reading.word(verb + 1) != "that";
    let relative = |at: usize| matches!(reading.word(at), "which" | "that" | "who");
    announces && noun && (verb + 2..claim).any(relative)
}

/// `…, the ministry said.` governs what stands before it.
fn trailing(reading: &Reading<'_>, verb: usize, claim_end: usize, quoted: bool, sentence: &Range<usize>) -> bool {
    if quoted {
        return true;
    }
    let Some(subject) = speaker_start(reading, verb, sentence) else { return false };
    let comma = subject > claim_end && subject > sentence.start && reading.text.tokens[subject - 1].is(',');
    // `X said that …` behind the claim speaks of something else.
    let ends =
        verb + 1 >= sentence.end || matches!(reading.word(verb + 1), "." | "," | "on" | "in" | "over" | "at" | "-");
    comma && (ends || reading.timex(verb + 1).is_some()) || (verb > claim_end && reading.word(verb - 1) == "," && ends)
}

fn according_to(reading: &Reading<'_>, sentence: &Range<usize>) -> Option<Arc<str>> {
    let at = sentence
        .clone()
        .find(|&i| reading.word(i) == "according" && i + 2 < sentence.end && reading.word(i + 1) == "to")?;
    let end = (at + 2..sentence.end.min(at + 10)).find(|&i| !reading.text.tokens[i].is_word()).unwrap_or(at + 3);
    (!STANDARDS.contains(&reading.word(end - 1))).then(|| name_at(reading, at + 2, sentence))
}

/// What something is done by, and nobody's word: `according to plan`.
const STANDARDS: &[&str] =
    &["agreement", "constitution", "deal", "law", "plan", "plans", "protocol", "rules", "schedule", "treaty"];

/// The words that name a source: a mention, or the noun phrase up to the next mark.
fn name_at(reading: &Reading<'_>, at: usize, sentence: &Range<usize>) -> Arc<str> {
    let limit = sentence.end.min(at + 8);
    if let Some(number) = reading.mention(at).filter(|&m| named(&reading.mentions[m])) {
        let mention = &reading.mentions[number];
        let ends =
            mention.tokens.end >= limit || !reading.text.tokens[mention.tokens.end].is_word() && !mention.possessive;
        if ends {
            return mention.term.name.clone();
        }
    }
    let goes_on = |i: usize| {
        reading.text.tokens[i].is_word() || reading.text.tokens[i].is('-') || reading.text.tokens[i].is('\'')
    };
    let end = (at..limit).find(|&i| !goes_on(i)).unwrap_or(limit).max(at + 1);
    reading.slice(at..end).into()
}

fn named(mention: &Mention) -> bool {
    mention.form != Form::Adjective && mention.event.is_none()
}

/// Where the speaker's noun phrase starts, before the verb.
fn speaker_start(reading: &Reading<'_>, verb: usize, sentence: &Range<usize>) -> Option<usize> {
    if let Some(subject) = subject_of(reading, verb) {
        return Some(subject.tokens.start);
    }
    let mut at = verb;
    while at > sentence.start && reading.text.tokens[at - 1].is_word() && verb - at < 6 {
        at -= 1;
    }
    (at < verb).then_some(at)
}

fn subject_of(reading: &Reading<'_>, verb: usize) -> Option<Subject> {
    // Who says something says it in the active voice.
    let group = verb::read(reading, verb, inflect::Form::THIRD)?;
    subject::find(reading, &group, &named)
}

fn speaker(reading: &Reading<'_>, verb: usize, sentence: &Range<usize>) -> Option<Arc<str>> {
    if let Some(subject) = subject_of(reading, verb) {
        let mention = &reading.mentions[subject.mentions[0]];
        return Some(whole_name(reading, mention, sentence.start));
    }
    // Inverted: `…," said Pashinyan`.
    let inverted = verb > sentence.start && !reading.text.tokens[verb - 1].is_word();
    if let Some(number) = reading.mention(verb + 1).filter(|&m| {
        inverted && reading.word(verb + 1) != "that" && verb + 1 < sentence.end && named(&reading.mentions[m])
    }) {
        return Some(reading.mentions[number].term.name.clone());
    }
    let mut start = verb;
    while start > sentence.start && reading.text.tokens[start - 1].is_word() && verb - start < 6 {
        let word = reading.word(start - 1);
        if is_determiner(word) {
            start -= 1;
            break;
        }
        if matches!(word, "he" | "she" | "they") {
            start -= 1;
            break;
        }
        if reading.is_function_word(start - 1) {
            break;
        }
        start -= 1;
    }
    (start < verb).then(|| reading.slice(start..verb).into())
}

/// What a mention names, with the capitalised words before it that are part of an open name: `Hong Kong High Court`.
fn whole_name(reading: &Reading<'_>, mention: &Mention, first: usize) -> Arc<str> {
    let listed = reading.lexicon.entity_named(&mention.term.name).is_some();
    let person = &*mention.term.class == "person";
    let mut start = mention.tokens.start;
    let joins = |at: usize| {
        let token = &reading.text.tokens[at];
        token.is_capitalised() && reading.timex(at).is_none() && !reading.is_function_word(at)
    };
    while !listed && !person && mention.form == Form::Name && start > first && joins(start - 1) {
        start -= 1;
    }
    if start == mention.tokens.start {
        mention.term.name.clone()
    } else {
        reading.slice(start..mention.head.end).into()
    }
}

/// The speaker that the sentence before or behind names for a quotation that has none.
fn neighbour(reading: &Reading<'_>, number: usize) -> Option<Arc<str>> {
    let block = reading.text.sentences[number].block;
    for other in [number.checked_sub(1), Some(number + 1), number.checked_sub(2)].into_iter().flatten() {
        let Some(sentence) = reading.text.sentences.get(other).filter(|s| s.block == block) else { continue };
        let verb = sentence.tokens.clone().find(|&i| reports(reading, i));
        if let Some(found) = verb.and_then(|v| speaker(reading, v, &sentence.tokens)) {
            return Some(found);
        }
    }
    None
}
