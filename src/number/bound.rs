//! What stands around a number and says how sharp it is: `about`, `at least`, `or more`.

use super::Bound;
use super::input::{Parsed, Tokens, words};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::value;

/// A bound before the number.
///
/// "nearly" and "almost" are read as [`Bound::About`]: "nearly 30" and "30" are not at odds.
pub(crate) fn before(input: Tokens<'_>) -> Parsed<'_, Bound> {
    match input.str(0).as_bytes().first().map(u8::to_ascii_lowercase) {
        Some(
            b'a' | b'b' | b'c' | b'e' | b'f' | b'g' | b'i' | b'l' | b'm' | b'n' | b'o' | b'r' | b's' | b'u' | b'~',
        ) => {}
        _ => return input.fail(),
    }
    let about = alt((
        alt((words("about"), words("around"), words("some"), words("roughly"), words("approximately"))),
        alt((words("nearly"), words("almost"), words("circa"), words("an estimated"), words("close to"))),
        alt((words("approx ."), words("approx"), words("~"), words("estimated"), words("nearing"))),
    ));
    let at_least = alt((
        alt((words("at least"), words("no fewer than"), words("no less than"), words("not less than"))),
        alt((words("not fewer than"), words("a minimum of"), words("minimum"))),
    ));
    let at_most = alt((
        alt((words("at most"), words("no more than"), words("not more than"), words("up to"))),
        alt((words("as many as"), words("as much as"), words("a maximum of"), words("maximum"))),
    ));
    let more = alt((
        alt((words("more than"), words("over"), words("above"), words("in excess of"), words("upwards of"))),
        alt((words("greater than"), words("exceeding"), words("well over"), words("just over"))),
    ));
    let less = alt((words("less than"), words("fewer than"), words("under"), words("below"), words("just under")));
    alt((
        value(Bound::AtLeast, at_least),
        value(Bound::AtMost, at_most),
        value(Bound::MoreThan, more),
        value(Bound::LessThan, less),
        value(Bound::About, about),
    ))
    .parse(input)
}

/// A bound behind the number.
pub(crate) fn after(input: Tokens<'_>) -> Parsed<'_, Bound> {
    if input.mark(0, '+') && input.glued(0) {
        return input.read(1, Bound::AtLeast);
    }
    alt((
        value(Bound::AtLeast, alt((words("or more"), words("and more"), words("or above")))),
        value(Bound::AtMost, alt((words("or less"), words("or fewer")))),
        value(Bound::About, words("or so")),
    ))
    .parse(input)
}
