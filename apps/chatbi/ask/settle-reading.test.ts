import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PlatformError } from '@millwright/spec'
import type { DataConnection } from '@millwright/spec'
import { draftOfConnection, indexOfConnection } from '../direct/drafted-source.ts'
import { parseQuestion } from '../parse/parse-question.ts'
import { plantCalendar } from '../parse/testing/plant-model.ts'
import { openMemoryDatabase } from '../testing/sqlite-database.ts'
import { previewReading } from './preview-reading.ts'
import { choiceIdOf, settleReading } from './settle-reading.ts'
import type { SettledReading } from './settle-reading.ts'

const clock = { now: () => new Date('2026-11-23T03:00:00Z') }
const question = 'average rate of furnaces'
const furnaces = (cooling: readonly [number, number]): DataConnection =>
  openMemoryDatabase(
    'CREATE TABLE furnace (furnace_id INTEGER PRIMARY KEY, heating_rate REAL, cooling_rate REAL)',
    `INSERT INTO furnace VALUES (1, 5, ${cooling[0]}), (2, 7, ${cooling[1]})`,
  )

interface Asked {
  readonly connection?: DataConnection
  readonly signal?: AbortSignal
  readonly answer?: string
  readonly remembered?: Readonly<Record<string, string>>
  readonly remember?: (sourceId: string, choices: Readonly<Record<string, string>>) => Promise<void>
  readonly question?: string
}

/** Settles the question over furnaces whose rates differ; previews run on `connection`. */
const settle = async (asked: Asked): Promise<SettledReading> => {
  const database = furnaces([2, 3])
  const named = { name: 's', connection: database, clock, calendar: plantCalendar }
  const model = await draftOfConnection(named)
  const index = await indexOfConnection(model, named)
  const source = { sourceId: model.sourceId, sourceName: 's', model, whole: model, index }
  const said = asked.question ?? question
  const result = parseQuestion({
    question: said,
    sources: [source],
    now: clock.now(),
    calendar: plantCalendar,
  })
  return settleReading(result, {
    question: said,
    sources: [source],
    answer: asked.answer,
    remembered: asked.remembered ?? {},
    remember: asked.remember ?? (() => Promise.resolve()),
    preview: (query, of) =>
      previewReading(query, of, {
        role: 'administrator',
        calendar: plantCalendar,
        connect: () => Promise.resolve(asked.connection ?? database),
        ...(asked.signal ? { signal: asked.signal } : {}),
      }),
  })
}

const previewsOf = ({ clarification }: SettledReading) =>
  (clarification?.options ?? assert.fail('it is not asked back')).map(({ preview }) => preview)

/** A connection that does `instead` of a query. */
const failing = (instead: () => Promise<never>): DataConnection => ({ ...furnaces([2, 3]), query: instead })

test('readings are offered with what they give, all run at once', async () => {
  const database = furnaces([2, 3])
  const running: number[] = []
  let inFlight = 0
  const connection: DataConnection = {
    ...database,
    query: async request => {
      running.push(++inFlight)
      await new Promise(resolve => setTimeout(resolve, 5))
      inFlight--
      return database.query(request)
    },
  }
  const previews = previewsOf(await settle({ connection }))
  assert.deepEqual(
    previews.map(one => one.state === 'rows' && [one.rows, one.rowCount, one.columns.length, one.isMore]),
    [
      [[[6]], 1, 1, false],
      [[[2.5]], 1, 1, false],
    ],
  )
  assert.equal(Math.max(...running), previews.length)
})

test('where all readings give the same rows nothing is asked, and the answer tells its doubt', async () => {
  const { result, clarification } = await settle({ connection: furnaces([5, 7]) })
  assert.deepEqual([result.decision, clarification], ['answer', undefined])
  const [best] = result.candidates
  assert.ok(result.runnerUp ?? best?.assumptions[0], 'a doubt that is not told is a silent guess')
})

test('a preview that is late or fails leaves its reading to be chosen, and says so', async () => {
  const late = failing(() => Promise.reject(new PlatformError('QUERY_TIMEOUT', { timeoutMs: 500 })))
  const broken = failing(() => Promise.reject(new PlatformError('QUERY_FAILED', { reason: 'gone' })))
  const none = (reason: string) => Array.from({ length: 2 }, () => ({ state: 'none', reason }))
  assert.deepEqual(previewsOf(await settle({ connection: late })), none('slow'))
  assert.deepEqual(previewsOf(await settle({ connection: broken })), none('failed'))
})

test('cancelling the run stops its previews', async () => {
  const stop = new AbortController()
  stop.abort()
  await assert.rejects(settle({ signal: stop.signal }), { code: 'QUERY_CANCELLED' })
})

test('a long result shows its first rows, and counts no more than a preview may', async () => {
  const database = furnaces([2, 3])
  const rows = Array.from({ length: 1200 }, (_, i) => [i])
  const connection: DataConnection = {
    ...database,
    query: async request => ({
      ...(await database.query(request)),
      rows: rows.slice(0, request.maxRows),
      rowCount: request.maxRows,
      truncated: true,
    }),
  }
  const [first] = previewsOf(await settle({ connection })) // results that were not read to their end are not told alike
  assert.deepEqual(first?.state === 'rows' && [first.rows, first.rowCount, first.isMore], [
    [[0], [1], [2], [3], [4]],
    1000,
    true,
  ])
})

test('a choice is remembered by the question and by its word, and found again by the words alone', async () => {
  const kept: Record<string, string> = {}
  const asked = await settle({})
  const cooling = asked.clarification?.options.find(({ reading }) => /cooling/.test(reading.en))
  const chosen = await settle({
    answer: cooling?.value ?? '',
    remember: async (_, choices) => void Object.assign(kept, choices),
  })
  assert.deepEqual(chosen.result.candidates[0]?.query, cooling?.query)
  assert.deepEqual(Object.keys(kept).length, 2)
  const remembered = { [choiceIdOf('Average rate of furnaces?')]: kept[choiceIdOf(question)] ?? '' }
  const again = await settle({ remembered })
  assert.deepEqual(again.result.candidates[0]?.query, cooling?.query)
  assert.deepEqual(
    again.choices.map(({ ids }) => ids),
    [[choiceIdOf(question)]],
  )
  assert.equal((await settle({ remembered, question: 'highest rate of furnaces' })).result.decision, 'ask')
})
