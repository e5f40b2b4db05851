import type { DuckDBConnection } from '@duckdb/node-api'
import type { Catalog, CatalogColumn, CatalogTable, DataType } from '@millwright/spec'
import { declaredKeyTable } from './declared-keys.ts'
import { quoteName } from './sql-text.ts'

/** Tables of our own bookkeeping inside an imported database; never part of the catalogue. */
export const privatePrefix = '_millwright_'

const dataTypes: readonly (readonly [RegExp, DataType])[] = [
  [/^JSON$/, 'json'],
  [/\[|^(LIST|STRUCT|MAP|UNION)/, 'json'],
  [/^BOOLEAN$/, 'boolean'],
  [/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|^BIGNUM$/, 'integer'],
  [/^DECIMAL/, 'decimal'],
  [/^(FLOAT|DOUBLE)$/, 'float'],
  [/^(VARCHAR|UUID|ENUM)/, 'text'],
  [/^DATE$/, 'date'],
  [/^TIMESTAMP/, 'timestamp'],
  [/^TIME/, 'time'],
  [/^(BLOB|BIT)$/, 'binary'],
]
const dataTypeOf = (nativeType: string): DataType =>
  dataTypes.find(([pattern]) => pattern.test(nativeType))?.[1] ?? 'other'

type Row = Readonly<Record<string, unknown>>
const rowsOf = async (connection: DuckDBConnection, sql: string): Promise<readonly Row[]> =>
  (await connection.runAndReadAll(sql)).getRowObjectsJson()

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
const names = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const toColumn = (row: Row): CatalogColumn => {
  const nativeType = String(row['data_type'])
  const comment = text(row['comment'])
  return {
    name: String(row['column_name']),
    type: dataTypeOf(nativeType),
    nativeType,
    nullable: row['is_nullable'] === true,
    ...(comment === undefined ? {} : { comment }),
  }
}

const keyOf = (row: Row, nameField: string): string => JSON.stringify([row['schema_name'], row[nameField]])

const group = <T>(rows: readonly Row[], nameField: string, toItem: (row: Row) => T): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row, nameField)
    const items = groups.get(key) ?? []
    groups.set(key, [...items, toItem(row)])
  }
  return groups
}

const inThisDatabase = `database_name = current_database() AND NOT internal`

/** Tables and views with row counts, keys and comments of the database that `connection` is in. */
export const readDuckdbCatalog = async (connection: DuckDBConnection): Promise<Catalog> => {
  const tables = await rowsOf(
    connection,
    `SELECT schema_name, table_name, 'table' AS kind, comment FROM duckdb_tables() WHERE ${inThisDatabase}
     UNION ALL SELECT schema_name, view_name, 'view', comment FROM duckdb_views() WHERE ${inThisDatabase}
     ORDER BY 1, 2`,
  )
  const columns = group(
    await rowsOf(
      connection,
      `SELECT schema_name, table_name, column_name, data_type, is_nullable, comment
       FROM duckdb_columns() WHERE ${inThisDatabase} ORDER BY schema_name, table_name, column_index`,
    ),
    'table_name',
    toColumn,
  )
  const constraints = group(await rowsOf(connection, await keysSql(connection)), 'table_name', row => row)
  const entries: CatalogTable[] = []
  for (const row of tables) {
    const name = String(row['table_name'])
    if (name.startsWith(privatePrefix)) continue
    const schema = String(row['schema_name'])
    const keys = constraints.get(keyOf(row, 'table_name')) ?? []
    const comment = text(row['comment'])
    entries.push({
      ...(schema === 'main' ? {} : { schema }),
      name,
      kind: row['kind'] === 'view' ? 'view' : 'table',
      ...(await rowCount(connection, schema, name, row['kind'] === 'view')),
      ...(comment === undefined ? {} : { comment }),
      columns: columns.get(keyOf(row, 'table_name')) ?? [],
      primaryKey: names(keys.find(k => k['constraint_type'] === 'PRIMARY KEY')?.['constraint_column_names']),
      foreignKeys: keys
        .filter(k => k['constraint_type'] === 'FOREIGN KEY')
        .map(k => ({
          columns: names(k['constraint_column_names']),
          table: String(k['referenced_table']),
          referencedColumns: names(k['referenced_column_names']),
        })),
    })
  }
  return { dialect: 'duckdb', tables: entries }
}

/** DuckDB's own constraints, and those that the writer of the file declared. */
const keysSql = async (connection: DuckDBConnection): Promise<string> => {
  const declared = await rowsOf(
    connection,
    `SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() AND table_name = '${declaredKeyTable}'`,
  )
  const own = `SELECT schema_name, table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
    FROM duckdb_constraints() WHERE database_name = current_database() AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')`
  return declared.length === 0
    ? own
    : `${own} UNION ALL SELECT 'main', table_name, kind, columns, referenced_table, referenced_columns FROM main.${declaredKeyTable}`
}

/** Counting a table reads its metadata alone; a view would have to run. */
const rowCount = async (
  connection: DuckDBConnection,
  schema: string,
  name: string,
  isView: boolean,
): Promise<{ readonly rowCount?: number }> => {
  if (isView) return {}
  const rows = await rowsOf(
    connection,
    `SELECT count(*)::DOUBLE AS n FROM ${quoteName(schema)}.${quoteName(name)}`,
  )
  return { rowCount: Number(rows[0]?.['n']) }
}
