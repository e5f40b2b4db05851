import type { PoolConnection } from 'mysql2'
import type { Catalog, CatalogTable } from '@millwright/spec'
import { readTexts } from './run-sql.ts'
import { dataTypeOfName } from './to-cell.ts'

/** Above this the engine's estimate stands for the count, which would read the whole table. */
const countUpTo = 200_000

const quoteName = (name: string): string => `\`${name.replaceAll('`', '``')}\``

type Row = Readonly<Record<string, string | null>>
const byTable = (rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> =>
  Map.groupBy(rows, row => row['t'] ?? '')

const tablesSql = `SELECT table_name AS t, table_type AS kind, table_rows AS estimate, table_comment AS comment
  FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name`
const columnsSql = `SELECT table_name AS t, column_name AS name, data_type AS type, column_type AS native, is_nullable AS nullable, column_comment AS comment
  FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position`
const keysSql = `SELECT table_name AS t, constraint_name AS key_name, column_name AS name, referenced_table_name AS target,
    NULLIF(referenced_table_schema, DATABASE()) AS target_schema, referenced_column_name AS target_column
  FROM information_schema.key_column_usage
  WHERE table_schema = DATABASE() AND (constraint_name = 'PRIMARY' OR referenced_table_name IS NOT NULL)
  ORDER BY table_name, constraint_name, ordinal_position`

const commentOf = (row: Row) => (row['comment'] ? { comment: row['comment'] } : {})

const foreignKeysOf = (keys: readonly Row[]): CatalogTable['foreignKeys'] =>
  [
    ...Map.groupBy(
      keys.filter(key => key['target'] !== null),
      key => key['key_name'],
    ).values(),
  ].map(parts => ({
    columns: parts.map(part => part['name'] ?? ''),
    table: parts[0]?.['target'] ?? '',
    ...(parts[0]?.['target_schema'] ? { schema: parts[0]['target_schema'] } : {}),
    referencedColumns: parts.map(part => part['target_column'] ?? ''),
  }))

const countRows = async (connection: PoolConnection, table: Row): Promise<{ readonly rowCount?: number }> => {
  if (table['kind'] !== 'BASE TABLE') return {}
  const estimate = Number(table['estimate'] ?? 0)
  if (estimate > countUpTo) return { rowCount: estimate }
  const rows = await readTexts(connection, `SELECT count(*) AS n FROM ${quoteName(table['t'] ?? '')}`)
  return { rowCount: Number(rows[0]?.['n']) }
}

/** Tables and views of the connection's database that this user may read. */
export const readMysqlCatalog = async (connection: PoolConnection): Promise<Catalog> => {
  const columns = byTable(await readTexts(connection, columnsSql))
  const keys = byTable(await readTexts(connection, keysSql))
  const tables: CatalogTable[] = []
  for (const row of await readTexts(connection, tablesSql)) {
    const name = row['t'] ?? ''
    const own = keys.get(name) ?? []
    const isView = row['kind']?.includes('VIEW') === true
    tables.push({
      name,
      kind: isView ? 'view' : 'table',
      ...(await countRows(connection, row)),
      ...(isView ? {} : commentOf(row)),
      columns: (columns.get(name) ?? []).map(column => ({
        name: column['name'] ?? '',
        type: dataTypeOfName(column['type'] ?? '', column['native'] ?? ''),
        nativeType: column['native'] ?? '',
        nullable: column['nullable'] === 'YES',
        ...commentOf(column),
      })),
      primaryKey: own.filter(key => key['key_name'] === 'PRIMARY').map(key => key['name'] ?? ''),
      foreignKeys: foreignKeysOf(own),
    })
  }
  return { dialect: 'mysql', tables }
}
