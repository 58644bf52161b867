//! Simple commands: assignments, words, redirections.

use std::collections::BTreeSet;

use brush_parser::ast::{
    Assignment as GrammarAssignment, AssignmentValue, CommandPrefixOrSuffixItem, IoFileRedirectKind,
    IoFileRedirectTarget, IoRedirect, SimpleCommand, Word as GrammarWord,
};

use crate::model::{Assignment, Invocation, Part, Redirection, RedirectionKind, Span, Word};

use super::builtins;
use super::compound::Ends;
use super::credentials;
use super::evaluate::Place;
use super::numbers::figure;
use super::scope::leading;
use super::source::fail;
use super::syntax::{Kind, Piece, Read, Unit, target, unquoted};
use super::variables;
use super::walker::Walker;

/// The most variables that are followed.
const FOLLOWED: usize = 256;

impl Walker<'_> {
    pub(super) fn simple(&mut self, unit: &Unit, command: &SimpleCommand) -> Read<Ends> {
        let mut invocation = Invocation::default();
        let mut span: Option<Span> = None;
        let mut words = Vec::new();
        for item in command.prefix.iter().flat_map(|prefix| &prefix.0) {
            match item {
                CommandPrefixOrSuffixItem::IoRedirect(redirection) => {
                    let redirections = self.redirection(unit, redirection)?;
                    invocation.redirections.extend(redirections);
                }
                CommandPrefixOrSuffixItem::AssignmentWord(assignment, word) => {
                    if is_array(assignment) {
                        return fail(unit.span, "a blank between `=` and the parenthesis: remove it");
                    }
                    let (pieces, place) = self.pieces(unit, word)?;
                    invocation.assignments.push(self.assignment(pieces, place)?);
                    widen(&mut span, place);
                }
                _ => return fail(unit.span, "an odd prefix of a command: simplify it"),
            }
        }
        if let Some(name) = &command.word_or_name {
            let (pieces, place) = self.pieces(unit, name)?;
            if target(pieces).is_some() {
                return fail(place, "a command that looks like an assignment: quote it");
            }
            words.extend(self.arguments(pieces, place)?);
            widen(&mut span, place);
            let value = words.first().and_then(|word| word.value.as_deref());
            if value.is_some_and(builtins::is_builtin) && value != unquoted(pieces).as_deref() {
                return fail(place, "a builtin named by an expansion: write its name");
            }
            if value.is_some_and(|name| name.starts_with('-')) {
                return fail(place, "a command whose name is an option: write the command first");
            }
        }
        let whole = self.arguments_of(unit, command, &mut words, &mut invocation, &mut span)?;
        if words.first().is_some_and(|word| word.value.as_deref() == Some("read")) {
            // It says where this line is split, and nothing else.
            invocation.assignments.retain(|assignment| assignment.name != "IFS");
        }
        invocation.span = span.unwrap_or(unit.span);
        if command.word_or_name.is_none() {
            return self.assign(invocation);
        }
        if words.is_empty() {
            return fail(invocation.span, "a command whose name may be empty: write its name");
        }
        if let Some(whole) = whole {
            self.invoke(whole, invocation.clone())?;
        }
        self.invoke(words, invocation)
    }

    /// What follows the name of a command. All words as zsh reads them come with it where other shells take some of
    /// them apart.
    fn arguments_of(
        &mut self,
        unit: &Unit,
        command: &SimpleCommand,
        words: &mut Vec<Word>,
        invocation: &mut Invocation,
        span: &mut Option<Span>,
    ) -> Read<Option<Vec<Word>>> {
        let (mut doubtful, mut expanded) = (BTreeSet::new(), BTreeSet::new());
        let tests = self.is_silent(unit, command, words);
        let mut whole: Option<Vec<Word>> = None;
        let apart = words.first().is_some_and(|word| self.is_program(word));
        let declares = words.first().and_then(|word| word.value.as_deref()).is_some_and(builtins::declares);
        for item in command.suffix.iter().flat_map(|suffix| &suffix.0) {
            match item {
                CommandPrefixOrSuffixItem::IoRedirect(redirection) => {
                    let redirections = self.redirection(unit, redirection)?;
                    invocation.redirections.extend(redirections);
                }
                CommandPrefixOrSuffixItem::AssignmentWord(assignment, _) if is_array(assignment) => {
                    return fail(unit.span, "a parenthesis behind an argument: quote it");
                }
                CommandPrefixOrSuffixItem::Word(word) | CommandPrefixOrSuffixItem::AssignmentWord(_, word) => {
                    let (pieces, place) = self.pieces(unit, word)?;
                    if pieces.iter().any(|piece| matches!(piece, Piece::Array(_))) && !declares {
                        return fail(place, "an array as an argument: quote it");
                    }
                    let testing = std::mem::replace(&mut self.testing, tests);
                    let read = self.arguments(pieces, place);
                    self.testing = testing;
                    let read = read?;
                    if !is_written(pieces, &read) {
                        expanded.insert(place);
                    }
                    if let Some((one, fields)) = self.fields(pieces, place).filter(|_| apart) {
                        whole.get_or_insert_with(|| words.clone()).push(one);
                        words.extend(fields);
                    } else {
                        whole.iter_mut().for_each(|whole| whole.extend(read.iter().cloned()));
                        words.extend(read);
                    }
                    if !pieces.iter().all(|piece| self.is_number(piece)) {
                        doubtful.insert(place);
                    }
                    widen(span, place);
                }
                CommandPrefixOrSuffixItem::ProcessSubstitution(..) => {
                    return fail(unit.span, "an odd substitution: simplify the command");
                }
            }
        }
        if words.first().is_some_and(|word| word.value.as_deref() == Some("wait")) {
            // None of its options is a number.
            let numbers = words.iter_mut().filter(|word| word.value.is_none() && !doubtful.contains(&word.span));
            numbers.for_each(|word| word.dash = false);
        }
        (self.doubtful, self.expanded) = (doubtful, expanded);
        Ok(whole)
    }

    /// Whether the command shows nothing of what its words hold.
    fn is_silent(&self, unit: &Unit, command: &SimpleCommand, words: &[Word]) -> bool {
        let written = |word: &GrammarWord| {
            let lexeme = word.loc.as_ref().and_then(|place| unit.lexemes.get(place.start.index))?;
            if let Kind::Word(pieces) = &lexeme.kind { unquoted(pieces) } else { None }
        };
        let items = command.suffix.iter().flat_map(|suffix| &suffix.0);
        let operands = items.filter_map(|item| match item {
            CommandPrefixOrSuffixItem::Word(word) | CommandPrefixOrSuffixItem::AssignmentWord(_, word) => {
                Some(written(word))
            }
            _ => None,
        });
        match words {
            [word] => match word.value.as_deref() {
                Some("[" | "test") => credentials::is_silent_test(&operands.collect::<Vec<_>>()),
                Some(":") => true,
                _ => false,
            },
            _ => false,
        }
    }

    /// Assignments without a command stay.
    fn assign(&mut self, invocation: Invocation) -> Read<Ends> {
        for assignment in &invocation.assignments {
            if variables::is_sensitive(&assignment.name) {
                let why = format!("{} changes how all that follows is read: set it for one command", assignment.name);
                return fail(invocation.span, why);
            }
            self.sets_in_line(&assignment.name);
            let context = &self.context;
            let piped = context.piped_in || context.piped_out;
            if !(piped || context.conditional || context.looped || context.subshell || context.function.is_some()) {
                self.set.insert(assignment.name.clone());
            }
            if invocation.redirections.is_empty() {
                self.owns(&assignment.name);
            }
            self.keep_list(assignment);
            match assignment.values.as_slice() {
                [value]
                    if !assignment.partial
                        && self.scope.follows(&assignment.name)
                        && (self.variables.len() < FOLLOWED || self.variables.contains_key(&assignment.name)) =>
                {
                    self.variables.insert(assignment.name.clone(), value.parts.clone());
                }
                _ => {
                    self.variables.remove(&assignment.name);
                }
            }
        }
        self.record(invocation)?;
        Ok(None)
    }

    fn assignment(&mut self, pieces: &[Piece], span: Span) -> Read<Assignment> {
        let (Some(target), Some((Piece::Text(text), rest))) = (target(pieces), pieces.split_first()) else {
            return fail(span, "a word that is no assignment where one is read: simplify the command");
        };
        if target.subscript {
            return fail(span, "an element of an array is set: its subscript may run commands");
        }
        if let [Piece::Array(elements)] = rest {
            let mut values = Vec::new();
            for element in elements {
                values.extend(self.arguments(element, span)?);
            }
            return Ok(Assignment { name: target.name, values, partial: true });
        }
        if variables::is_integer(&target.name) && figure(pieces, target.length).is_none() {
            return fail(span, format!("what {} is set to is evaluated: give a number", target.name));
        }
        let first = text.get(target.length..).unwrap_or_default();
        if !self.sh && (first.starts_with('=') || first.contains(":=")) {
            return fail(span, "zsh takes `=` before a name for the path of a program: quote it");
        }
        let value = self.value_of(first, rest, span)?;
        Ok(Assignment { name: target.name, values: vec![value], partial: target.partial })
    }

    /// The value that starts with the unquoted text `first`.
    fn value_of(&mut self, first: &str, rest: &[Piece], span: Span) -> Read<Word> {
        let head = [Piece::Text(first.to_owned())];
        let head = self.single(&head, Place::Value, span)?;
        // A tilde is a home folder only when no quote follows in its word.
        let quoted_user = head.parts.last().is_some_and(|part| matches!(part, Part::Home(_))) && !rest.is_empty();
        let rest = self.single(rest, Place::Value, span)?;
        let tilde = rest.parts.first().is_some_and(|part| matches!(part, Part::Home(_)));
        if quoted_user || tilde {
            return Ok(Word::dynamic(false, span));
        }
        let parts = head.parts.into_iter().chain(rest.parts).collect();
        Ok(Word::new(parts, false, span))
    }

    pub(super) fn redirection(&mut self, unit: &Unit, redirection: &IoRedirect) -> Read<Vec<Redirection>> {
        match redirection {
            IoRedirect::File(fd, kind, target) => self.file(unit, descriptor(*fd), kind, target),
            IoRedirect::HereDocument(fd, document) => {
                self.pieces(unit, &document.here_end)?;
                let (pieces, span) = self.pieces(unit, &document.doc)?;
                let inside = std::mem::replace(&mut self.context.here_document, true);
                let body = self.single(pieces, Place::Single, span);
                self.context.here_document = inside;
                let target = Some(body?);
                Ok(vec![Redirection { fd: descriptor(*fd), kind: RedirectionKind::HereDocument, target }])
            }
            IoRedirect::HereString(fd, word) => {
                let target = Some(self.operand(unit, word, Place::Single)?);
                Ok(vec![Redirection { fd: descriptor(*fd), kind: RedirectionKind::HereString, target }])
            }
            IoRedirect::OutputAndError(word, append) => {
                let target = self.operand(unit, word, Place::Redirection)?;
                let kind = if *append { RedirectionKind::Append } else { RedirectionKind::Write };
                Ok([1, 2].map(|fd| Redirection { fd: Some(fd), kind, target: Some(target.clone()) }).to_vec())
            }
        }
    }

    fn operand(&mut self, unit: &Unit, word: &GrammarWord, place: Place) -> Read<Word> {
        let (pieces, span) = self.pieces(unit, word)?;
        self.single(pieces, place, span)
    }

    fn file(
        &mut self,
        unit: &Unit,
        fd: Option<u32>,
        kind: &IoFileRedirectKind,
        target: &IoFileRedirectTarget,
    ) -> Read<Vec<Redirection>> {
        let target = match target {
            IoFileRedirectTarget::Filename(word) | IoFileRedirectTarget::Duplicate(word) => {
                self.operand(unit, word, Place::Redirection)?
            }
            IoFileRedirectTarget::Fd(fd) => Word::literal(&fd.to_string(), unit.span),
            IoFileRedirectTarget::ProcessSubstitution(..) => {
                return fail(unit.span, "an odd substitution: simplify the command");
            }
        };
        let kind = match kind {
            IoFileRedirectKind::Read => RedirectionKind::Read,
            IoFileRedirectKind::Write => RedirectionKind::Write,
            IoFileRedirectKind::Append => RedirectionKind::Append,
            IoFileRedirectKind::ReadAndWrite => RedirectionKind::ReadWrite,
            IoFileRedirectKind::Clobber => RedirectionKind::Clobber,
            IoFileRedirectKind::DuplicateInput => return self.duplicate(fd, target, false),
            IoFileRedirectKind::DuplicateOutput => return self.duplicate(fd, target, true),
        };
        Ok(vec![Redirection { fd, kind, target: Some(target) }])
    }

    /// `>&` and `<&`: a descriptor, `-`, or for output a file.
    fn duplicate(&self, fd: Option<u32>, target: Word, output: bool) -> Read<Vec<Redirection>> {
        let Some(text) = target.value.as_deref() else {
            if output && fd.is_none() && !target.prefix.is_empty() && !target.prefix.starts_with(digit) && !self.sh {
                return Ok(both(&target));
            }
            return fail(target.span, "a redirection to a descriptor that is not certain: write its number");
        };
        let digits = text.strip_suffix('-').unwrap_or(text);
        if text.len() > 1 && text.starts_with('-') {
            return fail(target.span, "a descriptor is closed and a word follows: put a blank between");
        }
        if text == "-" {
            return Ok(vec![Redirection { fd, kind: RedirectionKind::Close, target: None }]);
        }
        if !digits.is_empty() && digits.chars().all(digit) {
            let fd = fd.or(Some(u32::from(output)));
            return Ok(vec![Redirection { fd, kind: RedirectionKind::Duplicate, target: Some(target) }]);
        }
        if output && matches!(fd, None | Some(1)) && !self.sh && !text.is_empty() {
            return Ok(both(&target));
        }
        fail(target.span, "a redirection to a descriptor that is none: write its number")
    }
}

/// Whether the words are one that begins as it is written, with the same name before `=` if it has one, and if it names
/// a builtin, is written so.
fn is_written(pieces: &[Piece], words: &[Word]) -> bool {
    let [word] = words else { return false };
    let name = |text: &str| text.split(['=', '[', '+', '?']).next().unwrap_or_default().to_owned();
    let builtin = word.value.as_deref().is_some_and(builtins::is_builtin);
    name(&word.prefix) == name(&leading(pieces)) && (!builtin || word.value == unquoted(pieces))
}

/// The lexer makes one word of an array, so that the grammar sees one only where there is none.
const fn is_array(assignment: &GrammarAssignment) -> bool {
    matches!(assignment.value, AssignmentValue::Array(_))
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn descriptor(fd: Option<i32>) -> Option<u32> {
    fd.and_then(|fd| u32::try_from(fd).ok())
}

fn both(target: &Word) -> Vec<Redirection> {
    let write = |fd| Redirection { fd: Some(fd), kind: RedirectionKind::Write, target: Some(target.clone()) };
    vec![write(1), write(2)]
}

fn widen(span: &mut Option<Span>, place: Span) {
    *span = Some(span.map_or(place, |span| Span { start: span.start.min(place.start), end: span.end.max(place.end) }));
}
