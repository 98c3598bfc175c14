//! The `factlint` command.
fn main() {}
