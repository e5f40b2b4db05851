import type { Query } from '../../query/query.ts'
import type { Candidate } from '../candidate.ts'
import { absenceEdits } from './edit-absence.ts'
import { filterEdits } from './edit-filters.ts'
import { innerQueryEdits } from './edit-inner-queries.ts'
import { measureEdits } from './edit-measures.ts'
import { orderEdits } from './edit-orders.ts'
import { outputEdits } from './edit-outputs.ts'
import type { Edit } from './edit.ts'
import type { PooledQuery } from './features.ts'
import type { QuestionFacts } from './question-facts.ts'

/** Every other way to take one choice of the query. */
const editsOf = (query: Query, facts: QuestionFacts): readonly Edit[] =>
  query.setOperation
    ? filterEdits(query, facts)
    : [
        ...outputEdits(query, facts),
        ...filterEdits(query, facts),
        ...absenceEdits(query, facts),
        ...innerQueryEdits(query, facts),
        ...measureEdits(query, facts),
        ...orderEdits(query, facts),
      ]

/** The grammar's readings as they are, each once. */
export const composedPool = (composed: readonly Candidate[]): ReadonlyMap<string, PooledQuery> => {
  const pool = new Map<string, PooledQuery>()
  const best = composed[0]?.score ?? 0
  composed.forEach((candidate, rank) => {
    const { asked, score, draft } = candidate
    const key = keyOfQuery(asked)
    if (pool.has(key)) return
    pool.set(key, {
      query: asked,
      candidate,
      rank,
      gap: best - score,
      unusedCount: draft.unused.length,
      edits: [],
    })
  })
  return pool
}

/** What is one edit away from the readings, none of which is in `known`. */
export const editedPool = (
  readings: readonly PooledQuery[],
  facts: QuestionFacts,
  known: ReadonlyMap<string, PooledQuery>,
): ReadonlyMap<string, PooledQuery> => {
  const pool = new Map<string, PooledQuery>()
  for (const reading of readings)
    for (const edit of editsOf(reading.query, facts)) {
      const query = edit.apply(reading.query)
      const key = query && keyOfQuery(query)
      if (query === undefined || key === undefined || known.has(key) || pool.has(key)) continue
      pool.set(key, { ...reading, query, edits: [...reading.edits, edit] })
    }
  return pool
}

/** What tells a query from others; names of outputs do not. */
export const keyOfQuery = (query: Query): string => {
  const names = new Map<string, string>()
  for (const [i, { id }] of [...query.dimensions, ...query.columns, ...query.measures].entries())
    names.set(id, `#${i}`)
  return JSON.stringify([
    query.root ?? '',
    query.measures.map(measure => measure.expression),
    query.dimensions.map(({ id: _, ...rest }) => rest),
    query.columns.map(column => column.value),
    query.distinct === true,
    query.filters.map(filter => JSON.stringify(filter)).toSorted(),
    query.time,
    query.compareTo,
    query.having,
    query.orderBy.map(order =>
      order.by.kind === 'output' ? [names.get(order.by.id), order.direction] : [order.by, order.direction],
    ),
    query.limit && [query.limit.count, names.get(query.limit.per ?? '')],
    query.setOperation && [query.setOperation.kind, keyOfQuery(query.setOperation.query)],
  ])
}
