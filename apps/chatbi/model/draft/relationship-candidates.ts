import type { ColumnRead, TableRead } from './table-facts.ts'

/** A guess that `from.column` refers to `to.column`, by their names alone; `score` 0..1. */
export interface Candidate {
  readonly from: TableRead
  readonly fromColumn: ColumnRead
  readonly to: TableRead
  readonly toColumn: ColumnRead
  readonly score: number
  /** Words that tell this reference from a plain one: `home` of `home_team_id`. */
  readonly role?: string
}

type Words = readonly string[]

const idWords = new Set(['id', 'key', 'code', 'number', 'uuid', 'name', 'fk'])
const identities = new Set([...idWords, 'ssn'])
const noIdentities = new Set(
  'paid avoid grid solid fluid valid liquid rapid acid covid hybrid android squid'.split(' '),
)
/** `id` and the like, also where it is glued to a word that was never split: `custid`. */
const isIdentity = (word: string): boolean =>
  identities.has(word) || (/^[a-z]{3,}id$/.test(word) && !noIdentities.has(word))
const unfit = new Set(['date', 'timestamp', 'boolean', 'json', 'binary', 'time'])
/** Words of a row's place above or beside another row of the same table. */
const kinship = new Set(
  'parent previou next manager supervisor super boss lead head original relat report'.split(' '),
)
/** Columns that many tables have without meaning each other. */
const common = new Set(
  'name title type status state year month date day time age rank rating score price amount quantity count total number description comment note level class position result gender sex color size weight height length width email phone address first last middle login personal family'.split(
    ' ',
  ),
)

const endsWith = (words: Words, tail: Words): boolean =>
  tail.length > 0 &&
  words.length >= tail.length &&
  tail.every((word, at) => words[words.length - tail.length + at] === word)

const same = (a: Words, b: Words): boolean => a.length === b.length && endsWith(a, b)

const withoutId = (words: Words): Words =>
  words.length > 1 && idWords.has(words.at(-1) ?? '') ? words.slice(0, -1) : words

const isNumber = (column: ColumnRead): boolean => ['integer', 'float', 'decimal'].includes(column.type)

const isWhole = (column: ColumnRead): boolean =>
  column.type !== 'float' || (column.statistics?.cells.every(cell => Number.isInteger(Number(cell))) ?? false)

const canRefer = (column: ColumnRead): boolean => !unfit.has(column.type) && isWhole(column)

const isPrimary = (table: TableRead, column: ColumnRead): boolean =>
  table.primaryKey.length === 1 && table.primaryKey[0] === column.column.name

const countWords = new Set([
  'number',
  'count',
  'total',
  'rank',
  'average',
  'percent',
  'in',
  'maximum',
  'minimum',
])

/** `home_games`, `number of loans`: whole numbers that count another table's rows, and do not point at one. */
const isCounting = (column: ColumnRead): boolean => {
  const last = column.name.rawWords.at(-1) ?? ''
  return (
    isNumber(column) &&
    !identities.has(column.stems.at(-1) ?? '') &&
    (column.stems.some(word => countWords.has(word)) || (last !== column.stems.at(-1) && last.endsWith('s')))
  )
}

interface NameMatch {
  readonly score: number
  readonly role?: string
}

const withRole = (score: number, words: Words, tail: Words): NameMatch => {
  const role = words.slice(0, words.length - tail.length).join(' ')
  return role === '' ? { score } : { score, role }
}

/** A column named by the table whose primary key it holds: `campus`, `home_team`, `author_id` of authors and tutors. */
const matchEntity = (from: ColumnRead, to: TableRead): NameMatch | undefined => {
  const words = from.stems
  const bare = withoutId(words)
  const hasId = bare !== words
  if (same(words, to.stems) || (hasId && same(bare, to.stems))) return { score: 0.85 }
  if (endsWith(bare, to.stems) && !isCounting(from)) return withRole(0.7, bare, to.stems)
  if (
    hasId &&
    to.stems.length > 1 &&
    (endsWith(to.stems, bare) || bare.every((word, at) => to.stems[at] === word))
  )
    return { score: 0.7 }
  return undefined
}

/** How well a column's words name a key of a table: `customer_id` the key `id` of customers, and the like. */
const matchNames = (from: ColumnRead, to: TableRead, toColumn: ColumnRead): NameMatch | undefined => {
  const key = toColumn.stems
  const primary = isPrimary(to, toColumn)
  const isBareKey = key.length === 1 && idWords.has(key[0] ?? '')
  const full = isBareKey ? [...to.stems, ...key] : key
  const identifies = isIdentity(full.at(-1) ?? '')
  const names = primary || withoutId(full).every(word => to.stems.includes(word))
  if (same(from.stems, full)) {
    if (identifies && names) return { score: 1 }
    return full.some(word => common.has(word)) && !primary ? undefined : { score: identifies ? 0.75 : 0.65 }
  }
  if (identifies && endsWith(from.stems, full)) return withRole(0.9, from.stems, full)
  const [first = '', ...rest] = from.stems
  if (kinship.has(first) && identifies && endsWith(full, rest)) return { score: 0.85, role: first }
  if (!primary) return undefined
  const entity = matchEntity(from, to)
  if (entity !== undefined) return entity
  // essn refers to ssn
  const [own = ''] = from.stems
  const glued = from.stems.length === 1 && key.length === 1 && own.length === (key[0]?.length ?? 0) + 1
  return glued && own.length >= 4 && own.endsWith(key[0] ?? '') ? { score: 0.6 } : undefined
}

/** What another table could point at: the primary key, or a unique column that could be one. */
const keysOf = (table: TableRead): readonly ColumnRead[] =>
  table.columns.filter(
    column => canRefer(column) && (isPrimary(table, column) || (column.isUnique && table.rowCount > 1)),
  )

/** Text and number columns are compared only where the text looks like numbers; most pairs end here. */
const comparable = (a: ColumnRead, b: ColumnRead): boolean => {
  if (isNumber(a) === isNumber(b)) return true
  const cells = (isNumber(a) ? b : a).statistics?.cells ?? []
  return (
    cells.length > 0 && cells.filter(cell => /^\d+(\.0)?$/.test(String(cell))).length / cells.length > 0.8
  )
}

const hasName = (table: TableRead): boolean =>
  table.columns.some(column => ['name', 'title'].includes(column.stems.at(-1) ?? ''))

/** Of two tables that share a key, the one whose rows it identifies. */
const ownership = (table: TableRead, column: ColumnRead): number =>
  (withoutId(column.stems).every(word => table.stems.includes(word)) ? 100 - 10 * table.stems.length : 0) +
  (isPrimary(table, column) ? 4 : table.primaryKey.length === 1 ? -4 : 0) +
  (hasName(table) ? 2 : 0)

/** Every pair of columns whose names allow a reference, best first. */
export const findCandidates = (tables: readonly TableRead[]): readonly Candidate[] => {
  const keys = tables.flatMap(to => keysOf(to).map(toColumn => ({ to, toColumn })))
  const found: Candidate[] = []
  for (const from of tables)
    for (const fromColumn of from.columns) {
      const isBare = fromColumn.stems.length === 1 && idWords.has(fromColumn.stems[0] ?? '')
      if (!canRefer(fromColumn) || isBare) continue
      for (const { to, toColumn } of keys) {
        if (fromColumn === toColumn) continue
        const match = matchNames(fromColumn, to, toColumn)
        if (match === undefined || !comparable(fromColumn, toColumn)) continue
        // within one table only another row by its place: manager, parent
        if (from === to && (match.role === undefined || match.score < 0.8)) continue
        if (isPrimary(from, fromColumn) && match.score < 0.95) continue
        const shared = fromColumn.isUnique && same(fromColumn.stems, toColumn.stems)
        const lead = ownership(to, toColumn) - ownership(from, fromColumn)
        if (shared && (lead < 0 || (lead === 0 && tables.indexOf(to) > tables.indexOf(from)))) continue
        found.push({ from, fromColumn, to, toColumn, ...match })
      }
    }
  return found.toSorted((a, b) => b.score - a.score)
}

/**
 * References that no name shows, in link tables and between texts: whole numbers of a table that is named after
 * two others (`debate_people.affirmative`), and texts that are rare enough for inclusion to mean something.
 */
export const findNamelessCandidates = (
  tables: readonly TableRead[],
  taken: ReadonlySet<ColumnRead>,
): readonly Candidate[] => {
  const found: Candidate[] = []
  for (const from of tables)
    for (const fromColumn of from.columns) {
      const says =
        identities.has(fromColumn.stems.at(-1) ?? '') || fromColumn.stems.some(word => common.has(word))
      if (taken.has(fromColumn) || !canRefer(fromColumn) || isPrimary(from, fromColumn)) continue
      if (isNumber(fromColumn) && (says || isCounting(fromColumn))) continue
      const distinct = fromColumn.statistics?.distinctCount ?? 0
      for (const to of tables) {
        const linksTo =
          to.stems.every(word => from.stems.includes(word)) && from.stems.length > to.stems.length
        for (const toColumn of keysOf(to)) {
          if (from === to || !isPrimary(to, toColumn) || isNumber(fromColumn) !== isNumber(toColumn)) continue
          if (isNumber(fromColumn) ? !linksTo : distinct < 3) continue
          const role = same(fromColumn.stems, toColumn.stems) ? {} : { role: fromColumn.name.words.join(' ') }
          found.push({ from, fromColumn, to, toColumn, score: 0.5, ...role })
        }
      }
    }
  return found
}
