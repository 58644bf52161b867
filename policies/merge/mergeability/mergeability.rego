# METADATA
# title: is there a change, is it finished, and does it fit the base tip?
package merge.mergeability

import data.data.marks
import data.lib.change
import data.lib.evidence
import data.lib.fact
import data.merge.labels

evaluated if {
	input.schema == "fleetgate.facts.merge/1"
	change.sound
	change.history_sound
	change.at_head
	is_boolean(input.change.contains_base)
	is_boolean(input.settings.review.up_to_date)
	change.conflicts_stated
	every name in {"repo", "draft", "title"} { evidence.stated(name) }
	labels.evaluated
	count(marks.unfinished_commits) > 0
	count(marks.unfinished_titles) > 0
	count(marks.unfinished_labels) > 0
}

# METADATA
# title: nothing is changed
# description: There is nothing to merge. Close the change.
# custom:
#   code: merge.change.empty
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "merge.change.empty",
	"message": "the net change is empty: there is nothing to judge and nothing to merge; close it",
} if {
	input.change.totals.files == 0
}

# METADATA
# title: the change conflicts with the base tip
# description: Merge the base in, or rebase, and have the new head reviewed.
# custom:
#   code: merge.change.conflict
#   outcome: hold
#   fleet_rule: M1
hold contains {
	"code": "merge.change.conflict",
	"message": "the change conflicts with the base tip: merge the base in or rebase, and have the new head reviewed",
	"subject": input.change.conflicts.value.paths[0],
	"count": input.change.conflicts.value.files,
} if {
	input.change.conflicts.value.files > 0
}

# METADATA
# title: it is not known whether the change conflicts
# description: Merge the base in so that the head contains the base tip.
# custom:
#   code: merge.change.conflict_unknown
#   outcome: hold
#   fleet_rule: M1
hold contains {
	"code": "merge.change.conflict_unknown",
	"message": concat("", ["whether it conflicts is not known (", input.change.conflicts.unknown, "): merge the base in"]),
} if {
	fact.unknown(input.change.conflicts)
}

# METADATA
# title: the head does not contain the base tip
# description: Merge the base in, or rebase; the operator set `up_to_date = true`.
# custom:
#   code: merge.change.behind
#   outcome: hold
#   fleet_rule: M1
hold contains {
	"code": "merge.change.behind",
	"message": "the head does not contain the base tip, and `up_to_date = true`: merge the base in or rebase",
} if {
	input.settings.review.up_to_date == true
	not input.change.contains_base == true
}

# METADATA
# title: the pull request is a draft
# description: Mark it as ready for review.
# custom:
#   code: merge.change.draft
#   outcome: hold
#   fleet_rule: M2
hold contains {
	"code": "merge.change.draft",
	"message": "the pull request is a draft: mark it as ready for review",
} if {
	evidence.value("draft") == true
}

# METADATA
# title: the change is marked as in progress
# description: Take the mark out of the title or the label away.
# custom:
#   code: merge.change.in_progress
#   outcome: hold
#   fleet_rule: M2
hold contains {
	"code": "merge.change.in_progress",
	"message": "the title marks the change as in progress: take the mark out when it is done",
	"subject": title,
} if {
	title := evidence.value("title")
	some pattern in marks.unfinished_titles
	regex.match(pattern, lower(title))
}

hold contains {
	"code": "merge.change.in_progress",
	"message": "this label marks the change as in progress: take it away when it is done",
	"subject": label,
} if {
	some label, parts in labels.parts
	not label in labels.claiming
	some part in parts
	regex.replace(part, `[^\pL\pN]`, "") in marks.unfinished_labels
}

# METADATA
# title: a commit is meant to be squashed into another
# description: Run `git rebase --autosquash` before it merges.
# custom:
#   code: merge.change.unfinished_commits
#   outcome: hold
#   fleet_rule: M2
hold contains {
	"code": "merge.change.unfinished_commits",
	"message": "commits are meant to be squashed: run `git rebase --autosquash` and have the new head reviewed",
	"subject": mark.word,
	"count": mark.commits,
} if {
	some mark in input.change.history.marks
	mark.word in marks.unfinished_commits
}
