import type { Field } from '../semantic-model.ts'
import { placeNamesOf } from '../names/places.ts'
import { meaningOf } from './field-role.ts'
import { gradeOf } from './grade.ts'
import type { ColumnRead, TableRead } from './table-facts.ts'

/** A name that can stand in an expression: the words joined by `_`; Chinese names stay. */
export const toIdentifier = (words: readonly string[], fallback: string): string => {
  const joined = words.join('_').replace(/[^\p{L}\p{N}_]/gu, '')
  return joined === '' ? fallback : /^\d/.test(joined) ? `_${joined}` : joined
}

/** Makes names unique by counting: `name`, `name_2`. */
export const createNamer = (): ((name: string) => string) => {
  const taken = new Set<string>()
  return name => {
    let unique = name
    for (let count = 2; taken.has(unique); count++) unique = `${name}_${count}`
    taken.add(unique)
    return unique
  }
}

const genders = {
  male: ['male', 'men', 'man', 'boys', '男', '男性'],
  female: ['female', 'women', 'woman', 'girls', '女', '女性'],
}

/** Other words for values whose meaning the column's name gives away. */
const valueSynonymsOf = (read: ColumnRead): Field['valueSynonyms'] => {
  const values = new Set((read.statistics?.cells ?? []).map(String))
  const known: Record<string, readonly string[]> = { ...placeNamesOf(read.stems, values) }
  if (read.stems.some(word => word === 'sex' || word === 'gender'))
    for (const value of values) {
      const lower = value.toLowerCase()
      if (['m', 'male'].includes(lower)) known[value] = genders.male
      if (['f', 'female'].includes(lower)) known[value] = genders.female
    }
  if (values.has('OK') && values.has('NOK')) {
    known['OK'] = ['good', 'passed', '合格']
    known['NOK'] = ['not ok', 'failed', 'rejected', '不合格']
  }
  const entries = Object.entries(known).map(
    ([value, words]) => [value, words.filter(word => word !== value)] as const,
  )
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([value, words]) => [value, Array.from(words)]))
}

/** Another way to say `product_name` in the table product is `name`. */
const shortName = (read: ColumnRead, table: TableRead): readonly string[] => {
  const length = table.stems.length
  const starts = table.stems.length > 0 && table.stems.every((word, at) => read.stems[at] === word)
  return starts && read.stems.length > length ? [read.name.words.slice(length).join(' ')] : []
}

const flagSamples = (read: ColumnRead, kind: Field['valueKind']): Field['samples'] | undefined =>
  kind !== 'flag'
    ? undefined
    : read.type === 'boolean'
      ? [true, false]
      : read.type === 'integer'
        ? [0, 1]
        : undefined

/** Values of sensitive columns never leave the source with the model. */
const samplesOf = (read: ColumnRead, grade: Field['grade']): Field['samples'] =>
  grade === 'internal' || grade === 'public'
    ? (read.statistics?.samples ?? [])
        .filter(cell => cell !== null)
        .map(cell => (typeof cell === 'string' ? cell.slice(0, 80) : cell))
    : []

/** A column as a field of the model. */
export const draftField = (read: ColumnRead, table: TableRead, isKey: boolean, name: string): Field => {
  const meaning = meaningOf({ ...read, isKey, rowCount: table.rowCount })
  const grade = gradeOf([...read.name.words, ...read.name.rawWords], table.name.words)
  const label = read.name.label
  const synonyms = new Set([...read.name.synonyms, ...shortName(read, table)])
  synonyms.delete(label.en)
  const valueSynonyms = valueSynonymsOf(read)
  const { statistics } = read
  const isOpen = grade === 'internal' || grade === 'public'
  const limit = (cell: unknown): string | number | undefined =>
    typeof cell === 'number' || (typeof cell === 'string' && meaning.role === 'time') ? cell : undefined
  const minimum = isOpen ? limit(statistics?.minimum) : undefined
  const maximum = isOpen ? limit(statistics?.maximum) : undefined
  return {
    name,
    column: read.column.name,
    label,
    synonyms: Array.from(synonyms),
    ...(read.column.comment === undefined ? {} : { description: read.column.comment }),
    type: read.type,
    ...(read.column.type === 'text' && ['integer', 'float'].includes(read.type)
      ? { storedType: 'text' }
      : {}),
    role: meaning.role,
    ...(read.name.unit === undefined ? {} : { unit: read.name.unit }),
    ...(meaning.defaultAggregate === undefined ? {} : { defaultAggregate: meaning.defaultAggregate }),
    grade,
    hidden: false,
    valueKind: meaning.valueKind,
    ...(statistics === undefined
      ? {}
      : { distinctCount: statistics.distinctCount, nullCount: statistics.nullCount }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    samples: flagSamples(read, meaning.valueKind) ?? samplesOf(read, grade),
    ...(valueSynonyms === undefined ? {} : { valueSynonyms }),
  }
}

const nameScore = (field: Field, read: ColumnRead, table: TableRead): number => {
  if (['integer', 'float', 'decimal', 'boolean'].includes(field.type) || field.role === 'time') return 0
  if (field.valueKind === 'text' || field.valueKind === 'flag') return 0
  const words = read.stems.join(' ')
  const own = table.stems.join(' ')
  const last = read.stems.at(-1) ?? ''
  if (words === 'name' || words === `${own} name`) return 10
  if (words === own) return 9
  if (words === 'title' || words === `${own} title` || words === 'full name') return 8
  const isNamed = last === 'name' || last === 'title' || last === 'label'
  const tail = table.stems.at(-1) ?? ''
  if (isNamed && read.stems.includes(tail)) return 7
  if (
    isNamed &&
    !read.stems.some(word => word === 'first' || word === 'last' || word === 'middle' || word === 'login')
  )
    return read.isUnique ? 6 : 4
  return 0
}

/** Marks the field that names a row of the table; of persons both first and last name. `referring`: foreign keys. */
export const markName = (
  fields: readonly Field[],
  table: TableRead,
  referring: ReadonlySet<string>,
): readonly Field[] => {
  // a column that names another table's rows does not name this one's
  const own = table.columns.filter(read => !referring.has(read.column.name))
  const reads = new Map(own.map(read => [read.column.name, read]))
  const scored = fields.map(field => {
    const read = reads.get(field.column)
    return read === undefined ? 0 : nameScore(field, read, table)
  })
  const best = Math.max(0, ...scored)
  const has = (field: Field, word: string): boolean => {
    const words = (reads.get(field.column)?.stems ?? []).join(' ')
    return words.endsWith(`${word} name`)
  }
  const isPersonTable = fields.some(field => has(field, 'first')) && fields.some(field => has(field, 'last'))
  if (best < 8 && isPersonTable)
    return fields.map(field =>
      has(field, 'first') || has(field, 'last') ? { ...field, isName: true } : field,
    )
  if (best > 0)
    return fields.map((field, at) => (at === scored.indexOf(best) ? { ...field, isName: true } : field))
  const only = fields.filter(
    field => field.valueKind === 'name' && reads.get(field.column)?.isUnique === true,
  )
  return fields.map(field => (field === only[0] ? { ...field, isName: true } : field))
}
