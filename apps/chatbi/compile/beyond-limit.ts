import { beyondCount } from '../execute/beyond-limit.ts'
import type { BeyondLimit } from '../execute/beyond-limit.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import type { Query } from '../query/query.ts'
import { compileQuery } from './compile-query.ts'
import type { CompileOptions } from './context.ts'

/**
 * For a query that keeps the first rows of an order: the rows that come after them. Undefined where nothing is cut, or where
 * the order is not by what is shown.
 */
export const compileBeyondLimit = (
  query: Query,
  model: SemanticModel,
  options: CompileOptions,
): BeyondLimit | undefined => {
  const { limit, orderBy, setOperation } = query
  if (!limit || limit.per !== undefined || setOperation || orderBy.length === 0) return undefined
  const by = orderBy.flatMap(order => (order.by.kind === 'output' ? [order.by.id] : []))
  if (by.length < orderBy.length) return undefined
  const more = { ...query, limit: { count: limit.count + beyondCount } }
  const compiled = compileQuery(more, model, options)
  return compiled.ok ? { sql: compiled.sql, count: limit.count, by } : undefined
}
