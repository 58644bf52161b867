# METADATA
# title: what the operator or the repository denies by name
package tool.denied

import data.tool.effect
import data.tool.session

evaluated if {
	effect.sound
	session.settings_stated
}

# METADATA
# title: something that is denied by name
# description: Do without. Only who wrote the list, `[tool.deny]`, can change it.
# custom:
#   code: tool.denied.listed
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.denied.listed",
	"message": "`[tool.deny]` of the fleet file or of `.fleetgate.toml` lists this: do without",
	"subject": name,
} if {
	some name in _named
}

hold := set()

_list := input.settings.deny

_named contains g.command if {
	some g in effect.groups
	g.command in _list.commands
}

_named contains gap.command if {
	some gap in input.unknown.parts
	gap.command in _list.commands
}

_named contains g.host if {
	some g in effect.groups
	g.host in _list.hosts
}

_named contains input.call.mcp if input.call.mcp in _list.mcp

_named contains input.call.tool if input.call.tool in _list.tools
