//! The `factlint` command: parses arguments, calls the library, returns the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    factlint::cli::main(std::env::args_os())
}
