//! Baselines: the conflicts that are known already.
//!
//! A baseline keeps for each conflict, by its fingerprint, the witnesses that were known: article and value.
//! A conflict all of whose witnesses are known is hidden; one with a new witness, such as a new article that
//! repeats a known error, is reported. An article is known again by its id or by its words, so that neither a
//! moved line nor a renamed file makes a conflict new. The same comparison tells what a change of a corpus
//! brings ([`crate::git`]): then the baseline is made of the old corpus and never written.

use crate::claim::Claim;
use crate::conflict::{Conflict, fingerprint};
use crate::corpus::{self, Article};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The file's name.
pub const NAME: &str = "factlint-baseline.json";
/// The version of the file's form.
const VERSION: u8 = 1;

/// Known conflicts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u8,
    conflicts: Vec<Entry>,
}

/// A known conflict.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Id of the rule.
    pub rule: String,
    /// What it is about.
    pub key: String,
    /// Rule and key as the conflict names them.
    pub fingerprint: String,
    /// Who is known to say what.
    witnesses: Vec<Witness>,
}

/// A known witness.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Witness {
    /// The article's id.
    article: String,
    /// Its words, as a fingerprint.
    words: String,
    /// The value that it stands for.
    value: String,
}

/// A baseline that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {message}", path.display(), place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default())]
pub struct BaselineError {
    /// The file.
    pub path: PathBuf,
    /// Line and column, from 1.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
}

/// What a run found, as a baseline sees it.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// All articles.
    pub articles: &'a [Article],
    /// All claims.
    pub claims: &'a [Claim],
    /// The conflicts among them.
    pub conflicts: &'a [Conflict],
}

/// Conflicts, told apart by a baseline.
#[derive(Clone, Debug, Default)]
pub struct Sifted {
    /// Those with a witness that it does not know, in their order.
    pub new: Vec<Conflict>,
    /// How many it knows.
    pub known: usize,
    /// Its entries that were not found again.
    pub gone: Vec<Entry>,
}

impl Sifted {
    /// How many entries were not found again though one of their articles was read: in a part of a corpus
    /// nothing is known of the others.
    #[must_use]
    pub fn stale(&self, articles: &[Article]) -> usize {
        let read: FxHashSet<&str> = articles.iter().map(|a| a.id.as_str()).collect();
        let was_read = |entry: &&Entry| entry.witnesses.iter().any(|w| read.contains(w.article.as_str()));
        self.gone.iter().filter(was_read).count()
    }
}

impl Baseline {
    /// Of what a run found.
    #[must_use]
    pub fn of(found: &Found<'_>) -> Self {
        let mut marks = Marks::new(found);
        let mut conflicts: Vec<Entry> = found
            .conflicts
            .iter()
            .map(|conflict| Entry {
                rule: conflict.rule.to_string(),
                key: conflict.key.clone(),
                fingerprint: conflict.fingerprint.clone(),
                witnesses: marks.witnesses(conflict),
            })
            .collect();
        conflicts.sort_unstable();
        Self { version: VERSION, conflicts }
    }

    /// Reads a baseline file.
    ///
    /// # Errors
    /// Where it cannot be read, or is no baseline of this version.
    pub fn load(path: &Path) -> Result<Self, BaselineError> {
        let fault = |place, message| BaselineError { path: path.into(), place, message };
        let bytes = std::fs::read(path).map_err(|e| fault(None, format!("cannot be read: {e}")))?;
        let baseline: Self =
            serde_json::from_slice(&bytes).map_err(|e| fault(Some((e.line(), e.column())), e.to_string()))?;
        if baseline.version != VERSION {
            let message = format!("is of version {}, and this factlint reads version {VERSION}", baseline.version);
            return Err(fault(None, message));
        }
        Ok(baseline)
    }

    /// The file's text: sorted and indented, so that a change of it can be read.
    ///
    /// # Errors
    /// Where memory cannot hold it.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// How many conflicts it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.conflicts.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.conflicts.is_empty()
    }

    /// Tells the conflicts of a run apart.
    #[must_use]
    pub fn sift(&self, found: &Found<'_>) -> Sifted {
        let mut marks = Marks::new(found);
        let mut again: FxHashSet<usize> = FxHashSet::default();
        let mut sifted = Sifted::default();
        let index = self.index();
        for conflict in found.conflicts {
            let witnesses = marks.witnesses(conflict);
            let entry = self.entry(&index, conflict, &witnesses);
            again.extend(entry);
            match entry.map(|number| &self.conflicts[number]) {
                Some(entry) if witnesses.iter().all(|w| entry.knows(w)) => sifted.known += 1,
                _ => sifted.new.push(conflict.clone()),
            }
        }
        let gone = self.conflicts.iter().enumerate().filter(|(number, _)| !again.contains(number));
        sifted.gone = gone.map(|(_, entry)| entry.clone()).collect();
        sifted
    }

    /// The part of the baseline that a run over the whole corpus has found again, under the present names.
    #[must_use]
    pub fn pruned(&self, found: &Found<'_>) -> Self {
        let index = self.index();
        let mut pruned = Self::of(found);
        pruned.conflicts.retain_mut(|now| {
            let entry = index.get(now.fingerprint.as_str()).map(|&number| &self.conflicts[number]);
            let entry = entry.or_else(|| self.renamed(&now.rule, &now.key, &now.witnesses));
            now.witnesses.retain(|w| entry.is_some_and(|entry| entry.knows(w)));
            !now.witnesses.is_empty()
        });
        pruned
    }

    fn index(&self) -> FxHashMap<&str, usize> {
        self.conflicts.iter().enumerate().map(|(number, entry)| (entry.fingerprint.as_str(), number)).collect()
    }

    fn entry(&self, index: &FxHashMap<&str, usize>, conflict: &Conflict, witnesses: &[Witness]) -> Option<usize> {
        index.get(conflict.fingerprint.as_str()).copied().or_else(|| {
            let entry = self.renamed(&conflict.rule, &conflict.key, witnesses)?;
            index.get(entry.fingerprint.as_str()).copied()
        })
    }

    /// The entry of a conflict that is about one article, which had another name.
    fn renamed(&self, rule: &str, key: &str, witnesses: &[Witness]) -> Option<&Entry> {
        let now = witnesses.iter().find(|w| w.article == key)?;
        self.conflicts.iter().find(|entry| {
            entry.rule == rule && entry.witnesses.iter().any(|w| w.article == entry.key && w.words == now.words)
        })
    }
}

impl Entry {
    fn knows(&self, witness: &Witness) -> bool {
        let same = |w: &Witness| w.article == witness.article || w.words == witness.words;
        self.witnesses.iter().any(|w| w.value == witness.value && same(w))
    }
}

/// By what an article is known again whatever its name: its headline and its words.
#[must_use]
pub fn words_mark(article: &Article) -> String {
    fingerprint(article.title.as_deref().unwrap_or_default(), &corpus::running_words(article))
}

/// The witnesses of conflicts, the words of each article read once.
struct Marks<'a> {
    found: &'a Found<'a>,
    words: FxHashMap<usize, String>,
}

impl<'a> Marks<'a> {
    fn new(found: &'a Found<'a>) -> Self {
        Self { found, words: FxHashMap::default() }
    }

    fn witnesses(&mut self, conflict: &Conflict) -> Vec<Witness> {
        let Found { articles, claims, .. } = *self.found;
        let mut all = Vec::new();
        for value in &conflict.values {
            for number in value.witnesses.iter().filter_map(|&claim| Some(claims.get(claim)?.article)) {
                let Some(article) = articles.get(number) else { continue };
                let words = self.words.entry(number).or_insert_with(|| words_mark(article)).clone();
                all.push(Witness { article: article.id.clone(), words, value: value.label.clone() });
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}
