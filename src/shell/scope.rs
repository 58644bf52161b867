//! What a script does to variables and functions anywhere in it, found before it is walked: only a variable that
//! nothing else can set keeps a certain value.

use std::collections::{BTreeMap, BTreeSet};

use brush_parser::ast::{AndOr, Command, CommandPrefixOrSuffixItem, CompoundListItem, Pipeline, SeparatorOperator};

use super::counts::processors;
use super::lexer::BEFORE_COMMANDS;
use super::lines;
use super::numbers::{Figure, counts, figure, numbers};
use super::operands::{is_operand, is_redirection};
use super::syntax::{Arithmetic, Kind, Lexeme, Piece, Unit, is_name, raw, target, unquoted};
use super::variables::is_kept;

/// Builtins that set variables which their arguments name.
pub(super) const ASSIGNERS: &[&str] = &[
    "read",
    "mapfile",
    "readarray",
    "printf",
    "getopts",
    "wait",
    "unset",
    "let",
    "declare",
    "typeset",
    "local",
    "readonly",
    "export",
];

/// Builtins after which any variable may have any value.
const POISON: &[&str] = &["eval", "source", ".", "trap"];

/// Builtins that change the working folder, or may.
const MOVES: &[&str] = &["cd", "pushd", "popd", "eval", "source", ".", "trap"];

/// Variables that are numbers as long as nobody sets them.
const NUMBERS: &[&str] =
    &["RANDOM", "SRANDOM", "SECONDS", "LINENO", "EPOCHSECONDS", "UID", "EUID", "PPID", "BASHPID", "SHLVL"];

/// Programs that print a number.
const COUNTERS: &[&str] = &["wc", "nproc", "date", "tr", "grep", "git", "seq", "cut", "head", "tail", "stat"];

/// Where a variable is set.
#[derive(Clone, Copy, Debug, Default)]
struct Sites {
    all: u32,
    /// Plain assignments that run for certain, in the order of the text.
    certain: u32,
    /// As the variable of a `for`.
    loops: u32,
    /// Some of them may set what is not a number.
    texts: bool,
    /// Some set what a program counts, which may be nothing.
    counted: bool,
    /// Some set what the shell computes, which may be less than nothing.
    summed: bool,
    /// A builtin may have made it one that can't be set.
    locked: bool,
}

/// What is known of a script as a whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    sites: BTreeMap<String, Sites>,
    /// Functions that it defines anywhere.
    pub(super) functions: BTreeSet<String>,
    poisoned: bool,
    /// It may change its working folder.
    pub(super) moves: bool,
    traces: bool,
}

impl Scope {
    /// What is known of `unit`.
    pub(super) fn of(unit: &Unit) -> Self {
        let mut scope = Self::default();
        scope.add(unit);
        for CompoundListItem(list, separator) in unit.program.complete_commands.iter().flat_map(|list| &list.0) {
            if matches!(separator, SeparatorOperator::Async) || !scope.certain(unit, &list.first) {
                continue;
            }
            for next in &list.additional {
                let AndOr::And(pipeline) = next else { break };
                if !scope.certain(unit, pipeline) {
                    break;
                }
            }
        }
        scope
    }

    /// Adds what `unit` does, without any certainty.
    pub(super) fn add(&mut self, unit: &Unit) {
        let assigner = unit.lexemes.iter().filter_map(word).any(|word| ASSIGNERS.contains(&word.as_str()));
        let mut words = unit.lexemes.iter().filter_map(word);
        let option = |word: String| word == "xtrace" || word.starts_with('-') && word.contains('x');
        self.traces |= words.any(|word| word == "set") && unit.lexemes.iter().filter_map(self::word).any(option);
        let mut before = ["", ""].map(str::to_owned);
        // Whether a command starts here, and whether the word before stood at the start of one.
        let (mut starts, mut started) = (true, false);
        for (index, lexeme) in unit.lexemes.iter().enumerate() {
            let written = written(lexeme);
            match &lexeme.kind {
                Kind::Word(pieces) => {
                    let operand = raw(pieces).as_deref() == Some(".") && is_operand(&unit.lexemes, index);
                    self.word(pieces, assigner && !(before[1] == "for" && started), operand);
                }
                Kind::Regex(pieces) | Kind::Document(pieces) => self.pieces(pieces),
                Kind::Arithmetic(expression) => self.arithmetic(expression),
                Kind::Operator(_) | Kind::Number(_) | Kind::Test | Kind::End => {}
            }
            let [earlier, last] = &before;
            if last == "for" && is_name(&written) {
                let site = self.site(&written);
                site.loops += u32::from(started);
                site.texts |= !started || !numbers(unit.lexemes.get(index + 1..).unwrap_or_default());
            }
            if last == "while"
                && started
                && let Some(name) = lines::name(unit.lexemes.get(index..).unwrap_or_default())
            {
                self.sites.entry(name).or_default().loops += 1;
            }
            if last == "function" {
                self.functions.insert(written.clone());
            }
            if last == "(" && written == ")" {
                self.functions.insert(earlier.clone());
            }
            let [_, last] = before;
            match lexeme.kind {
                Kind::Number(_) => {}
                Kind::Operator(_) => starts |= !is_redirection(&written),
                _ if is_redirection(&last) => {}
                _ => {
                    started = starts;
                    starts &= BEFORE_COMMANDS.contains(&written.as_str());
                }
            }
            before = [last, written];
        }
    }

    fn site(&mut self, name: &str) -> &mut Sites {
        let site = self.sites.entry(name.to_owned()).or_default();
        site.all += 1;
        site
    }

    fn word(&mut self, pieces: &[Piece], assigner: bool, operand: bool) {
        self.pieces(pieces);
        if let Some(text) = unquoted(pieces).filter(|_| !operand) {
            self.poisoned |= POISON.contains(&text.as_str());
            self.moves |= MOVES.contains(&text.as_str());
        }
        if let Some(target) = target(pieces) {
            let figure = figure(pieces, target.length);
            let site = self.site(&target.name);
            site.texts |= figure.is_none();
            site.counted |= figure == Some(Figure::Count);
            site.summed |= figure == Some(Figure::Sum);
            site.locked |= assigner;
        } else if assigner {
            let text = leading(pieces);
            // `read x?prompt` sets x in zsh.
            let name = text.split(['=', '[', '+', '?']).next().unwrap_or_default();
            if is_name(name) {
                let site = self.site(name);
                (site.texts, site.locked) = (true, true);
            }
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(_) | Piece::Quoted(_) => {}
                Piece::Parameter(parameter) => {
                    if parameter.assigns {
                        self.site(&parameter.name).texts = true;
                    }
                    parameter.operands.iter().for_each(|operand| self.pieces(operand));
                    parameter.arithmetic.iter().for_each(|expression| self.arithmetic(expression));
                }
                Piece::Command { unit, .. } | Piece::Process(unit) => self.add(unit),
                Piece::Arithmetic(expression) => self.arithmetic(expression),
                Piece::Array(elements) => elements.iter().for_each(|element| self.pieces(element)),
            }
        }
    }

    fn arithmetic(&mut self, expression: &Arithmetic) {
        self.pieces(&expression.pieces);
        if expression.assigns {
            for name in &expression.names {
                self.site(name).summed = true;
            }
        }
    }

    /// Marks the variables of a pipeline that only assigns. False when it does anything else.
    fn certain(&mut self, unit: &Unit, pipeline: &Pipeline) -> bool {
        let [Command::Simple(command)] = pipeline.seq.as_slice() else { return false };
        if pipeline.bang || pipeline.timed.is_some() || command.word_or_name.is_some() {
            return false;
        }
        // Where a redirection fails, some shells assign nothing.
        let mut items = command.prefix.iter().flat_map(|prefix| &prefix.0);
        if !items.all(|item| matches!(item, CommandPrefixOrSuffixItem::AssignmentWord(..))) {
            return false;
        }
        let mut succeeds = true;
        for item in command.prefix.iter().flat_map(|prefix| &prefix.0) {
            let CommandPrefixOrSuffixItem::AssignmentWord(_, word) = item else { return false };
            let index = word.loc.as_ref().map(|place| place.start.index);
            let Some(Lexeme { kind: Kind::Word(pieces), .. }) = index.and_then(|index| unit.lexemes.get(index)) else {
                return false;
            };
            succeeds &= !pieces.iter().any(|piece| matches!(piece, Piece::Command { .. } | Piece::Arithmetic(_)));
            if let Some(target) = target(pieces).filter(|target| !target.partial) {
                let site = self.sites.entry(target.name).or_default();
                site.certain += 1;
            }
        }
        succeeds
    }

    /// Whether nothing in the script sets the variable.
    pub(super) fn untouched(&self, name: &str) -> bool {
        !self.poisoned && !self.sites.contains_key(name)
    }

    /// Whether every assignment to the variable is walked in the order in which it runs. A loop in a function runs where
    /// that is called.
    pub(super) fn follows(&self, name: &str) -> bool {
        let site = self.sites.get(name).copied().unwrap_or_default();
        let looped = site.all == site.loops && (site.loops == 1 || self.functions.is_empty());
        let certain = site.all > 0 && (site.all == site.certain || looped);
        !self.poisoned && certain && !is_kept(name)
    }

    /// Whether the shell may be told to show each command with its words.
    pub(super) fn traces(&self) -> bool {
        self.poisoned || self.traces
    }

    /// Whether the variable may be one that can't be set.
    pub(super) fn locked(&self, name: &str) -> bool {
        self.poisoned || NUMBERS.contains(&name) || self.sites.get(name).is_some_and(|site| site.locked)
    }

    /// Whether the variable is set once, for certain.
    pub(super) fn constant(&self, name: &str) -> bool {
        let site = self.sites.get(name).copied().unwrap_or_default();
        !self.poisoned && site.all == 1 && site.certain == 1 && !is_kept(name)
    }

    /// Whether a substitution prints one number: `wc -l` at the end of a pipe, and what else counts.
    pub(super) fn counts(&self, unit: &Unit) -> bool {
        counts(unit) && !self.miscounts()
    }

    /// Whether a substitution prints how many processors there are, and no blank.
    pub(super) fn counts_processors(&self, unit: &Unit) -> bool {
        let said = unit.lexemes.iter().filter(|lexeme| !matches!(lexeme.kind, Kind::End | Kind::Number(_)));
        processors(&said.map(written).collect::<Vec<_>>()) && self.functions.is_empty()
    }

    /// Whether the variable is a number whenever it is read: as an expression it runs nothing.
    pub(super) fn number(&self, name: &str) -> bool {
        match self.sites.get(name) {
            // To zsh `status` is a number whatever a script sets it to.
            _ if self.poisoned || is_kept(name) && name != "status" => false,
            Some(_) if self.miscounts() => false,
            Some(site) => !site.texts,
            None => NUMBERS.contains(&name),
        }
    }

    /// Whether what should print a number may print what runs commands where it is evaluated: a function stands for the
    /// program; or older greps say of a binary file that it matches, and the first word of that is a variable of the script.
    fn miscounts(&self) -> bool {
        let said = |name: &String| name.starts_with(|c: char| c.is_ascii_uppercase()) && *name != name.to_uppercase();
        COUNTERS.iter().any(|name| self.functions.contains(*name))
            || self.sites.keys().any(|name| said(name) || name == "O")
    }

    /// What kind of number the variable is, where it is one and one kind alone.
    pub(super) fn figure(&self, name: &str) -> Option<Figure> {
        let site = self.sites.get(name).copied().unwrap_or_default();
        match (site.counted, site.summed) {
            _ if !self.number(name) => None,
            (false, false) => Some(Figure::Number),
            (true, false) => Some(Figure::Count),
            (false, true) => Some(Figure::Sum),
            (true, true) => None,
        }
    }
}

fn word(lexeme: &Lexeme) -> Option<String> {
    match &lexeme.kind {
        Kind::Word(pieces) => unquoted(pieces),
        _ => None,
    }
}

/// A lexeme as it is written, if it is a word or an operator.
pub(super) fn written(lexeme: &Lexeme) -> String {
    match &lexeme.kind {
        Kind::Operator(operator) => (*operator).to_owned(),
        Kind::Word(pieces) => raw(pieces).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The text that a word starts with.
pub(super) fn leading(pieces: &[Piece]) -> String {
    let literal = pieces.iter().map_while(|piece| match piece {
        Piece::Text(text) | Piece::Quoted(text) => Some(text.as_str()),
        _ => None,
    });
    literal.collect()
}
