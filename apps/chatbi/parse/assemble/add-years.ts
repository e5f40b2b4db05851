import { sameRef } from '../../query/fields-of.ts'
import type { Condition, FieldRef, TimeRange } from '../../query/query.ts'
import { addFilter } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { yearConditions } from '../rules/year-conditions.ts'

/**
 * Restricts a column of years to a period. Where no year lies in it and in one that was said before, either will do: "before
 * 1999 or after 2005".
 */
export const addYears = (draft: Draft, field: FieldRef, range: TimeRange): void => {
  const [condition] = yearConditions(field, range)
  if (!condition) return
  const years = yearsOf(condition, field)
  const apart = draft.filters.findIndex(other => {
    const others = yearsOf(other, field)
    return years && others && (years.last < others.first || others.last < years.first)
  })
  const other = draft.filters[apart]
  if (other) draft.filters[apart] = { kind: 'or', conditions: [other, condition] }
  else addFilter(draft, condition)
}

interface Years {
  readonly first: number
  readonly last: number
}

/** The years that a condition on the field leaves. */
const yearsOf = (condition: Condition, field: FieldRef): Years | undefined => {
  if (condition.kind !== 'compare' && condition.kind !== 'between') return undefined
  if (condition.left.kind !== 'field' || !sameRef(condition.left.field, field)) return undefined
  if (condition.kind === 'between') return { first: Number(condition.low), last: Number(condition.high) }
  if (condition.right.kind !== 'value') return undefined
  const year = Number(condition.right.value)
  switch (condition.operator) {
    case '=':
      return { first: year, last: year }
    case '>=':
      return { first: year, last: Infinity }
    case '<=':
      return { first: -Infinity, last: year }
    default:
      return undefined
  }
}
