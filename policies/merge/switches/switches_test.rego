package merge.switches_test

import data.lib.example_test as example
import data.merge.switches

_settings(patch) := example.with_facts({"settings": patch})

_codes := example.codes(switches.deny)

test_silent if {
	switches.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
}

test_k1_kill_switch if {
	every value in [true, null, "false", 0] {
		_codes == {"merge.switch.kill"} with input as _settings({"kill_switch": value})
	}
	_codes == {"merge.switch.kill"} with input as example.without(["settings", "kill_switch"])
}

test_p1_never if _codes == {"merge.switch.never"} with input as _settings({"merge_policy": "never"})

test_p1_unknown if {
	every word in ["", "always", "On-Green-With-Review", "on-green-with-review "] {
		_codes == {"merge.switch.policy_unknown"} with input as _settings({"merge_policy": word})
	}
}

test_not_evaluated if {
	every name in ["fleet_file", "kill_switch", "merge_policy"] {
		not switches.evaluated with input as example.without(["settings", name])
		not switches.evaluated with input as _settings({name: null})
	}
}

test_k1_nothing_is_armed_without_a_fleet_file if {
	_codes == {"merge.switch.kill"} with input as _settings({"fleet_file": false})
}
