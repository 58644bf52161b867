package merge.review_test

import data.lib.example_test as example
import data.merge.review

_pass := data.lib.example_test.allowed.evidence.verdicts.value[0]

_with(list) := example.with_evidence("verdicts", list)

_codes := example.codes(review.deny | review.hold)

_fail(patch) := object.union({"by": "judge-2", "verdict": "fail"}, patch)

_old := {"head_sha": "3333333333333333333333333333333333333333"}

test_silent if {
	review.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
	review.note == set() with input as example.allowed
}

test_gf1_too_few if {
	_codes == {"merge.review.too_few", "merge.review.too_few_families"} with input as _with([])
	two := {"settings": {"review": {"required": 2}}}
	_codes == {"merge.review.too_few"} with input as example.with_facts(two)
	_codes == set() with input as object.union(_with([_pass, object.union(_pass, {"by": "judge-2"})]), two)
}

test_r1_families if {
	two := {"settings": {"review": {"families": 2}}}
	_codes == {"merge.review.too_few_families"} with input as example.with_facts(two)
	other := object.union(_pass, {"by": "judge-2", "family": "claude"})
	_codes == set() with input as object.union(_with([_pass, other]), two)
}

test_r2_fail if {
	every patch in [{}, {"head_sha": _pass.head_sha}, {"mock": false}, {"repo": "acme/app"}, {"by": "coder-1"}] {
		_codes == {"merge.review.failed"} with input as _with([_pass, _fail(patch)])
	}
	every patch in [{"mock": true}, {"repo": "acme/other"}] {
		_codes == set() with input as _with([_pass, _fail(patch)])
	}
}

test_r3_fail_stands if {
	_codes == {"merge.review.fail_stands"} with input as _with([_pass, _fail(_old)])
	again := object.union(_pass, {"by": "JUDGE-2"})
	earlier := object.union(_old, {"issued_us": again.issued_us - 1})
	later := object.union(_old, {"issued_us": again.issued_us + 1})
	_codes == set() with input as _with([_pass, _fail(earlier), again])
	_codes == {"merge.review.fail_stands"} with input as _with([_pass, _fail(later), again])
	_codes == {"merge.review.fail_stands"} with input as _with([_pass, _fail(_old), again])
	_codes == {"merge.review.fail_stands"} with input as _with([_pass, _fail(_old), object.union(again, {"mock": true})])
	_codes == {"merge.review.fail_stands"} with input as _with([_pass, _fail(_old), object.union(again, _old)])
	_codes == {"merge.review.failed"} with input as _with([_pass, _fail({}), again])
}

test_r3_the_only_reviewer_passes_again if {
	_codes == set() with input as _with([_pass, object.union(_pass, object.union(_old, {"verdict": "fail"}))])
}

test_not_counted_is_named if {
	facts := _with([object.union(_pass, {"mock": true})])
	example.codes(review.note) == {"merge.review.not_counted"} with input as facts
}

test_not_evaluated if {
	every name in ["required", "families", "reviewers"] {
		not review.evaluated with input as example.without(["settings", "review", name])
		not review.evaluated with input as example.with_facts({"settings": {"review": {name: 0}}})
	}
	every name in ["author", "verdicts", "contributors", "repo"] {
		not review.evaluated with input as example.without(["evidence", name])
	}
	not review.evaluated with input as example.without(["now", "unix_us"])
	not review.evaluated with input as example.without(["change", "head_sha"])
	not review.evaluated with input as example.without(["change", "history"])
}
