# METADATA
# title: the data that effects are judged by, in the shape that rules rely on
package tool.stated

import data.lib.shape

# What the table says of the kinds that occur; a kind that it does not list is denied by a rule of its own.
table if {
	count(_kinds) > 0
	every g in input.effects { _entry(object.get(_kinds, g.kind, _unlisted)) }
}

_unlisted := {"outcome": "deny", "family": "files"}

_entry(entry) if {
	entry.outcome in _outcomes
	entry.family in _families
}

_outcomes := {"allow", "hold", "deny"}

_families := {"files", "runs", "install", "network", "vcs", "guard", "privilege"}

# The lists that paths are judged by.
lists if {
	every name in _lists {
		shape.texts(_paths[name])
		count(_paths[name]) > 0
	}
}

_kinds := data.data.tool.kinds

_paths := data.data.tool.paths

_lists := {
	"secret", "doubtful", "protected", "forbidden", "guarded", "reading", "writing", "staging",
	"leaving", "building", "generating", "made", "all",
}
