//! Names that a search prints and another program gets: as words of a command line, by a loop, or through xargs.

use super::arguments::{arg, listed, printed};
use super::doing::Doing;
use super::listed::{Asked, Listed};
use super::shell::Reader;
use super::steps::Folders;
use crate::model::{Attribute, Effect, EffectKind, Form, Invocation, Printed, Span, Subject, Word};
use crate::shell::{Arg, Names, listing};

/// A call with names that are told apart by more patterns than this is not followed.
const MOST: usize = 8;

impl Reader<'_> {
    /// The arguments of each call that an invocation comes to, and whether more follow that nobody knows. One name at a
    /// time may fit one pattern in the first call, and another in the next.
    pub(super) fn rounds(
        &mut self,
        invocation: &Invocation,
        program: &Word,
        folders: &Folders,
    ) -> Vec<(Vec<Arg>, bool)> {
        let handed = listed(invocation).map(|commands| {
            let looped = invocation.context.looped;
            self.names(commands, looped, false, program, folders)
        });
        for word in invocation.arguments.iter().filter(|word| word.splits) {
            if let Some(pattern) = &word.glob {
                if !self.out.doings.iter().all(names_plainly) {
                    let why = "the call itself may make a name of several words: quote the variable".to_owned();
                    self.gap("", word.span, why, None);
                }
                let names = Subject { text: pattern.clone(), form: Form::Glob, span: word.span };
                self.does(Effect::on(EffectKind::List, names).with(Attribute::Words), None, folders);
            }
        }
        let words: Vec<(&Word, Option<Option<Vec<String>>>)> = invocation
            .arguments
            .iter()
            .map(|word| {
                let names = printed(word);
                let mut of =
                    |it: &Printed| self.names(&it.commands, it.looped, word.splits || !it.whole, word, folders);
                (word, names.map(&mut of))
            })
            .collect();
        let single = |(word, names): &(&Word, Option<Option<Vec<String>>>)| match names {
            Some(Some(patterns)) if !word.splits => patterns.len(),
            _ => 1,
        };
        let rounds = words.iter().map(single).max().unwrap_or(1);
        let more = invocation.appended && !matches!(handed, Some(Some(_)));
        let round = |at: usize| {
            let mut args: Vec<Arg> = Vec::new();
            for (word, names) in &words {
                match names {
                    None => args.push(arg(word)),
                    Some(Some(patterns)) if word.splits => {
                        args.extend(patterns.iter().map(|pattern| Arg::names(pattern, true, word.span)));
                    }
                    Some(Some(patterns)) if rounds <= MOST => {
                        let pattern = patterns.iter().cycle().nth(at);
                        args.extend(pattern.map(|pattern| Arg::names(pattern, false, word.span)));
                    }
                    Some(_) => args.push(Arg::dynamic("", word.splits, word.span)),
                }
            }
            let fed = handed.iter().flatten().flatten();
            args.extend(fed.map(|pattern| Arg::names(pattern, true, program.span)));
            (args, more)
        };
        (0..rounds.min(MOST)).map(round).collect()
    }

    /// Patterns of the names; that none of them is an option, nor taken apart, is an effect to be measured. `expands`: a
    /// shell expands each name once more.
    pub(super) fn names(
        &mut self,
        commands: &[Vec<String>],
        looped: bool,
        expands: bool,
        word: &Word,
        folders: &Folders,
    ) -> Option<Vec<String>> {
        let listing = listing(commands, self.lookup)?;
        let disk = listing.names == Names::Disk;
        if !self.out.doings.iter().all(|doing| if disk { makes_no_name(doing) } else { tracks_no_name(doing) }) {
            return None;
        }
        self.looped |= looped;
        let calm = self.out.doings.iter().all(makes_no_name);
        let holds = listing.holds.clone().filter(|_| calm && !(self.exported)("RIPGREP_CONFIG_PATH"));
        let listed = Listed { git: Asked::of(&listing.names, calm), expands, holds };
        let named = |text: &String| Subject { text: text.clone(), form: Form::Found, span: word.span };
        let of = |text| Effect::on(EffectKind::List, named(text)).with(Attribute::Words);
        let mut effects: Vec<Effect> = listing.patterns.iter().map(of).collect();
        match &listing.names {
            Names::Disk => effects = effects.into_iter().map(|effect| effect.with(Attribute::Maybe)).collect(),
            Names::Tracked | Names::Unsaved => {}
            Names::Revisions(ranges) => {
                effects.extend(ranges.iter().map(of).map(|effect| effect.with(Attribute::History)));
            }
        }
        self.handed.extend(effects.iter().filter_map(|effect| Some((effect.subject.clone()?, listed.clone()))));
        let command = commands.first().and_then(|words| words.first());
        for effect in effects {
            self.does(effect, command.map(String::as_str), folders);
        }
        Some(listing.patterns)
    }

    /// Names that a loop asks for again may be others then.
    pub(super) fn settle_names(&mut self) {
        let stay = |doing: &Doing| makes_no_name(doing) && tracks_no_name(doing);
        if self.looped && !self.out.doings.iter().all(stay) {
            let why = "names that a loop has printed again after files were made: search before the loop";
            self.gap("", Span::default(), why.to_owned(), None);
        }
    }
}

/// Whether it leaves alone what git has of names.
fn tracks_no_name(doing: &Doing) -> bool {
    !doing.effect.kind.word().starts_with("vcs.") || doing.effect.kind == EffectKind::VcsInspect
}

/// Whether no file has a name from it that a shell would take apart.
fn names_plainly(doing: &Doing) -> bool {
    use EffectKind as K;
    let effect = &doing.effect;
    let plain = |subject: &Subject| {
        subject.form == Form::Exact && subject.text.chars().all(|c| c.is_alphanumeric() || "_-./@+=,:~\0".contains(c))
    };
    let kept = matches!(effect.kind, K::VcsStage | K::VcsStageTracked | K::VcsCommit | K::VcsTag | K::VcsBranchCreate);
    makes_no_name(doing)
        || kept
        || effect.kind.word().starts_with("run.")
        || matches!(effect.kind, K::Write | K::Create)
            && match (&effect.subject, &effect.source) {
                (Some(subject), None) => plain(subject) || matches!(subject.form, Form::Glob | Form::Found),
                (Some(subject), Some(source)) => {
                    let last = source.text.rsplit('/').next().unwrap_or_default();
                    plain(subject) && plain(source) && last.trim_matches('.').contains('.')
                }
                (None, _) => false,
            }
}

/// Whether no file on the disk has a name from it.
fn makes_no_name(doing: &Doing) -> bool {
    use EffectKind as K;
    let effect = &doing.effect;
    match effect.kind {
        K::Write | K::RunFormat => effect.subject.as_ref().is_none_or(|subject| {
            subject.form == Form::Found && effect.source.is_none() || subject.text == "/dev/null"
        }),
        K::Output | K::Read | K::List | K::VcsInspect | K::ChangeDirectory | K::SystemInfo => true,
        kind => matches!(kind, K::RunTest | K::RunLint | K::RunTypecheck),
    }
}
