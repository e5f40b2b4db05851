import { sameRef } from '../../query/fields-of.ts'
import type { Condition, FieldRef, Query, Scalar } from '../../query/query.ts'
import { nameSameRow } from '../follow-up/same-row.ts'
import type { ModelView } from '../model-view.ts'
import { viewOf } from '../model-view.ts'
import type { SourceCandidate } from '../parse-result.ts'
import { requestKey } from './request-key.ts'

/** Whether two candidates ask for the same, though one may name a row by its number and the other by its name. */
export const isSameRequest = (a: SourceCandidate, b: SourceCandidate): boolean => {
  if (a.source !== b.source) return false
  const view = viewOf(a.source.model)
  return (
    requestKey(withoutRows(a.query)) === requestKey(withoutRows(b.query)) &&
    pairUp(a.query.filters, b.query.filters, (one, other) => isSameFilter(view, one, other)) &&
    pairUp(a.query.dimensions, b.query.dimensions, (one, other) => {
      const { id: _, field, ...cut } = one
      const { id: __, field: otherField, ...otherCut } = other
      return JSON.stringify(cut) === JSON.stringify(otherCut) && isSameRow(view, field, otherField)
    })
  )
}

/** What is left to compare once filters and groups are paired one by one; a limit is by what it orders. */
const withoutRows = (query: Query): Query => {
  const { limit, ...rest } = { ...query, filters: [], dimensions: [] }
  return limit ? { ...rest, limit: { count: limit.count } } : rest
}

const pairUp = <T>(own: readonly T[], others: readonly T[], isSame: (a: T, b: T) => boolean): boolean =>
  own.length === others.length &&
  own.every(one => others.some(other => isSame(one, other))) &&
  others.every(other => own.some(one => isSame(one, other)))

const isSameRow = (view: ModelView, a: FieldRef, b: FieldRef): boolean =>
  sameRef(a, b) || nameSameRow(view, a, b)

/** The words of a question that name a line by its number name the same line by its name. */
const isSameFilter = (view: ModelView, a: Condition, b: Condition): boolean => {
  const [own, other] = [valueOf(a), valueOf(b)]
  if (!own || !other) return JSON.stringify(a) === JSON.stringify(b)
  if (sameRef(own.field, other.field) || own.value === other.value)
    return own.value === other.value && isSameRow(view, own.field, other.field)
  return nameSameRow(view, own.field, other.field)
}

const valueOf = (condition: Condition): { readonly field: FieldRef; readonly value: Scalar } | undefined =>
  condition.kind === 'compare' &&
  condition.operator === '=' &&
  condition.left.kind === 'field' &&
  condition.right.kind === 'value'
    ? { field: condition.left.field, value: condition.right.value }
    : undefined
