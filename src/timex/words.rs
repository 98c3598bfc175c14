//! The words that time expressions are made of, and what begins one.

use super::ast::{DayPart, Edge, Season, Unit, When};
use crate::number::input::Class;
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
    /// `yearlong`
    UnitLong(Unit),
    /// `winter`
    Season(Season),
    /// `morning`
    Part(DayPart),
    /// `mornings`
    Parts(DayPart),
    /// `noon`, `tonight`: a time of day by itself.
    Clock,
    /// `yesterday`, `today`, `tomorrow`: days from the article's.
    Day(i8),
    /// `now`, `recently`
    Ref(When),
    /// `present`, `former`, `future`: a [`T::Ref`] in some places only.
    Vague,
    /// `daily`: it recurs after so many units.
    Set(u8, Unit),
    /// `every`, `each`
    Every,
    /// `the`, `a`, `this`, `about`, `last`, `early`, …: begins an expression if a time word follows.
    Starter,
    /// `half`: as `Starter`.
    Half,
    /// `more`: as `Starter`, in `more than` and `more recently`.
    More,
    /// `early`, `late`, `mid`: as `Starter`.
    Edge(Edge),
    /// A number word.
    Number,
    /// The first word of a holiday.
    Holiday,
    /// `fiscal`, `financial`, `FY`
    Fiscal,
    /// `then`
    Then,
    /// `time`, `period`, `moment`: what a determiner can make the time that is spoken of.
    Span,
    /// A name of ten years: `nineties`.
    Decade(i8),
    /// Known only inside an expression.
    Inner,
    /// No word of its own, but a sign that some rule needs: `a.m.`, `hrs`.
    Sign(u16),
}

use T::{Holiday, Inner, Month, MonthAbbr, Number, Starter, Units, Weekday, WeekdayAbbr, Weekdays};

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
    ("hourlong", T::UnitLong(Unit::Hour)),
    ("daylong", T::UnitLong(Unit::Day)),
    ("weeklong", T::UnitLong(Unit::Week)),
    ("monthlong", T::UnitLong(Unit::Month)),
    ("yearlong", T::UnitLong(Unit::Year)),
    ("decadelong", T::UnitLong(Unit::Decade)),
    ("spring", T::Season(Season::Spring)),
    ("summer", T::Season(Season::Summer)),
    ("autumn", T::Season(Season::Autumn)),
    ("fall", T::Season(Season::Autumn)),
    ("winter", T::Season(Season::Winter)),
    ("morning", T::Part(DayPart::Morning)),
    ("afternoon", T::Part(DayPart::Afternoon)),
    ("evening", T::Part(DayPart::Evening)),
    ("night", T::Part(DayPart::Night)),
    ("mornings", T::Parts(DayPart::Morning)),
    ("afternoons", T::Parts(DayPart::Afternoon)),
    ("evenings", T::Parts(DayPart::Evening)),
    ("nights", T::Parts(DayPart::Night)),
    ("today", T::Day(0)),
    ("yesterday", T::Day(-1)),
    ("tomorrow", T::Day(1)),
    ("tonight", T::Clock),
    ("overnight", T::Clock),
    ("noon", T::Clock),
    ("midday", T::Clock),
    ("midnight", T::Clock),
    ("now", T::Ref(When::Present)),
    ("currently", T::Ref(When::Present)),
    ("current", T::Ref(When::Present)),
    ("nowadays", T::Ref(When::Present)),
    ("presently", T::Ref(When::Present)),
    ("recently", T::Ref(When::Past)),
    ("recent", T::Ref(When::Past)),
    ("lately", T::Ref(When::Past)),
    ("present", T::Vague),
    ("modern", T::Vague),
    ("former", T::Vague),
    ("future", T::Vague),
    ("hourly", T::Set(1, Unit::Hour)),
    ("daily", T::Set(1, Unit::Day)),
    ("everyday", T::Set(1, Unit::Day)),
    ("nightly", T::Set(1, Unit::Day)),
    ("weekly", T::Set(1, Unit::Week)),
    ("biweekly", T::Set(2, Unit::Week)),
    ("fortnightly", T::Set(2, Unit::Week)),
    ("monthly", T::Set(1, Unit::Month)),
    ("bimonthly", T::Set(2, Unit::Month)),
    ("quarterly", T::Set(1, Unit::Quarter)),
    ("yearly", T::Set(1, Unit::Year)),
    ("annual", T::Set(1, Unit::Year)),
    ("annually", T::Set(1, Unit::Year)),
    ("biennial", T::Set(2, Unit::Year)),
    ("biennially", T::Set(2, Unit::Year)),
    ("biannual", T::Set(6, Unit::Month)),
    ("biannually", T::Set(6, Unit::Month)),
    ("semiannual", T::Set(6, Unit::Month)),
    ("semiannually", T::Set(6, Unit::Month)),
    ("weekdays", T::Set(1, Unit::Day)),
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
    ("each", T::Every),
    ("every", T::Every),
    ("per", Starter),
    ("once", Starter),
    ("twice", Starter),
    ("half", T::Half),
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
    ("more", T::More),
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
    ("prior", Starter),
    ("intervening", Inner),
    ("succeeding", Inner),
    ("closing", Inner),
    ("formerly", T::Vague),
    ("near", Inner),
    ("foreseeable", Inner),
    ("long", Inner),
    ("very", Inner),
    ("immediate", Inner),
    ("moment", T::Span),
    ("time", T::Span),
    ("times", Inner),
    ("period", T::Span),
    ("fiscal", T::Fiscal),
    ("financial", T::Fiscal),
    ("fy", T::Fiscal),
    ("then", T::Then),
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
    ("a.m.", T::Sign(sign::CLOCK)),
    ("p.m.", T::Sign(sign::CLOCK)),
    ("a.m", T::Sign(sign::CLOCK)),
    ("p.m", T::Sign(sign::CLOCK)),
    ("am", T::Sign(sign::CLOCK)),
    ("pm", T::Sign(sign::CLOCK)),
    ("clock", T::Sign(sign::CLOCK)),
    ("gmt", T::Sign(sign::CLOCK)),
    ("utc", T::Sign(sign::CLOCK)),
    ("hrs", T::Sign(sign::CLOCK | sign::UNIT)),
    ("hr", T::Sign(sign::CLOCK | sign::UNIT)),
    ("h", T::Sign(sign::CLOCK)),
    ("min", T::Sign(sign::UNIT)),
    ("secs", T::Sign(sign::UNIT)),
    ("yr", T::Sign(sign::UNIT)),
    ("yrs", T::Sign(sign::UNIT)),
    ("z", T::Sign(sign::CLOCK)),
    ("est", T::Sign(sign::CLOCK)),
    ("edt", T::Sign(sign::CLOCK)),
    ("et", T::Sign(sign::CLOCK)),
    ("cet", T::Sign(sign::CLOCK)),
    ("bst", T::Sign(sign::CLOCK)),
    ("pst", T::Sign(sign::CLOCK)),
    ("pdt", T::Sign(sign::CLOCK)),
    ("cst", T::Sign(sign::CLOCK)),
    ("cdt", T::Sign(sign::CLOCK)),
    ("local", T::Sign(sign::CLOCK)),
    ("t", T::Sign(sign::CLOCK)),
    ("annum", T::Sign(sign::SET)),
    ("q", T::Sign(sign::PERIOD)),
    ("ad", T::Sign(sign::ERA)),
    ("a.d.", T::Sign(sign::ERA)),
];

static TIME_WORDS: Table<T, 1024> = Table::new(WORDS);

/// What `word` is in a time expression, if anything.
#[inline]
pub(super) fn time_word(word: &str) -> Option<T> {
    TIME_WORDS.get(word).filter(|w| !matches!(w, T::Sign(_)))
}

/// What a rule cannot do without: each token says which of these it may bring, and a rule is tried only where
/// the one it needs stands ahead.
pub(super) mod sign {
    /// A time of day: `a.m.`, `noon`, `evening`, a colon.
    pub(in super::super) const CLOCK: u16 = 1;
    /// A unit of time: `years`, `hrs`.
    pub(in super::super) const UNIT: u16 = 1 << 1;
    /// A month or a weekday.
    pub(in super::super) const CALENDAR: u16 = 1 << 2;
    /// Digits.
    pub(in super::super) const DIGITS: u16 = 1 << 3;
    /// A season, a quarter, a half or a holiday.
    pub(in super::super) const PERIOD: u16 = 1 << 4;
    /// What makes a year, ten or a hundred of them without digits, or goes with digits that do.
    pub(in super::super) const ERA: u16 = 1 << 5;
    /// `today`
    pub(in super::super) const DAY: u16 = 1 << 6;
    /// `then`, `that time`
    pub(in super::super) const SPOKEN: u16 = 1 << 7;
    /// `daily`, `per annum`
    pub(in super::super) const SET: u16 = 1 << 8;
    /// Any of them.
    pub(in super::super) const ANY: u16 = CLOCK | UNIT | CALENDAR | DIGITS | PERIOD | ERA | DAY | SPOKEN | SET;
}

const fn signs_of(word: T) -> u16 {
    match word {
        // May Day, the Fourth of July.
        Month(5 | 7) => sign::CALENDAR | sign::PERIOD,
        Month(_) | MonthAbbr(_) | Weekday(_) | WeekdayAbbr(_) | Weekdays(_) => sign::CALENDAR,
        // The 28th of that month.
        T::Unit(Unit::Month) => sign::UNIT | sign::CALENDAR,
        T::Unit(Unit::Quarter) | Units(Unit::Quarter) => sign::UNIT | sign::PERIOD,
        T::Unit(Unit::Century) | Units(Unit::Century) => sign::UNIT | sign::ERA,
        Units(Unit::Second | Unit::Minute | Unit::Hour) => sign::UNIT | sign::CLOCK,
        T::Unit(_) | Units(_) | T::UnitLong(_) => sign::UNIT,
        T::Season(_) | Holiday | T::Half => sign::PERIOD,
        T::Part(_) | T::Clock => sign::CLOCK,
        T::Day(_) => sign::DAY,
        T::Then | T::Span => sign::SPOKEN,
        T::Set(..) | T::Parts(_) => sign::SET,
        T::Sign(signs) => signs,
        T::Decade(_) | T::Fiscal => sign::ERA,
        T::Ref(_) | T::Vague | T::Every | Starter | T::More | T::Edge(_) | Number | Inner => 0,
    }
}

/// The class of each word of the lexicon, by its number there.
static CLASSES: [Class; WORDS.len()] = {
    let mut all = [Class { word: 0, signs: 0 }; WORDS.len()];
    let mut i = 0;
    while i < all.len() {
        let word = WORDS[i].1;
        #[allow(clippy::cast_possible_truncation)] // the lexicon holds fewer than 65,535 words
        if !matches!(word, T::Sign(_)) {
            all[i].word = i as u16 + 1;
        }
        all[i].signs = signs_of(word);
        i += 1;
    }
    all
};

/// What each token is in a time expression, and what it brings: every rule asks, so it is looked up once.
pub(super) fn classify(text: &str, tokens: &[Token], classes: &mut Vec<Class>) {
    classes.clear();
    classes.extend(tokens.iter().map(|token| class_of(text, token)));
}

#[inline]
fn class_of(text: &str, token: &Token) -> Class {
    let bare = |signs| Class { word: 0, signs };
    match token.kind {
        TokenKind::Mark(':') => bare(sign::CLOCK),
        TokenKind::Mark('\'') => bare(sign::ERA),
        // 9/11
        TokenKind::Mark('/') => bare(sign::PERIOD),
        TokenKind::Mark(_) => bare(0),
        TokenKind::Number => bare(sign::DIGITS),
        TokenKind::Word(_) => {
            let word = &text.as_bytes()[token.span.range()];
            TIME_WORDS.index(word).map_or(bare(0), |index| CLASSES[usize::from(index)])
        }
    }
}

/// What a token of this class is.
#[inline]
pub(super) fn word_of(class: Class) -> Option<T> {
    let index = usize::from(class.word).checked_sub(1)?;
    WORDS.get(index).map(|w| w.1)
}
