# METADATA
# title: the size of a change: lines added and deleted, lock files and routine paths aside
package merge.size

import data.data.size
import data.lib.change
import data.lib.group

evaluated if {
	change.sound
	is_number(lines)
	is_string(name)
	level in group.names
	count(size.classes) > 0
	is_string(size.largest.name)
}

lines := sum([n | some g in input.change.groups; not _uncounted(g); n := g.added + g.deleted])

name := _class.name

# Size alone raises to medium at most; pure documentation is raised by its largest class only.
level := _class.level if not _spared

level := "low" if _spared

deny := set()

hold := set()

_class := [class | some class in array.concat(size.classes, [size.largest]); _fits(class)][0]

_fits(class) if lines < class.below

_fits(class) if not class.below

_spared if {
	_pure_docs
	not name in size.raises_pure_docs
}

_pure_docs if {
	count(input.change.groups) > 0
	every g in input.change.groups {
		group.has(g, "docs")
		group.level(g) == "low"
	}
}

_uncounted(g) if {
	some class in data.data.size.uncounted
	group.has(g, class)
	not class == "operator.routine"
}

_uncounted(g) if {
	"operator.routine" in data.data.size.uncounted
	group.routine(g)
}
