//! Word tables that are hashed at compile time.
//!
//! The tagger asks for every word of a corpus whether a grammar knows it, so the question must not
//! allocate: a word of up to sixteen bytes is one 128-bit key, in lower case by setting bit 5 of every
//! byte (letters, digits, dots and apostrophes keep apart), and the lengths that occur with its first two
//! letters turn most words away before anything is hashed.

use rustc_hash::FxHashMap;

/// The longest word a key holds, in bytes.
const MAX: usize = 16;

const LOWER: u128 = u128::from_le_bytes([0x20; MAX]);

/// The first two letters as one number, in any case.
#[inline]
const fn pair(bytes: &[u8]) -> usize {
    match bytes {
        [first, second, ..] => (*first as usize & 31) << 5 | (*second as usize & 31),
        [first] => (*first as usize & 31) << 5,
        [] => 0,
    }
}

#[allow(clippy::cast_possible_truncation)] // the low 64 bits are meant
const fn slot(key: u128, slots: usize) -> usize {
    let mixed = (key as u64) ^ ((key >> 64) as u64).rotate_left(23);
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (slots - 1)
}

/// The key of a word in any case.
#[inline]
const fn key_of(bytes: &[u8]) -> u128 {
    spelling(bytes) | LOWER
}

/// The first and the last bytes of a word, which overlap where it is short; no loop over its bytes.
#[inline]
const fn spelling(bytes: &[u8]) -> u128 {
    let (head, tail) = match bytes {
        [a, b, c, d, e, f, g, h, ..] => {
            let head = u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]);
            let tail = match bytes {
                [.., a, b, c, d, e, f, g, h] => u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]),
                _ => 0,
            };
            (head, tail)
        }
        [a, b, c, d, ..] => {
            let tail = match bytes {
                [.., a, b, c, d] => u32::from_le_bytes([*a, *b, *c, *d]),
                _ => 0,
            };
            (u32::from_le_bytes([*a, *b, *c, *d]) as u64, tail as u64)
        }
        [a, b, c] => (u32::from_le_bytes([*a, *b, *c, 0]) as u64, 0),
        [a, b] => (u32::from_le_bytes([*a, *b, 0, 0]) as u64, 0),
        [a] => (*a as u64, 0),
        [] => (0, 0),
    };
    (tail as u128) << 64 | head as u128
}

/// A word filed under a number.
#[derive(Clone, Copy)]
struct Slot {
    key: u128,
    /// In bytes; 0 where the slot is free.
    len: u8,
    number: u16,
}

/// Words by their numbers; `N`, how many slots there are, is a power of two.
struct Words<const N: usize> {
    slots: [Slot; N],
    /// By the first two letters, the lengths that occur, as bits.
    lengths: [u32; 1024],
}

impl<const N: usize> Words<N> {
    const EMPTY: Self = Self { slots: [Slot { key: 0, len: 0, number: 0 }; N], lengths: [0; 1024] };

    /// Files a word under a number; returns the one that it stood under before.
    #[allow(clippy::cast_possible_truncation)] // a word has no more than `MAX` bytes
    const fn put(&mut self, word: &[u8], number: u16) -> Option<u16> {
        assert!(!word.is_empty() && word.len() <= MAX, "a word of the table is too long");
        let (key, len) = (key_of(word), word.len() as u8);
        let mut at = slot(key, N);
        while self.slots[at].len != 0 {
            let known = self.slots[at];
            if known.key == key && known.len == len {
                self.slots[at].number = number;
                return Some(known.number);
            }
            at = (at + 1) & (N - 1);
        }
        self.slots[at] = Slot { key, len, number };
        self.lengths[pair(word)] |= 1 << len;
        None
    }

    /// The number of a word, in any case.
    #[inline]
    fn get(&self, word: &[u8]) -> Option<u16> {
        let len = word.len();
        if len > MAX || self.lengths[pair(word)] & 1 << len == 0 {
            return None;
        }
        let key = key_of(word);
        let mut at = slot(key, N);
        loop {
            let found = self.slots[at];
            if found.key == key && usize::from(found.len) == len {
                return Some(found.number);
            }
            if found.len == 0 {
                return None;
            }
            at = (at + 1) & (N - 1);
        }
    }
}

/// A table from words to `T`; `N`, its number of slots, is a power of two.
pub(crate) struct Table<T: Copy + 'static, const N: usize> {
    entries: &'static [(&'static str, T)],
    words: Words<N>,
}

impl<T: Copy, const N: usize> Table<T, N> {
    /// Hashes `entries`; a word that stands in them twice does not compile.
    pub(crate) const fn new(entries: &'static [(&'static str, T)]) -> Self {
        assert!(entries.len() * 2 <= N && N.is_power_of_two(), "the table needs more slots");
        let mut words = Words::EMPTY;
        let mut i = 0;
        while i < entries.len() {
            #[allow(clippy::cast_possible_truncation)] // a table holds fewer than N < 65536 words
            let before = words.put(entries[i].0.as_bytes(), i as u16);
            assert!(before.is_none(), "a word stands twice in the table");
            i += 1;
        }
        Self { entries, words }
    }

    /// What the table says of `word`, in any case.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<T> {
        self.index(word.as_bytes()).map(|index| self.entries[usize::from(index)].1)
    }

    /// Its words, as they were given.
    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.entries.iter().map(|(word, _)| *word)
    }

    /// The number of a word, in any case, among the entries.
    #[inline]
    pub(crate) fn index(&self, word: &[u8]) -> Option<u16> {
        self.words.get(word)
    }
}

/// A table from words to `T` that grows; each spelling is a word of its own.
#[derive(Debug)]
pub(crate) struct GrowingTable<T> {
    /// By spelling and length.
    short: FxHashMap<(u128, usize), T>,
    /// Those of which a key does not hold all bytes.
    long: FxHashMap<Box<str>, T>,
}

impl<T> Default for GrowingTable<T> {
    fn default() -> Self {
        Self { short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

impl<T: Copy> GrowingTable<T> {
    /// What the table says of `word`.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<T> {
        if word.len() <= MAX {
            self.short.get(&(spelling(word.as_bytes()), word.len())).copied()
        } else {
            self.long.get(word).copied()
        }
    }

    /// Notes what the table says of `word` from now on.
    pub(crate) fn insert(&mut self, word: &str, value: T) {
        if word.len() <= MAX {
            self.short.insert((spelling(word.as_bytes()), word.len()), value);
        } else {
            self.long.insert(word.into(), value);
        }
    }
}

/// A table from phrases to `T`, found by their first words; `N` as in [`Table`].
pub(crate) struct Phrases<T: Copy + 'static, const N: usize> {
    entries: &'static [(&'static str, T)],
    /// Under a word, the first phrase that begins with it.
    first: Words<N>,
    /// By phrase, the next one that begins with the same word.
    next: [Option<u16>; N],
}

impl<T: Copy, const N: usize> Phrases<T, N> {
    /// Hashes `entries`; spaces separate the words of a phrase.
    pub(crate) const fn new(entries: &'static [(&'static str, T)]) -> Self {
        assert!(entries.len() * 2 <= N && N.is_power_of_two(), "the table needs more slots");
        let (mut first, mut next) = (Words::EMPTY, [None; N]);
        let mut i = entries.len();
        while i > 0 {
            i -= 1;
            #[allow(clippy::cast_possible_truncation)] // a table holds fewer than N < 65536 phrases
            let number = i as u16;
            next[i] = first.put(first_word(entries[i].0.as_bytes()), number);
        }
        Self { entries, first, next }
    }

    /// Its phrases, as they were given.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = &'static str> {
        self.entries.iter().map(|(phrase, _)| *phrase)
    }

    /// The phrases that begin with `word`, in any case, and what the table says of each; in its order.
    #[inline]
    pub(crate) fn beginning_with(&self, word: &[u8]) -> impl Iterator<Item = (&'static str, T)> {
        let chain = std::iter::successors(self.first.get(word), |&at| self.next[usize::from(at)]);
        chain.map(|at| self.entries[usize::from(at)])
    }
}

/// The letters of a phrase up to its first space.
const fn first_word(phrase: &[u8]) -> &[u8] {
    let mut len = 0;
    while len < phrase.len() && phrase[len] != b' ' {
        len += 1;
    }
    phrase.split_at(len).0
}
