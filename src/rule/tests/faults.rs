//! What is wrong in a pack is told at its word.

use super::*;

/// Every mistake of a rule is told at its word, all in one run.
#[test]
fn faults_are_told_at_their_words() {
    let told = |body: &str| {
        let (_, faults) = rules_of(&one_rule(body));
        faults
            .iter()
            .map(|f| format!("{} | {} | {}", f.place.words(), f, f.help.as_deref().unwrap_or("")))
            .collect::<Vec<_>>()
    };
    let with = |claims: &str, rest: &str| told(&format!("  claims: {{{claims}}}\n{rest}\n  message: m"));
    assert_eq!(
        with("a: 'fuonded(subject: org)'", "  conflict: always"),
        ["fuonded | no pack knows the predicate `fuonded` | did you mean `founded`?"]
    );
    assert_eq!(
        with("a: 'founded(subject: where)'", "  conflict: always"),
        ["where | `where` is a word of this language | choose another name"]
    );
    assert_eq!(
        with("a: \"founded(subjet: org)\"", "  conflict: always"),
        ["subjet | a claim has no slot `subjet` | did you mean `subject`?"]
    );
    assert_eq!(
        with("a: 'founded(subject: org, when: time)'", "  conflict: >\n    time before\n    tiem"),
        ["tiem | no claim fills `tiem` | did you mean `time`?"]
    );
    assert_eq!(
        with("a: 'founded(subject: org, when: t)'", "  conflict: t before org"),
        ["org | a time is wanted here, and `org` is a name or an event | "]
    );
    assert_eq!(
        with("a: 'founded(subject: org, when: t)'", "  conflict: t befor t"),
        ["befor | an operator is wanted here, not `befor` | did you mean `before`?"]
    );
    assert_eq!(
        with("a: 'founded(subject: org, stage: plannd)'", "  conflict: always"),
        ["plannd | `plannd` is none of the words that can stand here | did you mean `planned`?"]
    );
    assert_eq!(
        told("  claims: {a: 'founded(subject: org)'}\n  conflict: same article(b)\n  message: 'The {orgg} is'"),
        [
            "b | no claim of this rule is called `b` | did you mean `a`?",
            "orgg | no claim fills `orgg` | did you mean `org`?"
        ]
    );
    let (rules, faults) = rules_of(&format!(
        "{}{}",
        one_rule("  claims: {a: 'founded(subject: o)'}\n  conflict: always\n  message: m"),
        "- id: r\n  severity: info\n  finds: f\n  why: w\n  traps: t\n  claims: {a: 'founded(subject: o)'}\n  \
         conflict: always\n  message: m\n  tests: []\n"
    ));
    let told: Vec<_> = faults.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "no text in which this rule finds a conflict",
            "no text in which this rule must find nothing",
            "two rules are called `r`"
        ]
    );
    assert_eq!(faults[2].others.len(), 1);
    assert_eq!(rules.all().len(), 1);
}

/// What can never be is a mistake: a claim that nobody makes, a slot that nothing fills, a condition that never holds.
#[test]
fn what_can_never_be_is_told() {
    let told = |body: &str| {
        let pack = "pack: u\npredicates:\n  unmade: {about: x}\n  opened: {about: x}\n  toll: {about: x}\npatterns:\n\
                    - {claim: opened, match: ['[open] {subject:country}']}\n\
                    - {claim: toll, set: {object: killed}, match: ['{value:number} dead in {subject:country}']}\n";
        let texts = [("test.yaml", PREDICATES), ("u.yaml", pack), ("rules.yaml", &one_rule(body))];
        let (packs, faults) = Packs::from_texts(texts.map(|(n, t)| (n.to_owned(), t.to_owned())));
        assert_eq!(faults, []);
        let tell = |f: &Fault| format!("{} | {} | {}", f.place.words(), f, f.help.as_deref().unwrap_or(""));
        Rules::compile(&packs).1.iter().map(tell).collect::<Vec<_>>()
    };
    let with =
        |claims: &str, conflict: &str| told(&format!("  claims: {{{claims}}}\n  conflict: {conflict}\n  message: m"));
    assert_eq!(
        with("a: 'unmade(subject: c)'", "always"),
        ["unmade | no pattern makes a claim of `unmade`, so that there is nothing to compare | \
          add a pattern for it under `patterns`"]
    );
    assert_eq!(with("a: 'opened(subject: c, value: n)'", "n > 3"), ["value | no pattern of `opened` fills `value` | "]);
    assert_eq!(
        with(
            "a: 'toll(subject: c, object: kiled, value: n)', b: 'toll(subject: c, object: what, value: m)'",
            "n clashes m"
        ),
        [""; 0],
        "a bare name is a variable"
    );
    assert_eq!(
        with("a: 'toll(subject: c, object: \"kiled\", value: n)'", "n > 3"),
        ["kiled | no pattern of `toll` sets the object to `kiled` | did you mean `killed`?"]
    );
    assert_eq!(
        with("a: 'founded(subject: c, when: t)'", "t before t"),
        ["t | `t` is compared with itself, and that never holds | compare it with what another claim fills"]
    );
    assert_eq!(
        with("a: 'founded(subject: c, when: t)'", "'weekday(t) = \"Mondey\"'"),
        ["Mondey | `Mondey` is no weekday, so that this never holds | did you mean `Monday`?"]
    );
}

/// A pattern that can never match is a mistake, told at its word.
#[test]
fn patterns_that_never_match_are_told() {
    let pack = "pack: p\nclasses:\n  bridge: {is: [place]}\n  place: {}\nwords:\n  span: []\npredicates:\n  \
                opened: {about: x, examples: [{text: none}]}\npatterns:\n- claim: opened\n  match:\n  \
                - '[open] {subject:bridge}'\n  - '$span [open]'\n  - \"[be] town's\"\n  - '[open] {subject:name}'\n";
    let (packs, faults) = Packs::from_texts([("p.yaml".to_owned(), pack.to_owned())]);
    assert_eq!(faults, []);
    let (_, faults) = crate::linter::Linter::compile(&packs);
    let told: Vec<_> = faults.iter().map(|f| format!("{} | {f}", f.place.words())).collect();
    assert_eq!(
        told,
        [
            "bridge | nothing is a `bridge`: no pack has entities, nouns or names of it, so that this never matches",
            "$span | the word class `span` has no words, so that this never matches",
            "town's | a text has 2 words for `town's`: write them apart, or this never matches",
        ]
    );
}

/// Mistakes of the YAML itself.
#[test]
fn yaml_faults() {
    let told = |text: &str| {
        let (_, faults) = Packs::from_texts([("p.yaml".to_owned(), text.to_owned())]);
        faults
            .iter()
            .map(|f| format!("{} | {} | {}", f.place.words(), f, f.help.as_deref().unwrap_or("")))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told("pack: p\nentitys: []\nentities:\n- {name: 1992, class: x}\n- {nam: z}\n"),
        [
            "entitys | unknown key `entitys` | did you mean `entities`?",
            "1992 | a string is wanted here, not integer `1992` | quote it: \"1992\"",
            "nam | unknown key `nam` | did you mean `name`?"
        ]
    );
    assert_eq!(
        told("pack: p\nwords: {country: [SE, NO]}\n"),
        ["NO | some readers of YAML take `NO` for a truth value | quote it: \"NO\""]
    );
    assert_eq!(
        told("pack: p\npack: q\n"),
        ["pack | the key `pack` stands here twice | put both together, or take one away"]
    );
    assert_eq!(told("pack: p\nwords: {a: [b\n").len(), 1);
    assert_eq!(told("pack: p\nrules:\n- {id: x}\n")[0], "{id: x} | the key `severity` is missing | ");
    assert_eq!(
        told("pack: p\npredicates:\n  a: {about: x, change: fixd}\n"),
        ["fixd | `fixd` is none of the words that can stand here | did you mean `fixed`?"]
    );
}
