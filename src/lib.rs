//! factlint: a linter for facts.
pub mod claim;
pub mod conflict;
pub mod corpus;
pub mod error;
pub mod event;
pub mod facts;
pub mod interval;
pub mod pack;
pub mod rule;
pub mod source;
pub mod text;
pub mod timex;
