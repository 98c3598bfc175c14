//! Claims as a user sees them: what the built-in packs read from a sentence.

use factlint::claim::{Bound, Claim, Filler, Modality, Stage};
use factlint::corpus::{Options, read_bytes};
use factlint::linter::Linter;
use factlint::pack::Packs;
use std::sync::LazyLock;

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let (packs, faults) = Packs::read(true, &[]);
    assert!(faults.is_empty(), "{faults:?}");
    Linter::new(&packs).expect("the built-in packs compile")
});

/// `predicate(subject, object, place, value) when, modifiers that are not the usual ones`.
fn show(claim: &Claim) -> String {
    let label = |f: &Option<Filler>| f.as_ref().map(Filler::label);
    let value = claim.quantity.as_ref().map(|q| match q.bound {
        Bound::Exact => q.value.to_string(),
        bound => format!("{bound:?} {}", q.value),
    });
    let place = claim.place.as_ref().map(|p| format!("in {}", p.name));
    let slots: Vec<String> =
        [label(&claim.subject), label(&claim.object), place, value].into_iter().flatten().collect();
    let mut text = format!("{}({})", claim.predicate, slots.join(", "));
    if let Some(when) = &claim.when {
        text += &format!(" {}", when.value);
    }
    if !claim.polarity {
        text += ", not";
    }
    if claim.stage != Stage::Done {
        text += &format!(", {:?}", claim.stage).to_lowercase();
    }
    if claim.modality != Modality::Asserted {
        text += &format!(", {:?}", claim.modality).to_lowercase();
    }
    if let Some(speaker) = &claim.attribution {
        text += &format!(" by {speaker}");
    }
    text
}

/// The claims of an article of 10 May 2024 whose body is `text`; that somebody says what it says goes without saying.
fn claims(text: &str) -> Vec<String> {
    let article = format!("---\ntitle: \"Untitled\"\ndate: 2024-05-10\n---\n\n{text}\n");
    let corpus = read_bytes("test.md", "test.md", article.into_bytes(), &Options::default());
    assert_eq!(corpus.articles.len(), 1, "{text}");
    LINTER.claims(&corpus.articles).iter().filter(|c| &*c.predicate != "said").map(show).collect()
}

/// Each text yields just these claims.
pub(crate) fn check(table: &[(&str, &[&str])]) {
    let mut failures = String::new();
    for (text, expected) in table {
        let found = claims(text);
        if found != *expected {
            failures += &format!("\n{text}\n  expected {expected:#?}\n  found    {found:#?}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// One pattern, the many ways of a sentence: voice, participles, relative clauses, fronted dates.
#[test]
fn one_pattern_reads_every_voice() {
    check(&[
        ("ASEAN was founded in 1967.", &["founded(ASEAN) 1967"]),
        ("In 1967 ASEAN was founded.", &["founded(ASEAN) 1967"]),
        ("Founded in 1967, ASEAN has a seat in Jakarta.", &["founded(ASEAN) 1967"]),
        ("ASEAN, founded in 1967, has a seat in Jakarta.", &["founded(ASEAN) 1967"]),
        ("They spoke of ASEAN, which had been founded in 1967.", &["founded(ASEAN) 1967"]),
        ("Five states founded ASEAN on 8 August 1967.", &["founded(ASEAN) 1967-08-08"]),
        ("The CSTO was formally launched in 2002.", &["founded(CSTO) 2002"]),
    ]);
}

/// A verb that is not said again, and a subject that is not.
#[test]
fn coordination_shares_what_it_does_not_repeat() {
    check(&[
        (
            "Ghanaian President Ama Serwaa will visit Togo following talks.",
            &[
                "visited(Ama Serwaa, Togo) FUTURE_REF, planned",
                "holds_office(Ama Serwaa, President of Ghana) 2024-05-10",
            ],
        ),
        (
            "Tashkent joined the CSTO in 2006, but withdrew in 2012.",
            &["joined(Uzbekistan, CSTO) 2006", "membership_withdrawn(Uzbekistan, CSTO) 2012"],
        ),
        (
            "Azerbaijan and Georgia left the CSTO in 1999, a step also taken by Uzbekistan.",
            &[
                "membership_withdrawn(Azerbaijan, CSTO) 1999",
                "membership_withdrawn(Georgia, CSTO) 1999",
                "membership_withdrawn(Uzbekistan, CSTO) 1999",
            ],
        ),
        (
            "Armenia sent 100 soldiers, Kyrgyzstan around 150 and Tajikistan some 200.",
            &[
                "deployed_force(Armenia, 100) ../2024-05-10",
                "deployed_force(Kyrgyzstan, About 150) ../2024-05-10",
                "deployed_force(Tajikistan, About 200) ../2024-05-10",
            ],
        ),
    ]);
}

/// What did not happen, is planned, or is only possible, is not said to have happened.
#[test]
fn modifiers_keep_differences_apart() {
    check(&[
        ("Armenia did not leave the CSTO in 2024.", &["membership_withdrawn(Armenia, CSTO) 2024, not"]),
        ("Armenia will leave the CSTO in 2025.", &["membership_withdrawn(Armenia, CSTO) 2025, planned"]),
        ("Armenia plans to leave the CSTO.", &["membership_withdrawn(Armenia, CSTO) FUTURE_REF, planned"]),
        ("Armenia may leave the CSTO in 2025.", &["membership_withdrawn(Armenia, CSTO) 2025, hypothetical"]),
        ("Armenia refused to leave the CSTO in 2023.", &["membership_withdrawn(Armenia, CSTO) 2023, not"]),
        (
            "In February 2024, Kenya's President William Ruto said the country would leave the African Union.",
            &[
                "membership_withdrawn(Kenya, African Union) 2024-02, planned, reported by William Ruto",
                "holds_office(William Ruto, President of Kenya) 2024-02",
            ],
        ),
    ]);
}

/// Offices before and behind the name, old ones, and several in a list.
#[test]
fn offices_and_their_holders() {
    check(&[
        ("Kenyan President William Ruto spoke.", &["holds_office(William Ruto, President of Kenya) 2024-05-10"]),
        (
            "William Ruto, the president of Kenya, spoke.",
            &["holds_office(William Ruto, President of Kenya) 2024-05-10"],
        ),
        (
            "The president of Kenya, William Ruto, spoke.",
            &["holds_office(William Ruto, President of Kenya) 2024-05-10"],
        ),
        (
            "The former Kenyan president Uhuru Kenyatta spoke.",
            &["held_office(Uhuru Kenyatta, President of Kenya) ../2024-05-10"],
        ),
        (
            "US Vice President Kamala Harris spoke.",
            &["holds_office(Kamala Harris, Vice President of United States) 2024-05-10"],
        ),
        (
            "Israeli Defence Minister Israel Katz spoke.",
            &["holds_office(Israel Katz, Defence Minister of Israel) 2024-05-10"],
        ),
        (
            "European Commission President Ursula von der Leyen spoke.",
            &["holds_office(Ursula von der Leyen, President of European Commission) 2024-05-10"],
        ),
        ("An adviser to the US president, Jane Doe, spoke.", &[]),
    ]);
}

/// An event has its organizer, date and place; what takes it up again is the same one.
#[test]
fn events_and_who_came() {
    check(&[
        (
            "The November 2023 CSTO summit in Minsk, Belarus, lasted a day. Armenia skipped the summit.",
            &[
                "meeting_held(CSTO, CSTO summit, in Minsk) 2023-11",
                "skipped_event(Armenia, CSTO summit, in Minsk) 2023-11",
            ],
        ),
        (
            "Armenia did not take part in the CSTO summit in Astana in November 2024.",
            &[
                "skipped_event(Armenia, CSTO summit, in Astana) 2024-11",
                "meeting_held(CSTO, CSTO summit, in Astana) 2024-11, planned",
            ],
        ),
    ]);
}

/// A date belongs to its own verb: not to the one that an aside interrupts, and not to a noun that it describes.
#[test]
fn dates_stay_with_their_verbs() {
    check(&[
        (
            "ASEAN, which was established in 1967, has ten members.",
            &["membership_count(ASEAN, 10) 2024-05-10", "founded(ASEAN) 1967"],
        ),
        ("Formed in 1967, ASEAN has ten members.", &["founded(ASEAN) 1967", "membership_count(ASEAN, 10) 2024-05-10"]),
        ("Then, in 2012, Uzbekistan left the CSTO.", &["membership_withdrawn(Uzbekistan, CSTO) 2012"]),
        ("The CSTO emerged from a 1992 treaty.", &["founded(CSTO) ../2024-05-10"]),
        ("Finland and Sweden joined NATO in 2023 and 2024, respectively.", &[]),
    ]);
}

/// Names stay whole, and none swallows another.
#[test]
fn names_are_not_swallowed() {
    check(&[
        ("The United States left UNESCO in 1984.", &["membership_withdrawn(United States, UNESCO) 1984"]),
        ("The United Kingdom joined NATO in 1949.", &["joined(United Kingdom, NATO) 1949"]),
        ("Finland and Sweden joined the EU in 1995.", &["joined(Finland, EU) 1995", "joined(Sweden, EU) 1995"]),
    ]);
}

/// Lists name their members; what only begins a list is not all of it.
#[test]
fn lists_and_counts() {
    check(&[
        (
            "The members of the CSTO are Armenia, Belarus and Russia.",
            &[
                "has_members(CSTO, Armenia; Belarus; Russia) 2024-05-10",
                "member_of(Armenia, CSTO) 2024-05-10",
                "member_of(Belarus, CSTO) 2024-05-10",
                "member_of(Russia, CSTO) 2024-05-10",
            ],
        ),
        ("NATO has thirty-two members.", &["membership_count(NATO, 32) 2024-05-10"]),
        ("The six-nation CSTO met.", &["membership_count(CSTO, 6) 2024-05-10"]),
    ]);
}

/// Who and what no gazetteer knows, by what the text tells: a title, a given name, the years of a life, a noun in
/// the name or beside it. A second person of one surname is another one, and a surname that two share is nobody's.
#[test]
fn names_that_no_pack_knows() {
    check(&[
        ("Anna Okafor was born in 1970.", &["born(Anna Okafor) 1970"]),
        ("Actress Anna Okafor was born in 1970.", &["born(Anna Okafor) 1970"]),
        ("Dr Okafor died in 2011.", &["died(Okafor) 2011"]),
        (
            "Tolu Okafor, a chemist, was born in 1970. Okafor died in 2011.",
            &["born(Tolu Okafor) 1970", "died(Tolu Okafor) 2011"],
        ),
        ("Tolu Okafor (born 5 May 1970) is a chemist.", &["born(Tolu Okafor) 1970-05-05"]),
        (
            "Tolu Okafor (7 November 1901 – 4 July 1934) was a chemist.",
            &["died(Tolu Okafor) 1934-07-04", "born(Tolu Okafor) 1901-11-07"],
        ),
        (
            "Tolu Okafor, 61, is a chemist. Okafor was born in 1963.",
            &["aged(Tolu Okafor, 61) 2024-05-10", "born(Tolu Okafor) 1963"],
        ),
        ("Erik Silva liked Maria Silva. Maria Silva died in 1934. Silva died in 1935.", &["died(Maria Silva) 1934"]),
        ("Born in Vienna in 1966, Anna Holt rows.", &["born(Anna Holt) 1966", "born_in(Anna Holt, Vienna) 1966"]),
        ("The Harbour Street Bridge opened in 1932.", &["opened(Harbour Street Bridge) 1932"]),
        ("The Salt and Pepper Museum opened in 1984.", &["opened(Salt and Pepper Museum) 1984"]),
        ("London Bridge opened in 1973.", &["opened(London Bridge) 1973"]),
        (
            "Lake Van Museum is small. The museum was completed in 1999.",
            &["milestone(Lake Van Museum, completed) 1999"],
        ),
        ("Nevertheless, the museum opened in 1999.", &[]),
        ("His bridge opened in 1932. The prisoner died in 1934.", &[]),
    ]);
}
