import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createConnection } from 'mysql2/promise'
import { isPlatformError } from '@millwright/spec'
import { contractTables, describeConnector } from '@millwright/spec/testing'
import { mysqlConnector } from './index.ts'
import { refusalOf } from './select-only.ts'

const server = process.env['TEST_MYSQL_URL']
const skip = server === undefined ? 'TEST_MYSQL_URL names no MySQL or MariaDB server' : undefined

/** A database of its own on the server, so that tests may share it. */
const createDatabase = async (statements: readonly string[]) => {
  const url = new URL(server ?? '')
  const name = `millwright_test_${process.pid}_${Math.floor(performance.now() * 1000)}`
  const admin = await createConnection({ uri: url.href, charset: 'utf8mb4' })
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  await admin.query(`USE ${name}`)
  for (const statement of statements) await admin.query(statement)
  url.pathname = `/${name}`
  return {
    connectionString: url.href,
    drop: async () => {
      await admin.query(`DROP DATABASE ${name}`)
      await admin.end()
    },
  }
}

describeConnector(
  'mysql on a server',
  async () => {
    const { connectionString, drop } = await createDatabase(contractTables('mysql'))
    const connection = await mysqlConnector.connect({ connectionString })
    return { connection, close: () => connection.close().then(drop) }
  },
  { skip },
)

describe('MySQL on a server', { skip: skip ?? false }, () => {
  it('keeps decimals, instants, bytes, zero dates and booleans apart', async () => {
    const { connectionString, drop } = await createDatabase([
      "SET sql_mode = ''",
      "SET time_zone = '+08:00'",
      "CREATE TABLE reading (at TIMESTAMP(3) NULL, d DATE, v DECIMAL(30,10), raw BLOB, ok BOOLEAN, doc JSON, note TEXT COMMENT 'Remark') COMMENT 'Readings'",
      "INSERT INTO reading VALUES ('2026-11-02 06:15:00.25', '0000-00-00', 12345678901234567890.0123456789, x'00ff', TRUE, '{\"a\": 1}', '刀具')",
    ])
    const connection = await mysqlConnector.connect({ connectionString })
    try {
      const { tables } = await connection.readCatalog()
      assert.equal(tables[0]?.comment, 'Readings')
      assert.equal(tables[0]?.columns.find(column => column.name === 'note')?.comment, 'Remark')
      assert.equal(tables[0]?.columns.find(column => column.name === 'ok')?.type, 'boolean')
      const { rows } = await connection.query({ sql: 'SELECT * FROM reading', maxRows: 5, timeoutMs: 5000 })
      assert.deepEqual(rows, [['2026-11-01T22:15:00.250Z', null, '12345678901234567890.0123456789', 'AP8=', true, '{"a": 1}', '刀具']]) // prettier-ignore
    } finally {
      await connection.close()
      await drop()
    }
  })
})

describe('refusalOf', () => {
  for (const sql of ['SELECT 1', "SELECT ';' AS `into` -- into\n", '(SELECT 1) UNION (SELECT 2);', "WITH a AS (SELECT 'it\\'s; into') SELECT * FROM a", 'SELECT 1 # into outfile'])
    it(`lets pass ${JSON.stringify(sql)}`, () => assert.equal(refusalOf(sql), undefined)) // prettier-ignore
  for (const sql of ["SELECT 1 INTO OUTFILE '/tmp/x'", 'SELECT 1 INTO @a', 'SELECT /*! 1 INTO OUTFILE "x" */ 1', 'SELECT /*M! 1 */ 1', 'SET GLOBAL x = 1', 'SELECT 1; DELETE FROM t', 'WITH a AS (SELECT 1) DELETE FROM t', "SELECT '\\'' ; DROP TABLE t -- '", 'CALL p()', 'LOAD DATA INFILE "x" INTO TABLE t', 'SHOW TABLES'])
    it(`refuses ${JSON.stringify(sql)}`, () => assert.notEqual(refusalOf(sql), undefined)) // prettier-ignore
})

describe('MySQL that cannot be reached', () => {
  const secret = 'pa55word'
  const cases: readonly (readonly [string, RegExp])[] = [
    [`mysql://bi:${secret}@127.0.0.1:1/x`, /nothing listens/],
    [`mariadb://bi:${secret}@169.254.169.254/x`, /not one where a database may be/],
    [`mysql://bi:${secret}@[::ffff:169.254.169.254]/x`, /not one where a database may be/],
    [`mysql://bi:${secret}@127.0.0.1`, /names no database/],
  ]
  for (const [connectionString, expected] of cases)
    it(`says so of ${connectionString.replace(secret, '…')} without the password`, async () => {
      const error: unknown = await mysqlConnector.connect({ connectionString }).catch((e: unknown) => e)
      assert.ok(isPlatformError(error), String(error))
      assert.match(error.message, expected)
      assert.doesNotMatch(error.message, new RegExp(secret))
    })
})
