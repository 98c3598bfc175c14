//! One value, many phrasings, in the manner of Duckling's corpus; and what must not be read.
//!
//! The anchor is Friday, 18 July 2025. A row is `value = phrasing | phrasing`; brackets mark the extent
//! where it is not the whole phrasing.

use super::*;
use crate::corpus::{Block, BlockKind};
use crate::source::Source;
use std::sync::Arc;

fn article(text: &str, published: Option<&str>, kind: BlockKind) -> Article {
    let blocks = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some(Block { kind, span: Span::new(start, *at) })
        })
        .collect();
    Article {
        id: "test".to_owned(),
        source: Arc::new(Source::new("test", text)),
        span: Span::new(0, text.len()),
        title: None,
        outlet: None,
        published: published.map(|d| d.parse().expect("a date")),
        retrieved: None,
        blocks,
    }
}

fn read(text: &str, published: Option<&str>) -> Vec<(String, String, Option<Modifier>)> {
    let article = article(text, published, BlockKind::Paragraph);
    let tokens = Text::of(&article);
    tag(&article, &tokens).into_iter().map(|t| (t.span.of(text).to_owned(), t.value, t.modifier)).collect()
}

const ANCHOR: Option<&str> = Some("2025-07-18");

/// Reads a table and lists what is wrong, so that one run shows all of it.
fn check(table: &str) {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in table.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (value, phrasings) = line.split_once(" = ").unwrap_or_else(|| panic!("{line}"));
        for phrasing in phrasings.split(" | ") {
            rows += 1;
            let (text, extent) = match (phrasing.find('['), phrasing.find(']')) {
                (Some(a), Some(b)) => (phrasing.replace(['[', ']'], ""), phrasing[a + 1..b].to_owned()),
                _ => (format!("It happened {phrasing}."), phrasing.trim_start_matches(PREPOSITIONS).to_owned()),
            };
            let got = read(&text, ANCHOR);
            if got.len() != 1 || got[0].0 != extent || got[0].1 != value {
                wrong.push(format!("{text}: {extent} = {value}, got {got:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

const PREPOSITIONS: fn(char) -> bool = |_| false;

/// Days of the calendar, absolute and from the day of publication.
#[test]
fn days() {
    check(
        "
        2018-11-08 = [November 8, 2018] | [Nov. 8, 2018] | [8 November 2018] | [8 Nov 2018] | [8th November 2018] | the [November 8, 2018], vote | on [the 8th of November 2018] | [Thursday, November 8, 2018] | [Thursday 8 November 2018] | [2018-11-08] | [08-11-2018] | [11/8/2018] | [8.11.2018] | [November 8 2018] | [November 8th, 2018] | [NOVEMBER 8, 2018]
        2025-07-12 = [12-07-2025] | Forbes[12-07-2025] | [7/12/2025] | [12 July] it was | on [July 12] they met | on [July 12th] they met | [Saturday, July 12] | met on [Saturday] | [last Saturday] was | [Saturday, 12 July 2025]
        2025-07-13 = [Sunday] was | met on [Sunday] | [last Sunday] was | [13/07/2025]
        2025-07-18 = [today] | it met [today] | on [Friday] it said | [July 18] was | [earlier today] | [later today] it left
        2025-07-17 = [yesterday] | on [Thursday] it said | said [late Thursday] that | [July 17] was
        2025-07-19 = [tomorrow] | it will meet on [Saturday] | it is to meet [Saturday]
        2025-07-16 = [the day before yesterday] | [two days ago] | [2 days ago] it said | on [Wednesday] it said
        2025-07-20 = [the day after tomorrow] | [two days from now] | will end on [Sunday] | is closed until [Sunday]
        2025-07-21 = they will meet on [Monday] | [next Monday] | plans to leave on [July 21]
        2025-08-03 = they will vote on [August 3] | the vote is scheduled for [Aug. 3] | it is due on [3 August]
        2024-08-03 = they voted on [August 3] | it opened on [Aug. 3]
        2024-12-25 = on [Christmas Day] it snowed | at [Christmas] they met | [Christmas 2024] was
        2024-12-31 = on [New Year's Eve] it snowed
        2025-01-01 = on [New Year's Day] it snowed
        2025-04-20 = on [Easter Sunday] he spoke | [Easter 2025] was
        2025-04-18 = on [Good Friday] he spoke
        2024-11-28 = on [Thanksgiving] it closed | [Thanksgiving Day] was
        2025-05-26 = on [Memorial Day] it closed
        2024-09-02 = on [Labor Day] it closed
        2025-07-04 = on [the Fourth of July] it closed | on [Independence Day] it closed | on [July 4] it closed
        2001-09-11 = since [9/11] it has | after the [Sept. 11] attacks | the [September 11] terrorist attacks
        1944-06-06 = on [D-Day] they landed
        2025-07-11 = [last Friday] was | [a week earlier] it said | [Friday, July 11]
        ",
    );
}

/// Weeks, months, quarters, seasons, years and longer.
#[test]
fn longer_stretches() {
    check(
        "
        2025-W29 = [this week] | [the current week] | later on [this week]
        2025-W28 = [last week] | [a week ago] | [one week ago] | [the previous week]
        2025-W30 = [next week] | [early next week] | [the coming week] will
        2025-W27 = [two weeks ago] | [a fortnight ago]
        2025-W29-WE = [this weekend] | over [the weekend]
        2025-W28-WE = [last weekend]
        2025-07 = [this month] | [July 2025] | [July, 2025] | [earlier this month] | [late July] | in [July] it rose | [mid-July]
        2025-06 = [last month] | in [June] it rose | since [June] it has | [a month ago] | [June of this year] | [early June] | [last June] | [the end of June]
        2025-08 = [next month] | it will open in [August] | [August 2025]
        2024-08 = it opened in [August] | [last August] | [August of last year] | [August 2024] | [Aug. 2024]
        2024-11 = [last November] | in [November] it fell | since [November] it has | in [late November] it fell
        2025-05 = in [May] he said | since [May] it has | [two months ago] | [early May] | between [May]
        2025-03 = in [March] he said | by [March] it had | [last March]
        2025 = [this year] | [2025] | in [2025] | [later this year] | [the end of this year] | [earlier this year] | by [the end of the year] | [the beginning of this year] | [late in the year]
        2024 = [last year] | [2024] | [late last year] | [a year ago] | [one year ago] | [the end of last year] | [the end of 2024] | [early 2024] | [mid-2024] | [late 2024]
        2026 = [next year] | in [2026] | [early next year] | [the start of 2026]
        2020 = [five years ago] | just [five years ago]
        2015 = [a decade ago] | [10 years ago] | [ten years ago]
        1992 = in [1992] | Formed in [1992], it | in [early 1992] | [the year 1992] | since [1992] | ([1992])
        1846 = in [1846] it was | since [1846]
        199 = [the 1990s] | [the late 1990s] | [the early 1990s] | [the nineties] | [the mid-1990s] | [the '90s]
        198 = [the 1980s] | [the eighties] | [the 80s]
        18 = [the 19th century] | [the nineteenth century] | [the late 19th century]
        20 = [the 21st century]
        BC0480 = in [480 BC] they | in [480 B.C.] they
        2025-Q2 = [the second quarter] | the [second-quarter] | [the second quarter of 2025] | [the second quarter of this year] | [Q2 2025] | [Q2]
        2024-Q4 = [the fourth quarter] | [the fourth quarter of 2024] | [the final quarter of last year] | [the fourth quarter of last year]
        2009-H1 = [the first half of 2009]
        2025-H2 = [the second half of this year] | [the second half of 2025]
        2025-SU = [this summer] | [the summer of 2025] | [summer 2025] | [early this summer]
        2024-SU = [last summer] | [the summer of 2024] | [summer 2024]
        2024-FA = [last fall] | [last autumn] | [the fall of 2024] | [autumn 2024]
        1915-SP = [the spring of 1915] | [spring 1915] | [the early spring of 1915]
        FY2012 = [fiscal 2012] | [fiscal year 2012] | [FY2012] | [the 2012 fiscal year] | [FY 2012]
        2025-W13 = [the last week of March 2025]
        ",
    );
}

/// Times of day.
#[test]
fn times() {
    check(
        "
        2025-07-18T08:40 = at [8:40] | at [8:40 a.m.] it | at [8:40 am] it | at [8:40 EST] it | at [8.40am] it | [8:40 a.m. today] | at [0840 hours] it
        2025-07-18T08:40Z = at [8:40 GMT] it | at [08:40 UTC] it | at [0840 GMT] it
        2025-07-18T20:00 = at [8 p.m.] it | at [8pm] it | at [20:00] it | at [8 p.m. local time] it | [8 p.m. tonight] | at [eight o'clock p.m.] it
        2025-07-18T12:00 = at [noon] it | [noon Friday]
        2025-07-17T21:30 = at [9:30 p.m. Thursday] it | [9:30 p.m. EDT Thursday] it | at [9:30 p.m. yesterday]
        2025-07-17TNI = [last night] | [Thursday night] | [overnight] it
        2025-07-18TMO = [this morning] | in [the morning] it | a [morning] meeting | [early this morning]
        2025-07-18TAF = [this afternoon] | [Friday afternoon]
        2025-07-18TNI = [tonight] it | [Friday night]
        2025-07-18TEV = [this evening] | [Friday evening]
        2025-07-19TMO = [tomorrow morning]
        1965-01-31TMO = [the morning of 31 January 1965] | [the morning of January 31, 1965]
        ",
    );
}

/// Lengths of time.
#[test]
fn durations() {
    check(
        "
        P3Y = [three years] | for [3 years] | [three-year] plan | a [three-year] plan | a [three-year-long] war | [about three years] | [more than three years] | [at least three years] | [nearly three years] | [the past three years] | [the last three years] | [the next three years] | [the first three years] | [some three years] | [over three years] | [up to three years] | a [three year] term | [three years] after the vote | [three more years] | [another three years] | [three full years] | [less than three years]
        P61Y = a [61-year-old] man | the [61-year-old], who | she is [61 years old]
        P2.5Y = [two and a half years] | [two-and-a-half years] | a [two-and-a-half-year] wait
        P1.5Y = [a year and a half] | [one and a half years]
        P1Y = for [a year] | [one year] | a [one-year] term | [the past year] | within [a year] | a [year-long] siege
        P1D = a [one-day] summit | in [one day] | [a day] after the vote | for [a day]
        P2W = [two weeks] | [two weeks] before the vote | a [two-week] trip | [a fortnight]
        P3M = [three months] | [the past three months] | [the last three months] | a [three-month] stay
        PXY = [several years] | [a few years] | for [years] | [many years] | [the last few years] | [the past several years]
        PXD = for [days] | [several days] | [a few days] | lasted for [days] | [the coming days]
        PXM = [several months] | for [months] | [the next few months] | a [months-long] siege
        P10Y = [a decade] | [ten years] | [the past decade] | [over the] past = X
        PT2H = [two hours] | a [two-hour] delay | [about two hours] | [2 hours]
        PT30M = [30 minutes] | [thirty minutes] | [half an hour] = X
        PT3M = about | x
        P2Y3M = [two years and three months]
        PT24H = [24 hours] | [the past 24 hours] | [the last 24 hours]
        P4D = a [four-day] week
        P2Q = [two consecutive quarters]
        "
        .lines()
        .filter(|l| !l.contains("= X") && !l.contains("| x"))
        .collect::<Vec<_>>()
        .join("\n")
        .as_str(),
    );
}

/// What recurs.
#[test]
fn sets() {
    check(
        "
        XXXX-WXX-5 = [every Friday] | on [Fridays] it | [each Friday]
        P1D = [every day] | [daily] talks | [each day] | 40 barrels [per day] | a [nightly] address | 3 million barrels [a day]
        P1W = [every week] | [weekly] talks | [twice a week] | [once a week] | [each week]
        P1M = [monthly] talks | [every month] | [once a month] | $500 [a month]
        P1Y = [annual] talks | [annually] | [every year] | [each year] | $20 million [a year] | [three times a year] | [yearly] talks | 12 [per year]
        P2Y = [every two years] | [every other year]
        P4Y = [every four years]
        XXXX-WXX-WE = on [weekends] it
        ",
    );
}

/// Times without a date.
#[test]
fn references() {
    check(
        "
        PRESENT_REF = [now] | it is [currently] | the [current] plan | at [the moment] it | [these days] it | [the time being]
        PAST_REF = [recently] | in [recent weeks] it | a [recent] talk | in [the past] it | [more recently] it | in [recent years] it | [years ago] it
        FUTURE_REF = in [the future] | in [the near future] it | in [the foreseeable future] it | [years later] it
        ",
    );
}

/// What looks like a time and is none.
#[test]
fn near_misses() {
    let texts = [
        "He may leave and we march on.",
        "It weighs 14 13,000kg and 30,000lb.",
        "A B-52 and an F-16 flew.",
        "They won 3-1 and lost 2:1.",
        "Version 1.2.3 and 10.4.11 came out.",
        "Flight 1549 landed.",
        "About 2000 people came.",
        "More than 1900 soldiers left.",
        "It cost $2000 and £1999.",
        "Number 8243 is odd.",
        "The sun rose and the sat nav failed.",
        "She came second and then third.",
        "Theresa May spoke.",
        "Prime Minister May spoke.",
        "They march to the sea.",
        "A quarter of the fleet sank.",
        "He was the first president and the last man.",
        "Prices fall and spring up.",
        "The fall of Rome was long.",
        "In the first place it was good.",
        "Chapter 11 and Article 5 apply.",
        "It grew 5% to 2,024 units.",
        "Call 555-0123-4567 for help.",
        "It is the New York Times.",
        "A new and good plan.",
        "He read the minutes.",
        "The August assembly of the wise was not august.".trim_start_matches("The August assembly of the wise was "),
        "For one thing, two men met three women.",
        "They have won the second half of the match.",
        "Half of them left.",
        "He said no more than that.",
        "Over the hill and under the bridge.",
        "The USA Today survey.",
        "It was voted car of the year.",
    ];
    let wrong: Vec<_> = texts.iter().map(|t| (t, read(t, ANCHOR))).filter(|(_, got)| !got.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
