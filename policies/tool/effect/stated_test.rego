package tool.stated_test

import data.tool.example_test as example
import data.tool.stated

test_table if {
	stated.table with input as example.allowed
	stated.table with input as {"effects": [{"kind": "no such kind"}]}
	not stated.table with input as {}
}

test_table_entries if {
	every entry in [{"outcome": "maybe", "family": "files"}, {"outcome": "allow", "family": "fish"}, {"outcome": "allow"}] {
		not stated.table with data.data.tool.kinds as {"read": entry} with input as {"effects": [{"kind": "read"}]}
	}
}

test_lists if stated.lists with input as {}
