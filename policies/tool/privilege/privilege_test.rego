package tool.privilege_test

import data.tool.example_test as example
import data.tool.privilege

test_silent if {
	privilege.evaluated with input as example.allowed
	example.codes(privilege.deny | privilege.hold) == set() with input as example.allowed
}

test_allowed_kinds_are_silent if {
	every kind in ["process.list", "system.info"] {
		privilege.deny | privilege.hold == set() with input as example.with_kind(kind)
	}
}

test_denied_kinds if {
	every kind in ["system.change", "privilege", "credential"] {
		example.codes(privilege.deny) == {"tool.privilege.denied"} with input as example.with_kind(kind)
	}
}

test_no_allow_list_lifts_a_deny if {
	facts := example.granted(example.with_kind("system.change"))
	example.codes(privilege.deny) == {"tool.privilege.denied"} with input as facts
}

test_held_kinds if {
	every kind in ["process.kill", "environment", "environment.read", "config.write"] {
		example.codes(privilege.hold) == {"tool.privilege.held"} with input as example.with_kind(kind)
	}
}

test_the_operator_lifts_a_hold if {
	privilege.hold == set() with input as example.granted(example.with_kind("process.kill"))
}

test_not_evaluated if {
	every name in ["effects", "total", "unknown", "call", "settings"] {
		not privilege.evaluated with input as object.remove(example.allowed, [name])
	}
}
