//! The stages made visible: `articles`, `dates`, `claims`.

use super::Exit;
use super::args::{Dates, Format, Input};
use super::session::{self, Session, Stop};
use super::packs;
use crate::claim::Claim;
use crate::corpus::layout;
use crate::pack::Packs;
use crate::report::json;
use crate::text::Text;
use crate::timex::{self, Timex};
use rayon::prelude::*;

/// `factlint articles`
pub(super) fn articles(session: &mut Session<'_>, input: &Input) -> Result<Exit, Stop> {
    let layouts = layout::builtin().unwrap_or_default();
    let corpus = session.read(&input.paths, &layouts)?;
    match input.format {
        Format::Jsonl => {
            for article in &corpus.articles {
                json::line(session.out, &json::article(article))?;
            }
        }
        Format::Pretty => {}
    }
    Ok(session::exit(&corpus))
}

/// `factlint dates`
pub(super) fn dates(session: &mut Session<'_>, args: &Dates) -> Result<Exit, Stop> {
    let layouts = layout::builtin().unwrap_or_default();
    let mut corpus = session.read(&args.input.paths, &layouts)?;
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
    for (article, (_text, timexes)) in corpus.articles.iter().zip(&read) {
        match args.input.format {
            Format::Jsonl => {
                for timex in timexes {
                    json::line(session.out, &json::date(article, timex))?;
                }
            }
            Format::Pretty => {}
        }
    }
    Ok(session::exit(&corpus))
}

/// `factlint claims`
pub(super) fn claims(session: &mut Session<'_>, input: &Input) -> Result<Exit, Stop> {
    let layouts = layout::builtin().unwrap_or_default();
    let (packs, _faults) = Packs::read(true, &session.global.rules);
    let extractor = packs::extractor(&packs);
    let corpus = session.read(&input.paths, &layouts)?;
    let claims: Vec<Vec<Claim>> =
        corpus.articles.par_iter().enumerate().map(|(n, article)| extractor.claims(n, article)).collect();
    for (article, claims) in corpus.articles.iter().zip(&claims) {
        match input.format {
            Format::Jsonl => {
                for claim in claims {
                    json::line(session.out, &json::claim(article, claim))?;
                }
            }
            Format::Pretty => {}
        }
    }
    Ok(session::exit(&corpus))
}
