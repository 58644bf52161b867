# METADATA
# title: everything that speaks for a person
package tool.held

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

# Undefined as soon as one of the rules is gone.
_holds := [
	boundary.hold, branches.hold, denied.hold, files.hold, guard.hold, install.hold, kinds.hold, network.hold,
	paths.hold, privilege.hold, runs.hold, secrets.hold, switches.hold, tools.hold, unknown.hold, vcs.hold,
]

evaluated if count(_holds) > 0

reasons contains reason if {
	some hold in _holds
	some reason in hold
}
