package lib.evidence_test

import data.lib.evidence
import data.lib.example_test as example

test_ours if evidence.ours with input as example.allowed

test_not_ours if {
	not evidence.ours with input as example.with_evidence("repo", "acme/App")
	not evidence.ours with input as example.without(["repo"])
}

# What does not say what it is about holds as missing; what it forbids still counts.
test_unsaid_repository if {
	evidence.ours with input as example.without_evidence("repo")
	not evidence.ours with input as example.without(["evidence", "repo"])
}

test_foreign_counts_as_absent if {
	foreign := example.with_evidence("repo", "acme/other")
	evidence.items("verdicts") == [] with input as foreign
	not evidence.value("author") with input as foreign
}

test_items if {
	count(evidence.items("verdicts")) == 1 with input as example.allowed
	evidence.items("verdicts") == [] with input as example.without_evidence("verdicts")
	evidence.items("verdicts") == [] with input as example.with_evidence("verdicts", "pass")
}

test_at_head if {
	evidence.at_head({"head_sha": "2222222222222222222222222222222222222222"}) with input as example.allowed
	not evidence.at_head({}) with input as example.allowed
	not evidence.at_head({"head_sha": null}) with input as example.without(["change", "head_sha"])
}

test_stated if {
	every name, _ in example.allowed.evidence { evidence.stated(name) with input as example.allowed }
	every name, _ in example.allowed.evidence { evidence.stated(name) with input as example.without_evidence(name) }
}

test_not_stated_when_missing if {
	every name, _ in example.allowed.evidence {
		not evidence.stated(name) with input as example.without(["evidence", name])
		not evidence.stated(name) with input as example.with_evidence(name, null)
	}
}

test_not_stated_in_another_shape if {
	every case in [
		["labels", [1]], ["contributors", [null]], ["pr", "42"], ["draft", "false"], ["author", {"kind": "agent"}],
		["author", {"login": "a", "kind": "robot"}], ["verdicts", [{"verdict": "fail"}]],
		["verdicts", [{"by": "a", "verdict": "Fail"}]], ["verdicts", [{"by": "a", "verdict": "fail", "mock": "yes"}]],
		["checks", [{"name": "a", "result": "green"}]], ["checks", [{"result": "failure"}]],
		["approvals", [{"by": "a", "until": 1}]], ["staging", {"result": "failed"}],
	] {
		not evidence.stated(case[0]) with input as example.with_evidence(case[0], case[1])
	}
}
