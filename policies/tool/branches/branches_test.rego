package tool.branches_test

import data.tool.branches
import data.tool.example_test as example

_deny := example.codes(branches.deny)

_hold := example.codes(branches.hold)

_of(kind, traits) := example.with_effect({"kind": kind, "traits": traits})

test_silent if {
	branches.evaluated with input as example.allowed
	branches.deny | branches.hold == set() with input as _of("vcs.commit", ["branch.other"])
	branches.deny | branches.hold == set() with input as _of("vcs.inspect", ["branch.protected"])
}

test_protected if {
	every kind in ["vcs.commit", "vcs.merge", "vcs.cherry_pick", "vcs.revert", "vcs.push", "vcs.reset.mixed"] {
		_deny == {"tool.branch.protected"} with input as _of(kind, ["branch.protected"])
	}
}

test_uncertain if {
	every traits in [["branch.unknown"], ["branch.other", "branch.protected"], ["branch.other", "branch.unknown"]] {
		_hold == {"tool.branch.unknown"} with input as _of("vcs.commit", traits)
		_deny == set() with input as _of("vcs.commit", traits)
	}
}

test_a_protected_name if {
	_hold == {"tool.branch.made"} with input as _of("vcs.branch.create", ["branch.protected"])
	_deny == set() with input as _of("vcs.branch.create", ["branch.protected"])
	_hold == set() with input as _of("vcs.branch.create", ["branch.other"])
}

test_force if {
	every trait in ["force", "delete", "mirror"] {
		facts := _of("vcs.push", ["branch.other", concat("", ["attribute.", trait])])
		_deny == {"tool.branch.force"} with input as facts
	}
}

test_wide if {
	every trait in ["all", "tags"] {
		facts := _of("vcs.push", ["branch.other", concat("", ["attribute.", trait])])
		_deny == {"tool.branch.wide"} with input as facts
	}
}

test_a_dry_run_changes_nothing if {
	every trait in ["force", "delete", "mirror", "all", "tags"] {
		facts := _of("vcs.push", ["branch.protected", "attribute.dry_run", concat("", ["attribute.", trait])])
		branches.deny | branches.hold == set() with input as facts
	}
}

test_not_evaluated if {
	not branches.evaluated with input as object.remove(example.allowed, ["session"])
	not branches.evaluated with input as _of("vcs.commit", [])
}
