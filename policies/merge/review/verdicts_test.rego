package merge.verdicts_test

import data.lib.example_test as example
import data.merge.verdicts

_pass := data.lib.example_test.allowed.evidence.verdicts.value[0]

_with(patch) := example.with_evidence("verdicts", [object.union(_pass, patch)])

_flaws := {why | some all in verdicts.flaws; some why in all}

test_counts if {
	verdicts.counted == {"judge-1"} with input as example.allowed
	verdicts.families == {"google"} with input as example.allowed
	_flaws == set() with input as example.allowed
}

test_one_flaw_each if {
	every case in [
		[{"head_sha": "3"}, "it is not bound to this head"],
		[{"repo": "acme/App"}, "it is not bound to this repository"],
		[{"mock": true}, "it is a mock, or does not say that it is none"],
		[{"issued_us": 1767225600000001}, "it has no time, or one in the future"],
		[{"by": " CODER-1"}, "the reviewer had a hand in the change"],
		[{"by": "coder-1@agents.example"}, "the reviewer had a hand in the change"],
		[{"by": "olga"}, "the reviewer belongs to the author's operator"],
		[{"operator": "OLGA"}, "the reviewer belongs to the author's operator"],
		[{"family": "gpt"}, "it is not known to be of another model family than the author"],
		[{"family": "unknown"}, "it is not known to be of another model family than the author"],
	] {
		_flaws == {case[1]} with input as _with(case[0])
		verdicts.counted == set() with input as _with(case[0])
		verdicts.families == set() with input as _with(case[0])
	}
}

test_absent_never_helps if {
	every name in ["kind", "family", "mock", "repo", "head_sha", "issued_us"] {
		facts := example.with_evidence("verdicts", [object.remove(_pass, [name])])
		verdicts.counted == set() with input as facts
	}
	facts := example.with_evidence("verdicts", [object.remove(_pass, ["operator"])])
	verdicts.counted == {"judge-1"} with input as facts
}

_age(age) := example.with_facts({"settings": {"review": {"max_age_us": age}}})

test_r2_age if {
	verdicts.counted == {"judge-1"} with input as _age(3600000000)
	verdicts.counted == set() with input as _age(3599999999)
}

test_r2_reviewers if {
	verdicts.counted == {"judge-1"} with input as _reviewers(["JUDGE-1"])
	verdicts.counted == set() with input as _reviewers(["judge-2"])
	verdicts.counted == set() with input as _reviewers([])
}

_reviewers(list) := object.union(
	example.without(["settings", "review", "reviewers"]),
	{"settings": {"review": {"reviewers": {"only": list}}}},
)

test_r1_several_families_are_none if {
	facts := example.with_evidence("verdicts", [_pass, object.union(_pass, {"family": "claude"})])
	verdicts.counted == {"judge-1"} with input as facts
	verdicts.families == set() with input as facts
}

test_r1_a_person_is_of_no_family if {
	facts := _with({"kind": "human"})
	verdicts.counted == {"judge-1"} with input as facts
	verdicts.families == set() with input as facts
}

test_r1_author_unknown if verdicts.counted == set() with input as example.without_evidence("author")

test_foreign_evidence if verdicts.counted == set() with input as example.with_evidence("repo", "acme/other")
