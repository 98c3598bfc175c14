//! Time expressions as they are written, before anything is known of when they were.

use super::Modifier;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Whether it is shorter than a day.
    pub(super) fn is_clock(self) -> bool {
        self <= Self::Hour
    }
}

/// A season, meteorological and of the northern half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of the day, as TIMEX3 writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DayPart {
    Morning,

    Afternoon,
    Evening,
    Night,
}

/// What `now`, `recently` and `the future` mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum When {
    Past,
    Present,
    Future,
}

/// Words that take a part of what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    Early,
    Late,
    Earlier,
    Later,
    Mid,
    Beginning,
    Start,
    Middle,
    End,
}

impl Edge {
    pub(super) fn modifier(self) -> Modifier {
        match self {
            Self::Early | Self::Earlier | Self::Beginning | Self::Start => Modifier::Start,
            Self::Mid | Self::Middle => Modifier::Mid,
            Self::Late | Self::Later | Self::End => Modifier::End,
        }
    }
}

/// How an expression is tied to another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tie {
    /// Nothing says: `in March`, `on Sunday`.
    Bare,
    /// `last`, `past`: before the time of writing.
    Last,
    /// `this`, `current`: that of the time of writing.
    This,
    /// `next`, `coming`: after the time of writing.
    Next,
    /// `the previous`: before the time that is spoken of.
    Previous,
    /// `the following`: after the time that is spoken of.
    Following,
    /// `that`, `the same`: the time that is spoken of.
    Same,
    /// `the year`: the time spoken of, or that of writing.
    The,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Year {
    /// Written; zero and below are BC (0 is 1 BC).
    Given(i32),
    /// `of last year`, `of that year`; [`Tie::Bare`] where nothing is said.
    Tied(Tie),
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Exactly(f64),
    /// `several`, `a few`: TIMEX3's X.
    Vague,
}

/// Lengths that are added: `two years and three months`.
pub(super) type Length = Vec<(Amount, Unit)>;

/// A holiday with a computable date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Holiday {
    /// Always that day.
    Fixed(i8, i8),
    /// The nth weekday (1 is Monday) of a month; -1 is the last.
    Nth(i8, i8, i8),
    /// Days from Easter Sunday.
    Easter(i32),
    /// The Tuesday after the first Monday of November.
    Election,
    /// One day of history: `D-Day`, `9/11`.
    Once(i32, i8, i8),
}

/// What is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum From {
    /// The time of writing: `ago`, `from now`.
    Writing,
    /// The time that is spoken of: `later`, `earlier`.
    Spoken,
}

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// `8 November 2018`, `Nov. 8`
    Day { year: Year, month: i8, day: i8 },
    /// `the 20th`
    DayOfMonth(i8),
    /// `November 2018`, `last November`
    Month { year: Year, month: i8 },
    /// `Sunday`, `next Friday`
    Weekday { day: i8, tie: Tie },
    /// `1992`, `480 BC`
    Year(i32),
    /// `fiscal 2012`
    Fiscal(Year),
    /// `the 1990s`: 199
    Decade(i32),
    /// `the 19th century`: 18
    Century(i32),
    /// `the summer of 1915`
    Season { season: Season, year: Year },
    /// `the third quarter`; 0 is the last one
    Quarter { number: i8, year: Year },
    /// `the first half of 2009`
    Half { number: i8, year: Year },
    /// `this week`, `last year`, `the same day`
    Unit { unit: Unit, tie: Tie },
    /// `yesterday`
    Days(i32),
    /// `two years ago`, `a week later`
    Count { amount: Amount, unit: Unit, from: From, forward: bool },
    /// `the last week of March`: the unit's number from the start, or from the end where negative
    Within { number: i8, unit: Unit, of: Box<Meaning> },
    /// `Christmas 1963`
    Holiday { holiday: Holiday, year: Year },
    /// `8:40 GMT`, `noon Friday`
    Clock { hour: i8, minute: Option<i8>, second: Option<i8>, utc: bool, day: Option<Box<Meaning>> },
    /// `Friday evening`, `the night`
    DayPart { part: Option<DayPart>, day: Option<Box<Meaning>> },
    /// `three years`
    Duration(Length),
    /// `every Friday`
    Set(String),
    /// `now`
    Ref(When),
    /// `since then`, `that time`
    Then,
    /// `the same period last year`: the span spoken of, so many years before publication
    SamePeriod(i32),
    /// What only a narrative uses as a time: `at the same time`, `this period`, `former`.
    Narrative(Option<When>),
}

/// An expression that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    pub(super) meaning: Meaning,
    pub(super) modifier: Option<Modifier>,
}

impl Meaning {
    /// Read as it stands.
    pub(super) fn plain(self) -> Read {
        Read { meaning: self, modifier: None }
    }

    /// Read with a modifier.
    pub(super) fn with(self, modifier: Modifier) -> Read {
        Read { meaning: self, modifier: Some(modifier) }
    }
}
