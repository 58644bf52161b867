package tool.session_test

import data.tool.session
import data.tool.example_test as example

test_stated if {
	session.settings_stated with input as example.allowed
	session.session_stated with input as example.allowed
	session.session_stated with input as example.with_facts({"session": {"branch": {"unknown": "a test says so"}}})
}

test_not_stated if {
	every name in ["fleet_file", "kill_switch", "profiles", "allow", "deny"] {
		not session.settings_stated with input as example.with_settings({name: null})
	}
	every name in ["root", "branch"] {
		not session.session_stated with input as example.with_facts({"session": {name: null}})
	}
}
