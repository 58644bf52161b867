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
