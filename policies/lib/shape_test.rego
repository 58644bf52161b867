package lib.shape_test

import data.lib.shape

test_record if {
	shape.record({"a": 1}, {"a": "number"}, {"b": "string"})
	shape.record({"a": 1, "b": ""}, {"a": "number"}, {"b": "string"})
}

test_no_record if {
	every item in [{}, {"b": ""}, {"a": "1"}, {"a": 1, "b": null}, {"a": 1, "c": 1}, [], null, "a"] {
		not shape.record(item, {"a": "number"}, {"b": "string"})
	}
}

test_records if {
	shape.records([], {"a": "number"}, {})
	shape.records([{"a": 1}, {"a": 2}], {"a": "number"}, {})
	not shape.records([{"a": 1}, null], {"a": "number"}, {})
	not shape.records({}, {"a": "number"}, {})
}

test_texts if {
	shape.texts([])
	shape.texts(["a"])
	not shape.texts(["a", null])
	not shape.texts({"a": "b"})
	not shape.texts("a")
}

test_counted if {
	shape.counted(0, [])
	shape.counted(2, ["a", "b"])
	shape.counted(101, numbers.range(1, 100))
	not shape.counted(1, [])
	not shape.counted(0, ["a"])
	not shape.counted(101, numbers.range(1, 101))
	not shape.counted("1", ["a"])
}
