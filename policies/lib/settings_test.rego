package lib.settings_test

import data.lib.example_test as example
import data.lib.settings

_repo(value) := example.with_facts({"settings": {"repo": {"value": value}}})

test_repo_stated if {
	settings.repo_stated with input as example.allowed
	settings.repo_stated with input as example.with_facts({"settings": {"repo": {"unknown": "not listed"}}})
}

test_repo_not_stated if {
	every broken in [
		{"owners": [null]}, {"owners": "alice"}, {"enabled": "yes"}, {"staging": null}, {"more": 1},
		{"required_checks": ["ci/test"]}, {"required_checks": [{"name": "a", "app": null}]}, {"advisory_checks": [1]},
	] {
		not settings.repo_stated with input as _repo(broken)
	}
	not settings.repo_stated with input as example.without(["settings", "repo"])
	not settings.repo_stated with input as example.without(["settings", "repo", "value"])
}

test_max_age if {
	settings.max_age_stated with input as example.allowed
	settings.max_age_stated with input as example.with_facts({"settings": {"review": {"max_age_us": 1}}})
	not settings.max_age_stated with input as example.with_facts({"settings": {"review": {"max_age_us": null}}})
	not settings.max_age_stated with input as example.without(["settings", "review"])
}

test_now if {
	settings.now_stated with input as example.allowed
	not settings.now_stated with input as example.without(["now", "at"])
	not settings.now_stated with input as example.without(["now", "unix_us"])
	not settings.now_stated with input as example.with_facts({"now": {"unix_us": "1"}})
}
