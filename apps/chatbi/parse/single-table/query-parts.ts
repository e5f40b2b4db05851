import { emptyQuery } from '../../query/query.ts'
import type {
  Condition,
  MeasureExpression,
  MeasureOperator,
  Query,
  RowExpression,
} from '../../query/query.ts'
import type { Column } from './column.ts'
import type { FloatingTable, RowSet } from './row-set.ts'

/** What is asked of rows, put together with every set of them that the words may mean. */
export type Composer = (table: FloatingTable, sets: readonly RowSet[]) => readonly Query[]

/** As many sets of rows as most operators are tried on. */
export const founded = 16

export const idOf = ({ ref }: Column): string => ref.field

export const list = (table: FloatingTable, column: Column, conditions: readonly Condition[]): Query =>
  listValue(table, { id: idOf(column), value: { kind: 'field', field: column.ref } }, conditions)

export const listValue = (
  table: FloatingTable,
  column: Query['columns'][number],
  conditions: readonly Condition[],
): Query => ({ root: table.dataset.name, ...emptyQuery, columns: [column], filters: conditions })

export const measured = (
  table: FloatingTable,
  id: string,
  expression: MeasureExpression,
  conditions: readonly Condition[],
): Query => ({
  root: table.dataset.name,
  ...emptyQuery,
  measures: [{ id, expression }],
  filters: conditions,
})

export const aggregate = (
  kind: 'sum' | 'avg' | 'min' | 'max' | 'count-distinct',
  value: RowExpression,
  filters?: readonly Condition[],
): MeasureExpression => ({ kind: 'aggregate', aggregate: kind, value, ...(filters ? { filters } : {}) })

export const rowsOf = (table: FloatingTable, filters?: readonly Condition[]): MeasureExpression => ({
  kind: 'rows',
  dataset: table.dataset.name,
  ...(filters ? { filters } : {}),
})

export const combine = (
  left: MeasureExpression,
  operator: MeasureOperator,
  right: MeasureExpression,
): MeasureExpression => ({ kind: 'arithmetic', operator, left, right })
