import type { DataType } from '@millwright/spec'
import { timeOfMoment } from '../query/moment.ts'
import type { RowExpression } from '../query/query.ts'
import { knownField } from './context.ts'
import type { Context } from './context.ts'

/** The type of the expression's value. */
export const typeOfRow = (context: Context, expression: RowExpression): DataType => {
  switch (expression.kind) {
    case 'field':
      return knownField(context, expression.field).type
    case 'number':
      return Number.isInteger(expression.value) ? 'integer' : 'float'
    case 'length':
    case 'row-position':
    case 'run-length':
    case 'time-part':
      return 'integer'
    case 'number-in':
      return 'float'
    case 'moment':
      return 'timestamp'
    case 'time-between':
      return isWhole(context, expression) ? 'integer' : 'float'
    case 'time-bucket':
      return expression.grain === 'hour' ? 'timestamp' : 'date'
    case 'arithmetic': {
      if (expression.operator === '/' || expression.operator === 'hours-between') return 'float'
      const left = typeOfRow(context, expression.left)
      const right = typeOfRow(context, expression.right)
      return left === right ? left : left === 'float' || right === 'float' ? 'float' : 'decimal'
    }
  }
}

const isDate = (context: Context, side: RowExpression): boolean =>
  typeOfRow(context, side) === 'date' || (side.kind === 'moment' && timeOfMoment(side).endsWith('T00:00:00'))

/** Whether it counts whole units: completed months and years, and days between dates. */
export const isWhole = (
  context: Context,
  { unit, from, to }: RowExpression & { kind: 'time-between' },
): boolean =>
  unit === 'month' || unit === 'year' || (unit === 'day' && isDate(context, from) && isDate(context, to))
