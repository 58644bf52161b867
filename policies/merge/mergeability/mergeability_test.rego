package merge.mergeability_test

import data.lib.example_test as example
import data.merge.mergeability

_codes := example.codes(mergeability.deny | mergeability.hold)

_change(patch) := example.with_facts({"change": patch})

test_silent if {
	mergeability.evaluated with input as example.allowed
	_codes == set() with input as example.allowed
}

test_gf1_empty if _codes == {"merge.change.empty"} with input as example.with_groups([])

test_m1_conflict if {
	found := {"conflicts": {"value": {"files": 1, "paths": ["a"]}}}
	_codes == {"merge.change.conflict"} with input as _change(found)
	_codes == {"merge.change.conflict_unknown"} with input as _change({"conflicts": {"unknown": "why"}})
	not mergeability.evaluated with input as _change({"conflicts": {"value": {"files": 1}}})
}

test_m1_behind if {
	_codes == set() with input as _change({"contains_base": false})
	asked := {"settings": {"review": {"up_to_date": true}}}
	_codes == set() with input as example.with_facts(asked)
	_codes == {"merge.change.behind"} with input as object.union(_change({"contains_base": false}), asked)
}

test_m2_draft if _codes == {"merge.change.draft"} with input as example.with_evidence("draft", true)

test_m2_title if {
	every title in ["WIP", "[WIP] a", "wip: a", "Draft: a", "draft:a", " (WIP) a", "Do not merge yet", "fix: a [wip]"] {
		_codes == {"merge.change.in_progress"} with input as example.with_evidence("title", title)
	}
	every title in ["wipe the disk", "drafting rules", "explain drafts", "swipe"] {
		_codes == set() with input as example.with_evidence("title", title)
	}
}

test_m2_label if {
	every label in ["wip", "WIP", "do-not-merge", "do not merge", "hold", "blocked", "status:blocked", "state/on-hold"] {
		_codes == {"merge.change.in_progress"} with input as example.with_evidence("labels", [label])
	}
	every label in ["holder", "unblocked", "merge"] { _codes == set() with input as example.with_evidence("labels", [label]) }
}

test_m2_commits if {
	every word in ["fixup!", "squash!", "amend!"] {
		marked := {"history": {"marks": [{"word": word, "commits": 1}]}}
		_codes == {"merge.change.unfinished_commits"} with input as _change(marked)
	}
	_codes == set() with input as _change({"history": {"marks": [{"word": "feat!", "commits": 1}]}})
}

test_not_evaluated if {
	every name in ["contains_base", "conflicts", "totals", "groups", "history", "evidence", "base_sha", "head_sha"] {
		not mergeability.evaluated with input as example.without(["change", name])
	}
	every name in ["draft", "title", "labels"] {
		not mergeability.evaluated with input as example.without(["evidence", name])
	}
	not mergeability.evaluated with input as example.without(["settings", "review", "up_to_date"])
	not mergeability.evaluated with input as example.without(["schema"])
	not mergeability.evaluated with input as _change({"evidence": {"head_sha": "3"}})
}
