//! The whole pipeline, on whole corpora: what is found in `fixtures/`, and what is not.

use factlint::corpus::{self, Article, Options};
use factlint::linter::{Findings, Linter};
use factlint::pack::{Packs, examples};
use factlint::rule::{TestArticle, test};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The linter with the packs that are in the binary, and no other.
pub(super) static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let (packs, faults) = Packs::read(true, &[]);
    assert_eq!(faults, []);
    Linter::new(&packs).expect("the packs compile")
});

pub(super) fn fixtures(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

/// The articles below a path: all of it is read, without a complaint.
fn read(path: &Path) -> Vec<Article> {
    let corpus =
        corpus::read(&[path.to_owned()], &Options { layouts: &LINTER.layouts, config: None, ..Options::default() });
    assert_eq!((corpus.problems, corpus.skipped), (Vec::new(), Vec::new()), "{}", path.display());
    corpus.articles
}

/// The folders below a folder, by name.
fn folders(path: &Path) -> Vec<(String, PathBuf)> {
    let entry = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.expect("fixtures can be read").path();
        (path.file_name().expect("an entry has a name").to_string_lossy().into_owned(), path)
    };
    let mut found: Vec<_> = std::fs::read_dir(path).expect("fixtures are there").map(entry).collect();
    found.retain(|(_, path)| path.is_dir());
    found.sort();
    found
}

/// Rule, severity and key of each conflict, a line each.
fn heads(findings: &Findings) -> String {
    findings.conflicts.iter().map(|c| format!("{} | {} | {}\n", c.rule, c.severity, c.key)).collect()
}

/// What a reader sees of the conflicts, with the ids of the articles instead of their numbers.
pub(super) fn told(articles: &[Article], findings: &Findings) -> String {
    let mut told = String::new();
    for conflict in &findings.conflicts {
        let (fingerprint, message, notes) = (&conflict.fingerprint, &conflict.message, &conflict.notes);
        let _ = writeln!(told, "{fingerprint} {} {} {message} {notes:?}", conflict.rule, conflict.severity);
        for value in &conflict.values {
            let claim = |&w: &usize| &findings.claims[w];
            let witness = |claim: &factlint::claim::Claim| (&*articles[claim.article].id, claim.span.start);
            let witnesses: Vec<_> = value.witnesses.iter().map(claim).map(witness).collect();
            let _ = writeln!(told, "  {} {witnesses:?}", value.label);
        }
        let _ = writeln!(told, "  {:?} {:?}", conflict.proof.variables, conflict.proof.conditions);
    }
    let _ = writeln!(told, "{:?}", findings.unsaid);
    told
}

/// Every rule has sets that conflict and sets that do not, and each set shows just what it is there
/// for: all rules run over it. A set in which nothing is read would prove nothing. Where a near miss of the
/// calendar is one because the reader rightly makes no claim of it ("In November 31 swimmers"), a weekday that
/// is right stands beside it and shows that the article and its dates were read.
#[test]
fn sets_of_rules() {
    let mut wrong = String::new();
    let sets = folders(&fixtures("rules"));
    for rule in LINTER.rules.all() {
        if !sets.iter().any(|(id, _)| *id == rule.spec.id) {
            let _ = writeln!(wrong, "{}: no set in fixtures/rules", rule.spec.id);
        }
    }
    for (id, path) in &sets {
        assert!(LINTER.rules.get(id).is_some(), "fixtures/rules/{id} is named after no rule");
        let sets = folders(path);
        let of = |kind: &str| sets.iter().filter(|(name, _)| name.starts_with(kind)).count();
        if of("conflict-") < 1 || of("consistent-") < 2 || of("con") != sets.len() {
            let _ = writeln!(wrong, "{id}: one conflict-N and two consistent-N are wanted, and nothing else");
        }
        for (name, path) in &sets {
            let findings = LINTER.check(&read(path));
            let found: Vec<&str> = findings.conflicts.iter().map(|c| &*c.rule).collect();
            let wanted = if name.starts_with("conflict-") { vec![id.as_str()] } else { Vec::new() };
            if found != wanted {
                let messages: Vec<&str> = findings.conflicts.iter().map(|c| &*c.message).collect();
                let _ = writeln!(wrong, "{id}/{name}: {found:?} {messages:#?}");
            }
            if findings.claims.len() < 2 {
                let _ = writeln!(wrong, "{id}/{name}: only {} claims", findings.claims.len());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The README's corpus: every conflict in it is a real one, and there is one of each rule. Among what is
/// rightly silent: the treaty beside the organization, an application, a plan, "more than 2,000" beside
/// "about 2,030", a country that came back, a former office holder, the membership that is only frozen,
/// members of another year, the presence at another summit, an article that stands there twice, a weekend of
/// two dates, and an opening that is still to come.
#[test]
fn news() {
    let articles = read(&fixtures("news"));
    let findings = LINTER.check(&articles);
    assert_eq!(articles.len(), 47);
    assert_eq!(findings.original.iter().enumerate().filter(|&(i, &of)| i != of).count(), 1);
    insta::assert_snapshot!(heads(&findings), @"
    age-against-birth | warning | Paul Okafor
    age-at-death-against-birth | warning | Victor Hale
    anniversary-against-dates | warning | 1950, the guild of millers marks its 70th anniversary in 2025
    announced-after-joining | warning | Serbia, EU
    attended-and-absent | error | Armenia, CSTO meeting (leaders, 2024-11-28)
    building-closed-twice | warning | Brennet Mine
    building-opened-twice | warning | Western Tower
    city-in-another-country | info | Tallinn, Finland
    contingents-against-force | error | Liberia
    conversion-off | warning | 90 feet (38 metres)
    count-against-enumeration | warning | three maps
    count-against-list | warning | East African Community
    died-before-born | error | Maria Silva
    duration-against-ends | warning | ten-day exhibition from 2 to 22 August 2025
    elapsed-against-dates | warning | four years ago, in 2009
    future-event-before-publication | warning | will meet on 19 February 2025
    headline-against-body | warning | Tampere mills light 310 lamps
    impossible-date | error | 31 June 2024
    in-force-before-signed | warning | Rome Statute
    left-before-joined | warning | Gabon, OPEC
    listed-after-leaving | warning | Qatar, OPEC
    listed-and-absent | warning | Kazakhstan, CSTO meeting (leaders, 2023-11-23)
    member-after-leaving | warning | Ecuador, OPEC
    member-and-no-member | warning | Serbia, NATO
    member-before-founding | warning | SCO
    member-before-joining | warning | Montenegro, NATO
    one-prize-in-two-years | warning | Anton Lind, Brennet Medal
    one-quotation-reworded | info | Boris Birk
    one-quotation-two-speakers | error | a town that forgets its lanterns will soon forget the names of its bridges as well
    one-quotation-two-wordings | warning | Anna Alder
    one-signing-in-two-places | warning | charter
    opened-before-completed | info | Western Tower
    parts-against-total | warning | NATO
    past-event-after-dateline | warning | took place in Bergen on November 12
    past-event-after-publication | warning | was inaugurated on 21 September 2024
    percentage-against-figures | warning | 63,000 cars in 2024, up 15 percent from 45,000
    president-and-prime-minister | error | Nikol Pashinyan
    ratified-and-unratified | warning | Burundi, Paris Agreement
    ratified-before-signed | error | Rome Statute
    retold-with-another-date | warning | The first mill on the canal burned down on 3 August 1911 and …
    retold-with-another-figure | warning | The lantern makers of Tampere floated 46 paper boats down the …
    retold-with-another-name | warning | An old woman in Lahti kept 12 lanterns of her father in a …
    running-count-against-start | warning | January 2025, is now in its fifth month
    sanctions-lifted-or-extended | warning | Norway, Burundi
    signed-and-unsigned | error | Chile, Paris Agreement
    two-accession-signatures | error | Croatia, EU
    two-authors-of-one-work | info | Grey Gull
    two-birth-dates | error | Erik Lund
    two-birthplaces | warning | Erik Lund
    two-buyers-in-one-year | warning | Brennet Yards
    two-capacities-of-one-venue | warning | Brennet Arena
    two-chairs-at-one-time | warning | CSTO
    two-chiefs-of-one-company | warning | Kestrel Airways
    two-counts-at-one-time | warning | Coast Rowing Club, members
    two-counts-of-equipment | warning | Liberia
    two-counts-of-parts | warning | Skerry Viaduct, arches
    two-dates-of-one-event | warning | Vilnius, NATO meeting (leaders, 2023-06-11)
    two-dates-of-one-exercise | warning | White Heron
    two-dates-of-one-life-event | warning | Greta Falk, knighted
    two-dates-of-one-milestone | warning | Skarven, launched
    two-days-of-one-election | warning | Norway parliamentary election (2021-09-01/2021-09-30)
    two-death-dates | error | Erik Lund
    two-describers-of-one-species | warning | brennet frog
    two-designers-of-one-thing | warning | Skerry Viaduct
    two-directors-in-one-year | warning | Tin Anchor
    two-directors-of-one-film | info | Salt Pilots
    two-discoverers-of-one-thing | warning | Falk Lamp
    two-founders-of-one-thing | info | Skerry Salt
    two-founding-dates | error | CSTO
    two-headquarters | warning | Heron Malt
    two-holders-of-one-first | warning | first woman to row across lake onega
    two-holders-of-one-office | warning | Secretary General of NATO
    two-joining-dates | warning | Finland, NATO
    two-magnitudes-of-one-earthquake | warning | Iceland earthquake (2025-12-01)
    two-measures-of-one-thing | warning | Rowan Chimney, height
    two-numbers-aboard | error | Iceland air crash, passengers (1975-05-12)
    two-numbers-of-children | warning | Maria Silva
    two-participant-lists | warning | CSTO meeting (leaders, 2023-11-23)
    two-places-of-death | warning | Greta Falk
    two-places-of-one-event | warning | SCO meeting (leaders, 2024-07-04)
    two-places-of-one-exercise | warning | Grey Heron
    two-populations-at-one-time | warning | Iceland
    two-prices-of-one-deal | warning | Kestrel Brewery, Heron Malt
    two-sentences-for-one-person | warning | Alan Pike
    two-signing-dates | warning | Kazakhstan, Collective Security Treaty
    two-sizes-of-one-exercise | warning | Grey Heron
    two-sizes-of-one-force | warning | Belarus, Kazakhstan
    two-sizes-of-one-thing | warning | Petrel House
    two-spouses-in-one-year | warning | Maria Silva
    two-staffs-at-one-time | warning | Brennet Yards
    two-starts-of-one-company | warning | Kestrel Brewery
    two-tolls-of-one-event | warning | Portugal fire, killed (2017-06-01/2017-06-30)
    two-turnouts-of-one-election | warning | Norway parliamentary election (2021-09-01/2021-09-30)
    two-vote-shares | warning | Dana Reed
    two-winners-of-one-election | warning | Iceland presidential election (2016-06-25)
    two-withdrawal-dates | warning | Uzbekistan, CSTO
    updated-before-publication | warning | This article was last updated on 9 March 2025
    weekday-against-date | error | 12 April 2025
    withdrew-before-deployed | warning | Norway, Mali
    ");
}

/// Every rule has a conflict in the README's corpus.
#[test]
fn news_show_every_rule() {
    let findings = LINTER.check(&read(&fixtures("news")));
    let silent = LINTER.rules.all().iter().map(|r| &*r.spec.id);
    let silent: Vec<&str> = silent.filter(|id| !findings.conflicts.iter().any(|c| *c.rule == **id)).collect();
    assert_eq!(silent, [""; 0]);
}

/// Texts that do not yet do what they should, with the reason. The list may only become shorter.
const OPEN: [&str; 0] = [];

/// Articles from the texts that packs carry.
fn articles(texts: &[TestArticle]) -> Vec<Article> {
    let options = Options { layouts: &LINTER.layouts, config: None, ..Options::default() };
    corpus::read_bytes("text.jsonl", "text.jsonl", test::records(texts).into_bytes(), &options).articles
}

/// Every predicate says by examples what is read as it, and just that is read.
#[test]
fn examples_of_predicates() {
    let (packs, _) = Packs::read(true, &[]);
    let read = |text: &TestArticle| LINTER.claims(&articles(std::slice::from_ref(text)));
    let mut told: Vec<String> = Vec::new();
    for item in packs.predicates() {
        if item.spec.examples.is_empty() {
            told.push(format!("{}: no examples", item.key));
        }
        told.extend(examples::run(item.key, item.spec, read).iter().map(ToString::to_string));
    }
    assert_eq!(told, [""; 0]);
}

/// The rules' own texts, with the gazetteer that ships: each conflict fires, and what is consistent is
/// silent for every rule.
#[test]
fn texts_of_rules() {
    let failures = test::run_all(&LINTER.rules, |texts| LINTER.check(&articles(texts)).conflicts);
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert_eq!(told, OPEN);
}

/// Pages go through the whole pipeline, and what is said in the menus is no claim.
#[test]
fn pages() {
    let articles = read(&fixtures("pages"));
    let findings = LINTER.check(&articles);
    let claim = |c: &factlint::claim::Claim| {
        let of = |f: &Option<factlint::claim::Filler>| f.as_ref().map_or_else(|| "-".into(), |f| f.label());
        let when = c.when.as_ref().map_or("-", |w| &*w.value);
        format!("{} {}({}, {}) {when}\n", articles[c.article].id, c.predicate, of(&c.subject), of(&c.object))
    };
    insta::assert_snapshot!(findings.claims.iter().map(claim).collect::<String>(), @"
    blog-with-byline.txt#1 document_signed(-, treaty) 1992
    list-with-day.txt#1 chaired(Kyrgyzstan, CSTO) 2025-01/..
    list-with-time.txt#2 said(defence minister, target would be reached by 2035 at latest) -
    page-with-glued-day.txt#1 joined(Sweden, NATO) 2024-03-07
    ");
    insta::assert_snapshot!(heads(&findings), @"");
}

/// Neither the order of the files nor the number of threads shows in what is found.
#[test]
fn any_order_any_threads() {
    let forwards = read(&fixtures("news"));
    let expected = told(&forwards, &LINTER.check(&forwards));
    let shuffled = |salt: &str| {
        let mut articles = forwards.clone();
        articles.sort_by_key(|article| factlint::conflict::fingerprint(salt, &article.id));
        articles
    };
    let orders = [forwards.clone(), forwards.iter().rev().cloned().collect(), shuffled("one"), shuffled("two")];
    for threads in [1, 4] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        for articles in &orders {
            let findings = pool.install(|| LINTER.check(articles));
            assert_eq!(told(articles, &findings), expected, "{threads} threads");
        }
    }
}
