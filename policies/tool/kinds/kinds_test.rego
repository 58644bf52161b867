package tool.kinds_test

import data.tool.example_test as example
import data.tool.kinds

test_silent if {
	kinds.evaluated with input as example.allowed
	kinds.deny == set() with input as example.allowed
}

test_every_listed_kind_is_silent if {
	every kind, _ in data.data.tool.kinds { kinds.deny == set() with input as example.with_kind(kind) }
}

test_unlisted if example.codes(kinds.deny) == {"tool.kind.unlisted"} with input as example.with_kind("new")

test_not_evaluated if not kinds.evaluated with input as object.remove(example.allowed, ["effects"])
