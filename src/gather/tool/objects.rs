//! Contents that are named by a digest of git's: the files that have them count.

use super::Doing;
use crate::gather::Repository;
use crate::model::{Attribute, Effect, Form, Subject};

/// Puts the files in the work tree at `root` for the digests of what they hold. What no file holds any more nobody knows.
pub(super) fn settle(repository: &Repository, root: &str, doings: &mut Vec<Doing>) {
    let by_digest = |doing: &Doing| doing.effect.attributes.contains(&Attribute::Object);
    if !doings.iter().any(by_digest) {
        return;
    }
    let settled = std::mem::take(doings).into_iter().flat_map(|mut doing| {
        let Some(subject) = doing.effect.subject.clone().filter(|_| by_digest(&doing)) else { return vec![doing] };
        doing.effect.attributes.remove(&Attribute::Object);
        let subjects = match repository.named_content(&subject.text) {
            Ok(None) => Vec::new(),
            Ok(Some(paths)) if !paths.is_empty() => {
                let paths = paths.iter().map(|path| format!("{root}/{}", String::from_utf8_lossy(path)));
                paths.map(|text| Subject { text, ..subject.clone() }).collect()
            }
            _ => vec![Subject { text: String::new(), form: Form::Dynamic, span: subject.span }],
        };
        let with =
            |subject| Doing { effect: Effect { subject: Some(subject), ..doing.effect.clone() }, ..doing.clone() };
        subjects.into_iter().map(with).collect()
    });
    *doings = settled.collect();
}
