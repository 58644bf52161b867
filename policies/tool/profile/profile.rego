# METADATA
# title: a session in which nobody is there to ask
package tool.profile

import data.tool.session
import data.tool.boundary
import data.tool.branches
import data.tool.denied
import data.tool.files
import data.tool.guard
import data.tool.install
import data.tool.kinds
import data.tool.network
import data.tool.paths
import data.tool.privilege
import data.tool.runs
import data.tool.secrets
import data.tool.switches
import data.tool.tools
import data.tool.unknown
import data.tool.vcs

evaluated if session.settings_stated

# METADATA
# title: a person would have to be asked, and nobody is there
# description: Do without, or let the operator allow it by name in `[tool.allow]`.
# custom:
#   code: tool.profile.unattended
#   outcome: deny
#   fleet_rule: GF5
deny contains {
	"code": "tool.profile.unattended",
	"message": "nobody is there to confirm this: do without, or let the operator allow it by name in `[tool.allow]`",
	"subject": code,
} if {
	"ci" in input.settings.profiles
	some code in _held
}

hold := set()

_held contains reason.code if some reason in boundary.hold
_held contains reason.code if some reason in branches.hold
_held contains reason.code if some reason in denied.hold
_held contains reason.code if some reason in files.hold
_held contains reason.code if some reason in guard.hold
_held contains reason.code if some reason in install.hold
_held contains reason.code if some reason in kinds.hold
_held contains reason.code if some reason in network.hold
_held contains reason.code if some reason in paths.hold
_held contains reason.code if some reason in privilege.hold
_held contains reason.code if some reason in runs.hold
_held contains reason.code if some reason in secrets.hold
_held contains reason.code if some reason in switches.hold
_held contains reason.code if some reason in tools.hold
_held contains reason.code if some reason in unknown.hold
_held contains reason.code if some reason in vcs.hold
