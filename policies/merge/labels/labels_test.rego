package merge.labels_test

import data.lib.example_test as example
import data.merge.labels

_with(list) := example.with_evidence("labels", list)

_codes := example.codes(labels.deny | labels.hold)

test_silent if {
	labels.evaluated with input as example.allowed
	_codes == set() with input as _with(["risk:low", "size:xs", "autonomy:safe", "area:auth", "risk", "a:b:c"])
}

test_d1_blocked if {
	every label in ["autonomy:blocked", "autonomy::blocked", "autonomy/blocked", "Autonomy: Blocked"] {
		_codes == {"merge.labels.blocked"} with input as _with([label])
	}
}

test_d1_conflict if {
	_codes == {"merge.labels.conflict"} with input as _with(["risk:low", "risk:medium"])
	_codes == set() with input as _with(["risk:low", "risk::low"])
}

test_d1_unknown if {
	every label in ["risk:tiny", "size:", "risk:low:er", "autonomy:yes"] {
		_codes == {"merge.labels.unknown"} with input as _with([label])
	}
}

test_d1_raises_even_in_conflict if {
	labels.raises == {"risk.high": "high"} with input as _with(["risk:low", "risk:high"])
	labels.raises == {"size.xl": "medium"} with input as _with(["size/XL"])
	labels.raises == {} with input as _with(["risk:low"])
}

test_not_evaluated if {
	not labels.evaluated with input as example.without(["evidence", "labels"])
	not labels.evaluated with input as _with("risk:low")
	not labels.evaluated with input as _with([null])
}
