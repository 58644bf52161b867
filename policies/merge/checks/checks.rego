# METADATA
# title: the results of CI: every required check is a success at this head
package merge.checks

import data.data.checks as words
import data.lib.fact
import data.lib.settings
import data.merge.runs

evaluated if {
	settings.repo_stated
	runs.evaluated
	count(words.failed) > 0
	count(words.waiting) > 0
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
# description: Run it. Skipped, neutral, stale or too old, or with a note that nothing ran, it proves nothing.
# custom:
#   code: merge.checks.not_success
#   outcome: hold
#   fleet_rule: C1
hold contains {
	"code": "merge.checks.not_success",
	"message": concat("", ["a required check that is `", replace(word, "_", " "), "` proves nothing: run it again"]),
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
	"subject": key[0],
} if {
	some key, word in runs.latest
	word in words.failed
	not key[0] in advisory
	not _is_required(key)
}

waiting contains check.name if {
	some check in required
	standing(check) in words.waiting
}

# How a required check stands: the worst of what each app that counts said last.
standing(check) := data.merge.runs.worst({word | some key, word in data.merge.runs.latest; _counts(check, key)})

_counts(check, key) if {
	key[0] == check.name
	object.get(check, "app", key[1]) == key[1]
}

_is_required(key) if {
	some check in required
	_counts(check, key)
}
