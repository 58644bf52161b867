//! Commands in arguments.

use super::found::found;
use super::parse::Table;
use super::parse::{Hit, Parsed};
use super::signs::unexpanded;
use super::value::path;
use super::{Arg, Call, Dynamic, Lookup, Nested, Understanding, environment};
use crate::model::{CommandSpec, Effect, EffectKind, Form, Slot, Span, ValueKind};

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
        ValueKind::Npx => {
            let brought = brought(program.known(), program.span, lookup);
            let program = brought.as_ref().unwrap_or(program);
            // npx hands all words on, `--` too, where none of its own options takes the program for a value. A shell gets
            // them where npm is old.
            let plain = parsed.hits.is_empty();
            for args in pasted(args, out) {
                match brought.is_some() || is_known("npm", program, lookup) {
                    true if plain => command(Call::of(program, args), out),
                    true => tool(program, &args, lookup, out),
                    false => package("npm", program, &[], lookup, out),
                }
            }
        }
        ValueKind::Npm => package("npm", program, args, lookup, out),
        ValueKind::Launched => launched(slot, program, args, lookup, out),
        ValueKind::Composer if is_installed(program, lookup) => tool(program, args, lookup, out),
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
    if is_known(registry, program, lookup) {
        tool(program, args, lookup, out);
    } else {
        out.add(Effect::on(EffectKind::RunPackage, program.subject()));
    }
}

/// A tool and its arguments, behind `--` or not.
pub(super) fn tool(program: &Arg, args: &[Arg], lookup: &Lookup<'_>, out: &mut Understanding) {
    let other = undivided(args).filter(|_| !is_refused(program, args, lookup));
    for args in std::iter::once(args.to_vec()).chain(other) {
        command(Call::of(program, args), out);
    }
}

/// Whether the program fails where it gets what stands behind `--` for options of its own.
fn is_refused(program: &Arg, args: &[Arg], lookup: &Lookup<'_>) -> bool {
    let Some(spec) = program.known().and_then(lookup).filter(|spec| spec.style.refusing) else { return false };
    let has = |name: &str| {
        let known = |spec: &CommandSpec| Table::default().with(spec).find(name).is_some();
        known(&spec) || spec.commands.iter().any(|(_, sub)| sub.is_none_or(known))
    };
    let behind = args.iter().skip_while(|arg| arg.known() != Some("--")).skip(1).filter_map(Arg::known);
    behind.filter(|word| word.len() > 1 && word.starts_with('-')).any(|word| match word.starts_with("--") {
        true => word.len() > 2 && !has(word.split('=').next().unwrap_or(word)),
        false => !word.get(..2).is_none_or(has),
    })
}

/// The arguments as they are, and without `$5` and its like where somebody has them: a shell would make nothing of it.
pub(super) fn pasted(args: &[Arg], out: &mut Understanding) -> impl Iterator<Item = Vec<Arg>> + use<> {
    args.iter().for_each(|arg| unexpanded(arg, out));
    let counted = |text: &str| text.split('$').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let bare = |arg: &Arg| match counted(&arg.text) {
        true => Arg { text: uncounted(&arg.text), ..arg.clone() },
        false => arg.clone(),
    };
    let other = args.iter().any(|arg| counted(&arg.text)).then(|| args.iter().map(bare).collect());
    std::iter::once(args.to_vec()).chain(other)
}

fn uncounted(text: &str) -> String {
    let mut parts = text.split('$');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.strip_prefix(|c: char| c.is_ascii_digit()) {
            Some(rest) => out.push_str(rest),
            None => out.extend(["$", part]),
        }
    }
    out
}

/// The program that a package of another name brings, or that lies in it.
fn brought(package: Option<&str>, span: Span, lookup: &Lookup<'_>) -> Option<Arg> {
    let program = lookup(PACKAGES)?.command(package?)?.same_as.clone()?;
    Some(Arg::literal(program, span))
}

/// A script that an interpreter runs. One in `node_modules/.bin`, or a package's own, is the program of that name.
fn launched(slot: &Slot, script: &Arg, args: &[Arg], lookup: &Lookup<'_>, out: &mut Understanding) {
    let installed = script.known().and_then(|path| path.rsplit_once("node_modules/")).filter(|(before, place)| {
        (before.is_empty() || before.ends_with('/')) && !place.split('/').any(|part| matches!(part, "." | ".." | ""))
    });
    let program = installed.and_then(|(_, place)| match place.strip_prefix(".bin/") {
        Some(name) => Some(Arg::literal(name, script.span)).filter(|name| is_known("npm", name, lookup)),
        None => brought(Some(place), script.span, lookup).filter(|_| place.contains('/')),
    });
    let Some(program) = program else { return path(&[], slot, script, out) };
    out.add(Effect::on(EffectKind::RunRecipe, script.subject()));
    command(Call::of(&program, args.to_vec()), out);
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
    // Which of them counts differs: more may come behind.
    let counted = |hit: &Hit<'_>| match hit.name {
        "-n" | "--max-args" => hit.values.first().and_then(Arg::known) != Some("1"),
        name => matches!(name, "-L" | "--max-lines"),
    };
    if parsed.hits.iter().any(counted) {
        return (args.to_vec(), true);
    }
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
