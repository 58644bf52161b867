//! Files, revisions and folders that git names.

use std::path::Path;

use serde_json::json;

use super::desk::Desk;

#[track_caller]
fn expect(desk: &Desk, table: &[(&str, &str)]) {
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

/// Leaves a file in the work tree and stages it.
fn track(desk: &Desk, name: &str) {
    desk.scene.leave_in_work_tree(name, "x");
    let mut index = desk.scene.repo().index().unwrap();
    index.add_path(Path::new(name)).unwrap();
    index.write().unwrap();
}

#[test]
fn tracked_files_may_be_read_by_whatever_reads() {
    let desk = Desk::new();
    track(&desk, "README.md");
    expect(
        &desk,
        &[
            ("wc -l $(git ls-files '*.rs')", "allow"),
            ("git ls-files '*.rs' | xargs wc -l", "allow"),
            ("git ls-files -z | xargs -0 -n 10 grep -l TODO", "allow"),
            ("git diff --name-only | xargs npx eslint", "allow"),
            ("git diff --name-only -- src 2>/dev/null | xargs npx eslint", "allow"),
            ("git ls-files '.e*' | xargs cat", "deny"),
            ("cat $(git ls-files .env)", "deny"),
            ("git ls-files -o | xargs cat", "ask"),
            ("git ls-files | grep env | xargs cat", "allow"),
            ("git ls-files | xargs -d / cat", "ask"),
            ("git ls-files | xargs cat < x", "ask"),
            ("git ls-files | xargs cat <<< .env", "ask"),
            ("git ls-files | xargs sed -i s/a/b/", "allow"),
            ("git ls-files | xargs npx prettier --write", "allow"),
            ("git ls-files -m | xargs git add", "allow"),
            ("git ls-files | xargs rm", "ask"),
            ("cp $(git ls-files) src/", "ask"),
            ("touch $(git ls-files)", "ask"),
            ("git add . && git ls-files | xargs cat", "ask"),
            ("git add . && cat $(git ls-files)", "ask"),
            ("cd ../home && cat $(git ls-files)", "ask"),
        ],
    );
}

#[test]
fn what_git_prints_is_changed_as_far_as_it_tracks_it() {
    let desk = Desk::new();
    track(&desk, "src/old.rs");
    desk.scene.leave_in_work_tree("node_modules/.bin/x", "x");
    let changed = [
        "git grep -l old -- src | xargs sed -i s/a/b/",
        "sed -i s/a/b/ $(git grep -l old)",
        "npx prettier --write $(git diff --name-only --diff-filter=d)",
        "git diff --name-only | xargs npx prettier --write",
        "git add $(git ls-files -m)",
        "git ls-files -m | xargs git add",
    ];
    changed.iter().for_each(|command| expect(&desk, &[(command, "allow")]));
    track(&desk, "CLAUDE.md");
    changed.iter().skip(2).for_each(|command| expect(&desk, &[(command, "ask")]));
    expect(&desk, &[(changed[0], "allow"), (changed[1], "allow")]);
    desk.scene.leave_in_work_tree("CLAUDE.md", "the old one");
    expect(&desk, &[(changed[0], "allow"), (changed[1], "ask"), ("sed -i s/a/b/ $(git grep -li OLD)", "ask")]);
    track(&desk, ".env");
    expect(&desk, &[("git ls-files | grep env | xargs cat", "deny"), ("git diff -- '*env*'", "deny")]);
}

#[test]
fn a_name_that_is_something_else_as_a_word_is_asked() {
    for name in ["k .env.local", "src/-x.rs", "a\"b", "src/.e*"] {
        let desk = Desk::new();
        track(&desk, "README.md");
        expect(&desk, &[("git ls-files | xargs wc -l", "allow"), ("wc -l $(git ls-files)", "allow")]);
        track(&desk, name);
        expect(&desk, &[("git ls-files | xargs wc -l", "ask"), ("wc -l $(git ls-files)", "ask")]);
    }
}

#[test]
fn what_a_search_prints_is_handed_on_as_the_search_may_find_it() {
    let desk = Desk::new();
    track(&desk, "README.md");
    desk.scene.leave_in_work_tree("src/deep/c.rs", "x");
    expect(
        &desk,
        &[
            ("grep -rl foo src | xargs sed -n '1,5p'", "allow"),
            ("find src -name '*.rs' -print0 | xargs -0 wc -l", "allow"),
            ("find . -type f -name '*.rs' | head -20 | xargs wc -l | sort -n | tail -5", "allow"),
            ("rg -l foo src | xargs -I{} head -3 {}", "allow"),
            ("rg --files src | grep -E '\\.rs$' | xargs wc -l", "allow"),
            ("git grep -l foo -- src | xargs grep -c bar", "allow"),
            ("git grep -l foo src | xargs grep -c bar", "allow"),
            ("git grep -l foo 'src/*.rs' | xargs grep -c bar", "allow"),
            ("git diff --name-only HEAD | xargs npx eslint", "allow"),
            ("for f in $(find src -name '*.rs'); do echo \"$f\"; head -3 $f; done", "allow"),
            ("F=$(git ls-files '*.rs'); wc -l $F", "allow"),
            ("cat \"$(find src -name 'c.rs' | head -1)\"", "allow"),
            ("grep -rl foo src | xargs sed -i 's/foo/bar/g'", "allow"),
            ("find src -name '*.rs' | xargs npx prettier --write", "allow"),
            ("find . -name '.env*' | xargs cat", "deny"),
            ("find . -type f | grep '\\.env$' | xargs cat", "deny"),
            ("rg --files --hidden | grep nv | xargs head", "deny"),
            ("cat $(find . -name .env)", "deny"),
            ("cat \"$(find / -name id_rsa | head -1)\"", "deny"),
            ("find .github | xargs sed -i s/a/b/", "deny"),
            ("find . -type f | xargs sed -i s/a/b/", "ask"),
            ("find .. -name '*.rs' | xargs cat", "ask"),
            ("find src -printf '../x' | xargs cat", "ask"),
            ("find src -exec echo x \\; | xargs cat", "ask"),
            ("find src | xargs rm", "ask"),
            ("find src | xargs git add", "allow"),
            ("find src -name '*.sh' | xargs -n1 bash", "ask"),
            ("find src | xargs -I{} sh -c 'cat {}'", "ask"),
            ("find src | xargs cp -t /tmp", "ask"),
            ("find src | xargs -d r cat", "ask"),
            ("grep -rlR foo src | xargs cat", "ask"),
            ("grep -rlc foo src | xargs cat", "ask"),
            ("fd env | xargs cat", "ask"),
            ("git diff --name-only nothing | xargs cat", "ask"),
            ("git grep -l --untracked foo | xargs cat", "ask"),
            ("git grep -l foo 'HEAD@{ .env now}' -- src | xargs cat", "ask"),
            ("git grep -l foo feature | xargs cat", "ask"),
            ("git grep -l foo ':/a .env b' | xargs cat", "ask"),
            ("for f in $(git grep -l foo HEAD -- src); do cat \"$f\"; done", "ask"),
            ("mkdir -p 'src/x /etc' && find src | xargs cat", "ask"),
            ("cd src && F=$(find .); cd .. && cat $F", "ask"),
            ("for f in $(find src -name '*.rs'); do head -3 $f; echo x >> src/log; done", "allow"),
            ("for i in 1 2; do cat $(find src); done", "allow"),
            ("for i in 1 2; do cat $(find src); mkdir -p 'src/x /etc'; done", "ask"),
            ("for i in 1 2; do find src | xargs cat; touch 'src/x /etc'; done", "ask"),
            ("for i in 1 2; do cat $(git ls-files); git add 'src/x y'; done", "ask"),
            ("find . -lname '*.rs' | xargs head", "allow"),
        ],
    );
}

#[test]
fn a_name_on_the_disk_that_is_no_plain_word_is_asked() {
    for name in ["src/x /etc/passwd", "src/a\"b", "src/*"] {
        let desk = Desk::new();
        expect(&desk, &[("find src | xargs wc -l", "allow"), ("wc -l $(grep -rl x)", "allow")]);
        desk.scene.leave_in_work_tree(name, "x");
        let whole = if name == "src/*" { "allow" } else { "ask" };
        expect(&desk, &[("find src | xargs wc -l", whole), ("wc -l $(grep -rl x)", "ask")]);
        expect(&desk, &[("find docs | xargs wc -l", "allow")]);
    }
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("-x", "x");
    expect(&desk, &[("rg -l x | xargs wc -l", "ask"), ("find . | xargs wc -l", "allow")]);
}

#[test]
fn a_revision_that_git_prints_is_one() {
    expect(
        &Desk::new(),
        &[
            ("git diff $(git merge-base main HEAD)..HEAD", "allow"),
            ("git diff \"$(git merge-base main HEAD)\" HEAD -- src", "allow"),
            ("git log --oneline $(git describe --tags --abbrev=0)..HEAD", "allow"),
            ("b=$(git merge-base main HEAD); git diff $b..HEAD", "allow"),
            ("git show $(git rev-parse HEAD)", "allow"),
            ("git show $(git rev-parse HEAD):.env", "ask"),
            ("git diff $(git rev-parse .env)", "ask"),
            ("git diff $(git merge-base main HEAD).env", "ask"),
            ("git diff $(cat x)", "ask"),
            ("cat $(git merge-base main HEAD)/x", "ask"),
            ("cd $(git merge-base main HEAD) && cat x", "ask"),
            ("git push origin $(git branch --show-current)", "ask"),
            ("for c in $(git rev-list main..HEAD); do git show --stat \"$c\"; done", "allow"),
            ("git show $(git log -1 --format=%H -- src)", "allow"),
            ("for c in $(git rev-list HEAD); do git show \"$c:.env\"; done", "ask"),
            ("for c in $(git rev-list HEAD); do rm $c; done", "ask"),
            // What a commit brings that nobody names is not known.
            ("git cherry-pick $(git rev-list -1 main)", "ask"),
            ("git merge $(git merge-base main HEAD)", "ask"),
            ("for c in $(git rev-list main); do git cherry-pick $c; done", "ask"),
        ],
    );
}

#[test]
fn the_root_of_the_work_tree_is_known() {
    let desk = Desk::new();
    expect(
        &desk,
        &[
            ("cd \"$(git rev-parse --show-toplevel)\" && cat README.md", "allow"),
            ("cd \"$(git rev-parse --show-toplevel)\"; git status", "allow"),
            ("ls \"$(git rev-parse --show-toplevel)\"", "allow"),
            ("git -C \"$(git rev-parse --show-toplevel)\" status", "allow"),
            ("cd \"$(git rev-parse --show-toplevel)\" && cat .env", "deny"),
            ("cd \"$(git rev-parse --show-toplevel)\" && touch .git/config", "deny"),
            ("cd \"$(git rev-parse --show-toplevel)\" && cd .. && ls", "ask"),
            ("cd $(git rev-parse --show-toplevel) && cat README.md", "allow"),
            ("cd $(git rev-parse --show-toplevel)/src; git status", "allow"),
            ("r=$(git rev-parse --show-toplevel); ls $r $r/src", "allow"),
            ("ls $(pwd) $PWD/src $(pwd)/src/*.rs", "allow"),
            ("cd $(pwd)/src && cat a.rs", "allow"),
            ("cp README.md $(pwd)/copy.md", "allow"),
            ("cat $(git rev-parse --show-toplevel)/.env", "deny"),
            ("cd $(git rev-parse --show-toplevel) && touch .git/config", "deny"),
            ("cd $(git rev-parse --show-toplevel)/.. && ls", "ask"),
            ("cat $(pwd)/.e*", "deny"),
            ("cat $(pwd) $(pwd)/../x", "ask"),
            ("cd src && cat $(pwd)/a.rs", "ask"),
            ("cat \"$(git rev-parse --show-toplevel)/README.md\"", "allow"),
            ("cat $(git rev-parse --show-toplevel)/README.md", "allow"),
            ("cd \"$(dirname \"$0\")\" && ls", "ask"),
        ],
    );
}

/// Without quotes a name with blanks is several words, and one that git does not print is none: `cd` goes home then.
#[test]
fn without_quotes_the_name_of_the_folder_counts() {
    let desk = Desk::new();
    for file in ["a b/x", "a*/x", "src/HEAD", "src/objects/x", "src/refs/x"] {
        desk.scene.leave_in_work_tree(file, "x");
    }
    let from = |folder: &str, command: &str| {
        let mut event = desk.event("Bash", &json!({ "command": command }));
        event["cwd"] = json!(desk.root().join(folder));
        desk.says(event.to_string().as_bytes()).word()
    };
    for folder in ["a b", "a*"] {
        assert_eq!(from(folder, "cat \"$(pwd)/x\" \"$PWD/x\""), "allow", "{folder}");
        for command in ["cat $(pwd)/x", "cat $PWD/x", "cd $(pwd) && cat x", "d=$PWD; cat $d/x"] {
            assert_eq!(from(folder, command), "ask", "{folder}: {command}");
        }
        assert_eq!(from(folder, "cat $(git rev-parse --show-toplevel)/README.md"), "allow", "{folder}");
    }
    for folder in [".git", "src"] {
        assert_eq!(from(folder, "cd $(git rev-parse --show-toplevel) && cat x"), "ask", "{folder}");
    }
}

#[test]
fn a_loop_reads_the_names_that_a_search_prints() {
    let desk = Desk::new();
    track(&desk, "README.md");
    track(&desk, "src/a.rs");
    expect(
        &desk,
        &[
            ("git ls-files | while read -r f; do wc -l \"$f\"; done", "allow"),
            ("find src -name '*.rs' | while IFS= read -r f; do sed -i s/a/b/ \"$f\"; done", "allow"),
            ("git ls-files src | while read f; do head -3 \"$f\"; done", "allow"),
            ("find src -name '*.rs' | while read -r f; do echo \"$f $(wc -l < \"$f\")\"; done", "allow"),
            ("cargo test & wait $!; pid=$!; wait $pid \"$pid\"", "allow"),
            ("wait $x", "ask"),
            ("for f in src/*.rs; do wc -l $f; done", "allow"),
            ("mkdir -p out; for f in src/*.rs; do wc -l $f; sed -i s/a/b/ $f; head -1 $f; done", "allow"),
            ("cargo build; for f in src/*.rs; do cat $f; done", "allow"),
            ("touch 'src/a .env q.rs'; for f in src/*.rs; do cat $f; done", "ask"),
            ("cp src/a.rs 'src/a.rs -e1eid .rs'; for f in src/*.rs; do sed -i s/a/b/ $f; done", "ask"),
            ("git switch other && for f in src/*.rs; do sed -i s/a/b/ $f; done", "ask"),
            ("cp -r kit/. src; for f in src/*.rs; do cat $f; done", "ask"),
            ("touch 'src/a b.rs'; for f in src/*.rs; do cat \"$f\"; done", "allow"),
            ("Binary=$(cat README.md); n=$(grep -n x src/a.rs | cut -d: -f1); echo $((n + 1))", "ask"),
            ("find src -name '*.rs' | while read f; do bash < \"$f\"; done", "deny"),
            ("find . -name '.env' | while read f; do base64 < \"$f\"; done", "deny"),
            ("find src -name '*.rs' | while read f; do wc -l < $f.bak; done", "ask"),
            ("find src -name '*.rs' | while read f; do echo x > \"$f\"; done", "ask"),
            ("find src -name '*.rs' | while read f; do cd x; wc -l < \"$f\"; done", "ask"),
            ("while IFS= read -r line; do echo \"$line\"; done < README.md", "allow"),
            ("while IFS=, read -r a b; do echo \"$a\"; done < README.md", "allow"),
            ("git ls-files | while read -r f; do rm \"$f\"; done", "ask"),
            ("git ls-files | while read f; do cat \"$f\"; done", "allow"),
            ("echo .env | while read -r f; do cat \"$f\"; done", "ask"),
            ("find . -name '.e*' | while read -r f; do cat \"$f\"; done", "deny"),
            ("while read -r f; do cat \"$f\"; done < README.md", "ask"),
            ("IFS=, ls", "ask"),
            ("IFS=/; ls", "ask"),
        ],
    );
}
