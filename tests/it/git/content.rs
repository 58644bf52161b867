//! The net difference: paths, classes, traits, lines, bytes.

use fleetgate::gather::Repository;

use super::{change, group, kinds, tagger, traits};
use crate::scene::{Scene, bytes, exec, gitlink, put, raw, remove, symlink};

fn lines(count: usize) -> String {
    (0..count).map(|n| format!("line {n}\n")).collect()
}

fn png() -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[7; 40], b"IEND\xaeB`\x82"].concat()
}

#[test]
fn attributes_in_the_change_hide_no_lines() {
    let mut scene = Scene::started(&[put("a.rs", &lines(10))]);
    scene.commit("hide", &[put(".gitattributes", "*.rs -diff linguist-generated\n"), put("a.rs", &lines(1200))]);
    let change = change(&scene);
    assert_eq!((group(&change, "a.rs").added, group(&change, "a.rs").deleted), (1190, 0));
    assert_eq!(traits(&change, "a.rs"), "content.text modified");
    scene.administer("info/attributes", "* -diff\n");
    assert_eq!(super::change(&scene), change, "nor do the repository's own");
}

#[test]
fn a_rename_is_two_files() {
    let mut scene = Scene::started(&[put("auth/login.rs", &lines(60))]);
    scene.commit("move", &[remove("auth/login.rs"), put("docs/x.md", &lines(60))]);
    let change = change(&scene);
    assert_eq!((change.totals.files, change.totals.added, change.totals.deleted), (2, 60, 60));
    assert_eq!(group(&change, "auth/login.rs").classes, ["auth"]);
    assert_eq!(traits(&change, "auth/login.rs"), "content.text deleted lines.lost");
    assert_eq!(group(&change, "docs/x.md").classes, ["docs"]);
}

#[test]
fn lines_and_bytes_are_counted_as_numstat_does() {
    let mut scene = Scene::started(&[put("a", "1\n2\n3\n"), put("b", "x"), put("gone", "1\n2"), put("empty", "")]);
    scene.commit("edit", &[put("a", "1\ntwo\n3\n4\n"), put("b", "x\n"), remove("gone"), put("empty", "e")]);
    let change = change(&scene);
    let count = |path| (group(&change, path).added, group(&change, path).deleted);
    assert_eq!([count("gone"), count("empty")], [(0, 2), (1, 0)]);
    assert_eq!((change.totals.added, change.totals.deleted), (2 + 1 + 1, 1 + 1 + 2));
    assert_eq!(change.totals.bytes, 6 + 10 + 1 + 2 + 3 + 1);
    assert_eq!(traits(&change, "empty"), "content.text modified");
}

#[test]
fn odd_paths_are_reported_and_escaped() {
    let mut scene = Scene::started(&[put("a", "a")]);
    let odd: [&[u8]; 7] = [
        b"new\nline",
        b"quo\"te",
        b"in\xffvalid",
        "x\u{202e}y".as_bytes(),
        "p\u{430}y.rs".as_bytes(),
        b"d/../e",
        b"s/.GIT./c",
    ];
    scene.commit("odd", &odd.map(|path| raw(path, 0o100_644, b"x\n")));
    let change = change(&scene);
    let listed: Vec<&str> = change.odd.paths.iter().map(|odd| odd.path.as_str()).collect();
    assert_eq!(listed, ["d/../e", r"in\xffvalid", r"new\u{a}line", "p\u{430}y.rs", "s/.GIT./c", r"x\u{202e}y"]);
    assert_eq!((change.odd.files, change.totals.files), (6, 7));
    assert_eq!(traits(&change, r"in\xffvalid"), "added content.text path.odd");
    assert_eq!(traits(&change, "quo\"te"), "added content.text");
}

#[test]
fn classes_match_every_spelling_of_a_path() {
    let mut scene = Scene::started(&[put("a", "a")]);
    let spellings = [".GitHub/workflows/x", "Auth/x", "ａｕｔｈ/y", "INFRA /x", "z/Billing./x", "a1/x.PEM."];
    scene.commit("spell", &spellings.map(|path| put(path, "x")));
    let change = change(&scene);
    let class = |path| group(&change, path).classes.join(" ");
    assert_eq!(class(".GitHub/workflows/x"), "control");
    assert_eq!((class("Auth/x"), class("ａｕｔｈ/y")), ("auth".into(), "auth".into()));
    assert_eq!((class("INFRA /x"), class("z/Billing./x")), ("operator.forbidden".into(), "operator.forbidden".into()));
    assert_eq!(class("a1/x.PEM."), "secret");
}

#[test]
fn modes_are_told_on_either_side() {
    let commit = git2::Oid::from_str("1234567890123456789012345678901234567890").unwrap();
    let mut scene = Scene::started(&[
        put("file", "target"),
        put("run", "x"),
        exec("was", "x"),
        symlink("link", "a"),
        gitlink("sub", commit),
        put("dir", "d\n"),
    ]);
    scene.commit(
        "modes",
        &[
            symlink("file", "target"),
            exec("run", "x"),
            put("was", "x"),
            put("link", "a"),
            remove("sub"),
            exec("new", "n"),
            gitlink("mod", commit),
            remove("dir"),
            put("dir/x", "x\n"),
        ],
    );
    let change = change(&scene);
    assert_eq!(traits(&change, "file"), "content.text mode.symlink modified");
    assert_eq!(traits(&change, "run"), "content.text mode.executable modified");
    assert_eq!(traits(&change, "was"), "content.text modified");
    assert_eq!(traits(&change, "link"), "content.text mode.symlink modified");
    assert_eq!(traits(&change, "sub"), "deleted mode.gitlink");
    assert_eq!(traits(&change, "mod"), "added mode.gitlink");
    assert_eq!(traits(&change, "new"), "added content.text mode.executable");
    assert_eq!(traits(&change, "dir"), "content.text deleted lines.lost");
    assert_eq!(traits(&change, "dir/x"), "added content.text");
}

#[test]
fn content_is_told_by_its_bytes() {
    let mut scene = Scene::started(&[put("was-text", "1\n2\n")]);
    let fake = [png().as_slice(), b"#!/bin/sh\n"].concat();
    scene.commit(
        "content",
        &[
            put("lfs.psd", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
            put("old-lfs", "version https://hawser.github.com/spec/v1\n"),
            bytes("a.png", &png()),
            bytes("fake.png", &fake),
            bytes("b.svg", b"<svg/>"),
            bytes("utf16.rs", b"\xff\xfea\0"),
            bytes("bom-only", b"\xfe\xffab"),
            bytes("nul", &[&lines(4000).into_bytes()[..], b"\0"].concat()),
            bytes("was-text", b"1\n\0"),
            bytes("long", &vec![b'x'; 5_000_000]),
            bytes("huge", &vec![b'x'; (32 << 20) + 1]),
        ],
    );
    let change = change(&scene);
    for (path, expected) in [
        ("lfs.psd", "added content.lfs"),
        ("old-lfs", "added content.lfs"),
        ("a.png", "added content.asset.png"),
        ("fake.png", "added content.binary"),
        ("b.svg", "added content.text"),
        ("utf16.rs", "added content.binary"),
        ("bom-only", "added content.binary"),
        ("nul", "added content.binary"),
        ("was-text", "content.binary content.text lines.lost modified"),
        ("huge", "added content.oversized"),
    ] {
        assert_eq!(traits(&change, path), expected, "{path}");
    }
    assert_eq!((group(&change, "a.png").added, group(&change, "huge").bytes), (0, (32 << 20) + 1));
    assert!(group(&change, "long").bytes > 5_000_000);
}

#[test]
fn ten_thousand_files_are_grouped() {
    let mut scene = Scene::started(&[put("a", "a")]);
    let edits: Vec<_> = (0..10_000).map(|n| put(&format!("d{}/f{n}.rs", n % 50), "x\n")).collect();
    scene.commit("many", &edits);
    let change = change(&scene);
    assert_eq!((change.totals.files, change.groups.len()), (10_000, 1));
    assert_eq!((change.groups[0].files, change.groups[0].paths.len()), (10_000, 100));
    assert_eq!(change.history.groups[0].files, 10_000);
}

#[test]
fn only_plain_files_are_read_at_a_commit() {
    let mut scene = Scene::started(&[
        put("d/conf", "x"),
        symlink("link", "d/conf"),
        symlink("dl", "d"),
        bytes("big", &vec![b'x'; (1 << 20) + 1]),
    ]);
    let head = scene.commit("later", &[put("d/conf", "y")]);
    let repository = Repository::open(&scene.path()).unwrap();
    let base = repository.resolve("main").unwrap();
    assert_eq!(repository.file_at(base, "d/conf").unwrap().as_deref(), Some(&b"x"[..]));
    assert_eq!(repository.file_at(head, "d/conf").unwrap().as_deref(), Some(&b"y"[..]));
    assert_eq!(repository.file_at(base, "none").unwrap(), None);
    assert_eq!(repository.file_at(base, "d/conf/x").unwrap(), None);
    for path in ["link", "dl/conf", "d", "big"] {
        let error = repository.file_at(base, path).unwrap_err().to_string();
        assert!(error.contains(path) && error.contains("plain file"), "{error}");
    }
}

#[test]
fn malformed_trees_are_errors() {
    let mut scene = Scene::started(&[put("a", "a")]);
    let blob = scene.object(git2::ObjectType::Blob, b"x");
    let entry = |name: &str| [format!("100644 {name}\0").as_bytes(), blob.as_bytes()].concat();
    for content in
        [[entry("b"), entry("b")].concat(), entry("a/b"), entry(""), entry("b")[..20].to_vec(), b"x".to_vec()]
    {
        let tree = scene.object(git2::ObjectType::Tree, &content);
        let main = scene.tip("main").unwrap();
        scene
            .commit_raw(format!("tree {tree}\nparent {main}\nauthor A <a> 1 +0\ncommitter A <a> 1 +0\n\nx").as_bytes());
        let repository = Repository::open(&scene.path()).unwrap();
        let range = repository.range(Some("main"), "feature").unwrap();
        let error = repository.change(&range, &tagger(), &kinds()).unwrap_err();
        assert!(error.to_string().contains(&tree.to_string()), "{error}");
    }
}

#[test]
fn deep_and_exploding_trees_end_in_an_error() {
    let mut scene = Scene::started(&[put("a", "a")]);
    let blob = scene.object(git2::ObjectType::Blob, b"x");
    let mut tree = scene.object(git2::ObjectType::Tree, &[b"100644 f\0", blob.as_bytes()].concat());
    for _ in 0..3000 {
        tree = scene.object(git2::ObjectType::Tree, &[b"40000 d\0", tree.as_bytes()].concat());
    }
    let main = scene.tip("main").unwrap();
    scene.commit_raw(format!("tree {tree}\nparent {main}\nauthor A <a> 1 +0\ncommitter A <a> 1 +0\n\nx").as_bytes());
    let repository = Repository::open(&scene.path()).unwrap();
    let range = repository.range(Some("main"), "feature").unwrap();
    let error = repository.change(&range, &tagger(), &kinds()).unwrap_err();
    assert!(error.to_string().contains("too large"), "{error}");
}
