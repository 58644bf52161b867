package merge.risk_test

import data.lib.example_test as example
import data.merge.risk

_codes := example.codes(risk.deny | risk.hold)

_approval := {"value": [{
	"by": "alice", "kind": "human", "head_sha": "2222222222222222222222222222222222222222",
	"expires_us": 1767225600000001,
}]}

_class(class, review, approvals) := object.union(example.with_group({"classes": [class]}), {
	"settings": {"review": review},
	"evidence": {"approvals": approvals},
})

test_silent if {
	risk.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
}

test_f4_medium if {
	_codes == {"merge.risk.medium"} with input as _class("source", {}, {})
	_codes == set() with input as _class("source", {}, _approval)
	_codes == set() with input as object.union(_class("source", {}, {}), {"settings": {"max_risk": "medium"}})
}

test_f4_high if {
	_codes == {"merge.risk.high"} with input as _class("auth", {}, {})
	_codes == {"merge.risk.high"} with input as _class("auth", {}, _approval)
	_codes == {"merge.risk.high"} with input as _class("auth", {"approve_high": true}, {})
	_codes == set() with input as _class("auth", {"approve_high": true}, _approval)
}

test_f4_factors_name_what_counts if {
	facts := example.with_groups([{"classes": ["source"], "paths": ["a.rs"]}, {"classes": ["auth"], "paths": ["auth.rs"]}])
	risk.factors == {"path.auth"} with input as facts
	{reason.subject | some reason in risk.deny} == {"auth.rs"} with input as facts
}

test_d1_labels_raise if {
	_codes == {"merge.risk.high"} with input as example.with_evidence("labels", ["risk:high"])
	risk.level == "low" with input as example.with_evidence("labels", ["risk:low"])
}

test_not_evaluated if {
	not risk.evaluated with input as example.without(["settings", "max_risk"])
	not risk.evaluated with input as example.with_facts({"settings": {"max_risk": "high"}})
	not risk.evaluated with input as example.without(["change", "groups"])
	not risk.evaluated with input as example.without(["evidence", "labels"])
	not risk.evaluated with input as example.without(["evidence", "approvals"])
}
