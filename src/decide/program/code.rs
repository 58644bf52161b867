//! What a compiled policy is made of: flat tables that refer to each other by place, so that they cost nothing to load.
//! The build script makes them.

#![allow(dead_code, reason = "the policies decide what is made, the build script reads none of it")]

/// A place in one of the tables.
pub(crate) type At = u16;

/// A run of the table of lists: where it starts and how long it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct List(pub(crate) At, pub(crate) At);

/// The compiled policies of a point.
#[derive(Debug)]
pub(crate) struct Program {
    /// The rule that answers.
    pub(crate) entry: At,
    /// Rules that are evaluated even where the entry doesn't ask for them: an error anywhere is an error of the whole.
    pub(crate) also: &'static [At],
    pub(crate) rules: &'static [Rule],
    pub(crate) cases: &'static [Case],
    pub(crate) codes: &'static [Code],
    pub(crate) lists: &'static [At],
    pub(crate) constants: &'static [Constant],
    pub(crate) builtins: &'static [&'static str],
}

/// All that is written under one name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    pub(crate) kind: Kind,
    /// Expression; of a complete rule without a value of its own.
    pub(crate) default: Option<At>,
    /// A run of the table of cases.
    pub(crate) cases: List,
    /// How many local names it needs, parameters first.
    pub(crate) slots: At,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// One value.
    Complete,
    /// A set that each case adds to.
    Set,
    /// One value for each set of arguments.
    Function,
}

/// One body of a rule, and what it gives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    /// Expression.
    pub(crate) head: At,
    /// Statements.
    pub(crate) body: List,
}

/// Expressions, and the statements of bodies. Places are of expressions; those named slot are local names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Code {
    Constant(At),
    Local(At),
    Input,
    Rule(At),
    /// Base, key.
    Get(At, At),
    /// A table that is known beforehand, key, what it is without one.
    GetOr(At, At, At),
    /// Rule, arguments.
    Call(At, List),
    /// Name, arguments.
    Builtin(At, List),
    Array(List),
    Set(List),
    /// Keys and values by turns.
    Object(List),
    /// Term, body.
    EachIn(At, List),
    /// Term, body: a set.
    SetOf(At, List),
    Compare(Order, At, At),
    Minus(At, At),
    /// Value, collection.
    Within(At, At),
    /// A statement. Slot, expression.
    Bind(At, At),
    /// A statement: defined and not false.
    Holds(At),
    /// A statement: undefined or false.
    Fails(At),
    /// A statement, true once for each member. Slot of the key, slot of the value, domain.
    Member(Option<At>, Option<At>, At),
    /// A statement. Slot of the key, slot of the value, domain, body.
    Every(Option<At>, Option<At>, At, List),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Order {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A value that is known beforehand. Lists are of constants.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Constant {
    Null,
    Bool(bool),
    Number(i64),
    Text(&'static str),
    Array(List),
    Set(List),
    /// Keys and values by turns, sorted where all keys are texts.
    Object(List),
}
