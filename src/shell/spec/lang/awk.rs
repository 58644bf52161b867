//! awk programs. Whatever starts a program, opens a file or could do so unseen is refused.

use super::super::value::literal;
use super::super::{Arg, Understanding};
use super::scan::Cursor;
use crate::model::EffectKind;

const FUNCTIONS: &[&str] = &[
    "length", "substr", "index", "split", "sub", "gsub", "gensub", "match", "sprintf", "sin", "cos", "atan2", "exp",
    "log", "sqrt", "int", "rand", "srand", "tolower", "toupper", "strftime", "systime", "mktime", "asort", "asorti",
    "and", "or", "xor", "lshift", "rshift", "compl", "strtonum", "typeof", "isarray", "patsplit",
];
/// After these a parenthesis or a pattern follows, not a call or a division.
const KEYWORDS: &[&str] = &[
    "if", "while", "for", "print", "printf", "return", "in", "else", "do", "delete", "exit", "next", "break",
    "continue", "BEGIN", "END", "function",
];
/// Keywords to some awks, and variables to others, where a `/` behind them divides.
const DOUBTFUL: &[&str] = &["switch", "case", "default", "nextfile", "BEGINFILE", "ENDFILE", "func"];
const REFUSED: &[&str] = &["system", "getline", "close", "fflush", "ARGV", "ARGC", "ARGIND", "SYMTAB", "FUNCTAB"];

/// Adds what the program does.
pub(in super::super) fn program(arg: &Arg, out: &mut Understanding) {
    if !literal(arg, out) {
        return;
    }
    let mut reader = Reader {
        at: Cursor::new(&arg.text),
        before: Before::Start,
        parens: Vec::new(),
        printing: None,
        called: Vec::new(),
        defined: Vec::new(),
        environment: false,
    };
    match reader.read() {
        Ok(()) if reader.environment => out.does(EffectKind::EnvironmentRead),
        Ok(()) => {}
        Err(why) => out.not(arg.span, format!("the awk program can't be understood: {why}")),
    }
}

/// What stands before: it decides whether `/` starts a pattern.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Start,
    Operand,
    Operator,
    /// A `)` that closes a condition, `++`, a function without parentheses: a `/` could be either.
    Either,
    Keyword,
}

struct Reader<'t> {
    at: Cursor<'t>,
    before: Before,
    /// For each parenthesis, whether it belongs to a condition.
    parens: Vec<bool>,
    /// In a print statement: how many parentheses were open at its start.
    printing: Option<usize>,
    called: Vec<&'t str>,
    defined: Vec<&'t str>,
    environment: bool,
}

type Read = Result<(), String>;

fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word) || DOUBTFUL.contains(&word)
}

impl<'t> Reader<'t> {
    fn read(&mut self) -> Read {
        let mut word_before = "";
        while let Some(c) = self.at.peek() {
            if c.is_ascii_alphabetic() || c == '_' {
                word_before = self.word(word_before)?;
                continue;
            }
            let after = std::mem::take(&mut word_before);
            if c.is_ascii_digit() {
                self.number()?;
                continue;
            }
            self.at.next();
            self.symbol(c, after)?;
            if c == ' ' || c == '\t' {
                word_before = if is_keyword(after) { after } else { "" };
            }
        }
        if !self.parens.is_empty() {
            return Err("a parenthesis is not closed".into());
        }
        match self.called.iter().find(|name| !self.defined.contains(name)) {
            Some(name) => Err(format!("the function `{name}`")),
            None => Ok(()),
        }
    }

    /// What touches a number and is no part of it is a word of its own.
    fn number(&mut self) -> Read {
        self.at.all(|c| c.is_ascii_digit() || c == '.');
        if self.at.eat('e') || self.at.eat('E') {
            let _ = self.at.eat('+') || self.at.eat('-');
            if self.at.all(|c| c.is_ascii_digit()).is_empty() {
                return Err("a number that ends in a letter".into());
            }
        }
        self.before = Before::Operand;
        match self.at.peek() {
            Some(c) if c.is_ascii_alphanumeric() || c == '_' => Err("a number that ends in a letter".into()),
            _ => Ok(()),
        }
    }

    fn word(&mut self, before: &str) -> Result<&'t str, String> {
        let word = self.at.all(|c| c.is_ascii_alphanumeric() || c == '_');
        if REFUSED.contains(&word) {
            return Err(format!("`{word}`"));
        }
        self.environment |= word == "ENVIRON" || word == "PROCINFO";
        if matches!(before, "function" | "func") {
            self.defined.push(word);
            self.before = Before::Operand;
            return Ok("function");
        }
        let call = self.at.peek() == Some('(');
        self.before = match word {
            "print" | "printf" => {
                self.printing = Some(self.parens.len());
                Before::Keyword
            }
            _ if KEYWORDS.contains(&word) => Before::Keyword,
            _ if FUNCTIONS.contains(&word) || DOUBTFUL.contains(&word) => Before::Either,
            _ => {
                if call {
                    self.called.push(word);
                }
                Before::Operand
            }
        };
        Ok(word)
    }

    fn symbol(&mut self, c: char, after: &str) -> Read {
        match c {
            ' ' | '\t' | '\r' => return Ok(()),
            // A line goes on after a comma or a logical operator.
            '\n' if self.before == Before::Operator => {}
            '\n' | ';' | '{' | '}' => {
                self.printing = None;
                self.before = Before::Start;
            }
            '"' => self.string()?,
            '#' => {
                self.at.all(|c| c != '\n');
            }
            '/' => return self.slash(),
            '\\' if self.at.eat('\n') => {}
            '(' => {
                self.parens.push(matches!(after, "if" | "while" | "for" | "switch"));
                self.before = Before::Operator;
            }
            ')' => {
                let condition = self.parens.pop().ok_or("a `)` too many")?;
                self.before = if condition { Before::Either } else { Before::Operand };
            }
            ']' => self.before = Before::Operand,
            '|' if self.at.eat('|') => self.before = Before::Operator,
            '|' => return Err("a pipe".into()),
            '>' if self.printing == Some(self.parens.len()) => self.output()?,
            '+' | '-' if self.at.eat(c) => self.before = Before::Either,
            '&' if self.at.eat('&') => self.before = Before::Operator,
            '+' | '-' | '*' | '%' | '^' | '=' | '<' | '>' | '!' | '~' | '?' | ':' | ',' | '[' | '$' => {
                self.before = Before::Operator;
            }
            '.' if self.at.peek().is_some_and(|c| c.is_ascii_digit()) => {}
            _ => return Err(format!("`{c}`")),
        }
        Ok(())
    }

    /// After `>` of a print: only the standard streams.
    fn output(&mut self) -> Read {
        self.at.all(|c| c == ' ' || c == '\t');
        let path = self.at.all(|c| c == '"' || c == '/' || c.is_ascii_alphabetic());
        self.before = Before::Either;
        self.at.all(|c| c == ' ' || c == '\t');
        // More of an expression would name another file.
        let ends = matches!(self.at.peek(), None | Some(';' | '\n' | '}' | '#'));
        match path {
            "\"/dev/stderr\"" | "\"/dev/stdout\"" if ends => Ok(()),
            _ => Err("output to a file".into()),
        }
    }

    fn string(&mut self) -> Read {
        while let Some(c) = self.at.next() {
            match c {
                '"' => {
                    self.before = Before::Operand;
                    return Ok(());
                }
                '\n' => return Err("a line ends inside a string".into()),
                '\\' => {
                    self.at.next();
                }
                _ => {}
            }
        }
        Err("a string does not end".into())
    }

    /// `[:alpha:]` inside `[…]`.
    fn class(&mut self) -> Read {
        if self.at.eat(':') {
            self.at.all(|c| c.is_ascii_alphabetic());
            if !(self.at.eat(':') && self.at.eat(']')) {
                return Err("an odd class of characters".into());
            }
        }
        Ok(())
    }

    fn slash(&mut self) -> Read {
        match self.before {
            Before::Operand => {
                self.before = Before::Operator;
                return Ok(());
            }
            Before::Either => return Err("a `/` that could divide or start a pattern".into()),
            Before::Start | Before::Operator | Before::Keyword => {}
        }
        let mut bracket = false;
        while let Some(c) = self.at.next() {
            match c {
                '\\' => {
                    self.at.next();
                }
                '[' if bracket => self.class()?,
                '[' => {
                    self.at.eat('^');
                    if self.at.peek() == Some(']') {
                        return Err("a `]` at the start of `[…]`".into());
                    }
                    bracket = true;
                }
                ']' => bracket = false,
                '\n' => return Err("a line ends inside a pattern".into()),
                '/' if bracket => return Err("a `/` inside `[…]`".into()),
                '/' => {
                    self.before = Before::Operand;
                    return Ok(());
                }
                _ => {}
            }
        }
        Err("a pattern does not end".into())
    }
}
