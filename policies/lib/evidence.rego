# METADATA
# title: the evidence that is about this repository; all other counts as absent
package lib.evidence

import data.lib.fact
import data.lib.shape

ours if {
	fact.known(input.repo)
	input.evidence.repo.value == input.repo.value
}

# Evidence that does not say what it is about is missing a required fact, which holds: what it forbids still counts.
ours if {
	fact.unknown(input.evidence.repo)
	is_string(input.evidence.repo.unknown)
}

value(name) := input.evidence[name].value if {
	ours
	fact.known(input.evidence[name])
}

# The items of a list; none where nobody says any.
items(name) := list if {
	list := value(name)
	is_array(list)
}

items(name) := [] if not is_array(value(name))

at_head(item) if item.head_sha == input.change.head_sha

# Whether a rule may rely on this part of the evidence: it is there in its full shape, or says why it is not.
stated(name) if name in _stated

_stated contains name if {
	some name, _ in input.evidence
	fact.unknown(input.evidence[name])
}

_stated contains name if {
	some name in _fits
	fact.known(input.evidence[name])
}

_fits contains name if {
	some name, type in {"repo": "string", "pr": "number", "draft": "boolean", "synthetic": "boolean", "title": "string"}
	type_name(input.evidence[name].value) == type
}

_fits contains name if {
	some name in {"labels", "contributors"}
	shape.texts(input.evidence[name].value)
}

_fits contains "author" if {
	shape.record(input.evidence.author.value, {"login": "string"}, _identity)
	_kind(input.evidence.author.value)
}

_fits contains "verdicts" if {
	may := object.union(_identity, {
		"mock": "boolean", "repo": "string", "head_sha": "string",
		"issued_us": "number",
	})
	shape.records(input.evidence.verdicts.value, {"by": "string", "verdict": "string"}, may)
	every verdict in input.evidence.verdicts.value {
		verdict.verdict in {"pass", "fail", "inconclusive"}
		_kind(verdict)
	}
}

_fits contains "checks" if {
	may := {"app": "string", "head_sha": "string", "completed_us": "number", "note": "string"}
	shape.records(input.evidence.checks.value, {"name": "string", "result": "string"}, may)
	every check in input.evidence.checks.value { check.result in data.data.checks.results }
}

_fits contains "approvals" if {
	may := {"kind": "string", "head_sha": "string", "expires_us": "number"}
	shape.records(input.evidence.approvals.value, {"by": "string"}, may)
	every approval in input.evidence.approvals.value { _kind(approval) }
}

_fits contains "staging" if {
	shape.record(input.evidence.staging.value, {"result": "string"}, {"head_sha": "string"})
	input.evidence.staging.value.result in data.data.checks.results
}

_identity := {"kind": "string", "family": "string", "operator": "string"}

_kind(someone) if object.get(someone, "kind", "agent") in {"agent", "human"}
