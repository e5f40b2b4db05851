import type { FieldRef, TimeRange } from '../query/query.ts'
import { binary, number } from '../sql/build.ts'
import type { SqlExpression } from '../sql/tree.ts'
import { knownField } from './context.ts'
import type { Scope } from './context.ts'
import { compareTime } from './literal.ts'

/** A year kept as a whole number lies in the range when some of it does. */
const compareYear = (year: SqlExpression, end: 'from' | 'to', time: string): SqlExpression => {
  const value = Number(time.slice(0, 4))
  if (end === 'from') return binary(year, '>=', number(value))
  return binary(year, time.slice(4) === '-01-01T00:00:00' ? '<' : '<=', number(value))
}

/** `from` inclusive and `to` exclusive, over a column that `scope` holds. */
export const compileTimeRange = (scope: Scope, ref: FieldRef, range: TimeRange): readonly SqlExpression[] => {
  const field = knownField(scope.context, ref)
  const value = scope.column(ref)
  const end = (which: 'from' | 'to', time: string): SqlExpression =>
    field.type === 'integer'
      ? compareYear(value, which, time)
      : compareTime(scope.context.dialect, value, field.type, which === 'from' ? '>=' : '<', time)
  return [
    ...(range.from === undefined ? [] : [end('from', range.from)]),
    ...(range.to === undefined ? [] : [end('to', range.to)]),
  ]
}
