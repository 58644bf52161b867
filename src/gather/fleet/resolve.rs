//! From the files to the settings of one repository: defaults filled in, lists joined, the stricter limit taken.

use super::file::{FleetFile, LimitsTable, RepoEntry, RepoFile};
use super::values::{CheckEntry, Pattern};
use crate::model::{Fact, Limits, RepoSettings, RequiredCheck, ReviewSettings, Reviewers, Settings, Source};

/// Microseconds in an hour.
const HOUR_US: i64 = 3_600_000_000;

/// What a merge is judged by.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Resolved {
    /// The settings that go into the facts.
    pub settings: Settings,
    /// The globs that paths are classed by.
    pub lists: PathLists,
}

/// The operator's globs, with those that the repository adds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PathLists {
    /// Paths that no change may touch.
    pub forbidden: Vec<String>,
    /// Paths of high risk.
    pub sensitive: Vec<String>,
    /// Source paths of low risk.
    pub routine: Vec<String>,
    /// Paths of packages that may be revived with a decision record only.
    pub parked: Vec<String>,
    /// Paths of decision records.
    pub adr: Vec<String>,
}

/// The settings of the repository `name`. `repo_files` are its own files at the base tip and at the merge base: they
/// add to the operator's lists and lower the limits, and do nothing else.
#[must_use]
pub fn resolve(fleet: Option<&FleetFile>, name: &Fact<String>, repo_files: &[RepoFile]) -> Resolved {
    let entry = find_entry(fleet, name);
    let mut resolved = Resolved { settings: fleet.map(global_settings).unwrap_or_default(), ..Resolved::default() };
    if let Some(fleet) = fleet {
        extend(&mut resolved.lists.forbidden, &fleet.forbidden);
        extend(&mut resolved.lists.sensitive, &fleet.sensitive);
    }
    if let Ok(entry) = entry {
        extend(&mut resolved.lists.forbidden, &entry.forbidden);
        extend(&mut resolved.lists.sensitive, &entry.sensitive);
        extend(&mut resolved.lists.routine, &entry.routine);
        extend(&mut resolved.lists.parked, &entry.parked);
        extend(&mut resolved.lists.adr, &entry.adr);
    }
    for file in repo_files {
        extend(&mut resolved.lists.forbidden, &file.forbidden);
        extend(&mut resolved.lists.sensitive, &file.sensitive);
        lower(&mut resolved.settings.limits, &file.limits);
    }
    resolved.settings.repo = match entry {
        Ok(entry) => Fact::known(repo_settings(entry, repo_files), Source::Fleet),
        Err(why) => Fact::unknown(why),
    };
    resolved
}

fn find_entry<'a>(fleet: Option<&'a FleetFile>, name: &Fact<String>) -> Result<&'a RepoEntry, String> {
    let fleet = fleet.ok_or("no fleet file was given; pass --fleet")?;
    let name = match name {
        Fact::Known(known) => &known.value,
        Fact::Unknown(why) => return Err(format!("the repository's name is not known: {}", why.unknown)),
    };
    let listed = || fleet.repos.iter().map(|entry| (entry, entry.name.get_ref().0.as_str()));
    if let Some((entry, _)) = listed().find(|(_, listed)| listed == name) {
        return Ok(entry);
    }
    let folded = caseless::default_case_fold_str(name);
    Err(listed().find(|(_, listed)| caseless::default_case_fold_str(listed) == folded).map_or_else(
        || format!("the fleet file doesn't list `{name}`; add a [[repos]] entry with exactly this name"),
        |(_, listed)| {
            format!("the fleet file lists `{listed}`, not `{name}`: names are compared exactly, correct the case")
        },
    ))
}

fn global_settings(fleet: &FleetFile) -> Settings {
    let shipped = Settings::default();
    let mut limits = shipped.limits;
    limits.files = fleet.limits.files.unwrap_or(limits.files);
    limits.lines = fleet.limits.lines.unwrap_or(limits.lines);
    limits.bytes = fleet.limits.bytes.unwrap_or(limits.bytes);
    Settings {
        fleet_file: true,
        kill_switch: fleet.kill_switch.unwrap_or(shipped.kill_switch),
        merge_policy: fleet.merge_policy.unwrap_or_default().word().to_owned(),
        auto_merge: fleet.auto_merge.unwrap_or(shipped.auto_merge),
        max_risk: fleet.max_risk.unwrap_or(shipped.max_risk),
        review: review_settings(fleet),
        limits,
        repo: shipped.repo,
    }
}

fn review_settings(fleet: &FleetFile) -> ReviewSettings {
    let shipped = ReviewSettings::default();
    let written = &fleet.review;
    ReviewSettings {
        required: written.required.map_or(shipped.required, |number| number.0),
        families: written.families.map_or(shipped.families, |number| number.0),
        approve_high: written.approve_high.unwrap_or(shipped.approve_high),
        approvals: written.approvals.map_or(shipped.approvals, |number| number.0),
        reviewers: written
            .reviewers
            .as_ref()
            .map_or(shipped.reviewers, |only| Reviewers::Only(only.iter().map(|login| login.0.clone()).collect())),
        up_to_date: written.up_to_date.unwrap_or(shipped.up_to_date),
        max_age_us: written.max_age_hours.map(|hours| i64::from(hours.0).saturating_mul(HOUR_US)),
    }
}

fn repo_settings(entry: &RepoEntry, repo_files: &[RepoFile]) -> RepoSettings {
    let mut required_checks = Vec::new();
    let written = entry.required_checks.iter().chain(repo_files.iter().flat_map(|file| file.required_checks.iter()));
    for check in written.map(required_check) {
        if !required_checks.contains(&check) {
            required_checks.push(check);
        }
    }
    let advisory = entry.advisory_checks.iter().map(|check| &check.get_ref().0);
    let advisory_checks =
        advisory.filter(|name| required_checks.iter().all(|required| required.name != **name)).cloned().collect();
    RepoSettings {
        name: entry.name.get_ref().0.clone(),
        enabled: entry.enabled.unwrap_or(false),
        remote_writes: entry.remote_writes.unwrap_or(false),
        required_checks,
        advisory_checks,
        owners: entry.owners.iter().map(|login| login.0.clone()).collect(),
        staging: entry.staging.unwrap_or(false),
    }
}

fn required_check(check: &CheckEntry) -> RequiredCheck {
    RequiredCheck { name: check.name.0.clone(), app: check.app.as_ref().map(|app| app.0.clone()) }
}

fn extend(list: &mut Vec<String>, more: &[Pattern]) {
    for pattern in more {
        if !list.contains(&pattern.0) {
            list.push(pattern.0.clone());
        }
    }
}

fn lower(limits: &mut Limits, written: &LimitsTable) {
    limits.files = limits.files.min(written.files.unwrap_or(u64::MAX));
    limits.lines = limits.lines.min(written.lines.unwrap_or(u64::MAX));
    limits.bytes = limits.bytes.min(written.bytes.unwrap_or(u64::MAX));
}
