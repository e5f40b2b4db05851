import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { openPlantDatabase } from '../../testing/plant-database.ts'
import { openMemoryDatabase } from '../../testing/sqlite-database.ts'
import { semanticModelSchema } from '../semantic-model.ts'
import type { Dataset, Field, SemanticModel } from '../semantic-model.ts'
import { suggestQuestions } from '../suggest-questions.ts'
import { draftModel } from './draft-model.ts'

const source = { id: 's1', name: 'Plant' }

const draftPlant = async (): Promise<SemanticModel> => {
  const connection = openPlantDatabase()
  return draftModel({ source, connection, catalog: await connection.readCatalog() })
}
const model = await draftPlant()

const dataset = (name: string): Dataset => {
  const found = model.datasets.find(one => one.name === name)
  assert.ok(found, name)
  return found
}
const field = (datasetName: string, name: string): Field => {
  const found = dataset(datasetName).fields.find(one => one.name === name)
  assert.ok(found, name)
  return found
}

test('the draft is a valid model of version 1', () => {
  assert.equal(semanticModelSchema.parse(model).version, 1)
  assert.equal(model.dialect, 'sqlite')
})

test('labels are readable, in Chinese where the words are known, and carry their unit', () => {
  const air = field('production', 'air_temperature')
  assert.deepEqual(
    [air.label.en, air.label.zh, air.unit, air.column],
    ['air temperature', '空气温度', 'K', 'Air temperature [K]'],
  )
  assert.deepEqual(field('production', 'scrap_qty').label, { en: 'scrap quantity', zh: '报废数量' })
  assert.deepEqual(field('production', 'scrap_qty').synonyms, ['scrap qty'])
  assert.equal(dataset('employees').label.en, 'employees')
  assert.deepEqual(field('停机记录', '停机时长').label, { en: 'downtime duration', zh: '停机时长' })
  assert.equal(field('停机记录', '停机时长').unit, 'min')
})

test('roles follow type, name and data', () => {
  const roles = Object.fromEntries(dataset('production').fields.map(one => [one.name, one.role]))
  assert.deepEqual(roles, {
    production_id: 'key',
    line_id: 'key',
    operator_employee_id: 'key',
    produced_at: 'time',
    scrap_qty: 'measure',
    good_qty: 'measure',
    air_temperature: 'measure',
    usage: 'measure',
    duration: 'measure',
    has_alarm: 'dimension',
    no_of_stops: 'measure',
    built_year: 'dimension',
    weighed_on: 'dimension',
  })
  assert.equal(field('production', 'has_alarm').valueKind, 'flag')
})

test('dates and numbers that stand as text are usable only where they read as such', () => {
  assert.equal(field('production', 'produced_at').type, 'timestamp')
  assert.equal(field('production', 'weighed_on').type, 'text', 'a DATE column that holds 10-OCT-10')
  const stops = field('production', 'no_of_stops')
  assert.deepEqual([stops.type, stops.storedType], ['integer', 'text'])
  assert.equal(dataset('production').defaultTime, 'produced_at')
})

test('what adds up is summed, what does not is averaged', () => {
  const aggregate = (name: string): string | undefined => field('production', name).defaultAggregate
  assert.deepEqual(['scrap_qty', 'usage', 'duration', 'no_of_stops'].map(aggregate), [
    'sum',
    'sum',
    'sum',
    'sum',
  ])
  assert.deepEqual(
    [aggregate('air_temperature'), field('employees', 'salary').defaultAggregate],
    ['avg', 'avg'],
  )
})

test('keys and references are inferred where the source declares none', () => {
  const found = model.relationships.map(
    one => `${one.from}.${one.fromFields.join()}→${one.to}.${one.toFields.join()}`,
  )
  assert.deepEqual(dataset('line').primaryKey, ['line_id'])
  assert.ok(found.includes('production.line_id→line.line_id'))
  assert.ok(found.includes('production.operator_employee_id→employees.employee_id'))
  assert.ok(found.includes('employees.manager_id→employees.employee_id'), 'a manager is an employee')
  assert.equal(
    found.filter(one => one.startsWith('line.')).length,
    0,
    'a key does not refer to what refers to it',
  )
  for (const one of model.relationships) assert.ok((one.inferredConfidence ?? 0) >= 0.5)
})

test('parallel references are told apart by a role', () => {
  const pairs = model.relationships.filter(one => one.from === 'line_pairs')
  assert.deepEqual(new Set(pairs.map(one => one.role)), new Set(['first', 'second']))
})

test('a reference by name whose values are not there is no reference', async () => {
  const connection = openMemoryDatabase(
    'CREATE TABLE campus (id INT, name TEXT)',
    "INSERT INTO campus VALUES (1, 'A'), (2, 'B'), (3, 'C')",
    'CREATE TABLE fees (campus INT, fee INT)',
    'INSERT INTO fees VALUES (71, 5), (82, 6), (93, 7)',
  )
  const draft = await draftModel({ source, connection, catalog: await connection.readCatalog() })
  assert.deepEqual(draft.relationships, [])
})

test('sensitive columns are graded and give no samples', () => {
  const email = field('employees', 'email_address')
  assert.deepEqual([email.grade, email.samples], ['confidential', []])
  assert.equal(field('employees', 'salary').minimum, undefined)
  assert.equal(field('employees', 'last_name').grade, 'internal')
  assert.deepEqual(field('employees', 'sex').valueSynonyms?.['F'], [
    'female',
    'women',
    'woman',
    'girls',
    '女',
    '女性',
  ])
})

test('the field that names a row is marked; of persons both names', () => {
  const named = (name: string): readonly string[] =>
    dataset(name)
      .fields.filter(one => one.isName === true)
      .map(one => one.name)
  assert.deepEqual(named('line'), ['line_name'])
  assert.deepEqual(named('employees'), ['first_name', 'last_name'])
})

test('every dataset counts its rows, every measure has its metric, every flag its rate', () => {
  const names = model.metrics.map(metric => metric.name)
  for (const name of ['line_count', 'total_scrap_qty', 'average_air_temperature', 'has_alarm_rate'])
    assert.ok(names.includes(name), name)
  assert.equal(new Set(names).size, names.length)
  const scrap = model.metrics.find(metric => metric.name === 'total_scrap_qty')
  assert.deepEqual([scrap?.better, scrap?.time], ['lower', { dataset: 'production', field: 'produced_at' }])
})

test('suggested questions use the words of the model in both languages', () => {
  const english = suggestQuestions(model, 'en')
  const chinese = suggestQuestions(model, 'zh')
  assert.ok(english.length >= 4 && english.length <= 6)
  assert.ok(english.some(question => question.includes('per month')))
  assert.ok(chinese.every(question => /\p{Script=Han}/u.test(question)))
  assert.ok(!english.some(question => question.includes('salary')), 'nothing confidential')
})

test('cancelling stops the draft', async () => {
  const connection = openPlantDatabase()
  const catalog = await connection.readCatalog()
  const signal = AbortSignal.abort()
  await assert.rejects(draftModel({ source, connection, catalog, signal }), error =>
    isPlatformError(error, 'QUERY_CANCELLED'),
  )
})

test('a source that refuses to be counted is drafted by names and types', async () => {
  const connection = openMemoryDatabase('CREATE TABLE orders (order_id INT, qty INT)')
  const catalog = await connection.readCatalog()
  const gone = openMemoryDatabase('CREATE TABLE other (x INT)')
  const draft = await draftModel({ source, connection: gone, catalog })
  assert.deepEqual(
    draft.datasets[0]?.fields.map(one => one.role),
    ['key', 'measure'],
  )
})

test('texts that are all keys of another table refer to it, and do not name their own rows', async () => {
  const states = ['ohio', 'iowa', 'utah', 'texas', 'maine']
  const connection = openMemoryDatabase(
    'CREATE TABLE high_low (state_name TEXT, highest INT)',
    `INSERT INTO high_low VALUES ${states.map((name, at) => `('${name}', ${at})`).join(', ')}`,
    'CREATE TABLE state (state_name TEXT, capital TEXT)',
    `INSERT INTO state VALUES ${states.map(name => `('${name}', 'c ${name}')`).join(', ')}`,
    'CREATE TABLE river (river_name TEXT, traverse TEXT)',
    "INSERT INTO river VALUES ('a', 'ohio'), ('a', 'iowa'), ('b', 'utah'), ('b', 'texas')",
  )
  const draft = await draftModel({ source, connection, catalog: await connection.readCatalog() })
  const found = draft.relationships.map(one => `${one.from}.${one.fromFields.join()}→${one.to}`)
  assert.ok(found.includes('river.traverse→state'), found.join('; '))
  const named = draft.datasets.find(one => one.name === 'river')?.fields.filter(one => one.isName === true)
  assert.deepEqual(
    named?.map(one => one.name),
    ['river_name'],
  )
})
