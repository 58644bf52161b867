# METADATA
# title: may this agent run this tool call?
# description: Allow only if every rule package is evaluated and silent.
package tool

import data.tool.boundary
import data.tool.branches
import data.tool.denied
import data.tool.files
import data.tool.grant
import data.tool.guard
import data.tool.install
import data.tool.kinds
import data.tool.network
import data.tool.paths
import data.tool.privilege
import data.tool.profile
import data.tool.runs
import data.tool.secrets
import data.tool.switches
import data.tool.tools
import data.tool.unknown
import data.tool.vcs

rules := {
	"boundary", "branches", "denied", "files", "grant", "guard", "install", "kinds", "network", "paths", "privilege",
	"profile", "runs", "secrets", "switches", "tools", "unknown", "vcs",
}

evaluated contains "boundary" if boundary.evaluated
evaluated contains "branches" if branches.evaluated
evaluated contains "denied" if denied.evaluated
evaluated contains "files" if files.evaluated
evaluated contains "grant" if grant.evaluated
evaluated contains "guard" if guard.evaluated
evaluated contains "install" if install.evaluated
evaluated contains "kinds" if kinds.evaluated
evaluated contains "network" if network.evaluated
evaluated contains "paths" if paths.evaluated
evaluated contains "privilege" if privilege.evaluated
evaluated contains "profile" if profile.evaluated
evaluated contains "runs" if runs.evaluated
evaluated contains "secrets" if secrets.evaluated
evaluated contains "switches" if switches.evaluated
evaluated contains "tools" if tools.evaluated
evaluated contains "unknown" if unknown.evaluated
evaluated contains "vcs" if vcs.evaluated

# METADATA
# title: a rule could not be evaluated
# description: The rule's facts or data are missing or of a wrong type, or its file is gone. Mend the bundle.
# custom:
#   code: tool.rule.not_evaluated
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.rule.not_evaluated",
	"message": "this rule could not be evaluated on these facts; run `fleetgate policy test` and look at the facts",
	"subject": rule,
} if {
	some rule in rules - evaluated
}

deny contains reason if some reason in boundary.deny
deny contains reason if some reason in branches.deny
deny contains reason if some reason in denied.deny
deny contains reason if some reason in files.deny
deny contains reason if some reason in guard.deny
deny contains reason if some reason in install.deny
deny contains reason if some reason in kinds.deny
deny contains reason if some reason in network.deny
deny contains reason if some reason in paths.deny
deny contains reason if some reason in privilege.deny
deny contains reason if some reason in profile.deny
deny contains reason if some reason in runs.deny
deny contains reason if some reason in secrets.deny
deny contains reason if some reason in switches.deny
deny contains reason if some reason in tools.deny
deny contains reason if some reason in unknown.deny
deny contains reason if some reason in vcs.deny

hold contains reason if some reason in grant.standing

outcome := "deny" if count(deny) > 0

outcome := "hold" if {
	count(deny) == 0
	count(hold) > 0
}

outcome := "allow" if {
	count(deny) == 0
	count(hold) == 0
	evaluated == rules
}

# Fleet rule GF5: a hold goes to a person.
obligations contains {"do": "escalate", "with": {"to": "human"}} if outcome == "hold"

# METADATA
# title: the policy came to no decision
# description: Mend the bundle, then run `fleetgate policy test`.
# custom:
#   code: tool.undecided
#   outcome: deny
#   fleet_rule: GF1
default decision := {
	"outcome": "deny",
	"risk": null,
	"deny": [{"code": "tool.undecided", "message": "the policy came to no decision; run `fleetgate policy test`"}],
	"hold": [],
	"note": [],
	"obligations": [],
	"facts_missing": [],
	"derived": {},
}

decision := {
	"outcome": outcome,
	"risk": null,
	"deny": deny,
	"hold": hold,
	"note": grant.note,
	"obligations": obligations,
	"facts_missing": [],
	"derived": {},
}
