//! The words that time expressions are made of, and what begins one.

use super::ast::{DayPart, Edge, Season, Unit, When};
use crate::text::table::Table;
use crate::text::{Token, TokenKind};

/// What a word is in a time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum T {
    /// A month's full name; 1 is January.
    Month(i8),
    /// A month's short form, with or without its dot.
    MonthAbbr(i8),
    /// A weekday's name; 1 is Monday.
    Weekday(i8),
    /// A weekday's short form.
    WeekdayAbbr(i8),
    /// `Mondays`
    Weekdays(i8),
    /// `year`
    Unit(Unit),
    /// `years`
    Units(Unit),
    /// `winter`
    Season(Season),
    /// `morning`
    Part(DayPart),
    /// `yesterday`, `today`, `tomorrow`: days from the article's.
    Day(i32),
    /// `now`, `recently`
    Ref(When),
    /// `daily`: the value of the set.
    Set(&'static str),
    /// `the`, `a`, `this`, `about`, `last`, `early`, …: begins an expression if a time word follows.
    Starter,
    /// `early`, `late`, `mid`: as `Starter`.
    Edge(Edge),
    /// A number word.
    Number,
    /// The first word of a holiday.
    Holiday,
    /// A word that begins an expression of its own kind: `fiscal`, `noon`, `since`.
    Head,
    /// A name of ten years: `nineties`.
    Decade(i8),
    /// Known only inside an expression.
    Inner,
}

use T::{Head, Holiday, Inner, Month, MonthAbbr, Number, Starter, Units, Weekday, WeekdayAbbr, Weekdays};

const WORDS: &[(&str, T)] = &[
    ("january", Month(1)),
    ("february", Month(2)),
    ("march", Month(3)),
    ("april", Month(4)),
    ("may", Month(5)),
    ("june", Month(6)),
    ("july", Month(7)),
    ("august", Month(8)),
    ("september", Month(9)),
    ("october", Month(10)),
    ("november", Month(11)),
    ("december", Month(12)),
    ("jan", MonthAbbr(1)),
    ("feb", MonthAbbr(2)),
    ("mar", MonthAbbr(3)),
    ("apr", MonthAbbr(4)),
    ("jun", MonthAbbr(6)),
    ("jul", MonthAbbr(7)),
    ("aug", MonthAbbr(8)),
    ("sep", MonthAbbr(9)),
    ("sept", MonthAbbr(9)),
    ("oct", MonthAbbr(10)),
    ("nov", MonthAbbr(11)),
    ("dec", MonthAbbr(12)),
    ("monday", Weekday(1)),
    ("tuesday", Weekday(2)),
    ("wednesday", Weekday(3)),
    ("thursday", Weekday(4)),
    ("friday", Weekday(5)),
    ("saturday", Weekday(6)),
    ("sunday", Weekday(7)),
    ("mon", WeekdayAbbr(1)),
    ("tue", WeekdayAbbr(2)),
    ("tues", WeekdayAbbr(2)),
    ("wed", WeekdayAbbr(3)),
    ("thu", WeekdayAbbr(4)),
    ("thur", WeekdayAbbr(4)),
    ("thurs", WeekdayAbbr(4)),
    ("fri", WeekdayAbbr(5)),
    ("sat", WeekdayAbbr(6)),
    ("sun", WeekdayAbbr(7)),
    ("mondays", Weekdays(1)),
    ("tuesdays", Weekdays(2)),
    ("wednesdays", Weekdays(3)),
    ("thursdays", Weekdays(4)),
    ("fridays", Weekdays(5)),
    ("saturdays", Weekdays(6)),
    ("sundays", Weekdays(7)),
    ("second", T::Unit(Unit::Second)),
    ("minute", T::Unit(Unit::Minute)),
    ("hour", T::Unit(Unit::Hour)),
    ("day", T::Unit(Unit::Day)),
    ("week", T::Unit(Unit::Week)),
    ("fortnight", T::Unit(Unit::Fortnight)),
    ("weekend", T::Unit(Unit::Weekend)),
    ("month", T::Unit(Unit::Month)),
    ("quarter", T::Unit(Unit::Quarter)),
    ("year", T::Unit(Unit::Year)),
    ("decade", T::Unit(Unit::Decade)),
    ("century", T::Unit(Unit::Century)),
    ("seconds", Units(Unit::Second)),
    ("minutes", Units(Unit::Minute)),
    ("mins", Units(Unit::Minute)),
    ("hours", Units(Unit::Hour)),
    ("days", Units(Unit::Day)),
    ("weeks", Units(Unit::Week)),
    ("weekends", Units(Unit::Weekend)),
    ("months", Units(Unit::Month)),
    ("quarters", Units(Unit::Quarter)),
    ("years", Units(Unit::Year)),
    ("decades", Units(Unit::Decade)),
    ("centuries", Units(Unit::Century)),
    ("spring", T::Season(Season::Spring)),
    ("summer", T::Season(Season::Summer)),
    ("autumn", T::Season(Season::Autumn)),
    ("fall", T::Season(Season::Autumn)),
    ("winter", T::Season(Season::Winter)),
    ("morning", T::Part(DayPart::Morning)),
    ("afternoon", T::Part(DayPart::Afternoon)),
    ("evening", T::Part(DayPart::Evening)),
    ("night", T::Part(DayPart::Night)),
    ("today", T::Day(0)),
    ("yesterday", T::Day(-1)),
    ("tomorrow", T::Day(1)),
    ("tonight", Head),
    ("overnight", Head),
    ("noon", Head),
    ("midday", Head),
    ("midnight", Head),
    ("now", T::Ref(When::Present)),
    ("currently", T::Ref(When::Present)),
    ("current", T::Ref(When::Present)),
    ("nowadays", T::Ref(When::Present)),
    ("presently", T::Ref(When::Present)),
    ("recently", T::Ref(When::Past)),
    ("recent", T::Ref(When::Past)),
    ("lately", T::Ref(When::Past)),
    ("present", Head),
    ("modern", Head),
    ("former", Head),
    ("future", Head),
    ("hourly", T::Set("PT1H")),
    ("daily", T::Set("P1D")),
    ("everyday", T::Set("P1D")),
    ("nightly", T::Set("P1D")),
    ("weekly", T::Set("P1W")),
    ("biweekly", T::Set("P2W")),
    ("fortnightly", T::Set("P2W")),
    ("monthly", T::Set("P1M")),
    ("bimonthly", T::Set("P2M")),
    ("quarterly", T::Set("P1Q")),
    ("yearly", T::Set("P1Y")),
    ("annual", T::Set("P1Y")),
    ("annually", T::Set("P1Y")),
    ("biennial", T::Set("P2Y")),
    ("weekdays", T::Set("P1D")),
    ("the", Starter),
    ("a", Starter),
    ("an", Starter),
    ("this", Starter),
    ("that", Starter),
    ("these", Starter),
    ("those", Starter),
    ("last", Starter),
    ("past", Starter),
    ("next", Starter),
    ("previous", Starter),
    ("following", Starter),
    ("coming", Starter),
    ("each", Head),
    ("every", Head),
    ("per", Starter),
    ("once", Starter),
    ("twice", Starter),
    ("half", Starter),
    ("several", Starter),
    ("many", Starter),
    ("few", Starter),
    ("some", Starter),
    ("couple", Inner),
    ("same", Inner),
    ("about", Starter),
    ("around", Starter),
    ("approximately", Starter),
    ("roughly", Starter),
    ("nearly", Starter),
    ("almost", Starter),
    ("close", Starter),
    ("more", Head),
    ("less", Starter),
    ("fewer", Starter),
    ("over", Starter),
    ("under", Starter),
    ("at", Starter),
    ("up", Starter),
    ("no", Starter),
    ("just", Starter),
    ("only", Starter),
    ("another", Starter),
    ("his", Inner),
    ("early", T::Edge(Edge::Early)),
    ("late", T::Edge(Edge::Late)),
    ("earlier", T::Edge(Edge::Earlier)),
    ("later", T::Edge(Edge::Later)),
    ("mid", T::Edge(Edge::Mid)),
    ("end", T::Edge(Edge::End)),
    ("beginning", T::Edge(Edge::Beginning)),
    ("start", T::Edge(Edge::Start)),
    ("middle", T::Edge(Edge::Middle)),
    ("turn", Inner),
    ("rest", Inner),
    ("remainder", Inner),
    ("entire", Inner),
    ("whole", Inner),
    ("full", Inner),
    ("latter", Inner),
    ("ago", Inner),
    ("final", Inner),
    ("latest", Inner),
    ("upcoming", Inner),
    ("subsequent", Inner),
    ("preceding", Inner),
    ("intervening", Inner),
    ("succeeding", Inner),
    ("closing", Inner),
    ("formerly", Head),
    ("near", Inner),
    ("foreseeable", Inner),
    ("long", Inner),
    ("very", Inner),
    ("immediate", Inner),
    ("moment", Inner),
    ("time", Inner),
    ("times", Inner),
    ("period", Inner),
    ("fiscal", Head),
    ("financial", Head),
    ("fy", Head),
    ("then", Head),
    ("one", Number),
    ("two", Number),
    ("three", Number),
    ("four", Number),
    ("five", Number),
    ("six", Number),
    ("seven", Number),
    ("eight", Number),
    ("nine", Number),
    ("ten", Number),
    ("eleven", Number),
    ("twelve", Number),
    ("thirteen", Number),
    ("fourteen", Number),
    ("fifteen", Number),
    ("sixteen", Number),
    ("seventeen", Number),
    ("eighteen", Number),
    ("nineteen", Number),
    ("twenty", Number),
    ("thirty", Number),
    ("forty", Number),
    ("fifty", Number),
    ("sixty", Number),
    ("seventy", Number),
    ("eighty", Number),
    ("ninety", Number),
    ("hundred", Inner),
    ("hundreds", Starter),
    ("dozens", Starter),
    ("dozen", Inner),
    ("first", Number),
    ("third", Number),
    ("fourth", Number),
    ("fifth", Number),
    ("sixth", Number),
    ("seventh", Number),
    ("eighth", Number),
    ("ninth", Number),
    ("tenth", Number),
    ("eleventh", Number),
    ("twelfth", Number),
    ("thirteenth", Number),
    ("fourteenth", Number),
    ("fifteenth", Number),
    ("sixteenth", Number),
    ("seventeenth", Number),
    ("eighteenth", Number),
    ("nineteenth", Number),
    ("twentieth", Number),
    ("thirtieth", Number),
    ("twenties", T::Decade(2)),
    ("thirties", T::Decade(3)),
    ("forties", T::Decade(4)),
    ("fifties", T::Decade(5)),
    ("sixties", T::Decade(6)),
    ("seventies", T::Decade(7)),
    ("eighties", T::Decade(8)),
    ("nineties", T::Decade(9)),
    ("christmas", Holiday),
    ("easter", Holiday),
    ("thanksgiving", Holiday),
    ("halloween", Holiday),
    ("new", Holiday),
    ("good", Holiday),
    ("labor", Holiday),
    ("labour", Holiday),
    ("memorial", Holiday),
    ("independence", Holiday),
    ("valentine", Holiday),
    ("boxing", Holiday),
    ("d", Holiday),
    ("bastille", Holiday),
    ("veterans", Holiday),
    ("columbus", Holiday),
    ("palm", Holiday),
    ("martin", Holiday),
    ("presidents", Holiday),
    ("st", Holiday),
    ("mother", Holiday),
    ("father", Holiday),
    ("epiphany", Holiday),
    ("pentecost", Holiday),
    ("ash", Holiday),
    ("election", Holiday),
    ("inauguration", Holiday),
    ("juneteenth", Holiday),
];

static TIME_WORDS: Table<T, 1024> = Table::new(WORDS);

/// What `word` is in a time expression, if anything.
#[inline]
pub(super) fn time_word(word: &str) -> Option<T> {
    TIME_WORDS.get(word)
}

/// Says of a token that a time of day may be near.
const CLOCK: u16 = 1 << 15;

/// What each token is in a time expression, and whether it tells of a time of day: every rule asks, so it is
/// looked up once.
pub(super) fn classes(text: &str, tokens: &[Token]) -> Vec<u16> {
    tokens.iter().map(|token| class_of(text, token)).collect()
}

fn class_of(text: &str, token: &Token) -> u16 {
    match token.kind {
        TokenKind::Mark(m) => u16::from(m == ':') * CLOCK,
        TokenKind::Number => 0,
        TokenKind::Word(_) => {
            let word = token.span.of(text);
            let index = TIME_WORDS.index(word);
            let clock = match index.map(|i| WORDS[usize::from(i)].1) {
                Some(T::Part(_)) => true,
                Some(T::Head) => matches!(word.len(), 4 | 6 | 7 | 8 | 9),
                Some(T::Units(unit)) => unit.is_clock(),
                _ => CLOCK_WORDS.get(word).is_some() && is_clock_word(word),
            };
            index.map_or(0, |i| i + 1) | (u16::from(clock) * CLOCK)
        }
    }
}

/// The same words in any case, to turn most others away.
static CLOCK_WORDS: Table<(), 64> = Table::new(&[
    ("a.m.", ()),
    ("p.m.", ()),
    ("am", ()),
    ("pm", ()),
    ("clock", ()),
    ("gmt", ()),
    ("utc", ()),
    ("hrs", ()),
    ("hr", ()),
    ("h", ()),
    ("z", ()),
    ("est", ()),
    ("edt", ()),
    ("et", ()),
    ("cet", ()),
    ("bst", ()),
    ("pst", ()),
    ("pdt", ()),
    ("cst", ()),
    ("cdt", ()),
    ("local", ()),
    ("t", ()),
]);

/// Words that stand only with times of day, as they are written then.
fn is_clock_word(word: &str) -> bool {
    matches!(
        word,
        "a.m."
            | "p.m."
            | "am"
            | "pm"
            | "AM"
            | "PM"
            | "A.M."
            | "P.M."
            | "clock"
            | "GMT"
            | "UTC"
            | "hrs"
            | "hr"
            | "h"
            | "Z"
            | "EST"
            | "EDT"
            | "ET"
            | "CET"
            | "BST"
            | "PST"
            | "PDT"
            | "CST"
            | "CDT"
            | "local"
            | "T"
    )
}

/// What a token of this class is.
#[inline]
pub(super) fn word_of(class: u16) -> Option<T> {
    let index = usize::from(class & !CLOCK).checked_sub(1)?;
    WORDS.get(index).map(|w| w.1)
}

/// Whether a token of this class tells of a time of day.
#[inline]
pub(super) fn names_clock(class: u16) -> bool {
    class & CLOCK != 0
}
