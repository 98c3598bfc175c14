//! factlint: a linter for facts.
pub mod config;
pub mod corpus;
pub mod interval;
pub mod source;
pub mod text;
pub mod timex;
