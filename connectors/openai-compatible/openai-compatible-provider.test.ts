import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { ModelRequest } from '@millwright/spec'
import { createOpenAiCompatibleProvider } from './openai-compatible-provider.ts'
import { readRetryAfterMs } from './retry-after.ts'
import { breakOff, refuse, sendEvents, startScriptedServer, stream } from './scripted-server.ts'
import type { ScriptedServer, Turn } from './scripted-server.ts'

const answer = '{"metric":"scrap_rate","lines":["L1","三号线"]}'
const schema = { type: 'object', properties: { metric: { type: 'string' } }, required: ['metric'] }
const apiKey = 'sk-test-4711-secret'

const requestWith = (signal = AbortSignal.timeout(10_000)): ModelRequest => ({
  messages: [
    { role: 'system', content: 'You map questions to queries.' },
    { role: 'user', content: 'scrap by line' },
  ],
  jsonSchema: schema,
  maxOutputTokens: 500,
  signal,
})

const providerOf = (server: ScriptedServer) =>
  createOpenAiCompatibleProvider({ baseUrl: server.baseUrl, model: 'test-model', apiKey })

const completeOnce = async (turn: Turn, signal?: AbortSignal) => {
  await using server = await startScriptedServer(turn)
  return await providerOf(server).complete(requestWith(signal))
}

describe('a model behind an OpenAI-compatible endpoint', () => {
  it('sends the schema as a strict response format, and the key as a bearer token', async () => {
    await using server = await startScriptedServer(stream(answer))
    const provider = providerOf(server)
    const done = await provider.complete(requestWith())
    assert.deepEqual(done, { outcome: 'ok', text: answer, inputTokens: 40, outputTokens: 12 })
    const { headers, body } = server.received[0] ?? assert.fail('nothing was sent')
    assert.equal(headers.authorization, `Bearer ${apiKey}`)
    assert.equal(body.model, 'test-model')
    assert.equal(body.response_format?.type, 'json_schema')
    assert.equal(body.response_format.json_schema?.strict, true)
    assert.deepEqual(body.response_format.json_schema.schema, schema)
    assert.deepEqual(body.messages, requestWith().messages)
    assert.equal(provider.name, new URL(server.baseUrl).host)
  })

  it('falls back to what the server takes, tells the model the schema in words, and remembers', async () => {
    await using server = await startScriptedServer(
      refuse(400, "Invalid schema for response_format: 'additionalProperties' is required"),
      refuse(400, 'response_format json_schema is not supported by this model'),
      stream(answer),
      stream(answer),
    )
    const provider = providerOf(server)
    assert.equal((await provider.complete(requestWith())).outcome, 'ok')
    assert.equal((await provider.complete(requestWith())).outcome, 'ok')
    const formats = server.received.map(
      ({ body }) =>
        body.response_format && [body.response_format.type, body.response_format.json_schema?.strict],
    )
    assert.deepEqual(formats, [
      ['json_schema', true],
      ['json_schema', false],
      ['json_object', undefined],
      ['json_object', undefined],
    ])
    assert.match(server.received[2]?.body.messages[1]?.content ?? '', /JSON Schema:\n\{"type":"object"/)
  })

  it('asks in plain words where no response format is taken at all', async () => {
    const no = refuse(422, 'unknown field response_format')
    await using server = await startScriptedServer(no, no, no, stream(answer))
    assert.equal((await providerOf(server).complete(requestWith())).text, answer)
    assert.equal(server.received.at(-1)?.body.response_format, undefined)
  })

  it('does not try other formats when the request is refused for another reason', async () => {
    await using server = await startScriptedServer(refuse(401, `Incorrect API key provided: ${apiKey}.`))
    const done = await providerOf(server).complete(requestWith())
    assert.equal(done.outcome, 'failed')
    assert.match(done.error ?? '', /401/)
    assert.doesNotMatch(JSON.stringify(done), /4711/)
    assert.equal(server.received.length, 1)
  })

  it('reports a busy server with the time that it asks for', async () => {
    const busy = await completeOnce(refuse(429, 'Rate limit reached', { 'retry-after': '3' }))
    assert.deepEqual([busy.outcome, busy.retryAfterMs], ['rate-limited', 3000])
    const loading = await completeOnce(refuse(503, 'Loading model'))
    assert.deepEqual([loading.outcome, loading.retryAfterMs], ['rate-limited', undefined])
  })

  it('puts a slow stream together', async () => {
    const done = await completeOnce(stream(answer, { pauseMs: 15 }))
    assert.equal(done.text, answer)
  })

  it('ends at once when it is cancelled, and hangs up', async () => {
    await using server = await startScriptedServer(stream(answer.repeat(200), { pauseMs: 50 }))
    const began = performance.now()
    const done = await providerOf(server).complete(requestWith(AbortSignal.timeout(200)))
    assert.equal(done.outcome, 'failed')
    assert.ok(performance.now() - began < 2000)
    await server.abandoned
  })

  it('never takes a reply for whole that was cut off', async () => {
    const broken = await completeOnce(breakOff(answer))
    assert.equal(broken.outcome, 'failed')
    const events = [
      JSON.stringify({ choices: [{ index: 0, delta: { content: answer }, finish_reason: null }] }),
    ]
    const ended = await completeOnce(sendEvents(events))
    assert.equal(ended.outcome, 'failed')
    assert.match(ended.error ?? '', /ended without a finish reason/)
    const long = await completeOnce(stream(answer, { finish: 'length' }))
    assert.equal(long.outcome, 'failed')
  })

  it('fails on events that are not JSON, and on an error in the middle of a stream', async () => {
    assert.equal((await completeOnce(sendEvents(['{"choices": [{', '[DONE]']))).outcome, 'failed')
    const error = await completeOnce(
      sendEvents([JSON.stringify({ error: { message: 'CUDA out of memory' } })]),
    )
    assert.equal(error.outcome, 'failed')
    assert.match(error.error ?? '', /out of memory/)
  })

  it('reads a server that answers with one document instead of a stream', async () => {
    const done = await completeOnce(response => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      response.end(
        JSON.stringify({
          id: 'x',
          choices: [{ index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' }],
          usage: { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 },
        }),
      )
    })
    assert.deepEqual(done, { outcome: 'ok', text: answer, inputTokens: 7, outputTokens: 5 })
  })

  it('says that nobody answers', async () => {
    const provider = createOpenAiCompatibleProvider({ baseUrl: 'http://127.0.0.1:9/v1', model: 'm' })
    const done = await provider.complete(requestWith())
    assert.equal(done.outcome, 'failed')
    assert.match(done.error ?? '', /reached|connect/i)
  })
})

describe('a reply in the shape that each server gives it', async () => {
  const folder = join(import.meta.dirname, 'replies')
  for (const file of (await readdir(folder)).filter(name => name.endsWith('.sse')))
    it(`reads ${file}`, async () => {
      const body = await readFile(join(folder, file), 'utf8')
      const done = await completeOnce(response => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.end(body)
      })
      assert.equal(done.outcome, 'ok', done.error)
      assert.deepEqual(JSON.parse(done.text), { metric: 'scrap_rate' })
      assert.ok(done.outputTokens > 0)
    })
})

describe('Retry-After', () => {
  it('is read as seconds, as a date, and in milliseconds', () => {
    const now = Date.parse('2026-11-23T09:00:00Z')
    assert.equal(readRetryAfterMs({ 'retry-after': '2' }, now), 2000)
    assert.equal(readRetryAfterMs({ 'retry-after': 'Mon, 23 Nov 2026 09:00:10 GMT' }, now), 10_000)
    assert.equal(readRetryAfterMs({ 'retry-after': 'Mon, 23 Nov 2026 08:00:00 GMT' }, now), 0)
    assert.equal(readRetryAfterMs({ 'retry-after-ms': '150', 'retry-after': '1' }, now), 150)
    assert.equal(readRetryAfterMs({ 'retry-after': 'soon' }, now), undefined)
    assert.equal(readRetryAfterMs({}, now), undefined)
  })
})
