import type { Condition, Query } from '../query/query.ts'
import { binary, call, column, number } from '../sql/build.ts'
import type { SqlExpression, SqlRelation } from '../sql/tree.ts'

/** Holds the position of a row, counted from 1. */
export const positionColumn = 'position_of_row'

/** Conditions that rows in a row meet, and the column that counts them. */
export interface Run {
  readonly conditions: readonly Condition[]
  readonly column: string
}

/** Whether some part of the query reads where rows stand in their table. */
export const readsPosition = (query: Query): boolean =>
  /"kind":"(row-position|run-length)"/.test(JSON.stringify(query))

/** The runs of rows that some part of the query reads, each once. */
export const runsOf = (query: Query): readonly Run[] => {
  const found = new Map<string, readonly Condition[]>()
  JSON.stringify(query, (_, value: unknown) => {
    if (isRunLength(value)) found.set(JSON.stringify(value.conditions), value.conditions)
    return value
  })
  return [...found.values()].map((conditions, i) => ({ conditions, column: `run_of_row_${i + 1}` }))
}

const isRunLength = (value: unknown): value is { readonly conditions: readonly Condition[] } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'run-length'

/** The table with its rows numbered in the order in which the source keeps them: DuckDB that of the imported file. */
export const numberedRows = (table: SqlRelation & { readonly kind: 'table' }): SqlRelation =>
  derived(table.alias ?? table.name, table, [
    {
      value: { kind: 'call', name: 'ROW_NUMBER', arguments: [], over: {} },
      alias: positionColumn,
    },
  ])

/** Numbered rows with the length of each run up to each row: its place less that of the last row that broke it. */
export const rowsWithRuns = (
  numbered: SqlRelation,
  alias: string,
  runs: readonly { readonly column: string; readonly condition: SqlExpression }[],
): SqlRelation =>
  derived(
    alias,
    numbered,
    runs.map(run => ({ value: runLength(run.condition), alias: run.column })),
  )

const runLength = (condition: SqlExpression): SqlExpression => {
  const position = column(positionColumn)
  const broken: SqlExpression = {
    kind: 'case',
    branches: [{ when: condition, result: { kind: 'null' } }],
    otherwise: position,
  }
  const lastBroken: SqlExpression = {
    kind: 'call',
    name: 'MAX',
    arguments: [broken],
    over: { orderBy: [{ value: position, direction: 'asc' }] },
  }
  return binary(position, '-', call('COALESCE', lastBroken, number(0)))
}

const derived = (
  alias: string,
  from: SqlRelation,
  items: readonly { readonly value: SqlExpression; readonly alias: string }[],
): SqlRelation => ({
  kind: 'derived',
  alias,
  query: { body: { kind: 'select', items: [{ value: { kind: 'star' } }, ...items], from: [from] } },
})
