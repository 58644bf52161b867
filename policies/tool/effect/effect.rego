# METADATA
# title: the effects of a tool call, whole and in the shape that rules rely on
package tool.effect

import data.lib.shape

# Every effect is in exactly one group: the groups come to the total, and nothing is dropped.
sound if {
	is_array(input.effects)
	is_number(input.total)
	every g in input.effects { _group(g) }
	sum([g.count | some g in input.effects]) == input.total
	_gaps
	_call
	_judged
}

# Something is there to be judged: nothing at all is no consent.
_judged if input.total > 0

_judged if input.unknown.count > 0

_judged if input.call.action in {"mcp", "unknown"}

_group(g) if {
	shape.record(g, _must, _may)
	g.form in _forms
	g.place in _places
	shape.texts(g.classes)
	count({trait | some trait in g.traits} - _known) == 0
	shape.texts(g.subjects)
	count(g.subjects) <= 100
	g.count > 0
	_placed(g)
	_branched(g)
}

_must := {
	"kind": "string", "form": "string", "place": "string", "classes": "array", "traits": "array", "count": "number",
	"subjects": "array",
}

_may := {"command": "string", "host": "string"}

_forms := {"none", "exact", "glob", "dynamic", "found", "fed"}

_places := {"none", "stream", "inside", "temporary", "home", "outside", "unknown"}

_known := {trait | some trait in _traits_known}

# What is done to paths says where they lie, and what is there.
_placed(g) if not g.kind in _all

_placed(g) if {
	g.form == "none"
	g.place == "none"
}

_placed(g) if g.place == "stream"

_placed(g) if {
	g.place in {"inside", "temporary", "home", "outside"}
	_looked_at(g)
}

_placed(g) if {
	g.place == "unknown"
	"unresolved" in g.traits
}

_looked_at(g) if g.form == "found"

_looked_at(g) if {
	some seen in {"exists", "absent"}
	seen in g.traits
}

_looked_at(g) if g.form == "glob"

# What git does says on which branch.
_branched(g) if not startswith(g.kind, "vcs.")

_branched(g) if {
	some trait in g.traits
	startswith(trait, "branch.")
}

_gaps if {
	shape.record(input.unknown, {"count": "number", "parts": "array"}, {})
	shape.counted(input.unknown.count, input.unknown.parts)
	shape.records(input.unknown.parts, {"part": "string", "why": "string"}, {"command": "string"})
}

_call if {
	shape.record(input.call, {"tool": "string", "action": "string"}, {"mcp": "string", "size": "object"})
	input.call.action in {"shell", "direct", "mcp", "agent", "unknown"}
	input.call.tool != ""
}

# The groups that come to something: a word that could be a path is none where nothing of the name is there.
groups := [g | some g in input.effects; not _nothing(g)]

_nothing(g) if {
	"attribute.maybe" in g.traits
	"absent" in g.traits
	not "dangling" in g.traits
	not _told(g)
}

# In the history it may be there all the same.
_told(g) if {
	"attribute.pathspec" in g.traits
	some list in {"secret", "protected", "forbidden"}
	has(g, _paths[list])
}

has(group, names) if {
	some class in group.classes
	class in names
}

# Whether the operator allows what this group does, by its exact command or host.
granted(group) if group.command in input.settings.allow.commands

granted(group) if group.host in input.settings.allow.hosts

# What a rule says of a group, once for each subject that is named.
named(group) := group.subjects if count(group.subjects) > 0

named(group) := [group.kind] if count(group.subjects) == 0

# The groups of a family that the table gives this outcome.
of(family, outcome) := [g |
	some g in groups
	entry := _kinds[g.kind]
	entry.family == family
	entry.outcome == outcome
]

# The groups of a family that hold, without what the operator allows.
held(family) := [g | some g in of(family, "hold"); not granted(g)]

_all := data.data.tool.paths.all

_kinds := data.data.tool.kinds

_paths := data.data.tool.paths

_traits_known := data.data.tool.traits.known
