//! The command line.
//!
//! [`main`] is all that the binary calls. One file holds each group of commands; none of them prints by
//! itself: they write to the two streams of a session, and what they write is made in
//! [`crate::report`].
//!
//! | exit code | when |
//! |---|---|
//! | 0 | nothing at or above `--fail-on` |
//! | 1 | conflicts |
//! | 2 | usage, configuration, unreadable input, a bad rule file; also when there are conflicts besides |
//! | 3 | no article in the input |

mod args;
mod baseline;
mod check;
mod compare;
mod examples;
mod gate;
mod init;
mod policy;
mod progress;
mod rules;
mod session;
mod shell;
mod stages;
mod why;

use crate::report::style::Style;
use args::{Args, Command};
use clap::Parser;
use session::{Clock, Session, Stop};
use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal};
use std::process::ExitCode;

/// How a run ends, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// There are conflicts.
    Conflicts,
    /// There is no article in the input.
    NoArticle,
    /// Something was wrong with the usage, the configuration, the input or a pack.
    Fault,
}

impl Exit {
    /// The number that the shell sees.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Conflicts => 1,
            Self::Fault => 2,
            Self::NoArticle => 3,
        }
    }
}

/// Runs the command with these arguments, on the process's own streams.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Whoever asked for help and went away does not want to hear of it.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let out_colour = args.global.color.decide(anstream::AutoStream::choice(&io::stdout()));
    let err_colour = args.global.color.decide(anstream::AutoStream::choice(&io::stderr()));
    let is_watched = io::stderr().is_terminal();
    let mut out = BufWriter::new(io::stdout().lock());
    // Not locked: the bar is drawn by the threads that do the work.
    let mut err = io::stderr();
    let mut session = Session {
        global: &args.global,
        out: &mut out,
        style: style(out_colour, io::stdout().is_terminal()).with_links(links(out_colour)),
        err: &mut err,
        err_style: style(err_colour, is_watched),
        is_watched,
        exit: Exit::Clean,
        clock: Clock::start(),
    };
    ExitCode::from(run(&args, &mut session).code())
}

/// How a stream is written: a terminal's lines are as long as it is wide.
fn style(colour: bool, is_terminal: bool) -> Style {
    let width = if is_terminal { terminal_size::terminal_size() } else { None };
    width.map_or(Style::new(colour), |(width, _)| Style::new(colour).with_width(width.0.into()))
}

/// Whether standard output shows links: where the terminal knows them and colours are wanted, or somebody insists.
fn links(colour: bool) -> bool {
    let is_forced = std::env::var_os("FORCE_HYPERLINK").is_some();
    (colour || is_forced) && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
}

fn run(args: &Args, session: &mut Session<'_>) -> Exit {
    if let Some(jobs) = args.global.jobs {
        // Fails only where a pool exists already, and then that one does.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global();
    }
    let done = match &args.command {
        Command::Check(args) => check::check(session, args),
        Command::Baseline(args) => baseline::baseline(session, &args.command),
        Command::Init(args) => init::init(session, args),
        Command::Files(args) => stages::files(session, args),
        Command::Completions(args) => shell::completions(session, args),
        Command::Man(args) => shell::man(session, args),
        Command::Articles(input) => stages::articles(session, input),
        Command::Dates(input) => stages::dates(session, input),
        Command::Claims(input) => stages::claims(session, input),
        Command::Rules => rules::rules(session),
        Command::Explain(args) => rules::explain(session, args),
        Command::Why(args) => why::why(session, args),
        Command::Test(args) => rules::test(session, args),
        Command::Schema => rules::schema(session),
    };
    match done.and_then(|()| Ok(session.out.flush()?)) {
        Ok(()) => session.exit,
        Err(Stop::Told) => Exit::Fault,
        // Whoever has read enough knows no less of how the run ends.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => session.exit,
        Err(Stop::Output(error)) => {
            session.complain(&format!("cannot write the output: {error}"), "");
            Exit::Fault
        }
    }
}
