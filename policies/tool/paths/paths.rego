# METADATA
# title: paths that agents don't write
package tool.paths

import data.tool.effect
import data.tool.session
import data.tool.stated

evaluated if {
	effect.sound
	session.settings_stated
	stated.lists
}

# METADATA
# title: a protected path is written
# description: Leave it as it is, or ask a person to change it: CI, hooks, agent settings, git's own files, the gate.
# custom:
#   code: tool.path.protected
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.path.protected",
	"message": "this path is protected: leave it as it is, or ask a person to change it",
	"subject": subject,
} if {
	some g in _written
	effect.has(g, _protected)
	some subject in effect.named(g)
}

# METADATA
# title: a path that the fleet file forbids is written
# description: Leave it as it is. Only the operator can take it off the list.
# custom:
#   code: tool.path.forbidden
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.path.forbidden",
	"message": "the operator forbids this path: leave it as it is",
	"subject": subject,
} if {
	some g in _written
	effect.has(g, _forbidden)
	some subject in effect.named(g)
}

# METADATA
# title: a path is written that can't be read plainly
# description: Use a plain name.
# custom:
#   code: tool.path.odd
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.path.odd",
	"message": "this path can't be read plainly: use a plain name",
	"subject": subject,
} if {
	some g in _written
	"path.odd" in g.traits
	some subject in effect.named(g)
}

# METADATA
# title: a guarded path is written
# description: Let a person confirm it. Infrastructure, policies, sensitive paths and what runs by itself are high risk.
# custom:
#   code: tool.path.guarded
#   outcome: hold
#   fleet_rule: F4
hold contains {
	"code": "tool.path.guarded",
	"message": "this path is of high risk at merge, or runs by itself: a person must confirm it",
	"subject": subject,
} if {
	some g in _written
	effect.has(g, data.data.tool.paths.guarded)
	some subject in effect.named(g)
}

# METADATA
# title: files of the control plane are staged
# description: Stage other files, or let a person confirm it.
# custom:
#   code: tool.path.staged
#   outcome: hold
#   fleet_rule: GF1
hold contains {
	"code": "tool.path.staged",
	"message": "this path is protected: a person must confirm that it is staged",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in data.data.tool.paths.staging
	effect.has(g, array.concat(_protected, _forbidden))
	some subject in effect.named(g)
}

# METADATA
# title: a file with other names is written
# description: Copy it and edit the copy, or let a person confirm it.
# custom:
#   code: tool.path.linked
#   outcome: hold
#   fleet_rule: GF1
hold contains {
	"code": "tool.path.linked",
	"message": "this file has other names that were not all found: copy it and edit the copy, or let a person confirm it",
	"subject": subject,
} if {
	some g in _written
	"hardlink.unresolved" in g.traits
	some subject in effect.named(g)
}

# METADATA
# title: a path that could mean something else
# description: Write the path out, without variables, braces, percent signs or addresses.
# custom:
#   code: tool.path.unclear
#   outcome: hold
#   fleet_rule: GF1
hold contains {
	"code": "tool.path.unclear",
	"message": "this path could mean something else to somebody: write it out plainly",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in _all
	_unclear(g)
	some subject in effect.named(g)
}

_unclear(g) if "path.unexpanded" in g.traits
_unclear(g) if {
	"path.odd" in g.traits
	not g.kind in _writing
}
_unclear(g) if "special" in g.traits

# What is named, and not what a formatter comes upon in its folder.
_written := [g | some g in effect.groups; g.kind in _writing; g.form != "none"; not "possible" in g.traits]

_all := data.data.tool.paths.all
_forbidden := data.data.tool.paths.forbidden
_protected := data.data.tool.paths.protected
_writing := data.data.tool.paths.writing
