//! Sed scripts: addresses, substitutions, printing. `e` and the flag `e` run programs and are refused.

use super::super::figures::{FIGURES, sample};
use super::super::value::literal;
use super::super::{Arg, Understanding};
use super::scan::Cursor;
use crate::model::{Effect, EffectKind, Form, Subject};

/// Adds what the script does.
pub(in super::super) fn script(arg: &Arg, out: &mut Understanding) {
    if !literal(arg, out) {
        return;
    }
    let text = sample(&arg.text);
    if text != arg.text && !arg.text.split([';', '\n']).all(is_numbered_line) {
        out.not(arg.span, "a number that is no line: write it out");
    }
    let mut reader = Reader { at: Cursor::new(&text), depth: 0, files: Vec::new() };
    match reader.commands() {
        Ok(()) => {
            for (kind, path) in reader.files {
                out.add(Effect::on(kind, Subject { text: path.to_owned(), form: Form::Exact, span: arg.span }));
            }
        }
        Err(why) => out.not(arg.span, format!("the sed script can't be understood: {why}")),
    }
}

/// Whether numbers that nobody knows yet stand where lines are named, or there are none: whatever they are, the rest is
/// read alike.
fn is_numbered_line(command: &str) -> bool {
    let mut rest = command;
    while let Some(behind) = FIGURES
        .iter()
        .find_map(|figure| rest.strip_prefix(*figure))
        .or_else(|| rest.strip_prefix(|c: char| c.is_ascii_digit() || ",+$ ".contains(c)))
    {
        rest = behind;
    }
    // A digit may be what divides a command.
    let divides = rest.as_bytes().windows(2).any(|two| matches!(two, [b's' | b'y' | b'\\', b'0'..=b'9']));
    !rest.contains('\0') && !divides
}

struct Reader<'t> {
    at: Cursor<'t>,
    depth: usize,
    files: Vec<(EffectKind, &'t str)>,
}

type Read = Result<(), String>;

impl Reader<'_> {
    fn commands(&mut self) -> Read {
        loop {
            self.at.all(|c| c.is_ascii_whitespace() || c == ';');
            if self.at.is_done() {
                return if self.depth == 0 { Ok(()) } else { Err("a `{` is not closed".into()) };
            }
            self.addresses()?;
            self.command()?;
        }
    }

    fn blanks(&mut self) {
        self.at.all(|c| c == ' ' || c == '\t');
    }

    fn addresses(&mut self) -> Read {
        if self.address()? {
            self.blanks();
            if self.at.eat(',') {
                self.blanks();
                if matches!(self.at.peek(), Some('+' | '~')) {
                    self.at.next();
                    self.digits()?;
                } else if !self.address()? {
                    return Err("an address is missing after `,`".into());
                }
            }
        }
        self.at.all(|c| c == ' ' || c == '\t' || c == '!');
        Ok(())
    }

    fn digits(&mut self) -> Read {
        if self.at.all(|c| c.is_ascii_digit()).is_empty() { Err("a number is missing".into()) } else { Ok(()) }
    }

    fn address(&mut self) -> Result<bool, String> {
        match self.at.peek() {
            Some('0'..='9') => {
                self.digits()?;
                if self.at.eat('~') {
                    self.digits()?;
                }
            }
            Some('$') => {
                self.at.next();
            }
            Some('/') => {
                self.at.next();
                self.delimited('/', true)?;
                self.at.all(|c| c == 'I' || c == 'M');
            }
            Some('\\') => {
                self.at.next();
                let delimiter = self.delimiter()?;
                self.delimited(delimiter, true)?;
                self.at.all(|c| c == 'I' || c == 'M');
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn delimiter(&mut self) -> Result<char, String> {
        match self.at.next() {
            Some(c) if c.is_ascii_punctuation() && c != '\\' && c != '[' && c != ']' => Ok(c),
            _ => Err("an odd delimiter".into()),
        }
    }

    /// Up to an unescaped `delimiter`. Implementations differ on one inside `[…]`: refused.
    fn delimited(&mut self, delimiter: char, regex: bool) -> Read {
        let mut text = String::new();
        while let Some(c) = self.at.next() {
            match c {
                '\\' => match self.at.next() {
                    Some(escaped) => text.extend(['\\', escaped]),
                    None => break,
                },
                '\n' if regex => return Err("a line ends inside a pattern".into()),
                c if c == delimiter => {
                    return if regex && opens_bracket(&text) {
                        Err("a delimiter inside `[…]`".into())
                    } else {
                        Ok(())
                    };
                }
                c => text.push(c),
            }
        }
        Err(format!("`{delimiter}` is missing"))
    }

    fn command(&mut self) -> Read {
        let Some(name) = self.at.next() else { return Err("a command is missing".into()) };
        match name {
            '{' => {
                self.depth += 1;
                return Ok(());
            }
            '}' => self.depth = self.depth.checked_sub(1).ok_or("a `}` too many")?,
            '=' | 'd' | 'D' | 'g' | 'G' | 'h' | 'H' | 'n' | 'N' | 'p' | 'P' | 'x' | 'z' | 'F' => {}
            'l' | 'q' | 'Q' => {
                self.blanks();
                self.at.all(|c| c.is_ascii_digit());
            }
            'b' | 't' | 'T' | ':' => {
                self.blanks();
                self.at.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '.');
            }
            'a' | 'i' | 'c' => return self.text(),
            '#' => {
                self.at.all(|c| c != '\n');
                return Ok(());
            }
            's' => return self.substitute(),
            'y' => {
                let delimiter = self.delimiter()?;
                self.delimited(delimiter, true)?;
                self.delimited(delimiter, true)?;
            }
            'r' | 'R' => return self.file(EffectKind::Read),
            'w' | 'W' => return self.file(EffectKind::Write),
            _ => return Err(format!("the command `{name}`")),
        }
        self.end()
    }

    /// After a command: a separator or the end.
    fn end(&mut self) -> Read {
        self.blanks();
        match self.at.peek() {
            None | Some(';' | '\n' | '}' | '#') => Ok(()),
            Some(c) => Err(format!("`{c}` after a command")),
        }
    }

    /// The text of `a`, `i`, `c`: to the end of the line, escaped line ends aside.
    fn text(&mut self) -> Read {
        while let Some(c) = self.at.next() {
            match c {
                '\\' => {
                    self.at.next();
                }
                '\n' => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn file(&mut self, kind: EffectKind) -> Read {
        self.blanks();
        let path = self.at.all(|c| c != '\n');
        match path {
            "" => return Err("a file name is missing".into()),
            "/dev/stdout" | "/dev/stderr" | "/dev/stdin" => {}
            _ if path.contains(['}', ';']) => return Err("programs differ on where a file name ends".into()),
            _ => self.files.push((kind, path)),
        }
        Ok(())
    }

    fn substitute(&mut self) -> Read {
        let delimiter = self.delimiter()?;
        self.delimited(delimiter, true)?;
        self.delimited(delimiter, false)?;
        self.at.all(|c| c.is_ascii_digit() || "gpiIMm".contains(c));
        if self.at.eat('w') {
            return self.file(EffectKind::Write);
        }
        self.end()
    }
}

/// Whether a `[` is still open at the end of a pattern, as some sed reads it.
fn opens_bracket(pattern: &str) -> bool {
    opens(pattern, false) || opens(pattern, true)
}

/// BSD's sed takes `\]` in brackets for a character, and ends `[.` at `.]` alone.
fn opens(pattern: &str, bsd: bool) -> bool {
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == '[' {
            chars.next_if_eq(&'^');
            chars.next_if_eq(&']');
            loop {
                match chars.next() {
                    None => return true,
                    Some(']') => break,
                    Some('\\') if bsd => {
                        chars.next_if(|c| matches!(c, ']' | '\\'));
                    }
                    Some('[') if matches!(chars.peek(), Some(':' | '.' | '=')) => {
                        let sign = chars.next();
                        let mut last = None;
                        if !chars.by_ref().any(|c| (last.replace(c) == sign || !bsd) && c == ']') {
                            return true;
                        }
                    }
                    Some(_) => {}
                }
            }
        }
    }
    false
}
