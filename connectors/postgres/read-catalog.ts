import { z } from 'zod'
import type { ClientBase } from 'pg'
import type { Catalog, CatalogTable } from '@millwright/spec'
import { dataTypeOfName } from './to-cell.ts'

const visible = `n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')`

const tablesSql = `SELECT c.oid::int8::float8 AS oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind,
    c.reltuples::float8 AS estimate, obj_description(c.oid, 'pg_class') AS comment
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${visible} ORDER BY 2, 3`

const columnsSql = `SELECT a.attrelid::int8::float8 AS oid, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    format_type(COALESCE(NULLIF(t.typbasetype, 0), a.atttypid), NULL) AS base, a.attnotnull AS "notNull",
    col_description(a.attrelid, a.attnum) AS comment
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege(c.oid, a.attnum, 'SELECT') AND ${visible}
  ORDER BY a.attrelid, a.attnum`

const namesOf = (table: string, keys: string) =>
  `(SELECT array_agg(a.attname::text ORDER BY k.i) FROM unnest(${keys}) WITH ORDINALITY AS k(n, i)
    JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.n)`

const keysSql = `SELECT o.conrelid::int8::float8 AS oid, o.contype AS kind, ${namesOf('o.conrelid', 'o.conkey')} AS columns,
    f.relname AS "table", fn.nspname AS schema, ${namesOf('o.confrelid', 'o.confkey')} AS referenced
  FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_class f ON f.oid = o.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
  WHERE o.contype IN ('p', 'f') AND ${visible} ORDER BY o.conname`

const text = z.string().nullable()
const tableRows = z.array(z.object({ oid: z.coerce.number(), schema: z.string(), name: z.string(), kind: z.string(), estimate: z.coerce.number(), comment: text })) // prettier-ignore
const columnRows = z.array(z.object({ oid: z.coerce.number(), name: z.string(), type: z.string(), base: z.string(), notNull: z.boolean(), comment: text })) // prettier-ignore
const keyRows = z.array(z.object({ oid: z.coerce.number(), kind: z.string(), columns: z.array(z.string()), table: text, schema: text, referenced: z.array(z.string()).nullable() })) // prettier-ignore

/** Above this the planner's estimate stands for the count, which would read the whole table. */
const countUpTo = 200_000

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
const commentOf = (comment: string | null) => (comment ? { comment } : {})
const schemaOf = (schema: string | null) => (schema === null || schema === 'public' ? {} : { schema })

const countRows = async (
  client: ClientBase,
  table: z.infer<typeof tableRows>[number],
): Promise<{ readonly rowCount?: number }> => {
  if (table.kind === 'v' || table.kind === 'f') return {}
  if (table.estimate > countUpTo) return { rowCount: Math.round(table.estimate) }
  const { rows } = await client.query<{ n: string }>(
    `SELECT count(*) AS n FROM ${quoteName(table.schema)}.${quoteName(table.name)}`,
  )
  return { rowCount: Number(rows[0]?.n) }
}

/** What this user may read: tables, partitioned tables (without their parts), views, foreign tables. */
export const readPostgresCatalog = async (client: ClientBase): Promise<Catalog> => {
  const tables = tableRows.parse((await client.query(tablesSql)).rows)
  const columns = Map.groupBy(columnRows.parse((await client.query(columnsSql)).rows), row => row.oid)
  const keys = Map.groupBy(keyRows.parse((await client.query(keysSql)).rows), row => row.oid)
  const entries: CatalogTable[] = []
  for (const table of tables) {
    const own = keys.get(table.oid) ?? []
    entries.push({
      ...schemaOf(table.schema),
      name: table.name,
      kind: table.kind === 'v' || table.kind === 'm' ? 'view' : 'table',
      ...(await countRows(client, table)),
      ...commentOf(table.comment),
      columns: (columns.get(table.oid) ?? []).map(column => ({
        name: column.name,
        type: dataTypeOfName(column.base),
        nativeType: column.type,
        nullable: !column.notNull,
        ...commentOf(column.comment),
      })),
      primaryKey: own.find(key => key.kind === 'p')?.columns ?? [],
      foreignKeys: own
        .filter(key => key.kind === 'f')
        .map(key => ({
          columns: key.columns,
          table: key.table ?? '',
          ...schemaOf(key.schema),
          referencedColumns: key.referenced ?? [],
        })),
    })
  }
  return { dialect: 'postgres', tables: entries }
}
