import type {
  Aggregate,
  ComparisonOperator,
  Condition,
  FieldRef,
  MeasureExpression,
  RowExpression,
  Scalar,
} from '../../query/query.ts'
import { createCursor, MetricSyntaxError, tokensOf } from './metric-cursor.ts'
import type { Cursor } from './metric-cursor.ts'

/** What stands at which offset of the expression's text and cannot be read. */
export interface MetricProblem {
  readonly offset: number
  readonly message: string
}

export type ParsedMetric =
  | { readonly ok: true; readonly expression: MeasureExpression }
  | { readonly ok: false; readonly problem: MetricProblem }

export interface MetricNames {
  /** Dataset names; a single one may be left out before a field. */
  readonly datasets: readonly string[]
}

const aggregateNames: ReadonlyMap<string, Aggregate> = new Map([
  ['SUM', 'sum'],
  ['AVG', 'avg'],
  ['MIN', 'min'],
  ['MAX', 'max'],
  ['COUNT', 'count'],
  ['MEDIAN', 'median'],
  ['STDDEV', 'stddev'],
  ['STDDEV_SAMP', 'stddev'],
])

const readField = (cursor: Cursor, names: MetricNames): FieldRef => {
  const first = cursor.next()
  if (first.kind !== 'name')
    throw new MetricSyntaxError(first.offset, 'a field is expected, as dataset.field')
  if (cursor.take('.')) {
    const second = cursor.next()
    if (second.kind !== 'name')
      throw new MetricSyntaxError(second.offset, `a field of ${first.text} is expected`)
    return { dataset: first.text, field: second.text }
  }
  const only = names.datasets.length === 1 ? names.datasets[0] : undefined
  if (only === undefined)
    throw new MetricSyntaxError(first.offset, `say whose field "${first.text}" is, as dataset.${first.text}`)
  return { dataset: only, field: first.text }
}

const readRowFactor = (cursor: Cursor, names: MetricNames): RowExpression => {
  const token = cursor.peek()
  if (cursor.take('(')) {
    const inner = readRow(cursor, names)
    cursor.expect(')')
    return inner
  }
  if (cursor.take('-')) {
    const of = readRowFactor(cursor, names)
    return of.kind === 'number'
      ? { kind: 'number', value: -of.value }
      : { kind: 'arithmetic', operator: '*', left: { kind: 'number', value: -1 }, right: of }
  }
  if (token.kind === 'number') {
    cursor.next()
    return { kind: 'number', value: Number(token.text) }
  }
  return { kind: 'field', field: readField(cursor, names) }
}

const readRowTerm = (cursor: Cursor, names: MetricNames): RowExpression => {
  let left = readRowFactor(cursor, names)
  for (;;) {
    const operator = cursor.take('*') ? '*' : cursor.take('/') ? '/' : undefined
    if (operator === undefined) return left
    left = { kind: 'arithmetic', operator, left, right: readRowFactor(cursor, names) }
  }
}

const readRow = (cursor: Cursor, names: MetricNames): RowExpression => {
  let left = readRowTerm(cursor, names)
  for (;;) {
    const operator = cursor.take('+') ? '+' : cursor.take('-') ? '-' : undefined
    if (operator === undefined) return left
    left = { kind: 'arithmetic', operator, left, right: readRowTerm(cursor, names) }
  }
}

const readScalar = (cursor: Cursor): Scalar => {
  if (cursor.take('TRUE')) return true
  if (cursor.take('FALSE')) return false
  const sign = cursor.take('-') ? -1 : 1
  const token = cursor.next()
  if (token.kind === 'number') return sign * Number(token.text)
  if (token.kind === 'text' && sign === 1) return token.text
  throw new MetricSyntaxError(token.offset, 'a value is expected')
}

const isScalarNext = (cursor: Cursor): boolean => {
  const token = cursor.peek()
  const word = token.text.toUpperCase()
  return (
    token.kind === 'text' ||
    token.kind === 'number' ||
    (token.kind === 'name' && (word === 'TRUE' || word === 'FALSE'))
  )
}

const comparisons: ReadonlyMap<string, ComparisonOperator> = new Map([
  ['=', '='],
  ['<>', '!='],
  ['!=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
])

/** LIKE patterns that are a plain beginning, end or part keep that meaning; others stay patterns. */
const readLike = (field: FieldRef, text: string, negated: boolean): Condition => {
  const inner = text.replace(/^%|%$/g, '')
  const isPlain = !/[%_]/.test(inner)
  const starts = text.startsWith('%')
  const ends = text.endsWith('%') && text.length > 1
  const match =
    !isPlain || (!starts && !ends) ? 'like' : starts && ends ? 'contains' : ends ? 'starts-with' : 'ends-with'
  return {
    kind: 'text',
    match,
    field,
    text: match === 'like' ? text : inner,
    ...(negated ? { negated } : {}),
  }
}

const readComparison = (cursor: Cursor, names: MetricNames): Condition => {
  const start = cursor.peek()
  const left = readRow(cursor, names)
  const symbol = cursor.peek()
  const operator = symbol.kind === 'symbol' ? comparisons.get(symbol.text) : undefined
  if (operator !== undefined) {
    cursor.next()
    const right = isScalarNext(cursor)
      ? ({ kind: 'value', value: readScalar(cursor) } as const)
      : ({ kind: 'expression', expression: readRow(cursor, names) } as const)
    return { kind: 'compare', left, operator, right }
  }
  if (cursor.take('BETWEEN')) {
    const low = readScalar(cursor)
    cursor.expect('AND')
    return { kind: 'between', left, low, high: readScalar(cursor) }
  }
  if (left.kind !== 'field') throw new MetricSyntaxError(start.offset, 'a comparison is expected')
  const { field } = left
  if (cursor.take('IS')) {
    const negated = cursor.take('NOT')
    cursor.expect('NULL')
    return { kind: 'is-null', field, ...(negated ? { negated } : {}) }
  }
  const negated = cursor.take('NOT')
  if (cursor.take('LIKE')) return readLike(field, String(readScalar(cursor)), negated)
  cursor.expect('IN')
  cursor.expect('(')
  const values = [readScalar(cursor)]
  while (cursor.take(',')) values.push(readScalar(cursor))
  cursor.expect(')')
  return { kind: 'in', field, values, ...(negated ? { negated } : {}) }
}

/** A parenthesis may hold conditions or begin a calculation; a comparison tells which. */
const readPrimary = (cursor: Cursor, names: MetricNames): Condition => {
  if (cursor.take('NOT')) return { kind: 'not', condition: readPrimary(cursor, names) }
  const group = cursor.attempt(() => {
    cursor.expect('(')
    const inner = readCondition(cursor, names)
    cursor.expect(')')
    return inner
  })
  return group ?? readComparison(cursor, names)
}

const readAnd = (cursor: Cursor, names: MetricNames): Condition => {
  const conditions = [readPrimary(cursor, names)]
  while (cursor.take('AND')) conditions.push(readPrimary(cursor, names))
  return conditions.length === 1 ? (conditions[0] as Condition) : { kind: 'and', conditions } // one was pushed
}

const readCondition = (cursor: Cursor, names: MetricNames): Condition => {
  const conditions = [readAnd(cursor, names)]
  while (cursor.take('OR')) conditions.push(readAnd(cursor, names))
  return conditions.length === 1 ? (conditions[0] as Condition) : { kind: 'or', conditions } // one was pushed
}

const datasetOfRow = (expression: RowExpression): string | undefined => {
  if (expression.kind === 'field') return expression.field.dataset
  if (expression.kind === 'arithmetic') return datasetOfRow(expression.left) ?? datasetOfRow(expression.right)
  return 'of' in expression ? datasetOfRow(expression.of) : undefined
}

const datasetOfCondition = (condition: Condition): string | undefined => {
  if (condition.kind === 'and' || condition.kind === 'or')
    return condition.conditions.map(datasetOfCondition).find(dataset => dataset !== undefined)
  if (condition.kind === 'not') return datasetOfCondition(condition.condition)
  if ('field' in condition) return condition.field.dataset
  return 'left' in condition ? datasetOfRow(condition.left) : undefined
}

/** `CASE WHEN condition THEN value END` inside an aggregate restricts its rows. */
const readCase = (cursor: Cursor, names: MetricNames, aggregate: Aggregate): MeasureExpression => {
  const start = cursor.peek()
  cursor.expect('WHEN')
  const filter = readCondition(cursor, names)
  const filters = filter.kind === 'and' ? filter.conditions : [filter]
  cursor.expect('THEN')
  const value = readRow(cursor, names)
  if (cursor.take('ELSE') && !cursor.take('NULL'))
    throw new MetricSyntaxError(cursor.peek().offset, 'only ELSE NULL can be read here')
  cursor.expect('END')
  if (value.kind !== 'number') return { kind: 'aggregate', aggregate, value, filters }
  const dataset = datasetOfCondition(filter)
  const countsRows = aggregate === 'count' || (aggregate === 'sum' && value.value === 1)
  if (!countsRows || dataset === undefined)
    throw new MetricSyntaxError(start.offset, 'a field is expected after THEN')
  return { kind: 'rows', dataset, filters }
}

const readCountAll = (cursor: Cursor, names: MetricNames, offset: number): MeasureExpression | undefined => {
  const only = names.datasets.length === 1 ? names.datasets[0] : undefined
  if (cursor.take('*')) {
    if (only === undefined)
      throw new MetricSyntaxError(offset, 'say whose rows are counted, as COUNT(dataset.*)')
    return { kind: 'rows', dataset: only }
  }
  if (cursor.peek(1).text !== '.' || cursor.peek(2).text !== '*') return undefined
  const dataset = cursor.next().text
  cursor.next()
  cursor.next()
  return { kind: 'rows', dataset }
}

const readAggregate = (cursor: Cursor, names: MetricNames): MeasureExpression => {
  const name = cursor.next()
  const called = name.text.toUpperCase()
  cursor.expect('(')
  if (called === 'NULLIF') {
    const inner = readMeasure(cursor, names)
    cursor.expect(',')
    if (cursor.next().text !== '0') throw new MetricSyntaxError(name.offset, 'only NULLIF(…, 0) can be read')
    cursor.expect(')')
    return inner
  }
  const aggregate = aggregateNames.get(called)
  if (aggregate === undefined)
    throw new MetricSyntaxError(
      name.offset,
      `${called} is not one of ${Array.from(aggregateNames.keys()).join(', ')}`,
    )
  const all = aggregate === 'count' ? readCountAll(cursor, names, name.offset) : undefined
  const isDistinct = all === undefined && cursor.take('DISTINCT')
  const read =
    all ??
    (cursor.take('CASE')
      ? readCase(cursor, names, isDistinct ? 'count-distinct' : aggregate)
      : {
          kind: 'aggregate' as const,
          aggregate: isDistinct ? ('count-distinct' as const) : aggregate,
          value: readRow(cursor, names),
        })
  cursor.expect(')')
  return read
}

const readFactor = (cursor: Cursor, names: MetricNames): MeasureExpression => {
  const token = cursor.peek()
  if (cursor.take('(')) {
    const inner = readMeasure(cursor, names)
    cursor.expect(')')
    return inner
  }
  if (token.kind === 'number') {
    cursor.next()
    return { kind: 'number', value: Number(token.text) }
  }
  if (token.kind === 'name' && cursor.peek(1).text === '(') return readAggregate(cursor, names)
  throw new MetricSyntaxError(
    token.offset,
    token.kind === 'end'
      ? 'the expression ends too early'
      : `"${token.text}" needs an aggregate around it, such as SUM(…)`,
  )
}

const readTerm = (cursor: Cursor, names: MetricNames): MeasureExpression => {
  let left = readFactor(cursor, names)
  for (;;) {
    const operator = cursor.take('*') ? '*' : cursor.take('/') ? '/' : undefined
    if (operator === undefined) return left
    left = { kind: 'arithmetic', operator, left, right: readFactor(cursor, names) }
  }
}

const readMeasure = (cursor: Cursor, names: MetricNames): MeasureExpression => {
  let left = readTerm(cursor, names)
  for (;;) {
    const operator = cursor.take('+') ? '+' : cursor.take('-') ? '-' : undefined
    if (operator === undefined) return left
    left = { kind: 'arithmetic', operator, left, right: readTerm(cursor, names) }
  }
}

/**
 * Reads a metric written in standard SQL: SUM, AVG, MIN, MAX, COUNT (DISTINCT), MEDIAN, STDDEV over calculations of
 * `dataset.field`, with CASE WHEN as filter, joined by + - * /. Whether the names exist is checked by the caller.
 */
export const parseMetric = (sql: string, names: MetricNames): ParsedMetric => {
  try {
    const cursor = createCursor(tokensOf(sql))
    const expression = readMeasure(cursor, names)
    const rest = cursor.peek()
    if (rest.kind !== 'end') throw new MetricSyntaxError(rest.offset, `"${rest.text}" is not expected here`)
    return { ok: true, expression }
  } catch (error) {
    if (!(error instanceof MetricSyntaxError)) throw error
    return { ok: false, problem: { offset: error.offset, message: error.message } }
  }
}
