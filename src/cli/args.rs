//! What can be typed.

use super::examples;
pub(super) use crate::report::formats::Format as FindingsFormat;
use clap::builder::ArgPredicate;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Finds dated claims in news articles that cannot all be true.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, after_help = examples::ALL, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) global: Global,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report dated claims that cannot all be true
    #[command(after_help = examples::CHECK)]
    Check(Check),
    /// Keep, compare or tidy the list of conflicts that are known already
    #[command(after_help = examples::BASELINE)]
    Baseline(Baseline),
    /// Write a commented factlint.yaml, and a pack of your own if you like
    #[command(after_help = examples::INIT)]
    Init(Init),
    /// List the files that would be read
    #[command(after_help = examples::FILES)]
    Files(Paths),
    /// Show how the input is cut into articles, with their outlets and dates
    #[command(after_help = examples::ARTICLES)]
    Articles(Input),
    /// Show which time expressions were read, and as what
    #[command(after_help = examples::DATES)]
    Dates(Dates),
    /// Show which claims were read, and why; or which patterns nearly matched
    #[command(after_help = examples::CLAIMS)]
    Claims(Claims),
    /// List the rules
    #[command(after_help = examples::RULES)]
    Rules,
    /// Explain a rule: what it finds, why that matters, an example
    #[command(after_help = examples::EXPLAIN)]
    Explain(Explain),
    /// Prove a conflict: each claim, what read it, how it was dated, and why both cannot be
    #[command(after_help = examples::WHY)]
    Why(Why),
    /// Run the texts that the rules carry
    #[command(after_help = examples::TEST)]
    Test(Test),
    /// Print the JSON Schema of packs, with which an editor completes and checks them
    #[command(after_help = examples::SCHEMA)]
    Schema,
    /// Print completions for a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions(Completions),
    /// Print the manual page, or write those of all commands to a folder
    #[command(after_help = examples::MAN)]
    Man(Man),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Man {
    /// The folder
    #[arg(value_name = "FOLDER")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Init {
    /// The folder
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
    /// Write a small pack of this name as well, with a predicate, a pattern and a rule that run
    #[arg(long, value_name = "NAME")]
    pub(super) pack: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Paths {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
}

/// What is read, and how it is shown.
#[derive(Debug, ClapArgs)]
pub(super) struct Input {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// For people, or for programs: a JSON object a line
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Claims {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", required_unless_present = "why")]
    pub(super) paths: Vec<PathBuf>,
    /// For people, or for programs: a JSON object a line
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Tell which patterns nearly matched in a line, and what was missing
    #[arg(long, value_name = "FILE:LINE", value_parser = Line::parse, conflicts_with_all = ["paths", "format"])]
    pub(super) why: Option<Line>,
}

/// A line of a file.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) file: PathBuf,
    /// From 1.
    pub(super) line: usize,
}

impl Line {
    fn parse(text: &str) -> Result<Self, String> {
        let (file, line) = text.rsplit_once(':').ok_or("write FILE:LINE, such as article.md:12")?;
        let line = line.parse().ok().filter(|&line| line > 0);
        let line = line.ok_or("the line is a number from 1 on, as in article.md:12")?;
        Ok(Self { file: file.into(), line })
    }
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".", default_value_if("claims", ArgPredicate::IsPresent, None))]
    pub(super) paths: Vec<PathBuf>,
    /// Check also what `factlint claims --format jsonl` wrote to this file (`-`: standard input); can be repeated
    #[arg(long, value_name = "FILE")]
    pub(super) claims: Vec<PathBuf>,
    /// How the conflicts are written to standard output
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: FindingsFormat,
    /// Write them to a file as well, such as sarif=out.sarif; can be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = Output::parse)]
    pub(super) output: Vec<Output>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    pub(super) fail_on: FailOn,
    /// Let more warnings than this make the exit code 1 as well
    #[arg(long, value_name = "N")]
    pub(super) max_new_warnings: Option<usize>,
    /// Report only conflicts that were not there at this revision of git
    #[arg(long, value_name = "REV", conflicts_with_all = ["changed", "claims"])]
    pub(super) since: Option<String>,
    /// Report only conflicts in which an article of these files takes part
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) changed: Vec<PathBuf>,
    /// Write the files to hold back to this file, a line each
    #[arg(long, value_name = "FILE")]
    pub(super) quarantine: Option<PathBuf>,
    /// Report these rules only; can be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Do not report these rules; can be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Tell how many findings each rule has, and in how many conflicts each source takes part
    #[arg(long)]
    pub(super) statistics: bool,
    /// The day by which waivers are judged [default: today, UTC]
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<Date>,
    #[command(flatten)]
    pub(super) known: Known,
}

/// The baseline of known conflicts.
#[derive(Debug, ClapArgs)]
pub(super) struct Known {
    /// The baseline [default: factlint-baseline.json beside the configuration, else in this folder]
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Report known conflicts too
    #[arg(long, conflicts_with = "baseline")]
    pub(super) no_baseline: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Baseline {
    #[command(subcommand)]
    pub(super) command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Write the conflicts of today to the baseline: from now on they are known
    #[command(after_help = examples::WRITE)]
    Write(BaselineInput),
    /// Tell whether the baseline holds conflicts that are no longer found; exit code 1 if so
    #[command(after_help = examples::COMPARE)]
    Check(BaselineInput),
    /// Take out of the baseline what is no longer found
    #[command(after_help = examples::PRUNE)]
    Prune(BaselineInput),
}

#[derive(Debug, ClapArgs)]
pub(super) struct BaselineInput {
    /// Files and folders: the whole corpus
    #[arg(value_name = "PATH", default_value = ".", default_value_if("claims", ArgPredicate::IsPresent, None))]
    pub(super) paths: Vec<PathBuf>,
    /// Take in also what `factlint claims --format jsonl` wrote to this file (`-`: standard input); can be repeated
    #[arg(long, value_name = "FILE")]
    pub(super) claims: Vec<PathBuf>,
    /// The baseline [default: factlint-baseline.json beside the configuration, else in this folder]
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
}

/// A file to write the findings to.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub(super) format: FindingsFormat,
    pub(super) file: PathBuf,
}

impl Output {
    fn parse(text: &str) -> Result<Self, String> {
        let (format, file) = text.split_once('=').ok_or("write FORMAT=FILE, such as sarif=out.sarif")?;
        let format = FindingsFormat::from_str(format, false).map_err(|_| {
            let known = FindingsFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let known: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
            format!("there is no format `{format}`; known are {}", known.join(", "))
        })?;
        if file.is_empty() {
            return Err("the file's name is missing".to_owned());
        }
        Ok(Self { format, file: file.into() })
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    #[default]
    Error,
    Warning,
    Never,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// The rule's id, as `factlint rules` lists it
    pub(super) rule: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Why {
    /// The conflict's fingerprint, or the beginning of it
    pub(super) fingerprint: String,
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Test {
    /// Packs whose rules to test: files, folders, or names of packs [default: all]
    #[arg(value_name = "PACK")]
    pub(super) packs: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Dates {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// For people, or for programs: a JSON object a line, or a TimeML document an article
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: DatesFormat,
    /// The day that articles without a date were published
    #[arg(long, value_name = "DATE")]
    pub(super) published: Option<Date>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Pretty,
    Jsonl,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum DatesFormat {
    #[default]
    Pretty,
    Jsonl,
    Timeml,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Global {
    /// Add the packs of a folder (or one pack file) to those built in; can be repeated
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) rules: Vec<PathBuf>,
    /// Use this configuration instead of the factlint.yaml above the input
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, global = true, conflicts_with = "config")]
    pub(super) isolated: bool,
    /// Treat standard input as this file: its ending says how it is written
    #[arg(long, value_name = "NAME", global = true)]
    pub(super) stdin_filename: Option<String>,
    /// Leave out files that are ignored even where they are named
    #[arg(long, global = true)]
    pub(super) force_exclude: bool,
    /// Read every article anew, and keep nothing of it in .factlint_cache
    #[arg(long, global = true)]
    pub(super) no_cache: bool,
    /// Say nothing but the result and what is wrong with the input
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Tell also which packs and files were read, what the cache knew, and how long each stage took
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N", global = true)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Whether to colour the output; `auto` asks the terminal and NO_COLOR
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// Whether to colour the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether to colour a stream for which `auto` was found.
    pub(super) fn decide(self, auto: anstream::ColorChoice) -> bool {
        match self {
            Self::Auto => auto != anstream::ColorChoice::Never,
            Self::Always => true,
            Self::Never => false,
        }
    }
}
