// fleetgate plugin for opencode, written by `fleetgate hooks install opencode`. Don't edit it: install and uninstall
// replace the whole file. A tool call runs only if the command below exits with 0 and says nothing; all else blocks it.
import { spawn } from "node:child_process"

const COMMAND = "fleetgate hook opencode"
const TIMEOUT_MS = 30000
const MOST_BYTES = 1 << 20

function ask(event) {
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", ["-c", COMMAND], { stdio: ["pipe", "pipe", "pipe"] })
    const said = { out: "", err: "" }
    const stop = (why) => {
      clearTimeout(timer)
      child.kill("SIGKILL")
      child.stdout.destroy()
      child.stderr.destroy()
      reject(new Error(`fleetgate: the call is blocked: ${why}; run \`fleetgate doctor opencode\``))
    }
    const timer = setTimeout(() => stop("the hook did not answer in time"), TIMEOUT_MS)
    const keep = (stream) => (text) => {
      said[stream] += text
      if (said[stream].length > MOST_BYTES) stop("the hook says too much")
    }
    child.stdout.setEncoding("utf8").on("data", keep("out"))
    child.stderr.setEncoding("utf8").on("data", keep("err"))
    child.on("error", (error) => stop(`the hook can't be started: ${error.message}`))
    child.on("close", (code, signal) => {
      clearTimeout(timer)
      resolve({ ...said, code, signal })
    })
    // A hook that refuses early may not read all of the event; its answer counts.
    child.stdin.on("error", () => {})
    child.stdin.end(event)
  })
}

export const Fleetgate = async ({ directory }) => ({
  "tool.execute.before": async (input, output) => {
    const event = JSON.stringify({ hook_event_name: "tool.execute.before", cwd: directory, input, output })
    const { code, signal, out, err } = await ask(event)
    if (code === 0 && out === "" && err === "") return
    const why = err.trim() || out.trim() || `the hook ended with ${signal ?? `code ${code}`} and gave no reason`
    throw new Error(why)
  },
})
