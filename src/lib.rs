//! factlint: a linter for facts.
pub mod corpus;
pub mod interval;
pub mod number;
pub mod source;
pub mod text;
pub mod timex;
