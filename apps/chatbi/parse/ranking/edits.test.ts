import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkQuestion } from '../../link/link-question.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Query } from '../../query/query.ts'
import { viewOf } from '../model-view.ts'
import { plantModel } from '../testing/plant-model.ts'
import { createSampleValueIndex } from '../testing/sample-value-index.ts'
import { dataset, field, relation, semanticModel } from '../../compile/testing/model-builder.ts'
import { filterEdits } from './edit-filters.ts'
import { measureEdits } from './edit-measures.ts'
import { orderEdits } from './edit-orders.ts'
import { outputEdits } from './edit-outputs.ts'
import type { Edit } from './edit.ts'
import { factsOf } from './question-facts.ts'
import type { QuestionFacts } from './question-facts.ts'

const model = semanticModel('sqlite', {
  datasets: [
    dataset('supplier', 'suppliers', ['id* integer key', 'name! text', 'city text']),
    dataset('part', 'parts', [
      'id* integer key',
      'name! text',
      field('colour text', { samples: ['black', 'red'] }),
      'weight float measure',
      'supplier_id integer key',
    ]),
  ],
  relationships: [relation('part.supplier_id > supplier.id')],
})

const factsAbout = (question: string, about = model): QuestionFacts =>
  factsOf(
    linkQuestion({ question, model: about, index: createSampleValueIndex(about), times: [] }),
    viewOf(about),
  )

const fieldOf = (name: string, of = 'part') => ({ dataset: of, field: name })
const column = (name: string, of = 'part') => ({
  id: name,
  value: { kind: 'field' as const, field: fieldOf(name, of) },
})
const apply = (edits: readonly Edit[], kind: string, query: Query): readonly Query[] =>
  edits.filter(edit => edit.kind === kind).flatMap(edit => edit.apply(query) ?? [])

test('a list is read as different values too, and with one column less', () => {
  const query: Query = { ...emptyQuery, columns: [column('name'), column('colour')] }
  const edits = outputEdits(query, factsAbout('names and colours of parts'))
  assert.deepEqual(
    apply(edits, 'distinct', query).map(one => one.distinct),
    [true],
  )
  assert.deepEqual(
    apply(edits, 'drop-column', query).map(one => one.columns.map(({ id }) => id)),
    [['colour'], ['name']],
  )
})

test('words that two tables have a column for may mean either', () => {
  const query: Query = { ...emptyQuery, columns: [column('name')] }
  const [other] = apply(outputEdits(query, factsAbout('all names')), 'swap-output', query)
  assert.deepEqual(other?.columns[0]?.value, { kind: 'field', field: fieldOf('name', 'supplier') })
})

test('either of two values is read as both too', () => {
  const query: Query = {
    ...emptyQuery,
    columns: [column('supplier_id')],
    filters: [{ kind: 'in', field: fieldOf('colour'), values: ['black', 'red'] }],
  }
  const [both] = apply(
    filterEdits(query, factsAbout('suppliers with black and red parts')),
    'intersect',
    query,
  )
  assert.equal(both?.setOperation?.kind, 'intersect')
  assert.deepEqual(
    [both?.filters, both?.setOperation?.query.filters].map(side => JSON.stringify(side).includes('red')),
    [false, true],
  )
})

test('an equality is read as its negation too', () => {
  const query: Query = {
    ...emptyQuery,
    columns: [column('name')],
    filters: [
      {
        kind: 'compare',
        left: { kind: 'field', field: fieldOf('colour') },
        operator: '=',
        right: { kind: 'value', value: 'red' },
      },
    ],
  }
  const [negated] = apply(filterEdits(query, factsAbout('parts that are not red')), 'negate', query)
  assert.ok(negated?.filters[0]?.kind === 'compare' && negated.filters[0].operator === '!=')
})

test('a sum is read as an average too, wherever it ranks', () => {
  const total = {
    kind: 'aggregate',
    aggregate: 'sum',
    value: { kind: 'field', field: fieldOf('weight') },
  } as const
  const query: Query = {
    ...emptyQuery,
    dimensions: [{ id: 'colour', field: fieldOf('colour') }],
    orderBy: [{ by: { kind: 'measure', measure: total }, direction: 'desc' }],
    limit: { count: 1 },
  }
  const averaged = apply(measureEdits(query, factsAbout('colour of most weight')), 'aggregate', query)
  assert.ok(averaged.some(one => JSON.stringify(one.orderBy).includes('"avg"')))
  assert.ok(averaged.every(one => !JSON.stringify(one).includes('"sum"')))
})

test('each of several orders may be turned round or left out', () => {
  const by = (name: string, direction: 'asc' | 'desc') =>
    ({ by: { kind: 'output', id: name }, direction }) as const
  const query: Query = {
    ...emptyQuery,
    columns: [column('name'), column('weight')],
    orderBy: [by('weight', 'desc'), by('name', 'desc')],
  }
  const edits = orderEdits(query, factsAbout('parts by weight descending and name ascending'))
  assert.deepEqual(
    apply(edits, 'flip-later-order', query).map(one => one.orderBy),
    [[by('weight', 'desc'), by('name', 'asc')]],
  )
  assert.deepEqual(
    apply(edits, 'drop-order', query).map(one => one.orderBy),
    [[by('name', 'desc')], [by('weight', 'desc')]],
  )
})

test('groups may be in the order of what is measured, where an order is asked for', () => {
  const query: Query = {
    ...emptyQuery,
    dimensions: [{ id: 'colour', field: fieldOf('colour') }],
    measures: [{ id: 'number', expression: { kind: 'rows', dataset: 'part' } }],
  }
  const ordered = (question: string) =>
    apply(orderEdits(query, factsAbout(question)), 'order-by-measure', query)
  assert.deepEqual(
    ordered('number of parts of each colour, ordered by this count').map(one => one.orderBy[0]?.direction),
    ['desc', 'asc'],
  )
  assert.deepEqual(ordered('number of parts of each colour'), [])
})

test('an edit that finds nothing to take otherwise gives no query', () => {
  const query: Query = { ...emptyQuery, columns: [column('name')] }
  const edits = [
    ...outputEdits(query, factsAbout('names of parts')),
    ...filterEdits(query, factsAbout('names of parts')),
    ...measureEdits(query, factsAbout('names of parts')),
  ]
  assert.ok(edits.length > 0)
  for (const edit of edits.filter(({ kind }) => kind === 'drop-column' || kind === 'swap-output'))
    assert.equal(edit.apply(emptyQuery), undefined)
})

test('facts of a question keep every word that may name something, best first', () => {
  const facts = factsAbout('Which line had the most stops?', plantModel)
  assert.equal(facts.asks, 'which')
  assert.ok(facts.cues.has('extreme'))
  assert.deepEqual([...facts.directions], ['desc'])
  const scores = facts.fields.map(one => one.score)
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => b - a),
  )
})

test('words within a phrase that compares mean nothing of their own', () => {
  assert.ok(!factsAbout('parts with 2 or more colours').cues.has('or'))
  assert.ok(factsAbout('parts that are red or black').cues.has('or'))
  assert.deepEqual([...factsAbout('parts of at least 2 suppliers').directions], [])
  assert.deepEqual([...factsAbout('total number of parts').aggregates], ['sum'])
})
