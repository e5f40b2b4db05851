import type { Node } from 'yaml'
import type { z } from 'zod'
import { isMap, isScalar } from 'yaml'
import type { DataType } from '@millwright/spec'
import type { Dataset, Field, Metric, Relationship } from '../semantic-model.ts'
import {
  datasetExtensionSchema,
  fieldExtensionSchema,
  metricExtensionSchema,
  relationshipExtensionSchema,
} from './extensions.ts'
import { readDottedName } from './identifier.ts'
import { nearest } from './nearest.ts'
import { dialects, keysOf, typeOfOssie, vendorName } from './vocabulary.ts'
import type { ReadMap, YamlReader } from './yaml-reader.ts'

/** An element with the nodes that later findings point at. */
export interface Placed<T> {
  readonly item: T
  readonly node: Node
  readonly at: ReadMap
}

/** A field with the node that names its column. */
export interface PlacedField extends Placed<Field> {
  readonly columnNode: Node
}

/** A metric whose expression may have to be read from SQL once every dataset is known. */
export interface PlacedMetric extends Placed<Omit<Metric, 'expression'>> {
  readonly sql: { readonly text: string; readonly node: Node } | undefined
  readonly typed: Metric['expression'] | undefined
}

/** Our own facts among the vendors' extensions; those of others are left alone. */
export const readExtension = <T>(
  reader: YamlReader,
  map: ReadMap,
  schema: z.ZodType<T>,
  what: string,
): T | undefined => {
  let found: T | undefined
  for (const node of reader.list(map.values.get('custom_extensions'), `custom_extensions of ${what}`)) {
    const one = reader.map(node, `An extension of ${what}`, keysOf.extension)
    if (one === undefined) continue
    const vendor = reader.text(reader.required(one, 'vendor_name', 'An extension'), 'vendor_name')
    const data = reader.required(one, 'data', 'An extension')
    if (vendor === vendorName && data !== undefined)
      found = reader.json(data, schema, `The ${vendorName} data of ${what}`)
  }
  return found
}

const readSynonyms = (reader: YamlReader, map: ReadMap, what: string): string[] => {
  const node = map.values.get('ai_context')
  if (node === undefined || isScalar(node)) return [] // plain instructions for models
  if (!isMap(node)) {
    reader.text(node, `ai_context of ${what}`)
    return []
  }
  const synonyms = node.get('synonyms', true)
  return synonyms === undefined
    ? []
    : reader.texts(synonyms as Node, `synonyms of ${what}`).map(one => one.text) // `get` with `true` gives nodes
}

const readCommon = (
  reader: YamlReader,
  map: ReadMap,
  what: string,
): { synonyms: string[]; description?: string } => {
  const description = reader.text(map.values.get('description'), `description of ${what}`)
  return { synonyms: readSynonyms(reader, map, what), ...(description === undefined ? {} : { description }) }
}

/** The expression that we read: standard SQL, else the first. */
const readExpression = (
  reader: YamlReader,
  map: ReadMap,
  what: string,
): { readonly text: string; readonly node: Node } | undefined => {
  const outer = reader.map(
    reader.required(map, 'expression', what),
    `expression of ${what}`,
    keysOf.expression,
  )
  if (outer === undefined) return undefined
  const read = reader
    .list(reader.required(outer, 'dialects', `expression of ${what}`), 'dialects')
    .flatMap(node => {
      const one = reader.map(node, 'An expression', keysOf.dialectExpression)
      if (one === undefined) return []
      const dialectNode = reader.required(one, 'dialect', 'An expression')
      const dialect = reader.text(dialectNode, 'dialect') ?? ''
      if (dialectNode !== undefined && !dialects.some(known => known === dialect))
        reader.report({
          code: 'OSSIE_DIALECT_UNKNOWN',
          message: `"${dialect}" is not one of ${dialects.join(', ')}`,
          node: dialectNode,
          fix: nearest(dialect, dialects),
        })
      const textNode = reader.required(one, 'expression', 'An expression')
      const text = reader.text(textNode, 'expression')
      return text === undefined || textNode === undefined ? [] : [{ dialect, text, node: textNode }]
    })
  return read.find(one => one.dialect === 'ANSI_SQL') ?? read[0]
}

const readType = (reader: YamlReader, map: ReadMap, what: string): DataType | undefined => {
  const node = map.values.get('datatype')
  const text = reader.text(node, `datatype of ${what}`)
  if (text === undefined) return undefined
  const type = typeOfOssie.get(text)
  if (type === undefined)
    reader.report({
      code: 'OSSIE_DATATYPE_UNKNOWN',
      message: `"${text}" is not one of ${Array.from(typeOfOssie.keys()).join(', ')}`,
      node,
      fix: nearest(text, typeOfOssie.keys()),
    })
  return type
}

/** A label for what has none: documents of other tools. */
const labelOf = (name: string): Field['label'] => ({ en: name.replaceAll('_', ' ') })

const roleOf = (type: DataType, isDimension: boolean, isTime: boolean | undefined): Field['role'] => {
  if (isTime ?? ['date', 'timestamp'].includes(type)) return 'time'
  return !isDimension && ['integer', 'decimal', 'float'].includes(type) ? 'measure' : 'dimension'
}

export const readField = (reader: YamlReader, node: Node): PlacedField | undefined => {
  const map = reader.map(node, 'A field', keysOf.field)
  if (map === undefined) return undefined
  const name = reader.text(reader.required(map, 'name', 'A field'), 'name')
  const what = `field "${name ?? '?'}"`
  const expression = readExpression(reader, map, what)
  const facts = readExtension(reader, map, fieldExtensionSchema, what) ?? {}
  const common = readCommon(reader, map, what)
  const dimension = reader.map(map.values.get('dimension'), `dimension of ${what}`, keysOf.dimension)
  const time = dimension?.values.get('is_time')
  const isTime = isScalar(time) && typeof time.value === 'boolean' ? time.value : undefined
  if (time !== undefined && isTime === undefined)
    reader.report({ code: 'OSSIE_TYPE', message: `is_time of ${what} must be true or false`, node: time })
  const type = facts.type ?? readType(reader, map, what) ?? 'text'
  if (name === undefined || expression === undefined) return undefined
  const column = readDottedName(expression.text)?.at(-1)
  if (column === undefined) {
    reader.report({
      code: 'OSSIE_EXPRESSION_UNSUPPORTED',
      severity: 'warning',
      node: expression.node,
      message: `${what} is computed; only plain columns can be asked about, so it is left out`,
    })
    return undefined
  }
  const item: Field = {
    ...facts,
    label: facts.label ?? labelOf(name),
    grade: facts.grade ?? 'internal',
    hidden: facts.hidden ?? false,
    samples: facts.samples ?? [],
    name,
    column,
    ...common,
    type,
    role: facts.role ?? roleOf(type, dimension !== undefined, isTime),
  }
  return { item, node, at: map, columnNode: expression.node }
}

export interface PlacedDataset extends Placed<Dataset> {
  readonly fields: readonly PlacedField[]
}

export const readDataset = (reader: YamlReader, node: Node): PlacedDataset | undefined => {
  const map = reader.map(node, 'A dataset', keysOf.dataset)
  if (map === undefined) return undefined
  const name = reader.text(reader.required(map, 'name', 'A dataset'), 'name')
  const what = `dataset "${name ?? '?'}"`
  const sourceNode = reader.required(map, 'source', what)
  const source = reader.text(sourceNode, `source of ${what}`)
  const fields = reader
    .list(map.values.get('fields'), `fields of ${what}`)
    .flatMap(one => readField(reader, one) ?? [])
  const facts = readExtension(reader, map, datasetExtensionSchema, what) ?? {}
  const common = readCommon(reader, map, what)
  const parts = source === undefined ? undefined : readDottedName(source)
  if (source !== undefined && parts === undefined)
    reader.report({
      code: 'OSSIE_SOURCE_UNSUPPORTED',
      node: sourceNode,
      message: `source of ${what} must name a table or view, as table or schema.table`,
    })
  if (name === undefined || parts === undefined) return undefined
  const [table = '', schema] = parts.toReversed()
  const primaryKey = reader
    .texts(map.values.get('primary_key'), `primary_key of ${what}`)
    .flatMap(({ text, node: at }) => {
      const field = fields.find(one => one.item.column === text) ?? fields.find(one => one.item.name === text)
      if (field === undefined)
        reader.report({
          code: 'OSSIE_REFERENCE_UNKNOWN',
          node: at,
          message: `${what} has no field over the column "${text}"`,
          fix: nearest(
            text,
            fields.map(one => one.item.column),
          ),
        })
      return field === undefined ? [] : [field.item.name]
    })
  const item: Dataset = {
    ...facts,
    label: facts.label ?? labelOf(name),
    hidden: facts.hidden ?? false,
    name,
    table: { ...(schema === undefined ? {} : { schema }), name: table },
    ...common,
    primaryKey,
    fields: fields.map(field => field.item),
  }
  return { item, node, at: map, fields }
}

export interface PlacedRelationship extends Placed<Relationship> {
  readonly fromColumns: readonly { readonly text: string; readonly node: Node }[]
  readonly toColumns: readonly { readonly text: string; readonly node: Node }[]
}

export const readRelationship = (reader: YamlReader, node: Node): PlacedRelationship | undefined => {
  const map = reader.map(node, 'A relationship', keysOf.relationship)
  if (map === undefined) return undefined
  const name = reader.text(reader.required(map, 'name', 'A relationship'), 'name')
  const what = `relationship "${name ?? '?'}"`
  const from = reader.text(reader.required(map, 'from', what), `from of ${what}`)
  const to = reader.text(reader.required(map, 'to', what), `to of ${what}`)
  const fromColumns = reader.texts(reader.required(map, 'from_columns', what), `from_columns of ${what}`)
  const toColumns = reader.texts(reader.required(map, 'to_columns', what), `to_columns of ${what}`)
  const facts = readExtension(reader, map, relationshipExtensionSchema, what) ?? {}
  if (name === undefined || from === undefined || to === undefined) return undefined
  if (fromColumns.length !== toColumns.length || fromColumns.length === 0)
    reader.report({
      code: 'OSSIE_COLUMNS_UNEQUAL',
      node: map.keys.get('to_columns') ?? map.node,
      message: `${what} joins ${fromColumns.length} columns to ${toColumns.length}; give as many on both sides`,
    })
  const item: Relationship = { ...facts, name, from, to, fromFields: [], toFields: [] }
  return { item, node, at: map, fromColumns, toColumns }
}

export const readMetric = (reader: YamlReader, node: Node): PlacedMetric | undefined => {
  const map = reader.map(node, 'A metric', keysOf.metric)
  if (map === undefined) return undefined
  const name = reader.text(reader.required(map, 'name', 'A metric'), 'name')
  const what = `metric "${name ?? '?'}"`
  const sql = readExpression(reader, map, what)
  const { expression: typed, ...facts } = readExtension(reader, map, metricExtensionSchema, what) ?? {}
  const common = readCommon(reader, map, what)
  readType(reader, map, what)
  if (name === undefined) return undefined
  const label = facts.label ?? labelOf(name)
  const item = { ...facts, label, hidden: facts.hidden ?? false, name, ...common }
  return { item, node, at: map, sql, typed }
}
