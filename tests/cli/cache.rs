//! The cache: it is used, changes nothing that is told, and is never believed wrongly.

use super::{BEACONS, NEW, OLD, code, conflicting, err, factlint, folder, json, out, told};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The parts of the cache in a folder.
fn parts(folder: &Path) -> Vec<PathBuf> {
    kept(folder, "part")
}

/// The files of the cache in a folder with this ending.
fn kept(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let below = |path: PathBuf| fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let all = below(folder.join(".factlint_cache")).flat_map(below);
    all.filter(|path| path.extension().is_some_and(|end| end == ending)).collect()
}

/// Checks that a run says what one without a cache says, and gives what it told of its use.
fn same(folder: &Path, args: &[&str]) -> String {
    let fresh = factlint(folder, &[args, &["--no-cache"]].concat());
    let cached = factlint(folder, args);
    assert_eq!((out(&cached), err(&cached), code(&cached)), (out(&fresh), err(&fresh), code(&fresh)), "{args:?}");
    told(&factlint(folder, &[args, &["--verbose"]].concat()))
}

/// Many short records, the last of which clash.
fn records(count: usize) -> String {
    let line = |n: usize| {
        let year = if n + 1 == count { 1992 } else { 2002 };
        let clash = if n + 2 >= count { format!("The CSTO was founded in {year}.") } else { "It rained.".to_owned() };
        format!("{{\"id\": \"r{n}\", \"date\": \"2021-05-25\", \"text\": \"{clash} Record {n}.\"}}\n")
    };
    (0..count).map(line).collect()
}

/// Each command that reads says the same with the cache and without it, and the cache is used.
#[test]
fn the_same_is_told() {
    let folder = conflicting();
    let path = folder.path();
    for args in [
        &["check", "."][..],
        &["check", ".", "--format", "sarif"],
        &["check", ".", "--statistics"],
        &["check", ".", "--changed", "a.txt"],
        &["check", ".", "--changed", "a.txt", "--format", "json"],
        &["claims", ".", "--format", "jsonl"],
        &["claims", "."],
        &["baseline", "write", "."],
    ] {
        assert!(same(path, args).contains("from the cache: 2 articles; read anew: 0 articles"), "{args:?}");
    }
    fs::write(path.join("c.txt"), NEW.replace("2002", "2003")).expect("a new article");
    let told = told(&factlint(path, &["check", ".", "--verbose"]));
    assert!(told.contains("from the cache: 2 articles; read anew: 1 article"), "{told}");
    fs::rename(path.join("c.txt"), path.join("d.txt")).expect("a new name");
    assert!(same(path, &["check", "."]).contains("from the cache: 3 articles"), "a name is nothing that is read");
}

/// It says what it is, stays out of git and of the input, and can be deleted; `--no-cache` makes none.
#[test]
fn it_has_its_place() {
    let folder = folder(&[("factlint.yaml", b""), ("news/a.txt", OLD.as_bytes()), ("news/b.txt", NEW.as_bytes())]);
    let path = folder.path();
    factlint(path, &["check", "news", "--no-cache"]);
    assert!(!path.join(".factlint_cache").exists());
    factlint(&path.join("news"), &["check", "."]);
    let read = |name: &str| fs::read_to_string(path.join(".factlint_cache").join(name)).expect("it was written");
    assert_eq!(read(".gitignore"), "*\n");
    assert!(read("CACHEDIR.TAG").starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
    assert_eq!(parts(path).len(), 1);
    fs::remove_dir_all(path.join(".factlint_cache")).expect("it can be deleted");
    assert!(same(path, &["check", "news"]).contains("from the cache: 2 articles"));
    fs::remove_dir_all(path.join(".factlint_cache")).expect("it can be deleted");
    fs::write(path.join(".factlint_cache"), "in the way").expect("a file");
    let blocked = factlint(path, &["check", "news", "--verbose"]);
    assert_eq!(code(&blocked), 1);
    assert!(told(&blocked).contains("what is new cannot be kept"), "{}", err(&blocked));
}

/// Whatever byte is lost or changed: the same is told, and the next run finds all in order again.
#[test]
fn damage_is_never_believed() {
    let folder = conflicting();
    let path = folder.path();
    let wanted = out(&factlint(path, &["check", ".", "--no-cache"]));
    factlint(path, &["check", "."]);
    let [part] = &parts(path)[..] else { panic!("one run writes one part") };
    let bytes = fs::read(part).expect("the part");
    let flipped = (0..bytes.len()).step_by(29).map(|at| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x41;
        bytes
    });
    let cut = [0, 1, 16, 17, 20, bytes.len() / 2, bytes.len() - 1].map(|end| bytes[..end].to_vec());
    let longer = [&bytes[..], b"factlint"].concat();
    for damaged in flipped.chain(cut).chain([longer]) {
        parts(path).iter().for_each(|old| fs::remove_file(old).expect("the part"));
        fs::write(part, &damaged).expect("a damaged part");
        let found = factlint(path, &["check", ".", "--verbose"]);
        assert_eq!(out(&found), wanted);
        let used = told(&found);
        assert!(damaged.len() > bytes.len() || !used.contains("from the cache: 2 articles"), "{used}");
        let healed = told(&factlint(path, &["check", ".", "--verbose"]));
        assert!(
            healed.contains("from the cache: 2 articles; read anew: 0 articles") && !healed.contains("damaged"),
            "{healed}"
        );
    }
}

/// The same of the index: what is damaged or lost of it, or of what it speaks of, is read again.
#[test]
fn a_damaged_index_is_never_believed() {
    let folder = conflicting();
    let path = folder.path();
    let args = ["check", ".", "--changed", "a.txt", "--format", "jsonl"];
    let wanted = out(&factlint(path, &[&args[..], &["--no-cache"]].concat()));
    assert_eq!(wanted.lines().count(), 1);
    factlint(path, &args);
    let lose = |ending: &str| kept(path, ending).iter().for_each(|file| fs::remove_file(file).expect("a file"));
    let bytes = fs::read(&kept(path, "index")[0]).expect("the index");
    for at in (0..bytes.len()).step_by(41) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x41;
        let file = kept(path, "index").swap_remove(0);
        lose("index");
        fs::write(file, damaged).expect("a damaged index");
        assert_eq!(out(&factlint(path, &args)), wanted, "byte {at}");
    }
    for ending in ["part", "index"] {
        lose(ending);
        assert!(same(path, &args).contains("from the cache: 2 articles; read anew: 0 articles"), "{ending}");
    }
}

/// A file that was changed within a tick of the clock, or keeps its size and its time, is not taken for what it was.
#[test]
fn times_alone_are_not_believed() {
    let folder = conflicting();
    let path = folder.path();
    let run = |extra: &[&str]| out(&factlint(path, &[&["check", ".", "--format", "jsonl"], extra].concat()));
    assert_eq!(run(&[]).lines().count(), 1);
    let time = fs::metadata(path.join("b.txt")).and_then(|data| data.modified()).expect("a time");
    fs::write(path.join("b.txt"), NEW.replace("2002", "1992")).expect("a corrected article");
    let file = fs::File::options().write(true).open(path.join("b.txt")).expect("the file");
    file.set_modified(time).expect("its old time");
    assert_eq!(run(&[]), "");
    assert_eq!(run(&["--changed", "a.txt"]), "");
}

/// Another pack, a date of the configuration or another layout: what was read before is not taken for it.
#[test]
fn what_is_read_otherwise_is_read_anew() {
    let page = "Naryn Star\nThe Skerry Beacon blazed yesterday.\nThe Skerry Beacon blazed in 1998.\n";
    let folder = folder(&[("a.txt", page.as_bytes()), ("packs/beacons.yaml", BEACONS.as_bytes())]);
    let path = folder.path();
    let write = |name: &str, text: &str| fs::write(path.join(name), text).expect("a file");
    let run = || {
        let args = ["claims", "a.txt", "--format", "jsonl", "--rules", "packs"];
        let anew = same(path, &args);
        assert!(anew.contains("from the cache: 1 article"), "{anew}");
        let mut claims = json(&factlint(path, &args));
        claims.retain(|line| line["predicate"].is_string());
        claims.iter().map(|claim| format!("{} {}", claim["predicate"], claim["when"])).collect::<Vec<_>>()
    };
    assert_eq!(run(), ["\"kindled\" \"1998\""]);
    write("factlint.yaml", "articles: [{path: a.txt, published: 2020-05-02}]\n");
    assert_eq!(run(), ["\"kindled\" \"2020-05-01\"", "\"kindled\" \"1998\""]);
    write("factlint.yaml", "articles: [{path: a.txt, published: 2020-05-03}]\n");
    assert_eq!(run(), ["\"kindled\" \"2020-05-02\"", "\"kindled\" \"1998\""]);
    write("packs/beacons.yaml", &BEACONS.replace("kindled", "ignited"));
    assert_eq!(run(), ["\"ignited\" \"2020-05-02\"", "\"ignited\" \"1998\""]);
    let layout =
        "pack: pages\nlayouts:\n  - {id: star, about: Pages., header: [Naryn Star], drop: [\"*yesterday.\"]}\n";
    write("packs/pages.yaml", layout);
    assert_eq!(run(), ["\"ignited\" \"1998\""]);
}

/// A run over many records, begun and left to itself.
fn begun(folder: &Path) -> Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("factlint"));
    command.current_dir(folder).args(["check", "all.jsonl", "--format", "jsonl"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs")
}

/// A run that is killed, at its beginning or amid its work, costs the next one nothing but what it had not kept.
#[test]
fn a_run_may_be_killed() {
    let folder = folder(&[("all.jsonl", records(20_000).as_bytes())]);
    let path = folder.path();
    let wanted = out(&factlint(path, &["check", "all.jsonl", "--format", "jsonl", "--no-cache"]));
    assert_eq!(wanted.lines().count(), 1);
    let told = || told(&factlint(path, &["check", "all.jsonl", "--verbose"]));
    let mut at_once = begun(path);
    at_once.kill().expect("it can be killed");
    at_once.wait().expect("it ends");
    let mut amid = begun(path);
    while parts(path).is_empty() && amid.try_wait().expect("a process").is_none() {
        std::thread::yield_now();
    }
    // The process is killed, by SIGKILL where there is such a thing, once it has kept the first of its work.
    amid.kill().expect("it can be killed");
    amid.wait().expect("it ends");
    let kept = told();
    let known: usize = kept
        .split("from the cache: ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .and_then(|number| number.replace(',', "").parse().ok())
        .unwrap_or_else(|| panic!("{kept}"));
    assert!(known >= 16_384 && !kept.contains("damaged"), "{kept}");
    assert_eq!(out(&factlint(path, &["check", "all.jsonl", "--format", "jsonl"])), wanted);
    assert!(told().contains("from the cache: 20,000 articles; read anew: 0 articles"));
}

/// Two runs at once say what one alone says, and leave what a third can use.
#[test]
fn two_runs_at_once() {
    let folder = folder(&[("all.jsonl", records(4_000).as_bytes())]);
    let path = folder.path();
    let wanted = out(&factlint(path, &["check", "all.jsonl", "--format", "jsonl", "--no-cache"]));
    for child in [begun(path), begun(path)] {
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((out(&output), code(&output)), (wanted.clone(), 1), "{}", err(&output));
    }
    let told = told(&factlint(path, &["check", "all.jsonl", "--verbose"]));
    assert!(told.contains("from the cache: 4,000 articles; read anew: 0 articles"), "{told}");
}

/// However many runs bring something new, the files stay few, and nothing is forgotten.
#[test]
fn parts_are_joined() {
    let folder = conflicting();
    let path = folder.path();
    for year in 1970..1990 {
        fs::write(path.join(format!("{year}.txt")), OLD.replace("1992", &year.to_string())).expect("a new article");
        factlint(path, &["check", "."]);
    }
    assert!(parts(path).len() <= 8, "{:?}", parts(path));
    assert!(same(path, &["check", "."]).contains("from the cache: 22 articles; read anew: 0 articles"));
}
