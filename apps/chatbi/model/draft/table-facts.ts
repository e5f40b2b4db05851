import type { CatalogColumn, CatalogTable, DataType, SqlDialect } from '@millwright/spec'
import { stem } from '../../text/index.ts'
import { readName, singularOf } from '../names/label.ts'
import type { ReadInitial, ReadName } from '../names/label.ts'
import { findNamePrefix, withoutNamePrefix } from '../names/name-prefix.ts'
import { splitName } from '../names/split-name.ts'
import { typeOfCells } from './column-type.ts'
import type { ColumnStatistics, TableStatistics } from './table-statistics.ts'

/** A column with all that is known of it before roles are given. `stems` are of its written-out words. */
export interface ColumnRead {
  readonly column: CatalogColumn
  readonly name: ReadName
  readonly stems: readonly string[]
  readonly type: DataType
  readonly statistics?: ColumnStatistics | undefined
  /** No two rows share a value and none is missing, as far as the data was looked at. */
  readonly isUnique: boolean
}

/** A table with all that is known of it before relationships are sought. */
export interface TableRead {
  readonly table: CatalogTable
  readonly name: ReadName
  readonly stems: readonly string[]
  readonly columns: readonly ColumnRead[]
  readonly rowCount: number
  readonly statistics?: TableStatistics | undefined
  readonly primaryKey: readonly string[]
}

const keyWords = new Set(['id', 'key', 'code', 'number', 'uuid', 'guid', 'ssn', 'uid'])

/** Technical prefixes that say nothing of what the rows are: `tbl_orders`, `dim_line`, `ref_colors`. */
const prefixes = new Set([
  'tbl',
  't',
  'dim',
  'fact',
  'ref',
  'stg',
  'vw',
  'v',
  'tb',
  'ods',
  'dwd',
  'dws',
  'ads',
  'rpt',
])

const withoutPrefix = (words: readonly string[]): readonly string[] =>
  words.length > 1 && prefixes.has(words[0] ?? '') ? words.slice(1) : words

/** Reads the name of a table or column without its technical beginning, which stays another way to say it. */
const readPrefixed = (
  { name, comment }: { readonly name: string; readonly comment?: string | undefined },
  prefix: string,
  initial?: ReadInitial,
): ReadName => {
  const short = withoutNamePrefix(name, prefix)
  const read = readName(short, comment, initial)
  return short === name ? read : { ...read, synonyms: [...read.synonyms, splitName(name).join(' ')] }
}

const readColumn = (
  column: CatalogColumn,
  statistics: TableStatistics | undefined,
  dialect: SqlDialect,
  { initial, prefix }: { readonly initial: ReadInitial; readonly prefix: string },
): ColumnRead => {
  const found = statistics?.columns.get(column.name)
  const name = readPrefixed(column, prefix, initial)
  const words = name.words.join(' ')
  const identifies =
    /\b(id|code|number|zip|zipcode|postcode|phone|card|ssn)\b/u.test(words) && !words.startsWith('number of')
  const read = typeOfCells(column, found?.cells ?? [], dialect)
  const isNumeralText = column.type === 'text' && ['integer', 'float'].includes(read) && identifies
  const isUnique =
    found !== undefined &&
    statistics !== undefined &&
    statistics.examinedRows > 0 &&
    found.nullCount === 0 &&
    found.distinctCount === statistics.examinedRows
  return {
    column,
    name,
    stems: name.words.map(stem),
    type: isNumeralText ? 'text' : read,
    statistics: found,
    isUnique,
  }
}

const startsWithInitial = /^[a-z](_?(name|id|no|number|num|title|code)|Name|ID|Id|No)$/iu

/**
 * The table that a single letter before a column's word stands for in this schema: the one with that initial whose
 * own columns carry it (`Dname` in department). A table of several such columns links others, so it comes after one
 * of few: `rID` is the reviewer's, not that of a rating with `rID` and `mID`.
 */
const readInitials = (tables: readonly CatalogTable[]): ReadonlyMap<string, CatalogTable> => {
  const initials = new Map<string, CatalogTable>()
  const lettersOf = (table: CatalogTable): ReadonlySet<string> =>
    new Set(
      table.columns.flatMap(({ name }) =>
        startsWithInitial.test(name) ? [(name[0] ?? '').toLowerCase()] : [],
      ),
    )
  // `publication_keyword` is named after the publications that it links
  const isNamedAfter = (table: CatalogTable): boolean =>
    tables.some(other => table.name.toLowerCase().startsWith(`${other.name.toLowerCase()}_`))
  const owners = tables.map(table => ({
    table,
    letters: lettersOf(table),
    place: isNamedAfter(table) ? 1 : 0,
  }))
  for (const { table, letters } of owners.toSorted(
    (a, b) => a.place - b.place || a.letters.size - b.letters.size,
  )) {
    const letter = table.name[0]?.toLowerCase() ?? ''
    if (/[a-z]/.test(letter) && !initials.has(letter) && letters.has(letter)) initials.set(letter, table)
  }
  return initials
}

/** Whether a column's words say that it identifies rows of `table`: `id`, `line_id` in line, `StuID` in Student. */
const keyScore = (column: ColumnRead, tableStems: readonly string[], position: number): number => {
  const last = column.stems.at(-1) ?? ''
  if (['float', 'decimal', 'boolean', 'date', 'timestamp', 'json', 'binary'].includes(column.type)) {
    // SQLite tables declare ids as REAL; whole numbers only
    const isWhole = column.statistics?.cells.every(cell => Number.isInteger(Number(cell))) ?? false
    if (column.type !== 'float' || !isWhole) return 0
  }
  const owner = column.stems.slice(0, -1)
  const acronym = tableStems.map(word => word[0]).join('')
  const names =
    owner.length > 0 && (tableStems.join(' ').includes(owner.join(' ')) || owner.join('') === acronym)
  const isId = keyWords.has(last)
  if (!isId && !column.stems.join(' ').endsWith('id')) return 0
  return (last === 'id' ? 4 : 3) + (owner.length === 0 || names ? 3 : 0) + (position === 0 ? 1 : 0)
}

const inferPrimaryKey = (
  columns: readonly ColumnRead[],
  tableStems: readonly string[],
): readonly string[] => {
  // an empty table shows nothing but its names
  const isEmpty = columns.every(column => (column.statistics?.valueCount ?? 0) === 0)
  const scored = columns
    .map((column, position) => ({
      column,
      score: column.isUnique || isEmpty ? keyScore(column, tableStems, position) : 0,
    }))
    .toSorted((a, b) => b.score - a.score)
  const best = scored[0]
  if (best === undefined) return []
  // an id that names another table may be unique by chance; a long table makes chance unlikely
  const rows = best.column.statistics?.valueCount ?? 0
  if (best.score >= 6 || (best.score >= 4 && rows >= 20)) return [best.column.column.name]
  const [first] = columns
  const isNatural =
    first?.isUnique === true &&
    first.type === 'text' &&
    rows >= 3 &&
    best.score === 0 &&
    !first.stems.some(word => ['first', 'last', 'middle'].includes(word))
  return isNatural ? [first.column.name] : []
}

/** What the names of all tables together say of each. */
export interface SchemaNames {
  readonly initials: ReadonlyMap<string, CatalogTable>
  /** Letters that every table's name begins with and that say nothing. */
  readonly prefix: string
}

export const readSchemaNames = (tables: readonly CatalogTable[]): SchemaNames => ({
  initials: readInitials(tables),
  prefix: findNamePrefix(tables.map(table => table.name)),
})

/** Reads the names, types and keys of a table. A declared primary key is kept, else one is inferred. */
export const readTable = (
  table: CatalogTable,
  statistics: TableStatistics | undefined,
  dialect: SqlDialect,
  { initials, prefix }: SchemaNames,
): TableRead => {
  const own = withoutPrefix(splitName(withoutNamePrefix(table.name, prefix)))
  const initialOf =
    (column: CatalogColumn): ReadInitial =>
    letter => {
      const owner = initials.get(letter)
      const isOwners = owner?.columns.some(other => other.name === column.name) === true
      const meant = own[0]?.startsWith(letter) === true && !isOwners ? own : splitName(owner?.name ?? '')
      return meant.length === 0 ? undefined : [...meant.slice(0, -1), singularOf(meant.at(-1) ?? '')]
    }
  const name = readPrefixed(table, prefix)
  const stems = withoutPrefix(name.words).map(stem)
  const columnPrefix = findNamePrefix(table.columns.map(column => column.name))
  const columns = table.columns.map(column =>
    readColumn(column, statistics, dialect, { initial: initialOf(column), prefix: columnPrefix }),
  )
  return {
    table,
    name,
    stems,
    columns,
    rowCount: statistics?.rowCount ?? table.rowCount ?? 0,
    statistics,
    primaryKey: table.primaryKey.length > 0 ? table.primaryKey : inferPrimaryKey(columns, stems),
  }
}

/** A table's words without technical prefixes, for labels. */
export const tableWords = (name: ReadName): readonly string[] => withoutPrefix(name.words)
