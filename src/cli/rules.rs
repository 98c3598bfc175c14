//! The rules: listing them, explaining one, running their texts; the schema of what they are written in.

use super::Exit;
use super::args::{Explain, Test};
use super::session::{Session, Stop};
use crate::conflict::Conflict;
use crate::corpus::{self, Article};
use crate::linter::Linter;
use crate::pack::nearest::did_you_mean;
use crate::report::rules as report;
use crate::rule::{Rule, TestArticle, test};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// `factlint rules`
pub(super) fn rules(session: &mut Session<'_>) -> Result<(), Stop> {
    let linter = session.packs();
    Ok(report::list(session.out, session.style, linter.rules.all())?)
}

/// `factlint explain`
pub(super) fn explain(session: &mut Session<'_>, args: &Explain) -> Result<(), Stop> {
    let linter = session.packs();
    let rules = &linter.rules;
    let Some(rule) = rules.get(&args.rule) else {
        let help = did_you_mean(&args.rule, rules.all().iter().map(|r| r.spec.id.as_str()));
        let help = help.unwrap_or_else(|| "`factlint rules` lists them.".into());
        session.complain(&format!("there is no rule `{}`", args.rule), &help);
        session.ends(Exit::Fault);
        return Ok(());
    };
    Ok(report::explain(session.out, session.style, rule)?)
}

/// `factlint schema`
pub(super) fn schema(session: &mut Session<'_>) -> Result<(), Stop> {
    let schema = serde_json::to_string_pretty(&crate::pack::schema()).map_err(std::io::Error::from)?;
    Ok(writeln!(session.out, "{schema}")?)
}

/// `factlint test`
pub(super) fn test(session: &mut Session<'_>, args: &Test) -> Result<(), Stop> {
    let (paths, names): (Vec<PathBuf>, Vec<PathBuf>) = args.packs.iter().cloned().partition(|path| path.exists());
    let linter = session.packs_with(&paths);
    let packs: BTreeSet<&str> = linter.rules.all().iter().map(|rule| &*rule.pack).collect();
    let names: Vec<Cow<'_, str>> = names.iter().map(|name| name.to_string_lossy()).collect();
    for name in names.iter().filter(|name| !packs.contains(&***name)) {
        let help = did_you_mean(name, packs.iter().copied()).unwrap_or_default();
        session.complain(&format!("`{name}` is neither a file nor a pack with rules"), &help);
        session.ends(Exit::Fault);
    }
    let wanted = |rule: &&Rule| {
        args.packs.is_empty()
            || paths.iter().any(|path| Path::new(&*rule.file).starts_with(path))
            || names.iter().any(|name| **name == *rule.pack)
    };
    let rules: Vec<&Rule> = linter.rules.all().iter().filter(wanted).collect();
    let mut failures = Vec::new();
    for rule in &rules {
        failures.extend(test::run(rule, |texts| check(&linter, texts)));
    }
    let texts = rules.iter().map(|r| r.spec.tests.len()).sum();
    if !failures.is_empty() {
        session.ends(Exit::Conflicts);
    }
    Ok(report::tested(session.out, session.style, rules.len(), texts, &failures)?)
}

/// The conflicts among the texts of a rule.
fn check(linter: &Linter, texts: &[TestArticle]) -> Vec<Conflict> {
    let articles: Vec<Article> = texts.iter().enumerate().flat_map(|(i, text)| article(i + 1, text)).collect();
    linter.check(&articles).conflicts
}

/// A rule's text as an article.
fn article(number: usize, text: &TestArticle) -> Vec<Article> {
    let whole = text.title.iter().chain([&text.text]).map(String::as_str).collect::<Vec<_>>().join("\n");
    let record = serde_json::json!({
        "id": format!("text {number}"), "title": text.title, "date": text.date, "text": whole, "source": text.outlet,
    });
    let options = corpus::Options::default();
    corpus::read_bytes("texts.jsonl", "texts.jsonl", record.to_string().into_bytes(), &options).articles
}
