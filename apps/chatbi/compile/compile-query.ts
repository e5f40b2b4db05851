import type { Diagnostic, Localized } from '@millwright/spec'
import type { ResultTableColumn } from '../execute/result-table.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import { ofGroupsOf } from '../query/of-groups.ts'
import type { Query } from '../query/query.ts'
import { binary, column, number, orderItem, toQuery } from '../sql/build.ts'
import { printSql } from '../sql/print.ts'
import type { SqlExpression, SqlOrder, SqlQuery } from '../sql/tree.ts'
import { checkQuery } from './check-query.ts'
import { compileFilters } from './condition.ts'
import { createContext } from './context.ts'
import type { CompileOptions, Context, JoinAmbiguity, JoinUse } from './context.ts'
import { compileGrouped, isGrouped } from './grouped.ts'
import { compileOfGroups } from './of-groups.ts'
import { compileRowList } from './row-list.ts'
import type { CompiledPart } from './row-list.ts'

/** A query as SQL of its source, with everything a person needs to judge it. */
export interface CompiledQuery {
  readonly ok: true
  readonly sql: string
  readonly dialect: SemanticModel['dialect']
  readonly outputs: readonly ResultTableColumn[]
  /** Datasets that the SQL reads, by name. */
  readonly datasets: readonly string[]
  readonly joins: readonly JoinUse[]
  /** What was decided on the way, in plain words. */
  readonly notes: readonly Localized[]
  /** Ties between join paths; the SQL uses the option that is marked, until `Query.via` names one. */
  readonly ambiguities: readonly JoinAmbiguity[]
  /** Counts the source rows that the answer stands on; absent where no single number is true. */
  readonly rowCountSql?: string
}

export type CompileResult =
  | CompiledQuery
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/**
 * Prints a typed query in the dialect of its source, one clause a line. A sum is never multiplied by a join: what is
 * measured in different datasets is aggregated in each and put side by side, looked-up rows are joined only towards
 * the one side, and conditions on rows of which there are many become EXISTS. Division by zero is null; equal rows
 * come in the order of the dimensions. What cannot be compiled comes back as diagnostics that name its place in
 * the query.
 */
export const compileQuery = (query: Query, model: SemanticModel, options: CompileOptions): CompileResult => {
  const context = createContext(model, options, {
    query,
    compileNested: (inner, outer) => compilePart(outer, inner, true).query,
    conditionOfRun: ({ conditions }, rows) =>
      compileFilters(rows, conditions) ?? binary(number(1), '=', number(1)),
  })
  context.diagnostics.push(...checkQuery(context, query))
  if (hasErrors(context)) return { ok: false, diagnostics: context.diagnostics }
  const part = compilePart(context, query, false)
  if (hasErrors(context)) return { ok: false, diagnostics: context.diagnostics }
  const { syntax } = context.dialect
  const rowCount = rowCountOf(part.rowCounts)
  return {
    ok: true,
    sql: printSql(part.query, syntax),
    dialect: model.dialect,
    outputs: part.outputs,
    datasets: [...context.datasets],
    joins: context.joins,
    notes: context.notes,
    ambiguities: context.ambiguities,
    ...(rowCount === undefined ? {} : { rowCountSql: printSql(rowCount, syntax) }),
  }
}

/** Whether the query can be put into SQL at all. */
export const compiles = (query: Query, model: SemanticModel, options: CompileOptions): boolean =>
  compileQuery(query, model, options).ok

const hasErrors = (context: Context): boolean => context.diagnostics.some(d => d.severity === 'error')

const compilePart = (context: Context, query: Query, isInner: boolean): CompiledPart => {
  if (query.setOperation !== undefined) return compileSet(context, query, isInner)
  const ofGroups = ofGroupsOf(query)
  if (ofGroups) return compileOfGroups(context, query, ofGroups, isInner)
  return isGrouped(query) ? compileGrouped(context, query, isInner) : compileRowList(context, query, isInner)
}

/** Both sides as they stand; an order without a limit is the whole's, one with a limit is the left side's. */
const compileSet = (context: Context, query: Query, isInner: boolean): CompiledPart => {
  const { setOperation, ...rest } = query
  if (setOperation === undefined) throw new Error('bug: no set operation')
  const ownOrder = query.limit === undefined ? query.orderBy.filter(o => o.by.kind === 'output') : []
  const left = compilePart(
    context,
    { ...rest, orderBy: query.limit === undefined ? [] : query.orderBy },
    true,
  )
  const right = compilePart(context, setOperation.query, true)
  if (left.outputs.length !== right.outputs.length)
    context.diagnostics.push({
      code: 'SET_COLUMNS_DIFFER',
      severity: 'error',
      at: { path: 'setOperation' },
      message: `The two sides have ${left.outputs.length} and ${right.outputs.length} columns; they must have the same number.`,
    })
  const asked = ownOrder.map(o => orderItem(column(o.by.kind === 'output' ? o.by.id : ''), o.direction))
  const ties = left.outputs
    .map(o => orderItem(column(o.id), 'asc'))
    .filter(t => !asked.some(a => JSON.stringify(a.value) === JSON.stringify(t.value)))
  return {
    query: {
      body: {
        kind: 'set',
        operator: setOperation.kind,
        all: false,
        left: left.query,
        right: right.query,
      },
      ...(isInner ? {} : { orderBy: [...asked, ...ties].map(o => setOrder(context, o)) }),
    },
    outputs: left.outputs,
    rowCounts: [],
  }
}

/** A set operation is ordered by its columns alone: where nulls can only be placed by an expression, they are not. */
const setOrder = (context: Context, order: SqlOrder): SqlOrder =>
  context.dialect.syntax.hasNullsOrder ? order : { value: order.value, direction: order.direction }

const rowCountOf = (counts: readonly SqlQuery[]): SqlQuery | undefined => {
  const [only] = counts
  if (counts.length < 2) return only
  const total = counts
    .map((query): SqlExpression => ({ kind: 'subquery', query }))
    .reduce((sum, count) => binary(sum, '+', count))
  return toQuery({ kind: 'select', items: [{ value: total, alias: 'row_count' }] })
}
