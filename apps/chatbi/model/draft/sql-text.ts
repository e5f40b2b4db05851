import type { CatalogTable, SqlDialect } from '@millwright/spec'

/** An identifier quoted for the dialect; its own quote marks doubled. */
export const quoteIdentifier = (dialect: SqlDialect, name: string): string =>
  dialect === 'mysql' ? `\`${name.replaceAll('`', '``')}\`` : `"${name.replaceAll('"', '""')}"`

/** A table as it stands after FROM. */
export const tableSql = (dialect: SqlDialect, table: Pick<CatalogTable, 'schema' | 'name'>): string =>
  [table.schema, table.name]
    .filter(part => part !== undefined)
    .map(part => quoteIdentifier(dialect, part))
    .join('.')

/** The value as text, for comparing columns of different types. */
export const asText = (dialect: SqlDialect, expression: string): string =>
  `CAST(${expression} AS ${dialect === 'mysql' ? 'CHAR' : dialect === 'sqlite' ? 'TEXT' : 'VARCHAR'})`

/** At most `rows` rows of a table, spread over it where the dialect can, the same ones each time. */
export const sampleSql = (dialect: SqlDialect, from: string, rows: number, rowCount: number): string => {
  if (dialect === 'duckdb')
    return `(SELECT * FROM ${from} USING SAMPLE reservoir(${rows} ROWS) REPEATABLE (42))`
  const percent = Math.min(100, (rows / Math.max(rowCount, 1)) * 100)
  if (dialect === 'postgres' && percent < 20)
    return `(SELECT * FROM ${from} TABLESAMPLE SYSTEM (${percent.toFixed(4)}) REPEATABLE (42))`
  return `(SELECT * FROM ${from} LIMIT ${rows})`
}

/** Some rows spread over a SQLite table by its row ids; refused by views and tables without them. */
export const spreadSql = (from: string, rows: number, rowCount: number): string => {
  const step = Math.max(1, Math.floor(rowCount / rows))
  return `(SELECT * FROM ${from} WHERE rowid % ${step} = 0 LIMIT ${rows})`
}
