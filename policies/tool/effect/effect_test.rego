package tool.effect_test

import data.tool.effect
import data.tool.example_test as example

test_sound if {
	effect.sound with input as example.allowed
	every kind, _ in data.data.tool.kinds { effect.sound with input as example.with_kind(kind) }
}

test_not_sound if {
	every patch in [
		{"form": "whole"}, {"place": "nowhere"}, {"count": 0}, {"traits": ["exists", "new"]}, {"classes": [1]}, {"subjects": null},
		{"place": "unknown"}, {"traits": []}, {"other": 1},
	] {
		not effect.sound with input as example.with_effect(patch)
	}
	not effect.sound with input as example.with_facts({"total": 7})
	not effect.sound with input as example.with_facts({"unknown": {"count": 1, "parts": []}})
	not effect.sound with input as example.with_facts({"call": {"action": "dance"}})
	not effect.sound with input as example.with_facts({"call": {"tool": ""}})
}

test_nothing_is_no_consent if {
	not effect.sound with input as example.with_facts({"effects": [], "total": 0})
	effect.sound with input as example.with_facts({"effects": [], "total": 0, "call": {"action": "unknown"}})
}
