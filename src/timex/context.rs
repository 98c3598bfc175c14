//! What an article's expressions are counted from.
//!
//! **Policy: news or narrative.** In news the publication date anchors relative expressions, months and
//! weekdays without a year. A history is written as seen from its own time: there the last date
//! mentioned anchors them. A text is narrative when it names at least five dates with their years, at
//! most one in twenty of which lies within two years of publication, and four of them for each
//! expression that only the day of writing explains ("on Friday", "yesterday", "last week"); or when it
//! is a chronicle: thirty such dates and more, twenty for each such expression. Only in a narrative are "former", "future" and "at the same time" read as times. An undated article is never taken
//! for a narrative, because nothing shows that its dates are far: its relative expressions stay
//! unresolved.
//!
//! **Policy: years from nearby.** A day or month without a year takes the year of an expression that
//! it is joined to ("April and May 2005"), a quarter that of its owner ("last year's third quarter"). In a caption, and wherever the same day of the year stands
//! with its year in the same block, it takes that year. In the annals of a year, which the headline names ("1978 in
//! Norway"), all of them are that year's.

use super::ast::{From, Meaning, Tie, Unit, Year};
use super::grammar::Found;
use super::point::Point;
use crate::corpus::BlockKind;
use crate::text::{Text, TokenKind};
use jiff::civil::Date;

fn given_year(meaning: &Meaning) -> Option<i32> {
    match meaning {
        Meaning::Day { year: Year::Given(y), .. }
        | Meaning::Month { year: Year::Given(y), .. }
        | Meaning::Season { year: Year::Given(y), .. }
        | Meaning::Quarter { year: Year::Given(y), .. }
        | Meaning::Holiday { year: Year::Given(y), .. }
        | Meaning::Year(y) => Some(*y),
        Meaning::Clock { day: Some(day), .. } | Meaning::DayPart { day: Some(day), .. } => given_year(day),
        Meaning::Within { of, .. } => given_year(of),
        _ => None,
    }
}

/// Whether the text is a narrative, see the policy above.
pub(super) fn is_narrative(found: &[Found], published: Option<Date>) -> bool {
    let Some(published) = published else { return false };
    let years: Vec<i32> = found.iter().filter_map(|f| given_year(&f.read.meaning)).collect();
    let near = years.iter().filter(|y| (**y - i32::from(published.year())).abs() <= 2).count();
    let deictic = found.iter().filter(|f| is_deictic(&f.read.meaning)).count();
    let all = years.len();
    let far = all >= 5 && near * 20 <= all && deictic * 4 <= all;
    let chronicle = all >= 30 && deictic * 20 <= all;
    far || chronicle
}

/// Whether only the day of writing explains it.
fn is_deictic(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Weekday { .. } | Meaning::Days(_) => true,
        Meaning::Unit { tie, .. } => matches!(tie, Tie::Last | Tie::This | Tie::Next),
        Meaning::Count { from, .. } => *from == From::Writing,
        Meaning::Clock { day: Some(day), .. } | Meaning::DayPart { day: Some(day), .. } => is_deictic(day),
        _ => false,
    }
}

/// Whether the tense of its clause decides where it lies.
pub(super) fn needs_tense(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Day { year, .. }
        | Meaning::Month { year, .. }
        | Meaning::Season { year, .. }
        | Meaning::Quarter { year, .. }
        | Meaning::Half { year, .. }
        | Meaning::Holiday { year, .. } => *year == Year::Tied(Tie::Bare),
        Meaning::Weekday { .. } => true,
        Meaning::Clock { day, .. } | Meaning::DayPart { day, .. } => day.as_deref().is_none_or(needs_tense),
        Meaning::Within { of, .. } => needs_tense(of),
        _ => false,
    }
}

fn year_slot(meaning: &mut Meaning) -> Option<(&mut Year, i8)> {
    match meaning {
        Meaning::Day { year, month, .. } | Meaning::Month { year, month } if *year == Year::Tied(Tie::Bare) => {
            Some((year, *month))
        }
        Meaning::Season { year, .. } if *year == Year::Tied(Tie::Bare) => Some((year, 0)),
        Meaning::Clock { day: Some(day), .. } | Meaning::DayPart { day: Some(day), .. } => year_slot(day),
        _ => None,
    }
}

fn month_of(meaning: &Meaning) -> i8 {
    match meaning {
        Meaning::Day { month, .. } | Meaning::Month { month, .. } => *month,
        _ => 12,
    }
}

/// The year that owns what follows: `last year's third quarter`, `1989's first half`.
fn owner(meaning: &Meaning) -> Option<Year> {
    match meaning {
        Meaning::Year(y) => Some(Year::Given(*y)),
        Meaning::Unit { unit: Unit::Year, tie } => Some(Year::Tied(*tie)),
        _ => None,
    }
}

/// Whether a weekday only says which one the date before it is: `8 November, a Tuesday`, `on the 8th (Tuesday)`.
pub(super) fn is_apposed(text: &str, all: &Text, date: &Found, weekday: &Found) -> bool {
    let days = matches!(date.read.meaning, Meaning::Day { .. } | Meaning::DayOfMonth(_))
        && matches!(weekday.read.meaning, Meaning::Weekday { tie: Tie::Bare, .. });
    if !days || date.sentence != weekday.sentence || weekday.tokens.len() != 1 {
        return false;
    }
    let word = |at: usize| all.tokens.get(at).map_or("", |t| t.span.of(text));
    // A date that brings its own weekday needs no other.
    let first = word(date.tokens.start);
    if first.ends_with("day") {
        return false;
    }
    let between: Vec<&str> = (date.tokens.end..weekday.tokens.start).map(word).collect();
    let next = word(weekday.tokens.end);
    match between[..] {
        [",", "a"] => matches!(next, "," | "." | ";" | ")" | "-" | ""),
        ["("] => next == ")",
        _ => false,
    }
}

/// How many expressions before and behind it may give a day its year.
const NEARBY: usize = 40;

/// Gives years from nearby, see the policy above. Marks what it changed.
pub(super) fn share_years(text: &str, all: &Text, found: &mut [Found]) -> Vec<bool> {
    let mut shared = vec![false; found.len()];
    for i in (0..found.len().saturating_sub(1)).rev() {
        let (left, right) = found.split_at_mut(i + 1);
        let (this, next) = (&mut left[i], &right[0]);
        let between = &all.tokens[this.tokens.end..next.tokens.start.max(this.tokens.end)];
        let joins = between.len() <= 2
            && this.sentence == next.sentence
            && between.iter().all(|t| match t.kind {
                TokenKind::Mark(m) => matches!(m, '-' | '/' | ',' | '('),
                TokenKind::Word(_) => {
                    matches!(t.span.of(text), "and" | "to" | "or" | "through" | "until" | "the" | "of" | "in")
                }
                TokenKind::Number => false,
            })
            && !between.is_empty();
        if !joins {
            continue;
        }
        let Some(year) = given_year(&next.read.meaning) else { continue };
        // "on 5 May, 1945 saw" joins nothing: the right side must be of the same make.
        let alike = matches!(
            next.read.meaning,
            Meaning::Day { .. } | Meaning::Month { .. } | Meaning::Season { .. } | Meaning::DayPart { .. }
        ) || between.iter().any(|t| matches!(t.span.of(text), "of" | "in")) && between.len() == 1
            || between.iter().all(|t| t.is(','));
        let later = month_of(&next.read.meaning);
        if let Some((slot, month)) = year_slot(&mut this.read.meaning).filter(|_| alike) {
            // "December and January 2005" begins the year before.
            *slot = Year::Given(if month > later { year - 1 } else { year });
            shared[i] = true;
        }
    }
    for i in 1..found.len() {
        let (left, right) = found.split_at_mut(i);
        let (this, next) = (&left[i - 1], &mut right[0]);
        let between = &all.tokens[this.tokens.end..next.tokens.start.max(this.tokens.end)];
        let [mark] = between else { continue };
        if matches!(mark.span.of(text), "'s" | "’s")
            && let Meaning::Quarter { year, .. } | Meaning::Half { year, .. } = &mut next.read.meaning
            && *year == Year::Tied(Tie::Bare)
            && let Some(owner) = owner(&this.read.meaning)
        {
            *year = owner;
        }
    }
    for i in 0..found.len() {
        let block = all.sentences[found[i].sentence].block;
        let caption = all.sentences[found[i].sentence].kind == BlockKind::Caption;
        let Meaning::Day { year: Year::Tied(Tie::Bare), month, day } = found[i].read.meaning else { continue };
        let within = |f: &&Found| all.sentences[f.sentence].block == block;
        let dated = |f: &Found| match f.read.meaning {
            Meaning::Day { year: Year::Given(y), month: m, day: d } => Some((y, m == month && d == day)),
            _ => None,
        };
        let before = found[..i].iter().rev().take_while(within).take(NEARBY).filter_map(dated);
        let mut candidates = found[i..].iter().take_while(within).take(NEARBY).filter_map(dated).chain(before);
        let year = candidates.clone().find(|c| c.1).or_else(|| if caption { candidates.next() } else { None });
        if let Some((y, _)) = year {
            found[i].read.meaning = Meaning::Day { year: Year::Given(y), month, day };
            shared[i] = true;
        }
    }
    if let Some(y) = annals_year(text, all, found) {
        for (f, shared) in found.iter_mut().zip(&mut shared) {
            if let Some((slot, _)) = year_slot(&mut f.read.meaning) {
                *slot = Year::Given(y);
                *shared = true;
            }
        }
    }
    shared
}

/// The year whose annals the article is, as its headline says: `1978 in Norway`.
fn annals_year(text: &str, all: &Text, found: &[Found]) -> Option<i32> {
    let first = found.first()?;
    let headline = &all.sentences[first.sentence];
    let behind = all.tokens.get(first.tokens.end).map_or("", |t| t.span.of(text));
    let opens = headline.kind == BlockKind::Headline && headline.tokens.start == first.tokens.start;
    match first.read.meaning {
        Meaning::Year(y) if opens && (behind == "in" || headline.tokens.end == first.tokens.end) => Some(y),
        _ => None,
    }
}

/// In a narrative: whether a date becomes the time that is spoken of.
///
/// A bare year in passing ("the 1919 treaty"), or an earlier date in brackets, does not take the story
/// there, unless it opens its sentence. What only contains the time spoken of does not blur it.
pub(super) fn moves_on(spoken: Option<Point>, to: Point, fronted: bool, bracketed: bool) -> bool {
    let (Some(at), Some(y)) = (spoken.and_then(Point::year), to.year()) else { return true };
    match to {
        Point::Year(_) => at != y && fronted,
        _ => fronted || !bracketed || y >= at,
    }
}

/// The date that a block near the top consists of: the day of publication of an article that gives no other.
pub(super) fn dateline(all: &Text, found: &[Found]) -> Option<Date> {
    found.iter().take_while(|f| f.sentence < 6).find_map(|f| {
        let whole = all.sentences[f.sentence].tokens == f.tokens;
        match f.read.meaning {
            Meaning::Day { year: Year::Given(y), month, day } if whole => Point::Day(y, month, day).first(),
            _ => None,
        }
    })
}
