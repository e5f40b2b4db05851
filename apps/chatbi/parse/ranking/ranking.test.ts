import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DataConnection } from '@millwright/spec'
import { openDirectSource } from '../../direct/direct-source.ts'
import type { DirectAnswer } from '../../direct/direct-source.ts'
import type { ReadingPart } from '../../link/reading-parts.ts'
import { draftModel } from '../../model/index.ts'
import type { SemanticModel } from '../../model/index.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Query } from '../../query/query.ts'
import { openMemoryDatabase } from '../../testing/sqlite-database.ts'
import { plantCalendar } from '../testing/plant-model.ts'
import { chanceOf } from './boosted-trees.ts'
import { previewedReadings } from './judge-readings.ts'
import { keyOfQuery } from './pool.ts'

const openParts = (): DataConnection =>
  openMemoryDatabase(
    'CREATE TABLE supplier (id INTEGER PRIMARY KEY, name TEXT, city TEXT, rating REAL)',
    'CREATE TABLE part (id INTEGER PRIMARY KEY, name TEXT, colour TEXT, weight REAL, supplier_id INTEGER REFERENCES supplier(id))',
    "INSERT INTO supplier VALUES (1,'Adler','Bremen',4.5),(2,'Brandt','Ulm',3.9),(3,'Cordes','Bremen',4.1),(4,'Doll','Kiel',2.2)",
    "INSERT INTO part VALUES (1,'Bolt','black',0.1,1),(2,'Nut','zinc',0.05,1),(3,'Shaft','black',12,2),(4,'Gear','black',7,3),(5,'Seal','red',0.02,2)",
  )

const ask = async (
  connection: DataConnection,
  question: string,
  model?: SemanticModel,
): Promise<DirectAnswer> => {
  const source = await openDirectSource({
    name: 'parts',
    connection,
    clock: { now: () => new Date('2026-11-23T03:00:00Z') },
    calendar: plantCalendar,
    style: 'asked',
    ...(model ? { model } : {}),
  })
  return source.ask(question)
}

const rowsOf = async (connection: DataConnection, sql: string): Promise<string> =>
  JSON.stringify((await connection.query({ sql, maxRows: 100, timeoutMs: 1000 })).rows)

const vagueQuestion = 'Find the city that has both suppliers with rating above 4 and below 4'

test('readings of a database come once for each answer, the likeliest first', async () => {
  const connection = openParts()
  const { candidates } = await ask(connection, vagueQuestion)
  const answers = await Promise.all(candidates.map(one => rowsOf(connection, one)))
  assert.equal(new Set(answers.slice(0, 3)).size, 3)
})

test('a plain question is answered surely, one that no word of the data stands behind is not', async () => {
  const plain = await ask(openParts(), 'How many suppliers are not in Ulm?')
  assert.equal(plain.isSure, true)
  const vague = await ask(openParts(), vagueQuestion)
  assert.equal(vague.isSure, false)
  assert.ok(vague.confidence < plain.confidence)
})

test('over a model that someone prepared the readings of the grammar stand alone', async () => {
  const question = 'List the different colours of parts'
  const connection = openParts()
  const drafted = await draftModel({
    source: { id: 'parts', name: 'parts' },
    catalog: await connection.readCatalog(),
    connection,
  })
  const metric = {
    name: 'parts_made',
    label: { en: 'Parts made' },
    synonyms: [],
    description: 'All parts on the list.',
    expression: { kind: 'rows' as const, dataset: 'part' },
    hidden: false,
  }
  const prepared = await ask(connection, question, { ...drafted, metrics: [metric] })
  const plain = await ask(connection, question, drafted)
  assert.equal(prepared.sql, plain.sql)
  assert.ok(prepared.candidates.length < plain.candidates.length)
})

const listed = (id: string, filters: Query['filters']): Query => ({
  ...emptyQuery,
  columns: [{ id, value: { kind: 'field', field: { dataset: 'part', field: 'name' } } }],
  filters,
  orderBy: [{ by: { kind: 'output', id }, direction: 'asc' }],
})

test('names of outputs and the order of conditions tell no query from another', () => {
  const heavy = { kind: 'is-null', field: { dataset: 'part', field: 'weight' } } as const
  const plain = { kind: 'is-null', field: { dataset: 'part', field: 'colour' } } as const
  assert.equal(keyOfQuery(listed('a', [heavy, plain])), keyOfQuery(listed('b', [plain, heavy])))
  assert.notEqual(keyOfQuery(listed('a', [heavy])), keyOfQuery(listed('a', [plain])))
})

test('few readings are run where one is far ahead, a dozen at most where none is', () => {
  assert.equal(previewedReadings([10, 0, 0, 0]), 1)
  assert.equal(previewedReadings([1, 1, 1]), 3)
  assert.equal(previewedReadings(Array.from({ length: 40 }, () => 0)), 12)
  assert.equal(previewedReadings([]), 0)
})

test('trees add up to log odds, each by the side of its limit', () => {
  const trees = { features: ['a'], base: 0, trees: [[0, 0.5, -2, 2] as const] }
  assert.ok(Math.abs(chanceOf(trees, Float64Array.of(0.5)) - 1 / (1 + Math.exp(-2))) < 1e-12)
  assert.ok(Math.abs(chanceOf(trees, Float64Array.of(0.49)) - 1 / (1 + Math.exp(2))) < 1e-12)
})

test('an answer that is not sure says what else the question may mean, a sure one does not', async () => {
  const doubtful = await ask(openParts(), vagueQuestion)
  assert.equal(doubtful.isSure, false)
  assert.match(doubtful.orElse ?? '', /suppliers?/i)
  const sure = await ask(openParts(), 'How many suppliers are there?')
  assert.equal(sure.isSure, true)
  assert.deepEqual([sure.assumptions, sure.orElse], [[], undefined])
})

test('without its alternatives a question has only the readings of the grammar', async () => {
  const connection = openParts()
  const askWithout = async (without: readonly ReadingPart[]): Promise<number> => {
    const source = await openDirectSource({
      name: 'parts',
      connection,
      clock: { now: () => new Date('2026-11-23T03:00:00Z') },
      calendar: plantCalendar,
      style: 'asked',
      without,
    })
    return (await source.ask(vagueQuestion)).candidates.length
  }
  const [all, some] = [await askWithout([]), await askWithout(['alternatives'])]
  assert.ok(some < all, `${some} of ${all}`)
})
