package tool.grant_test

import data.tool
import data.tool.example_test as example
import data.tool.grant

_grant := {
	"code": "K7F3-QM2P", "given": 1000, "until": 1600, "used": 1100,
	"lifts": [{"code": "tool.install.held", "subject": "a/file"}, {"code": "tool.unknown.part", "subject": "x"}],
}

_with(facts, patch) := object.union(facts, {"call": {"granted": object.union(_grant, patch)}})

_held := example.with_kind("install")

_outcome := tool.decision.outcome

_note := {
	"code": "tool.grant.lifted", "message": "a person allowed once what `tool.install.held` holds (K7F3-QM2P)",
	"subject": "a/file",
}

test_silent if {
	grant.evaluated with input as example.allowed
	grant.note == set() with input as example.allowed
	grant.note == set() with input as _with(example.allowed, {})
	_outcome == "allow" with input as _with(example.allowed, {})
	_outcome == "hold" with input as _held
}

test_a_grant_lifts_what_the_person_saw if {
	_outcome == "allow" with input as _with(_held, {})
	grant.note == {_note} with input as _with(_held, {})
	_outcome == "allow" with input as _with(example.with_gap({}), {})
	tool.decision.obligations == set() with input as _with(_held, {})
}

test_a_grant_lifts_no_more_than_that if {
	every facts in [
		example.with_effect({"kind": "install", "subjects": ["other"]}), example.with_kind("delete"), example.with_gap({"part": "y"}),
	] {
		_outcome == "hold" with input as _with(facts, {})
	}
	every lifts in [[], [{"code": "tool.install.held"}], [{"code": "tool.install", "subject": "a/file"}]] {
		_outcome == "hold" with input as _with(_held, {"lifts": lifts})
	}
	two := example.with_effects([{"kind": "install"}, {"kind": "delete"}])
	_outcome == "hold" with input as _with(two, {})
	example.codes(tool.decision.hold) == {"tool.files.held"} with input as _with(two, {})
}

test_a_grant_never_lifts_a_deny if {
	every facts in [
		example.with_kind("privilege"), example.with_effect({"classes": ["control"]}), example.with_kind("guard"),
	] {
		codes := example.codes(tool.decision.deny) with input as facts
		every code in codes {
			_outcome == "deny" with input as _with(facts, {"lifts": [{"code": code, "subject": "a/file"}]})
		}
	}
}

test_a_grant_has_its_time if {
	every times in [
		{"used": 1600}, {"used": 1700}, {"used": 999}, {"until": 1000, "used": 1000}, {"until": 87401, "used": 1001},
	] {
		_outcome == "hold" with input as _with(_held, times)
	}
	_outcome == "allow" with input as _with(_held, {"used": 1599})
	_outcome == "allow" with input as _with(_held, {"until": 87400})
}

test_a_grant_needs_an_attended_session if {
	facts := _with(_held, {})
	_outcome == "deny" with input as object.union(facts, {"settings": {"kill_switch": "on"}})
	grant.note == set() with input as object.union(facts, {"settings": {"kill_switch": "on"}})
	every profiles in [["ci"], ["read-only"], ["developer", "ci"], ["developer", "read-only"]] {
		_outcome == "deny" with input as object.union(facts, {"settings": {"profiles": profiles}})
		grant.note == set() with input as object.union(facts, {"settings": {"profiles": profiles}})
	}
}

test_not_evaluated if {
	not grant.evaluated with input as object.remove(example.allowed, ["settings"])
	every broken in [
		{"until": "later"}, {"lifts": "all"}, {"lifts": ["tool.install.held"]}, {"lifts": [{"code": 1}]}, {"code": null},
		{"more": true},
	] {
		not grant.evaluated with input as _with(_held, broken)
		_outcome == "deny" with input as _with(_held, broken)
	}
	not grant.evaluated with input as object.union(_held, {"call": {"granted": null}})
}
