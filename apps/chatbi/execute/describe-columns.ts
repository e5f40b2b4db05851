import type { QueryResult, ResultColumn } from '@millwright/spec'
import type { ResultTableColumn } from './result-table.ts'

/**
 * What the columns of a result mean. Where they are those that the compiler wrote, its words hold; in SQL that a
 * person wrote, columns of the same name keep theirs and the rest are judged by type and name.
 */
export const describeColumns = (
  result: QueryResult,
  outputs: readonly ResultTableColumn[],
): ResultTableColumn[] => {
  const isAsCompiled =
    outputs.length === result.columns.length &&
    outputs.every((output, i) => sameName(output.id, result.columns[i]))
  return result.columns.map((column, i) => {
    const known = isAsCompiled ? outputs[i] : outputs.find(output => sameName(output.id, column))
    const id = uniqueId(result.columns, i)
    return known
      ? { ...known, id, type: typeOf(known, column) }
      : guessColumn(id, column, valuesOf(result, i))
  })
}

/** A type that the source does not tell (an expression in SQLite) is the compiler's. */
const typeOf = (known: ResultTableColumn, column: ResultColumn): ResultTableColumn['type'] =>
  column.type === 'other' || (column.type === 'text' && known.role === 'measure') ? known.type : column.type

const sameName = (id: string, column: ResultColumn | undefined): boolean =>
  id.toLowerCase() === column?.name.toLowerCase()

/** Two columns of one name would be one field of the chart. */
const uniqueId = (columns: readonly ResultColumn[], index: number): string => {
  const name = columns[index]?.name ?? ''
  const earlier = columns.slice(0, index).filter(column => column.name === name).length
  return earlier === 0 ? name : `${name}_${earlier + 1}`
}

const valuesOf = (result: QueryResult, index: number): readonly unknown[] =>
  result.rows.slice(0, 200).map(row => row[index])

const guessColumn = (id: string, column: ResultColumn, values: readonly unknown[]): ResultTableColumn => ({
  id,
  label: { en: readable(id) },
  type: column.type,
  role: guessRole(id, column, values),
})

const readable = (id: string): string => id.replace(/_/g, ' ').trim() || id

const isTimeText = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d(-\d\d([T ]\d\d:\d\d.*)?)?$/.test(value)

const guessRole = (
  id: string,
  column: ResultColumn,
  values: readonly unknown[],
): ResultTableColumn['role'] => {
  if (column.type === 'date' || column.type === 'timestamp') return 'time'
  const present = values.filter(value => value !== null)
  if (present.length > 0 && present.every(isTimeText)) return 'time'
  if (/(^|_)(id|no|code|key)$/i.test(id)) return 'key'
  if (['integer', 'decimal', 'float'].includes(column.type)) return 'measure'
  return present.length > 0 && present.every(value => typeof value === 'number') ? 'measure' : 'dimension'
}
