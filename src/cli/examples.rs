//! What can be typed, by example: the end of each command's help.

/// Of the whole program.
pub(super) const ALL: &str = "\
Examples:
  factlint check articles/                    conflicts among the articles of a folder
  factlint check --format jsonl news.jsonl    the same for programs, one conflict a line
  factlint check --fail-on warning a.md b.md  a gate that also stops at warnings
  factlint check news/ --since HEAD~1         only conflicts that the last commit brought
  factlint check news/ --output sarif=f.sarif the report besides, for a code scanning service
  factlint baseline write news/               what is known today is no news tomorrow
  factlint dates --published 2024-06-26 -     which dates the text on standard input names
  factlint explain two-founding-dates         what a rule finds, and why that matters

Exit codes: 0 no conflict, 1 conflicts, 2 bad usage, input or rule file, 3 no article in the input.";

/// Of `check`.
pub(super) const CHECK: &str = "\
Examples:
  factlint check articles/                          what cannot all be true, drawn for people
  factlint check news.jsonl --format jsonl          the same for programs, one conflict a line
  factlint check news/ --changed news/today.md      a gate for one article, against all others
  factlint check news/ --since origin/main          only conflicts that this branch brings
  factlint check news/ --fail-on warning            a gate that also stops at warnings
  factlint check news/ --output sarif=out.sarif     the report besides, for a code scanning service
  factlint check today/ --claims archive.jsonl      against the claims of an archive";

/// Of `baseline`.
pub(super) const BASELINE: &str = "\
Examples:
  factlint baseline write news/     what is found today is known from now on
  factlint baseline check news/     what of it is no longer found
  factlint baseline prune news/     forget that";

/// Of `init`.
pub(super) const INIT: &str = "\
Examples:
  factlint init                     write factlint.yaml to this folder
  factlint init --pack harbours     and a pack to start one's own from";

/// Of `files`.
pub(super) const FILES: &str = "\
Examples:
  factlint files news/              what a run over this folder would read";

/// Of `articles`.
pub(super) const ARTICLES: &str = "\
Examples:
  factlint articles page.txt                    how a page was cut, with outlets and days
  factlint articles news/ --format jsonl        the same for programs";

/// Of `dates`.
pub(super) const DATES: &str = "\
Examples:
  factlint dates page.txt                             what was read, and as what
  echo 'They met last Friday.' | factlint dates --published 2024-06-26 -
  factlint dates news/ --format timeml                TimeML, a document an article";

/// Of `claims`.
pub(super) const CLAIMS: &str = "\
Examples:
  factlint claims page.txt                      what was read, and why each slot is filled so
  factlint claims --why page.txt:12             which patterns nearly matched in line 12
  factlint claims news/ --format jsonl > claims.jsonl && factlint check --claims claims.jsonl";

/// Of `rules`.
pub(super) const RULES: &str = "\
Examples:
  factlint rules                                all rules
  factlint rules --rules packs/                 those of one's own packs among them";

/// Of `explain`.
pub(super) const EXPLAIN: &str = "\
Examples:
  factlint explain two-founding-dates           what it finds, why, an example, its traps";

/// Of `why`.
pub(super) const WHY: &str = "\
Examples:
  factlint check news/ --format jsonl           gives each conflict with its fingerprint
  factlint why 53ea603cbf360cfb news/           its proof; the first few digits will do";

/// Of `test`.
pub(super) const TEST: &str = "\
Examples:
  factlint test                                 the texts of all rules
  factlint test packs/harbours.yaml             those of a pack of one's own";

/// Of `schema`.
pub(super) const SCHEMA: &str = "\
Examples:
  factlint schema > pack.schema.json            for the YAML language server of an editor";

/// Of `completions`.
pub(super) const COMPLETIONS: &str = "\
Examples:
  factlint completions bash > ~/.local/share/bash-completion/completions/factlint";

/// Of `man`.
pub(super) const MAN: &str = "\
Examples:
  factlint man | man -l -                       read the manual
  factlint man ~/.local/share/man/man1          install the pages of all commands";

/// Of `baseline write`.
pub(super) const WRITE: &str = "\
Examples:
  factlint baseline write news/                 into factlint-baseline.json";

/// Of `baseline check`.
pub(super) const COMPARE: &str = "\
Examples:
  factlint baseline check news/                 exit code 1 if something is no longer found";

/// Of `baseline prune`.
pub(super) const PRUNE: &str = "\
Examples:
  factlint baseline prune news/                 nothing is added to it";

#[cfg(test)]
mod tests {
    use crate::cli::args::Args;
    use clap::{Command, CommandFactory, Parser};

    /// All commands, those within commands too.
    fn all(command: &Command) -> Vec<&Command> {
        std::iter::once(command).chain(command.get_subcommands().flat_map(all)).collect()
    }

    /// Every example is one that the program takes, and fits the width of a terminal.
    #[test]
    fn examples_can_be_typed() {
        let program = Args::command();
        for command in all(&program) {
            let help = command.get_after_help().unwrap_or_else(|| panic!("{} has no examples", command.get_name()));
            let help = help.to_string();
            assert!(help.lines().all(|line| line.len() <= 100), "{help}");
            // What follows a gap is a remark, and what follows a sign of the shell is not this program's.
            let typed = |rest: &str| rest.split("  ").next()?.split(['\n', '>', '|', '&']).next().map(str::to_owned);
            for line in help.split("factlint ").skip(1).filter_map(typed) {
                let words = std::iter::once("factlint").chain(line.split_whitespace());
                assert!(Args::try_parse_from(words).is_ok(), "{line}");
            }
        }
    }
}
