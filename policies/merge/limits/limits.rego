# METADATA
# title: how much may change at once
package merge.limits

import data.lib.change

evaluated if {
	every name in {"files", "lines", "bytes"} {
		is_number(measured[name])
		is_number(input.settings.limits[name])
	}
	change.sound
}

measured := {
	"files": input.change.totals.files,
	"lines": input.change.totals.added + input.change.totals.deleted,
	"bytes": input.change.totals.bytes,
}

deny := set()

# METADATA
# title: too many files
# description: Split the change.
# custom:
#   code: merge.limits.files
#   outcome: hold
#   fleet_rule: S1
hold contains {"code": "merge.limits.files", "message": _over("files")} if _exceeds("files")

# METADATA
# title: too many lines
# description: Split the change.
# custom:
#   code: merge.limits.lines
#   outcome: hold
#   fleet_rule: S1
hold contains {"code": "merge.limits.lines", "message": _over("lines")} if _exceeds("lines")

# METADATA
# title: too many bytes
# description: Split the change, or keep large content out of git.
# custom:
#   code: merge.limits.bytes
#   outcome: hold
#   fleet_rule: S1
hold contains {"code": "merge.limits.bytes", "message": _over("bytes")} if _exceeds("bytes")

_exceeds(name) if measured[name] > input.settings.limits[name]

_over(name) := sprintf("%d %s are changed, the limit is %d: split the change", [
	measured[name],
	name,
	input.settings.limits[name],
])
