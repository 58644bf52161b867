package tool_test

import data.tool
import data.tool.example_test as example

test_allowed if {
	tool.decision.outcome == "allow" with input as example.allowed
	tool.decision.obligations == set() with input as example.allowed
}

test_hold if {
	tool.decision.outcome == "hold" with input as example.with_gap({})
	tool.decision.obligations == {{"do": "escalate", "with": {"to": "human"}}} with input as example.with_gap({})
}

test_a_deny_stands_beside_a_hold if {
	facts := object.union(example.with_effect({"classes": ["control"]}), example.with_gap({}).unknown)
	tool.decision.outcome == "deny" with input as object.union(example.with_effect({"classes": ["control"]}), {
		"unknown": {"count": 1, "parts": [{"part": "x", "why": "a test says so"}]},
	})
	facts.total == 1
}

test_no_facts_deny if tool.decision.outcome == "deny" with input as {}

test_a_rule_that_is_not_evaluated_denies_by_name if {
	without := object.remove(example.allowed, ["effects"])
	{r.code | some r in tool.deny} == {"tool.rule.not_evaluated"} with input as without
	{r.subject | some r in tool.deny} == tool.rules - {"grant", "profile"} with input as without
}
