# METADATA
# title: deletions, moves, and what changes files wholesale
package tool.files

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
# title: files are deleted, moved, linked, unpacked, or their mode is changed
# description: Let a person confirm it, or list the command under `[tool.allow] commands`.
# custom:
#   code: tool.files.held
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.files.held",
	"message": concat("", ["`", g.kind, "`: a person must confirm this, or the fleet file must allow the command"]),
	"subject": subject,
} if {
	some g in effect.held("files")
	not _made(g)
	some subject in effect.named(g)
}

# A folder that a tool made is emptied for what it makes anew.
_made(g) if {
	g.kind == "replace"
	g.place == "inside"
	g.form == "exact"
	effect.has(g, _paths_made)
}

_paths_made := data.data.tool.paths.made
