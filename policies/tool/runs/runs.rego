# METADATA
# title: programs and code that a call starts
package tool.runs

import data.tool.effect
import data.tool.session

evaluated if {
	effect.sound
	session.settings_stated
	effect.table_stated
}

deny := set()

# METADATA
# title: code runs that no specification vouches for
# description: Use the build tool, let a person confirm it, or list the command under `[tool.allow] commands`.
# custom:
#   code: tool.runs.held
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.runs.held",
	"message": concat("", ["`", g.kind, "`: a person must confirm what runs, or the fleet file must allow the command"]),
	"subject": subject,
} if {
	some g in effect.held("runs")
	some subject in effect.named(g)
}
