import { DatabaseSync } from 'node:sqlite'
import type { StatementSync } from 'node:sqlite'
import { PlatformError } from '@millwright/spec'
import type { Catalog, CatalogTable, Cell, DataConnection, DataType } from '@millwright/spec'

const typeOf = (native: string): DataType => {
  const name = native.toUpperCase()
  if (/BOOL/.test(name)) return 'boolean'
  if (/INT/.test(name)) return 'integer'
  if (/DATETIME|TIMESTAMP/.test(name)) return 'timestamp'
  if (/DATE/.test(name)) return 'date'
  if (/REAL|FLOA|DOUB/.test(name)) return 'float'
  return /NUMERIC|DECIMAL|NUMBER/.test(name) ? 'decimal' : 'text'
}

const readTable = (database: DatabaseSync, name: string): CatalogTable => {
  const columns = database.prepare(`PRAGMA table_info("${name}")`).all()
  const keys = database.prepare(`PRAGMA foreign_key_list("${name}")`).all()
  return {
    name,
    kind: 'table',
    columns: columns.map(column => ({
      name: String(column['name']),
      type: typeOf(String(column['type'])),
      nativeType: String(column['type']),
      nullable: column['notnull'] === 0,
    })),
    primaryKey: columns
      .filter(column => Number(column['pk']) > 0)
      .toSorted((a, b) => Number(a['pk']) - Number(b['pk']))
      .map(column => String(column['name'])),
    foreignKeys: keys.map(key => ({
      columns: [String(key['from'])],
      table: String(key['table']),
      referencedColumns: key['to'] === null ? [] : [String(key['to'])],
    })),
  }
}

const toCell = (value: unknown): Cell =>
  typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? '' : (value as Cell) // SQLite has no other kinds of value

const prepare = (database: DatabaseSync, sql: string): StatementSync => {
  try {
    return database.prepare(sql)
  } catch (cause) {
    throw new PlatformError('QUERY_FAILED', { reason: String(cause) }, { cause })
  }
}

/** A connection over a SQLite database for tests: real SQL on small data, no connector needed. */
const connectDatabase = (database: DatabaseSync): DataConnection => ({
  dialect: 'sqlite',
  readCatalog: async (): Promise<Catalog> => {
    const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    return { dialect: 'sqlite', tables: names.map(row => readTable(database, String(row['name']))) }
  },
  query: async request => {
    const started = performance.now()
    if (request.signal?.aborted === true)
      throw new PlatformError('QUERY_CANCELLED', { reason: 'the test cancelled it' })
    const statement = prepare(database, request.sql)
    const columns = statement.columns().map(column => ({ name: column.name, type: 'text' as const }))
    const all = statement.all().map(row => Object.values(row).map(toCell))
    const rows = all.slice(0, request.maxRows)
    return {
      columns,
      rows,
      rowCount: rows.length,
      truncated: all.length > rows.length,
      elapsedMs: performance.now() - started,
    }
  },
  close: async () => database.close(),
})

/** A database in memory with the given tables and rows. */
export const openMemoryDatabase = (...statements: readonly string[]): DataConnection => {
  const database = new DatabaseSync(':memory:')
  for (const statement of statements) database.exec(statement)
  return connectDatabase(database)
}
