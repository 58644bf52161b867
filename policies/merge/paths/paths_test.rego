package merge.paths_test

import data.lib.example_test as example
import data.merge.paths

_codes := example.codes(paths.deny)

_lifted(facts) := object.union(facts, {
	"settings": {"review": {"approve_high": true}},
	"evidence": {"approvals": {"value": [{
		"by": "alice", "kind": "human", "head_sha": "2222222222222222222222222222222222222222",
		"expires_us": 1767225600000001,
	}]}},
})

_odd := example.with_facts({"change": {"odd": {"files": 1, "paths": [{"path": "a\\nb", "why": "a line feed"}]}}})

test_silent if {
	paths.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
}

test_gf1_forbidden if {
	every class in ["forbidden", "environment", "operator.forbidden"] {
		facts := example.with_group({"classes": [class, "docs"]})
		_codes == {"merge.path.forbidden"} with input as facts
		_codes == {"merge.path.forbidden"} with input as _lifted(facts)
	}
}

test_gf1_forbidden_beyond_the_list if {
	names := [sprintf("secrets/%d", [i]) | some i in numbers.range(1, 100)]
	facts := example.with_group({"classes": ["forbidden"], "files": 103, "paths": names})
	count(paths.deny) == 101 with input as facts
	{reason.count | some reason in paths.deny; reason.count} == {3} with input as facts
}

test_gf1_history if {
	seen := {"classes": ["forbidden"], "files": 1, "paths": [{"path": "id_rsa", "commit": "3333333333333333333333333333333333333333"}]}
	facts := example.with_facts({"change": {"history": {"groups": [seen]}}})
	_codes == {"merge.path.forbidden_history"} with input as facts
}

test_gf1_odd if {
	_codes == {"merge.path.odd"} with input as _odd
	_codes == set() with input as _lifted(_odd)
}

test_empty_change_is_evaluated if paths.evaluated with input as example.with_groups([])

test_not_evaluated if {
	every name in ["groups", "totals", "odd", "history"] {
		not paths.evaluated with input as example.without(["change", name])
	}
}
