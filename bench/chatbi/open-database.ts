import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { duckdbConnector, importFiles } from '@millwright/connector-duckdb'
import { postgresConnector } from '@millwright/connector-postgres'
import { sqliteConnector } from '@millwright/connector-sqlite'
import type { Cell, DataConnection } from '@millwright/spec'
import type { BenchDatabase } from './suite.ts'

/** Rows of a query, undefined where it does not run. */
export type Ask = (sql: string) => Promise<Rows | undefined>
type Rows = readonly (readonly Cell[])[]

/** A database of a suite, opened by the product's own connector. */
export interface OpenDatabase {
  readonly connection: DataConnection
  /** Rows of what the product wrote, on its own connection. */
  readonly ask: Ask
  /** Rows of what the suite wrote, read as its authors' database reads it. */
  readonly askGold: Ask
  readonly close: () => Promise<void>
}

export const openDatabase = (database: BenchDatabase): Promise<OpenDatabase> => {
  switch (database.kind) {
    case 'sqlite':
      return openSqlite(database.path)
    case 'duckdb':
      return openDuckdb(database.path)
    case 'files':
      return openFiles(database.paths)
    case 'postgres-script':
      return openScript(database.path)
  }
}

const timeoutMs = 10_000
const maxRows = 20_000

const opened = (
  connection: DataConnection,
  close: () => Promise<void> = () => connection.close(),
): OpenDatabase => {
  const ask: Ask = sql =>
    connection.query({ sql, maxRows, timeoutMs }).then(
      ({ rows }) => rows,
      () => undefined,
    )
  return { connection, ask, askGold: ask, close }
}

/** SQLite as its command line reads SQL: a name in double quotes that is no column is a text. */
const openSqlite = async (path: string): Promise<OpenDatabase> => {
  const connection = await sqliteConnector.connect({ path })
  const lenient = new DatabaseSync(path, { readOnly: true, enableDoubleQuotedStringLiterals: true })
  return {
    ...opened(connection, async () => {
      lenient.close()
      await connection.close()
    }),
    askGold: sql => Promise.resolve(rowsOf(lenient, sql)),
  }
}

const rowsOf = (database: DatabaseSync, sql: string): Rows | undefined => {
  try {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    statement.setReadBigInts(true)
    return (statement.all() as unknown as unknown[][]).map(row => row.map(toCell)) // arrays, by setReturnArrays
  } catch {
    return undefined
  }
}

const toCell = (value: unknown): Cell => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'bigint' ? Number(value) : Buffer.from(value as Uint8Array).toString('hex')
}

const openDuckdb = async (databasePath: string): Promise<OpenDatabase> =>
  opened(await duckdbConnector.connect({ databasePath }))

const openFiles = async (paths: readonly string[]): Promise<OpenDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-bench-'))
  const databasePath = join(folder, 'source.duckdb')
  await importFiles(paths, { databasePath })
  const connection = await duckdbConnector.connect({ databasePath })
  return opened(connection, async () => {
    await connection.close()
    await rm(folder, { recursive: true, force: true })
  })
}

/** Runs a script of PostgreSQL on an embedded server and reaches it by its wire protocol. */
const openScript = async (path: string): Promise<OpenDatabase> => {
  const database = await PGlite.create()
  await database.exec(await readFile(path, 'utf8'))
  const server = new PGLiteSocketServer({ db: database, port: 0, host: '127.0.0.1' })
  await server.start()
  const connection = await postgresConnector.connect({
    connectionString: `postgres://postgres:postgres@${server.getServerConn()}/postgres`,
    poolSize: 1,
  })
  return opened(connection, async () => {
    await connection.close()
    await server.stop()
    await database.close()
  })
}
