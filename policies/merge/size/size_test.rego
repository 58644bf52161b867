package merge.size_test

import data.lib.example_test as example
import data.merge.size

_of(classes, added, deleted) := example.with_group({"classes": classes, "added": added, "deleted": deleted})

test_boundaries if {
	every case in [
		[0, "xs", "low"], [9, "xs", "low"], [10, "s", "low"], [49, "s", "low"], [50, "m", "medium"], [249, "m", "medium"],
		[250, "l", "medium"], [999, "l", "medium"], [1000, "xl", "medium"], [1000000, "xl", "medium"],
	] {
		size.name == case[1] with input as _of(["source"], case[0], 0)
		size.name == case[1] with input as _of(["source"], 0, case[0])
		size.level == case[2] with input as _of(["source"], case[0], 0)
	}
}

test_pure_docs if {
	size.level == "low" with input as _of(["docs"], 999, 0)
	size.level == "medium" with input as _of(["docs"], 1000, 0)
	size.level == "medium" with input as _of(["docs", "manifest"], 50, 0)
	size.level == "medium" with input as example.with_groups([
		{"classes": ["docs"], "added": 50},
		{"classes": ["source", "test"]},
	])
}

test_uncounted if {
	size.lines == 0 with input as _of(["lock"], 800, 800)
	size.lines == 0 with input as _of(["operator.routine", "source"], 800, 800)
	size.lines == 1600 with input as _of(["operator.routine", "auth"], 800, 800)
}

test_not_evaluated if {
	size.evaluated with input as example.allowed
	not size.evaluated with input as example.without(["change", "groups"])
	not size.evaluated with input as example.without(["change", "totals"])
}
