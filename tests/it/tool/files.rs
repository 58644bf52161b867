//! The facts themselves: effects in groups, every one counted, from the seam on.

use fleetgate::gather::tool::{Doing, Understood};
use fleetgate::model::{Attribute, Decision, Effect, EffectKind, Form, Gap, Place, Span, Subject, ToolFacts};

use serde_json::json;

use super::desk::{self, Desk};

fn on(kind: EffectKind, text: &str, form: Form) -> Effect {
    Effect::on(kind, Subject { text: text.to_owned(), form, span: Span::default() })
}

fn doing(effect: Effect) -> Doing {
    Doing { command: Some("prog sub".to_owned()), ..Doing::here(effect) }
}

fn judged(desk: &Desk, understood: &Understood) -> (ToolFacts, Decision) {
    desk::judged(desk, "x", false, &|_| understood.clone())
}

fn word(desk: &Desk, effects: Vec<Effect>) -> &'static str {
    let doings = effects.into_iter().map(doing).collect();
    judged(desk, &Understood { doings, unknown: Vec::new() }).1.outcome().word()
}

#[test]
fn a_glob_is_what_it_matches_and_what_it_names() {
    let desk = Desk::new();
    for (pattern, outcome) in
        [("src/*.rs", "allow"), (".e?v", "deny"), (".*", "deny"), ("*", "allow"), ("*.pem", "deny")]
    {
        assert_eq!(word(&desk, vec![on(EffectKind::Read, pattern, Form::Glob)]), outcome, "{pattern}");
    }
    let understood = Understood { doings: vec![doing(on(EffectKind::Read, "src/*", Form::Glob))], unknown: Vec::new() };
    let (facts, _) = judged(&desk, &understood);
    assert_eq!(facts.total, 2, "the pattern and its one match: {:?}", facts.effects);
}

#[test]
fn folders_that_are_changed_into_count() {
    let desk = Desk::new();
    let step = |text: &str, form| Subject { text: text.to_owned(), form, span: Span::default() };
    let from = |steps: Vec<Subject>, path: &str| {
        let mut effect = on(EffectKind::Write, path, Form::Exact);
        effect.directory = steps;
        word(&desk, vec![effect])
    };
    assert_eq!(from(vec![step("src", Form::Exact)], "a.rs"), "allow");
    assert_eq!(from(vec![step(".github", Form::Exact), step("workflows", Form::Exact)], "x.yml"), "deny");
    assert_eq!(
        from(vec![step("..", Form::Exact)], "x"),
        "hold",
        "beside the repository, in a folder for temporary files"
    );
    assert_eq!(from(vec![step("$x", Form::Dynamic)], "a.rs"), "hold");
    let lost = Doing { folders: None, ..doing(on(EffectKind::Write, "a.rs", Form::Exact)) };
    let (_, decision) = judged(&desk, &Understood { doings: vec![lost], unknown: Vec::new() });
    assert_eq!(decision.outcome().word(), "hold");
}

#[test]
fn a_commit_counts_for_the_branch_that_may_be_checked_out() {
    let mut desk = Desk::new();
    let commit = || Effect::bare(EffectKind::VcsCommit);
    let switch = |name: &str| on(EffectKind::VcsSwitch, name, Form::Exact);
    let push = |name: &str| on(EffectKind::VcsPush, name, Form::Exact);
    assert_eq!(word(&desk, vec![commit()]), "allow");
    assert_eq!(word(&desk, vec![switch("main"), commit()]), "hold");
    assert_eq!(word(&desk, vec![push("main")]), "deny");
    assert_eq!(word(&desk, vec![push("refs/heads/MAIN")]), "deny");
    assert_eq!(word(&desk, vec![push("release/1.0")]), "deny");
    assert_eq!(word(&desk, vec![push("feature")]), "hold");
    assert_eq!(word(&desk, vec![push("feature").with(Attribute::Force)]), "deny");
    desk.scene.checkout("main");
    assert_eq!(word(&desk, vec![commit()]), "deny");
    assert_eq!(word(&desk, vec![switch("mine"), commit()]), "hold");
    desk.scene.administer("HEAD", &"1".repeat(40));
    assert_eq!(word(&desk, vec![commit()]), "hold");
}

#[test]
fn the_remotes_default_branch_is_protected() {
    let mut desk = Desk::new();
    desk.scene.branch("trunk");
    let commit = || vec![Effect::bare(EffectKind::VcsCommit)];
    assert_eq!(word(&desk, commit()), "allow");
    desk.scene.administer("refs/remotes/up/HEAD", "ref: refs/remotes/origin/trunk\n");
    assert_eq!(word(&desk, commit()), "allow");
    for remote in ["up", "origin"] {
        desk.scene.administer(&format!("refs/remotes/{remote}/HEAD"), &format!("ref: refs/remotes/{remote}/trunk\n"));
        assert_eq!(word(&desk, commit()), "deny");
        desk.scene.administer(&format!("refs/remotes/{remote}/HEAD"), &format!("ref: refs/remotes/{remote}/other\n"));
    }
}

#[test]
fn a_deny_stands_beside_what_is_not_understood() {
    let desk = Desk::new();
    let gap = Gap { part: "x".to_owned(), why: "a test says so".to_owned(), command: None };
    let doings = vec![doing(on(EffectKind::Write, ".env", Form::Exact))];
    let (_, decision) = judged(&desk, &Understood { doings, unknown: vec![gap] });
    assert_eq!(decision.outcome().word(), "deny");
}

#[test]
fn many_effects_are_grouped_and_counted() {
    let desk = Desk::new();
    let doings = (0..2_000).map(|i| doing(on(EffectKind::Write, &format!("src/{i}.rs"), Form::Exact))).collect();
    let (facts, decision) = judged(&desk, &Understood { doings, unknown: Vec::new() });
    assert_eq!((facts.total, facts.effects.len()), (2_000, 1));
    let group = &facts.effects[0];
    assert_eq!((group.count, group.subjects.len(), group.place), (2_000, 100, Place::Inside));
    assert_eq!(decision.outcome().word(), "allow");
}

#[test]
fn pathspecs_are_git_s_own() {
    let desk = Desk::new();
    let stage = |text: &str, form| word(&desk, vec![on(EffectKind::VcsStage, text, form).with(Attribute::Pathspec)]);
    for (text, outcome) in [
        (".", "allow"),
        ("src/*.rs", "allow"),
        ("*", "allow"),
        ("*nv", "deny"),
        (".github", "hold"),
        (".env", "deny"),
        ("*.pem", "deny"),
    ] {
        assert_eq!(stage(text, Form::Exact), outcome, "{text}");
        assert_eq!(stage(text, Form::Glob), outcome, "{text}");
    }
    let mut above = on(EffectKind::VcsStage, ".github/x", Form::Glob).with(Attribute::Pathspec);
    above.directory = vec![Subject { text: "src".to_owned(), form: Form::Exact, span: Span::default() }];
    assert_eq!(word(&desk, vec![above]), "hold", "it may count from the top");
}

#[test]
fn what_may_be_a_path_is_one_only_where_it_is_there() {
    let desk = Desk::new();
    let checkout = |text: &str| {
        let restore = on(EffectKind::VcsRestore, text, Form::Exact);
        let restore = restore.with(Attribute::Maybe).with(Attribute::Pathspec);
        word(&desk, vec![on(EffectKind::VcsSwitch, text, Form::Exact), restore])
    };
    assert_eq!(checkout("main"), "allow");
    assert_eq!(checkout("README.md"), "hold");
    assert_eq!(checkout("src"), "hold");
    assert_eq!(checkout("src/*"), "hold");
    assert_eq!(checkout(".env.local"), "deny", "in history, perhaps");
}

#[test]
fn what_names_no_path_counts_for_the_folder_that_it_runs_in() {
    let desk = Desk::new();
    desk.leave("other/.git/HEAD", "ref: refs/heads/topic\n");
    desk.scene.leave_in_work_tree("vendor/x/.git/HEAD", "ref: refs/heads/topic\n");
    let run = |kind, folder: &str| {
        let mut effect = Effect::bare(kind);
        effect.directory = vec![Subject { text: folder.to_owned(), form: Form::Exact, span: Span::default() }];
        word(&desk, vec![effect])
    };
    for (folder, outcome) in [("src", "allow"), ("../other", "hold"), ("vendor/x", "hold"), ("/", "hold")] {
        assert_eq!(run(EffectKind::VcsCommit, folder), outcome, "{folder}");
    }
    assert_eq!(run(EffectKind::RunTest, "src"), "allow");
    assert_eq!(run(EffectKind::RunTest, "../other"), "hold");
    assert_eq!(run(EffectKind::Output, "../other"), "allow");
}

#[test]
fn what_is_done_outside_of_any_repository_is_asked_or_denied() {
    let desk = Desk::new();
    std::fs::rename(desk.root().join(".git"), desk.root().join("git")).unwrap();
    assert_eq!(word(&desk, vec![on(EffectKind::Read, "README.md", Form::Exact)]), "hold");
    assert_ne!(word(&desk, vec![on(EffectKind::Write, "README.md", Form::Exact)]), "allow");
}

#[test]
fn a_group_in_a_pattern_stands_for_names() {
    let desk = Desk::new();
    for pattern in
        ["**/@(id_rsa)", "**/.@(env|x)", "**/+(id)_rsa", "**/*(.)env", "@(.ssh)/*", "**/[.]env", "**/@(a|@(.env))"]
    {
        assert_eq!(desk.asks("Glob", &json!({ "pattern": pattern })), "deny", "{pattern}");
    }
    assert_eq!(desk.asks("Glob", &json!({ "pattern": "**/@(a" })), "ask");
    for pattern in ["**/*.@(ts|tsx)", "**/!(*.test).ts", "src/**/+(a|b)/*.rs", "**/?(x)y.md", "**/[ab].rs"] {
        assert_eq!(desk.asks("Glob", &json!({ "pattern": pattern })), "allow", "{pattern}");
    }
}
