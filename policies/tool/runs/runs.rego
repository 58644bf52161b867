# METADATA
# title: programs and code that a call starts
package tool.runs

import data.tool.effect
import data.tool.session
import data.tool.stated

evaluated if {
	effect.sound
	session.settings_stated
	stated.table
	stated.lists
	count(data.data.tool.tasks.allowed) > 0
	count(_tasks_held) > 0
}

# METADATA
# title: code comes through a pipe and runs unread
# description: Write it to a file that somebody reads first.
# custom:
#   code: tool.runs.piped
#   outcome: deny
#   fleet_rule: GF1
deny contains {
	"code": "tool.runs.piped",
	"message": "nobody has read what the pipe hands over to run: write it to a file first",
	"subject": subject,
} if {
	some g in effect.of("runs", "deny")
	some subject in effect.named(g)
}

# METADATA
# title: code runs that no specification vouches for
# description: Use the build tool, let a person confirm it, or list the command under `[tool.allow] commands`.
# custom:
#   code: tool.runs.held
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.runs.held",
	"message": concat("", ["`", g.kind, "`: a person must confirm what runs, or the fleet file must allow the command"]),
	"subject": subject,
} if {
	some g in _held
	some subject in effect.named(g)
}

# METADATA
# title: what the build runs is written by the call that builds
# description: Write the file in a call of its own, then build.
# custom:
#   code: tool.runs.written
#   outcome: hold
#   fleet_rule: GF5
hold contains {
	"code": "tool.runs.written",
	"message": "this call writes what it then runs: write the file in a call of its own first",
	"subject": subject,
} if {
	some run in effect.groups
	startswith(run.kind, "run.")
	some g in effect.groups
	g.kind in _writing
	not g.kind in {"run.format", "vcs.bring"}
	_decides(g, run)
	some subject in effect.named(g)
}

_decides(g, run) if {
	not run.kind in {"run.format", "run.config", "run.recipe", "run.module", "run.imports"}
	effect.has(g, _building)
}

# Generators run what comments in the sources tell them to.
_decides(g, run) if {
	run.kind == "run.generate"
	object.get(g, "command", "") != object.get(run, "command", "")
	effect.has(g, data.data.tool.paths.generating)
}

_held contains g if {
	some g in effect.held("runs")
	not _everyday(g)
}

# Code from a stream is code that nobody sees.
_held contains g if {
	some g in effect.groups
	g.kind == "run.config"
	g.place == "stream"
}

# A file of the folder stands in for the module that is meant.
_held contains g if {
	some g in effect.groups
	g.kind == "run.module"
	"exists" in g.traits
}

# What the tool is told to obey is written by the same call.
_held contains g if {
	some g in effect.groups
	g.kind in {"run.config", "run.recipe", "run.module"}
	"written" in g.traits
}

# Build files by their usual names, and folders with one.
_everyday(g) if {
	g.kind == "run.recipe"
	g.place == "inside"
	effect.has(g, _building)
	not "written" in g.traits
}

_everyday(g) if {
	g.kind == "run.recipe"
	g.place == "inside"
	"folder" in g.traits
}

# Tasks whose names say that they build, test or check, and nothing that reaches further.
_everyday(g) if {
	g.kind == "run.task"
	g.form == "exact"
	count(g.subjects) > 0
	count(g.subjects) < 100
	every name in g.subjects {
		every part in split(name, ",") { _plain(part) }
	}
}

_plain(name) if name in data.data.tool.tasks.named

_plain(name) if {
	count([away | some away in ["/", "~"]; startswith(name, away)]) == 0
	not contains(name, "..")
	humps := regex.replace(name, `([a-z0-9])([A-Z])`, "$1-$2")
	words := {word | some text in [name, humps]; some word in regex.split(`[:_./-]+`, lower(text))}
	count([word | some word in data.data.tool.tasks.allowed; word in words]) > 0
	count([word | some word in _tasks_held; word in words]) == 0
	begun := regex.split(`[:_./-]+`, lower(regex.replace(name, `([a-z0-9])([A-Z])`, "$1-=$2")))
	held := [concat("", ["=", word]) | some word in _tasks_held]
	count([word | some word in held; some part in begun; part != ""; startswith(word, part)]) == 0
}

_building := data.data.tool.paths.building
_tasks_held := data.data.tool.tasks.held
_writing := data.data.tool.paths.writing
