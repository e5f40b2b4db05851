import type { FieldPacket, PoolConnection } from 'mysql2'

/** Raw rows of one statement, in the server's own text; no more than `maxRows` are kept. */
export interface RawRows {
  readonly fields: readonly FieldPacket[]
  readonly rows: readonly (readonly (Buffer | null)[])[]
  readonly truncated: boolean
}

/**
 * Runs one statement and takes its rows as they come. `onEnough` is called once when a row beyond `maxRows` arrives:
 * time to stop the server.
 */
export const runSql = (
  connection: PoolConnection,
  sql: string,
  options: { readonly maxRows: number; readonly onEnough?: () => void },
): Promise<RawRows> =>
  new Promise((resolve, reject) => {
    let fields: readonly FieldPacket[] = []
    const rows: (readonly (Buffer | null)[])[] = []
    let truncated = false
    connection
      .query({ sql, rowsAsArray: true, typeCast: field => field.buffer() })
      .on('fields', (found: FieldPacket[] | undefined) => {
        fields = found ?? []
      })
      .on('result', (row: unknown) => {
        if (!Array.isArray(row)) return // a statement without rows
        if (rows.length < options.maxRows) rows.push(row as (Buffer | null)[]) // typeCast makes every value bytes
        else if (!truncated) {
          truncated = true
          options.onEnough?.()
        }
      })
      .on('error', (error: Error) => (truncated ? resolve({ fields, rows, truncated }) : reject(error)))
      .on('end', () => resolve({ fields, rows, truncated }))
  })

/** Rows of a small query as objects of texts. */
export const readTexts = async (
  connection: PoolConnection,
  sql: string,
): Promise<readonly Readonly<Record<string, string | null>>[]> => {
  const { fields, rows } = await runSql(connection, sql, { maxRows: 1_000_000 })
  return rows.map(row =>
    Object.fromEntries(fields.map((field, i) => [field.name, row[i]?.toString('utf8') ?? null])),
  )
}
