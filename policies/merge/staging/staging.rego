# METADATA
# title: contracts, auth, runtime and infrastructure are proven in staging first, where the operator asks for it
package merge.staging

import data.data.risk
import data.lib.change
import data.lib.evidence
import data.lib.fact
import data.lib.group
import data.lib.settings

evaluated if {
	change.sound
	settings.repo_stated
	evidence.stated("staging")
	evidence.stated("repo")
	count(risk.staged) > 0
}

deny := set()

# METADATA
# title: there is no staging result at this head
# description: Deploy this head to staging and pass the result as evidence.
# custom:
#   code: merge.staging.absent
#   outcome: hold
#   fleet_rule: T1
hold contains {
	"code": "merge.staging.absent",
	"message": "such a change needs a staging result at this head: deploy it to staging and pass the result",
	"subject": min(staged),
} if {
	required
	not result
}

# METADATA
# title: staging did not succeed at this head
# description: Mend the change until staging succeeds.
# custom:
#   code: merge.staging.not_success
#   outcome: hold
#   fleet_rule: T1
hold contains {
	"code": "merge.staging.not_success",
	"message": concat("", ["staging ended in `", result, "` at this head: mend the change until it succeeds"]),
	"subject": min(staged),
} if {
	required
	result != "success"
}

required if {
	input.settings.repo.value.staging == true
	count(staged) > 0
}

staged contains path if {
	some g in input.change.groups
	some class in risk.staged
	class in group.classes(g)
	some path in g.paths
}

result := staging.result if {
	staging := evidence.value("staging")
	evidence.at_head(staging)
}

missing contains "staging" if {
	required
	fact.unknown(input.evidence.staging)
}
