// An MCP server with one tool, `note`: it leaves the file that its argument `name` names in the folder it was started in.
import { writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { createInterface } from "node:readline"

const folder = process.argv[2] ?? process.cwd()
const note = {
  name: "note",
  description: "Leaves a note",
  inputSchema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
}

function result({ method, params }) {
  switch (method) {
    case "initialize":
      return { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "demo", version: "1" } }
    case "tools/list":
      return { tools: [note] }
    case "tools/call":
      writeFileSync(join(folder, basename(params.arguments.name)), "noted\n")
      return { content: [{ type: "text", text: "noted" }] }
    default:
      return {}
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line)
  if (message.id === undefined) return
  console.log(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: result(message) }))
})
