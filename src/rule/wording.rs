//! Two wordings of one thing that was said.
//!
//! Papers cut a quotation where they like, so what only one of them has before or behind what both have says nothing.
//! What counts is what stands between equal words: it may be worded otherwise, or say another thing.

use crate::text::words::is_function_word;

/// So many equal words make two wordings one utterance, if they are most of the shorter one.
const ENOUGH: usize = 5;
const MOST: f64 = 0.7;
/// So many of them must mean something by themselves.
const MEANINGFUL: usize = 2;
/// No quotation is longer; in words.
const LONGEST: usize = 200;

/// Words without which a sentence says the opposite.
const NEGATIONS: &[&str] = &["not", "no", "never", "nobody", "none", "nothing", "without", "cannot"];

/// How the wordings of one utterance differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    /// In words that need not matter.
    Wording,
    /// In a number or a negation.
    Sense,
}

/// How two texts differ that are wordings of one utterance; `None` where they are not, or do not differ.
pub(super) fn difference(a: &str, b: &str) -> Option<Difference> {
    let words = |text: &'_ str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<String>>();
    let (a, b) = (words(a), words(b));
    if a.len().max(b.len()) > LONGEST {
        return None;
    }
    let equal = common(&a, &b);
    let shorter = a.len().min(b.len());
    let meaningful = equal.iter().filter(|(i, _)| !is_function_word(&a[*i]) && a[*i].len() > 2).count();
    #[allow(clippy::cast_precision_loss, reason = "quotations are short")]
    let most = equal.len() as f64 >= MOST * shorter as f64;
    if equal.len() < ENOUGH || !most || meaningful < MEANINGFUL {
        return None;
    }
    let between = equal.windows(2).map(|pair| (&a[pair[0].0 + 1..pair[1].0], &b[pair[0].1 + 1..pair[1].1]));
    between.filter_map(|(x, y)| differs(x, y)).max()
}

/// The places of the longest sequence of words that both have in one order.
fn common(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let mut longest = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] =
                if a[i] == b[j] { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut places) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            places.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
}

/// How the words between two equal ones differ.
fn differs(a: &[String], b: &[String]) -> Option<Difference> {
    if a.concat() == b.concat() {
        // `work force`, `workforce`; and nothing at all.
        return None;
    }
    let negated = |words: &[String]| {
        words.iter().filter(|w| NEGATIONS.contains(&w.as_str()) || w.ends_with("n't") || w.ends_with("n’t")).count() % 2
    };
    let figures = |words: &[String]| {
        words.iter().filter(|w| w.bytes().any(|c| c.is_ascii_digit())).cloned().collect::<Vec<String>>()
    };
    let (x, y) = (figures(a), figures(b));
    let other_figure = !x.is_empty() && x.len() == y.len() && x != y;
    if other_figure || negated(a) != negated(b) { Some(Difference::Sense) } else { Some(Difference::Wording) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cut, a changed word and a changed sense are three things.
    #[test]
    fn wordings() {
        let said = "we shall build 400 houses by the river before the winter";
        assert_eq!(difference(said, said), None);
        assert_eq!(difference(said, "build 400 houses by the river before the winter comes to us"), None);
        assert_eq!(
            difference(said, "we shall build 400 homes by the river before the winter"),
            Some(Difference::Wording)
        );
        assert_eq!(
            difference(said, "we shall build 300 houses by the river before the winter"),
            Some(Difference::Sense)
        );
        assert_eq!(
            difference(said, "we shall not build 400 houses by the river before winter"),
            Some(Difference::Sense)
        );
        assert_eq!(difference(said, "nobody knows what the river will bring before the winter"), None);
    }
}
