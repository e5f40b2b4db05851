import type { Condition, Having, Measure, MeasureExpression } from '../../../query/query.ts'

type Change = (condition: Condition) => Condition

/** The condition with each one in it changed that compares, inner queries aside. */
export const mapCondition = (condition: Condition, change: Change): Condition => {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { ...condition, conditions: condition.conditions.map(one => mapCondition(one, change)) }
    case 'not':
      return { ...condition, condition: mapCondition(condition.condition, change) }
    case 'related':
      return { ...condition, filters: condition.filters.map(one => mapCondition(one, change)) }
    default:
      return change(condition)
  }
}

/** As {@link mapCondition}, of what an expression says of its rows. */
export const mapExpression = (expression: MeasureExpression, change: Change): MeasureExpression => {
  switch (expression.kind) {
    case 'metric':
    case 'rows':
    case 'aggregate':
      return expression.filters
        ? { ...expression, filters: expression.filters.map(one => mapCondition(one, change)) }
        : expression
    case 'arithmetic':
      return {
        ...expression,
        left: mapExpression(expression.left, change),
        right: mapExpression(expression.right, change),
      }
    case 'share':
    case 'series':
    case 'of-groups':
      return { ...expression, of: mapExpression(expression.of, change) }
    case 'number':
      return expression
  }
}

export const mapMeasure = (measure: Measure, change: Change): Measure => ({
  ...measure,
  expression: mapExpression(measure.expression, change),
})

export const mapHaving = (having: Having, change: Change): Having => ({
  ...having,
  measure: mapExpression(having.measure, change),
})
