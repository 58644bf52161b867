package tool.runs_test

import data.tool.example_test as example
import data.tool.runs

test_silent if {
	runs.evaluated with input as example.allowed
	example.codes(runs.deny | runs.hold) == set() with input as example.allowed
}

test_allowed_kinds_are_silent if {
	every kind in [
		"run.build", "run.test", "run.lint", "run.format", "run.typecheck", "run.docs", "run.bench",
		"run.generate",
	] {
		runs.deny | runs.hold == set() with input as example.with_kind(kind)
	}
}

test_held_kinds if {
	every kind in [
		"run.task", "run.clean", "run.script", "run.inline", "run.interactive", "run.package", "run.binary", "run.server",
		"agent.run",
	] {
		example.codes(runs.hold) == {"tool.runs.held"} with input as example.with_kind(kind)
	}
}

test_a_pipe_to_a_shell_is_denied_whoever_allows_it if {
	example.codes(runs.deny) == {"tool.runs.piped"} with input as example.with_kind("run.piped")
	example.codes(runs.deny) == {"tool.runs.piped"} with input as example.granted(example.with_kind("run.piped"))
	runs.hold == set() with input as example.with_kind("run.piped")
}

test_the_operator_lifts_a_hold if {
	runs.hold == set() with input as example.granted(example.with_kind("run.task"))
}

test_not_evaluated if {
	every name in ["effects", "total", "unknown", "call", "settings"] {
		not runs.evaluated with input as object.remove(example.allowed, [name])
	}
}

_task(name) := example.with_effect({"kind": "run.task", "subjects": [name]})

test_everyday_tasks_are_silent if {
	every name in ["test", "lint:fix", "tf-fmt", "test:e2e", "web:build", "verify_codegen", "Check"] {
		runs.hold == set() with input as _task(name)
	}
}

test_other_tasks_are_held if {
	every name in ["start", "deploy:ci", "release-build", "latest", "/tmp/build", "../test", "rebuild"] {
		example.codes(runs.hold) == {"tool.runs.held"} with input as _task(name)
	}
	facts := example.with_effect({"kind": "run.task", "form": "dynamic", "subjects": ["test"]})
	example.codes(runs.hold) == {"tool.runs.held"} with input as facts
}

_written(kind) := example.with_effects([{"kind": "write", "classes": ["buildscript"]}, {"kind": kind}])

test_every_task_of_a_list_counts if {
	runs.hold == set() with input as _task("lint,py312")
	example.codes(runs.hold) == {"tool.runs.held"} with input as _task("lint,deploy")
}

test_words_of_a_task_begin_with_a_capital_letter if {
	every name in ["ktlintCheck", "app:testDebugUnitTest", "typeCheck", "spotlessApply"] { runs.hold == set() with input as _task(name) }
	every name in ["publishCheck", "testAndDeploy", "liquibaseApply", "contest", "checkout", "dependencies", "tasks"] {
		example.codes(runs.hold) == {"tool.runs.held"} with input as _task(name)
	}
}

# Gradle takes the beginning of a word for the word: `testD` is `testDeploy` where there is one.
test_the_beginning_of_a_held_word_is_held if {
	every name in ["testD", "ciPub", "app:buildRel", "checkInst"] {
		example.codes(runs.hold) == {"tool.runs.held"} with input as _task(name)
	}
	every name in ["testDebug", "lintPy", "test-d", "buildE2e", "_test", "lint/"] { runs.hold == set() with input as _task(name) }
}

test_build_files_go_by_their_usual_names if {
	recipe := {"kind": "run.recipe", "classes": ["buildscript"]}
	runs.hold == set() with input as example.with_effect(recipe)
	runs.hold == set() with input as example.with_effect({"kind": "run.recipe", "traits": ["exists", "folder"]})
	every patch in [
		{"classes": []}, {"place": "outside"}, {"place": "stream", "traits": []}, {"traits": ["exists", "written"]},
		{"classes": [], "place": "temporary", "traits": ["exists", "folder"]},
	] {
		example.codes(runs.hold) == {"tool.runs.held"} with input as example.with_effect(object.union(recipe, patch))
	}
}

test_what_is_obeyed_is_seen if {
	runs.hold == set() with input as example.with_kind("run.config")
	every patch in [{"place": "stream", "traits": []}, {"traits": ["exists", "written"]}] {
		facts := example.with_effect(object.union({"kind": "run.config"}, patch))
		example.codes(runs.hold) == {"tool.runs.held"} with input as facts
	}
}

test_no_file_stands_in_for_a_module if {
	runs.hold == set() with input as example.with_effect({"kind": "run.module", "traits": ["absent"]})
	every traits in [["exists"], ["absent", "written"]] {
		facts := example.with_effect({"kind": "run.module", "traits": traits})
		example.codes(runs.hold) == {"tool.runs.held"} with input as facts
	}
}

test_imports_alone_are_silent_and_are_no_build if {
	runs.hold == set() with input as example.with_kind("run.imports")
	runs.hold == set() with input as _written("run.imports")
}

test_what_is_built_is_not_written_in_the_same_call if {
	example.codes(runs.hold) == {"tool.runs.written"} with input as _written("run.build")
	runs.hold == set() with input as _written("read")
}

test_what_a_generator_reads_is_not_written_in_the_same_call if {
	source := {"kind": "write", "classes": ["source"], "command": "tee"}
	every pair in [
		[{"kind": "run.generate", "command": "go generate"}, {"tool.runs.written"}],
		[{"kind": "run.generate", "command": "tee"}, set()],
		[{"kind": "run.test", "command": "go test"}, set()],
	] {
		example.codes(runs.hold) == pair[1] with input as example.with_effects([source, pair[0]])
	}
	kinds := [{"kind": "write", "classes": ["docs"]}, {"kind": "run.generate"}]
	runs.hold == set() with input as example.with_effects(kinds)
}
