//! A test for each fleet rule: its fixtures exist, refuse what it refuses, and let through what it lets through.

use std::collections::BTreeSet;

use super::cases::CASES;

/// The fixtures of `rule` come to exactly these outcomes, each at least once, and give the codes named.
fn holds(rule: &str, outcomes: &[&str], codes: &[&str]) {
    let cases: Vec<_> = CASES.iter().filter(|case| case.expected.rule == rule).collect();
    let seen: BTreeSet<&str> = cases.iter().map(|case| case.decision.outcome().word()).collect();
    assert_eq!(seen, outcomes.iter().copied().collect(), "{rule}");
    for case in &cases {
        assert_eq!(case.decision.outcome().word(), case.expected.outcome, "{}", case.name);
    }
    for code in codes {
        let given = cases.iter().any(|case| case.decision.reasons().iter().any(|reason| reason.code == *code));
        assert!(given, "no fixture of {rule} gives {code}");
    }
}

macro_rules! rules {
    ($($test:ident: $rule:literal, $outcomes:expr, $codes:expr;)*) => {
        $(#[test]
        fn $test() {
            holds($rule, &$outcomes, &$codes);
        })*
    };
}

rules! {
    gf1_every_switch_and_fact_is_needed: "GF1", ["allow", "hold", "deny"],
        ["merge.enrol.disabled", "merge.enrol.remote_writes_off", "merge.path.forbidden", "merge.path.forbidden_history",
         "merge.path.odd", "merge.change.empty", "merge.evidence.missing", "merge.review.too_few"];
    gf2_a_parked_path_needs_a_record: "GF2", ["allow", "deny"], ["merge.parked.no_record"];
    gf4_unknown_is_the_same_hold_every_time: "GF4", ["hold"], ["merge.evidence.missing"];
    gf5_nobody_approves_the_own_change: "GF5", ["hold"], ["merge.approvals.needed", "merge.approvals.not_counted"];
    f4_risk_decides: "F4", ["allow", "hold", "deny"], ["merge.risk.medium", "merge.risk.high"];
    k1_the_kill_switch_stops_everything: "K1", ["deny"], ["merge.switch.kill"];
    k2_the_repository_is_enrolled_exactly: "K2", ["deny"], ["merge.enrol.not_listed", "merge.enrol.name_unknown"];
    p1_never_and_unknown_policies_deny: "P1", ["deny"], ["merge.switch.never", "merge.switch.policy_unknown"];
    p2_everything_is_bound_to_the_head: "P2", ["allow", "hold"],
        ["merge.evidence.other_head", "merge.evidence.other_repository", "merge.evidence.verdict_elsewhere"];
    p3_a_probe_is_closed: "P3", ["deny"], ["merge.synthetic.close"];
    r1_the_reviewer_is_somebody_else: "R1", ["allow", "hold"],
        ["merge.review.too_few", "merge.review.too_few_families", "merge.review.not_counted"];
    r2_mocks_count_as_none_and_a_fail_wins: "R2", ["allow", "hold", "deny"],
        ["merge.review.failed", "merge.review.not_counted"];
    r3_a_fail_stands: "R3", ["allow", "deny"], ["merge.review.fail_stands"];
    r4_every_hand_is_an_author: "R4", ["hold"], ["merge.review.not_counted", "merge.approvals.not_counted"];
    c1_required_checks_are_successes: "C1", ["allow", "hold", "deny"],
        ["merge.checks.failed", "merge.checks.waiting", "merge.checks.not_success", "merge.checks.absent",
         "merge.checks.none_required"];
    c2_the_newest_run_counts: "C2", ["allow", "hold", "deny"], ["merge.checks.failed", "merge.checks.absent"];
    c3_other_failures_hold: "C3", ["allow", "hold", "deny"], ["merge.checks.other_failed"];
    m1_the_change_fits_the_base_tip: "M1", ["allow", "hold"],
        ["merge.change.conflict", "merge.change.conflict_unknown", "merge.change.behind"];
    m2_unfinished_changes_hold: "M2", ["allow", "hold"],
        ["merge.change.draft", "merge.change.in_progress", "merge.change.unfinished_commits"];
    d1_labels_only_tighten: "D1", ["allow", "hold", "deny"],
        ["merge.labels.blocked", "merge.labels.conflict", "merge.labels.unknown", "merge.risk.high"];
    s1_limits_hold: "S1", ["allow", "hold"], ["merge.limits.files", "merge.limits.lines", "merge.limits.bytes"];
    t1_staging_comes_first: "T1", ["allow", "hold"], ["merge.staging.absent", "merge.staging.not_success"];
    a1_owners_approve_this_head: "A1", ["allow", "hold"], ["merge.approvals.needed", "merge.approvals.not_counted"];
}
