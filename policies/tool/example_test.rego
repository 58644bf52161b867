# METADATA
# title: facts of a tool call that may run, for tests to start from; the same as `fixtures/tool/base.json`
package tool.example_test

allowed := {
	"schema": "fleetgate.facts.tool/1",
	"settings": {
		"fleet_file": true,
		"kill_switch": "off",
		"profiles": ["developer"],
		"allow": {"commands": [], "mcp": [], "hosts": [], "tools": []},
		"deny": {"commands": [], "mcp": [], "hosts": [], "tools": []},
	},
	"session": {
		"root": {"value": "/home/dev/app", "evidence": {"source": "git"}},
		"branch": {"value": {"name": "feature", "protected": false}, "evidence": {"source": "git"}},
	},
	"call": {"tool": "Write", "action": "direct", "size": {"added": 1, "deleted": 0}},
	"total": 1,
	"effects": [{
		"kind": "write", "form": "exact", "place": "inside", "classes": ["source"], "traits": ["exists"], "count": 1,
		"subjects": ["src/a.rs"],
	}],
	"unknown": {"count": 0, "parts": []},
}

codes(reasons) := {reason.code | some reason in reasons}

# The same facts with some changed: objects merge, everything else is replaced.
with_facts(patch) := object.union(allowed, patch)

# One effect alone: `patch` may leave out what it does not care about.
with_effect(patch) := with_effects([patch])

with_effects(patches) := object.union(allowed, {
	"effects": effects,
	"total": sum([g.count | some g in effects]),
}) if {
	effects := [object.union(_effect(patch), patch) | some patch in patches]
}

with_kind(kind) := with_effect({"kind": kind})

_effect(patch) := {
	"kind": "write", "form": "exact", "place": _place(patch), "classes": [], "traits": array.concat(_seen(patch), _branch(patch)),
	"count": 1, "subjects": ["a/file"],
}

_of_path(patch) if object.get(patch, "kind", "write") in data.data.tool.paths.all

default _place(_) := "none"

_place(patch) := "inside" if _of_path(patch)

default _seen(_) := []

_seen(patch) := ["exists"] if _of_path(patch)

default _branch(_) := []

_branch(patch) := ["branch.other"] if startswith(object.get(patch, "kind", "write"), "vcs.")

with_settings(patch) := with_facts({"settings": patch})

with_gap(gap) := with_facts({"unknown": {"count": 1, "parts": [object.union({"part": "x", "why": "a test says so"}, gap)]}})

# The same facts, each effect done by a command that the operator allows by name.
granted(facts) := object.union(facts, {
	"settings": {"allow": {"commands": ["do it"]}},
	"effects": [object.union(g, {"command": "do it"}) | some g in facts.effects],
})
