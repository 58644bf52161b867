package merge.enrolment_test

import data.lib.example_test as example
import data.merge.enrolment

_codes := example.codes(enrolment.deny)

_entry(patch) := example.with_facts({"settings": {"repo": {"value": patch}}})

test_silent if {
	enrolment.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
}

test_k2_not_listed if {
	every name in ["acme/App", "acme/*", "acme/app ", "app"] {
		_codes == {"merge.enrol.not_listed"} with input as _entry({"name": name})
	}
	_codes == {"merge.enrol.not_listed"} with input as example.with_facts({"settings": {"repo": {"unknown": "no"}}})
}

test_k2_name_unknown if {
	facts := object.union(example.without(["repo"]), {"repo": {"unknown": "no remote"}})
	_codes == {"merge.enrol.name_unknown"} with input as facts
	enrolment.missing == {"repo"} with input as facts
}

test_gf1_both_switches if {
	_codes == {"merge.enrol.disabled"} with input as _entry({"enabled": false})
	_codes == {"merge.enrol.remote_writes_off"} with input as _entry({"remote_writes": false})
	_codes == {"merge.enrol.disabled", "merge.enrol.remote_writes_off"} with input as _entry({
		"enabled": "yes",
		"remote_writes": null,
	})
}

test_not_evaluated if {
	not enrolment.evaluated with input as example.without(["repo"])
	not enrolment.evaluated with input as example.without(["settings", "repo"])
	not enrolment.evaluated with input as _entry({"enabled": "true"})
}
