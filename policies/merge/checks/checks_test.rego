package merge.checks_test

import data.lib.example_test as example
import data.merge.checks

_run := data.lib.example_test.allowed.evidence.checks.value[0]

_with(list) := example.with_evidence("checks", list)

_entry(patch) := {"settings": {"repo": {"value": patch}}}

_codes := example.codes(checks.deny | checks.hold)

test_silent if {
	checks.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
}

test_c1_results if {
	every case in [
		["failure", "failed"], ["cancelled", "failed"], ["timed_out", "failed"], ["action_required", "failed"],
		["pending", "waiting"], ["expected", "waiting"], ["neutral", "not_success"], ["skipped", "not_success"],
		["stale", "not_success"],
	] {
		code := concat(".", ["merge.checks", case[1]])
		_codes == {code} with input as _with([object.union(_run, {"result": case[0]})])
	}
}

test_c1_absent if {
	every patch in [{"name": "ci/Test"}, {"head_sha": "3"}] {
		_codes == {"merge.checks.absent"} with input as _with([object.union(_run, patch)])
	}
	_codes == {"merge.checks.absent"} with input as _with([])
	_codes == {"merge.checks.absent"} with input as example.without_evidence("checks")
}

test_c1_none_required if {
	_codes == {"merge.checks.none_required"} with input as example.with_facts(_entry({"required_checks": []}))
}

test_c1_every_required_check if {
	both := _entry({"required_checks": [{"name": "ci/test"}, {"name": "lint"}]})
	_codes == {"merge.checks.absent"} with input as example.with_facts(both)
}

test_c2_app if {
	app := _entry({"required_checks": [{"name": "ci/test", "app": "github-actions"}]})
	_codes == set() with input as example.with_facts(app)
	_codes == {"merge.checks.absent"} with input as object.union(_with([object.remove(_run, ["app"])]), app)
	other := object.union(_run, {"app": "other", "result": "failure"})
	_codes == {"merge.checks.other_failed"} with input as object.union(_with([_run, other]), app)
	_codes == {"merge.checks.failed"} with input as _with([_run, other])
}

test_c3_other if {
	nightly := {"name": "nightly", "result": "failure"}
	_codes == {"merge.checks.other_failed"} with input as _with([_run, object.union(_run, nightly)])
	advised := _entry({"advisory_checks": ["nightly"]})
	_codes == set() with input as object.union(_with([_run, object.union(_run, nightly)]), advised)
	_codes == set() with input as _with([_run, object.union(_run, {"name": "nightly", "result": "neutral"})])
}

test_waiting_is_named if checks.waiting == {"ci/test"} with input as _with([object.union(_run, {"result": "pending"})])

test_not_evaluated if {
	not checks.evaluated with input as example.without(["evidence", "checks"])
	not checks.evaluated with input as example.without(["settings", "repo"])
	not checks.evaluated with input as example.without(["now"])
	not checks.evaluated with input as example.without(["change", "head_sha"])
	not checks.evaluated with input as _with([object.union(_run, {"result": "green"})])
}
