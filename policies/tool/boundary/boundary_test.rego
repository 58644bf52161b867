package tool.boundary_test

import data.tool.boundary
import data.tool.example_test as example

_deny := example.codes(boundary.deny)

_hold := example.codes(boundary.hold)

_of(kind, patch) := example.with_effect(object.union({"kind": kind}, patch))

test_silent if {
	boundary.evaluated with input as example.allowed
	boundary.deny | boundary.hold == set() with input as example.allowed
	boundary.deny | boundary.hold == set() with input as _of("write", {"place": "stream", "traits": []})
}

test_outside if {
	every place in ["home", "outside"] {
		_deny == {"tool.boundary.write"} with input as _of("write", {"place": place})
		_hold == {"tool.boundary.read"} with input as _of("read", {"place": place})
	}
}

test_what_a_search_may_come_upon if {
	_deny == set() with input as _of("write", {"place": "outside", "form": "found", "traits": ["exists", "possible"]})
}

test_temporary if {
	_hold == {"tool.boundary.temporary"} with input as _of("write", {"place": "temporary"})
	_hold == {"tool.boundary.read"} with input as _of("read", {"place": "temporary"})
	_deny == set() with input as _of("write", {"place": "temporary"})
}

test_unknown if {
	_hold == {"tool.boundary.unknown"} with input as _of("read", {"place": "unknown", "traits": ["unresolved"]})
	_hold == {"tool.boundary.unknown"} with input as _of("read", {"form": "dynamic"})
	_hold == {"tool.boundary.unknown"} with input as _of("read", {"form": "fed"})
}

test_reopened if {
	_hold == {"tool.boundary.unknown"} with input as _of("write", {"place": "stream", "traits": ["reopened"]})
	_hold == set() with input as _of("read", {"place": "stream", "traits": ["reopened"]})
}

test_not_evaluated if {
	every name in ["effects", "session"] {
		not boundary.evaluated with input as object.remove(example.allowed, [name])
	}
	not boundary.evaluated with input as _of("read", {"place": "unknown"})
	not boundary.evaluated with input as _of("read", {"traits": []})
	not boundary.evaluated with input as _of("read", {"place": "none"})
	not boundary.evaluated with input as example.with_facts({"total": 2})
	not boundary.evaluated with input as example.with_facts({"total": 0, "effects": []})
}
