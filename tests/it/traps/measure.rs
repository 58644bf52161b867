//! Traps 1–4, 7, 16: what a change measures.

use serde_json::json;

use crate::judge::{Case, lines};
use crate::scene::{Scene, bytes, exec, gitlink, put, remove, symlink};

const HIDE: &str = "*.rs -diff\n*.md binary\n* diff=nothing\n";

#[test]
fn trap_01_attributes_of_the_change_hide_no_line() {
    let judged = Case::change(&[put(".gitattributes", HIDE), put("src/big.rs", &lines(1200))]).judge();
    judged.denies(&["merge.risk.high"]);
    assert_eq!(judged.measured(), [2, 1203, 0]);
    assert_eq!(judged.risk(), "high: path.control");
    assert_eq!(judged.said("merge.limits.lines").len(), 1);
}

#[test]
fn trap_01_attributes_of_the_base_hide_no_line() {
    let case = Case::from(&[put(".gitattributes", HIDE)], &[put("src/big.rs", &lines(1200))]);
    let judged = case.judge();
    judged.holds(&["merge.limits.lines", "merge.risk.medium"]);
    assert_eq!(judged.measured(), [1, 1200, 0]);
}

#[test]
fn trap_01_attributes_beside_the_commits_hide_no_line() {
    let case = Case::change(&[put("src/big.rs", &lines(1200))]);
    case.scene.leave_in_work_tree(".gitattributes", HIDE);
    case.scene.administer("info/attributes", HIDE);
    case.scene
        .administer("config", "[core]\n\tattributesFile = .git/info/attributes\n[diff \"nothing\"]\n\tbinary = true\n");
    let judged = case.judge();
    judged.holds(&["merge.limits.lines", "merge.risk.medium"]);
    assert_eq!(judged.measured(), [1, 1200, 0]);
}

#[test]
fn trap_01_docs_in_a_tree_with_or_without_attributes_pass() {
    Case::docs().judge().allows();
    let judged = Case::from(&[put(".gitattributes", HIDE)], &[put("docs/guide.md", &lines(60))]).judge();
    judged.allows();
    assert_eq!(judged.measured(), [1, 60, 0]);
}

#[test]
fn trap_02_generated_by_the_changes_own_word() {
    let generated = "src/** linguist-generated=true\n";
    let judged = Case::change(&[put(".gitattributes", generated), put("src/api.rs", &lines(400))]).judge();
    judged.denies(&["merge.risk.high"]);
    assert_eq!(judged.measured(), [2, 401, 0]);
    Case::change(&[put("src/.gitattributes", generated)]).judge().denies(&["merge.risk.high"]);
    let judged = Case::from(&[put(".gitattributes", generated)], &[put("src/api.rs", &lines(400))]).judge();
    judged.holds(&["merge.risk.medium"]);
}

#[test]
fn trap_02_generated_by_the_operators_word_passes() {
    let case = Case::change(&[put("src/generated/api.rs", &lines(400))]);
    case.entry(|entry| entry["routine"] = json!(["src/generated/**"])).judge().allows();
}

#[test]
fn trap_03_a_rename_out_of_auth_counts_on_both_sides() {
    let text = lines(40);
    let judged =
        Case::from(&[put("auth/login.rs", &text)], &[remove("auth/login.rs"), put("docs/x.md", &text)]).judge();
    judged.denies(&["merge.risk.high"]);
    assert_eq!(judged.measured(), [2, 40, 40]);
    assert_eq!(judged.subjects("merge.risk.high"), ["auth/login.rs"]);
}

#[test]
fn trap_03_a_rename_out_of_a_forbidden_path_is_forbidden() {
    let judged = Case::from(&[put("conf/.env", "A=1\n")], &[remove("conf/.env"), put("docs/env.md", "A=1\n")]).judge();
    judged.denies(&["merge.path.forbidden", "merge.risk.high"]);
}

#[test]
fn trap_03_a_rename_within_docs_passes() {
    Case::from(&[put("docs/a.md", "a\n")], &[remove("docs/a.md"), put("docs/b.md", "a\n")]).judge().allows();
}

#[test]
fn trap_04_no_setting_of_rename_detection_changes_a_number() {
    let old: Vec<_> = (0..60).map(|n| put(&format!("src/old/{n}.rs"), &lines(200 + n))).collect();
    let mut scene = Scene::started(&old);
    let mut edits: Vec<_> =
        (0..60).map(|n| put(&format!("src/new/{n}.rs"), &format!("{}x\n", lines(200 + n)))).collect();
    edits.push(remove("src/old"));
    scene.commit("move", &edits);
    let case = Case::of(scene);
    let first = case.judge();
    first.holds(&["merge.limits.files", "merge.limits.lines", "merge.risk.medium"]);
    assert_eq!(first.measured(), [120, 13_830, 13_770]);
    for setting in ["renames = copies", "renames = false", "renameLimit = 1", "renameLimit = 99999"] {
        case.scene.administer(
            "config",
            &format!("[core]\n\trepositoryformatversion = 0\n[diff]\n\t{setting}\n[merge]\n\t{setting}\n"),
        );
        assert_eq!(case.judge().json, first.json, "{setting}");
    }
}

#[test]
fn trap_07_a_file_that_becomes_a_link() {
    let judged = Case::from(&[put("docs/a.md", "a\n")], &[symlink("docs/a.md", "../.git/config")]).judge();
    judged.denies(&["merge.risk.high"]);
    assert_eq!(judged.risk(), "high: trait.mode.symlink");
    Case::from(&[symlink("docs/a.md", "b.md")], &[put("docs/a.md", "a\n")]).judge().denies(&["merge.risk.high"]);
    Case::from(&[symlink("docs/a.md", "b.md")], &[remove("docs/a.md")]).judge().denies(&["merge.risk.high"]);
}

#[test]
fn trap_07_a_file_that_becomes_executable() {
    let judged = Case::from(&[put("docs/a.md", "a\n")], &[exec("docs/a.md", "a\n")]).judge();
    judged.denies(&["merge.risk.high"]);
    assert_eq!(judged.risk(), "high: trait.mode.executable");
    Case::change(&[exec("docs/new.md", "a\n")]).judge().denies(&["merge.risk.high"]);
    let script = Case::from(&[put("scripts/run.sh", "a\n")], &[exec("scripts/run.sh", "a\n")]).judge();
    script.holds(&["merge.risk.medium"]);
    Case::from(&[exec("docs/a.md", "a\n")], &[put("docs/a.md", "a\n")]).judge().allows();
}

#[test]
fn trap_07_a_submodule() {
    let mut scene = Scene::started(&[put("README.md", "x\n")]);
    let other = scene.tip("main").unwrap();
    scene.commit("vendor", &[gitlink("docs/vendor", other)]);
    let judged = Case::of(scene).judge();
    judged.denies(&["merge.risk.high"]);
    assert_eq!(judged.risk(), "high: trait.mode.gitlink");
}

#[test]
fn trap_07_a_pointer_to_a_large_file() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1073741824\n";
    for path in ["docs/guide.md", "docs/shot.png", "tests/data.bin"] {
        let judged = Case::change(&[put(path, pointer)]).judge();
        judged.denies(&["merge.risk.high"]);
        assert!(judged.risk().contains("trait.content.lfs"), "{}", judged.risk());
    }
}

#[test]
fn trap_07_one_line_of_five_megabytes() {
    let judged = Case::change(&[put("docs/guide.md", &"x".repeat(5_000_000))]).judge();
    judged.holds(&["merge.limits.bytes"]);
    assert_eq!(judged.measured(), [1, 1, 0]);
}

#[test]
fn trap_07_binary_content_under_a_harmless_name() {
    for content in [b"a\0b".as_slice(), b"\xff\xfea\0", b"\x7fELF\x02\x01\0\0"] {
        Case::change(&[bytes("docs/guide.md", content)]).judge().denies(&["merge.risk.high"]);
        Case::change(&[bytes("docs/shot.png", content)]).judge().denies(&["merge.risk.high"]);
    }
}

#[test]
fn trap_07_a_plain_file_and_a_real_image_pass() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0IEND\xaeB`\x82";
    Case::change(&[put("docs/a.md", "a\n"), bytes("docs/shot.png", png)]).judge().allows();
}

#[test]
fn trap_16_a_small_size_label_on_a_large_change() {
    let case = Case::change(&[put("src/big.rs", &lines(5000))]);
    let judged = case.evidence(|evidence, _| evidence["labels"] = json!(["size:xs", "risk:low"])).judge();
    judged.holds(&["merge.limits.lines", "merge.risk.medium"]);
    assert_eq!(judged.json["risk"]["size"], "xl");
}

#[test]
fn trap_16_a_small_size_label_on_a_small_change_passes() {
    Case::docs().evidence(|evidence, _| evidence["labels"] = json!(["size:xs", "risk:low"])).judge().allows();
}
