# METADATA
# title: protected branches, and pushes
package tool.branches

import data.tool.effect
import data.tool.session

evaluated if {
	effect.sound
	session.session_stated
	count(_branch_changed_here) > 0
	count(_branch_made) > 0
	count(_branch_pushed) > 0
	count(_branch_force) > 0
	count(_branch_wide) > 0
}

# METADATA
# title: a protected branch would change
# description: Make a branch of your own with `git switch -c`, and work there.
# custom:
#   code: tool.branch.protected
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.branch.protected",
	"message": concat("", ["`", g.kind, "` on a protected branch: make one of your own with `git switch -c`"]),
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in array.concat(_branch_changed_here, _branch_pushed)
	"branch.protected" in g.traits
	not _elsewhere(g)
	not _rehearsed(g)
	some subject in effect.named(g)
}

# METADATA
# title: a push that overwrites or deletes at the remote
# description: Push new commits without force.
# custom:
#   code: tool.branch.force
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.branch.force",
	"message": "this overwrites or deletes at the remote: push new commits without force",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in _branch_pushed
	not _rehearsed(g)
	some trait in _branch_force
	trait in g.traits
	some subject in effect.named(g)
}

# METADATA
# title: a push of everything
# description: Push one branch by its name.
# custom:
#   code: tool.branch.wide
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.branch.wide",
	"message": "this pushes more than one branch: push one by its name",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in _branch_pushed
	not _rehearsed(g)
	some trait in _branch_wide
	trait in g.traits
	some subject in effect.named(g)
}

# METADATA
# title: a branch of a protected name is made
# description: Give it another name.
# custom:
#   code: tool.branch.made
#   outcome: hold
#   fleet_rule: GF1
hold contains {
	"code": "tool.branch.made",
	"message": "branches of this name are protected: give it another, or let a person confirm it",
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in _branch_made
	"branch.protected" in g.traits
	some subject in effect.named(g)
}

# METADATA
# title: nobody knows which branch would change
# description: Check a branch out by its name first, in a call of its own.
# custom:
#   code: tool.branch.unknown
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.branch.unknown",
	"message": concat("", ["`", g.kind, "` on a branch that is not known yet: switch to it in a call of its own first"]),
	"subject": subject,
} if {
	some g in effect.groups
	g.kind in array.concat(_branch_changed_here, _branch_pushed)
	_uncertain(g)
	some subject in effect.named(g)
}

_uncertain(g) if "branch.unknown" in g.traits

_uncertain(g) if {
	"branch.protected" in g.traits
	_elsewhere(g)
}

# The commands before may have left the protected branch.
_elsewhere(g) if "branch.other" in g.traits

# It only says what it would do.
_rehearsed(g) if "attribute.dry_run" in g.traits

_branch_changed_here := data.data.tool.branch.changed_here

_branch_force := data.data.tool.branch.force

_branch_made := data.data.tool.branch.made

_branch_pushed := data.data.tool.branch.pushed

_branch_wide := data.data.tool.branch.wide
