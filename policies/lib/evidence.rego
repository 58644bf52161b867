# METADATA
# title: the evidence that is about this repository; all other counts as absent
package lib.evidence

import data.lib.fact

ours if {
	fact.known(input.repo)
	input.evidence.repo.value == input.repo.value
}

value(name) := input.evidence[name].value if {
	ours
	fact.known(input.evidence[name])
}

# The items of a list; none where nobody says any.
items(name) := list if {
	list := value(name)
	is_array(list)
}

items(name) := [] if not value(name)

at_head(item) if item.head_sha == input.change.head_sha
