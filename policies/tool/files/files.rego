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
	stated.lists
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

# METADATA
# title: a search may come upon what agents don't write
# description: Begin the search in a folder that holds none of it, or name the files.
# custom:
#   code: tool.files.found
#   outcome: hold
#   fleet_rule: GF1
hold contains {
	"code": "tool.files.found",
	"message": "the search may come upon this, and it would be changed: begin in another folder, or name the files",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in _writing
	"possible" in g.traits
	_guarded(g)
	some subject in effect.named(g)
}

# METADATA
# title: what a build or a formatter leaves in a protected folder
# description: Run it in another folder, or let a person confirm it.
# custom:
#   code: tool.files.left
#   outcome: hold
#   fleet_rule: GF1
hold contains {
	"code": "tool.files.left",
	"message": "this leaves files in a protected folder: run it elsewhere, or a person must confirm it",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in data.data.tool.paths.leaving
	g.form == "none"
	effect.has(g, array.concat(_protected, _forbidden))
	some subject in effect.named(g)
}

_guarded(g) if effect.has(g, _secret)

_guarded(g) if effect.has(g, _protected)

_guarded(g) if effect.has(g, _forbidden)

_guarded(g) if effect.has(g, _high)

_guarded(g) if g.place in {"home", "outside", "temporary", "unknown"}

_guarded(g) if {
	some trait in {"path.odd", "hardlink.unresolved"}
	trait in g.traits
}

# A folder that a tool made is emptied for what it makes anew.
_made(g) if {
	g.kind == "replace"
	g.place == "inside"
	g.form == "exact"
	effect.has(g, _paths_made)
}

_forbidden := data.data.tool.paths.forbidden

_high := data.data.tool.paths.guarded

_protected := data.data.tool.paths.protected

_secret := data.data.tool.paths.secret

_writing := data.data.tool.paths.writing

_paths_made := data.data.tool.paths.made
