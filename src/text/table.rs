//! Word tables that are hashed at compile time.
//!
//! The tagger asks for every word of a corpus whether a grammar knows it, so the question must not
//! allocate: a word of up to sixteen bytes is one 128-bit key, in lower case by setting bit 5 of every
//! byte (letters, digits, dots and apostrophes keep apart), and the lengths that occur with its first two
//! letters turn most words away before anything is hashed.

/// A table from words to `T`; `N`, its number of slots, is a power of two.
pub(crate) struct Table<T: Copy + 'static, const N: usize> {
    entries: &'static [(&'static str, T)],
    slots: [(u128, u16); N],
    /// By the first two letters, the lengths that occur, as bits.
    lengths: [u32; 1024],
}

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

/// The first and the last bytes of a word, which overlap where it is short; no loop over its bytes.
#[inline]
const fn key_of(bytes: &[u8]) -> u128 {
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
    ((tail as u128) << 64 | head as u128) | LOWER
}

impl<T: Copy, const N: usize> Table<T, N> {
    /// Hashes `entries`; a word that stands in them twice does not compile.
    pub(crate) const fn new(entries: &'static [(&'static str, T)]) -> Self {
        assert!(entries.len() * 2 <= N && N.is_power_of_two(), "the table needs more slots");
        let mut slots = [(0, 0); N];
        let mut lengths = [0; 1024];
        let mut i = 0;
        while i < entries.len() {
            let word = entries[i].0;
            let key = key_of(word.as_bytes());
            assert!(!word.is_empty() && word.len() <= MAX, "a word of the table is too long");
            let mut at = slot(key, N);
            while slots[at].0 != 0 {
                let same = slots[at].0 == key && entries[slots[at].1 as usize].0.len() == word.len();
                assert!(!same, "a word stands twice in the table");
                at = (at + 1) & (N - 1);
            }
            #[allow(clippy::cast_possible_truncation)] // a table holds fewer than N < 65536 words
            {
                slots[at] = (key, i as u16);
            }
            lengths[pair(word.as_bytes())] |= 1 << word.len();
            i += 1;
        }
        Self { entries, slots, lengths }
    }

    /// What the table says of `word`, in any case.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<T> {
        self.index(word.as_bytes()).map(|index| self.entries[usize::from(index)].1)
    }

    /// The number of a word, in any case, among the entries.
    #[inline]
    pub(crate) fn index(&self, bytes: &[u8]) -> Option<u16> {
        let len = bytes.len();
        if len > MAX || self.lengths[pair(bytes)] & 1 << len == 0 {
            return None;
        }
        let key = key_of(bytes);
        let mut at = slot(key, N);
        loop {
            let (found, index) = self.slots[at];
            if found == key && self.entries[index as usize].0.len() == len {
                return Some(index);
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & (N - 1);
        }
    }
}
