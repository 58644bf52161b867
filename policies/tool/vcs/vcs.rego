# METADATA
# title: what git may do
package tool.vcs

import data.tool.effect
import data.tool.session
import data.tool.stated

evaluated if {
	effect.sound
	session.settings_stated
	stated.table
}

# METADATA
# title: git would throw work away or rewrite history
# description: Leave history and work as they are: commit anew, or ask a person to run it.
# custom:
#   code: tool.vcs.denied
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.vcs.denied",
	"message": concat("", ["`", g.kind, "`: ", _instead(g.kind)]),
	"subject": subject,
} if {
	some g in effect.of("vcs", "deny")
	some subject in effect.named(g)
}

_instead(kind) := "git's configuration stays as it is: give the setting to one command by `git -c NAME=VALUE`" if {
	kind == "vcs.config.write"
}

_instead(kind) := "this throws work away or rewrites history: commit anew instead" if kind != "vcs.config.write"

# METADATA
# title: git would touch the network, the work tree or what others rely on
# description: Let a person confirm it, or list the command under `[tool.allow] commands`.
# custom:
#   code: tool.vcs.held
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.vcs.held",
	"message": concat("", ["`", g.kind, "`: a person must confirm this, or the fleet file must allow the command"]),
	"subject": subject,
} if {
	some g in effect.held("vcs")
	some subject in effect.named(g)
}
