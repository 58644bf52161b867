# METADATA
# title: a person allowed this very call once
package tool.grant

import data.lib.shape
import data.tool.held
import data.tool.session

evaluated if {
	held.evaluated
	session.settings_stated
	_stated
}

_stated if not "granted" in object.keys(input.call)

_stated if {
	g := input.call.granted
	shape.record(g, {"code": "string", "given": "number", "until": "number", "used": "number", "lifts": "array"}, {})
	shape.records(g.lifts, {"code": "string"}, {"subject": "string"})
}

deny := set()

hold := set()

# The holds that still stand.
standing contains reason if {
	some reason in held.reasons
	not _lifted(reason)
}

# METADATA
# title: a person lifted this hold, for this one call
# description: Nothing is left to do. The grant is used up; the next call is held again.
# custom:
#   code: tool.grant.lifted
#   outcome: allow
#   fleet_rule: GF5
note contains object.union({"code": "tool.grant.lifted", "message": message}, object.filter(reason, ["subject"])) if {
	some reason in held.reasons
	_lifted(reason)
	message := concat("", ["a person allowed once what `", reason.code, "` holds (", input.call.granted.code, ")"])
}

# A grant lifts what the person saw, in its time, in a session that somebody attends.
_lifted(reason) if {
	_stated
	g := input.call.granted
	g.given <= g.used
	g.used < g.until
	g.until - g.given <= 86400
	input.settings.kill_switch != "on"
	every profile in input.settings.profiles { profile == "developer" }
	some lift in g.lifts
	lift.code == reason.code
	object.get(lift, "subject", null) == object.get(reason, "subject", null)
}
