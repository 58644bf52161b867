//! Pieces → words, as far as their values are certain. Commands within words are walked on the way.

use crate::model::{Context, Part, Printed, Redirection, Span, Word};

use super::braces::{self, Atom};
use super::building::Building;
use super::numbers::{Figure, special, stamps};
use super::source::fail;
use super::syntax::{Arithmetic, Parameter, Piece, Read, Unit, target};
use super::walker::Walker;
use super::{folders, messages, prints, variables};

/// Variables that are resolved later, by someone who knows the environment.
const SYMBOLIC: &[&str] = &["HOME", "PWD", "TMPDIR", "USER"];

/// Where a word stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// Of a command: braces, splitting, globs.
    Argument,
    /// The target of a redirection.
    Redirection,
    /// The value of an assignment.
    Value,
    /// One word whatever it holds, without globs.
    Single,
}

/// What a process substitution becomes, whichever number it has.
const DESCRIPTOR: &str = "/dev/fd/pipe";

/// The most characters of a kind in one word that are looked at more closely.
const SPECIAL: usize = 64;

/// Characters that cost one step when they are copied.
const CHARACTERS_A_STEP: usize = 16;

impl Walker<'_> {
    /// The words that a word of a command becomes.
    pub(super) fn arguments(&mut self, pieces: &[Piece], span: Span) -> Read<Vec<Word>> {
        if let Some(words) = self.elements(pieces, span)? {
            return Ok(words);
        }
        let atoms = braces::atoms(pieces);
        let open = atoms.iter().filter(|atom| matches!(atom, Atom::Char('{'))).count();
        if open > SPECIAL {
            return fail(span, "too many braces in one word: quote them");
        }
        if open == 0 {
            return Ok(self.evaluate(&atoms, Place::Argument, span)?.into_iter().collect());
        }
        let words = match braces::expand(&atoms) {
            Ok(words) => words,
            Err(why) => return fail(span, why),
        };
        if self.sh && words.len() > 1 {
            return fail(span, "braces are not expanded by some shells: call bash");
        }
        if !self.sh && words.iter().any(|word| matches!(word.as_slice(), [Atom::Char('='), _, ..])) {
            return fail(span, "zsh takes `=` before a name for the path of a program: quote it");
        }
        let mut expanded = Vec::new();
        for word in words {
            expanded.extend(self.evaluate(&word, Place::Argument, span)?);
        }
        Ok(expanded)
    }

    /// The one word that a word becomes where it is not split.
    pub(super) fn single(&mut self, pieces: &[Piece], place: Place, span: Span) -> Read<Word> {
        let atoms = braces::atoms(pieces);
        if place == Place::Redirection && braces::expand(&atoms).is_ok_and(|words| words.len() > 1) {
            return fail(span, "a redirection to several files: name one");
        }
        Ok(self.evaluate(&atoms, place, span)?.unwrap_or_else(|| Word::literal("", span)))
    }

    /// None when nothing is left of it.
    fn evaluate(&mut self, atoms: &[Atom<'_>], place: Place, span: Span) -> Read<Option<Word>> {
        self.budget.spend(cost(atoms.len()) + 1, span)?;
        let special = atoms.iter().filter(|atom| matches!(atom, Atom::Char('[' | '~'))).count();
        if special > SPECIAL {
            return fail(span, "too many brackets and tildes in one word: quote them");
        }
        let mut building = Building { parts: Vec::new(), splits: false, place, span, matched: false, globs: false };
        let mut at = 0;
        let mut quoted = false;
        while let Some(atom) = atoms.get(at) {
            match atom {
                Atom::Piece(piece) => {
                    quoted |= matches!(piece, Piece::Quoted(_));
                    self.piece(piece, &mut building)?;
                    at += 1;
                }
                Atom::Char('~') if tilde_stands(atoms, at, place) => at += building.tilde(atoms, at),
                Atom::Char(c @ ('*' | '?')) if place.globs() => {
                    building.globs = true;
                    building.parts.push(Part::Glob(c.to_string()));
                    at += 1;
                }
                Atom::Char('[') if place.globs() => at += building.bracket(atoms, at),
                Atom::Char(c) => {
                    building.parts.push(Part::Literal(c.to_string()));
                    at += 1;
                }
            }
        }
        let mut word = Word::new(building.parts, building.splits, span);
        word.single = building.matched && !building.globs && !word.splits;
        let gone = word.parts.is_empty() && !quoted && place == Place::Argument;
        Ok((!gone).then_some(word))
    }

    fn piece(&mut self, piece: &Piece, building: &mut Building) -> Read<()> {
        match piece {
            Piece::Text(text) | Piece::Quoted(text) => building.parts.push(Part::Literal(text.clone())),
            Piece::Parameter(parameter) => self.parameter(parameter, building)?,
            Piece::Command { unit, quoted } => {
                self.substitution(unit);
                match messages::literal(unit).filter(|_| *quoted && self.functions.is_empty()) {
                    Some(text) => building.parts.push(Part::Literal(text)),
                    None => {
                        let part = self.prints(unit, *quoted, building.place);
                        // One number, or nothing: behind other text one word.
                        let number =
                            !building.parts.is_empty() && self.scope.counts_processors(unit) || part == Part::Number;
                        let below = building.place == Place::Argument && is_below_known(std::slice::from_ref(&part));
                        let bare = !*quoted && building.parts.is_empty() && below;
                        building.parts.extend(bare.then_some(Part::Bare));
                        building.printed(part, *quoted || number || bare);
                    }
                }
            }
            Piece::Process(unit) => {
                self.inner(unit, |context| {
                    context.process = true;
                    context.piped_in = true;
                    context.piped_out = true;
                });
                building.parts.push(Part::Literal(DESCRIPTOR.to_owned()));
            }
            Piece::Arithmetic(expression) => {
                self.arithmetic(expression)?;
                building.parts.push(Part::Sum);
            }
            Piece::Array(elements) => {
                for element in elements {
                    self.arguments(element, building.span)?;
                }
                building.dynamic(false);
            }
        }
        Ok(())
    }

    /// What the substitution prints: what git says of the repository where the script started, or names of files.
    fn prints(&self, unit: &Unit, quoted: bool, place: Place) -> Part {
        let single = |commands: &Vec<Vec<String>>| {
            !prints::ends_with_nul(commands) && (!quoted || place == Place::Value || prints::is_single(commands))
        };
        if let Some(commands) = prints::names(unit).filter(|commands| self.is_own(commands)).filter(single) {
            let (folders, looped) = (self.folders.clone(), self.context.looped);
            return Part::Printed(Printed { commands, folders, looped, whole: false });
        }
        let plain = !["git", "pwd", "head", "tail", "tac"].iter().any(|name| self.scope.functions.contains(*name))
            && self.functions.is_empty();
        let here = self.folders == folders::start() && self.context.nested == 0;
        if stamps(unit) && self.functions.is_empty() && !self.scope.functions.contains("date") {
            return Part::Number;
        }
        if self.scope.counts(unit) {
            return Part::Count;
        }
        let part = prints::part(unit).filter(|part| match part {
            Part::Toplevel | Part::Variable(_) => plain && here,
            _ => plain,
        });
        part.unwrap_or(Part::Dynamic)
    }

    fn substitution(&mut self, unit: &Unit) {
        self.inner(unit, |context| {
            context.substitution = true;
            context.piped_out = true;
        });
    }

    /// Walks what runs in a shell of its own.
    fn inner(&mut self, unit: &Unit, mark: impl FnOnce(&mut Context)) {
        let saved = self.save();
        let redirections = self.redirections.clone();
        // Input is handed on, output is what the expansion gets.
        self.redirections.retain(Redirection::feeds);
        self.context.subshell = true;
        mark(&mut self.context);
        self.unit(unit);
        self.redirections = redirections;
        self.restore(saved);
    }

    fn parameter(&mut self, parameter: &Parameter, building: &mut Building) -> Read<()> {
        for operand in &parameter.operands {
            // The shell may say it: `${x:?text}`.
            let testing = std::mem::take(&mut self.testing);
            let word = self.single(operand, Place::Single, building.span);
            self.testing = testing;
            let word = word?;
            if parameter.assigns {
                self.sets(&parameter.name, &[word], building.span)?;
            }
        }
        for expression in &parameter.arithmetic {
            self.arithmetic(expression)?;
        }
        if parameter.assigns {
            self.may_break_off();
        }
        if parameter.assigns && (variables::is_sensitive(&parameter.name) || variables::is_integer(&parameter.name)) {
            return fail(building.span, format!("{} changes how all that follows is read", parameter.name));
        }
        self.shows(parameter, building.span);
        let quoted = parameter.quoted;
        let value = self.value(parameter);
        self.budget.spend(value.as_deref().map_or(1, |parts| cost(size(parts)) + 1), building.span)?;
        match value {
            Some(parts) if quoted || building.place != Place::Argument => {
                building.matched |= quoted && parts.iter().any(is_glob);
                building.parts.extend(parts);
            }
            // What a loop has expanded is taken apart, and expanded again.
            Some(parts) if parts.iter().any(is_glob) && parts.iter().all(|part| is_glob(part) || stays_whole(part)) => {
                building.splits = true;
                building.parts.extend(parts);
            }
            Some(parts) if building.parts.is_empty() && is_below_known(&parts) => {
                building.parts.push(Part::Bare);
                building.parts.extend(parts);
            }
            Some(parts) if parts.iter().all(stays_whole) && !parts.is_empty() => {
                building.splits |= parts.contains(&Part::Revision);
                building.parts.extend(parts);
            }
            Some(parts) if matches!(parts.as_slice(), [Part::Printed(_)]) => {
                building.splits = true;
                building.parts.extend(parts);
            }
            _ if parameter.numeric && parameter.name != "!" || self.is_set_number(parameter) => {
                let figure = special(parameter).or_else(|| self.scope.figure(&parameter.name));
                building.parts.push(figure.map_or(Part::Dynamic, Figure::part));
            }
            _ => {
                building.dynamic(quoted);
                building.splits |= parameter.several && building.place == Place::Argument;
            }
        }
        Ok(())
    }

    fn is_set_number(&self, parameter: &Parameter) -> bool {
        let name = &parameter.name;
        parameter.plain && self.scope.number(name) && (self.set.contains(name) || self.scope.untouched(name))
    }

    pub(super) fn value(&self, parameter: &Parameter) -> Option<Vec<Part>> {
        let name = parameter.name.as_str();
        if let Some(cut) = &parameter.cut {
            let parts = self.variables.get(name).filter(|_| self.scope.follows(name))?;
            let [Part::Literal(text)] = parts.as_slice() else { return None };
            return Some(vec![Part::Literal(cut.of(text).to_owned())]);
        }
        if !parameter.plain {
            return None;
        }
        if self.scope.follows(name) {
            // Names count from where they were printed.
            let here = |part: &Part| !matches!(part, Part::Printed(names) if names.folders != self.folders);
            return self.variables.get(name).filter(|parts| parts.iter().all(here)).cloned();
        }
        let known = SYMBOLIC.contains(&name) && self.scope.untouched(name);
        let moved = name == "PWD" && self.folders != folders::start();
        (known && !moved && self.context.nested == 0).then(|| vec![Part::Variable(name.to_owned())])
    }

    /// Sees to it that an expression runs nothing but what is walked here.
    pub(super) fn arithmetic(&mut self, expression: &Arithmetic) -> Read<()> {
        if expression.fails {
            self.may_break_off();
        }
        for piece in &expression.pieces {
            if let Piece::Command { unit, .. } = piece
                && !self.scope.counts(unit)
            {
                return fail(expression.span, "text that nobody knows is evaluated as arithmetic: it may run commands");
            }
            self.single(std::slice::from_ref(piece), Place::Single, expression.span)?;
        }
        if expression.assigns && expression.names.iter().any(|name| variables::is_sensitive(name)) {
            return fail(expression.span, "a variable is set that changes how all that follows is read");
        }
        for name in expression.names.iter().filter(|_| expression.assigns) {
            self.sets(name, &[], expression.span)?;
        }
        if expression.dynamic {
            return fail(expression.span, "text that nobody knows is evaluated as arithmetic: it may run commands");
        }
        match expression.names.iter().find(|name| !self.scope.number(name)) {
            Some(name) => fail(
                expression.span,
                format!("{name} is evaluated as arithmetic and may be no number: its text may run commands"),
            ),
            None => Ok(()),
        }
    }
}

impl Place {
    const fn globs(self) -> bool {
        matches!(self, Self::Argument | Self::Redirection)
    }
}

/// The steps that copying costs.
pub(super) fn cost(characters: usize) -> u32 {
    u32::try_from(characters / CHARACTERS_A_STEP).unwrap_or(u32::MAX)
}

/// The length of a value's text, in bytes.
pub(super) fn size(parts: &[Part]) -> usize {
    let length = |part: &Part| match part {
        Part::Literal(text) | Part::Glob(text) | Part::Variable(text) | Part::Home(text) | Part::Stayed(text) => {
            text.len()
        }
        Part::Printed(names) => names.commands.iter().flatten().map(String::len).sum(),
        Part::Revision | Part::Toplevel | Part::Bare | Part::Number | Part::Count | Part::Sum | Part::Dynamic => 1,
    };
    parts.iter().map(length).sum()
}

fn is_glob(part: &Part) -> bool {
    matches!(part, Part::Glob(_))
}

/// Whether an unquoted value is neither split nor a pattern.
pub(super) fn stays_whole(part: &Part) -> bool {
    match part {
        Part::Literal(text) => !text.contains(|c: char| c.is_whitespace() || "*?[]\\".contains(c)),
        Part::Variable(_) | Part::Home(_) | Part::Revision | Part::Number | Part::Count | Part::Sum => true,
        Part::Glob(_) | Part::Toplevel | Part::Bare | Part::Printed(_) | Part::Stayed(_) | Part::Dynamic => false,
    }
}

/// Whether it begins with the working folder or the root of the work tree, and stays one word wherever the name of that
/// folder is plain.
fn is_below_known(parts: &[Part]) -> bool {
    let Some((first, rest)) = parts.split_first() else { return false };
    let known = matches!(first, Part::Toplevel) || matches!(first, Part::Variable(name) if name == "PWD");
    known && rest.iter().all(stays_whole)
}

/// Whether a tilde at `at` may be a home folder.
fn tilde_stands(atoms: &[Atom<'_>], at: usize, place: Place) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let Some(Atom::Char(before)) = atoms.get(before) else { return false };
    if !matches!(before, ':' | '=') {
        return false;
    }
    let text: String =
        atoms.iter().take(at).map_while(|atom| if let Atom::Char(c) = atom { Some(*c) } else { None }).collect();
    let assigns = place == Place::Value || target(&[Piece::Text(text.clone())]).is_some();
    match before {
        ':' => assigns,
        '=' => place == Place::Argument && target(&[Piece::Text(text.clone())]).is_some_and(|t| t.length == text.len()),
        _ => false,
    }
}
