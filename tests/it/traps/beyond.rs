//! Attacks that are on no list.

use crate::judge::{Case, fleetgate};
use crate::scene::{Scene, put};

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
