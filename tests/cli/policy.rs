//! What the user configures: waivers, severities, trust, which files and rules; and a newcomer's first files.

use super::{BEACONS, NEW, OLD, code, conflicting, err, factlint, folder, json, out, told};
use assert_cmd::Command;
use std::fs;
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;

/// The conflicting articles with a configuration.
fn configured(config: &str) -> TempDir {
    let folder = conflicting();
    fs::write(folder.path().join("factlint.yaml"), config).expect("a configuration");
    folder
}

fn rules(folder: &Path, args: &[&str]) -> Vec<(String, String)> {
    let found = json(&factlint(folder, &[&["check", ".", "--format", "jsonl"], args].concat()));
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    found.iter().map(|finding| (word(&finding["rule"]), word(&finding["severity"]))).collect()
}

fn pair(rule: &str, severity: &str) -> Vec<(String, String)> {
    vec![(rule.to_owned(), severity.to_owned())]
}

/// A waiver lets a conflict stand until its last day, that day included; then it is a finding itself.
#[test]
fn waivers() {
    let waiver = |what: &str| format!("waivers:\n  - {{{what}, reason: both mean the treaty}}\n");
    for what in ["rule: two-founding-dates", "rule: two-founding-dates, entity: CSTO, path: \"a.*\""] {
        let folder = configured(&waiver(what));
        let output = factlint(folder.path(), &["check", "."]);
        assert_eq!((code(&output), out(&output).as_str()), (0, ""), "{what}: {}", err(&output));
        assert!(told(&output).contains("waivers let 1 conflict stand"), "{}", err(&output));
    }
    let fingerprint =
        json(&factlint(conflicting().path(), &["check", ".", "--format", "jsonl"]))[0]["fingerprint"].clone();
    let folder = configured(&waiver(&format!("fingerprint: {fingerprint}")));
    assert_eq!(code(&factlint(folder.path(), &["check", "."])), 0);
    let unused = configured(&waiver("rule: two-founding-dates, entity: NATO"));
    let found = rules(unused.path(), &[]);
    assert_eq!(found, [pair("two-founding-dates", "error"), pair("unused-waiver", "warning")].concat());
    let until = configured(&waiver("rule: two-founding-dates, until: 2026-03-31"));
    assert_eq!(rules(until.path(), &["--today", "2026-03-31"]), []);
    let over = [pair("two-founding-dates", "error"), pair("expired-waiver", "warning")].concat();
    assert_eq!(rules(until.path(), &["--today", "2026-04-01"]), over);
    let malformed = configured(&waiver("rule: two-founding-dates, until: next spring"));
    assert_eq!(rules(malformed.path(), &["--today", "2020-01-01"]), over);
    let drawn = out(&factlint(malformed.path(), &["check", "."]));
    assert!(drawn.contains("factlint.yaml:2:5") && drawn.contains("`next spring`"), "{drawn}");
    let concise = out(&factlint(unused.path(), &["check", ".", "--format", "concise"]));
    assert!(concise.contains("factlint.yaml:2:5: warning[unused-waiver]"), "{concise}");
}

/// The list may stand in a file of its own; a waiver without a reason stops the run at its place.
#[test]
fn waivers_of_another_file() {
    let folder = configured("waivers: let.yaml\n");
    fs::write(folder.path().join("let.yaml"), "- rule: two-founding-dates\n  reason: so\n").expect("a list");
    assert_eq!(code(&factlint(folder.path(), &["check", "."])), 0);
    fs::write(folder.path().join("let.yaml"), "- rule: two-founding-dates\n").expect("a list");
    let output = factlint(folder.path(), &["check", "."]);
    assert!(err(&output).contains("let.yaml:1:3: missing field `reason`"), "{}", err(&output));
    assert_eq!(code(&output), 2);
}

/// A comment in Markdown waives what the paragraph behind it says, and only that.
#[test]
fn waivers_in_comments() {
    let run = |comment: &str| {
        let text = format!(
            "---\ntitle: Talks\ndate: 2019-03-04\n---\n{comment}\n\nThe CSTO was founded in 1992.\n\nIt rained.\n"
        );
        let folder = folder(&[("a.md", text.as_bytes()), ("b.txt", NEW.as_bytes())]);
        rules(folder.path(), &["--today", "2026-01-01"])
    };
    let conflict = || pair("two-founding-dates", "error");
    assert_eq!(run("<!-- factlint: allow two-founding-dates: the treaty -->"), []);
    assert_eq!(run("<!-- a remark -->"), conflict());
    let also = |rule| [conflict(), pair(rule, "warning")].concat();
    assert_eq!(run("<!-- factlint: allow two-founding-dates until 2025-12-31: the treaty -->"), also("expired-waiver"));
    assert_eq!(run("<!-- factlint: allow two-founding-dates -->"), also("malformed-waiver"));
    assert_eq!(run("<!-- factlint: allow two-joining-dates: x -->"), also("unused-waiver"));
}

/// Rules can be chosen, their severity set by path, and a name that is no rule's is refused.
#[test]
fn rules_and_severities() {
    let rule = "two-founding-dates";
    assert_eq!(rules(configured("ignore: [two-founding-dates]\n").path(), &[]), []);
    assert_eq!(rules(configured("select: [two-joining-dates]\n").path(), &[]), []);
    assert_eq!(rules(conflicting().path(), &["--ignore", rule]), []);
    assert_eq!(rules(conflicting().path(), &["--select", rule]).len(), 1);
    let severity = |path: &str| format!("severity:\n  - {{rule: {rule}, path: \"{path}\", severity: warning}}\n");
    assert_eq!(rules(configured(&severity("b.*")).path(), &[]), pair(rule, "warning"));
    assert_eq!(rules(configured(&severity("blog/*")).path(), &[]), pair(rule, "error"));
    assert_eq!(rules(configured(&format!("severity: [{{rule: {rule}, severity: off}}]")).path(), &[]), []);
    let trust = "sources:\n  - {outlet: Osh Post, trust: low}\n";
    assert_eq!(rules(configured(trust).path(), &[]), pair(rule, "warning"));
    let typo = factlint(conflicting().path(), &["check", ".", "--ignore", "two-founding-date"]);
    assert!(
        told(&typo).contains("there is no rule `two-founding-date`") && told(&typo).contains(rule),
        "{}",
        err(&typo)
    );
    assert_eq!(code(&typo), 2);
    let many = ["check", ".", "--max-new-warnings", "0"];
    assert_eq!(code(&factlint(configured(&severity("*")).path(), &many)), 1);
    assert_eq!(code(&factlint(configured(&severity("*")).path(), &["check", "."])), 0);
}

/// Which files a run reads: by ending, `.gz` too, and by what is ignored; `files` lists them.
#[test]
fn which_files_are_read() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(NEW.as_bytes()).expect("memory");
    let packed = packed.finish().expect("memory");
    let folder = folder(&[
        ("a.txt", OLD.as_bytes()),
        ("b.txt.gz", &packed),
        ("broken.md.gz", &packed[..20]),
        ("notes.csv", b"1992"),
        ("drafts/c.txt", NEW.as_bytes()),
        ("old/d.txt", NEW.as_bytes()),
        ("e.md", NEW.as_bytes()),
        (".factlintignore", b"old/\n"),
        ("factlint.yaml", b"corpus:\n  exclude: [drafts/]\n"),
    ]);
    let run = |args: &[&str]| factlint(folder.path(), args);
    assert_eq!(out(&run(&["files"])), "a.txt\nb.txt.gz\nbroken.md.gz\ne.md\n");
    assert_eq!(out(&run(&["files", ".", "--isolated"])), "a.txt\nb.txt.gz\nbroken.md.gz\ndrafts/c.txt\ne.md\n");
    let packed = run(&["check", "a.txt", "b.txt.gz", "--format", "concise"]);
    assert!(out(&packed).starts_with("b.txt.gz:4:61: error"), "{}", err(&packed));
    let broken = run(&["check", "broken.md.gz"]);
    assert!(err(&broken).contains("broken.md.gz: cannot be unpacked"), "{}", err(&broken));
    assert_eq!(code(&broken), 2);
    for (file, listed) in [("old/d.txt", false), ("drafts/c.txt", false), ("e.md", true)] {
        assert_eq!(!out(&run(&["files", file, "--force-exclude"])).is_empty(), listed, "{file}");
        assert!(!out(&run(&["files", file])).is_empty());
    }
    assert_eq!(code(&run(&["files", "missing"])), 2);
}

/// Standard input under a name is read by its ending, and told by its name.
#[test]
fn standard_input_has_a_name() {
    let mut command = Command::cargo_bin("factlint").expect("the binary is built");
    let markdown = "---\ntitle: T\ndate: 2024-05-01\n---\nThe CSTO was founded in 1992.\n";
    let run = command.args(["claims", "-", "--stdin-filename", "x/y.md", "--format", "jsonl", "--isolated"]);
    let output = run.write_stdin(markdown).output().expect("it runs");
    let claim = &json(&output)[0];
    assert_eq!((&claim["file"], &claim["published"]), (&"x/y.md".into(), &"2024-05-01".into()));
}

/// What `init` writes is a configuration, and a pack that passes its own texts; nothing is overwritten.
#[test]
fn init() {
    let folder = conflicting();
    let run = |args: &[&str]| factlint(folder.path(), args);
    let written = run(&["init", "--pack", "harbours"]);
    assert_eq!(code(&written), 0, "{}", err(&written));
    let tested = run(&["test", "packs/harbours.yaml"]);
    assert_eq!(code(&tested), 0, "{}{}", out(&tested), err(&tested));
    assert!(out(&run(&["rules"])).contains("harbours-two-opening-dates"));
    assert_eq!(code(&run(&["check", "."])), 1);
    let again = run(&["init"]);
    assert!(told(&again).contains("factlint.yaml is there already"), "{}", err(&again));
    assert_eq!(code(&again), 2);
    assert_eq!(code(&run(&["init", "new", "--pack", "No Name"])), 2);
    assert_eq!(code(&run(&["init", "new"])), 0);
    // Every key of the file is one that is known, once it is no comment.
    let text = fs::read_to_string(folder.path().join("new/factlint.yaml")).expect("it was written");
    let keys = |line: &str| {
        line.strip_prefix("# ").is_some_and(|l| l.starts_with("  ") || l.contains(": [") || l.ends_with(':'))
    };
    let live: String = text.lines().filter(|l| keys(l)).map(|l| format!("{}\n", &l[2..])).collect();
    fs::create_dir_all(folder.path().join("new/packs")).expect("a folder");
    fs::write(folder.path().join("new/factlint.yaml"), &live).expect("a configuration");
    fs::write(folder.path().join("new/a.md"), OLD).expect("an article");
    let all = run(&["check", "new", "--today", "2026-01-01"]);
    assert!(code(&all) < 2, "{live}\n{}", err(&all));
}

/// How the findings spread over rules and sources.
#[test]
fn statistics() {
    let folder = conflicting();
    let output = factlint(folder.path(), &["check", ".", "--statistics", "--format", "jsonl"]);
    let said = err(&output);
    let (rules, sources) = said.split_once("conflicts by source").expect("both tables");
    assert!(rules.contains("findings by rule") && rules.contains("1  two-founding-dates"), "{said}");
    assert!(sources.contains("1  Naryn Star, of 1 article") && sources.contains("1  Osh Post"), "{said}");
    assert_eq!(json(&output).len(), 1);
}

/// Shells and manuals are told of every command.
#[test]
fn completions_and_manual() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let script = out(&factlint(folder.path(), &["completions", shell]));
        assert!(script.contains("baseline") && script.contains("since"), "{shell}: {script}");
    }
    assert_eq!(code(&factlint(folder.path(), &["completions", "tcl"])), 2);
    assert!(out(&factlint(folder.path(), &["man"])).contains(".TH factlint"));
    assert_eq!(code(&factlint(folder.path(), &["man", "pages"])), 0);
    for page in ["factlint.1", "factlint-check.1", "factlint-baseline-write.1"] {
        assert!(folder.path().join("pages").join(page).is_file(), "{page}");
    }
}

/// A run that reads a part of the corpus, or looks for some rules only, cannot tell that a waiver is not used.
#[test]
fn a_part_of_the_corpus_needs_no_waiver() {
    let folder = configured("waivers:\n  - {rule: two-founding-dates, reason: both mean the treaty}\n");
    let path = folder.path();
    fs::create_dir(path.join("more")).expect("a folder");
    fs::write(path.join("more/c.txt"), NEW).expect("an article");
    let unused = |args: &[&str]| {
        let found = json(&factlint(path, &[&["check", "--format", "jsonl"], args].concat()));
        found.iter().filter(|finding| finding["rule"] == "unused-waiver").count()
    };
    for part in
        [&["a.txt"][..], &["more"], &[".", "--ignore", "two-founding-dates"], &[".", "--select", "two-joining-dates"]]
    {
        assert_eq!(unused(part), 0, "{part:?}");
    }
    assert_eq!(unused(&["."]), 0);
    fs::write(path.join("a.txt"), OLD.replace("1992", "2002")).expect("a corrected article");
    assert_eq!((unused(&["."]), unused(&["a.txt", "b.txt", "more"]), unused(&["more", "a.txt"])), (1, 1, 0));
}

/// A file that claims nothing may lie beside the corpus; one that does could need the waiver.
#[test]
fn a_stray_file_keeps_no_waiver_quiet() {
    let folder = folder(&[
        ("factlint.yaml", b"waivers:\n  - {rule: two-founding-dates, reason: both mean the treaty}\n"),
        ("news/a.txt", OLD.as_bytes()),
        ("README.md", b"# Our news\n\nThey are in the folder of that name.\n"),
    ]);
    let run = |args: &[&str]| factlint(folder.path(), &[&["check", "news", "--format", "concise"], args].concat());
    assert!(out(&run(&[])).contains("unused-waiver"), "{}", err(&run(&[])));
    fs::write(folder.path().join("README.md"), NEW).expect("a file");
    assert_eq!(out(&run(&[])), "");
    let open = run(&["--verbose"]);
    assert!(
        told(&open).contains("whether all waivers are needed is left open: README.md is not among"),
        "{}",
        err(&open)
    );
}

/// Whoever keeps a gate is told what the run had before it, what it left out, and where the time went.
#[test]
fn a_run_tells_of_itself() {
    let folder = folder(&[
        ("factlint.yaml", b"corpus: {exclude: [\"drafts/\"]}\nrules: [packs]\n"),
        ("packs/beacons.yaml", BEACONS.as_bytes()),
        ("a.txt", OLD.as_bytes()),
        ("b.txt", NEW.as_bytes()),
        ("drafts/c.txt", NEW.as_bytes()),
        ("logo.png", b"none"),
        ("de.txt", "Der Bund und die L\u{e4}nder haben sich nicht auf die neuen Regeln f\u{fc}r den Markt und die Steuer geeinigt, weil der Rat mit dem Entwurf noch nicht zufrieden war.".as_bytes()),
    ]);
    let run = |args: &[&str]| told(&factlint(folder.path(), &[&["check", ".", "--verbose"], args].concat()));
    run(&[]);
    let warm = run(&["--changed", "b.txt"]);
    for part in [
        "configuration: factlint.yaml",
        "of your own: packs",
        "files: 3, 0 of them opened; left out: 3 by the ending of the name, 1 by the configuration",
        "skipped: de.txt: de.txt#1 is German",
        "from the cache: 2 articles; read anew: 0 articles",
        "compared: 2 of 2 articles",
        "time: packs ",
    ] {
        assert!(warm.contains(part), "{part}: {warm}");
    }
    assert!(run(&["--no-cache"]).contains("files: 3, 3 of them opened"), "{}", run(&["--no-cache"]));
}

/// Rules and packs are those of all that is compared: two configurations are refused, one is taken for all.
#[test]
fn one_configuration_for_a_run() {
    let folder = folder(&[
        ("old/factlint.yaml", b"ignore: [two-founding-dates]\n"),
        ("old/a.txt", OLD.as_bytes()),
        ("new/factlint.yaml", b""),
        ("new/b.txt", NEW.as_bytes()),
        ("c.txt", NEW.as_bytes()),
    ]);
    for command in ["check", "claims", "articles", "dates"] {
        let output = factlint(folder.path(), &[command, "old", "new"]);
        let said = told(&output);
        assert!(said.contains("two configurations, old/factlint.yaml and new/factlint.yaml"), "{command}: {said}");
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{command}");
    }
    assert_eq!(code(&factlint(folder.path(), &["check", "old", "new", "--isolated"])), 1);
    assert_eq!(code(&factlint(folder.path(), &["check", "old", "new", "--config", "old/factlint.yaml"])), 0);
    assert_eq!(code(&factlint(folder.path(), &["check", "old", "c.txt"])), 0);
}

/// What was compared and not said is counted by rule and reason.
#[test]
fn statistics_of_what_is_left_unsaid() {
    let folder = folder(&[
        ("a.txt", OLD.as_bytes()),
        ("b.txt", OLD.replace("1992", "May 1992").replace("Naryn Star", "Osh Post").as_bytes()),
        ("copy.txt", OLD.as_bytes()),
    ]);
    let said = told(&factlint(folder.path(), &["check", ".", "--statistics"]));
    let unsaid = said.split("left unsaid").nth(1).expect("a table");
    assert!(unsaid.contains("2 claims: of articles that are copies of others"), "{said}");
    assert!(unsaid.contains("two-founding-dates: the times may agree"), "{said}");
}
