//! What stands around a number and says how sharp it is: `about`, `at least`, `or more`.

use super::Bound;
use super::input::{Parsed, Tokens, one_of, phrase_of};
use crate::text::table::Phrases;

/// A bound before the number.
///
/// "nearly" and "almost" are read as [`Bound::About`]: "nearly 30" and "30" are not at odds.
pub(crate) fn before(input: Tokens<'_>) -> Parsed<'_, Bound> {
    phrase_of(&BEFORE)(input)
}

/// Whether a bound can begin with the word.
pub(super) fn may_begin(word: &str) -> bool {
    BEFORE.beginning_with(word.as_bytes()).next().is_some()
}

/// The first words of bounds before a number.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    BEFORE.phrases().filter_map(|phrase| phrase.split(' ').next())
}

static BEFORE: Phrases<Bound, 128> = Phrases::new(&[
    ("at least", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("not fewer than", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("minimum", Bound::AtLeast),
    ("at most", Bound::AtMost),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("as much as", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("maximum", Bound::AtMost),
    ("more than", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("in excess of", Bound::MoreThan),
    ("upwards of", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("exceeding", Bound::MoreThan),
    ("well over", Bound::MoreThan),
    ("just over", Bound::MoreThan),
    ("less than", Bound::LessThan),
    ("fewer than", Bound::LessThan),
    ("under", Bound::LessThan),
    ("below", Bound::LessThan),
    ("just under", Bound::LessThan),
    ("about", Bound::About),
    ("around", Bound::About),
    ("some", Bound::About),
    ("roughly", Bound::About),
    ("approximately", Bound::About),
    ("nearly", Bound::About),
    ("almost", Bound::About),
    ("circa", Bound::About),
    ("an estimated", Bound::About),
    ("close to", Bound::About),
    ("approx .", Bound::About),
    ("approx", Bound::About),
    ("~", Bound::About),
    ("estimated", Bound::About),
    ("nearing", Bound::About),
]);

/// A bound behind the number.
pub(crate) fn after(input: Tokens<'_>) -> Parsed<'_, Bound> {
    if input.mark(0, '+') && input.glued(0) {
        return input.read(1, Bound::AtLeast);
    }
    one_of(AFTER)(input)
}

const AFTER: &[(&str, Bound)] = &[
    ("or more", Bound::AtLeast),
    ("and more", Bound::AtLeast),
    ("or above", Bound::AtLeast),
    ("or less", Bound::AtMost),
    ("or fewer", Bound::AtMost),
    ("or so", Bound::About),
];
