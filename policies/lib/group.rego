# METADATA
# title: what a group of changed files comes to: the classes that count, its risk, what made it
package lib.group

rank := {"low": 0, "medium": 1, "high": 2}

names := ["low", "medium", "high"]

highest(found) := names[max({rank[one] | some one in found})]

has(group, class) if class in group.classes

# The classes that count: words are beaten by documentation, source by tests and by the operator's routine.
classes(group) := {class | some class in group.classes} - _settled(group)

_settled(group) := {class |
	some settling, settled in {
		"docs": data.data.risk.beaten_by_docs,
		"test": data.data.risk.settled_by_test,
		"operator.routine": data.data.risk.settled_by_routine,
	}
	has(group, settling)
	some class in settled
}

# The risk of a group: the highest of its factors. A group without any is unclassified.
level(group) := highest({of | some of in factors(group)})

factors(group) := object.union_n([
	_class_factors(group),
	_trait_factors(group),
	_unknown_traits(group),
	_executable(group),
	_shrunk_test(group),
	_unreadable_image(group),
	_unclassified(group),
	_unknown_classes(group),
])

_class_factors(group) := {sprintf("path.%s", [class]): data.data.risk.levels[class] |
	some class in classes(group)
	data.data.risk.levels[class]
}

_trait_factors(group) := {sprintf("trait.%s", [name]): data.data.risk.traits[name] |
	some name in group.traits
	data.data.risk.traits[name]
}

# A trait that the policy has no word for, a kind of content that it does not know.
_unknown_traits(group) := {sprintf("trait.%s", [name]): "high" |
	some name in group.traits
	not data.data.risk.traits[name]
	not name in data.data.risk.harmless
	not _known_asset(name)
}

_known_asset(name) if {
	startswith(name, "content.asset.")
	data.data.kinds[trim_prefix(name, "content.asset.")]
}

# A file that becomes executable: what runs is never low, and high outside the places for it.
_executable(group) := {"trait.mode.executable": _executable_level(group)} if "mode.executable" in group.traits

_executable(group) := {} if not "mode.executable" in group.traits

_executable_level(group) := "medium" if has(group, "script_place")

_executable_level(group) := "high" if not has(group, "script_place")

# An existing test that loses lines, or is gone.
_shrunk_test(group) := {name: "medium" |
	some name in {"test.shrunk"}
	has(group, "test")
	count({"lines.lost", "deleted"} & {seen | some seen in group.traits}) > 0
}

# An image is known by its content, not by its name.
_unreadable_image(group) := {name: "medium" |
	some name in {"content.no_image"}
	has(group, "image")
	some seen in group.traits
	startswith(seen, "content.")
	not seen in data.data.risk.images
}

_unclassified(group) := {name: "medium" |
	some name in {"path.unclassified"}
	count(_class_factors(group)) == 0
}

# A class that neither the catalogue nor the operator's lists have.
_unknown_classes(group) := {sprintf("path.%s", [class]): "high" |
	some class in group.classes
	not data.data.classes[class]
	not class in {"operator.forbidden", "operator.sensitive", "operator.routine", "operator.parked", "operator.adr"}
}

# The operator's routine lowers nothing that is high, a manifest, a lock file or a build script.
routine(group) if {
	has(group, "operator.routine")
	level(group) == "low"
}
