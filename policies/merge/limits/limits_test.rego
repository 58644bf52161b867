package merge.limits_test

import data.lib.example_test as example
import data.merge.limits

_limits(patch) := example.with_facts({"settings": {"limits": patch}})

test_s1_at_the_limit if {
	limits.evaluated with input as example.allowed
	limits.hold == set() with input as _limits({"files": 1, "lines": 3, "bytes": 120})
}

test_s1_over if {
	example.codes(limits.hold) == {"merge.limits.files"} with input as _limits({"files": 0})
	example.codes(limits.hold) == {"merge.limits.lines"} with input as _limits({"lines": 2})
	example.codes(limits.hold) == {"merge.limits.bytes"} with input as _limits({"bytes": 119})
}

test_s1_added_and_deleted_count if {
	group := {"added": 500, "deleted": 501}
	example.codes(limits.hold) == {"merge.limits.lines"} with input as example.with_group(group)
}

test_not_evaluated if {
	every name in ["files", "lines", "bytes"] {
		not limits.evaluated with input as example.without(["settings", "limits", name])
		not limits.evaluated with input as _limits({name: "50"})
	}
	not limits.evaluated with input as example.without(["change", "totals"])
}
