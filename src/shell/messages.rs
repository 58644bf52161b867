//! `$(cat <<'EOF' … EOF)`: a way to write a long literal word.

use brush_parser::ast::{Command, CommandPrefixOrSuffixItem, IoRedirect};

use super::syntax::{Kind, Piece, Unit, raw};

/// The text that the unit prints, when all that it does is to print a literal here-document with `cat`.
pub(super) fn literal(unit: &Unit) -> Option<String> {
    let [list] = unit.program.complete_commands.as_slice() else { return None };
    let [item] = list.0.as_slice() else { return None };
    let pipeline = &item.0.first;
    let [Command::Simple(command)] = pipeline.seq.as_slice() else { return None };
    if !item.0.additional.is_empty() || pipeline.bang || command.prefix.is_some() {
        return None;
    }
    let suffix = command.suffix.as_ref()?;
    let [CommandPrefixOrSuffixItem::IoRedirect(IoRedirect::HereDocument(None, _))] = suffix.0.as_slice() else {
        return None;
    };
    let mut words = unit.lexemes.iter();
    match &words.find(|lexeme| !matches!(lexeme.kind, Kind::Operator("\n")))?.kind {
        Kind::Word(pieces) if raw(pieces).as_deref() == Some("cat") => {}
        _ => return None,
    }
    let documents = unit.lexemes.iter().filter_map(|lexeme| match &lexeme.kind {
        Kind::Document(pieces) => Some(pieces),
        _ => None,
    });
    let mut text = String::new();
    for piece in documents.flatten() {
        match piece {
            Piece::Quoted(part) => text.push_str(part),
            _ => return None,
        }
    }
    Some(text.trim_end_matches('\n').to_owned())
}
