//! Builtins that change the shell: what they do to the reading of the rest, or why that is not understood.

use crate::model::{Assignment, Invocation, Span, Word};

use super::compound::Ends;
use super::conditions;
use super::counts::is_count;
use super::peel::joined;
use super::scope::ASSIGNERS;
use super::source::{Source, fail};
use super::syntax::{Read, is_name};
use super::variables::{is_integer, is_sensitive};
use super::walker::Walker;

/// The builtins and reserved words of bash.
const BUILTINS: &[&str] = &[
    ".",
    ":",
    "[",
    "[[",
    "alias",
    "bg",
    "bind",
    "break",
    "builtin",
    "caller",
    "case",
    "cd",
    "command",
    "compgen",
    "complete",
    "compopt",
    "continue",
    "coproc",
    "declare",
    "dirs",
    "disown",
    "do",
    "done",
    "echo",
    "elif",
    "else",
    "enable",
    "esac",
    "eval",
    "exec",
    "exit",
    "export",
    "false",
    "fc",
    "fg",
    "fi",
    "for",
    "function",
    "getopts",
    "hash",
    "help",
    "history",
    "if",
    "in",
    "jobs",
    "kill",
    "let",
    "local",
    "logout",
    "mapfile",
    "popd",
    "printf",
    "pushd",
    "pwd",
    "read",
    "readarray",
    "readonly",
    "return",
    "select",
    "set",
    "shift",
    "shopt",
    "source",
    "suspend",
    "test",
    "then",
    "time",
    "times",
    "trap",
    "true",
    "type",
    "typeset",
    "ulimit",
    "umask",
    "unalias",
    "unset",
    "until",
    "wait",
    "while",
];

const ATTACHED: &str = "the name of a variable behind its option: put a blank between";

/// Options of `set` that leave the reading alone.
const HARMLESS: &[&str] = &["errexit", "nounset", "pipefail", "xtrace", "verbose", "errtrace"];

/// Whether the name is the shell's own.
pub(super) fn is_builtin(name: &str) -> bool {
    BUILTINS.contains(&name)
}

/// Whether its arguments may be assignments of arrays.
pub(super) fn declares(name: &str) -> bool {
    matches!(name, "declare" | "typeset" | "local" | "readonly" | "export")
}

impl Walker<'_> {
    /// Takes in what a builtin does, called as such in this shell.
    pub(super) fn builtin(&mut self, name: &str, arguments: &[Word], span: Span) -> Read<Ends> {
        let odd = |why: &str| fail(span, format!("{name}: {why}"));
        match name {
            "cd" => {
                self.strayed = true;
                return Ok(Some((self.change_folder(arguments), self.remain(arguments))));
            }
            "pushd" | "popd" if self.sh => return odd("some shells do not have it: call bash"),
            "pushd" => return Ok(Some(self.push_folder(arguments))),
            "popd" => self.folders = self.pop_folder(arguments),
            "exit" | "return" | "shift" | "break" | "continue" | "logout" => {
                self.counts(name, arguments)?;
                if name == "exit" && arguments.len() < 2 && !arguments.iter().any(|word| word.splits) {
                    self.folders = Some(Vec::new());
                }
            }
            "eval" => {
                self.shared_script(&joined(arguments, span)?)?;
                self.lost();
            }
            "trap" => {
                let mut words = arguments.iter().skip_while(|word| word.value.as_deref() == Some("--"));
                let action = words.next().filter(|word| !matches!(word.value.as_deref(), Some("-" | "-p" | "-l")));
                let signals: Vec<&Word> = words.collect();
                if let Some(action) = action.filter(|_| !signals.is_empty()) {
                    let ends = signals.iter().all(|word| matches!(word.value.as_deref(), Some("EXIT" | "0")));
                    self.trapped(action, ends)?;
                }
            }
            "source" | "." => self.lost(),
            "alias" | "unalias" | "enable" | "shopt" => return odd("it changes how the rest is read: leave it out"),
            "hash" if !arguments.is_empty() => return odd("it changes what a name runs: leave it out"),
            "set" => return self.options(arguments, span),
            "let" => return odd("its text is evaluated and may run commands: use (( … ))"),
            "test" | "[" => {
                self.descriptor(arguments)?;
                return conditions::operands(arguments, span);
            }
            "read" => {
                if arguments.iter().any(|word| attached_name(name, &word.prefix)) {
                    return odd(ATTACHED);
                }
                let limits = |word: &&Word| word.prefix.starts_with('-') && word.prefix.ends_with(['t', 'k', 'u', 'n']);
                for (_, value) in arguments.iter().zip(arguments.iter().skip(1)).filter(|(option, _)| limits(option)) {
                    self.counts(name, std::slice::from_ref(value))?;
                }
                self.fills(arguments, span)?;
                return self.assigned(name, arguments, span);
            }
            "mapfile" | "readarray" if arguments.iter().any(|word| word.prefix.starts_with("-C")) => {
                return odd("its text is run: leave -C out");
            }
            "printf" | "wait" if arguments.iter().any(|word| attached_name(name, &word.prefix)) => {
                return odd(ATTACHED);
            }
            "unset" if arguments.iter().any(|word| self.unsets_function(word)) => {
                return odd("a function is removed: leave it out");
            }
            "wait" if !arguments.iter().any(|word| word.dash && word.value.as_deref() != Some("-n")) => {}
            "printf" => return self.format(arguments, span),
            "getopts" => return self.assigned(name, arguments.get(1..2).unwrap_or_default(), span),
            "mapfile" | "readarray" => {
                self.fills(arguments, span)?;
                return self.assigned(name, arguments, span);
            }
            "local" | "declare" | "typeset" | "readonly" => {
                self.assigned(name, arguments, span)?;
                if arguments.iter().any(|word| !word.prefix.contains('=') && is_of_programs(&word.prefix)) {
                    return odd("zsh prints what the environment has of that name: give it a value");
                }
                let names = arguments.iter().filter_map(|word| word.prefix.split_once('='));
                let names: Vec<&str> = names.map(|(name, _)| name.trim_end_matches('+')).collect();
                names.iter().try_for_each(|name| self.sets(name, &[], span))?;
                self.declared(arguments);
            }
            name if ASSIGNERS.contains(&name) => {
                self.assigned(name, arguments, span)?;
                if name == "export" {
                    self.declared(arguments);
                }
            }
            _ => {}
        }
        Ok(None)
    }

    /// A variable that is set by other means than an assignment. The environment may have it: a name that could be one
    /// there is listed as assigned.
    pub(super) fn sets(&mut self, name: &str, values: &[Word], span: Span) -> Read<()> {
        if !name.contains(|c: char| c.is_ascii_uppercase() || c == '_') {
            return Ok(());
        }
        let values = if values.is_empty() { vec![Word::dynamic(false, span)] } else { values.to_vec() };
        let assignments = vec![Assignment { name: name.to_owned(), values, partial: false }];
        self.record(Invocation { span, assignments, ..Invocation::default() })
    }

    /// The variables that a builtin fills with what it reads.
    fn fills(&mut self, arguments: &[Word], span: Span) -> Read<()> {
        let names = arguments.iter().filter_map(|word| word.prefix.split('?').next()).filter(|name| is_name(name));
        let names: Vec<String> = names.map(str::to_owned).collect();
        names.iter().for_each(|name| self.owns(name));
        names.iter().try_for_each(|name| self.sets(name, &[], span))
    }

    /// Walks a script that is an argument and runs in this very shell.
    fn shared_script(&mut self, text: &Word) -> Read<()> {
        let Some(script) = text.value.as_deref() else {
            return fail(text.span, "a script that is not known before it runs: write it out");
        };
        super::check(script, text.span)?;
        self.budget.enter(text.span)?;
        let source = Source::nested(script, text.span, &mut self.budget)?;
        self.context.nested += 1;
        let conditional = std::mem::replace(&mut self.context.conditional, true);
        let result = self.shared(source);
        self.context.conditional = conditional;
        self.context.nested -= 1;
        self.budget.leave();
        result
    }

    /// What runs at any time, from any folder, or when all else has `ended`.
    fn trapped(&mut self, action: &Word, ended: bool) -> Read<()> {
        let (folders, pushed) = (self.folders.take(), self.pushed.take());
        let strayed = std::mem::replace(&mut self.strayed, false);
        let result = self.shared_script(action);
        let moves = self.strayed || self.pushed.is_some() || self.folders.is_some();
        (self.folders, self.pushed, self.strayed) = (folders, pushed, strayed);
        if moves && !ended {
            self.lost();
        }
        result
    }

    fn options(&mut self, arguments: &[Word], span: Span) -> Read<Ends> {
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let Some(text) = word.value.as_deref() else {
                return fail(word.span, "set: an option that is not certain: write `set --` before words");
            };
            match text.strip_prefix(['-', '+']) {
                None | Some("-" | "") => return Ok(None),
                Some(letters) => {
                    let named = letters.strip_suffix('o');
                    let plain = named.unwrap_or(letters).chars().all(|c| "euxvE".contains(c));
                    let option = named.and_then(|_| words.next()).and_then(|word| word.value.as_deref());
                    let known = named.is_none() || option.is_some_and(|option| HARMLESS.contains(&option));
                    let traced = letters.contains('x') || option == Some("xtrace");
                    if traced && !self.scope.traces() {
                        return fail(span, "set: an option that shows all words: write it plainly");
                    }
                    if !plain || !known {
                        return fail(span, "set: an option that changes how the rest is read: leave it out");
                    }
                }
            }
        }
        Ok(None)
    }
}

/// Whether the environment may well have a variable of that name.
fn is_of_programs(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_uppercase()) && !name.starts_with('-')
        || name.starts_with("npm_")
        || name.contains("proxy")
}

/// Whether the option holds the name of a variable that is set.
fn attached_name(builtin: &str, option: &str) -> bool {
    let Some(letters) = option.strip_prefix('-') else { return false };
    let naming = match builtin {
        "printf" => 'v',
        "read" => 'a',
        _ => 'p',
    };
    letters.find(naming).is_some_and(|at| at + 1 < letters.len())
}

impl Walker<'_> {
    fn unsets_function(&self, word: &Word) -> bool {
        let name = word.value.as_deref().unwrap_or_default();
        name.starts_with('-') && name.contains('f') || self.scope.functions.contains(name)
    }

    /// `printf -v 'a[$(x)]'` runs `x`.
    fn format(&self, arguments: &[Word], span: Span) -> Read<Ends> {
        let Some((first, rest)) = arguments.split_first() else { return Ok(None) };
        match first.value.as_deref() {
            Some("--") => self.formatted(rest),
            Some("-v") => {
                self.formatted(rest.get(1..).unwrap_or_default())?;
                self.assigned("printf", arguments, span)
            }
            Some(text) if text.starts_with("-v") => self.assigned("printf", arguments, span),
            None if first.dash && !rest.is_empty() => {
                fail(first.span, "printf with a format that may be an option: add --")
            }
            _ => self.formatted(arguments),
        }
    }

    /// Names that are set must be plain: a subscript is evaluated and may run commands.
    fn assigned(&self, name: &str, arguments: &[Word], span: Span) -> Read<Ends> {
        for (at, word) in arguments.iter().enumerate() {
            let option = word.prefix.starts_with('-') && !word.splits;
            if option && declares(name) && word.prefix.contains(['i', 'n', 'E', 'F', 'T']) {
                return fail(word.span, format!("{name}: an attribute by which values are evaluated: leave it out"));
            }
            let (target, assigns) = match word.prefix.split_once('=') {
                Some((target, _)) => (target, declares(name)),
                None => (word.prefix.as_str(), false),
            };
            // zsh's `read` takes a prompt behind the name.
            let prompted = if name == "read" { target.split_once('?') } else { None };
            let target = prompted.map_or(target, |(target, _)| target);
            let plain = target.trim_end_matches('+');
            let counted = assigns
                && word
                    .value
                    .as_deref()
                    .and_then(|text| text.split_once('='))
                    .is_some_and(|(_, value)| is_count(value));
            let odd = is_sensitive(plain) || is_integer(plain) && !counted;
            if odd && (assigns || name != "export") {
                return fail(
                    word.span,
                    format!("{target} changes how all that follows is read: set it for one command"),
                );
            }
            let seen = self.scope.locked(plain) && !self.expanded.contains(&word.span);
            let unseen = is_name(plain) && !seen && (at == 1 || name != "printf");
            if unseen || self.scope.follows(target) && self.reads.as_deref() != Some(target) {
                return fail(word.span, format!("{name} sets {target} in an odd way: write the name plainly"));
            }
            let certain = word.value.is_some() || assigns || option;
            if word.splits && !assigns || !certain || target.contains(['[', '$', '`']) {
                return fail(span, format!("{name} of a variable whose name is not plain: it may run commands"));
            }
        }
        Ok(None)
    }
}
