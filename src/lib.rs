//! factlint: a linter for facts.
pub mod claim;
pub mod clause;
pub mod config;
pub mod corpus;
pub mod event;
pub mod extract;
pub mod interval;
pub mod lexicon;
pub mod mention;
pub mod number;
pub mod pack;
pub mod pattern;
pub mod source;
pub mod text;
pub mod timex;
