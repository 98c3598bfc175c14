//! The integration tests, one binary; its modules mirror `src`.

mod claims;
mod cli;
mod corpus;
mod fixtures;
mod phrasings;
mod readme;
mod survey;
