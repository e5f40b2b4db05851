import type { DataConnection } from '@millwright/spec'
import { isPlatformError } from '@millwright/spec'
import type { Candidate } from './relationship-candidates.ts'
import { asText, quoteIdentifier, tableSql } from './sql-text.ts'

/** How much of one column's values stands in another. */
export interface Inclusion {
  /** Distinct values looked at. */
  readonly values: number
  /** Part of them found in the other column, 0..1. */
  readonly share: number
}

const valueLimit = 5000

/**
 * Counts, by an anti-join in the source, the distinct values of a candidate's column that the other column lacks.
 * At most 5,000 values, 5 s; undefined where the source refuses or is too slow.
 */
export const measureInclusion = async (
  candidate: Candidate,
  connection: DataConnection,
  signal?: AbortSignal,
): Promise<Inclusion | undefined> => {
  const { dialect } = connection
  const from = quoteIdentifier(dialect, candidate.fromColumn.column.name)
  const to = quoteIdentifier(dialect, candidate.toColumn.column.name)
  const kindOf = (type: string): string => (['integer', 'decimal', 'float'].includes(type) ? 'number' : type)
  const sameType = kindOf(candidate.fromColumn.column.type) === kindOf(candidate.toColumn.column.type)
  const side = (name: string): string => (sameType ? name : asText(dialect, name))
  const sql = `SELECT COUNT(*) AS total, COUNT(t.k) AS found
FROM (SELECT DISTINCT ${side(from)} AS k FROM ${tableSql(dialect, candidate.from.table)} WHERE ${from} IS NOT NULL LIMIT ${valueLimit}) AS s
LEFT JOIN (SELECT DISTINCT ${side(to)} AS k FROM ${tableSql(dialect, candidate.to.table)}) AS t ON s.k = t.k`
  try {
    const result = await connection.query({
      sql,
      maxRows: 1,
      timeoutMs: 5000,
      ...(signal === undefined ? {} : { signal }),
    })
    const [total, found] = (result.rows[0] ?? []).map(Number)
    if (total === undefined || found === undefined) return undefined
    return { values: total, share: total === 0 ? 0 : found / total }
  } catch (error) {
    if (isPlatformError(error, 'QUERY_FAILED') || isPlatformError(error, 'QUERY_TIMEOUT')) return undefined
    throw error
  }
}
