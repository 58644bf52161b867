# METADATA
# title: the settings and the session of a tool call, in the shape that rules rely on
package tool.session

import data.lib.fact
import data.lib.shape

# The operator's settings for tools, in their full shape.
settings_stated if {
	s := input.settings
	shape.record(s, {
		"fleet_file": "boolean", "kill_switch": "string", "profiles": "array", "allow": "object", "deny": "object",
	}, {})
	s.kill_switch in {"on", "off", "unset"}
	count(s.profiles) > 0
	every profile in s.profiles { profile in {"developer", "read-only", "ci"} }
	every list in [s.allow, s.deny] {
		shape.record(list, {"commands": "array", "mcp": "array", "hosts": "array", "tools": "array"}, {})
		every names in list { shape.texts(names) }
	}
}

session_stated if {
	fact.stated(input.session.root, "string")
	fact.stated(input.session.branch, "object")
	_branch_stated
}

_branch_stated if fact.unknown(input.session.branch)

_branch_stated if shape.record(input.session.branch.value, {"name": "string", "protected": "boolean"}, {})
