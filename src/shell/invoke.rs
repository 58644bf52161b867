//! A command's words → an invocation, wrappers peeled off.

use crate::model::{Invocation, Part, Printed, Redirection, Word, Wrapper, WrapperForm, Wrapping};

use super::builtins;
use super::compound::Ends;
use super::folders;
use super::peel::{self, Peeled};
use super::prints;
use super::source::{DEEPEST, Source, fail};
use super::syntax::Read;
use super::walker::Walker;
use super::words::invisible;

/// The program that does nothing: assignments in front of a script are those of a program's environment.
const NOTHING: &str = ":";

impl Walker<'_> {
    /// Lists what a command runs. The words are its name and its arguments, at least one.
    pub(super) fn invoke(&mut self, words: Vec<Word>, invocation: Invocation) -> Read<Ends> {
        let folders = self.folders.clone();
        let result = self.peel(words, invocation);
        if !matches!(result, Ok((_, true))) {
            self.folders = folders;
        }
        result.map(|(ends, _)| ends)
    }

    /// Whether a builtin ran in this very shell comes with the ends.
    fn peel(&mut self, mut words: Vec<Word>, mut invocation: Invocation) -> Read<(Ends, bool)> {
        let (mut in_shell, mut emptied) = (true, false);
        loop {
            self.budget.spend(u32::try_from(words.len()).unwrap_or(u32::MAX), invocation.span)?;
            if invocation.wrappers.len() > usize::try_from(DEEPEST).unwrap_or_default() {
                return fail(invocation.span, "wrappers that are nested too deep: leave some out");
            }
            visible(&words)?;
            let Some(name) = words.first().and_then(|word| word.value.clone()) else { break };
            if in_shell && invocation.wrappers.is_empty() && self.functions.contains_key(&name) {
                invocation.function = true;
                break;
            }
            if self.scope.functions.contains(&name) {
                return fail(invocation.span, format!("{name} may be a function or not: define it before, once"));
            }
            let Some((known, wrapper)) = self.wrapper(&name) else { break };
            let (known, wrapper) = (known.to_owned(), wrapper.clone());
            let Some((own, words_after)) = self.unwrap(&known, &wrapper, &words, &mut invocation, &mut emptied)? else {
                break;
            };
            let arguments = own;
            invocation.wrappers.push(Wrapping { name: known, arguments, silent: wrapper.silent });
            in_shell &= wrapper.builtin;
            match words_after {
                Rest::Command(rest) => {
                    if rest.first().is_some_and(|word| word.prefix.starts_with('-')) {
                        return fail(invocation.span, "an option behind an operand of a wrapper: put it before");
                    }
                    words = rest;
                }
                Rest::Script { text, sh } => {
                    if emptied {
                        // bash without a PATH looks in the working folder, too.
                        invocation.assignments.push(peel::unset("PATH", text.span));
                    }
                    self.nested(&text, sh, invocation)?;
                    return Ok((None, false));
                }
            }
        }
        let mut words = words.into_iter();
        let Some(program) = words.next() else {
            return fail(invocation.span, "a command without a name: write its name");
        };
        let span = invocation.span;
        let name = program.value.clone();
        let hidden = in_shell && !invocation.wrappers.is_empty() && self.expanded.contains(&program.span);
        if hidden && name.as_deref().is_some_and(builtins::is_builtin) {
            return fail(program.span, "a builtin named by an expansion: write its name");
        }
        invocation.program = Some(program);
        invocation.arguments = words.collect();
        let arguments = invocation.arguments.clone();
        let calls = invocation.function;
        let prefixed = !invocation.assignments.is_empty();
        // Where a file can't be opened, a builtin does nothing; behind `command`, zsh looks for a program.
        let doubtful = !invocation.redirections.iter().all(Redirection::is_silence) || !invocation.wrappers.is_empty();
        self.record(invocation)?;
        match name {
            Some(name) if calls => {
                if prefixed {
                    return fail(span, "variables set for a function: set them before");
                }
                if self.functions.get(&name) == Some(&true) {
                    self.lost();
                }
                if self.line.functions {
                    self.may_break_off();
                }
                Ok((None, true))
            }
            Some(name) if in_shell => {
                let (before, own) = (self.folders.clone(), self.own.clone());
                let ends = self.builtin(&name, &arguments, span)?;
                if !doubtful {
                    return Ok((ends, true));
                }
                self.own = own;
                self.folders = folders::either(&before, &self.folders);
                Ok((ends.map(|(succeeded, failed)| (succeeded, folders::either(&before, &failed))), true))
            }
            Some(_) => Ok((None, false)),
            None => fail(span, "a command whose name is not known before it runs: write its name"),
        }
    }

    /// Whether the name is that of a program for certain: nothing that changes this shell.
    pub(super) fn is_program(&self, name: &Word) -> bool {
        let own = |name: &str| {
            builtins::is_builtin(name)
                || self.functions.contains_key(name)
                || self.scope.functions.contains(name)
                || self.wrapper(name).is_some_and(|(_, wrapper)| wrapper.builtin)
        };
        name.value.as_deref().is_some_and(|name| !own(name))
    }

    fn wrapper<'n>(&self, name: &'n str) -> Option<(&'n str, &Wrapper)> {
        let bare = self.wrappers.folders.iter().find_map(|folder| name.strip_prefix(folder.as_str())).unwrap_or(name);
        self.wrappers.wrappers.named(bare).map(|wrapper| (bare, wrapper))
    }

    /// The wrapper's own words and what it runs; None when it runs nothing.
    fn unwrap(
        &mut self,
        name: &str,
        wrapper: &Wrapper,
        words: &[Word],
        invocation: &mut Invocation,
        emptied: &mut bool,
    ) -> Read<Option<(Vec<Word>, Rest)>> {
        let peeled = peel::options(name, wrapper, words)?;
        let Peeled { mut own, mut rest, assignments, folder, replace, script, inert, .. } = peeled;
        *emptied |= peeled.emptied;
        let shell = matches!(wrapper.form, WrapperForm::Bash | WrapperForm::Sh);
        if inert || rest.is_empty() && script.is_none() || shell && script.is_none() {
            if invocation.appended {
                return fail(invocation.span, format!("{name} runs a command that nobody knows: name it"));
            }
            return Ok(None);
        }
        let stream =
            |word: &Word| !word.prefix.starts_with("--") && word.prefix.starts_with('-') && word.prefix.contains('s');
        if shell && own.iter().any(stream) {
            return fail(invocation.span, format!("{name} may run what it reads, too: leave -s out"));
        }
        if self.sh && wrapper.builtin && name == "builtin" {
            return fail(invocation.span, "some shells have no `builtin`: call bash");
        }
        invocation.assignments.extend(assignments);
        if let Some(folder) = folder {
            if !invocation.redirections.is_empty() {
                // The shell opens them where it stands.
                let redirections = invocation.redirections.clone();
                self.record(Invocation { span: invocation.span, redirections, ..Invocation::default() })?;
            }
            self.folders = folders::enter(&self.folders, &folder);
        }
        invocation.appended |= wrapper.appends && (replace.is_none() || !prints::hands_on(&own));
        if let Some(replace) = replace {
            let by = self.given(&own, invocation);
            rest = rest.iter().map(|word| replaced(word, &replace, &by)).collect();
        }
        if invocation.appended && !shell && (script.is_some() || wrapper.form == WrapperForm::Joined) {
            return fail(invocation.span, format!("{name} hands words that nobody knows to a shell: write them out"));
        }
        let sh = wrapper.form != WrapperForm::Bash;
        let text = match (script, wrapper.form) {
            (Some(text), _) => {
                own.extend(rest);
                text
            }
            (None, WrapperForm::Joined) => peel::joined(&rest, invocation.span)?,
            (None, _) => return Ok(Some((own, Rest::Command(rest)))),
        };
        Ok(Some((own, Rest::Script { text, sh })))
    }

    /// What a wrapper's mark is replaced by: a name, where names and nothing else come through the pipe.
    fn given(&self, own: &[Word], invocation: &Invocation) -> Part {
        let alone = invocation.wrappers.is_empty() && self.around.is_empty();
        let listed = self.context.listed.clone().filter(|_| alone && prints::hands_on(own));
        match listed.filter(|_| !invocation.redirections.iter().any(Redirection::feeds)) {
            Some(commands) => {
                let (folders, looped) = (self.folders.clone(), self.context.looped);
                Part::Printed(Printed { commands, folders, looped, whole: false })
            }
            None => Part::Dynamic,
        }
    }

    /// Walks a script that is an argument, in a shell of its own.
    fn nested(&mut self, text: &Word, sh: bool, around: Invocation) -> Read<()> {
        let Some(script) = &text.value else {
            let why = "a script that is not known before it runs: write it out";
            let unknown = fail(text.span, why);
            self.record(Invocation { program: Some(text.clone()), ..around })?;
            return unknown;
        };
        self.budget.enter(text.span)?;
        let saved = self.save();
        self.forget_pushed();
        let (outside, groups, outer_sh) = (self.around.len(), self.redirections.len(), self.sh);
        // Its assignments and redirections are facts even when the script runs nothing.
        let carrier = (!around.assignments.is_empty()).then(|| Word::literal(NOTHING, around.span));
        self.record(Invocation { program: carrier, ..around.clone() })?;
        self.around.extend(around.wrappers);
        self.redirections.extend(around.redirections);
        self.context.nested += 1;
        self.context.subshell = true;
        self.sh = sh;
        let traced = self.traced;
        let handed = self.around.iter().any(|wrapping| Self::is_traced(&wrapping.arguments));
        self.traced |= handed;
        let result = super::check(script, text.span)
            .and_then(|()| Source::nested(script, text.span, &mut self.budget))
            .and_then(|source| self.fresh(source));
        (self.sh, self.traced) = (outer_sh, traced);
        self.around.truncate(outside);
        self.redirections.truncate(groups);
        self.restore(saved);
        self.budget.leave();
        result
    }
}

enum Rest {
    Command(Vec<Word>),
    Script { text: Word, sh: bool },
}

/// A word in which a text is replaced by something that is known only when it runs.
fn replaced(word: &Word, text: &str, by: &Part) -> Word {
    let mut parts = Vec::new();
    for part in &word.parts {
        match part {
            Part::Literal(literal) if literal.contains(text) && !text.is_empty() => {
                for (index, piece) in literal.split(text).enumerate() {
                    if index > 0 {
                        parts.push(by.clone());
                    }
                    parts.push(Part::Literal(piece.to_owned()));
                }
            }
            part => parts.push(part.clone()),
        }
    }
    Word::new(parts, word.splits, word.span)
}

/// Names and options without characters that are not seen.
fn visible(words: &[Word]) -> Read<()> {
    let odd = |c: char| invisible(c) || !c.is_ascii() && c.is_whitespace();
    for (index, word) in words.iter().enumerate() {
        let named = index == 0 || word.prefix.starts_with('-');
        let texts = word.parts.iter().filter_map(|part| match part {
            Part::Literal(text) | Part::Glob(text) => Some(text),
            _ => None,
        });
        if named && texts.into_iter().any(|text| text.split('=').next().is_some_and(|text| text.contains(odd))) {
            return fail(word.span, "an invisible character in a name or an option: remove it");
        }
    }
    Ok(())
}
