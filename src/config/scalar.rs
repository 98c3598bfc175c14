//! Values of a configuration that are more than text, each with its place where it is wrong.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use std::fmt;
use std::str::FromStr;

/// A glob with the rules of `.gitignore`: without a `/` it fits a name in any folder.
#[derive(Clone, Debug)]
pub struct Pattern(Gitignore);

impl Pattern {
    /// Whether it fits the path of a file, `/` between its parts.
    #[must_use]
    pub fn fits(&self, file: &str) -> bool {
        let file = file.trim_start_matches("./").trim_start_matches('/');
        self.0.matched_path_or_any_parents(file, false).is_ignore()
    }
}

impl FromStr for Pattern {
    type Err = String;

    fn from_str(glob: &str) -> Result<Self, String> {
        let mut builder = GitignoreBuilder::new("");
        if glob.trim().is_empty() || glob.starts_with(['!', '#']) {
            return Err(format!("`{glob}` is no pattern of a path"));
        }
        let fault = |e: ignore::Error| format!("`{glob}` is no pattern of a path: {e}");
        builder.add_line(None, glob.strip_prefix("./").unwrap_or(glob)).map_err(fault)?;
        builder.build().map(Self).map_err(fault)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Parsed::<Self>("a path such as \"blog/*.txt\"", std::marker::PhantomData))
    }
}

/// A date or time.
pub(super) struct Value<T>(pub(super) T);

impl<'de> Deserialize<'de> for Value<Date> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Parsed::<Date>("a day such as 2024-06-26", std::marker::PhantomData)).map(Self)
    }
}

impl<'de> Deserialize<'de> for Value<DateTime> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Parsed::<DateTime>("a time such as 2025-07-28T06:00", std::marker::PhantomData)).map(Self)
    }
}

/// Reads a scalar by its `FromStr`, so that an error has the scalar's place.
struct Parsed<T>(&'static str, std::marker::PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        let message = |e: T::Err| E::custom(format!("`{text}` is not {}: {e}", self.0));
        text.trim().parse().map_err(message)
    }
}
