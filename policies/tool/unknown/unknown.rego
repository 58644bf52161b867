# METADATA
# title: understood or asked
package tool.unknown

import data.tool.effect
import data.tool.session

evaluated if {
	effect.sound
	session.settings_stated
}

deny := set()

# METADATA
# title: a part of the call was not understood
# description: Write it plainer; let a person confirm it, or list the command under `[tool.allow] commands`.
# custom:
#   code: tool.unknown.part
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.unknown.part",
	"message": concat("", ["not understood: ", gap.why]),
	"subject": gap.part,
} if {
	some gap in input.unknown.parts
	not gap.command in input.settings.allow.commands
}

hold contains {
	"code": "tool.unknown.part",
	"message": "more was not understood than is named here: write it plainer, in several calls",
	"count": more,
} if {
	more := input.unknown.count - count(input.unknown.parts)
	more > 0
}
