package tool.runs_test

import data.tool.example_test as example
import data.tool.runs

test_silent if {
	runs.evaluated with input as example.allowed
	example.codes(runs.deny | runs.hold) == set() with input as example.allowed
}

test_allowed_kinds_are_silent if {
	every kind in [
		"run.build", "run.test", "run.lint", "run.format", "run.typecheck", "run.docs", "run.bench", "run.clean",
		"run.generate",
	] {
		runs.deny | runs.hold == set() with input as example.with_kind(kind)
	}
}

test_held_kinds if {
	every kind in [
		"run.task", "run.script", "run.inline", "run.interactive", "run.package", "run.binary", "run.server",
		"agent.run",
	] {
		example.codes(runs.hold) == {"tool.runs.held"} with input as example.with_kind(kind)
	}
}

test_the_operator_lifts_a_hold if {
	runs.hold == set() with input as example.granted(example.with_kind("run.task"))
}

test_not_evaluated if {
	every name in ["effects", "total", "unknown", "call", "settings"] {
		not runs.evaluated with input as object.remove(example.allowed, [name])
	}
}
