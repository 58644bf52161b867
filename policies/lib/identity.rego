# METADATA
# title: who is who: logins compare without case, a hand in the change makes an author
package lib.identity

import data.lib.evidence

fold(login) := lower(trim_space(login))

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

# The model family by its canonical name; undefined where it is not known.
family(model) := object.get(data.data.families.aliases, name, name) if {
	name := fold(model.family)
	not name in data.data.families.unknown
}
