package merge_rules_test

import data.lib.example_test as example
import data.merge

test_every_rule_is_asked_and_silent if {
	merge.evaluated == merge.rules with input as example.allowed
	merge.deny | merge.hold | merge.note == set() with input as example.allowed
}

test_gf1_what_is_not_evaluated_denies if {
	denied := merge.deny with input as {}
	named := {reason.subject | some reason in denied; reason.code == "merge.rule.not_evaluated"}
	named == merge.rules
}

test_rules_of_every_kind_are_heard if {
	"merge.switch.kill" in example.codes(merge.deny) with input as example.with_facts({"settings": {"kill_switch": true}})
	"merge.change.draft" in example.codes(merge.hold) with input as example.with_evidence("draft", true)
	staged := example.with_evidence("staging", {"result": "success"})
	example.codes(merge.note) == {"merge.evidence.other_head"} with input as staged
}
