//! Whether a clause looks forward or back.
//!
//! **Policy.** A month, a weekday or a day without a year is the most recent past one, unless its clause
//! is about the future. The verb nearest to the expression decides: first those before it in the
//! sentence, from near to far, then those behind it. A present tense decides nothing, unless it is that of a
//! timetable ("the sale begins Monday", "the offer expires Nov. 15").

use crate::text::{Token, TokenKind};
use std::ops::Range;

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// How many tokens away a verb may stand: a table that the sentence splitter took for one sentence must
/// not cost the square of its length.
const REACH: usize = 80;

/// Where the clause around `at` looks; the past where no verb says.
pub(super) fn tense(text: &str, tokens: &[Token], sentence: Range<usize>, at: &Range<usize>) -> Tense {
    let str = |i: usize| &text[tokens[i].span.range()];
    let before = |n: usize| if at.start >= sentence.start + n { str(at.start - n) } else { "" };
    if matches!(before(1), "until" | "till") || before(1) == "than" && before(2) == "later" {
        return Tense::Future;
    }
    let timetable = ["begins", "starts", "opens", "expires", "matures", "payable"];
    if timetable.contains(&before(1)) || matches!(before(1), "on" | "in" | "at") && timetable.contains(&before(2)) {
        return Tense::Future;
    }
    for i in (sentence.start..at.start).rev().take(REACH) {
        // What stands before "that" is the verb of another clause.
        if tokens[i].is('"') || tokens[i].is(';') || str(i) == "that" {
            break;
        }
        if let Some(tense) = of_word(text, tokens, i, &sentence) {
            return tense;
        }
    }
    for i in (at.end..sentence.end).take(REACH) {
        if tokens[i].is('"') || tokens[i].is(';') {
            break;
        }
        if let Some(tense) = of_word(text, tokens, i, &sentence) {
            return tense;
        }
    }
    Tense::Past
}

fn of_word(text: &str, tokens: &[Token], i: usize, sentence: &Range<usize>) -> Option<Tense> {
    let str = |i: usize| if sentence.contains(&i) { &text[tokens[i].span.range()] } else { "" };
    let TokenKind::Word(_) = tokens[i].kind else { return None };
    let word = str(i);
    // "will be held", "to be finalized": the auxiliary further left decides.
    if i > sentence.start && matches!(str(i - 1), "be" | "been" | "being") {
        return None;
    }
    let next = str(i + 1);
    match word {
        "will" | "wo" | "may" | "might" | "can" | "should" | "must" | "'ll" | "’ll" | "shall" | "would" | "won't"
        | "won’t" | "Will" => {
            return Some(Tense::Future);
        }
        "scheduled" | "expected" | "due" | "slated" | "planned" | "plans" | "planning" | "plan" | "upcoming"
        | "expects" | "hopes" | "intends" | "aims" | "poised" | "tentatively" | "expect" | "hoping" | "preparing"
        | "intend" | "deadline" => {
            return Some(Tense::Future);
        }
        "set" if matches!(next, "for" | "to") => return Some(Tense::Future),
        "going" | "about" | "likely" if next == "to" => return Some(Tense::Future),
        "wants" | "want" | "agreed" | "vowed" | "promised" | "ready" | "pledged" | "hope" | "decided" | "aiming"
        | "needs" | "seeks"
            if next == "to" =>
        {
            return Some(Tense::Future);
        }
        "is" | "are" | "be" if next == "to" => return Some(Tense::Future),
        "was" | "were" | "had" | "did" | "said" | "told" | "made" | "came" | "went" | "took" | "held" | "met"
        | "won" | "lost" | "fell" | "rose" | "began" | "left" | "became" | "gave" | "got" | "found" | "led" | "saw"
        | "sent" | "shot" | "spoke" | "wrote" | "brought" | "broke" | "grew" | "hit" | "kept" | "paid" | "sold"
        | "bought" | "stood" | "struck" | "ran" | "didn't" | "wasn't" | "drew" | "flew" | "built" | "died" => {
            return Some(Tense::Past);
        }
        _ => {}
    }
    // Regular pasts; "the need", "United", "hundred" are none.
    let past = word.len() > 4
        && word.ends_with("ed")
        && tokens[i].kind == TokenKind::Word(crate::text::Case::Lower)
        && !matches!(word, "need" | "hundred" | "speed" | "indeed" | "exceed" | "proceed" | "succeed" | "armed");
    past.then_some(Tense::Past)
}
