//! Conditions and terms, checked: every operator gets what it needs, or the word that is wrong is told.

use super::{Compiler, Type};
use crate::pack::nearest::did_you_mean;
use crate::rule::calendar::{Allen, Unit};
use crate::rule::eval::{Check, Expr, Order, Sign};
use crate::rule::grammar;
use crate::rule::syntax::{Cond, Term};
use crate::rule::wording::Difference;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Operators that nothing bears to itself.
const IRREFLEXIVE: &[&str] = &[
    "before",
    "after",
    "meets",
    "met by",
    "overlaps",
    "overlapped by",
    "disjoint",
    "clashes",
    "differs",
    "elsewhere",
    "<",
    ">",
    "!=",
    "in",
    "not in",
    "without",
];

const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl<'a> Compiler<'a> {
    pub(super) fn condition(&mut self, cond: &Cond<'a>) -> Option<Check> {
        match cond {
            Cond::And(parts) => Some(Check::And(self.conditions(parts)?)),
            Cond::Or(parts) => Some(Check::Or(self.conditions(parts)?)),
            Cond::Not(part) => Some(Check::Not(Box::new(self.condition(part)?))),
            Cond::Possibly(part) => Some(Check::Possibly(Box::new(self.condition(part)?))),
            Cond::Test { name, args } => self.test(name, args),
            Cond::Between { what, from, to, .. } => {
                let (what, from, to) =
                    (self.typed(what, Type::Time), self.typed(from, Type::Time), self.typed(to, Type::Time));
                Some(Check::Between(what?, from?, to?))
            }
            Cond::Compare { left, op, right, tolerance } => self.comparison(left, op, right, *tolerance),
        }
    }

    /// All of them, so that each one's faults are told.
    fn conditions(&mut self, parts: &[Cond<'a>]) -> Option<Vec<Check>> {
        let checks: Vec<_> = parts.iter().map(|p| self.condition(p)).collect();
        checks.into_iter().collect()
    }

    fn test(&mut self, name: &'a str, args: &[Term<'a>]) -> Option<Check> {
        match name {
            "always" => Some(Check::And(Vec::new())),
            "same article" | "same outlet" => {
                let roles = if args.is_empty() {
                    (0..self.roles.len()).collect()
                } else {
                    let roles: Vec<_> = args.iter().map(|a| self.role_name(a)).collect();
                    roles.into_iter().collect::<Option<Vec<_>>>()?
                };
                if name == "same article" {
                    self.asks_article = true;
                    Some(Check::SameArticle(roles))
                } else {
                    self.asks_outlet = true;
                    Some(Check::SameOutlet(roles))
                }
            }
            "complete" => {
                let [of] = self.arguments(name, args, Type::Set)?;
                Some(Check::Complete(of))
            }
            "single" => {
                let [of] = self.arguments(name, args, Type::Thing)?;
                Some(Check::Single(of, Arc::clone(&self.lore)))
            }
            "alike" => {
                let [a, b] = self.arguments(name, args, Type::Thing)?;
                Some(Check::Alike(a, b))
            }
            "reworded" | "altered" => {
                let [a, b] = self.arguments(name, args, Type::Thing)?;
                let least = if name == "altered" { Difference::Sense } else { Difference::Wording };
                Some(Check::Reworded(least, a, b))
            }
            "same event" | "same series" => {
                let [a, b] = self.arguments(name, args, Type::Thing)?;
                Some(if name == "same event" { Check::SameEvent(a, b) } else { Check::SameSeries(a, b) })
            }
            _ => {
                let unit = unit_of(name.trim_start_matches("same "))?;
                let [a, b] = self.arguments(name, args, Type::Time)?;
                Some(Check::SameUnit(unit, a, b))
            }
        }
    }

    fn arguments<const N: usize>(&mut self, name: &'a str, args: &[Term<'a>], kind: Type) -> Option<[Expr; N]> {
        if args.len() != N {
            self.fault(name, format!("`{name}` takes {N} in brackets, not {}", args.len()), None);
            return None;
        }
        let exprs: Vec<_> = args.iter().map(|a| self.typed(a, kind)).collect();
        exprs.into_iter().collect::<Option<Vec<_>>>()?.try_into().ok()
    }

    fn role_name(&mut self, term: &Term<'a>) -> Option<usize> {
        let word = term.word();
        let found = match term {
            Term::Name(name) => self.roles.iter().position(|r| r == name),
            _ => None,
        };
        if found.is_none() {
            let help = did_you_mean(word, self.roles.iter().copied());
            self.fault(word, format!("no claim of this rule is called `{word}`"), help);
        }
        found
    }

    fn comparison(&mut self, left: &Term<'a>, op: &'a str, right: &Term<'a>, tolerance: f64) -> Option<Check> {
        if let (Term::Name(a), Term::Name(b)) = (left, right)
            && a == b
        {
            let never = IRREFLEXIVE.contains(&op);
            let what = if never { "never" } else { "always" };
            let help = "compare it with what another claim fills".to_owned();
            self.fault(b, format!("`{a}` is compared with itself, and that {what} holds"), Some(help));
            return None;
        }
        self.check_weekday(left, right);
        let of = |c: &mut Self, a: Type, b: Type| {
            Some((c.typed(left, a), c.typed(right, b))).and_then(|(x, y)| Some((x?, y?)))
        };
        match op {
            "differs" => of(self, Type::Set, Type::Set).map(|(a, b)| Check::Differs(a, b)),
            "subset of" => of(self, Type::Set, Type::Set).map(|(a, b)| Check::Subset(a, b)),
            "in" => of(self, Type::Thing, Type::Set).map(|(a, b)| Check::Member(a, b)),
            "not in" => of(self, Type::Thing, Type::Set).map(|(a, b)| Check::Not(Box::new(Check::Member(a, b)))),
            "without" => of(self, Type::Set, Type::Thing).map(|(a, b)| Check::Not(Box::new(Check::Member(b, a)))),
            "contains" if self.is_list(left) => of(self, Type::Set, Type::Thing).map(|(a, b)| Check::Member(b, a)),
            "elsewhere" => {
                of(self, Type::Thing, Type::Thing).map(|(a, b)| Check::Elsewhere(a, b, Arc::clone(&self.lore)))
            }
            "=" | "!=" => self.equality(left, op, right, tolerance),
            "clashes" | "<" | "<=" | ">" | ">=" => {
                let (left, right) = of(self, Type::Number, Type::Number)?;
                let number = |op| Check::Number { op, left, right, tolerance };
                Some(match op {
                    "<" => number(Order::Less),
                    ">" => number(Order::More),
                    "<=" => Check::Not(Box::new(number(Order::More))),
                    ">=" => Check::Not(Box::new(number(Order::Less))),
                    _ => Check::Not(Box::new(number(Order::Equal))),
                })
            }
            _ => {
                let relation = Allen::parse(op)?;
                of(self, Type::Time, Type::Time).map(|(a, b)| Check::Time(relation, a, b))
            }
        }
    }

    /// A weekday is one of seven words: any other can never be meant.
    fn check_weekday(&mut self, left: &Term<'a>, right: &Term<'a>) {
        for (term, other) in [(left, right), (right, left)] {
            if let (Term::Call { name: "weekday", .. }, Term::Text(text)) = (term, other)
                && !WEEKDAYS.contains(text)
            {
                let help = did_you_mean(text, WEEKDAYS.iter().copied());
                self.fault(text, format!("`{text}` is no weekday, so that this never holds"), help);
            }
        }
    }

    fn is_list(&self, term: &Term<'a>) -> bool {
        matches!(term, Term::Name(n) if self.vars.iter().any(|(v, t)| v == n && *t == Type::Set))
    }

    /// `=` and `!=` compare what is of one type.
    fn equality(&mut self, left: &Term<'a>, op: &'a str, right: &Term<'a>, tolerance: f64) -> Option<Check> {
        let (a, b) = (self.term(left), self.term(right));
        let ((a, x), (b, y)) = (a?, b?);
        let number = |t| matches!(t, Type::Number | Type::Sum);
        let check = match (x, y) {
            (x, y) if number(x) && number(y) => Check::Number { op: Order::Equal, left: a, right: b, tolerance },
            (Type::Thing, Type::Thing) => Check::Same(a, b),
            (Type::Thing | Type::Text, Type::Thing | Type::Text) => Check::SameText(a, b),
            (Type::Time, Type::Time) => Check::Time(Allen::Equals, a, b),
            (Type::Set, Type::Set) => {
                self.fault(op, "lists are compared with `differs`".to_owned(), None);
                return None;
            }
            _ => {
                self.fault(op, format!("{} is compared with {}", x.name(), y.name()), None);
                return None;
            }
        };
        Some(if op == "!=" { Check::Not(Box::new(check)) } else { check })
    }

    fn typed(&mut self, term: &Term<'a>, wanted: Type) -> Option<Expr> {
        let (expr, is) = self.term(term)?;
        let fits = is == wanted || (wanted == Type::Number && is == Type::Sum);
        if !fits {
            self.fault(
                term.word(),
                format!("{} is wanted here, and `{}` is {}", wanted.name(), term.word(), is.name()),
                None,
            );
        }
        fits.then_some(expr)
    }

    pub(super) fn term(&mut self, term: &Term<'a>) -> Option<(Expr, Type)> {
        match term {
            Term::Name(name) => self.lookup(name).map(|var| (Expr::Var(var), self.vars[var].1)),
            Term::Text(text) => Some((Expr::Text((*text).into()), Type::Text)),
            Term::Number(number, _) => Some((Expr::Number(*number), Type::Number)),
            Term::Call { name, args } => self.call(name, args),
            Term::Arith { left, op, right } => {
                let ((a, x), (b, y)) = (self.term(left)?, self.term(right)?);
                if (x, y, *op) == (Type::Set, Type::Set, "-") {
                    return Some((Expr::Minus(Box::new(a), Box::new(b)), Type::Set));
                }
                for (is, side) in [(x, left), (y, right)] {
                    if !matches!(is, Type::Number | Type::Sum) {
                        let message = format!("a number is wanted here, and `{}` is {}", side.word(), is.name());
                        self.fault(side.word(), message, None);
                        return None;
                    }
                }
                let sign = match *op {
                    "+" => Sign::Plus,
                    "-" => Sign::Minus,
                    "*" => Sign::Times,
                    _ => Sign::Over,
                };
                Some((Expr::Arith(sign, Box::new(a), Box::new(b)), Type::Number))
            }
        }
    }

    fn call(&mut self, name: &'a str, args: &[Term<'a>]) -> Option<(Expr, Type)> {
        match name {
            "size" => {
                let sums = args.first().is_some_and(
                    |a| matches!(a, Term::Name(n) if self.vars.iter().any(|(v, t)| v == n && *t == Type::Sum)),
                );
                let [of] = self.arguments(name, args, if sums { Type::Sum } else { Type::Set })?;
                Some((Expr::Size(Box::new(of)), Type::Number))
            }
            "length" => {
                let [of] = self.arguments(name, args, Type::Thing)?;
                Some((Expr::Length(Box::new(of)), Type::Number))
            }
            "year" | "month" | "day" => {
                let [of] = self.arguments(name, args, Type::Time)?;
                Some((Expr::Field(unit_of(name)?, Box::new(of)), Type::Number))
            }
            "weekday" => {
                let [of] = self.arguments(name, args, Type::Time)?;
                Some((Expr::Weekday(Box::new(of)), Type::Text))
            }
            "days between" | "years between" => {
                let [a, b] = self.arguments(name, args, Type::Time)?;
                let unit = if name == "days between" { Unit::Day } else { Unit::Year };
                Some((Expr::Elapsed(unit, Box::new(a), Box::new(b)), Type::Number))
            }
            "class" | "organizer" | "role" | "body" => {
                let [of] = self.arguments(name, args, Type::Thing)?;
                let of = Box::new(of);
                let expr = match name {
                    "class" => Expr::Class(of),
                    "organizer" => Expr::Organizer(of),
                    "role" => Expr::Role(of),
                    _ => Expr::Body(of),
                };
                Some((expr, Type::Text))
            }
            "published" | "outlet" => {
                let [term] = args else {
                    self.fault(name, format!("`{name}` takes the name of one claim in brackets"), None);
                    return None;
                };
                let role = self.role_name(term)?;
                if name == "published" {
                    self.asks_published = true;
                    return Some((Expr::Published(role), Type::Time));
                }
                self.asks_outlet = true;
                Some((Expr::Outlet(role), Type::Text))
            }
            _ => {
                let help = did_you_mean(name, grammar::FUNCTIONS.iter().copied());
                self.fault(name, format!("there is no function `{name}`"), help);
                None
            }
        }
    }
}

fn unit_of(word: &str) -> Option<Unit> {
    match word {
        "day" => Some(Unit::Day),
        "month" => Some(Unit::Month),
        "year" => Some(Unit::Year),
        _ => None,
    }
}

pub(super) fn word_of<'a>(cond: &Cond<'a>) -> &'a str {
    match cond {
        Cond::And(parts) | Cond::Or(parts) => parts.first().map_or("", word_of),
        Cond::Not(part) | Cond::Possibly(part) => word_of(part),
        Cond::Test { name, .. } => name,
        Cond::Compare { left, .. } | Cond::Between { what: left, .. } => left.word(),
    }
}

/// The names that a condition uses as lists.
pub(super) fn lists_in<'a>(cond: &Cond<'a>, lists: &mut BTreeSet<&'a str>) {
    let mut name = |term: &Term<'a>| {
        if let Term::Name(n) = term {
            lists.insert(n);
        }
    };
    match cond {
        Cond::And(parts) | Cond::Or(parts) => parts.iter().for_each(|p| lists_in(p, lists)),
        Cond::Not(part) | Cond::Possibly(part) => lists_in(part, lists),
        Cond::Test { name: "complete", args } => args.iter().for_each(name),
        Cond::Test { .. } | Cond::Between { .. } => {}
        Cond::Compare { left, op, right, .. } => {
            if matches!(*op, "differs" | "subset of" | "without" | "contains") {
                name(left);
            }
            if matches!(*op, "differs" | "subset of" | "in" | "not in") {
                name(right);
            }
            sizes_in(left, lists);
            sizes_in(right, lists);
        }
    }
}

fn sizes_in<'a>(term: &Term<'a>, lists: &mut BTreeSet<&'a str>) {
    match term {
        Term::Call { name: "size", args } => {
            for arg in args {
                if let Term::Name(n) = arg {
                    lists.insert(n);
                }
            }
        }
        Term::Arith { left, right, .. } => {
            sizes_in(left, lists);
            sizes_in(right, lists);
        }
        _ => {}
    }
}
