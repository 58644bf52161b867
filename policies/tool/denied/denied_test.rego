package tool.denied_test

import data.tool.denied
import data.tool.example_test as example

_codes := example.codes(denied.deny)

_denying(list) := example.with_settings({"deny": list})

test_silent if {
	denied.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
}

test_listed if {
	_codes == {"tool.denied.listed"} with input as _denying({"tools": ["Write"]})
	mcp := object.union(_denying({"mcp": ["a/b"]}), {"call": {"action": "mcp", "mcp": "a/b"}})
	_codes == {"tool.denied.listed"} with input as mcp
	host := object.union(_denying({"hosts": ["x.example"]}), {"effects": [{"host": "x.example"}]})
	_codes == {"tool.denied.listed"} with input as host
	command := object.union(_denying({"commands": ["do it"]}), {"effects": [{"command": "do it"}]})
	_codes == {"tool.denied.listed"} with input as command
	gap := object.union(_denying({"commands": ["do it"]}), example.with_gap({"command": "do it"}))
	_codes == set() with input as gap
}

test_not_evaluated if not denied.evaluated with input as object.remove(example.allowed, ["settings"])
