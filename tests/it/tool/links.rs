//! Programs that follow links below the folder that they are given: where those lead counts.

use std::os::unix::fs::symlink;

use super::desk::Desk;
use super::searches::expect;

/// What a program that follows links is given, and the same without following.
const FOLLOWING: [(&str, &str); 12] = [
    ("grep -R x", "grep -r x"),
    ("grep --dereference-recursive x", "grep --recursive x"),
    ("rg -L x", "rg x"),
    ("rg --follow x", "rg --no-ignore x"),
    ("ag -f x", "ag x"),
    ("diff -r docs", "diff -r --no-dereference docs"),
    ("tar chf x.tar", "tar cf x.tar"),
    ("tar -c --dereference -f x.tar", "tar -c -f x.tar"),
    ("zip -r x.zip", "zip -ry x.zip"),
    ("cp -RL --target-directory=out", "true"),
    ("python -m zipfile -c x.zip", "true"),
    ("grep -R x README.md", "grep -r x README.md"),
];
const LISTING: [(&str, &str); 5] =
    [("ls -RL", "ls -R"), ("tree -l", "tree"), ("du -L", "du"), ("fd -L x", "fd x"), ("find -L", "find")];

fn desk() -> Desk {
    let desk = Desk::new();
    for file in ["docs/a.md", "lib/a.rs", "out/x"] {
        desk.scene.leave_in_work_tree(file, "");
    }
    desk
}

#[test]
fn a_link_that_leads_out_is_read_as_what_it_leads_to() {
    let desk = desk();
    let home = desk.home();
    std::fs::create_dir_all(home.join(".ssh")).unwrap();
    std::fs::create_dir_all(home.join("notes")).unwrap();
    symlink(home.join(".ssh"), desk.root().join("lib/keys")).unwrap();
    symlink(home.join("notes"), desk.root().join("docs/notes")).unwrap();
    for (follows, stays) in FOLLOWING {
        expect(&desk, &[(&format!("{follows} lib"), "deny"), (&format!("{stays} lib"), "allow")]);
    }
    for (follows, stays) in LISTING {
        expect(&desk, &[(&format!("{follows} docs"), "ask"), (&format!("{stays} docs"), "allow")]);
    }
    expect(
        &desk,
        &[
            ("grep -R x docs", "ask"),
            ("grep -R x l*", "deny"),
            ("cd lib && grep -R x", "deny"),
            ("grep -R x src", "allow"),
            ("diff <(sort README.md) README.md", "allow"),
        ],
    );
}

#[test]
fn links_are_followed_through_the_work_tree() {
    let desk = desk();
    symlink("../docs", desk.root().join("src/docs")).unwrap();
    for (follows, _) in FOLLOWING.iter().chain(&LISTING) {
        expect(&desk, &[(&format!("{follows} src"), "allow")]);
    }
    symlink("../..", desk.root().join("lib/up")).unwrap();
    for (follows, _) in FOLLOWING.iter().chain(&LISTING) {
        expect(&desk, &[(&format!("{follows} lib"), "ask")]);
    }
    desk.scene.leave_in_work_tree(".env", "A=b");
    symlink("../.env", desk.root().join("docs/sample")).unwrap();
    for (follows, _) in FOLLOWING {
        expect(&desk, &[(&format!("{follows} src"), "deny")]);
    }
}

#[test]
fn a_link_that_a_search_finds_is_read_as_what_it_leads_to() {
    let desk = desk();
    symlink("../..", desk.root().join("src/keys")).unwrap();
    symlink("a.rs", desk.root().join("src/same.rs")).unwrap();
    expect(
        &desk,
        &[
            ("find src -name keys -exec grep -r k {} \\;", "ask"),
            ("find src -type l -exec cat {} +", "ask"),
            ("find src -name '*.rs' -exec grep -n k {} +", "allow"),
            ("find src -name keys", "allow"),
        ],
    );
    desk.scene.leave_in_work_tree(".env", "A=b");
    symlink("../.env", desk.root().join("src/b.rs")).unwrap();
    expect(&desk, &[("find src -name '*.rs' -exec grep -n k {} +", "deny")]);
}

#[test]
fn a_hard_link_that_a_search_is_meant_for_has_all_its_names() {
    let desk = desk();
    desk.scene.leave_in_work_tree(".env", "A=b");
    for (name, other) in [(".env", "docs/hard.md"), ("README.md", "docs/soft.md")] {
        std::fs::hard_link(desk.root().join(name), desk.root().join(other)).unwrap();
    }
    expect(
        &desk,
        &[
            ("find . -name hard.md -exec cat {} +", "deny"),
            ("find docs -name 'h*' -exec cat {} +", "deny"),
            ("find docs -name 'hard*' | xargs cat", "deny"),
            ("find . -name soft.md -exec cat {} +", "allow"),
            ("find docs -name 'so*' -exec cat {} +", "allow"),
            ("find docs -name '*.md' -exec grep -n k {} +", "allow"),
            ("find docs -name 'hard*'", "allow"),
        ],
    );
}
