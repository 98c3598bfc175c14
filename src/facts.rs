//! The fact base: where the claims of different articles meet.
//!
//! It knows each claim's article, leaves out the claims of copies (the same text on two pages is one
//! witness), and finds claims by predicate. It holds claims by reference; their numbers are those of
//! the slice it was built from.

use crate::claim::{Claim, Modality};
use crate::corpus::Article;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::Arc;

/// What rules need to know of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleInfo {
    /// Its stable name.
    pub id: Arc<str>,
    /// Who published it.
    pub outlet: Option<Arc<str>>,
    /// When.
    pub published: Option<Date>,
    /// Number of the article that it is a copy of; its own where it is none.
    pub original: usize,
    /// Whether it is one of those that the run is about: of a conflict its claim is shown first.
    pub changed: bool,
}

impl ArticleInfo {
    /// Of the articles of a corpus; `original` gives for each the number of the one it is a copy of.
    #[must_use]
    pub fn all(articles: &[Article], original: &[usize]) -> Vec<Self> {
        let info = |(number, article): (usize, &Article)| Self {
            id: article.id.as_str().into(),
            outlet: article.outlet.as_deref().map(Into::into),
            published: article.published,
            original: original.get(number).copied().unwrap_or(number),
            changed: false,
        };
        articles.iter().enumerate().map(info).collect()
    }
}

/// Claims of many articles, ready to be checked.
#[derive(Debug)]
pub struct FactBase<'a> {
    claims: &'a [Claim],
    articles: &'a [ArticleInfo],
    by_predicate: FxHashMap<&'a str, Vec<usize>>,
}

impl<'a> FactBase<'a> {
    /// Of claims and the articles that their numbers stand for.
    #[must_use]
    pub fn new(claims: &'a [Claim], articles: &'a [ArticleInfo]) -> Self {
        let mut by_predicate: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (number, claim) in claims.iter().enumerate() {
            let copy = articles.get(claim.article).is_some_and(|a| a.original != claim.article);
            if !copy {
                by_predicate.entry(&claim.predicate).or_default().push(number);
            }
        }
        Self { claims, articles, by_predicate }
    }

    /// The claim of that number.
    #[must_use]
    pub fn claim(&self, number: usize) -> &'a Claim {
        &self.claims[number]
    }

    /// The article of that number, if the fact base was told of it.
    #[must_use]
    pub fn article(&self, number: usize) -> Option<&'a ArticleInfo> {
        self.articles.get(number)
    }

    /// Numbers of the claims of a predicate, copies left out.
    #[must_use]
    pub fn of(&self, predicate: &str) -> &[usize] {
        self.by_predicate.get(predicate).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn published(&self, claim: usize) -> Option<Date> {
        self.article(self.claim(claim).article)?.published
    }

    /// Whether only a speaker stands behind the claim, and not the article itself.
    pub(crate) fn only_attributed(&self, claim: usize) -> bool {
        let claim = self.claim(claim);
        claim.modality == Modality::Reported && claim.attribution.is_some()
    }

    /// Whether the claim's article is one of those that the run is about.
    pub(crate) fn changed(&self, claim: usize) -> bool {
        self.article(self.claim(claim).article).is_some_and(|a| a.changed)
    }

    /// An order of claims that does not depend on that of the input: those of changed articles, then the newest first. Claims that it
    /// does not tell apart stand on the same words.
    pub(crate) fn rank(&self, claim: usize) -> impl Ord + use<'a> {
        let c = self.claim(claim);
        let id = self.article(c.article).map(|a| &*a.id);
        (!self.changed(claim), Reverse(self.published(claim)), id, c.span, &*c.predicate)
    }
}
