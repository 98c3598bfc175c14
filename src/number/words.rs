//! The words that numbers are made of.

use crate::text::table::Table;

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberWord {
    /// `one` to `nine`, and `zero`.
    Digit(u8),
    /// `ten` to `nineteen`.
    Teen(u8),
    /// `twenty` to `ninety`.
    Tens(u8),
    /// `hundred`.
    Hundred,
    /// `dozen` and `score`.
    Group(u8),
    /// `thousand` to `trillion`, `lakh`, `crore`.
    Scale(f64),
    /// `first` to `ninth`.
    DigitOrdinal(u8),
    /// `tenth` to `nineteenth`.
    TeenOrdinal(u8),
    /// `twentieth` to `ninetieth`.
    TensOrdinal(u8),
    /// `hundredth`, `thousandth`, …
    ScaleOrdinal(f64),
    /// `half` and `halves`.
    Half,
    /// `thirds`, `quarter`, `quarters`, `fifths`: the denominator.
    Parts(u8),
}

use NumberWord as W;

const WORDS: &[(&str, NumberWord)] = &[
    ("zero", W::Digit(0)),
    ("one", W::Digit(1)),
    ("two", W::Digit(2)),
    ("three", W::Digit(3)),
    ("four", W::Digit(4)),
    ("five", W::Digit(5)),
    ("six", W::Digit(6)),
    ("seven", W::Digit(7)),
    ("eight", W::Digit(8)),
    ("nine", W::Digit(9)),
    ("ten", W::Teen(10)),
    ("eleven", W::Teen(11)),
    ("twelve", W::Teen(12)),
    ("thirteen", W::Teen(13)),
    ("fourteen", W::Teen(14)),
    ("fifteen", W::Teen(15)),
    ("sixteen", W::Teen(16)),
    ("seventeen", W::Teen(17)),
    ("eighteen", W::Teen(18)),
    ("nineteen", W::Teen(19)),
    ("twenty", W::Tens(20)),
    ("thirty", W::Tens(30)),
    ("forty", W::Tens(40)),
    ("fourty", W::Tens(40)),
    ("fifty", W::Tens(50)),
    ("sixty", W::Tens(60)),
    ("seventy", W::Tens(70)),
    ("eighty", W::Tens(80)),
    ("ninety", W::Tens(90)),
    ("hundred", W::Hundred),
    ("dozen", W::Group(12)),
    ("score", W::Group(20)),
    ("thousand", W::Scale(1e3)),
    ("lakh", W::Scale(1e5)),
    ("lakhs", W::Scale(1e5)),
    ("million", W::Scale(1e6)),
    ("crore", W::Scale(1e7)),
    ("crores", W::Scale(1e7)),
    ("billion", W::Scale(1e9)),
    ("trillion", W::Scale(1e12)),
    ("first", W::DigitOrdinal(1)),
    ("second", W::DigitOrdinal(2)),
    ("third", W::DigitOrdinal(3)),
    ("fourth", W::DigitOrdinal(4)),
    ("fifth", W::DigitOrdinal(5)),
    ("sixth", W::DigitOrdinal(6)),
    ("seventh", W::DigitOrdinal(7)),
    ("eighth", W::DigitOrdinal(8)),
    ("ninth", W::DigitOrdinal(9)),
    ("tenth", W::TeenOrdinal(10)),
    ("eleventh", W::TeenOrdinal(11)),
    ("twelfth", W::TeenOrdinal(12)),
    ("thirteenth", W::TeenOrdinal(13)),
    ("fourteenth", W::TeenOrdinal(14)),
    ("fifteenth", W::TeenOrdinal(15)),
    ("sixteenth", W::TeenOrdinal(16)),
    ("seventeenth", W::TeenOrdinal(17)),
    ("eighteenth", W::TeenOrdinal(18)),
    ("nineteenth", W::TeenOrdinal(19)),
    ("twentieth", W::TensOrdinal(20)),
    ("thirtieth", W::TensOrdinal(30)),
    ("fortieth", W::TensOrdinal(40)),
    ("fiftieth", W::TensOrdinal(50)),
    ("sixtieth", W::TensOrdinal(60)),
    ("seventieth", W::TensOrdinal(70)),
    ("eightieth", W::TensOrdinal(80)),
    ("ninetieth", W::TensOrdinal(90)),
    ("hundredth", W::ScaleOrdinal(1e2)),
    ("thousandth", W::ScaleOrdinal(1e3)),
    ("millionth", W::ScaleOrdinal(1e6)),
    ("half", W::Half),
    ("halves", W::Half),
    ("thirds", W::Parts(3)),
    ("quarter", W::Parts(4)),
    ("quarters", W::Parts(4)),
    ("fifths", W::Parts(5)),
    ("sixths", W::Parts(6)),
    ("sevenths", W::Parts(7)),
    ("eighths", W::Parts(8)),
    ("ninths", W::Parts(9)),
    ("tenths", W::Parts(10)),
];

static NUMBER_WORDS: Table<NumberWord, 256> = Table::new(WORDS);

/// All of them, in lower case.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    NUMBER_WORDS.words()
}

/// What `word` is in a number, if anything.
pub(crate) fn number_word(word: &str) -> Option<NumberWord> {
    NUMBER_WORDS.get(word)
}
