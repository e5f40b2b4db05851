import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { isPlatformError } from '@millwright/spec'
import type { DataConnection } from '@millwright/spec'
import { contractTables, describeConnector } from '@millwright/spec/testing'
import { duckdbConnector } from './index.ts'

const createContractDatabase = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-'))
  const databasePath = join(folder, 'contract.duckdb')
  const instance = await DuckDBInstance.create(databasePath)
  const connection = await instance.connect()
  for (const statement of contractTables('duckdb')) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
  return { folder, databasePath }
}

describeConnector('duckdb', async () => {
  const { folder, databasePath } = await createContractDatabase()
  const connection = await duckdbConnector.connect({ databasePath })
  return {
    connection,
    close: async () => {
      await connection.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
})

describe('the sandbox of DuckDB', () => {
  let folder: string
  let connection: DataConnection
  before(async () => {
    const made = await createContractDatabase()
    folder = made.folder
    connection = await duckdbConnector.connect({ databasePath: made.databasePath, memoryLimitMb: 128 })
  })
  after(async () => {
    await connection.close()
    await rm(folder, { recursive: true, force: true })
  })
  const escapes = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_parquet('http://169.254.169.254/latest')",
    "COPY line TO '/tmp/millwright-escape.csv'",
    "ATTACH ':memory:' AS other",
    "ATTACH '/tmp/millwright-escape.duckdb' AS other",
    'INSTALL httpfs',
    'LOAD httpfs',
    'SET threads = 64',
    'SET enable_external_access = true',
    "SET temp_directory = '/etc'",
    'RESET lock_configuration',
    "EXPORT DATABASE '/tmp/millwright-escape'",
    'CREATE TEMP TABLE t AS SELECT 1',
    'CALL pragma_version(); SELECT 1',
  ]
  for (const sql of escapes)
    it(`refuses ${sql}`, async () => {
      const error: unknown = await connection
        .query({ sql, maxRows: 5, timeoutMs: 5000 })
        .catch((e: unknown) => e)
      assert.ok(isPlatformError(error, 'QUERY_FAILED'), String(error))
    })
  it('stops a query that needs more memory than it may have', async () => {
    const sql = 'SELECT list(a.n * b.n * c.n) FROM number a, number b, number c'
    const error: unknown = await connection
      .query({ sql, maxRows: 5, timeoutMs: 20_000 })
      .catch((e: unknown) => e)
    assert.ok(isPlatformError(error, 'QUERY_FAILED'), String(error))
    assert.match(error.message, /memory/i)
  })
  it('names a file that does not exist', async () => {
    await assert.rejects(duckdbConnector.connect({ databasePath: join(folder, 'none.duckdb') }), {
      code: 'SOURCE_UNREACHABLE',
    })
  })
})
