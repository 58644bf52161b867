package tool.unknown_test

import data.tool.example_test as example
import data.tool.unknown

_hold := example.codes(unknown.hold)

test_silent if {
	unknown.evaluated with input as example.allowed
	unknown.hold == set() with input as example.allowed
}

test_part if _hold == {"tool.unknown.part"} with input as example.with_gap({})

test_the_operator_lifts_a_part_by_its_command if {
	_hold == set() with input as example.granted(example.with_gap({"command": "do it"}))
	_hold == {"tool.unknown.part"} with input as example.granted(example.with_gap({"command": "do"}))
}

test_more_than_named if {
	parts := [{"part": sprintf("%d", [i]), "why": "a test says so"} | some i in numbers.range(1, 100)]
	facts := example.with_facts({"unknown": {"count": 103, "parts": parts}})
	{reason.count | some reason in unknown.hold; reason.count} == {3} with input as facts
}

test_not_evaluated if not unknown.evaluated with input as object.remove(example.allowed, ["unknown"])
