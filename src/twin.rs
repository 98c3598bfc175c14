//! Twins: sentences that say the same but for one figure, one date or one name.
//!
//! Most news is told again: an agency's sentence goes through many papers, and on the way a number is
//! mistyped or a day slips. What such a sentence is about need not be understood to see that: two
//! sentences of the same content words that differ in one number, or in one date, are two claims of one
//! thing. They become claims like any other, and rules say which of them cannot both be true.
//!
//! Sentences are joined by the set of their content words, through hash tables, as a speller joins
//! words: each is filed under the sum of its words' hashes, and under each such sum with one word left
//! out. So two meet that have the same words in any order, or of which one has one word more, or one
//! other word. The cost grows with the words.
//!
//! # Limits
//!
//! A negation or a direction ("up", "before") must never differ; a name only where nothing else does, and
//! only one word of it. Two words that differ part two twins. A sentence of few words is nobody's mark, and is left alone.

pub mod headline;

use crate::claim::{Claim, Filler, Modality, Quantity, Stage, Term, When, WhenKind};
use crate::corpus::{Article, BlockKind};
use crate::interval::Interval;
use crate::number;
use crate::pack::{Found, PatternSpec};
use crate::rule::shard::{Mark, mark};
use crate::source::Span;
use crate::text::words::is_function_word;
use crate::text::{Sentence, Text};
use crate::timex::{Basis, Kind, Timex};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Fewer content words than this are no mark of a sentence.
const ENOUGH: usize = 7;
/// A word can be left out of as many as this.
const ENOUGH_FOR_ANOTHER_WORD: usize = 10;
/// More sentences of the same words are a formula, and no twins.
const FORMULA: usize = 24;
/// A date so many days before publication lies back far enough for its figures to be settled.
const SETTLED: i32 = 30;
/// What happened so many days before publication at most is news, and the same days apart the same news.
const NEWS: i32 = 3;
/// Bytes of a sentence that name what it is about.
const LABEL: usize = 60;

/// Words that turn the meaning of a sentence: they must be the same in both.
const TURNING: &[&str] = &[
    "not", "no", "never", "nor", "n't", "without", "before", "after", "until", "since", "up", "down", "more", "less",
    "above", "below", "over", "under", "against", "first", "second", "last", "next", "other", "another", "new",
];

/// A pattern entry that takes what is found here.
pub type Taker<'a> = (Found, &'a PatternSpec, &'a Arc<str>);

/// What is found of sentences that are told twice.
const RETOLD: [Found; 3] = [Found::RetoldFigure, Found::RetoldDate, Found::RetoldName];

/// What an article tells that may be told elsewhere, found without the other articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    lines: Vec<Line>,
    /// The claims of a headline and of its article, where they have different numbers.
    headline: Vec<Claim>,
}

impl Told {
    /// Of an article with its tokens and time expressions.
    #[must_use]
    pub fn of(article: &Article, text: &Text, timexes: &[Timex], takers: &[Taker<'_>]) -> Self {
        let page = Page { text: article.source.text(), tokens: text, timexes };
        let wanted = takers.iter().any(|(found, ..)| RETOLD.contains(found));
        let told = text.sentences.iter().filter(|s| matches!(s.kind, BlockKind::Paragraph | BlockKind::Headline));
        Self {
            lines: told.filter(|_| wanted).filter_map(|sentence| page.line(sentence)).collect(),
            headline: headline::claims(article, &page, takers),
        }
    }

    /// What is told in the headline.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.headline.iter()
    }

    /// The marks of each sentence. Sentences that are twins share one, and so do those whose claims are called the same.
    pub fn marks(&self) -> impl Iterator<Item = Vec<Mark>> + '_ {
        self.lines.iter().map(|line| keys(line).map(|key| mark(&key)).chain([line.label]).collect())
    }
}

/// A number in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Figure {
    quantity: Quantity,
    /// Hash of the word that it counts, or of its unit.
    of: Hashed,
}

/// A sentence with a figure or a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Line {
    /// Number of its article in the corpus; not known where an article is read by itself.
    #[serde(skip)]
    article: usize,
    span: Span,
    /// The content words, in the order of their hashes.
    words: Vec<Word>,
    figures: Vec<Figure>,
    dates: Vec<Dated>,
    /// Hash of how the claims of it would be called, if it gave them their name.
    label: Mark,
}

/// A date in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Dated {
    value: Arc<str>,
    span: Span,
    interval: Interval,
    /// Whether it needs no other date to be known.
    written_out: bool,
    /// Whether it is a single word.
    plain: bool,
    /// Whether it is written out and says when the thing happened: `in 1987`, and not `the most since 1987`.
    tells_when: bool,
}

/// A content word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Word {
    hash: Hashed,
    role: Role,
}

/// The hash of a word; in bytes, since numbers that are large take more room as what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct Hashed([u8; 4]);

impl Hashed {
    /// A number to add up, of so many bits that sums tell sentences apart.
    fn number(self) -> u64 {
        let spread = u64::from(u32::from_be_bytes(self.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        spread ^ (spread >> 32)
    }
}

/// What a word does for its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Role {
    /// It may be another, or be missing.
    Free,
    /// It names somebody or something, here: another name is a difference that is told.
    Name(Span),
    /// It must be there: the sentence's first word, or one that turns its meaning.
    Fixed,
}

/// What differs between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Difference {
    Figure(usize),
    Date(usize),
    /// Hashes of the two names, the smaller first.
    Name(Hashed, Hashed),
}

/// The claims of all sentences that are told twice with one figure or date changed, and of headlines whose number
/// their articles do not have. `original` gives for each article the number of the one that it is a copy of.
#[must_use]
pub fn claims(articles: &[Article], told: Vec<Told>, original: &[usize], takers: &[Taker<'_>]) -> Vec<Claim> {
    let wanted = |found| takers.iter().find(|(f, ..)| *f == found);
    let (figure, date, name) = (wanted(Found::RetoldFigure), wanted(Found::RetoldDate), wanted(Found::RetoldName));
    let (mut lines, mut headlines): (Vec<Line>, Vec<Claim>) = (Vec::new(), Vec::new());
    for (number, told) in told.into_iter().enumerate().filter(|(number, _)| original[*number] == *number) {
        lines.extend(told.lines.into_iter().map(|line| Line { article: number, ..line }));
        headlines.extend(told.headline.into_iter().map(|claim| Claim { article: number, ..claim }));
    }
    let twins = twins(&lines, articles);
    let names = names(&lines, articles, &twins);
    let mut told: FxHashSet<(usize, Difference)> = FxHashSet::default();
    let mut claims = Vec::new();
    for &(a, b, difference) in &twins {
        let settled = settled(&lines[a], &lines[b], articles);
        for line in [a, b] {
            let taker = match difference {
                Difference::Figure(_) => figure,
                Difference::Date(_) => date,
                Difference::Name(..) => name,
            };
            let Some((_, spec, id)) = taker.filter(|_| told.insert((line, difference))) else { continue };
            let about = names[&line].clone();
            claims.extend(claim(&lines[line], difference, spec, id, about, settled, &articles[lines[line].article]));
        }
    }
    claims.extend(headlines);
    claims
}

fn claim(
    line: &Line,
    difference: Difference,
    spec: &PatternSpec,
    id: &Arc<str>,
    about: Arc<str>,
    settled: Option<Interval>,
    article: &Article,
) -> Option<Claim> {
    let as_of = |settled: Option<Interval>| {
        let as_of = settled.or_else(|| article.published.map(Interval::day))?;
        let kind = if settled.is_some() { WhenKind::Throughout } else { WhenKind::AsOf };
        Some(When { value: as_of.to_string().into(), interval: Some(as_of), kind, span: None })
    };
    let mut object = None;
    let (quantity, when) = match difference {
        Difference::Figure(at) => (Some(line.figures[at].quantity.clone()), as_of(settled)?),
        Difference::Name(a, b) => {
            let span = line.words.iter().find_map(|word| match word.role {
                Role::Name(span) if [a, b].contains(&word.hash) => Some(span),
                _ => None,
            })?;
            let name = span.of(article.source.text()).into();
            object = Some(Filler::One(Term { name, class: "text".into(), span: Some(span) }));
            (None, as_of(None)?)
        }
        Difference::Date(at) => {
            let Dated { value, span, interval, .. } = &line.dates[at];
            let (value, interval) = (Arc::clone(value), Some(*interval));
            (None, When { value, interval, kind: WhenKind::Event, span: Some(*span) })
        }
    };
    Some(Claim {
        article: line.article,
        span: line.span,
        predicate: spec.claim.as_str().into(),
        subject: Some(Filler::One(Term { name: about, class: "text".into(), span: None })),
        object,
        place: None,
        quantity,
        when: Some(when),
        polarity: true,
        stage: Stage::Done,
        modality: Modality::Asserted,
        attribution: None,
        pattern: Arc::clone(id),
    })
}

/// Pairs of lines with what differs between them, in the order of the corpus.
fn twins(lines: &[Line], articles: &[Article]) -> Vec<(usize, usize, Difference)> {
    // Sorted, equal keys stand together: with millions of lines that is quicker than a hash table of lists.
    let mut filed: Vec<(u64, usize)> =
        lines.par_iter().enumerate().flat_map_iter(|(number, line)| keys(line).map(move |key| (key, number))).collect();
    filed.par_sort_unstable();
    let same = filed.par_chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
    let mut found: Vec<_> = same.flat_map_iter(|same| pairs(lines, same, articles)).collect();
    found.par_sort_unstable();
    found.dedup();
    found
}

/// The twins among the lines of one key.
fn pairs(lines: &[Line], same: &[(u64, usize)], articles: &[Article]) -> Vec<(usize, usize, Difference)> {
    let groups = groups(lines, same, articles);
    let mut found = Vec::new();
    if groups.len() > FORMULA {
        return found;
    }
    for (i, one) in groups.iter().enumerate() {
        for other in &groups[i + 1..] {
            let (a, b) = (one[0], other[0]);
            let Some(difference) = compare(&lines[a], &lines[b], articles) else { continue };
            found.push((a.min(b), a.max(b), difference));
            // Whoever says the same as one of the two is a witness of it.
            for (first, group) in [(a, one), (b, other)] {
                found.extend(group[1..].iter().map(|&n| (first.min(n), first.max(n), difference)));
            }
        }
    }
    found
}

/// The lines, those of one day with the same words, figures and dates together.
fn groups(lines: &[Line], same: &[(u64, usize)], articles: &[Article]) -> Vec<Vec<usize>> {
    let mut number: FxHashMap<_, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &(_, at) in same {
        let line = &lines[at];
        let figures: Vec<u64> = line.figures.iter().map(|f| f.quantity.value.to_bits()).collect();
        let dates: Vec<_> = line.dates.iter().map(|d| (d.interval.start, d.interval.end)).collect();
        let said = (articles[line.article].published, sum(line), figures, dates);
        let group = *number.entry(said).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(known) if known.last() != Some(&at) => known.push(at),
            Some(_) => {}
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// The sum of the words' hashes, and each sum with one word left out that may differ.
fn keys(line: &Line) -> impl Iterator<Item = u64> + '_ {
    let all = sum(line);
    let another = line.words.len() >= ENOUGH_FOR_ANOTHER_WORD;
    let others = line.words.iter().filter(move |word| word.role != Role::Fixed && another);
    std::iter::once(all).chain(others.map(move |word| all.wrapping_sub(word.hash.number())))
}

/// The sum of the words' hashes: the same for the same words in any order.
fn sum(line: &Line) -> u64 {
    line.words.iter().fold(0, |sum, word| sum.wrapping_add(word.hash.number()))
}

/// The one thing in which two lines differ, where it can be the same thing that they tell.
fn compare(a: &Line, b: &Line, articles: &[Article]) -> Option<Difference> {
    if a.figures.len() != b.figures.len() || a.dates.len() != b.dates.len() {
        return None;
    }
    let name = match (&others(a, b)[..], &others(b, a)[..]) {
        ([Word { role: Role::Name(_), hash: x }], [Word { role: Role::Name(_), hash: y }]) => {
            Some((*x.min(y), *x.max(y)))
        }
        (x, y) if x.len() <= 1 && y.len() <= 1 && x.iter().chain(y).all(|word| word.role == Role::Free) => None,
        _ => return None,
    };
    if a.figures.iter().zip(&b.figures).any(|(x, y)| x.of != y.of || x.quantity.unit != y.quantity.unit) {
        return None;
    }
    let differ = |x: &Figure, y: &Figure| {
        x.quantity.value.total_cmp(&y.quantity.value).is_ne() || x.quantity.bound != y.quantity.bound
    };
    let figures: Vec<usize> = (0..a.figures.len()).filter(|&i| differ(&a.figures[i], &b.figures[i])).collect();
    let dates: Vec<usize> =
        (0..a.dates.len()).filter(|&i| !a.dates[i].interval.same_days(&b.dates[i].interval)).collect();
    match (name, &figures[..], &dates[..]) {
        (Some((x, y)), [], []) => Some(Difference::Name(x, y)),
        (None, [at], []) => Some(Difference::Figure(*at)),
        (None, [], [at]) => dates_of_one_thing(a, b, *at, articles).then_some(Difference::Date(*at)),
        _ => None,
    }
}

/// The words of a line that another has not.
fn others(of: &Line, other: &Line) -> Vec<Word> {
    let mut rest: Vec<Hashed> = other.words.iter().map(|word| word.hash).collect();
    let mut left = Vec::new();
    for word in &of.words {
        match rest.iter().position(|hash| *hash == word.hash) {
            Some(at) => {
                rest.swap_remove(at);
            }
            None => left.push(*word),
        }
    }
    left
}

/// Two full dates that lie behind publication, or two days of the same news.
fn dates_of_one_thing(a: &Line, b: &Line, at: usize, articles: &[Article]) -> bool {
    let day = |line: &Line| articles[line.article].published;
    let past = |line: &Line| {
        let published = day(line).map(Interval::day);
        published.is_some_and(|p| !p.before(&line.dates[at].interval).is_certain())
    };
    let written = |line: &Line| line.dates[at].written_out;
    // "Last Thursday" may be yesterday or the day a week before: only `Thursday` and `yesterday` are clear.
    let plain = |line: &Line| line.dates[at].plain;
    past(a) && past(b) && (written(a) && written(b) || plain(a) && plain(b) && same_news(day(a), day(b)))
}

fn same_news(a: Option<Date>, b: Option<Date>) -> bool {
    let apart = a.zip(b).and_then(|(a, b)| a.until(b).ok()).map(|span| span.get_days().abs());
    apart.is_some_and(|days| days <= NEWS)
}

/// A date that both lines share and that lies so far back that their figures are settled.
fn settled(a: &Line, b: &Line, articles: &[Article]) -> Option<Interval> {
    let published = [a, b].map(|line| articles[line.article].published.map(Interval::day));
    let long_ago = |interval: &Interval| {
        published
            .iter()
            .all(|day| day.is_some_and(|day| interval.days_until(&day).is_some_and(|(least, _)| least > SETTLED)))
    };
    let shared = a.dates.iter().filter(|date| date.tells_when).map(|date| date.interval);
    shared.filter(|x| b.dates.iter().any(|y| x.same_days(&y.interval))).find(long_ago)
}

/// What each line with a twin is about: the beginning of that line among all its twins which comes first by the
/// name of its article.
fn names(lines: &[Line], articles: &[Article], twins: &[(usize, usize, Difference)]) -> FxHashMap<usize, Arc<str>> {
    let mut group: FxHashMap<usize, usize> = FxHashMap::default();
    fn root(group: &FxHashMap<usize, usize>, mut line: usize) -> usize {
        while let Some(&next) = group.get(&line).filter(|next| **next != line) {
            line = next;
        }
        line
    }
    let first = |a: usize, b: usize| {
        let key = |n: usize| (articles[lines[n].article].published, &articles[lines[n].article].id, lines[n].span);
        if key(a) <= key(b) { (a, b) } else { (b, a) }
    };
    for &(a, b, _) in twins {
        let (low, high) = first(root(&group, a), root(&group, b));
        group.insert(high, low);
    }
    let members: FxHashSet<usize> = twins.iter().flat_map(|&(a, b, _)| [a, b]).collect();
    let label = |line: &Line| label(line.span.of(articles[line.article].source.text()));
    members.into_iter().map(|line| (line, label(&lines[root(&group, line)]))).collect()
}

/// The beginning of a sentence, up to the end of a word.
fn label(words: &str) -> Arc<str> {
    let mut label = String::new();
    for word in words.split_whitespace() {
        if label.len() + word.len() > LABEL {
            label.push_str(" …");
            break;
        }
        if !label.is_empty() {
            label.push(' ');
        }
        label.push_str(word);
    }
    label.into()
}

/// An article as it is looked at here.
struct Page<'a> {
    text: &'a str,
    tokens: &'a Text,
    timexes: &'a [Timex],
}

impl Page<'_> {
    fn line(&self, sentence: &Sentence) -> Option<Line> {
        let span = self.tokens.span(sentence.tokens.clone());
        let mut line = Line { article: 0, span, words: Vec::new(), figures: Vec::new(), dates: Vec::new(), label: 0 };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(timex) = self.timex(at) {
                // What is not resolved, lasts or recurs is part of the words.
                match timex.interval.filter(|_| matches!(timex.kind, Kind::Date | Kind::Time)) {
                    Some(interval) => line.dates.push(self.dated(timex, interval, sentence)),
                    None => line.words.push(Word { hash: hash(&timex.value), role: Role::Fixed }),
                }
                at = timex.tokens.end.max(at + 1);
            } else if let Some(figure) = self.figure(at, sentence) {
                at = figure.1;
                line.figures.push(figure.0);
            } else {
                line.words.extend(self.word(at, sentence));
                at += 1;
            }
        }
        line.words.sort_unstable();
        let has_value = !line.figures.is_empty() || !line.dates.is_empty();
        let is_known = has_value && line.words.len() >= ENOUGH;
        is_known.then(|| Line { label: mark(&label(span.of(self.text))), ..line })
    }

    fn dated(&self, timex: &Timex, interval: Interval, sentence: &Sentence) -> Dated {
        let first = timex.tokens.start;
        let before = (first > sentence.tokens.start).then(|| self.tokens.tokens[first - 1].span.of(self.text));
        let opens = before.is_none_or(|word| matches!(word.to_lowercase().as_str(), "on" | "in"));
        let written_out = timex.basis == Basis::Absolute;
        Dated {
            value: timex.value.as_str().into(),
            span: timex.span,
            interval,
            written_out,
            plain: timex.tokens.len() == 1,
            tells_when: opens && written_out,
        }
    }

    /// The time expression that the token is part of.
    fn timex(&self, at: usize) -> Option<&Timex> {
        let number = self.timexes.partition_point(|timex| timex.tokens.end <= at);
        self.timexes.get(number).filter(|timex| timex.tokens.contains(&at))
    }

    /// A content word. In a headline any word may have a capital, and is no name for that.
    fn word(&self, at: usize, sentence: &Sentence) -> Option<Word> {
        let token = self.tokens.tokens[at];
        if !token.is_word() {
            return None;
        }
        let word = token.span.of(self.text).to_lowercase();
        let turning = TURNING.contains(&word.as_str());
        if is_function_word(&word) && !turning {
            return None;
        }
        let role = if turning || at == sentence.tokens.start || sentence.kind == BlockKind::Headline {
            Role::Fixed
        } else if token.is_capitalised() {
            Role::Name(token.span)
        } else {
            Role::Free
        };
        Some(Word { hash: hash(stem(&word)), role })
    }

    /// The number that begins there, and the token behind it.
    fn figure(&self, at: usize, sentence: &Sentence) -> Option<(Figure, usize)> {
        let read = number::read_at(self.text, &self.tokens.tokens[..sentence.tokens.end], at)?;
        // A range, and a figure that touches other signs, is left to the words.
        if read.upper.is_some() || self.tokens.tokens[at].glued {
            return None;
        }
        let end = read.tokens.end.max(at + 1);
        let next = (end..sentence.tokens.end).take(2).find_map(|at| self.word(at, sentence));
        let unit = read.unit.map(|u| u.name).unwrap_or_default();
        let of = if unit.is_empty() { next.map_or(Hashed::default(), |word| word.hash) } else { hash(unit) };
        let quantity = Quantity { value: read.value, unit: unit.into(), bound: read.bound, span: Some(read.span) };
        Some((Figure { quantity, of }, end))
    }
}

/// A word without its inflection, roughly: what is left must only be the same for the same word.
fn stem(word: &str) -> &str {
    let cut = ["ing", "ed", "es", "s"].into_iter().find_map(|end| word.strip_suffix(end));
    cut.filter(|stem| stem.len() > 3).unwrap_or(word)
}

fn hash(word: &str) -> Hashed {
    Hashed(mark(&word).to_be_bytes())
}
