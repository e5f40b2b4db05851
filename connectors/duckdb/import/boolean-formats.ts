import { quoteText } from '../sql-text.ts'
import type { ValueFormat } from './value-format.ts'

/** Pairs of words for yes and no. Short ones count only where both occur: "N" alone may be north. */
const pairs: readonly { readonly yes: string; readonly no: string; readonly mayBeAlone: boolean }[] = [
  { yes: 'true', no: 'false', mayBeAlone: true },
  { yes: 'yes', no: 'no', mayBeAlone: false },
  { yes: 'y', no: 'n', mayBeAlone: false },
  { yes: 't', no: 'f', mayBeAlone: false },
  { yes: '是', no: '否', mayBeAlone: false },
  { yes: '真', no: '假', mayBeAlone: false },
  { yes: '√', no: '×', mayBeAlone: false },
]

/** Reads a column of two words as yes and no. Digits 0 and 1 stay numbers, so that they can be averaged. */
export const proposeBooleans = (cells: readonly string[]): readonly ValueFormat[] => {
  const words = new Set(cells.map(cell => cell.toLowerCase()))
  const pair = pairs.find(
    p => [...words].every(w => w === p.yes || w === p.no) && words.size >= (p.mayBeAlone ? 1 : 2),
  )
  if (!pair) return []
  return [
    {
      id: 'boolean',
      type: 'boolean',
      toSql: v =>
        `(CASE lower(${v}) WHEN ${quoteText(pair.yes)} THEN true WHEN ${quoteText(pair.no)} THEN false END)`,
    },
  ]
}
