package merge.runs_test

import data.lib.example_test as example
import data.merge.runs

_run := data.lib.example_test.allowed.evidence.checks.value[0]

_with(patches) := example.with_evidence("checks", [object.union(_run, patch) | some patch in patches])

_words := {word | some word in runs.latest}

_noon := 1767225600000000

test_success if {
	runs.evaluated with input as example.allowed
	_words == {"success"} with input as example.allowed
}

test_c2_newest_wins if {
	_words == {"success"} with input as _with([{"result": "failure", "completed_us": 1}, {"completed_us": 2}])
	_words == {"failure"} with input as _with([{"result": "failure", "completed_us": 2}, {"completed_us": 1}])
}

test_c2_same_or_no_time if {
	_words == {"failure"} with input as _with([{"result": "failure"}, {}])
	_words == {"failure"} with input as _with([{"result": "failure", "completed_us": 1}, {"completed_us": _noon + 1}])
	_words == {"skipped"} with input as _with([{"result": "skipped"}, {"note": "trial expired"}])
}

test_c2_apps_are_apart if count(runs.latest) == 2 with input as _with([{}, {"app": "other"}])

test_c1_vacuous if {
	every note in [
		"Rate limited", "rate-limit reached", "Your trial has expired", "seat not assigned", "Line limit exceeded",
		"Review skipped because of the size", "no tests ran", "0 tests run", "skipped", "SKIPPED!", "usage limit reached",
	] {
		_words == {"vacuous"} with input as _with([{"note": note}])
	}
}

test_c1_honest if {
	every note in [
		"", "120 passed, 3 skipped", "10 tests run", "20 passed, 0 tests failed", "industrial strength", "100 passed",
		"separate limits", "12 skipped, 400 ok",
	] {
		_words == {"success"} with input as _with([{"note": note}])
	}
}

_age(patch, age) := object.union(_with([patch]), {"settings": {"review": {"max_age_us": age}}})

test_r2_age if {
	_words == {"success"} with input as _age({"completed_us": _noon - 5}, 5)
	_words == {"too_old"} with input as _age({"completed_us": _noon - 6}, 5)
	_words == {"too_old"} with input as _age({"completed_us": _noon + 1}, 5)
	_words == {"failure"} with input as _age({"completed_us": 1, "result": "failure"}, 5)
}

test_other_heads_say_nothing if _words == set() with input as _with([{"head_sha": "3"}])

test_not_evaluated if {
	not runs.evaluated with input as example.without(["evidence", "checks"])
	not runs.evaluated with input as example.without(["evidence", "repo"])
	not runs.evaluated with input as example.without(["now", "unix_us"])
}

test_c1_a_failure_without_a_head_counts if {
	unbound := object.remove(object.union(_run, {"result": "failure"}), ["head_sha"])
	_words == {"failure"} with input as example.with_evidence("checks", [unbound])
	success := object.remove(_run, ["head_sha"])
	_words == set() with input as example.with_evidence("checks", [success])
	elsewhere := object.union(_run, {"result": "failure", "head_sha": "3"})
	_words == set() with input as example.with_evidence("checks", [elsewhere])
}
