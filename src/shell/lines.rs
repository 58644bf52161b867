//! `while read NAME` at the end of a pipe that prints names: what the loop's variable stands for.

use brush_parser::ast::{Command, CommandPrefixOrSuffixItem, CompoundList, CompoundListItem, SimpleCommand};

use crate::model::{Part, Printed, Redirection};

use super::syntax::{Kind, Lexeme, Unit, is_name, raw};
use super::walker::Walker;

/// The variable of a loop over lines whose `while` stands before these lexemes.
pub(super) fn name(lexemes: &[Lexeme]) -> Option<String> {
    let end = lexemes.iter().position(|lexeme| matches!(lexeme.kind, Kind::Operator(";" | "\n")))?;
    let words = lexemes.get(..end)?.iter().map(|lexeme| match &lexeme.kind {
        Kind::Word(pieces) => raw(pieces),
        _ => None,
    });
    named(&words.collect::<Option<Vec<_>>>()?)
}

/// Backslashes must stay as they are. What separates words makes no difference to a single name.
fn named(words: &[String]) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["read", "-r", name] | ["IFS=", "read", "-r", name] if is_name(name) => Some((*name).to_owned()),
        _ => None,
    }
}

impl Walker<'_> {
    /// The variable that the condition of a loop fills with a line.
    pub(super) fn line(&self, unit: &Unit, condition: &CompoundList) -> Option<String> {
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
        let words = places.into_iter().map(|index| match &unit.lexemes.get(index)?.kind {
            Kind::Word(pieces) => raw(pieces),
            _ => None,
        });
        let alone = list.additional.is_empty() && !list.first.bang && list.first.timed.is_none();
        named(&words.collect::<Option<Vec<_>>>()?).filter(|name| alone && self.scope.follows(name))
    }

    /// The names that such a loop reads, where names and nothing else come through the pipe.
    pub(super) fn lines(&self) -> Option<Part> {
        let commands = self.context.listed.clone()?;
        let fed = self.redirections.iter().any(Redirection::feeds) || !self.around.is_empty();
        let (folders, looped) = (self.folders.clone(), self.context.looped);
        (!fed).then_some(Part::Printed(Printed { commands, folders, looped }))
    }
}
