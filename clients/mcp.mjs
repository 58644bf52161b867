// An MCP server with two tools, `note` and `scrap`: both leave the file that their argument `name` names in a folder.
// node mcp.mjs FOLDER
import { writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { createInterface } from "node:readline"

const folder = process.argv[2]
const tool = (name) => ({
  name,
  description: "Leaves a file",
  inputSchema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
})

function result({ method, params }) {
  switch (method) {
    case "initialize":
      return { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "demo", version: "1" } }
    case "tools/list":
      return { tools: [tool("note"), tool("scrap")] }
    case "tools/call":
      writeFileSync(join(folder, basename(params.arguments.name)), "x\n")
      return { content: [{ type: "text", text: "done" }] }
    default:
      return {}
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line)
  if (message.id === undefined) return
  console.log(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: result(message) }))
})
