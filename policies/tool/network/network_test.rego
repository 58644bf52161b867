package tool.network_test

import data.tool.example_test as example
import data.tool.network

test_silent if {
	network.evaluated with input as example.allowed
	example.codes(network.deny | network.hold) == set() with input as example.allowed
}

test_allowed_kinds_are_silent if {
	every kind in ["container.inspect"] {
		network.deny | network.hold == set() with input as example.with_kind(kind)
	}
}

test_denied_kinds if {
	every kind in ["network.send"] {
		example.codes(network.deny) == {"tool.network.denied"} with input as example.with_kind(kind)
	}
}

test_no_allow_list_lifts_a_deny if {
	facts := example.granted(example.with_kind("network.send"))
	example.codes(network.deny) == {"tool.network.denied"} with input as facts
}

test_held_kinds if {
	every kind in [
		"network.fetch", "network.listen", "network.connect", "network.api", "network.api.write", "container.run",
		"cloud.inspect", "cloud.change", "database.access",
	] {
		example.codes(network.hold) == {"tool.network.held"} with input as example.with_kind(kind)
	}
}

test_the_operator_lifts_a_hold if {
	network.hold == set() with input as example.granted(example.with_kind("network.fetch"))
}

test_not_evaluated if {
	every name in ["effects", "total", "unknown", "call", "settings"] {
		not network.evaluated with input as object.remove(example.allowed, [name])
	}
}
