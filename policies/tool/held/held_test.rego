package tool.held_test

import data.tool.example_test as example
import data.tool.held

test_silent if {
	held.evaluated with input as example.allowed
	held.reasons == set() with input as example.allowed
}

test_every_hold_is_heard if {
	example.codes(held.reasons) == {"tool.install.held"} with input as example.with_kind("install")
	example.codes(held.reasons) == {"tool.unknown.part"} with input as example.with_gap({})
	example.codes(held.reasons) == {"tool.boundary.temporary"} with input as example.with_effect({"place": "temporary"})
	"tool.network.held" in example.codes(held.reasons) with input as example.with_kind("network.fetch")
}
