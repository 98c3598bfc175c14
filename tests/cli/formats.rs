//! The formats of findings: each is checked by the rules of those who read it.

use super::{code, conflicting, err, factlint, folder, json, out};
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Two articles that clash behind words of more than one byte, and records that clash with both.
fn curly() -> tempfile::TempDir {
    let old = "Talks\nNaryn Star, 4 March 2019\n\nThey said: “Bişkek’s naïve”. The CSTO was founded in 1992.\n";
    let new = "Ministers, again\nOsh Post, 25 May 2021\n\nThe CSTO was founded in 2002.\n";
    let record = r#"{"id": "r", "date": "2022-01-01", "source": "Wire: 50 %, [daily]", "text": "The CSTO was founded in 2003."}"#;
    folder(&[("a b.txt", old.as_bytes()), ("é.txt", new.as_bytes()), ("r.jsonl", record.as_bytes())])
}

fn check(folder: &Path, format: &str) -> String {
    let output = factlint(folder, &["check", ".", "--format", format]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    out(&output)
}

/// A line a finding.
#[test]
fn concise() {
    let folder = conflicting();
    assert_snapshot!(check(folder.path(), "concise"), @"b.txt:4:61: error[two-founding-dates] CSTO is founded in 2002 here, in 1992 there (a.txt:4:25)");
}

/// vim's quickfix list jumps to the very word, with the error format that the README gives.
#[test]
fn concise_by_vim() {
    let vim = |folder: &Path, args: &[&str]| std::process::Command::new("vim").current_dir(folder).args(args).output();
    let folder = curly();
    if vim(folder.path(), &["--version"]).is_err() {
        return; // `.ci/run` installs it
    }
    let finding = "a b.txt:4:54: error[two-founding-dates] CSTO is founded in 1992 here, in 2002 there (é.txt:4:25)";
    let found = check(folder.path(), "concise");
    let named = found.split(": error").next().expect("a place");
    assert!(["a b.txt:4:54", "é.txt:4:25", "r.jsonl:1:1"].contains(&named), "{found}");
    fs::write(folder.path().join("found.txt"), format!("{finding}\n")).expect("a file for vim");
    let readme = include_str!("../../README.md");
    let format = readme.split(":set errorformat=").nth(1).and_then(|rest| rest.lines().next()).expect("a format");
    let set = format!("set encoding=utf-8 errorformat={}", format.trim());
    let jump = [
        "-u",
        "NONE",
        "-es",
        "-c",
        &set,
        "-c",
        "cfile found.txt",
        "-c",
        "call writefile([expand('<cword>'), @%], 'word.txt')",
        "-c",
        "qa!",
    ];
    vim(folder.path(), &jump).expect("vim runs");
    let word = fs::read_to_string(folder.path().join("word.txt")).expect("vim wrote the word");
    assert_eq!(word, "1992\na b.txt\n");
}

/// SARIF keeps to its schema; the others are linked from the message; records have lines only.
#[test]
fn sarif() {
    // The published schema has a bracket too many in the expression for languages, which is then none.
    let schema = include_str!("../../fixtures/schemas/sarif-2.1.0.json").replace("{2}]?$\"", "{2}$\"");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for folder in [conflicting(), curly(), folder(&[("a.txt", super::OLD.as_bytes())])] {
        let output = factlint(folder.path(), &["check", ".", "--format", "sarif"]);
        let log: Value = serde_json::from_str(&out(&output)).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let folder = curly();
    let log: Value = serde_json::from_str(&check(folder.path(), "sarif")).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    let related = result["relatedLocations"].as_array().expect("related locations");
    assert_eq!(related.len(), 2);
    let text = result["message"]["text"].as_str().expect("a message");
    assert!(text.contains("](1)") && text.contains("](2)") && text.contains(r"\[daily\]"), "{text}");
    let places = || std::iter::once(&result["locations"][0]).chain(related).map(|l| &l["physicalLocation"]);
    let uris: Vec<&str> = places().filter_map(|p| p["artifactLocation"]["uri"].as_str()).collect();
    assert!(["a%20b.txt", "%C3%A9.txt", "r.jsonl"].iter().all(|uri| uris.contains(uri)), "{uris:?}");
    for place in places() {
        let is_record = place["artifactLocation"]["uri"] == "r.jsonl";
        assert_eq!(place["region"]["startColumn"].is_null(), is_record, "{place}");
    }
    let rule = &log["runs"][0]["tool"]["driver"]["rules"]
        [usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small")];
    assert_eq!((&rule["id"], &rule["properties"]["precision"]), (&result["ruleId"], &Value::from("high")));
    let jsonl: Value = json(&factlint(folder.path(), &["check", ".", "--format", "jsonl"])).remove(0);
    assert_eq!(result["partialFingerprints"]["factlint/v1"], jsonl["fingerprint"]);
}

/// A rule says how often it is right; where it does not, its severity does.
#[test]
fn sarif_tells_the_precision_of_rules() {
    let precision = |key: &str| {
        let pack = super::BEACONS.replace("    severity: error\n", &format!("    severity: error\n{key}"));
        let folder = folder(&[("a.txt", super::OLD.as_bytes()), ("beacons.yaml", pack.as_bytes())]);
        let output = factlint(folder.path(), &["check", "a.txt", "--rules", "beacons.yaml", "--format", "sarif"]);
        let log: Value = serde_json::from_str(&out(&output)).expect("JSON");
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules").clone();
        let rule = rules.iter().find(|rule| rule["id"] == "two-kindlings").map(|rule| &rule["properties"]["precision"]);
        (rule.and_then(Value::as_str).map(str::to_owned), err(&output))
    };
    assert_eq!(precision("").0.as_deref(), Some("high"));
    assert_eq!(precision("    precision: very-high\n").0.as_deref(), Some("very-high"));
    assert_eq!(precision("    precision: low\n").0.as_deref(), Some("low"));
    let wrong = precision("    precision: perfect\n").1;
    assert!(wrong.contains("perfect") && wrong.contains("beacons.yaml:"), "{wrong}");
}

/// GitHub's commands, by their grammar: what a property or a message may not hold is escaped.
#[test]
fn github() {
    let folder = curly();
    let found = check(folder.path(), "github");
    for line in found.lines() {
        let rest = line.strip_prefix("::").expect("a command");
        let (head, data) = rest.split_once("::").expect("a message");
        let (command, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').expect("a value");
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&key), "{line}");
            assert!(!value.is_empty() && !value.contains(':'), "{line}");
        }
        let escapes = data.split('%').skip(1).all(|rest| ["25", "0A", "0D"].iter().any(|code| rest.starts_with(code)));
        assert!(escapes && data.contains("50 %25"), "{line}");
    }
    assert_eq!(found.lines().count(), 1, "{found}");
}

/// GitHub shows ten annotations of a kind; the last of them tells how many more there are.
#[test]
fn github_counts_what_it_would_not_show() {
    let names = ["Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Pine", "Rowan"];
    let entities: String = names.map(|name| format!("  - {{name: {name} Beacon, class: beacon}}\n")).concat();
    let pack = super::BEACONS.replace("entities:\n", &format!("entities:\n{entities}"));
    let told = |year| {
        let said: String = names.map(|name| format!("The {name} Beacon blazed in {year}. ")).concat();
        format!("Talks\nNaryn Star, 4 March 2019\n\n{said}\n")
    };
    let files = [("a.txt", told(1992)), ("b.txt", told(2002)), ("beacons.yaml", pack)];
    let folder = folder(&files.each_ref().map(|(name, text)| (*name, text.as_bytes())));
    let run = |format| factlint(folder.path(), &["check", ".", "--rules", "beacons.yaml", "--format", format]);
    let found = out(&run("github"));
    let errors: Vec<&str> = found.lines().filter(|line| line.starts_with("::error")).collect();
    let all = run("jsonl");
    let all = json(&all).iter().filter(|finding| finding["severity"] == "error").count();
    assert!(all > 10 && errors.len() == 10, "{all}: {found}");
    assert!(errors[9].starts_with(&format!("::error::{} more", all - 9)), "{}", errors[9]);
}

/// Sentences for those who listen: no drawing, no empty line within a finding.
#[test]
fn narrated() {
    let folder = conflicting();
    assert_snapshot!(check(folder.path(), "narrated"), @r"
    Finding 1 of 1, error, two-founding-dates.
    CSTO is founded in 2002 here, in 1992 there.
    Here: Osh Post, 2021-05-25: 2002, in b.txt, line 4.
    It says: The CSTO was founded in 2002
    Against it: Naryn Star, 2019-03-04: 1992, in a.txt, line 4.
    It says: The CSTO was founded in 1992
    What to do: Is one of the dates that of a treaty, a decision or a predecessor from which it grew? Then say so.

    1 finding, from 2 articles, 3 dated sentences (66 % of them yielded a claim), 3 claims.
    ");
}

/// The formats in JSON and XML are what they say they are.
#[test]
fn other_formats() {
    let folder = curly();
    let document: Value = serde_json::from_str(&check(folder.path(), "json")).expect("JSON");
    assert_eq!((&document["version"], document["findings"].as_array().map(Vec::len)), (&1.into(), Some(1)));
    assert_eq!(document["coverage"]["dated_sentences"], 3);
    let issues: Value = serde_json::from_str(&check(folder.path(), "gitlab")).expect("JSON");
    let issue = &issues[0];
    assert!(issue["fingerprint"].is_string() && issue["location"]["lines"]["begin"].is_u64(), "{issue}");
    let line: Value = serde_json::from_str(check(folder.path(), "rdjsonl").trim()).expect("one line");
    let of_a = std::iter::once(&line["location"])
        .chain(line["relatedLocations"].as_array().expect("others").iter().map(|l| &l["location"]))
        .find(|place| place["path"] == "a b.txt")
        .expect("the first article");
    // Reviewdog counts bytes.
    assert_eq!(of_a["range"]["start"]["column"], 62, "{line}");
    for format in ["junit", "checkstyle"] {
        let xml = check(folder.path(), format);
        let text = &xml[xml.find("CSTO").expect("the message")..];
        assert!(xml.starts_with("<?xml") && text.contains("a b.txt:4:54"), "{xml}");
        let opened = xml.matches("<testcase").count() + xml.matches("<file").count();
        let closed = xml.matches("</testcase>").count() + xml.matches("</file>").count();
        assert_eq!(opened, closed, "{xml}");
    }
    let clean = super::folder(&[("a.txt", super::OLD.as_bytes())]);
    assert!(out(&factlint(clean.path(), &["check", ".", "--format", "junit"])).contains("tests=\"1\" failures=\"0\""));
}

/// Several at once; a file is written whole, and its fault is told.
#[test]
fn several_outputs() {
    let folder = conflicting();
    let args = ["check", ".", "--format", "concise", "--output", "sarif=out.sarif", "--output", "junit=out.xml"];
    let output = factlint(folder.path(), &args);
    assert_eq!((code(&output), out(&output).lines().count()), (1, 1), "{}", err(&output));
    let written = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it was written");
    assert!(written("out.sarif").contains("\"2.1.0\"") && written("out.xml").contains("<testsuites"));
    for (output, message) in [
        ("sarif=no/such/folder/out.sarif", "no/such/folder/out.sarif: cannot be written"),
        ("sarf=out", "there is no format `sarf`"),
        ("sarif", "FORMAT=FILE"),
        ("sarif=", "name is missing"),
    ] {
        let output = factlint(folder.path(), &["check", ".", "--output", output]);
        assert!(err(&output).contains(message), "{}", err(&output));
        assert_eq!(code(&output), 2);
    }
    let left = fs::read_dir(folder.path()).expect("the folder").filter_map(Result::ok);
    assert!(left.map(|file| file.file_name()).all(|name| !name.to_string_lossy().ends_with(".tmp")));
}

/// Colour follows the caller before the environment, and the environment before the terminal.
#[test]
fn colour() {
    let folder = conflicting();
    let run = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = assert_cmd::Command::cargo_bin("factlint").expect("the binary is built");
        command.current_dir(folder.path()).args(["check", "."]).args(args).envs(variables.iter().copied());
        let output = command.env_remove("CLICOLOR").output().expect("it runs");
        out(&output).contains('\u{1b}')
    };
    assert!(!run(&[], &[]));
    assert!(run(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(run(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!run(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!run(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}
