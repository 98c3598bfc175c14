//! The stages made visible: `articles`, `dates`, `claims`.

use super::Exit;
use super::args::{Claims, Dates, DatesFormat, Format, Input, Line, Paths};
use super::session::{Session, Stop};
use crate::linter::Linter;
use crate::report::claims as report;
use crate::report::json;
use crate::report::printable;
use crate::report::stages;
use crate::report::summary::Summary;
use crate::report::timeml;
use crate::survey::Census;
use crate::text::Text;
use crate::timex::{self, Timex};
use rayon::prelude::*;
use std::io;

/// `factlint articles`
pub(super) fn articles(session: &mut Session<'_>, input: &Input) -> Result<(), Stop> {
    let linter = session.packs_for(&input.paths)?;
    let corpus = session.read(&input.paths, &linter.layouts)?;
    match input.format {
        Format::Jsonl => {
            for article in &corpus.articles {
                json::line(session.out, &json::article(article))?;
            }
        }
        Format::Pretty => stages::articles(session.out, session.style, &corpus.articles)?,
    }
    let census = Census::of(&corpus, &[]);
    session.summary(&Summary { census: Some(&census), ..Summary::default() })
}

/// `factlint dates`
pub(super) fn dates(session: &mut Session<'_>, args: &Dates) -> Result<(), Stop> {
    let linter = session.packs_for(&args.paths)?;
    let mut corpus = session.read(&args.paths, &linter.layouts)?;
    for article in &mut corpus.articles {
        article.published = article.published.or(args.published);
    }
    let read: Vec<(Text, Vec<Timex>)> = corpus
        .articles
        .par_iter()
        .map(|article| {
            let text = Text::of(article);
            let timexes = timex::tag(article, &text);
            (text, timexes)
        })
        .collect();
    for (article, (text, timexes)) in corpus.articles.iter().zip(&read) {
        match args.format {
            DatesFormat::Jsonl => {
                for timex in timexes {
                    json::line(session.out, &json::date(article, timex))?;
                }
            }
            DatesFormat::Timeml => timeml::document(session.out, article, timexes)?,
            DatesFormat::Pretty => stages::dates(session.out, session.style, article, text, timexes)?,
        }
    }
    let dated = read.iter().map(|(text, timexes)| timex::dated_sentences(text, timexes).count()).sum();
    let census = Census::of(&corpus, &[]);
    session.summary(&Summary { census: Some(&census), dated: Some(dated), ..Summary::default() })
}

/// `factlint claims`
pub(super) fn claims(session: &mut Session<'_>, args: &Claims) -> Result<(), Stop> {
    let paths = args.why.as_ref().map_or(&args.paths[..], |line| std::slice::from_ref(&line.file));
    let linter = session.packs_for(paths)?;
    if let Some(line) = &args.why {
        return why(session, &linter, line);
    }
    let corpus = session.read(&args.paths, &linter.layouts)?;
    let read = session.digests(&linter, &args.paths, &corpus.articles)?;
    for (article, digest) in corpus.articles.iter().zip(&read) {
        let claims = &digest.extract.claims;
        match args.format {
            Format::Jsonl => {
                for claim in claims {
                    json::line(session.out, &json::claim(article, claim).map_err(io::Error::from)?)?;
                }
                json::line(session.out, &json::read(article, &digest.extract).map_err(io::Error::from)?)?;
            }
            Format::Pretty => {
                let why = linter.extractor.explain(article, claims);
                report::claims(session.out, session.style, article, claims, &why)?;
            }
        }
    }
    let claims = read.iter().map(|digest| digest.extract.claims.len()).sum();
    let census = Census::of(&corpus, &[]);
    session.summary(&Summary { census: Some(&census), claims: Some(claims), ..Summary::default() })
}

/// `factlint claims --why FILE:LINE`: what was read there, and what nearly was.
fn why(session: &mut Session<'_>, linter: &Linter, line: &Line) -> Result<(), Stop> {
    let corpus = session.read(std::slice::from_ref(&line.file), &linter.layouts)?;
    let mut told = false;
    for (number, article) in corpus.articles.iter().enumerate() {
        let misses = linter.extractor.near_misses(article, line.line);
        if misses.is_empty() {
            continue;
        }
        told = true;
        let mut claims = linter.extractor.claims(number, article);
        claims.retain(|claim| misses.iter().any(|m| m.sentence.overlaps(claim.span)));
        let why = linter.extractor.explain(article, &claims);
        report::claims(session.out, session.style, article, &claims, &why)?;
        for misses in &misses {
            report::near_misses(session.out, session.style, article, misses)?;
        }
    }
    if !told && !corpus.articles.is_empty() {
        let message = format!("{}:{}: no sentence of an article stands there", line.file.display(), line.line);
        session.complain(&message, "`factlint articles` shows how the file was cut.");
        session.ends(Exit::Fault);
    }
    Ok(())
}

/// `factlint files`
pub(super) fn files(session: &mut Session<'_>, args: &Paths) -> Result<(), Stop> {
    for name in session.files(&args.paths)? {
        writeln!(session.out, "{}", printable(&name))?;
    }
    Ok(())
}
