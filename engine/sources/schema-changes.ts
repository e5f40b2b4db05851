import type { Catalog, CatalogTable, SchemaChange } from '@millwright/spec'

const tableName = ({ schema, name }: CatalogTable): string =>
  schema === undefined ? name : `${schema}.${name}`

const byName = (catalog: Catalog): ReadonlyMap<string, CatalogTable> =>
  new Map(catalog.tables.map(table => [tableName(table), table]))

const columnChanges = (table: string, before: CatalogTable, after: CatalogTable): readonly SchemaChange[] => {
  const old = new Map(before.columns.map(column => [column.name, column.nativeType]))
  const now = new Map(after.columns.map(column => [column.name, column.nativeType]))
  return [
    ...[...old.keys()]
      .filter(column => !now.has(column))
      .map((column): SchemaChange => ({ kind: 'column-removed', table, column })),
    ...[...now].flatMap(([column, type]): readonly SchemaChange[] => {
      const earlier = old.get(column)
      if (earlier === undefined) return [{ kind: 'column-added', table, column, after: type }]
      return earlier === type ? [] : [{ kind: 'column-retyped', table, column, before: earlier, after: type }]
    }),
  ]
}

/** What a person or a semantic model built on `before` must know about `after`. */
export const findSchemaChanges = (before: Catalog, after: Catalog): readonly SchemaChange[] => {
  const old = byName(before)
  const now = byName(after)
  const removed = [...old.keys()].filter(table => !now.has(table))
  return [
    ...removed.map((table): SchemaChange => ({ kind: 'table-removed', table })),
    ...[...now].flatMap(([name, table]): readonly SchemaChange[] => {
      const earlier = old.get(name)
      return earlier ? columnChanges(name, earlier, table) : [{ kind: 'table-added', table: name }]
    }),
  ]
}
