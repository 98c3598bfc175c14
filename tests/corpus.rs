//! From files to articles, on whole files.

use factlint::config::Config;
use factlint::corpus::layout::Layout;
use factlint::corpus::{self, Article, BlockKind, Corpus, Options, Severity};
use factlint::pack::Packs;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// The layouts of the packs that are built in.
fn layouts() -> Vec<Layout> {
    let (packs, faults) = Packs::read(true, &[]);
    assert_eq!(faults, []);
    packs.layouts().map(|item| Layout::compile(item.spec, &item.path).expect("the layouts compile")).collect()
}

fn read(paths: &[PathBuf], config: Option<&Config>) -> Corpus {
    let layouts = layouts();
    corpus::read(paths, &Options { layouts: &layouts, config, ..Options::default() })
}

fn page(name: &str, config: Option<&Config>) -> Vec<Article> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages").join(name);
    let corpus = read(&[path], config);
    assert_eq!(corpus.problems, []);
    corpus.articles
}

/// Outlet, date and title of each article, a line each.
fn heads(articles: &[Article]) -> String {
    let head = |a: &Article| {
        let published = a.published.map_or_else(|| "undated".into(), |date| date.to_string());
        format!(
            "{} | {} | {published} | {}\n",
            a.id,
            a.outlet.as_deref().unwrap_or("-"),
            a.title.as_deref().unwrap_or("-")
        )
    };
    articles.iter().map(head).collect()
}

/// The blocks of an article, a line each.
fn blocks(article: &Article) -> String {
    let line = |b: &corpus::Block| format!("{:?}: {}\n", b.kind, b.span.of(article.source.text()));
    article.blocks.iter().map(line).collect()
}

fn dated(text: &str) -> Config {
    Config::parse(Path::new("factlint.yaml"), text).expect("the configuration is right")
}

/// Outlet, day, any number of sections; captions with a credit; one paragraph or several.
#[test]
fn list_with_day() {
    let articles = page("list-with-day.txt", None);
    insta::assert_snapshot!(heads(&articles), @r#"
    list-with-day.txt#1 | Osh Evening Post | 2025-12-03 | Bishkek hands over the chair of the six-nation pact
    list-with-day.txt#2 | The Lisbon Ledger | 2025-12-01 | Six or five? A "pact" counts its members
    list-with-day.txt#3 | Channel 4 | 2025-11-12 | What a frozen membership is worth
    "#);
    insta::assert_snapshot!(blocks(&articles[0]), @r#"
    Headline: Bishkek hands over the chair of the six-nation pact
    Caption: CHOLPON-ATA, KYRGYZSTAN - NOVEMBER 27: Delegates gather for a group portrait beside the lake on November 27, 2025. (Photo by T. Example/Sample Agency) Getty Images
    Paragraph: Kyrgyzstan has chaired the CSTO since January and will pass the chair to Moscow in the new year, an official in Bishkek said on Tuesday. Five presidents came to the meeting; the Armenian seat stayed empty.
    "#);
    insta::assert_snapshot!(blocks(&articles[1]), @r#"
    Headline: Six or five? A "pact" counts its members
    Paragraph: Armenia froze its participation in February 2024, and nobody is sure how to count since.
    Paragraph: The treaty itself names six states.
    "#);
}

/// The outlet glued to the day, promotion below, and an article of another layout on the same page.
#[test]
fn page_with_glued_day() {
    let articles = page("page-with-glued-day.txt", None);
    insta::assert_snapshot!(heads(&articles), @r#"
    page-with-glued-day.txt#1 | Baltic Breeze | 2025-03-07 | Sweden’s first year in the alliance
    page-with-glued-day.txt#2 | Turku Tribune | undated | Finland counts the cost of its long border
    "#);
    insta::assert_snapshot!(blocks(&articles[0]), @r#"
    Headline: Sweden’s first year in the alliance
    Caption: STOCKHOLM, SWEDEN - MARCH 1: Sailors salute the flag. (Photo by N. Body/) Getty Images
    Paragraph: Sweden joined NATO on 7 March 2024 as its thirty-second member.
    Paragraph: A year on, its navy takes part in the patrols off Gotland.
    "#);
    insta::assert_snapshot!(blocks(&articles[1]), @r#"
    Headline: Finland counts the cost of its long border
    Paragraph: Helsinki wants to spend three per cent of its output on defence by 2029.
    Caption: 2 A fence in the woods near Imatra. Ann Other, Sample Pool Photo via AP
    Caption: 2 Two guards at dusk. AP Photo/Ann Other
    Paragraph: The border has been shut since December 2023.
    "#);
}

/// A day or an age behind `time`; an age gives a day only from the configured moment.
#[test]
fn list_with_time() {
    insta::assert_snapshot!(heads(&page("list-with-time.txt", None)), @r#"
    list-with-time.txt#1 | Delta Courant | 2025-07-04 | Parliament asks what five per cent would buy
    list-with-time.txt#2 | Polder Radio | undated | Minister: target will be met in 2035
    "#);
    let config = dated("articles: [{path: list-*, retrieved: 2025-07-08T00:30, published: 2020-01-01}]");
    let articles = page("list-with-time.txt", Some(&config));
    insta::assert_snapshot!(heads(&articles), @r#"
    list-with-time.txt#1 | Delta Courant | 2025-07-04 | Parliament asks what five per cent would buy
    list-with-time.txt#2 | Polder Radio | 2025-07-07 | Minister: target will be met in 2035
    "#);
    insta::assert_snapshot!(blocks(&articles[0]), @r#"
    Headline: Parliament asks what five per cent would buy
    Paragraph: Three and a half per cent is meant for arms and men, one and a half for roads, ports and networks.
    Paragraph: Nobody has yet said where the money is to come from.
    "#);
}

/// Menus, nags, links and teasers are no text of a blog's article.
#[test]
fn blog_with_byline() {
    let articles = page("blog-with-byline.txt", None);
    insta::assert_snapshot!(heads(&articles), @r#"blog-with-byline.txt#1 | Samplepost24 | undated | Secretary general expects a quiet autumn – interview"#);
    insta::assert_snapshot!(blocks(&articles[0]), @r#"
    Headline: Secretary general expects a quiet autumn – interview
    Paragraph: The head of the six-nation alliance expects no new applications this year, he said in an interview on Monday.
    Paragraph: The CSTO grew out of a treaty signed in Tashkent in 1992.
    Paragraph: “Our door is open,” he added.
    "#);
}

/// The stamps of neighbours are not the article's, and briefs of another day are no part of it.
#[test]
fn agency_with_neighbours() {
    let articles = page("agency-with-neighbours.txt", None);
    insta::assert_snapshot!(heads(&articles), @r#"agency-with-neighbours.txt#1 | - | undated | Yerevan leaves its seat empty at the table of allies"#);
    insta::assert_snapshot!(blocks(&articles[0]), @r#"
    Headline: Yerevan leaves its seat empty at the table of allies
    Paragraph: Sample Wire: The Armenian prime minister stayed at home on Thursday while five other heads of state met in Minsk, his office said.
    Paragraph: It is the second autumn in a row that he has not come.
    Paragraph: The alliance's rules do not say for how long a member may stay away from its meetings before it loses its vote.
    "#);
    let config = dated("articles: [{path: agency-with-neighbours.txt, published: 2023-11-23}]");
    assert_eq!(
        page("agency-with-neighbours.txt", Some(&config))[0].published.map(|d| d.to_string()).as_deref(),
        Some("2023-11-23")
    );
}

/// CRLF, a byte-order mark, no-break spaces and Windows-1252 change no cut; offsets are of the bytes.
#[test]
fn other_bytes_same_cut() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let layouts = layouts();
    let options = Options { layouts: &layouts, config: None, ..Options::default() };
    for entry in folder.read_dir().expect("the pages are there") {
        let path = entry.expect("the page is there").path();
        let text = std::fs::read_to_string(&path).expect("the page is text");
        let plain = corpus::read_bytes("a", "a.txt", text.clone().into_bytes(), &options);
        let other = format!("\u{feff}{}", text.replace('\n', "\u{a0}\r\n").replace("- ", "-\u{a0}"));
        let other = corpus::read_bytes("a", "a.txt", other.into_bytes(), &options);
        let words = |corpus: &Corpus| {
            corpus.articles.iter().map(|a| heads(std::slice::from_ref(a)) + &blocks(a)).collect::<String>()
        };
        assert_eq!(
            words(&plain).replace("- ", "-\u{a0}"),
            words(&other).replace("- ", "-\u{a0}"),
            "{}",
            path.display()
        );
        let (legacy, _, lossy) = encoding_rs::WINDOWS_1252.encode(&text);
        if !lossy && !text.is_ascii() {
            let read = corpus::read_bytes("a", "a.txt", legacy.to_vec(), &options);
            assert_eq!(words(&plain), words(&read));
            for article in &read.articles {
                let source = &article.source;
                let bytes = &legacy[source.original(article.span.start)..source.original(article.span.end)];
                assert_eq!(encoding_rs::WINDOWS_1252.decode(bytes).0, article.span.of(source.text()));
            }
        }
    }
}

/// Each bad input is named with what is wrong, and the rest is read.
#[test]
fn bad_inputs_are_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, bytes).expect("a file");
    };
    write("good.txt", b"Talks begin\nOsh Post, 1 May 2024\nThe talks began.");
    write("bad/binary.txt", b"ab\0\x01");
    write("bad/broken.txt", b"It\xe2\x80\x99s caf\xc3\xa9 and na\xefve.");
    write("bad/date.txt", b"Talks end\nOsh Post, 31-02-2024\nThe talks ended.");
    write("bad/empty.md", b"\n");
    write("bad/open.md", b"---\ntitle: Talks\n\nThe talks began.\n");
    write("bad/records.jsonl", b"{\"id\": \"x\", \"text\": \"One.\"}\n{\"id\": \"x\", \"text\": \"Two.\"}\nnonsense\n");
    write("bad/utf16.txt", b"\xff\xfea\0");
    write("bad/image.png", b"\x89PNG\0");
    write(".hidden/no.txt", b"Hidden.");
    write("none/readme.rst", b"No article.");
    write(".gitignore", b"ignored.txt\n");
    write("ignored.txt", b"Ignored.");
    let at = |name: &str| folder.path().join(name);
    let corpus = read(&[at("missing.txt"), at("none"), folder.path().into()], None);
    let root = format!("{}/", folder.path().display());
    let told: String = corpus.problems.iter().map(|p| format!("{:?} {p}\n", p.severity).replace(&root, "")).collect();
    insta::assert_snapshot!(told, @r#"
    Error missing.txt: no such file or folder
    Error none: the folder holds no articles
    Error bad/binary.txt:1:3: the file is binary, not text
    Error bad/broken.txt:1:17: the byte 0xEF at offset 19 is not valid UTF-8
    Warning bad/date.txt:2:11: `31-02-2024` is not a date, so the page dates no article
    Warning bad/empty.md: the file is empty
    Error bad/open.md:1:1: the front matter is not closed
    Error bad/records.jsonl:3:2: not a JSON record: expected ident
    Error bad/utf16.txt: the file is UTF-16
    Warning bad/records.jsonl:2:1: the id `x` is already that of bad/records.jsonl#1
    "#);
    insta::assert_snapshot!(heads(&corpus.articles).replace(&root, ""), @r#"
    bad/date.txt#1 | Osh Post | undated | Talks end
    x | - | undated | -
    bad/records.jsonl#2 | - | undated | -
    good.txt#1 | Osh Post | 2024-05-01 | Talks begin
    "#);
    assert!(corpus.problems.iter().all(|p| !p.help.is_empty()));
}

/// A named file is read whatever its ending, once, and a folder's files in the order of their names.
#[test]
fn names_and_order() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["b.txt", "a/z.md", "c.log", "a.txt"] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, "A headline\n\nThe text.").expect("a file");
    }
    let corpus = read(&[folder.path().join("c.log"), folder.path().into(), folder.path().join("b.txt")], None);
    let ids: Vec<_> = corpus.articles.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, ["c.log#1", "a.txt#1", "a/z.md#1", "b.txt#1"]);
    assert_eq!(corpus.files, 4);
}

/// Text in another language is skipped by name.
#[test]
fn other_languages_are_skipped_by_name() {
    let german = "Der Gipfel\n\nDie Mitglieder der Allianz haben sich am Montag auf dem Gipfel in Minsk nicht auf ein gemeinsames Vorgehen einigen können, und der Streit ist damit nicht zu Ende.";
    let corpus = corpus::read_bytes("a.txt", "a.txt", german.into(), &Options::default());
    assert_eq!((corpus.articles.len(), &*corpus.skipped[0].language), (0, "German"));
}

/// A line of five megabytes is an article like any other.
#[test]
fn a_long_line_is_read() {
    let text = format!("A headline\n{}", "The talks began in 2002. ".repeat(200_000));
    let layouts = layouts();
    let corpus = corpus::read_bytes(
        "a.txt",
        "a.txt",
        text.into(),
        &Options { layouts: &layouts, config: None, ..Options::default() },
    );
    assert_eq!(corpus.articles[0].blocks[1].span.len(), 4_999_999);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the bytes: no panic, and blocks lie in order within their article.
    #[test]
    fn any_bytes(lines in proptest::collection::vec(line(), 0..24), name in "a\\.(txt|md|jsonl)") {
        let layouts = layouts();
        let corpus = corpus::read_bytes("a", &name, lines.concat(), &Options { layouts: &layouts, config: None, ..Options::default() });
        for article in &corpus.articles {
            let mut end = article.span.start;
            for block in &article.blocks {
                prop_assert!(block.span.start >= end && article.span.contains(block.span) && !block.span.is_empty());
                prop_assert!(article.source.text().is_char_boundary(block.span.start as usize));
                end = block.span.end;
            }
        }
        for problem in &corpus.problems {
            prop_assert!(problem.severity >= Severity::Note && !problem.message.is_empty());
        }
        let _ = corpus::copies(&corpus.articles);
    }
}

/// Lines as pages have them, and stray bytes.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let known = proptest::sample::select(vec![
        "Osh Post\n",
        "18-07-2025\n",
        "31-02-2025\n",
        "- Politics\n",
        "- Osh Post\n",
        "Talks begin\n",
        "\n",
        "\r\n",
        "-\n",
        "- 1 May 2024 10:00\n",
        "time31 minutes ago\n",
        "  • Osh Post\n",
        "By: By Osh\n",
        "Date:\n",
        "Osh Post18-07-2025\n",
        "5 A tent. B via AP 5 A man. \u{201c}The talks\u{201d} began. (Photo by A) \n",
        "---\n",
        "title: Talks\n",
        "date: 2024\n",
        "# Talks\n",
        "{\"text\": \"One.\"}\n",
        "{\"id\": 1, \"text\": \"é\", \"date\": \"soon\"}\n",
        "{\n",
        "DOWNLOAD THE APP\n",
    ]);
    prop_oneof![8 => known.prop_map(|line| line.as_bytes().to_vec()), 1 => proptest::collection::vec(any::<u8>(), 0..12), 2 => ".{0,40}\n".prop_map(String::into_bytes)]
}

/// The kinds of blocks are what later stages are told apart by.
#[test]
fn a_headline_is_a_block_of_its_own() {
    let articles = page("agency-with-neighbours.txt", None);
    assert_eq!(articles[0].blocks[0].kind, BlockKind::Headline);
}
