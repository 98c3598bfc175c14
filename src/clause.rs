//! Clauses: who does what in a sentence, how surely, when, and who says so.
//!
//! There is no parse tree. Around a verb that a pattern asks for, its auxiliaries are read
//! ([`verb`]), its subject is looked for to the left ([`subject`]), and dates ([`time`]) and speakers
//! ([`speech`]) are attached by what stands between. Each of these steps can fail, and then no claim is
//! made: news has more sentences than a linter needs.

pub mod speech;
pub mod subject;
pub mod time;
pub mod verb;

use crate::text::table::Table;

/// Adverbs and particles that may stand between any two parts of a clause.
#[must_use]
pub fn is_adverb(word: &str) -> bool {
    ends_as_adverb(word) || ADVERBS.get(word).is_some()
}

/// Adverbs that their ending tells: `reportedly`.
pub(crate) fn ends_as_adverb(word: &str) -> bool {
    word.len() > 4
        && word.ends_with("ly")
        && !matches!(word, "family" | "assembly" | "july" | "italy" | "supply" | "rally" | "reply" | "ally" | "apply")
}

/// Those that their ending does not tell, in lower case.
pub(crate) fn adverbs() -> impl Iterator<Item = &'static str> {
    ADVERBS.words()
}

static ADVERBS: Table<(), 128> = Table::new(&[
    ("also", ()),
    ("itself", ()),
    ("himself", ()),
    ("herself", ()),
    ("themselves", ()),
    ("even", ()),
    ("then", ()),
    ("now", ()),
    ("still", ()),
    ("already", ()),
    ("ever", ()),
    ("never", ()),
    ("again", ()),
    ("later", ()),
    ("once", ()),
    ("twice", ()),
    ("soon", ()),
    ("thus", ()),
    ("thereby", ()),
    ("yet", ()),
    ("just", ()),
    ("only", ()),
    ("earlier", ()),
    ("first", ()),
    ("instead", ()),
    ("however", ()),
    ("meanwhile", ()),
    ("too", ()),
    ("apiece", ()),
    ("each", ()),
    ("therefore", ()),
    ("together", ()),
    ("back", ()),
    ("ago", ()),
    ("long", ()),
    ("since", ()),
    ("there", ()),
    ("not", ()),
]);
