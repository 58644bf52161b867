# METADATA
# title: the results of CI: every required check is a success at this head
package merge.checks

import data.data.checks as words
import data.lib.evidence
import data.lib.fact

evaluated if {
	fact.stated(input.evidence.checks)
	fact.stated(input.settings.repo)
	is_string(input.change.head_sha)
	is_number(input.now.unix_us)
	count(words.worst_last) > 0
	count(words.failed) > 0
	count(words.vacuous_notes) > 0
}

default required := []

required := input.settings.repo.value.required_checks

default advisory := []

advisory := input.settings.repo.value.advisory_checks

# METADATA
# title: a required check failed
# description: Mend what the check found; a rerun that succeeds at this head replaces it.
# custom:
#   code: merge.checks.failed
#   outcome: deny
#   fleet_rule: C1
deny contains {
	"code": "merge.checks.failed",
	"message": concat("", ["a required check ended in `", word, "` at this head: mend what it found and run it again"]),
	"subject": check.name,
} if {
	some check in required
	word := standing(check)
	word in words.failed
}

# METADATA
# title: the repository has no required check
# description: Name at least one in `required_checks` of its `[[repos]]` entry.
# custom:
#   code: merge.checks.none_required
#   outcome: hold
#   fleet_rule: C1
hold contains {
	"code": "merge.checks.none_required",
	"message": "no check is required for this repository: name at least one in `required_checks` of its `[[repos]]` entry",
} if {
	count(required) == 0
	fact.known(input.settings.repo)
}

# METADATA
# title: a required check has not reported
# description: Run the check at this head, under exactly this name.
# custom:
#   code: merge.checks.absent
#   outcome: hold
#   fleet_rule: C1
hold contains {
	"code": "merge.checks.absent",
	"message": "no result of this required check at this head: run it, under exactly this name and app",
	"subject": check.name,
} if {
	some check in required
	not standing(check)
}

# METADATA
# title: a required check is still running
# description: Wait for it, then ask again.
# custom:
#   code: merge.checks.waiting
#   outcome: hold
#   fleet_rule: C1
hold contains {
	"code": "merge.checks.waiting",
	"message": "this required check has not ended: wait for it, then ask again",
	"subject": name,
} if {
	some name in waiting
}

# METADATA
# title: a required check is neither a success nor a failure
# description: A check that was skipped, is neutral, stale or too old, or whose note says that nothing ran, proves nothing. Run it.
# custom:
#   code: merge.checks.not_success
#   outcome: hold
#   fleet_rule: C1
hold contains {
	"code": "merge.checks.not_success",
	"message": concat("", ["a required check that is `", replace(word, "_", " "), "` proves nothing: run it at this head"]),
	"subject": check.name,
} if {
	some check in required
	word := standing(check)
	word != "success"
	not word in words.failed
	not word in words.waiting
}

# METADATA
# title: a check that is not required failed
# description: Mend what it found, or list it under `advisory_checks`.
# custom:
#   code: merge.checks.other_failed
#   outcome: hold
#   fleet_rule: C3
hold contains {
	"code": "merge.checks.other_failed",
	"message": "a check that is not required failed at this head: mend what it found, or list it under `advisory_checks`",
	"subject": run.name,
} if {
	some run in _runs
	_newest(run.name, run.app) in words.failed
	not run.name in advisory
	not _is_required(run)
}

waiting contains check.name if {
	some check in required
	standing(check) in words.waiting
}

# How a required check stands: the worst of what each app that counts said last.
standing(check) := _worst({_newest(run.name, run.app) | some run in _runs; _counts(check, run)})

_counts(check, run) if {
	run.name == check.name
	object.get(check, "app", run.app) == run.app
}

_is_required(run) if {
	some check in required
	_counts(check, run)
}

# What one app said of one check at this head.
_runs contains {"name": check.name, "app": object.get(check, "app", ""), "word": _word(check), "at": _time(check)} if {
	some check in evidence.items("checks")
	evidence.at_head(check)
}

# Fleet rule C2: the newest wins; at the same time, or without one, the worst.
_newest(name, app) := _worst(_last(name, app))

_last(name, app) := {run.word | some run in _runs; run.name == name; run.app == app} if _untimed(name, app)

_last(name, app) := {run.word |
	some run in _runs
	run.name == name
	run.app == app
	run.at == max({other.at | some other in _runs; other.name == name; other.app == app})
} if {
	not _untimed(name, app)
}

_untimed(name, app) if {
	some run in _runs
	run.name == name
	run.app == app
	run.at == "none"
}

_worst(seen) := _order[max({i | some i, word in _order; word in seen})]

_order := words.worst_last

_time(check) := check.completed_us if check.completed_us <= input.now.unix_us

_time(check) := "none" if not check.completed_us <= input.now.unix_us

_word(check) := check.result if check.result != "success"

_word(check) := "vacuous" if {
	check.result == "success"
	_vacuous(check)
}

_word(check) := "too_old" if {
	check.result == "success"
	not _vacuous(check)
	_too_old(check)
}

_word(check) := "success" if {
	check.result == "success"
	not _vacuous(check)
	not _too_old(check)
}

_too_old(check) if {
	is_number(input.settings.review.max_age_us)
	not input.now.unix_us - check.completed_us <= input.settings.review.max_age_us
}

_vacuous(check) if {
	note := concat("", [" ", regex.replace(lower(check.note), `[^\pL\pN]+`, " "), " "])
	some phrase in _vacuous_notes
	contains(note, concat("", [" ", phrase]))
}

_vacuous_notes := words.vacuous_notes
