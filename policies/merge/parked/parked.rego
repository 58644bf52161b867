# METADATA
# title: reviving a parked package needs a decision record
package merge.parked

import data.lib.change
import data.lib.group

evaluated if change.sound

# METADATA
# title: a parked path is changed without a decision record
# description: Add or change a record below one of the `adr` paths in the same change.
# custom:
#   code: merge.parked.no_record
#   outcome: deny
#   fleet_rule: GF2
deny contains {
	"code": "merge.parked.no_record",
	"message": "this path is parked: add or change a decision record below one of the `adr` paths in the same change",
	"subject": min(parked),
} if {
	count(parked) > 0
	not recorded
}

hold := set()

parked contains path if {
	some g in input.change.groups
	group.has(g, "operator.parked")
	some path in g.paths
}

recorded if {
	some g in input.change.groups
	group.has(g, "operator.adr")
	not group.has(g, "operator.parked")
	"content.text" in g.traits
	not "deleted" in g.traits
	g.added > 0
}
