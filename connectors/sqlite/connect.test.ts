import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { DatabaseSync } from 'node:sqlite'
import { isPlatformError } from '@millwright/spec'
import type { DataConnection } from '@millwright/spec'
import { contractTables, describeConnector } from '@millwright/spec/testing'
import { sqliteConnector } from './index.ts'
import { hasSecondStatement } from './single-statement.ts'

const createDatabase = async (statements: readonly string[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-'))
  const path = join(folder, 'plant.sqlite')
  const database = new DatabaseSync(path)
  for (const statement of statements) database.exec(statement)
  database.close()
  return { folder, path }
}

describeConnector('sqlite', async () => {
  const { folder, path } = await createDatabase(contractTables('sqlite'))
  const connection = await sqliteConnector.connect({ path })
  return {
    connection,
    close: async () => {
      await connection.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
})

describe('SQLite files as people have them', () => {
  let folder: string
  let path: string
  let connection: DataConnection
  before(async () => {
    const made = await createDatabase([
      'CREATE TABLE sloppy (code INTEGER, amount TEXT, ok BOOLEAN, seen DATETIME, untyped)',
      `INSERT INTO sloppy VALUES ('A1', '5', 1, 1700000000, 2.5), ('A2', '7', 0, 1700000060, 3)`,
      'CREATE TABLE parent (a INT, b INT, PRIMARY KEY (b, a))',
      'CREATE TABLE child (x INT, y INT, FOREIGN KEY (x, y) REFERENCES parent)',
      'CREATE VIRTUAL TABLE note USING fts5(body)',
      'CREATE VIEW broken AS SELECT 1 AS one',
    ])
    folder = made.folder
    path = made.path
    connection = await sqliteConnector.connect({ path })
  })
  after(async () => {
    await connection.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('types columns by what they hold where the declaration says otherwise', async () => {
    const { tables } = await connection.readCatalog()
    const sloppy = tables.find(table => table.name === 'sloppy')
    assert.deepEqual(
      sloppy?.columns.map(column => [column.name, column.type]),
      [['code', 'text'], ['amount', 'text'], ['ok', 'boolean'], ['seen', 'integer'], ['untyped', 'float']], // prettier-ignore
    )
    const { rows } = await connection.query({ sql: 'SELECT * FROM sloppy', maxRows: 9, timeoutMs: 5000 })
    assert.deepEqual(rows[0], ['A1', '5', true, 1700000000, 2.5])
  })
  it('fills in the columns of a key that names only its table, and hides shadow tables', async () => {
    const { tables } = await connection.readCatalog()
    assert.deepEqual(tables.find(table => table.name === 'parent')?.primaryKey, ['b', 'a'])
    assert.deepEqual(tables.find(table => table.name === 'child')?.foreignKeys, [
      { columns: ['x', 'y'], table: 'parent', referencedColumns: ['b', 'a'] },
    ])
    assert.deepEqual(tables.map(table => table.name), ['broken', 'child', 'note', 'parent', 'sloppy']) // prettier-ignore
  })
  for (const sql of [
    "ATTACH ':memory:' AS other",
    'PRAGMA query_only = OFF',
    "SELECT load_extension('/tmp/x')",
    'SELECT * FROM pragma_database_list',
    'VACUUM',
    'BEGIN',
    "SELECT 1 /* ; */ ; SELECT ';'",
  ])
    it(`refuses ${sql}`, async () => {
      const error: unknown = await connection
        .query({ sql, maxRows: 5, timeoutMs: 5000 })
        .catch((e: unknown) => e)
      assert.ok(isPlatformError(error, 'QUERY_FAILED'), String(error))
    })
  it('says of a file that is no database that it is none', async () => {
    const other = join(folder, 'text.sqlite')
    await writeFile(other, 'this is not a database, only text that is long enough to be looked at'.repeat(20))
    await assert.rejects(sqliteConnector.connect({ path: other }), { code: 'SOURCE_NOT_SUPPORTED' })
    await assert.rejects(sqliteConnector.connect({ path: join(folder, 'none') }), {
      code: 'SOURCE_UNREACHABLE',
    })
  })
})

describe('hasSecondStatement', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['SELECT 1;', false],
    ['SELECT 1; -- done\n /* really */ ', false],
    ["SELECT ';' AS \";\" FROM [a;b] WHERE `c;` = 'it''s;'", false],
    ['SELECT 1; SELECT 2', true],
    ['SELECT 1;;DELETE FROM t', true],
    ["SELECT 1;'x'", true],
  ]
  for (const [sql, expected] of cases)
    it(`${expected ? 'sees' : 'sees none'} in ${JSON.stringify(sql)}`, () =>
      assert.equal(hasSecondStatement(sql), expected))
})
