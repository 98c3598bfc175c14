//! Surveys: a change is checked against what it can touch, and finds what it would find in the whole corpus.

use super::fixtures::{LINTER, fixtures, told};
use factlint::cache::Cache;
use factlint::conflict::Unsaid;
use factlint::corpus::{self, Article, Options};
use factlint::linter::{Digest, Findings};
use factlint::survey::{Checked, Survey, Watch};
use rustc_hash::FxHashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A corpus, read as a whole, and the cache that a survey of it uses.
struct Corpus {
    paths: Vec<PathBuf>,
    articles: Vec<Article>,
    read: Vec<Digest>,
    cache: TempDir,
}

impl Corpus {
    fn of(paths: Vec<PathBuf>) -> Self {
        let articles = corpus::read(&paths, &options()).articles;
        let read = articles.iter().map(|article| LINTER.read(article)).collect();
        Self { paths, articles, read, cache: TempDir::new().expect("a folder") }
    }

    /// The conflicts in which these articles take part, found in the whole corpus.
    fn whole(&self, seeds: &[usize]) -> String {
        let changed: FxHashSet<usize> = seeds.iter().copied().collect();
        let found = LINTER.check_read(&self.articles, self.read.clone(), &|number| changed.contains(&number));
        of(&self.articles, found, &changed)
    }

    /// The same, found among those that the survey takes for near; and how many these are.
    fn near(&self, seeds: &[usize]) -> (String, usize) {
        let mut cache = Cache::open(self.cache.path(), &LINTER.mark);
        let survey = Survey::of(&LINTER, options(), &self.paths, &mut cache, &FxHashSet::default(), Watch::NOBODY);
        assert_eq!(survey.census().articles, self.articles.len());
        let Checked { articles, found, changed } =
            survey.check_near(&LINTER, &mut cache, seeds).expect("nothing changes meanwhile");
        let count = articles.len();
        (of(&articles, found, &changed), count)
    }
}

fn options() -> Options<'static> {
    Options { layouts: &LINTER.layouts, ..Options::default() }
}

fn of(articles: &[Article], found: Findings, changed: &FxHashSet<usize>) -> String {
    let all = found.articles(articles).into_owned();
    // What is left unsaid of the others is not asked.
    told(&all, &Findings { conflicts: found.conflicts_of(changed), unsaid: Unsaid::default(), ..found })
}

/// Whatever fixture changes: the same conflicts, in the same words, and few articles are compared.
#[test]
fn a_change_is_checked_as_in_the_whole() {
    let corpus = Corpus::of(["news", "pages", "rules"].map(fixtures).into());
    let (mut found, mut compared, mut runs) = (0, 0, 0);
    for seed in (0..corpus.articles.len()).step_by(7) {
        let seeds =
            [seed, seed + 1].into_iter().filter(|n| n % 3 > 0 && *n < corpus.articles.len()).collect::<Vec<_>>();
        let (near, count) = corpus.near(&seeds);
        assert_eq!(
            near,
            corpus.whole(&seeds),
            "{:?}",
            seeds.iter().map(|n| &corpus.articles[*n].id).collect::<Vec<_>>()
        );
        found += usize::from(!near.is_empty());
        compared += count;
        runs += 1;
    }
    assert!(found * 4 > runs, "{found} of {runs} changes conflict with something");
    assert!(compared * 4 < runs * corpus.articles.len(), "{compared} articles compared in {runs} runs");
}

/// A number that nobody can foresee, and that is the same in each run.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 40).unwrap_or_default()
}

/// Records whose sentences are told again and again, with another figure, date or name; some are copies, and some of
/// their claims rest on others that are disputed.
fn retold(count: usize, state: &mut u64) -> String {
    let places = ["Narva", "Tartu", "Viljandi", "Haapsalu"];
    let mut records = String::new();
    for number in 0..count {
        let mut text = String::new();
        for _ in 0..2 + next(state) % 3 {
            let (figure, place, year) = (40 + next(state) % 4, places[next(state) % 4], 1990 + next(state) % 6);
            let _ = match next(state) % 6 {
                0 => write!(
                    text,
                    "The old harbour bridge of {place} carried {figure} heavy lorries every quiet morning in May 1987. "
                ),
                1 => write!(
                    text,
                    "The wooden lighthouse beside the river mouth near {place} burnt down on 4 May {year}, the keeper says. "
                ),
                2 => write!(
                    text,
                    "The old harbour bridge of Narva carried {figure} heavy lorries every quiet morning in May 1987 again. "
                ),
                3 => write!(text, "The CSTO was founded in {year}. "),
                4 => write!(text, "Armenia joined the CSTO in {year}. "),
                _ => write!(text, "Nikol Pashinyan was born in {year}. "),
            };
        }
        let day = 1 + next(state) % 28;
        let _ = writeln!(records, r#"{{"id": "r{number}", "date": "2021-03-{day:02}", "text": "{}"}}"#, text.trim());
    }
    records
}

/// Families of twins, hot names, copies: in random corpora of records too.
#[test]
fn families_of_twins_are_whole() {
    let mut state = 7;
    let mut found = 0;
    for count in [3, 5, 8, 13, 21, 34, 55, 89] {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("all.jsonl");
        let records = retold(count, &mut state);
        let copied: String = records.lines().take(2).map(|line| line.replacen("\"r", "\"copy", 1) + "\n").collect();
        fs::write(&path, records + &copied).expect("a corpus");
        let corpus = Corpus::of(vec![path]);
        for _ in 0..6 {
            let seeds = [next(&mut state) % corpus.articles.len()];
            let near = corpus.near(&seeds).0;
            assert_eq!(near, corpus.whole(&seeds), "{}", corpus.articles[seeds[0]].source.text());
            found += usize::from(!near.is_empty());
        }
    }
    assert!(found > 20, "{found}");
}

/// A file that is changed behind the index's back is not compared as it was.
#[test]
fn what_changes_meanwhile_is_noticed() {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, year: usize| {
        let text = format!("Talks\nNaryn Star, 4 March 2019\n\nThe CSTO was founded in {year}.\n");
        fs::write(folder.path().join(name), text).expect("an article");
    };
    write("a.txt", 1992);
    write("b.txt", 2002);
    let corpus = Corpus::of(vec![folder.path().to_path_buf()]);
    corpus.near(&[0]);
    let mut cache = Cache::open(corpus.cache.path(), &LINTER.mark);
    let survey = Survey::of(&LINTER, options(), &corpus.paths, &mut cache, &FxHashSet::default(), Watch::NOBODY);
    assert_eq!(survey.census().opened, 0);
    write("b.txt", 1992);
    assert!(survey.check_near(&LINTER, &mut cache, &[0]).is_err());
    let later = Survey::of(&LINTER, options(), &corpus.paths, &mut cache, &FxHashSet::default(), Watch::NOBODY);
    assert_eq!(later.census().opened, 1);
    assert!(later.check_near(&LINTER, &mut cache, &[0]).expect("the file is read again").found.conflicts.is_empty());
}
