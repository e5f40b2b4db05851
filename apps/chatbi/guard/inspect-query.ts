import type {
  SqlBody,
  SqlCte,
  SqlExpression,
  SqlItem,
  SqlOrder,
  SqlQuery,
  SqlRelation,
  SqlSelect,
} from '../sql/tree.ts'
import { report } from './findings.ts'
import type { Inspection } from './findings.ts'
import { inspectExpression, inspectOrder, inspectWindow } from './inspect-expression.ts'
import type { ExpressionPlace } from './inspect-expression.ts'
import { expandStar, inspectRelation } from './inspect-relation.ts'
import { findOutput, outputName } from './scope.ts'
import type { NameScope, ScopeColumn, ScopeRelation } from './scope.ts'
import { sameName } from './visible-relations.ts'

/** CTEs in sight, nearest first, with the columns they yield. */
export type CteScope = readonly { readonly name: string; readonly columns: readonly ScopeColumn[] }[]

export interface QueryPlace {
  readonly query: SqlQuery
  readonly ctes: CteScope
  /** The query around this one, whose columns it may use. */
  readonly outer: NameScope | undefined
}

/** A query as it will be printed, and the columns it yields. */
export interface InspectedQuery {
  readonly query: SqlQuery
  readonly columns: readonly ScopeColumn[]
}

/** Checks a query: its CTEs in order, each seeing those before it, then its body. */
export const inspectQuery = (inspection: Inspection, place: QueryPlace): InspectedQuery => {
  const { query } = place
  if (query.recursive === true)
    report(inspection, 'SQL_RECURSIVE', 'Recursive queries are not allowed.', query.with?.[0]?.at)
  let { ctes } = place
  const written: SqlCte[] = []
  for (const cte of query.with ?? []) {
    checkCteName(inspection, cte, written)
    const inner = inspectQuery(inspection, { query: cte.query, ctes, outer: place.outer })
    const columns = inner.columns.map((c, i) => ({ ...c, name: cte.columns?.[i] ?? c.name }))
    ctes = [{ name: cte.name, columns }, ...ctes]
    written.push({ ...cte, query: inner.query })
  }
  const body = inspectBody(inspection, query, { ...place, ctes })
  const { limit, offset, orderByAll } = query
  return {
    columns: body.columns,
    query: {
      ...(written.length === 0 ? {} : { with: written }),
      body: body.body,
      ...(body.orderBy === undefined ? {} : { orderBy: body.orderBy }),
      ...(orderByAll === undefined ? {} : { orderByAll }),
      ...(limit === undefined ? {} : { limit }),
      ...(offset === undefined ? {} : { offset }),
    },
  }
}

/** A CTE called like a table would make the same word mean two things, differently in each dialect. */
const checkCteName = (inspection: Inspection, cte: SqlCte, before: readonly SqlCte[]): void => {
  const { dialect, model } = inspection
  const isTable = model.datasets.some(d => d.table.name.toLowerCase() === cte.name.toLowerCase())
  const isTwice = before.some(b => sameName(b.name, cte.name, dialect))
  if (isTable || isTwice)
    report(
      inspection,
      'SQL_CTE_NAME',
      `The name "${cte.name}" is taken by a table or another query; give this one its own.`,
      cte.at,
    )
}

interface InspectedBody {
  readonly body: SqlBody
  readonly columns: readonly ScopeColumn[]
  readonly orderBy: readonly SqlOrder[] | undefined
}

const inspectBody = (inspection: Inspection, query: SqlQuery, place: QueryPlace): InspectedBody => {
  const { body } = query
  if (body.kind === 'select') return inspectSelect(inspection, body, query, place)
  if (body.kind === 'values') return inspectValues(inspection, body, query, place)
  const left = inspectQuery(inspection, { query: body.left, ctes: place.ctes, outer: place.outer })
  const right = inspectQuery(inspection, { query: body.right, ctes: place.ctes, outer: place.outer })
  if (left.columns.length !== right.columns.length)
    report(
      inspection,
      'SQL_SET_COLUMNS',
      `The two sides have ${left.columns.length} and ${right.columns.length} columns.`,
    )
  // Columns of a set operation come from both sides; they are no longer those of one dataset.
  const columns = left.columns.map(c => ({ name: c.name }))
  return {
    body: { ...body, left: left.query, right: right.query },
    columns,
    orderBy: query.orderBy?.map(o => orderByOutput(inspection, o, columns)),
  }
}

/** Only an output or its number can order what a set operation yields. */
const orderByOutput = (
  inspection: Inspection,
  order: SqlOrder,
  columns: readonly ScopeColumn[],
): SqlOrder => {
  const { value } = order
  if (value.kind === 'number') return order
  if (value.kind === 'column' && value.table === undefined) {
    const output = columns.find(c => sameName(c.name, value.name, inspection.dialect))
    if (output !== undefined) return { ...order, value: { ...value, name: output.name } }
  }
  report(
    inspection,
    'SQL_ORDER',
    'A UNION, INTERSECT or EXCEPT is ordered by the name or number of a column.',
  )
  return order
}

const inspectValues = (
  inspection: Inspection,
  body: SqlBody & { kind: 'values' },
  query: SqlQuery,
  place: QueryPlace,
): InspectedBody => {
  const scope: NameScope = { dialect: inspection.dialect, relations: [], outer: place.outer }
  const at: ExpressionPlace = { inspection, scope, ctes: place.ctes, windows: new Set() }
  const width = body.rows[0]?.length ?? 0
  if (body.rows.some(r => r.length !== width))
    report(inspection, 'SQL_SET_COLUMNS', 'The rows of VALUES have different lengths.')
  return {
    body: { ...body, rows: body.rows.map(row => row.map(v => inspectExpression(at, v))) },
    // Their made-up names differ between dialects; a list after AS names them.
    columns: Array.from({ length: width }, (_, i) => ({ name: `\u0000${i}` })),
    orderBy: query.orderBy === undefined ? undefined : inspectOrder(at, query.orderBy),
  }
}

const inspectSelect = (
  inspection: Inspection,
  select: SqlSelect,
  query: SqlQuery,
  place: QueryPlace,
): InspectedBody => {
  const from = inspectFrom(inspection, select, place)
  const scope: NameScope = { dialect: inspection.dialect, relations: from.names, outer: place.outer }
  const windows = new Set((select.windows ?? []).map(w => w.name.toLowerCase()))
  const at: ExpressionPlace = { inspection, scope, ctes: place.ctes, windows }
  const items = inspectItems(at, select, from.names)
  const named = (name: string): SqlExpression | undefined => findOutput(items, name, inspection.dialect)
  const withOutputs: ExpressionPlace = { ...at, output: named }
  // Dialects differ in where an output's name may stand; where it may not, it is unknown as before.
  const readsOutputsInWhere = inspection.dialect === 'duckdb' || inspection.dialect === 'sqlite'
  const atWhere = readsOutputsInWhere ? withOutputs : at
  const each = (e: SqlExpression | undefined, where: ExpressionPlace): SqlExpression | undefined =>
    e === undefined ? undefined : inspectExpression(where, e)
  const where = each(select.where, atWhere)
  const having = each(select.having, inspection.dialect === 'postgres' ? at : withOutputs)
  const qualify = each(select.qualify, withOutputs)
  const body: SqlSelect = {
    kind: 'select',
    ...(select.distinct === undefined ? {} : { distinct: select.distinct }),
    ...(select.distinctOn === undefined
      ? {}
      : { distinctOn: select.distinctOn.map(e => inspectExpression(withOutputs, e)) }),
    items,
    ...(from.relations.length === 0 ? {} : { from: from.relations }),
    ...(where === undefined ? {} : { where }),
    ...(select.groupBy === undefined ? {} : { groupBy: select.groupBy.map(e => groupKey(withOutputs, e)) }),
    ...(select.groupByAll === undefined ? {} : { groupByAll: select.groupByAll }),
    ...(having === undefined ? {} : { having }),
    ...(select.windows === undefined
      ? {}
      : { windows: select.windows.map(w => ({ ...w, window: inspectWindow(at, w.window) })) }),
    ...(qualify === undefined ? {} : { qualify }),
  }
  return {
    body,
    columns: columnsOf(items, scope),
    orderBy: query.orderBy?.map(o => inspectOrderItem(withOutputs, o, items)),
  }
}

const inspectFrom = (
  inspection: Inspection,
  select: SqlSelect,
  place: QueryPlace,
): { readonly relations: readonly SqlRelation[]; readonly names: readonly ScopeRelation[] } => {
  const relations: SqlRelation[] = []
  const names: ScopeRelation[] = []
  for (const relation of select.from ?? []) {
    const inspected = inspectRelation(
      { inspection, ctes: place.ctes, outer: place.outer, left: [...names] },
      relation,
    )
    relations.push(inspected.relation)
    for (const found of inspected.names) {
      if (found.alias !== '' && names.some(n => sameName(n.alias, found.alias, inspection.dialect)))
        report(
          inspection,
          'SQL_ALIAS_TWICE',
          `Two relations are called "${found.alias}"; give one another name.`,
        )
      names.push(found)
    }
  }
  return { relations, names }
}

/** The list after SELECT with every `*` written out. */
const inspectItems = (
  at: ExpressionPlace,
  select: SqlSelect,
  names: readonly ScopeRelation[],
): readonly SqlItem[] => {
  const items: SqlItem[] = []
  // DuckDB lets an item use the names of those before it.
  const place: ExpressionPlace =
    at.inspection.dialect === 'duckdb'
      ? { ...at, output: name => findOutput(items, name, at.inspection.dialect) }
      : at
  for (const item of select.items) {
    if (item.value.kind === 'star') {
      if (item.alias !== undefined)
        report(at.inspection, 'SQL_STAR', '"*" has no name of its own.', item.value.at)
      items.push(...expandStar(at.inspection, names, item.value).map(value => ({ value })))
    } else {
      const value = inspectExpression(place, item.value)
      items.push({ value, ...(item.alias === undefined ? {} : { alias: item.alias }) })
    }
  }
  return items
}

/** The columns a SELECT yields, with what they are in the model where they are plain columns. */
const columnsOf = (items: readonly SqlItem[], scope: NameScope): readonly ScopeColumn[] =>
  items.map((item, i) => {
    const name = outputName(item) ?? `\u0000${i}`
    if (item.value.kind !== 'column') return { name }
    const { value } = item
    const owner = scope.relations.find(
      r =>
        (value.table === undefined || sameName(r.alias, value.table, scope.dialect)) &&
        r.columns.some(c => sameName(c.name, value.name, scope.dialect)),
    )
    const column = owner?.columns.find(c => sameName(c.name, value.name, scope.dialect))
    return {
      name,
      ...(column?.dataset === undefined ? {} : { dataset: column.dataset }),
      ...(column?.field === undefined ? {} : { field: column.field }),
    }
  })

/** A number is the place of an output; a name is a column before it is an output. */
const groupKey = (place: ExpressionPlace, e: SqlExpression): SqlExpression =>
  e.kind === 'number' ? e : inspectExpression(place, e)

/** A bare name in ORDER BY is an output before it is a column. */
const inspectOrderItem = (place: ExpressionPlace, order: SqlOrder, items: readonly SqlItem[]): SqlOrder => {
  const { value } = order
  if (value.kind === 'number') return order
  if (value.kind === 'column' && value.table === undefined) {
    const output = items.find(
      i => i.alias !== undefined && sameName(i.alias, value.name, place.inspection.dialect),
    )
    if (output?.alias !== undefined) return { ...order, value: { kind: 'column', name: output.alias } }
  }
  return { ...order, value: inspectExpression(place, value) }
}
