//! The rules' texts, through the whole pipeline.

use super::*;

/// Names that the texts use, so that they do not depend on the gazetteer.
const NAMES: &str = r#"
pack: extra
entities:
  - {name: African Union, class: organization, aliases: [AU]}
  - {name: Organisation of African Unity, class: organization, aliases: [OAU]}
  - {name: Arctic Council, class: organization}
  - {name: ASEAN, class: organization}
  - {name: OPEC, class: organization}
  - {name: East African Community, class: organization}
  - {name: Visegrad Group, class: organization}
  - {name: Rome Statute, class: treaty}
  - {name: Ottawa Treaty, class: treaty}
  - {name: Kenya, class: country, adjectives: [Kenyan], capital: Nairobi}
  - {name: Thailand, class: country, adjectives: [Thai], capital: Bangkok}
  - {name: Vietnam, class: country, adjectives: [Vietnamese], capital: Hanoi}
  - {name: Laos, class: country}
  - {name: Malaysia, class: country}
  - {name: Myanmar, class: country}
  - {name: Singapore, class: country}
  - {name: Morocco, class: country}
  - {name: Qatar, class: country}
  - {name: Ecuador, class: country}
  - {name: Indonesia, class: country}
  - {name: Burundi, class: country}
  - {name: Rwanda, class: country}
  - {name: South Sudan, class: country}
  - {name: Tanzania, class: country}
  - {name: Uganda, class: country}
  - {name: Canada, class: country, adjectives: [Canadian], capital: Ottawa}
  - {name: Turkey, class: country, adjectives: [Turkish], capital: Ankara}
  - {name: Poland, class: country, adjectives: [Polish], capital: Warsaw}
  - {name: Hungary, class: country, capital: Budapest}
  - {name: Slovakia, class: country, capital: Bratislava}
  - {name: Czech Republic, class: country, capital: Prague}
  - {name: Belgium, class: country, adjectives: [Belgian], capital: Brussels}
  - {name: Niger, class: country, capital: Niamey}
"#;

/// The rules' texts through the whole pipeline.
#[test]
fn texts() {
    let (mut packs, faults) = Packs::read(true, &[]);
    assert_eq!(faults, []);
    packs.extend(Packs::from_texts([("extra.yaml".to_owned(), NAMES.to_owned())]).0);
    let linter = crate::linter::Linter::new(&packs).unwrap();
    let failures = test::run_all(&linter.rules, |articles| {
        let records = test::records(articles).into_bytes();
        let corpus = crate::corpus::read_bytes("t.jsonl", "t.jsonl", records, &Default::default());
        linter.check(&corpus.articles).conflicts
    });
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{told:#?}");
}

/// Every rule that comes with factlint shows at least three conflicts, and three near misses.
#[test]
fn three_texts_of_each_kind() {
    let few = |rule: &Rule| {
        let of = |kind: fn(&TestSpec) -> &Vec<TestArticle>| {
            rule.spec.tests.iter().filter(|test| !kind(test).is_empty()).count()
        };
        of(|test| &test.conflict).min(of(|test| &test.consistent)) < 3
    };
    let rules = rules();
    let poor: Vec<&str> = rules.all().iter().filter(|rule| few(rule)).map(|rule| &*rule.spec.id).collect();
    assert_eq!(poor, [""; 0]);
}
