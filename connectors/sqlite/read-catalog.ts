import type { DatabaseSync } from 'node:sqlite'
import type { CatalogColumn, CatalogTable } from '@millwright/spec'
import { toDataType } from './sqlite-types.ts'
import type { StorageClass } from './sqlite-types.ts'

type Row = Readonly<Record<string, unknown>>

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
const sampleRows = 1000
/** Counting reads a whole table; beyond this size of file the highest row id stands for the count. */
const countUpToBytes = 1 << 30

const rowsOf = (database: DatabaseSync, sql: string, ...values: string[]): readonly Row[] => {
  const statement = database.prepare(sql)
  statement.setReadBigInts(false)
  return statement.all(...values)
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Storage classes of each column in the first rows. A view that fails is left to its declarations. */
const sampleStorage = (
  database: DatabaseSync,
  table: string,
  columns: readonly string[],
): readonly ReadonlyMap<StorageClass, number>[] => {
  const counts = columns.map(() => new Map<StorageClass, number>())
  // SQLite permits 2000 result columns
  for (let from = 0; from < columns.length; from += 1000) {
    const part = columns.slice(from, from + 1000)
    const types = part.map((column, i) => `typeof(${quoteName(column)}) AS t${i}`).join(', ')
    for (const row of rowsOf(database, `SELECT ${types} FROM ${quoteName(table)} LIMIT ${sampleRows}`))
      part.forEach((_, i) => {
        const storage = text(row[`t${i}`]) as StorageClass // the five names that typeof() has
        const count = counts[from + i]
        count?.set(storage, (count.get(storage) ?? 0) + 1)
      })
  }
  return counts
}

const countRows = (database: DatabaseSync, table: string, fileBytes: number): number | undefined => {
  const quoted = quoteName(table)
  const count = (expression: string) =>
    Number(rowsOf(database, `SELECT ${expression} AS n FROM ${quoted}`)[0]?.['n'] ?? 0)
  if (fileBytes <= countUpToBytes) return count('count(*)')
  try {
    return count('max(rowid)')
  } catch {
    return undefined // a table without row ids
  }
}

interface KeyPart {
  readonly id: number
  readonly table: string
  readonly from: string
  readonly to: string | undefined
}

const foreignKeysOf = (
  database: DatabaseSync,
  table: string,
  primaryKeyOf: (table: string) => readonly string[],
): CatalogTable['foreignKeys'] => {
  const parts = rowsOf(database, 'SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq', table).map(
    (row): KeyPart => ({
      id: Number(row['id']),
      table: text(row['table']),
      from: text(row['from']),
      to: typeof row['to'] === 'string' ? row['to'] : undefined,
    }),
  )
  return [...new Set(parts.map(part => part.id))].map(id => {
    const own = parts.filter(part => part.id === id)
    const target = own[0]?.table ?? ''
    const named = own.flatMap(part => (part.to === undefined ? [] : [part.to]))
    return {
      columns: own.map(part => part.from),
      table: target,
      referencedColumns: named.length === own.length ? named : [...primaryKeyOf(target)],
    }
  })
}

/** Tables and views of the main schema; shadow tables of virtual ones and SQLite's own are left out. */
export const readSqliteCatalog = (database: DatabaseSync, fileBytes: number): readonly CatalogTable[] => {
  const listed = rowsOf(
    database,
    `SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view', 'virtual')
     AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  )
  const infoOf = (table: string) => rowsOf(database, 'SELECT * FROM pragma_table_info(?) ORDER BY cid', table)
  const primaryKeyOf = (table: string): readonly string[] =>
    infoOf(table)
      .filter(row => Number(row['pk']) > 0)
      .toSorted((a, b) => Number(a['pk']) - Number(b['pk']))
      .map(row => text(row['name']))
  return listed.map(row => {
    const name = text(row['name'])
    const isView = row['type'] === 'view'
    const info = infoOf(name)
    const storage = sampleStorage(
      database,
      name,
      info.map(column => text(column['name'])),
    )
    const rowCount = isView ? undefined : countRows(database, name, fileBytes)
    return {
      name,
      kind: isView ? 'view' : 'table',
      ...(rowCount === undefined ? {} : { rowCount }),
      columns: info.map((column, i): CatalogColumn => {
        const declared = text(column['type'])
        return {
          name: text(column['name']),
          type: toDataType(declared, storage[i] ?? new Map<StorageClass, number>()),
          nativeType: declared,
          nullable: column['notnull'] !== 1 && column['pk'] === 0,
        }
      }),
      primaryKey: [...primaryKeyOf(name)],
      foreignKeys: isView ? [] : foreignKeysOf(database, name, primaryKeyOf),
    }
  })
}
