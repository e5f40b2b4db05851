import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { DataType, ReportProgress } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'
import { declareKeys } from './declared-keys.ts'
import { quoteName, quoteText } from './sql-text.ts'

/**
 * Values of a generated column: numbers for `integer` and `float`; for `date` and `timestamp` milliseconds since
 * 1970-01-01T00:00 of the wall clock they are stored as; null for no value.
 */
export type GeneratedValues = ArrayLike<string | number | boolean | null>

export interface GeneratedColumn {
  readonly name: string
  /** Times of day and JSON are written as texts, decimals as floats. */
  readonly type: DataType
  readonly comment?: string
}

/** A table to write. Each chunk holds one array per column, all of one length, of any size; it is asked for once. */
export interface GeneratedTable {
  readonly name: string
  readonly comment?: string
  readonly columns: readonly GeneratedColumn[]
  readonly primaryKey?: readonly string[]
  readonly foreignKeys?: readonly {
    readonly columns: readonly string[]
    readonly table: string
    readonly referencedColumns: readonly string[]
  }[]
  chunks(): Iterable<readonly GeneratedValues[]> | AsyncIterable<readonly GeneratedValues[]>
}

const types: Readonly<Record<DataType, DuckDBType>> = {
  boolean: BOOLEAN,
  integer: BIGINT,
  decimal: DOUBLE,
  float: DOUBLE,
  text: VARCHAR,
  date: DATE,
  timestamp: TIMESTAMP,
  time: VARCHAR,
  json: VARCHAR,
  binary: VARCHAR,
  other: VARCHAR,
}
const msPerDay = 86_400_000

const toValue = (type: DataType, value: string | number | boolean | null): DuckDBValue => {
  if (value === null || typeof value !== 'number') return value
  if (type === 'integer') return BigInt(Math.round(value))
  if (type === 'date') return new DuckDBDateValue(Math.floor(value / msPerDay))
  if (type === 'timestamp') return new DuckDBTimestampValue(BigInt(Math.round(value)) * 1000n)
  return value
}

const createTableSql = (table: GeneratedTable): string =>
  `CREATE TABLE ${quoteName(table.name)} (${table.columns
    .map(column => `${quoteName(column.name)} ${types[column.type].toString()}`)
    .join(', ')})`

const addComments = async (connection: DuckDBConnection, table: GeneratedTable): Promise<void> => {
  const name = quoteName(table.name)
  if (table.comment) await connection.run(`COMMENT ON TABLE ${name} IS ${quoteText(table.comment)}`)
  for (const column of table.columns)
    if (column.comment)
      await connection.run(
        `COMMENT ON COLUMN ${name}.${quoteName(column.name)} IS ${quoteText(column.comment)}`,
      )
}

/** DuckDB's vector size: what a data chunk holds. */
const vectorSize = 2048
const yieldEvery = 20

const letOthersRun = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

const appendRows = async (
  connection: DuckDBConnection,
  table: GeneratedTable,
  onRows: (count: number) => void,
): Promise<void> => {
  const columnTypes = table.columns.map(column => types[column.type])
  const appender = await connection.createAppender(table.name)
  let sinceYield = 0
  for await (const values of table.chunks()) {
    const length = values[0]?.length ?? 0
    if (values.length !== table.columns.length || values.some(column => column.length !== length))
      throw new Error(`bug: a chunk of ${table.name} does not have one array of equal length per column`)
    for (let from = 0; from < length; from += vectorSize) {
      const count = Math.min(vectorSize, length - from)
      const chunk = DuckDBDataChunk.create(columnTypes, count)
      table.columns.forEach(({ type }, i) => {
        const source = values[i] ?? []
        chunk.setColumnValues(
          i,
          Array.from({ length: count }, (_, k) => toValue(type, source[from + k] ?? null)),
        )
      })
      appender.appendDataChunk(chunk)
      onRows(count)
      if (++sinceYield % yieldEvery === 0) await letOthersRun()
    }
  }
  appender.flushSync()
  appender.closeSync()
}

/**
 * Writes generated tables into a new DuckDB database file, which appears complete or not at all and replaces an
 * older one. Keys are checked, and a wrong one throws. Some half a million rows a second on one core.
 */
export const createDatabase = async (
  path: string,
  tables: readonly GeneratedTable[],
  options: { readonly progress?: ReportProgress; readonly signal?: AbortSignal } = {},
): Promise<void> => {
  const temporary = `${path}.writing`
  await mkdir(dirname(path), { recursive: true })
  await rm(temporary, { force: true })
  try {
    const instance = await DuckDBInstance.create(temporary, { threads: '2', memory_limit: '1024MB' })
    const connection = await instance.connect()
    try {
      for (const [i, table] of tables.entries()) {
        let rows = 0
        await connection.run(createTableSql(table))
        await appendRows(connection, table, count => {
          if (options.signal?.aborted)
            throw new PlatformError('QUERY_CANCELLED', { reason: 'writing the tables was stopped' })
          rows += count
          options.progress?.({ fraction: i / tables.length, message: `${table.name}: ${rows} rows` })
        })
        await addComments(connection, table)
      }
      await declareKeys(connection, tables)
      await connection.run('CHECKPOINT')
    } finally {
      connection.closeSync()
      instance.closeSync()
    }
    await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
    await rm(`${temporary}.wal`, { force: true })
  }
}
