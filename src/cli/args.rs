//! What can be typed.

pub(super) use crate::report::formats::Format as FindingsFormat;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  factlint check articles/                    conflicts among the articles of a folder
  factlint check --format jsonl news.jsonl    the same for programs, one conflict a line
  factlint check --fail-on warning a.md b.md  a gate that also stops at warnings
  factlint dates --published 2024-06-26 -     which dates the text on standard input names
  factlint explain two-founding-dates         what a rule finds, and why that matters

Exit codes: 0 no conflict, 1 conflicts, 2 bad usage, input or rule file, 3 no article in the input.";

/// Finds dated claims in news articles that cannot all be true.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) global: Global,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report dated claims that cannot all be true
    Check(Check),
    /// Show how the input is cut into articles, with their outlets and dates
    Articles(Input),
    /// Show which time expressions were read, and as what
    Dates(Dates),
    /// Show which claims were read, and why; or which patterns nearly matched
    Claims(Claims),
    /// List the rules
    Rules,
    /// Explain a rule: what it finds, why that matters, an example
    Explain(Explain),
    /// Run the texts that the rules carry
    Test(Test),
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
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// How the conflicts are written to standard output
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: FindingsFormat,
    /// Write them to a file as well, such as sarif=out.sarif; can be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = Output::parse)]
    pub(super) output: Vec<Output>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    pub(super) fail_on: FailOn,
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
pub(super) struct Test {
    /// Packs whose rules to test, files or folders [default: all]
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
    /// Say nothing but the result and what is wrong with the input
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
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
