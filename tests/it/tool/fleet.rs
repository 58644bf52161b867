//! The fleet file and the repository's own file, at tool calls.

use fleetgate::gather::FleetFile;
use serde_json::json;

use super::desk::Desk;
use crate::scene::{Scene, put};

#[test]
fn k1_a_written_kill_switch_lets_only_reads_pass() {
    let on = Desk::new().fleet("kill_switch = true\n");
    assert_eq!(on.reads("README.md"), "allow");
    assert_eq!(on.writes("src/a.rs"), "deny");
    assert_eq!(on.asks("Dance", &json!({})), "deny");
    let unset = Desk::new().fleet("");
    assert_eq!(unset.writes("src/a.rs"), "allow");
    let off = Desk::new().fleet("kill_switch = false\n");
    assert_eq!(off.writes("src/a.rs"), "allow");
}

#[test]
fn forbidden_paths_are_forbidden_at_edit_time() {
    let repos = "[[repos]]\nname = \"acme/app\"\nforbidden = [\"billing/**\"]\n[[repos]]\nname = \"acme/other\"\nforbidden = [\"other/**\"]\n";
    let desk = Desk::new().fleet(&format!("forbidden = [\"legal/**\"]\nsensitive = [\"pay/**\"]\n{repos}"));
    assert_eq!(desk.writes("legal/x"), "deny");
    assert_eq!(desk.writes("LEGAL/x"), "deny");
    assert_eq!(desk.writes("pay/x"), "ask");
    assert_eq!(desk.reads("legal/x"), "allow");
    assert_eq!(desk.writes("billing/x"), "deny", "a repository that nobody can name gets the lists of all");
    assert_eq!(desk.writes("other/x"), "deny");
    desk.scene.set_remote("https://host/acme/app.git");
    assert_eq!(desk.writes("billing/x"), "deny");
    assert_eq!(desk.writes("other/x"), "allow");
}

#[test]
fn profiles_take_away() {
    let reader = Desk::new().fleet("[tool]\nprofile = \"read-only\"\n");
    assert_eq!(reader.reads("README.md"), "allow");
    assert_eq!(reader.writes("src/a.rs"), "deny");
    let ci = Desk::new().fleet("[tool]\nprofile = \"ci\"\n");
    assert_eq!(ci.writes("src/a.rs"), "allow");
    assert_eq!(ci.writes("infra/main.tf"), "deny");
    assert_eq!(ci.asks("Dance", &json!({})), "deny");
}

#[test]
fn what_is_denied_by_name_is_denied() {
    let desk =
        Desk::new().fleet("[tool.allow]\nmcp = [\"a/b\"]\n[tool.deny]\nmcp = [\"a/b\"]\ntools = [\"WebSearch\"]\n");
    assert_eq!(desk.asks("mcp__a__b", &json!({})), "deny");
    assert_eq!(desk.asks("WebSearch", &json!({ "query": "x" })), "deny");
}

#[test]
fn the_repository_s_own_file_tightens_as_committed_and_never_loosens() {
    let own =
        "forbidden = [\"legal/**\"]\n[tool]\nprotected_branches = [\"feature\"]\n[tool.deny]\ntools = [\"Dance\"]\n";
    let desk = Desk::with(Scene::started(&[put(".fleetgate.toml", own)]));
    assert_eq!(desk.writes("legal/x"), "deny");
    assert_eq!(desk.asks("Dance", &json!({})), "deny");
    desk.scene.leave_in_work_tree(".fleetgate.toml", "");
    assert_eq!(desk.writes("legal/x"), "deny", "the work tree's file counts for nothing");
    assert_eq!(desk.writes(".fleetgate.toml"), "deny");

    let loose = Desk::with(Scene::started(&[put(".fleetgate.toml", "[tool.allow]\ntools = [\"Dance\"]\n")]));
    assert_eq!(loose.asks("Dance", &json!({})), "deny", "a key that would loosen is an error");
    let left = Desk::new();
    left.scene.leave_in_work_tree(".fleetgate.toml", "[tool.deny]\ntools = [\"Read\"]\n");
    assert_eq!(left.reads("README.md"), "allow");
}

#[test]
fn the_remote_s_default_branch_tightens_too() {
    let mut scene = Scene::started(&[put(".fleetgate.toml", "forbidden = [\"legal/**\"]\n")]);
    let tip = scene.tip("main").unwrap();
    scene.repo().reference("refs/remotes/origin/main", tip, true, "").unwrap();
    scene.administer("refs/remotes/origin/HEAD", "ref: refs/remotes/origin/main\n");
    scene.commit("loosen", &[put(".fleetgate.toml", "")]);
    assert_eq!(Desk::with(scene).writes("legal/x"), "deny");
}

#[test]
fn a_protected_branch_tightens_what_starts_from_elsewhere() {
    let mut scene = Scene::started(&[put("README.md", "hello\n")]);
    scene.checkout("main");
    scene.commit("tighten", &[put(".fleetgate.toml", "forbidden = [\"legal/**\"]\n")]);
    scene.checkout("feature");
    let desk = Desk::with(scene);
    assert_eq!(desk.writes("legal/x"), "deny");
    assert_eq!(desk.writes("src/a.rs"), "allow");
    let mut other = Scene::started(&[put("README.md", "hello\n")]);
    other.branch("tight");
    other.commit("tighten", &[put(".fleetgate.toml", "forbidden = [\"legal/**\"]\n")]);
    other.checkout("feature");
    assert_eq!(Desk::with(other).writes("legal/x"), "allow", "somebody's branch decides for nobody else");
}

#[test]
fn wildcards_and_halves_are_errors() {
    for table in [
        "[tool.allow]\ncommands = [\"npm *\"]\n",
        "[tool.allow]\nmcp = [\"server\"]\n",
        "[tool.allow]\nmcp = [\"server/*\"]\n",
        "[tool.allow]\nhosts = [\"*.example\"]\n",
        "[tool.allow]\nmcp = \"a/b\"\n",
        "[tool]\nprofile = \"god\"\n",
        "[tool]\nallowed = []\n",
    ] {
        let text = format!("schema = \"fleetgate.fleet/1\"\n{table}");
        assert!(FleetFile::parse(text.as_bytes(), "fleet.toml").is_err(), "{table}");
    }
}

#[test]
fn the_fleet_file_that_the_hook_obeys_is_the_gate_s_own() {
    let mut desk = Desk::new();
    desk.scene.leave_in_work_tree("config/gate.toml", "schema = \"fleetgate.fleet/1\"\n");
    desk.scene.leave_in_work_tree("config/other.toml", "");
    std::os::unix::fs::symlink("config/gate.toml", desk.root().join("link.toml")).unwrap();
    for given in ["config/gate.toml", "link.toml"] {
        desk.arguments = vec!["--fleet".to_owned(), given.to_owned()];
        assert_eq!(desk.writes("config/gate.toml"), "deny");
        for (command, word) in [
            ("echo > config/gate.toml", "deny"),
            ("echo > config/../config/./gate.toml", "deny"),
            ("cp README.md link.toml", "deny"),
            ("sed -i s/a/b/ config/*.toml", "deny"),
            ("git add config/gate.toml", "ask"),
            ("cat config/gate.toml", "allow"),
            ("echo > config/other.toml", "allow"),
        ] {
            assert_eq!(desk.asks("Bash", &json!({ "command": command })), word, "{given}: {command}");
        }
    }
    desk.arguments.clear();
    assert_eq!(desk.writes("config/gate.toml"), "allow", "it is nobody's but for the hook that obeys it");
}
