# METADATA
# title: is the evidence there, and is it about this repository and this head?
package merge.evidence

import data.lib.evidence
import data.lib.fact

required := {"repo", "author", "draft", "synthetic", "labels", "verdicts", "checks"}

optional := {"pr", "title", "contributors", "approvals", "staging"}

evaluated if {
	is_string(input.change.head_sha)
	fact.stated(input.repo, "string")
	every name in required | optional { evidence.stated(name) }
}

deny := set()

# METADATA
# title: required evidence is missing
# description: Add the field to the evidence file. An empty list says that there is none.
# custom:
#   code: merge.evidence.missing
#   outcome: hold
#   fleet_rule: GF1
hold contains {
	"code": "merge.evidence.missing",
	"message": "the evidence does not say this: add the field to the evidence file and pass it with `--evidence`",
	"subject": name,
} if {
	some name in missing
}

# METADATA
# title: the evidence is about another repository
# description: All of it counts as absent. Pass the evidence of this repository.
# custom:
#   code: merge.evidence.other_repository
#   outcome: hold
#   fleet_rule: P2
hold contains {
	"code": "merge.evidence.other_repository",
	"message": "the evidence is about this repository, not about the one that is judged: all of it counts as absent",
	"subject": input.evidence.repo.value,
} if {
	fact.known(input.evidence.repo)
	not evidence.ours
}

# METADATA
# title: evidence is bound to another head
# description: It counts as absent. Have it made again at the head that is judged.
# custom:
#   code: merge.evidence.other_head
#   outcome: allow
#   fleet_rule: P2
note contains {
	"code": "merge.evidence.other_head",
	"message": concat("", ["this ", words.item, " is bound to another head, or to none: it counts as absent"]),
	"subject": name,
} if {
	some list, words in _lists
	some name in array.slice(sort(_unbound[list]), 0, _named)
}

note contains {
	"code": "merge.evidence.other_head",
	"message": concat("", ["more items of `", list, "` than are named are bound to another head: they count as absent"]),
	"count": count(names) - _named,
} if {
	some list, names in _unbound
	count(names) > _named
}

note contains {
	"code": "merge.evidence.other_head",
	"message": "the staging result is bound to another head, or to none: it counts as absent",
	"subject": "staging",
} if {
	staging := evidence.value("staging")
	not evidence.at_head(staging)
}

# METADATA
# title: a verdict is about another repository
# description: It counts as absent. Have this repository reviewed.
# custom:
#   code: merge.evidence.verdict_elsewhere
#   outcome: allow
#   fleet_rule: P2
note contains {
	"code": "merge.evidence.verdict_elsewhere",
	"message": "this verdict is about another repository: it counts as absent",
	"subject": name,
} if {
	some name in array.slice(sort(_elsewhere), 0, _named)
}

_lists := {
	"verdicts": {"item": "verdict", "name": "by"},
	"checks": {"item": "check", "name": "name"},
	"approvals": {"item": "approval", "name": "by"},
}

# How many items of a list get a note of their own.
_named := 100

_unbound[list] contains item[words.name] if {
	some list, words in _lists
	some item in evidence.items(list)
	not evidence.at_head(item)
	not _still_counts(item)
}

# What fails without naming a head counts at this one.
_still_counts(item) if {
	not item.head_sha
	item.verdict == "fail"
}

_still_counts(item) if {
	not item.head_sha
	item.result in data.data.checks.failed
}

_elsewhere contains verdict.by if {
	some verdict in evidence.items("verdicts")
	verdict.repo != input.repo.value
}

missing contains name if {
	some name in required
	fact.unknown(input.evidence[name])
}
