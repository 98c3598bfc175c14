//! What stands beside a name and is said of persons only: `envoy Keith Kellogg`, `Joseph Epstein, who …`, `his
//! counterpart Choe Son Hui`.

use super::{Form, Hit, Mention, Reading, Title};
use crate::claim::Term;
use crate::clause::speech;
use crate::lexicon::Sense;
use crate::text::table::Table;
use crate::text::words::is_determiner;
use crate::text::{Case, TokenKind};
use std::ops::Range;

/// Words in the names of institutions, which speak and act as persons do.
static INSTITUTIONS: Table<(), 256> = Table::new(&[
    ("academy", ()),
    ("administration", ()),
    ("agency", ()),
    ("airlines", ()),
    ("airways", ()),
    ("alliance", ()),
    ("army", ()),
    ("assembly", ()),
    ("association", ()),
    ("authority", ()),
    ("bank", ()),
    ("board", ()),
    ("brigade", ()),
    ("brotherhood", ()),
    ("bureau", ()),
    ("cabinet", ()),
    ("center", ()),
    ("centre", ()),
    ("chamber", ()),
    ("church", ()),
    ("city", ()),
    ("club", ()),
    ("college", ()),
    ("command", ()),
    ("commission", ()),
    ("committee", ()),
    ("company", ()),
    ("conference", ()),
    ("confederation", ()),
    ("congress", ()),
    ("corporation", ()),
    ("corps", ()),
    ("council", ()),
    ("county", ()),
    ("court", ()),
    ("department", ()),
    ("directorate", ()),
    ("division", ()),
    ("embassy", ()),
    ("federation", ()),
    ("fleet", ()),
    ("force", ()),
    ("forces", ()),
    ("forum", ()),
    ("foundation", ()),
    ("front", ()),
    ("fund", ()),
    ("government", ()),
    ("group", ()),
    ("guard", ()),
    ("holdings", ()),
    ("hospital", ()),
    ("house", ()),
    ("inc", ()),
    ("industries", ()),
    ("initiative", ()),
    ("institute", ()),
    ("institution", ()),
    ("international", ()),
    ("journal", ()),
    ("kingdom", ()),
    ("league", ()),
    ("ltd", ()),
    ("ministry", ()),
    ("mission", ()),
    ("motors", ()),
    ("movement", ()),
    ("museum", ()),
    ("nations", ()),
    ("navy", ()),
    ("network", ()),
    ("news", ()),
    ("office", ()),
    ("organisation", ()),
    ("organization", ()),
    ("parliament", ()),
    ("party", ()),
    ("patrol", ()),
    ("police", ()),
    ("post", ()),
    ("press", ()),
    ("project", ()),
    ("province", ()),
    ("radio", ()),
    ("region", ()),
    ("republic", ()),
    ("research", ()),
    ("resistance", ()),
    ("rights", ()),
    ("school", ()),
    ("secretariat", ()),
    ("security", ()),
    ("senate", ()),
    ("service", ()),
    ("services", ()),
    ("society", ()),
    ("state", ()),
    ("states", ()),
    ("television", ()),
    ("times", ()),
    ("treaty", ()),
    ("tribunal", ()),
    ("tv", ()),
    ("union", ()),
    ("united", ()),
    ("university", ()),
    ("watch", ()),
    ("workers", ()),
]);
/// What is said of persons.
const PERSONAL: &[&str] = &[
    "resigned",
    "stepped",
    "steps",
    "served",
    "serves",
    "took",
    "takes",
    "remained",
    "remains",
    "resigns",
    "resigning",
    "succeeds",
    "succeeded",
    "elected",
    "appointed",
    "sworn",
    "born",
    "inaugurated",
    "re-elected",
    "reelected",
];
/// Verbs whose object is a person.
const MEETING: &[&str] = &[
    "met",
    "meets",
    "meet",
    "meeting",
    "met with",
    "meets with",
    "meet with",
    "talks with",
    "meeting with",
    "replaced",
    "replaces",
    "replacing",
    "succeeded",
    "succeeds",
    "succeeding",
    "appointed",
    "appoints",
    "elected",
    "elects",
    "named",
    "names",
    "nominated",
    "nominates",
    "dismissed",
    "dismisses",
    "sacked",
    "sacks",
    "fired",
    "fires",
    "married",
    "marries",
];
/// Whether the word, in lower case, stands in the names of institutions.
pub(crate) fn is_institution(word: &str) -> bool {
    INSTITUTIONS.get(word).is_some()
}

/// Whether the word is a noun for whom a person is to another; the name stands behind.
pub(super) fn is_relation(word: &str) -> bool {
    matches!(word, "counterpart" | "predecessor" | "successor")
}

impl Reading<'_> {
    /// Whether what stands beside a name is said of persons only.
    pub(super) fn is_said_of_person(&self, name: &Range<usize>, hits: &[Hit], range: &Range<usize>) -> bool {
        name.len() > 1 && self.could_be_person(name, range) && self.is_personal(name, hits, range)
    }

    fn could_be_person(&self, name: &Range<usize>, range: &Range<usize>) -> bool {
        let shouted = |at: usize| {
            let token = self.text.tokens[at];
            matches!(token.kind, TokenKind::Word(Case::Upper)) && token.span.len() > 1
        };
        let article = name.start > range.start && is_determiner(self.word(name.start - 1));
        let opener = name.start == range.start && crate::clause::is_adverb(self.word(name.start));
        let words = name.clone().filter(|&at| self.text.tokens[at].is_word()).count();
        let firm = name.clone().any(|at| self.text.tokens[at].is('&') || self.lexicon.is_affix(self.id(at)));
        words > 1
            && words < 5
            && !firm
            && !article
            && !opener
            && !self.names_institution(name)
            && !name.clone().any(shouted)
    }

    /// `Football Association`, behind `the president of the Japan`.
    pub(super) fn names_institution(&self, name: &Range<usize>) -> bool {
        name.clone().any(|at| is_institution(self.word(at)))
    }

    /// Lower-case words with a space between.
    fn words(&self, tokens: Range<usize>) -> String {
        tokens.map(|at| self.word(at)).collect::<Vec<_>>().join(" ")
    }

    fn is_personal(&self, name: &Range<usize>, hits: &[Hit], range: &Range<usize>) -> bool {
        let before = |n: usize| name.start.checked_sub(n).filter(|&at| at >= range.start);
        if before(1).is_some_and(|at| self.is_agent_noun(at)) {
            return true;
        }
        let object = |n: usize| before(n).is_some_and(|at| MEETING.contains(&&*self.words(at..name.start)));
        if object(1) || object(2) {
            return true;
        }
        let behind = |n: usize| if name.end + n < range.end { self.word(name.end + n) } else { "" };
        let comma = usize::from(behind(0) == ",");
        if behind(comma) == "who" || comma == 0 && name.end < range.end && speech::reports(self, name.end) {
            return true;
        }
        let copula =
            matches!(behind(0), "is" | "was" | "becomes" | "became" | "remains" | "has" | "had" | "," | "as" | "will");
        // Exercises and battles take place, too.
        let happens = |at: usize| at + 1 < range.end && self.word(at + 1) == "place";
        let said = |at: usize| PERSONAL.contains(&self.word(at)) && !happens(at);
        let near = name.end..range.end.min(name.end + 5);
        let role = || hits.iter().any(|h| near.contains(&h.start) && matches!(h.sense, Sense::Role { .. }));
        name.end < range.end && said(name.end) || copula && (near.clone().any(said) || role())
    }

    /// A lower-case noun for somebody who does something, right before a name: `envoy`, `founder`, `activist`.
    fn is_agent_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        let agent = ["er", "or", "ist", "man", "woman", "ian", "eer"].iter().any(|suffix| word.ends_with(suffix));
        self.text.tokens[at].kind == TokenKind::Word(Case::Lower)
            && !self.is_function_word(at)
            && !crate::clause::is_adverb(word)
            && (agent
                && word.len() > 4
                && !matches!(
                    word,
                    "other"
                        | "former"
                        | "october"
                        | "november"
                        | "december"
                        | "september"
                        | "either"
                        | "rather"
                        | "another"
                        | "whether"
                        | "together"
                        | "order"
                        | "number"
                        | "under"
                        | "after"
                        | "over"
                        | "however"
                        | "near"
                        | "river"
                        | "border"
                        | "power"
                        | "major"
                        | "minor"
                        | "prior"
                        | "later"
                        | "earlier"
                        | "newspaper"
                        | "human"
                        | "german"
                        | "offer"
                        | "consider"
                        | "enter"
                        | "cover"
                        | "error"
                        | "sector"
                        | "factor"
                        | "russian"
                )
                || is_relation(word)
                || matches!(
                    word,
                    "chief"
                        | "head"
                        | "aide"
                        | "envoy"
                        | "boss"
                        | "coach"
                        | "spouse"
                        | "wife"
                        | "husband"
                        | "son"
                        | "daughter"
                        | "brother"
                        | "sister"
                        | "rival"
                        | "nominee"
                        | "delegate"
                        | "analyst"
                        | "dissident"
                        | "guard"
                        | "king"
                        | "queen"
                        | "prince"
                        | "princess"
                        | "candidate"
                ))
    }

    /// The country of a counterpart: `his North Korean counterpart Choe Son Hui`.
    pub(super) fn owner_of_counterpart(&self, name: &Range<usize>, hits: &[Hit]) -> Option<Term> {
        let noun = name.start.checked_sub(1).filter(|&at| self.word(at) == "counterpart")?;
        let hit = hits.iter().find(|h| h.end == noun)?;
        match hit.sense {
            Sense::Adjective(entity) => Some(self.entity_term(entity, hit.start..hit.end)),
            _ => None,
        }
    }

    /// A person whom another's office explains: `his North Korean counterpart Choe Son Hui`, `her predecessor Joe
    /// Biden`, `Rutte's predecessor, Jens Stoltenberg`.
    pub(super) fn relation_at(&self, at: usize, found: &[Mention], range: &Range<usize>) -> Option<Mention> {
        let noun = self.word(at);
        if !is_relation(noun) {
            return None;
        }
        let comma = usize::from(at + 2 < range.end && self.text.tokens[at + 1].is(','));
        let name = self.name_behind_office(at + 1 + comma, range)?;
        let mut mention = self.plain_mention(self.person_term(name.clone()), name.clone(), Form::Name);
        let adjective = found.last().filter(|m| m.form == Form::Adjective && m.tokens.end == at);
        mention.tokens.start = adjective.map_or(at, |m| m.tokens.start);
        mention.possessive = self.is_possessive(name.end, range);
        let earlier = found.iter().rev().chain(self.mentions.iter().rev());
        let title = earlier
            .filter(|m| m.form == Form::Name)
            .find_map(|m| m.office.as_ref().filter(|t| !t.former).zip(m.stands_for.as_ref()));
        let Some((title, owner)) = title else {
            mention.stands_for = adjective.map(|m| m.term.clone());
            return Some(mention);
        };
        let role = title.office.name.strip_suffix(&*format!(" of {}", owner.name))?;
        let (owner, former) = match (noun, adjective) {
            ("counterpart", Some(adjective)) => (adjective.term.clone(), false),
            ("predecessor", None) => (owner.clone(), true),
            _ => return Some(mention),
        };
        // A secretary of state is called otherwise elsewhere.
        if !role.contains(" of ") || former {
            let name = format!("{role} of {}", owner.name).into();
            let office = Term { name, class: "office".into(), span: Some(self.span(at..at + 1)) };
            mention.office = Some(Box::new(Title { office, former }));
        }
        mention.stands_for = Some(owner);
        Some(mention)
    }
}
