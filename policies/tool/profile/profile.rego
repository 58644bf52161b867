# METADATA
# title: a session in which nobody is there to ask
package tool.profile

import data.tool.held
import data.tool.session

evaluated if {
	held.evaluated
	session.settings_stated
}

# METADATA
# title: a person would have to be asked, and nobody is there
# description: Do without, or let the operator allow it by name in `[tool.allow]`.
# custom:
#   code: tool.profile.unattended
#   outcome: deny
#   fleet_rule: GF5
deny contains {
	"code": "tool.profile.unattended",
	"message": "nobody is there to confirm this: do without, or let the operator allow it by name in `[tool.allow]`",
	"subject": reason.code,
} if {
	"ci" in input.settings.profiles
	some reason in held.reasons
}

hold := set()
