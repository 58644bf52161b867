//! What an expression of find says of the names that a command in it gets.

use super::parse::Hit;
use crate::model::ValueKind;

/// The patterns of names, one of which every file fits that comes to the command at `at`; none: it may be any file.
pub(super) fn names<'h, 's>(hits: &'h [Hit<'s>], at: &Hit<'s>) -> Option<Vec<&'h Hit<'s>>> {
    let mut levels = vec![Level::default()];
    for hit in hits {
        if std::ptr::eq(hit, at) {
            let all: Vec<_> = levels.into_iter().filter_map(|level| level.chain).flatten().collect();
            return (!all.is_empty()).then_some(all);
        }
        match hit.name {
            "(" => levels.push(Level::default()),
            ")" => {
                let closed = levels.pop().unwrap_or_default().closed();
                if let Some(level) = levels.last_mut() {
                    level.term(closed);
                }
            }
            "!" | "-not" => {
                if let Some(level) = levels.last_mut() {
                    level.negated = !level.negated;
                }
            }
            "," | "-o" | "-or" => {
                if let Some(level) = levels.last_mut() {
                    level.alternative();
                }
            }
            "-a" | "-and" => {}
            _ => {
                let named = hit.slot.is_some_and(|slot| slot.kind == ValueKind::Found);
                if let Some(level) = levels.last_mut() {
                    level.term(named.then(|| vec![hit]));
                }
            }
        }
    }
    None
}

/// What is known of a file between two brackets.
#[derive(Default)]
struct Level<'h, 's> {
    /// Of the alternatives before: none where one of them takes any file.
    before: Option<Vec<&'h Hit<'s>>>,
    alternatives: usize,
    /// Of the terms that all hold; none: any file.
    chain: Option<Vec<&'h Hit<'s>>>,
    negated: bool,
}

impl<'h, 's> Level<'h, 's> {
    fn term(&mut self, names: Option<Vec<&'h Hit<'s>>>) {
        let names = names.filter(|_| !std::mem::take(&mut self.negated));
        if let Some(names) = names {
            self.chain.get_or_insert_default().extend(names);
        }
    }

    fn alternative(&mut self) {
        let chain = self.chain.take();
        self.negated = false;
        self.before = match (self.alternatives, self.before.take(), chain) {
            (0, _, chain) => chain,
            (_, Some(mut before), Some(chain)) => {
                before.extend(chain);
                Some(before)
            }
            _ => None,
        };
        self.alternatives += 1;
    }

    fn closed(mut self) -> Option<Vec<&'h Hit<'s>>> {
        self.alternative();
        self.before
    }
}
