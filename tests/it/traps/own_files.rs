//! Trap 12: the change edits the files that judge it.

use serde_json::json;

use crate::judge::{Case, approval};
use crate::scene::{Scene, put, remove};

#[test]
fn trap_12_the_gates_own_files_are_high() {
    for path in [
        ".fleetgate.toml",
        "CODEOWNERS",
        "docs/CODEOWNERS",
        ".github/CODEOWNERS",
        ".github/workflows/ci.yml",
        ".github/copilot-instructions.md",
        ".gitlab-ci.yml",
        ".circleci/config.yml",
        "Jenkinsfile",
        "CLAUDE.md",
        "docs/CLAUDE.md",
        "AGENTS.md",
        "src/AGENTS.md",
        "GEMINI.md",
        ".claude/settings.json",
        ".codex/config.toml",
        ".gemini/settings.json",
        ".cursor/rules/a.md",
        ".opencode/x.md",
        ".gitattributes",
        "docs/.gitattributes",
        ".gitmodules",
        ".mailmap",
        ".husky/pre-commit",
        ".githooks/pre-push",
        ".pre-commit-config.yaml",
        ".mcp.json",
        ".factory/droids/a.md",
        ".claude-plugin/plugin.json",
        ".crush.json",
        ".hg/hgrc",
        ".tekton/build.yaml",
        "buildspec-release.yml",
        "ci/pr.cloudbuild.yaml",
    ] {
        let judged = Case::change(&[put(path, "# x\n"), put("docs/a.md", "a\n")]).judge();
        judged.denies(&["merge.risk.high"]);
        assert_eq!((judged.risk().as_str(), judged.subjects("merge.risk.high")), ("high: path.control", vec![path]));
        Case::from(&[put(path, "# x\n")], &[remove(path)]).judge().denies(&["merge.risk.high"]);
    }
}

#[test]
fn trap_12_a_word_to_agents_in_a_folder_of_docs_is_no_instruction_file() {
    Case::change(&[
        put("docs/agents.html.md", "a\n"),
        put("docs/how-to-write-claude-md.md", "a\n"),
        put("docs/cloudbuild.md", "a\n"),
    ])
    .judge()
    .allows();
}

#[test]
fn trap_12_a_change_can_not_lift_what_the_base_forbids() {
    let base = [put(".fleetgate.toml", "forbidden = [\"docs/legal/**\"]\n")];
    let judged =
        Case::from(&base, &[put(".fleetgate.toml", "forbidden = []\n"), put("docs/legal/a.md", "a\n")]).judge();
    judged.denies(&["merge.path.forbidden", "merge.risk.high"]);
    let judged = Case::from(&base, &[remove(".fleetgate.toml"), put("docs/legal/a.md", "a\n")]).judge();
    judged.denies(&["merge.path.forbidden", "merge.risk.high"]);
    Case::from(&base, &[put("docs/legal/a.md", "a\n")]).judge().denies(&["merge.path.forbidden", "merge.risk.high"]);
    Case::from(&base, &[put("docs/b.md", "b\n")]).judge().allows();
}

#[test]
fn trap_12_what_the_head_writes_is_not_read() {
    let broken = Case::change(&[put(".fleetgate.toml", "this is = not [toml\n")]).judge();
    broken.denies(&["merge.risk.high"]);
    let approved = Case::change(&[put(".fleetgate.toml", "[limits]\nfiles = 0\n")]);
    let approved = approved.fleet(|fleet| fleet["review"]["approve_high"] = json!(true));
    approved.evidence(|evidence, head| evidence["approvals"] = json!([approval(head)])).judge().allows();
}

#[test]
fn trap_12_the_base_tip_and_the_merge_base_both_tighten() {
    let file = |text: &str| put(".fleetgate.toml", text);
    let tip = || {
        let mut scene = Scene::started(&[put("README.md", "x\n")]);
        scene.commit("docs", &[put("docs/legal/a.md", "a\n")]);
        scene.checkout("main");
        scene
    };
    let mut at_tip = tip();
    at_tip.commit("tighten", &[file("forbidden = [\"docs/legal/**\"]\n")]);
    Case::of(at_tip).judge().denies(&["merge.path.forbidden", "merge.risk.high"]);
    let mut lifted = Scene::started(&[file("forbidden = [\"docs/legal/**\"]\n")]);
    lifted.commit("docs", &[put("docs/legal/a.md", "a\n")]);
    lifted.checkout("main");
    lifted.commit("loosen", &[remove(".fleetgate.toml")]);
    Case::of(lifted).judge().denies(&["merge.path.forbidden", "merge.risk.high"]);
    let mut other = tip();
    other.commit("tighten elsewhere", &[file("forbidden = [\"docs/tax/**\"]\nsensitive = [\"docs/legal/b.md\"]\n")]);
    Case::of(other).judge().allows();
}

#[test]
fn trap_12_the_repositorys_file_tightens_everything_that_it_may() {
    let with = |text: &str| Case::from(&[put(".fleetgate.toml", text)], &[put("docs/a.md", "a\nb\n")]).judge();
    with("sensitive = [\"docs/**\"]\n").denies(&["merge.risk.high"]);
    with("required_checks = [\"ci/docs\"]\n").holds(&["merge.checks.absent"]);
    with("[limits]\nfiles = 0\n").holds(&["merge.limits.files"]);
    with("[limits]\nlines = 1\n").holds(&["merge.limits.lines"]);
    with("[limits]\nbytes = 1\n").holds(&["merge.limits.bytes"]);
    with("[limits]\nfiles = 9999\nlines = 9999\n").allows();
}

#[test]
fn trap_12_the_repositorys_file_loosens_nothing() {
    for text in
        ["kill_switch = false\n", "routine = [\"src/**\"]\n", "owners = [\"mallory\"]\n", "[review]\nrequired = 1\n"]
    {
        let judged = Case::from(&[put(".fleetgate.toml", text)], &[put("docs/a.md", "a\n")]).judge();
        judged.breaks("unknown key").breaks(".fleetgate.toml at ");
    }
    let wide = "[limits]\nlines = 100000\n";
    let judged = Case::from(&[put(".fleetgate.toml", wide)], &[put("docs/a.md", &crate::judge::lines(1200))]).judge();
    judged.holds(&["merge.limits.lines", "merge.risk.medium"]);
}
