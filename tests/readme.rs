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
