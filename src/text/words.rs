//! The closed word classes of English: articles, pronouns, prepositions, auxiliaries.

use super::table::Table;

/// Articles, demonstratives and possessives that open a noun phrase.
#[must_use]
pub fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "every"
            | "each"
            | "all"
            | "both"
    )
}

/// The closed classes of English: they end a noun phrase.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.get(word).is_some()
}

/// All of them, in lower case.
pub(crate) fn function_words() -> impl Iterator<Item = &'static str> {
    FUNCTION_WORDS.words()
}

/// Determiners, prepositions, conjunctions, pronouns, auxiliaries and particles, hashed: every word of an
/// article is asked for, some several times.
static FUNCTION_WORDS: Table<(), 512> = Table::new(&[
    ("the", ()),
    ("a", ()),
    ("an", ()),
    ("this", ()),
    ("that", ()),
    ("these", ()),
    ("those", ()),
    ("its", ()),
    ("their", ()),
    ("his", ()),
    ("her", ()),
    ("our", ()),
    ("every", ()),
    ("each", ()),
    ("all", ()),
    ("both", ()),
    ("of", ()),
    ("in", ()),
    ("on", ()),
    ("at", ()),
    ("to", ()),
    ("for", ()),
    ("from", ()),
    ("by", ()),
    ("with", ()),
    ("about", ()),
    ("against", ()),
    ("between", ()),
    ("into", ()),
    ("through", ()),
    ("during", ()),
    ("before", ()),
    ("after", ()),
    ("above", ()),
    ("below", ()),
    ("under", ()),
    ("over", ()),
    ("since", ()),
    ("until", ()),
    ("till", ()),
    ("amid", ()),
    ("among", ()),
    ("as", ()),
    ("than", ()),
    ("near", ()),
    ("toward", ()),
    ("towards", ()),
    ("within", ()),
    ("without", ()),
    ("via", ()),
    ("per", ()),
    ("including", ()),
    ("despite", ()),
    ("and", ()),
    ("or", ()),
    ("but", ()),
    ("nor", ()),
    ("so", ()),
    ("yet", ()),
    ("if", ()),
    ("because", ()),
    ("while", ()),
    ("when", ()),
    ("where", ()),
    ("whether", ()),
    ("although", ()),
    ("though", ()),
    ("unless", ()),
    ("once", ()),
    ("who", ()),
    ("whom", ()),
    ("whose", ()),
    ("which", ()),
    ("what", ()),
    ("how", ()),
    ("why", ()),
    ("there", ()),
    ("here", ()),
    ("i", ()),
    ("you", ()),
    ("he", ()),
    ("she", ()),
    ("it", ()),
    ("we", ()),
    ("they", ()),
    ("him", ()),
    ("them", ()),
    ("us", ()),
    ("me", ()),
    ("not", ()),
    ("n't", ()),
    ("no", ()),
    ("is", ()),
    ("are", ()),
    ("was", ()),
    ("were", ()),
    ("be", ()),
    ("been", ()),
    ("being", ()),
    ("am", ()),
    ("has", ()),
    ("have", ()),
    ("had", ()),
    ("having", ()),
    ("do", ()),
    ("does", ()),
    ("did", ()),
    ("will", ()),
    ("would", ()),
    ("shall", ()),
    ("should", ()),
    ("can", ()),
    ("could", ()),
    ("may", ()),
    ("might", ()),
    ("must", ()),
    ("'s", ()),
    ("’s", ()),
    ("also", ()),
    ("then", ()),
    ("now", ()),
    ("just", ()),
    ("only", ()),
    ("even", ()),
    ("still", ()),
    ("already", ()),
    ("never", ()),
]);
