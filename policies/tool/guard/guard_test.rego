package tool.guard_test

import data.tool.example_test as example
import data.tool.guard

test_silent if {
	guard.evaluated with input as example.allowed
	example.codes(guard.deny | guard.hold) == set() with input as example.allowed
}

test_denied_kinds if {
	every kind in ["vcs.hooks.skip", "guard"] {
		example.codes(guard.deny) == {"tool.guard.denied"} with input as example.with_kind(kind)
	}
}

test_no_allow_list_lifts_a_deny if {
	facts := example.granted(example.with_kind("vcs.hooks.skip"))
	example.codes(guard.deny) == {"tool.guard.denied"} with input as facts
}

test_not_evaluated if {
	every name in ["effects", "total", "unknown", "call", "settings"] {
		not guard.evaluated with input as object.remove(example.allowed, [name])
	}
}
