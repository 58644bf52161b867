//! Several evidence files become one: lists are joined, scalars must agree.

use caseless::default_case_fold_str;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::file::{ApprovalItem, AuthorItem, CheckItem, EvidenceFile, StagingItem, VerdictItem};
use super::values::{Items, Sha, Time};
use crate::gather::document::{DocumentError, Login, Name, Text, quoted};
use crate::model::{Approval, Author, Check, Evidence, Fact, Source, Staging, Verdict};

type Files<'a> = &'a [(String, EvidenceFile)];

/// The evidence of all files together, each with its name for messages. Lists are joined in order; `draft` and
/// `synthetic` are true when one file says so.
///
/// # Errors
///
/// Two files that contradict each other on `author`, `repo`, `pr`, `title` or `staging`.
pub fn join(files: Files<'_>) -> Result<Evidence, DocumentError> {
    let unsaid = Evidence::default();
    Ok(Evidence {
        repo: agreed(files, "repo", |file| name(file.repo.as_ref()))?.map_or(unsaid.repo, known),
        pr: agreed(files, "pr", |file| file.pr)?.map_or(unsaid.pr, known),
        draft: any(files, |file| file.draft).map_or(unsaid.draft, known),
        synthetic: any(files, |file| file.synthetic).map_or(unsaid.synthetic, known),
        title: agreed(files, "title", |file| text(file.title.as_ref()))?.map_or(unsaid.title, known),
        labels: joined(files, |file| file.labels.as_ref(), |label| folded(&label.0)).map_or(unsaid.labels, known),
        author: author(files)?.map_or(unsaid.author, known),
        contributors: joined(files, |file| file.contributors.as_ref(), |login| login.0.clone())
            .map_or(unsaid.contributors, known),
        verdicts: joined(files, |file| file.verdicts.as_ref(), verdict).map_or(unsaid.verdicts, known),
        checks: joined(files, |file| file.checks.as_ref(), check).map_or(unsaid.checks, known),
        approvals: joined(files, |file| file.approvals.as_ref(), approval).map_or(unsaid.approvals, known),
        staging: agreed(files, "staging", |file| file.staging.as_ref().map(staging))?.map_or(unsaid.staging, known),
    })
}

/// The one value that all files that have one agree on.
fn agreed<T: PartialEq + Serialize>(
    files: Files<'_>,
    key: &str,
    pick: impl Fn(&EvidenceFile) -> Option<T>,
) -> Result<Option<T>, DocumentError> {
    let mut first: Option<(&str, T)> = None;
    for (name, file) in files {
        match (&first, pick(file)) {
            (Some((other, value)), Some(said)) if *value != said => {
                let message = format!("`{key}` is {} here, but {} in {other}", shown(&said), shown(value));
                let help = "pass evidence about one change only, or correct one of the two files";
                return Err(DocumentError::whole(name, message, help));
            }
            (None, Some(said)) => first = Some((name, said)),
            _ => {}
        }
    }
    Ok(first.map(|(_, value)| value))
}

/// A value as it stands in the file.
fn shown(value: &impl Serialize) -> String {
    quoted(&serde_json::to_string(value).unwrap_or_default())
}

/// The author: a field that one file leaves out is taken from another.
fn author(files: Files<'_>) -> Result<Option<Author>, DocumentError> {
    let said = |pick: fn(&AuthorItem) -> Option<&Login>| {
        move |file: &EvidenceFile| file.author.as_ref().and_then(|author| login(pick(author)))
    };
    let Some(login) = agreed(files, "author.login", said(|author| Some(&author.login)))? else { return Ok(None) };
    let kind = agreed(files, "author.kind", |file| file.author.as_ref().and_then(|author| author.kind))?;
    let family = agreed(files, "author.family", said(|author| author.family.as_ref()))?;
    let operator = agreed(files, "author.operator", said(|author| author.operator.as_ref()))?;
    Ok(Some(Author { login, kind, family, operator }))
}

/// True when one file says so, false when one says so and none contradicts.
fn any(files: Files<'_>, pick: impl Fn(&EvidenceFile) -> Option<bool>) -> Option<bool> {
    files.iter().filter_map(|(_, file)| pick(file)).reduce(|one, other| one || other)
}

/// The lists of all files that have one, in order.
fn joined<T, U>(
    files: Files<'_>,
    pick: impl Fn(&EvidenceFile) -> Option<&Items<T>>,
    convert: impl Fn(&T) -> U,
) -> Option<Vec<U>> {
    let mut lists = files.iter().filter_map(|(_, file)| pick(file)).peekable();
    lists.peek()?;
    Some(lists.flat_map(|list| list.iter()).map(convert).collect())
}

fn known<T>(value: T) -> Fact<T> {
    Fact::known(value, Source::Evidence)
}

/// A label as rules compare it: NFKC, full case folding, no white space.
fn folded(label: &str) -> String {
    let composed: String = label.nfkc().collect();
    default_case_fold_str(&composed).nfkc().filter(|letter| !letter.is_whitespace()).collect()
}

fn login(login: Option<&Login>) -> Option<String> {
    login.map(|login| login.0.clone())
}

fn name(name: Option<&Name>) -> Option<String> {
    name.map(|name| name.0.clone())
}

/// Text as rules read it: full-width letters and other variants are the plain ones.
fn text(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.0.nfkc().collect())
}

fn sha(sha: Option<&Sha>) -> Option<String> {
    sha.map(|sha| sha.0.clone())
}

fn micros(time: Option<Time>) -> Option<i64> {
    time.map(|time| time.0)
}

fn verdict(item: &VerdictItem) -> Verdict {
    Verdict {
        by: item.by.0.clone(),
        verdict: item.verdict,
        kind: item.kind,
        family: login(item.family.as_ref()),
        operator: login(item.operator.as_ref()),
        mock: item.mock,
        repo: name(item.repo.as_ref()),
        head_sha: sha(item.head_sha.as_ref()),
        issued_us: micros(item.issued_at),
    }
}

fn check(item: &CheckItem) -> Check {
    Check {
        name: item.name.0.clone(),
        result: item.result,
        app: name(item.app.as_ref()),
        head_sha: sha(item.head_sha.as_ref()),
        completed_us: micros(item.completed_at),
        note: text(item.note.as_ref()),
    }
}

fn approval(item: &ApprovalItem) -> Approval {
    Approval {
        by: item.by.0.clone(),
        kind: item.kind,
        head_sha: sha(item.head_sha.as_ref()),
        expires_us: micros(item.expires_at),
    }
}

fn staging(item: &StagingItem) -> Staging {
    Staging { result: item.result, head_sha: sha(item.head_sha.as_ref()) }
}
