# METADATA
# title: hooks and guards stay on
package tool.guard

import data.tool.effect
import data.tool.session
import data.tool.stated

evaluated if {
	effect.sound
	session.settings_stated
	stated.table
}

# METADATA
# title: a hook or a guard would be skipped or turned off
# description: Leave hooks and guards on; mend what they object to.
# custom:
#   code: tool.guard.denied
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.guard.denied",
	"message": concat("", ["`", g.kind, "`: hooks and guards stay on: mend what they object to"]),
	"subject": subject,
} if {
	some g in effect.of("guard", "deny")
	some subject in effect.named(g)
}

hold := set()
