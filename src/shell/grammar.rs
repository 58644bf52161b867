//! Lexemes → commands, by `brush-parser`. It sees operators, reserved words and names; all else is a placeholder, so
//! no word of a hostile script ever reaches it, and its locations are indices of lexemes.

use std::sync::Arc;

use brush_parser::{ParseError, ParserOptions, SourcePosition, SourceSpan, Token, parse_tokens};

use crate::model::Span;

use super::source::{DEEPEST, fail};
use super::syntax::{Kind, Lexeme, Piece, Read, Unit, is_name, raw, target};

/// Words other than names that the grammar looks at.
const GRAMMAR: &[&str] = &["!", "{", "}", "]]", "-p", "=~", "==", "=", "!=", "-"];

/// How deep `case` may be nested: the parser reads the last branch of each twice.
const CASES: u32 = 4;

/// How many `&&` and `||` one `[[` may hold: its expression is a tree that leans to one side.
const OPERANDS: u32 = 32;

/// How many `!` may follow each other.
const NEGATIONS: u32 = 4;

/// The commands that `lexemes` make.
pub(super) fn parse(lexemes: Vec<Lexeme>, span: Span) -> Read<Unit> {
    nesting(&lexemes)?;
    reserved(&lexemes)?;
    let tokens: Vec<Token> = lexemes.iter().enumerate().map(|(index, lexeme)| token(index, lexeme)).collect();
    match parse_tokens(&tokens, &ParserOptions::default()) {
        Ok(program) => Ok(Unit { lexemes, program, span }),
        Err(ParseError::ParsingNear(place)) => {
            let near = lexemes.get(place.index).map_or(span, |lexeme| lexeme.span);
            fail(near, "not a command that bash reads: check the syntax here")
        }
        Err(_) => fail(span, "the command ends too early: complete it"),
    }
}

/// The index of the lexeme that a placeholder stands for.
pub(super) fn placeholder(text: &str) -> Option<usize> {
    text.strip_prefix('%')?.parse().ok()
}

fn token(index: usize, lexeme: &Lexeme) -> Token {
    let position = |index| Arc::new(SourcePosition { index, line: 1, column: 1 });
    let span = SourceSpan { start: position(index), end: position(index + 1) };
    let text = match &lexeme.kind {
        Kind::Operator(operator) => return Token::Operator((*operator).to_owned(), span),
        Kind::Test => "[[".to_owned(),
        Kind::Number(number) => number.to_string(),
        Kind::Word(pieces) if target(pieces).is_some() => "v=".to_owned(),
        Kind::Word(pieces) if stands_for_itself(pieces) => raw(pieces).unwrap_or_default(),
        _ => format!("%{index}"),
    };
    Token::Word(text, span)
}

/// `-f`, `-eq`: operators of `[[`.
fn is_test(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.len() <= 2 && rest.chars().all(|c| c.is_ascii_alphabetic()))
}

/// Behind an assignment or a redirection bash takes no word for a reserved one; the parser would.
fn reserved(lexemes: &[Lexeme]) -> Read<()> {
    const CLOSING: &[&str] = &["then", "do", "done", "fi", "esac", "}", "else", "elif"];
    for window in lexemes.windows(3) {
        let [before, between, word] = window else { continue };
        let closes = matches!(&word.kind, Kind::Word(pieces) if raw(pieces).is_some_and(|text| CLOSING.contains(&text.as_str())));
        let redirected = matches!(before.kind, Kind::Operator(operator) if operator.contains(['<', '>']));
        let assigned = matches!(&between.kind, Kind::Word(pieces) if target(pieces).is_some());
        if closes && (redirected || assigned || matches!(between.kind, Kind::End)) {
            return fail(word.span, "a reserved word behind an assignment or a redirection: put a semicolon before it");
        }
    }
    match lexemes {
        [Lexeme { kind: Kind::Word(pieces), .. }, word, ..] if target(pieces).is_some() => match &word.kind {
            Kind::Word(pieces) if raw(pieces).is_some_and(|text| CLOSING.contains(&text.as_str())) => {
                fail(word.span, "a reserved word behind an assignment: put a semicolon before it")
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The parser recurses, so what nests is counted before. Only words where a command may start close anything: a
/// closing word among arguments must not make room.
fn nesting(lexemes: &[Lexeme]) -> Read<()> {
    let (mut depth, mut cases, mut negations, mut operands) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut test = false;
    let mut starts = true;
    for lexeme in lexemes {
        let word = match &lexeme.kind {
            Kind::Operator(operator) => {
                match *operator {
                    "(" => depth += 1,
                    ")" => depth = depth.saturating_sub(1),
                    "&&" | "||" if test => operands += 1,
                    _ => {}
                }
                if operands > OPERANDS {
                    return fail(lexeme.span, "a test with too many operands: split it");
                }
                starts = !operator.contains(['<', '>']);
                if starts {
                    negations = 0;
                }
                continue;
            }
            Kind::Test => {
                test = true;
                operands = 0;
                "[[".to_owned()
            }
            Kind::Word(pieces) => raw(pieces).unwrap_or_default(),
            _ => String::new(),
        };
        match word.as_str() {
            "{" | "if" | "for" | "while" | "until" | "select" | "coproc" => depth += 1,
            "case" => {
                depth += 1;
                cases += 1;
            }
            "!" => negations += 1,
            "}" | "fi" | "done" if starts => depth = depth.saturating_sub(1),
            "esac" if starts => {
                depth = depth.saturating_sub(1);
                cases = cases.saturating_sub(1);
            }
            _ => {}
        }
        if depth > DEEPEST || cases > CASES || negations > NEGATIONS {
            return fail(lexeme.span, "commands are nested too deep: write them one by one");
        }
        starts = matches!(word.as_str(), "then" | "do" | "else" | "{" | "}" | "fi" | "done" | "esac" | "]]");
    }
    Ok(())
}

/// Whether the parser sees less of the lexeme than there is, so that it must come back from it.
pub(super) fn is_placeholder(lexeme: &Lexeme) -> bool {
    match &lexeme.kind {
        Kind::Operator(_) | Kind::Number(_) | Kind::End => false,
        Kind::Word(pieces) => target(pieces).is_some() || !stands_for_itself(pieces),
        Kind::Test | Kind::Regex(_) | Kind::Arithmetic(_) | Kind::Document(_) => true,
    }
}

fn stands_for_itself(pieces: &[Piece]) -> bool {
    raw(pieces).is_some_and(|text| is_name(&text) || GRAMMAR.contains(&text.as_str()) || is_test(&text))
}
