//! `factlint claims` for people: why a slot is filled so, and which patterns nearly matched.

use super::{code, conflicting, err, factlint, folder, out};
use insta::assert_snapshot;

fn told_of(text: &str, args: &[&str]) -> String {
    let text = format!("Talks\nNaryn Star, 4 March 2019\n\n{text}\n");
    let folder = folder(&[("a.txt", text.as_bytes()), ("beacons.yaml", super::BEACONS.as_bytes())]);
    let output = factlint(folder.path(), &[&["claims", "--rules", "beacons.yaml"], args].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    out(&output)
}

/// The sentence with its slots marked, the pattern with its place, and the reason for each slot.
#[test]
fn why_each_slot_is_filled() {
    let told = told_of("The queen kindled the Skerry Beacon in 1998. In 2031, the beacon will be kindled.", &["a.txt"]);
    assert_snapshot!(told, @r"
    Talks
    Naryn Star, 2019-03-04  a.txt#1

        4  The queen kindled the [Skerry Beacon] in [1998].
           kindled(Skerry Beacon, when: 1998)
             pattern [kindle] {subject:beacon}
                     beacons/kindled#1 (beacons.yaml:15)
             subject Skerry Beacon: by its name
             when    1998: the date in the clause

        4  In [2031], the [beacon] will be kindled.
           kindled(Skerry Beacon, when: 2031)
             pattern [kindle] {subject:beacon}
                     beacons/kindled#1 (beacons.yaml:15)
             subject Skerry Beacon: “beacon” takes up “Skerry Beacon” in line 4
             when    2031: the date that opens the sentence
             manner  planned
    ");
}

/// A pronoun, a noun, an alias, a delegation, a name that the text introduces; a date that frames the
/// sentence, one that is reckoned, and none.
#[test]
fn reasons_name_the_words() {
    let text = "Talks\nNaryn Star, 4 March 2019\n\nKyrgyz Foreign Minister Aibek Toktosunov spoke of the bloc. \
        Armenia joined the Collective Security Treaty Organization in 1994, and it left the alliance last year. \
        In 2006, Uzbekistan joined the CSTO. Kazakhstan has left the CSTO.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let told = out(&factlint(folder.path(), &["claims", "a.txt"]));
    for reason in [
        "CSTO: “Collective Security Treaty Organization” is another name of it",
        "Armenia: “it” takes up “Armenia” in line 4",
        "CSTO: “alliance” takes up",
        "Aibek Toktosunov: the text introduces “Aibek Toktosunov”",
        "2018: the date in the clause, reckoned from the article's date",
        "2006: the date that opens the sentence",
        "../2019-03-04: no date given, so some day before publication",
    ] {
        assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(reason), "{reason}: {told}");
    }
}

/// What nearly matched is told with what was wanted and what stood there instead.
#[test]
fn why_a_pattern_did_not_match() {
    let told = told_of("The queen kindled a lamp that blazed in 1994.", &["--why", "a.txt:4"]);
    let [first, second] = ["[kindle] {subject:beacon}", "{subject:beacon} [blaze]"].map(|pattern| {
        let at = told.find(&format!("{pattern}\n")).unwrap_or_else(|| panic!("{pattern}: {told}"));
        told[at..].lines().take(4).map(str::trim).collect::<Vec<_>>().join("\n")
    });
    assert_snapshot!(first, @r"
    [kindle] {subject:beacon}
    pattern beacons/kindled#1 (beacons.yaml:15)
    matched 1 of 2 elements, from “kindled”
    missing {subject:beacon}: “a” stands there
    ");
    assert_snapshot!(second, @r"
    {subject:beacon} [blaze]
    pattern beacons/kindled#2 (beacons.yaml:16)
    matched 1 of 2 elements, from “blazed”
    missing {subject:beacon}: no such subject was found for “blazed”
    ");
}

/// A line without a sentence is told, and so is what is no line.
#[test]
fn why_of_nothing() {
    let folder = conflicting();
    let empty = factlint(folder.path(), &["claims", "--why", "a.txt:3"]);
    assert!(err(&empty).contains("a.txt:3: no sentence of an article stands there"), "{}", err(&empty));
    assert_eq!(code(&empty), 2);
    for line in ["a.txt", "a.txt:0", "a.txt:x"] {
        assert_eq!(code(&factlint(folder.path(), &["claims", "--why", line])), 2, "{line}");
    }
    assert_eq!(code(&factlint(folder.path(), &["claims"])), 2);
}
