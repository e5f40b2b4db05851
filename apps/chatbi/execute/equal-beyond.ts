import type { Cell, DataConnection } from '@millwright/spec'
import type { BeyondLimit } from './beyond-limit.ts'
import { toStable } from './stable-cell.ts'

const timeoutMs = 5_000

/**
 * How many rows after the limit are equal to the last one within it, of those that the higher limit shows. 0 where it
 * cannot be told in time: it is no reason to withhold the answer.
 */
export const countEqualBeyond = async (
  connection: DataConnection,
  { sql, count, by }: BeyondLimit,
  { maxRows, signal }: { readonly maxRows: number; readonly signal?: AbortSignal },
): Promise<number> => {
  try {
    const { columns, rows } = await connection.query({
      sql,
      maxRows,
      timeoutMs,
      ...(signal ? { signal } : {}),
    })
    const places = by.map(id => columns.findIndex(column => column.name === id))
    const last = rows[count - 1]
    if (!last || places.includes(-1)) return 0
    const isEqual = (row: readonly Cell[]): boolean =>
      places.every(place => toStable(row[place] ?? null) === toStable(last[place] ?? null))
    const next = rows.slice(count)
    const other = next.findIndex(row => !isEqual(row))
    return other < 0 ? next.length : other
  } catch {
    return 0
  }
}
