# METADATA
# title: the operator's settings, in the shape that rules rely on
package lib.settings

import data.lib.fact
import data.lib.shape

# The repository's entry is there in its full shape, or says why it is not.
repo_stated if fact.unknown(input.settings.repo)

repo_stated if {
	fact.known(input.settings.repo)
	entry := input.settings.repo.value
	shape.record(entry, _entry, {})
	shape.records(entry.required_checks, {"name": "string"}, {"app": "string"})
	shape.texts(entry.advisory_checks)
	shape.texts(entry.owners)
}

_entry := {
	"name": "string",
	"enabled": "boolean",
	"remote_writes": "boolean",
	"required_checks": "array",
	"advisory_checks": "array",
	"owners": "array",
	"staging": "boolean",
}

max_age_stated if {
	is_object(input.settings.review)
	not "max_age_us" in object.keys(input.settings.review)
}

max_age_stated if is_number(input.settings.review.max_age_us)

now_stated if {
	is_string(input.now.at)
	is_number(input.now.unix_us)
}
