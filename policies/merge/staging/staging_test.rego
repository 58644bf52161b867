package merge.staging_test

import data.lib.example_test as example
import data.merge.staging

_codes := example.codes(staging.hold)

_facts(class, said) := object.union(
	object.remove(example.with_group({"classes": [class]}), ["evidence"]),
	{
		"settings": {"repo": {"value": {"staging": true}}},
		"evidence": object.union(object.remove(data.lib.example_test.allowed.evidence, ["staging"]), {"staging": said}),
	},
)

_result(result, head) := {"value": {"result": result, "head_sha": head}, "evidence": {"source": "evidence"}}

_head := example.allowed.change.head_sha

test_silent if {
	staging.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
	_codes == set() with input as example.with_group({"classes": ["contract"]})
}

test_t1_classes if {
	every class in ["contract", "contract_file", "auth", "runtime", "runtime_file", "infrastructure"] {
		_codes == {"merge.staging.absent"} with input as _facts(class, _result("success", "x"))
		_codes == set() with input as _facts(class, _result("success", _head))
	}
	_codes == set() with input as _facts("source", _result("failure", _head))
}

test_t1_not_success if {
	every result in ["failure", "neutral", "skipped", "pending", "stale"] {
		_codes == {"merge.staging.not_success"} with input as _facts("auth", _result(result, _head))
	}
}

test_t1_absent if {
	facts := object.union(
		example.with_group({"classes": ["auth"]}),
		{"settings": {"repo": {"value": {"staging": true}}}},
	)
	_codes == {"merge.staging.absent"} with input as facts
	staging.missing == {"staging"} with input as facts
}

test_not_evaluated if {
	not staging.evaluated with input as example.without(["evidence", "staging"])
	not staging.evaluated with input as example.without(["settings", "repo"])
	not staging.evaluated with input as example.without(["change", "groups"])
}
