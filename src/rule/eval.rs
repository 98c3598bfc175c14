//! Conditions, checked and evaluated in Kleene's three-valued logic.

use super::calendar::{Allen, Time, Unit as Part, all, either};
use super::lore::{self, Lore, Place};
use super::message;
use super::number::{CONVERTED, Range};
use super::table::Row;
use super::value::{Measured, Set, Value};
use super::wording::{self, Difference};
use crate::claim::WhenKind;
use crate::conflict::Reason;
use crate::event::Event;
use crate::interval::{Interval, Truth};
use crate::number::Unit;
use std::sync::Arc;

/// A condition, checked: names are numbers, and every operator has what it needs.
#[derive(Debug)]
pub(crate) enum Check {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    /// What is not certainly wrong counts as so.
    Possibly(Box<Self>),
    Time(Allen, Expr, Expr),
    Between(Expr, Expr, Expr),
    Number {
        op: Order,
        left: Expr,
        right: Expr,
        tolerance: f64,
    },
    Same(Expr, Expr),
    SameText(Expr, Expr),
    Differs(Expr, Expr),
    Subset(Expr, Expr),
    Member(Expr, Expr),
    Complete(Expr),
    Elsewhere(Expr, Expr, Arc<Lore>),
    Single(Expr, Arc<Lore>),
    Alike(Expr, Expr),
    /// Two wordings of one utterance that differ so much at least.
    Reworded(Difference, Expr, Expr),
    SameEvent(Expr, Expr),
    SameSeries(Expr, Expr),
    SameUnit(Part, Expr, Expr),
    SameArticle(Vec<usize>),
    SameOutlet(Vec<usize>),
}

impl Check {
    /// Whether it says that two claims are of one time: of another, the later may be an update.
    fn is_of_one_time(&self) -> bool {
        matches!(self, Self::Time(Allen::Coincides, ..))
    }

    /// What it means that it is merely possible.
    fn doubt(&self) -> Reason {
        match self {
            Self::Time(Allen::Coincides, ..) => Reason::Update,
            Self::Time(..) | Self::Between(..) | Self::SameUnit(..) => Reason::Overlap,
            Self::Number { .. } => Reason::Hedge,
            Self::Not(inner) if matches!(**inner, Self::Number { .. }) => Reason::Hedge,
            Self::Not(inner) if matches!(**inner, Self::Time(..)) => Reason::Overlap,
            _ => Reason::Unknown,
        }
    }

    /// The two variables whose times or numbers have nothing in common where it holds.
    pub(super) fn apart(&self) -> Option<(usize, usize)> {
        let (a, b) = match self {
            Self::Time(Allen::Disjoint | Allen::Before | Allen::After, a, b) => (a, b),
            Self::Number { op: Order::Less | Order::More, left, right, .. } => (left, right),
            Self::Not(inner) => match &**inner {
                Self::Number { op: Order::Equal, left, right, .. } => (left, right),
                _ => return None,
            },
            _ => return None,
        };
        match (a, b) {
            (Expr::Var(a), Expr::Var(b)) => Some((*a, *b)),
            _ => None,
        }
    }

    /// The conditions that must all hold.
    pub(super) fn conjuncts(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match self {
            Self::And(parts) => Box::new(parts.iter().flat_map(|p| p.conjuncts())),
            other => Box::new(std::iter::once(other)),
        }
    }
}

/// Comparison of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Equal,
    Less,
    More,
}

/// A term, checked.
#[derive(Debug, Clone)]
pub(crate) enum Expr {
    Var(usize),
    Number(f64),
    Text(Arc<str>),
    Size(Box<Self>),
    /// How many words a text has.
    Length(Box<Self>),
    Field(Part, Box<Self>),
    Weekday(Box<Self>),
    /// Time from the first to the second, in the unit.
    Elapsed(Part, Box<Self>, Box<Self>),
    Published(usize),
    Outlet(usize),
    Class(Box<Self>),
    Organizer(Box<Self>),
    Role(Box<Self>),
    Body(Box<Self>),
    Arith(Sign, Box<Self>, Box<Self>),
    Minus(Box<Self>, Box<Self>),
}

/// Arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

/// What the variables stand for.
pub(crate) struct Env<'t> {
    pub(super) values: Vec<Option<&'t Value>>,
    /// The row of each claim of the rule.
    pub(super) rows: Vec<Option<&'t Row<'t>>>,
}

impl<'t> Env<'t> {
    fn var(&self, expr: &Expr) -> Option<&'t Value> {
        match expr {
            Expr::Var(v) => self.values[*v],
            _ => None,
        }
    }

    fn time(&self, expr: &Expr) -> Option<Time> {
        match expr {
            Expr::Published(role) => {
                let interval = Interval::day(self.rows[*role]?.published?);
                Some(Time::new(interval, WhenKind::AsOf))
            }
            _ => match self.var(expr)? {
                Value::Time(time) => Some(*time),
                _ => None,
            },
        }
    }

    fn set(&self, expr: &Expr) -> Option<Arc<Set>> {
        match expr {
            Expr::Minus(left, right) => Some(Arc::new(self.set(left)?.minus(self.set(right)?.as_ref()))),
            _ => match self.var(expr)? {
                Value::Set(set) => Some(Arc::clone(set)),
                _ => None,
            },
        }
    }

    fn event(&self, expr: &Expr) -> Option<&'t Event> {
        match self.var(expr)? {
            Value::Event { event, .. } => Some(event),
            _ => None,
        }
    }

    fn place(&self, expr: &Expr) -> Option<Place<'t>> {
        match self.var(expr)? {
            Value::Event { event, .. } => Some(Place::Event(event)),
            Value::Thing { name, .. } => Some(Place::Name(name)),
            _ => None,
        }
    }

    fn text<'x>(&self, expr: &'x Expr) -> Option<&'x str>
    where
        't: 'x,
    {
        match expr {
            Expr::Text(text) => Some(text),
            Expr::Weekday(time) => self.time(time)?.weekday(),
            Expr::Outlet(role) => self.rows[*role]?.outlet.map(|outlet| &**outlet),
            Expr::Class(thing) => match self.var(thing)? {
                Value::Thing { class, .. } => Some(class),
                Value::Event { .. } => Some("event"),
                _ => None,
            },
            Expr::Role(office) => Some(lore::role(self.text(office)?)),
            Expr::Body(office) => lore::body(self.text(office)?),
            Expr::Organizer(event) => self.event(event)?.organizer.as_deref(),
            _ => match self.var(expr)? {
                Value::Thing { name, .. } => Some(name),
                Value::Text(text) => Some(text),
                _ => None,
            },
        }
    }

    /// What a term can be as a number, with its unit.
    fn number(&self, expr: &Expr) -> Option<(Range, Option<Measured<'t>>)> {
        let plain = |range| Some((range, None));
        match expr {
            Expr::Number(n) => plain(Range::exact(*n)),
            Expr::Var(_) => self.var(expr)?.range().map(|(range, unit)| (range, Some(unit))),
            Expr::Size(of) => match self.var(of) {
                #[allow(clippy::cast_precision_loss, reason = "lists are short")]
                Some(Value::Sum { items, .. }) => plain(Range::exact(*items as f64)),
                _ => plain(self.set(of)?.size()),
            },
            #[allow(clippy::cast_precision_loss, reason = "texts are short")]
            Expr::Length(of) => plain(Range::exact(self.text(of)?.split_whitespace().count() as f64)),
            Expr::Field(unit, of) => {
                let (lo, hi) = self.time(of)?.field(*unit)?;
                plain(Range::closed(lo, hi))
            }
            Expr::Elapsed(unit, from, to) => {
                let (from, to) = (self.time(from)?, self.time(to)?);
                match unit {
                    Part::Year => {
                        let (a, b) = (from.field(Part::Year)?, to.field(Part::Year)?);
                        plain(Range::closed(b.0 - a.1, b.1 - a.0))
                    }
                    Part::Month | Part::Day => {
                        let (lo, hi) = from.interval.days_until(&to.interval)?;
                        plain(Range::closed(lo.into(), hi.into()))
                    }
                }
            }
            Expr::Arith(sign, left, right) => {
                let ((a, unit), (b, other)) = (self.number(left)?, self.number(right)?);
                let range = match sign {
                    Sign::Plus => a.plus(b),
                    Sign::Minus => a.minus(b),
                    Sign::Times => a.combined(b, |x, y| x * y),
                    Sign::Over => a.combined(b, |x, y| x / y),
                };
                Some((range, unit.or(other)))
            }
            _ => None,
        }
    }

    /// How a term is written in a message.
    pub(super) fn label(&self, expr: &Expr) -> String {
        match expr {
            Expr::Var(v) => self.values[*v].map(Value::label).unwrap_or_default(),
            Expr::Published(_) => self.time(expr).map_or("an unknown day".to_owned(), |t| message::time(&t)),
            Expr::Outlet(_) => self.text(expr).map_or("an unnamed outlet".to_owned(), |t| t.to_string()),
            Expr::Minus(..) => self.set(expr).map_or(String::new(), |s| message::list(s.members.keys().map(|m| &**m))),
            Expr::Text(_) | Expr::Weekday(_) | Expr::Class(_) | Expr::Organizer(_) | Expr::Role(_) | Expr::Body(_) => {
                self.text(expr).unwrap_or_default().to_string()
            }
            _ => match self.number(expr) {
                Some((range, unit)) => {
                    let exact = (range.lo - range.hi).abs() < 1e-9;
                    let number = |n: f64| message::number(n);
                    let text = if exact {
                        number(range.lo)
                    } else if range.hi.is_infinite() {
                        format!("at least {}", number(range.lo))
                    } else {
                        format!("{} to {}", number(range.lo), number(range.hi))
                    };
                    message::with_unit(text, unit.map_or("", |u| u.name))
                }
                None => String::new(),
            },
        }
    }

    /// Whether a condition holds. What cannot be known is possible.
    pub(super) fn check(&self, check: &Check) -> Truth {
        self.known(check).unwrap_or(Truth::Possible)
    }

    /// What a condition says whose parts must all hold: `None` where they certainly do, else why they do not, if the
    /// claims differ at all.
    pub(super) fn silence(&self, parts: &[&Check]) -> Option<Option<Reason>> {
        let (mut doubt, mut later) = (None, false);
        // Besides that the claims are of one time.
        let (mut others, mut certain) = (false, true);
        for part in parts {
            let coincides = part.is_of_one_time();
            others |= !coincides;
            match self.check(part) {
                Truth::Certain => {}
                Truth::Possible => {
                    doubt = doubt.or(Some(part.doubt()));
                    certain &= coincides;
                }
                Truth::Impossible if coincides => later = true,
                Truth::Impossible => return Some(None),
            }
        }
        if later { Some((others && certain).then_some(Reason::Update)) } else { doubt.map(Some) }
    }

    fn known(&self, check: &Check) -> Option<Truth> {
        Some(match check {
            Check::And(parts) => all(parts.iter().map(|p| self.check(p))),
            Check::Or(parts) => parts.iter().map(|p| self.check(p)).fold(Truth::Impossible, either),
            Check::Not(part) => !self.check(part),
            Check::Possibly(part) => yes_or_no(self.check(part) != Truth::Impossible),
            Check::Time(relation, a, b) => self.time(a)?.relation(*relation, &self.time(b)?),
            Check::Between(what, from, to) => {
                let (what, from, to) = (self.time(what)?, self.time(from)?, self.time(to)?);
                all([!what.relation(Allen::Before, &from), !what.relation(Allen::After, &to)])
            }
            Check::Number { op, left, right, tolerance } => {
                let ((a, unit), (b, other)) = (self.number(left)?, self.number(right)?);
                let (a, b) = match (unit, other) {
                    (Some(u), Some(o)) if u.name != o.name => {
                        let (u, o) = (u.unit?, o.unit?);
                        let one = |range: Range, unit: Unit| range.scaled(unit.factor).widened(CONVERTED);
                        (u.measure == o.measure).then(|| (one(a, u), one(b, o)))?
                    }
                    _ => (a, b),
                };
                let (a, b) = (a.widened(*tolerance), b.widened(*tolerance));
                match op {
                    Order::Equal => a.equal(b),
                    Order::Less => a.less(b),
                    Order::More => b.less(a),
                }
            }
            Check::Same(a, b) => {
                let (a, b) = (self.var(a)?, self.var(b)?);
                match (a, b) {
                    (Value::Event { event: x, .. }, Value::Event { event: y, .. }) => same_event(x, y),
                    _ => yes_or_no(a == b),
                }
            }
            Check::SameText(a, b) => yes_or_no(self.text(a)? == self.text(b)?),
            Check::Differs(a, b) => self.set(a)?.differs(self.set(b)?.as_ref()),
            Check::Subset(a, b) => self.set(a)?.subset(self.set(b)?.as_ref()),
            Check::Member(what, of) => match self.var(what)? {
                Value::Thing { name, class } => self.set(of)?.has(name, class),
                _ => return None,
            },
            Check::Complete(of) => yes_or_no(self.set(of)?.complete),
            Check::Elsewhere(a, b, lore) => lore.elsewhere(&self.place(a)?, &self.place(b)?)?,
            Check::Single(of, lore) => yes_or_no(lore.is_single(self.text(of)?)),
            Check::Alike(a, b) => yes_or_no(lore::alike(self.text(a)?, self.text(b)?)),
            Check::Reworded(least, a, b) => {
                let found = wording::difference(self.text(a)?, self.text(b)?);
                yes_or_no(found.is_some_and(|found| found >= *least))
            }
            Check::SameEvent(a, b) => same_event(self.event(a)?, self.event(b)?),
            Check::SameSeries(a, b) => {
                let (a, b) = (self.event(a)?, self.event(b)?);
                if a.key()? != b.key()? {
                    return Some(Truth::Impossible);
                }
                yes_or_no(a.level.as_ref()? == b.level.as_ref()?)
            }
            Check::SameUnit(unit, a, b) => self.time(a)?.same(*unit, &self.time(b)?),
            Check::SameArticle(roles) => self.alike(roles, |row| row.article)?,
            Check::SameOutlet(roles) => self.alike(roles, |row| row.outlet)?,
        })
    }

    fn alike<T: PartialEq>(&self, roles: &[usize], of: impl Fn(&'t Row<'t>) -> Option<T>) -> Option<Truth> {
        let mut all = roles.iter().map(|r| of(self.rows[*r]?));
        let first = all.next()??;
        all.try_fold(true, |alike, other| Some(other? == first && alike)).map(yes_or_no)
    }
}

fn yes_or_no(holds: bool) -> Truth {
    if holds { Truth::Certain } else { Truth::Impossible }
}

/// Two mentions that can be of one event possibly are; others are not.
fn same_event(a: &Event, b: &Event) -> Truth {
    if a.compatible(b) { Truth::Possible } else { Truth::Impossible }
}
