//! The command line: what is read, what is written where, and how a run ends.

mod cache;
mod claims;
mod exchange;
mod formats;
mod gate;
mod policy;
mod terminal;

use assert_cmd::Command;
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

const OLD: &str =
    "Neighbours in talks\nNaryn Star, 4 March 2019\n\nThe CSTO was founded in 1992. It has six members.\n";
const NEW: &str =
    "Ministers meet\nOsh Post, 25 May 2021\n\nIn Minsk, ministers met on Tuesday. The CSTO was founded in 2002.\n";

/// A pack of one's own: beacons, and when they were kindled; no pack that is built in knows any.
const BEACONS: &str = r#"pack: beacons
classes:
  beacon:
    is: [place]
    nouns: [beacon]
entities:
  - {name: Skerry Beacon, class: beacon}
predicates:
  kindled:
    about: A beacon is lit.
    subject: [beacon]
patterns:
  - claim: kindled
    match:
      - "[kindle] {subject:beacon}"
      - "{subject:beacon} [blaze]"
rules:
  - id: two-kindlings
    severity: error
    finds: A beacon that is kindled for the first time at two different times.
    why: That happens once.
    claims:
      a: "kindled(subject: beacon, when: t1)"
      b: "kindled(subject: beacon, when: t2)"
    conflict: t1 disjoint t2
    message: "{beacon} is kindled in {t1} here, in {t2} there"
    traps: A year agrees with a day of it.
    tests:
      - conflict:
          - {date: 2019-06-14, text: "The Skerry Beacon blazed in 1998."}
          - {date: 2020-01-05, text: "The Skerry Beacon blazed in 1997."}
      - consistent:
          - {date: 2019-06-14, text: "The Skerry Beacon blazed on 14 June 1998."}
          - {date: 2020-01-05, text: "The Skerry Beacon blazed in 1998."}
"#;

/// A folder of files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder for a test");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder for a file");
        fs::write(path, bytes).expect("a file for a test");
    }
    folder
}

/// Two articles that contradict each other.
fn conflicting() -> TempDir {
    folder(&[("a.txt", OLD.as_bytes()), ("b.txt", NEW.as_bytes())])
}

fn factlint(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("factlint").expect("the binary is built");
    command.current_dir(folder).args(args).output().expect("the binary runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// Messages, their lines joined.
fn told(output: &Output) -> String {
    err(output).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn json(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

/// The keys of a line, in their order.
fn keys(line: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut depth = 0;
    for part in line.split('"').collect::<Vec<_>>().windows(2) {
        depth += part[0].matches(['{', '[']).count();
        depth -= part[0].matches(['}', ']']).count();
        if depth == 1 && part[0].trim_end().ends_with(['{', ',']) {
            keys.push(part[1].to_owned());
        }
    }
    keys
}

/// Both facts are named, both words underlined; the conflict is on one stream, the summary on the other.
#[test]
fn check_for_people() {
    let folder = conflicting();
    let output = factlint(folder.path(), &["check", "."]);
    assert_snapshot!(out(&output), @r"
    error: two-founding-dates

      × CSTO is founded in 2002 here, in 1992 there
      │ Osh Post, 2021-05-25: 2002
       ╭─[b.txt:4:41]
     4 │ … The CSTO was founded in 2002.
       ·       ────                ────
       ╰────
      ╰─▶   • Naryn Star, 2019-03-04: 1992
             ╭─[a.txt:4:5]
           4 │ The CSTO was founded in 1992. …
             ·     ────                ────
             ╰────
      help: Is one of the dates that of a treaty, a decision or a predecessor from
            which it grew? Then say so.
    ");
    assert_snapshot!(err(&output), @"read: 2 articles, 3 dated sentences (66 % of them yielded a claim), 3 claims, 1 conflict (1 error)");
    assert_eq!(code(&output), 1);
}

/// Each stage for people.
#[test]
fn stages_for_people() {
    let folder = conflicting();
    assert_snapshot!(out(&factlint(folder.path(), &["articles", "."])), @r"
    a.txt  1 article
             1-4  2019-03-04  Naryn Star
                  Neighbours in talks
                  1 paragraph, 68 bytes, 20 bytes inside left out

    b.txt  1 article
             1-4  2021-05-25  Osh Post
                  Ministers meet
                  1 paragraph, 79 bytes, 17 bytes inside left out
    ");
    assert_snapshot!(out(&factlint(folder.path(), &["dates", "b.txt"])), @r"
    Ministers meet
    Osh Post, 2021-05-25  b.txt#1

        4  In Minsk, ministers met on [Tuesday].
           Tuesday  DATE 2021-05-25  from the article's date

        4  The CSTO was founded in [2002].
           2002  DATE 2002
    ");
}

/// The keys of the contract, in its order, and offsets of the original bytes.
#[test]
fn json_lines_keep_the_contract() {
    let page = "\u{feff}Talks\r\nNaryn Star, 4 March 2019\r\n\r\nSo “it” began. The CSTO was founded in 1992.\r\n";
    let folder = folder(&[("a.txt", page.as_bytes()), ("b.txt", NEW.as_bytes())]);
    let lines = |command| out(&factlint(folder.path(), &[command, ".", "--format", "jsonl"]));
    let at = ["file", "article", "start", "end"];
    let first = |text: &str| keys(text.lines().next().expect("a line"));
    assert_eq!(first(&lines("articles")), [&at[..], &["title", "outlet", "published"]].concat());
    assert_eq!(first(&lines("dates")), [&at[..], &["text", "type", "value", "mod"]].concat());
    let said = [
        "text",
        "predicate",
        "subject",
        "object",
        "value",
        "unit",
        "bound",
        "when",
        "polarity",
        "stage",
        "modality",
        "attribution",
        "published",
    ];
    let claims = lines("claims");
    assert_eq!(first(&claims), [&at[..], &said[..], &["version", "detail"]].concat());
    let article = keys(claims.lines().last().expect("an article"));
    assert_eq!(article, [&at[..], &["text", "predicate", "published", "version", "detail"]].concat());
    let check = lines("check");
    assert_eq!(first(&check), ["rule", "severity", "fingerprint", "message", "claims"]);
    let witness = &check[check.find("\"claims\":[").expect("claims") + 10..];
    assert_eq!(
        keys(&witness[..witness.find('}').expect("an end") + 1]),
        [&at[..], &["line", "column"], &said[..]].concat()
    );
    for line in claims.lines() {
        let claim: Value = serde_json::from_str(line).expect("JSON");
        let bytes = fs::read(folder.path().join(claim["file"].as_str().expect("a name"))).expect("the file");
        let offset = |key: &str| usize::try_from(claim[key].as_u64().expect("an offset")).expect("it fits");
        assert_eq!(&bytes[offset("start")..offset("end")], claim["text"].as_str().expect("text").as_bytes());
    }
}

/// A list is an array, a whole number has no point.
#[test]
fn lists_and_numbers_are_json() {
    let text = "Talks\nNaryn Star, 4 March 2019\n\nThe CSTO has six members. The current members are Armenia, Belarus and Kazakhstan.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let output = out(&factlint(folder.path(), &["claims", "a.txt", "--format", "jsonl"]));
    assert!(
        output.contains(r#""object":["Armenia","Belarus","Kazakhstan"],"value":null,"unit":null,"bound":"exact""#),
        "{output}"
    );
    assert!(output.contains(r#""value":6,"unit":"countries","bound":"exact""#), "{output}");
}

/// The exit code follows the severity that the caller fears.
#[test]
fn exit_codes() {
    let folder = conflicting();
    let run = |args: &[&str]| code(&factlint(folder.path(), args));
    assert_eq!(run(&["check", "."]), 1);
    assert_eq!(run(&["check", ".", "--fail-on", "never"]), 0);
    assert_eq!(run(&["check", "a.txt"]), 0);
    assert_eq!(run(&["check", ".", "missing"]), 2);
    assert_eq!(run(&["check"]), 1, "the current folder");
    assert_eq!(run(&["check", ".", "--fail-on", "sometimes"]), 2);
    assert_eq!(run(&["--help"]), 0);
    assert_eq!(run(&["--version"]), 0);
    assert_eq!(run(&["explain", "two-founding-dates"]), 0);
    assert_eq!(run(&["explain", "two-founding-date"]), 2);
    assert_eq!(run(&["rules"]), 0);
}

/// Whatever cannot be read is named with its place, and the rest is read.
#[test]
fn bad_input_is_named_and_the_rest_is_read() {
    let long = format!("Talks\n\n{}", "They said that the league would meet again. ".repeat(120_000));
    let german = "Gespräche\n\nDer Bund wurde im Jahr 2002 gegründet, und die Staaten haben sich noch nicht einigen können. Das sagte der Minister am Montag, und er fügte hinzu, dass die Gespräche mit den Nachbarn weiter gehen sollen.\n";
    for (name, bytes, exit, message) in [
        ("empty.txt", &b""[..], 3, "empty.txt: the file is empty"),
        ("binary.txt", b"\x00\x01\x02\x7fELF\x00\x00\xfe", 2, "binary.txt:1:1: the file is binary"),
        ("damaged.txt", b"Talks\n\nThe caf\xc3\xa9 is \xe2\x80\x99 na\xefve.\n", 2, "damaged.txt:3:"),
        ("bad.jsonl", b"{\"text\": \"One.\"}\n{\"text\"\n", 2, "bad.jsonl:2:"),
        ("german.txt", german.as_bytes(), 3, "german.txt#1 (German)"),
        ("long.txt", long.as_bytes(), 0, "no claim was found"),
    ] {
        let folder = folder(&[(name, bytes), ("a/a.txt", OLD.as_bytes())]);
        let alone = factlint(folder.path(), &["check", name, "--isolated"]);
        assert!(err(&alone).contains(message), "{name}: {}", err(&alone));
        assert_eq!(code(&alone), exit, "{name}: {}", err(&alone));
        let together = factlint(folder.path(), &["claims", name, "a", "--isolated", "--format", "jsonl"]);
        assert!(out(&together).contains("\"founded\""), "{name}: {}", err(&together));
    }
}

/// Paths that are not there, folders without articles.
#[test]
fn paths_without_articles() {
    let folder = folder(&[("empty/notes.csv", b"1992")]);
    let missing = factlint(folder.path(), &["check", "missing.txt"]);
    assert!(err(&missing).contains("missing.txt: no such file"), "{}", err(&missing));
    assert_eq!(code(&missing), 2);
    let empty = factlint(folder.path(), &["check", "empty"]);
    assert!(err(&empty).contains("empty: the folder holds no articles"), "{}", err(&empty));
    assert_eq!((code(&empty), out(&empty).as_str()), (3, ""));
}

/// A file that its owner closed.
#[cfg(unix)]
#[test]
fn unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = conflicting();
    let path = folder.path().join("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("the file is ours");
    if fs::read(&path).is_ok() {
        return; // the superuser reads everything
    }
    let output = factlint(folder.path(), &["check", "."]);
    assert!(err(&output).contains("a.txt: cannot be read"), "{}", err(&output));
    assert_eq!(code(&output), 2);
}

/// A configuration that is wrong stops the run, with its place.
#[test]
fn bad_configuration() {
    let folder = folder(&[
        ("a.txt", OLD.as_bytes()),
        ("factlint.yaml", b"articles:\n  - path: a.txt\n    publishd: 2024-06-26\n"),
    ]);
    let output = factlint(folder.path(), &["check", "a.txt"]);
    assert!(err(&output).contains("factlint.yaml:3:5:") && err(&output).contains("publishd"), "{}", err(&output));
    assert_eq!((code(&output), out(&output).as_str()), (2, ""));
    assert_eq!(code(&factlint(folder.path(), &["check", "a.txt", "--isolated"])), 0);
    assert_eq!(code(&factlint(folder.path(), &["check", "a.txt", "--config", "none.yaml"])), 2);
}

/// The very word is underlined in the pack, and the corpus is still checked.
#[test]
fn bad_packs() {
    let rule = "- {id: two-founding-dates, severity: error, finds: f, why: w, message: m, traps: t, claims: {a: \"fonded(subject: o)\"}, conflict: \"same article\", tests: []}";
    let pack = format!(
        "pack: mine\npredicats: {{}}\npatterns:\n  - claim: founded\n    match: [\"{{subject:organization}} [found in\"]\nrules:\n  {rule}\n"
    );
    let folder = folder(&[("a.txt", OLD.as_bytes()), ("b.txt", NEW.as_bytes()), ("packs/mine.yaml", pack.as_bytes())]);
    let output = factlint(folder.path(), &["check", "a.txt", "b.txt", "--rules", "packs"]);
    for message in [
        "unknown key `predicats`",
        "[found in",
        "`fonded`",
        "two rules are called `two-founding-dates`",
        "packs/mine.yaml:2:1",
    ] {
        assert!(err(&output).contains(message), "{message}: {}", err(&output));
    }
    assert!(out(&output).contains("two-founding-dates"), "{}", out(&output));
    assert_eq!(code(&output), 2);
    assert_eq!(code(&factlint(folder.path(), &["rules", "--rules", "none"])), 2);
}

/// Standard input; its articles are undated unless the caller dates them.
#[test]
fn standard_input() {
    let run = |args: &[&str]| {
        let mut command = Command::cargo_bin("factlint").expect("the binary is built");
        let output =
            command.args(args).write_stdin("Talks\n\nThe ministers met on Monday.\n").output().expect("it runs");
        json(&output)
    };
    assert_eq!(run(&["dates", "-", "--isolated", "--format", "jsonl"])[0]["file"], "<stdin>");
    let dated = run(&["dates", "-", "--published", "2024-06-26", "--format", "jsonl", "--isolated"]);
    assert_eq!(dated[0]["value"], "2024-06-24");
}

/// A text that says nothing is not clean, even where the caller wants quiet; and quiet is quiet.
#[test]
fn nothing_found_is_told() {
    let folder =
        folder(&[("a.txt", b"Talks\nNaryn Star, 4 March 2019\n\nIt rained for a week.\n"), ("b.txt", OLD.as_bytes())]);
    assert!(err(&factlint(folder.path(), &["check", "a.txt", "--quiet"])).contains("no claim was found"));
    assert_eq!(err(&factlint(folder.path(), &["check", "b.txt", "--quiet"])), "");
}

/// A reader that goes away ends the run quietly.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_away() {
    let folder = folder(&[("a.txt", OLD.repeat(3_000).as_bytes())]);
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("factlint"));
    command.current_dir(folder.path()).args(["dates", "a.txt", "--quiet"]);
    let mut child =
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

/// Threads do not change what is written.
#[test]
fn order_is_kept() {
    let folder = conflicting();
    let run = |jobs| out(&factlint(folder.path(), &["claims", ".", "--format", "jsonl", "--jobs", jobs]));
    assert_eq!(run("1"), run("4"));
}

/// What a terminal would obey never reaches it, from the text or from names.
#[test]
fn control_characters_stay_here() {
    let record = |id: &str, year: u16| {
        format!("{{\"id\": \"{id}\", \"text\": \"The \\u001b]0;x\\u0007CSTO was \\u202efounded in {year}.\"}}\n")
    };
    let records = record("\\u001b[31m", 1992) + &record("\\u001b[31m", 2002);
    let folder = folder(&[("a.jsonl", records.as_bytes())]);
    for command in ["check", "articles", "dates", "claims"] {
        let output = factlint(folder.path(), &[command, "a.jsonl"]);
        let all = out(&output) + &err(&output);
        assert!(!all.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{command}: {all:?}");
    }
}

/// A date given on the command line anchors what has none, and only that.
#[test]
fn published_anchors_undated_input() {
    let folder = folder(&[("undated.txt", b"They met yesterday.\n"), ("dated.txt", OLD.as_bytes())]);
    let run = |args: &[&str]| factlint(folder.path(), args);
    let values = |output: &Output| json(output).iter().map(|d| d["value"].to_string()).collect::<Vec<_>>();
    let args = ["dates", "--format", "jsonl", "--published", "2024-06-26"];
    assert_eq!(values(&run(&[&args[..], &["undated.txt"]].concat())), ["\"2024-06-25\""]);
    assert_eq!(values(&run(&["dates", "--format", "jsonl", "undated.txt"])), ["\"XXXX-XX-XX\""]);
    let dated = run(&["dates", "--format", "timeml", "--published", "2024-06-26", "dated.txt"]);
    assert!(out(&dated).contains("value=\"2019-03-04\" temporalFunction"), "{}", out(&dated));
    let xml = run(&["dates", "--format", "timeml", "--published", "2024-06-26", "."]);
    assert_eq!(out(&xml).matches("<TimeML>").count(), 2);
}

/// A pack with a founding that it vouches for, and an article that has another.
fn vouched() -> TempDir {
    let pack =
        "pack: mine\nfacts:\n- {claim: founded, subject: ASEAN, when: 1967-08-08, source: Bangkok Declaration}\n";
    let article = "ASEAN at a glance\nNaryn Star, 4 March 2019\n\nASEAN was founded in 1976.\n";
    folder(&[("mine.yaml", pack.as_bytes()), ("a.txt", article.as_bytes())])
}

/// A reference fact decides: the article's claim comes first, and the source is named.
#[test]
fn reference_facts_accuse_the_article() {
    let folder = vouched();
    let output = factlint(folder.path(), &["check", "--rules", "mine.yaml", "a.txt"]);
    assert_eq!(code(&output), 1);
    assert_snapshot!(out(&output), @r"
    error: two-founding-dates

      × ASEAN is founded in 1976 here, on 8 August 1967 there
      │ Naryn Star, 2019-03-04: 1976
       ╭─[a.txt:4:1]
     4 │ ASEAN was founded in 1976.
       · ─────                ────
       ╰────
      ╰─▶   • Bangkok Declaration, undated: 8 August 1967
             ╭─[mine.yaml:3:29]
           3 │ …{claim: founded, subject: ASEAN, when: 1967-08-08, source:
             ·                            ─────        ──────────
             │ Bangkok Declaration}
             ╰────
      note: a reference decides: 8 August 1967, according to Bangkok Declaration
      help: Is one of the dates that of a treaty, a decision or a predecessor from
            which it grew? Then say so.
    ");
}

/// `why` shows each claim, the pattern that read it, how it was dated, and the condition.
#[test]
fn why_proves_a_conflict() {
    let folder = conflicting();
    let conflicts = json(&factlint(folder.path(), &["check", "--format", "jsonl", "."]));
    let fingerprint = conflicts[0]["fingerprint"].as_str().expect("a conflict has a fingerprint");
    let output = factlint(folder.path(), &["why", fingerprint, "."]);
    assert_snapshot!(without_lines(&out(&output)), @"
    two-founding-dates
    CSTO is founded in 2002 here, in 1992 there

    a  founded  Osh Post, 2021-05-25  b.txt:4:37
         The CSTO was founded in 2002
       read by alliances/founded#1 (rules/alliances/membership.yaml:…
       dated 2002: “2002”, as written

    b  founded  Naryn Star, 2019-03-04  a.txt:4:1
         The CSTO was founded in 1992
       read by alliances/founded#1 (rules/alliances/membership.yaml:…
       dated 1992: “1992”, as written

    what they stand for
      org = CSTO
      t1 = 2002
      t2 = 1992

    why they cannot all be true (rules/conflicts/organizations.yaml)
      t1 disjoint t2: certain

    severity error
    ");
    assert_eq!(code(&output), 0);
    let output = factlint(folder.path(), &["why", "ffff", "."]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("no conflict here has the fingerprint `ffff`"), "{}", err(&output));
}

/// The numbers of lines in the packs, which change with every edit of them, taken away.
fn without_lines(text: &str) -> String {
    let cut = |line: &str| match line.split_once(".yaml:") {
        Some((before, _)) => format!("{before}.yaml:…"),
        None => line.to_owned(),
    };
    text.lines().map(cut).collect::<Vec<_>>().join("\n")
}

/// A fact of a predicate that nobody declares, or with a time that is none, is told with its place.
#[test]
fn faulty_facts_are_told() {
    let pack =
        "pack: mine\nfacts:\n- {claim: foundet, subject: A, source: B}\n- {claim: founded, when: soon, source: B}\n";
    let folder = folder(&[("mine.yaml", pack.as_bytes()), ("a.txt", OLD.as_bytes())]);
    let output = factlint(folder.path(), &["check", "--rules", "mine.yaml", "a.txt"]);
    assert_eq!(code(&output), 2);
    let told = err(&output);
    for words in ["no pack declares a predicate `foundet`", "did you mean `founded`?", "`soon` is no time"] {
        assert!(told.contains(words), "{told}");
    }
}

/// `test` takes the name of a pack, and says which is none.
#[test]
fn test_takes_names_of_packs() {
    let folder = folder(&[]);
    let output = factlint(folder.path(), &["test", "organizations"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("rules"), "{}", out(&output));
    let output = factlint(folder.path(), &["test", "organisations"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("did you mean `organizations`?"), "{}", err(&output));
}

/// The schema knows every key that the packs in the binary use, and no other.
#[test]
fn schema_describes_packs() {
    let folder = folder(&[]);
    let schema: Value = serde_json::from_str(&out(&factlint(folder.path(), &["schema"]))).expect("the schema is JSON");
    let root = &schema["properties"];
    for section in ["pack", "entities", "predicates", "patterns", "facts", "rules", "layouts"] {
        assert!(root[section].is_object(), "{section}");
    }
    assert_eq!(schema["additionalProperties"], false);
    let rule = &schema["$defs"]["RuleSpec"];
    let wanted: Vec<&str> = rule["required"].as_array().expect("keys").iter().filter_map(Value::as_str).collect();
    assert_eq!(wanted, ["id", "severity", "finds", "why", "claims", "conflict", "message", "traps", "tests"]);
    assert!(rule["properties"]["traps"]["description"].is_string());
}
