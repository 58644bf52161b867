// A model that says what its script says: tool calls, one turn after another, then a text. It speaks the dialects of
// Anthropic (messages), OpenAI (responses, chat completions) and Google (generateContent).
// The turn is the number of tool results in the request, so it keeps no state and a client may ask again.
// A turn is {calls: [{name, input} or {name, custom}]} or {text}.
import { createServer } from "node:http"
import { randomUUID } from "node:crypto"

const list = (value) => (Array.isArray(value) ? value : [])
const tokens = 10

const messages = {
  path: /\/messages$/,
  results: (body) =>
    list(body.messages).flatMap((m) => list(m.content).filter((part) => part.type === "tool_result").map((part) => part.content)),
  events({ calls, text }, body) {
    const blocks = calls
      ? calls.map((call) => ({ type: "tool_use", id: `toolu_${randomUUID()}`, name: call.name, input: call.input }))
      : [{ type: "text", text }]
    const stop_reason = calls ? "tool_use" : "end_turn"
    const message = {
      id: "msg", type: "message", role: "assistant", model: body.model, stop_sequence: null,
      usage: { input_tokens: tokens, output_tokens: tokens },
    }
    if (!body.stream) return { ...message, content: blocks, stop_reason }
    const events = [{ type: "message_start", message: { ...message, content: [], stop_reason: null } }]
    blocks.forEach((block, index) => {
      const tool = block.type === "tool_use"
      const delta = tool
        ? { type: "input_json_delta", partial_json: JSON.stringify(block.input) }
        : { type: "text_delta", text: block.text }
      events.push({ type: "content_block_start", index, content_block: tool ? { ...block, input: {} } : { ...block, text: "" } })
      events.push({ type: "content_block_delta", index, delta })
      events.push({ type: "content_block_stop", index })
    })
    events.push({ type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: tokens } })
    events.push({ type: "message_stop" })
    return events
  },
}

const responses = {
  path: /\/responses$/,
  results: (body) => list(body.input).filter((item) => String(item.type).endsWith("call_output")).map((item) => item.output),
  events({ calls, text }, body) {
    const output = calls
      ? calls.map((call, index) => {
          const item = { id: `fc_${index}`, call_id: `call_${randomUUID()}`, name: call.name, namespace: call.namespace, status: "completed" }
          return "custom" in call
            ? { ...item, type: "custom_tool_call", input: call.custom }
            : { ...item, type: "function_call", arguments: JSON.stringify(call.input) }
        })
      : [{ type: "message", id: "msg", role: "assistant", status: "completed", content: [{ type: "output_text", text, annotations: [] }] }]
    const response = {
      id: "resp", object: "response", created_at: 0, status: "completed", model: body.model, output,
      usage: { input_tokens: tokens, output_tokens: tokens, total_tokens: 2 * tokens },
    }
    if (!body.stream) return response
    return [
      { type: "response.created", response: { ...response, status: "in_progress", output: [], usage: null } },
      ...output.flatMap((item, output_index) => [
        { type: "response.output_item.added", output_index, item },
        { type: "response.output_item.done", output_index, item },
      ]),
      { type: "response.completed", response },
    ]
  },
}

const chat = {
  path: /\/chat\/completions$/,
  results: (body) => list(body.messages).filter((message) => message.role === "tool").map((message) => message.content),
  events({ calls, text }, body) {
    const message = { role: "assistant", content: calls ? null : text }
    if (calls) {
      message.tool_calls = calls.map((call, index) => ({
        index, id: `call_${randomUUID()}`, type: "function",
        function: { name: call.name, arguments: JSON.stringify(call.input) },
      }))
    }
    const finish_reason = calls ? "tool_calls" : "stop"
    const usage = { prompt_tokens: tokens, completion_tokens: tokens, total_tokens: 2 * tokens }
    const base = { id: "chat", created: 0, model: body.model }
    if (!body.stream) return { ...base, object: "chat.completion", usage, choices: [{ index: 0, message, finish_reason }] }
    const chunk = { ...base, object: "chat.completion.chunk" }
    return [
      { ...chunk, choices: [{ index: 0, delta: message, finish_reason: null }] },
      { ...chunk, choices: [{ index: 0, delta: {}, finish_reason }], usage },
      "[DONE]",
    ]
  },
}

const google = {
  path: /:(stream)?generateContent$/i,
  results: (body) =>
    list(body.contents).flatMap((c) => list(c.parts).filter((part) => part.functionResponse).map((part) => part.functionResponse.response)),
  events({ calls, text }, _, path) {
    const parts = calls ? calls.map((call) => ({ functionCall: { name: call.name, args: call.input } })) : [{ text }]
    const answer = {
      candidates: [{ index: 0, content: { role: "model", parts }, finishReason: "STOP" }],
      usageMetadata: { promptTokenCount: tokens, candidatesTokenCount: tokens, totalTokenCount: 2 * tokens },
    }
    return path.includes("stream") ? [answer] : answer
  },
}

const dialects = [messages, responses, chat, google]

// What else the clients ask for.
const others = [
  [/\/count_tokens$/, { input_tokens: tokens }],
  [/:countTokens$/, { totalTokens: tokens }],
  [/\/models$/, { object: "list", data: [{ id: "fake", object: "model" }], models: [] }],
]

function answer(path, body, turns, told) {
  const dialect = dialects.find((known) => known.path.test(path))
  if (!dialect) return others.find(([pattern]) => pattern.test(path))?.[1]
  // A request without tools asks for a title or the like.
  if (!list(body.tools).length) return dialect.events({ text: "ok" }, body, path)
  const results = dialect.results(body)
  if (results.length > told.length) told.splice(0, told.length, ...results.map((r) => (typeof r === "string" ? r : JSON.stringify(r))))
  return dialect.events(turns[Math.min(results.length, turns.length - 1)], body, path)
}

const event = (item) =>
  typeof item === "string" ? `data: ${item}\n\n` : (item.type ? `event: ${item.type}\n` : "") + `data: ${JSON.stringify(item)}\n\n`

/** Listens on loopback; `told` is filled with what the tools answered, `asked` with the addresses. */
export function start(port, turns, told, asked) {
  const server = createServer((request, response) => {
    const chunks = []
    request.on("data", (chunk) => chunks.push(chunk))
    request.on("end", () => {
      const path = request.url.split("?")[0]
      asked.push(`${request.method} ${path}`)
      let found
      try {
        found = answer(path, JSON.parse(Buffer.concat(chunks).toString() || "{}"), turns, told)
      } catch (error) {
        asked.push(`the request can't be read: ${error}`)
      }
      if (found === undefined) {
        response.writeHead(404, { "content-type": "application/json" })
        return response.end('{"error":{"message":"no such address"}}')
      }
      const stream = Array.isArray(found)
      response.writeHead(200, { "content-type": stream ? "text/event-stream" : "application/json" })
      response.end(stream ? found.map(event).join("") : JSON.stringify(found))
    })
  })
  return new Promise((resolve, reject) => server.on("error", reject).listen(port, "127.0.0.1", () => resolve(server)))
}
