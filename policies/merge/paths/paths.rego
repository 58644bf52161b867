# METADATA
# title: forbidden paths and paths that nobody can read
package merge.paths

import data.data.risk
import data.lib.change
import data.lib.group
import data.merge.approvals

evaluated if {
	change.sound
	change.history_sound
	count(risk.forbidden) > 0
	approvals.evaluated
}

# METADATA
# title: a forbidden path is changed
# description: Take the path out of the change. Nobody's approval lifts this.
# custom:
#   code: merge.path.forbidden
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "merge.path.forbidden",
	"message": "a forbidden path never merges: take it out of the change and of its history",
	"subject": path,
} if {
	some path in _net
}

deny contains {
	"code": "merge.path.forbidden",
	"message": "more forbidden paths than are named here: take them out of the change and of its history",
	"count": more,
} if {
	more := sum([unnamed | some g in input.change.groups; _is_forbidden(g); unnamed := g.files - count(g.paths)])
	more > 0
}

# METADATA
# title: a commit of the range touches a forbidden path that the net change does not show
# description: Rewrite the branch without that commit, and rotate what it gave away.
# custom:
#   code: merge.path.forbidden_history
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "merge.path.forbidden_history",
	"message": concat("", [
		"commit ",
		substring(seen.commit, 0, 12),
		" touches a forbidden path: rewrite the branch without it and rotate what it gave away",
	]),
	"subject": seen.path,
} if {
	some g in input.change.history.groups
	_is_forbidden(g)
	some seen in g.paths
	not seen.path in _net
}

# METADATA
# title: a path that git can't print plainly
# description: Rename the file. Where the operator allows it, an owner's approval of high risk lifts this.
# custom:
#   code: merge.path.odd
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "merge.path.odd",
	"message": concat("", ["this path can't be read plainly (", odd.why, "): rename the file"]),
	"subject": odd.path,
} if {
	not approvals.lifts_high
	some odd in input.change.odd.paths
}

# METADATA
# title: a path that git can't print plainly, approved by owners
# description: Nothing: owners approved high risk at this head. Rename the file all the same.
# custom:
#   code: merge.path.odd_approved
#   outcome: allow
#   fleet_rule: F4
note contains {
	"code": "merge.path.odd_approved",
	"message": concat("", ["this path can't be read plainly (", odd.why, "): owners approved the head all the same"]),
	"subject": odd.path,
} if {
	approvals.lifts_high
	some odd in input.change.odd.paths
}

hold := set()

_net contains path if {
	some g in input.change.groups
	_is_forbidden(g)
	some path in g.paths
}

_is_forbidden(g) if {
	some class in data.data.risk.forbidden
	group.has(g, class)
}
