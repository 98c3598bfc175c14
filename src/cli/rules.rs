//! The rules: listing them, explaining one, running their texts.

use super::Exit;
use super::args::{Explain, Test};
use super::session::{Session, Stop};
use crate::corpus::{self, Article};
use crate::pack::examples;
use crate::pack::nearest::did_you_mean;
use crate::report::rules as report;
use crate::rule::{Rule, TestArticle, test};
use std::path::Path;

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

/// `factlint test`
pub(super) fn test(session: &mut Session<'_>, args: &Test) -> Result<(), Stop> {
    let (packs, linter) = session.packs_with(&args.packs);
    let wanted = |file: &str| args.packs.is_empty() || args.packs.iter().any(|path| Path::new(file).starts_with(path));
    let rules: Vec<&Rule> = linter.rules.all().iter().filter(|rule| wanted(&rule.file)).collect();
    let mut tested = report::Tested {
        rules: rules.len(),
        texts: rules.iter().map(|r| r.spec.tests.len()).sum(),
        ..report::Tested::default()
    };
    for rule in &rules {
        tested.failures.extend(test::run(rule, |texts| linter.check(&articles(texts)).conflicts));
    }
    for item in packs.predicates().filter(|item| wanted(&packs.files[item.file].name)) {
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
