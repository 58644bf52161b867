//! Groups, loops, branches, functions, tests.

use brush_parser::ast::{
    BinaryPredicate, CaseClauseCommand, CompoundCommand, CompoundList, ExtendedTestExpr, ExtendedTestExprCommand,
    ForClauseCommand, FunctionDefinition, IfClauseCommand, RedirectList, SourceLocation, UnaryPredicate,
    UnexpandedArithmeticExpr, WhileOrUntilClauseCommand,
};

use crate::model::{Invocation, Part, Span, Word};

use super::builtins;
use super::evaluate::Place;
use super::folders::{self, Folders};
use super::numbers::sequence;
use super::source::fail;
use super::syntax::{Kind, Piece, Read, Unit, is_name, raw, unquoted};
use super::variables;
use super::walker::Walker;

/// The most rounds of a loop that are unrolled.
const ROUNDS: usize = 64;

/// Functions that bash or zsh calls by itself: at an exit, behind a change of the folder, before a command.
const UNASKED: &[&str] = &[
    "chpwd",
    "command_not_found_handle",
    "command_not_found_handler",
    "periodic",
    "precmd",
    "preexec",
    "zsh_directory_name",
    "zshaddhistory",
    "zshexit",
];

/// Where one stands after success and after failure, where they differ.
pub(super) type Ends = Option<(Folders, Folders)>;

impl Walker<'_> {
    pub(super) fn compound(&mut self, unit: &Unit, it: &CompoundCommand, list: Option<&RedirectList>) -> Read<Ends> {
        let (outside, before, own) = (self.redirections.len(), self.folders.clone(), self.own.clone());
        self.group_redirections(unit, list, it.location().map(|place| place.start.index))?;
        let result = self.compound_body(unit, it, self.names_for(unit, list));
        self.redirections.truncate(outside);
        if list.is_none() {
            return result;
        }
        // Where a file can't be opened, none of it runs.
        self.folders = folders::either(&before, &self.folders);
        self.own = own;
        Ok(result?.map(|(succeeded, failed)| (succeeded, folders::either(&before, &failed))))
    }

    /// Redirections of a group hold for all in it; they are listed by themselves too, since a group may be empty.
    fn group_redirections(&mut self, unit: &Unit, list: Option<&RedirectList>, index: Option<usize>) -> Read<()> {
        let Some(list) = list else { return Ok(()) };
        let span = place(unit, index);
        for redirection in &list.0 {
            let redirections = self.redirection(unit, redirection)?;
            self.redirections.extend(redirections);
        }
        self.record(Invocation { span, ..Invocation::default() })
    }

    /// `handed` is what prints the names that it gets, where it gets nothing else.
    fn compound_body(&mut self, unit: &Unit, it: &CompoundCommand, handed: Option<Vec<Vec<String>>>) -> Read<Ends> {
        match it {
            CompoundCommand::Arithmetic(command) => self.expression(unit, &command.expr)?,
            CompoundCommand::ArithmeticForClause(clause) => {
                for part in [&clause.initializer, &clause.condition, &clause.updater].into_iter().flatten() {
                    self.expression(unit, part)?;
                }
                if let Some(counter) = clause.initializer.as_ref().and_then(|first| self.counter(unit, first)) {
                    self.set.insert(counter);
                }
                self.body(unit, &clause.body.list);
            }
            CompoundCommand::BraceGroup(group) => self.list(unit, &group.list),
            CompoundCommand::Subshell(subshell) => {
                let saved = self.save();
                self.context.subshell = true;
                self.list(unit, &subshell.list);
                self.restore(saved);
            }
            CompoundCommand::ForClause(clause) => self.for_clause(unit, clause)?,
            CompoundCommand::CaseClause(clause) => self.case(unit, clause)?,
            CompoundCommand::IfClause(clause) => self.branches(unit, clause),
            CompoundCommand::WhileClause(clause) => {
                let line = self.line(unit, &clause.0);
                let names = line.as_ref().and_then(|line| self.lines(line, handed));
                self.while_clause(unit, clause, line.map(|line| line.name).as_deref(), names.as_ref());
            }
            CompoundCommand::UntilClause(clause) => self.while_clause(unit, clause, None, None),
            CompoundCommand::Coprocess(_) => return fail(unit.span, "a coprocess: run the command plainly"),
        }
        Ok(None)
    }

    fn expression(&mut self, unit: &Unit, expression: &UnexpandedArithmeticExpr) -> Read<()> {
        if expression.value.is_empty() {
            return Ok(());
        }
        let lexeme = self.lexeme(unit, super::grammar::placeholder(&expression.value))?;
        match &lexeme.kind {
            Kind::Arithmetic(expression) => self.arithmetic(expression),
            _ => fail(lexeme.span, "an odd arithmetic command: simplify it"),
        }
    }

    /// The one variable that the start of a counting loop names, and sets.
    fn counter(&mut self, unit: &Unit, initializer: &UnexpandedArithmeticExpr) -> Option<String> {
        let lexeme = self.lexeme(unit, super::grammar::placeholder(&initializer.value)).ok()?;
        let Kind::Arithmetic(expression) = &lexeme.kind else { return None };
        let [name] = expression.names.as_slice() else { return None };
        expression.assigns.then(|| name.clone())
    }

    /// A loop's body, once or, when it changes the folder, again from a folder that nobody knows.
    fn body(&mut self, unit: &Unit, list: &CompoundList) {
        let (context, own) = (self.context.clone(), self.own.clone());
        let (before, listed) = (self.folders.clone(), self.script.invocations.len());
        self.context.looped = true;
        self.context.conditional = true;
        self.list(unit, list);
        if self.folders != before {
            self.script.invocations.truncate(listed);
            self.folders = None;
            self.list(unit, list);
            self.folders = None;
        }
        (self.context, self.own) = (context, own);
    }

    fn for_clause(&mut self, unit: &Unit, clause: &ForClauseCommand) -> Read<()> {
        let name = clause.variable_name.as_str();
        if !is_name(name) || variables::is_sensitive(name) || variables::is_integer(name) {
            return fail(unit.span, "an odd variable of a loop: use another name");
        }
        let mut rounds = Vec::new();
        for word in clause.values.iter().flatten() {
            let (pieces, span) = self.pieces(unit, word)?;
            let words = self.arguments(pieces, span)?;
            if let [Piece::Command { unit, .. }] = pieces
                && let Some(numbers) = sequence(unit).filter(|_| !self.scope.functions.contains("seq"))
            {
                rounds.extend(numbers.iter().map(|number| Word::literal(number, span)));
                continue;
            }
            // Either reading is a round.
            let fields = self.fields(pieces, span).map(|(whole, fields)| [fields, vec![whole]].concat());
            rounds.extend(fields.unwrap_or(words));
        }
        let globs = |word: &&Word| word.parts.iter().any(|part| matches!(part, Part::Glob(_)));
        let expanded: Vec<Word> = rounds.iter().filter(globs).cloned().collect();
        if !expanded.is_empty() {
            self.record(Invocation { span: unit.span, arguments: expanded, ..Invocation::default() })?;
        }
        self.sets(name, &rounds, unit.span)?;
        let certain = clause.values.is_some()
            && (1..=ROUNDS).contains(&rounds.len())
            && rounds
                .iter()
                .all(|word| !word.splits || matches!(word.parts.as_slice(), [Part::Printed(_) | Part::Revision]))
            && self.scope.follows(name);
        let (start, own) = (self.folders.clone(), self.own.clone());
        self.owns(name);
        if certain {
            for word in rounds {
                self.variables.insert(name.to_owned(), word.parts);
                self.body(unit, &clause.body.list);
            }
        } else {
            // A loop around may have it, too.
            self.variables.remove(name);
            self.body(unit, &clause.body.list);
        }
        self.variables.remove(name);
        self.own = own;
        self.folders = folders::either(&start, &self.folders);
        Ok(())
    }

    /// A loop, and the variable that it fills with one of `names` each time.
    fn while_clause(
        &mut self,
        unit: &Unit,
        WhileOrUntilClauseCommand(condition, body, _): &WhileOrUntilClauseCommand,
        line: Option<&str>,
        names: Option<&Part>,
    ) {
        let context = self.context.clone();
        let (start, listed) = (self.folders.clone(), self.script.invocations.len());
        for again in [false, true] {
            self.context.looped = true;
            self.context.condition = true;
            self.reads = line.map(str::to_owned);
            self.list(unit, condition);
            self.reads = None;
            self.context = context.clone();
            if let Some(line) = line {
                self.variables.remove(line);
                self.variables.extend(names.map(|names| (line.to_owned(), vec![names.clone()])));
            }
            self.body(unit, &body.list);
            if let Some(line) = line {
                self.variables.remove(line);
            }
            self.context = context.clone();
            if again || self.folders == start {
                break;
            }
            self.script.invocations.truncate(listed);
            self.folders = None;
        }
    }

    fn branches(&mut self, unit: &Unit, clause: &IfClauseCommand) {
        let context = self.context.clone();
        self.context.condition = true;
        self.list(unit, &clause.condition);
        self.context = context.clone();
        self.context.conditional = true;
        let (mut start, own) = (self.folders.clone(), self.own.clone());
        self.list(unit, &clause.then);
        let mut end = self.folders.clone();
        let mut complete = false;
        for branch in clause.elses.iter().flatten() {
            self.folders = start.clone();
            self.own.clone_from(&own);
            match &branch.condition {
                Some(condition) => {
                    self.context.condition = true;
                    self.list(unit, condition);
                    self.context.condition = context.condition;
                    start = self.folders.clone();
                }
                None => complete = true,
            }
            self.list(unit, &branch.body);
            end = folders::either(&end, &self.folders);
        }
        self.folders = if complete { end } else { folders::either(&end, &start) };
        (self.context, self.own) = (context, own);
    }

    fn case(&mut self, unit: &Unit, clause: &CaseClauseCommand) -> Read<()> {
        let (pieces, span) = self.pieces(unit, &clause.value)?;
        self.single(pieces, Place::Single, span)?;
        let context = self.context.clone();
        self.context.conditional = true;
        let (mut end, own) = (self.folders.clone(), self.own.clone());
        for item in &clause.cases {
            for pattern in &item.patterns {
                let (pieces, span) = self.pieces(unit, pattern)?;
                self.single(pieces, Place::Single, span)?;
            }
            if let Some(list) = &item.cmd {
                // `;&` falls through, so that a branch may start where any branch before it ended.
                self.folders = end.clone();
                self.list(unit, list);
                end = folders::either(&end, &self.folders);
                self.own.clone_from(&own);
            }
        }
        self.folders = end;
        self.context = context;
        Ok(())
    }

    pub(super) fn function(&mut self, unit: &Unit, function: &FunctionDefinition) -> Read<Ends> {
        let (pieces, span) = self.pieces(unit, &function.fname)?;
        let plain = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.:".contains(c));
        let name = raw(pieces).filter(|name| plain(name) && !builtins::is_builtin(name) && !is_called_unasked(name));
        let Some(name) = name.filter(|name| self.wrappers.wrappers.named(name).is_none()) else {
            return fail(span, "a function with an odd name, or the name of a builtin: name it otherwise");
        };
        let odd = self.context.conditional || self.context.looped || self.context.function.is_some() || self.sh;
        if odd || self.line.broken.is_some() || self.functions.contains_key(&name) {
            return fail(span, "a function that is defined twice, or not for certain: define it once, at the start");
        }
        let saved = self.save();
        let redirections = std::mem::take(&mut self.redirections);
        self.context.function = Some(name.clone());
        self.variables.retain(|name, _| self.scope.constant(name));
        self.lists.retain(|name, _| self.scope.constant(name));
        self.forget_pushed();
        if self.scope.moves {
            self.folders = None;
        }
        let result = self.compound(unit, &function.body.0, function.body.1.as_ref());
        self.redirections = redirections;
        self.restore(saved);
        result?;
        self.functions.insert(name, self.scope.moves);
        Ok(None)
    }

    pub(super) fn test(
        &mut self,
        unit: &Unit,
        test: &ExtendedTestExprCommand,
        list: Option<&RedirectList>,
    ) -> Read<Ends> {
        let outside = self.redirections.len();
        let index = Some(test.loc.start.index);
        self.group_redirections(unit, list, index)?;
        self.redirections.truncate(outside);
        let lexeme = self.lexeme(unit, index)?;
        if !matches!(lexeme.kind, Kind::Test) {
            return fail(lexeme.span, "[[ where it is no test: put it on a line of its own");
        }
        self.operands(unit, &test.expr)?;
        Ok(None)
    }

    fn operands(&mut self, unit: &Unit, expression: &ExtendedTestExpr) -> Read<()> {
        match expression {
            ExtendedTestExpr::And(one, other) | ExtendedTestExpr::Or(one, other) => {
                self.operands(unit, one)?;
                self.operands(unit, other)
            }
            ExtendedTestExpr::Not(inner) | ExtendedTestExpr::Parenthesized(inner) => self.operands(unit, inner),
            ExtendedTestExpr::UnaryTest(predicate, word) => {
                let (pieces, span) = self.pieces(unit, word)?;
                let variable = matches!(
                    predicate,
                    UnaryPredicate::ShellVariableIsSetAndAssigned | UnaryPredicate::ShellVariableIsSetAndNameRef
                );
                if variable && !unquoted(pieces).is_some_and(|name| is_name(&name)) {
                    return fail(span, "a test of a variable whose name may run commands: name it plainly");
                }
                let terminal = matches!(predicate, UnaryPredicate::FdIsOpenTerminal);
                if terminal && !pieces.iter().all(|piece| self.is_number(piece)) {
                    return fail(span, "[[ -t: zsh evaluates this and may run commands: give a number");
                }
                let testing = std::mem::replace(&mut self.testing, true);
                let read = self.single(pieces, Place::Single, span);
                self.testing = testing;
                read.map(|_| ())
            }
            ExtendedTestExpr::BinaryTest(predicate, left, right) => {
                let numbers = matches!(
                    predicate,
                    BinaryPredicate::ArithmeticEqualTo
                        | BinaryPredicate::ArithmeticNotEqualTo
                        | BinaryPredicate::ArithmeticLessThan
                        | BinaryPredicate::ArithmeticLessThanOrEqualTo
                        | BinaryPredicate::ArithmeticGreaterThan
                        | BinaryPredicate::ArithmeticGreaterThanOrEqualTo
                );
                for word in [left, right] {
                    let (pieces, span) = self.pieces(unit, word)?;
                    if numbers && !pieces.iter().all(|piece| self.is_number(piece)) {
                        return fail(span, "an operand that is evaluated and may be no number: use [ … ]");
                    }
                    self.single(pieces, Place::Single, span)?;
                }
                Ok(())
            }
        }
    }

    pub(super) fn is_number(&self, piece: &Piece) -> bool {
        match piece {
            Piece::Text(text) | Piece::Quoted(text) => text.chars().all(|c| c.is_ascii_digit() || c == '-'),
            Piece::Parameter(parameter) => parameter.numeric || parameter.plain && self.scope.number(&parameter.name),
            Piece::Arithmetic(_) => true,
            Piece::Command { unit, .. } => self.scope.counts(unit),
            _ => false,
        }
    }
}

fn is_called_unasked(name: &str) -> bool {
    UNASKED.contains(&name) || name.starts_with("TRAP")
}

/// The place of a lexeme, or of the whole.
fn place(unit: &Unit, index: Option<usize>) -> Span {
    index.and_then(|index| unit.lexemes.get(index)).map_or(unit.span, |lexeme| lexeme.span)
}
