# METADATA
# title: secrets are neither read nor written
package tool.secrets

import data.tool.effect
import data.tool.session
import data.tool.stated

evaluated if {
	effect.sound
	session.settings_stated
	stated.lists
}

# METADATA
# title: a secret is read
# description: Work without it: read the template, ask a person for what is needed.
# custom:
#   code: tool.secret.read
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.secret.read",
	"message": "secrets are not read: use the template beside it, or ask a person for what is needed",
	"subject": subject,
} if {
	some g in effect.groups
	_read(g)
	effect.has(g, _secret)
	some subject in effect.named(g)
}

# METADATA
# title: a secret is written
# description: Leave it to a person.
# custom:
#   code: tool.secret.write
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.secret.write",
	"message": "secrets are not written: leave it to a person",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in _writing
	effect.has(g, _secret)
	not "possible" in g.traits
	some subject in effect.named(g)
}

# METADATA
# title: a file is touched that may hold secrets
# description: Work without it, or let a person confirm that it holds none.
# custom:
#   code: tool.secret.doubtful
#   outcome: hold
#   fleet_rule: GF1
hold contains {
	"code": "tool.secret.doubtful",
	"message": "by its name this may hold secrets: a person must confirm that it is read or written",
	"subject": subject,
} if {
	some g in effect.groups
	_touched(g)
	effect.has(g, _doubtful)
	some subject in effect.named(g)
}

_touched(g) if {
	g.kind in array.concat(_reading, _writing)
	g.kind != "list"
	_file(g)
}

# A folder of that name is none, and what is not there holds nothing.
_file(g) if {
	"exists" in g.traits
	not "folder" in g.traits
}

_file(g) if g.form != "exact"

# A listing gives names away, and contents only where it goes below.
_read(g) if {
	g.kind in _reading
	g.kind != "list"
}

_read(g) if {
	g.kind == "list"
	"attribute.recursive" in g.traits
}

_read(g) if {
	g.kind == "list"
	g.form == "found"
}

_doubtful := data.data.tool.paths.doubtful

_reading := data.data.tool.paths.reading

_secret := data.data.tool.paths.secret

_writing := data.data.tool.paths.writing
