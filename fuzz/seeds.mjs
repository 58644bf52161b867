// Seeds and dictionaries from the repository's own fixtures, tests and specifications: node fuzz/seeds.mjs
// They go to fuzz/corpus/<target>/ and fuzz/dictionaries/. What the fuzzer found there before stays.
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)
// In the order of `Client::ALL`: the first byte of an input names one.
const CLIENTS = ["claude", "codex", "gemini", "opencode", "copilot", "cursor"]
const LONGEST = 4096
const MARKS = [
  "$(", ")", "`", "\\\"", "'", "$'", "${", "}", ":-", "@P", "$((", "((", "))", "[[", "]]", "=~", "<<E\\x0a", "\\x0aE\\x0a", "<<-", "<<<", "<(",
  ">(", ">|", "&>", ">&", "<>", "2>&1", "&&", "||", "|&", ";;", ";&", "&", "!", "{a,b}", "{1..9}", "~", "*", "**", "?", "[!a]", "\\\\\\x0a",
  "#", "\\x0a", "\\x09", "\\\\", "if ", "then ", "elif ", "else ", "fi", "for ", "in ", "do ", "done", "while ", "until ", "case ", "esac",
  "function ", "f() {", "time ", "coproc ", "select ", "eval ", "exec ", "bash -c '", "sh -c '", "xargs ", "env ", "-- ", "/dev/tcp/", ".git/",
  ".env", "$HOME", "$PWD", "$IFS", "a=", "a+=(", "\\xc3\\xa9", "\\xe2\\x80\\xae",
]
const JSON_MARKS = ['\\"', "{}", "[]", "null", "true", "\\\\u0000", "\\\\ud800", "1e999", "\\xef\\xbb\\xbf", "{root}", "{home}", "{log}"]

function files(folder, ending) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return files(path, ending)
    return entry.name.endsWith(ending) ? [path] : []
  })
}

const text = (path) => readFileSync(path, "utf8")

/** The string literals of Rust sources, unescaped; raw ones by line as well, as the tests' tables have them. */
function literals(source) {
  const found = []
  for (const [, raw] of source.matchAll(/r#+"(.*?)"#+/gs)) {
    found.push(raw, ...raw.split("\n").map((line) => line.trim().replaceAll("\\n", "\n").replaceAll("\\t", "\t")))
  }
  const escapes = { n: "\n", t: "\t", r: "\r", 0: "\0", "\\": "\\", '"': '"', "'": "'" }
  for (const [, quoted] of source.replace(/r#+".*?"#+/gs, "").matchAll(/"((?:[^"\\]|\\.)*)"/gs)) {
    const joined = quoted.replace(/\\\n\s*/g, "")
    found.push(joined.replace(/\\(?:u\{([0-9a-f_]+)\}|x([0-9a-f]{2})|(.))/gis, (_, unicode, hex, one) =>
      unicode || hex ? String.fromCodePoint(parseInt(unicode ?? hex, 16)) : (escapes[one] ?? one)))
  }
  return found.filter((literal) => literal !== "")
}

function sow(target, seeds) {
  const folder = join(here, "corpus", target)
  mkdirSync(folder, { recursive: true })
  const distinct = new Set(seeds.filter((seed) => Buffer.byteLength(seed) <= LONGEST))
  for (const seed of distinct) {
    writeFileSync(join(folder, `seed-${createHash("sha1").update(seed).digest("hex").slice(0, 16)}`), seed)
  }
  console.log(`${target}: ${distinct.size} seeds`)
}

function dictionary(name, entries) {
  mkdirSync(join(here, "dictionaries"), { recursive: true })
  const lines = [...new Set(entries)].map((entry) => `"${entry}"`)
  writeFileSync(join(here, "dictionaries", `${name}.dict`), `${lines.join("\n")}\n`)
  console.log(`${name}.dict: ${lines.length} entries`)
}

const plain = (word) => /^[\x20-\x7e]{2,32}$/.test(word)
const quoted = (word) => word.replaceAll("\\", "\\\\").replaceAll('"', '\\"')

const events = CLIENTS.flatMap((client, index) => {
  const folder = join(root, "fixtures/hook", client)
  return files(folder, "event.json").flatMap((path) => [text(path), JSON.stringify(lenient(text(path)))].map((event) => `${index}${event}`))
})

/** A fixture may be no JSON on purpose. */
function lenient(event) {
  try {
    return JSON.parse(event)
  } catch {
    return event
  }
}

// Every tool that a decoder names, with every set of arguments that one of them reads.
const ARGUMENTS = [
  { command: "ls" }, { file_path: "a" }, { file_path: "a", content: "b" }, { file_path: "a", old_string: "b", new_string: "c" },
  { file_path: "a", edits: [{ old_string: "b", new_string: "c" }] }, { notebook_path: "a", new_source: "b" }, { path: "a" },
  { path: "a", pattern: "b", glob: "*.c", include: "*.d" }, { pattern: "b" }, { url: "https://a.example" }, { path: "a", file_text: "b" },
  { path: "a", old_str: "b", new_str: "c" }, { command: "insert", path: "a", new_str: "b" }, { command: "create", path: "a", file_text: "b" },
  { command: "str_replace", path: "a", old_str: "b", new_str: "c" }, { command: "view", path: "a" }, { filePath: "a" },
  { filePath: "a", content: "b" }, { filePath: "a", oldString: "b", newString: "c" }, { include: ["a", "b"] }, { prompt: "see https://a.example" },
  { filePath: "a", edits: [{ filePath: "a", oldString: "b", newString: "c" }] }, { fact: "a" }, { command: "ls", dir_path: "a" },
  { command: "ls", workdir: "/a" }, { command: "ls", working_directory: "/a" }, { patchText: "*** Begin Patch\n*** Add File: a\n+b\n*** End Patch" },
  { command: "*** Begin Patch\n*** Update File: a\n*** Move to: b\n@@\n-c\n+d\n*** End Patch" }, { dir_path: "a", pattern: "b" }, {},
]
const tools = CLIENTS.flatMap((client, index) => {
  const source = text(join(root, "src/enforce/clients", `${client}.rs`))
  const names = [...source.matchAll(/^\s+((?:"[\w-]+"(?: \| )?)+) =>/gm)].flatMap((arm) => arm[1].match(/[\w-]+/g))
  const all = [...new Set([...names, "mcp__a__b", "a-b", "a_b", "MCP:a", "other"])]
  return all.flatMap((tool) => ARGUMENTS.map((input) => `${index}${JSON.stringify(event(client, tool, input))}`))
})

/** An event of a client with a tool and its arguments. */
function event(client, tool, input) {
  const places = { session_id: "s", transcript_path: "{log}", cwd: "{root}" }
  const claude = { ...places, hook_event_name: "PreToolUse", tool_name: tool, tool_input: input }
  switch (client) {
    case "claude": return { ...claude, permission_mode: "default" }
    case "codex": return { ...claude, turn_id: "t", model: "m" }
    case "gemini": return { ...claude, hook_event_name: "BeforeTool" }
    case "opencode": return { hook_event_name: "tool.execute.before", cwd: "{root}", input: { tool, sessionID: "s" }, output: { args: input } }
    case "copilot": return { sessionId: "s", timestamp: 1, cwd: "{root}", toolName: tool, toolArgs: input }
    default: return { hook_event_name: "preToolUse", conversation_id: "c", generation_id: "g", workspace_roots: ["{root}"], tool_name: tool, tool_input: input }
  }
}

const tests = ["shell", "tool", "commands"].map((room) => join(root, "tests/it", room)).filter(existsSync)
const commands = tests.flatMap((folder) => files(folder, ".rs")).flatMap((path) => literals(text(path)))
const calls = commands.filter((command) => command.includes(" ")).map((command) => ({
  session_id: "s", transcript_path: "/t", cwd: "{root}", hook_event_name: "PreToolUse", tool_name: "Bash", tool_input: { command },
}))

sow("decoder", [...events, ...tools])
sow("hook", [...events, ...tools, ...calls.map((call) => `0${JSON.stringify(call)}`)])
sow("shell", commands)
sow("shells", commands.flatMap((command) => [command, ...command.split("\n")]).filter((command) => command.length < 200))

const words = (path) => literals(text(path)).filter(plain)
const clients = files(join(root, "src/enforce/clients"), ".rs").flatMap(words)
const keys = events.flatMap((event) => [...event.matchAll(/"(\w+)"\s*:/g)].map((match) => match[1]))
dictionary("event", [...JSON_MARKS, ...[...clients, ...keys].filter((word) => !word.includes(" ")).map(quoted)])

/** Names and options of all programs that have a specification. */
function spoken(value) {
  if (typeof value === "string") return /^-{0,2}[\w./:=@+-]{2,24}$/.test(value) ? [value] : []
  if (Array.isArray(value)) return value.flatMap(spoken)
  return value && typeof value === "object" ? Object.entries(value).flatMap(([key, inner]) => [...spoken(key), ...spoken(inner)]) : []
}
const described = [join(root, "policies/data/wrappers.json"), ...files(join(root, "policies/data/commands"), ".json")]
const specifications = described.flatMap((path) => spoken(JSON.parse(text(path))))
dictionary("shell", [...MARKS, ...specifications.map(quoted)])
dictionary("hook", [...JSON_MARKS, ...clients.filter((word) => !word.includes(" ")).map(quoted), ...MARKS])
