import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataset, field, relation, semanticModel } from '../../compile/testing/model-builder.ts'
import { linkQuestion } from '../../link/link-question.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Condition, Query } from '../../query/query.ts'
import { viewOf } from '../model-view.ts'
import { createSampleValueIndex } from '../testing/sample-value-index.ts'
import { absenceEdits } from './edit-absence.ts'
import { filterEdits } from './edit-filters.ts'
import { innerQueryEdits } from './edit-inner-queries.ts'
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
      'year integer measure',
      'supplier_id integer key',
    ]),
  ],
  relationships: [relation('part.supplier_id > supplier.id')],
})

const factsAbout = (question: string): QuestionFacts =>
  factsOf(linkQuestion({ question, model, index: createSampleValueIndex(model), times: [] }), viewOf(model))

const refTo = (name: string, of = 'part') => ({ dataset: of, field: name })
const listOf = (name: string, of = 'part', filters: readonly Condition[] = []): Query => ({
  ...emptyQuery,
  columns: [{ id: name, value: { kind: 'field', field: refTo(name, of) } }],
  filters,
})
const equal = (name: string, value: string | number): Condition => ({
  kind: 'compare',
  left: { kind: 'field', field: refTo(name) },
  operator: '=',
  right: { kind: 'value', value },
})
const isRed = equal('colour', 'red')
const apply = (edits: readonly Edit[], kind: string, query: Query): readonly Query[] =>
  edits.filter(edit => edit.kind === kind).flatMap(edit => edit.apply(query) ?? [])

test('rows that another table never refers to are read only where a word denies', () => {
  const query = listOf('name', 'supplier')
  const edits = absenceEdits(query, factsAbout('suppliers that never delivered a part'))
  assert.deepEqual(
    apply(edits, 'lacking', query).map(one => one.filters),
    [[{ kind: 'related', dataset: 'part', filters: [], negated: true }]],
  )
  assert.deepEqual(absenceEdits(query, factsAbout('suppliers that delivered a part')), [])
})

test('what is said of the rows that are missing goes with them', () => {
  const query = listOf('name', 'supplier', [isRed])
  const edits = absenceEdits(query, factsAbout('suppliers without a red part'))
  const [missing] = apply(edits, 'lacking-those', query)
  assert.deepEqual(missing?.filters, [{ kind: 'related', dataset: 'part', filters: [isRed], negated: true }])
  assert.equal(missing?.root, 'supplier')
})

test('values that no such row has are all of them except those', () => {
  const query = listOf('year', 'part', [isRed])
  const edits = absenceEdits(query, factsAbout('years in which no part is red'))
  const [except] = apply(edits, 'except-those', query)
  assert.deepEqual(except?.filters, [])
  assert.equal(except?.setOperation?.kind, 'except')
  assert.deepEqual(except?.setOperation?.query.filters, [isRed])
})

test('groups that a condition is on may be those to leave out', () => {
  const query: Query = {
    ...emptyQuery,
    dimensions: [{ id: 'colour', field: refTo('colour') }],
    having: [
      { measure: { kind: 'rows', dataset: 'part' }, operator: '>=', right: { kind: 'value', value: 2 } },
    ],
  }
  const edits = absenceEdits(query, factsAbout('all colours except those of at least 2 parts'))
  const [except] = apply(edits, 'except-groups', query)
  assert.deepEqual(
    except?.columns.map(({ id }) => id),
    ['colour'],
  )
  assert.deepEqual(except?.setOperation?.query.having, query.having)
})

test('a quantity is compared with that of the rows that a condition is on', () => {
  const query = listOf('name', 'part', [isRed])
  const edits = innerQueryEdits(query, factsAbout('parts with a weight above that of every red part'))
  const found = apply(edits, 'compared-with-those', query).map(({ filters }) => filters[0])
  assert.deepEqual(
    found.map(
      one => one?.kind === 'compare' && one.right.kind === 'query' && one.right.query.measures[0]?.id,
    ),
    ['min', 'max', 'avg'],
  )
  for (const one of found)
    assert.ok(one?.kind === 'compare' && one.operator === '>' && one.right.kind === 'query')
})

test('what compares groups compares no rows besides', () => {
  const weight = { kind: 'field', field: refTo('weight') } as const
  const query: Query = {
    ...emptyQuery,
    dimensions: [{ id: 'colour', field: refTo('colour') }],
    having: [
      {
        measure: { kind: 'aggregate', aggregate: 'avg', value: weight },
        operator: '>',
        right: { kind: 'groups-average' },
      },
    ],
  }
  const facts = factsAbout('colours with an average weight above the overall average')
  assert.deepEqual(innerQueryEdits(query, facts), [])
  assert.ok(innerQueryEdits({ ...query, having: [] }, facts).length > 0)
})

test('a comparison with a number is none with other rows', () => {
  const query = listOf('name', 'part', [isRed])
  assert.deepEqual(innerQueryEdits(query, factsAbout('red parts with a weight above 5')), [])
})

test('rows of the value that most rows have', () => {
  const query: Query = {
    ...emptyQuery,
    dimensions: [{ id: 'name', field: refTo('name') }],
    orderBy: [{ by: { kind: 'measure', measure: { kind: 'rows', dataset: 'part' } }, direction: 'desc' }],
    limit: { count: 1 },
  }
  const edits = innerQueryEdits(query, factsAbout('names of parts of the most common colour'))
  const [found] = apply(edits, 'of-the-most', query)
  assert.deepEqual(
    [found?.columns.map(({ id }) => id), found?.dimensions, found?.limit],
    [['name'], [], undefined],
  )
  const [filter] = found?.filters ?? []
  assert.ok(filter?.kind === 'in-query' && filter.field.field === 'colour')
  assert.deepEqual(filter.query.limit, { count: 1 })
})

test('both of two numbers are what the two have in common', () => {
  const query = listOf('colour', 'part', [equal('year', 1999)])
  const edits = filterEdits(query, factsAbout('colours of parts of both 1999 and 2000'))
  const [both] = apply(edits, 'both-of', query)
  assert.equal(both?.setOperation?.kind, 'intersect')
  assert.deepEqual(both?.setOperation?.query.filters, [equal('year', 2000)])
})

test('one of two numbers is enough where either is asked for', () => {
  const query = listOf('colour', 'part', [equal('year', 1999)])
  const edits = filterEdits(query, factsAbout('colours of parts of the year 1999 or 2000'))
  const [either] = apply(edits, 'either-of', query)
  assert.deepEqual(either?.filters, [{ kind: 'in', field: refTo('year'), values: [1999, 2000] }])
})
