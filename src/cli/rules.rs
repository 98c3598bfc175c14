//! The rules: listing them, explaining one, running their texts; the schema of what they are written in.

use super::Exit;
use super::args::{Explain, Test};
use super::session::{Session, Stop};
use crate::corpus::{self, Article};
use crate::pack::examples;
use crate::pack::nearest::did_you_mean;
use crate::report::rules as report;
use crate::rule::{Rule, TestArticle, test};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// `factlint rules`
pub(super) fn rules(session: &mut Session<'_>) -> Result<(), Stop> {
    let linter = session.packs()?;
    Ok(report::list(session.out, session.style, linter.rules.all())?)
}

/// `factlint explain`
pub(super) fn explain(session: &mut Session<'_>, args: &Explain) -> Result<(), Stop> {
    let linter = session.packs()?;
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
    let (packs, linter) = session.packs_with(&paths);
    let known: BTreeSet<&str> = packs.files.iter().map(|file| file.pack.pack.as_str()).collect();
    let names: Vec<Cow<'_, str>> = names.iter().map(|name| name.to_string_lossy()).collect();
    for name in names.iter().filter(|name| !known.contains(&***name)) {
        let help = did_you_mean(name, known.iter().copied()).unwrap_or_default();
        session.complain(&format!("`{name}` is neither a file nor a pack"), &help);
        session.ends(Exit::Fault);
    }
    let wanted = |file: &str, pack: &str| {
        args.packs.is_empty()
            || paths.iter().any(|path| Path::new(file).starts_with(path))
            || names.iter().any(|name| **name == *pack)
    };
    let rules: Vec<&Rule> = linter.rules.all().iter().filter(|rule| wanted(&rule.file, &rule.pack)).collect();
    let mut tested = report::Tested {
        rules: rules.len(),
        texts: rules.iter().map(|r| r.spec.tests.len()).sum(),
        ..report::Tested::default()
    };
    for rule in &rules {
        tested.failures.extend(test::run(rule, |texts| linter.check(&articles(texts)).conflicts));
    }
    for item in packs.predicates().filter(|item| {
        let file = &packs.files[item.file];
        wanted(&file.name, &file.pack.pack)
    }) {
        let read = |text: &TestArticle| linter.claims(&articles(std::slice::from_ref(text)));
        tested.failures.extend(examples::run(item.key, item.spec, read));
        tested.predicates += usize::from(!item.spec.examples.is_empty());
        tested.examples += item.spec.examples.len();
    }
    if !tested.failures.is_empty() {
        session.ends(Exit::Conflicts);
    }
    Ok(report::tested(session.out, session.style, &tested)?)
}

/// The texts of a rule or of an example, as articles.
fn articles(texts: &[TestArticle]) -> Vec<Article> {
    let records = test::records(texts).into_bytes();
    corpus::read_bytes("texts.jsonl", "texts.jsonl", records, &corpus::Options::default()).articles
}
