//! Traps 13 and 15: whose word counts.

use serde_json::{Value, json};

use crate::judge::{Case, EARLIER, ELSEWHERE, Judged, LATER, NOW, approval, verdict};
use crate::scene::{ANN, Person, Scene, put};

const NO_VERDICT: &[&str] = &["merge.review.too_few", "merge.review.too_few_families"];

/// The only verdict, altered, counts for nothing, and a note says why.
#[track_caller]
fn void(why: &str, alter: impl FnOnce(&mut Value)) {
    let judged = Case::docs().verdict(alter).judge();
    judged.holds(NO_VERDICT);
    let said = judged.said("merge.review.not_counted");
    assert!(said.iter().any(|said| said.contains(why)), "{said:?}");
}

#[test]
fn trap_13_a_verdict_for_an_older_head() {
    let judged = Case::docs().verdict(|verdict| verdict["head_sha"] = json!(ELSEWHERE)).judge();
    judged.holds(NO_VERDICT);
    assert_eq!(judged.subjects("merge.evidence.other_head"), ["judge-1"]);
    let case = Case::docs();
    let base = case.scene.tip("main").unwrap().to_string();
    case.verdict(|verdict| verdict["head_sha"] = json!(base)).judge().holds(NO_VERDICT);
    Case::docs().verdict(|verdict| verdict["head_sha"] = Value::Null).judge().holds(NO_VERDICT);
}

#[test]
fn trap_13_a_short_sha_is_no_head() {
    Case::docs().verdict(|verdict| verdict["head_sha"] = json!("1234567")).judge().breaks("is no full SHA");
}

#[test]
fn trap_13_a_verdict_for_another_repository() {
    void("not bound to this repository", |verdict| verdict["repo"] = json!("acme/other"));
    void("not bound to this repository", |verdict| verdict["repo"] = json!("Acme/App"));
    void("not bound to this repository", |verdict| verdict["repo"] = Value::Null);
}

#[test]
fn trap_13_evidence_about_another_repository() {
    let judged = Case::docs().evidence(|evidence, _| evidence["repo"] = json!("acme/other")).judge();
    judged.holds(&[
        "merge.checks.absent",
        "merge.evidence.other_repository",
        "merge.review.too_few",
        "merge.review.too_few_families",
    ]);
}

#[test]
fn trap_13_a_mock_verdict() {
    void("is a mock", |verdict| verdict["mock"] = json!(true));
    void("does not say that it is none", |verdict| verdict["mock"] = Value::Null);
}

#[test]
fn trap_13_a_verdict_by_the_author() {
    void("had a hand in the change", |verdict| verdict["by"] = json!("coder-1"));
    void("had a hand in the change", |verdict| verdict["by"] = json!(" CODER-1 "));
    let person = |verdict: &mut Value| {
        verdict["by"] = json!("Coder-1");
        verdict["kind"] = json!("human");
    };
    void("had a hand in the change", person);
}

#[test]
fn trap_13_a_verdict_by_somebody_who_wrote_a_commit() {
    for contributor in ["judge-1", "JUDGE-1"] {
        let case = Case::docs().evidence(|evidence, _| evidence["contributors"] = json!([contributor]));
        case.judge().holds(NO_VERDICT);
    }
    let bot = Person { name: "Some Bot", email: "7+Judge-1@users.noreply.forge.example" };
    for (author, committer, message) in [
        (bot, ANN, "x"),
        (ANN, bot, "x"),
        (ANN, ANN, "x\n\nCo-Authored-By: Judge-1 <j@x>"),
        (ANN, ANN, "x\n\nco-authored-by: J <judge-1@x>\n"),
    ] {
        let mut scene = Scene::started(&[put("README.md", "# app\n")]);
        scene.commit_as(author, committer, message, &[put("docs/a.md", "a\n")]);
        scene.commit("more", &[put("docs/b.md", "b\n")]);
        Case::of(scene).judge().holds(NO_VERDICT);
    }
}

#[test]
fn trap_13_a_verdict_by_another_account_of_the_authors_operator() {
    void("belongs to the author's operator", |verdict| verdict["operator"] = json!("olga"));
    void("belongs to the author's operator", |verdict| verdict["operator"] = json!("OLGA"));
    void("belongs to the author's operator", |verdict| verdict["operator"] = json!("coder-1"));
    void("belongs to the author's operator", |verdict| verdict["by"] = json!("olga"));
}

#[test]
fn trap_13_a_verdict_by_the_authors_model_family() {
    for family in ["codex", "openai", "OpenAI", "gpt", "unknown", ""] {
        let case = Case::docs().verdict(|verdict| verdict["family"] = json!(family));
        if family.is_empty() {
            case.judge().breaks("an empty name");
        } else {
            case.judge().holds(NO_VERDICT);
        }
    }
    void("model family", |verdict| verdict["family"] = Value::Null);
    let author = |key: &'static str| Case::docs().evidence(move |evidence, _| evidence["author"][key] = Value::Null);
    author("family").judge().holds(NO_VERDICT);
    author("kind").judge().allows();
}

#[test]
fn trap_13_a_person_reviews_but_stands_for_no_model_family() {
    let person = |verdict: &mut Value| {
        for (key, value) in
            [("by", json!("bob")), ("kind", json!("human")), ("family", Value::Null), ("operator", Value::Null)]
        {
            verdict[key] = value;
        }
    };
    Case::docs().verdict(person).judge().holds(&["merge.review.too_few_families"]);
}

#[test]
fn trap_13_pass_and_fail_together() {
    for by in ["judge-1", "judge-2", "coder-1", "nobody"] {
        let case = Case::docs().evidence(|evidence, head| {
            let mut fail = verdict(head);
            fail["verdict"] = json!("fail");
            fail["by"] = json!(by);
            evidence["verdicts"] = json!([verdict(head), fail, verdict(head)]);
        });
        case.judge().denies(&["merge.review.failed"]);
    }
}

#[test]
fn trap_13_a_fail_at_an_earlier_head_stands_until_the_same_reviewer_passes() {
    let failed = |by: &'static str| {
        Case::docs().evidence(move |evidence, head| {
            let mut fail = verdict(ELSEWHERE);
            fail["verdict"] = json!("fail");
            fail["by"] = json!(by);
            evidence["verdicts"] = json!([verdict(head), fail]);
        })
    };
    failed("judge-2").judge().denies(&["merge.review.fail_stands"]);
    failed("Judge-1").judge().allows();
}

#[test]
fn trap_13_a_reviewer_counted_twice() {
    let case = Case::docs().fleet(|fleet| fleet["review"]["required"] = json!(2)).evidence(|evidence, head| {
        let mut again = verdict(head);
        again["by"] = json!("Judge-1");
        evidence["verdicts"] = json!([verdict(head), again]);
    });
    case.judge().holds(&["merge.review.too_few"]);
}

#[test]
fn trap_13_one_family_counted_twice() {
    let two = |family: &'static str| {
        Case::docs().fleet(|fleet| fleet["review"] = json!({ "required": 2, "families": 2 })).evidence(
            move |evidence, head| {
                let mut other = verdict(head);
                other["by"] = json!("judge-2");
                other["family"] = json!(family);
                evidence["verdicts"] = json!([verdict(head), other]);
            },
        )
    };
    two("google").judge().holds(&["merge.review.too_few_families"]);
    two("claude").judge().allows();
}

#[test]
fn trap_13_a_verdict_out_of_time_or_off_the_list() {
    void("in the future", |verdict| verdict["issued_at"] = json!(LATER));
    void("has no time", |verdict| verdict["issued_at"] = Value::Null);
    let old = Case::docs().fleet(|fleet| fleet["review"]["max_age_hours"] = json!(1)).at("2026-01-01T02:00:00.000001Z");
    old.judge().holds(&["merge.checks.not_success", "merge.review.too_few", "merge.review.too_few_families"]);
    let listed = |who: &'static str| Case::docs().fleet(move |fleet| fleet["review"]["reviewers"] = json!([who]));
    listed("judge-2").judge().holds(NO_VERDICT);
    listed("JUDGE-1").judge().allows();
}

#[test]
fn trap_13_an_inconclusive_verdict() {
    Case::docs().verdict(|verdict| verdict["verdict"] = json!("inconclusive")).judge().holds(NO_VERDICT);
    Case::docs().verdict(|verdict| verdict["verdict"] = json!("approve")).judge().breaks("approve");
}

#[test]
fn trap_13_a_verdict_for_this_head_passes() {
    Case::docs().verdict(|verdict| verdict["issued_at"] = json!(NOW)).judge().allows();
    let upper = |head: &str| head.to_uppercase();
    Case::docs().evidence(|evidence, head| evidence["verdicts"][0]["head_sha"] = json!(upper(head))).judge().allows();
}

/// A change of medium risk with this approval.
fn approved(alter: impl FnOnce(&mut Value)) -> Judged {
    let case = Case::change(&[put("src/a.rs", "a\n")]).evidence(|evidence, head| {
        let mut approval = approval(head);
        alter(&mut approval);
        evidence["approvals"] = json!([approval]);
    });
    case.judge()
}

#[test]
fn trap_15_an_approval_that_has_expired() {
    for expires in [EARLIER, NOW, "2026-01-01T03:30:00+02:00"] {
        approved(|approval| approval["expires_at"] = json!(expires)).holds(&["merge.risk.medium"]);
    }
    approved(|approval| approval["expires_at"] = Value::Null).holds(&["merge.risk.medium"]);
}

#[test]
fn trap_15_an_approval_at_another_head() {
    approved(|approval| approval["head_sha"] = json!(ELSEWHERE)).holds(&["merge.risk.medium"]);
    approved(|approval| approval["head_sha"] = Value::Null).holds(&["merge.risk.medium"]);
}

#[test]
fn trap_15_an_approval_by_somebody_who_is_not_listed() {
    for by in ["mallory", "alice2", "аlice", "olga"] {
        approved(|approval| approval["by"] = json!(by)).holds(&["merge.risk.medium"]);
    }
    approved(|approval| approval["by"] = json!("ali\u{200b}ce")).breaks("an invisible character");
}

#[test]
fn trap_15_an_approval_by_an_agent() {
    approved(|approval| approval["kind"] = json!("agent")).holds(&["merge.risk.medium"]);
    approved(|approval| approval["kind"] = Value::Null).holds(&["merge.risk.medium"]);
}

#[test]
fn trap_15_an_approval_by_the_author_or_its_operator() {
    for (key, value) in [("login", "Alice"), ("operator", "ALICE")] {
        let case = Case::change(&[put("src/a.rs", "a\n")]).evidence(|evidence, head| {
            evidence["author"][key] = json!(value);
            evidence["approvals"] = json!([approval(head)]);
        });
        case.judge().holds(&["merge.risk.medium"]);
    }
    let mut scene = Scene::started(&[put("README.md", "# app\n")]);
    scene.commit_as(Person { name: "Alice", email: "a@x" }, ANN, "x", &[put("src/a.rs", "a\n")]);
    Case::of(scene)
        .evidence(|evidence, head| evidence["approvals"] = json!([approval(head)]))
        .judge()
        .holds(&["merge.risk.medium"]);
}

#[test]
fn trap_15_one_owner_twice() {
    let case = Case::change(&[put("src/a.rs", "a\n")]).fleet(|fleet| fleet["review"]["approvals"] = json!(2));
    let case = case.evidence(|evidence, head| {
        let mut again = approval(head);
        again["by"] = json!("ALICE");
        evidence["approvals"] = json!([approval(head), again]);
    });
    case.judge().holds(&["merge.risk.medium"]);
}

#[test]
fn trap_15_an_approval_lifts_nothing_but_risk() {
    let lifted = |edits: &[crate::scene::Edit]| {
        Case::change(edits)
            .fleet(|fleet| fleet["review"]["approve_high"] = json!(true))
            .evidence(|evidence, head| evidence["approvals"] = json!([approval(head)]))
    };
    lifted(&[put("src/auth/a.rs", "a\n")]).judge().allows();
    lifted(&[put(".env", "A=1\n")]).judge().denies(&["merge.path.forbidden"]);
    lifted(&[put("src/a.rs", "a\n")])
        .evidence(|evidence, _| evidence["draft"] = json!(true))
        .judge()
        .holds(&["merge.change.draft"]);
    lifted(&[put("src/a.rs", "a\n")])
        .evidence(|evidence, _| evidence["verdicts"] = json!([]))
        .judge()
        .holds(NO_VERDICT);
    lifted(&[put("src/a.rs", "a\n")])
        .evidence(|evidence, _| evidence["synthetic"] = json!(true))
        .judge()
        .denies(&["merge.synthetic.close"]);
    lifted(&[put("src/a.rs", "a\n")])
        .fleet(|fleet| fleet["kill_switch"] = json!(true))
        .judge()
        .denies(&["merge.switch.kill"]);
}

#[test]
fn trap_15_a_listed_owners_approval_of_this_head_passes() {
    approved(|_| ()).allows();
    approved(|approval| approval["by"] = json!("Alice")).allows();
}
