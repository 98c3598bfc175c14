//! English inflection: the forms of a verb or noun, made from its lemma.
//!
//! Regular forms follow the spelling rules (Quirk et al. 1985, §3.5–3.10, §5.80); the table holds the
//! irregular verbs that news uses.

/// Which form of a verb (or noun) a word can be; a set, since `put` is several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form(u8);

impl Form {
    /// `freeze`; of a noun, the singular.
    pub const BASE: Self = Self(1);
    /// `freezes`; of a noun, the plural.
    pub const THIRD: Self = Self(2);
    /// `froze`
    pub const PAST: Self = Self(4);
    /// `frozen`
    pub const PARTICIPLE: Self = Self(8);
    /// `freezing`
    pub const ING: Self = Self(16);

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share a form.
    #[must_use]
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Lemma, past, participle; a participle that equals the past is left out.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("arise", "arose", "arisen"),
    ("be", "was", "been"),
    ("bear", "bore", "born"),
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bid", "bid", ""),
    ("bind", "bound", ""),
    ("blow", "blew", "blown"),
    ("break", "broke", "broken"),
    ("bring", "brought", ""),
    ("build", "built", ""),
    ("burn", "burned", "burnt"),
    ("buy", "bought", ""),
    ("cast", "cast", ""),
    ("catch", "caught", ""),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cost", "cost", ""),
    ("cut", "cut", ""),
    ("deal", "dealt", ""),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", ""),
    ("feel", "felt", ""),
    ("fight", "fought", ""),
    ("find", "found", ""),
    ("fly", "flew", "flown"),
    ("forbid", "forbade", "forbidden"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "gotten"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("hang", "hung", ""),
    ("have", "had", ""),
    ("hear", "heard", ""),
    ("hit", "hit", ""),
    ("hold", "held", ""),
    ("hurt", "hurt", ""),
    ("keep", "kept", ""),
    ("know", "knew", "known"),
    ("lay", "laid", ""),
    ("lead", "led", ""),
    ("leave", "left", ""),
    ("lend", "lent", ""),
    ("let", "let", ""),
    ("lie", "lay", "lain"),
    ("lose", "lost", ""),
    ("make", "made", ""),
    ("mean", "meant", ""),
    ("meet", "met", ""),
    ("pay", "paid", ""),
    ("put", "put", ""),
    ("quit", "quit", ""),
    ("read", "read", ""),
    ("ride", "rode", "ridden"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", ""),
    ("see", "saw", "seen"),
    ("seek", "sought", ""),
    ("sell", "sold", ""),
    ("send", "sent", ""),
    ("set", "set", ""),
    ("shake", "shook", "shaken"),
    ("shoot", "shot", ""),
    ("show", "showed", "shown"),
    ("shrink", "shrank", "shrunk"),
    ("shut", "shut", ""),
    ("sink", "sank", "sunk"),
    ("sit", "sat", ""),
    ("slay", "slew", "slain"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", ""),
    ("split", "split", ""),
    ("spread", "spread", ""),
    ("stand", "stood", ""),
    ("steal", "stole", "stolen"),
    ("strike", "struck", ""),
    ("swear", "swore", "sworn"),
    ("take", "took", "taken"),
    ("teach", "taught", ""),
    ("tell", "told", ""),
    ("think", "thought", ""),
    ("throw", "threw", "thrown"),
    ("understand", "understood", ""),
    ("win", "won", ""),
    ("withdraw", "withdrew", "withdrawn"),
    ("write", "wrote", "written"),
];

/// Verbs of more than one syllable that double their last letter all the same.
const DOUBLING: &[&str] = &[
    "acquit", "admit", "begin", "commit", "compel", "control", "expel", "forbid", "permit", "prefer", "refer",
    "submit", "transfer", "occur", "equip", "deter", "incur", "recur", "propel", "repel", "patrol",
];

/// Every form of `lemma` (lower case), each with what it can be.
#[must_use]
pub fn forms(lemma: &str) -> Vec<(String, Form)> {
    let third = with_s(lemma);
    let ing = with_suffix(lemma, "ing");
    let (past, participle) = match irregular(lemma) {
        Some((prefix, past, "")) => (format!("{prefix}{past}"), format!("{prefix}{past}")),
        Some((prefix, past, participle)) => (format!("{prefix}{past}"), format!("{prefix}{participle}")),
        None => {
            let past = with_suffix(lemma, "ed");
            (past.clone(), past)
        }
    };
    let mut all: Vec<(String, Form)> = Vec::with_capacity(5);
    let mut add = |word: String, form: Form| match all.iter_mut().find(|(w, _)| *w == word) {
        Some((_, known)) => *known = known.or(form),
        None => all.push((word, form)),
    };
    add(lemma.to_owned(), Form::BASE);
    add(third, Form::THIRD);
    add(past, Form::PAST);
    add(participle, Form::PARTICIPLE);
    add(ing, Form::ING);
    if lemma == "be" {
        add("am".to_owned(), Form::THIRD);
        add("are".to_owned(), Form::THIRD);
        add("were".to_owned(), Form::PAST);
    }
    // `cancelled` in London, `canceled` in New York.
    if lemma.len() > 4 && lemma.ends_with("el") && lemma != "compel" && lemma != "expel" {
        add(format!("{lemma}led"), Form::PAST.or(Form::PARTICIPLE));
        add(format!("{lemma}ling"), Form::ING);
    }
    all
}

/// Whether the word is an irregular past: `met`.
#[must_use]
pub fn is_past(word: &str) -> bool {
    IRREGULAR.iter().any(|(_, past, _)| *past == word)
}

/// The plural of a noun, and the third person of a verb.
#[must_use]
pub fn with_s(word: &str) -> String {
    let ends = |suffixes: &[&str]| suffixes.iter().any(|s| word.ends_with(s));
    match word {
        "be" => return "is".into(),
        "have" => return "has".into(),
        "man" => return "men".into(),
        "woman" => return "women".into(),
        "person" => return "people".into(),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("woman") {
        return format!("{stem}women");
    }
    if let Some(stem) = word.strip_suffix("man").filter(|s| !s.is_empty() && !s.ends_with(['u', 'r'])) {
        return format!("{stem}men");
    }
    if ends(&["s", "x", "z", "ch", "sh"]) || word == "go" || word == "do" || word == "veto" {
        return format!("{word}es");
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}

/// Prefix, past and participle: `overthrow` has the forms of `throw`.
fn irregular(lemma: &str) -> Option<(&str, &'static str, &'static str)> {
    const PREFIXES: &[&str] = &["", "re", "over", "under", "with", "out", "up", "fore", "mis", "un"];
    PREFIXES.iter().find_map(|prefix| {
        let bare = lemma.strip_prefix(prefix)?;
        let found = IRREGULAR.binary_search_by(|entry| entry.0.cmp(bare)).ok()?;
        Some((&lemma[..prefix.len()], IRREGULAR[found].1, IRREGULAR[found].2))
    })
}

/// `-ed` or `-ing` with the changes of spelling before it.
fn with_suffix(lemma: &str, suffix: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut letters = lemma.chars().rev();
    let (last, second, third) = (letters.next(), letters.next(), letters.next());
    if let Some(stem) = lemma.strip_suffix("ie").filter(|_| suffix == "ing") {
        return format!("{stem}ying");
    }
    if last == Some('e') && (suffix == "ed" || !matches!(second, Some('e' | 'o' | 'y'))) && lemma != "be" {
        return format!("{}{suffix}", &lemma[..lemma.len() - 1]);
    }
    if last == Some('y') && suffix == "ed" && !second.is_some_and(vowel) {
        return format!("{}ied", &lemma[..lemma.len() - 1]);
    }
    let closed = last.is_some_and(|c| !vowel(c) && !matches!(c, 'w' | 'x' | 'y'))
        && second.is_some_and(vowel)
        && third.is_none_or(|c| !vowel(c));
    let one_syllable = lemma.chars().filter(|&c| vowel(c)).count() == 1;
    if closed && (one_syllable || DOUBLING.iter().any(|d| lemma.ends_with(d))) {
        return format!("{lemma}{}{suffix}", last.unwrap_or_default());
    }
    format!("{lemma}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(lemma: &str) -> String {
        forms(lemma).into_iter().map(|(w, _)| w).collect::<Vec<_>>().join(" ")
    }

    /// Regular spelling: silent e, final y, doubled consonants, sibilants.
    #[test]
    fn regular_forms() {
        assert_eq!(all("join"), "join joins joined joining");
        assert_eq!(all("ratify"), "ratify ratifies ratified ratifying");
        assert_eq!(all("launch"), "launch launches launched launching");
        assert_eq!(all("decline"), "decline declines declined declining");
        assert_eq!(all("admit"), "admit admits admitted admitting");
        assert_eq!(all("skip"), "skip skips skipped skipping");
        assert_eq!(all("agree"), "agree agrees agreed agreeing");
        assert_eq!(all("deploy"), "deploy deploys deployed deploying");
        assert_eq!(all("visit"), "visit visits visited visiting");
    }

    /// Irregular forms, and a form that is several things.
    #[test]
    fn irregular_forms() {
        assert_eq!(all("freeze"), "freeze freezes froze frozen freezing");
        assert_eq!(all("withdraw"), "withdraw withdraws withdrew withdrawn withdrawing");
        assert_eq!(all("overthrow"), "overthrow overthrows overthrew overthrown overthrowing");
        let put = &forms("put")[0];
        assert!(put.1.is(Form::PAST) && put.1.is(Form::BASE));
    }

    /// The table is searched, so it must be sorted.
    #[test]
    fn the_table_is_sorted() {
        assert!(IRREGULAR.is_sorted_by_key(|entry| entry.0));
    }
}
