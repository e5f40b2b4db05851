import type { Condition, MeasureExpression } from '../../query/query.ts'

/** The measure over the rows that meet the filters alone; undefined where it is no single aggregate. */
export const withFilters = (
  expression: MeasureExpression,
  filters: readonly Condition[],
): MeasureExpression | undefined => {
  if (filters.length === 0) return expression
  return expression.kind === 'metric' || expression.kind === 'aggregate' || expression.kind === 'rows'
    ? { ...expression, filters: [...(expression.filters ?? []), ...filters] }
    : undefined
}
