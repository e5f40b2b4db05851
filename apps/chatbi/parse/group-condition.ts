import type { Dataset } from '../model/semantic-model.ts'
import { emptyQuery } from '../query/query.ts'
import type { Condition, Having } from '../query/query.ts'
import type { NodeOf } from './node.ts'

export const havingOf = ({ measure, operator, right }: NodeOf<'having'>): Having => ({
  measure,
  operator,
  right: right === 'avg' ? { kind: 'groups-average' } : { kind: 'value', value: right },
})

/**
 * What is said of the groups of `dataset`'s rows as a condition on each row: "customers who have more than 3 orders" are
 * rows whose key is among those of such groups. Undefined where no one column identifies the rows.
 */
export const groupCondition = (dataset: Dataset, having: NodeOf<'having'>): Condition | undefined => {
  const [key, other] = dataset.primaryKey
  if (key === undefined || other !== undefined) return undefined
  const field = { dataset: dataset.name, field: key }
  return {
    kind: 'in-query',
    field,
    query: { ...emptyQuery, dimensions: [{ id: key, field }], having: [havingOf(having)] },
  }
}
