import type { SqlCall, SqlExpression, SqlOrder, SqlWindow } from '../sql/tree.ts'
import { mapOrder, mapWindow, sizeOf } from '../sql/walk.ts'
import { nearest, report } from './findings.ts'
import type { Inspection } from './findings.ts'
import {
  deepestGrowth,
  growingFunctions,
  isAllowedFunction,
  isAllowedPart,
  isAllowedType,
  lengthArguments,
  longestPadding,
} from './functions.ts'
import { inspectQuery } from './inspect-query.ts'
import type { CteScope } from './inspect-query.ts'
import { lookUp } from './scope.ts'
import type { NameScope } from './scope.ts'

/** Where an expression stands: the names it sees, and outputs that a bare name may stand for. */
export interface ExpressionPlace {
  readonly inspection: Inspection
  readonly scope: NameScope
  readonly ctes: CteScope
  readonly windows: ReadonlySet<string>
  /** What the name means where no relation has it. It takes the place of the name, so that the source cannot read it otherwise. */
  readonly output?: (name: string) => SqlExpression | undefined
  readonly growth?: number
}

/**
 * Checks an expression and returns it as it will be printed. Every kind of node is named here: one that is not does
 * not compile, and what a kind may hold is checked before it is passed on.
 */
export const inspectExpression = (place: ExpressionPlace, e: SqlExpression): SqlExpression => {
  const inner = (x: SqlExpression): SqlExpression => inspectExpression(place, x)
  switch (e.kind) {
    case 'column':
      return inspectColumn(place, e)
    case 'star':
      report(
        place.inspection,
        'SQL_STAR',
        '"*" may stand only in the list after SELECT and in COUNT(*).',
        e.at,
      )
      return e
    case 'call':
      return inspectCall(place, e)
    case 'cast':
      if (!isAllowedType(e.type.name))
        report(place.inspection, 'SQL_TYPE', `Values cannot be cast to ${e.type.name} here.`)
      return { ...e, operand: inner(e.operand) }
    case 'extract':
      if (!isAllowedPart(e.part)) report(place.inspection, 'SQL_PART', `EXTRACT has no part ${e.part} here.`)
      return { ...e, operand: inner(e.operand) }
    case 'exists':
    case 'subquery':
      return { ...e, query: innerQuery(place, e.query) }
    case 'in-query':
      return { ...e, operand: inner(e.operand), query: innerQuery(place, e.query) }
    case 'quantified':
      return { ...e, left: inner(e.left), query: innerQuery(place, e.query) }
    default:
      return inspectPlain(e, inner)
  }
}

type Plain = Exclude<
  SqlExpression,
  {
    kind: 'column' | 'star' | 'call' | 'cast' | 'extract' | 'exists' | 'subquery' | 'in-query' | 'quantified'
  }
>

const inspectPlain = (e: Plain, inner: (x: SqlExpression) => SqlExpression): SqlExpression => {
  switch (e.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'typed':
    case 'now':
    case 'unit':
      return e
    case 'interval':
      return { ...e, amount: inner(e.amount) }
    case 'unary':
    case 'is':
      return { ...e, operand: inner(e.operand) }
    case 'binary':
    case 'distinct-from':
      return { ...e, left: inner(e.left), right: inner(e.right) }
    case 'logic':
      return { ...e, operands: e.operands.map(inner) }
    case 'row':
      return { ...e, items: e.items.map(inner) }
    case 'match':
      return { ...e, operand: inner(e.operand), pattern: inner(e.pattern) }
    case 'between':
      return { ...e, operand: inner(e.operand), low: inner(e.low), high: inner(e.high) }
    case 'in':
      return { ...e, operand: inner(e.operand), values: e.values.map(inner) }
    case 'case':
      return {
        ...e,
        ...(e.operand === undefined ? {} : { operand: inner(e.operand) }),
        branches: e.branches.map(b => ({ when: inner(b.when), result: inner(b.result) })),
        ...(e.otherwise === undefined ? {} : { otherwise: inner(e.otherwise) }),
      }
  }
}

const innerQuery = (place: ExpressionPlace, query: Parameters<typeof inspectQuery>[1]['query']) =>
  inspectQuery(place.inspection, { query, ctes: place.ctes, outer: place.scope }).query

const inspectColumn = (place: ExpressionPlace, e: SqlExpression & { kind: 'column' }): SqlExpression => {
  const { inspection, scope } = place
  const found = lookUp(scope, e.name, e.table)
  if (found.kind === 'found') {
    const { dataset, field } = found.column
    if (dataset !== undefined && field !== undefined)
      inspection.columns.set(`${dataset}.${field}`, { dataset, field })
    return {
      ...e,
      name: found.column.name,
      ...(e.table === undefined ? {} : { table: found.relation.alias }),
    }
  }
  if (e.table === undefined && found.kind === 'unknown-column') {
    const output = place.output?.(e.name)
    if (output !== undefined) return substituted(place, e, output)
  }
  reportColumn(place, e, found)
  return e
}

/** Outputs that name outputs double at each step: what is printed must not outgrow what a person could write. */
const mostSubstituted = 6000

const substituted = (
  { inspection }: ExpressionPlace,
  e: SqlExpression & { kind: 'column' },
  output: SqlExpression,
): SqlExpression => {
  inspection.substitutedNodes += sizeOf(output, inspection.sizes)
  if (inspection.substitutedNodes <= mostSubstituted) return output
  report(
    inspection,
    'SQL_TOO_LONG',
    'Names of outputs stand for too much here; use a WITH query in steps instead.',
    e.at,
  )
  return e
}

const reportColumn = (
  place: ExpressionPlace,
  e: SqlExpression & { kind: 'column' },
  found: Exclude<ReturnType<typeof lookUp>, { kind: 'found' }>,
): void => {
  const written = e.table === undefined ? e.name : `${e.table}.${e.name}`
  if (found.kind === 'ambiguous') {
    const tables = found.relations.map(r => r.alias).join(' and ')
    report(
      place.inspection,
      'SQL_AMBIGUOUS_COLUMN',
      `"${written}" is a column of ${tables}; say which.`,
      e.at,
    )
    return
  }
  if (found.kind === 'unknown-relation') {
    report(place.inspection, 'SQL_UNKNOWN_TABLE', `Nothing after FROM is called "${e.table ?? ''}".`, e.at)
    return
  }
  // The same words whether a column is hidden, above the person's grade or not there at all.
  const near = nearest(
    e.name,
    place.scope.relations.flatMap(r => r.columns.map(c => c.name)),
  )
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`
  report(
    place.inspection,
    'SQL_UNKNOWN_COLUMN',
    `There is no column "${written}" here that you may see.${hint}`,
    e.at,
    near,
  )
}

const inspectCall = (place: ExpressionPlace, e: SqlCall): SqlExpression => {
  const { inspection } = place
  const name = e.name.toLowerCase()
  if (!isAllowedFunction(name, inspection.dialect))
    report(
      inspection,
      'SQL_FUNCTION',
      `The function ${e.name} is not among those that a question may use.`,
      e.at,
    )
  if (e.star === true && name !== 'count')
    report(inspection, 'SQL_STAR', `${e.name}(*) is not allowed.`, e.at)
  const growth = (place.growth ?? 0) + (growingFunctions.has(name) ? 1 : 0)
  if (growth > deepestGrowth)
    report(inspection, 'SQL_FUNCTION', `${e.name} is nested more than ${deepestGrowth} deep.`, e.at)
  checkLength(inspection, name, e)
  if (typeof e.over === 'string' && !place.windows.has(e.over.toLowerCase()))
    report(inspection, 'SQL_WINDOW', `There is no window "${e.over}".`, e.at)
  const inside = { ...place, growth }
  const inner = (x: SqlExpression): SqlExpression => inspectExpression(inside, x)
  return {
    ...e,
    name,
    arguments: e.arguments.map(inner),
    ...(e.filter === undefined ? {} : { filter: inner(e.filter) }),
    ...(e.orderBy === undefined ? {} : { orderBy: mapOrder(e.orderBy, inner) }),
    ...(e.withinGroup === undefined ? {} : { withinGroup: mapOrder(e.withinGroup, inner) }),
    ...(e.over === undefined || typeof e.over === 'string' ? {} : { over: inspectWindow(inside, e.over) }),
  }
}

const checkLength = (inspection: Inspection, name: string, e: SqlCall): void => {
  const index = lengthArguments[name]
  const length = index === undefined ? undefined : e.arguments[index]
  if (length === undefined) return
  if (length.kind !== 'number' || Number(length.text) > longestPadding)
    report(
      inspection,
      'SQL_FUNCTION',
      `${e.name} needs a length that is a number up to ${longestPadding}.`,
      e.at,
    )
}

/** A window's parts; its frame may hold numbers only. */
export const inspectWindow = (place: ExpressionPlace, window: SqlWindow): SqlWindow => {
  const { frame } = window
  for (const bound of [frame?.start, frame?.end])
    if (
      bound !== undefined &&
      'value' in bound &&
      bound.value.kind !== 'number' &&
      bound.value.kind !== 'interval'
    )
      report(place.inspection, 'SQL_WINDOW', 'A window frame needs a number before PRECEDING or FOLLOWING.')
  if (window.base !== undefined && !place.windows.has(window.base.toLowerCase()))
    report(place.inspection, 'SQL_WINDOW', `There is no window "${window.base}".`)
  return mapWindow(window, x => inspectExpression(place, x))
}

export const inspectOrder = (place: ExpressionPlace, order: readonly SqlOrder[]): readonly SqlOrder[] =>
  mapOrder(order, x => inspectExpression(place, x))
