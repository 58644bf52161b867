//! Exit codes, and the full picture whatever the answer.

use fleetgate::cli::Exit;
use serde_json::json;

use super::{fed, left_out, program, replaced, text};
use crate::judge::{Case, fleetgate, short};
use crate::scene::put;

#[test]
fn the_exit_code_tells_the_four_ends_apart() {
    let allow = Case::docs();
    let hold = Case::change(&[put("src/a.rs", "a\n")]);
    let deny = Case::change(&[put(".env", "A=1\n")]);
    for (case, code, exit, word) in
        [(&allow, 0, Exit::Done, "ALLOW"), (&deny, 1, Exit::Deny, "DENY"), (&hold, 3, Exit::Hold, "HOLD")]
    {
        let output = program(&case.args()).output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(code), ""));
        assert!(text(&output.stdout).starts_with(word), "{}", text(&output.stdout));
        assert_eq!((exit.code(), fleetgate(&case.args(), "").exit), (u8::try_from(code).unwrap(), exit));
    }
    let output = program(&replaced(&allow, "--head", "nope")).output().unwrap();
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""));
}

#[test]
fn without_a_fleet_file_all_is_denied_and_all_is_told() {
    let case = Case::change(&[put("src/auth/a.rs", "a\n"), put("server.pem", "A=1\n")]);
    let mut args = left_out(&case, "--fleet");
    let human = program(&args).output().unwrap();
    let shown = text(&human.stdout);
    let head = short(&case.head);
    let base = case.scene.tip("main").unwrap().to_string();
    assert_eq!(human.status.code(), Some(1));
    let (change, digests) = shown.split_once("  digests").unwrap();
    assert!(digests.contains("facts sha256:"));
    let expected = format!(
        "DENY  acme/app  {}..{head}  merge, profile fleet

  risk     high, size xs: path.auth, path.forbidden
  change   2 files, +2 -0 lines, 6 bytes, 1 commit
           auth + source: src/auth/a.rs
           forbidden: server.pem

  deny     merge.enrol.not_listed  acme/app
           without a fleet file no repository is enrolled: pass `--fleet FILE` or set `FLEETGATE_FLEET`
  deny     merge.path.forbidden  server.pem
           a forbidden path never merges: take it out of the change and of its history
  deny     merge.risk.high  server.pem and 1 more
           high risk (path.auth, path.forbidden): split it off and have a person merge it; the operator can set `[review] approve_high = true`
  deny     merge.switch.kill
           no fleet file was given, so the gate is disabled: pass `--fleet FILE` or set `FLEETGATE_FLEET`
  deny     merge.switch.never
           the merge policy is `never`: set `merge_policy = \"on-green-with-review\"` in the fleet file
  hold     merge.approvals.needed
           `auto_merge` is off and 0 of 1 owners' approvals count: a listed owner must approve this head

",
        short(&base)
    );
    assert_eq!(change, expected);
    args.extend(["--format", "json"].map(str::to_owned));
    let json: serde_json::Value = serde_json::from_slice(&program(&args).output().unwrap().stdout).unwrap();
    assert_eq!((json["outcome"].as_str(), json["risk"]["level"].as_str()), (Some("deny"), Some("high")));
    assert_eq!(json["reasons"].as_array().unwrap().len(), 6);
}

#[test]
fn every_switch_that_is_off_is_named() {
    let case = Case::docs().fleet(|fleet| {
        *fleet = json!({ "schema": "fleetgate.fleet/1", "repos": [{ "name": "acme/app", "required_checks": ["ci/test"] }] });
    });
    let off = ["merge.enrol.disabled", "merge.enrol.remote_writes_off", "merge.switch.kill", "merge.switch.never"];
    case.judge().denies(&off);
}

#[test]
fn the_fleet_file_may_come_from_the_environment() {
    let case = Case::docs();
    let args = left_out(&case, "--fleet");
    let code = |value: &str| program(&args).env("FLEETGATE_FLEET", value).output().unwrap().status.code();
    assert_eq!(code(&case.fleet_file()), Some(0));
    assert_eq!(code(""), Some(1));
    assert_eq!(code("/nonexistent/fleet.toml"), Some(2));
    let off = case.file("off.toml", b"schema = \"fleetgate.fleet/1\"\n");
    let named = program(&case.args()).env("FLEETGATE_FLEET", &off).output().unwrap();
    assert_eq!(named.status.code(), Some(0), "the flag beats the environment");
}

#[test]
fn gits_own_environment_and_configuration_change_nothing() {
    let case = Case::change(&[put("src/auth/a.rs", "a\n")]);
    let other = Case::docs();
    let home = case.scene.outside().join("home");
    std::fs::create_dir_all(&home).unwrap();
    std::fs::write(home.join(".gitconfig"), "[core]\n\tattributesFile = /dev/null\n[diff]\n\texternal = false\n")
        .unwrap();
    let args = [case.args(), vec!["--format".to_owned(), "json".to_owned()]].concat();
    let before = program(&args).output().unwrap();
    let elsewhere = other.scene.repo().path().to_str().unwrap().to_owned();
    let replaced = program(&args)
        .env("GIT_DIR", &elsewhere)
        .env("GIT_WORK_TREE", other.scene.path())
        .env("GIT_OBJECT_DIRECTORY", format!("{elsewhere}/objects"))
        .env("GIT_INDEX_FILE", "/dev/null")
        .env("GIT_EXTERNAL_DIFF", "false")
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "core.bare")
        .env("GIT_CONFIG_VALUE_0", "nonsense")
        .env("HOME", &home)
        .output()
        .unwrap();
    assert_eq!((replaced.status.code(), replaced.stdout), (Some(1), before.stdout));
}

#[test]
fn evidence_comes_from_standard_input_and_from_several_files() {
    let case = Case::docs();
    let args = replaced(&case, "--evidence", "-");
    let output = fed(&args, case.evidence_text().as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(fed(&args, b"").status.code(), Some(2));
    let mut rest: serde_json::Value = serde_json::from_str(&case.evidence_text()).unwrap();
    let checks = json!({ "schema": "fleetgate.evidence/1", "checks": rest["checks"].take(), "draft": false });
    rest.as_object_mut().unwrap().remove("checks");
    let mut several = replaced(&case, "--evidence", &case.file("rest.json", rest.to_string().as_bytes()));
    assert_eq!(fleetgate(&several, "").exit, Exit::Hold);
    several.extend(["--evidence", "-"].map(str::to_owned));
    assert_eq!(fleetgate(&several, &checks.to_string()).exit, Exit::Done);
    let draft = json!({ "schema": "fleetgate.evidence/1", "draft": true }).to_string();
    several.extend(["--evidence".to_owned(), case.file("draft.json", draft.as_bytes())]);
    assert_eq!(fleetgate(&several, &checks.to_string()).exit, Exit::Hold);
}

#[test]
fn the_defaults_are_the_current_branch_and_the_remotes() {
    let case = Case::docs();
    case.scene.set_remote("git@host.example:acme/app.git");
    let main = case.scene.tip("main").unwrap();
    case.scene.repo().reference("refs/remotes/origin/trunk", main, true, "").unwrap();
    case.scene.repo().reference_symbolic("refs/remotes/origin/HEAD", "refs/remotes/origin/trunk", true, "").unwrap();
    let folder = case.scene.path().join("some/folder");
    std::fs::create_dir_all(&folder).unwrap();
    let args = ["merge", "--fleet", &case.fleet_file(), "--evidence", &case.evidence_file()];
    let output = program(&args).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn only_the_exact_name_is_enrolled() {
    let case = Case::docs();
    for name in [
        "ACME/app",
        "acme/app/",
        "acme/app.git",
        "acme/*",
        "*",
        "../acme/app",
        "acme/app ",
        "acme/app\n",
        "app",
        "аcme/app",
    ] {
        let mut args = replaced(&case, "--name", name);
        args.extend(["--format", "json"].map(str::to_owned));
        fleetgate(&args, "").denies(&["merge.enrol.not_listed"]);
    }
    for name in ["", " ", "\n"] {
        let mut args = replaced(&case, "--name", name);
        args.extend(["--format", "json"].map(str::to_owned));
        fleetgate(&args, "").denies(&["merge.enrol.name_unknown"]);
    }
    let mut args = left_out(&case, "--name");
    args.extend(["--format", "json"].map(str::to_owned));
    let judged = fleetgate(&args, "");
    judged.denies(&["merge.enrol.name_unknown"]);
    assert!(judged.json["facts_missing"].as_array().unwrap().contains(&json!("repo")));
}

#[test]
fn an_explanation_names_every_rule_and_what_would_turn_the_outcome() {
    let explained = |case: &Case| {
        let mut args = case.args();
        args.insert(0, "explain".to_owned());
        fleetgate(&args, "")
    };
    let deny = explained(&Case::change(&[put(".env", "A=1\n")]));
    let rules: serde_json::Value =
        serde_json::from_str(&fleetgate(&["policy", "list", "--format", "json"], "").stdout).unwrap();
    for rule in rules.as_array().unwrap() {
        let code = rule["code"].as_str().unwrap();
        assert_eq!(deny.stdout.contains(&format!(" {code} ")), code.starts_with("merge."), "{code}");
    }
    assert_eq!(deny.exit, Exit::Deny);
    let (_, turns) = deny.stdout.split_once("what would turn the outcome\n").unwrap();
    assert!(turns.starts_with("  no longer denied, when all of this is done:\n    merge.path.forbidden: "), "{turns}");
    let hold = explained(&Case::change(&[put("src/a.rs", "a\n")]));
    assert_eq!(hold.exit, Exit::Hold);
    assert!(hold.stdout.contains("then allowed, when all of this is done:\n    merge.risk.medium: "));
    let allow = explained(&Case::docs());
    assert_eq!(allow.exit, Exit::Done);
    assert!(allow.stdout.contains("nothing stands against it"));
}
