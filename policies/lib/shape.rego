# METADATA
# title: what a record or a list must look like before a rule relies on it
package lib.shape

# A record with every field of `must`, perhaps some of `may`, no other, each of the type given.
record(item, must, may) if {
	is_object(item)
	types := object.union(may, must)
	every key, type in must { type_name(item[key]) == type }
	every key, value in item { type_name(value) == types[key] }
}

records(list, must, may) if {
	is_array(list)
	every item in list { record(item, must, may) }
}

texts(list) if {
	is_array(list)
	every item in list { is_string(item) }
}

# A count of things and the first of them: a list in the facts holds a hundred at most.
counted(files, list) if {
	is_number(files)
	is_array(list)
	count(list) == min({files, 100})
}
