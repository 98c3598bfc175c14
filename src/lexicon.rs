//! The compiled words of all packs: what [`crate::mention`] and [`crate::pattern`] look up.
//!
//! Words are interned without regard to case and accents; names, offices, event nouns and the nouns of a
//! class stand in one trie, so that a token is looked at once, whatever it may turn out to be.

use crate::clause::{adverbs, ends_as_adverb, is_adverb};
use crate::number;
use crate::pack::{ClassSpec, EntitySpec, EventSpec, KnownBy, PackFile, RoleSpec};
use crate::source::Span;
use crate::text::table::GrowingTable;
use crate::text::{inflect, lex, words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::sync::Arc;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word, interned; 0 is every word that no pack knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// For tables by word.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether some pack knows it.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// Number of an entity in [`Lexicon::entities`].
pub type EntityId = usize;

/// What a phrase can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The name of an entity.
    Name {
        /// The entity.
        entity: EntityId,
        /// Whether it must be written in capitals: `US`, lest `us` be a country.
        capitals: bool,
    },
    /// Its adjective: `Armenian`.
    Adjective(EntityId),
    /// Its people: `Armenians`.
    People(EntityId),
    /// An office.
    Role {
        /// Number in [`Lexicon::roles`].
        role: usize,
        /// `presidents`
        plural: bool,
    },
    /// A noun for an event.
    Event {
        /// Number in [`Lexicon::events`].
        event: usize,
        /// `summits`
        plural: bool,
    },
    /// A verb for one: `met`.
    Meet(usize),
    /// What one befalls: `plane`.
    Befallen(usize),
    /// A noun that takes an entity up again: `the alliance`.
    Noun {
        /// Number in [`Lexicon::classes`].
        class: usize,
        /// `countries`
        plural: bool,
    },
    /// A noun that stands for the entity before it: `Armenian authorities`.
    Body(usize),
    /// A noun for the members of an entity: `member states`.
    Members(usize),
    /// A noun inside a proper name that tells its class: `Lake Van`, `Harbour Street Bridge`.
    Head(usize),
}

/// An entity.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Short name.
    pub name: Arc<str>,
    /// Its class.
    pub class: Arc<str>,
    /// The place it lies in.
    pub within: Option<Arc<str>>,
    /// What its name can stand for: a capital for its country.
    pub metonym: Option<EntityId>,
}

/// An office.
#[derive(Clone, Debug)]
pub struct Role {
    /// `Prime Minister`
    pub name: Arc<str>,
    /// Classes of what it is an office of.
    pub of: Vec<String>,
    /// The level of a meeting of its holders.
    pub level: Arc<str>,
}

/// A class of entities.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its name.
    pub name: Arc<str>,
    /// The classes it is a kind of.
    pub is: Vec<String>,
}

/// A kind of event.
#[derive(Clone, Debug)]
pub struct EventKind {
    /// What makes two mentions one kind: `meeting`.
    pub kind: Arc<str>,
    /// The level that the noun implies.
    pub level: Option<Arc<str>>,
    /// What tells one from another.
    pub by: KnownBy,
    /// The wider kind.
    pub is: Option<Arc<str>>,
    /// The noun to call it by.
    pub noun: Arc<str>,
    /// What happens to those whom it befalls: `crashed`, `came down`.
    pub verbs: Vec<Vec<WordId>>,
}

/// What grammar asks of a word all the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grammar {
    /// It is an article, preposition, conjunction, pronoun or auxiliary.
    pub(crate) function_word: bool,
    /// It may stand between any two parts of a clause.
    pub(crate) adverb: bool,
    /// A quantity may begin with it.
    pub(crate) quantity: bool,
    /// It is a word of numbers: `seven`, `dozen`.
    pub(crate) numeral: bool,
    /// It has no letter and no digit.
    mark: bool,
}

impl Grammar {
    /// Of a word in lower case.
    fn of(word: &str) -> Self {
        Self {
            function_word: words::is_function_word(word),
            adverb: is_adverb(word),
            quantity: number::may_begin_with(word),
            numeral: number::words::number_word(word).is_some(),
            mark: !word.contains(char::is_alphanumeric),
        }
    }
}

/// The compiled words of all packs.
#[derive(Debug, Default)]
pub struct Lexicon {
    ids: GrowingTable<(WordId, Grammar)>,
    /// What grammar says of each word, by its number; of those that no pack knows, first.
    grammar: Vec<Grammar>,
    /// So many words from the first on are those of the closed classes.
    function_words: u32,
    trie: FxHashMap<(u32, WordId), u32>,
    senses: Vec<Vec<Sense>>,
    /// Whether a phrase begins with the word, by its number.
    begins: Vec<bool>,
    classes_of_words: FxHashMap<String, Vec<Vec<WordId>>>,
    given_names: FxHashSet<WordId>,
    titles: FxHashSet<WordId>,
    event_modifiers: FxHashSet<WordId>,
    /// What a name can do without: `AG`, `SS`.
    affixes: FxHashSet<WordId>,
    /// What stands with `of` before the name of a place: `village`.
    place_kinds: FxHashSet<WordId>,
    /// Classes of which there is something that a text can name, and the wider ones.
    peopled: FxHashSet<Arc<str>>,
    /// Nouns for one kind of a class only, by its number.
    kinds: FxHashMap<usize, FxHashSet<Vec<WordId>>>,
    /// The gazetteer.
    pub entities: Vec<Entity>,
    /// By name, the first entity that has it.
    by_name: FxHashMap<Arc<str>, EntityId>,
    /// All offices.
    pub roles: Vec<Role>,
    /// All kinds of events.
    pub events: Vec<EventKind>,
    /// All classes.
    pub classes: Vec<Class>,
    /// By class, all that it is a kind of.
    wider: FxHashMap<Arc<str>, Vec<String>>,
}

impl Lexicon {
    /// Compiles the words of `packs`, in their order.
    #[must_use]
    pub fn new<'a>(packs: impl IntoIterator<Item = &'a PackFile> + Clone) -> Self {
        let mut lexicon = Self { senses: vec![Vec::new()], ..Self::default() };
        lexicon.function_words = words::function_words().map(|word| lexicon.intern(word).0).max().unwrap_or_default();
        number::beginnings().chain(adverbs()).for_each(|word| {
            lexicon.intern(word);
        });
        for pack in packs.clone() {
            pack.classes.iter().for_each(|(name, spec)| lexicon.add_class(name, spec));
        }
        lexicon.wider = lexicon.classes.iter().map(|c| (c.name.clone(), lexicon.wider_than(&c.name))).collect();
        for pack in packs {
            pack.entities.iter().for_each(|spec| lexicon.add_entity(spec));
            pack.roles.iter().for_each(|spec| lexicon.add_role(spec));
            pack.events.iter().for_each(|spec| lexicon.add_event(spec));
            for (name, phrases) in &pack.words {
                let phrases: Vec<_> = phrases.iter().flat_map(|p| lexicon.phrases(p)).collect();
                lexicon.classes_of_words.entry(name.clone()).or_default().extend(phrases);
            }
        }
        for (number, entity) in lexicon.entities.iter().enumerate() {
            lexicon.by_name.entry(entity.name.clone()).or_insert(number);
        }
        lexicon.spread_peopled();
        lexicon.given_names = lexicon.words_of("given-name");
        lexicon.titles = lexicon.words_of("title");
        lexicon.event_modifiers = lexicon.words_of("event-modifiers");
        lexicon.affixes = lexicon.words_of("name-affix");
        lexicon.place_kinds = lexicon.words_of("place-kind");
        lexicon
    }

    /// All the classes that a class is a kind of.
    fn wider_than(&self, class: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut open = vec![class];
        while let Some(class) = open.pop() {
            let known = self.classes.iter().find(|c| &*c.name == class);
            for wider in known.into_iter().flat_map(|c| &c.is) {
                if !found.contains(wider) {
                    found.push(wider.clone());
                    open.push(wider);
                }
            }
        }
        found
    }

    /// The single words of a word class.
    fn words_of(&self, class: &str) -> FxHashSet<WordId> {
        let phrases = self.word_class(class).unwrap_or_default();
        phrases.iter().filter(|p| p.len() == 1).map(|p| p[0]).collect()
    }

    fn add_class(&mut self, name: &str, spec: &ClassSpec) {
        let class = match self.classes.iter().position(|c| &*c.name == name) {
            Some(known) => known,
            None => {
                self.classes.push(Class { name: name.into(), is: Vec::new() });
                self.classes.len() - 1
            }
        };
        self.classes[class].is.extend(spec.is.iter().cloned());
        if [&spec.nouns, &spec.bodies, &spec.members, &spec.names].iter().any(|words| !words.is_empty()) {
            self.peopled.insert(name.into());
        }
        for noun in &spec.nouns {
            self.add_noun(noun, |plural| Sense::Noun { class, plural });
        }
        for noun in &spec.kinds {
            self.add_noun(noun, |plural| Sense::Noun { class, plural });
            let words = self.intern_phrase(noun);
            self.kinds.entry(class).or_default().insert(words);
        }
        for noun in &spec.bodies {
            self.add(noun, Sense::Body(class));
        }
        for noun in &spec.members {
            self.add(noun, Sense::Members(class));
        }
        for noun in &spec.names {
            self.add(noun, Sense::Head(class));
        }
    }

    /// Where there is a bridge, there is a place.
    fn spread_peopled(&mut self) {
        let wide = |class: &Class| self.peopled.iter().any(|narrow| self.is_a(narrow, &class.name));
        let wider: Vec<Arc<str>> = self.classes.iter().filter(|c| wide(c)).map(|c| Arc::clone(&c.name)).collect();
        self.peopled.extend(wider);
    }

    fn add_entity(&mut self, spec: &EntitySpec) {
        let entity = self.entities.len();
        let class: Arc<str> = spec.class.as_str().into();
        self.peopled.insert(Arc::clone(&class));
        self.entities.push(Entity {
            name: spec.name.as_str().into(),
            class,
            within: spec.within.as_deref().map(Arc::from),
            metonym: None,
        });
        for name in std::iter::once(&spec.name).chain(&spec.aliases) {
            let capitals = name.chars().count() <= 3 && name.chars().all(|c| c.is_uppercase() || c == '.');
            self.add(name, Sense::Name { entity, capitals });
        }
        for adjective in &spec.adjectives {
            self.add(adjective, Sense::Adjective(entity));
        }
        for people in &spec.people {
            self.add(people, Sense::People(entity));
        }
        for noun in &spec.nouns {
            if let Some(class) = self.classes.iter().position(|c| *c.name == *spec.class) {
                self.add_noun(noun, |plural| Sense::Noun { class, plural });
            }
        }
        if let Some(capital) = &spec.capital {
            let city = self.entities.len();
            self.entities.push(Entity {
                name: capital.as_str().into(),
                class: "city".into(),
                within: Some(spec.name.as_str().into()),
                metonym: Some(entity),
            });
            self.add(capital, Sense::Name { entity: city, capitals: false });
        }
    }

    fn add_role(&mut self, spec: &RoleSpec) {
        let role = self.roles.len();
        let plural = || inflect::with_s(&spec.name.to_lowercase());
        let level = spec.level.clone().or_else(|| spec.plural.clone()).unwrap_or_else(plural).into();
        self.roles.push(Role { name: spec.name.as_str().into(), of: spec.of.clone(), level });
        for name in std::iter::once(&spec.name).chain(&spec.aliases) {
            self.add_noun(name, |plural| Sense::Role { role, plural });
        }
        if let Some(plural) = &spec.plural {
            self.add(plural, Sense::Role { role, plural: true });
        }
    }

    fn add_event(&mut self, spec: &EventSpec) {
        let event = self.events.len();
        let verbs = spec.verbs.iter().filter(|_| !spec.befalls.is_empty());
        let verbs = verbs.flat_map(|verb| verb_forms(verb)).map(|form| self.intern_phrase(&form)).collect();
        self.events.push(EventKind {
            kind: spec.kind.as_str().into(),
            level: spec.level.as_deref().map(Arc::from),
            by: spec.by,
            is: spec.is.as_deref().map(Arc::from),
            noun: spec.nouns.first().unwrap_or(&spec.kind).as_str().into(),
            verbs,
        });
        for noun in &spec.nouns {
            self.add_noun(noun, |plural| Sense::Event { event, plural });
        }
        for noun in &spec.befalls {
            self.add(noun, Sense::Befallen(event));
        }
        // With what it befalls, that stands for it; without, the verb does.
        for verb in spec.verbs.iter().filter(|_| spec.befalls.is_empty()) {
            for form in verb_forms(verb) {
                self.add(&form, Sense::Meet(event));
            }
        }
    }

    /// A noun and its plural, which is that of its last word.
    fn add_noun(&mut self, noun: &str, sense: impl Fn(bool) -> Sense) {
        self.add(noun, sense(false));
        let (head, last) = noun.rsplit_once(' ').map_or(("", noun), |(head, last)| (head, last));
        let plural = inflect::with_s(&last.to_lowercase());
        self.add(&format!("{head} {plural}"), sense(true));
    }

    fn add(&mut self, phrase: &str, sense: Sense) {
        let words = self.intern_phrase(phrase);
        if words.is_empty() {
            return;
        }
        let first = words[0].0 as usize;
        if self.begins.len() <= first {
            self.begins.resize(first + 1, false);
        }
        self.begins[first] = true;
        let mut node = 0;
        for word in words {
            let next = u32::try_from(self.senses.len()).expect("packs are small");
            node = *self.trie.entry((node, word)).or_insert(next);
            if node == next {
                self.senses.push(Vec::new());
            }
        }
        let senses = &mut self.senses[node as usize];
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    /// The words of a phrase in a word class; `[lemma]` stands for each of its forms.
    fn phrases(&mut self, phrase: &str) -> Vec<Vec<WordId>> {
        match phrase.strip_prefix('[').and_then(|p| p.split_once(']')) {
            Some((lemma, rest)) => {
                let forms = inflect::forms(lemma);
                forms.into_iter().map(|(form, _)| self.intern_phrase(&format!("{form}{rest}"))).collect()
            }
            None => vec![self.intern_phrase(phrase)],
        }
    }

    /// The words of `phrase`, each made known.
    pub fn intern_phrase(&mut self, phrase: &str) -> Vec<WordId> {
        let mut tokens = Vec::new();
        lex(phrase, Span::new(0, phrase.len()), &mut tokens);
        tokens.iter().map(|t| self.intern(t.span.of(phrase))).collect()
    }

    /// The word, made known.
    pub fn intern(&mut self, word: &str) -> WordId {
        let word = fold(word);
        if let Some((known, _)) = self.ids.get(&word) {
            return known;
        }
        if self.grammar.is_empty() {
            self.grammar.push(Grammar::default());
        }
        let next = WordId(u32::try_from(self.grammar.len()).expect("packs are small"));
        let grammar = Grammar::of(&word);
        self.grammar.push(grammar);
        self.ids.insert(&word, (next, grammar));
        next
    }

    /// The word, if a pack knows it.
    #[must_use]
    pub fn word(&self, word: &str) -> WordId {
        self.ids.get(&fold(word)).unwrap_or_default().0
    }

    /// The same of a word whose ASCII letters are in lower case already, with what grammar says of it. An accent makes
    /// another word of it there.
    #[must_use]
    pub(crate) fn lower_word(&self, word: &str) -> (WordId, Grammar) {
        if !word.is_ascii() {
            return (self.word(word), Grammar::of(word));
        }
        // Of the words that no pack knows only the ending tells.
        let unknown = || (WordId::default(), Grammar { adverb: ends_as_adverb(word), ..Grammar::default() });
        self.ids.get(word).unwrap_or_else(unknown)
    }

    /// Whether a phrase begins with the word.
    #[inline]
    pub(crate) fn begins_phrase(&self, word: WordId) -> bool {
        self.begins.get(word.index()).copied().unwrap_or_default()
    }

    /// Calls `found` with each phrase that starts at `words[0]`: how many words it has, and its senses.
    pub fn phrases_at(&self, words: &[WordId], mut found: impl FnMut(usize, &[Sense])) {
        if !words.first().is_some_and(|&word| self.begins_phrase(word)) {
            return;
        }
        let mut node = 0;
        for (i, &word) in words.iter().enumerate() {
            let Some(&next) = self.trie.get(&(node, word)).filter(|_| word.is_known()) else { return };
            node = next;
            if !self.senses[node as usize].is_empty() {
                found(i + 1, &self.senses[node as usize]);
            }
        }
    }

    /// Whether the words are a noun for one kind of the class only.
    #[must_use]
    pub fn is_kind_noun(&self, class: usize, noun: &[WordId]) -> bool {
        self.kinds.get(&class).is_some_and(|nouns| nouns.contains(noun))
    }

    /// Whether the word is a noun for the class, by its number.
    #[must_use]
    pub fn is_noun_of(&self, word: &str, class: usize) -> bool {
        let mut found = false;
        self.phrases_at(&[self.word(word)], |_, senses| {
            found |= senses.contains(&Sense::Noun { class, plural: false });
        });
        found
    }

    /// The phrases of a word class.
    #[must_use]
    pub fn word_class(&self, name: &str) -> Option<&[Vec<WordId>]> {
        self.classes_of_words.get(name).map(Vec::as_slice)
    }

    /// Whether a `class` is, or is a kind of, `wanted`.
    #[must_use]
    pub fn is_a(&self, class: &str, wanted: &str) -> bool {
        class == wanted || self.wider.get(class).is_some_and(|wider| wider.iter().any(|class| class == wanted))
    }

    /// Whether the word is an article, preposition, conjunction, pronoun or auxiliary, its accents aside.
    #[must_use]
    pub fn is_function_word(&self, word: WordId) -> bool {
        word.is_known() && word.0 <= self.function_words
    }

    /// Whether most sentences have the word, or one like it: a word of the closed classes, a mark.
    #[must_use]
    pub fn is_common(&self, word: WordId) -> bool {
        self.is_function_word(word) || self.grammar.get(word.index()).is_some_and(|grammar| grammar.mark)
    }

    /// Whether an event of kind `narrow` is one of kind `wide`.
    #[must_use]
    pub fn is_kind(&self, narrow: &str, wide: &str) -> bool {
        narrow == wide || self.events.iter().any(|e| *e.kind == *narrow && e.is.as_deref() == Some(wide))
    }

    /// Whether events of the kind are told apart by their place.
    #[must_use]
    pub fn is_occurrence(&self, kind: &str) -> bool {
        self.events.iter().any(|e| *e.kind == *kind && e.by == KnownBy::Place)
    }

    /// Whether the word is a person's given name.
    #[must_use]
    pub fn is_given_name(&self, word: WordId) -> bool {
        word.is_known() && self.given_names.contains(&word)
    }

    /// Whether a name can do without the word: `AG`, `SS`.
    #[must_use]
    pub fn is_affix(&self, word: WordId) -> bool {
        word.is_known() && self.affixes.contains(&word)
    }

    /// Whether the word says with `of` what kind of place a name is that of: `the village of Halden`.
    #[must_use]
    pub fn is_place_kind(&self, word: WordId) -> bool {
        word.is_known() && self.place_kinds.contains(&word)
    }

    /// Whether the word is a title of persons: `Dr`.
    #[must_use]
    pub fn is_title(&self, word: WordId) -> bool {
        word.is_known() && self.titles.contains(&word)
    }

    /// Whether the word may stand between an event's noun and who holds it.
    #[must_use]
    pub fn is_event_modifier(&self, word: WordId) -> bool {
        word.is_known() && self.event_modifiers.contains(&word)
    }

    /// The first entity of the gazetteer that has the name.
    #[must_use]
    pub fn entity_named(&self, name: &str) -> Option<&Entity> {
        self.by_name.get(name).map(|&number| &self.entities[number])
    }

    /// Whether a text can name something of the class.
    #[must_use]
    pub fn is_peopled(&self, class: &str) -> bool {
        self.peopled.contains(class)
    }

    /// Whether a class of that name is declared.
    #[must_use]
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.iter().any(|c| &*c.name == name)
    }
}

/// Lower case, accents off, apostrophes straight: what makes two spellings one word.
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let plain = word.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == '\u{2019}' { '\'' } else { c });
    Cow::Owned(plain.flat_map(char::to_lowercase).collect())
}

/// The forms of a verb with its particle: `came down`.
fn verb_forms(verb: &str) -> Vec<String> {
    let (lemma, particle) = verb.split_once(' ').map_or((verb, ""), |(lemma, _)| (lemma, &verb[lemma.len()..]));
    inflect::forms(lemma).into_iter().map(|(form, _)| format!("{form}{particle}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spellings of one word: case, accents composed or not, apostrophes.
    #[test]
    fn folding() {
        assert_eq!(fold("Gusmão"), fold("Gusma\u{303}o"));
        assert_eq!(fold("Gusmão"), "gusmao");
        assert_eq!(fold("Don’t"), "don't");
    }

    /// A phrase is found at its first word, the longest last, with its plural.
    #[test]
    fn phrases() {
        let spec = RoleSpec { name: "Foreign Minister".into(), ..RoleSpec::default() };
        let mut lexicon = Lexicon { senses: vec![Vec::new()], ..Lexicon::default() };
        lexicon.add_role(&spec);
        let words: Vec<_> = ["foreign", "ministers", "met"].map(|w| lexicon.word(w)).to_vec();
        let mut seen = Vec::new();
        lexicon.phrases_at(&words, |n, senses| seen.push((n, senses.to_vec())));
        assert_eq!(seen, [(2, vec![Sense::Role { role: 0, plural: true }])]);
    }
}
