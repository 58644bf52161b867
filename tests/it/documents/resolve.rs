use fleetgate::gather::fleet::resolve;
use fleetgate::gather::{PathLists, RepoFile, Resolved};
use fleetgate::model::{Fact, Limits, MaxRisk, RepoSettings, RequiredCheck, Reviewers, Settings, Source};

use crate::documents::fleet;

fn name(name: &str) -> Fact<String> {
    Fact::known(name.to_owned(), Source::Flag)
}

fn repo_file(text: &str) -> RepoFile {
    RepoFile::parse(text.as_bytes(), ".fleetgate.toml").unwrap()
}

fn check(name: &str, app: Option<&str>) -> RequiredCheck {
    RequiredCheck { name: name.to_owned(), app: app.map(str::to_owned) }
}

fn why(resolved: &Resolved) -> &str {
    match &resolved.settings.repo {
        Fact::Unknown(why) => &why.unknown,
        Fact::Known(_) => panic!("an entry was found"),
    }
}

fn entry(resolved: &Resolved) -> &RepoSettings {
    resolved.settings.repo.value().expect("an entry")
}

#[test]
fn without_a_fleet_file_all_is_as_shipped() {
    let resolved = resolve(None, &name("acme/app"), &[]);
    let shipped = Settings { repo: Fact::unknown("no fleet file was given; pass --fleet"), ..Settings::default() };
    assert_eq!(resolved, Resolved { settings: shipped, lists: PathLists::default() });
}

#[test]
fn an_empty_fleet_file_is_as_disabled_as_none() {
    let resolved = resolve(Some(&fleet("").unwrap()), &name("acme/app"), &[]);
    let repo = Fact::unknown("the fleet file doesn't list `acme/app`; add a [[repos]] entry with exactly this name");
    assert_eq!(resolved.settings, Settings { fleet_file: true, repo, ..Settings::default() });
}

#[test]
fn an_entry_that_is_left_bare_enables_nothing() {
    let fleet = fleet("[[repos]]\nname = \"acme/app\"").unwrap();
    let resolved = resolve(Some(&fleet), &name("acme/app"), &[]);
    assert_eq!(
        *entry(&resolved),
        RepoSettings {
            name: "acme/app".to_owned(),
            enabled: false,
            remote_writes: false,
            required_checks: vec![],
            advisory_checks: vec![],
            owners: vec![],
            staging: false,
        }
    );
}

#[test]
fn a_missing_entry_says_why() {
    let fleet = fleet("forbidden = [\"a\"]\n[[repos]]\nname = \"Acme/App\"\nforbidden = [\"b\"]").unwrap();
    let unlisted = resolve(Some(&fleet), &name("acme/other"), &[]);
    assert_eq!(
        why(&unlisted),
        "the fleet file doesn't list `acme/other`; add a [[repos]] entry with exactly this name"
    );
    assert_eq!(unlisted.lists.forbidden, ["a"]);
    let case = resolve(Some(&fleet), &name("acme/app"), &[]);
    let differs = "the fleet file lists `Acme/App`, not `acme/app`: names are compared exactly, correct the case";
    assert_eq!(why(&case), differs);
    assert_eq!(case.lists.forbidden, ["a"]);
    let unknown = resolve(Some(&fleet), &Fact::unknown("no remote"), &[]);
    assert_eq!(why(&unknown), "the repository's name is not known: no remote");
}

#[test]
fn what_is_written_takes_effect() {
    let fleet = fleet(
        r#"
kill_switch = false
merge_policy = "on-green-with-review"
auto_merge = true
max_risk = "medium"
sensitive = ["s"]
[review]
required = 2
families = 3
approve_high = true
approvals = 4
reviewers = ["judge-1"]
up_to_date = true
max_age_hours = 72
[limits]
files = 5
[[repos]]
name = "acme/app"
enabled = true
remote_writes = true
owners = ["alice"]
routine = ["r"]
parked = ["p"]
adr = ["d"]
sensitive = ["s", "t"]
staging = true
"#,
    )
    .unwrap();
    let resolved = resolve(Some(&fleet), &name("acme/app"), &[]);
    let settings = &resolved.settings;
    assert!(!settings.kill_switch && settings.auto_merge && settings.fleet_file);
    assert_eq!((settings.merge_policy.as_str(), settings.max_risk), ("on-green-with-review", MaxRisk::Medium));
    let review = &settings.review;
    assert_eq!((review.required, review.families, review.approvals), (2, 3, 4));
    assert!(review.approve_high && review.up_to_date);
    assert_eq!(review.reviewers, Reviewers::Only(vec!["judge-1".to_owned()]));
    assert_eq!(review.max_age_us, Some(72 * 3_600 * 1_000_000));
    assert_eq!(settings.limits, Limits { files: 5, ..Limits::default() });
    let lists = &resolved.lists;
    assert_eq!(
        (&lists.routine[..], &lists.parked[..], &lists.adr[..]),
        (&["r".into()][..], &["p".into()][..], &["d".into()][..])
    );
    assert_eq!(lists.sensitive, ["s", "t"]);
    assert!(entry(&resolved).staging);
}

#[test]
fn a_repository_only_tightens() {
    let fleet = fleet(
        r#"
forbidden = ["a"]
[limits]
files = 10
lines = 20
[[repos]]
name = "acme/app"
required_checks = ["test", { name = "lint", app = "gha" }]
advisory_checks = ["nightly", "slow"]
forbidden = ["b"]
"#,
    )
    .unwrap();
    let files = [
        repo_file("forbidden = [\"c\", \"a\"]\nsensitive = [\"s\"]\nlimits = { files = 3, lines = 99 }"),
        repo_file("required_checks = [\"nightly\", \"lint\", \"test\"]\nlimits = { files = 7, bytes = 0 }"),
    ];
    let resolved = resolve(Some(&fleet), &name("acme/app"), &files);
    assert_eq!(resolved.lists.forbidden, ["a", "b", "c"]);
    assert_eq!(resolved.lists.sensitive, ["s"]);
    assert_eq!(resolved.settings.limits, Limits { files: 3, lines: 20, bytes: 0 });
    let checks = [check("test", None), check("lint", Some("gha")), check("nightly", None), check("lint", None)];
    assert_eq!(entry(&resolved).required_checks, checks);
    assert_eq!(entry(&resolved).advisory_checks, ["slow"]);
}

#[test]
fn a_repository_can_enrol_nothing() {
    let files = [repo_file("forbidden = [\"c\"]\nrequired_checks = [\"x\"]\nlimits.files = 1")];
    let resolved = resolve(None, &name("acme/app"), &files);
    assert_eq!(why(&resolved), "no fleet file was given; pass --fleet");
    assert_eq!((resolved.lists.forbidden, resolved.settings.limits.files), (vec!["c".to_owned()], 1));
}
