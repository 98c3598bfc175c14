//! The integration tests, one binary; its modules mirror `src`.

mod cli;
mod claims;
mod corpus;
mod fixtures;
