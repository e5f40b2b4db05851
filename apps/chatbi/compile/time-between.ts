import { timeOfMoment } from '../query/moment.ts'
import type { RowExpression, TimeUnit } from '../query/query.ts'
import { binary, number } from '../sql/build.ts'
import type { SqlExpression } from '../sql/tree.ts'
import { isWhole } from './row-type.ts'
import type { Scope } from './context.ts'

type TimeBetween = RowExpression & { readonly kind: 'time-between' }
type CompileTime = (scope: Scope, side: RowExpression) => SqlExpression

const perHour: Readonly<
  Record<Exclude<TimeUnit, 'month' | 'year'>, readonly [operator: '*' | '/', by: number]>
> = {
  second: ['*', 3600],
  minute: ['*', 60],
  hour: ['*', 1],
  day: ['/', 24],
  week: ['/', 168],
}

/** The time between two times of a row, which `compileTime` reads. */
export const timeBetween = (
  scope: Scope,
  expression: TimeBetween,
  compileTime: CompileTime,
): SqlExpression => {
  const { context } = scope
  const { unit, from, to } = expression
  if (unit === 'month' || unit === 'year') return completed(scope, expression, compileTime)
  const [start, end] = [compileTime(scope, from), compileTime(scope, to)]
  if (isWhole(context, expression))
    return binary(context.dialect.dayNumber(end), '-', context.dialect.dayNumber(start))
  const hours = context.dialect.hoursBetween(start, end)
  const [operator, by] = perHour[unit]
  return by === 1 ? hours : binary(hours, operator, number(by))
}

/**
 * Months and years are completed where the day of the month is reached again: dates are numbered as if every month had 31
 * days, which keeps their order, so that whole months are 31 and whole years 372 apart.
 */
const completed = (
  scope: Scope,
  { unit, from, to }: TimeBetween,
  compileTime: CompileTime,
): SqlExpression => {
  const { dialect } = scope.context
  const difference = binary(calendarDay(scope, to, compileTime), '-', calendarDay(scope, from, compileTime))
  return dialect.floor(dialect.divide(difference, number(unit === 'month' ? 31 : 372)))
}

const calendarDay = (scope: Scope, side: RowExpression, compileTime: CompileTime): SqlExpression => {
  const { dialect } = scope.context
  if (side.kind === 'moment') {
    const [year = 0, month = 0, day = 0] = timeOfMoment(side).slice(0, 10).split('-').map(Number)
    return number((year * 12 + month) * 31 + day)
  }
  const time = compileTime(scope, side)
  const month = binary(
    binary(dialect.timePart(time, 'year'), '*', number(12)),
    '+',
    dialect.timePart(time, 'month-of-year'),
  )
  return binary(binary(month, '*', number(31)), '+', dialect.timePart(time, 'day-of-month'))
}
