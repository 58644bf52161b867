//! Words, quotes and here-document bodies → pieces.

use super::ansi;
use super::lexer::Lexer;
use super::source::fail;
use super::syntax::{Piece, Read, is_name};

/// Adds text to the pieces: unquoted text to unquoted, quoted to quoted.
fn add(pieces: &mut Vec<Piece>, text: &str, quoted: bool) {
    match (pieces.last_mut(), quoted) {
        (Some(Piece::Quoted(before)), true) | (Some(Piece::Text(before)), false) => before.push_str(text),
        (_, true) => pieces.push(Piece::Quoted(text.to_owned())),
        (_, false) => pieces.push(Piece::Text(text.to_owned())),
    }
}

fn add_char(pieces: &mut Vec<Piece>, c: char, quoted: bool) {
    add(pieces, c.encode_utf8(&mut [0; 4]), quoted);
}

impl Lexer<'_> {
    /// A word of a command, up to a blank, a newline or an operator.
    pub(super) fn word(&mut self) -> Read<Vec<Piece>> {
        let mut pieces = Vec::new();
        loop {
            self.budget.spend(u32::from(!pieces.is_empty()), self.source.here())?;
            match self.source.peek() {
                None | Some(' ' | '\t' | '\n' | ';' | '&' | '|' | ')') => return Ok(pieces),
                Some('<' | '>') => {
                    if !self.process(&mut pieces)? {
                        return Ok(pieces);
                    }
                }
                Some('(') => {
                    if !self.array(&mut pieces)? {
                        return Ok(pieces);
                    }
                }
                Some(c) => self.unquoted(c, &mut pieces)?,
            }
        }
    }

    /// One character or quote or expansion outside quotes.
    pub(super) fn unquoted(&mut self, c: char, pieces: &mut Vec<Piece>) -> Read<()> {
        match c {
            '\'' => {
                self.source.take();
                let text = self.single()?;
                add(pieces, &text, true);
            }
            '"' => {
                self.source.take();
                self.double(pieces)?;
            }
            '\\' => {
                self.source.take();
                match self.source.take_raw() {
                    Some(c) => add_char(pieces, c, true),
                    None => return fail(self.source.here(), "a backslash at the end: remove it"),
                }
            }
            '$' if self.source.sees("$'") => {
                if self.sh {
                    return fail(self.source.here(), "$'…' is not a quote in some shells: call bash");
                }
                self.source.eat("$'");
                let text = ansi::quoted(&mut self.source)?;
                add(pieces, &text, true);
            }
            '$' if self.source.sees("$\"") => {
                return fail(self.source.here(), "$\"…\" is translated: use \"…\"");
            }
            '$' | '`' => self.expansion(pieces, false)?,
            c if !c.is_ascii() && (c.is_whitespace() || invisible(c)) => {
                return fail(self.source.here(), format!("an invisible character, U+{:04X}: quote it", u32::from(c)));
            }
            c => {
                self.source.take();
                add_char(pieces, c, false);
            }
        }
        Ok(())
    }

    /// An expansion, or the dollar sign itself where none follows.
    pub(super) fn expansion(&mut self, pieces: &mut Vec<Piece>, quoted: bool) -> Read<()> {
        match self.expand(quoted)? {
            Some(piece) => pieces.push(piece),
            None => add(pieces, "$", quoted),
        }
        Ok(())
    }

    fn single(&mut self) -> Read<String> {
        let start = self.source.position();
        let mut text = String::new();
        while let Some(c) = self.source.take_raw() {
            if c == '\'' {
                return Ok(text);
            }
            text.push(c);
        }
        fail(self.source.span(start), "a single quote is not closed: close it")
    }

    /// What follows a double quote, up to the next.
    pub(super) fn double(&mut self, pieces: &mut Vec<Piece>) -> Read<()> {
        let start = self.source.position();
        self.budget.enter(self.source.here())?;
        add(pieces, "", true);
        while let Some(c) = self.source.peek() {
            match c {
                '"' => {
                    self.source.take();
                    self.budget.leave();
                    return Ok(());
                }
                '$' | '`' => self.expansion(pieces, true)?,
                _ => self.weakly_quoted(c, pieces, true),
            }
        }
        fail(self.source.span(start), "a double quote is not closed: close it")
    }

    /// One character, or an escape, in double quotes or a here-document.
    fn weakly_quoted(&mut self, c: char, pieces: &mut Vec<Piece>, double: bool) {
        self.source.take();
        let escapes = |c: char| matches!(c, '$' | '`' | '\\') || double && c == '"';
        match self.source.raw(0).filter(|next| c == '\\' && escapes(*next)) {
            Some(next) => {
                self.source.take_raw();
                add_char(pieces, next, true);
            }
            None => add_char(pieces, c, true),
        }
    }

    /// The body of a here-document that is expanded.
    pub(super) fn document(&mut self) -> Read<Vec<Piece>> {
        let mut pieces = Vec::new();
        self.in_document = true;
        self.budget.enter(self.source.here())?;
        while let Some(c) = self.source.raw(0) {
            match c {
                '$' | '`' => self.expansion(&mut pieces, true)?,
                _ => self.weakly_quoted(c, &mut pieces, false),
            }
        }
        self.budget.leave();
        Ok(pieces)
    }

    fn process(&mut self, pieces: &mut Vec<Piece>) -> Read<bool> {
        if !self.source.sees("<(") && !self.source.sees(">(") {
            return Ok(false);
        }
        if self.sh {
            return fail(self.source.here(), "<( … ) is not read by some shells: call bash");
        }
        let start = self.source.position();
        self.source.take();
        self.source.take();
        let unit = self.unit(true)?;
        if unit.program.complete_commands.is_empty() {
            // What stands before and behind it would be one word: `.e<()nv`.
            return fail(self.source.span(start), "<( ) without a command is nothing at all in bash: leave it out");
        }
        pieces.push(Piece::Process(Box::new(unit)));
        Ok(true)
    }

    fn array(&mut self, pieces: &mut Vec<Piece>) -> Read<bool> {
        let assigns = match pieces.as_slice() {
            [Piece::Text(text)] => Self::opens_array(&[], text),
            _ => false,
        };
        if !assigns {
            return match pieces.last() {
                Some(Piece::Text(text)) if text.ends_with(['?', '*', '+', '@', '!']) => {
                    fail(self.source.here(), "an extended glob: quote it, or use a plain pattern")
                }
                _ => Ok(false),
            };
        }
        if self.sh {
            return fail(self.source.here(), "arrays are not read by some shells: call bash");
        }
        let start = self.source.position();
        self.budget.enter(self.source.here())?;
        self.source.take();
        let mut elements = Vec::new();
        loop {
            match self.source.peek() {
                Some(' ' | '\t' | '\n') => {
                    self.source.take();
                }
                Some(')') => {
                    self.source.take();
                    pieces.push(Piece::Array(elements));
                    self.budget.leave();
                    let glued = self.source.peek().is_some_and(|c| !" \t\n;&|<>)".contains(c));
                    if glued || self.source.sees("<(") || self.source.sees(">(") {
                        return fail(self.source.here(), "zsh runs what stands behind an array: put a blank between");
                    }
                    return Ok(true);
                }
                None | Some(';' | '&' | '|' | '(' | '#') => {
                    return fail(self.source.span(start), "an array with odd elements: quote them");
                }
                Some('<' | '>') if !self.source.sees("<(") && !self.source.sees(">(") => {
                    return fail(self.source.span(start), "an array with odd elements: quote them");
                }
                Some('[') => return fail(self.source.here(), "an array with subscripts: set its elements one by one"),
                Some(_) => elements.push(self.word()?),
            }
        }
    }

    /// The operand behind `=~`: parentheses and `|` belong to it.
    pub(super) fn regex(&mut self) -> Read<Vec<Piece>> {
        let start = self.source.position();
        let mut pieces = Vec::new();
        let mut open = 0_u32;
        loop {
            match self.source.peek() {
                None | Some('\n' | ';' | '&' | '<' | '>' | '#') => {
                    return fail(self.source.span(start), "an odd regular expression: put it into a variable");
                }
                Some(' ' | '\t') if open == 0 => return Ok(pieces),
                Some(' ' | '\t') => {
                    return fail(self.source.span(start), "a regular expression with blanks: put it into a variable");
                }
                Some('(') => {
                    open += 1;
                    self.source.take();
                    add(&mut pieces, "(", false);
                }
                Some(')') => {
                    let Some(fewer) = open.checked_sub(1) else { return Ok(pieces) };
                    open = fewer;
                    self.source.take();
                    add(&mut pieces, ")", false);
                }
                Some('|') if open == 0 && self.source.sees("||") => return Ok(pieces),
                Some(c) => self.unquoted(c, &mut pieces)?,
            }
        }
    }
}

/// Characters that are not seen: format characters, bidirectional marks, fillers.
pub(super) fn invisible(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
        | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
        | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// Whether a name may follow the dollar sign here.
pub(super) fn starts_name(c: char) -> bool {
    is_name(c.encode_utf8(&mut [0; 4]))
}
