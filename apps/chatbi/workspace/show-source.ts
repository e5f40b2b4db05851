import { isPermitted } from '@millwright/spec'
import type { Actor, CatalogTable, Source } from '@millwright/spec'
import { isRestrictedFor } from '../guard/row-rules.ts'
import type { ModelStore, SemanticModel } from '../model/index.ts'
import type { Dataset } from '../model/semantic-model.ts'
import { visibleModel } from './visible-model.ts'

/**
 * The source as the person may know it: tables and columns that the model hides from their role are not named in its
 * catalogue, its notes and its changes. Where there is no model yet, nothing says what they may see.
 */
export const showSource = async (
  source: Source,
  actor: Actor,
  models: Pick<ModelStore, 'find'>,
): Promise<Source> => {
  if (isPermitted(actor.role, 'model.write')) return source
  const { catalog, changes: _, ...rest } = source
  const whole = (await models.find(source.id))?.model
  if (!catalog || !whole) return { ...rest, notes: [] }
  const visible = visibleModel(whole, actor.role)
  const tables = catalog.tables.flatMap(table => visibleTable(table, { whole, visible, actor }))
  const hidden = hiddenNames(catalog.tables, tables)
  return {
    ...rest,
    catalog: { ...catalog, tables: tables.map(table => withKnownKeys(table, tables)) },
    notes: source.notes.filter(
      ({ table, message }) => !hidden.some(name => table === name || message.includes(name)),
    ),
  }
}

interface Sight {
  readonly whole: SemanticModel
  readonly visible: SemanticModel
  readonly actor: Actor
}

const datasetOf = (table: CatalogTable, { datasets }: SemanticModel): Dataset | undefined =>
  datasets.find(
    ({ table: { name, schema } }) => name === table.name && (schema === undefined || schema === table.schema),
  )

const visibleTable = (table: CatalogTable, { whole, visible, actor }: Sight): readonly CatalogTable[] => {
  const dataset = datasetOf(table, visible)
  if (!dataset) return []
  const known = new Set(dataset.fields.map(field => field.column))
  const columns = table.columns.filter(column => known.has(column.name))
  const { rowCount, ...rest } = table
  const isCounted = rowCount !== undefined && !isRestrictedFor(whole, dataset.name, actor.role)
  return columns.length === 0 ? [] : [{ ...rest, columns, ...(isCounted ? { rowCount } : {}) }]
}

/** Keys name columns too. */
const withKnownKeys = (table: CatalogTable, tables: readonly CatalogTable[]): CatalogTable => {
  const has = (one: CatalogTable | undefined, names: readonly string[]): boolean =>
    names.every(name => one?.columns.some(column => column.name === name))
  const target = (name: string, schema: string | undefined): CatalogTable | undefined =>
    tables.find(one => one.name === name && (schema === undefined || one.schema === schema))
  return {
    ...table,
    primaryKey: has(table, table.primaryKey) ? table.primaryKey : [],
    foreignKeys: table.foreignKeys.filter(
      key => has(table, key.columns) && has(target(key.table, key.schema), key.referencedColumns),
    ),
  }
}

/** Names that stand nowhere in what is shown. */
const hiddenNames = (all: readonly CatalogTable[], shown: readonly CatalogTable[]): readonly string[] => {
  const namesOf = (tables: readonly CatalogTable[]): readonly string[] =>
    tables.flatMap(table => [table.name, ...table.columns.map(column => column.name)])
  const known = new Set(namesOf(shown))
  return namesOf(all).filter(name => !known.has(name))
}
