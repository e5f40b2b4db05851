import type { Cell } from '@millwright/spec'

/** Values of the asked column, which is the first one, each once and in the order of the rows. */
export const toAnswers = (rows: readonly (readonly Cell[])[]): readonly string[] => [
  ...new Set(rows.flatMap(([cell]) => (cell === null || cell === undefined ? [] : [String(cell)]))),
]

/**
 * Whether both name the same set: numbers by value, dates by day, texts without case, accents, quotes, footnote marks and
 * notes in brackets at their end, as Pasupat and Liang (2015) compare; yes is `true` and 是. A `|` within an expected text separates answers.
 */
export const sameAnswers = (expected: readonly string[], actual: readonly string[]): boolean => {
  const gold = toKeys(expected.flatMap(text => text.split('|')))
  const mine = toKeys(actual)
  return gold.size === mine.size && [...gold].every(key => mine.has(key))
}

const toKeys = (texts: readonly string[]): ReadonlySet<string> => new Set(texts.map(toKey))

const toKey = (text: string): string => {
  const plain = normalize(text)
  return numberKey(plain) ?? dateKey(plain) ?? truthOf(plain) ?? plain
}

/** A database says yes and no as `true` and `false`. */
const truthOf = (text: string): string | undefined =>
  /^(yes|true|是)$/.test(text) ? 'yes' : /^(no|false|否)$/.test(text) ? 'no' : undefined

const footnote = /((?<!^)\[[^\]]*\]|\[\d+\]|[•♦†‡*#+])+$/
const note = /(?<!^)( \([^)]*\))+$/

const normalize = (text: string): string => {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’´`]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .trim()
  return withoutMarks(folded).replace(/\s+/g, ' ').replace(/\.$/, '').toLowerCase().trim()
}

const withoutMarks = (text: string): string => {
  const shorter = text
    .replace(footnote, '')
    .trim()
    .replace(note, '')
    .trim()
    .replace(/^"([^"]*)"$/, '$1')
    .trim()
  return shorter === text ? text : withoutMarks(shorter)
}

const numberKey = (text: string): string | undefined => {
  const plain = text.replace(/(?<=\d),(?=\d{3}(\D|$))/g, '')
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(plain)
    ? Number(Number(plain).toPrecision(7)).toString()
    : undefined
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `2004-07-09` for a day in that form, `9 July 2004` or `July 9, 2004`. */
const dateKey = (text: string): string | undefined => {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?(?:\.0+)?z?)?$/.exec(text)
  if (iso) return toDay(iso[1], Number(iso[2]), iso[3])
  const dayFirst = /^(\d{1,2}) ([a-z]{3})[a-z]*\.? (\d{4})$/.exec(text)
  if (dayFirst) return toDay(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1])
  const monthFirst = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/.exec(text)
  return monthFirst ? toDay(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]) : undefined
}

const monthOf = (name = ''): number => months.indexOf(name) + 1

const toDay = (year = '', month: number, day = ''): string | undefined =>
  month === 0 ? undefined : `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
