package tool.switches_test

import data.tool.example_test as example
import data.tool.switches

_codes := example.codes(switches.deny)

_on(facts) := object.union(facts, {"settings": {"kill_switch": "on"}})

_reader(facts) := object.union(facts, {"settings": {"profiles": ["developer", "read-only"]}})

test_silent if {
	switches.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
	_codes == set() with input as example.with_settings({"kill_switch": "unset"})
}

test_k1_only_reads_pass if {
	every kind in data.data.tool.reads {
		_codes == set() with input as _on(example.with_kind(kind))
		_codes == set() with input as _reader(example.with_kind(kind))
	}
	every kind, _ in object.remove(data.data.tool.kinds, data.data.tool.reads) {
		_codes == {"tool.switch.kill"} with input as _on(example.with_kind(kind))
		_codes == {"tool.profile.read_only"} with input as _reader(example.with_kind(kind))
	}
}

test_k1_what_is_not_understood_is_no_read if {
	read := object.union(example.with_gap({}), {"total": 0, "effects": []})
	_codes == {"tool.switch.kill"} with input as _on(read)
	_codes == {"tool.profile.read_only"} with input as _reader(read)
}

test_k1_calls_without_effects if {
	every action in ["mcp", "agent", "unknown"] {
		facts := object.union(example.with_kind("read"), {"call": {"action": action}})
		_codes == {"tool.switch.kill"} with input as _on(facts)
	}
}

test_not_evaluated if {
	not switches.evaluated with input as object.remove(example.allowed, ["settings"])
	every word in ["yes", "", null, true] {
		not switches.evaluated with input as example.with_settings({"kill_switch": word})
	}
	not switches.evaluated with input as example.with_settings({"profiles": []})
}
