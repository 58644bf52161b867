package tool.tools_test

import data.tool.example_test as example
import data.tool.tools

_hold := example.codes(tools.hold)

_mcp := example.with_facts({"call": {"action": "mcp", "tool": "mcp__a__b", "mcp": "a/b"}})

_unknown := example.with_facts({"call": {"action": "unknown", "tool": "Dance"}})

_allowing(facts, list) := object.union(facts, {"settings": {"allow": list}})

test_silent if {
	tools.evaluated with input as example.allowed
	tools.hold == set() with input as example.allowed
}

test_mcp if {
	_hold == {"tool.mcp.unlisted"} with input as _mcp
	_hold == {"tool.mcp.unlisted"} with input as _allowing(_mcp, {"mcp": ["a/c", "a/", "A/b"]})
	_hold == set() with input as _allowing(_mcp, {"mcp": ["a/b"]})
}

test_unknown_tool if {
	_hold == {"tool.unknown.tool"} with input as _unknown
	_hold == {"tool.unknown.tool"} with input as _allowing(_unknown, {"tools": ["dance"]})
	_hold == set() with input as _allowing(_unknown, {"tools": ["Dance"]})
}

test_not_evaluated if {
	not tools.evaluated with input as object.remove(example.allowed, ["call"])
	not tools.evaluated with input as example.with_facts({"call": {"action": "mcp"}})
}
