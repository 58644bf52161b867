//! What a command hands on: to a task of the project, to a session, to another program behind `--`.

use super::engine::Reading;
use super::parse::{Hit, Parsed, Table, parse};
use super::signs::is_plain;
use super::value::{is_code, value};
use super::{Arg, kept, nested};
use crate::model::{CommandSpec, Effect, EffectKind, Slot, ValueKind};

/// The pseudo program whose options are what may be handed to a project's task.
const TASK: &str = "=task";

/// What a task may be called that nobody names: one that changes what it is handed.
const ANY: &str = "fix";

/// The tasks that a command runs, by name; none: it says itself what it does.
pub(super) fn tasks(spec: &CommandSpec, parsed: &Parsed<'_>) -> Vec<String> {
    let is_task = |slot: &Slot| matches!(slot.kind, ValueKind::Task | ValueKind::Scoped);
    let operands = spec.positionals.iter().flatten().any(is_task);
    if !operands && !spec.options.values().any(is_task) {
        return Vec::new();
    }
    let hits = parsed.hits.iter().filter(|hit| hit.slot.is_some_and(is_task)).flat_map(|hit| &hit.values);
    let names = hits.chain(parsed.positionals.iter().filter(|_| operands));
    let names: Vec<String> = names.map(|arg| arg.known().unwrap_or(ANY).to_owned()).collect();
    if names.is_empty() { vec![ANY.to_owned()] } else { names }
}

/// Whether a word may be the name of a task.
fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && chars.all(|c| c.is_alphanumeric() || "_-:".contains(c))
}

impl Reading<'_> {
    /// What stands behind `--`.
    pub(super) fn after(&mut self, spec: &CommandSpec, tasks: &[String], args: &[Arg]) {
        match spec.same_as.as_deref() {
            None => self.command(spec, args, &Table::default(), false),
            Some(TASK) => self.handed(tasks, args),
            Some(other) => match (self.lookup)(other) {
                Some(other) => self.command(&other, args, &Table::default(), false),
                None => self.out.not(self.whole, "what stands after `--` has no specification"),
            },
        }
    }

    /// A task and its arguments, several with `:::` between; or, where the slot says so, a tool of a package or a file.
    pub(super) fn run(&mut self, slot: &Slot, args: &[Arg]) {
        let Some((name, args)) = args.split_first() else { return };
        let registry = match slot.kind {
            ValueKind::Script => Some("npm"),
            ValueKind::Ran => Some("pypi"),
            _ => None,
        };
        if let Some(registry) = registry.filter(|registry| nested::is_known(registry, name, self.lookup)) {
            for args in nested::pasted(args, &mut self.out) {
                nested::package(registry, name, &args, self.lookup, &mut self.out);
            }
            return;
        }
        if (slot.effects.contains(&EffectKind::RunScript) || slot.kind == ValueKind::Ran) && is_code(&name.text) {
            self.out.add(Effect::on(EffectKind::RunScript, name.subject()));
            return;
        }
        let next = args.iter().position(|arg| arg.known() == Some(":::"));
        let (args, others) = args.split_at(next.unwrap_or(args.len()));
        let kind = if slot.kind == ValueKind::Recipe { ValueKind::Scoped } else { ValueKind::Task };
        let task = Slot { kind, effects: Vec::new(), ..slot.clone() };
        value(&task, name, &mut self.out);
        if args.first().and_then(Arg::known) != Some("--") {
            self.handed(std::slice::from_ref(&name.text), args);
        }
        for args in nested::undivided(args).into_iter().chain(kept::plain(args).filter(|_| self.keeping)) {
            self.handed(std::slice::from_ref(&name.text), &args);
        }
        if matches!(slot.kind, ValueKind::Recipe | ValueKind::Ran)
            && let Some(arg) = args.iter().find(|arg| !is_plain(arg) || arg.text.contains(' '))
        {
            self.out.not(arg.span, "a task's shell may take this argument for more than a word");
        }
        for arg in args.iter().filter(|arg| slot.kind == ValueKind::Recipe && arg.known().is_none_or(is_name)) {
            value(&task, arg, &mut self.out);
        }
        if kept::is_tool(name, args, self.lookup) {
            nested::tool(name, args, self.lookup, &mut self.out);
        }
        self.run(slot, others.get(1..).unwrap_or_default());
    }

    /// What is handed to tasks: the words of a task's name count as options, `=fix` of `lint:fix`.
    fn handed(&mut self, names: &[String], args: &[Arg]) {
        let Some(spec) = (self.lookup)(TASK) else {
            if !args.is_empty() {
                self.out.not(self.whole, "the arguments of a task are not known");
            }
            return;
        };
        let table = Table::default().with(&spec);
        let mut parsed = parse(args, &table, spec.style, false, false, &mut self.out);
        for word in names.iter().flat_map(|name| name.split([':', '_', '.', ',', '/', '-'])) {
            if let Some((name, slot)) = table.find(&format!("={word}")) {
                parsed.hits.push(Hit { name, slot, values: Vec::new(), off: false, negated: false });
            }
        }
        self.parsed(&spec, &parsed);
    }
}
