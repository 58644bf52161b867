package tool.files_test

import data.tool.example_test as example
import data.tool.files

test_silent if {
	files.evaluated with input as example.allowed
	example.codes(files.deny | files.hold) == set() with input as example.allowed
}

test_allowed_kinds_are_silent if {
	every kind in ["output", "read", "list", "write", "create", "directory.change"] {
		files.deny | files.hold == set() with input as example.with_kind(kind)
	}
}

test_held_kinds if {
	every kind in ["delete", "replace", "move", "mode", "link", "extract"] {
		example.codes(files.hold) == {"tool.files.held"} with input as example.with_kind(kind)
	}
}

test_what_a_tool_made_is_replaced if {
	made := {"kind": "replace", "classes": ["made"]}
	files.hold == set() with input as example.with_effect(made)
	every patch in [{"classes": []}, {"place": "temporary"}, {"form": "glob"}, {"kind": "delete"}] {
		example.codes(files.hold) == {"tool.files.held"} with input as example.with_effect(object.union(made, patch))
	}
}

test_the_operator_lifts_a_hold if {
	files.hold == set() with input as example.granted(example.with_kind("delete"))
}

_found(patch) := example.with_effect(object.union({"form": "found", "traits": ["exists", "possible"]}, patch))

test_what_a_search_may_come_upon if {
	every class in ["control", "environment", "operator.forbidden", "policy"] {
		files.deny == set() with input as _found({"classes": [class]})
		example.codes(files.hold) == {"tool.files.found"} with input as _found({"classes": [class]})
		example.codes(files.hold) == {"tool.files.found"} with input as example.granted(_found({"classes": [class]}))
		files.hold == set() with input as _found({"kind": "read", "classes": [class]})
	}
	example.codes(files.hold) == {"tool.files.found"} with input as _found({"place": "outside"})
	example.codes(files.hold) == {"tool.files.found"} with input as _found({"traits": ["exists", "possible", "path.odd"]})
	files.hold == set() with input as _found({"classes": ["source"]})
}

test_what_a_build_leaves if {
	every class in ["control", "operator.forbidden"] {
		facts := {"kind": "run.build", "form": "none", "classes": [class], "subjects": []}
		example.codes(files.hold) == {"tool.files.left"} with input as example.with_effect(facts)
		example.codes(files.hold) == {"tool.files.left"} with input as example.granted(example.with_effect(facts))
	}
	every kind in ["write", "run.docs", "run.format", "run.generate"] {
		facts := {"kind": kind, "form": "none", "place": "none", "classes": ["control"], "traits": [], "subjects": []}
		"tool.files.left" in example.codes(files.hold) with input as example.with_effect(facts)
	}
	named := {"kind": "run.build", "classes": ["control"]}
	files.hold == set() with input as example.with_effect(named)
	tested := {"kind": "run.test", "form": "none", "classes": ["control"], "subjects": []}
	files.hold == set() with input as example.with_effect(tested)
}

test_not_evaluated if {
	every name in ["effects", "total", "unknown", "call", "settings"] {
		not files.evaluated with input as object.remove(example.allowed, [name])
	}
}
