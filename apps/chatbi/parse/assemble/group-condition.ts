import type { Dataset } from '../../model/semantic-model.ts'
import { emptyQuery } from '../../query/query.ts'
import type { ComparisonOperator, Condition, Having, Query } from '../../query/query.ts'
import type { NodeOf } from '../node.ts'
import { oppositeOperator } from '../rules/rules-number.ts'

export const havingOf = (
  { measure, operator, right, times, sibling }: NodeOf<'having'>,
  /** The dimension within whose values an average is meant. */
  within?: string,
): Having => ({
  measure,
  operator,
  right: sibling
    ? {
        kind: 'query',
        query: { ...emptyQuery, measures: [{ id: 'sibling', expression: measure }], filters: [sibling] },
      }
    : typeof right === 'string'
      ? {
          kind: 'groups-average',
          ...(right === 'median' ? { statistic: 'median' as const } : {}),
          ...(times === undefined ? {} : { times }),
          ...(within === undefined || right === 'median' ? {} : { within }),
        }
      : { kind: 'value', value: right },
})

/** What rows without any of what is measured meet as well: fewer than 3 of them, none among them. */
const holdsForNone = (operator: ComparisonOperator): boolean => operator === '<' || operator === '<='

/**
 * What is said of the groups of `dataset`'s rows as a condition on each row: "customers who have more than 3 orders" are
 * rows whose key is among those of such groups, ones with fewer those that are not among the others. `of` restricts what is
 * measured. Undefined where no one column identifies the rows.
 */
export const groupCondition = (
  dataset: Dataset,
  having: NodeOf<'having'>,
  of: Pick<Query, 'filters' | 'time'> = { filters: [] },
): Condition | undefined => {
  const [key, other] = dataset.primaryKey
  if (key === undefined || other !== undefined) return undefined
  const field = { dataset: dataset.name, field: key }
  const negated = typeof having.right === 'number' && having.right > 0 && holdsForNone(having.operator)
  const operator = negated ? oppositeOperator[having.operator] : having.operator
  return {
    kind: 'in-query',
    field,
    query: {
      ...emptyQuery,
      ...of,
      dimensions: [{ id: key, field }],
      having: [havingOf({ ...having, operator })],
    },
    ...(negated ? { negated } : {}),
  }
}
