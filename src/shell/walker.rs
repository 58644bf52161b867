//! Commands → invocations, in the order in which they run as far as that is known.

use std::collections::{BTreeMap, BTreeSet};

use brush_parser::ast::{
    AndOr, AndOrList, Command, CompoundCommand, CompoundList, CompoundListItem, Pipeline, PipelineTimed,
    SeparatorOperator, Word,
};

use crate::model::{Context, Invocation, NotUnderstood, Part, Redirection, Script, Span, Wrappers, Wrapping};

use super::breaks::Line;
use super::evaluate::{cost, size};
use super::folders::{self, Folders, Pushed};
use super::lexer::Lexer;
use super::prints;
use super::scope::Scope;
use super::source::{Budget, Source, fail};
use super::syntax::{Kind, Lexeme, Piece, Read, Unit, raw};

/// The most invocations that are listed.
const MOST: usize = 2_000;
/// The most places that are listed as not understood.
const UNKNOWN: usize = 100;

/// The functions that are defined for certain so far, with whether each may change the working folder.
pub(super) type Functions = BTreeMap<String, bool>;

/// Walks a script and all that is nested in it.
pub(super) struct Walker<'a> {
    pub(super) wrappers: &'a Wrappers,
    pub(super) budget: Budget,
    pub(super) script: Script,
    pub(super) scope: Scope,
    pub(super) variables: BTreeMap<String, Vec<Part>>,
    /// Arrays that are written out, and set for certain.
    pub(super) lists: BTreeMap<String, Vec<crate::model::Word>>,
    /// Variables that have been set for certain, to whatever.
    pub(super) set: BTreeSet<String>,
    /// Credentials by their names that the script has set on the way here.
    pub(super) own: BTreeSet<String>,
    pub(super) functions: Functions,
    pub(super) folders: Folders,
    pub(super) context: Context,
    /// Of the groups around.
    pub(super) redirections: Vec<Redirection>,
    /// Around what is read now: `time`, `bash -c`.
    pub(super) around: Vec<Wrapping>,
    /// Only what all shells read alike is understood.
    pub(super) sh: bool,
    /// Where `pushd` was called, and nothing has changed the folder since.
    pub(super) pushed: Option<Pushed>,
    pub(super) strayed: bool,
    /// Arguments of the command that is read which may be no numbers.
    pub(super) doubtful: BTreeSet<Span>,
    /// Arguments of the command that is read which are named, or begin, otherwise than written.
    pub(super) expanded: BTreeSet<Span>,
    /// In the operands of a test, which shows nothing.
    pub(super) testing: bool,
    /// The shell was told to show each command with its words.
    pub(super) traced: bool,
    /// The variable that the condition of a loop fills, while that is walked.
    pub(super) reads: Option<String>,
    pub(super) line: Line,
    seen: BTreeSet<usize>,
    chains: u32,
}

impl<'a> Walker<'a> {
    pub(super) fn new(wrappers: &'a Wrappers) -> Self {
        Self {
            wrappers,
            budget: Budget::default(),
            script: Script::default(),
            scope: Scope::default(),
            variables: BTreeMap::new(),
            lists: BTreeMap::new(),
            set: BTreeSet::new(),
            own: BTreeSet::new(),
            functions: Functions::new(),
            folders: folders::start(),
            context: Context::default(),
            redirections: Vec::new(),
            around: Vec::new(),
            sh: false,
            pushed: None,
            strayed: false,
            doubtful: BTreeSet::new(),
            expanded: BTreeSet::new(),
            testing: false,
            traced: false,
            reads: None,
            line: Line::default(),
            seen: BTreeSet::new(),
            chains: 0,
        }
    }

    /// For a script that any shell may run.
    pub(super) fn handed(wrappers: &'a Wrappers) -> Self {
        Self { sh: true, ..Self::new(wrappers) }
    }

    /// Reads and walks a script that has the shell for itself.
    pub(super) fn fresh(&mut self, source: Source) -> Read<()> {
        let unit = Lexer::new(source, &mut self.budget, self.sh).unit(false)?;
        let scope = std::mem::replace(&mut self.scope, Scope::of(&unit));
        let functions = std::mem::take(&mut self.functions);
        let variables = std::mem::take(&mut self.variables);
        let (set, lists) = (std::mem::take(&mut self.set), std::mem::take(&mut self.lists));
        let own = std::mem::take(&mut self.own);
        self.unit(&unit);
        (self.scope, self.functions, self.variables) = (scope, functions, variables);
        (self.set, self.lists, self.own) = (set, lists, own);
        Ok(())
    }

    /// Reads and walks a script that runs in this very shell.
    pub(super) fn shared(&mut self, source: Source) -> Read<()> {
        let unit = Lexer::new(source, &mut self.budget, self.sh).unit(false)?;
        self.scope.add(&unit);
        self.unit(&unit);
        self.may_break_off();
        Ok(())
    }

    /// Notes what was not understood.
    pub(super) fn unknown(&mut self, unknown: NotUnderstood) {
        if self.script.unknown.len() < UNKNOWN && !self.script.unknown.contains(&unknown) {
            self.script.unknown.push(unknown);
        }
    }

    /// Lists a command.
    pub(super) fn record(&mut self, mut invocation: Invocation) -> Read<()> {
        if self.script.invocations.len() >= MOST {
            return fail(invocation.span, format!("more than {MOST} commands"));
        }
        let words = self.redirections.iter().flat_map(|redirection| &redirection.target);
        let words = words.chain(self.around.iter().flat_map(|wrapping| &wrapping.arguments));
        let copied: u32 = words.map(|word| cost(size(&word.parts)) + 1).sum();
        self.budget.spend(copied, invocation.span)?;
        invocation.folders = self.folders.clone().filter(|folders| !folders.is_empty());
        invocation.context = self.context.clone();
        let around = self.redirections.iter().cloned();
        invocation.redirections.splice(0..0, around);
        let wrappers = self.around.iter().cloned();
        invocation.wrappers.splice(0..0, wrappers);
        self.script.invocations.push(invocation);
        Ok(())
    }

    /// Walks a list of commands and all of its words.
    pub(super) fn unit(&mut self, unit: &Unit) {
        let seen = std::mem::take(&mut self.seen);
        let unknown_before = self.script.unknown.len();
        if let Err(unknown) = self.budget.enter(unit.span) {
            self.unknown(unknown);
            return;
        }
        let (outer, testing) = (self.begin_lines(), std::mem::take(&mut self.testing));
        for list in &unit.program.complete_commands {
            self.list(unit, list);
            self.end_line();
        }
        (self.line, self.testing) = (outer, testing);
        self.budget.leave();
        let seen = std::mem::replace(&mut self.seen, seen);
        if self.script.unknown.len() > unknown_before {
            return;
        }
        for (index, lexeme) in unit.lexemes.iter().enumerate() {
            if super::grammar::is_placeholder(lexeme) && !seen.contains(&index) {
                self.unknown(NotUnderstood {
                    span: lexeme.span,
                    why: "a word that is read otherwise than it looks: simplify the command".to_owned(),
                });
            }
        }
    }

    /// The lexeme at an index, from now on accounted for.
    pub(super) fn lexeme<'u>(&mut self, unit: &'u Unit, index: Option<usize>) -> Read<&'u Lexeme> {
        match index.and_then(|index| unit.lexemes.get(index).map(|lexeme| (index, lexeme))) {
            Some((index, lexeme)) => {
                self.seen.insert(index);
                Ok(lexeme)
            }
            None => fail(unit.span, "a word whose place is not certain: simplify the command"),
        }
    }

    /// The pieces of a word of the grammar.
    pub(super) fn pieces<'u>(&mut self, unit: &'u Unit, word: &Word) -> Read<(&'u [Piece], Span)> {
        let index = word.loc.as_ref().map(|place| place.start.index);
        let lexeme = self.lexeme(unit, index.or_else(|| super::grammar::placeholder(&word.value)))?;
        match &lexeme.kind {
            Kind::Word(pieces) | Kind::Regex(pieces) | Kind::Document(pieces) => Ok((pieces, lexeme.span)),
            _ => fail(lexeme.span, "a word that is read otherwise than it looks: simplify the command"),
        }
    }

    pub(super) fn list(&mut self, unit: &Unit, list: &CompoundList) {
        for CompoundListItem(commands, separator) in &list.0 {
            match separator {
                SeparatorOperator::Sequence => self.and_or(unit, commands),
                SeparatorOperator::Async => {
                    let saved = self.save();
                    self.context.background = true;
                    self.context.subshell = true;
                    self.and_or(unit, commands);
                    self.restore(saved);
                }
            }
        }
    }

    fn and_or(&mut self, unit: &Unit, commands: &AndOrList) {
        let (conditional, chain) = (self.context.conditional, self.context.chain);
        let mut unbroken = true;
        self.begin_chain();
        let (mut succeeded, mut failed) = self.pipeline(unit, &commands.first);
        let own = self.own.clone();
        self.context.conditional |= !commands.additional.is_empty() && !is_assignment(&commands.first);
        for next in &commands.additional {
            unbroken &= matches!(next, AndOr::And(_));
            if !unbroken {
                self.begin_chain();
                self.own.clone_from(&own);
            }
            match next {
                AndOr::And(pipeline) => {
                    self.folders = succeeded;
                    let (yes, no) = self.pipeline(unit, pipeline);
                    failed = folders::either(&failed, &no);
                    succeeded = yes;
                }
                AndOr::Or(pipeline) => {
                    self.folders = failed;
                    let (yes, no) = self.pipeline(unit, pipeline);
                    succeeded = folders::either(&succeeded, &yes);
                    failed = no;
                }
            }
        }
        self.folders = folders::either(&succeeded, &failed);
        self.own = own;
        (self.context.conditional, self.context.chain) = (conditional, chain);
    }

    fn begin_chain(&mut self) {
        self.chains = self.chains.saturating_add(1);
        self.context.chain = self.chains;
    }

    /// Where one stands when the pipeline succeeded, and when it failed.
    fn pipeline(&mut self, unit: &Unit, pipeline: &Pipeline) -> (Folders, Folders) {
        let saved = self.context.clone();
        self.context.negated |= pipeline.bang;
        if pipeline.timed.is_some() {
            self.around.push(Wrapping { name: "time".to_owned(), arguments: Vec::new(), silent: true });
            self.context.conditional = true;
        }
        let untimed = pipeline.timed.is_some().then(|| self.folders.clone());
        let length = u32::try_from(pipeline.seq.len()).unwrap_or(u32::MAX);
        let (mut succeeded, mut failed) = (self.folders.clone(), self.folders.clone());
        if pipeline.seq.is_empty() {
            self.unknown(NotUnderstood { span: unit.span, why: "a pipeline without commands: complete it".to_owned() });
        }
        for (index, command) in pipeline.seq.iter().enumerate() {
            let subshell = (length > 1).then(|| self.save());
            let context = self.context.clone();
            let position = u32::try_from(index + 1).unwrap_or(u32::MAX);
            (self.context.position, self.context.length) = (position, length);
            self.context.piped_in |= position > 1;
            self.context.piped_out |= position < length;
            self.context.listed = self.listed(unit, pipeline, index);
            let ends = if is_odd(unit, pipeline, command, self.sh) {
                self.unknown(NotUnderstood { span: unit.span, why: "`time` in an odd place: leave it out".to_owned() });
                (None, None)
            } else {
                self.command(unit, command)
            };
            match subshell {
                Some(state) => {
                    let variables = std::mem::take(&mut self.variables);
                    let remembered = (self.pushed.take(), self.strayed);
                    self.restore(state);
                    if position == length {
                        if remembered != (self.pushed.clone(), self.strayed) {
                            self.forget_pushed();
                        }
                        // zsh, and bash with `lastpipe`, run the last command in this very shell.
                        self.variables.retain(|name, parts| variables.get(name) == Some(parts));
                        let before = self.folders.clone();
                        (succeeded, failed) = (folders::either(&before, &ends.0), folders::either(&before, &ends.1));
                    }
                }
                None => {
                    (succeeded, failed) = ends;
                    self.context = context;
                }
            }
        }
        if let Some(before) = untimed {
            self.around.pop();
            // To dash it is a program, and zsh takes an option of it for one.
            (succeeded, failed) = (folders::either(&before, &succeeded), folders::either(&before, &failed));
        }
        self.context = saved;
        if pipeline.bang { (failed, succeeded) } else { (succeeded, failed) }
    }

    /// The commands that print what comes through the pipe to a command, where these are names.
    fn listed(&self, unit: &Unit, pipeline: &Pipeline, index: usize) -> Option<Vec<Vec<String>>> {
        let before = pipeline.seq.get(..index).filter(|before| !before.is_empty())?;
        prints::piped(unit, before).filter(|commands| self.is_own(commands))
    }

    /// Whether no function stands for one of the commands.
    pub(super) fn is_own(&self, commands: &[Vec<String>]) -> bool {
        let named = |words: &Vec<String>| words.first().is_some_and(|name| self.scope.functions.contains(name));
        self.functions.is_empty() && !commands.iter().any(named)
    }

    fn command(&mut self, unit: &Unit, command: &Command) -> (Folders, Folders) {
        let result = self.budget.enter(unit.span).and_then(|()| {
            let result = match command {
                Command::Simple(simple) => self.simple(unit, simple),
                Command::Compound(compound, redirections) => self.compound(unit, compound, redirections.as_ref()),
                Command::Function(function) => self.function(unit, function),
                Command::ExtendedTest(test, redirections) => self.test(unit, test, redirections.as_ref()),
            };
            self.budget.leave();
            result
        });
        match result {
            Ok(Some(ends)) => ends,
            Ok(None) => (self.folders.clone(), self.folders.clone()),
            Err(unknown) => {
                self.unknown(unknown);
                (None, None)
            }
        }
    }
}

/// Whether the pipeline only assigns, so that what follows it runs for certain.
fn is_assignment(pipeline: &Pipeline) -> bool {
    matches!(pipeline.seq.as_slice(), [Command::Simple(command)] if command.word_or_name.is_none() && !pipeline.bang)
}

/// Whether bash sees `time`, the reserved word, where the grammar does not, or another shell takes it for a program.
fn is_odd(unit: &Unit, pipeline: &Pipeline, command: &Command, sh: bool) -> bool {
    let simple = match command {
        Command::Simple(simple) => simple,
        // Behind `-p` it is a pattern to zsh, which may run commands.
        Command::Compound(CompoundCommand::Subshell(_) | CompoundCommand::BraceGroup(_), _)
            if matches!(pipeline.timed, Some(PipelineTimed::Timed(_))) && !pipeline.bang && !sh =>
        {
            return false;
        }
        _ => return pipeline.timed.is_some(),
    };
    let Some(name) = simple.word_or_name.as_ref().filter(|_| simple.prefix.is_none()) else {
        return false;
    };
    let lexeme = name.loc.as_ref().and_then(|place| unit.lexemes.get(place.start.index));
    matches!(lexeme, Some(Lexeme { kind: Kind::Word(pieces), .. }) if raw(pieces).as_deref() == Some("time"))
}
