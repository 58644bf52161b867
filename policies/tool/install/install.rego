# METADATA
# title: packages that come or go
package tool.install

import data.tool.effect
import data.tool.session
import data.tool.stated

evaluated if {
	effect.sound
	session.settings_stated
	stated.table
}

deny := set()

# METADATA
# title: packages are installed or published
# description: Let a person confirm it, or list the command under `[tool.allow] commands`.
# custom:
#   code: tool.install.held
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.install.held",
	"message": concat("", ["`", g.kind, "`: a person must confirm it, or the fleet file must allow the command"]),
	"subject": subject,
} if {
	some g in effect.held("install")
	some subject in effect.named(g)
}
