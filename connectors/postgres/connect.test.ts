import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import pg from 'pg'
import { isPlatformError } from '@millwright/spec'
import { contractTables, describeConnector } from '@millwright/spec/testing'
import { postgresConnector } from './index.ts'

const server = process.env['TEST_DATABASE_URL']

describeConnector(
  'postgres on the embedded database over the wire',
  async () => {
    const database = await PGlite.create()
    for (const statement of contractTables('postgres')) await database.exec(statement)
    const socket = new PGLiteSocketServer({ db: database, port: 0, host: '127.0.0.1', maxConnections: 4 })
    await socket.start()
    const connectionString = `postgres://postgres:postgres@${socket.getServerConn()}/postgres?sslmode=disable`
    const connection = await postgresConnector.connect({ connectionString, poolSize: 1 })
    return {
      connection,
      close: async () => {
        await connection.close()
        await socket.stop()
        await database.close()
      },
    }
  },
  { skipStopping: 'the embedded database runs on the thread of the test and hears no cancel' },
)

const skip = server === undefined && 'TEST_DATABASE_URL names no PostgreSQL server'

describeConnector(
  'postgres on a server',
  async () => {
    const connectionString = server ?? ''
    const made = await createDatabase(connectionString, contractTables('postgres'))
    const connection = await postgresConnector.connect({ connectionString: made.connectionString })
    return {
      connection,
      close: async () => {
        await connection.close()
        await made.drop()
      },
    }
  },
  { skip: skip || undefined },
)

/** A database of its own on the server, so that tests may share it. */
async function createDatabase(connectionString: string, statements: readonly string[]) {
  const name = `millwright_test_${process.pid}_${Math.floor(performance.now() * 1000)}`
  const admin = new pg.Client({ connectionString })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(connectionString)
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
  return {
    connectionString: url.href,
    drop: async () => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}

describe('PostgreSQL on a server', { skip }, () => {
  it('reads comments, partitioned tables, other schemas, and keeps numerics, instants and bytes whole', async () => {
    const made = await createDatabase(server ?? '', [
      'CREATE SCHEMA mes',
      "CREATE TYPE state AS ENUM ('run', 'stop')",
      `CREATE TABLE mes.reading (at timestamptz, value numeric(30,10), raw bytea, tags text[], doc jsonb, s state, f float8, t time) PARTITION BY RANGE (at)`,
      `CREATE TABLE mes.reading_2026 PARTITION OF mes.reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
      "COMMENT ON TABLE mes.reading IS 'Sensor readings'",
      "COMMENT ON COLUMN mes.reading.value IS 'Value [mm]'",
      `INSERT INTO mes.reading VALUES ('2026-11-02 06:15:00.25+08', 12345678901234567890.0123456789, '\\x00ff', '{a,b}', '{"a":1}', 'stop', 'NaN', '06:15')`,
    ])
    const connection = await postgresConnector.connect({ connectionString: made.connectionString })
    try {
      const { tables } = await connection.readCatalog()
      assert.deepEqual(tables.map(table => [table.schema, table.name, table.comment, table.rowCount]), [['mes', 'reading', 'Sensor readings', 1]]) // prettier-ignore
      assert.deepEqual(tables[0]?.columns[1], { name: 'value', type: 'decimal', nativeType: 'numeric(30,10)', nullable: true, comment: 'Value [mm]' }) // prettier-ignore
      const { rows } = await connection.query({
        sql: 'SELECT * FROM mes.reading',
        maxRows: 5,
        timeoutMs: 5000,
      })
      assert.deepEqual(rows, [['2026-11-01T22:15:00.250Z', '12345678901234567890.0123456789', 'AP8=', '{a,b}', '{"a": 1}', 'stop', null, '06:15:00']]) // prettier-ignore
      for (const sql of ["SELECT set_config('transaction_read_only', 'off', false)", 'COMMIT', 'SET TRANSACTION READ WRITE', "COPY mes.reading TO '/tmp/x'", 'WITH d AS (DELETE FROM mes.reading RETURNING 1) SELECT * FROM d']) {
        const error: unknown = await connection.query({ sql, maxRows: 5, timeoutMs: 5000 }).catch((e: unknown) => e)
        assert.ok(isPlatformError(error, 'QUERY_FAILED'), `${sql}: ${String(error)}`)
      } // prettier-ignore
      assert.equal((await connection.query({ sql: 'SELECT 1 FROM mes.reading', maxRows: 5, timeoutMs: 5000 })).rowCount, 1) // prettier-ignore
    } finally {
      await connection.close()
      await made.drop()
    }
  })
})

describe('PostgreSQL that cannot be reached', () => {
  const secret = 'pa55word'
  const cases: readonly (readonly [string, RegExp])[] = [
    [`postgres://bi:${secret}@127.0.0.1:1/x`, /nothing listens/],
    [`postgres://bi:${secret}@169.254.169.254/latest`, /not one where a database may be/],
    [`postgres://bi:${secret}@[::ffff:169.254.169.254]/latest`, /not one where a database may be/],
  ]
  for (const [connectionString, expected] of cases)
    it(`says so of ${connectionString.replace(secret, '…')} without the password`, async () => {
      const error: unknown = await postgresConnector.connect({ connectionString }).catch((e: unknown) => e)
      assert.ok(isPlatformError(error, 'SOURCE_UNREACHABLE'), String(error))
      assert.match(error.message, expected)
      assert.doesNotMatch(error.message, new RegExp(secret))
    })
})
