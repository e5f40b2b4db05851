import type { DataType } from '@millwright/spec'
import type { ComparisonOperator, Scalar } from '../query/query.ts'
import { allOf, anyOf, binary, not, number, string } from '../sql/build.ts'
import type { SqlBinaryOperator, SqlExpression } from '../sql/tree.ts'
import type { Dialect } from './dialects/index.ts'

const isNumeric = (type: DataType): boolean => type === 'integer' || type === 'decimal' || type === 'float'
const dateText = /^\d{4}-\d{2}-\d{2}$/
const timestampText = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/
const truths = new Set(['true', 't', 'yes', 'y', '1'])

/** A scalar as a literal that compares with a column of `type`. */
export const literal = (value: Scalar, type: DataType): SqlExpression => {
  if (typeof value === 'boolean') {
    if (isNumeric(type)) return number(value ? 1 : 0)
    return type === 'text' ? string(String(value)) : { kind: 'boolean', value }
  }
  if (type === 'boolean') return { kind: 'boolean', value: truths.has(String(value).toLowerCase()) }
  if (typeof value === 'number') return type === 'text' ? string(String(value)) : number(value)
  if (isNumeric(type) && value.trim() !== '' && Number.isFinite(Number(value))) return number(Number(value))
  return string(value)
}

/** The comparison as SQL writes it. */
export const sqlOperator = (operator: ComparisonOperator): SqlBinaryOperator =>
  operator === '!=' ? '<>' : operator

/** The date after `date` (`YYYY-MM-DD`). */
export const nextDay = (date: string): string => {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 10)
}

const normalisedTime = (text: string): string => {
  const [date = '', time = '00:00:00'] = text.split(/[T ]/)
  return `${date}T${time.length === 5 ? `${time}:00` : time}`
}

/** `left operator time`, where `time` is `YYYY-MM-DDTHH:mm:ss` and `left` a date, a timestamp or text of one. */
export const compareTime = (
  dialect: Dialect,
  left: SqlExpression,
  type: DataType,
  operator: ComparisonOperator,
  time: string,
): SqlExpression => {
  if (type === 'date') {
    const date: SqlExpression = { kind: 'typed', type: 'date', value: time.slice(0, 10) }
    // A day that has begun by `time` is not before it as a whole.
    const isPartial = !time.endsWith('T00:00:00') && (operator === '<' || operator === '>=')
    return binary(left, isPartial ? (operator === '<' ? '<=' : '>') : sqlOperator(operator), date)
  }
  const side = type === 'text' ? dialect.fromText(left) : left
  return binary(dialect.comparable(side, time), sqlOperator(operator), dialect.timestamp(time))
}

/** A day compared with timestamps stands for all of it. */
const compareDay = (
  dialect: Dialect,
  left: SqlExpression,
  operator: ComparisonOperator,
  day: string,
): SqlExpression => {
  const at = (o: ComparisonOperator, date: string): SqlExpression =>
    compareTime(dialect, left, 'timestamp', o, `${date}T00:00:00`)
  switch (operator) {
    case '=':
      return allOf([at('>=', day), at('<', nextDay(day))]) ?? left
    case '!=':
      return anyOf([at('<', day), at('>=', nextDay(day))]) ?? left
    case '<':
    case '>=':
      return at(operator, day)
    case '<=':
      return at('<', nextDay(day))
    case '>':
      return at('>=', nextDay(day))
  }
}

/** `left operator value`, with the value written as the type of `left` needs it. */
export const compareValue = (
  dialect: Dialect,
  left: SqlExpression,
  type: DataType,
  operator: ComparisonOperator,
  value: Scalar,
): SqlExpression => {
  if (typeof value === 'string' && (type === 'timestamp' || type === 'date')) {
    if (dateText.test(value))
      return type === 'timestamp'
        ? compareDay(dialect, left, operator, value)
        : compareTime(dialect, left, 'date', operator, `${value}T00:00:00`)
    if (timestampText.test(value)) return compareTime(dialect, left, type, operator, normalisedTime(value))
    return binary(dialect.asText(left), sqlOperator(operator), string(value))
  }
  const right = literal(value, type)
  if (right.kind === 'string' && isNumeric(type))
    return binary(dialect.asText(left), sqlOperator(operator), right)
  if (right.kind === 'boolean' && (operator === '=' || operator === '!='))
    return right.value === (operator === '=') ? left : not(left)
  return binary(left, sqlOperator(operator), right)
}
