package tool.profile_test

import data.tool.example_test as example
import data.tool.profile

_codes := example.codes(profile.deny)

_unattended(facts) := object.union(facts, {"settings": {"profiles": ["ci"]}})

test_silent if {
	profile.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
	_codes == set() with input as _unattended(example.allowed)
	_codes == set() with input as example.with_gap({})
}

test_a_hold_is_a_deny_where_nobody_is_there if {
	every facts in [
		example.with_gap({}), example.with_kind("install"), example.with_kind("delete"), example.with_effect({"place": "temporary"}),
		example.with_facts({"call": {"action": "unknown"}}),
	] {
		_codes == {"tool.profile.unattended"} with input as _unattended(facts)
	}
}

test_not_evaluated if not profile.evaluated with input as object.remove(example.allowed, ["settings"])
