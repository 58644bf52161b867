//! Work trees of very many files: what a bound leaves out is no less dangerous.

use std::os::unix::fs::symlink;

use super::desk::Desk;
use super::searches::expect;

/// A desk with a multitude of installed files and of others.
#[expect(clippy::disallowed_methods, reason = "a scene is made of files in a temporary folder")]
fn bulky() -> Desk {
    let desk = Desk::new();
    for (folder, files) in [("node_modules/pkg", 11_000), ("data", 10_500)] {
        let folder = desk.root().join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        for number in 0..files {
            std::fs::File::create(folder.join(format!("f{number}.js"))).unwrap();
        }
    }
    desk.scene.administer("info/exclude", "/.env\n/.github/\n/infra/\n/node_modules/\n");
    std::fs::create_dir_all(desk.root().join("node_modules/.bin")).unwrap();
    symlink("../pkg/f1.js", desk.root().join("node_modules/.bin/tool")).unwrap();
    for file in ["docs/n.txt", "docs/CLAUDE.md", "zz/deep/m.txt"] {
        desk.scene.leave_in_work_tree(file, "x");
    }
    desk
}

#[test]
fn a_search_that_reads_follows_all_links() {
    let desk = bulky();
    let everyday = [
        ("find . -name 'n*.txt' -exec cat {} +", "allow"),
        ("find . -name '*.txt' | xargs cat", "allow"),
        ("find . -type f | xargs grep -l x", "allow"),
        ("find . -exec cat {} +", "allow"),
        ("grep -r --include='*.txt' x .", "allow"),
        ("grep -rn x .", "allow"),
        ("git add zz src && git commit -m x", "allow"),
        ("find zz -name '*.txt' -exec sed -i s/a/b/ {} +", "allow"),
    ];
    expect(&desk, &everyday);
    let links = [("/etc/hostname", "docs/n1.txt", "ask"), ("../../.env", "zz/deep/n2.txt", "deny")];
    for (target, link, word) in links {
        let link = desk.root().join(link);
        symlink(target, &link).unwrap();
        expect(
            &desk,
            &[
                ("find . -name 'n*.txt' -exec cat {} +", word),
                ("find . -name '*.txt' | xargs cat", word),
                ("find . -exec cat {} +", word),
                ("find . -name '*.rs' | xargs cat", "allow"),
            ],
        );
        std::fs::remove_file(link).unwrap();
    }
    symlink("../../src/a.rs", desk.root().join("node_modules/pkg/a.rs")).unwrap();
    expect(&desk, &[("find . -name '*.rs' | xargs cat", "allow")]);
    symlink("/etc/hostname", desk.root().join("node_modules/pkg/b.rs")).unwrap();
    expect(&desk, &[("find . -name '*.rs' | xargs cat", "ask")]);
}

#[test]
fn a_secret_that_a_search_picks_out_is_found() {
    let desk = bulky();
    desk.scene.leave_in_work_tree("node_modules/pkg/zz/server.key", "x");
    expect(
        &desk,
        &[
            ("find . -name 'serv*' -exec cat {} +", "deny"),
            ("git grep --no-index x -- '*/serv*'", "deny"),
            ("find . -name 'f1*' -exec cat {} +", "allow"),
        ],
    );
}

#[test]
fn a_copy_in_more_folders_than_are_known_is_known_by_its_full_paths() {
    let desk = bulky();
    let root = desk.root().to_string_lossy().into_owned();
    expect(
        &desk,
        &[
            (&format!("find . -name 'f*' -execdir cp {root}/docs/CLAUDE.md {root} \\;"), "deny"),
            (&format!("find . -name 'f*' -execdir cp {root}/docs/n.txt {root}/src \\;"), "allow"),
            ("find . -name 'f*' -execdir cp x.md y.md \\;", "ask"),
        ],
    );
}
