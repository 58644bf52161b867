//! The seam to the shell: what a command line does, by its reader and the command specifications.

use super::arguments::{arg, expanded, formatted, known, shown};
use super::doing::{Chain, Doing, Searched, Understood};
use super::environment::sought;
use super::fed::Fed;
use super::grants;
use super::kinds::{changes_nearby, leads_anywhere, runs_own};
use super::listed::Listed;
use super::steps::{Folders, changed, folders, within};
use super::streams::{handed_over, is_fed, keeps_open, stream};
use crate::model::{
    Assignment, Attribute, Context, Effect, EffectKind, Form, Gap, Invocation, NotUnderstood, Span, Subject, Wrappers,
    Wrapping,
};
use crate::shell::{self, Arg, Call, Lookup, Nested};

/// How many commands may run one another, one inside the other.
const DEEPEST: usize = 16;

/// How many commands one command line may come to.
const MOST: usize = 2_000;

/// Reads a command line: what it does, as far as every command in it has a specification. `exported` tells whether the
/// shell starts with a variable of that name that programs see.
#[must_use]
pub fn read(command: &str, wrappers: &Wrappers, lookup: &Lookup<'_>, exported: &dyn Fn(&str) -> bool) -> Understood {
    let (words, out) = (command.to_owned(), Understood::default());
    let mut reader = Reader {
        wrappers,
        lookup,
        exported,
        text: command,
        words,
        commands: 0,
        chain: None,
        anytime: false,
        searched: None,
        piped: false,
        kept: false,
        fed: Fed::Nothing,
        ahead: Vec::new(),
        looped: false,
        handed: Vec::new(),
        out,
    };
    reader.script(command, &Some(vec![String::new()]), 0);
    reader.settle_ahead();
    if reader.found() == 0 {
        let why = "no program runs in it, so that nothing is there to be judged: leave the call out";
        reader.gap(command, Span::default(), why.to_owned(), None);
    }
    reader.settle_names();
    let Reader { words, mut out, .. } = reader;
    out.doings.extend(grants::hidden(&words, &out));
    out
}

pub(super) struct Reader<'a> {
    wrappers: &'a Wrappers,
    pub(super) lookup: &'a Lookup<'a>,
    pub(super) exported: &'a dyn Fn(&str) -> bool,
    text: &'a str,
    /// All that is read, as written and as it is handed over.
    words: String,
    commands: usize,
    chain: Option<Chain>,
    pub(super) anytime: bool,
    searched: Option<Searched>,
    /// Whether a pipe hands something over to the command.
    piped: bool,
    /// What a pipe or a redirection hands over to the command.
    fed: Fed,
    /// Whether it keeps files open that are read.
    pub(super) kept: bool,
    /// The folders in which Python is told to look first by `export`, and whether a tool followed.
    pub(super) ahead: Vec<(Effect, bool)>,
    /// Whether a loop has names printed.
    pub(super) looped: bool,
    /// Names that the command is handed, and where they come from.
    pub(super) handed: Vec<(Subject, Listed)>,
    pub(super) out: Understood,
}

impl Reader<'_> {
    fn script(&mut self, text: &str, start: &Folders, depth: usize) {
        let script = match depth {
            0 => shell::read(text, self.wrappers),
            _ => shell::read_handed(text, self.wrappers),
        };
        self.kept |= keeps_open(&script);
        for NotUnderstood { span, why } in script.unknown {
            self.gap(text, span, why, None);
        }
        for invocation in &script.invocations {
            self.chain = (depth == 0).then(|| chain(invocation));
            let before = self.anytime;
            let repeats = |wrapping: &Wrapping| self.wrappers.wrappers.named(&wrapping.name).is_some_and(|w| w.appends);
            self.anytime |= is_anytime(&invocation.context) || invocation.wrappers.iter().any(repeats);
            self.invocation(text, invocation, start, depth);
            self.anytime = before;
        }
    }

    /// How much there is to be judged so far.
    fn found(&self) -> usize {
        self.out.doings.len() + self.out.unknown.len()
    }

    fn invocation(&mut self, text: &str, invocation: &Invocation, start: &Folders, depth: usize) {
        let (folders, found) = (within(start, folders(invocation, depth == 0)), self.found());
        for wrapping in &invocation.wrappers {
            self.wrapping(text, wrapping, &folders);
        }
        for redirection in &invocation.redirections {
            self.redirection(text, redirection, &folders);
        }
        if let Some((span, why)) = sought(invocation, self.exported) {
            self.gap(text, span, why, None);
        }
        let arrays = invocation.assignments.iter().filter(|assignment| assignment.partial);
        self.expanded(arrays.flat_map(|assignment| &assignment.values).map(arg), &folders);
        let assignments: Vec<(String, Arg)> = invocation.assignments.iter().flat_map(assigned).collect();
        match &invocation.program {
            None => {
                self.expanded(invocation.arguments.iter().map(arg), &folders);
                self.shell_variables(text, assignments, &folders);
                if self.found() == found {
                    self.does(Effect::bare(EffectKind::Output), None, &folders);
                }
            }
            Some(_) if invocation.function => {}
            Some(program) => {
                let handed = std::mem::take(&mut self.handed);
                let rounds = self.rounds(invocation, program, &folders);
                let before = (self.piped, self.fed);
                self.piped |= invocation.context.piped_in;
                self.fed = self.fed.max(Fed::by(invocation));
                for (args, more) in rounds {
                    let call = Call { program: arg(program), args, assignments: assignments.clone(), more };
                    self.call(text, &call, &folders, depth);
                }
                (self.piped, self.fed) = before;
                self.handed = handed;
                // `exec < FILE` is for all that follows.
                if program.value.as_deref() == Some("exec") {
                    self.fed = self.fed.max(Fed::by(invocation));
                }
            }
        }
    }

    /// A program with its arguments, and the commands that it runs in its turn.
    fn call(&mut self, text: &str, call: &Call, folders: &Folders, depth: usize) {
        self.commands = self.commands.saturating_add(1);
        if depth > DEEPEST || self.commands > MOST {
            return self.gap(text, call.program.span, "too many commands run one another".to_owned(), None);
        }
        for arg in std::iter::once(&call.program).chain(&call.args) {
            self.words.push('\n');
            self.words.push_str(&arg.text);
        }
        let called = self.by_name(call, folders);
        let call = called.as_ref().unwrap_or(call);
        let name = call.program.known();
        if let Some(path) = name.filter(|name| name.contains('/')) {
            let known = (self.lookup)(path).is_some();
            let kind = if known { EffectKind::RunRecipe } else { EffectKind::RunScript };
            self.does(Effect::on(kind, call.program.subject()), Some(path), folders);
            if !known {
                return self.gap(text, call.program.span, "a program given by its path".to_owned(), None);
            }
        }
        self.expanded(call.args.iter().cloned(), folders);
        let command = name.map(|name| words(name, call, self.lookup));
        let understanding = shell::understand(call, self.lookup);
        for NotUnderstood { span, why } in understanding.unknown {
            self.gap(text, span, why, command.clone());
        }
        let effects = formatted(known(understanding.effects, call));
        let does = |kinds: &[EffectKind]| effects.iter().any(|effect| kinds.contains(&effect.kind));
        let (runs, builds) = (does(&[EffectKind::RunTest, EffectKind::RunBench]), does(&[EffectKind::RunBuild]));
        let anywhere = effects.iter().any(leads_anywhere);
        let (imports, effects): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|effect| effect.kind == EffectKind::RunImports);
        let (ahead, effects): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|effect| effect.kind == EffectKind::RunPath);
        let (first, alone) =
            (self.out.doings.len(), matches!(understanding.nested.as_slice(), [] | [Nested::Command { .. }]));
        for effect in effects {
            let obeyed = runs && effect.kind == EffectKind::Read;
            if builds && effect.kind == EffectKind::Read && stream(&effect).is_some() {
                self.does(Effect::bare(EffectKind::RunInline), command.as_deref(), folders);
            }
            if obeyed && !is_fed(&effect) && stream(&effect).is_some() {
                let code = Effect { kind: EffectKind::RunInline, ..effect.clone() };
                self.does(handed_over(code, self.piped), command.as_deref(), folders);
            }
            let effect = if obeyed { effect.with(Attribute::Obeyed) } else { effect };
            let effect = handed_over(effect, self.piped);
            self.does(Effect { kind: self.fed.obeyed(effect.kind), ..effect }, command.as_deref(), folders);
        }
        for nested in understanding.nested {
            let (Nested::Command { directory, .. } | Nested::Script { directory, .. }) = &nested;
            let before = self.searched.clone();
            let package = anywhere.then_some(call.program.span);
            let (folders, start) = (self.enter(folders, directory), self.out.doings.len());
            match nested {
                Nested::Command { call, .. } => {
                    // A search runs it for each of its finds.
                    let before = std::mem::replace(&mut self.anytime, true);
                    self.call(text, &call, &folders, depth.saturating_add(1));
                    self.anytime = before;
                }
                Nested::Script { text: script, .. } => match script.known() {
                    Some(known) if depth < DEEPEST => self.script(known, &folders, depth.saturating_add(1)),
                    _ => self.gap(text, script.span, "a script that is not known before it runs".to_owned(), None),
                },
            }
            self.searched = before;
            let mut done = self.out.doings.iter().skip(start);
            if let Some(span) = package.filter(|_| done.any(|doing| changes_nearby(&doing.effect))) {
                let why = "in which folder a package lies: name the folder, with a slash in it";
                self.gap(text, span, why.to_owned(), command.clone());
            }
        }
        let done = self.out.doings.iter().skip(first);
        let kinds: Vec<EffectKind> = done.map(|doing| doing.effect.kind).collect();
        let imports = imports.into_iter().filter(|_| !(alone && kinds.iter().copied().any(runs_own)));
        imports.for_each(|effect| self.does(effect, command.as_deref(), folders));
        self.look_ahead(ahead, &kinds, (depth == 0 && name == Some("export"), command.as_deref()), folders);
    }

    fn expanded(&mut self, args: impl Iterator<Item = Arg>, folders: &Folders) {
        for effect in expanded(args) {
            self.does(effect, None, folders);
        }
    }

    /// The folders in which a nested command runs; of a search inside a search nobody knows.
    fn enter(&mut self, folders: &Folders, directory: &[Arg]) -> Folders {
        let found = |step: &&Arg| step.dynamic.is_some_and(|dynamic| dynamic.form == Form::Found);
        let Some((pattern, before)) = directory.split_last().filter(|(last, _)| found(last)) else {
            return changed(folders, directory);
        };
        let from = changed(folders, before).filter(|_| self.searched.is_none())?;
        self.searched = Some(Searched { pattern: pattern.text.clone(), from });
        Some(vec![String::new()])
    }

    /// A call by path as the call by name that it comes to: of a program of the system, or of one that a package manager
    /// of the project installed and that a specification knows from there. The latter is a file that the call obeys.
    fn by_name(&mut self, call: &Call, folders: &Folders) -> Option<Call> {
        let path = call.program.known().filter(|path| (self.lookup)(path).is_none())?;
        let cut = path.rfind('/')?.saturating_add(1);
        let (folder, name) = (path.get(..cut)?, path.get(cut..)?);
        let spec = (self.lookup)(name)?;
        if !self.wrappers.folders.iter().any(|known| known == folder) {
            let ends =
                |known: &str| folder.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
            let (_, registry) = self.wrappers.installs.iter().find(|(known, _)| ends(known))?;
            if !spec.packages.contains(registry) {
                return None;
            }
            self.does(Effect::on(EffectKind::RunRecipe, call.program.subject()), Some(path), folders);
        }
        Some(Call { program: Arg::literal(name, call.program.span), ..call.clone() })
    }

    /// Variables of the shell itself: programs see those that are exported already.
    fn shell_variables(&mut self, text: &str, assignments: Vec<(String, Arg)>, folders: &Folders) {
        for (name, value) in assignments {
            let Some(understanding) = shell::shell_variable(&name, &value, self.lookup) else {
                if (self.exported)(&name) {
                    let why = format!("the variable `{name}` is exported and not known to be harmless");
                    self.gap(text, value.span, why, None);
                }
                continue;
            };
            for NotUnderstood { span, why } in understanding.unknown {
                self.gap(text, span, why, None);
            }
            for effect in understanding.effects {
                self.does(effect, None, folders);
            }
        }
    }

    fn wrapping(&mut self, text: &str, wrapping: &Wrapping, folders: &Folders) {
        let Some(wrapper) = self.wrappers.wrappers.named(&wrapping.name) else {
            return;
        };
        for kind in &wrapper.effects {
            self.does(Effect::bare(*kind), Some(&wrapping.name), folders);
        }
        let reads_on = wrapper.appends || wrapper.form != crate::model::WrapperForm::Command;
        if !wrapping.silent && wrapper.effects.is_empty() && !reads_on && !wrapping.arguments.is_empty() {
            let span = wrapping.arguments.first().map_or_else(Span::default, |word| word.span);
            self.gap(text, span, format!("what `{}` does with its own arguments", wrapping.name), None);
        }
    }

    pub(super) fn does(&mut self, effect: Effect, command: Option<&str>, folders: &Folders) {
        let effects = if effect.kind == EffectKind::RunModule { stand_ins(&effect) } else { vec![effect] };
        for effect in effects {
            let (command, folders) = (command.map(str::to_owned), folders.clone());
            let of = |(names, _): &&(Subject, Listed)| effect.subject.as_ref() == Some(names);
            let listed = self.handed.iter().find(of).map(|(_, listed)| listed.clone());
            let listed = listed.filter(|_| effect.directory.is_empty() && self.searched.is_none());
            self.out.doings.push(Doing {
                command,
                effect,
                folders,
                chain: self.chain,
                anytime: self.anytime,
                searched: self.searched.clone(),
                listed,
            });
        }
    }

    pub(super) fn gap(&mut self, text: &str, span: Span, why: String, command: Option<String>) {
        let whole = if text.is_empty() { self.text } else { text };
        let part = whole.get(span.start..span.end).filter(|part| !part.is_empty()).unwrap_or(whole);
        let why = if why.contains('\0') { shown(&why) } else { why };
        self.out.unknown.push(Gap { part: part.chars().take(200).collect(), why, command });
    }
}

/// The files of a folder that Python would take for a module.
fn stand_ins(effect: &Effect) -> Vec<Effect> {
    let file = |ending: &str| {
        let subject = effect.subject.clone().map(|s| Subject { text: format!("{}{ending}", s.text), ..s });
        Effect { subject, ..effect.clone() }
    };
    [".py", "/__init__.py", "/__main__.py"].into_iter().map(file).collect()
}

/// The program and the sub-commands that the specification knows.
fn words(name: &str, call: &Call, lookup: &Lookup<'_>) -> String {
    let mut words = vec![name.to_owned()];
    let known = lookup(name);
    let mut spec = known.as_deref();
    for text in call.args.iter().map_while(Arg::known) {
        let Some(next) = spec.and_then(|spec| spec.command(text)) else { break };
        words.push(text.to_owned());
        spec = Some(next);
    }
    words.join(" ")
}

fn assigned(assignment: &Assignment) -> Vec<(String, Arg)> {
    assignment.values.iter().map(|value| (assignment.name.clone(), arg(value))).collect()
}

const fn is_anytime(context: &Context) -> bool {
    context.background || context.process || context.looped || context.function.is_some()
}

fn chain(invocation: &Invocation) -> Chain {
    let context = &invocation.context;
    let plain = context.length <= 1 && !context.negated && !context.background && !context.substitution;
    Chain { number: context.chain, decides: plain && invocation.wrappers.is_empty() }
}
