package tool.vcs_test

import data.tool.example_test as example
import data.tool.vcs

test_silent if {
	vcs.evaluated with input as example.allowed
	example.codes(vcs.deny | vcs.hold) == set() with input as example.allowed
}

test_allowed_kinds_are_silent if {
	every kind in [
		"vcs.inspect", "vcs.stage", "vcs.unstage", "vcs.commit", "vcs.branch.create", "vcs.switch", "vcs.merge",
		"vcs.cherry_pick", "vcs.revert", "vcs.abort", "vcs.stash", "vcs.reset.mixed", "vcs.tag", "vcs.move",
		"vcs.config.read",
	] {
		vcs.deny | vcs.hold == set() with input as example.with_kind(kind)
	}
}

test_denied_kinds if {
	every kind in [
		"vcs.amend", "vcs.branch.delete", "vcs.stash.drop", "vcs.reset.hard", "vcs.clean", "vcs.tag.delete",
		"vcs.rewrite", "vcs.config.write",
	] {
		example.codes(vcs.deny) == {"tool.vcs.denied"} with input as example.with_kind(kind)
	}
}

test_no_allow_list_lifts_a_deny if {
	facts := example.granted(example.with_kind("vcs.amend"))
	example.codes(vcs.deny) == {"tool.vcs.denied"} with input as facts
}

test_held_kinds if {
	every kind in [
		"vcs.branch.move", "vcs.branch.configure", "vcs.switch.detach", "vcs.restore", "vcs.remove", "vcs.fetch",
		"vcs.pull", "vcs.push", "vcs.clone", "vcs.rebase", "vcs.remote.write", "vcs.worktree", "vcs.submodule",
		"vcs.apply", "vcs.init", "vcs.elsewhere", "vcs.maintain",
	] {
		example.codes(vcs.hold) == {"tool.vcs.held"} with input as example.with_kind(kind)
	}
}

test_the_operator_lifts_a_hold if {
	vcs.hold == set() with input as example.granted(example.with_kind("vcs.branch.move"))
}

test_not_evaluated if {
	every name in ["effects", "total", "unknown", "call", "settings"] {
		not vcs.evaluated with input as object.remove(example.allowed, [name])
	}
}
