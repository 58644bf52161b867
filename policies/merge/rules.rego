# METADATA
# title: the rule packages of the point, each named: what is not named is not asked, what is missing denies
package merge

import data.merge.approvals
import data.merge.checks
import data.merge.enrolment
import data.merge.evidence
import data.merge.labels
import data.merge.limits
import data.merge.mergeability
import data.merge.parked
import data.merge.paths
import data.merge.review
import data.merge.risk
import data.merge.size
import data.merge.staging
import data.merge.switches
import data.merge.synthetic

rules := {
	"approvals", "checks", "enrolment", "evidence", "labels", "limits", "mergeability", "parked",
	"paths", "review", "risk", "size", "staging", "switches", "synthetic",
}

evaluated contains "approvals" if approvals.evaluated
evaluated contains "checks" if checks.evaluated
evaluated contains "enrolment" if enrolment.evaluated
evaluated contains "evidence" if evidence.evaluated
evaluated contains "labels" if labels.evaluated
evaluated contains "limits" if limits.evaluated
evaluated contains "mergeability" if mergeability.evaluated
evaluated contains "parked" if parked.evaluated
evaluated contains "paths" if paths.evaluated
evaluated contains "review" if review.evaluated
evaluated contains "risk" if risk.evaluated
evaluated contains "size" if size.evaluated
evaluated contains "staging" if staging.evaluated
evaluated contains "switches" if switches.evaluated
evaluated contains "synthetic" if synthetic.evaluated

# METADATA
# title: a rule could not be evaluated
# description: The rule's facts or data are missing or of a wrong type, or its file is gone. Mend the bundle.
# custom:
#   code: merge.rule.not_evaluated
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "merge.rule.not_evaluated",
	"message": "this rule could not be evaluated on these facts; run `fleetgate policy test` and look at the facts",
	"subject": rule,
} if {
	some rule in rules - evaluated
}

deny contains reason if some reason in approvals.deny
deny contains reason if some reason in checks.deny
deny contains reason if some reason in enrolment.deny
deny contains reason if some reason in evidence.deny
deny contains reason if some reason in labels.deny
deny contains reason if some reason in limits.deny
deny contains reason if some reason in mergeability.deny
deny contains reason if some reason in parked.deny
deny contains reason if some reason in paths.deny
deny contains reason if some reason in review.deny
deny contains reason if some reason in risk.deny
deny contains reason if some reason in size.deny
deny contains reason if some reason in staging.deny
deny contains reason if some reason in switches.deny
deny contains reason if some reason in synthetic.deny

hold contains reason if some reason in approvals.hold
hold contains reason if some reason in checks.hold
hold contains reason if some reason in enrolment.hold
hold contains reason if some reason in evidence.hold
hold contains reason if some reason in labels.hold
hold contains reason if some reason in limits.hold
hold contains reason if some reason in mergeability.hold
hold contains reason if some reason in parked.hold
hold contains reason if some reason in paths.hold
hold contains reason if some reason in review.hold
hold contains reason if some reason in risk.hold
hold contains reason if some reason in size.hold
hold contains reason if some reason in staging.hold
hold contains reason if some reason in switches.hold
hold contains reason if some reason in synthetic.hold

note contains reason if some reason in approvals.note
note contains reason if some reason in evidence.note
note contains reason if some reason in paths.note
note contains reason if some reason in review.note

missing contains name if some name in approvals.missing
missing contains name if some name in enrolment.missing
missing contains name if some name in evidence.missing
missing contains name if some name in staging.missing
