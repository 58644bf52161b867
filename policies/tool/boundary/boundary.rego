# METADATA
# title: agents work in their repository
package tool.boundary

import data.tool.effect
import data.tool.session
import data.tool.stated

evaluated if {
	effect.sound
	session.session_stated
	stated.lists
}

# METADATA
# title: something is written outside of the repository
# description: Write inside of the repository.
# custom:
#   code: tool.boundary.write
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.boundary.write",
	"message": "this lies outside of the repository: write inside of it",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in _writing
	g.place in {"home", "outside"}
	not "possible" in g.traits
	some subject in effect.named(g)
}

# METADATA
# title: something is read or run outside of the repository
# description: Work inside of the repository, or let a person confirm it.
# custom:
#   code: tool.boundary.read
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.boundary.read",
	"message": "this lies outside of the repository: a person must confirm it",
	"subject": subject,
} if {
	some g in effect.groups
	not g.kind in _writing
	g.place in {"home", "outside", "temporary"}
	some subject in effect.named(g)
}

# METADATA
# title: something is written to a folder for temporary files
# description: Write inside of the repository, or let a person confirm it.
# custom:
#   code: tool.boundary.temporary
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.boundary.temporary",
	"message": "folders for temporary files are everybody's: write inside of the repository, or let a person confirm it",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in _writing
	g.place == "temporary"
	some subject in effect.named(g)
}

# METADATA
# title: nobody knows where this lies
# description: Name the path in full, without variables; let a person confirm it otherwise.
# custom:
#   code: tool.boundary.unknown
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.boundary.unknown",
	"message": "where this lies is known only when it runs: name the path in full, or let a person confirm it",
	"subject": subject,
} if {
	some g in effect.groups
	_unplaced(g)
	some subject in effect.named(g)
}

_unplaced(g) if g.place == "unknown"

_unplaced(g) if "unresolved" in g.traits

# To write to a file by its number opens it anew, with other rights than it was opened with.
_unplaced(g) if {
	"reopened" in g.traits
	g.kind in _writing
}

_unplaced(g) if {
	g.form in {"dynamic", "fed"}
	g.kind in _all
}

_all := data.data.tool.paths.all

_writing := data.data.tool.paths.writing
