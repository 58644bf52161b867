//! `while read NAME` behind what prints names: what the loop's variable stands for.

use brush_parser::ast::{
    Command, CommandPrefixOrSuffixItem, CompoundList, CompoundListItem, IoFileRedirectKind, IoFileRedirectTarget,
    IoRedirect, RedirectList, SimpleCommand,
};

use crate::model::{Part, Printed, Redirection};

use super::prints;
use super::syntax::{Kind, Lexeme, Piece, Unit, is_name, raw};
use super::walker::Walker;

/// The variable that a loop fills, and how.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) name: String,
    /// Up to each NUL, not up to the end of a line.
    whole: bool,
}

/// The variable of a loop over lines whose `while` stands before these lexemes.
pub(super) fn name(lexemes: &[Lexeme]) -> Option<String> {
    let end = lexemes.iter().position(|lexeme| matches!(lexeme.kind, Kind::Operator(";" | "\n")))?;
    let words = lexemes.get(..end)?.iter().map(word).collect::<Option<Vec<_>>>()?;
    named(&words).map(|line| line.name)
}

/// A word without expansions; an empty one may be quoted.
fn word(lexeme: &Lexeme) -> Option<String> {
    let Kind::Word(pieces) = &lexeme.kind else { return None };
    let empty = |piece: &Piece| matches!(piece, Piece::Text(text) | Piece::Quoted(text) if text.is_empty());
    if pieces.iter().all(empty) { Some(String::new()) } else { raw(pieces) }
}

/// What separates words makes no difference to a single name, nor does what becomes of backslashes: names with either are
/// not followed.
fn named(words: &[String]) -> Option<Line> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let read = words.strip_prefix(&["IFS="]).unwrap_or(&words).strip_prefix(&["read"])?;
    let (name, whole) = match read {
        ["-r", name] | [name] => (name, false),
        ["-r", "-d", "", name] | ["-d", "", "-r", name] | ["-rd", "", name] => (name, true),
        _ => return None,
    };
    is_name(name).then(|| Line { name: (*name).to_owned(), whole })
}

impl Walker<'_> {
    /// The variable that the condition of a loop fills with a line.
    pub(super) fn line(&self, unit: &Unit, condition: &CompoundList) -> Option<Line> {
        let [CompoundListItem(list, _)] = condition.0.as_slice() else { return None };
        let [Command::Simple(SimpleCommand { prefix, word_or_name: Some(command), suffix })] =
            list.first.seq.as_slice()
        else {
            return None;
        };
        let items = suffix.iter().flat_map(|suffix| &suffix.0);
        let before = prefix.iter().flat_map(|prefix| &prefix.0);
        let words = before.chain(items).map(|item| match item {
            CommandPrefixOrSuffixItem::Word(word) | CommandPrefixOrSuffixItem::AssignmentWord(_, word) => Some(word),
            _ => None,
        });
        let mut places = vec![command.loc.as_ref()?.start.index];
        for word in words {
            places.push(word?.loc.as_ref()?.start.index);
        }
        places.sort_unstable();
        let words = places.into_iter().map(|index| word(unit.lexemes.get(index)?)).collect::<Option<Vec<_>>>()?;
        let alone = list.additional.is_empty() && !list.first.bang && list.first.timed.is_none();
        named(&words).filter(|line| alone && self.scope.follows(&line.name))
    }

    /// The names that such a loop reads, where names and nothing else are `handed` to it, or come through the pipe.
    pub(super) fn lines(&self, line: &Line, handed: Option<Vec<Vec<String>>>) -> Option<Part> {
        let piped = || {
            let fed = self.redirections.iter().any(Redirection::feeds);
            self.context.listed.clone().filter(|_| !fed)
        };
        let commands = handed.or_else(piped).filter(|_| self.around.is_empty())?;
        // A shell that drops NULs makes one name of all.
        let joined = !line.whole && prints::ends_with_nul(&commands);
        let (folders, looped) = (self.folders.clone(), self.context.looped);
        (!joined).then_some(Part::Printed(Printed { commands, folders, looped, whole: true }))
    }

    /// What prints the names that `< <(…)` alone hands to a loop.
    pub(super) fn names_for(&self, unit: &Unit, list: Option<&RedirectList>) -> Option<Vec<Vec<String>>> {
        let Some([IoRedirect::File(None | Some(0), IoFileRedirectKind::Read, target)]) =
            list.map(|list| list.0.as_slice())
        else {
            return None;
        };
        let IoFileRedirectTarget::Filename(file) = target else { return None };
        let index = file.loc.as_ref()?.start.index;
        let Kind::Word(pieces) = &unit.lexemes.get(index)?.kind else { return None };
        match pieces.as_slice() {
            [Piece::Process(inner)] => prints::names(inner).filter(|commands| self.is_own(commands)),
            _ => None,
        }
    }
}
