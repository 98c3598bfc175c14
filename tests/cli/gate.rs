//! The gate: what is known, what a change brings, what is held back.

use super::{NEW, OLD, code, conflicting, err, factlint, folder, json, out, told};
use std::fs;
use std::path::Path;
use std::process::Command;

const THIRD: &str = "A history\nChuy Post, 6 June 2022\n\nThe CSTO was founded in 2002.\n";
const NATO: &str = "Another\nChuy Post, 7 June 2022\n\nNATO was founded in 1949.\n";
const WRONG: &str = "A slip\nOsh Post, 8 June 2022\n\nNATO was founded in 1959.\n";

/// A baseline hides what it knows, and says so; whatever is asked to, it is not asked.
#[test]
fn a_baseline_hides_what_is_known() {
    let folder = conflicting();
    let run = |args: &[&str]| factlint(folder.path(), args);
    let written = run(&["baseline", "write", "."]);
    assert_eq!(code(&written), 0, "{}", err(&written));
    assert!(told(&written).contains("factlint-baseline.json now knows 1 conflict"), "{}", err(&written));
    let known = run(&["check", "."]);
    assert_eq!((code(&known), out(&known).as_str()), (0, ""));
    assert!(told(&known).contains("factlint-baseline.json hides 1 known conflict"), "{}", err(&known));
    assert_eq!(code(&run(&["check", ".", "--no-baseline"])), 1);
    fs::write(folder.path().join("c.txt"), THIRD).expect("a new article");
    let repeated = run(&["check", ".", "--format", "jsonl"]);
    assert_eq!((code(&repeated), json(&repeated).len()), (1, 1), "a new article that repeats a known error is new");
}

/// Neither moved lines nor a new name make a known conflict new.
#[test]
fn a_baseline_survives_moves() {
    let folder = conflicting();
    assert_eq!(code(&factlint(folder.path(), &["baseline", "write", "."])), 0);
    fs::rename(folder.path().join("a.txt"), folder.path().join("renamed.txt")).expect("a new name");
    let moved = NEW.replace("In Minsk", "The hall was full.\n\nIn Minsk");
    fs::write(folder.path().join("b.txt"), moved).expect("moved lines");
    assert_eq!(code(&factlint(folder.path(), &["check", "."])), 0);
}

/// What is no longer found is told, and can be taken out.
#[test]
fn a_stale_baseline_is_told_and_pruned() {
    let folder = conflicting();
    let run = |args: &[&str]| factlint(folder.path(), args);
    assert_eq!(code(&run(&["baseline", "write", "."])), 0);
    assert_eq!(code(&run(&["baseline", "check", "."])), 0);
    fs::write(folder.path().join("b.txt"), NEW.replace("2002", "1992")).expect("a corrected article");
    let stale = run(&["check", "."]);
    assert!(told(&stale).contains("1 conflict of it is no longer found"), "{}", err(&stale));
    let checked = run(&["baseline", "check", "."]);
    assert_eq!(code(&checked), 1);
    assert!(out(&checked).starts_with("two-founding-dates[") && out(&checked).contains("CSTO"), "{}", out(&checked));
    assert_eq!(code(&run(&["baseline", "prune", "."])), 0);
    assert_eq!(code(&run(&["baseline", "check", "."])), 0);
}

/// A baseline stands beside the configuration; a damaged one stops the run; a bad corpus writes none.
#[test]
fn a_baseline_has_its_place() {
    let folder = folder(&[("factlint.yaml", b""), ("news/a.txt", OLD.as_bytes()), ("news/b.txt", NEW.as_bytes())]);
    let run = |args: &[&str]| factlint(folder.path(), args);
    assert_eq!(code(&run(&["baseline", "write", "news"])), 0);
    let path = folder.path().join("factlint-baseline.json");
    let text = fs::read_to_string(&path).expect("it stands beside the configuration");
    fs::write(&path, &text[..text.len() / 2]).expect("a damaged file");
    let damaged = run(&["check", "news"]);
    assert!(err(&damaged).contains("factlint-baseline.json:"), "{}", err(&damaged));
    assert_eq!((code(&damaged), out(&damaged).as_str()), (2, ""));
    assert_eq!(code(&run(&["baseline", "check", "news"])), 2);
    fs::remove_file(&path).expect("the file");
    assert_eq!(code(&run(&["baseline", "write", "news", "missing.txt"])), 2);
    assert_eq!(code(&run(&["baseline", "prune", "news"])), 2);
    assert!(!path.exists());
}

/// Only conflicts in which a changed article takes part are reported, and its claim comes first.
#[test]
fn only_what_changed() {
    let folder = folder(&[
        ("a.txt", OLD.as_bytes()),
        ("b.txt", NEW.as_bytes()),
        ("nato.txt", NATO.as_bytes()),
        ("wrong.txt", WRONG.as_bytes()),
    ]);
    let run = |args: &[&str]| factlint(folder.path(), &[&["check", ".", "--format", "jsonl"], args].concat());
    assert_eq!(json(&run(&[])).len(), 2);
    for (file, other) in [("a.txt", "b.txt"), ("b.txt", "a.txt"), ("nato.txt", "wrong.txt")] {
        let found = json(&run(&["--changed", file]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((&found[0]["claims"][0]["file"], &found[0]["claims"][1]["file"]), (&file.into(), &other.into()));
    }
    let message = |file| json(&run(&["--changed", file]))[0]["message"].to_string();
    assert!(message("a.txt").contains("in 1992 here, in 2002 there"), "{}", message("a.txt"));
    assert!(message("b.txt").contains("in 2002 here, in 1992 there"), "{}", message("b.txt"));
    let other = run(&["--changed", "gone.txt"]);
    assert!(told(&other).contains("gone.txt: no article of the input is in this file"), "{}", err(&other));
    assert_eq!((code(&other), out(&other).as_str()), (0, ""));
}

/// The files to hold back are those that changed, and that make the run fail.
#[test]
fn quarantine() {
    let folder = conflicting();
    let held = |args: &[&str]| {
        factlint(folder.path(), &[&["check", ".", "--quarantine", "held.txt"], args].concat());
        fs::read_to_string(folder.path().join("held.txt")).expect("the list is always written")
    };
    assert_eq!(held(&["--changed", "a.txt"]), "a.txt\n");
    assert_eq!(held(&[]), "b.txt\n");
    assert_eq!(held(&["--changed", "a.txt", "--rules", "."]).lines().count(), 1);
    fs::remove_file(folder.path().join("b.txt")).expect("the file");
    assert_eq!(held(&["--changed", "a.txt"]), "");
}

fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).args([
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "-c",
        "init.defaultBranch=main",
    ]);
    let output = git.args(args).output().expect("git runs");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Against an older revision, new, fixed and unchanged conflicts are told apart; a moved file is no change.
#[test]
fn since_a_revision() {
    let folder = folder(&[
        (".gitignore", b"drafts/\n"),
        ("news/a.txt", OLD.as_bytes()),
        ("news/b.txt", NEW.as_bytes()),
        ("news/c.txt", b"Bees\nOsh Post, 1 May 2020\n\nThe SCO was founded in 2001.\n"),
        ("news/d.txt", b"More bees\nOsh Post, 2 May 2020\n\nThe SCO was founded in 1996.\n"),
        ("news/nato.txt", NATO.as_bytes()),
        ("news/drafts/x.txt", WRONG.as_bytes()),
    ]);
    let path = folder.path();
    git(path, &["init", "-q"]);
    git(path, &["add", "."]);
    git(path, &["commit", "-qm", "first"]);
    // A moved article of a known conflict, a corrected one, and a new one that contradicts an old, unchanged one.
    git(path, &["mv", "news/a.txt", "news/older.txt"]);
    fs::remove_file(path.join("news/d.txt")).expect("the file");
    fs::write(path.join("news/wrong.txt"), WRONG).expect("a new article");
    let output = factlint(path, &["check", "news", "--since", "HEAD", "--format", "jsonl"]);
    assert!(told(&output).contains("since HEAD: 1 new conflict, 1 fixed, 1 unchanged"), "{}", err(&output));
    assert!(err(&output).contains("fixed: two-founding-dates, SCO"), "{}", err(&output));
    let found = json(&output);
    assert_eq!((code(&output), found.len()), (1, 1));
    assert_eq!(found[0]["claims"][0]["file"], "news/wrong.txt", "the new article's claim is shown first");
    assert_eq!(found[0]["claims"][1]["file"], "news/nato.txt");
    git(path, &["add", "."]);
    git(path, &["commit", "-qm", "second"]);
    let same = factlint(path, &["check", "news", "--since", "HEAD"]);
    assert_eq!(code(&same), 0, "{}", err(&same));
    assert_eq!(code(&factlint(&path.join("news"), &["check", ".", "--since", "HEAD~1"])), 1);
}

/// A revision that is none, a folder that is no repository.
#[test]
fn since_what_is_not_there() {
    let folder = conflicting();
    let none = factlint(folder.path(), &["check", ".", "--since", "HEAD"]);
    assert_eq!((code(&none), out(&none).as_str()), (2, ""));
    assert!(err(&none).contains("git"), "{}", err(&none));
    git(folder.path(), &["init", "-q"]);
    let missing = factlint(folder.path(), &["check", ".", "--since", "v9"]);
    assert!(err(&missing).contains("there is no revision `v9`"), "{}", err(&missing));
    assert_eq!(code(&missing), 2);
}
