//! Settings by name and value, and values that say by their form that they do no harm.

use super::parse::{Table, parse};
use super::value::{literal, on_each, path, value};
use super::{Arg, Lookup, Understanding, environment};
use crate::model::{EffectKind, Slot};

/// The compiler whose options are understood in a value.
const COMPILER: &str = "g++";

/// How the schemes of databases begin that lie in one file, or in memory.
const IN_FILES: &str = "sqli";

/// What may stand behind the question mark of a database's address: others name another host or a file.
const QUERIES: [&str; 7] = [
    "sslmode=disable",
    "schema=public",
    "charset=utf8mb4",
    "charset=utf8",
    "authSource=admin",
    "pool=5",
    "directConnection=true",
];

/// `NAME=VALUE`, maybe with a type behind the name, by the table of the pseudo program.
pub(super) fn settings(program: &str, arg: &Arg, lookup: &Lookup<'_>, out: &mut Understanding) {
    if !literal(arg, out) {
        return;
    }
    let (name, value) = arg.text.split_once('=').unwrap_or((&arg.text, ""));
    let name = name.split(':').next().unwrap_or_default();
    if !environment::harmless(program, name, &Arg::literal(value, arg.span), lookup, out) {
        out.not(arg.span, format!("the setting `{name}` is not known to be harmless"));
    }
}

/// On, off, or a number.
pub(super) fn switch(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    const WORDS: [&str; 7] = ["ON", "OFF", "TRUE", "FALSE", "YES", "NO", ""];
    let number = |text: &str| text.len() < 20 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let fits = |text: &str| number(text) || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text));
    if literal(arg, out) && !fits(&arg.text) {
        out.not(arg.span, format!("`{}` neither switches on or off, nor is it a number", arg.text));
    }
    on_each(slot, arg, out);
}

/// `SCHEME://USER:PASSWORD@HOST:PORT/NAME` with a host that is this machine and nothing behind that could name another.
pub(super) fn local(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if !literal(arg, out) {
        return;
    }
    let (scheme, rest) = arg.text.split_once(':').map_or(("", arg.text.as_str()), |(scheme, rest)| {
        rest.strip_prefix("//").map_or(("", arg.text.as_str()), |rest| (scheme, rest))
    });
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-+.".contains(&b));
    let known = if scheme.starts_with(IN_FILES) && plain(scheme) {
        file(slot, rest, arg, out)
    } else {
        plain(scheme) && is_here(rest)
    };
    if !known {
        out.not(arg.span, "only an address of this machine is understood here, or a database in memory or in one file");
    }
    on_each(slot, arg, out);
}

/// In memory, or a file of the working folder: behind more slashes some programs look for it from the root.
fn file(slot: &Slot, rest: &str, arg: &Arg, out: &mut Understanding) -> bool {
    let name = rest.trim_start_matches('/');
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
    match name {
        "" | ":memory:" => rest.len() - name.len() <= 3 || name.is_empty() && rest.len() <= 1,
        _ => {
            path(&[EffectKind::Write], &slot.bare(), &Arg::literal(name, arg.span), out);
            let name = name.strip_prefix("./").unwrap_or(name);
            rest.trim_start_matches('/').len() + 1 >= rest.len() && plain(name) && !name.starts_with(['.', '-'])
        }
    }
}

/// `-Xmx2g -XX:MaxMetaspaceSize=512m`: scripts that start such a machine have a shell read the words again.
pub(super) fn memory(arg: &Arg, out: &mut Understanding) {
    const NAMES: [&str; 7] = [
        "-Xmx",
        "-Xms",
        "-Xss",
        "-Xmn",
        "-XX:MaxMetaspaceSize=",
        "-XX:MaxRAMPercentage=",
        "-XX:ReservedCodeCacheSize=",
    ];
    const WHOLE: [&str; 5] = [
        "-Dorg.gradle.daemon=false",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        "-XX:+UseParallelGC",
        "-XX:+UseG1GC",
    ];
    let size = |text: &str| {
        let digits = text.trim_end_matches(['k', 'm', 'g', 'K', 'M', 'G']);
        !digits.is_empty() && text.len() <= digits.len() + 1 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    let known =
        |word: &str| WHOLE.contains(&word) || NAMES.iter().any(|name| word.strip_prefix(name).is_some_and(size));
    if literal(arg, out) && !arg.text.split(' ').all(|word| word.is_empty() || known(word)) {
        out.not(arg.span, "only options for the memory of Java's machine are understood here");
    }
}

/// The task of `testOnly NAME… [-- -z TEXT]`: sbt takes nothing of it for another command.
pub(super) fn test_only(arg: &Arg) -> Option<Arg> {
    let (task, names) = arg.known()?.split_once(' ')?;
    let plain = |word: &str| word.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.*$-".contains(&b));
    let (names, options) = names.split_once(" -- ").unwrap_or((names, ""));
    let (mut names, mut options) = (names.split(' '), options.split(' ').filter(|word| !word.is_empty()));
    let known = names.all(|name| plain(name) && !name.starts_with('-'));
    while let Some(option) = options.next() {
        let shown = option.strip_prefix("-o").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_uppercase()));
        if !shown && (!matches!(option, "-z" | "-t" | "-n" | "-l") || options.next().is_none_or(|text| !plain(text))) {
            return None;
        }
    }
    let last = task.rsplit(['/', ':']).next().unwrap_or_default();
    (known && matches!(last, "testOnly" | "testQuick")).then(|| Arg::literal(task, arg.span))
}

/// `USER:PASSWORD@localhost:PORT/NAME`, everything but the host optional.
fn is_here(address: &str) -> bool {
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
    let (user, place) = address.split_once('@').unwrap_or(("", address));
    let place = QUERIES.iter().find_map(|query| place.strip_suffix(query)?.strip_suffix('?')).unwrap_or(place);
    let (host, name) = place.split_once('/').unwrap_or((place, ""));
    let port = ["localhost", "127.0.0.1", "[::1]"].iter().find_map(|here| host.strip_prefix(here));
    let user = user.split_once(':').is_none_or(|(_, password)| plain(password))
        && plain(user.split(':').next().unwrap_or_default());
    let port = port.is_some_and(|port| {
        port.is_empty() || port.strip_prefix(':').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
    });
    user && port && name.split('/').all(plain)
}

/// Words of an option that the compiler's specification knows, none of which writes, links to or loads anything.
pub(super) fn compiling(arg: &Arg, lookup: &Lookup<'_>, out: &mut Understanding) {
    // A makefile and a shell read them again.
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-+.=,/: ".contains(c);
    let Some(spec) = lookup(COMPILER).filter(|_| literal(arg, out) && arg.text.chars().all(plain)) else {
        out.not(arg.span, "only plain options of a compiler are understood here");
        return;
    };
    let words: Vec<Arg> =
        arg.text.split(' ').filter(|word| !word.is_empty()).map(|word| Arg::literal(word, arg.span)).collect();
    let table = Table::default().with(&spec);
    let parsed = parse(&words, &table, spec.style, false, false, out);
    for hit in &parsed.hits {
        let Some(slot) = hit.slot else { continue };
        let reads = |kind: &EffectKind| matches!(kind, EffectKind::Read | EffectKind::List);
        if hit.name == "-" || !slot.effects.iter().chain(&slot.kind.own_effect()).all(reads) {
            out.not(arg.span, format!("`{}` does more than change what is compiled", hit.name));
        }
        hit.values.iter().for_each(|given| value(slot, given, out));
    }
    if let Some(word) = parsed.positionals.first() {
        out.not(arg.span, format!("`{}` is no option of a compiler", word.text));
    }
}
