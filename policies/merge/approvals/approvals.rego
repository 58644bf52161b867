# METADATA
# title: owners' approvals: they lift risk and `auto_merge = false`, and nothing else
package merge.approvals

import data.lib.evidence
import data.lib.fact
import data.lib.identity
import data.lib.settings
import data.lib.shape

evaluated if {
	is_boolean(input.settings.auto_merge)
	is_boolean(input.settings.review.approve_high)
	is_number(input.settings.review.approvals)
	input.settings.review.approvals >= 1
	settings.now_stated
	settings.repo_stated
	is_string(input.change.head_sha)
	shape.texts(input.change.history.contributors)
	every name in {"repo", "author", "approvals", "contributors"} { evidence.stated(name) }
}

approvals := evidence.items("approvals")

granted if {
	evaluated
	count(counted) >= input.settings.review.approvals
}

lifts_medium if granted

lifts_high if {
	granted
	input.settings.review.approve_high == true
}

deny := set()

# METADATA
# title: nothing merges unattended, and no owner has approved
# description: A listed owner approves this head, or the operator sets `auto_merge = true`.
# custom:
#   code: merge.approvals.needed
#   outcome: hold
#   fleet_rule: A1
hold contains {
	"code": "merge.approvals.needed",
	"message": sprintf("`auto_merge` is off and %d of %d owners' approvals count: a listed owner must approve this head", [
		count(counted),
		input.settings.review.approvals,
	]),
} if {
	not input.settings.auto_merge == true
	not granted
}

# METADATA
# title: an approval does not count
# description: See why in the message; a listed owner who had no hand in the change must approve this head.
# custom:
#   code: merge.approvals.not_counted
#   outcome: allow
#   fleet_rule: A1
note contains {
	"code": "merge.approvals.not_counted",
	"message": concat("", ["this approval does not count: ", concat("; ", sort(why))]),
	"subject": approvals[i].by,
} if {
	some i, approval in approvals
	evidence.at_head(approval)
	why := flaws[i]
}

# Owners whose approval counts, by folded login: the same owner counts once.
counted contains identity.fold(approval.by) if {
	some i, approval in approvals
	not i in _flawed
}

_flawed := {i | some i, _ in flaws}

_owners := {identity.fold(login) | some login in input.settings.repo.value.owners}

flaws[i] contains "it is not bound to this head" if {
	some i, approval in approvals
	not evidence.at_head(approval)
}

flaws[i] contains "it is not by a listed owner" if {
	some i, approval in approvals
	not identity.fold(approval.by) in _owners
}

flaws[i] contains "it is not by a person" if {
	some i, approval in approvals
	not approval.kind == "human"
}

flaws[i] contains "it has expired, or does not say when it does" if {
	some i, approval in approvals
	not approval.expires_us > input.now.unix_us
}

flaws[i] contains "the author is not known" if {
	some i, _ in approvals
	not identity.author
}

flaws[i] contains "it is by somebody who had a hand in the change" if {
	some i, approval in approvals
	identity.is_author(approval.by)
}

flaws[i] contains "it is by the author's operator" if {
	some i, approval in approvals
	identity.of_operator(approval)
}

missing contains "approvals" if {
	fact.unknown(input.evidence.approvals)
	not input.settings.auto_merge == true
}
