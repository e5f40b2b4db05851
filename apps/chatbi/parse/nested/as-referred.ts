import type { Query } from '../../query/query.ts'
import { sameRef } from '../../query/fields-of.ts'

/**
 * In the `asked` style things that only other rows refer to are those references, as SQL that joins them has: the states
 * that border one are the other ends of its borders, one for each. People who read an explained answer want each once.
 */
export const asReferred = (query: Query): Query => {
  const [only, second] = query.filters
  if (!only || second || only.kind !== 'in-query' || only.negated || query.orderBy.length > 0) return query
  const { query: inner } = only
  const [reference] = inner.columns
  const isPlain = inner.columns.length === 1 && inner.limit === undefined && inner.filters.length > 0
  if (!reference || !isPlain || only.field.dataset === inner.root) return query
  const [column] = query.columns
  const listsKey =
    query.columns.length === 1 && column?.value.kind === 'field' && sameRef(column.value.field, only.field)
  if (listsKey && !query.distinct) return asReferred({ ...inner, columns: [{ ...reference }] })
  const [measure] = query.measures
  if (measure?.expression.kind !== 'rows' || query.measures.length > 1) return query
  return {
    ...inner,
    columns: [],
    measures: [{ id: measure.id, expression: { kind: 'rows', dataset: inner.root ?? only.field.dataset } }],
  }
}
