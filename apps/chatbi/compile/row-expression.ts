import { timeOfMoment } from '../query/moment.ts'
import type { FieldRef, RowExpression } from '../query/query.ts'
import { binary, call, number } from '../sql/build.ts'
import type { SqlExpression } from '../sql/tree.ts'
import { positionColumn } from './numbered-rows.ts'
import { typeOfRow } from './row-type.ts'
import { timeBetween } from './time-between.ts'
import type { Scope } from './context.ts'

/** The expression over the columns of `scope`. */
export const compileRow = (scope: Scope, expression: RowExpression): SqlExpression => {
  const { dialect } = scope.context
  switch (expression.kind) {
    case 'field':
      return scope.column(expression.field)
    case 'number':
      return number(expression.value)
    case 'length':
      return dialect.textLength(compileRow(scope, expression.of))
    case 'number-in':
      return compileNumberIn(scope, expression)
    case 'row-position':
      return numbering(scope, expression.field, positionColumn)
    case 'run-length':
      return numbering(scope, expression.field, runColumn(scope, expression))
    case 'time-part':
      return compileTimePart(scope, expression)
    case 'moment':
      return dialect.timestamp(timeOfMoment(expression))
    case 'time-between':
      return timeBetween(scope, expression, compileTime)
    case 'time-bucket': {
      const { weekStart } = scope.context.calendar
      return dialect.truncate(compileTime(scope, expression.of), expression.grain, weekStart)
    }
    case 'arithmetic': {
      if (expression.operator === 'hours-between')
        return dialect.hoursBetween(compileTime(scope, expression.left), compileTime(scope, expression.right))
      const left = compileRow(scope, expression.left)
      const right = compileRow(scope, expression.right)
      return expression.operator === '/'
        ? dialect.divide(left, right)
        : binary(left, expression.operator, right)
    }
  }
}

const compileNumberIn = (
  scope: Scope,
  { of, reads }: RowExpression & { kind: 'number-in' },
): SqlExpression => {
  const { dialect } = scope.context
  const text = compileRow(scope, of)
  const { patterns } = dialect
  if (reads === undefined || !patterns) return dialect.numberIn(text)
  if (reads === 'second') return patterns.secondNumberIn(text)
  const part = (place: number): SqlExpression => dialect.numberIn(patterns.clockPart(text, place))
  const sixty = (value: SqlExpression): SqlExpression => binary(value, '*', number(60))
  const two = binary(sixty(part(1)), '+', part(2))
  // a part that is not there makes the whole null
  return call('COALESCE', binary(sixty(two), '+', part(3)), two, part(1))
}

/** A column of the numbered table; the field says which table is meant. */
const numbering = (scope: Scope, field: FieldRef, name: string): SqlExpression => ({
  kind: 'column',
  name,
  table: scope.aliasOf(field.dataset),
})

const runColumn = ({ context }: Scope, { conditions }: RowExpression & { kind: 'run-length' }): string => {
  const key = JSON.stringify(conditions)
  const run = context.runs.find(one => JSON.stringify(one.conditions) === key)
  if (!run) throw new Error('bug: a run that the query does not have')
  return run.column
}

const compileTimePart = (scope: Scope, expression: RowExpression & { kind: 'time-part' }): SqlExpression =>
  // A year kept as a whole number is its own year.
  expression.part === 'year' && typeOfRow(scope.context, expression.of) === 'integer'
    ? compileRow(scope, expression.of)
    : scope.context.dialect.timePart(compileTime(scope, expression.of), expression.part)

/** The expression as a time; text that holds one is converted. */
export const compileTime = (scope: Scope, expression: RowExpression): SqlExpression => {
  const value = compileRow(scope, expression)
  return typeOfRow(scope.context, expression) === 'text' ? scope.context.dialect.fromText(value) : value
}
