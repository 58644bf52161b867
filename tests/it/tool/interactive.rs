//! What is typed into a running program later is not hooked: no client may start one that takes commands.

use fleetgate::gather::tool::read;
use fleetgate::model::Outcome;
use serde_json::{Value, json};

use super::desk::{Desk, judged};
use super::policy::BUNDLE;
use crate::commands::spec;

/// Programs that read commands from whoever types.
const INTERACTIVE: &[&str] = &[
    "bash",
    "sh",
    "zsh",
    "dash",
    "fish",
    "bash -i",
    "bash -l",
    "bash -li",
    "sh -i",
    "bash --login",
    "bash -s",
    "sh -",
    "bash --norc",
    "bash --init-file x",
    "exec bash",
    "env bash",
    "command bash",
    "nohup bash",
    "setsid bash",
    "timeout 60 bash",
    "nice bash",
    "time bash",
    "stdbuf -o0 bash",
    "cd src && bash",
    "true; sh",
    "bash &",
    "(bash)",
    "{ sh; }",
    "script -q /dev/null",
    "python",
    "python3",
    "python3 -i",
    "python -q",
    "python3 -",
    "ipython",
    "node",
    "node -i",
    "node -",
    "deno",
    "bun repl",
    "ruby",
    "irb",
    "perl",
    "php -a",
    "lua",
    "R",
    "ghci",
    "jshell",
    "psql",
    "mysql",
    "sqlite3",
    "sqlite3 x.db",
    "redis-cli",
    "mongosh",
    "gdb",
    "lldb",
    "ssh host",
    "ssh -t host",
    "telnet host",
    "nc host 80",
    "nc -l 80",
    "ftp host",
    "sftp host",
    "vim",
    "vi",
    "vim README.md",
    "nano README.md",
    "emacs",
    "ed",
    "ex README.md",
    "less README.md",
    "more README.md",
    "htop",
    "tmux",
    "screen",
    "su",
    "sudo -i",
    "docker run -it x",
    "docker exec -it x sh",
    "kubectl exec -it x -- sh",
    "xargs -I{} sh -c {}",
    "git rebase -i HEAD~2",
    "git add -p",
    "git add -i",
    "cargo run",
    "npm init",
    "npm start",
    "busybox sh",
    "busybox",
    "make -f -",
    "awk -f -",
    "awk -f /dev/stdin x",
    "sed -f - x",
    "sed -f /dev/stdin x",
    "xargs rm",
    "parallel",
    "at now",
    "dc",
    "gawk -f -",
    "git bisect run sh",
    "find . -ok rm {} \\;",
    "bash <&0",
    "bash /dev/stdin",
    "source /dev/stdin",
    ". /dev/stdin",
    "eval \"$(cat)\"",
    "read x; eval $x",
    "while read l; do $l; done",
    "cat | sh",
    "tee /dev/fd/9 | sh",
    "git clean -i",
    "git stash -p; bash",
    "crontab -",
    "git fast-import",
    "git am",
    "git apply -",
    "patch -p1",
    "cpio -i",
    "tar -x",
    "read x; touch stdin-$x",
    "cat > $(cat)",
];

fn shell(client: &'static str, desk: &Desk, command: &str) -> Value {
    let log = desk.log("0.169.0");
    match client {
        "claude" => desk.event("Bash", &json!({ "command": command })),
        "codex" => json!({
            "turn_id": "t", "model": "m", "transcript_path": log, "cwd": desk.root(), "hook_event_name": "PreToolUse",
            "tool_name": "Bash", "tool_input": { "command": command },
        }),
        "gemini" => json!({
            "cwd": desk.root(), "hook_event_name": "BeforeTool", "tool_name": "run_shell_command",
            "tool_input": { "command": command },
        }),
        "opencode" => json!({
            "hook_event_name": "tool.execute.before", "cwd": desk.root(), "input": { "tool": "bash" },
            "output": { "args": { "command": command } },
        }),
        "copilot" => json!({ "cwd": desk.root(), "toolName": "bash", "toolArgs": { "command": command } }),
        _ => json!({ "hook_event_name": "beforeShellExecution", "cwd": desk.root(), "command": command }),
    }
}

fn passes(client: &'static str, desk: &Desk, command: &str) -> bool {
    let said = desk.says(shell(client, desk, command).to_string().as_bytes());
    said.code == Some(0) && said.out.is_empty()
}

/// The outcome of a command of a client that types into what runs, without the way through the hook.
fn outcome(desk: &Desk, command: &str) -> Outcome {
    judged(desk, command, true, &|text| read(text, BUNDLE.wrappers(), &spec, &|_| false)).1.outcome()
}

#[test]
fn no_session_starts_what_takes_commands() {
    let desk = Desk::new();
    let allowed = |command: &&&str| outcome(&desk, command) == Outcome::Allow;
    let wrong: Vec<&&str> = INTERACTIVE.iter().filter(allowed).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(outcome(&desk, "cargo test"), Outcome::Allow);
}

/// Only Codex types into what runs without asking.
#[test]
fn a_pager_without_a_terminal_prints() {
    let desk = Desk::new();
    for command in ["less README.md", "git log | less", "git add -p src/a.rs", "man ls"] {
        assert!(passes("claude", &desk, command), "{command}");
    }
}

/// The clients differ only in how they say it: a few of the list will do.
#[test]
fn with_no_client() {
    for client in ["claude", "codex", "gemini", "opencode", "copilot", "cursor"] {
        let mut desk = Desk::new();
        desk.client = client;
        assert!(passes(client, &desk, "git status"), "{client}");
        for command in ["bash", "bash -i", "python3", "node", "psql", "ssh host", "cat | sh"] {
            assert!(!passes(client, &desk, command), "{client}: {command}");
        }
    }
}

#[test]
fn an_editor_obeys_what_is_handed_over_to_git() {
    let desk = Desk::new();
    for (command, word) in [
        ("printf ':!x' | git commit", "ask"),
        ("git commit -e -m x <<< y", "ask"),
        ("git commit < src/a.rs", "ask"),
        ("git tag -a v9 < src/a.rs", "ask"),
        ("git merge --edit main < src/a.rs", "ask"),
        ("git cherry-pick -e main <<< y", "ask"),
        ("git commit --fixup=amend:HEAD -m x <<< y", "ask"),
        ("(git commit) <<< y", "ask"),
        ("bash -c 'git commit' <<< y", "ask"),
        ("exec < src/a.rs; git commit", "ask"),
        ("f() { git commit -e; }; printf ':!x' | f", "ask"),
        ("f() { git commit; }; f < src/a.rs", "ask"),
        ("printf ':!x' > >(git commit)", "ask"),
        ("{ echo $(git commit); } < src/a.rs", "ask"),
        ("f() { git commit -m x; }; f", "allow"),
        ("(echo e; sleep 1; printf ':!x') | git reset -p", "ask"),
        ("echo e | git restore --staged -p .", "ask"),
        ("echo e | git stash push -p", "ask"),
        ("echo a | git commit --interactive -m x", "ask"),
        ("echo y | git commit -m x", "allow"),
        ("git add -p src/a.rs <<'E'\nn\ny\nE", "allow"),
        ("git add -p src/a.rs <<'E'\nn\ne\nE", "ask"),
        ("git add -p src/a.rs <<< y", "allow"),
        ("git commit <<< y", "ask"),
        ("git commit -Sm <<< x", "ask"),
        ("git commit --trailer -m <<< x", "ask"),
        ("git commit -qsm fix <<< x", "allow"),
        ("git commit --author 'A <a@b>' -m fix <<< x", "allow"),
        ("echo y | git log -p", "allow"),
        ("git commit -F - <<'E'\nmessage\nE", "allow"),
        ("echo message | git commit -F -", "allow"),
        ("git commit -m x < /dev/null", "allow"),
        ("git merge main < src/a.rs", "allow"),
        ("git commit", "allow"),
        ("npm exec -c '' <<< ls", "ask"),
        ("npm exec -cls <<< ls", "ask"),
        ("npm exec -c 'ls'", "allow"),
    ] {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), word, "{command}");
    }
}

#[test]
fn what_a_compiler_takes_from_a_stream_may_include_a_secret() {
    let desk = Desk::new();
    for (command, word) in [
        ("gcc -E - <<'E'\n#include \".env\"\nE", "ask"),
        ("echo '#include \"/root/.ssh/id_rsa\"' | clang -x c -", "ask"),
        ("gcc -x c -c /dev/stdin < src/a.rs", "ask"),
        ("gcc -x c -c /dev/fd/3 3< src/a.rs", "ask"),
        ("gcc -dM -E - < /dev/null", "allow"),
        ("echo x | gcc -c main.c", "allow"),
        ("gcc -c main.c && echo done | cat -", "allow"),
    ] {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), word, "{command}");
    }
}
