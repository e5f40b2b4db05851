import type { Condition, MeasureExpression, RowExpression, Scalar, TimeUnit } from '../../query/query.ts'
import { timeOfMoment } from '../../query/moment.ts'
import type { SemanticModel } from '../semantic-model.ts'
import { writeIdentifier } from './identifier.ts'

const literal = (value: Scalar): string =>
  typeof value === 'string'
    ? `'${value.replaceAll("'", "''")}'`
    : typeof value === 'boolean'
      ? String(value).toUpperCase()
      : String(value)

const timeParts: Readonly<Record<string, string>> = {
  year: 'YEAR',
  'hour-of-day': 'HOUR',
  'day-of-week': 'DOW',
  'day-of-month': 'DAY',
  'month-of-year': 'MONTH',
  'quarter-of-year': 'QUARTER',
}

const row = (expression: RowExpression): string => {
  switch (expression.kind) {
    case 'field':
      return `${writeIdentifier(expression.field.dataset)}.${writeIdentifier(expression.field.field)}`
    case 'number':
      return String(expression.value)
    case 'number-in':
      if (expression.reads === 'clock') return `EXTRACT(EPOCH FROM CAST(${row(expression.of)} AS INTERVAL))`
      if (expression.reads === 'second')
        return `CAST(REGEXP_SUBSTR(REPLACE(${row(expression.of)}, ',', ''), '[0-9]+([.][0-9]+)?', 1, 2) AS DOUBLE)`
      return `CAST(REGEXP_SUBSTR(REPLACE(${row(expression.of)}, ',', ''), '-?[0-9]+([.][0-9]+)?') AS DOUBLE)`
    case 'row-position':
      return 'ROW_NUMBER() OVER ()'
    case 'run-length':
      throw new Error('bug: a run of rows in a metric')
    case 'length':
      return `CHAR_LENGTH(${row(expression.of)})`
    case 'moment':
      return `TIMESTAMP '${timeOfMoment(expression).replace('T', ' ')}'`
    case 'time-between':
      return interval(expression.unit, row(expression.from), row(expression.to))
    case 'time-bucket':
      return `DATE_TRUNC('${expression.grain}', ${row(expression.of)})`
    case 'time-part':
      return `EXTRACT(${timeParts[expression.part] ?? 'YEAR'} FROM ${row(expression.of)})`
    case 'arithmetic':
      return expression.operator === 'hours-between'
        ? `EXTRACT(EPOCH FROM ${row(expression.right)} - ${row(expression.left)}) / 3600`
        : `(${row(expression.left)} ${expression.operator} ${row(expression.right)})`
  }
}

const seconds = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const

const interval = (unit: TimeUnit, from: string, to: string): string => {
  if (unit === 'year') return `EXTRACT(YEAR FROM AGE(${to}, ${from}))`
  if (unit === 'month')
    return `(EXTRACT(YEAR FROM AGE(${to}, ${from})) * 12 + EXTRACT(MONTH FROM AGE(${to}, ${from})))`
  return `(EXTRACT(EPOCH FROM ${to} - ${from}) / ${seconds[unit]})`
}

const pattern = (match: string, text: string): string =>
  match === 'contains'
    ? `%${text}%`
    : match === 'starts-with'
      ? `${text}%`
      : match === 'ends-with'
        ? `%${text}`
        : text

/** A condition in standard SQL; undefined where it needs a query of its own. */
const condition = (one: Condition): string | undefined => {
  const not = 'negated' in one && one.negated === true ? 'NOT ' : ''
  const field = 'field' in one ? row({ kind: 'field', field: one.field }) : ''
  switch (one.kind) {
    case 'and':
    case 'or': {
      const parts = one.conditions.map(condition)
      if (parts.length === 0 || parts.includes(undefined)) return undefined
      return `(${parts.join(one.kind === 'and' ? ' AND ' : ' OR ')})`
    }
    case 'not': {
      const inner = condition(one.condition)
      return inner === undefined ? undefined : inner.startsWith('(') ? `NOT ${inner}` : `NOT (${inner})`
    }
    case 'compare': {
      const { right } = one
      if (right.kind === 'query') return undefined
      const operator = one.operator === '!=' ? '<>' : one.operator
      return `${row(one.left)} ${operator} ${right.kind === 'value' ? literal(right.value) : row(right.expression)}`
    }
    case 'in':
      return one.values.length === 0 ? undefined : `${field} ${not}IN (${one.values.map(literal).join(', ')})`
    case 'between':
      return `${row(one.left)} BETWEEN ${literal(one.low)} AND ${literal(one.high)}`
    case 'text':
      return `LOWER(${field}) ${not}LIKE ${literal(pattern(one.match, one.text.toLowerCase()))}`
    case 'is-null':
      return `${field} IS ${not}NULL`
    default:
      return undefined
  }
}

const filtersOf = (filters: readonly Condition[] | undefined): string | undefined | null => {
  if (filters === undefined || filters.length === 0) return null
  const parts = filters.map(condition)
  return parts.includes(undefined) ? undefined : parts.join(' AND ')
}

const aggregateSql = (aggregate: string, value: string): string => {
  if (aggregate === 'count-distinct') return `COUNT(DISTINCT ${value})`
  if (aggregate === 'median') return `PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ${value})`
  return `${aggregate === 'stddev' ? 'STDDEV_SAMP' : aggregate.toUpperCase()}(${value})`
}

const rowsSql = (dataset: string, filter: string | null, model: SemanticModel): string => {
  if (filter !== null) return `COUNT(CASE WHEN ${filter} THEN 1 END)`
  const key = model.datasets.find(one => one.name === dataset)?.primaryKey
  if (model.datasets.length === 1) return 'COUNT(*)'
  return key?.length === 1
    ? `COUNT(${writeIdentifier(dataset)}.${writeIdentifier(key[0] ?? '')})`
    : `COUNT(${writeIdentifier(dataset)}.*)`
}

/**
 * A metric's expression in standard SQL over `dataset.field`, for tools that read Ossie. Undefined where standard
 * SQL cannot say it as one expression (a filter with its own query, a run of rows, what runs along the periods of a query, metrics that refer to each other in a circle).
 */
export const printMetric = (
  expression: MeasureExpression,
  model: SemanticModel,
  depth = 0,
): string | undefined => {
  switch (expression.kind) {
    case 'number':
      return String(expression.value)
    case 'rows': {
      const filter = filtersOf(expression.filters)
      return filter === undefined ? undefined : rowsSql(expression.dataset, filter, model)
    }
    case 'aggregate': {
      const filter = filtersOf(expression.filters)
      if (filter === undefined || expression.value.kind === 'run-length') return undefined
      const value = row(expression.value)
      return aggregateSql(
        expression.aggregate,
        filter === null ? value : `CASE WHEN ${filter} THEN ${value} END`,
      )
    }
    case 'arithmetic': {
      const left = printMetric(expression.left, model, depth)
      const right = printMetric(expression.right, model, depth)
      if (left === undefined || right === undefined) return undefined
      return expression.operator === '/'
        ? `(${left} / NULLIF(${right}, 0))`
        : `(${left} ${expression.operator} ${right})`
    }
    case 'share': {
      const of = expression.within === undefined ? printMetric(expression.of, model, depth) : undefined
      return of === undefined ? undefined : `(${of} / SUM(${of}) OVER ())`
    }
    case 'series':
    case 'of-groups':
      return undefined
    case 'metric': {
      const metric = model.metrics.find(one => one.name === expression.metric)
      const hasFilters = expression.filters !== undefined && expression.filters.length > 0
      return metric === undefined || hasFilters || depth > 8
        ? undefined
        : printMetric(metric.expression, model, depth + 1)
    }
  }
}
