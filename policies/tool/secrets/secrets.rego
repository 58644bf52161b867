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

hold := set()

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

_reading := data.data.tool.paths.reading

_secret := data.data.tool.paths.secret

_writing := data.data.tool.paths.writing
