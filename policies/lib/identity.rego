# METADATA
# title: who is who: logins compare without case, a hand in the change makes an author
package lib.identity

import data.lib.evidence

# Forges show one account under several spellings: `@name`, `app/name`, `name[bot]`.
fold(login) := regex.replace(lower(trim_space(login)), `^@|^app/|\[bot\]$`, "")

author := evidence.value("author")

# Fleet rule R4: whoever wrote, committed or co-authored any commit of the range.
authors contains fold(author.login)

authors contains fold(login) if some login in evidence.items("contributors")

authors contains fold(login) if some login in input.change.history.contributors

is_author(login) if fold(login) in authors

# The author's operator, under whatever account it shows.
operators contains fold(author.operator)

of_operator(person) if fold(person.by) in operators

of_operator(person) if fold(person.operator) in operators

of_operator(person) if fold(person.operator) in authors

# The model family by its canonical name: what one of its words is known as, else the name itself. Undefined where it is
# not known, or where its words point to several families.
family(model) := name if {
	name := lower(trim_space(model.family))
	not name in data.data.families.unknown
	count(_known_as(name)) == 0
}

family(model) := name if {
	known := _known_as(lower(trim_space(model.family)))
	count(known) == 1
	some name in known
}

_known_as(name) := {known |
	some word in regex.split(`[^\pL\pN]+`, name)
	some spelling in {word, regex.replace(word, `[0-9].*$`, "")}
	known := data.data.families.aliases[spelling]
}
