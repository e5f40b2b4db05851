import type { Condition, Having, Measure, MeasureExpression, Query } from '../../../query/query.ts'

type Change = (condition: Condition) => Condition

/** The condition with each one in it changed that compares; within an inner query, what is said of its rows. */
export const mapCondition = (condition: Condition, change: Change): Condition => {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { ...condition, conditions: condition.conditions.map(one => mapCondition(one, change)) }
    case 'not':
      return { ...condition, condition: mapCondition(condition.condition, change) }
    case 'related':
      return { ...condition, filters: condition.filters.map(one => mapCondition(one, change)) }
    case 'compare':
      return change(
        condition.right.kind === 'query'
          ? { ...condition, right: { ...condition.right, query: ofRows(condition.right.query, change) } }
          : condition,
      )
    default:
      return change(condition)
  }
}

const ofRows = (query: Query, change: Change): Query => ({
  ...query,
  filters: query.filters.map(one => mapCondition(one, change)),
})

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
