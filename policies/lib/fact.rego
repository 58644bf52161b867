# METADATA
# title: facts that are known, with their evidence, or unknown, with the reason why
package lib.fact

known(fact) if {
	is_string(fact.evidence.source)
	not is_string(object.get(fact, "unknown", null))
}

unknown(fact) if is_string(fact.unknown)

# Whether a rule may rely on what it finds: the fact is there with a value of this type, or says why it is not.
stated(fact, type) if {
	known(fact)
	type_name(fact.value) == type
}

stated(fact, _) if unknown(fact)
