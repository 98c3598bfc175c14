//! Packs: what factlint knows of a domain, in YAML.
//!
//! Classes of entities are a pack's own, but a few have a meaning to the reader, which packs keep to: a
//! `place` can be where something is, a `city` lies in a country and its name can stand for it if it is the
//! capital, an `organization` can hold an event, and a `body` acts for what it lies in. `person`, `office`,
//! `event` and `name` are found by the reader itself. Of the word classes two have a meaning to it: `title`
//! (`Dr`) and `given-name`, which tell that a name is a person's.

pub mod examples;
mod load;
pub mod nearest;
pub(crate) mod yaml;

use crate::claim::{Bound, Modality, Stage};
use crate::rule::RuleSpec;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

pub use load::{Item, Loaded, Packs, SectionFault, Word, load};

/// One pack file as written. Any section may be missing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// Name of the pack; several files may share one.
    pub pack: String,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub about: String,
    /// Classes of entities, and the nouns that take one up again.
    #[serde(default)]
    pub classes: BTreeMap<String, ClassSpec>,
    /// The gazetteer.
    #[serde(default)]
    pub entities: Vec<EntitySpec>,
    /// Offices that persons hold.
    #[serde(default)]
    pub roles: Vec<RoleSpec>,
    /// Kinds of events.
    #[serde(default)]
    pub events: Vec<EventSpec>,
    /// Word classes: `$name` in a pattern.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// What can be claimed.
    #[serde(default)]
    pub predicates: BTreeMap<String, PredicateSpec>,
    /// How it is said.
    #[serde(default)]
    pub patterns: Vec<PatternSpec>,
    /// How scraped pages are cut.
    #[serde(default)]
    pub layouts: Vec<crate::corpus::layout::LayoutSpec>,
    /// Facts that the pack vouches for.
    #[serde(default)]
    pub facts: Vec<FactSpec>,
    /// What cannot both be true.
    #[serde(default)]
    pub rules: Vec<RuleSpec>,
}

/// The JSON Schema of a pack file, by which editors complete and check one.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(PackFile)
}

/// A reference fact: a claim with its source. An article that contradicts it is in the wrong.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactSpec {
    /// The predicate.
    pub claim: String,
    /// Who says so: a treaty, a register, a book.
    pub source: String,
    /// Of whom or what: the short name of an entity, or a person's name.
    #[serde(default)]
    pub subject: Option<String>,
    /// What about it.
    #[serde(default)]
    pub object: Option<String>,
    /// A list in its place: all of them.
    #[serde(default)]
    pub members: Option<Vec<String>>,
    /// Where.
    #[serde(default)]
    pub place: Option<String>,
    /// How many or how much.
    #[serde(default)]
    pub value: Option<f64>,
    /// Of what; the predicate's unit where it is missing.
    #[serde(default)]
    pub unit: Option<String>,
    /// When it happened, or from when to when it holds: `1967-08-08`, `1999-12/..`.
    #[serde(default)]
    pub when: Option<String>,
}

/// A class of entities.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClassSpec {
    /// The class that it is a kind of: every `country` is a `place`.
    pub is: Vec<String>,
    /// Nouns that take up an entity of the class again: `the alliance`.
    pub nouns: Vec<String>,
    /// Nouns for one kind of it, which take up only what is called so by its name or in the text: `the tunnel` is no
    /// church, though both are structures.
    pub kinds: Vec<String>,
    /// Nouns in whose proper names an entity of the class is known, though no pack lists it: with `bridge`,
    /// `Harbour Street Bridge` is one. They count only with a capital.
    pub names: Vec<String>,
    /// Nouns that, behind a demonym or possessive, stand for the entity itself: `the Armenian government`.
    pub bodies: Vec<String>,
    /// Nouns that stand for its members as a list's head: `the six member states`.
    pub members: Vec<String>,
}

/// A gazetteer entry.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EntitySpec {
    /// Short name, used in output.
    pub name: String,
    /// Its class.
    pub class: String,
    /// Other names, acronyms included.
    pub aliases: Vec<String>,
    /// Adjectives: `Armenian`.
    pub adjectives: Vec<String>,
    /// Its people, in the plural: `Armenians`.
    pub people: Vec<String>,
    /// Cities whose name can stand for it: capitals.
    pub capital: Option<String>,
    /// The larger place it lies in.
    #[serde(rename = "in")]
    pub within: Option<String>,
    /// Nouns that take it up again, beside those of its class. They reach every entity of the class.
    pub nouns: Vec<String>,
    /// The time it exists in, as a TIMEX3 value or `a/b`. It is checked, and not yet used.
    pub valid: Option<String>,
}

/// An office.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RoleSpec {
    /// `Prime Minister`
    pub name: String,
    /// Other ways to write it: `premier`.
    pub aliases: Vec<String>,
    /// Classes of what it is an office of.
    pub of: Vec<String>,
    /// Whether only one person can hold it at a time.
    pub single: bool,
    /// The plural, where it is not the name with an `s`.
    pub plural: Option<String>,
    /// What a meeting of its holders is called after: `leaders` for presidents; else the plural.
    pub level: Option<String>,
}

/// A kind of event.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EventSpec {
    /// `summit`
    pub kind: String,
    /// Nouns for it.
    pub nouns: Vec<String>,
    /// The level that the noun implies, if any: a summit is the leaders'.
    pub level: Option<String>,
    /// Verbs that say the same of an organization's people (`the foreign ministers of the bloc met`), or of what it
    /// befalls (`the plane crashed`); with their particle: `come down`. Where nothing is named that it befalls, one word
    /// that says it of whatever it happens to: `a minibus and a lorry collided`.
    pub verbs: Vec<String>,
    /// What it befalls, and what then stands for it: after `a plane crashed`, `the plane` is that crash.
    pub befalls: Vec<String>,
    /// The wider kind: an air crash is a crash, and `the crash` can take it up.
    pub is: Option<String>,
    /// What tells one from another: who holds it, or where it happens.
    pub by: KnownBy,
}

/// What tells an event from others of its kind, beside its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// Who holds it: a summit.
    #[default]
    Organizer,
    /// The country in which it happens: an earthquake.
    Place,
}

/// A predicate.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PredicateSpec {
    /// What it says, in a sentence.
    pub about: String,
    /// Classes that can fill the subject.
    #[serde(default)]
    pub subject: Vec<String>,
    /// Classes that can fill the object.
    #[serde(default)]
    pub object: Vec<String>,
    /// Unit of the number, where it has one: what is counted (`people`), `% of …`, or a measure (`length`,
    /// `mass`, `area`, `volume`, `speed`, `power`, `money`, `percent`), whose unit is then the text's own.
    #[serde(default)]
    pub unit: Option<String>,
    /// Whether it happens or holds.
    #[serde(default)]
    pub time: TimeSpec,
    /// Whether its value can change.
    #[serde(default)]
    pub change: Change,
    /// The happenings that end it. What an article says to hold, and to have ended, held up to its day.
    #[serde(default)]
    pub ended_by: Vec<String>,
    /// Texts, and what is to be read from them.
    #[serde(default)]
    pub examples: Vec<ExampleSpec>,
}

/// A text, and the claims of one predicate that are to be read from it: these and no others.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExampleSpec {
    /// The day it was published.
    pub date: Option<String>,
    /// Its text.
    pub text: String,
    /// Its headline.
    pub title: Option<String>,
    /// What it says; nothing, where the predicate must not be read from it.
    pub claims: Vec<ExpectedClaim>,
}

/// A claim as an example states it. A slot that is left out is not compared; a modifier that is left out is
/// the usual one: it is so, done, and asserted.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedClaim {
    /// Of whom or what; an event by its label.
    pub subject: Option<String>,
    /// What about it; a list with `; ` between its members.
    pub object: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// How many or how much.
    pub value: Option<f64>,
    /// Of what.
    pub unit: Option<String>,
    /// How exactly it is meant.
    pub bound: Option<Bound>,
    /// When, as a TIMEX3 value or `a/b`.
    pub when: Option<String>,
    /// Whether it is said to be so.
    pub polarity: bool,
    /// How far it has got.
    pub stage: Stage,
    /// Who stands behind it.
    pub modality: Modality,
    /// The speaker.
    pub attribution: Option<String>,
}

impl Default for ExpectedClaim {
    fn default() -> Self {
        Self {
            subject: None,
            object: None,
            place: None,
            value: None,
            unit: None,
            bound: None,
            when: None,
            polarity: true,
            stage: Stage::default(),
            modality: Modality::default(),
            attribution: None,
        }
    }
}

/// Whether a predicate's claims happen or hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeSpec {
    /// It happens once.
    #[default]
    Event,
    /// It holds for a time; undated, as of the article.
    State,
    /// It is to be reached.
    Target,
}

/// Whether a later claim of another value is an update.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It never changes: a founding.
    #[default]
    Fixed,
    /// It can: a number of members.
    Changeable,
    /// It can only grow: a death toll.
    Grows,
}

/// One claim, and the ways to say it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PatternSpec {
    /// The predicate it fills.
    pub claim: String,
    /// Patterns, in the pattern language.
    #[serde(rename = "match", default)]
    pub matches: Vec<String>,
    /// What the reader finds without a pattern.
    #[serde(default)]
    pub from: Option<Found>,
    /// The predicate that each member of the object's list gets, as subject, with this subject as object.
    #[serde(default)]
    pub each: Option<String>,
    /// Whether it is said by denying it: who "did not renew" declined to.
    #[serde(default)]
    pub negated: bool,
    /// Whether the subjects do it to one another: of two who "meet", one meets the other.
    #[serde(default)]
    pub mutual: bool,
    /// Whether the object is the office by which the text calls the subject.
    #[serde(default)]
    pub titled: bool,
    /// Whether a list says that it is all of them.
    #[serde(default = "yes")]
    pub complete: bool,
    /// Classes of what the headline is about: it fills an object that the sentence leaves unsaid, where the
    /// headline names just one of them beside the subject.
    #[serde(default)]
    pub framed: Vec<String>,
    /// Whether the subject, which the pattern does not name, is what the article tells of that nobody holds: its
    /// crash, its flood, where it tells of only one.
    #[serde(default)]
    pub scene: bool,
    /// Whether a participle behind a comma has the subject of the clause before it: `, bringing the total to 12`.
    #[serde(default)]
    pub trailing: bool,
    /// Whether the subject, which the pattern does not name, is the place in which its clause says that it happens.
    #[serde(default)]
    pub placed: bool,
    /// Whether the subject is whose it is that the pattern begins with: `its population`, `whose construction`; where no
    /// possessive stands there, what the article is about.
    #[serde(default)]
    pub owned: bool,
    /// The kinds of events that it is about; all where it is missing.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// What the words imply without saying it.
    #[serde(default)]
    pub set: SetSpec,
}

fn yes() -> bool {
    true
}

/// What the reader finds without a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// A person with an office: `Armenian Prime Minister Nikol Pashinyan`.
    Office,
    /// A person with an office that is over: `the former Dutch prime minister`.
    FormerOffice,
    /// An event with its date or its place: `the November 2023 CSTO summit in Minsk`.
    Event,
    /// A weekday that is written beside a date: `Thursday, 8 November 2018`.
    Weekday,
    /// The date beside it.
    WeekdayDate,
    /// The day of a date that the calendar does not have: `30 February`.
    DayOfMonth,
    /// How many days the month of that date has.
    MonthLength,
    /// A numbered anniversary with its date: `the 20th anniversary in 2025`.
    Anniversary,
    /// Years, months, weeks or days that are counted to a date: `20 years ago`, `three years later, in 1998`.
    Elapsed,
    /// Which day, week, month or year of something publication lies in: `in its tenth month`.
    Nth,
    /// The date that any of these is counted from, in the same sentence.
    CountStart,
    /// A length of time beside its ends: `from 2001 to 2010, nine years`.
    Length,
    /// The date that it begins with.
    LengthStart,
    /// The date that it ends with.
    LengthEnd,
    /// A count that a list follows at once: `three documents: the treaty, the protocol and the annex`.
    ListCount,
    /// How many that list names.
    ListMembers,
    /// A change in per cent: `rose 20% from 100 to 120`.
    ChangeRate,
    /// The figure before it.
    ChangeFrom,
    /// The figure after it.
    ChangeTo,
    /// A verb in the past tense with a full date: `was held on 3 May 2027`.
    ToldPast,
    /// A verb in the future tense with a full date.
    ToldFuture,
    /// That date.
    ToldDate,
    /// The day of a dateline: `OSLO, 3 May -`.
    Dateline,
    /// A figure in which two sentences of the same words differ.
    RetoldFigure,
    /// A date in which they differ.
    RetoldDate,
    /// A name in which they differ.
    RetoldName,
    /// A number of a headline that its article does not have, and the one that it has in its place.
    HeadlineFigure,
    /// The words of a quotation, said by a person who is named.
    Quotation,
    /// A city with a country behind it: `in Almaty, Kazakhstan`.
    PlaceBeside,
    /// A measure with another in brackets: `30,000lb (13,600kg)`.
    Conversion,
    /// What an article says of its own update: `Updated: 3 May 2024`.
    Updated,
    /// The date of that.
    UpdatedDate,
}

/// Slots and modifiers that a pattern sets.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SetSpec {
    /// The object.
    pub object: Option<String>,
    /// The value, where a word says it: of `a soldier`, one.
    pub value: Option<f64>,
    /// The unit of the value.
    pub unit: Option<String>,
    /// The bound of a value that is written without one: of what `surpasses 600`, more than that.
    pub bound: Option<crate::number::Bound>,
    /// The stage.
    pub stage: Option<crate::claim::Stage>,
    /// The polarity.
    pub polarity: Option<bool>,
}
