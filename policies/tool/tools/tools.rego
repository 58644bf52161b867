# METADATA
# title: tools of MCP servers, and tools that nobody knows
package tool.tools

import data.tool.effect
import data.tool.session

evaluated if {
	effect.sound
	session.settings_stated
	_named
}

_named if input.call.action != "mcp"

_named if is_string(input.call.mcp)

deny := set()

# METADATA
# title: a tool of an MCP server that the operator does not list
# description: Let a person confirm it, or list `server/tool` under `[tool.allow] mcp`.
# custom:
#   code: tool.mcp.unlisted
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.mcp.unlisted",
	"message": "the operator does not list this tool: a person must confirm it, or `[tool.allow] mcp` must list it",
	"subject": input.call.mcp,
} if {
	input.call.action == "mcp"
	not input.call.mcp in input.settings.allow.mcp
}

# METADATA
# title: a tool that nobody knows
# description: Let a person confirm it, or list its name under `[tool.allow] tools`.
# custom:
#   code: tool.unknown.tool
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.unknown.tool",
	"message": "nobody knows this tool: a person must confirm it, or `[tool.allow] tools` must list it",
	"subject": input.call.tool,
} if {
	input.call.action == "unknown"
	not input.call.tool in input.settings.allow.tools
}
