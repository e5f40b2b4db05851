import type { Condition, FieldRef, Operand, RowExpression } from './query.ts'

/** Whether both name one field. */
export const sameRef = (a: FieldRef, b: FieldRef): boolean => a.dataset === b.dataset && a.field === b.field

/** Fields that a row expression reads, in order, repeats kept. */
export const fieldsOfRow = (expression: RowExpression): readonly FieldRef[] => {
  switch (expression.kind) {
    case 'field':
    case 'row-position':
    case 'run-length':
      return [expression.field]
    case 'number':
    case 'moment':
      return []
    case 'time-between':
      return [...fieldsOfRow(expression.from), ...fieldsOfRow(expression.to)]
    case 'arithmetic':
      return [...fieldsOfRow(expression.left), ...fieldsOfRow(expression.right)]
    case 'length':
    case 'number-in':
    case 'time-part':
    case 'time-bucket':
      return fieldsOfRow(expression.of)
  }
}

const fieldsOfOperand = (operand: Operand): readonly FieldRef[] =>
  operand.kind === 'expression' ? fieldsOfRow(operand.expression) : []

/** Fields of the row itself that the condition reads; those of inner queries and related rows are not. */
export const fieldsOfCondition = (condition: Condition): readonly FieldRef[] => {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.conditions.flatMap(fieldsOfCondition)
    case 'not':
      return fieldsOfCondition(condition.condition)
    case 'compare':
      return [...fieldsOfRow(condition.left), ...fieldsOfOperand(condition.right)]
    case 'between':
      return fieldsOfRow(condition.left)
    case 'related':
      return []
    default:
      return [condition.field]
  }
}
