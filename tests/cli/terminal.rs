//! What a terminal gets and a pipe does not: the progress bar and links. `script` of util-linux is the terminal.

use super::{BEACONS, code, conflicting, err, factlint, folder, out};
use std::path::Path;
use std::process::{Command, Output};

/// Runs the program on a terminal of its own, which shows all that both streams say; `None` where there is no `script`.
fn on_a_terminal(folder: &Path, args: &str, variables: &[(&str, &str)]) -> Option<String> {
    let mut script = Command::new("script");
    let binary = assert_cmd::cargo::cargo_bin("factlint");
    let run = format!("'{}' {args}", binary.display());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK", "VTE_VERSION", "TERM_PROGRAM"] {
        script.env_remove(name);
    }
    script.current_dir(folder).env("TERM", "xterm-256color").envs(variables.iter().copied());
    let Output { stdout, .. } = script.args(["--quiet", "--command", &run, "/dev/null"]).output().ok()?;
    Some(String::from_utf8_lossy(&stdout).into_owned())
}

/// Work of more than a second on any machine.
fn much() -> String {
    let sentence =
        "Ministers of six states met in the hall on Tuesday, and said that they had agreed on 12 of 40 points. ";
    let line =
        |n: usize| format!("{{\"id\": \"r{n}\", \"date\": \"2021-05-25\", \"text\": \"{}\"}}\n", sentence.repeat(5));
    (0..40_000).map(line).collect()
}

/// Whoever watches sees how far the work has got; whoever reads the streams later sees nothing of it.
#[test]
fn the_bar_is_for_those_who_watch() {
    let folder = folder(&[("all.jsonl", much().as_bytes())]);
    let piped = factlint(folder.path(), &["claims", "all.jsonl", "--format", "jsonl", "--no-cache", "--jobs", "1"]);
    assert!(!err(&piped).contains("reading") && !err(&piped).contains(['\r', '\u{1b}']), "{}", err(&piped));
    let run = "check all.jsonl --no-cache --jobs 1";
    let Some(watched) = on_a_terminal(folder.path(), run, &[]) else { return };
    let drawn = watched.split("reading ").nth(1).unwrap_or_else(|| panic!("{watched:?}"));
    assert!(drawn.contains("of 40000 articles"), "{drawn:?}");
    // It is taken away before the result is told.
    let told = watched.rsplit("reading ").next().unwrap_or_default();
    assert!(told.contains("\u{1b}[2K") && told.contains("40,000 articles"), "{told:?}");
    let kept = on_a_terminal(folder.path(), "check all.jsonl --jobs 1", &[]).unwrap_or_default();
    assert!(kept.contains("of 40000 articles"), "it is drawn also where there is a cache: {kept:?}");
    let quiet = on_a_terminal(folder.path(), &format!("{run} --quiet"), &[]).unwrap_or_default();
    assert!(!quiet.contains("reading"), "{quiet:?}");
}

/// Rules and places are links where the terminal opens them; nowhere else, unless somebody insists.
#[test]
fn links_are_for_terminals_that_open_them() {
    const LINK: &str = "\u{1b}]8;;";
    let folder = conflicting();
    let path = folder.path();
    let file = format!(
        "{LINK}file://{}\u{1b}\\b.txt:4:41{LINK}\u{1b}\\",
        path.canonicalize().expect("a folder").join("b.txt").display()
    );
    let rule = format!("{LINK}https://github.com/");
    let shows = |told: &str| [told.contains(&file), told.contains(&rule)];
    let knows = ("VTE_VERSION", "7003");
    if let Some(told) = on_a_terminal(path, "check .", &[knows]) {
        assert_eq!(shows(&told), [true, true], "{told:?}");
        for (args, variables) in
            [("check .", &[][..]), ("check . --color never", &[knows]), ("check .", &[knows, ("NO_COLOR", "1")])]
        {
            let told = on_a_terminal(path, args, variables).expect("a terminal");
            assert!(told.contains("two-founding-dates") && !told.contains(LINK), "{told:?}");
        }
    }
    let piped = |variables: &[(&str, &str)]| {
        let mut command = assert_cmd::Command::cargo_bin("factlint").expect("the binary is built");
        out(&command.current_dir(path).args(["check", "."]).envs(variables.iter().copied()).output().expect("it runs"))
    };
    assert_eq!(shows(&piped(&[knows])), [false, false]);
    assert_eq!(shows(&piped(&[("FORCE_HYPERLINK", "1")])), [true, true]);
    let plain = piped(&[]);
    assert_eq!(
        piped(&[("FORCE_HYPERLINK", "1")])
            .split(LINK)
            .map(|part| part.split_once("\u{1b}\\").map_or(part, |(_, text)| text))
            .collect::<String>(),
        plain
    );
}

/// The rule of a pack of one's own is linked to its file.
#[test]
fn links_to_packs() {
    let told = |year: u16| format!("Talks\nNaryn Star, 4 March 2019\n\nThe Skerry Beacon blazed in {year}.\n");
    let folder =
        folder(&[("a.txt", told(1998).as_bytes()), ("b.txt", told(1997).as_bytes()), ("b.yaml", BEACONS.as_bytes())]);
    let mut command = assert_cmd::Command::cargo_bin("factlint").expect("the binary is built");
    let run = command.current_dir(folder.path()).args(["check", ".", "--rules", "b.yaml"]).env("FORCE_HYPERLINK", "1");
    let output = run.output().expect("it runs");
    let file = folder.path().canonicalize().expect("a folder").join("b.yaml");
    let link = format!("\u{1b}]8;;file://{}\u{1b}\\two-kindlings\u{1b}]8;;\u{1b}\\", file.display());
    assert!(out(&output).contains(&link), "{:?}", out(&output));
}

/// Every command's help ends in examples that can be typed as they are.
#[test]
fn help_has_examples() {
    let folder = folder(&[]);
    let help = |command: &[&str]| out(&factlint(folder.path(), &[command, &["--help"]].concat()));
    let commands = |text: &str| -> Vec<String> {
        let list = text.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
        let names = list.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
        names.filter_map(|line| line.split(' ').next()).filter(|name| *name != "help").map(str::to_owned).collect()
    };
    let mut all: Vec<Vec<String>> = commands(&help(&[])).into_iter().map(|name| vec![name]).collect();
    assert!(all.len() > 12, "{all:?}");
    all.extend(commands(&help(&["baseline"])).into_iter().map(|name| vec!["baseline".to_owned(), name]));
    for command in &all {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let help = help(&words);
        let examples = help.split("Examples:\n").nth(1).unwrap_or_else(|| panic!("{command:?}: {help}"));
        assert!(examples.contains(&format!("factlint {}", words.join(" "))), "{command:?}: {examples}");
    }
    assert_eq!(code(&factlint(folder.path(), &["baseline", "write", "--help"])), 0);
}
