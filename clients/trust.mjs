// Trusts all hooks of a Codex home, as a person does on the screen that asks: through the app server.
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"

/** `codex` is {argv, env, cwd}. Throws where a hook is not trusted afterwards. */
export async function trust({ argv, env, cwd }) {
  const server = spawn(argv[0], [...argv.slice(1), "app-server"], { env, cwd, stdio: ["pipe", "pipe", "ignore"] })
  const waiting = new Map()
  createInterface({ input: server.stdout }).on("line", (line) => {
    const message = JSON.parse(line)
    waiting.get(message.id)?.(message)
  })
  const gone = new Promise((_, reject) => server.on("exit", (code) => reject(new Error(`codex app-server ended with ${code}`))))
  gone.catch(() => {})
  const say = (message) => server.stdin.write(`${JSON.stringify(message)}\n`)
  let last = 0
  const ask = async (method, params) => {
    const id = ++last
    const reply = new Promise((resolve) => waiting.set(id, resolve))
    say({ id, method, params })
    const { result, error } = await Promise.race([reply, gone])
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`)
    return result
  }
  const hooks = async () => (await ask("hooks/list", { cwds: [cwd] })).data.flatMap((entry) => entry.hooks)

  await ask("initialize", { clientInfo: { name: "fleetgate", version: "0" } })
  say({ method: "initialized" })
  const value = Object.fromEntries((await hooks()).map((hook) => [hook.key, { trusted_hash: hook.currentHash }]))
  await ask("config/batchWrite", { edits: [{ keyPath: "hooks.state", value, mergeStrategy: "upsert" }] })
  const states = (await hooks()).map((hook) => hook.trustStatus)
  if (!states.length || states.some((state) => state !== "trusted")) throw new Error(`hooks are not trusted: ${states}`)
  server.kill()
}
