# METADATA
# title: the risk of a change: the maximum over its paths, its size and its labels
package merge.risk

import data.lib.change
import data.lib.group
import data.merge.approvals
import data.merge.labels
import data.merge.size

evaluated if {
	level in group.names
	input.settings.max_risk in {"low", "medium"}
	change.sound
	size.evaluated
	labels.evaluated
	approvals.evaluated
}

# Every factor with its level: of each group of files, of the size, of the labels.
found contains {"name": name, "level": of} if {
	some g in input.change.groups
	some name, of in group.factors(g)
}

found contains {"name": concat(".", ["size", size.name]), "level": size.level}

found contains {"name": concat(".", ["label", label]), "level": of} if some label, of in labels.raises

level := group.highest({factor.level | some factor in found})

# What puts the risk at its level.
factors := {factor.name | some factor in found; factor.level == level}

exceeds if group.rank[level] > group.rank[input.settings.max_risk]

# METADATA
# title: high risk
# description: A person makes this change, or with `[review] approve_high = true` owners approve this head.
# custom:
#   code: merge.risk.high
#   outcome: deny
#   fleet_rule: F4
deny contains object.union(_about, {
	"code": "merge.risk.high",
	"message": concat("", ["high risk (", _made_by, "): ", _way_out]),
}) if {
	level == "high"
	exceeds
	not approvals.lifts_high
}

# METADATA
# title: medium risk, over what may merge unattended
# description: A listed owner approves this head, or the operator sets `max_risk = "medium"`.
# custom:
#   code: merge.risk.medium
#   outcome: hold
#   fleet_rule: F4
hold contains object.union(_about, {
	"code": "merge.risk.medium",
	"message": concat("", ["medium risk (", _made_by, "): a listed owner must approve this head, or make it smaller"]),
}) if {
	level == "medium"
	exceeds
	not approvals.lifts_medium
}

_made_by := concat(", ", sort(factors))

default _way_out := "split it off and have a person merge it; the operator can set `[review] approve_high = true`"

_way_out := "owners must approve this head, or split it off and have a person merge it" if {
	input.settings.review.approve_high == true
}

default _about := {}

# The first path that is at the level and how many there are, where paths made it.
_about := {"subject": min(_paths), "count": sum(_files)} if count(_paths) > 0

_paths contains g.paths[0] if some g in _at_level

_files := [g.files | some g in _at_level]

_at_level := [g | some g in input.change.groups; group.level(g) == level]
