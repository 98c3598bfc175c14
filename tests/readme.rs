//! The README's promises, kept.

use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the file is there")
}

/// The pack that the README shows is the one that the fixtures run.
#[test]
fn the_pack_in_the_readme_is_the_one_that_runs() {
    let pack = read("fixtures/packs/bridges/bridges.yaml");
    assert!(read("README.md").contains(&format!("```yaml\n{}\n```", pack.trim_end())));
}

/// The pack of the README finds its conflict, and its own texts pass.
#[test]
fn the_pack_in_the_readme_works() {
    let factlint = || {
        let mut command = assert_cmd::Command::cargo_bin("factlint").expect("the program is built");
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["--color", "never"]);
        command
    };
    factlint().args(["test", "fixtures/packs/bridges/bridges.yaml"]).assert().success();
    let found = factlint()
        .args(["check", "--rules", "fixtures/packs/bridges/bridges.yaml", "fixtures/packs/bridges/article.md"])
        .assert();
    let told = String::from_utf8_lossy(&found.code(1).get_output().stdout).into_owned();
    assert!(
        told.contains("Great Belt Bridge opens in 1998 here, in 1997 there")
            || told.contains("Great Belt Bridge opens in 1997 here, in 1998 there"),
        "{told}"
    );
}

/// The picture in the README is what the program prints.
#[test]
fn the_picture_is_real() {
    let mut command = assert_cmd::Command::cargo_bin("factlint").expect("the program is built");
    let run =
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["--color", "never", "check", "fixtures/news"]).assert();
    let told = String::from_utf8_lossy(&run.code(1).get_output().stdout).into_owned();
    let readme = read("README.md");
    let picture = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a picture");
    assert!(told.contains(picture.trim_end()), "the README shows\n{picture}\nand the program prints\n{told}");
}

/// The newcomer's path runs as it is printed, every command with what it says.
#[cfg(unix)]
#[test]
fn the_first_steps_are_real() {
    let readme = read("README.md");
    let steps = readme.split("```console\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the steps");
    let folder = tempfile::tempdir().expect("a folder for a newcomer");
    let binary = assert_cmd::cargo::cargo_bin("factlint");
    let path = format!("{}:{}", binary.parent().expect("a folder").display(), std::env::var("PATH").expect("a path"));
    let mut told = String::new();
    let mut lines = steps.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(first) = line.strip_prefix("$ ") else { continue };
        let mut command = first.to_owned();
        told += &format!("{line}\n");
        while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
            command += &format!("\n{}", &more[2..]);
            told += &format!("{more}\n");
        }
        let mut shell = std::process::Command::new("sh");
        shell.current_dir(folder.path()).env("PATH", &path).args(["-c", &format!("exec 2>&1\n{command}")]);
        told += &String::from_utf8_lossy(&shell.output().expect("a shell").stdout);
    }
    assert_eq!(told, steps, "the README shows other words than the program says:\n{told}");
}
