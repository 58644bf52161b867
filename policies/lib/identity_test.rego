package lib.identity_test

import data.lib.example_test as example
import data.lib.identity

test_fold if {
	every login in [" Coder-1 ", "@coder-1", "app/coder-1", "coder-1[bot]", "app/Coder-1[Bot]"] {
		identity.fold(login) == "coder-1"
	}
	identity.fold("apple/coder") == "apple/coder"
	identity.fold("coder-1[bot]x") == "coder-1[bot]x"
}

test_authors if {
	every login in ["coder-1", "CODER-1", "coder-1@agents.example"] {
		identity.is_author(login) with input as example.allowed
	}
	not identity.is_author("judge-1") with input as example.allowed
	identity.is_author("Judge-1") with input as example.with_evidence("contributors", ["judge-1"])
	identity.is_author("mallory") with input as example.with_facts({"change": {"history": {"contributors": ["mallory"]}}})
}

test_operator if {
	identity.of_operator({"by": "x", "operator": "OLGA"}) with input as example.allowed
	identity.of_operator({"by": "Olga"}) with input as example.allowed
	identity.of_operator({"by": "x", "operator": "coder-1"}) with input as example.allowed
	not identity.of_operator({"by": "x", "operator": "carol"}) with input as example.allowed
	not identity.of_operator({"by": "x"}) with input as example.allowed
}

test_family if {
	identity.family({"family": "Codex"}) == "openai"
	identity.family({"family": "claude"}) == "anthropic"
	identity.family({"family": "gemini"}) == "google"
	identity.family({"family": "acme-7b"}) == "acme-7b"
	every name in ["gpt-5", "GPT5-codex", "gpt4o", "o3", "OpenAI Codex", "chatgpt"] {
		identity.family({"family": name}) == "openai"
	}
	every name in ["claude-opus-4.5", "Anthropic Claude", "sonnet"] { identity.family({"family": name}) == "anthropic" }
	identity.family({"family": "gemini 3 pro"}) == "google"
	not identity.family({"family": "claude or gpt"})
}

test_no_family if {
	every name in ["", "  ", "unknown", "None"] { not identity.family({"family": name}) }
	not identity.family({})
}
