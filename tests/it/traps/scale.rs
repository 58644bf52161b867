//! Trap 20: ten thousand files.

use std::time::{Duration, Instant};

use crate::judge::{Case, Judged};
use crate::scene::{Edit, Scene, exec, put, raw, symlink};

/// Ten thousand files, among them a few that matter, at the end of their lists.
pub(crate) fn case() -> Case {
    let many = |count: usize, folder: &str, ending: &str| {
        (0..count).map(|n| put(&format!("{folder}/{}/{n}.{ending}", n % 50), "x\n")).collect::<Vec<Edit>>()
    };
    let mut edits = many(8000, "docs", "md");
    edits.extend(many(1500, "src", "rs"));
    edits.extend(many(250, "secrets", "txt"));
    edits.extend(many(240, "auth", "rs"));
    edits.extend([put(".env", "A=1\n"), symlink("zz/link", "/etc"), exec("zz/run", "x\n"), put("zz/CLAUDE.md", "x\n")]);
    edits.extend([raw(b"zz/\xff", 0o100_644, b"x\n"), put("zz/a\u{202e}b", "x\n")]);
    edits.extend((0..4).map(|n| put(&format!("docs/big-{n}.md"), &"x".repeat(300_000))));
    let mut scene = Scene::started(&[put("README.md", "# app\n")]);
    scene.commit("everything", &edits);
    Case::of(scene)
}

/// The counts are right, every reason is there, and the answer is small.
#[track_caller]
pub(crate) fn told(judged: &Judged) {
    judged.denies(&["merge.path.forbidden", "merge.path.odd", "merge.risk.high"]);
    assert_eq!(judged.measured()[0], 10_000);
    for code in ["merge.limits.files", "merge.limits.lines", "merge.limits.bytes"] {
        assert_eq!(judged.said(code).len(), 1, "{code}");
    }
    assert_eq!(judged.json["risk"]["size"], "xl");
    let factors = judged.risk();
    for factor in
        ["path.auth", "path.control", "path.forbidden", "trait.mode.executable", "trait.mode.symlink", "trait.path.odd"]
    {
        assert!(factors.contains(factor), "{factors}");
    }
    assert_eq!(judged.json["facts"]["change"]["odd"]["files"], 2);
    let reasons = judged.json["reasons"].as_array().unwrap();
    let forbidden = reasons.iter().filter(|reason| reason["code"] == "merge.path.forbidden");
    assert_eq!(forbidden.map(|reason| reason["count"].as_u64().unwrap_or(1)).sum::<u64>(), 251);
    assert!(judged.subjects("merge.path.forbidden").contains(&".env"));
    assert!(judged.stdout.len() < 300_000, "{}", judged.stdout.len());
}

#[test]
fn trap_20_ten_thousand_files_are_all_counted_within_seconds() {
    let case = case();
    let start = Instant::now();
    let judged = case.judge();
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    told(&judged);
}

#[test]
fn trap_20_ten_thousand_docs_pass_where_the_limits_say_so() {
    let mut scene = Scene::started(&[put("README.md", "# app\n")]);
    scene.commit("docs", &(0..10_000).map(|n| put(&format!("docs/{}/{n}.md", n % 50), "")).collect::<Vec<_>>());
    let case = Case::of(scene);
    case.judge().holds(&["merge.limits.files"]);
    case.fleet(|fleet| fleet["limits"]["files"] = 10_000.into()).judge().allows();
}
