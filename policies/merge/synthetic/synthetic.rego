# METADATA
# title: probes are closed, never merged
package merge.synthetic

import data.lib.evidence

evaluated if {
	evidence.stated("synthetic")
	evidence.stated("repo")
}

# METADATA
# title: the change is synthetic
# description: Close it. No policy and no approval lets it merge.
# custom:
#   code: merge.synthetic.close
#   outcome: deny
#   fleet_rule: P3
deny contains {
	"code": "merge.synthetic.close",
	"message": "this change is a probe: close it; no policy and no approval lets it merge",
} if {
	evidence.value("synthetic") == true
}

hold := set()
