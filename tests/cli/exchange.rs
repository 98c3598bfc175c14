//! Claims as lines, between `claims` and `check --claims`: the same is found as in one run.

use super::{NEW, OLD, code, conflicting, err, factlint, folder, json, out, told};
use std::fs;
use std::path::Path;

/// What `claims` writes of paths.
fn lines(folder: &Path, paths: &[&str]) -> String {
    let output = factlint(folder, &[&["claims", "--format", "jsonl", "--isolated", "--no-cache"], paths].concat());
    assert!(code(&output) < 2, "{}", err(&output));
    out(&output)
}

/// Checks that lines give, where no file is at hand, what one run over the files gives; and how many findings.
fn same(files: &Path, paths: &[&str]) -> usize {
    let elsewhere = folder(&[("all.jsonl", lines(files, paths).as_bytes())]);
    for format in ["jsonl", "pretty", "sarif", "rdjsonl", "github"] {
        let args = ["check", "--isolated", "--no-cache", "--fail-on", "never", "--format", format];
        let (one, two) = (
            factlint(files, &[&args, paths].concat()),
            factlint(elsewhere.path(), &[&args[..], &["--claims", "all.jsonl"]].concat()),
        );
        assert_eq!(out(&two), out(&one), "{format}: {}", err(&two));
    }
    let found = factlint(elsewhere.path(), &["check", "--claims", "all.jsonl", "--isolated", "--format", "jsonl"]);
    json(&found).len()
}

/// Pages, plain text, Markdown, records, an old encoding, packed files; what is told again, and copies.
#[test]
fn the_same_conflicts_as_in_one_run() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(same(repository, &["fixtures/news"]) > 10);
    same(repository, &["fixtures/pages"]);
    let old = b"Talks\r\nNaryn Star, 4 March 2019\r\n\r\nAt the caf\xe9 \x97 \x93so\x94 \x97 they said: The CSTO was founded in 1992.\r\n";
    let record = r#"{"id": "r", "date": "2022-01-01", "source": "Wire: 50 %, [daily]", "text": "  “So”.\n\nThe CSTO was founded in 2003."}"#;
    let copy = NEW.replace("Osh Post", "Chuy Post");
    let folder = folder(&[
        ("a b.txt", old),
        ("é.txt", NEW.as_bytes()),
        ("copy.txt", copy.as_bytes()),
        ("r.jsonl", record.as_bytes()),
    ]);
    assert_eq!(same(folder.path(), &["."]), 1);
}

/// Standard input, and articles that are new beside those of the lines.
#[test]
fn lines_beside_articles() {
    let folder = conflicting();
    let path = folder.path();
    fs::write(path.join("a.jsonl"), lines(path, &["a.txt"])).expect("a file");
    let both = factlint(path, &["check", "b.txt", "--claims", "a.jsonl", "--changed", "b.txt", "--format", "concise"]);
    assert!(out(&both).starts_with("b.txt:4:61: error[two-founding-dates]"), "{}{}", out(&both), err(&both));
    assert!(told(&both).contains("read: 2 articles, 3 dated sentences"), "{}", err(&both));
    let mut command = assert_cmd::Command::cargo_bin("factlint").expect("the binary is built");
    let run = command.args(["check", "--claims", "-", "--isolated"]).write_stdin(lines(path, &["."]));
    assert_eq!(run.output().expect("it runs").status.code(), Some(1));
    let alone = factlint(path, &["check", "--claims", "a.jsonl", "--format", "jsonl"]);
    assert!(told(&alone).contains("read: 1 article,"), "the lines alone, not the folder: {}", err(&alone));
    fs::remove_file(path.join("a.jsonl")).expect("the file");
    assert_eq!(code(&factlint(path, &["check"])), 1, "the current folder, where nothing is named");
    assert_eq!(code(&factlint(path, &["check", "--claims", "a.jsonl", "--since", "HEAD"])), 2);
}

/// A line that is none is told with its number and what is wrong with it, and nothing is checked.
#[test]
fn bad_lines() {
    let all = conflicting();
    let good = lines(all.path(), &["a.txt"]);
    let first = good.lines().next().expect("a claim");
    let last = good.lines().last().expect("an article");
    assert!(first.contains("\"version\":2") && last.contains("\"predicate\":null"), "{good}");
    let count = good.lines().count();
    for (text, message) in [
        (
            good.replacen("\"version\":2", "\"version\":1", 1),
            "bad.jsonl:1: the line is of version 1, and this factlint reads version 2".to_owned(),
        ),
        (format!("{good}{{\"file\": \"a.txt\"}}\n"), format!("bad.jsonl:{}: the line has no `version`", count + 1)),
        (
            good.replace("\"article\":\"a.txt#1\",", ""),
            "bad.jsonl:1: not a line of claims of version 2: missing field `article`".to_owned(),
        ),
        (format!("{good}\n{}", &first[..40]), format!("bad.jsonl:{}: not a line of claims: ", count + 2)),
        (format!("{first}\n"), "bad.jsonl:1: no line without a predicate tells of the article `a.txt#1`".to_owned()),
        (format!("{good}{last}\n"), format!("bad.jsonl:{}: the article `a.txt#1` has a line already", count + 1)),
        (good.replace("\"blocks\":[", "\"blocks\":[[\"paragraph\",[0,9999]],"), "do not fit its text".to_owned()),
        (good.replacen("\"span\":[", "\"span\":[9", 1), "has words that are not in its article".to_owned()),
        (
            good.replacen("\"granularity\":\"year\",\"start\":", "\"granularity\":\"year\",\"start\":999", 1),
            "has days that are in no calendar".to_owned(),
        ),
        (
            good.replacen("\"polarity\":true,", "", 1),
            "bad.jsonl:1: a claim needs a predicate, a polarity, a stage and a modality".to_owned(),
        ),
        (good.replace("\"2019-03-04\"", "\"2019-02-30\""), format!("bad.jsonl:{count}: `2019-02-30` is no day")),
    ] {
        let bad = folder(&[("bad.jsonl", text.as_bytes()), ("b.txt", OLD.as_bytes())]);
        let output = factlint(bad.path(), &["check", "b.txt", "--claims", "bad.jsonl"]);
        assert!(told(&output).contains(&message), "{message}: {}", err(&output));
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{message}");
    }
    let missing = factlint(all.path(), &["check", "--claims", "none.jsonl"]);
    assert!(err(&missing).contains("none.jsonl: cannot be read"), "{}", err(&missing));
    fs::write(all.path().join("none.jsonl"), "\n").expect("an empty file");
    assert_eq!(code(&factlint(all.path(), &["check", "--claims", "none.jsonl"])), 3);
}

/// A baseline can be written, compared and tidied from lines too, where the files are not.
#[test]
fn a_baseline_of_lines() {
    let folder = conflicting();
    let path = folder.path();
    fs::write(path.join("all.jsonl"), lines(path, &["a.txt", "b.txt"])).expect("a file");
    for command in ["write", "check", "prune"] {
        let output = factlint(path, &["baseline", command, "--claims", "all.jsonl"]);
        assert_eq!(code(&output), 0, "{}", err(&output));
    }
    assert_eq!(code(&factlint(path, &["check", "a.txt", "b.txt"])), 0, "the files are known by their lines");
    assert_eq!(code(&factlint(path, &["check", "--claims", "all.jsonl"])), 0);
}
