# METADATA
# title: which verdicts count: of somebody else, of another family, of this head
package merge.verdicts

import data.lib.evidence
import data.lib.identity
import data.lib.settings
import data.lib.shape

evaluated if {
	_reviewers_set
	settings.max_age_stated
	settings.now_stated
	is_string(input.change.head_sha)
	shape.texts(input.change.history.contributors)
	every name in {"repo", "author", "verdicts", "contributors"} { evidence.stated(name) }
	count(data.data.families.aliases) > 0
	count(data.data.families.unknown) > 0
}

_reviewers_set if input.settings.review.reviewers == "anyone"

_reviewers_set if shape.texts(input.settings.review.reviewers.only)

verdicts := evidence.items("verdicts")

# Reviewers whose pass counts, by folded login: the same reviewer counts once.
counted contains identity.fold(verdicts[i].by) if {
	some i in passes
	not i in _flawed
}

# Model families among them. A reviewer that claims several has none.
families contains family if {
	some claimed in _claimed
	count(claimed) == 1
	some family in claimed
	not family == _author_family
}

_claimed[reviewer] contains family if {
	some i in passes
	not i in _flawed
	verdicts[i].kind == "agent"
	family := identity.family(verdicts[i])
	reviewer := identity.fold(verdicts[i].by)
}

default _author_family := ""

_author_family := identity.family(identity.author) if not identity.author.kind == "human"

passes contains i if {
	some i, verdict in verdicts
	verdict.verdict == "pass"
}

# A fail counts whoever gives it; a mock's or another repository's does not.
fails contains verdict if {
	some verdict in verdicts
	verdict.verdict == "fail"
	not verdict.mock == true
	not _elsewhere(verdict)
}

_elsewhere(verdict) if verdict.repo != input.repo.value

# Fleet rule R3: times at which reviewers passed this head, whoever they are: a later pass lifts their own earlier fail.
passed_again[reviewer] contains verdicts[i].issued_us if {
	some i in passes
	not i in _void
	reviewer := identity.fold(verdicts[i].by)
}

_void := {i | some i, why in flaws; count(why & _voids) > 0}

_voids := {
	"it is not bound to this head", "it is not bound to this repository", "it is a mock, or does not say that it is none",
	"it has no time, or one in the future", "it is older than `max_age_hours`",
}

_flawed := {i | some i, _ in flaws}

_only := {identity.fold(login) | some login in input.settings.review.reviewers.only}

flaws[i] contains "it is not bound to this head" if {
	some i in passes
	not evidence.at_head(verdicts[i])
}

flaws[i] contains "it is not bound to this repository" if {
	some i in passes
	not verdicts[i].repo == input.repo.value
}

flaws[i] contains "it is a mock, or does not say that it is none" if {
	some i in passes
	not verdicts[i].mock == false
}

flaws[i] contains "it has no time, or one in the future" if {
	some i in passes
	not verdicts[i].issued_us <= input.now.unix_us
}

flaws[i] contains "it is older than `max_age_hours`" if {
	some i in passes
	input.now.unix_us - verdicts[i].issued_us > input.settings.review.max_age_us
}

flaws[i] contains "the reviewer is not in `reviewers`" if {
	some i in passes
	is_array(input.settings.review.reviewers.only)
	not identity.fold(verdicts[i].by) in _only
}

flaws[i] contains "the author is not known" if {
	some i in passes
	not identity.author
}

flaws[i] contains "the reviewer had a hand in the change" if {
	some i in passes
	identity.is_author(verdicts[i].by)
}

flaws[i] contains "the reviewer belongs to the author's operator" if {
	some i in passes
	identity.of_operator(verdicts[i])
}

flaws[i] contains "it does not say whether a person or a model reviewed" if {
	some i in passes
	not verdicts[i].kind
}

# When author and reviewer may both be models, their families must be known and differ.
flaws[i] contains "it is not known to be of another model family than the author" if {
	some i in passes
	verdicts[i].kind == "agent"
	not identity.author.kind == "human"
	not _other_family(verdicts[i])
}

_other_family(verdict) if {
	theirs := identity.family(verdict)
	theirs != _author_family
	_author_family != ""
}
