# METADATA
# title: may this change merge?
# description: Allow only if every rule package is evaluated and silent.
package merge

import data.merge.checks
import data.merge.limits
import data.merge.risk
import data.merge.size
import data.merge.synthetic

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

obligations contains {"do": "merge", "with": {"head_sha": input.change.head_sha}} if outcome == "allow"

# Fleet rule GF5: a hold goes to a person.
obligations contains {"do": "escalate", "with": {"to": "human"}} if outcome == "hold"

obligations contains {"do": "wait", "with": {"for": sort(checks.waiting)}} if {
	outcome == "hold"
	count(checks.waiting) > 0
}

obligations contains {"do": "split", "with": {}} if {
	outcome == "hold"
	count(limits.hold) > 0
}

obligations contains {"do": "close", "with": {}} if {
	outcome == "deny"
	count(synthetic.deny) > 0
}

default assessment := null

assessment := {"level": risk.level, "size": size.name, "factors": sort(risk.factors)}

# METADATA
# title: the policy came to no decision
# description: Mend the bundle, then run `fleetgate policy test`.
# custom:
#   code: merge.undecided
#   outcome: deny
#   fleet_rule: GF1
default decision := {
	"outcome": "deny",
	"risk": null,
	"deny": [{"code": "merge.undecided", "message": "the policy came to no decision; run `fleetgate policy test`"}],
	"hold": [],
	"note": [],
	"obligations": [],
	"facts_missing": [],
	"derived": {},
}

decision := {
	"outcome": outcome,
	"risk": assessment,
	"deny": deny,
	"hold": hold,
	"note": note,
	"obligations": obligations,
	"facts_missing": missing,
	"derived": {},
}
