# METADATA
# title: labels are claims: they can raise the risk, never lower it
package merge.labels

import data.data.labels as words
import data.lib.evidence

evaluated if {
	evidence.stated("labels")
	evidence.stated("repo")
	count(words.families) > 0
	is_string(words.blocked)
}

# Family and value of every label that belongs to a family.
claims contains {"family": family, "value": value, "label": concat(":", [family, value])} if {
	some label, said in parts
	label in claiming
	family := said[0]
	value := concat(":", array.slice(said, 1, count(said)))
}

# Every label in its parts: `risk:high`, `risk::high`, `size/xl`, `Size: XL` …
parts[label] := split(regex.replace(lower(trim_space(label)), `\s*[:/=]+\s*`, ":"), ":") if {
	some label in evidence.items("labels")
	is_string(label)
}

claiming contains label if {
	some label, said in parts
	words.families[said[0]]
	count(said) > 1
}

# METADATA
# title: the change is labelled as blocked
# description: Whoever set the label must take it away.
# custom:
#   code: merge.labels.blocked
#   outcome: deny
#   fleet_rule: D1
deny contains {
	"code": "merge.labels.blocked",
	"message": "this label stops the change: whoever set it must take it away",
	"subject": words.blocked,
} if {
	some claim in claims
	claim.label == words.blocked
}

# METADATA
# title: two labels of one family
# description: Leave one of them.
# custom:
#   code: merge.labels.conflict
#   outcome: hold
#   fleet_rule: D1
hold contains {
	"code": "merge.labels.conflict",
	"message": concat("", ["labels of this family contradict each other (", concat(", ", sort(values)), "): leave one"]),
	"subject": family,
} if {
	some family, _ in words.families
	values := {claim.value | some claim in claims; claim.family == family}
	count(values) > 1
}

# METADATA
# title: a label of a known family with an unknown value
# description: Correct the label, or take it away.
# custom:
#   code: merge.labels.unknown
#   outcome: hold
#   fleet_rule: D1
hold contains {
	"code": "merge.labels.unknown",
	"message": concat("", [
		"this label's value is unknown: use one of ",
		concat(", ", sort(object.keys(words.families[claim.family]))),
		", or take it away",
	]),
	"subject": claim.label,
} if {
	some claim in claims
	not words.families[claim.family][claim.value]
}

# The level that each known label raises the risk to, by `family.value`.
raises[name] := level if {
	some claim in claims
	level := words.families[claim.family][claim.value]
	level != "low"
	name := concat(".", [claim.family, claim.value])
}
