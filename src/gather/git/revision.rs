//! Revisions: names come from the repository's refs, ancestry from the commits as they are stored.

use git2::Oid;

use super::objects::{Objects, oid};
use super::{GatherError, Repository};

impl Repository {
    /// The commit that a revision names: a branch, a tag, an id or its beginning, `@`, and any `~N`, `^N`,
    /// `^{commit}` after it.
    ///
    /// # Errors
    ///
    /// [`GatherError::Revision`] if it names none.
    pub fn resolve(&self, rev: &str) -> Result<Oid, GatherError> {
        let failed = |why: String| GatherError::Revision { rev: rev.to_owned(), why };
        let refused = match rev {
            "" => Some("it is empty"),
            _ if rev.starts_with('-') => Some("it starts with a dash"),
            _ if rev.starts_with(['~', '^']) => Some("nothing stands before ~ or ^"),
            _ if rev.contains(':') => Some("paths and searches are not taken"),
            _ if rev.contains("..") => Some("it is a range"),
            _ => None,
        };
        if let Some(why) = refused {
            return Err(failed(why.to_owned()));
        }
        let split = rev.find(['~', '^']).unwrap_or(rev.len());
        let (name, steps) = rev.split_at_checked(split).unwrap_or((rev, ""));
        let objects = self.objects()?;
        let start = match oid(name.as_bytes()) {
            Some(id) => id,
            None => self.named(&objects, name)?,
        };
        objects.peel(start).and_then(|commit| walk(&objects, commit, steps)).map_err(|error| failed(reason(&error)))
    }

    /// The object that a name stands for. Where git would choose among a tag, a branch and a commit of one name, nothing
    /// is chosen: whoever may push a tag could bend what is judged. Refs are followed without a look at the object,
    /// since libgit2 refuses commits that git reads.
    fn named(&self, objects: &Objects<'_>, name: &str) -> Result<Oid, GatherError> {
        if let Some(id) = self.target(name) {
            return Ok(id);
        }
        let places = ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map(|place| format!("{place}{name}"));
        let places = places.into_iter().chain([format!("refs/remotes/{name}/HEAD")]);
        let mut found: Vec<(String, Oid)> =
            places.filter_map(|place| Some((self.target(&place)?, place))).map(|(id, place)| (place, id)).collect();
        let abbreviated = (4..40).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if abbreviated && let Ok(object) = self.real.find_object_by_prefix(name, None) {
            found.push((format!("commit {}", object.id()), object.id()));
        }
        let commit = |id: Oid| objects.peel(id).unwrap_or(id);
        match found.split_first() {
            Some(((_, first), others)) if others.iter().all(|(_, id)| commit(*id) == commit(*first)) => Ok(*first),
            Some(_) => Err(GatherError::AmbiguousRevision {
                rev: name.to_owned(),
                candidates: found.into_iter().map(|(place, _)| place).collect(),
            }),
            None => self
                .real
                .revparse_single(name)
                .map(|object| object.id())
                .map_err(|error| GatherError::Revision { rev: name.to_owned(), why: error.message().to_owned() }),
        }
    }

    /// The commit that a ref leads to, by its full name; none where it leads nowhere, as `HEAD` before the first commit.
    pub(in crate::gather) fn tip(&self, name: &str) -> Option<Oid> {
        self.objects().ok()?.peel(self.target(name)?).ok()
    }

    /// What a ref leads to, by its full name.
    fn target(&self, name: &str) -> Option<Oid> {
        self.real.find_reference(name).and_then(|found| found.resolve()).ok()?.target()
    }

    /// The tip that the remote's default branch is known to have.
    pub(super) fn default_base(&self) -> Result<Oid, GatherError> {
        let failed = |why: String| GatherError::NoDefaultBase { why };
        let head =
            self.real.find_reference("refs/remotes/origin/HEAD").map_err(|_| failed("does not exist".to_owned()))?;
        let target = head.symbolic_target_bytes().ok_or_else(|| failed("is not a symbolic ref".to_owned()))?;
        let target = String::from_utf8_lossy(target).into_owned();
        let tip =
            self.real.refname_to_id(&target).map_err(|_| failed(format!("points to {target}, which is not there")))?;
        self.objects()?.peel(tip)
    }
}

fn reason(error: &GatherError) -> String {
    match error {
        GatherError::Object { id, why } => format!("object {id}: {why}"),
        GatherError::Revision { why, .. } => why.clone(),
        other => other.to_string(),
    }
}

/// Takes the steps `~N`, `^N`, `^{…}` from a commit.
fn walk(objects: &Objects<'_>, mut commit: Oid, mut steps: &str) -> Result<Oid, GatherError> {
    let failed = |why: String| GatherError::Revision { rev: String::new(), why };
    while let Some(step) = steps.chars().next() {
        steps = steps.get(1..).unwrap_or_default();
        if let Some(rest) = steps.strip_prefix('{').filter(|_| step == '^') {
            let (kind, rest) = rest.split_once('}').ok_or_else(|| failed("a { has no }".to_owned()))?;
            if !matches!(kind, "" | "commit" | "object") {
                return Err(failed(format!("^{{{kind}}} does not give a commit")));
            }
            steps = rest;
            continue;
        }
        let digits = steps.len() - steps.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = steps.split_at_checked(digits).unwrap_or((steps, ""));
        steps = rest;
        let number = match number {
            "" => 1,
            _ => number.parse::<usize>().map_err(|_| failed(format!("{number} is too large")))?,
        };
        match step {
            '~' => {
                for _ in 0..number {
                    commit = parent(objects, commit, 0)?;
                }
            }
            '^' if number == 0 => {}
            '^' => commit = parent(objects, commit, number - 1)?,
            _ => return Err(failed(format!("{step:?} is not understood after ~ or ^"))),
        }
    }
    Ok(commit)
}

fn parent(objects: &Objects<'_>, commit: Oid, index: usize) -> Result<Oid, GatherError> {
    objects.commit(commit)?.parents.get(index).copied().ok_or_else(|| GatherError::Revision {
        rev: String::new(),
        why: format!("commit {commit} has no parent {}", index + 1),
    })
}
