//! Attacks that are on no list.

use serde_json::json;

use crate::judge::{Case, fleetgate};
use crate::scene::{Scene, exec, put};

/// A change whose first commit is bad and whose second is harmless.
fn two_steps() -> (Scene, git2::Oid) {
    let mut scene = Scene::started(&[put("README.md", "# app\n")]);
    let bad = scene.commit("bad", &[put("src/auth/a.rs", "a\n")]);
    scene.commit("good", &[put("docs/a.md", "a\n")]);
    (scene, bad)
}

#[test]
fn a_pushed_tag_that_is_named_like_the_base_branch_moves_no_base() {
    for name in ["refs/tags/main", "refs/remotes/main", "refs/remotes/main/HEAD"] {
        let (scene, bad) = two_steps();
        scene.repo().reference(name, bad, true, "").unwrap();
        let case = Case::of(scene);
        let judged = case.judge();
        judged.breaks("revision \"main\" is ambiguous").breaks("refs/heads/main").breaks(name);
        let mut args = case.args();
        let at = args.iter().position(|arg| arg == "main").unwrap();
        "refs/heads/main".clone_into(&mut args[at]);
        args.extend(["--format", "json"].map(str::to_owned));
        fleetgate(&args, "").denies(&["merge.risk.high"]);
    }
}

#[test]
fn a_branch_that_is_named_like_a_commit_moves_no_base() {
    let (scene, bad) = two_steps();
    let main = scene.tip("main").unwrap().to_string();
    let short: String = main.chars().take(9).collect();
    for name in [short.as_str(), &main] {
        scene.repo().reference(&format!("refs/heads/{name}"), bad, true, "").unwrap();
    }
    let case = Case::of(scene);
    let judged = |base: &str| {
        let mut args = case.args();
        let at = args.iter().position(|arg| arg == "main").unwrap();
        base.clone_into(&mut args[at]);
        args.extend(["--format", "json"].map(str::to_owned));
        fleetgate(&args, "")
    };
    judged(&short).breaks("is ambiguous");
    judged(&main).denies(&["merge.risk.high"]);
}

#[test]
fn a_tag_on_the_same_commit_as_the_branch_is_no_riddle() {
    let case = Case::docs();
    let main = case.scene.repo().find_object(case.scene.tip("main").unwrap(), None).unwrap();
    let signature = git2::Signature::new("A", "a@x", &git2::Time::new(1, 0)).unwrap();
    case.scene.repo().tag("main", &main, &signature, "the same", false).unwrap();
    case.judge().allows();
}

#[test]
fn an_object_that_is_not_what_its_name_says_is_refused() {
    let case = Case::change(&[put("src/auth/a.rs", "a\n")]);
    let tree = |branch: &str| {
        let commit = case.scene.repo().find_commit(case.scene.tip(branch).unwrap()).unwrap();
        let id = commit.tree_id().to_string();
        let (folder, file) = id.split_at(2);
        case.scene.repo().path().join("objects").join(folder).join(file)
    };
    std::fs::remove_file(tree("feature")).unwrap();
    std::fs::copy(tree("main"), tree("feature")).unwrap();
    case.judge().breaks("object hash mismatch");
}

#[test]
fn a_file_that_is_called_like_a_folder_of_tests_or_docs_is_neither() {
    for path in ["ci/test", "tools/docs", "src/spec/engine.rs", "scripts/tests"] {
        Case::change(&[put(path, "run\n")]).judge().holds(&["merge.risk.medium"]);
    }
    Case::change(&[put("ci/test/a.txt", "a\n")]).judge().allows();
}

#[test]
fn instructions_for_agents_are_no_documentation() {
    for path in ["QWEN.md", "web/CONVENTIONS.md", ".kiro/steering.md", "docs/x.prompt.md", ".amazonq/rules/a.md"] {
        Case::change(&[put(path, "obey\n")]).judge().denies(&["merge.risk.high"]);
    }
}

#[test]
fn what_runs_is_never_low() {
    for path in ["docs/bin/run", "tests/scripts/run"] {
        Case::change(&[exec(path, "run\n")]).judge().holds(&["merge.risk.medium"]);
    }
}

#[test]
fn a_family_under_another_name_is_the_same_family() {
    for family in ["gpt-5", "gpt-5-codex", "o3", "OpenAI Codex", "codex 2"] {
        let judged = Case::docs().verdict(|verdict| verdict["family"] = json!(family)).judge();
        judged.holds(&["merge.review.too_few", "merge.review.too_few_families"]);
    }
}

#[test]
fn an_account_under_another_spelling_is_the_same_account() {
    for by in ["coder-1[bot]", "app/coder-1", "@Coder-1"] {
        let judged = Case::docs().verdict(|verdict| verdict["by"] = json!(by)).judge();
        judged.holds(&["merge.review.too_few", "merge.review.too_few_families"]);
    }
}
