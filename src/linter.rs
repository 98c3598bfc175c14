//! The linter: all packs compiled, ready to read articles and to check what they say.

use crate::claim::Claim;
use crate::conflict::{Conflict, Unsaid};
use crate::corpus::layout::Layout;
use crate::corpus::{self, Article};
use crate::error::Fault;
use crate::extract::{Extract, Extractor, SAME};
use crate::facts::reference::{self, Reference};
use crate::facts::{ArticleInfo, FactBase, Standing};
use crate::interval::Interval;
use crate::lexicon::Lexicon;
use crate::pack::nearest::did_you_mean;
use crate::pack::{Packs, SectionFault, Word};
use crate::rule::Rules;
use crate::text::Text;
use crate::timex;
use crate::twin::{self, Taker, Told};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Compiled packs.
#[derive(Debug, Default)]
pub struct Linter {
    /// How pages are cut.
    pub layouts: Vec<Layout>,
    /// How claims are read.
    pub extractor: Extractor,
    /// What the packs vouch for.
    pub references: Vec<Reference>,
    /// What cannot both be true.
    pub rules: Rules,
    /// The packs it was compiled from, by their content: where it differs, so may what is read of an article.
    pub mark: [u8; 32],
}

/// What was read of one article by itself: all that is needed of it to check it against others.
///
/// It is a pure function of the article and the packs, and knows nothing of the article's place in the corpus.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// Its claims and how many sentences could have yielded one.
    pub extract: Extract,
    /// What may be told elsewhere.
    pub told: Told,
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Findings {
    /// The claims of all articles, in the order of the corpus, and behind them the reference facts.
    pub claims: Vec<Claim>,
    /// For each article the number of the one that it is a copy of: its own, if of none.
    pub original: Vec<usize>,
    /// The articles of the reference facts: their numbers follow those of the corpus.
    pub references: Vec<Article>,
    /// The conflicts, in the order of rule and key.
    pub conflicts: Vec<Conflict>,
    /// What was not said, and why.
    pub unsaid: Unsaid,
    /// Sentences that have a date.
    pub dated: usize,
    /// Those of them that yielded a claim.
    pub yielding: usize,
}

impl Findings {
    /// All articles that claims can be of: those of the corpus, and behind them the reference facts.
    #[must_use]
    pub fn articles<'a>(&self, corpus: &'a [Article]) -> Cow<'a, [Article]> {
        if self.references.is_empty() {
            Cow::Borrowed(corpus)
        } else {
            Cow::Owned(corpus.iter().chain(&self.references).cloned().collect())
        }
    }

    /// The conflicts in which one of some articles takes part.
    #[must_use]
    pub fn conflicts_of(&self, articles: &FxHashSet<usize>) -> Vec<Conflict> {
        let takes_part = |conflict: &&Conflict| self.takes_part(conflict, articles).next().is_some();
        self.conflicts.iter().filter(takes_part).cloned().collect()
    }

    /// Those of some articles that take part in a conflict, by their numbers; some may be given twice.
    pub fn takes_part<'a>(
        &'a self,
        conflict: &'a Conflict,
        articles: &'a FxHashSet<usize>,
    ) -> impl Iterator<Item = usize> + 'a {
        let witnesses = conflict.values.iter().flat_map(|value| &value.witnesses);
        witnesses.map(|&claim| self.claims[claim].article).filter(|article| articles.contains(article))
    }
}

impl Linter {
    /// Compiles packs.
    ///
    /// # Errors
    /// Everything that is wrong in any section of any pack. The author of the pack is at fault.
    pub fn new(packs: &Packs) -> Result<Self, Vec<Fault>> {
        let (linter, faults) = Self::compile(packs);
        if faults.is_empty() { Ok(linter) } else { Err(faults) }
    }

    /// Compiles what can be compiled, and says what is wrong with the rest.
    #[must_use]
    pub fn compile(packs: &Packs) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut lexicon = Lexicon::new(packs.files.iter().map(|f| &f.pack));
        let mut extractor = Extractor::default();
        for item in packs.predicates() {
            extractor.predicates.insert(item.key.into(), item.spec.clone());
        }
        for item in packs.entities() {
            if let Some(value) = item.spec.valid.as_ref().filter(|value| Interval::parse(value).is_none()) {
                let path = format!("{}.valid", item.path);
                let message = format!("`{value}` is no time");
                let help = Some("Write a TIMEX3 value, or two of them: `1922/1991`, `1991/..`.".to_owned());
                faults.push(packs.fault(SectionFault { file: item.file, path, word: None, message, help }));
            }
        }
        for item in packs.patterns() {
            let fault = |path: String, word, message: String, help| {
                packs.fault(SectionFault { file: item.file, path, word, message, help })
            };
            let named = [("claim", Some(&item.spec.claim)), ("each", item.spec.each.as_ref())];
            for (key, name) in named.into_iter().filter_map(|(key, name)| Some((key, name?))) {
                if name != SAME && !extractor.predicates.contains_key(name.as_str()) {
                    let help = did_you_mean(name, extractor.predicates.keys().map(|k| &**k));
                    faults.push(fault(
                        format!("{}.{key}", item.path),
                        None,
                        format!("no pack declares a predicate `{name}`"),
                        help,
                    ));
                }
            }
            if item.spec.matches.is_empty() && item.spec.from.is_none() {
                let message = "a pattern entry needs `match`, or `from`".to_owned();
                faults.push(fault(item.path.clone(), None, message, None));
            }
            let place = |number: Option<usize>| match number {
                Some(number) => packs.line(item.file, &format!("{}.match[{number}]", item.path)),
                None => packs.line(item.file, &item.path),
            };
            let name = format!("{}/{}", packs.files[item.file].pack.pack, item.spec.claim);
            for (number, error) in extractor.patterns.add(&mut lexicon, item.spec, &name, &place) {
                let path = format!("{}.match[{number}]", item.path);
                faults.push(fault(path, Some(Word::Bytes(error.at)), error.message, None));
            }
        }
        extractor.lexicon = lexicon;
        let layouts = packs
            .layouts()
            .filter_map(|item| {
                Layout::compile(item.spec, &item.path)
                    .map_err(|error| {
                        let word = Some(error.word).filter(|w| !w.is_empty()).map(Word::Text);
                        let (path, message, help) = (error.path, error.message, Some(error.help));
                        faults.push(packs.fault(SectionFault { file: item.file, path, word, message, help }));
                    })
                    .ok()
            })
            .collect();
        let (references, more) = reference::compile(packs);
        faults.extend(more);
        let (rules, more) = Rules::compile(packs);
        faults.extend(more);
        (Self { layouts, extractor, references, rules, mark: packs.mark() }, faults)
    }

    /// The claims of all articles, in their order.
    #[must_use]
    pub fn claims(&self, articles: &[Article]) -> Vec<Claim> {
        let claims = |(number, article)| self.extractor.claims(number, article);
        articles.par_iter().enumerate().flat_map_iter(claims).collect()
    }

    /// Reads one article.
    #[must_use]
    pub fn read(&self, article: &Article) -> Digest {
        let text = Text::of(article);
        let timexes = timex::tag(article, &text);
        let extract = self.extractor.read_tagged(0, article, &text, &timexes);
        Digest { extract, told: Told::of(article, &text, &timexes, &self.takers()) }
    }

    /// What an article whose claims are known tells that may be told elsewhere.
    #[must_use]
    pub fn told(&self, article: &Article) -> Told {
        let text = Text::of(article);
        Told::of(article, &text, &timex::tag(article, &text), &self.takers())
    }

    /// Reads and checks the articles.
    #[must_use]
    pub fn check(&self, articles: &[Article]) -> Findings {
        let read = articles.par_iter().map(|article| self.read(article)).collect();
        self.check_read(articles, read, &|_| false)
    }

    /// Checks what was read of each of the articles. Of a conflict, a claim of an article that has `changed` is shown
    /// first.
    #[must_use]
    pub fn check_read(&self, articles: &[Article], read: Vec<Digest>, changed: &dyn Fn(usize) -> bool) -> Findings {
        let (dated, yielding) =
            read.iter().fold((0, 0), |(d, y), each| (d + each.extract.dated, y + each.extract.yielding));
        let (mut claims, mut told): (Vec<Claim>, Vec<Told>) = (Vec::new(), Vec::new());
        for (number, digest) in read.into_iter().enumerate() {
            claims.extend(digest.extract.claims.into_iter().map(|claim| Claim { article: number, ..claim }));
            told.push(digest.told);
        }
        let original = corpus::copies(articles);
        claims.extend(twin::claims(articles, told, &original, &self.takers()));
        let mut infos = ArticleInfo::all(articles, &original);
        for (number, info) in infos.iter_mut().enumerate() {
            info.standing = if changed(number) { Standing::Changed } else { Standing::Known };
        }
        for reference in &self.references {
            claims.push(Claim { article: infos.len(), ..reference.claim.clone() });
            infos.push(ArticleInfo {
                id: reference.article.id.as_str().into(),
                outlet: reference.article.outlet.as_deref().map(Into::into),
                published: None,
                original: infos.len(),
                standing: Standing::Reference,
            });
        }
        let (conflicts, unsaid) = self.rules.check(&FactBase::new(&claims, &infos));
        let references = self.references.iter().map(|r| r.article.clone()).collect();
        Findings { claims, original, references, conflicts, unsaid, dated, yielding }
    }

    /// The patterns for what is found without words of a pack.
    fn takers(&self) -> Vec<Taker<'_>> {
        let found = self.extractor.patterns.found.iter();
        found.map(|(found, spec, id)| (*found, &**spec, id)).collect()
    }
}
