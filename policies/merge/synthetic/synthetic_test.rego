package merge.synthetic_test

import data.lib.example_test as example
import data.merge.synthetic

test_silent if {
	synthetic.evaluated with input as example.allowed
	synthetic.deny == set() with input as example.allowed
	synthetic.deny == set() with input as example.without_evidence("synthetic")
}

test_p3_close if example.codes(synthetic.deny) == {"merge.synthetic.close"} with input as example.with_evidence("synthetic", true)

test_not_evaluated if {
	not synthetic.evaluated with input as example.without(["evidence", "synthetic"])
	not synthetic.evaluated with input as example.with_evidence("synthetic", "true")
}
