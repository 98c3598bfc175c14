//! Reports: one renderer a file. Checks return values; only what is here puts them into words.

pub mod json;
pub mod problem;
pub mod style;
