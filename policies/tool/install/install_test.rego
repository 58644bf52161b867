package tool.install_test

import data.tool.example_test as example
import data.tool.install

test_silent if {
	install.evaluated with input as example.allowed
	example.codes(install.deny | install.hold) == set() with input as example.allowed
}

test_held_kinds if {
	every kind in ["install", "publish"] {
		example.codes(install.hold) == {"tool.install.held"} with input as example.with_kind(kind)
	}
}

test_the_operator_lifts_a_hold if {
	install.hold == set() with input as example.granted(example.with_kind("install"))
}

test_not_evaluated if {
	every name in ["effects", "total", "unknown", "call", "settings"] {
		not install.evaluated with input as object.remove(example.allowed, [name])
	}
}
