//! All facts of the point `merge`: from the repository, the operator and the evidence.

use super::{
    DocumentError, EvidenceFile, FleetFile, GatherError, Named, OperatorClass, PathLists, Range, Reach, RepoFile,
    Repository, Resolved, Tagger, evidence, fleet,
};
use crate::model::{Classes, ContentKinds, Fact, MergeFacts, MergeFactsSchema, Now, Source};

/// The in-repository file that may tighten the operator's settings.
const REPO_FILE: &str = ".fleetgate.toml";

/// What is asked.
#[derive(Debug)]
pub struct MergeRequest<'a> {
    /// The repository.
    pub repository: &'a Repository,
    /// The base revision; none: the remote's default branch.
    pub base: Option<&'a str>,
    /// The head revision.
    pub head: &'a str,
    /// The repository's name; none: from the remote's address.
    pub name: Option<&'a str>,
    /// The operator's fleet file.
    pub fleet: Option<&'a Named>,
    /// The evidence files.
    pub evidence: &'a [Named],
    /// The time of the decision.
    pub now: Now,
    /// What changed paths are tagged with.
    pub classes: &'a Classes,
    /// What binary content is told by.
    pub kinds: &'a ContentKinds,
}

/// Gathers the facts of a merge.
///
/// # Errors
///
/// [`GatherError`] where the repository, the fleet file or the evidence can't be used.
pub fn merge(request: &MergeRequest<'_>) -> Result<MergeFacts, GatherError> {
    let fleet = request.fleet.map(|file| FleetFile::parse(&file.bytes, &file.name)).transpose()?;
    let evidence = evidence_of(request.evidence)?;
    let range = request.repository.range(request.base, request.head)?;
    let name = request.name.map_or_else(|| request.repository.remote_name(), named);
    let Resolved { settings, lists } = fleet::resolve(fleet.as_ref(), &name, &repo_files(request.repository, &range)?);
    let tagger = Tagger::new(request.classes, &operator_classes(lists))?;
    let change = request.repository.change(&range, &tagger, request.kinds)?;
    Ok(MergeFacts { schema: MergeFactsSchema::V1, now: request.now.clone(), repo: name, settings, change, evidence })
}

fn named(name: &str) -> Fact<String> {
    if name.trim().is_empty() {
        return Fact::unknown("`--name` is empty");
    }
    Fact::known(name.to_owned(), Source::Flag)
}

fn evidence_of(files: &[Named]) -> Result<crate::model::Evidence, DocumentError> {
    let parse = |file: &Named| Ok((file.name.clone(), EvidenceFile::parse(&file.bytes, &file.name)?));
    evidence::join(&files.iter().map(parse).collect::<Result<Vec<_>, DocumentError>>()?)
}

/// The repository's own files at the base tip and at the merge base: never at the head.
fn repo_files(repository: &Repository, range: &Range) -> Result<Vec<RepoFile>, GatherError> {
    let mut commits = vec![range.base];
    if range.merge_base != range.base {
        commits.push(range.merge_base);
    }
    let mut files = Vec::new();
    for commit in commits {
        if let Some(bytes) = repository.file_at(commit, REPO_FILE)? {
            files.push(RepoFile::parse(&bytes, &format!("{REPO_FILE} at {commit}"))?);
        }
    }
    Ok(files)
}

/// Lists that tighten match at any depth, lists that loosen only as written from the root.
fn operator_classes(lists: PathLists) -> Vec<OperatorClass> {
    let class = |name: &str, patterns, reach| OperatorClass { name: format!("operator.{name}"), patterns, reach };
    vec![
        class("forbidden", lists.forbidden, Reach::AnyDepth),
        class("sensitive", lists.sensitive, Reach::AnyDepth),
        class("parked", lists.parked, Reach::AnyDepth),
        class("routine", lists.routine, Reach::Root),
        class("adr", lists.adr, Reach::Root),
    ]
}
