# METADATA
# title: what CI says of each check at this head, by name and app
package merge.runs

import data.data.checks as words
import data.lib.evidence
import data.lib.settings

evaluated if {
	evidence.stated("checks")
	evidence.stated("repo")
	is_string(input.change.head_sha)
	settings.now_stated
	settings.max_age_stated
	count(_order) > 0
	count(words.vacuous_notes) > 0
	count(words.vacuous_whole) > 0
	every word in words.results { word in words.worst_last }
}

# Fleet rule C2: the newest wins; at the same time, or without one, the worst. Keys are `[name, app]`.
latest[key] := worst({run.word | some run in runs}) if {
	some key, runs in _said
	"none" in {run.at | some run in runs}
}

latest[key] := worst({run.word | some run in runs; run.at == newest}) if {
	some key, runs in _said
	times := {run.at | some run in runs}
	not "none" in times
	newest := max(times)
}

worst(seen) := _order[max({i | some i, word in _order; word in seen})]

_order := words.worst_last

_said[key] contains {"word": _word(check), "at": _time(check)} if {
	some check in evidence.items("checks")
	_counts(check)
	key := [check.name, object.get(check, "app", "")]
}

_counts(check) if evidence.at_head(check)

# A failure that does not say which head it is about is not known to be about another.
_counts(check) if {
	not check.head_sha
	check.result in data.data.checks.failed
}

# A time in the future is none.
_time(check) := check.completed_us if check.completed_us <= input.now.unix_us

_time(check) := "none" if not check.completed_us <= input.now.unix_us

_word(check) := check.result if check.result != "success"

_word(check) := _success(check) if check.result == "success"

_success(check) := "vacuous" if {
	check.note in _vacuous
} else := "success" if {
	not is_number(input.settings.review.max_age_us)
} else := "success" if {
	check.completed_us <= input.now.unix_us
	input.now.unix_us - check.completed_us <= input.settings.review.max_age_us
} else := "too_old"

# Notes that say that nothing ran; a note is read once, however many checks bear it.
_vacuous contains note if {
	some note in _notes
	plain := _plain(note)
	some phrase in words.vacuous_notes
	contains(plain, concat("", [" ", phrase]))
}

_vacuous contains note if {
	some note in _notes
	trim_space(_plain(note)) in words.vacuous_whole
}

_notes contains check.note if {
	some check in evidence.items("checks")
	check.result == "success"
}

_plain(note) := concat("", [" ", regex.replace(lower(note), `[^\pL\pN]+`, " "), " "])
