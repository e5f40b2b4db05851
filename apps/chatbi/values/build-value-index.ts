import { isPlatformError } from '@millwright/spec'
import type { Cell, Clock, DataConnection, ReportProgress } from '@millwright/spec'
import { quoteIdentifier, tableSql } from '../model/index.ts'
import type { Dataset, Field, SemanticModel } from '../model/index.ts'
import { stem } from '../text/index.ts'
import type { FieldValues, ValueData } from './value-data.ts'

export interface BuildValueIndexOptions {
  readonly model: SemanticModel
  readonly connection: DataConnection
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
  readonly progress?: ReportProgress | undefined
  /** Most distinct values kept of one column; the commonest win. Default 20,000. */
  readonly valuesPerColumn?: number
  /** Most bytes of text kept in all. Default 16 MB. */
  readonly maxBytes?: number
}

interface Target {
  readonly dataset: Dataset
  readonly field: Field
}

const longestValue = 160
const wordsForKeys = new Set(['id', 'code', 'number', 'no', 'name', 'key'])

/** A table of so few rows was written by hand: any text in it may be asked about. */
const fewRows = 1000

/** Text that names things: not free text, flags, or numbers and dates that stand as text, unless the rows are few. */
const isText = ({ dataset, field }: Target): boolean =>
  field.type === 'text' &&
  (['category', 'code', 'name'].includes(field.valueKind ?? 'category') ||
    (dataset.rowCount ?? Infinity) <= fewRows)

/** Small whole numbers that identify: line 3 where the table says 3. */
const isSmallCode = ({ dataset, field }: Target): boolean =>
  field.type === 'integer' &&
  (field.distinctCount ?? Infinity) <= 2000 &&
  ((field.role === 'key' && dataset.primaryKey.length === 1 && dataset.primaryKey[0] === field.name) ||
    (field.role === 'dimension' && field.valueKind === 'code'))

const isReference = (model: SemanticModel, { dataset, field }: Target): boolean =>
  model.relationships.some(
    relationship => relationship.from === dataset.name && relationship.fromFields.includes(field.name),
  )

const weigh = ({ field }: Target): number =>
  ['category', 'name', 'code'].indexOf(field.valueKind ?? '') * 1e7 + (field.distinctCount ?? 0)

/** Fields whose values are indexed, the most useful first, so that the byte cap cuts the least useful. */
const chooseTargets = (model: SemanticModel): readonly Target[] =>
  model.datasets
    .filter(dataset => !dataset.hidden)
    .flatMap(dataset => dataset.fields.map(field => ({ dataset, field })))
    .filter(({ field }) => !field.hidden && field.grade !== 'restricted')
    .filter(target => isText(target) || isSmallCode(target))
    // a long column of references repeats the values of the table it refers to
    .filter(target => !isReference(model, target) || (target.field.distinctCount ?? 0) <= 500)
    .toSorted((a, b) => weigh(a) - weigh(b))

/** The thing a value of the field names: `line` for line.line_id, line.name, stop.line_id. */
const nounsOf = ({ dataset, field }: Target): string[] => {
  const words = field.label.en.toLowerCase().split(' ').map(stem)
  const own = words.filter(word => !wordsForKeys.has(word))
  const entity = dataset.label.en.toLowerCase().split(' ').map(stem)
  return Array.from(
    new Set([own.at(-1) ?? entity.at(-1) ?? '', own.length === 0 ? (entity.at(-1) ?? '') : '']),
  ).filter(word => word !== '')
}

const isKept = (cell: Cell): cell is string | number =>
  typeof cell === 'number' || (typeof cell === 'string' && cell.trim() !== '' && cell.length <= longestValue)

const readValues = async (
  options: BuildValueIndexOptions,
  target: Target,
  cap: number,
): Promise<FieldValues> => {
  const { connection, signal } = options
  const { dataset, field } = target
  const column = quoteIdentifier(connection.dialect, field.column)
  const table = tableSql(connection.dialect, {
    name: dataset.table.name,
    ...(dataset.table.schema === undefined ? {} : { schema: dataset.table.schema }),
  })
  const result = await connection.query({
    sql: `SELECT ${column} AS v, COUNT(*) AS n FROM ${table} WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY n DESC, v LIMIT ${cap + 1}`,
    maxRows: cap + 1,
    timeoutMs: 30_000,
    ...(signal === undefined ? {} : { signal }),
  })
  const values = result.rows.map(row => row[0] ?? null).filter(isKept)
  return {
    dataset: dataset.name,
    field: field.name,
    grade: field.grade,
    nouns: nounsOf(target),
    values: values.slice(0, cap),
    truncated: result.rows.length > cap,
    ...(field.valueSynonyms === undefined ? {} : { synonyms: field.valueSynonyms }),
  }
}

const bytesOf = (values: FieldValues['values']): number =>
  values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length * 2 : 8), 0)

/**
 * Reads the distinct values of columns that name things, for the value index. Leaves out hidden and restricted
 * fields, free text and numbers; keeps the commonest values within the caps. A column that the source refuses or
 * that takes longer than 30 s is skipped with its reason. Throws QUERY_CANCELLED.
 */
export const buildValueIndex = async (options: BuildValueIndexOptions): Promise<ValueData> => {
  const { model, clock, progress, valuesPerColumn = 20_000, maxBytes = 16_000_000 } = options
  const targets = chooseTargets(model)
  const fields: FieldValues[] = []
  const skipped: { dataset: string; field: string; reason: string }[] = []
  let bytes = 0
  for (const [at, target] of targets.entries()) {
    const place = { dataset: target.dataset.name, field: target.field.name }
    progress?.({
      fraction: at / targets.length,
      message: `Reading values of ${place.dataset}.${place.field}`,
    })
    if (bytes >= maxBytes) {
      skipped.push({ ...place, reason: 'the index is full' })
      continue
    }
    try {
      const values = await readValues(options, target, valuesPerColumn)
      bytes += bytesOf(values.values)
      fields.push(values)
    } catch (error) {
      if (!isPlatformError(error, 'QUERY_FAILED') && !isPlatformError(error, 'QUERY_TIMEOUT')) throw error
      skipped.push({ ...place, reason: error.message })
    }
  }
  return {
    format: 'millwright-values',
    version: 1,
    sourceId: model.sourceId,
    modelVersion: model.version,
    builtAt: clock.now().toISOString(),
    fields,
    skipped,
  }
}
