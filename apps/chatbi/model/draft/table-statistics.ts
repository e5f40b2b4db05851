import { isPlatformError } from '@millwright/spec'
import type { CatalogColumn, CatalogTable, Cell, DataConnection, QueryResult } from '@millwright/spec'
import { quoteIdentifier, sampleSql, spreadSql, tableSql } from './sql-text.ts'

/** What the data says of one column. Counts are of the rows looked at; `samples` are distinct, commonest first. */
export interface ColumnStatistics {
  readonly valueCount: number
  readonly nullCount: number
  readonly distinctCount: number
  readonly minimum?: Cell
  readonly maximum?: Cell
  readonly samples: readonly Cell[]
  /** Cells looked at one by one, without nulls and empty texts. */
  readonly cells: readonly Cell[]
}

/** What the data says of one table. `sampled`: the counts are of `examinedRows` of the `rowCount` rows. */
export interface TableStatistics {
  readonly rowCount: number
  readonly examinedRows: number
  readonly sampled: boolean
  readonly columns: ReadonlyMap<string, ColumnStatistics>
}

const sampleAboveRows = { duckdb: 3_000_000, postgres: 500_000, mysql: 500_000, sqlite: 500_000 } as const
const sampleRows = 100_000
const cellRows = 400
const columnsPerQuery = 150
const timeoutMs = 20_000

interface ReadOptions {
  readonly connection: DataConnection
  readonly signal?: AbortSignal | undefined
}

const query = (options: ReadOptions, sql: string, maxRows: number): Promise<QueryResult> =>
  options.connection.query({
    sql,
    maxRows,
    timeoutMs,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })

const isComparable = (column: CatalogColumn): boolean => !['json', 'binary', 'other'].includes(column.type)
const hasOrder = (column: CatalogColumn): boolean => isComparable(column) && column.type !== 'boolean'

const aggregatesOf = (column: CatalogColumn, quoted: string): readonly string[] => [
  `COUNT(${quoted})`,
  isComparable(column) ? `COUNT(DISTINCT ${quoted})` : '0',
  hasOrder(column) ? `MIN(${quoted})` : 'NULL',
  hasOrder(column) ? `MAX(${quoted})` : 'NULL',
]

/** The source said no or was too slow; anything else is a cancellation or a defect. */
const isRefusal = (error: unknown): boolean =>
  isPlatformError(error, 'QUERY_FAILED') || isPlatformError(error, 'QUERY_TIMEOUT')

const toNumber = (cell: Cell | undefined): number => Number(cell ?? 0)

const shorten = (cell: Cell): Cell =>
  typeof cell === 'string' && cell.length > 200 ? cell.slice(0, 200) : cell

const commonest = (cells: readonly Cell[], limit: number): readonly Cell[] => {
  const counts = new Map<Cell, number>()
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return Array.from(counts)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([cell]) => cell)
}

const readRowCount = async (options: ReadOptions, table: CatalogTable, from: string): Promise<number> => {
  if (table.rowCount !== undefined) return table.rowCount
  const counted = await query(options, `SELECT COUNT(*) FROM ${from}`, 1)
  return toNumber(counted.rows[0]?.[0])
}

/** One aggregate query over the table for a few hundred columns at a time. */
const readAggregates = async (
  options: ReadOptions,
  columns: readonly CatalogColumn[],
  from: string,
): Promise<{ readonly examinedRows: number; readonly cells: readonly Cell[] }> => {
  const cells: Cell[] = []
  let examinedRows = 0
  for (let at = 0; at < columns.length; at += columnsPerQuery) {
    const part = columns.slice(at, at + columnsPerQuery)
    const list = part.flatMap(column =>
      aggregatesOf(column, quoteIdentifier(options.connection.dialect, column.name)),
    )
    const named = ['COUNT(*)', ...list].map((expression, index) => `${expression} AS c${index}`)
    const result = await query(options, `SELECT ${named.join(', ')} FROM ${from} AS t`, 1)
    const [count, ...rest] = result.rows[0] ?? []
    examinedRows = toNumber(count)
    cells.push(...rest)
  }
  return { examinedRows, cells }
}

/** Some rows to look at one by one, spread over the table where that costs nothing. */
const readCells = async (
  options: ReadOptions,
  table: CatalogTable,
  rowCount: number,
): Promise<QueryResult> => {
  const dialect = options.connection.dialect
  const columns = table.columns.map(column => quoteIdentifier(dialect, column.name)).join(', ')
  const whole = tableSql(dialect, table)
  const read = (from: string): Promise<QueryResult> =>
    query(options, `SELECT ${columns} FROM ${from} AS t`, cellRows)
  const first = sampleSql(dialect, whole, cellRows, rowCount)
  if (dialect !== 'sqlite' || table.kind === 'view' || rowCount <= cellRows) return read(first)
  try {
    return await read(spreadSql(whole, cellRows, rowCount))
  } catch (error) {
    if (!isRefusal(error)) throw error
    return read(first) // a table WITHOUT ROWID
  }
}

/**
 * Reads counts, distinct counts, minima and maxima of every column in one query, and some rows in another.
 * Large tables are sampled. Undefined where the source refuses or takes too long: the draft then goes by names
 * and types alone. Cancelling still throws QUERY_CANCELLED.
 */
export const readTableStatistics = async (
  table: CatalogTable,
  options: ReadOptions,
): Promise<TableStatistics | undefined> => {
  const dialect = options.connection.dialect
  const whole = tableSql(dialect, table)
  try {
    const rowCount = await readRowCount(options, table, whole)
    const sampled = rowCount > sampleAboveRows[dialect]
    const from = sampled ? sampleSql(dialect, whole, sampleRows, rowCount) : whole
    const { examinedRows, cells } = await readAggregates(options, table.columns, from)
    const rows = await readCells(options, table, rowCount)
    const columns = new Map<string, ColumnStatistics>()
    for (const [index, column] of table.columns.entries()) {
      const [valueCount, distinctCount, minimum, maximum] = cells.slice(index * 4, index * 4 + 4)
      const present = rows.rows
        .map(row => row[index] ?? null)
        .filter(cell => cell !== null && cell !== '')
        .map(shorten)
      columns.set(column.name, {
        valueCount: toNumber(valueCount),
        nullCount: examinedRows - toNumber(valueCount),
        distinctCount: toNumber(distinctCount),
        ...(minimum === null || minimum === undefined ? {} : { minimum: shorten(minimum) }),
        ...(maximum === null || maximum === undefined ? {} : { maximum: shorten(maximum) }),
        samples: commonest(present, 12),
        cells: present,
      })
    }
    return { rowCount: Math.max(rowCount, examinedRows), examinedRows, sampled, columns }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return undefined
  }
}
