# METADATA
# title: the network, and services behind it
package tool.network

import data.tool.effect
import data.tool.session
import data.tool.stated

evaluated if {
	effect.sound
	session.settings_stated
	stated.table
}

# METADATA
# title: data leaves the machine
# description: Leave the data here; a person may send it.
# custom:
#   code: tool.network.denied
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.network.denied",
	"message": concat("", ["`", g.kind, "`: data would leave the machine: a person may send it"]),
	"subject": subject,
} if {
	some g in effect.of("network", "deny")
	some subject in effect.named(g)
}

# METADATA
# title: the network or a service is reached
# description: Let a person confirm it, or list the host or the command in `[tool.allow]`.
# custom:
#   code: tool.network.held
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.network.held",
	"message": concat("", ["`", g.kind, "`: a person must confirm this, or the fleet file must allow it"]),
	"subject": subject,
} if {
	some g in effect.held("network")
	some subject in effect.named(g)
}
