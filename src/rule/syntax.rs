//! What the two mini-languages of a rule say: claim patterns and conditions, as written.
//!
//! Names are slices of the source, so that a fault can point at the very word.

/// `founded(subject: org, when: t1)`
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern<'a> {
    /// One of these.
    pub(super) predicates: Vec<&'a str>,
    pub(super) slots: Vec<(&'a str, Fill<'a>)>,
    /// `where t3 between t1 and t2`
    pub(super) filter: Option<Cond<'a>>,
}

/// What a pattern wants in a slot.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fill<'a> {
    /// A variable.
    Var(&'a str),
    /// `"dead"`
    Text(&'a str),
    /// `[planned, announced]`
    Words(Vec<&'a str>),
}

/// `sum(v) of spending_component(subject: org, value: v)`
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Collect<'a> {
    /// `sum` or `set`.
    pub(super) how: &'a str,
    pub(super) what: &'a str,
    pub(super) of: Pattern<'a>,
}

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cond<'a> {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Possibly(Box<Self>),
    /// `same article`, `complete(s)`: the words, and what stands in brackets.
    Test {
        name: &'a str,
        args: Vec<Term<'a>>,
    },
    /// `t1 before t2`, `n = size(s) within 5%`
    Compare {
        left: Term<'a>,
        op: &'a str,
        right: Term<'a>,
        /// As a fraction.
        tolerance: f64,
    },
    /// `t between t1 and t2`
    Between {
        what: Term<'a>,
        op: &'a str,
        from: Term<'a>,
        to: Term<'a>,
    },
}

/// What is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Term<'a> {
    Name(&'a str),
    Text(&'a str),
    Number(f64, &'a str),
    Call { name: &'a str, args: Vec<Self> },
    Arith { left: Box<Self>, op: &'a str, right: Box<Self> },
}

impl<'a> Term<'a> {
    /// A word to point at.
    pub(super) fn word(&self) -> &'a str {
        match self {
            Self::Name(word) | Self::Text(word) | Self::Number(_, word) | Self::Call { name: word, .. } => word,
            Self::Arith { left, .. } => left.word(),
        }
    }
}

/// The bytes of `whole` that `part`, a slice of it, covers.
pub(super) fn range_in(whole: &str, part: &str) -> std::ops::Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len());
    start..(start + part.len()).min(whole.len())
}
