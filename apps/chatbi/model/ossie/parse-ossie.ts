import { isMap, isScalar } from 'yaml'
import type { Node } from 'yaml'
import type { Catalog, Diagnostic, SqlDialect } from '@millwright/spec'
import type { Dataset, Metric, Relationship, SemanticModel } from '../semantic-model.ts'
import { findMissingField, findMissingNames, isCircular } from './check-references.ts'
import { modelExtensionSchema } from './extensions.ts'
import { nearest } from './nearest.ts'
import { parseMetric } from './parse-metric.ts'
import { printMetric } from './print-metric.ts'
import { readDataset, readExtension, readMetric, readRelationship } from './read-elements.ts'
import type { Placed, PlacedDataset, PlacedMetric, PlacedRelationship } from './read-elements.ts'
import { keysOf } from './vocabulary.ts'
import { createYamlReader } from './yaml-reader.ts'
import type { ReadMap, YamlReader } from './yaml-reader.ts'

export interface ParseOssieOptions {
  /** For documents of other tools, which do not say which source they are of. */
  readonly sourceId?: string
  readonly dialect?: SqlDialect
  /** Tables and columns are looked up here where it is given. */
  readonly catalog?: Catalog
}

/** `model` is there when no finding is an error. */
export interface ParsedOssie {
  readonly model?: SemanticModel
  readonly diagnostics: readonly Diagnostic[]
}

const supported = /^0\.[12](\.|$)/

/** The map of the one model: under `semantic_model`, or the document itself as later drafts have it. */
const readModelMap = (reader: YamlReader): ReadMap | undefined => {
  if (reader.root === undefined) {
    if (reader.diagnostics.length === 0)
      reader.report({ code: 'OSSIE_REQUIRED', message: 'The document is empty' })
    return undefined
  }
  const isFlat = isMap(reader.root) && !reader.root.has('semantic_model') && reader.root.has('datasets')
  const document = reader.map(
    reader.root,
    'The document',
    isFlat ? ['version', ...keysOf.model] : keysOf.document,
  )
  if (document === undefined) return undefined
  const version = reader.required(document, 'version', 'The document')
  const says = isScalar(version) ? String(version.value) : ''
  if (version !== undefined && !supported.test(says))
    reader.report({
      code: 'OSSIE_VERSION',
      node: version,
      message: `Version ${says} of Ossie is not known; 0.2 is`,
      fix: '0.2.0.dev0',
    })
  if (isFlat) return document
  const models = reader.list(reader.required(document, 'semantic_model', 'The document'), 'semantic_model')
  for (const other of models.slice(1))
    reader.report({
      code: 'OSSIE_MODEL_SECOND',
      node: other,
      message: 'One model a document; this one is not read',
    })
  const first = models[0]
  if (first === undefined && document.values.has('semantic_model'))
    reader.report({
      code: 'OSSIE_REQUIRED',
      node: document.keys.get('semantic_model'),
      message: 'semantic_model holds no model',
    })
  return reader.map(first, 'The model', keysOf.model)
}

/** Reports names given twice; the later one is at fault. */
const checkUnique = (
  reader: YamlReader,
  items: readonly Placed<{ readonly name: string }>[],
  what: string,
): void => {
  const seen = new Set<string>()
  for (const { item, at } of items) {
    if (seen.has(item.name))
      reader.report({
        code: 'OSSIE_NAME_DUPLICATE',
        node: at.values.get('name'),
        message: `There is already a ${what} "${item.name}"`,
      })
    seen.add(item.name)
  }
}

const fieldsOfColumns = (
  reader: YamlReader,
  dataset: PlacedDataset,
  columns: readonly { readonly text: string; readonly node: Node }[],
): string[] =>
  columns.flatMap(({ text, node }) => {
    const field =
      dataset.fields.find(one => one.item.column === text) ??
      dataset.fields.find(one => one.item.name === text)
    if (field !== undefined) return [field.item.name]
    const fix = nearest(
      text,
      dataset.fields.map(one => one.item.column),
    )
    reader.report({
      code: 'OSSIE_REFERENCE_UNKNOWN',
      node,
      fix,
      message: `Dataset "${dataset.item.name}" has no field over the column "${text}"`,
    })
    return []
  })

const bindRelationship = (
  reader: YamlReader,
  datasets: readonly PlacedDataset[],
  placed: PlacedRelationship,
): Relationship | undefined => {
  const find = (name: string, key: 'from' | 'to'): PlacedDataset | undefined => {
    const found = datasets.find(one => one.item.name === name)
    if (found === undefined)
      reader.report({
        code: 'OSSIE_REFERENCE_UNKNOWN',
        node: placed.at.values.get(key),
        message: `There is no dataset "${name}"`,
        fix: nearest(
          name,
          datasets.map(one => one.item.name),
        ),
      })
    return found
  }
  const from = find(placed.item.from, 'from')
  const to = find(placed.item.to, 'to')
  if (from === undefined || to === undefined) return undefined
  return {
    ...placed.item,
    fromFields: fieldsOfColumns(reader, from, placed.fromColumns),
    toFields: fieldsOfColumns(reader, to, placed.toColumns),
  }
}

/**
 * The SQL decides where a person changed it; where it is what our own expression prints, that expression stays,
 * since it may say more than SQL.
 */
const bindMetric = (reader: YamlReader, model: SemanticModel, placed: PlacedMetric): Metric | undefined => {
  const { item, sql, typed } = placed
  if (typed !== undefined && (sql === undefined || (printMetric(typed, model) ?? 'NULL') === sql.text))
    return { ...item, expression: typed }
  if (sql === undefined) return undefined
  const parsed = parseMetric(sql.text, { datasets: model.datasets.map(one => one.name) })
  if (parsed.ok) return { ...item, expression: parsed.expression }
  const { offset, message } = parsed.problem
  reader.report({
    code: 'OSSIE_EXPRESSION_INVALID',
    node: sql.node,
    offset,
    message: `Metric "${item.name}": ${message}`,
  })
  return undefined
}

const checkMetrics = (reader: YamlReader, model: SemanticModel, placed: readonly PlacedMetric[]): void => {
  for (const { item, sql, node, at } of placed) {
    const metric = model.metrics.find(one => one.name === item.name)
    if (metric === undefined) continue
    for (const { message, fix } of findMissingNames(metric.expression, model))
      reader.report({
        code: 'OSSIE_REFERENCE_UNKNOWN',
        node: sql?.node ?? node,
        message: `Metric "${item.name}": ${message}`,
        fix,
      })
    if (isCircular(item.name, model))
      reader.report({
        code: 'OSSIE_METRIC_CIRCULAR',
        node: sql?.node ?? node,
        message: `Metric "${item.name}" is made of itself`,
      })
    const time = metric.time === undefined ? undefined : findMissingField(metric.time, model)
    if (time !== undefined)
      reader.report({
        code: 'OSSIE_REFERENCE_UNKNOWN',
        node: at.values.get('custom_extensions') ?? node,
        message: `The time of metric "${item.name}": ${time.message}`,
        fix: time.fix,
      })
  }
}

const checkDatasets = (reader: YamlReader, datasets: readonly PlacedDataset[]): void => {
  for (const { item, fields, node, at } of datasets) {
    checkUnique(reader, fields, `field of "${item.name}"`)
    const time = fields.find(field => field.item.name === item.defaultTime)
    if (item.defaultTime !== undefined && time?.item.role !== 'time')
      reader.report({
        code: 'OSSIE_REFERENCE_UNKNOWN',
        node: at.values.get('custom_extensions') ?? node,
        message: `defaultTime of dataset "${item.name}" must be one of its time fields, and "${item.defaultTime}" is not`,
        fix: nearest(
          item.defaultTime,
          fields.filter(field => field.item.role === 'time').map(field => field.item.name),
        ),
      })
  }
}

/** What is hidden asks nothing of the source: a column that is gone must not keep the rest from being saved. */
const severityOf = (isHidden: boolean): 'warning' | 'error' => (isHidden ? 'warning' : 'error')

/** What the source itself has: tables and columns that are gone or misspelled. */
const checkCatalog = (reader: YamlReader, datasets: readonly PlacedDataset[], catalog: Catalog): void => {
  for (const { item, fields, at } of datasets) {
    const table = catalog.tables.find(
      one =>
        one.name === item.table.name && (item.table.schema === undefined || one.schema === item.table.schema),
    )
    if (table === undefined) {
      reader.report({
        code: 'MODEL_TABLE_MISSING',
        severity: severityOf(item.hidden),
        node: at.values.get('source'),
        message: `The source has no table "${item.table.name}"`,
        fix: nearest(
          item.table.name,
          catalog.tables.map(one => one.name),
        ),
      })
      continue
    }
    const columns = table.columns.map(column => column.name)
    for (const field of fields)
      if (!columns.includes(field.item.column))
        reader.report({
          code: 'MODEL_COLUMN_MISSING',
          severity: severityOf(item.hidden || field.item.hidden),
          node: field.columnNode,
          message: `Table "${table.name}" has no column "${field.item.column}"`,
          fix: nearest(field.item.column, columns),
        })
  }
}

const readParts = (reader: YamlReader, map: ReadMap, options: ParseOssieOptions): SemanticModel => {
  const name = reader.text(reader.required(map, 'name', 'The model'), 'name of the model') ?? ''
  const description = reader.text(map.values.get('description'), 'description of the model')
  const facts = readExtension(reader, map, modelExtensionSchema, 'the model') ?? {}
  const datasets = reader
    .list(reader.required(map, 'datasets', 'The model'), 'datasets')
    .flatMap(node => readDataset(reader, node) ?? [])
  const relationships = reader
    .list(map.values.get('relationships'), 'relationships')
    .flatMap(node => readRelationship(reader, node) ?? [])
  const metrics = reader
    .list(map.values.get('metrics'), 'metrics')
    .flatMap(node => readMetric(reader, node) ?? [])
  checkUnique(reader, datasets, 'dataset')
  checkUnique(reader, relationships, 'relationship')
  checkUnique(reader, metrics, 'metric')
  checkDatasets(reader, datasets)
  if (options.catalog !== undefined) checkCatalog(reader, datasets, options.catalog)
  const typed = metrics.flatMap(({ item, typed: expression }) =>
    expression === undefined ? [] : [{ ...item, expression }],
  )
  const base: SemanticModel = {
    version: facts.version ?? 1,
    rowRules: facts.rowRules ?? [],
    sourceId: facts.sourceId ?? options.sourceId ?? '',
    dialect: facts.dialect ?? options.dialect ?? 'duckdb',
    name,
    ...(description === undefined ? {} : { description }),
    datasets: datasets.map(one => one.item),
    relationships: relationships.flatMap(one => bindRelationship(reader, datasets, one) ?? []),
    metrics: typed,
  }
  const model = { ...base, metrics: metrics.flatMap(one => bindMetric(reader, base, one) ?? []) }
  checkMetrics(reader, model, metrics)
  checkRowRules(reader, model, map)
  if (model.sourceId === '')
    reader.report({
      code: 'OSSIE_REQUIRED',
      node: map.node,
      message: 'The model does not say which source it is of',
    })
  return model
}

const checkRowRules = (reader: YamlReader, model: SemanticModel, map: ReadMap): void => {
  const known = model.datasets.map((dataset: Dataset) => dataset.name)
  for (const rule of model.rowRules)
    if (!known.includes(rule.dataset))
      reader.report({
        code: 'OSSIE_REFERENCE_UNKNOWN',
        node: map.values.get('custom_extensions'),
        message: `A row rule names the dataset "${rule.dataset}", which does not exist`,
        fix: nearest(rule.dataset, known),
      })
}

/**
 * Reads an Apache Ossie document, finding everything that is wrong with it: each diagnostic has its line and
 * column, and the replacement where one is known. The version is 0.2 (0.1 is read too), see core-spec/spec.md of
 * Apache Ossie.
 */
export const parseOssieYaml = (text: string, options: ParseOssieOptions = {}): ParsedOssie => {
  const reader = createYamlReader(text)
  const map = readModelMap(reader)
  const model = map === undefined ? undefined : readParts(reader, map, options)
  const { diagnostics } = reader
  const isSound = model !== undefined && diagnostics.every(one => one.severity !== 'error')
  return isSound ? { model, diagnostics } : { diagnostics }
}
