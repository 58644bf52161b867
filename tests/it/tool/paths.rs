//! One path, many spellings: what counts is where it leads.

use std::os::unix::fs::symlink;

use serde_json::json;

use super::desk::Desk;

#[test]
fn spellings_of_a_protected_path_are_denied() {
    let desk = Desk::new();
    let root = desk.root().to_string_lossy().into_owned();
    for path in [
        ".github/workflows/ci.yml",
        "./.github/workflows/ci.yml",
        ".github//workflows/../workflows/new.yml",
        "a/b/c/../../../.github/x",
        ".GitHub/workflows/ci.yml",
        ".github./x",
        ".github",
        ".github/",
        ".ｇithub/workflows/ci.yml",
        ".git/config",
        ".git/hooks/pre-commit",
        "vendor/x/.git/config",
        "GIT~1/config",
        "CLAUDE.md",
        ".claude/settings.json",
        ".env::$DATA",
        "README.md\0/../.env",
        "/proc/self/cwd/.github/x",
        "/proc/self/root/etc/passwd",
        "file:///x/.env",
        "$HOME/.bashrc",
        "~/.bashrc",
    ] {
        assert_eq!(desk.writes(path), "deny", "{path}");
    }
    assert_eq!(desk.writes(&format!("{root}/.github/x")), "deny");
    assert_eq!(desk.writes(&format!("/{root}//.env")), "deny");
    assert_eq!(desk.writes(&format!("{root}/src/b.rs")), "allow");
    assert_eq!(desk.writes("src/new/deep/b.rs"), "allow");
    assert_eq!(desk.reads(".github/workflows/ci.yml"), "allow");
    assert_eq!(desk.reads(".git/config"), "deny");
}

#[test]
fn settings_of_agents_editors_and_ci_are_protected() {
    let desk = Desk::new();
    for path in [
        ".factory/settings.json",
        ".zencoder/rules/x.md",
        ".shadowenv.d/x.lisp",
        ".local.vimrc",
        "conductor.json",
        ".agent/rules/a.md",
        ".cline/x",
        ".clinerules-code/a.md",
        ".crush.json",
        ".claude-plugin/plugin.json",
        "plugins/x/.claude-plugin/plugin.json",
        ".roo/mcp.json",
        ".roorules-code",
        ".roomodes",
        ".kilocodemodes",
        ".augment-guidelines",
        ".gooseignore",
        ".windsurf/workflows/a.md",
        ".windsurfrules",
        ".cursorrules",
        ".continuerc.json",
        ".run/Tests.run.xml",
        ".helix/languages.toml",
        "x.sublime-project",
        "buildspec.yml",
        "ci/cloudbuild.yaml",
        ".tekton/pr.yaml",
        ".teamcity/settings.kts",
        ".semaphore/semaphore.yml",
        ".gitpod.yml",
        ".gitpod.Dockerfile",
        ".mergify.yml",
        ".drone.star",
        ".woodpecker/test.yaml",
        ".woodpecker.yaml",
        "azure-pipelines-release.yml",
        ".cirrus.yml",
        ".cirrus.star",
        "wercker.yml",
        "codefresh.yml",
        ".hg/hgrc",
        ".gitreview",
    ] {
        assert_eq!(desk.writes(path), "deny", "{path}");
        assert_eq!(desk.reads(path), "allow", "{path}");
    }
    for path in [
        "docs/cloudbuild.md",
        "src/agent/mod.rs",
        "src/cline.ts",
        "factory/a.py",
        "src/run.xml",
        "src/buildspec.rs",
        "docs/windsurf.md",
        "src/pipelines.yml",
        "roo/a.rs",
    ] {
        assert_eq!(desk.writes(path), "allow", "{path}");
    }
}

#[test]
fn credential_stores_are_known_by_their_place() {
    let desk = Desk::new();
    for path in [
        "auth.json",
        "~/.composer/auth.json",
        "~/.config/containers/auth.json",
        "client_secret_1.apps.json",
        "config/serviceAccountKey.json",
        "local.settings.json",
        "kubeconfig-dev",
        "http.keytab",
        "~/.node_repl_history",
    ] {
        assert_eq!(desk.reads(path), "deny", "{path}");
    }
    for path in ["src/locales/en/auth.json", "src/client.json", "src/settings.json", "src/kubeconfig.rs"] {
        assert_eq!(desk.reads(path), "allow", "{path}");
    }
}

#[test]
fn secrets_are_known_by_their_names() {
    let desk = Desk::new();
    for path in [
        "config/credentials.yml",
        "gcp-credentials.json",
        "my-service-account.json",
        "gcp-key.json",
        ".vault_pass",
        "terraform.rc",
        ".irb_history",
        "AuthKey_1.p8",
        "android/key.properties",
        "dev-kubeconfig.yaml",
        ".authinfo.gpg",
        "~/.kaggle/kaggle.json",
        "~/.mozilla/firefox/x/logins.json",
    ] {
        assert_eq!((desk.reads(path).as_str(), desk.writes(path).as_str()), ("deny", "deny"), "{path}");
    }
    for path in [
        "src/credentials.ts",
        "docs/credentials.md",
        "tests/fixtures/credentials.rs",
        "src/history.rs",
        "config/credentials.yml.enc",
        "src/tokens.json",
        "src/gcp_key.rs",
        "docs/kubeconfig.md",
        "app.properties",
    ] {
        assert_eq!((desk.reads(path).as_str(), desk.writes(path).as_str()), ("allow", "allow"), "{path}");
    }
}

#[test]
fn what_may_hold_secrets_or_not_is_asked_where_it_is_a_file() {
    let desk = Desk::new();
    for path in ["prod.tfvars", "credentials", "deploy/id_work", "k8s/secret.yaml"] {
        desk.scene.leave_in_work_tree(path, "x");
        assert_eq!(desk.reads(path), "ask", "{path}");
        assert_eq!(desk.asks("Bash", &json!({ "command": format!("cat {path}") })), "ask", "{path}");
    }
    assert_eq!(desk.asks("Bash", &json!({ "command": "rg key -g '*.tfvars'" })), "ask");
    desk.scene.leave_in_work_tree("src/credentials/mod.rs", "x");
    desk.scene.leave_in_work_tree("example.tfvars", "x");
    desk.scene.leave_in_work_tree("src/id_map.rs", "x");
    for command in [
        "cat src/credentials/mod.rs",
        "grep -rn new src/credentials",
        "cd src/credentials && ls",
        "cat example.tfvars src/id_map.rs",
        "npm test -- credential",
        "find . -name '*.tfvars'",
    ] {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), "allow", "{command}");
    }
}

#[test]
fn what_runs_by_itself_is_written_by_a_person() {
    let desk = Desk::new();
    for path in [
        ".pdbrc",
        "src/.gdbinit",
        "mise.toml",
        "mise/config.toml",
        ".tool-versions",
        ".venv/bin/python",
        "venv/lib/x.pth",
        "node_modules/.bin/tsc",
    ] {
        assert_eq!(desk.writes(path), "ask", "{path}");
        assert_eq!(desk.reads(path), "allow", "{path}");
        assert_eq!(desk.asks("Bash", &json!({ "command": format!("echo x > {path}") })), "ask", "{path}");
    }
    for path in [".cshrc", ".config/nvim/init.lua", ".wgetrc"] {
        assert_eq!(desk.writes(path), "deny", "{path}");
    }
    for path in ["src/mise.rs", "docs/.venv.md", "Makefile", "mise/a.toml", "src/sitecustomize/a.py", "bin/tool.py"] {
        assert_eq!(desk.writes(path), "allow", "{path}");
    }
}

#[test]
fn what_somebody_may_expand_is_asked() {
    let desk = Desk::new();
    for path in ["%2eenv", "{.env,README.md}", "$X/a", "`id`"] {
        assert_ne!(desk.writes(path), "allow", "{path}");
        assert_ne!(desk.reads(path), "allow", "{path}");
    }
    desk.scene.leave_in_work_tree("app/routes/posts.$id.tsx", "x");
    assert_eq!(desk.writes("app/routes/posts.$id.tsx"), "allow");
    assert_eq!(desk.writes("app/[slug]/page.tsx"), "allow");
}

/// Brackets are part of many names: routes, ids of tests. A name that is there is that file; else it may be a pattern.
#[test]
fn brackets_in_a_name_are_a_pattern_or_are_not() {
    let desk = Desk::new();
    for link in ["src/a[b-1].rs", "src/a[[:x:]].rs"] {
        symlink("../.env", desk.root().join(link)).unwrap();
    }
    for (command, word) in [
        ("pytest 'tests/test_a.py::test_b[case-1]'", "allow"),
        ("head -1 'app/[id]/page.tsx' 'src/x[b-1].rs'", "allow"),
        ("git diff 'app/[id]/page.tsx'", "allow"),
        ("git diff 'app/*.tsx'", "allow"),
        ("git grep x 'app/*.tsx'", "allow"),
        ("git grep x 'app/.env*'", "deny"),
        ("head -1 'src/a[b-1].rs'", "deny"),
        ("head -1 'src/a[[:x:]].rs'", "deny"),
        ("pytest '.en[a-z]'", "deny"),
        ("cd 'app/[id]' && cat page.tsx && sed -i s/a/b/ page.tsx", "allow"),
        ("cd 'app/[id]' && cat *", "ask"),
        ("cd 'app/[id]' && echo x > C*", "ask"),
        ("cd 'app/[id]' && cp C* ../../", "ask"),
        ("find 'app/[id]' -name '*.txt' -exec cat {} +", "ask"),
        ("find app -name '*.txt' -exec cat {} +", "allow"),
        ("head -1 '.en[[:alpha:]]'", "deny"),
    ] {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), word, "{command}");
    }
}

#[test]
fn links_are_followed() {
    let desk = Desk::new();
    desk.leave("home/.ssh/id_ed25519", "key");
    desk.leave("elsewhere/notes.md", "x");
    let root = desk.root();
    for (target, link) in [
        ("../.github", "docs/ci"),
        ("../.env", "docs/settings"),
        ("../.env.production", "docs/dangling"),
        ("../../home", "docs/home"),
        ("../../elsewhere", "docs/elsewhere"),
        ("loop-b", "docs/loop-a"),
        ("loop-a", "docs/loop-b"),
        ("../src", "docs/src"),
    ] {
        std::fs::create_dir_all(root.join("docs")).unwrap();
        symlink(target, root.join(link)).unwrap();
    }
    for (path, read, write) in [
        ("docs/ci/workflows/new.yml", "allow", "deny"),
        ("docs/settings", "deny", "deny"),
        ("docs/dangling", "deny", "deny"),
        ("docs/home/.ssh/id_ed25519", "deny", "deny"),
        ("docs/home/x", "ask", "deny"),
        ("docs/ci/../.env", "deny", "deny"),
        ("docs/loop-a", "ask", "ask"),
        ("docs/src/a.rs", "allow", "allow"),
    ] {
        assert_eq!((desk.reads(path).as_str(), desk.writes(path).as_str()), (read, write), "{path}");
    }
    assert_eq!(desk.reads("docs/elsewhere/notes.md"), "ask");
}

#[test]
fn a_hard_link_has_all_its_names() {
    let desk = Desk::new();
    let root = desk.root();
    desk.leave("home/.ssh/id_ed25519", "key");
    std::fs::hard_link(root.join(".env"), root.join("src/notes.txt")).unwrap();
    std::fs::hard_link(desk.home().join(".ssh/id_ed25519"), root.join("src/key.txt")).unwrap();
    std::fs::hard_link(root.join("README.md"), desk.scene.outside().join("away")).unwrap();
    std::fs::hard_link(root.join("src/a.rs"), root.join("src/same.rs")).unwrap();
    for (path, read, write) in [
        ("src/notes.txt", "deny", "deny"),
        ("src/key.txt", "deny", "deny"),
        ("README.md", "allow", "ask"),
        ("src/a.rs", "allow", "allow"),
    ] {
        assert_eq!((desk.reads(path).as_str(), desk.writes(path).as_str()), (read, write), "{path}");
    }
}

#[test]
fn outside_is_asked_or_denied() {
    let desk = Desk::new();
    desk.leave("home/notes", "x");
    desk.leave("home/.netrc", "x");
    let home = |name: &str| desk.home().join(name).to_string_lossy().into_owned();
    for (path, read, write) in [
        (home("notes"), "ask", "deny"),
        (home(".netrc"), "deny", "deny"),
        (home(".claude/settings.json"), "ask", "deny"),
        ("/etc/hosts".to_owned(), "ask", "deny"),
        ("/etc/shadow".to_owned(), "deny", "deny"),
        ("/proc/1/environ".to_owned(), "deny", "deny"),
        ("/proc/self/environ".to_owned(), "deny", "deny"),
        ("/var/tmp/x".to_owned(), "ask", "ask"),
        ("/dev/null".to_owned(), "allow", "allow"),
        ("/dev/sda".to_owned(), "ask", "deny"),
        ("~root/x".to_owned(), "ask", "ask"),
    ] {
        assert_eq!((desk.reads(&path).as_str(), desk.writes(&path).as_str()), (read, write), "{path}");
    }
}

#[test]
fn a_shell_goes_up_by_name_and_a_program_by_where_a_link_leads() {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("deep/a/b/c.md", "");
    symlink("deep/a/b", desk.root().join("l")).unwrap();
    for (command, word) in [
        ("cd l/../..; touch x", "ask"),
        ("cd l && cd ../.. && cat x", "ask"),
        ("pushd l/../..; touch x", "ask"),
        ("cd l/../.. && make test", "ask"),
        ("cd l/..; touch x", "allow"),
        ("cd l && cd .. && touch x", "allow"),
        ("cd -P l/..; cat b/c.md", "allow"),
        ("git -C deep/.. status", "allow"),
        ("npx prettier --write l/../../x.md", "ask"),
        ("npm --prefix l/../.. test", "ask"),
        ("pytest --junitxml=l/../../x", "ask"),
        ("cat l/../*.md", "ask"),
        ("cat deep/../README.md l/c.md", "allow"),
    ] {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), word, "{command}");
    }
    assert_eq!([desk.writes("l/../../x"), desk.reads("l/../../x")], ["ask", "ask"]);
    assert_eq!([desk.writes("deep/../x"), desk.reads("l/c.md")], ["allow", "allow"]);
}
