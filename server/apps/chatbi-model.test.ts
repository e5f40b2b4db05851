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
  start(response).write(chunk({ content: '{"queries": [{"mea' }))
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
  const run = await play(says({ queries: [scrapByShift] }))
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
  await play(says({ queries: [] }))
  const sent = JSON.stringify(received[0]?.messages)
  assert.match(sent, /good_qty/)
  assert.doesNotMatch(sent, /salary|471\d|Chen|sk-never/)
})

test('a proposal that names what is hidden, or what is not there, is refused by the same checks', async () => {
  for (const field of ['salary', 'no_such_column']) {
    const value = { kind: 'field', field: { dataset: 'employee', field } }
    const measures = [{ id: 'x', expression: { kind: 'aggregate', aggregate: 'sum', value } }]
    const run = await play(says({ queries: [{ ...scrapByShift, measures, dimensions: [] }] }))
    assert.ok(
      stepOf(run, 'parse').evidence.some(one => one.kind === 'model-proposal-refused'),
      field,
    )
    assert.equal(stepOf(run, 'parse').proposer?.kind, 'builtin')
    assert.doesNotMatch(JSON.stringify(run.steps), /14136/)
  }
})

test('a busy server is asked again, a malformed reply repaired once, and every call is recorded', async () => {
  const run = await play(busy, says('the query is: {"queries": 7}'), says({ queries: [scrapByShift] }))
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
  script.splice(0, script.length, says({ queries: [scrapByShift] }))
  await ask(analyst, 'and now that junk per crew instead', { previousRunId: first.id })
  assert.match(JSON.stringify(received[0]?.messages), /previous.{2,20}measures/)
})

const goodByShift = {
  ...scrapByShift,
  measures: [
    {
      id: 'good',
      expression: {
        kind: 'aggregate',
        aggregate: 'sum',
        value: { kind: 'field', field: { dataset: 'production', field: 'good_qty' } },
      },
    },
  ],
}
/** Read as scrap per shift, not surely. */
const doubtful = 'scrap trouble by shift'
interface Offered {
  readonly value: string
  readonly proposedBy?: string
  readonly preview: { readonly state: string }
}
const offeredBy = (run: Run): readonly Offered[] =>
  (outputOf(run, 'parse')['clarification'] as { readonly options: readonly Offered[] } | undefined)
    ?.options ?? []
const choose = async (run: Run, value: string): Promise<Run> => {
  const body = { step: 'parse', expectedVersion: stepOf(run, 'parse').version, value }
  return server.settled(viewer, (await call<Run>(viewer, `POST /api/runs/${run.id}/answers`, { body })).id)
}

test('where the model reads otherwise, a person chooses between the two with their rows, and no model is asked again', async () => {
  received.length = 0
  script.splice(0, script.length, says({ queries: [goodByShift] }))
  const run = await ask(viewer, doubtful)
  assert.equal(run.state, 'waiting')
  const options = offeredBy(run)
  assert.deepEqual(
    options.map(({ proposedBy, preview }) => [proposedBy, preview.state]),
    [
      [undefined, 'rows'],
      ['tiny', 'rows'],
    ],
  )
  const chosen = await choose(run, options[1]?.value ?? '')
  assert.deepEqual(
    rowsOf(chosen),
    server.plantRows('SELECT shift, SUM(good_qty) FROM production GROUP BY 1 ORDER BY 1'),
  )
  assert.equal(stepOf(chosen, 'parse').proposer?.kind, 'model')
  assert.equal(received.length, 1)
})

test('the grammar’s reading is chosen once: the same words ask neither the person nor the model again', async () => {
  const question = 'scrap bother by shift'
  received.length = 0
  script.splice(0, script.length, says({ queries: [goodByShift] }))
  const run = await ask(viewer, question)
  const chosen = await choose(run, offeredBy(run)[0]?.value ?? '')
  assert.deepEqual(rowsOf(chosen), server.plantRows(scrapRows))
  assert.equal(stepOf(chosen, 'parse').proposer?.kind, 'builtin')
  const again = await ask(viewer, question)
  assert.deepEqual([again.state, rowsOf(again)], ['done', server.plantRows(scrapRows)])
  assert.equal(received.length, 1)
})

test('none of both is meant: the run ends with a way out', async () => {
  const question = 'scrap worry by shift'
  script.splice(0, script.length, says({ queries: [goodByShift] }))
  const refused = await choose(await ask(viewer, question), 'none')
  assert.equal(outputOf(refused, 'parse')['decision'], 'refuse')
  assert.equal(outputOf(refused, 'parse')['isNoneMeant'], true)
})

test('where the model reads the same, the built-in reading stands the surer, and says who agrees', async () => {
  script.splice(0, script.length, says({ queries: [scrapByShift] }))
  const run = await ask(viewer, 'scrap nuisance by shift')
  assert.deepEqual([run.state, rowsOf(run)], ['done', server.plantRows(scrapRows)])
  const parse = stepOf(run, 'parse')
  assert.equal(parse.proposer?.kind, 'builtin')
  assert.ok(parse.evidence.some(one => one.kind === 'model-agrees'))
  assert.ok(Number(outputOf(run, 'parse')['confidence']) >= 0.6) // what two ways of reading agree on is no less sure
})

test('several readings of the model become the question where the grammar has none', async () => {
  const run = await play(says({ queries: [goodByShift, scrapByShift] }))
  assert.equal(run.state, 'waiting')
  assert.deepEqual(
    offeredBy(run).map(({ proposedBy }) => proposedBy),
    ['tiny', 'tiny'],
  )
  assert.deepEqual(rowsOf(await choose(run, offeredBy(run)[1]?.value ?? '')), server.plantRows(scrapRows))
})
