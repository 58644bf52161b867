# METADATA
# title: the kill switch, and sessions that only read
package tool.switches

import data.tool.effect
import data.tool.session

evaluated if {
	effect.sound
	session.settings_stated
	count(_reads) > 0
}

# METADATA
# title: the kill switch is on, and this is no read
# description: Wait until the operator sets `kill_switch = false`.
# custom:
#   code: tool.switch.kill
#   outcome: deny
#   fleet_rule: K1
deny contains {
	"code": "tool.switch.kill",
	"message": "the kill switch is on and only reads pass: wait until the operator sets `kill_switch = false`",
	"subject": what,
} if {
	input.settings.kill_switch == "on"
	some what in _more_than_reads
}

# METADATA
# title: the session only reads, and this is no read
# description: Do it in a session whose profile is `developer`.
# custom:
#   code: tool.profile.read_only
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.profile.read_only",
	"message": "this session only reads: do it in a session whose profile is `developer`",
	"subject": what,
} if {
	"read-only" in input.settings.profiles
	some what in _more_than_reads
}

hold := set()

_more_than_reads contains g.kind if {
	some g in effect.groups
	not g.kind in _reads
}

_more_than_reads contains input.call.tool if input.call.action in {"mcp", "agent", "unknown"}

_more_than_reads contains gap.part if some gap in input.unknown.parts

_reads := data.data.tool.reads
