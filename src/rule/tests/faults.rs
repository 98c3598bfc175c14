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
