import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDraftedSource } from '../../direct/drafted-source.ts'
import { findCandidates } from '../find-readings.ts'
import { openMemoryDatabase } from '../../testing/sqlite-database.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Query } from '../../query/query.ts'
import { viewOf } from '../model-view.ts'
import { plantCalendar } from '../testing/plant-model.ts'
import { emitFeatures } from './features.ts'
import { composedPool } from './pool.ts'
import { factsOf } from './question-facts.ts'

const source = await openDraftedSource({
  name: 'parts',
  connection: openMemoryDatabase(
    'CREATE TABLE supplier (id INTEGER PRIMARY KEY, name TEXT, city TEXT)',
    'CREATE TABLE orders (id INTEGER PRIMARY KEY, supplier_id INTEGER REFERENCES supplier(id), price REAL)',
    "INSERT INTO supplier VALUES (1,'Adler','Ulm'),(2,'Brandt','Kiel'),(3,'Cordes','Ulm')",
    'INSERT INTO orders VALUES (1,1,10),(2,1,20),(3,2,30)',
  ),
  clock: { now: () => new Date('2026-11-23T03:00:00Z') },
  calendar: plantCalendar,
})

/** What `query` says for itself where the question is asked. */
const featuresOf = (question: string, query: Query): ReadonlyMap<string, number> => {
  const view = viewOf(source.model)
  const lattice = source.link(question)
  const [reading] = composedPool(findCandidates(lattice, view, 'asked')).values()
  assert.ok(reading)
  const found = new Map<string, number>()
  emitFeatures(factsOf(lattice, view), { ...reading, query }, (feature, value) => found.set(feature, value))
  return found
}

const list = (dataset: string, ...names: readonly string[]): Query => ({
  ...emptyQuery,
  columns: names.map(name => ({ id: name, value: { kind: 'field', field: { dataset, field: name } } })),
})

test('whole rows are asked for by their details, and not by the names of columns', () => {
  const whole = list('supplier', 'id', 'name', 'city')
  assert.ok(featuresOf('all details of suppliers', whole).has('whole rows:asked:alone'))
  assert.ok(featuresOf('city information of suppliers', whole).has('whole rows:asked:columns named'))
  assert.ok(
    featuresOf('all details of suppliers', list('supplier', 'name')).has('details not shown:none named'),
  )
})

test('a table in a word that orders as well is not passed over in silence', () => {
  const found = featuresOf('suppliers that never placed an order', list('supplier', 'name'))
  assert.equal(found.get('missed table in a word of the grammar'), 1)
})

test('a number that refers to rows with a name is told from one that is asked for', () => {
  const references = list('orders', 'supplier_id')
  assert.ok(featuresOf('suppliers of orders', references).has('show reference:number:plain'))
  assert.ok(featuresOf('supplier ids of orders', references).has('show reference:number:key asked'))
})

test('what words ask for and the query does not do is counted', () => {
  const found = featuresOf('average and total price of orders', {
    ...emptyQuery,
    measures: [
      {
        id: 'avg',
        expression: {
          kind: 'aggregate',
          aggregate: 'avg',
          value: { kind: 'field', field: { dataset: 'orders', field: 'price' } },
        },
      },
    ],
  })
  assert.ok(found.has('asked avg:taken'))
  assert.ok(found.has('asked sum:left'))
  const never = featuresOf('suppliers that never had a price', list('supplier', 'name'))
  assert.equal(never.get('cues unmet'), 1)
  assert.equal(never.get('denial unmet'), 1)
})
