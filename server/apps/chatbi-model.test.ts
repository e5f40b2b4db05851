import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import type { Run } from '@millwright/spec'
import { call, outputOf, rowsOf, startAskServer, stepOf } from '../testing/ask-server.ts'

// A model proposes, the same checks judge: over a real endpoint that plays a script.

type Turn = (response: ServerResponse) => void
interface Received {
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly response_format?: { readonly json_schema?: { readonly schema: unknown } }
}

const script: Turn[] = []
const received: Received[] = []
const endpoint = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    received.push(JSON.parse(Buffer.concat(chunks).toString()) as Received)
    const turn = script.shift()
    if (turn) turn(response)
    else response.writeHead(500).end()
  })
})
await new Promise<void>(resolve => endpoint.listen(0, '127.0.0.1', resolve))
const { port } = endpoint.address() as AddressInfo // a TCP server has no other kind of address

const apiKey = 'sk-never-to-be-seen-4711'
const server = await startAskServer({
  model: { baseUrl: `http://127.0.0.1:${port}/v1`, model: 'tiny', apiKey },
})
after(async () => {
  await server.close()
  endpoint.closeAllConnections()
  endpoint.close()
})
const { administrator, analyst, viewer, ask } = server

const chunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'tiny', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const start = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { 'content-type': 'text/event-stream' })
const says =
  (reply: unknown): Turn =>
  response => {
    start(response).write(chunk({ content: typeof reply === 'string' ? reply : JSON.stringify(reply) }))
    response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`)
  }
const busy: Turn = response => response.writeHead(429, { 'retry-after': '0' }).end('{}')
const cutOff: Turn = response => {
  start(response).write(chunk({ content: '{"query": {"mea' }))
  setTimeout(() => response.destroy(), 20)
}
const silent: Turn = response => void start(response).write(chunk({ content: '{' }))

const scrapByShift = {
  measures: [
    {
      id: 'scrap',
      expression: {
        kind: 'aggregate',
        aggregate: 'sum',
        value: { kind: 'field', field: { dataset: 'production', field: 'scrap_qty' } },
      },
    },
  ],
  dimensions: [{ id: 'shift', field: { dataset: 'production', field: 'shift' } }],
  columns: [],
  filters: [],
  having: [],
  orderBy: [],
}
const scrapRows = 'SELECT shift, SUM(scrap_qty) FROM production GROUP BY 1 ORDER BY 1'
const slang = 'how much junk did the crews churn out'
const play = async (...turns: readonly Turn[]): Promise<Run> => {
  script.splice(0, script.length, ...turns)
  received.length = 0
  return ask(viewer, slang)
}
const callsOf = (run: Run): string[] =>
  stepOf(run, 'parse')
    .evidence.filter(one => one.kind === 'model-call')
    .map(one => (one.data as { outcome: string }).outcome)

test('a model’s query is judged, run and named as the model’s, and the call is in the run', async () => {
  const run = await play(says({ query: scrapByShift }))
  assert.deepEqual(rowsOf(run), server.plantRows(scrapRows))
  assert.deepEqual(stepOf(run, 'parse').proposer, {
    kind: 'model',
    name: 'tiny',
    provider: 'openai-compatible',
  })
  assert.deepEqual(callsOf(run), ['ok'])
  assert.match(JSON.stringify(outputOf(run, 'parse')['assumptions']), /Read by the model tiny/)
  assert.ok(received[0]?.response_format?.json_schema?.schema)
  assert.doesNotMatch(JSON.stringify(run), /sk-never/)
})

test('only names and samples that the asker may see are sent', async () => {
  interface ModelReply {
    readonly version: number
    readonly model: {
      readonly datasets: readonly { readonly fields: readonly { readonly name: string }[] }[]
    }
  }
  const { model, version } = await call<ModelReply>(administrator, `GET ${server.modelPath}`)
  const datasets = model.datasets.map(dataset => ({
    ...dataset,
    fields: dataset.fields.map(field =>
      field.name === 'salary' ? { ...field, grade: 'confidential' } : field,
    ),
  }))
  const rowRules = [{ dataset: 'employee', roles: ['viewer'], condition: "line_id = 'L1'" }]
  await call(administrator, `PUT ${server.modelPath}`, {
    body: { expectedVersion: version, model: { ...model, datasets, rowRules } },
  })
  await play(says({ query: null }))
  const sent = JSON.stringify(received[0]?.messages)
  assert.match(sent, /good_qty/)
  assert.doesNotMatch(sent, /salary|471\d|Chen|sk-never/)
})

test('a proposal that names what is hidden, or what is not there, is refused by the same checks', async () => {
  for (const field of ['salary', 'no_such_column']) {
    const value = { kind: 'field', field: { dataset: 'employee', field } }
    const measures = [{ id: 'x', expression: { kind: 'aggregate', aggregate: 'sum', value } }]
    const run = await play(says({ query: { ...scrapByShift, measures, dimensions: [] } }))
    assert.ok(
      stepOf(run, 'parse').evidence.some(one => one.kind === 'model-proposal-refused'),
      field,
    )
    assert.equal(stepOf(run, 'parse').proposer?.kind, 'builtin')
    assert.doesNotMatch(JSON.stringify(run.steps), /14136/)
  }
})

test('a busy server is asked again, a malformed reply repaired once, and every call is recorded', async () => {
  const run = await play(busy, says('the query is: {"query": 7}'), says({ query: scrapByShift }))
  assert.deepEqual(callsOf(run), ['rate-limited', 'malformed', 'ok'])
  assert.deepEqual(rowsOf(run), server.plantRows(scrapRows))
})

test('a reply that is cut off, or useless twice, leaves the built-in reading', async () => {
  const cut = await play(cutOff)
  assert.deepEqual([callsOf(cut), stepOf(cut, 'parse').proposer?.kind], [['failed'], 'builtin'])
  const useless = await play(says('I would rather not.'), says('No.'))
  assert.deepEqual(
    [callsOf(useless), stepOf(useless, 'parse').proposer?.kind],
    [['malformed', 'malformed'], 'builtin'],
  )
})

test('a run is cancelled while the model still thinks', async () => {
  script.splice(0, script.length, silent)
  const input = { question: slang, sourceIds: [server.sourceId] }
  const { id } = await call<Run>(viewer, 'POST /api/runs', { body: { skill: 'chatbi.ask', input } })
  await new Promise(resolve => setTimeout(resolve, 400))
  const began = performance.now()
  await call(viewer, `POST /api/runs/${id}/cancel`)
  assert.equal((await server.settled(viewer, id)).state, 'cancelled')
  assert.ok(performance.now() - began < 2000)
})

test('a sure reading asks no model, and a follow-up tells it the query before', async () => {
  received.length = 0
  const first = await ask(analyst, 'total good quantity by line name')
  assert.equal(received.length, 0)
  script.splice(0, script.length, says({ query: scrapByShift }))
  await ask(analyst, 'and now that junk per crew instead', { previousRunId: first.id })
  assert.match(JSON.stringify(received[0]?.messages), /previous.{2,20}measures/)
})
