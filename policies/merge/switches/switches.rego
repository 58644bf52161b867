# METADATA
# title: the operator's switches
package merge.switches

evaluated if {
	is_boolean(input.settings.fleet_file)
	is_boolean(input.settings.kill_switch)
	is_string(input.settings.merge_policy)
}

policies := {"never", "on-green-with-review"}

# METADATA
# title: the kill switch is on
# description: Set `kill_switch = false` in the fleet file; it ships on.
# custom:
#   code: merge.switch.kill
#   outcome: deny
#   fleet_rule: K1
deny contains {"code": "merge.switch.kill", "message": _kill} if not _armed

# METADATA
# title: the merge policy is `never`
# description: Set `merge_policy = "on-green-with-review"` in the fleet file; it ships as `never`.
# custom:
#   code: merge.switch.never
#   outcome: deny
#   fleet_rule: P1
deny contains {
	"code": "merge.switch.never",
	"message": "the merge policy is `never`: set `merge_policy = \"on-green-with-review\"` in the fleet file",
} if {
	input.settings.merge_policy == "never"
}

# METADATA
# title: the merge policy is not one that fleetgate knows
# description: Write `never` or `on-green-with-review`.
# custom:
#   code: merge.switch.policy_unknown
#   outcome: deny
#   fleet_rule: P1
deny contains {
	"code": "merge.switch.policy_unknown",
	"message": "this merge policy is unknown and counts as `never`: write `never` or `on-green-with-review`",
	"subject": input.settings.merge_policy,
} if {
	not input.settings.merge_policy in policies
}

hold := set()

_armed if {
	input.settings.fleet_file == true
	input.settings.kill_switch == false
}

default _kill := "the kill switch is on: set `kill_switch = false` in the fleet file when merging may start"

_kill := "no fleet file was given, so the gate is disabled: pass `--fleet FILE` or set `FLEETGATE_FLEET`" if {
	input.settings.fleet_file == false
}
