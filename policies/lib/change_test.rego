package lib.change_test

import data.lib.change
import data.lib.example_test as example

test_sound if {
	change.sound with input as example.allowed
	change.sound with input as example.with_groups([])
	change.sound with input as example.with_group({"traits": ["mode.gitlink", "modified"]})
}

test_not_sound if {
	every broken in [
		{"files": 2}, {"files": 0, "paths": []}, {"paths": []}, {"paths": [1]}, {"classes": "docs"}, {"traits": ["content.text"]},
		{"traits": ["modified"]}, {"traits": ["added", "content.text", "deleted"]}, {"more": 1},
	] {
		not change.sound with input as example.with_group(broken)
	}
}

test_totals_must_fit if {
	every name in ["files", "added", "deleted", "bytes"] {
		not change.sound with input as example.with_facts({"change": {"totals": {name: 99}}})
		not change.sound with input as example.without(["change", "totals", name])
	}
}

test_odd_must_fit if {
	not change.sound with input as example.with_facts({"change": {"odd": {"files": 1}}})
	not change.sound with input as example.with_facts({"change": {"odd": {"files": 1, "paths": [{"path": "a"}]}}})
	not change.sound with input as example.without(["change", "odd"])
}

test_history_sound if {
	change.history_sound with input as example.allowed
	empty := object.union(example.with_groups([]), {"change": {"history": {"commits": 0, "groups": []}}})
	change.history_sound with input as empty
}

test_history_not_sound if {
	every broken in [
		{"commits": 0}, {"groups": []}, {"contributors": [null]}, {"marks": [{"word": "fixup!"}]},
		{"groups": [{"classes": [], "files": 1, "paths": []}]}, {"groups": [{"classes": [], "files": 0, "paths": []}]},
	] {
		not change.history_sound with input as example.with_facts({"change": {"history": broken}})
	}
	not change.history_sound with input as example.without(["change", "history"])
}
