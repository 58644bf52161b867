package tool.secrets_test

import data.tool.example_test as example
import data.tool.secrets

_deny := example.codes(secrets.deny)

_of(kind, patch) := example.with_effect(object.union({"kind": kind, "classes": ["environment"]}, patch))

test_silent if {
	secrets.evaluated with input as example.allowed
	_deny == set() with input as example.allowed
}

test_read if {
	every class in ["forbidden", "environment", "credential"] {
		_deny == {"tool.secret.read"} with input as _of("read", {"classes": [class]})
	}
	_deny == {"tool.secret.read"} with input as _of("read", {"form": "glob", "place": "inside"})
	_deny == {"tool.secret.read"} with input as _of("vcs.stage", {})
}

test_write if _deny == {"tool.secret.write"} with input as _of("write", {})

test_what_a_search_may_come_upon if {
	_deny == set() with input as _of("write", {"form": "found", "traits": ["exists", "possible"]})
}

test_linked_is_both if _deny == {"tool.secret.read", "tool.secret.write"} with input as _of("link", {})

test_a_listing_gives_names_only if {
	_deny == set() with input as _of("list", {})
	_deny == {"tool.secret.read"} with input as _of("list", {"traits": ["exists", "attribute.recursive"]})
	_deny == {"tool.secret.read"} with input as _of("list", {"form": "found"})
}

_hold := example.codes(secrets.hold)

_doubtful(kind, patch) := _of(kind, object.union({"classes": ["confidential"]}, patch))

test_what_may_hold_secrets_is_asked if {
	every kind in ["read", "write", "vcs.stage"] {
		_hold == {"tool.secret.doubtful"} with input as _doubtful(kind, {})
	}
	found := {"form": "found", "traits": ["exists", "folder"]}
	_hold == {"tool.secret.doubtful"} with input as _doubtful("read", found)
	_deny == set() with input as _doubtful("read", {})
}

test_a_folder_of_that_name_is_none if {
	_hold == set() with input as _doubtful("read", {"traits": ["exists", "folder"]})
	_hold == set() with input as _doubtful("read", {"traits": ["absent"]})
	_hold == set() with input as _doubtful("list", {"form": "found"})
}

test_not_evaluated if not secrets.evaluated with input as object.remove(example.allowed, ["effects"])
