//! factlint finds dated claims in news articles that cannot all be true, and shows where each is made.
//!
//! # The way of the data
//!
//! ```text
//! files ─ corpus ─► articles ─ text ─► sentences of tokens ─┬─ timex ───► time expressions ─┐
//!                                                           └─ mention ─► who and what ─────┤
//!          conflicts ◄─ rule ─ facts ◄─ claims ◄─ extract (clause, pattern) ◄──────────────┘
//!              └─ report ─► terminal, JSON Lines                        packs: lexicon, patterns, rules
//! ```
//!
//! Each arrow is one module, and data never flows back.
//!
//! * [`corpus`] finds files, cuts them into [`corpus::Article`]s and says what it could not read.
//! * [`text`] splits an article into tokens and sentences; [`timex`] reads its time expressions after TIMEX3,
//!   [`number`] its quantities, [`mention`] whom and what its noun phrases mean.
//! * [`clause`] reads what stands around a verb, [`pattern`] matches what the packs say to look for, and
//!   [`extract`] makes [`claim::Claim`]s of both.
//! * [`twin`] finds sentences that are told twice with a figure or a date changed.
//! * [`facts`] is the only place where the claims of different articles meet; [`rule`] checks them, and a
//!   violated rule is a [`conflict::Conflict`].
//! * [`cache`] keeps what was read from run to run, [`exchange`] carries it from machine to machine.
//! * [`report`] prints, and nothing else does; [`cli`] is the command line.
//! * [`pack`] loads what all of them know of a domain, from YAML; [`linter::Linter`] is all of it compiled.
//!
//! Three properties hold everywhere. Extraction is a pure function of the article, the packs and the
//! configured date: no clock, no other article, no order. A claim is data. And the engine knows no domain:
//! no predicate, country, office or outlet is named in Rust.
//!
//! # Example
//!
//! ```
//! use factlint::{corpus, linter::Linter, pack::Packs};
//!
//! let (packs, faults) = Packs::read(true, &[]);
//! assert!(faults.is_empty());
//! let linter = Linter::new(&packs).expect("the packs that are built in compile");
//!
//! let records = br#"
//! {"id": "a", "date": "2024-05-10", "text": "The CSTO was founded in 2002."}
//! {"id": "b", "date": "2024-05-11", "text": "Founded in 1992, the CSTO has six members."}
//! "#;
//! let read = corpus::read_bytes("two.jsonl", "two.jsonl", records.to_vec(), &corpus::Options::default());
//! let findings = linter.check(&read.articles);
//! assert_eq!(&*findings.conflicts[0].rule, "two-founding-dates");
//! assert_eq!(findings.conflicts[0].key, "CSTO");
//! ```

pub mod baseline;
pub mod cache;
pub mod claim;
pub mod clause;
pub mod cli;
pub mod config;
pub mod conflict;
pub mod corpus;
pub mod error;
pub mod event;
pub mod exchange;
pub mod extract;
pub mod facts;
mod files;
pub mod git;
pub mod interval;
pub mod lexicon;
pub mod linter;
pub mod mention;
pub mod number;
pub mod pack;
pub mod pattern;
pub mod report;
pub mod rule;
pub mod source;
pub mod survey;
pub mod text;
pub mod timex;
pub mod twin;
pub mod waivers;
