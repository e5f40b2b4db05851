import type { FieldRef, Query } from '../../query/query.ts'

/** Another way to read a query that was composed: one doubtful choice taken otherwise. */
export interface Edit {
  /** What kind of choice it is, for the ranking. */
  readonly kind: string
  /** Only concerns which columns and how many rows are shown, not which rows are meant. */
  readonly isOfShowing?: true
  /** The query with the choice taken otherwise; undefined where it has none to take. */
  readonly apply: (query: Query) => Query | undefined
}

/** A copy of any part of a query in which every reference to `from` is one to `to`. */
export const replaceRef = <T>(part: T, from: FieldRef, to: FieldRef): T => {
  if (Array.isArray(part)) return part.map(one => replaceRef<unknown>(one, from, to)) as T // same shape
  if (typeof part !== 'object' || part === null) return part
  if ('dataset' in part && 'field' in part && part.dataset === from.dataset && part.field === from.field)
    return { ...part, ...to }
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, replaceRef<unknown>(value, from, to)]),
  ) as T // same keys
}
