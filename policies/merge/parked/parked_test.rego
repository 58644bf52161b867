package merge.parked_test

import data.lib.example_test as example
import data.merge.parked

_parked := {"classes": ["operator.parked"], "paths": ["old/a"]}

_record := {"classes": ["docs", "operator.adr"], "paths": ["docs/adr/1.md"]}

_codes := example.codes(parked.deny)

test_silent if {
	parked.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
}

test_gf2_needs_a_record if {
	_codes == {"merge.parked.no_record"} with input as example.with_group(_parked)
	_codes == set() with input as example.with_groups([_parked, _record])
}

test_gf2_no_record if {
	every weak in [
		{"traits": ["content.text", "deleted"]}, {"traits": ["content.binary", "modified"]}, {"added": 0, "deleted": 4},
		{"classes": ["operator.adr", "operator.parked"]}, {"classes": ["docs"]},
	] {
		_codes == {"merge.parked.no_record"} with input as example.with_groups([_parked, object.union(_record, weak)])
	}
}

test_not_evaluated if not parked.evaluated with input as example.without(["change", "groups"])
