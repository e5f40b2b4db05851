import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { emptyQuery } from '../query/query.ts'
import type { Condition, MeasureExpression, Query } from '../query/query.ts'
import { compileQuery } from './compile-query.ts'
import { openSqlite } from './testing/databases.ts'
import { dataset, relation, semanticModel } from './testing/model-builder.ts'
import { calendar } from './testing/plant.ts'

// Random stars: two facts share a dimension, each has another of its own, and tags hang on a fact many to many.
// What the compiled SQL says must be what a loop over the rows says, whatever is joined.

interface Star {
  readonly groups: readonly { readonly id: number; readonly name: string }[]
  readonly sales: readonly {
    readonly id: number
    readonly group: number | null
    readonly amount: number | null
  }[]
  readonly costs: readonly { readonly id: number; readonly group: number | null; readonly amount: number }[]
  readonly tags: readonly { readonly sale: number; readonly tag: string }[]
}

const star: fc.Arbitrary<Star> = fc.record({
  groups: fc.uniqueArray(
    fc.record({ id: fc.integer({ min: 1, max: 4 }), name: fc.constantFrom('x', 'y', 'z') }),
    {
      selector: g => g.id,
    },
  ),
  sales: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 12 }),
      group: fc.option(fc.integer({ min: 1, max: 5 })),
      amount: fc.option(fc.integer({ min: -9, max: 9 })),
    }),
    { selector: s => s.id },
  ),
  costs: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 12 }),
      group: fc.option(fc.integer({ min: 1, max: 5 })),
      amount: fc.integer({ min: -9, max: 9 }),
    }),
    { selector: s => s.id },
  ),
  tags: fc.uniqueArray(
    fc.record({ sale: fc.integer({ min: 1, max: 12 }), tag: fc.constantFrom('p', 'q', 'r') }),
    {
      selector: t => `${t.sale}${t.tag}`,
    },
  ),
})

const model = semanticModel('sqlite', {
  datasets: [
    dataset('grp', 'groups', ['*id integer key', '!name']),
    dataset('sale', 'sales', ['*id integer key', 'grp_id integer key', 'amount integer measure']),
    dataset('cost', 'costs', ['*id integer key', 'grp_id integer key', 'amount integer measure']),
    dataset('sale_tag', 'sale tags', ['*sale_id integer key', '*tag', 'kind']),
  ],
  relationships: [
    relation('sale.grp_id > grp.id'),
    relation('cost.grp_id > grp.id'),
    relation('sale_tag.sale_id > sale.id'),
  ],
})

/** Two of the tags are of one kind: a sale with both must not count twice in it. */
const kindOf = (tag: string): string => (tag === 'r' ? 'rare' : 'common')

const tablesOf = (data: Star) => [
  { name: 'grp', columns: ['id integer', 'name text'], rows: data.groups.map(g => [g.id, g.name]) },
  {
    name: 'sale',
    columns: ['id integer', 'grp_id integer', 'amount integer'],
    rows: data.sales.map(s => [s.id, s.group, s.amount]),
  },
  {
    name: 'cost',
    columns: ['id integer', 'grp_id integer', 'amount integer'],
    rows: data.costs.map(s => [s.id, s.group, s.amount]),
  },
  {
    name: 'sale_tag',
    columns: ['sale_id integer', 'tag text', 'kind text'],
    rows: data.tags.map(t => [t.sale, t.tag, kindOf(t.tag)]),
  },
]

const sum = (name: string): MeasureExpression => ({
  kind: 'aggregate',
  aggregate: 'sum',
  value: { kind: 'field', field: { dataset: name, field: 'amount' } },
})
const equals = (name: string, field: string, value: string): Condition => ({
  kind: 'compare',
  left: { kind: 'field', field: { dataset: name, field } },
  operator: '=',
  right: { kind: 'value', value },
})

const run = async (data: Star, query: Partial<Query>): Promise<readonly (readonly unknown[])[]> => {
  const compiled = compileQuery({ ...emptyQuery, ...query }, model, { calendar })
  assert.ok(compiled.ok, JSON.stringify(compiled))
  const database = await openSqlite(tablesOf(data))
  try {
    return await database.query(compiled.sql)
  } finally {
    await database.close()
  }
}

const total = (values: readonly (number | null)[]): number | null => {
  const known = values.filter(v => v !== null)
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0)
}

const nameOf = (data: Star, group: number | null): string | null =>
  data.groups.find(g => g.id === group)?.name ?? null

/** Nulls last, as the compiler orders. */
const byName = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1

test('two facts side by side keep the sums that each has alone', () =>
  fc.assert(
    fc.asyncProperty(star, async data => {
      const rows = await run(data, {
        measures: [
          { id: 'sales', expression: sum('sale') },
          { id: 'costs', expression: sum('cost') },
        ],
        dimensions: [{ id: 'name', field: { dataset: 'grp', field: 'name' } }],
      })
      const names = [...new Set([...data.sales, ...data.costs].map(r => nameOf(data, r.group)))].toSorted(
        byName,
      )
      const amount = (facts: Star['sales'], name: string | null): number =>
        total(facts.filter(s => nameOf(data, s.group) === name).map(s => s.amount)) ?? 0
      assert.deepEqual(
        rows,
        names.map(name => [name, amount(data.sales, name), amount(data.costs, name)]),
      )
    }),
    { seed: 21, numRuns: 150 },
  ))

test('a sale counts once in each kind of tag, however many tags lead to it', () =>
  fc.assert(
    fc.asyncProperty(star, async data => {
      const rows = await run(data, {
        measures: [
          { id: 'amount', expression: sum('sale') },
          { id: 'n', expression: { kind: 'rows', dataset: 'sale' } },
        ],
        dimensions: [{ id: 'kind', field: { dataset: 'sale_tag', field: 'kind' } }],
      })
      const known = data.tags.filter(t => data.sales.some(s => s.id === t.sale))
      const expected = [...new Set(known.map(t => kindOf(t.tag)))].toSorted().map(kind => {
        const sales = data.sales.filter(s => known.some(t => kindOf(t.tag) === kind && t.sale === s.id))
        return [kind, total(sales.map(s => s.amount)), sales.length]
      })
      assert.deepEqual(rows, expected)
    }),
    { seed: 22, numRuns: 150 },
  ))

test('a condition on tags keeps a sale or drops it, and never doubles it', () =>
  fc.assert(
    fc.asyncProperty(star, fc.boolean(), async (data, isNegated) => {
      const has = equals('sale_tag', 'tag', 'p')
      const rows = await run(data, {
        measures: [{ id: 'amount', expression: sum('sale') }],
        filters: [
          isNegated
            ? { kind: 'not', condition: has }
            : { kind: 'or', conditions: [has, equals('sale_tag', 'tag', 'q')] },
        ],
      })
      const kept = data.sales.filter(s => {
        const tags = data.tags.filter(t => t.sale === s.id).map(t => t.tag)
        return isNegated ? !tags.includes('p') : tags.includes('p') || tags.includes('q')
      })
      assert.deepEqual(rows, [[total(kept.map(s => s.amount))]])
    }),
    { seed: 23, numRuns: 150 },
  ))

test('a total is the same with and without a grouping that looks rows up', () =>
  fc.assert(
    fc.asyncProperty(star, async data => {
      const grouped = await run(data, {
        measures: [{ id: 'amount', expression: sum('cost') }],
        dimensions: [{ id: 'name', field: { dataset: 'grp', field: 'name' } }],
      })
      const [[whole] = [null]] = await run(data, { measures: [{ id: 'amount', expression: sum('cost') }] })
      assert.equal(total(grouped.map(r => Number(r[1]))), whole)
    }),
    { seed: 24, numRuns: 150 },
  ))
