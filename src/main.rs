//! The `factlint` command: parses arguments, calls the library, returns the exit code.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Reading is many small allocations on all threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    factlint::cli::main(std::env::args_os())
}
