//! What the environment of a client has programs obey.

use super::desk::Desk;

fn desk(name: &str, value: &str) -> Desk {
    let mut desk = Desk::new();
    let value = value.replace("ROOT", &desk.root().to_string_lossy());
    desk.environment.push((name.to_owned(), value));
    desk
}

#[test]
fn what_stands_in_for_a_program_is_sensitive() {
    let path = std::env::var("PATH").unwrap();
    for folder in ["ROOT/bin", "./bin", "bin", "src/../bin"] {
        let desk = desk("PATH", &format!("{folder}:{path}:"));
        assert_eq!(
            [desk.writes("bin/rg"), desk.writes("src/new.rs"), desk.writes("binary")],
            ["ask", "allow", "allow"]
        );
        assert_eq!(desk.asks("Bash", &serde_json::json!({ "command": "cp README.md bin/git; git status" })), "ask");
    }
    assert_eq!(desk("PATH", &path).writes("bin/rg"), "allow");
}

#[test]
fn what_programs_run_by_a_variable_is_sensitive() {
    for (name, value) in [
        ("BASH_ENV", "ROOT/tools/env.sh"),
        ("GIT_EXTERNAL_DIFF", "bash ./tools/env.sh"),
        ("NODE_OPTIONS", "--max-old-space-size=99 --require=./tools/env.sh"),
        ("RUBYOPT", "-W0 -r./tools/env.sh"),
        ("PAGER", "tools/env.sh -R"),
    ] {
        let desk = desk(name, value);
        assert_eq!([desk.writes("tools/env.sh"), desk.writes("tools/other.sh")], ["ask", "allow"], "{name}");
    }
    assert_eq!(desk("PAGER", "less -R").writes("src/new.rs"), "allow");
}

#[test]
fn a_folder_is_where_it_is_named_unless_it_is_sought() {
    let desk = desk("CDPATH", ".github");
    let asks = |command: &str| desk.asks("Bash", &serde_json::json!({ "command": command }));
    assert_eq!(asks("cd workflows && touch x.yml"), "ask");
    assert_eq!(asks("mkdir -p workflows && pushd workflows && touch x.yml"), "ask");
    assert_eq!([asks("cd ./src && ls"), asks("cd src/.. && ls"), asks("ls src")], ["allow", "ask", "allow"]);
}

#[test]
fn a_locale_in_which_a_backslash_may_be_half_a_letter_is_asked() {
    let desk = Desk::new();
    let asks = |command: &str| desk.asks("Bash", &serde_json::json!({ "command": command }));
    for command in ["LC_ALL=zh_CN.GBK bash -c 'echo x'", "env LANG=zh_TW bash -c ls", "LC_CTYPE=ja_JP.SJIS sh -c ls"] {
        assert_eq!(asks(command), "ask", "{command}");
    }
    for command in ["LC_ALL=C sort README.md", "LANG=en_US.UTF-8 bash -c ls", "env LC_ALL=C.UTF-8 ls"] {
        assert_eq!(asks(command), "allow", "{command}");
    }
}

#[test]
fn git_that_may_work_elsewhere_is_asked() {
    for (name, value, word) in [
        ("GIT_DIR", "/other/.git", "ask"),
        ("GIT_DIR", ".git", "allow"),
        ("GIT_DIR", "ROOT/.git", "ask"),
        ("GIT_WORK_TREE", "/other", "ask"),
        ("GIT_WORK_TREE", "ROOT", "allow"),
        ("GIT_INDEX_FILE", "ROOT/.git/index", "allow"),
        ("GIT_INDEX_FILE", "/tmp/index", "ask"),
        ("GIT_COMMON_DIR", "/other", "ask"),
        ("GIT_OBJECT_DIRECTORY", "quarantine", "ask"),
        ("GIT_OBJECT_DIRECTORY", ".git/objects", "allow"),
        ("GIT_NAMESPACE", "x", "ask"),
        ("GIT_CONFIG_PARAMETERS", "'core.worktree'='/other'", "ask"),
        ("GIT_CONFIG_PARAMETERS", "'user.name'='Ann B'", "allow"),
        ("GIT_CONFIG_COUNT", "1000", "ask"),
        ("GIT_CONFIG_COUNT", "x", "ask"),
        ("GIT_CONFIG_COUNT", "1", "allow"),
    ] {
        let desk = desk(name, value);
        for command in ["git commit -m x", "git add -A", "git status"] {
            assert_eq!(desk.asks("Bash", &serde_json::json!({ "command": command })), word, "{name}={value} {command}");
        }
        assert_eq!(desk.asks("Bash", &serde_json::json!({ "command": "touch src/b.rs" })), "allow", "{name}={value}");
    }
}

#[test]
fn a_configuration_that_names_another_work_tree_is_asked() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.scene.outside().join("other")).unwrap();
    desk.scene.set("core.worktree", "../../other");
    let asks = |command: &str| desk.asks("Bash", &serde_json::json!({ "command": command }));
    for command in ["git stash", "git merge main", "git mv README.md b.md", "git add -A", "git commit -m x"] {
        assert_eq!(asks(command), "ask", "{command}");
    }
    assert_eq!(asks("touch src/b.rs"), "allow");
    desk.scene.set("core.worktree", "..");
    assert_eq!(asks("git commit -m x"), "allow");
}

#[test]
fn settings_of_git_in_the_environment_count() {
    let mut counted = desk("GIT_CONFIG_COUNT", "2");
    for (name, value) in [
        ("GIT_CONFIG_KEY_0", "core.hooksPath"),
        ("GIT_CONFIG_VALUE_0", "kit/hooks"),
        ("GIT_CONFIG_KEY_1", "core.pager"),
        ("GIT_CONFIG_VALUE_1", "sh -e tools/x.sh"),
    ] {
        counted.environment.push((name.to_owned(), value.to_owned()));
    }
    counted.scene.leave_in_work_tree("kit/hooks/pre-commit", "tools/hook.sh");
    assert_eq!([counted.writes("kit/hooks/pre-push"), counted.writes("tools/x.sh")], ["deny", "deny"]);
    assert_eq!([counted.writes("tools/hook.sh"), counted.writes("tools/y.sh")], ["ask", "allow"]);
    let one = desk("GIT_CONFIG_PARAMETERS", "'core.pager'='sh tools/x.sh' 'core.abbrev'='7'");
    assert_eq!([one.writes("tools/x.sh"), one.writes("tools/y.sh")], ["deny", "allow"]);
    let file = desk("GIT_CONFIG_GLOBAL", "ROOT/../mine");
    file.leave("mine", "[core]\n pager = tools/x.sh\n[include]\n path = repo/tools/more\n");
    assert_eq!(
        [file.writes("tools/x.sh"), file.writes("tools/more"), file.writes("tools/y")],
        ["deny", "deny", "allow"]
    );
}

#[test]
fn more_variables_name_what_runs() {
    for (name, value) in [
        ("BASH_ENV", "${PWD}/tools/env.sh"),
        ("BASH_ENV", "$PWD/tools/env.sh"),
        ("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:tools/env.sh"),
        ("MAKEFILES", "tools/env.sh"),
        ("GIT_EXEC_PATH", "ROOT/tools/env.sh"),
        ("SHELL", "ROOT/tools/env.sh"),
        ("PERL5LIB", "/x:ROOT/tools/env.sh"),
    ] {
        let desk = desk(name, value);
        assert_eq!([desk.writes("tools/env.sh"), desk.writes("tools/other.sh")], ["ask", "allow"], "{name}");
    }
    // Options that name nothing guard no folder.
    let desk = desk("PAGER", "less -R -X");
    let input = serde_json::json!({ "command": "echo x > new.rs" });
    let mut event = desk.event("Bash", &input);
    event["cwd"] = serde_json::json!(desk.root().join("src"));
    assert_eq!(desk.says(event.to_string().as_bytes()).word(), "allow");
}
