package merge_test

import data.lib.example_test as example
import data.merge

_verbs := {one.do | some one in merge.obligations}

test_allowed if {
	merge.decision.outcome == "allow" with input as example.allowed
	merging := {"do": "merge", "with": {"head_sha": "2222222222222222222222222222222222222222"}}
	merge.obligations == {merging} with input as example.allowed
}

test_nothing_at_all_denies if {
	merge.decision.outcome == "deny" with input as {}
	"merge.rule.not_evaluated" in example.codes(merge.deny) with input as {}
	not merge.outcome == "allow" with input as null
}

test_every_part_is_needed if {
	every name, _ in example.allowed { merge.decision.outcome == "deny" with input as example.without([name]) }
}

test_deny_beats_hold if {
	facts := object.union(example.with_evidence("draft", true), {"settings": {"kill_switch": true}})
	merge.decision.outcome == "deny" with input as facts
	"merge.change.draft" in example.codes(merge.decision.hold) with input as facts
	_verbs == set() with input as facts
}

test_hold_escalates if {
	_verbs == {"escalate"} with input as example.with_evidence("draft", true)
}

test_waiting_waits if {
	pending := [object.union(example.allowed.evidence.checks.value[0], {"result": "pending"})]
	_verbs == {"escalate", "wait"} with input as example.with_evidence("checks", pending)
}

test_over_a_limit_splits if {
	_verbs == {"escalate", "split"} with input as example.with_facts({"settings": {"limits": {"files": 0}}})
}

test_synthetic_closes if _verbs == {"close"} with input as example.with_evidence("synthetic", true)

test_missing_is_named if merge.missing == {"draft"} with input as example.without_evidence("draft")

test_assessment if {
	merge.assessment == {"level": "low", "size": "xs", "factors": ["path.docs", "size.xs"]} with input as example.allowed
}
