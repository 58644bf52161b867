//! Command lines that make no sense.

use fleetgate::cli::Exit;

use super::{program, replaced, said, text};
use crate::judge::{Case, approval, fleetgate};
use crate::scene::put;

#[test]
fn flags_that_nobody_knows() {
    let case = Case::docs();
    for wrong in [
        vec!["merge", "--bse", "main"],
        vec!["merge", "--format", "yaml"],
        vec!["merge", "--base"],
        vec!["merge", "--base", "a", "--base", "b"],
        vec!["merge", "main"],
        vec!["merge", "--with-facts=yes"],
        vec!["merge", "--force"],
        vec!["merj"],
        vec!["explain"],
        vec!["explain", "publish", "x"],
        vec!["decide"],
        vec!["decide", "merge"],
        vec!["decide", "nothing", "--facts", "-"],
        vec!["decide", "merge", "--facts", "-", "--profile", "lax"],
        vec!["policy"],
        vec!["completions", "cobol"],
        vec![],
    ] {
        let output = program(&wrong).current_dir(case.scene.path()).output().unwrap();
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""), "{wrong:?}");
        assert!(text(&output.stderr).contains("Usage:") || text(&output.stderr).contains("--help"), "{wrong:?}");
    }
}

#[test]
fn a_word_that_is_almost_right_is_corrected() {
    fleetgate(&["merge", "--bse", "main"], "").breaks("a similar argument exists: '--base'");
    fleetgate(&["merj"], "").breaks("a similar subcommand exists: 'merge'");
}

#[test]
fn a_revision_that_does_not_exist() {
    let case = Case::docs();
    let head = |rev: &str| said(&fleetgate(&replaced(&case, "--head", rev), ""), &case);
    let next = "fetch it, or pass a branch, a tag or a commit id that git log shows";
    assert_eq!(
        head("nope"),
        format!("error: revision \"nope\" names no commit here: revspec 'nope' not found; {next}\n")
    );
    assert_eq!(head(""), format!("error: revision \"\" names no commit here: it is empty; {next}\n"));
    assert_eq!(
        head("main..feature"),
        format!("error: revision \"main..feature\" names no commit here: it is a range; {next}\n")
    );
    let path =
        format!("error: revision \"feature:docs\" names no commit here: paths and searches are not taken; {next}\n");
    assert_eq!(head("feature:docs"), path);
    assert_eq!(head("a\u{1b}[31m\nb").lines().count(), 1);
    assert!(!head("a\u{1b}[31m\nb").contains('\u{1b}'));
}

#[test]
fn a_revision_that_looks_like_a_flag() {
    let case = Case::docs();
    for flag in ["--head", "--base"] {
        let error = said(&fleetgate(&replaced(&case, flag, "--output=/etc/passwd"), ""), &case);
        assert!(error.contains("unexpected argument") || error.contains("a value is required"), "{error}");
        let mut args = case.args();
        let at = args.iter().position(|arg| arg == flag).unwrap();
        args.splice(at..at + 2, [format!("{flag}=-x")]);
        let error = said(&fleetgate(&args, ""), &case);
        assert!(error.starts_with("error: revision \"-x\" names no commit here: it starts with a dash; "), "{error}");
    }
}

#[test]
fn no_base_and_no_remote() {
    let case = Case::docs();
    let args = super::left_out(&case, "--base");
    let expected = "error: cannot tell the base: refs/remotes/origin/HEAD does not exist; pass --base\n";
    assert_eq!(said(&fleetgate(&args, ""), &case), expected);
}

#[test]
fn no_repository() {
    let case = Case::docs();
    let outside = case.scene.outside().to_str().unwrap().to_owned();
    let error = said(&fleetgate(&replaced(&case, "--repo", &outside), ""), &case);
    let expected = "error: cannot open DIR as a git repository: could not find repository at 'DIR'; \
                    pass --repo with a folder inside a repository\n";
    assert_eq!(error, expected);
    fleetgate(&replaced(&case, "--repo", ""), "").breaks("a value is required for '--repo <DIR>'");
}

#[test]
fn times_of_many_kinds() {
    let case = Case::change(&[put("src/a.rs", "a\n")])
        .evidence(|evidence, head| evidence["approvals"] = serde_json::json!([approval(head)]));
    let exit = |now: &str| fleetgate(&replaced(&case, "--now", now), "").exit;
    let (valid, expired) = ("2026-01-01T02:59:59.999999Z", "2026-01-01T03:00:00Z");
    for now in [valid, "2026-01-01T04:59:59+02:00", "2026-01-01t02:00:00z", "2026-01-01T01:00:00-01:59"] {
        assert_eq!(exit(now), Exit::Done, "{now}");
    }
    for now in [expired, "2026-01-01T05:00:00+02:00", "2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z"] {
        assert_eq!(exit(now), Exit::Hold, "{now}");
    }
    for now in [
        "",
        "yesterday",
        "now",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-02-30T00:00:00Z",
        "1767225600",
        "-1",
        "2026-01-01T25:00:00Z",
    ] {
        fleetgate(&replaced(&case, "--now", now), "").breaks("");
    }
    let error = said(&fleetgate(&replaced(&case, "--now", "2026-01-01T00:00:00"), ""), &case);
    assert!(error.ends_with("; write it like 2026-01-31T12:00:00Z, with an offset\n"), "{error}");
    let judged = fleetgate(
        &[
            replaced(&case, "--now", "2026-01-01T04:00:00.1234567+02:00"),
            vec!["--with-facts".into(), "--format=json".into()],
        ]
        .concat(),
        "",
    );
    assert_eq!(judged.json["facts"]["now"]["at"], "2026-01-01T02:00:00.123456Z");
}

#[test]
fn without_a_time_it_is_now() {
    let case = Case::docs();
    let judged =
        fleetgate(&[super::left_out(&case, "--now"), vec!["--with-facts".into(), "--format=json".into()]].concat(), "");
    assert!(judged.json["facts"]["now"]["unix_us"].as_i64().unwrap() > 1_767_225_600_000_000);
}
