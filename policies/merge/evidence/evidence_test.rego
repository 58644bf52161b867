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
	every list, key in {"verdicts": "by", "checks": "name"} {
		one := example.allowed.evidence[list].value[0]
		moved := [
			object.union(one, {key: "a", "head_sha": "3"}),
			object.union(object.remove(one, ["head_sha"]), {key: "b"}),
			one,
		]
		named := {reason.subject | some reason in evidence.note} with input as example.with_evidence(list, moved)
		named == {"a", "b"}
		example.codes(evidence.note) == {"merge.evidence.other_head"} with input as example.with_evidence(list, moved)
	}
	staged := example.with_evidence("staging", {"result": "success"})
	{reason.subject | some reason in evidence.note} == {"staging"} with input as staged
}

test_p2_other_head_is_bounded if {
	one := example.allowed.evidence.checks.value[0]
	moved := [object.union(one, {"name": sprintf("%d", [n]), "head_sha": "3"}) | some n in numbers.range(1, 130)]
	notes := evidence.note with input as example.with_evidence("checks", moved)
	count(notes) == 101
	{note.count | some note in notes} == {30}
}

test_p2_verdict_elsewhere if {
	one := object.union(example.allowed.evidence.verdicts.value[0], {"repo": "acme/other"})
	example.codes(evidence.note) == {"merge.evidence.verdict_elsewhere"} with input as example.with_evidence("verdicts", [one])
}

test_not_evaluated if {
	every name in evidence.required | evidence.optional {
		not evidence.evaluated with input as example.without(["evidence", name])
	}
	not evidence.evaluated with input as example.without(["change", "head_sha"])
	not evidence.evaluated with input as example.without(["repo"])
}
