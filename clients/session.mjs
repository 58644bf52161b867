// One session of an agent client with the scripted model: node session.mjs SESSION.json
// SESSION.json: {turns, client, trust, limit}. `client` is {argv, env, cwd}; `trust` the same of a Codex whose hooks are to
// be trusted first, or null; `limit` is in milliseconds. Prints {code, ms, out, err, told, asked}.
// Run it where nothing but loopback can be reached, as tests/it/real/session.rs does.
import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { start } from "./model.mjs"
import { trust } from "./trust.mjs"

const session = JSON.parse(readFileSync(process.argv[2], "utf8"))
const began = Date.now()
const result = { code: null, ms: 0, out: "", err: "", told: [], asked: [] }

function finish(code, why = "") {
  result.code = code
  result.ms = Date.now() - began
  result.err += why
  process.stdout.write(JSON.stringify(result), () => process.exit(0))
}

setTimeout(() => finish(null, "\nended: it took too long"), session.limit)
await start(8080, session.turns, result.told, result.asked)
if (session.trust) await trust(session.trust)

const { argv, env, cwd } = session.client
const child = spawn(argv[0], argv.slice(1), { env, cwd, stdio: ["ignore", "pipe", "pipe"] })
child.stdout.setEncoding("utf8").on("data", (text) => (result.out += text))
child.stderr.setEncoding("utf8").on("data", (text) => (result.err += text))
child.on("error", (error) => finish(null, String(error)))
// What is still in the pipes comes within a moment; a grandchild may hold them open for ever.
child.on("exit", (code) => setTimeout(() => finish(code), 100))
