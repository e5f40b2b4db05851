import type { DuckDBConnection } from '@duckdb/node-api'
import { quoteName, quoteText } from './sql-text.ts'

/**
 * Keys of a database that is written once and then only read. They are checked once and kept as rows: DuckDB's
 * own constraints check every row through an index, which makes writing four times slower and the file as much
 * larger, for nothing that a reader gains.
 */
export const declaredKeyTable = '_millwright_key'

export interface DeclaredKeys {
  readonly name: string
  readonly primaryKey?: readonly string[]
  readonly foreignKeys?: readonly {
    readonly columns: readonly string[]
    readonly table: string
    readonly referencedColumns: readonly string[]
  }[]
}

const list = (names: readonly string[]): string => names.map(quoteName).join(', ')
const textList = (names: readonly string[]): string => `[${names.map(quoteText).join(', ')}]::VARCHAR[]`

const hasRows = async (connection: DuckDBConnection, sql: string): Promise<boolean> =>
  (await connection.runAndReadAll(`SELECT 1 FROM (${sql}) LIMIT 1`)).currentRowCount > 0

const checkPrimaryKey = async (connection: DuckDBConnection, table: string, key: readonly string[]) => {
  const isNull = key.map(column => `${quoteName(column)} IS NULL`).join(' OR ')
  const repeated = `SELECT ${list(key)} FROM ${quoteName(table)} GROUP BY ALL HAVING count(*) > 1 OR ${isNull}`
  if (await hasRows(connection, repeated))
    throw new Error(`bug: the primary key (${key.join(', ')}) of ${table} repeats or is empty`)
}

const checkForeignKey = async (
  connection: DuckDBConnection,
  table: string,
  key: NonNullable<DeclaredKeys['foreignKeys']>[number],
) => {
  const isSet = key.columns.map(column => `${quoteName(column)} IS NOT NULL`).join(' AND ')
  const orphans = `SELECT ${list(key.columns)} FROM ${quoteName(table)} WHERE ${isSet}
    EXCEPT SELECT ${list(key.referencedColumns)} FROM ${quoteName(key.table)}`
  if (await hasRows(connection, orphans))
    throw new Error(
      `bug: ${table} (${key.columns.join(', ')}) refers to rows that ${key.table} does not have`,
    )
}

/** Checks the keys against the rows and records them. Throws `Error('bug: …')` naming the key that is broken. */
export const declareKeys = async (
  connection: DuckDBConnection,
  tables: readonly DeclaredKeys[],
): Promise<void> => {
  await connection.run(
    `CREATE TABLE ${declaredKeyTable} (table_name VARCHAR, kind VARCHAR, columns VARCHAR[], referenced_table VARCHAR, referenced_columns VARCHAR[])`,
  )
  const add = (name: string, kind: string, columns: readonly string[], to?: { table: string; columns: readonly string[] }) =>
    connection.run(
      `INSERT INTO ${declaredKeyTable} VALUES (${quoteText(name)}, ${quoteText(kind)}, ${textList(columns)},
        ${to ? `${quoteText(to.table)}, ${textList(to.columns)}` : 'NULL, NULL'})`,
    ) // prettier-ignore
  for (const table of tables) {
    if (table.primaryKey?.length) {
      await checkPrimaryKey(connection, table.name, table.primaryKey)
      await add(table.name, 'PRIMARY KEY', table.primaryKey)
    }
    for (const key of table.foreignKeys ?? []) {
      await checkForeignKey(connection, table.name, key)
      await add(table.name, 'FOREIGN KEY', key.columns, { table: key.table, columns: key.referencedColumns })
    }
  }
}
