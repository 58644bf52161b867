package lib.group_test

import data.lib.group

_group(classes, traits) := {"classes": classes, "traits": traits}

_text := ["content.text", "modified"]

test_levels if {
	every case in [
		[["docs"], "low"], [["image"], "medium"], [["source", "test"], "low"], [["operator.routine", "source"], "low"],
		[["source"], "medium"], [[], "medium"], [["lock"], "medium"], [["docs", "manifest"], "medium"], [["script_place"], "medium"],
		[["auth", "docs"], "low"], [["auth", "source"], "high"], [["control", "docs"], "high"], [["database_file", "docs"], "high"],
		[["docs", "infrastructure"], "high"], [["auth", "source", "test"], "high"], [["lock", "operator.routine"], "medium"],
		[["docs", "forbidden"], "high"], [["environment"], "high"], [["operator.routine", "operator.sensitive"], "high"],
	] {
		group.level(_group(case[0], _text)) == case[1]
	}
}

test_traits if {
	every trait in ["mode.symlink", "mode.gitlink", "content.lfs", "content.binary", "content.oversized", "path.odd", "new"] {
		group.level(_group(["docs"], ["modified", trait])) == "high"
	}
	every trait in ["content.text", "content.asset.png", "lines.lost"] {
		group.level(_group(["docs"], ["modified", trait])) == "low"
	}
}

test_unknown_content_is_high if {
	group.level(_group(["image"], ["added", "content.asset.zip"])) == "high"
	group.level(_group(["docs"], ["added", "png"])) == "high"
}

test_image_by_content if {
	group.level(_group(["image"], ["added", "content.asset.jpeg"])) == "low"
	group.level(_group(["image"], ["added", "content.asset.pdf"])) == "medium"
}

test_tests_that_lose if {
	group.level(_group(["source", "test"], ["lines.lost", "modified", "content.text"])) == "medium"
	group.level(_group(["source", "test"], ["deleted", "content.text"])) == "medium"
	group.level(_group(["docs"], ["deleted", "content.text"])) == "low"
}

test_executable if {
	group.level(_group(["docs"], ["mode.executable", "content.text"])) == "high"
	group.level(_group(["docs", "script_place"], ["mode.executable", "content.text"])) == "medium"
}

test_routine if {
	group.routine(_group(["operator.routine", "source"], _text))
	not group.routine(_group(["operator.routine", "lock"], _text))
	not group.routine(_group(["source", "test"], _text))
}

test_highest if {
	group.highest({"low", "high", "medium"}) == "high"
	group.highest({"low"}) == "low"
	not group.highest(set())
}

test_markup if {
	group.level(_group(["markup"], _text)) == "medium"
	group.level(_group(["docs", "markup"], _text)) == "low"
	group.level(_group(["docs", "markup", "source"], _text)) == "medium"
}

test_unknown_class if group.level(_group(["docs", "nonsense"], _text)) == "high"
