# METADATA
# title: rights, credentials and the machine itself
package tool.privilege

import data.tool.effect
import data.tool.session
import data.tool.stated

evaluated if {
	effect.sound
	session.settings_stated
	stated.table
}

# METADATA
# title: other rights, credentials or changes of the machine
# description: Do without: an agent works with its own rights, in its repository.
# custom:
#   code: tool.privilege.denied
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.privilege.denied",
	"message": concat("", ["`", g.kind, "`: an agent works with its own rights, in its repository: do without"]),
	"subject": subject,
} if {
	some g in effect.of("privilege", "deny")
	some subject in effect.named(g)
}

# METADATA
# title: the environment, processes or settings are touched
# description: Let a person confirm it, or list the command under `[tool.allow] commands`.
# custom:
#   code: tool.privilege.held
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.privilege.held",
	"message": concat("", ["`", g.kind, "`: a person must confirm this, or the fleet file must allow the command"]),
	"subject": subject,
} if {
	some g in effect.held("privilege")
	some subject in effect.named(g)
}
