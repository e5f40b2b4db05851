import type { DataType } from '@millwright/spec'

/** Version of the Apache Ossie core specification that is written. Earlier 0.1 documents are read too. */
export const ossieVersion = '0.2.0.dev0'

/** Under this name our own facts stand in `custom_extensions`. */
export const vendorName = 'MILLWRIGHT'

/** Keys that each element may have, after core-spec/ossie-schema.json of Apache Ossie. */
export const keysOf = {
  document: ['version', 'semantic_model', 'dialects', 'vendors', 'ai_context'],
  model: ['name', 'description', 'ai_context', 'datasets', 'relationships', 'metrics', 'custom_extensions'],
  dataset: [
    'name',
    'source',
    'primary_key',
    'unique_keys',
    'description',
    'ai_context',
    'fields',
    'custom_extensions',
  ],
  relationship: ['name', 'from', 'to', 'from_columns', 'to_columns', 'ai_context', 'custom_extensions'],
  field: [
    'name',
    'expression',
    'dimension',
    'label',
    'description',
    'datatype',
    'ai_context',
    'custom_extensions',
  ],
  metric: ['name', 'expression', 'description', 'datatype', 'ai_context', 'custom_extensions'],
  expression: ['dialects'],
  dialectExpression: ['dialect', 'expression'],
  dimension: ['is_time'],
  extension: ['vendor_name', 'data'],
} as const

export const dialects = [
  'ANSI_SQL',
  'SNOWFLAKE',
  'MDX',
  'TABLEAU',
  'DATABRICKS',
  'MAQL',
  'BIGQUERY',
  'SIGMA',
  'THOUGHTSPOT',
  'DAX',
  'OSSIE_SQL_2026',
] as const

/** Ossie's portable types and ours; types that share one are told apart in our extension. */
export const ossieTypeOf: Readonly<Record<DataType, string>> = {
  boolean: 'Boolean',
  integer: 'Integer',
  decimal: 'Decimal',
  float: 'Float',
  text: 'String',
  date: 'Date',
  timestamp: 'DateTime',
  time: 'Time',
  json: 'Opaque',
  binary: 'Opaque',
  other: 'Opaque',
}

export const typeOfOssie: ReadonlyMap<string, DataType> = new Map([
  ['Boolean', 'boolean'],
  ['Integer', 'integer'],
  ['Decimal', 'decimal'],
  ['Float', 'float'],
  ['String', 'text'],
  ['Date', 'date'],
  ['DateTime', 'timestamp'],
  ['DateTimeTz', 'timestamp'],
  ['Time', 'time'],
  ['Opaque', 'other'],
])
