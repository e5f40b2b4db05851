import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Run } from '@millwright/spec'
import { call, outputOf, startAskServer, stepOf } from '../testing/ask-server.ts'
import type { AskServer } from '../testing/ask-server.ts'

let host: AskServer

before(async () => {
  host = await startAskServer()
})
after(() => host.close())

interface Reply {
  readonly run: string
  readonly answer: string
  readonly sql: string | null
  readonly clarification: {
    readonly question: string
    readonly options: readonly {
      readonly choice: string
      readonly reading: string
      readonly rows: unknown[][]
    }[]
  } | null
}

const ask = (question: string): Promise<Reply> =>
  call<Reply>(host.viewer, 'POST /api/chatbi/ask', { body: { question, sourceIds: [host.sourceId] } })

test('a question for causes runs its own steps, each open, through guarded queries', async () => {
  const reply = await ask('why did the total scrap qty change in October')
  assert.equal(reply.clarification, null, JSON.stringify(reply))
  assert.match(reply.answer, /in the period 1 Oct 2026 – 31 Oct 2026/)
  assert.match(reply.sql ?? '', /LIMIT/)
  const run = await call<Run>(host.viewer, `GET /api/runs/${reply.run}`)
  assert.equal(run.skill, 'chatbi.why')
  assert.deepEqual(
    run.steps.map(({ step, state }) => `${step} ${state}`),
    ['parse done', 'compare done', 'execute done', 'chart done', 'narrate done'],
  )
  assert.ok(run.steps.every(({ checks }) => checks.every(({ verdict }) => verdict !== 'fail')))
  const [whole] = outputOf(run, 'execute')['rows'] as unknown[][]
  const sums = host.plantRows(
    "SELECT sum(CASE WHEN produced_at < '2026-10' THEN scrap_qty END), sum(CASE WHEN produced_at >= '2026-10' THEN scrap_qty END) FROM production",
  )
  // a month of 30 days and one of 31 are told by what they came to in a day
  const [september, october] = (sums[0] ?? []).map(Number)
  assert.deepEqual(whole?.slice(2, 4), [(september ?? 0) / 30, (october ?? 0) / 31])
})

test('the waterfall of a run is exported as a picture', async () => {
  const own = await ownRun()
  const svg = await host.analyst.send('GET', `/api/chatbi/runs/${own}/export?format=svg`)
  assert.equal(svg.status, 200)
  assert.match(svg.text, /<svg/)
})

const ownRun = async (): Promise<string> => {
  const run = await call<Reply>(host.analyst, 'POST /api/chatbi/ask', {
    body: { question: 'why did the total scrap qty change in October', sourceIds: [host.sourceId] },
  })
  return run.run
}

test('a question for causes that names no measure is told what to name', async () => {
  const reply = await ask('why did it rise last week')
  assert.ok(reply.clarification)
  const run = await call<Run>(host.viewer, `GET /api/runs/${reply.run}`)
  assert.ok(stepOf(run, 'parse'))
})

test('a measure of two meanings is asked back with both periods of each, and what is chosen is explained', async () => {
  const asked = await ask('why did the quantity rise in October')
  const options = asked.clarification?.options ?? []
  const sums = (column: string): unknown[] =>
    host.plantRows(
      `SELECT sum(CASE WHEN produced_at >= '2026-10' THEN ${column} END), sum(CASE WHEN produced_at < '2026-10' THEN ${column} END) FROM production`,
    )[0] ?? []
  assert.deepEqual(
    options.map(({ rows }) => rows[0]?.slice(0, 2)),
    [sums('good_qty'), sums('scrap_qty')],
  )
  const scrap = options.find(({ reading }) => reading.startsWith('What explains it: Total scrap'))
  const body = { choice: scrap?.choice }
  const reply = await call<Reply>(host.viewer, `POST /api/chatbi/runs/${asked.run}/choice`, { body })
  assert.match(reply.answer, /^Scrap quantity per day was /)
})

test('another period may be chosen, and what follows is compared anew; one without is refused', async () => {
  const run = await ownRun()
  const before = await call<Run>(host.analyst, `GET /api/runs/${run}`)
  const query = outputOf(before, 'parse')['query'] as object
  const compareTo = { from: '2026-09-15T00:00:00', to: '2026-10-01T00:00:00', text: 'late September' }
  const edited = await host.edit(host.analyst, before, 'parse', { query: { ...query, compareTo } })
  assert.equal(edited.state, 'done')
  const [whole] = outputOf(edited, 'execute')['rows'] as unknown[][]
  const [sum] = host.plantRows(
    "SELECT sum(scrap_qty) FROM production WHERE produced_at >= '2026-09-15' AND produced_at < '2026-10'",
  )
  // October has 31 days, the period chosen 16: each is told by what it came to in a day
  assert.equal(whole?.[2], Number(sum?.[0]) / 16)
  const { version } = stepOf(edited, 'parse')
  const output = { ...outputOf(edited, 'parse'), query: { ...query, compareTo: undefined } }
  const body = { step: 'parse', expectedVersion: version, output }
  const refused = await host.analyst.send('POST', `/api/runs/${run}/edits`, { body })
  assert.ok(refused.status >= 400, refused.text)
})

test('periods that nobody named are called in the language of the question', async () => {
  const textsOf = async (question: string): Promise<unknown> => {
    const run = await call<Run>(host.viewer, `GET /api/runs/${(await ask(question)).run}`)
    const query = outputOf(run, 'parse')['query'] as Record<'time' | 'compareTo', Record<string, unknown>>
    return [(query.time['range'] as { text: string }).text, query.compareTo['text']]
  }
  assert.deepEqual(await textsOf('why did total scrap qty rise'), ['last week', 'the period before'])
  assert.deepEqual(await textsOf('为什么 scrap qty 升高'), ['上周', '此前同长时段'])
})
