package lib.fact_test

import data.lib.fact

test_known if fact.known({"value": false, "evidence": {"source": "git"}})

test_not_known_without_source if not fact.known({"value": 1, "evidence": {}})

test_not_known_beside_unknown if not fact.known({"value": 1, "evidence": {"source": "git"}, "unknown": "why"})

test_unknown if fact.unknown({"unknown": "why"})

test_unknown_needs_a_reason if not fact.unknown({"unknown": null})

test_stated if {
	fact.stated({"value": false, "evidence": {"source": "git"}}, "boolean")
	fact.stated({"unknown": "why"}, "boolean")
}

test_not_stated if {
	not fact.stated({"evidence": {"source": "git"}}, "boolean")
	not fact.stated({"value": null, "evidence": {"source": "git"}}, "boolean")
	not fact.stated({"value": "false", "evidence": {"source": "git"}}, "boolean")
	not fact.stated({}, "boolean")
	not fact.stated(null, "boolean")
}
