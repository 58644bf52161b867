package merge.evidence_test

import data.lib.example_test as example
import data.merge.evidence

test_silent if {
	evidence.evaluated with input as example.allowed
	evidence.hold | evidence.note == set() with input as example.allowed
}

test_gf1_required if {
	every name in evidence.required {
		"merge.evidence.missing" in example.codes(evidence.hold) with input as example.without_evidence(name)
		evidence.missing == {name} with input as example.without_evidence(name)
	}
	every name in evidence.optional { evidence.missing == set() with input as example.without_evidence(name) }
}

test_p2_other_repository if {
	facts := example.with_evidence("repo", "acme/other")
	example.codes(evidence.hold) == {"merge.evidence.other_repository"} with input as facts
}

test_p2_other_head if {
	every name in ["verdicts", "checks"] {
		one := example.allowed.evidence[name].value[0]
		stale := [object.union(one, {"head_sha": "3"}), object.remove(one, ["head_sha"]), one]
		counts := {reason.count | some reason in evidence.note} with input as example.with_evidence(name, stale)
		counts == {2}
	}
	staged := example.with_evidence("staging", {"result": "success"})
	{reason.subject | some reason in evidence.note} == {"staging"} with input as staged
}

test_not_evaluated if {
	every name in evidence.required | evidence.optional {
		not evidence.evaluated with input as example.without(["evidence", name])
	}
	not evidence.evaluated with input as example.without(["change", "head_sha"])
	not evidence.evaluated with input as example.without(["repo"])
}
