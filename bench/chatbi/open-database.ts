import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { duckdbConnector, importFiles } from '@millwright/connector-duckdb'
import { postgresConnector } from '@millwright/connector-postgres'
import { sqliteConnector } from '@millwright/connector-sqlite'
import type { DataConnection } from '@millwright/spec'
import type { BenchDatabase } from './suite.ts'

/** A database of a suite, opened by the product's own connector. */
export interface OpenDatabase {
  readonly connection: DataConnection
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

const openSqlite = async (path: string): Promise<OpenDatabase> => {
  const connection = await sqliteConnector.connect({ path })
  return { connection, close: () => connection.close() }
}

const openDuckdb = async (databasePath: string): Promise<OpenDatabase> => {
  const connection = await duckdbConnector.connect({ databasePath })
  return { connection, close: () => connection.close() }
}

const openFiles = async (paths: readonly string[]): Promise<OpenDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-bench-'))
  const databasePath = join(folder, 'source.duckdb')
  await importFiles(paths, { databasePath })
  const connection = await duckdbConnector.connect({ databasePath })
  return {
    connection,
    close: async () => {
      await connection.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
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
  return {
    connection,
    close: async () => {
      await connection.close()
      await server.stop()
      await database.close()
    },
  }
}
