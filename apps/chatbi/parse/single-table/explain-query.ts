import type { Dataset } from '../../model/semantic-model.ts'
import type { OutputColumn, Query } from '../../query/query.ts'

/** The query with what it ranks by shown beside what is asked for, as an explained answer has it. */
export const explainQuery = (query: Query, dataset: Dataset): Query => {
  const [order] = query.orderBy
  if (!order || !query.limit) return query
  const { by } = order
  if (by.kind === 'row' && by.value.kind === 'field' && query.columns.length > 0)
    return withColumn(query, { id: by.value.field.field, value: by.value })
  if (by.kind !== 'measure' || query.dimensions.length === 0 || query.measures.length > 0) return query
  const id = `number_of_${dataset.name}`
  return {
    ...query,
    measures: [{ id, expression: by.measure }],
    orderBy: [{ by: { kind: 'output', id }, direction: order.direction }, ...query.orderBy.slice(1)],
  }
}

const withColumn = (query: Query, column: OutputColumn): Query => {
  const isShown = query.columns.some(
    one => one.id === column.id || JSON.stringify(one.value) === JSON.stringify(column.value),
  )
  return isShown ? query : { ...query, columns: [...query.columns, column] }
}
