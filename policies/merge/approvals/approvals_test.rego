package merge.approvals_test

import data.lib.example_test as example
import data.merge.approvals

_good := {
	"by": "Alice", "kind": "human", "head_sha": "2222222222222222222222222222222222222222",
	"expires_us": 1767225600000001,
}

_with(list) := object.union(example.with_evidence("approvals", list), {"settings": {"auto_merge": false}})

test_silent if {
	approvals.evaluated with input as example.allowed
	approvals.hold == set() with input as example.allowed
}

test_a1_granted if {
	approvals.granted with input as _with([_good])
	approvals.hold | approvals.note == set() with input as _with([_good])
	not approvals.lifts_high with input as _with([_good])
}

test_a1_needed if {
	example.codes(approvals.hold) == {"merge.approvals.needed"} with input as _with([])
	approvals.missing == {"approvals"} with input as object.union(
		example.without_evidence("approvals"),
		{"settings": {"auto_merge": false}},
	)
}

test_a1_does_not_count if {
	every flaw in [
		{"by": "bob"}, {"by": "coder-1"}, {"by": "olga"}, {"kind": "agent"}, {"expires_us": 1767225600000000}, {"head_sha": "3"},
	] {
		facts := object.union(_with([object.union(_good, flaw)]), {"settings": {"repo": {"value": {"owners": [
			"alice", "coder-1", "olga",
		]}}}})
		not approvals.granted with input as facts
		example.codes(approvals.hold) == {"merge.approvals.needed"} with input as facts
	}
	every name in ["kind", "expires_us", "head_sha"] {
		not approvals.granted with input as _with([object.remove(_good, [name])])
	}
}

test_a1_author_unknown if {
	facts := object.union(example.without_evidence("author"), {"evidence": {"approvals": {"value": [_good]}}})
	not approvals.granted with input as facts
}

test_a1_counts_owners_once if {
	two := {"settings": {"review": {"approvals": 2}, "repo": {"value": {"owners": ["alice", "bob"]}}}}
	not approvals.granted with input as object.union(_with([_good, object.union(_good, {"by": "ALICE"})]), two)
	approvals.granted with input as object.union(_with([_good, object.union(_good, {"by": "bob"})]), two)
}

test_not_evaluated if {
	every name in ["author", "approvals", "contributors", "repo"] {
		not approvals.evaluated with input as example.without(["evidence", name])
	}
	every name in ["approve_high", "approvals"] {
		not approvals.evaluated with input as example.without(["settings", "review", name])
	}
	not approvals.evaluated with input as example.without(["settings", "auto_merge"])
	not approvals.evaluated with input as example.without(["now"])
	not approvals.evaluated with input as example.with_facts({"settings": {"review": {"approvals": 0}}})
}
