import type { Catalog, DataConnection, ReportProgress } from '@millwright/spec'
import type { Dataset, Relationship, SemanticModel } from '../semantic-model.ts'
import { readName } from '../names/label.ts'
import { chooseDefaultTime } from './default-time.ts'
import { createNamer, draftField, markName, toIdentifier } from './draft-field.ts'
import { datasetLabel, draftMetrics } from './draft-metrics.ts'
import { inferRelationships } from './infer-relationships.ts'
import type { FoundReference } from './infer-relationships.ts'
import { readSchemaNames, readTable, tableWords } from './table-facts.ts'
import type { TableRead } from './table-facts.ts'
import { readTableStatistics } from './table-statistics.ts'

export interface DraftOptions {
  readonly source: { readonly id: string; readonly name: string }
  readonly catalog: Catalog
  readonly connection: DataConnection
  readonly signal?: AbortSignal | undefined
  readonly progress?: ReportProgress | undefined
}

const tablesAtOnce = 3

/** Runs `work` over `items`, a few at a time, results in order. */
const mapSome = async <In, Out>(
  items: readonly In[],
  work: (item: In) => Promise<Out>,
): Promise<readonly Out[]> => {
  const results: Out[] = []
  for (let at = 0; at < items.length; at += tablesAtOnce)
    results.push(...(await Promise.all(items.slice(at, at + tablesAtOnce).map(work))))
  return results
}

const readTables = async (options: DraftOptions): Promise<readonly TableRead[]> => {
  const { catalog, connection, signal, progress } = options
  const names = readSchemaNames(catalog.tables)
  let done = 0
  return mapSome(catalog.tables, async table => {
    const statistics = await readTableStatistics(table, { connection, signal })
    done++
    progress?.({ fraction: (done / catalog.tables.length) * 0.8, message: `Read table ${table.name}` })
    return readTable(table, statistics, catalog.dialect, names)
  })
}

/** Columns that identify a row or refer to one. */
const keyColumns = (table: TableRead, references: readonly FoundReference[]): ReadonlySet<string> =>
  new Set([
    ...table.primaryKey,
    ...references.flatMap(reference => [
      ...(reference.from === table ? reference.fromColumns : []),
      ...(reference.to === table ? reference.toColumns : []),
    ]),
  ])

const draftDataset = (table: TableRead, name: string, references: readonly FoundReference[]): Dataset => {
  const unique = createNamer()
  const keys = keyColumns(table, references)
  const referring = references.filter(one => one.from === table).flatMap(one => one.fromColumns)
  const fields = markName(
    table.columns.map((read, at) => {
      const words = read.name.rawWords
      return draftField(
        read,
        table,
        keys.has(read.column.name),
        unique(toIdentifier(words, `column_${at + 1}`)),
      )
    }),
    table,
    new Set(referring.filter(column => !table.primaryKey.includes(column))),
  )
  const fieldNames = (columns: readonly string[]): string[] =>
    columns.flatMap(column => fields.filter(field => field.column === column).map(field => field.name))
  const words = tableWords(table.name)
  const label = datasetLabel(
    words,
    words.length === table.name.words.length ? table.name.label : readName(words.join('_')).label,
  )
  const defaultTime = chooseDefaultTime(fields, table.stems)
  const { schema } = table.table
  return {
    name,
    table: { ...(schema === undefined ? {} : { schema }), name: table.table.name },
    label,
    synonyms: table.name.synonyms.filter(text => text !== label.en),
    ...(table.table.comment === undefined ? {} : { description: table.table.comment }),
    primaryKey: fieldNames(table.primaryKey),
    ...(defaultTime === undefined ? {} : { defaultTime }),
    rowCount: table.rowCount,
    hidden: false,
    fields: Array.from(fields),
  }
}

const draftRelationship = (
  reference: FoundReference,
  datasets: ReadonlyMap<TableRead, Dataset>,
  unique: (name: string) => string,
): Relationship => {
  const from = datasets.get(reference.from)
  const to = datasets.get(reference.to)
  if (from === undefined || to === undefined) throw new Error('bug: a reference to a table outside the draft')
  const names = (dataset: Dataset, columns: readonly string[]): string[] =>
    columns.flatMap(column =>
      dataset.fields.filter(field => field.column === column).map(field => field.name),
    )
  const role = reference.role === undefined ? {} : { role: reference.role }
  const suffix = reference.role === undefined ? '' : `_as_${toIdentifier(reference.role.split(' '), 'role')}`
  return {
    name: unique(`${from.name}_to_${to.name}${suffix}`),
    from: from.name,
    to: to.name,
    fromFields: names(from, reference.fromColumns),
    toFields: names(to, reference.toColumns),
    ...(reference.oneToOne ? { oneToOne: true } : {}),
    ...role,
    ...(reference.confidence === undefined
      ? {}
      : { inferredConfidence: Math.round(reference.confidence * 100) / 100 }),
  }
}

/** Parallel references need a role each; one without is told by its column. */
const withRoles = (references: readonly FoundReference[]): readonly FoundReference[] =>
  references.map(reference => {
    const parallel = references.filter(other => other.from === reference.from && other.to === reference.to)
    if (parallel.length < 2)
      return reference.confidence === undefined || reference.from === reference.to
        ? reference
        : { ...reference, role: undefined }
    const [first] = reference.fromColumns
    const words = reference.from.columns.find(read => read.column.name === first)?.name.words ?? []
    const column = words.filter(word => word !== 'id')
    return { ...reference, role: reference.role ?? column.join(' ') }
  })

/**
 * Drafts the semantic model of a source from its catalogue and its data: labels in English and, for known
 * industrial words, Chinese; roles, units, keys, relationships declared or inferred, metrics. Reads each table with
 * one aggregate query (large ones sampled) and some rows; never writes. Version 1. Throws QUERY_CANCELLED.
 */
export const draftModel = async (options: DraftOptions): Promise<SemanticModel> => {
  const { source, catalog, connection, signal, progress } = options
  const tables = await readTables(options)
  progress?.({ fraction: 0.85, message: 'Looking for relationships' })
  const references = withRoles(await inferRelationships(tables, { connection, signal }))
  const unique = createNamer()
  const datasets = new Map(
    tables.map(table => {
      const name = unique(toIdentifier(table.name.rawWords, 'table'))
      return [table, draftDataset(table, name, references)] as const
    }),
  )
  const uniqueRelationship = createNamer()
  const all = Array.from(datasets.values())
  progress?.({ fraction: 1, message: 'Drafted the semantic model' })
  return {
    sourceId: source.id,
    name: source.name,
    version: 1,
    dialect: catalog.dialect,
    datasets: all,
    relationships: references.map(reference => draftRelationship(reference, datasets, uniqueRelationship)),
    metrics: Array.from(draftMetrics(all)),
    rowRules: [],
  }
}
