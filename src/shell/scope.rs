//! What a script does to variables and functions anywhere in it, found before it is walked: only a variable that
//! nothing else can set keeps a certain value.

use std::collections::{BTreeMap, BTreeSet};

use brush_parser::ast::{AndOr, Command, CommandPrefixOrSuffixItem, CompoundListItem, Pipeline, SeparatorOperator};

use super::counts::processors;
use super::lines;
use super::operands::is_operand;
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
const COUNTERS: &[&str] = &["wc", "nproc", "date", "tr", "grep", "git", "seq"];

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
        let mut before = ["", ""].map(str::to_owned);
        for (index, lexeme) in unit.lexemes.iter().enumerate() {
            let written = written(lexeme);
            match &lexeme.kind {
                Kind::Word(pieces) => {
                    let operand = raw(pieces).as_deref() == Some(".") && is_operand(&unit.lexemes, index);
                    self.word(pieces, assigner && before[1] != "for", operand);
                }
                Kind::Regex(pieces) | Kind::Document(pieces) => self.pieces(pieces),
                Kind::Arithmetic(expression) => self.arithmetic(expression),
                Kind::Operator(_) | Kind::Number(_) | Kind::Test | Kind::End => {}
            }
            let [earlier, last] = &before;
            if last == "for" && is_name(&written) {
                let site = self.site(&written);
                site.loops += 1;
                site.texts |= !numbers(unit.lexemes.get(index + 1..).unwrap_or_default());
            }
            if last == "while"
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
            let texts = !number(pieces, target.length);
            let site = self.site(&target.name);
            site.texts |= texts;
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
                self.site(name);
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

    /// Whether every assignment to the variable is walked in the order in which it runs.
    pub(super) fn follows(&self, name: &str) -> bool {
        let site = self.sites.get(name).copied().unwrap_or_default();
        let certain = site.all > 0 && (site.all == site.certain || site.all == site.loops);
        !self.poisoned && certain && !is_kept(name)
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
        counts(unit) && COUNTERS.iter().all(|name| !self.functions.contains(*name))
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
            Some(_) if COUNTERS.iter().any(|name| self.functions.contains(*name)) => false,
            Some(site) => !site.texts,
            None => NUMBERS.contains(&name),
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
fn leading(pieces: &[Piece]) -> String {
    let literal = pieces.iter().map_while(|piece| match piece {
        Piece::Text(text) | Piece::Quoted(text) => Some(text.as_str()),
        _ => None,
    });
    literal.collect()
}

/// Whether the value behind `name=` is a number.
pub(super) fn number(pieces: &[Piece], skip: usize) -> bool {
    let (mut digits, mut computed) = (0, 0);
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) | Piece::Quoted(text) => {
                let text = if index == 0 { text.get(skip..).unwrap_or_default() } else { text };
                if !text.chars().all(|c| c.is_ascii_digit()) {
                    return false;
                }
                digits += text.len();
            }
            Piece::Arithmetic(_) => computed += 1,
            Piece::Command { unit, .. } if counts(unit) => computed += 1,
            Piece::Parameter(parameter) if parameter.numeric => computed += 1,
            _ => return false,
        }
    }
    digits + computed > 0
}

/// Whether a `for` whose name stands before `rest` goes over numbers.
fn numbers(rest: &[Lexeme]) -> bool {
    let mut words = rest.iter().take_while(|lexeme| !matches!(lexeme.kind, Kind::Operator(_)));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let range = |text: &str| {
        let bounds =
            text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).and_then(|text| text.split_once(".."));
        bounds.is_some_and(|(from, to)| digits(from) && digits(to))
    };
    let sequence = |unit: &Unit| {
        let mut words = unit.lexemes.iter().filter(|lexeme| !matches!(lexeme.kind, Kind::End)).map(written);
        words.next().as_deref() == Some("seq") && words.all(|word| digits(&word))
    };
    let one = |lexeme: &Lexeme| match &lexeme.kind {
        Kind::Word(pieces) if let [Piece::Command { unit, .. }] = pieces.as_slice() => sequence(unit),
        _ => digits(&written(lexeme)) || range(&written(lexeme)),
    };
    words.next().map(written).as_deref() == Some("in") && words.all(one)
}

/// Whether the last command of a list prints one number, or nothing.
fn counts(unit: &Unit) -> bool {
    let words: Vec<String> = unit.lexemes.iter().map(written).collect();
    let piped: Vec<&[String]> = words.split(|word| word == "|").collect();
    let Some((mut last, before)) = piped.split_last() else { return false };
    let mut before = before.last();
    if words.iter().any(|word| matches!(word.as_str(), "||" | "&&" | ";" | "\n" | "&" | "(" | "{")) {
        return false;
    }
    if let ([tr, delete, _], Some(previous)) = (*last, before)
        && tr == "tr"
        && delete == "-d"
    {
        (last, before) = (previous, Some(previous));
    }
    let read = last.iter().position(|word| word == "<").unwrap_or(last.len());
    let (command, input) = last.split_at(read);
    let flag = |word: &String| matches!(word.as_str(), "-l" | "-c" | "-w" | "-m");
    match command {
        [wc, flags @ ..] if wc == "wc" => {
            flags.len() == 1 && flags.iter().all(flag) && (input.len() == 2 || input.is_empty() && before.is_some())
        }
        [date, format] if date == "date" => format == "+%s",
        [nproc] => nproc == "nproc",
        [git, list, count, revision] if git == "git" => {
            let name = revision.bytes().all(|b| b.is_ascii_alphanumeric() || b"_./~^".contains(&b));
            list == "rev-list" && count == "--count" && name && !revision.is_empty()
        }
        [grep, flags, pattern, files @ ..] if grep == "grep" => {
            let counting = flags.strip_prefix('-').is_some_and(|letters| {
                letters.contains('c') && letters.chars().all(|letter| "civwxEFh".contains(letter))
            });
            let one = match files {
                [] => input.len() == 2 || input.is_empty() && before.is_some(),
                [file] => input.is_empty() && !file.is_empty() && !file.contains(['*', '?', '[', '{', '-']),
                _ => false,
            };
            counting && one && !pattern.starts_with('-')
        }
        _ => false,
    }
}
