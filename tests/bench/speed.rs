//! Speed: of each stage in MB/s, on one thread and on invented news, and of checking in claims a second: `cargo
//! bench`.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use factlint::claim::{Claim, Filler, Term};
use factlint::corpus::{self, Article, Options, read_bytes};
use factlint::facts::{ArticleInfo, FactBase, Standing};
use factlint::interval::Interval;
use factlint::linter::Linter;
use factlint::pack::Packs;
use factlint::source::Span;
use factlint::text::{Text, lex};
use factlint::timex;
use mimalloc::MiMalloc;

/// The one of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Sentences as agencies write them, with and without dates.
const SENTENCES: [&str; 12] = [
    "Ministers from seven coastal states met on Tuesday in Harbour City to discuss fishing quotas.",
    "The ferry company, founded in 1987, said it would add three ships to its northern line next year.",
    "At least 14 people were injured when a crane fell on a market hall, the fire service said.",
    "“We have waited for this bridge since the flood,” Mayor Ilse Brandt told reporters on Friday evening.",
    "The central bank raised its rate by 0.25 percentage points on 14 March 2023, the fourth rise in a year.",
    "Kazakhstan joined the treaty on 2 January 2015, and Kyrgyzstan followed in August of the same year.",
    "Prime Minister Nikol Pashinyan said that Armenia had frozen its membership in the CSTO.",
    "Rain is expected until Sunday, with winds of up to 90 km/h along the coast.",
    "Between 2011 and 2019 the region lost more than 12,000 jobs in mining and about 3,500 in textiles.",
    "The court rejected the appeal two days before the vote; an inquiry will begin on 3 June.",
    "Researchers who had followed 2,400 children for ten years found no difference between the groups.",
    "The second round of talks, which was to take place in late November, has been put off twice.",
];

/// About a megabyte in articles of some 3,000 bytes, each of another day.
fn articles() -> Vec<Article> {
    let page = |n: usize| {
        let sentences = (0..30).map(|i| SENTENCES[(n + i * (1 + n % 5)) % SENTENCES.len()]);
        let paragraphs: Vec<String> = sentences.collect::<Vec<_>>().chunks(3).map(|c| c.join(" ")).collect();
        let day = 1 + n % 28;
        let text = format!(
            "---\ntitle: \"News {n}\"\ndate: 2023-0{}-{day:02}\n---\n\n{}\n",
            1 + n % 9,
            paragraphs.join("\n\n")
        );
        read_bytes("news.md", &format!("{n}.md"), text.into_bytes(), &Options::default()).articles
    };
    (0..350).flat_map(page).collect()
}

fn bytes(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().flat_map(|a| &a.blocks).map(|b| b.span.len()).sum::<usize>())
}

fn linter() -> Linter {
    let (packs, _) = Packs::read(true, &[]);
    Linter::compile(&packs).0
}

fn main() {
    divan::main();
}

/// Tokens alone.
#[divan::bench]
fn lexing(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let mut tokens = Vec::new();
    bencher.counter(bytes(&articles)).bench_local(|| {
        for article in &articles {
            let text = article.source.text();
            tokens.clear();
            article
                .blocks
                .iter()
                .for_each(|b| lex(text, Span::new(b.span.range().start, b.span.range().end), &mut tokens));
            black_box(tokens.len());
        }
    });
}

/// Time expressions and their values, of sentences that are there.
#[divan::bench]
fn tagging(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let texts: Vec<Text> = articles.iter().map(Text::of).collect();
    bencher.counter(bytes(&articles)).bench_local(|| {
        for (article, text) in articles.iter().zip(&texts) {
            black_box(timex::tag(article, text));
        }
    });
}

/// Tokens, sentences, time expressions and their values.
#[divan::bench]
fn dates(bencher: Bencher<'_, '_>) {
    let articles = articles();
    bencher.counter(bytes(&articles)).bench_local(|| {
        for article in &articles {
            black_box(timex::tag(article, &Text::of(article)));
        }
    });
}

/// Claims of articles whose time expressions are there.
#[divan::bench]
fn extraction(bencher: Bencher<'_, '_>) {
    let (articles, linter) = (articles(), linter());
    let texts: Vec<Text> = articles.iter().map(Text::of).collect();
    let tagged: Vec<_> = articles.iter().zip(&texts).map(|(article, text)| timex::tag(article, text)).collect();
    bencher.counter(bytes(&articles)).bench_local(|| {
        for (number, article) in articles.iter().enumerate() {
            black_box(linter.extractor.read_tagged(number, article, &texts[number], &tagged[number]));
        }
    });
}

/// All that is read of an article, its claims included.
#[divan::bench]
fn claims(bencher: Bencher<'_, '_>) {
    let (articles, linter) = (articles(), linter());
    bencher.counter(bytes(&articles)).bench_local(|| {
        for (number, article) in articles.iter().enumerate() {
            black_box(linter.extractor.claims(number, article));
        }
    });
}

/// Reading, comparing and reporting what conflicts, on all threads.
#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let (articles, linter) = (articles(), linter());
    bencher.counter(bytes(&articles)).bench_local(|| black_box(linter.check(&articles).conflicts.len()));
}

/// Claims of one article in this benchmark.
const CLAIMS_OF_AN_ARTICLE: usize = 10;

/// So many claims: those of the articles in `fixtures/news`, repeated. Every other one is of the subject and object
/// that its original has, so that a few keys hold half of them; the rest are spread over hundreds. One in four
/// keeps its date, the others are moved by up to a month.
fn claims_like_the_news(linter: &Linter, count: usize) -> (Vec<Claim>, Vec<ArticleInfo>) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/news");
    let articles = corpus::read(&[folder], &Options { layouts: &linter.layouts, ..Options::default() }).articles;
    let real = linter.claims(&articles);
    let vary = |i: usize| {
        let mut claim = Claim { article: i / CLAIMS_OF_AN_ARTICLE, ..real[i % real.len()].clone() };
        if i.is_multiple_of(2) {
            let other = |term: &Term| Term { name: format!("{} {}", term.name, i % 997).into(), ..term.clone() };
            for filler in [&mut claim.subject, &mut claim.object].into_iter().flatten() {
                if let Filler::One(term) = filler {
                    *term = other(term);
                }
            }
        }
        let days = i32::try_from(i % 997 % 31).unwrap_or_default();
        if let Some(interval) =
            claim.when.as_mut().filter(|_| !i.is_multiple_of(4)).and_then(|when| when.interval.as_mut())
        {
            let moved = |day: Option<i32>| day.map(|day| day + days);
            *interval = Interval { start: moved(interval.start), end: moved(interval.end), ..*interval };
        }
        claim
    };
    let info = |i: usize| ArticleInfo {
        id: format!("{i}").into(),
        outlet: None,
        published: articles[i % articles.len()].published,
        original: i,
        standing: Standing::Known,
    };
    ((0..count).map(vary).collect(), (0..=count / CLAIMS_OF_AN_ARTICLE).map(info).collect())
}

/// Checking what is read already, on one thread: it grows as n log n.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 3, sample_size = 1)]
fn check_claims(bencher: Bencher<'_, '_>, count: usize) {
    let linter = linter();
    let (claims, infos) = claims_like_the_news(&linter, count);
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| black_box(linter.rules.check(&FactBase::new(&claims, &infos)).0.len()));
}
