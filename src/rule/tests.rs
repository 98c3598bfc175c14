//! The evaluator on claims made by hand: every rule that comes with factlint, and what the language can
//! say beside.

mod faults;
mod texts;

use super::*;
use crate::claim::*;
use crate::event::Event;
use crate::facts::{ArticleInfo, Standing};
use crate::interval::Interval;
use crate::source::Span;

/// Predicates as the packs declare them, for as long as a test needs no others.
const PREDICATES: &str = r#"
pack: test
predicates:
  founded: {about: x, change: fixed}
  joined: {about: x, change: fixed}
  declined_renewal: {about: x, change: fixed}
  membership_withdrawn: {about: x, change: fixed}
  membership_frozen: {about: x, change: fixed}
  membership_count: {about: x, time: state, change: changeable}
  has_members: {about: x, time: state, change: changeable}
  holds_office: {about: x, time: state, change: changeable}
  meeting_held: {about: x}
  attended: {about: x}
  attended_by: {about: x}
  skipped_event: {about: x}
  absent: {about: x}
  spending_target: {about: x, time: target, change: changeable}
  spending_component: {about: x, time: target, change: changeable}
  casualty_count: {about: x, time: state, change: grows}
  signed_treaty: {about: x}
  deployed_force: {about: x, change: changeable}
patterns:
  - {claim: founded, from: event}
  - {claim: joined, from: event}
  - {claim: declined_renewal, from: event}
  - {claim: membership_withdrawn, from: event}
  - {claim: membership_frozen, from: event}
  - {claim: membership_count, from: event}
  - {claim: has_members, from: event}
  - {claim: holds_office, from: event}
  - {claim: meeting_held, from: event}
  - {claim: attended, from: event}
  - {claim: attended_by, from: event}
  - {claim: skipped_event, from: event}
  - {claim: absent, from: event}
  - {claim: spending_target, from: event}
  - {claim: spending_component, from: event}
  - {claim: casualty_count, from: event}
  - {claim: signed_treaty, from: event}
  - {claim: deployed_force, from: event}
entities:
  - {name: Kazakhstan, class: country, capital: Astana}
  - {name: Kyrgyzstan, class: country, capital: Bishkek}
  - {name: Cholpon-Ata, class: city, in: Kyrgyzstan}
roles:
  - {name: President, single: true}
  - {name: Prime Minister, single: true}
  - {name: Minister}
"#;

/// The packs that come with factlint, and such predicates as they do not declare.
fn packs() -> Packs {
    let (mut packs, faults) = Packs::read(true, &[]);
    assert_eq!(faults, [], "the packs can be read");
    let (mut more, faults) = Packs::from_texts([("test.yaml".to_owned(), PREDICATES.to_owned())]);
    assert_eq!(faults, []);
    let known: Vec<String> = packs.predicates().map(|p| p.key.to_owned()).collect();
    more.files[0].pack.predicates.retain(|name, _| !known.contains(name));
    packs.extend(more);
    packs
}

fn rules() -> Rules {
    let (rules, faults) = Rules::compile(&packs());
    let told: Vec<_> = faults.iter().map(|f| format!("{}: {f} `{}`", f.place.file, f.place.words())).collect();
    assert!(told.is_empty(), "{told:#?}");
    rules
}

/// Rules of one text, with the predicates above.
fn rules_of(text: &str) -> (Rules, Vec<Fault>) {
    let texts = [("test.yaml", PREDICATES), ("rules.yaml", text)];
    let (packs, mut faults) = Packs::from_texts(texts.map(|(n, t)| (n.to_owned(), t.to_owned())));
    let (rules, more) = Rules::compile(&packs);
    faults.extend(more);
    (rules, faults)
}

/// One rule with this in place of its claims and condition.
fn one_rule(body: &str) -> String {
    format!(
        "pack: t\nrules:\n- id: r\n  severity: error\n  finds: f\n  why: w\n  traps: t\n{body}\n  \
         tests: [{{conflict: [{{text: x}}]}}, {{consistent: [{{text: x}}]}}]\n"
    )
}

fn term(name: &str, class: &str) -> Term {
    Term { name: name.into(), class: class.into(), span: None }
}

fn claim(article: usize, predicate: &str) -> Claim {
    Claim {
        article,
        span: Span::default(),
        predicate: predicate.into(),
        subject: None,
        object: None,
        place: None,
        quantity: None,
        when: None,
        polarity: true,
        stage: Stage::Done,
        modality: Modality::Asserted,
        attribution: None,
        pattern: "test".into(),
    }
}

trait Build: Sized {
    fn of(self, name: &str) -> Self;
    fn to(self, name: &str) -> Self;
    fn list(self, names: &[&str], complete: bool) -> Self;
    fn about(self, event: Event) -> Self;
    fn when(self, value: &str, kind: WhenKind) -> Self;
    fn number(self, value: f64, unit: &str, bound: Bound) -> Self;
    fn said_by(self, who: &str) -> Self;
    fn at(self, event: Event) -> Self;
}

impl Build for Claim {
    fn of(mut self, name: &str) -> Self {
        self.subject = Some(Filler::One(term(name, "thing")));
        self
    }
    fn to(mut self, name: &str) -> Self {
        self.object = Some(Filler::One(term(name, "thing")));
        self
    }
    fn list(mut self, names: &[&str], complete: bool) -> Self {
        self.object = Some(Filler::Many { members: names.iter().map(|n| term(n, "country")).collect(), complete });
        self
    }
    fn about(mut self, event: Event) -> Self {
        self.subject = Some(Filler::Event(event.into()));
        self
    }
    fn at(mut self, event: Event) -> Self {
        self.object = Some(Filler::Event(event.into()));
        self
    }
    fn when(mut self, value: &str, kind: WhenKind) -> Self {
        self.when = Some(When { value: value.into(), interval: Interval::parse(value), kind, span: None });
        self
    }
    fn number(mut self, value: f64, unit: &str, bound: Bound) -> Self {
        self.quantity = Some(Quantity { value, unit: unit.into(), bound, span: None });
        self
    }
    fn said_by(mut self, who: &str) -> Self {
        self.modality = Modality::Reported;
        self.attribution = Some(who.into());
        self
    }
}

fn founded(article: usize, org: &str, year: &str) -> Claim {
    claim(article, "founded").of(org).when(year, WhenKind::Event)
}

fn membership(article: usize, predicate: &str, country: &str, org: &str, when: &str) -> Claim {
    claim(article, predicate).of(country).to(org).when(when, WhenKind::Event)
}

fn office(article: usize, person: &str, office: &str, when: &str) -> Claim {
    claim(article, "holds_office").of(person).to(office).when(when, WhenKind::AsOf)
}

fn summit(places: &[&str], when: Option<&str>) -> Event {
    Event {
        kind: "meeting".into(),
        noun: "summit".into(),
        organizer: Some("CSTO".into()),
        level: Some("leaders".into()),
        places: places.iter().map(|p| (*p).into()).collect(),
        when: when.and_then(Interval::parse),
        span: None,
    }
}

fn articles(count: usize) -> Vec<ArticleInfo> {
    (0..count)
        .map(|i| ArticleInfo {
            id: format!("a#{i}").into(),
            outlet: Some(format!("Outlet {i}").into()),
            published: jiff::civil::date(2025, 1, 1)
                .checked_add(jiff::Span::new().days(i64::try_from(i).unwrap()))
                .ok(),
            original: i,
            standing: Standing::Known,
        })
        .collect()
}

fn check(rules: &Rules, claims: &[Claim]) -> Vec<Conflict> {
    let articles = articles(claims.iter().map(|c| c.article + 1).max().unwrap_or(0));
    rules.check(&FactBase::new(claims, &articles)).0
}

fn ids(claims: &[Claim]) -> Vec<String> {
    let conflicts = check(&rules(), claims);
    conflicts.iter().map(|c| format!("{} {} {}", c.severity, c.rule, c.key)).collect()
}

/// Every file below `rules/` is loaded, and every rule has its texts.
#[test]
fn every_file_is_loaded() {
    let packs = packs();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut dirs = vec![root];
    let mut count = 0;
    while let Some(dir) = dirs.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                dirs.push(path);
            } else {
                let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
                assert!(packs.files.iter().any(|f| *f.name == *name), "{name} is not loaded");
                count += 1;
            }
        }
    }
    assert_eq!(count, packs.files.iter().filter(|f| &*f.name != "test.yaml").count());
    for rule in rules().all() {
        let fires = rule.spec.tests.iter().filter(|t| !t.conflict.is_empty()).count();
        let silent = rule.spec.tests.iter().filter(|t| !t.consistent.is_empty()).count();
        assert!(fires >= 2 && silent >= 3, "{} has {fires} and {silent} texts", rule.spec.id);
    }
}

/// Many that say 1992 and one that says 2002 are one conflict; the minority comes first.
#[test]
fn two_founding_dates() {
    let claims =
        [founded(0, "CSTO", "1992"), founded(1, "CSTO", "1992"), founded(2, "CSTO", "2002"), founded(3, "CST", "1992")];
    let conflicts = check(&rules(), &claims);
    assert_eq!(conflicts.len(), 1);
    let conflict = &conflicts[0];
    assert_eq!(conflict.message, "CSTO is founded in 2002 here, in 1992 there");
    assert_eq!((conflict.severity, &*conflict.key), (Severity::Error, "CSTO"));
    let values: Vec<_> = conflict.values.iter().map(|v| (v.label.as_str(), v.witnesses.clone())).collect();
    assert_eq!(values, [("2002", vec![2]), ("1992", vec![1, 0])]);
    assert_eq!(conflict.primary(), 2);
    assert_eq!(conflict.witnesses(), [2, 1, 0]);
    assert_eq!(conflict.fingerprint, crate::conflict::fingerprint("two-founding-dates", "CSTO"));
    // A year agrees with its days; a plan and a denial are no foundings.
    let mut planned = founded(2, "CSTO", "2002");
    planned.stage = Stage::Planned;
    let mut denied = founded(3, "CSTO", "2003");
    denied.polarity = false;
    assert!(ids(&[founded(0, "CSTO", "1992"), founded(1, "CSTO", "1992-05-15"), planned, denied]).is_empty());
}

/// The order of the claims, and of the articles, changes nothing that is told.
#[test]
fn order_does_not_matter() {
    let claims = vec![
        founded(0, "CSTO", "1992"),
        founded(1, "CSTO", "2002"),
        founded(2, "CSTO", "2003"),
        membership(3, "joined", "Georgia", "CSTO", "1993"),
        membership(3, "joined", "Azerbaijan", "CSTO", "1993"),
    ];
    let told = |claims: &[Claim]| {
        let conflicts = check(&rules(), claims);
        let words = conflicts.iter().map(|c| {
            let values: Vec<_> = c.values.iter().map(|v| v.label.clone()).collect();
            (c.message.clone(), c.key.clone(), c.fingerprint.clone(), values, c.severity)
        });
        words.collect::<Vec<_>>()
    };
    let mut turned = claims.clone();
    turned.reverse();
    let mut mixed = claims.clone();
    mixed.rotate_left(2);
    assert_eq!(told(&claims), told(&turned));
    assert_eq!(told(&claims), told(&mixed));
    assert_eq!(told(&claims).len(), 2);
}

/// Two countries that join too early are one conflict of the organization, which names the disputed
/// founding and weighs less for it.
#[test]
fn member_before_founding() {
    let claims = [
        founded(0, "CSTO", "1992"),
        founded(1, "CSTO", "2002"),
        membership(0, "joined", "Azerbaijan", "CSTO", "1992"),
        membership(0, "joined", "Georgia", "CSTO", "1992"),
        membership(0, "declined_renewal", "Azerbaijan", "CSTO", "1999"),
    ];
    let conflicts = check(&rules(), &claims);
    let told: Vec<_> = conflicts.iter().map(|c| (&*c.rule, c.severity, c.values.len())).collect();
    assert_eq!(told, [("member-before-founding", Severity::Warning, 4), ("two-founding-dates", Severity::Error, 2)]);
    assert!(conflicts[0].notes[0].contains("two-founding-dates of CSTO"), "{:?}", conflicts[0].notes);
    assert_eq!(conflicts[0].message, "Azerbaijan is in or out of CSTO in 1999, and CSTO is founded only in 2002");
    assert_eq!(ids(&[founded(0, "CSTO", "2002"), membership(1, "joined", "Georgia", "CSTO", "1994")]).len(), 1);
    assert!(ids(&[founded(0, "CSTO", "2002"), membership(1, "joined", "Georgia", "CSTO", "2002-05")]).is_empty());
    assert!(ids(&[founded(0, "CSTO", "2002"), membership(1, "joined", "Georgia", "CST", "1994")]).is_empty());
}

/// Who left may come back; who did not leave joins once.
#[test]
fn joining_and_leaving() {
    let joined = |a, when| membership(a, "joined", "Uzbekistan", "CSTO", when);
    assert_eq!(ids(&[joined(0, "1992"), joined(1, "2006")]), ["warning two-joining-dates Uzbekistan, CSTO"]);
    let declined = membership(2, "declined_renewal", "Uzbekistan", "CSTO", "1999");
    assert!(ids(&[joined(0, "1992"), joined(1, "2006"), declined]).is_empty());
    let other = membership(2, "declined_renewal", "Georgia", "CSTO", "1999");
    assert_eq!(ids(&[joined(0, "1992"), joined(1, "2006"), other]).len(), 1);
    let left = |a, when| membership(a, "membership_withdrawn", "Uzbekistan", "CSTO", when);
    assert!(ids(&[left(0, "2012-06"), left(1, "2012-12-19")]).is_empty());
    assert_eq!(ids(&[left(0, "2012"), left(1, "2014")]).len(), 1);
    assert!(ids(&[left(0, "1999"), joined(1, "2006"), left(1, "2012")]).is_empty());
}

/// Lists of one event; sets are compared, not orders, and only complete ones.
#[test]
fn two_participant_lists() {
    let day = Some("2018-11-08");
    let list = |a, places: &[&str], when, names: &[&str], complete| {
        claim(a, "attended_by").about(summit(places, when)).list(names, complete)
    };
    let six = list(0, &["Astana", "Kazakhstan"], day, &["A", "B", "C", "D", "E", "F"], true);
    let five = list(0, &["Astana", "Kazakhstan"], day, &["B", "A", "C", "D", "E"], true);
    let conflicts = check(&rules(), &[six.clone(), five.clone()]);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].key, "CSTO meeting (leaders, 2018-11-08)");
    // Incomplete, in another order, another year, another level.
    assert!(ids(&[six.clone(), list(1, &[], day, &["A", "B"], false)]).is_empty());
    assert!(ids(&[six.clone(), list(1, &[], day, &["F", "E", "D", "C", "B", "A"], true)]).is_empty());
    assert!(ids(&[six.clone(), list(1, &["Astana", "Kazakhstan"], Some("2024-11-28"), &["A"], true)]).is_empty());
    let mut ministers = five.clone();
    if let Some(Filler::Event(event)) = &mut ministers.subject {
        Arc::make_mut(event).level = Some("foreign ministers".into());
    }
    assert!(ids(&[six.clone(), ministers]).is_empty());
    // Without a date it may be another summit, unless it stands in the same article.
    assert!(ids(&[six.clone(), list(1, &[], None, &["A"], true)]).is_empty());
    assert_eq!(ids(&[six.clone(), list(0, &[], None, &["A"], true)]).len(), 1);
    // A month agrees with its day.
    assert_eq!(ids(&[six.clone(), list(1, &["Kazakhstan"], Some("2018-11"), &["A"], true)]).len(), 1);
    // Persons are not compared with countries.
    let mut persons = five;
    if let Some(Filler::Many { members, .. }) = &mut persons.object {
        members.iter_mut().for_each(|m| m.class = "person".into());
    }
    assert!(ids(&[six, persons]).is_empty());
}

/// Present and absent; another year is another event.
#[test]
fn attended_and_absent() {
    let at = |a, predicate, who: &str, when| claim(a, predicate).of(who).at(summit(&["Astana"], Some(when)));
    let came = at(0, "attended", "Armenia", "2024-11-28");
    assert_eq!(ids(&[came.clone(), at(1, "skipped_event", "Armenia", "2024-11")]).len(), 1);
    assert!(ids(&[came.clone(), at(1, "skipped_event", "Belarus", "2024-11")]).is_empty());
    assert!(ids(&[came, at(1, "absent", "Armenia", "2023-11")]).is_empty());
}

/// Holders of one office on one day; successors, several holders and two spellings are none.
#[test]
fn two_holders() {
    let kz = "President of Kazakhstan";
    let a = office(0, "Nursultan Nazarbayev", kz, "2018-11-08");
    assert_eq!(ids(&[a.clone(), office(1, "Kassym-Jomart Tokayev", kz, "2018-11-08")]).len(), 1);
    assert!(ids(&[a.clone(), office(1, "Kassym-Jomart Tokayev", kz, "2022-10-01")]).is_empty());
    assert!(ids(&[a.clone(), office(1, "Kassym-Jomart Tokayev", kz, "2018")]).is_empty());
    assert!(ids(&[a.clone(), office(1, "Nazarbaev", kz, "2018-11-08")]).is_empty());
    let minister = "Minister of Kazakhstan";
    assert!(ids(&[office(0, "Anna", minister, "2018-11-08"), office(1, "Berta", minister, "2018-11-08")]).is_empty());
    let pm = office(1, "Nursultan Nazarbayev", "Prime Minister of Kazakhstan", "2018-11-08");
    assert_eq!(ids(&[a.clone(), pm]), ["error president-and-prime-minister Nursultan Nazarbayev"]);
    assert!(ids(&[a, office(1, "Nursultan Nazarbayev", "Prime Minister of Armenia", "2018-11-08")]).is_empty());
}

/// A count against a list of the same day.
#[test]
fn count_against_list() {
    let count = |a, n, bound, day: &str| {
        claim(a, "membership_count").of("CSTO").number(n, "countries", bound).when(day, WhenKind::AsOf)
    };
    let list = |a, names: &[&str], complete, day: &str| {
        claim(a, "has_members").of("CSTO").list(names, complete).when(day, WhenKind::AsOf)
    };
    let six = list(1, &["A", "B", "C", "D", "E", "F"], true, "2025-07-01");
    assert_eq!(ids(&[count(0, 7.0, Bound::Exact, "2025-07-01"), six.clone()]).len(), 1);
    assert!(ids(&[count(0, 6.0, Bound::Exact, "2025-07-01"), six.clone()]).is_empty());
    assert!(ids(&[count(0, 5.0, Bound::MoreThan, "2025-07-01"), six.clone()]).is_empty());
    assert!(ids(&[count(0, 7.0, Bound::Exact, "2012-07-01"), six.clone()]).is_empty());
    assert!(ids(&[count(0, 7.0, Bound::Exact, "2025-07-01"), list(1, &["A"], false, "2025-07-01")]).is_empty());
    assert_eq!(ids(&[count(0, 10.0, Bound::AtLeast, "2025-07-01"), six]).len(), 1);
}

/// Parts are added within an article, and compared with its total.
#[test]
fn parts_against_total() {
    let target = |a, n, when: &str| {
        claim(a, "spending_target").of("NATO").number(n, "% of GDP", Bound::Exact).when(when, WhenKind::Target)
    };
    let part = |a, what: &str, n| {
        claim(a, "spending_component")
            .of("NATO")
            .to(what)
            .number(n, "% of GDP", Bound::Exact)
            .when("2035", WhenKind::Target)
    };
    let core = part(0, "core", 3.5);
    assert!(ids(&[target(0, 5.0, "2035"), core.clone(), core.clone(), part(0, "other", 1.5)]).is_empty());
    let conflicts = check(&rules(), &[target(0, 5.0, "2035"), core.clone(), part(0, "other", 1.0)]);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].message, "the target of NATO is 5% of GDP, and its 2 parts make 4.5% of GDP");
    assert_eq!(conflicts[0].witnesses().len(), 3);
    // One part is no sum, other articles have their own, and the old target is not the new one.
    assert!(ids(&[target(0, 5.0, "2035"), core.clone()]).is_empty());
    assert!(ids(&[target(0, 5.0, "2035"), core.clone(), part(1, "other", 1.0)]).is_empty());
    assert!(ids(&[target(0, 5.0, "2035"), target(0, 2.0, "../2025"), core, part(0, "other", 1.5)]).is_empty());
}

/// Places and dates of one meeting.
#[test]
fn places_and_dates() {
    let held = |a, places: &[&str], when: &str| {
        let mut held = claim(a, "meeting_held").at(summit(places, Some(when))).when(when, WhenKind::Event);
        held.place = places.first().map(|p| term(p, "place"));
        held
    };
    let a = held(0, &["Astana", "Kazakhstan"], "2024-11-28");
    assert_eq!(ids(&[a.clone(), held(1, &["Bishkek", "Kyrgyzstan"], "2024-11-28")]).len(), 1);
    assert!(ids(&[a.clone(), held(1, &["Kazakhstan"], "2024-11-28")]).is_empty());
    assert!(ids(&[a.clone(), held(1, &["Palace of Peace"], "2024-11-28")]).is_empty());
    let conflicts = check(&rules(), &[a.clone(), held(1, &["Astana", "Kazakhstan"], "2024-12-28")]);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(&*conflicts[0].rule, "two-dates-of-one-event");
    assert!(ids(&[a.clone(), held(1, &["Astana", "Kazakhstan"], "2018-11-08")]).is_empty());
    assert!(ids(&[a, held(1, &["Astana", "Kazakhstan"], "2024-11")]).is_empty());
}

/// Sizes of one force, and signatures of one treaty.
#[test]
fn forces_and_treaties() {
    let sent = |a, n, bound, when: &str| {
        claim(a, "deployed_force").of("Armenia").to("Kazakhstan").number(n, "troops", bound).when(when, WhenKind::Event)
    };
    let seventy = sent(0, 70.0, Bound::Exact, "2022-01-07");
    assert_eq!(ids(&[seventy.clone(), sent(1, 100.0, Bound::Exact, "2022-01")]).len(), 1);
    assert!(ids(&[seventy.clone(), sent(1, 75.0, Bound::About, "2022-01")]).is_empty());
    assert!(ids(&[seventy.clone(), sent(1, 50.0, Bound::MoreThan, "2022-01")]).is_empty());
    assert!(ids(&[seventy, sent(1, 100.0, Bound::Exact, "2022")]).is_empty());
    let signed = |a, when| membership(a, "signed_treaty", "Georgia", "CST", when);
    assert_eq!(ids(&[signed(0, "1993-09-09"), signed(1, "1993-12-09")]).len(), 1);
    assert!(ids(&[signed(0, "1993-09-09"), signed(1, "1993")]).is_empty());
}

/// What only a speaker says weighs less against what an article says, and no less against another speaker.
#[test]
fn attribution_lowers() {
    let one = founded(0, "CSTO", "1992");
    let said = founded(1, "CSTO", "2002").said_by("a minister");
    assert_eq!(check(&rules(), &[one.clone(), said.clone()])[0].severity, Severity::Warning);
    assert_eq!(check(&rules(), &[one.said_by("an aide"), said.clone()])[0].severity, Severity::Error);
    let both = [founded(0, "CSTO", "1992"), founded(2, "CSTO", "2002"), said];
    assert_eq!(check(&rules(), &both)[0].severity, Severity::Error);
}

/// A copy is no second witness.
#[test]
fn copies_are_one_witness() {
    let claims = [founded(0, "CSTO", "1992"), founded(1, "CSTO", "1992"), founded(2, "CSTO", "2002")];
    let mut articles = articles(3);
    articles[1].original = 0;
    let conflicts = rules().check(&FactBase::new(&claims, &articles)).0;
    assert_eq!(conflicts[0].witnesses().len(), 2);
}

/// A hot key is not compared witness by witness, and holds all its clashing values.
#[test]
fn a_hot_key_is_one_conflict() {
    let mut claims = Vec::new();
    for i in 0..40_000 {
        claims.push(founded(i % 100, "CSTO", &format!("{}", 1900 + i % 120)));
        claims.push(office(
            i % 100,
            "Anna Alt",
            "President of Kazakhstan",
            &format!("20{:02}-0{}-1{}", i % 20, 1 + i % 9, i % 10),
        ));
    }
    claims.push(office(3, "Berta Neu", "President of Kazakhstan", "2003-04-13"));
    let conflicts = check(&rules(), &claims);
    assert_eq!(conflicts.iter().map(|c| c.values.len()).collect::<Vec<_>>(), [120, 2]);
}

/// Conditions of every kind, on claims for which they hold and for which they do not.
#[test]
fn conditions() {
    let n = |a, value, bound, when: &str| {
        claim(a, "casualty_count").of("side").to("dead").number(value, "dead", bound).when(when, WhenKind::AsOf)
    };
    let pattern =
        |x: &str| format!("    {x}: 'casualty_count(subject: s, object: \"dead\", value: {x}n, when: {x}t)'\n");
    let rule = |condition: &str| {
        let body = format!(
            "  claims:\n{}{}  conflict: '{condition}'\n  message: '{{s}}: {{an}} {{bn}}'",
            pattern("a"),
            pattern("b")
        );
        let (rules, faults) = rules_of(&one_rule(&body));
        assert_eq!(faults, [], "{condition}");
        rules
    };
    let claims = [n(0, 31.0, Bound::Exact, "2024-02-28"), n(1, 36.0, Bound::AtLeast, "2024-03-01")];
    for condition in [
        "an < bn",
        "bn > an and at before bt",
        "an clashes bn",
        "an != bn",
        "not an = bn",
        "an * 2 > 60",
        "an + 5 <= bn",
        "days between(at, bt) = 2",
        "weekday(at) = \"Wednesday\"",
        "same year(at, bt)",
        "not same month(at, bt)",
        "year(at) = 2024 and month(bt) = 3 and day(at) = 28",
        "published(b) after at",
        "outlet(a) != outlet(b)",
        "not same article and not same outlet(a, b)",
        "(at before bt or at after bt) and at disjoint bt",
        "an clashes bn within 1%",
        "at between at and bt",
        "class(s) = \"thing\"",
    ] {
        let pinned = format!("({condition}) and outlet(a) = \"Outlet 0\"");
        assert!(!check(&rule(&pinned), &claims).is_empty(), "{condition} holds");
    }
    for condition in [
        "an > bn",
        "an clashes bn within 20%",
        "same month(at, bt)",
        "same article",
        "at coincides bt",
        "bn < 40",
        "weekday(at) = \"Friday\"",
        "bn = 36",
    ] {
        let conflicts = check(&rule(&format!("({condition}) and outlet(a) = \"Outlet 0\"")), &claims);
        let held: Vec<_> = conflicts.iter().flat_map(|c| &c.values).map(|v| &v.label).collect();
        assert!(conflicts.is_empty(), "{condition} does not hold: {held:?}");
    }
}

/// Sets: members, subsets, differences.
#[test]
fn sets() {
    let list =
        |names: &[&str], complete| claim(0, "has_members").of("O").list(names, complete).when("2024", WhenKind::AsOf);
    let joined = |name: &str| {
        let mut joined = membership(1, "joined", name, "O", "2020");
        joined.subject = Some(Filler::One(term(name, "country")));
        joined
    };
    let rule = |condition: &str| {
        let body = format!(
            "  claims:\n    a: 'has_members(subject: org, object: s)'\n    b: 'joined(subject: c, object: org)'\n  \
             conflict: {condition}\n  message: '{{c}} {{s}}'"
        );
        let (rules, faults) = rules_of(&one_rule(&body));
        assert_eq!(faults, [], "{condition}");
        rules
    };
    assert_eq!(check(&rule("c in s"), &[list(&["A", "B"], true), joined("A")]).len(), 1);
    assert_eq!(check(&rule("s contains c"), &[list(&["A", "B"], false), joined("A")]).len(), 1);
    assert_eq!(check(&rule("c not in s"), &[list(&["A", "B"], true), joined("C")]).len(), 1);
    assert_eq!(check(&rule("s without c"), &[list(&["A", "B"], true), joined("C")]).len(), 1);
    assert_eq!(check(&rule("c not in s"), &[list(&["A", "B"], false), joined("C")]).len(), 0);
    assert_eq!(
        check(&rule("size(s) > 1 and complete(s) and c in s"), &[list(&["A", "B"], true), joined("A")]).len(),
        1
    );
    let body = "  claims:\n    a: 'has_members(subject: org, object: s)'\n  \
                collect:\n    named: 'set(c) of joined(subject: c, object: org)'\n  \
                key: [org]\n  conflict: not named subset of s\n  message: '{named - s} is missing'";
    let (rules, faults) = rules_of(&one_rule(body));
    assert_eq!(faults, []);
    let conflicts = check(&rules, &[list(&["A", "B"], true), joined("A"), joined("C")]);
    assert_eq!(conflicts.iter().map(|c| c.message.as_str()).collect::<Vec<_>>(), ["C is missing"]);
}

/// A later value of what can change is an update: only what holds on one day is compared.
#[test]
fn changeable_values_are_updated() {
    let body = "  claims:\n    a: 'membership_count(subject: o, value: n)'\n    b: 'membership_count(subject: o, value: m)'\n  \
                conflict: n clashes m\n  message: '{n} {m}'";
    let (rules, faults) = rules_of(&one_rule(body));
    assert_eq!(faults, []);
    let count =
        |a, n, day: &str| claim(a, "membership_count").of("O").number(n, "", Bound::Exact).when(day, WhenKind::AsOf);
    assert!(check(&rules, &[count(0, 30.0, "2022-01-01"), count(1, 31.0, "2023-01-01")]).is_empty());
    assert_eq!(check(&rules, &[count(0, 30.0, "2022-01-01"), count(1, 31.0, "2022-01-01")]).len(), 1);
}
