# METADATA
# title: is exactly this repository enrolled?
package merge.enrolment

import data.lib.fact
import data.lib.settings

evaluated if {
	fact.stated(input.repo, "string")
	settings.repo_stated
}

entry := input.settings.repo.value if {
	fact.known(input.settings.repo)
	input.settings.repo.value.name == input.repo.value
}

# METADATA
# title: the repository's name is not known
# description: Pass `--name OWNER/REPO`, or give the clone a remote named `origin`.
# custom:
#   code: merge.enrol.name_unknown
#   outcome: deny
#   fleet_rule: K2
deny contains {
	"code": "merge.enrol.name_unknown",
	"message": concat("", ["the repository's name is not known (", input.repo.unknown, "): pass `--name OWNER/REPO`"]),
} if {
	fact.unknown(input.repo)
}

# METADATA
# title: the repository is not in the operator's list
# description: Add a `[[repos]]` entry with exactly this name to the fleet file.
# custom:
#   code: merge.enrol.not_listed
#   outcome: deny
#   fleet_rule: K2
deny contains {
	"code": "merge.enrol.not_listed",
	"message": _not_listed,
	"subject": input.repo.value,
} if {
	fact.known(input.repo)
	not entry
}

# METADATA
# title: the repository is listed but not enabled
# description: Set `enabled = true` in its `[[repos]]` entry.
# custom:
#   code: merge.enrol.disabled
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "merge.enrol.disabled",
	"message": "the repository is listed but not enabled: set `enabled = true` in its `[[repos]]` entry",
	"subject": entry.name,
} if {
	not entry.enabled == true
	entry
}

# METADATA
# title: remote writes are off for the repository
# description: Set `remote_writes = true` in its `[[repos]]` entry.
# custom:
#   code: merge.enrol.remote_writes_off
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "merge.enrol.remote_writes_off",
	"message": "remote writes are off for this repository: set `remote_writes = true` in its `[[repos]]` entry",
	"subject": entry.name,
} if {
	not entry.remote_writes == true
	entry
}

hold := set()

missing contains "repo" if fact.unknown(input.repo)

default _not_listed := "no `[[repos]]` entry of the fleet file has exactly this name: add one, with `enabled = true`"

_not_listed := "without a fleet file no repository is enrolled: pass `--fleet FILE` or set `FLEETGATE_FLEET`" if {
	input.settings.fleet_file == false
}
