//! Trap 14: which results of CI count.

use serde_json::{Value, json};

use crate::judge::{Case, EARLIER, ELSEWHERE, Judged, LATER, check};

fn ran(results: &[Value]) -> Judged {
    Case::docs()
        .checks(|head| {
            let mut results = results.to_vec();
            for result in &mut results {
                if result["head_sha"].is_null() {
                    result["head_sha"] = json!(head);
                }
            }
            json!(results)
        })
        .judge()
}

/// A result of the required check at this head, at a minute past one.
fn at(minute: u32, result: &str) -> Value {
    json!({ "name": "ci/test", "app": "a", "result": result, "completed_at": format!("2026-01-01T01:{minute:02}:00Z") })
}

fn untimed(result: &str) -> Value {
    json!({ "name": "ci/test", "app": "a", "result": result })
}

#[test]
fn trap_14_the_right_name_with_a_result_that_is_no_success() {
    for result in ["skipped", "neutral", "stale"] {
        ran(&[at(1, result)]).holds(&["merge.checks.not_success"]);
    }
    for result in ["expected", "pending"] {
        ran(&[at(1, result)]).holds(&["merge.checks.waiting"]);
    }
    for result in ["failure", "cancelled", "timed_out", "action_required"] {
        ran(&[at(1, result)]).denies(&["merge.checks.failed"]);
    }
    for result in ["SUCCESS", "passed", "", "startup_failure"] {
        let judged = ran(&[at(1, result)]);
        judged.breaks("success");
    }
}

#[test]
fn trap_14_a_success_whose_note_says_that_nothing_ran() {
    for note in [
        "Rate limited, try again",
        "trial expired",
        "Seat not assigned",
        "over the line limit",
        "0 tests ran",
        "SKIPPED because of paths",
    ] {
        let mut vacuous = at(1, "success");
        vacuous["note"] = json!(note);
        ran(&[vacuous]).holds(&["merge.checks.not_success"]);
    }
    let mut real = at(1, "success");
    real["note"] = json!("120 tests passed");
    ran(&[real]).allows();
}

#[test]
fn trap_14_a_success_at_another_head() {
    let judged = Case::docs().checks(|_| json!([check(ELSEWHERE, "success")])).judge();
    judged.holds(&["merge.checks.absent"]);
    assert_eq!(judged.subjects("merge.evidence.other_head"), ["ci/test"]);
    let unbound = json!([{ "name": "ci/test", "result": "success", "completed_at": EARLIER }]);
    Case::docs().checks(|_| unbound).judge().holds(&["merge.checks.absent"]);
}

#[test]
fn trap_14_a_name_that_is_not_quite_right() {
    for name in ["CI/test", "ci/test ", "ci/tests", "сi/test", "test"] {
        Case::docs()
            .checks(|head| {
                let mut check = check(head, "success");
                check["name"] = json!(name);
                json!([check])
            })
            .judge()
            .holds(&["merge.checks.absent"]);
    }
}

#[test]
fn trap_14_failed_and_rerun_passes() {
    ran(&[at(1, "failure"), at(2, "success")]).allows();
    ran(&[at(2, "success"), at(1, "failure")]).allows();
}

#[test]
fn trap_14_succeeded_and_rerun_with_a_failure() {
    ran(&[at(2, "failure"), at(1, "success")]).denies(&["merge.checks.failed"]);
    ran(&[at(1, "success"), at(2, "pending")]).holds(&["merge.checks.waiting"]);
    ran(&[at(1, "success"), at(2, "skipped")]).holds(&["merge.checks.not_success"]);
}

#[test]
fn trap_14_the_same_name_twice_at_the_same_time() {
    ran(&[at(1, "failure"), at(1, "success")]).denies(&["merge.checks.failed"]);
    ran(&[at(1, "success"), at(1, "failure")]).denies(&["merge.checks.failed"]);
    ran(&[at(1, "success"), at(1, "neutral")]).holds(&["merge.checks.not_success"]);
    let mut elsewhere = at(1, "failure");
    elsewhere["completed_at"] = json!("2026-01-01T03:01:00+02:00");
    ran(&[elsewhere, at(1, "success")]).denies(&["merge.checks.failed"]);
}

#[test]
fn trap_14_the_same_name_twice_without_a_time() {
    ran(&[untimed("failure"), untimed("success")]).denies(&["merge.checks.failed"]);
    ran(&[untimed("failure"), at(2, "success")]).denies(&["merge.checks.failed"]);
    ran(&[at(1, "failure"), untimed("success")]).denies(&["merge.checks.failed"]);
    ran(&[untimed("success")]).allows();
}

#[test]
fn trap_14_a_success_from_the_future_replaces_nothing() {
    let mut future = at(1, "success");
    future["completed_at"] = json!(LATER);
    ran(&[at(1, "failure"), future]).denies(&["merge.checks.failed"]);
}

#[test]
fn trap_14_another_apps_check_of_the_same_name() {
    let two = |app: &str| {
        let mut other = at(2, "success");
        other["app"] = json!(app);
        [at(1, "failure"), other]
    };
    ran(&two("mallory")).denies(&["merge.checks.failed"]);
    ran(&two("a")).allows();
    let named = |checks: Value| {
        let case = Case::docs()
            .entry(|entry| entry["required_checks"] = json!([{ "name": "ci/test", "app": "github-actions" }]));
        case.checks(|_| checks).judge()
    };
    let head = Case::docs().head;
    let mut other = check(&head, "success");
    named(json!([other.clone()])).allows();
    other["app"] = json!("mallory");
    named(json!([other.clone()])).holds(&["merge.checks.absent"]);
    other["app"] = Value::Null;
    named(json!([other])).holds(&["merge.checks.absent"]);
}

#[test]
fn trap_14_a_check_that_nobody_requires() {
    let other =
        |head: &str| json!([check(head, "success"), { "name": "nightly", "result": "failure", "head_sha": head }]);
    Case::docs().checks(other).judge().holds(&["merge.checks.other_failed"]);
    Case::docs().entry(|entry| entry["advisory_checks"] = json!(["nightly"])).checks(other).judge().allows();
    Case::docs().entry(|entry| entry["required_checks"] = json!([])).judge().holds(&["merge.checks.none_required"]);
}
