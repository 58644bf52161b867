# METADATA
# title: every kind of effect has a line in the table
package tool.kinds

import data.tool.effect
import data.tool.stated

evaluated if {
	effect.sound
	stated.table
}

# METADATA
# title: a kind of effect that the table does not list
# description: Add a line for the kind to `policies/data/tool.json`.
# custom:
#   code: tool.kind.unlisted
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.kind.unlisted",
	"message": "nothing is said about this kind of effect: add a line for it to `policies/data/tool.json`",
	"subject": g.kind,
} if {
	some g in input.effects
	not _kinds[g.kind]
}

hold := set()

_kinds := data.data.tool.kinds
