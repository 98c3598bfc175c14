//! The fact base: where the claims of different articles meet.
//!
//! It knows each claim's article, leaves out the claims of copies (the same text on two pages is one
//! witness), and finds claims by predicate. It holds claims by reference; their numbers are those of
//! the slice it was built from. It puts them into an order of its own, so that nothing which is found
//! depends on the order of the input.

pub mod reference;

use crate::claim::{Claim, Filler, Modality};
use crate::corpus::Article;
use crate::source::Span;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::Arc;

/// What an article is to this run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// One of the corpus.
    #[default]
    Known,
    /// One that was changed: its claim is the one to show first.
    Changed,
    /// A reference fact of a pack: who contradicts it is wrong.
    Reference,
}

/// What rules need to know of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleInfo {
    /// Its stable name.
    pub id: Arc<str>,
    /// Who published it; of a reference fact, its source.
    pub outlet: Option<Arc<str>>,
    /// When.
    pub published: Option<Date>,
    /// Number of the article that it is a copy of; its own where it is none.
    pub original: usize,
    /// What it is to this run.
    pub standing: Standing,
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
            standing: Standing::Known,
        };
        articles.iter().enumerate().map(info).collect()
    }
}

/// Claims of many articles, ready to be checked.
#[derive(Debug)]
pub struct FactBase<'a> {
    claims: &'a [Claim],
    articles: &'a [ArticleInfo],
    /// The number of each claim's article.
    article_of: Vec<usize>,
    /// The predicates, numbered.
    predicates: FxHashMap<&'a str, usize>,
    /// The number of each claim's predicate; none for what only a copy says.
    predicate_of: Vec<Option<usize>>,
    /// The claims of each predicate.
    by_predicate: Vec<Vec<usize>>,
    /// The place of each claim in the order of the fact base.
    rank: Vec<usize>,
    copied: usize,
}

impl<'a> FactBase<'a> {
    /// Of claims and the articles that their numbers stand for.
    #[must_use]
    pub fn new(claims: &'a [Claim], articles: &'a [ArticleInfo]) -> Self {
        let mut predicates: FxHashMap<&str, usize> = FxHashMap::default();
        let is_copy = |claim: &Claim| articles.get(claim.article).is_some_and(|a| a.original != claim.article);
        let number = |claim: &'a Claim| {
            let next = predicates.len();
            (!is_copy(claim)).then(|| *predicates.entry(&*claim.predicate).or_insert(next))
        };
        let predicate_of: Vec<Option<usize>> = claims.iter().map(number).collect();
        let mut by_predicate = vec![Vec::new(); predicates.len()];
        let mut rank = vec![0; claims.len()];
        for (place, number) in order(claims, articles).into_iter().enumerate() {
            rank[number] = place;
            if let Some(predicate) = predicate_of[number] {
                by_predicate[predicate].push(number);
            }
        }
        let copied = predicate_of.iter().filter(|predicate| predicate.is_none()).count();
        let article_of = claims.iter().map(|claim| claim.article).collect();
        Self { claims, articles, article_of, predicates, predicate_of, by_predicate, rank, copied }
    }

    /// How many claims there are, those of copies among them.
    #[must_use]
    pub fn count(&self) -> usize {
        self.claims.len()
    }

    /// The claim of that number.
    #[must_use]
    pub fn claim(&self, number: usize) -> &'a Claim {
        &self.claims[number]
    }

    /// The number of a claim's article.
    #[must_use]
    pub fn article_of(&self, claim: usize) -> usize {
        self.article_of[claim]
    }

    /// The article of that number, if the fact base was told of it.
    #[must_use]
    pub fn article(&self, number: usize) -> Option<&'a ArticleInfo> {
        self.articles.get(number)
    }

    /// How many articles there are.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.articles.len()
    }

    /// Numbers of the claims of a predicate in an order that the input does not change, copies left out.
    #[must_use]
    pub fn of(&self, predicate: &str) -> &[usize] {
        self.predicates.get(predicate).map_or(&[], |&number| &self.by_predicate[number])
    }

    /// The predicates with claims, and the number of each.
    pub(crate) fn predicates(&self) -> impl Iterator<Item = (&'a str, usize)> {
        self.predicates.iter().map(|(name, number)| (*name, *number))
    }

    /// The number of a claim's predicate; none for what only a copy says.
    pub(crate) fn predicate_of(&self, claim: usize) -> Option<usize> {
        self.predicate_of[claim]
    }

    /// How many claims were left out because their article is a copy.
    #[must_use]
    pub fn copied(&self) -> usize {
        self.copied
    }

    pub(crate) fn published(&self, claim: usize) -> Option<Date> {
        self.article(self.article_of(claim))?.published
    }

    pub(crate) fn standing(&self, claim: usize) -> Standing {
        self.article(self.article_of(claim)).map_or(Standing::Known, |a| a.standing)
    }

    /// Whether only a speaker stands behind the claim, and not the article itself.
    pub(crate) fn only_attributed(&self, claim: usize) -> bool {
        let claim = self.claim(claim);
        claim.modality == Modality::Reported && claim.attribution.is_some()
    }

    /// The claim's place in an order that does not depend on that of the input: those of the newest
    /// article first, then by its id, then as they stand on the page.
    pub(crate) fn rank(&self, claim: usize) -> usize {
        self.rank[claim]
    }
}

/// Numbers of the claims, the newest article's first.
fn order(claims: &[Claim], articles: &[ArticleInfo]) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..articles.len()).collect();
    sorted.sort_by_key(|&a| (Reverse(articles[a].published), &articles[a].id, a));
    let mut place = vec![0; articles.len()];
    for (i, article) in sorted.into_iter().enumerate() {
        place[article] = i;
    }
    let key = |(number, claim): (usize, &Claim)| {
        let article = place.get(claim.article).copied().unwrap_or(claim.article);
        (article, claim.span, number)
    };
    let mut keys: Vec<(usize, Span, usize)> = claims.iter().enumerate().map(key).collect();
    keys.sort_unstable();
    // Claims on the same words are told apart by what they say.
    let said = |number: usize| {
        let claim = &claims[number];
        let label = |filler: &Option<Filler>| filler.as_ref().map(Filler::label);
        (claim.predicate.clone(), label(&claim.subject), label(&claim.object))
    };
    for same in keys.chunk_by_mut(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|same| same.len() > 1) {
        same.sort_by_cached_key(|(.., number)| said(*number));
    }
    keys.into_iter().map(|(.., number)| number).collect()
}
