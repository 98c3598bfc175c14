//! What shells and manuals want to know of the command line, made from its definition.

use super::args::{Args, Completions, Man};
use super::session::{Session, Stop};
use clap::CommandFactory;

/// The program's name.
const NAME: &str = "factlint";

/// `factlint completions`
pub(super) fn completions(session: &mut Session<'_>, args: &Completions) -> Result<(), Stop> {
    // Made in memory: the library does not forgive a reader that goes away.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), NAME, &mut script);
    Ok(session.out.write_all(&script)?)
}

/// `factlint man`
pub(super) fn man(session: &mut Session<'_>, args: &Man) -> Result<(), Stop> {
    let Some(folder) = &args.folder else {
        return Ok(clap_mangen::Man::new(Args::command()).render(&mut session.out)?);
    };
    let written = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    match written {
        Ok(_) => Ok(()),
        Err(error) => {
            session.refuse(&format!("{}: {error}", folder.display()), "Check the folder and its permissions.")
        }
    }
}
