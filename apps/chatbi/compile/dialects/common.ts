import type { TimePart } from '../../query/query.ts'
import { binary, call, number } from '../../sql/build.ts'
import type { SqlExpression } from '../../sql/tree.ts'

/** The field names of EXTRACT; `isodow` counts from Monday as ISO 8601 does. */
export const isoPart: Readonly<Record<TimePart | 'year', string>> = {
  year: 'year',
  'quarter-of-year': 'quarter',
  'month-of-year': 'month',
  'day-of-month': 'day',
  'day-of-week': 'isodow',
  'hour-of-day': 'hour',
}

/** Days from Monday to the day on which a week begins, 0..6. */
export const weekOffset = (weekStart: number): number => (weekStart - 1) % 7

/** `left / right` with nothing where `right` is zero; no guard around a divisor that is a number. */
export const dividedOrNull = (left: SqlExpression, right: SqlExpression): SqlExpression =>
  binary(
    left,
    '/',
    right.kind === 'number' && Number(right.text) !== 0 ? right : call('NULLIF', right, number(0)),
  )

/** The operand as a floating-point number, so that whole numbers do not divide as such. */
export const floating = (value: SqlExpression): SqlExpression =>
  binary({ kind: 'number', text: '1.0' }, '*', value)
