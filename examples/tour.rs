//! A tour of the merge gate: makes a small git repository in a temporary folder, enrols it in a fleet file, and has
//! fleetgate judge three changes: one that it allows, one that it holds, one that it denies.
//!
//! `cargo run --quiet --example tour`

use std::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use fleetgate::cli::{Colour, Exit, Surroundings, run};
use git2::{Oid, Repository, Signature, Time};

const FLEET: &str = r#"schema = "fleetgate.fleet/1"
kill_switch = false
merge_policy = "on-green-with-review"
auto_merge = true

[[repos]]
name = "acme/app"
enabled = true
remote_writes = true
required_checks = ["ci/test"]
owners = ["alice"]
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let repo = Repository::init_bare(folder.path().join("app.git"))?;
    let source: String = (0..60).map(|n| format!("pub fn step_{n}() {{}}\n")).collect();
    let base = commit(&repo, None, "start", "README.md", "# app\n")?;
    let changes = [
        (
            "a docs-only change",
            Exit::Done,
            commit(&repo, Some(base), "explain the app", "docs/guide.md", "Read me.\n")?,
        ),
        ("sixty lines of source", Exit::Hold, commit(&repo, Some(base), "add the steps", "src/steps.rs", &source)?),
        (
            "a new workflow",
            Exit::Deny,
            commit(&repo, Some(base), "run more", ".github/workflows/ci.yml", "on: push\n")?,
        ),
    ];
    for (what, expected, head) in changes {
        let evidence = evidence(head);
        write(&folder.path().join("fleet.toml"), FLEET)?;
        write(&folder.path().join("evidence.json"), &evidence)?;
        let exit = judge(folder.path(), what, base, head)?;
        if exit != expected {
            return Err(format!("{what}: expected exit {}, got {}", expected.code(), exit.code()).into());
        }
    }
    Ok(())
}

fn judge(folder: &Path, what: &str, base: Oid, head: Oid) -> Result<Exit, Box<dyn Error>> {
    let (mut out, mut err) = (anstream::stdout().lock(), anstream::stderr().lock());
    let (base, head) = (base.to_string(), head.to_string());
    writeln!(out, "# {what}\n$ fleetgate merge --repo app.git --base {base:.7} --head {head:.7} --name acme/app \\")?;
    writeln!(out, "    --fleet fleet.toml --evidence evidence.json")?;
    let in_folder = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (repo, fleet, evidence) = (in_folder("app.git"), in_folder("fleet.toml"), in_folder("evidence.json"));
    let mut around = Surroundings {
        input: &mut io::empty(),
        out: &mut out,
        err: &mut err,
        colour: Colour { out: true, err: true },
        terminal: false,
    };
    let exit = run(
        [
            "fleetgate",
            "merge",
            "--repo",
            &repo,
            "--base",
            &base,
            "--head",
            &head,
            "--name",
            "acme/app",
            "--fleet",
            &fleet,
            "--evidence",
            &evidence,
        ],
        &mut around,
    );
    writeln!(out, "exit {}\n", exit.code())?;
    Ok(exit)
}

/// A commit that puts one file, on no branch.
fn commit(repo: &Repository, parent: Option<Oid>, message: &str, path: &str, text: &str) -> Result<Oid, git2::Error> {
    let coder = Signature::new("coder-1", "coder-1@agents.example", &Time::new(1_767_225_600, 0))?;
    let parent = parent.map(|id| repo.find_commit(id)).transpose()?;
    let mut changes = git2::build::TreeUpdateBuilder::new();
    changes.upsert(path, repo.blob(text.as_bytes())?, git2::FileMode::Blob);
    let before = match &parent {
        Some(parent) => parent.tree()?,
        None => repo.find_tree(repo.treebuilder(None)?.write()?)?,
    };
    let tree = repo.find_tree(changes.create_updated(repo, &before)?)?;
    repo.commit(None, &coder, &coder, message, &tree, &parent.iter().collect::<Vec<_>>())
}

fn evidence(head: Oid) -> String {
    serde_json::json!({
        "schema": "fleetgate.evidence/1", "repo": "acme/app", "pr": 42, "draft": false, "synthetic": false, "labels": [],
        "author": { "login": "coder-1", "kind": "agent", "family": "codex", "operator": "olga" },
        "verdicts": [{
            "by": "judge-1", "kind": "agent", "family": "gemini", "operator": "carol", "verdict": "pass", "mock": false,
            "repo": "acme/app", "head_sha": head.to_string(), "issued_at": "2026-01-01T01:00:00Z"
        }],
        "checks": [{ "name": "ci/test", "app": "github-actions", "result": "success", "head_sha": head.to_string() }]
    })
    .to_string()
}

#[expect(clippy::disallowed_methods, reason = "the tour writes into a temporary folder of its own")]
fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::write(path, text)
}
