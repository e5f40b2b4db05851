import { DuckDBInstance } from '@duckdb/node-api'
import { PGlite } from '@electric-sql/pglite'
import type { SqlDialect } from '@millwright/spec'
import { DatabaseSync } from 'node:sqlite'

type Value = string | number | boolean | null

export interface TestTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

/** A real database in memory. Numbers come back as numbers and times as `YYYY-MM-DD[ HH:mm:ss]`. */
export interface TestDatabase {
  readonly dialect: SqlDialect
  query(sql: string): Promise<readonly (readonly Value[])[]>
  close(): Promise<void>
}

const literal = (v: Value): string =>
  v === null ? 'NULL' : typeof v === 'string' ? `'${v.replaceAll("'", "''")}'` : String(v)

const statements = (tables: readonly TestTable[]): readonly string[] =>
  tables.flatMap(t => [
    `CREATE TABLE ${t.name} (${t.columns.join(', ')})`,
    ...(t.rows.length === 0
      ? []
      : [`INSERT INTO ${t.name} VALUES ${t.rows.map(r => `(${r.map(literal).join(', ')})`).join(', ')}`]),
  ])

const plain = (v: unknown): Value => {
  if (v === null || v === undefined) return null
  if (typeof v === 'bigint') return Number(v)
  if (typeof v === 'number' || typeof v === 'boolean') return v
  if (v instanceof Date) {
    const text = v.toISOString().slice(0, 19).replace('T', ' ')
    return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text
  }
  const text = typeof v === 'string' ? v : JSON.stringify(v)
  return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text
}

export const openDuckdb = async (tables: readonly TestTable[]): Promise<TestDatabase> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  for (const sql of statements(tables)) await connection.run(sql)
  return {
    dialect: 'duckdb',
    query: async sql => {
      const reader = await connection.runAndReadAll(sql)
      const types = reader.columnTypes().map(String)
      return reader
        .getRowsJson()
        .map(row =>
          row.map((v, i) =>
            typeof v === 'string' && /^(BIGINT|HUGEINT|DECIMAL)/.test(types[i] ?? '') ? Number(v) : plain(v),
          ),
        )
    },
    close: async () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

export const openSqlite = async (tables: readonly TestTable[]): Promise<TestDatabase> => {
  const database = new DatabaseSync(':memory:')
  for (const sql of statements(tables)) database.exec(sql)
  return {
    dialect: 'sqlite',
    query: async sql => {
      const statement = database.prepare(sql)
      statement.setReturnArrays(true)
      return (statement.all() as unknown as readonly (readonly unknown[])[]).map(row => row.map(plain))
    },
    close: async () => database.close(),
  }
}

export const openPostgres = async (tables: readonly TestTable[]): Promise<TestDatabase> => {
  const database = await PGlite.create({ parsers: { 1082: s => s, 1114: s => s, 1700: Number, 20: Number } })
  for (const sql of statements(tables)) await database.exec(sql)
  return {
    dialect: 'postgres',
    query: async sql => {
      const result = await database.query<readonly unknown[]>(sql, [], { rowMode: 'array' })
      return result.rows.map(row => row.map(plain))
    },
    close: () => database.close(),
  }
}
