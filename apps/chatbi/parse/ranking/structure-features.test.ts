import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDraftedSource } from '../../direct/drafted-source.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Query } from '../../query/query.ts'
import { openMemoryDatabase } from '../../testing/sqlite-database.ts'
import { viewOf } from '../model-view.ts'
import { plantCalendar } from '../testing/plant-model.ts'
import { useOf } from './query-use.ts'
import { factsOf } from './question-facts.ts'
import { emitStructure } from './structure-features.ts'

const source = await openDraftedSource({
  name: 'parts',
  connection: openMemoryDatabase(
    'CREATE TABLE supplier (id INTEGER PRIMARY KEY, name TEXT)',
    'CREATE TABLE part (id INTEGER PRIMARY KEY, name TEXT, weight REAL, supplier_id INTEGER REFERENCES supplier(id))',
    'CREATE TABLE degrees (id INTEGER PRIMARY KEY, year INTEGER, degrees INTEGER)',
    'CREATE TABLE visit (id INTEGER PRIMARY KEY, day TEXT, count INTEGER)',
    "INSERT INTO visit VALUES (1,'Monday',12),(2,'Tuesday',9)",
    'INSERT INTO degrees VALUES (1,2000,120),(2,2001,80)',
    "INSERT INTO supplier VALUES (1,'Adler'),(2,'Brandt')",
    "INSERT INTO part VALUES (1,'Bolt',0.1,1),(2,'Nut',0.05,1),(3,'Shaft',12,2)",
  ),
  clock: { now: () => new Date('2026-11-23T03:00:00Z') },
  calendar: plantCalendar,
})

const featuresOf = (question: string, query: Query): ReadonlyMap<string, number> => {
  const view = viewOf(source.model)
  const facts = factsOf(source.link(question), view)
  const found = new Map<string, number>()
  emitStructure(facts, query, useOf(query, view), (feature, value) => found.set(feature, value))
  return found
}

const field = (dataset: string, name: string) => ({ dataset, field: name })
const weighing = (operator: '>' | '='): Query => ({
  ...emptyQuery,
  columns: [{ id: 'name', value: { kind: 'field', field: field('part', 'name') } }],
  filters: [
    {
      kind: 'compare',
      left: { kind: 'field', field: field('part', 'weight') },
      operator,
      right: { kind: 'value', value: 5 },
    },
  ],
})

test('a comparison is the one that the words beside its number ask for, or another', () => {
  const question = 'names of parts with weight more than 5'
  assert.ok(featuresOf(question, weighing('>')).has('compared >:asked'))
  assert.ok(featuresOf(question, weighing('=')).has('compared =:otherwise'))
  assert.ok(featuresOf('names of parts with weight 5', weighing('=')).has('compared =:plain'))
})

test('counted rows belong to the groups that they are counted by, or the groups to them', () => {
  const counting = (dataset: string, by: string): Query => ({
    ...emptyQuery,
    measures: [{ id: 'number', expression: { kind: 'rows', dataset } }],
    dimensions: [{ id: 'name', field: field(by, 'name') }],
  })
  const question = 'how many parts has each supplier'
  assert.ok(featuresOf(question, counting('part', 'supplier')).has('counted said:group of its parent'))
  assert.ok(featuresOf(question, counting('supplier', 'part')).has('counted said:group of its child'))
})

test('two columns that the same words stand for are one too many', () => {
  const showing = (...names: readonly string[]): Query => ({
    ...emptyQuery,
    columns: names.map(name => ({ id: name, value: { kind: 'field', field: field(name, 'name') } })),
  })
  const question = 'what are the names'
  assert.equal(featuresOf(question, showing('part')).get('shown twice'), undefined)
  assert.equal(featuresOf(question, showing('part', 'supplier')).get('shown twice'), 1)
})

test('two columns to rank by that the same words stand for are one too many', () => {
  const ranked = (...names: readonly string[]): Query => ({
    ...emptyQuery,
    columns: [{ id: 'id', value: { kind: 'field', field: field('part', 'id') } }],
    orderBy: names.map(name => ({
      by: { kind: 'row', value: { kind: 'field', field: field(name, 'name') } },
      direction: 'asc',
    })),
  })
  const question = 'all ids ordered by name'
  assert.equal(featuresOf(question, ranked('part')).get('ranked twice'), undefined)
  assert.equal(featuresOf(question, ranked('part', 'supplier')).get('ranked twice'), 1)
})

test('sides of a set operation are of the same fields or of different ones', () => {
  const heavy = weighing('>')
  const both = (query: Query): Query => ({ ...heavy, setOperation: { kind: 'intersect', query } })
  const question = 'names of parts'
  assert.ok(featuresOf(question, both(weighing('='))).has('intersect:of the same fields'))
  const named: Query = {
    ...heavy,
    filters: [
      {
        kind: 'compare',
        left: { kind: 'field', field: field('part', 'name') },
        operator: '=',
        right: { kind: 'value', value: 'Nut' },
      },
    ],
  }
  assert.ok(featuresOf(question, both(named)).has('intersect:of different fields'))
})

test('rows are not what is counted where a column keeps the number', () => {
  const counting = (dataset: string): Query => ({
    ...emptyQuery,
    measures: [{ id: 'number', expression: { kind: 'rows', dataset } }],
  })
  assert.ok(featuresOf('how many degrees were there', counting('degrees')).has('counted:kept in its rows'))
  assert.ok(!featuresOf('how many parts are there', counting('part')).has('counted:kept in its rows'))
  assert.ok(featuresOf('how many visits', counting('visit')).has('counted:beside a number of its own'))
})
