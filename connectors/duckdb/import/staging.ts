import type { DuckDBConnection } from '@duckdb/node-api'
import { withInterrupt } from '../run-query.ts'
import { stopIfAborted } from './import-error.ts'

/** What the phases of an import share. */
export interface Staging {
  readonly connection: DuckDBConnection
  /** Folder for temporary files; gone after the import. */
  readonly folder: string
  readonly signal: AbortSignal | undefined
  /** A number that no other call got. */
  nextId(): number
  /** Says how far the current file is, 0..1. */
  report(fraction: number, message: string): void
}

/** Runs SQL that can be stopped; reports DuckDB's own progress between the two fractions. */
export const runSql = async (
  staging: Staging,
  sql: string,
  progress?: { readonly from: number; readonly to: number; readonly message: string },
): Promise<void> => {
  const { connection, signal } = staging
  const poll = progress
    ? setInterval(() => {
        const share = Math.max(0, connection.progress.percentage) / 100
        staging.report(progress.from + (progress.to - progress.from) * Math.min(1, share), progress.message)
      }, 200)
    : undefined
  try {
    stopIfAborted(signal)
    await withInterrupt(connection, { signal }, () => connection.run(sql))
  } finally {
    clearInterval(poll)
  }
}

export type SqlValue = string | number | boolean | null

const toSqlValue = (value: unknown): SqlValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null

/** Rows of a query that selects texts, doubles and booleans; small results only. */
export const readSql = async (staging: Staging, sql: string): Promise<readonly (readonly SqlValue[])[]> => {
  stopIfAborted(staging.signal)
  const reader = await withInterrupt(staging.connection, { signal: staging.signal }, () =>
    staging.connection.runAndReadAll(sql),
  )
  return reader.getRowsJS().map(row => row.map(toSqlValue))
}
