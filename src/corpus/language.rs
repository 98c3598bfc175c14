//! Which articles are in English.
//!
//! A text is taken for English unless it says otherwise: by its script, or by the function words of
//! another language where English ones are few. Fewer than [`ENOUGH`] words decide nothing, so that a
//! headline, a list of names or a table is never skipped.

use super::Article;

/// The fewest words from which a language is told.
const ENOUGH: usize = 20;
/// The fewest words from which the lack of English function words tells that a text is not English.
const PLENTY: usize = 60;
/// No more of an article is looked at.
const SAMPLE: usize = 4_000;

/// The commonest function words of each language that are no words of English.
const LANGUAGES: [(&str, &[&str]); 10] = [
    (
        "German",
        &[
            "der", "die", "das", "und", "ist", "nicht", "mit", "den", "dem", "ein", "eine", "auf", "für", "von",
            "sich", "zu", "wurde",
        ],
    ),
    (
        "French",
        &[
            "le", "la", "les", "des", "et", "est", "une", "du", "dans", "qui", "que", "pour", "au", "sur", "pas", "un",
            "par", "ont",
        ],
    ),
    (
        "Spanish",
        &[
            "el", "la", "los", "las", "de", "y", "que", "en", "un", "una", "por", "con", "del", "se", "para", "su",
            "al", "fue",
        ],
    ),
    (
        "Italian",
        &[
            "il", "di", "che", "la", "e", "è", "del", "della", "per", "un", "una", "con", "non", "dei", "gli", "sono",
            "nel", "alla",
        ],
    ),
    (
        "Portuguese",
        &[
            "o", "os", "e", "de", "que", "do", "da", "em", "um", "uma", "para", "com", "não", "dos", "na", "no", "foi",
            "ao",
        ],
    ),
    (
        "Dutch",
        &[
            "de", "het", "een", "van", "en", "dat", "niet", "met", "zijn", "voor", "op", "te", "aan", "ook", "werd",
            "naar",
        ],
    ),
    (
        "Polish",
        &["w", "i", "z", "na", "się", "nie", "jest", "do", "że", "przez", "oraz", "dla", "po", "od", "który", "to"],
    ),
    (
        "Turkish",
        &["ve", "bir", "bu", "için", "ile", "olarak", "da", "de", "çok", "olan", "daha", "sonra", "kadar", "göre"],
    ),
    (
        "Swedish",
        &["och", "att", "det", "som", "en", "är", "av", "för", "med", "den", "på", "har", "inte", "till", "ett", "om"],
    ),
    (
        "Romanian",
        &["și", "de", "în", "la", "că", "cu", "pe", "din", "nu", "este", "pentru", "care", "au", "fost", "lui", "o"],
    ),
];
const ENGLISH: [&str; 36] = [
    "the", "of", "and", "to", "in", "a", "is", "was", "for", "on", "that", "with", "as", "by", "it", "at", "from",
    "be", "are", "has", "have", "an", "his", "its", "were", "said", "not", "will", "after", "but", "their", "which",
    "who", "he", "they", "this",
];

/// The name of the language or script of an article that is not in English.
pub(super) fn other_language(article: &Article) -> Option<&'static str> {
    let text = article.source.text();
    let mut tally = Tally::default();
    for block in &article.blocks {
        tally.add(block.span.of(text));
        if tally.bytes >= SAMPLE {
            break;
        }
    }
    tally.verdict()
}

/// Counts over a sample of text.
#[derive(Default)]
struct Tally {
    bytes: usize,
    words: usize,
    /// Words that begin with a small letter: in a list of names, few.
    small: usize,
    letters: usize,
    foreign: usize,
    scripts: [usize; 6],
    english: usize,
    others: [usize; LANGUAGES.len()],
}

impl Tally {
    fn add(&mut self, text: &str) {
        let text = &text[..text.floor_char_boundary(SAMPLE - self.bytes.min(SAMPLE))];
        self.bytes += text.len().max(1);
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            self.words += 1;
            self.small += usize::from(word.starts_with(char::is_lowercase));
            if word.is_ascii() {
                self.letters += word.len();
            } else {
                word.chars().for_each(|c| self.letter(c));
            }
            // Function words are short, but for one or two.
            if word.len() <= 8 {
                self.function_word(&word.to_lowercase());
            }
        }
    }

    fn letter(&mut self, c: char) {
        self.letters += 1;
        if let Some(script) = script(c) {
            self.foreign += 1;
            self.scripts[script] += 1;
            // Scripts without spaces between words: let a few letters count for one.
            if script >= 3 && self.foreign.is_multiple_of(3) {
                self.words += 1;
            }
        }
    }

    fn function_word(&mut self, word: &str) {
        if ENGLISH.contains(&word) {
            self.english += 1;
        }
        for (count, (_, words)) in self.others.iter_mut().zip(LANGUAGES) {
            *count += usize::from(words.contains(&word));
        }
    }

    fn verdict(&self) -> Option<&'static str> {
        if self.words < ENOUGH {
            return None;
        }
        if self.foreign * 2 > self.letters {
            let most = (0..self.scripts.len()).max_by_key(|&i| self.scripts[i])?;
            return Some(SCRIPTS[most]);
        }
        let (count, name) =
            self.others.iter().zip(LANGUAGES).map(|(&n, (name, _))| (n, name)).max_by_key(|&(n, _)| n)?;
        if count > 2 * self.english && count * 100 >= self.words * 12 {
            return Some(name);
        }
        let none = self.words >= PLENTY && self.english * 100 < self.words * 3 && self.small * 2 > self.words;
        none.then_some("a language other than English")
    }
}

const SCRIPTS: [&str; 6] = [
    "Cyrillic script",
    "Greek script",
    "Arabic or Hebrew script",
    "Chinese or Japanese",
    "Korean",
    "an Indic or Thai script",
];

/// The number in [`SCRIPTS`] of a letter that is not Latin.
fn script(c: char) -> Option<usize> {
    match c as u32 {
        0x0400..=0x052f => Some(0),
        0x0370..=0x03ff => Some(1),
        0x0590..=0x077f => Some(2),
        0x3040..=0x30ff | 0x3400..=0x9fff => Some(3),
        0x1100..=0x11ff | 0xac00..=0xd7af => Some(4),
        0x0900..=0x0eff => Some(5),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<&'static str> {
        let mut tally = Tally::default();
        tally.add(text);
        tally.verdict()
    }

    /// Other languages are named.
    #[test]
    fn other_languages_are_named() {
        for (name, text) in [
            (
                "German",
                "Der Präsident hat am Montag erklärt, dass das Bündnis nicht aufgelöst wird und die Mitglieder sich auf dem Gipfel in Minsk mit den Fragen befassen.",
            ),
            (
                "French",
                "Le président a déclaré lundi que les membres de l'alliance se réuniront dans la capitale pour examiner les questions qui sont sur la table des négociations.",
            ),
            (
                "Spanish",
                "El presidente dijo el lunes que los miembros de la alianza se reunirán en la capital para examinar las cuestiones que están en la mesa de negociaciones.",
            ),
            (
                "Cyrillic script",
                "Президент заявил в понедельник, что члены организации соберутся в столице, чтобы рассмотреть вопросы, которые стоят на повестке дня саммита в Минске и Москве.",
            ),
            (
                "Chinese or Japanese",
                "总统星期一表示，该组织成员国将在首都举行会议，讨论峰会议程上的各项问题。总统星期一表示，该组织成员国将在首都举行会议，讨论峰会议程上的各项问题。",
            ),
        ] {
            assert_eq!(of(text), Some(name));
        }
    }

    /// English is kept: also names of other languages, and lists without function words.
    #[test]
    fn english_is_kept() {
        for text in [
            "Lula da Silva and the president of El Salvador met in Rio de Janeiro, where the mayors of Las Vegas, Los Angeles and La Paz had come to talk with leaders from Buenos Aires.",
            "Members: Armenia, Belarus, Kazakhstan, Kyrgyzstan, Russia, Tajikistan. Observers: Afghanistan, Serbia. Former: Azerbaijan, Georgia, Uzbekistan. Capitals: Yerevan, Minsk, Astana, Bishkek, Moscow, Dushanbe, Kabul, Belgrade, Baku.",
            "Der Spiegel und die Zeit",
            &"Olga Ivanova, Kazan; Ivan Petrov, Perm; ".repeat(12),
        ] {
            assert_eq!(of(text), None);
        }
    }
}
