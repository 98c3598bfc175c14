//! Units behind and before numbers: per cent, money, mass, length and the like.

use super::Unit;
use super::input::{Parsed, Tokens, hyphen};
use crate::text::table::Table;
use crate::text::{Case, TokenKind};

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Parts of a hundred.
    Percent,
    /// Differences between two percentages.
    PercentagePoint,
    /// Sums of money; the unit's name is the ISO 4217 code.
    Money,
    /// Mass; base unit kilogram.
    Mass,
    /// Length; base unit metre.
    Length,
    /// Area; base unit square metre.
    Area,
    /// Volume; base unit litre.
    Volume,
    /// Speed; base unit kilometre per hour.
    Speed,
    /// Power; base unit watt.
    Power,
}

const fn unit(name: &'static str, measure: Measure, factor: f64) -> Unit {
    Unit { name, measure, factor }
}

const PERCENT: Unit = unit("%", Measure::Percent, 1.0);
const POINT: Unit = unit("pp", Measure::PercentagePoint, 1.0);
const KG: Unit = unit("kg", Measure::Mass, 1.0);
const GRAM: Unit = unit("g", Measure::Mass, 1e-3);
const TONNE: Unit = unit("t", Measure::Mass, 1e3);
/// A ton of 2,000 pounds: the American one, as news from there means it.
const TON: Unit = unit("ton", Measure::Mass, 907.184_74);
const POUND_MASS: Unit = unit("lb", Measure::Mass, 0.453_592_37);
const OUNCE: Unit = unit("oz", Measure::Mass, 0.028_349_523_125);
const METRE: Unit = unit("m", Measure::Length, 1.0);
const KM: Unit = unit("km", Measure::Length, 1e3);
const CM: Unit = unit("cm", Measure::Length, 1e-2);
const MM: Unit = unit("mm", Measure::Length, 1e-3);
const MILE: Unit = unit("mi", Measure::Length, 1_609.344);
const NAUTICAL: Unit = unit("nmi", Measure::Length, 1_852.0);
const FOOT: Unit = unit("ft", Measure::Length, 0.304_8);
const INCH: Unit = unit("in", Measure::Length, 0.025_4);
const YARD: Unit = unit("yd", Measure::Length, 0.914_4);
const HECTARE: Unit = unit("ha", Measure::Area, 1e4);
const ACRE: Unit = unit("acre", Measure::Area, 4_046.856_422_4);
const LITRE: Unit = unit("l", Measure::Volume, 1.0);
const GALLON: Unit = unit("gal", Measure::Volume, 3.785_411_784);
const BARREL: Unit = unit("bbl", Measure::Volume, 158.987_294_928);
const KMH: Unit = unit("km/h", Measure::Speed, 1.0);
const MPH: Unit = unit("mph", Measure::Speed, 1.609_344);
const KNOT: Unit = unit("kn", Measure::Speed, 1.852);
const WATT: Unit = unit("W", Measure::Power, 1.0);
const KW: Unit = unit("kW", Measure::Power, 1e3);
const MW: Unit = unit("MW", Measure::Power, 1e6);
const GW: Unit = unit("GW", Measure::Power, 1e9);
const USD: Unit = unit("USD", Measure::Money, 1.0);
const EUR: Unit = unit("EUR", Measure::Money, 1.0);
const GBP: Unit = unit("GBP", Measure::Money, 1.0);
const JPY: Unit = unit("JPY", Measure::Money, 1.0);
const INR: Unit = unit("INR", Measure::Money, 1.0);
const CNY: Unit = unit("CNY", Measure::Money, 1.0);
const RUB: Unit = unit("RUB", Measure::Money, 1.0);
const KRW: Unit = unit("KRW", Measure::Money, 1.0);
const CHF: Unit = unit("CHF", Measure::Money, 1.0);
const UAH: Unit = unit("UAH", Measure::Money, 1.0);

/// Units that stand behind the number. `pounds` is money there only before "sterling"; see [`suffix`].
const SUFFIXES: &[(&str, Unit)] = &[
    ("percent", PERCENT),
    ("pct", PERCENT),
    ("kg", KG),
    ("kgs", KG),
    ("kilo", KG),
    ("kilos", KG),
    ("kilogram", KG),
    ("kilograms", KG),
    ("kilogrammes", KG),
    ("gram", GRAM),
    ("grams", GRAM),
    ("grammes", GRAM),
    ("tonne", TONNE),
    ("tonnes", TONNE),
    ("ton", TON),
    ("tons", TON),
    ("lb", POUND_MASS),
    ("lbs", POUND_MASS),
    ("pound", POUND_MASS),
    ("pounds", POUND_MASS),
    ("oz", OUNCE),
    ("ounce", OUNCE),
    ("ounces", OUNCE),
    ("m", METRE),
    ("metre", METRE),
    ("metres", METRE),
    ("meter", METRE),
    ("meters", METRE),
    ("km", KM),
    ("kms", KM),
    ("kilometre", KM),
    ("kilometres", KM),
    ("kilometer", KM),
    ("kilometers", KM),
    ("cm", CM),
    ("centimetre", CM),
    ("centimetres", CM),
    ("centimeter", CM),
    ("centimeters", CM),
    ("mm", MM),
    ("millimetre", MM),
    ("millimetres", MM),
    ("millimeter", MM),
    ("millimeters", MM),
    ("mile", MILE),
    ("miles", MILE),
    ("ft", FOOT),
    ("foot", FOOT),
    ("feet", FOOT),
    ("inch", INCH),
    ("inches", INCH),
    ("yard", YARD),
    ("yards", YARD),
    ("hectare", HECTARE),
    ("hectares", HECTARE),
    ("acre", ACRE),
    ("acres", ACRE),
    ("litre", LITRE),
    ("litres", LITRE),
    ("liter", LITRE),
    ("liters", LITRE),
    ("gallon", GALLON),
    ("gallons", GALLON),
    ("barrel", BARREL),
    ("barrels", BARREL),
    ("mph", MPH),
    ("kmh", KMH),
    ("kph", KMH),
    ("knots", KNOT),
    ("watts", WATT),
    ("kilowatts", KW),
    ("kw", KW),
    ("megawatt", MW),
    ("megawatts", MW),
    ("mw", MW),
    ("gigawatt", GW),
    ("gigawatts", GW),
    ("gw", GW),
    ("dollar", USD),
    ("dollars", USD),
    ("usd", USD),
    ("euro", EUR),
    ("euros", EUR),
    ("eur", EUR),
    ("gbp", GBP),
    ("sterling", GBP),
    ("yen", JPY),
    ("jpy", JPY),
    ("rupee", INR),
    ("rupees", INR),
    ("inr", INR),
    ("yuan", CNY),
    ("renminbi", CNY),
    ("ruble", RUB),
    ("rubles", RUB),
    ("rouble", RUB),
    ("roubles", RUB),
    ("won", KRW),
    ("franc", CHF),
    ("francs", CHF),
    ("hryvnia", UAH),
    ("hryvnias", UAH),
];

static UNITS: Table<Unit, 256> = Table::new(SUFFIXES);

/// Squares and cubes of lengths.
const SQUARES: &[(Unit, Unit)] = &[
    (KM, unit("km²", Measure::Area, 1e6)),
    (METRE, unit("m²", Measure::Area, 1.0)),
    (MILE, unit("mi²", Measure::Area, 2_589_988.110_336)),
    (FOOT, unit("ft²", Measure::Area, 0.092_903_04)),
    (YARD, unit("yd²", Measure::Area, 0.836_127_36)),
];
const CUBES: &[(Unit, Unit)] = &[
    (KM, unit("km³", Measure::Volume, 1e12)),
    (METRE, unit("m³", Measure::Volume, 1e3)),
    (FOOT, unit("ft³", Measure::Volume, 28.316_846_592)),
];

impl Measure {
    /// The measure as packs name it: `length`, `mass`, `money`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "percent" => Self::Percent,
            "money" => Self::Money,
            "mass" => Self::Mass,
            "length" => Self::Length,
            "area" => Self::Area,
            "volume" => Self::Volume,
            "speed" => Self::Speed,
            "power" => Self::Power,
            _ => return None,
        })
    }
}

impl Unit {
    /// The unit of that symbol, if it is one of measure: `km`, `mi²`. Currencies are converted by nobody, and
    /// are none.
    #[must_use]
    pub fn named(symbol: &str) -> Option<Self> {
        let plain = SUFFIXES.iter().map(|(_, unit)| *unit);
        let powers = SQUARES.iter().chain(CUBES).map(|(_, unit)| *unit);
        let measures = |unit: &Self| unit.name == symbol && unit.measure != Measure::Money;
        plain.chain([NAUTICAL, KMH]).chain(powers).find(measures)
    }
}

/// Names of currencies before their numbers, as they are written; those of dollars stand before their sign.
const NAMES: &[(&str, bool, Unit)] = &[
    ("US", true, USD),
    ("U.S.", true, USD),
    ("A", true, unit("AUD", Measure::Money, 1.0)),
    ("AU", true, unit("AUD", Measure::Money, 1.0)),
    ("C", true, unit("CAD", Measure::Money, 1.0)),
    ("CA", true, unit("CAD", Measure::Money, 1.0)),
    ("NZ", true, unit("NZD", Measure::Money, 1.0)),
    ("HK", true, unit("HKD", Measure::Money, 1.0)),
    ("S", true, unit("SGD", Measure::Money, 1.0)),
    ("USD", false, USD),
    ("EUR", false, EUR),
    ("GBP", false, GBP),
    ("Rs", false, INR),
];

/// The longest of them, in bytes.
const LONGEST_NAME: usize = 4;

/// Those names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, ..)| *name)
}

/// The currency of that name, and whether a dollar's sign has to follow; most words are turned away by their length.
fn named(word: &str) -> Option<(bool, Unit)> {
    if word.len() > LONGEST_NAME {
        return None;
    }
    NAMES.iter().find(|(name, ..)| *name == word).map(|(_, dollar, unit)| (*dollar, *unit))
}

/// Whether the word can stand for a currency before its number.
pub(super) fn may_begin(word: &str) -> bool {
    named(word).is_some()
}

/// A currency by its sign.
fn sign(sign: char) -> Option<Unit> {
    Some(match sign {
        '$' => USD,
        '£' => GBP,
        '€' => EUR,
        '¥' => JPY,
        '₹' => INR,
        '₽' => RUB,
        '₩' => KRW,
        '₴' => UAH,
        _ => return None,
    })
}

/// A currency before its number: `$`, `US$`, `£`, `USD`, `Rs.`.
pub(crate) fn prefix(input: Tokens<'_>) -> Parsed<'_, Unit> {
    match input.peek(0).map(|token| token.kind) {
        Some(TokenKind::Mark(mark)) => sign(mark).map_or_else(|| input.fail(), |unit| input.read(1, unit)),
        Some(TokenKind::Word(case)) if case != Case::Lower => {
            let sign = input.mark(1, '$') && input.glued(1);
            match named(input.str(0)) {
                Some((true, unit)) if sign => input.read(2, unit),
                Some((false, unit)) => input.read(1 + usize::from(unit == INR && input.mark(1, '.')), unit),
                _ => input.fail(),
            }
        }
        _ => input.fail(),
    }
}

/// `km2`, `m³`: a length and its exponent.
fn power(rest: Tokens<'_>, length: Unit) -> Option<Unit> {
    let powers = match rest.str(1) {
        "2" | "²" if rest.glued(1) => SQUARES,
        "3" | "³" if rest.glued(1) => CUBES,
        _ => return None,
    };
    powers.iter().find(|(of, _)| *of == length).map(|(_, unit)| *unit)
}

/// A unit behind its number, with a hyphen or without: `%`, `per cent`, `kg`, `-kilometre`, `miles per hour`.
pub(crate) fn suffix(input: Tokens<'_>) -> Parsed<'_, Unit> {
    let (rest, ()) = hyphen(input)?;
    if rest.mark(0, '%') {
        return rest.read(1, PERCENT);
    }
    if rest.is(0, "per") && rest.is(1, "cent") {
        return rest.read(2, PERCENT);
    }
    if rest.is(0, "percentage") && (rest.is(1, "points") || rest.is(1, "point")) {
        return rest.read(2, POINT);
    }
    // Single letters are units only where they touch the digits: `5m`, `10g`.
    if rest.glued(0) {
        match rest.str(0) {
            "m" => return rest.read(1, METRE),
            "g" => return rest.read(1, GRAM),
            "t" => return rest.read(1, TONNE),
            "l" => return rest.read(1, LITRE),
            "kn" => return rest.read(1, KNOT),
            _ => {}
        }
    }
    let rest = match rest.str(0) {
        "US" | "U.S." | "metric" if UNITS.get(rest.str(1)).is_some() => rest.skip(1),
        _ => rest,
    };
    for (words, powers) in [(&["square", "sq"], SQUARES), (&["cubic", "cu"], CUBES)] {
        if words.iter().any(|w| rest.is(0, w)) {
            let length = if rest.is(1, "mi") { Some(MILE) } else { UNITS.get(rest.str(1)) };
            let power = powers.iter().find(|(of, _)| length == Some(*of));
            return power.map_or_else(|| input.fail(), |(_, unit)| rest.read(2, *unit));
        }
    }
    let nautical = rest.is(0, "nautical");
    let rest = if nautical { rest.skip(1) } else { rest };
    let Some(found) = UNITS.get(rest.str(0)).filter(|_| rest.peek(0).is_some_and(crate::text::Token::is_word)) else {
        return input.fail();
    };
    // "5 won the race"
    if rest.is(0, "won") && (rest.is(1, "the") || rest.is(1, "a") || rest.is(1, "in")) {
        return input.fail();
    }
    if let Some(power) = power(rest, found) {
        return rest.read(2, power);
    }
    let count = 1;
    if nautical {
        return if found == MILE { rest.read(count, NAUTICAL) } else { input.fail() };
    }
    let hourly = (rest.is(1, "per") && rest.is(2, "hour")) || (rest.is(1, "an") && rest.is(2, "hour"));
    match (found, hourly) {
        (MILE, true) => rest.read(3, MPH),
        (KM, true) => rest.read(3, KMH),
        (KM, false) if rest.mark(1, '/') && rest.is(2, "h") => rest.read(3, KMH),
        (POUND_MASS, _) if rest.is(1, "sterling") => rest.read(2, GBP),
        _ => rest.read(count, found),
    }
}
