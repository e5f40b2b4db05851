import { findMetric } from '../../query/find-in-model.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Having, Query } from '../../query/query.ts'
import type { Draft } from '../draft.ts'

/**
 * What groups are set against is computed over the same rows and period. A rate of the plant as a whole is no mean of its lines'
 * rates; totals are set against the mean of the groups. One that is named is a group as they are: "less scrap than line 3".
 */
export const applyOverall = (draft: Draft): void => {
  draft.having = draft.having.map(having =>
    draft.overall.includes(having) ? overSameRows(draft, having) : having,
  )
}

const overSameRows = (draft: Draft, having: Having): Having => {
  const query = having.right.kind === 'query' ? having.right.query : wholeOf(draft, having)
  if (!query) return having
  const filters = [...draft.filters, ...query.filters]
  return {
    ...having,
    right: { kind: 'query', query: { ...query, filters, ...(draft.time ? { time: draft.time } : {}) } },
  }
}

const wholeOf = ({ view }: Draft, { measure }: Having): Query | undefined => {
  const isRate = measure.kind === 'metric' && findMetric(view.model, measure.metric)?.format?.percent === true
  return isRate ? { ...emptyQuery, measures: [{ id: 'overall', expression: measure }] } : undefined
}
