package tool.paths_test

import data.tool.example_test as example
import data.tool.paths

_written(patch) := example.with_effect(patch)

_read(patch) := example.with_effect(object.union({"kind": "read"}, patch))

_deny := example.codes(paths.deny)

_hold := example.codes(paths.hold)

test_silent if {
	paths.evaluated with input as example.allowed
	paths.deny | paths.hold == set() with input as example.allowed
}

test_protected_is_not_written if {
	every class in ["control", "agent", "startup", "fleetgate.own", "operator.hooks"] {
		every kind in ["write", "create", "delete", "move", "mode", "link", "extract", "vcs.restore", "vcs.move"] {
			facts := _written({"kind": kind, "classes": [class]})
			_deny == {"tool.path.protected"} with input as facts
			_deny == {"tool.path.protected"} with input as example.granted(facts)
		}
	}
}

test_what_a_search_may_come_upon if {
	found := _written({"form": "found", "classes": ["control"], "traits": ["exists", "possible"]})
	paths.deny | paths.hold == set() with input as found
}

test_protected_is_read if {
	paths.deny | paths.hold == set() with input as _read({"classes": ["control"]})
}

test_what_a_formatter_comes_upon if {
	facts := _written({"kind": "run.format", "form": "none", "place": "none", "traits": [], "classes": ["control"]})
	paths.deny | paths.hold == set() with input as facts
}

test_forbidden if _deny == {"tool.path.forbidden"} with input as _written({"classes": ["operator.forbidden"]})

test_odd if {
	_deny == {"tool.path.odd"} with input as _written({"traits": ["exists", "path.odd"]})
	_hold == {"tool.path.unclear"} with input as _read({"traits": ["exists", "path.odd"]})
}

test_guarded if {
	every class in ["infrastructure", "policy", "autorun", "operator.sensitive"] {
		_hold == {"tool.path.guarded"} with input as _written({"classes": [class]})
	}
}

test_staged if {
	facts := {"kind": "vcs.stage", "classes": ["control"]}
	_hold == {"tool.path.staged"} with input as example.with_effect(facts)
}

test_linked if {
	_hold == {"tool.path.linked"} with input as _written({"traits": ["exists", "hardlink", "hardlink.unresolved"]})
	_hold == set() with input as _read({"traits": ["exists", "hardlink", "hardlink.unresolved"]})
}

test_unclear if {
	every trait in ["path.unexpanded", "special"] {
		_hold == {"tool.path.unclear"} with input as _written({"traits": ["absent", trait]})
		_hold == {"tool.path.unclear"} with input as _read({"traits": ["absent", trait]})
	}
}

test_not_evaluated if {
	every name in ["effects", "total", "unknown", "call", "settings"] {
		not paths.evaluated with input as object.remove(example.allowed, [name])
	}
}
