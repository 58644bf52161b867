//! Commands in arguments.

use super::found::found;
use super::parse::{Hit, Parsed};
use super::signs::unexpanded;
use super::{Arg, Call, Dynamic, Lookup, Nested, Understanding, environment};
use crate::model::{Effect, EffectKind, Form, Slot, ValueKind};

/// The pseudo program whose sub-commands are packages of npm that have another name than the program that they bring.
const PACKAGES: &str = "=npm";

/// The pseudo program whose sub-commands are modules of Python.
const MODULES: &str = "python -m";

fn is_module(name: &Arg, lookup: &Lookup<'_>) -> bool {
    lookup(MODULES).is_some_and(|modules| name.known().is_some_and(|name| modules.command(name).is_some()))
}

/// What the rest of the arguments, a command, does.
pub(super) fn rest(slot: &Slot, args: &[Arg], parsed: &Parsed<'_>, lookup: &Lookup<'_>, out: &mut Understanding) {
    let mut args = args;
    let mut assignments = Vec::new();
    if slot.kind == ValueKind::Unquoted {
        quotes(args, out);
    }
    if matches!(slot.kind, ValueKind::Environ | ValueKind::Unquoted) {
        while let Some((name, value)) = args.first().and_then(environment::split) {
            assignments.push((name.to_owned(), value));
            args = args.get(1..).unwrap_or_default();
        }
    }
    let Some((program, args)) = args.split_first() else {
        return empty(slot, assignments, lookup, out);
    };
    if args.iter().chain([program]).any(|arg| arg.known().is_none_or(str::is_empty)) && program.known().is_none() {
        out.not(program.span, "which program runs is not known before it runs");
        return;
    }
    match slot.kind {
        ValueKind::Fed => {
            let (args, more) = fed(args, parsed);
            command(Call { program: program.clone(), args, assignments, more }, out);
        }
        ValueKind::Npx => match brought(program, lookup) {
            Some(program) => {
                args.iter().for_each(|arg| unexpanded(arg, out));
                tool(&program, args, out);
            }
            None => package("npm", program, args, lookup, out),
        },
        ValueKind::Npm => package("npm", program, args, lookup, out),
        ValueKind::Composer if is_installed(program, lookup) => tool(program, args, out),
        ValueKind::Composer => out.add(Effect::on(EffectKind::RunScript, program.subject())),
        ValueKind::Gem => package("gem", program, args, lookup, out),
        ValueKind::Module if is_module(program, lookup) => {
            shadows(program, parsed, out);
            let args = std::iter::once(program).chain(args).cloned().collect();
            let program = Arg::literal(MODULES, program.span);
            command(Call { program, args, assignments: Vec::new(), more: false }, out);
        }
        ValueKind::Module => {
            shadows(program, parsed, out);
            package("pypi", program, args, lookup, out);
        }
        ValueKind::Pypi => package("pypi", program, args, lookup, out),
        _ => command(Call { program: program.clone(), args: args.to_vec(), assignments, more: false }, out),
    }
}

/// Python looks for a module, and for all that it imports, in the working folder first, unless it is told not to.
fn shadows(module: &Arg, parsed: &Parsed<'_>, out: &mut Understanding) {
    if ["-P", "-I"].iter().any(|option| parsed.has(option)) {
        return;
    }
    out.add(Effect::on(EffectKind::RunImports, Arg::literal(".", module.span).subject()));
    let top = module.known().and_then(|name| name.split('.').next());
    if let Some(top) = top {
        out.add(Effect::on(EffectKind::RunModule, Arg::literal(top, module.span).subject()));
    }
}

fn empty(slot: &Slot, assignments: Vec<(String, Arg)>, lookup: &Lookup<'_>, out: &mut Understanding) {
    for (name, value) in assignments {
        environment::assign(&name, &value, lookup, out);
    }
    match slot.kind {
        ValueKind::Environ => out.does(EffectKind::EnvironmentRead),
        ValueKind::Fed => out.does(EffectKind::Output),
        _ => {}
    }
}

/// What a program takes the quotes out of may be another path, or another word.
fn quotes(args: &[Arg], out: &mut Understanding) {
    for arg in args.iter().filter(|arg| arg.text.contains(['\'', '"', '\\'])) {
        out.not(arg.span, "quotes and backslashes vanish here: leave them out");
    }
}

fn command(call: Call, out: &mut Understanding) {
    out.nested.push(Nested::Command { call, directory: Vec::new() });
}

/// Whether a specification describes the program that `registry` hands out under this name.
pub(super) fn is_known(registry: &str, program: &Arg, lookup: &Lookup<'_>) -> bool {
    program.known().and_then(lookup).is_some_and(|spec| spec.packages.iter().any(|p| p == registry))
}

/// Whether it is the path of a program that Composer put there and that a specification knows.
fn is_installed(program: &Arg, lookup: &Lookup<'_>) -> bool {
    let name = program.known().and_then(|path| path.strip_prefix("./").unwrap_or(path).strip_prefix("vendor/bin/"));
    name.is_some_and(|name| is_known("composer", &Arg::literal(name, program.span), lookup))
}

/// A tool out of a package: the one that a specification knows from that registry, or any.
pub(super) fn package(registry: &str, program: &Arg, args: &[Arg], lookup: &Lookup<'_>, out: &mut Understanding) {
    if registry == "npm" {
        args.iter().for_each(|arg| unexpanded(arg, out));
    }
    if is_known(registry, program, lookup) {
        tool(program, args, out);
    } else {
        out.add(Effect::on(EffectKind::RunPackage, program.subject()));
    }
}

/// A tool and its arguments, behind `--` or not.
pub(super) fn tool(program: &Arg, args: &[Arg], out: &mut Understanding) {
    for args in std::iter::once(args.to_vec()).chain(undivided(args)) {
        command(Call { program: program.clone(), args, assignments: Vec::new(), more: false }, out);
    }
}

/// The program that a package of another name brings.
fn brought(package: &Arg, lookup: &Lookup<'_>) -> Option<Arg> {
    let program = lookup(PACKAGES)?.command(package.known()?)?.same_as.clone()?;
    Some(Arg::literal(program, package.span))
}

/// The arguments without the first `--`, which some runners keep to themselves; none where there is none.
pub(super) fn undivided(args: &[Arg]) -> Option<Vec<Arg>> {
    let at = args.iter().position(|arg| arg.known() == Some("--"))?;
    Some(args.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, arg)| arg.clone()).collect())
}

/// xargs: the words of the replaced mark, or more at the end.
fn fed(args: &[Arg], parsed: &Parsed<'_>) -> (Vec<Arg>, bool) {
    let replace = parsed.hits.iter().rev().find(|hit| hit.slot.is_some_and(|slot| slot.kind == ValueKind::Replace));
    let Some(hit) = replace else { return (args.to_vec(), true) };
    let mark = hit.values.first().map_or("{}", |value| value.text.as_str());
    (args.iter().map(|arg| replaced(arg, mark, &Arg::fed(false, arg.span))).collect(), false)
}

/// `arg` with `mark` replaced by what is only known later.
fn replaced(arg: &Arg, mark: &str, by: &Arg) -> Arg {
    if mark.is_empty() || !arg.text.contains(mark) {
        return arg.clone();
    }
    if arg.known() == Some(mark) {
        return Arg { span: arg.span, ..by.clone() };
    }
    let prefix = arg.text.split(mark).next().unwrap_or_default();
    let start = by.prefix();
    let known_start = prefix.is_empty() && !start.is_empty() && by.dynamic.is_some_and(|d| !d.dash);
    let text = if known_start { start } else { prefix };
    Arg::dynamic(text, false, arg.span)
}

/// `-exec COMMAND ;` of find; `-execdir` runs it in the folder of what was found.
pub(super) fn exec(hit: &Hit<'_>, parsed: &Parsed<'_>, out: &mut Understanding) {
    let mut words = hit.values.as_slice();
    let many = words.last().and_then(Arg::known) == Some("+");
    if many {
        words = words.split_last().map_or(words, |(_, before)| before);
    }
    let Some((program, args)) = words.split_first() else {
        return; // the end of the command was not found, and that was said
    };
    if program.known().is_none() || program.text.contains("{}") {
        out.not(program.span, "which program runs is not known before it runs");
        return;
    }
    let apart = hit.name.ends_with("dir");
    for found in found(hit, parsed, many) {
        let directory = if apart { vec![found.clone()] } else { Vec::new() };
        let given = match found.dynamic {
            Some(dynamic) if apart && dynamic.form == Form::Found => {
                Arg { dynamic: Some(Dynamic { dash: false, ..dynamic }), ..found }
            }
            _ if apart => Arg::dynamic("./", many, found.span),
            _ => found,
        };
        let args = args.iter().map(|arg| replaced(arg, "{}", &given)).collect();
        let call = Call { program: program.clone(), args, assignments: Vec::new(), more: false };
        out.nested.push(Nested::Command { call, directory });
    }
}

/// `npm:NAME` written out: a task of the project, or all whose names a pattern matches.
pub(super) fn task(arg: &Arg) -> Option<Arg> {
    let (manager, name) = arg.known()?.split_once(':')?;
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b":*_-.".contains(&b)) && !name.starts_with('-');
    let known = ["npm", "pnpm", "yarn", "bun"].contains(&manager);
    (known && plain && !name.is_empty()).then(|| Arg::literal(format!("{manager} run '{name}'"), arg.span))
}
