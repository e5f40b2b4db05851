import type { Direction } from '../../link/cue.ts'
import { fieldsOfCondition, fieldsOfRow, sameRef } from '../../query/fields-of.ts'
import type {
  ComparisonOperator,
  Condition,
  FieldRef,
  MeasureExpression,
  Query,
  RowExpression,
} from '../../query/query.ts'
import type { Anchor } from './anchor.ts'
import type { Column } from './column.ts'
import type { FloatingTable } from './row-set.ts'

/** How rows are restricted other than by a value: by their place, by other rows, by a negation. */
export type Relation =
  | 'after'
  | 'before'
  | 'more'
  | 'less'
  | 'same'
  | 'second'
  | 'not'
  | 'or'
  /** One column against another. */
  | 'above'
  | 'below'
  | 'level'
  /** Of groups of that many rows. */
  | `size ${ComparisonOperator}`
  | 'foreign'

/** What the ranking sees of a query, whoever composed it. */
export interface Shape {
  /** `list`, `count`, `sum`, `difference` … */
  readonly head: string
  /** Columns that are shown or summed up. */
  readonly shown: readonly Column[]
  readonly anchors: readonly Anchor[]
  readonly relations: readonly Relation[]
  /** Of the anchors, those turned round. */
  readonly negated: readonly Anchor[]
  /** Columns that rows are compared by. */
  readonly compared: readonly Column[]
  readonly order?: {
    readonly by: 'position' | 'rows' | 'column' | 'span'
    readonly column?: Column
    readonly direction: Direction
    readonly count: number
  }
}

/** Reads shapes of queries over one table; conditions met before are not looked up again. */
export const createShapeReader = (table: FloatingTable): ((query: Query) => Shape) => {
  const byJson = new Map(table.anchors.map(anchor => [JSON.stringify(anchor.condition), anchor]))
  const known = new Map<Condition, Anchor | undefined>(
    table.anchors.map(anchor => [anchor.condition, anchor]),
  )
  const anchorOf = (condition: Condition): Anchor | undefined => {
    if (known.has(condition)) return known.get(condition)
    const found = byJson.get(JSON.stringify(condition)) ?? likeAnchor(table, condition)
    known.set(condition, found)
    return found
  }
  return query => {
    const found: Found = { anchors: [], relations: [], negated: [], compared: [] }
    readConditions(
      [...query.filters, ...query.measures.flatMap(({ expression }) => conditionsOf(expression))],
      table,
      anchorOf,
      found,
    )
    if (query.time) {
      const time = table.anchors.find(anchor => anchor.kind === 'time')
      if (time) found.anchors.push(time)
      else found.relations.push('foreign')
    }
    return { ...headOf(query, table), ...found, ...orderOf(query, table) }
  }
}

/** What a measure restricts by itself, or counts in a row. */
const conditionsOf = (expression: MeasureExpression): readonly Condition[] => {
  switch (expression.kind) {
    case 'rows':
      return expression.filters ?? []
    case 'aggregate':
      return expression.value.kind === 'run-length' ? expression.value.conditions : (expression.filters ?? [])
    case 'arithmetic':
      return [...conditionsOf(expression.left), ...conditionsOf(expression.right)]
    default:
      return []
  }
}

interface Found {
  readonly anchors: Anchor[]
  readonly relations: Relation[]
  readonly negated: Anchor[]
  readonly compared: Column[]
}

const columnOf = ({ columns }: FloatingTable, ref: FieldRef | undefined): readonly Column[] =>
  columns.filter(column => ref !== undefined && sameRef(column.ref, ref))

const isPosition = (value: RowExpression): boolean => value.kind === 'row-position'

const readConditions = (
  conditions: readonly Condition[],
  table: FloatingTable,
  anchorOf: (condition: Condition) => Anchor | undefined,
  found: Found,
): void => {
  const readAll = (some: readonly Condition[]): void => readConditions(some, table, anchorOf, found)
  for (const condition of conditions) {
    if (condition === table.withoutTotals) continue
    const anchor = anchorOf(condition)
    if (anchor) {
      if (!found.anchors.includes(anchor)) found.anchors.push(anchor)
    } else if (condition.kind === 'and') readAll(condition.conditions)
    else if (condition.kind === 'or') {
      found.relations.push('or')
      readAll(condition.conditions)
    } else if (condition.kind === 'not') {
      found.relations.push('not')
      const known = found.anchors.length
      readAll([condition.condition])
      found.negated.push(...found.anchors.slice(known))
    } else if (condition.kind === 'compare' && condition.right.kind === 'query') {
      const isMore = condition.operator.startsWith('>')
      if (condition.right.query.measures[0]?.id === 'first') found.relations.push('second')
      else if (isPosition(condition.left)) found.relations.push(isMore ? 'after' : 'before')
      else {
        found.relations.push(condition.operator === '=' ? 'same' : isMore ? 'more' : 'less')
        found.compared.push(...columnOf(table, fieldsOfRow(condition.left)[0]))
      }
      readAll(condition.right.query.filters)
    } else if (condition.kind === 'compare' && condition.right.kind === 'expression') {
      found.relations.push(
        condition.operator === '=' ? 'level' : condition.operator === '>' ? 'above' : 'below',
      )
      found.compared.push(
        ...columnOf(table, fieldsOfRow(condition.left)[0]),
        ...columnOf(table, fieldsOfRow(condition.right.expression)[0]),
      )
    } else if (condition.kind === 'in-query') {
      found.relations.push(condition.query.having.length > 0 ? `size ${sizeOf(condition.query)}` : 'same')
      found.compared.push(...columnOf(table, condition.field))
      readAll(condition.query.filters)
    } else found.relations.push('foreign')
  }
}

const sizeOf = (query: Query): ComparisonOperator => query.having[0]?.operator ?? '>='

/** An anchor over the same field whose value the condition names in another way: `!=` or a list of values. */
const likeAnchor = ({ anchors }: FloatingTable, condition: Condition): Anchor | undefined => {
  if (condition.kind === 'and' || condition.kind === 'or' || condition.kind === 'not') return undefined
  if (condition.kind === 'compare' && condition.right.kind !== 'value') return undefined
  const [ref] = fieldsOfCondition(condition)
  const values = valuesOf(condition)
  return anchors.find(
    anchor =>
      ref !== undefined && sameRef(anchor.column.ref, ref) && isWithin(valuesOf(anchor.condition), values),
  )
}

/** "presses" are all of them: one press is something else. */
const isWithin = (some: readonly string[], all: readonly string[]): boolean =>
  some.length > 0 && some.every(one => all.includes(one))

const valuesOf = (condition: Condition): readonly string[] => {
  switch (condition.kind) {
    case 'compare':
      return condition.right.kind === 'value' ? [String(condition.right.value)] : []
    case 'in':
      return condition.values.map(String)
    case 'text':
      return [condition.text]
    case 'between':
      return [String(condition.low), String(condition.high)]
    default:
      return []
  }
}

const headOf = (query: Query, table: FloatingTable): Pick<Shape, 'head' | 'shown'> => {
  const [measure] = query.measures
  const grouped = query.dimensions.flatMap(({ field }) => columnOf(table, field))
  if (measure) {
    const head = query.measures.length > 1 ? 'measures' : headOfMeasure(measure.expression)
    return grouped.length > 0
      ? { head: `${head}-by`, shown: grouped }
      : { head, shown: columnOf(table, fieldOfMeasure(measure.expression)) }
  }
  if (grouped.length > 0) return { head: query.having.length > 0 ? 'having' : 'groups', shown: grouped }
  const shown = query.columns.flatMap(({ value }) => [
    ...new Set(fieldsOfRow(value).flatMap(ref => columnOf(table, ref))),
  ])
  const isAmount = query.columns[0]?.value.kind === 'number-in'
  if (query.columns[0]?.value.kind === 'arithmetic') return { head: 'row-difference', shown }
  return {
    head: isAmount ? 'amount' : shown.length === 1 ? 'list' : shown.length === 0 ? 'rows' : 'lists',
    shown,
  }
}

const headOfMeasure = (expression: MeasureExpression): string => {
  switch (expression.kind) {
    case 'rows':
      return 'count'
    case 'aggregate':
      if (expression.value.kind === 'run-length') return 'run'
      return expression.value.kind === 'arithmetic' ? `span-${expression.aggregate}` : expression.aggregate
    case 'arithmetic':
      if (/[<=>]/.test(expression.operator)) return headOfQuestion(expression)
      return expression.operator === '-'
        ? expression.left.kind === 'rows'
          ? 'count-difference'
          : 'difference'
        : 'ratio'
    default:
      return expression.kind
  }
}

/** `any`, or by what two are compared and how. */
const headOfQuestion = ({
  operator,
  left,
  right,
}: MeasureExpression & { readonly kind: 'arithmetic' }): string =>
  right.kind === 'number' ? 'any' : `${left.kind === 'rows' ? 'counts' : 'amounts'} ${operator}`

const fieldOfMeasure = (expression: MeasureExpression): FieldRef | undefined => {
  if (expression.kind === 'aggregate') return fieldsOfRow(expression.value)[0]
  return expression.kind === 'arithmetic' ? fieldOfMeasure(expression.left) : undefined
}

const orderOf = (query: Query, table: FloatingTable): Pick<Shape, 'order'> => {
  const [order] = query.orderBy
  if (!order || !query.limit) return {}
  const common = { direction: order.direction, count: query.limit.count }
  if (order.by.kind !== 'row') return { order: { by: 'rows', ...common } }
  if (isPosition(order.by.value)) return { order: { by: 'position', ...common } }
  const [column] = columnOf(table, fieldsOfRow(order.by.value)[0])
  const by = order.by.value.kind === 'arithmetic' ? 'span' : 'column'
  return { order: { by, ...common, ...(column ? { column } : {}) } }
}
