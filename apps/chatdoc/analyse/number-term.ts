import { findUnit, toBaseQuantity, unitNames } from './units.ts'

const names = unitNames.map(name => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')
const number = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`

/** A number or a range ("10–20 mm"), up to two spaces, a unit that no Latin letter or digit follows. */
const quantity = new RegExp(
  String.raw`(?:(${number})\s?(?:-|~|to|至|到)\s?)?([-+]?${number})(\s{0,2})(${names})(?![\p{Script=Latin}\d])`,
  'giu',
)

/** Units that are words too when a space stands before them: "5 in the box". */
const wordLike = new Set(['in', 'a', 'd', 't', 'c', 'f', 'k', 'n', 'at'])

/** A number with its unit where it stands in a normalised text; `text` is in the base unit. */
export interface Quantity {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** `1,234.50` and `1234.5` are one number. */
export const plainNumber = (written: string): string =>
  written.length < 16 ? String(Number(written.replaceAll(',', ''))) : written

const valueOf = (written: string): number => Number(written.replaceAll(',', ''))

/** Right behind a letter or digit a number is the rest of a code, and its sign a hyphen. */
const isInsideCode = (text: string, at: number): boolean => /[\p{Script=Latin}\d.]/u.test(text[at - 1] ?? ' ')

const quantitiesOf = (text: string, match: RegExpMatchArray): readonly Quantity[] => {
  const [whole, from, to = '', space = '', name = ''] = match
  const unit = findUnit(name)
  const start = match.index ?? 0
  if (unit === undefined || isInsideCode(text, start) || (space !== '' && wordLike.has(name))) return []
  const values = [...(from === undefined ? [] : [valueOf(from)]), valueOf(to)]
  return values.map(value => ({ text: toBaseQuantity(value, unit), start, end: start + whole.length }))
}

/** Every number with a unit in a normalised text; both ends of a range. */
export const findQuantities = (text: string): readonly Quantity[] =>
  /\d/.test(text) ? [...text.matchAll(quantity)].flatMap(match => quantitiesOf(text, match)) : []
