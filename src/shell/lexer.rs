//! Script → lexemes. Quotes and expansions are read at once, so that where a word ends is never a guess.

use crate::model::{NotUnderstood, Span};

use super::grammar;
use super::source::{Budget, Source, fail};
use super::syntax::{Kind, Lexeme, Piece, Read, Unit, is_name, raw, unquoted};

/// Operators, the longest first. Process substitutions are parts of words and not among them.
const OPERATORS: &[&str] = &[
    "&>>", "<<<", "<<-", ";;&", "&&", "||", ";;", ";&", "|&", "&>", "<<", "<&", "<>", ">>", ">&", ">|", "&", ";", "|",
    "<", ">", "(", ")",
];

/// Operators that other shells than bash read otherwise.
const BASH_ONLY: &[&str] = &["&>>", "<<<", ";;&", ";&", "|&", "&>"];

/// Reserved words after which a command begins.
pub(super) const BEFORE_COMMANDS: &[&str] = &["if", "then", "elif", "else", "while", "until", "do", "{", "!", "time"];

/// Reads one source.
pub(super) struct Lexer<'b> {
    pub(super) source: Source,
    pub(super) budget: &'b mut Budget,
    /// What only bash reads like this is not understood.
    pub(super) sh: bool,
    /// In the body of a here-document.
    pub(super) in_document: bool,
}

struct Pending {
    slot: usize,
    delimiter: String,
    literal: bool,
    tabs: bool,
}

#[derive(Default)]
struct State {
    lexemes: Vec<Lexeme>,
    pending: Vec<Pending>,
    open: u32,
    test: bool,
}

impl State {
    fn last_operator(&self) -> Option<&'static str> {
        match self.lexemes.last() {
            Some(Lexeme { kind: Kind::Operator(operator), .. }) => Some(operator),
            _ => None,
        }
    }

    fn last_word(&self) -> Option<String> {
        match self.lexemes.last() {
            Some(Lexeme { kind: Kind::Word(pieces), .. }) => raw(pieces),
            _ => None,
        }
    }

    /// Whether a reserved word would be one here; wrong only for such words among arguments, which is caught later.
    fn command_may_start(&self) -> bool {
        match self.lexemes.last() {
            None => true,
            Some(Lexeme { kind: Kind::Operator(operator), .. }) => !operator.contains(['<', '>']),
            Some(_) => self.last_word().is_some_and(|word| BEFORE_COMMANDS.contains(&word.as_str())),
        }
    }

    fn push(&mut self, kind: Kind, span: Span) {
        self.lexemes.push(Lexeme { kind, span });
    }
}

impl<'b> Lexer<'b> {
    /// Reads `source` from its start.
    pub(super) const fn new(source: Source, budget: &'b mut Budget, sh: bool) -> Self {
        Self { source, budget, sh, in_document: false }
    }
}

impl Lexer<'_> {
    /// Reads commands up to the end, or up to the parenthesis that closes them.
    pub(super) fn unit(&mut self, in_parentheses: bool) -> Read<Unit> {
        let start = self.source.position();
        self.budget.enter(self.source.here())?;
        let in_document = std::mem::take(&mut self.in_document);
        let mut state = State::default();
        loop {
            self.budget.spend(1, self.source.here())?;
            match self.source.peek() {
                None if in_parentheses => {
                    return fail(self.source.span(start), "a parenthesis is not closed: close it");
                }
                None => break,
                Some(' ' | '\t') => {
                    self.source.take();
                }
                Some('#') => {
                    while self.source.raw(0).is_some_and(|c| c != '\n') {
                        self.source.take_raw();
                    }
                }
                Some('\n') => {
                    let from = self.source.position();
                    self.source.take();
                    let span = self.source.span(from);
                    state.push(Kind::Operator("\n"), span);
                    self.documents(&mut state)?;
                }
                Some(')') if in_parentheses && state.open == 0 => {
                    self.source.take();
                    break;
                }
                Some(_) => self.lexeme(&mut state)?,
            }
        }
        if let Some(pending) = state.pending.first() {
            let why = format!("the here-document is not ended: put {} on a line of its own", pending.delimiter);
            return fail(self.source.span(start), why);
        }
        let span = self.source.span(start);
        let unit = grammar::parse(state.lexemes, span)?;
        self.budget.leave();
        self.in_document = in_document;
        Ok(unit)
    }

    /// Whether `<N-M>` stands here, where each number may be left out.
    fn is_numeric_pattern(&self) -> bool {
        let digits = |from: usize| (from..).find(|at| !self.source.raw(*at).is_some_and(|c| c.is_ascii_digit()));
        let behind =
            |at: Option<usize>, sign: char| at.filter(|at| self.source.raw(*at) == Some(sign)).map(|at| at + 1);
        behind(behind(behind(Some(0), '<').and_then(digits), '-').and_then(digits), '>').is_some()
    }

    fn lexeme(&mut self, state: &mut State) -> Read<()> {
        let start = self.source.position();
        let process = self.source.sees("<(") || self.source.sees(">(");
        if process || !OPERATORS.iter().any(|operator| self.source.sees(operator)) {
            return self.word_lexeme(state);
        }
        if self.source.sees("((") && (state.command_may_start() || state.last_word().as_deref() == Some("for")) {
            return self.arithmetic_command(state);
        }
        if self.is_numeric_pattern() {
            return fail(self.source.here(), "zsh takes <N-M> for a pattern of names: put a blank behind <");
        }
        let Some(operator) = OPERATORS.iter().find(|operator| self.source.eat(operator)) else {
            return fail(self.source.here(), "an unknown operator");
        };
        let span = self.source.span(start);
        if self.sh && BASH_ONLY.contains(operator) {
            return fail(span, format!("{operator} means another thing in some shells: call bash"));
        }
        match *operator {
            "(" => {
                if state.last_operator() == Some("(") {
                    // Two parentheses with a blank between them are two subshells, not arithmetic.
                    state.push(Kind::Operator("\n"), span);
                }
                state.open += 1;
            }
            ")" => state.open = state.open.saturating_sub(1),
            _ => {}
        }
        state.push(Kind::Operator(operator), span);
        if operator.starts_with("<<") && *operator != "<<<" {
            self.delimiter(state, *operator == "<<-")?;
        }
        Ok(())
    }

    fn word_lexeme(&mut self, state: &mut State) -> Read<()> {
        let start = self.source.position();
        let regex = state.test && state.last_word().as_deref() == Some("=~");
        let pieces = if regex { self.regex()? } else { self.word()? };
        let span = self.source.span(start);
        if regex {
            state.push(Kind::Regex(pieces), span);
            return Ok(());
        }
        if opens_subscript(&pieces) {
            return fail(span, "a subscript that is not closed in the word: quote the word");
        }
        if let Some(why) = self.zsh(&pieces, state) {
            return fail(span, why);
        }
        let Some(text) = raw(&pieces) else {
            state.push(Kind::Word(pieces), span);
            return Ok(());
        };
        let duplicates = matches!(state.last_operator(), Some(">&" | "<&"));
        let redirects = matches!(self.source.raw(0), Some('<' | '>')) && !duplicates;
        if redirects && text.starts_with('{') && text.ends_with('}') && text.len() > 2 {
            return fail(span, "a redirection that chooses its own descriptor: name the descriptor");
        }
        if redirects && !state.test && text.chars().all(|c| c.is_ascii_digit()) {
            return match text.parse() {
                Ok(number) if text.len() <= 3 => {
                    state.push(Kind::Number(number), span);
                    Ok(())
                }
                _ => fail(span, "a file descriptor over 999"),
            };
        }
        if text.len() > 1 && text.starts_with('!') && text != "!=" && !state.test {
            return fail(span, "`!` before a word may recall the history: put a blank between, or quote it");
        }
        match text.as_str() {
            "[[" if state.command_may_start() => {
                if self.sh {
                    return fail(span, "[[ is a command in some shells: call bash, or use [");
                }
                state.test = true;
                state.push(Kind::Test, span);
                return Ok(());
            }
            "]]" => state.test = false,
            _ => {}
        }
        state.push(Kind::Word(pieces), span);
        Ok(())
    }

    /// What zsh reads otherwise in a word.
    fn zsh(&self, pieces: &[Piece], state: &State) -> Option<&'static str> {
        if self.sh || state.test {
            return None;
        }
        if hides_dots(pieces) {
            return Some("zsh may take `^` and `#` for a part of a pattern, which names a hidden file: quote it");
        }
        let Some(Piece::Text(text)) = pieces.first() else { return None };
        let redirected = state.last_operator().is_some_and(|operator| operator.contains('>'));
        if redirected && text.starts_with('!') {
            return Some("zsh takes the `!` for a part of the operator: quote it");
        }
        let plain = pieces.len() == 1 && (text.chars().all(|c| c == '=') || text == "=~");
        (text.starts_with('=') && !plain).then_some("zsh takes `=` before a name for the path of a program: quote it")
    }

    fn arithmetic_command(&mut self, state: &mut State) -> Read<()> {
        let start = self.source.position();
        if self.sh {
            return fail(self.source.here(), "(( … )) is not arithmetic in some shells: call bash");
        }
        let loops = state.last_word().as_deref() == Some("for");
        self.source.eat("((");
        let opening = self.source.span(start);
        state.push(Kind::Operator("("), opening);
        state.push(Kind::Operator("("), opening);
        loop {
            let from = self.source.position();
            let expression = self.arithmetic(if loops { &[")", ";"] } else { &[")"] })?;
            let span = self.source.span(from);
            state.push(Kind::Arithmetic(expression), span);
            if !self.source.eat(";") {
                break;
            }
            state.push(Kind::Operator(";"), span);
        }
        let from = self.source.position();
        if !self.source.eat("))") {
            return fail(self.source.span(start), "(( without )): put a blank between the parentheses of subshells");
        }
        let closing = self.source.span(from);
        state.push(Kind::Operator(")"), closing);
        state.push(Kind::Operator(")"), closing);
        Ok(())
    }

    fn delimiter(&mut self, state: &mut State, tabs: bool) -> Read<()> {
        while matches!(self.source.peek(), Some(' ' | '\t')) {
            self.source.take();
        }
        let start = self.source.position();
        let pieces = self.word()?;
        let span = self.source.span(start);
        let literal = pieces.iter().any(|piece| matches!(piece, Piece::Quoted(_)));
        let Some(delimiter) = unquoted(&pieces).filter(|text| !text.is_empty() && !text.contains('\n')) else {
            return fail(span, "an odd end of a here-document: use a plain word");
        };
        state.push(Kind::Word(pieces), span);
        let slot = state.lexemes.len();
        state.push(Kind::Document(Vec::new()), span);
        state.push(Kind::End, span);
        state.pending.push(Pending { slot, delimiter, literal, tabs });
        Ok(())
    }

    fn documents(&mut self, state: &mut State) -> Read<()> {
        for pending in std::mem::take(&mut state.pending) {
            let start = self.source.position();
            let (body, span) = self.body(&pending, start)?;
            let pieces = if pending.literal {
                vec![Piece::Quoted(body)]
            } else {
                let source = Source::nested(&body, span, self.budget)?;
                Lexer::new(source, &mut *self.budget, self.sh).document()?
            };
            if let Some(lexeme) = state.lexemes.get_mut(pending.slot) {
                *lexeme = Lexeme { kind: Kind::Document(pieces), span };
            }
        }
        Ok(())
    }

    /// The text up to the line that is the delimiter, and where it stands.
    fn body(&mut self, pending: &Pending, start: usize) -> Read<(String, Span)> {
        let mut body = String::new();
        loop {
            let span = self.source.span(start);
            let mut ended = NotUnderstood { span, why: String::new() };
            ended.why = format!("the here-document is not ended: put {} on a line of its own", pending.delimiter);
            let mut line = self.source.line().ok_or_else(|| ended.clone())?;
            while !pending.literal && line.chars().rev().take_while(|c| *c == '\\').count() % 2 == 1 {
                line.pop();
                line.push_str(&self.source.line().ok_or_else(|| ended.clone())?);
            }
            let text = if pending.tabs { line.trim_start_matches('\t') } else { line.as_str() };
            if text == pending.delimiter {
                return Ok((body, span));
            }
            if text.strip_prefix(pending.delimiter.as_str()).is_some_and(|rest| rest.contains(')')) {
                return fail(
                    span,
                    "a line of a here-document at which bash ends it in a substitution: reword the line",
                );
            }
            body.push_str(text);
            body.push('\n');
        }
    }

    /// Whether the word so far is `name=`, `name+=` or `name[…]=` and an array may follow.
    pub(super) fn opens_array(pieces: &[Piece], text: &str) -> bool {
        let left = text.strip_suffix('=').map(|left| left.strip_suffix('+').unwrap_or(left));
        pieces.is_empty() && left.is_some_and(is_name)
    }
}

/// `.e^x`: with zsh's extended patterns it may be any file whose name starts with a dot.
fn hides_dots(pieces: &[Piece]) -> bool {
    let mut hidden = false;
    let mut start = true;
    for piece in pieces {
        let (text, plain) = match piece {
            Piece::Text(text) => (text.as_str(), true),
            Piece::Quoted(text) => (text.as_str(), false),
            _ => ("?", false),
        };
        for c in text.chars() {
            match c {
                '/' => (hidden, start) = (false, true),
                '^' | '#' if plain && hidden => return true,
                '.' if start => (hidden, start) = (true, false),
                _ => start = false,
            }
        }
    }
    false
}

/// `name[` without its `]`: where an assignment may stand, bash reads on to the bracket, blanks and all.
fn opens_subscript(pieces: &[Piece]) -> bool {
    let Some(Piece::Text(text)) = pieces.first() else { return false };
    text.split_once('[').is_some_and(|(name, rest)| is_name(name) && !rest.contains(']'))
}
