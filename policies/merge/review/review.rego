# METADATA
# title: the reviewers' verdicts: enough passes that count, and no fail
package merge.review

import data.lib.evidence
import data.lib.fact
import data.lib.identity

evaluated if {
	is_number(input.settings.review.required)
	input.settings.review.required >= 1
	is_number(input.settings.review.families)
	input.settings.review.families >= 1
	_reviewers_set
	is_number(input.now.unix_us)
	is_string(input.change.head_sha)
	is_array(input.change.history.contributors)
	every name in {"author", "verdicts", "contributors"} { fact.stated(input.evidence[name]) }
}

_reviewers_set if input.settings.review.reviewers == "anyone"

_reviewers_set if is_array(input.settings.review.reviewers.only)

verdicts := evidence.items("verdicts")

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
	some verdict in _fails
	evidence.at_head(verdict)
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
	some verdict in _fails
	not evidence.at_head(verdict)
	not identity.fold(verdict.by) in _passed_again
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
		count(counted),
		input.settings.review.required,
	]),
} if {
	count(counted) < input.settings.review.required
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
	"message": sprintf("%d of %d model families among the passing verdicts: ask a model of another family than the author's", [
		count(families),
		input.settings.review.families,
	]),
} if {
	count(families) < input.settings.review.families
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
	"subject": verdicts[i].by,
} if {
	some i in _passes
	evidence.at_head(verdicts[i])
	why := flaws[i]
}

# Reviewers whose pass counts, by folded login: the same reviewer counts once.
counted contains identity.fold(verdicts[i].by) if {
	some i in _passes
	not i in _flawed
}

families contains family if {
	some i in _passes
	not i in _flawed
	verdicts[i].kind == "agent"
	family := identity.family(verdicts[i])
	not family == _author_family
}

default _author_family := ""

_author_family := identity.family(identity.author)

_passes contains i if {
	some i, verdict in verdicts
	verdict.verdict == "pass"
}

# A fail counts whoever gives it; a mock's or another repository's does not.
_fails contains verdict if {
	some verdict in verdicts
	verdict.verdict == "fail"
	not verdict.mock == true
	object.get(verdict, "repo", input.repo.value) == input.repo.value
}

_flawed := {i | some i, _ in flaws}

flaws[i] contains "it is not bound to this head" if {
	some i in _passes
	not evidence.at_head(verdicts[i])
}

flaws[i] contains "it is not bound to this repository" if {
	some i in _passes
	not verdicts[i].repo == input.repo.value
}

flaws[i] contains "it is a mock, or does not say that it is none" if {
	some i in _passes
	not verdicts[i].mock == false
}

flaws[i] contains "it has no time, or one in the future" if {
	some i in _passes
	not verdicts[i].issued_us <= input.now.unix_us
}

flaws[i] contains "it is older than `max_age_hours`" if {
	some i in _passes
	input.now.unix_us - verdicts[i].issued_us > input.settings.review.max_age_us
}

flaws[i] contains "the reviewer is not in `reviewers`" if {
	some i in _passes
	is_array(input.settings.review.reviewers.only)
	only := {identity.fold(login) | some login in input.settings.review.reviewers.only}
	not identity.fold(verdicts[i].by) in only
}

flaws[i] contains "the author is not known" if {
	some i in _passes
	not identity.author
}

flaws[i] contains "the reviewer had a hand in the change" if {
	some i in _passes
	identity.is_author(verdicts[i].by)
}

flaws[i] contains "the reviewer belongs to the author's operator" if {
	some i in _passes
	identity.of_operator(verdicts[i])
}

flaws[i] contains "it does not say whether a person or a model reviewed" if {
	some i in _passes
	not verdicts[i].kind
}

# When author and reviewer may both be models, their families must be known and differ.
flaws[i] contains "it is not known to be of another model family than the author" if {
	some i in _passes
	verdicts[i].kind == "agent"
	not identity.author.kind == "human"
	not _other_family(verdicts[i])
}

_other_family(verdict) if {
	theirs := identity.family(verdict)
	theirs != _author_family
	_author_family != ""
}

# Fleet rule R3: reviewers whose own pass at this head lifts their earlier fail, whoever they are.
_passed_again contains identity.fold(verdicts[i].by) if {
	some i in _passes
	count(object.get(flaws, i, set()) & _voids) == 0
}

_voids := {
	"it is not bound to this head", "it is not bound to this repository", "it is a mock, or does not say that it is none",
	"it has no time, or one in the future", "it is older than `max_age_hours`",
}
