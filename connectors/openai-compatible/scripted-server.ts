import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a test server does with one request. */
export type Turn = (response: ServerResponse, body: ReceivedBody) => Promise<void> | void

export interface ReceivedBody {
  readonly model: string
  readonly stream?: boolean
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly response_format?: {
    readonly type: string
    readonly json_schema?: { readonly strict: boolean; readonly schema: unknown }
  }
}

export interface ScriptedServer extends AsyncDisposable {
  readonly baseUrl: string
  readonly received: readonly { readonly headers: IncomingHttpHeaders; readonly body: ReceivedBody }[]
  /** Resolves when a client has gone away before its reply was complete. */
  readonly abandoned: Promise<void>
}

/** A real HTTP server on a free port that plays `turns` in order, and fails the test with 599 when they run out. */
export const startScriptedServer = async (...turns: readonly Turn[]): Promise<ScriptedServer> => {
  const received: { headers: IncomingHttpHeaders; body: ReceivedBody }[] = []
  const left = [...turns]
  const gone = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) gone.resolve()
    })
    const answer = async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const body: ReceivedBody = JSON.parse(Buffer.concat(chunks).toString())
      received.push({ headers: request.headers, body })
      const turn = left.shift() ?? refuse(599, 'the script has no more turns')
      await turn(response, body)
    }
    answer().catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server has no other kind of address
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    received,
    abandoned: gone.promise,
    [Symbol.asyncDispose]: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Server-sent events, `pauseMs` apart, then the end of the body. */
export const sendEvents =
  (events: readonly string[], pauseMs = 0): Turn =>
  async response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const event of events) {
      if (response.destroyed) return
      response.write(`data: ${event}\n\n`)
      if (pauseMs > 0) await sleep(pauseMs)
    }
    response.end()
  }

/** A reply to `text` in small pieces, as OpenAI and vLLM stream it. */
export const stream = (
  text: string,
  options: { readonly pauseMs?: number; readonly finish?: string } = {},
): Turn =>
  sendEvents(
    [
      chunk({ role: 'assistant', content: '' }),
      ...(text.match(/[\s\S]{1,7}/g) ?? []).map(content => chunk({ content })),
      chunk({}, options.finish ?? 'stop'),
      JSON.stringify({
        ...envelope,
        choices: [],
        usage: { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 },
      }),
      '[DONE]',
    ],
    options.pauseMs,
  )

/** An error as these servers word it. */
export const refuse =
  (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Turn =>
  response => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ error: { message, type: 'error', code: status } }))
  }

/** The first pieces of a reply, then the connection breaks. */
export const breakOff =
  (text: string): Turn =>
  async response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${chunk({ content: text })}\n\n`)
    await sleep(20)
    response.destroy()
  }

const envelope = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_763_900_000,
  model: 'test-model',
}

const chunk = (delta: Readonly<Record<string, unknown>>, finishReason: string | null = null): string =>
  JSON.stringify({ ...envelope, choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }] })
