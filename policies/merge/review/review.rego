# METADATA
# title: the reviewers' verdicts: enough passes that count, and no fail
package merge.review

import data.lib.evidence
import data.lib.identity
import data.merge.verdicts

evaluated if {
	input.settings.review.required >= 1
	is_number(input.settings.review.required)
	input.settings.review.families >= 1
	is_number(input.settings.review.families)
	verdicts.evaluated
}

# METADATA
# title: a reviewer failed this head
# description: Mend what the reviewer found; a new head needs a new verdict.
# custom:
#   code: merge.review.failed
#   outcome: deny
#   fleet_rule: R2
deny contains {
	"code": "merge.review.failed",
	"message": "this reviewer failed the head that is judged: mend what it found and ask again at the new head",
	"subject": verdict.by,
} if {
	some verdict in verdicts.fails
	_of_this_head(verdict)
}

# METADATA
# title: a reviewer's fail at an earlier head stands
# description: The same reviewer must pass this head.
# custom:
#   code: merge.review.fail_stands
#   outcome: deny
#   fleet_rule: R3
deny contains {
	"code": "merge.review.fail_stands",
	"message": "this reviewer failed another head of the change, and that stands: the same reviewer must pass this head",
	"subject": verdict.by,
} if {
	some verdict in verdicts.fails
	not _of_this_head(verdict)
	not _lifted(verdict)
}

# METADATA
# title: too few passing verdicts
# description: Have reviewers who are not the author pass this head.
# custom:
#   code: merge.review.too_few
#   outcome: hold
#   fleet_rule: GF1
hold contains {
	"code": "merge.review.too_few",
	"message": sprintf("%d of %d passing verdicts at this head: ask a reviewer who is not the author", [
		count(verdicts.counted),
		input.settings.review.required,
	]),
} if {
	count(verdicts.counted) < input.settings.review.required
}

# METADATA
# title: too few model families among the passing verdicts
# description: Have a model of another family than the author's pass this head.
# custom:
#   code: merge.review.too_few_families
#   outcome: hold
#   fleet_rule: R1
hold contains {
	"code": "merge.review.too_few_families",
	"message": sprintf("%d of %d model families pass this head: ask a model of another family than the author's", [
		count(verdicts.families),
		input.settings.review.families,
	]),
} if {
	count(verdicts.families) < input.settings.review.families
}

# METADATA
# title: a passing verdict does not count
# description: See why in the message, and ask a reviewer to whom it does not apply.
# custom:
#   code: merge.review.not_counted
#   outcome: allow
#   fleet_rule: R1
note contains {
	"code": "merge.review.not_counted",
	"message": concat("", ["this passing verdict does not count: ", concat("; ", sort(why))]),
	"subject": verdicts.verdicts[i].by,
} if {
	some i in verdicts.passes
	evidence.at_head(verdicts.verdicts[i])
	why := verdicts.flaws[i]
}

# A fail that names no head may be of this one.
_of_this_head(verdict) if object.get(verdict, "head_sha", input.change.head_sha) == input.change.head_sha

# The reviewer passed this head, no earlier than it failed the other; a fail without a time is not known to be earlier.
_lifted(verdict) if {
	reviewer := identity.fold(verdict.by)
	some at in data.merge.verdicts.passed_again[reviewer]
	at >= verdict.issued_us
}
