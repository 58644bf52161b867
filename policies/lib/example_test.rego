# METADATA
# title: facts of a change that may merge, for tests to start from; the same as `fixtures/merge/base.json`
package lib.example_test

allowed := {
	"schema": "fleetgate.facts.merge/1",
	"now": {
		"at": "2026-01-01T00:00:00Z",
		"unix_us": 1767225600000000
	},
	"repo": {
		"value": "acme/app",
		"evidence": {
			"source": "flag"
		}
	},
	"settings": {
		"fleet_file": true,
		"kill_switch": false,
		"merge_policy": "on-green-with-review",
		"auto_merge": true,
		"max_risk": "low",
		"review": {
			"required": 1,
			"families": 1,
			"approve_high": false,
			"approvals": 1,
			"reviewers": "anyone",
			"up_to_date": false
		},
		"limits": {
			"files": 50,
			"lines": 1000,
			"bytes": 1000000
		},
		"repo": {
			"value": {
				"name": "acme/app",
				"enabled": true,
				"remote_writes": true,
				"required_checks": [
					{
						"name": "ci/test"
					}
				],
				"advisory_checks": [],
				"owners": [
					"alice"
				],
				"staging": false
			},
			"evidence": {
				"source": "fleet"
			}
		}
	},
	"change": {
		"evidence": {
			"source": "git",
			"head_sha": "2222222222222222222222222222222222222222"
		},
		"base_sha": "1111111111111111111111111111111111111111",
		"merge_base_sha": "1111111111111111111111111111111111111111",
		"head_sha": "2222222222222222222222222222222222222222",
		"contains_base": true,
		"conflicts": {
			"value": {
				"files": 0,
				"paths": []
			},
			"evidence": {
				"source": "git"
			}
		},
		"totals": {
			"files": 1,
			"added": 3,
			"deleted": 0,
			"bytes": 120
		},
		"groups": [
			{
				"classes": [
					"docs"
				],
				"traits": [
					"content.text",
					"modified"
				],
				"files": 1,
				"added": 3,
				"deleted": 0,
				"bytes": 120,
				"paths": [
					"docs/guide.md"
				]
			}
		],
		"odd": {
			"files": 0,
			"paths": []
		},
		"history": {
			"commits": 1,
			"groups": [
				{
					"classes": [
						"docs"
					],
					"files": 1,
					"paths": [
						{
							"path": "docs/guide.md",
							"commit": "2222222222222222222222222222222222222222"
						}
					]
				}
			],
			"contributors": [
				"coder-1",
				"coder-1@agents.example"
			],
			"marks": []
		}
	},
	"evidence": {
		"repo": {
			"value": "acme/app",
			"evidence": {
				"source": "evidence"
			}
		},
		"pr": {
			"value": 42,
			"evidence": {
				"source": "evidence"
			}
		},
		"draft": {
			"value": false,
			"evidence": {
				"source": "evidence"
			}
		},
		"synthetic": {
			"value": false,
			"evidence": {
				"source": "evidence"
			}
		},
		"title": {
			"value": "explain the guide",
			"evidence": {
				"source": "evidence"
			}
		},
		"labels": {
			"value": [],
			"evidence": {
				"source": "evidence"
			}
		},
		"author": {
			"value": {
				"login": "coder-1",
				"kind": "agent",
				"family": "codex",
				"operator": "olga"
			},
			"evidence": {
				"source": "evidence"
			}
		},
		"contributors": {
			"value": [],
			"evidence": {
				"source": "evidence"
			}
		},
		"verdicts": {
			"value": [
				{
					"by": "judge-1",
					"verdict": "pass",
					"kind": "agent",
					"family": "gemini",
					"operator": "carol",
					"mock": false,
					"repo": "acme/app",
					"head_sha": "2222222222222222222222222222222222222222",
					"issued_us": 1767222000000000
				}
			],
			"evidence": {
				"source": "evidence"
			}
		},
		"checks": {
			"value": [
				{
					"name": "ci/test",
					"result": "success",
					"app": "github-actions",
					"head_sha": "2222222222222222222222222222222222222222",
					"completed_us": 1767223800000000,
					"note": ""
				}
			],
			"evidence": {
				"source": "evidence"
			}
		},
		"approvals": {
			"value": [],
			"evidence": {
				"source": "evidence"
			}
		},
		"staging": {
			"unknown": "no evidence file says so"
		}
	}
}

# The same facts with some changed: objects merge, everything else is replaced.
with_facts(patch) := object.union(allowed, patch)

# The same facts with another value of one evidence fact, whole.
with_evidence(name, value) := _evidence(name, {"value": value, "evidence": {"source": "evidence"}})

without_evidence(name) := _evidence(name, {"unknown": "a test says so"})

_evidence(name, fact) := object.union(
	object.remove(allowed, ["evidence"]),
	{"evidence": object.union(object.remove(allowed.evidence, [name]), {name: fact})},
)

# One group of changed files alone: `group` may leave out what it does not care about.
with_group(group) := with_groups([group])

with_groups(groups) := object.union(
	object.remove(allowed, ["change"]),
	{"change": object.union(object.remove(allowed.change, ["groups", "totals"]), {
		"groups": full,
		"totals": {
			"files": sum([g.files | some g in full]),
			"added": sum([g.added | some g in full]),
			"deleted": sum([g.deleted | some g in full]),
			"bytes": sum([g.bytes | some g in full]),
		},
	})},
) if {
	full := [object.union(_group, group) | some group in groups]
}

_group := {
	"classes": [],
	"traits": ["content.text", "modified"],
	"files": 1,
	"added": 1,
	"deleted": 0,
	"bytes": 10,
	"paths": ["a/file"],
}

codes(reasons) := {reason.code | some reason in reasons}

# The same facts without the fact at this path of up to three names.
without(path) := object.remove(allowed, path) if count(path) == 1

without(path) := _put(path[0], object.remove(allowed[path[0]], [path[1]])) if count(path) == 2

without(path) := _put(path[0], object.union(
	object.remove(allowed[path[0]], [path[1]]),
	{path[1]: object.remove(allowed[path[0]][path[1]], [path[2]])},
)) if {
	count(path) == 3
}

_put(name, value) := object.union(object.remove(allowed, [name]), {name: value})
