//! Folders that git may take for repositories: it obeys the settings in them.

use super::Doing;
use super::arrivals::Arrivals;
use super::effects::Measure;
use super::kinds::changes;
use super::walk::absolute;

impl Measure<'_> {
    /// Folders that may look like repositories once this call has made or brought what is missing in them, and links that
    /// it brings: what git and others would obey there is not known.
    pub(super) fn heads(&self, doings: &[Doing], arrivals: &Arrivals) -> Vec<String> {
        let root = self.paths().root;
        let written = doings
            .iter()
            .filter(|doing| changes(doing.effect.kind))
            .flat_map(|doing| self.named(doing).into_iter().map(|path| absolute("/", &path)));
        let mut heads: Vec<String> =
            written.chain(arrivals.files().iter().cloned()).flat_map(|path| completed(&path)).collect();
        heads.retain(|folder| root != Some(folder.as_str()));
        heads.extend(arrivals.links().iter().cloned());
        heads.sort();
        heads.dedup();
        heads
    }
}

/// The folders on the way to a path that it may make repositories of: of objects and refs alone there is none.
fn completed(path: &str) -> Vec<String> {
    let mut folders = Vec::new();
    for (at, _) in path.match_indices('/') {
        let Some((folder, rest)) = path.split_at_checked(at) else { continue };
        let name = rest.trim_start_matches('/').split('/').next().unwrap_or_default();
        if is_head(name) || is_store(name) && has_head(folder) {
            folders.push(folder.to_owned());
        }
    }
    folders
}

/// Whether a path may be a part of a repository without a work tree.
pub(super) fn is_part(path: &str) -> bool {
    path.split('/').any(|name| is_head(name) || is_store(name))
}

fn is_head(name: &str) -> bool {
    ["HEAD", "commondir"].iter().any(|part| part.eq_ignore_ascii_case(name))
}

fn is_store(name: &str) -> bool {
    ["objects", "refs"].iter().any(|part| part.eq_ignore_ascii_case(name))
}

fn has_head(folder: &str) -> bool {
    ["HEAD", "head", "commondir"].iter().any(|name| std::fs::symlink_metadata(format!("{folder}/{name}")).is_ok())
}
