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
        gaps: Vec::new(),
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
        P25Y = for [a quarter of a century] | for [a quarter century]
        P50Y = for [half a century]
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
        FUTURE_REF = in [the long term] | over [the near term] | in [the future] | in [the near future] it | in [the foreseeable future] it | [years later] it
        ",
    );
}

/// What the newswire of business and of courts says: quarters, timetables, sessions.
#[test]
fn newswire() {
    check(
        "
        2025-Q2 = [the fiscal second quarter] | [the second quarter] ended | [second-quarter] results
        2024-Q3 = [the 2024 third quarter] | [the third quarter of last year] | [third-quarter 2024] sales
        2025-07-18 = at [day's end] | it closed by [day's end]
        2024 = [the prior year] | [the year before] | [the year before] was worse | from [a year earlier]
        2025-06 = [the month before] was worse | [the prior month]
        2020 = [some five years ago] | [more than five years ago]
        2025-07-17TNI = [the night before] | arrested [the night before]
        2025-07-18T15:30 = at [3:30 Friday afternoon] | by [3:30 p.m. Friday]
        2025-07-17T21:00 = at [9 o'clock Thursday night] | at [9 p.m. Thursday]
        2025-11-15 = the offer expires [Nov. 15] | it begins on [November 15] | the vote is set for [Nov. 15]
        2026-01 = the trial starts in [January] | the show opens in [January] | talks are set for [January]
        P2D = [two days] after he left | [two days] before they met | [two days] after it was sold
        P1D = [a day] after we spoke | [a day or two]
        P3.5Y = [3 1/2 years] | [three and a half years]
        P1W = a [weeklong] truce | [a week or so] | [a week or two]
        P1Y = a [yearlong] study | the [year-long] study
        PT1H = an [hourlong] show
        P6M = [semiannual] talks | a [biannual] report | paid [semiannually]
        PAST_REF = at [that time]
        ",
    );
    let year_of = |text| read(text, ANCHOR).into_iter().map(|r| r.1).collect::<Vec<_>>();
    assert_eq!(year_of("Sales in last year's fourth quarter were lower."), ["2024", "2024-Q4"]);
    assert_eq!(year_of("In 2019's second half they rose."), ["2019", "2019-H2"]);
}

/// What recurs within what recurs.
#[test]
fn sets_of_parts() {
    check(
        "
        XXXX-WXX-6TNI = [Saturday nights] | on [Saturday nights] it | [every Saturday night]
        XXXX-WXX-7TMO = on [Sunday mornings] it | [each Sunday morning]
        P1D = [twice daily] flights | it flies [three times daily]
        P2Y = [once every two years] | [biennially]
        P1W = [twice weekly] | it flies [twice each week]
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
        "The object 2015 TG387 is small.",
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

/// A year is taken from the text nearby: from the same day with its year, and from a date it is joined to.
#[test]
fn year_from_nearby() {
    let text = "ASTANA - NOVEMBER 8: A man waves on November 8, 2018 in Astana.";
    let article = article(text, ANCHOR, BlockKind::Caption);
    let tokens = Text::of(&article);
    let values: Vec<_> = tag(&article, &tokens).into_iter().map(|t| t.value).collect();
    assert_eq!(values, ["2018-11-08", "2018-11-08"]);
    let values = |text| read(text, ANCHOR).into_iter().map(|r| r.1).collect::<Vec<_>>();
    assert_eq!(values("Between April and May 2005 it rained."), ["2005-04", "2005-05"]);
    assert_eq!(values("It ran on 9 and 10 May 1999."), ["1999-05-09", "1999-05-10"]);
    assert_eq!(values("It ran from March 5-9, 1918."), ["1918-03-05", "1918-03-09"]);
    assert_eq!(values("The war of 1955-1963 and that of 1957-60."), ["1955", "1963", "1957", "1960"]);
}

/// In the annals of a year, days and months are that year's.
#[test]
fn year_of_the_annals() {
    let values = |headline: &str| {
        let text = format!("{headline}\n12 January - A ferry capsizes. In March it rained.\n");
        let mut article = article(&text, ANCHOR, BlockKind::Paragraph);
        article.blocks[0].kind = BlockKind::Headline;
        tag(&article, &Text::of(&article)).into_iter().map(|t| t.value).collect::<Vec<_>>()
    };
    assert_eq!(values("1978 in Norway"), ["1978", "1978-01-12", "1978-03"]);
    assert_eq!(values("The ferry of 1978")[0], "1978");
    assert_ne!(values("The ferry of 1978")[1], "1978-01-12");
}

/// Without a date of publication nothing relative is guessed.
#[test]
fn undated_stays_unresolved() {
    let table = [
        ("It met on Monday.", "XXXX-WXX-1"),
        ("It met on November 8.", "XXXX-11-08"),
        ("It met in November.", "XXXX-11"),
        ("It met last week.", "XXXX-WXX"),
        ("It met yesterday.", "XXXX-XX-XX"),
        ("It met last year.", "XXXX"),
    ];
    for (text, value) in table {
        let article = article(text, None, BlockKind::Paragraph);
        let all = tag(&article, &Text::of(&article));
        assert_eq!(all.len(), 1, "{text}");
        assert_eq!((all[0].value.as_str(), all[0].basis, all[0].interval), (value, Basis::Unresolved, None), "{text}");
    }
}

/// A line that is nothing but a date gives an article its day.
#[test]
fn dateline_is_an_anchor() {
    let got = read("Jet lands\nSeptember 1, 2007\nThe jet landed yesterday.\n", None);
    assert_eq!(got.last().map(|r| r.1.as_str()), Some("2007-08-31"));
}

/// In a history, months without a year and "the next day" follow the last date mentioned, not the day of writing.
#[test]
fn narrative_follows_its_own_time() {
    let text = "War began on 1 September 1939. In June 1940 France fell. In August it rained. On 3 October 1940 they left. \
                The next day they came back. In May 1941 they met. In 1942 it ended. In March they rested. In 1943 they won.";
    let values: Vec<_> = read(text, ANCHOR).into_iter().map(|r| r.1).collect();
    let wanted = ["1939-09-01", "1940-06", "1940-08", "1940-10-03", "1940-10-04", "1941-05", "1942", "1942-03", "1943"];
    assert_eq!(values, wanted);
}

/// In a report on the day before, "the day" is that day; otherwise it is the day of publication.
#[test]
fn the_day_is_the_one_reported_on() {
    let values = |text| read(text, ANCHOR).into_iter().map(|r| r.1).collect::<Vec<_>>();
    assert_eq!(values("Shares fell on Thursday. They ended the day at 12."), ["2025-07-17", "2025-07-17"]);
    assert_eq!(values("Shares fell on July 3. They ended the day at 12."), ["2025-07-03", "2025-07-18"]);
}

/// "then" carries the value of what it refers to.
#[test]
fn since_then_is_the_date_before() {
    let got = read("It chaired the group in 2021. Since then it has been silent.", ANCHOR);
    assert_eq!(got[1], ("then".to_owned(), "2021".to_owned(), None));
}

/// Modifiers are in the extent and in `mod`.
#[test]
fn modifiers() {
    use Modifier::{Approx, End, EqualOrLess, EqualOrMore, LessThan, Mid, MoreThan, Start};
    let table = [
        ("early July", Start),
        ("mid-July", Mid),
        ("late July", End),
        ("the end of July", End),
        ("the beginning of 2025", Start),
        ("the middle of August", Mid),
        ("later this year", End),
        ("earlier this month", Start),
        ("about three years", Approx),
        ("roughly three years", Approx),
        ("more than three years", MoreThan),
        ("over 150 years", MoreThan),
        ("almost 30 years", LessThan),
        ("nearly a decade", LessThan),
        ("less than an hour", LessThan),
        ("at least two days", EqualOrMore),
        ("up to two days", EqualOrLess),
    ];
    for (phrase, modifier) in table {
        let got = read(&format!("It was {phrase}."), ANCHOR);
        assert_eq!(got.len(), 1, "{phrase}: {got:?}");
        assert_eq!((got[0].0.as_str(), got[0].2), (phrase, Some(modifier)));
    }
}

/// "31 minutes ago", glued to a word by the scraper, is counted from the moment of retrieval.
#[test]
fn minutes_ago_glued_to_a_word() {
    let text = "time31 minutes ago";
    let mut article = article(text, None, BlockKind::Paragraph);
    article.retrieved = Some(jiff::civil::date(2025, 7, 28).at(6, 0, 0, 0));
    let all = tag(&article, &Text::of(&article));
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].span.of(text), all[0].value.as_str()), ("31 minutes ago", "2025-07-28T05:29"));
}

/// A time takes the day that stands beside it in its sentence.
#[test]
fn time_takes_the_day_beside_it() {
    let got = read("It flew on Tuesday in Everett at 18:00 UTC.", ANCHOR);
    assert_eq!(got[1].1, "2025-07-15T18:00Z");
    let got = read("They met at 5 p.m. EST on July 3, 2024.", ANCHOR);
    assert_eq!(got[0].1, "2024-07-03T17:00");
}

/// A quarter of last year is found from the one spoken of.
#[test]
fn same_period_a_year_earlier() {
    let got = read("Profit rose in the second quarter of 2025. In the same period a year earlier it fell.", ANCHOR);
    assert_eq!(got[1], ("the same period a year earlier".to_owned(), "2024-Q2".to_owned(), None));
}

/// The weekday beside a date is kept, so that a rule can compare the two.
#[test]
fn weekday_beside_a_date() {
    let article = article("It met on Friday, November 8, 2018.", ANCHOR, BlockKind::Paragraph);
    let all = tag(&article, &Text::of(&article));
    assert_eq!((all[0].value.as_str(), all[0].weekday), ("2018-11-08", Some(jiff::civil::Weekday::Friday)));
}

/// A day that no calendar has keeps its value, and has no interval.
#[test]
fn impossible_day_has_no_interval() {
    let text = "It met on 30 February 2024.";
    let article = article(text, ANCHOR, BlockKind::Paragraph);
    let all = tag(&article, &Text::of(&article));
    assert_eq!((all[0].value.as_str(), all[0].interval), ("2024-02-30", None));
}

mod round_trip {
    use super::*;
    use crate::number::tests::in_words;
    use jiff::civil::Date;
    use proptest::prelude::*;

    fn days() -> impl Strategy<Value = Date> {
        (-25_567i32..33_000).prop_filter_map("in the calendar", crate::interval::date_of)
    }

    proptest! {
        /// A day written in any of the usual ways is read as that day.
        #[test]
        fn a_day_in_words(date in days(), form in 0usize..7) {
            let format = ["%B %-d, %Y", "%-d %B %Y", "%b %-d, %Y", "%A, %B %-d, %Y", "%A %-d %B %Y", "%Y-%m-%d", "%d-%m-%Y"][form];
            let phrase = date.strftime(format).to_string();
            let got = read(&format!("They met on {phrase}."), ANCHOR);
            prop_assert_eq!(got.len(), 1, "{}: {:?}", phrase, got);
            prop_assert_eq!(&got[0].0, &phrase);
            prop_assert_eq!(&got[0].1, &date.to_string());
        }

        /// A length in words and in digits is read as that length.
        #[test]
        fn a_length(n in 2u32..99, unit in 0usize..5) {
            let (name, letter) = [("years", "Y"), ("months", "M"), ("weeks", "W"), ("days", "D"), ("decades", "0Y")][unit];
            for number in [n.to_string(), in_words(n.into())] {
                let got = read(&format!("It took {number} {name}."), ANCHOR);
                prop_assert_eq!(got.len(), 1, "{} {}: {:?}", number, name, got);
                prop_assert_eq!(&got[0].1, &format!("P{n}{letter}"));
            }
        }

        /// No text makes the tagger panic, and what it finds is in order and does not overlap.
        #[test]
        fn any_text(words in prop::collection::vec(prop::sample::select(vec![
            "the", "last", "May", "8", ",", "2018", "-", "of", "year", "years", "two", "a", "and", "half", "'", "s", "early",
            "next", "Friday", "morning", "at", ":", "30", "p.m.", "ago", "before", "quarter", "first", "century", "1990", "BC",
            "every", "than", "more", "(", ")", "/", "11", "9", "Christmas", "summer", "fiscal", "later", "é", "same", "period",
        ]), 0..14), glue in prop::collection::vec(any::<bool>(), 14)) {
            let mut text = String::new();
            for (word, glued) in words.iter().zip(glue) {
                if !glued && !text.is_empty() { text.push(' '); }
                text.push_str(word);
            }
            let article = article(&text, ANCHOR, BlockKind::Paragraph);
            let all = tag(&article, &Text::of(&article));
            for pair in all.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
        }
    }
}
