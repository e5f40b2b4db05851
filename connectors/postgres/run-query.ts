import type { ClientBase, QueryArrayConfig } from 'pg'
import { PlatformError } from '@millwright/spec'
import type { QueryRequest, QueryResult } from '@millwright/spec'
import { toCell, toDataType } from './to-cell.ts'

/** Values stay in PostgreSQL's own text until we convert them. */
const asText = { getTypeParser: () => (text: string) => text }

/** The extended protocol takes exactly one statement. */
const extended = (text: string): QueryArrayConfig & { readonly queryMode: 'extended' } => ({
  text,
  rowMode: 'array',
  queryMode: 'extended',
})

/**
 * A read-only transaction with its timeout, and a cursor in it: DECLARE takes nothing but a SELECT or VALUES that
 * changes no data, and FETCH takes no more rows than are wanted.
 */
export const runQuery = async (
  client: ClientBase,
  { sql, maxRows, timeoutMs }: QueryRequest,
): Promise<QueryResult> => {
  const startedAt = performance.now()
  await client.query(
    `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.max(1, Math.ceil(timeoutMs))};
     SET LOCAL cursor_tuple_fraction = 1; SET LOCAL lock_timeout = ${Math.max(1, Math.ceil(timeoutMs))}`,
  )
  try {
    await client.query(extended(`DECLARE answer NO SCROLL CURSOR FOR ${sql}`))
    const { rows, fields } = await client.query<(string | null)[]>({
      text: `FETCH FORWARD ${maxRows + 1} FROM answer`,
      rowMode: 'array',
      types: asText,
    })
    const columns = fields.map(field => ({ name: field.name, type: toDataType(field.dataTypeID) }))
    const kept = rows.slice(0, maxRows)
    return {
      columns,
      rows: kept.map(row => columns.map(({ type }, i) => toCell(row[i] ?? null, type))),
      rowCount: kept.length,
      truncated: rows.length > maxRows,
      elapsedMs: Math.round(performance.now() - startedAt),
    }
  } finally {
    await client.query('ROLLBACK').catch(() => undefined) // a connection that broke has no transaction left
  }
}

const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  const hint = typeof error === 'object' && error !== null && 'hint' in error ? error.hint : undefined
  return typeof hint === 'string' && hint !== '' ? `${message} (${hint})` : message
}

/** The statement's own failure; PostgreSQL says what was wrong and often what was meant. */
export const toQueryError = (error: unknown): PlatformError =>
  new PlatformError('QUERY_FAILED', { reason: reasonOf(error).replace(/\.$/, '') }, { cause: error })
