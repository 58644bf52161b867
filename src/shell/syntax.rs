//! What the lexer makes of a script: lexemes, words and their pieces, with everything nested already read.

use brush_parser::ast::Program;

use crate::model::{NotUnderstood, Span};

use super::cuts::Cut;

/// What could be read, or why not.
pub(super) type Read<T> = Result<T, NotUnderstood>;

/// A list of commands: a whole script, or what stands in a substitution.
#[derive(Debug)]
pub(super) struct Unit {
    /// The lexemes; locations in `program` are indices into them.
    pub(super) lexemes: Vec<Lexeme>,
    /// The commands.
    pub(super) program: Program,
    /// The place of the whole.
    pub(super) span: Span,
}

/// A lexeme with its place.
#[derive(Debug)]
pub(super) struct Lexeme {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// The kinds of lexemes.
#[derive(Debug)]
pub(super) enum Kind {
    /// A word.
    Word(Vec<Piece>),
    /// `[[` where it opens a test.
    Test,
    /// The operand behind `=~`.
    Regex(Vec<Piece>),
    /// An operator.
    Operator(&'static str),
    /// The descriptor of a redirection.
    Number(u32),
    /// What stands in `(( … ))`, or between its semicolons.
    Arithmetic(Arithmetic),
    /// The body of a here-document.
    Document(Vec<Piece>),
    /// The line that ends a here-document.
    End,
}

/// A piece of a word.
#[derive(Debug)]
pub(super) enum Piece {
    /// Unquoted text.
    Text(String),
    /// Quoted or escaped text; empty for `""`.
    Quoted(String),
    /// `$x`, `${…}`.
    Parameter(Box<Parameter>),
    /// `$( … )`, backquotes.
    Command { unit: Box<Unit>, quoted: bool },
    /// `<( … )`, `>( … )`.
    Process(Box<Unit>),
    /// `$(( … ))`.
    Arithmetic(Arithmetic),
    /// `( … )` behind `name=`.
    Array(Vec<Vec<Piece>>),
}

/// A parameter expansion.
#[derive(Debug, Default)]
pub(super) struct Parameter {
    /// The variable's name, or the special parameter's character.
    pub(super) name: String,
    /// Written with braces.
    pub(super) braced: bool,
    /// In double quotes.
    pub(super) quoted: bool,
    /// `$name` or `${name}` and nothing else.
    pub(super) plain: bool,
    /// It sets the variable when that is empty.
    pub(super) assigns: bool,
    /// It tells at most whether the variable is set.
    pub(super) hidden: bool,
    /// Its value is a number for certain.
    pub(super) numeric: bool,
    /// `${#name}`.
    pub(super) length: bool,
    /// It may become several words even in quotes, as `"$@"`.
    pub(super) several: bool,
    /// `${name[@]}` and nothing else.
    pub(super) elements: bool,
    /// What is cut off of its value, and nothing else done to it.
    pub(super) cut: Option<Cut>,
    /// Words in it: defaults, patterns, replacements.
    pub(super) operands: Vec<Vec<Piece>>,
    /// Subscripts, offsets, lengths.
    pub(super) arithmetic: Vec<Arithmetic>,
}

/// An arithmetic expression.
#[derive(Debug, Default)]
pub(super) struct Arithmetic {
    pub(super) span: Span,
    /// Variables that it evaluates. A variable's value is evaluated as an expression in turn.
    pub(super) names: Vec<String>,
    /// Whether it may set the variables that it names.
    pub(super) assigns: bool,
    /// Whether text that nobody knows is evaluated.
    pub(super) dynamic: bool,
    /// Whether it is `@` or `*`, as a subscript.
    pub(super) all: bool,
    /// Whether it may be no expression when it is evaluated: a division by zero, `08`, what a variable holds.
    pub(super) fails: bool,
    /// Expansions in it.
    pub(super) pieces: Vec<Piece>,
}

/// The word as written, when it is all unquoted text.
pub(super) fn raw(pieces: &[Piece]) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(part) => text.push_str(part),
            _ => return None,
        }
    }
    (!pieces.is_empty()).then_some(text)
}

/// The word with its quotes removed, when nothing in it is expanded. Globs and braces are not looked at.
pub(super) fn unquoted(pieces: &[Piece]) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(part) | Piece::Quoted(part) => text.push_str(part),
            _ => return None,
        }
    }
    Some(text)
}

/// Whether `text` can name a variable.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// How a word assigns: `name=`, `name+=`, `name[…]=`.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Target {
    /// The variable.
    pub(super) name: String,
    /// `+=`, or one element only.
    pub(super) partial: bool,
    /// Whether there is a subscript.
    pub(super) subscript: bool,
    /// Length in bytes of what stands before the value, in the first piece.
    pub(super) length: usize,
}

/// What the word assigns to, if it is an assignment where one can stand.
pub(super) fn target(pieces: &[Piece]) -> Option<Target> {
    let Some(Piece::Text(text)) = pieces.first() else { return None };
    let equals = text.find('=')?;
    let mut left = text.get(..equals)?;
    let mut partial = false;
    if let Some(shorter) = left.strip_suffix('+') {
        (left, partial) = (shorter, true);
    }
    let (name, subscript) = match left.split_once('[') {
        Some((name, rest)) if rest.ends_with(']') => (name, true),
        Some(_) => return None,
        None => (left, false),
    };
    is_name(name).then(|| Target {
        name: name.to_owned(),
        partial: partial || subscript,
        subscript,
        length: equals + 1,
    })
}
