# METADATA
# title: the measured change, whole and in the shape that rules rely on
package lib.change

import data.lib.fact
import data.lib.shape

# Every changed file is in exactly one group: the groups come to the totals, and nothing is dropped.
sound if {
	shape.record(input.change.totals, _counts, {})
	is_array(input.change.groups)
	every g in input.change.groups { _group(g) }
	every name, _ in _counts {
		sum([n | some g in input.change.groups; n := g[name]]) == input.change.totals[name]
	}
	shape.record(input.change.odd, {"files": "number", "paths": "array"}, {})
	shape.counted(input.change.odd.files, input.change.odd.paths)
	shape.records(input.change.odd.paths, {"path": "string", "why": "string"}, {})
}

_counts := {"files": "number", "added": "number", "deleted": "number", "bytes": "number"}

_group(g) if {
	shape.record(g, object.union(_counts, {"classes": "array", "traits": "array", "paths": "array"}), {})
	shape.texts(g.classes)
	shape.texts(g.traits)
	shape.texts(g.paths)
	shape.counted(g.files, g.paths)
	g.files > 0
	count([status | some status in {"added", "modified", "deleted"}; status in g.traits]) == 1
	_content(g)
}

# What a file is has been looked at.
_content(g) if {
	some seen in g.traits
	startswith(seen, "content.")
}

_content(g) if {
	some seen in {"mode.symlink", "mode.gitlink"}
	seen in g.traits
}

# The commits of the range, and at least one of them where anything is changed.
history_sound if {
	_history
	input.change.totals.files == 0
}

history_sound if {
	_history
	input.change.history.commits > 0
	count(input.change.history.groups) > 0
}

_history if {
	h := input.change.history
	shape.record(h, {"commits": "number", "groups": "array", "contributors": "array", "marks": "array"}, {})
	shape.texts(h.contributors)
	shape.records(h.marks, {"word": "string", "commits": "number"}, {})
	shape.records(h.groups, {"classes": "array", "files": "number", "paths": "array"}, {})
	every g in h.groups {
		shape.texts(g.classes)
		shape.counted(g.files, g.paths)
		g.files > 0
		shape.records(g.paths, {"path": "string", "commit": "string"}, {})
	}
}

# Measured at the head that is judged, between full commit names.
at_head if {
	input.change.evidence.source == "git"
	input.change.evidence.head_sha == input.change.head_sha
	every name in {"head_sha", "base_sha", "merge_base_sha"} { regex.match(`^[0-9a-f]{40,64}$`, input.change[name]) }
}

conflicts_stated if fact.unknown(input.change.conflicts)

conflicts_stated if {
	fact.known(input.change.conflicts)
	shape.record(input.change.conflicts.value, {"files": "number", "paths": "array"}, {})
	shape.texts(input.change.conflicts.value.paths)
	shape.counted(input.change.conflicts.value.files, input.change.conflicts.value.paths)
}
