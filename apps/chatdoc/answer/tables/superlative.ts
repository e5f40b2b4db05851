import type { WeighedTerm } from '../reading/weigh-terms.ts'
import { strengthIn } from '../reading/question-terms.ts'
import { indexText } from '../reading/text-index.ts'
import type { ReadableTable } from './readable-table.ts'

/** The extreme that a question asks for, and whether it wants the name of a column or of a row. */
export interface Superlative {
  readonly end: 'most' | 'least'
  readonly wants: 'column' | 'row'
  /** As the question says it, in lower case. */
  readonly word: string
}

const most =
  /\b(?:largest|highest|most|greatest|biggest|maximum|longest|higher|larger|greater|more)\b|最[大高多长]/i
const least = /\b(?:smallest|lowest|least|fewest|minimum|shortest|lower|smaller|less|fewer)\b|最[小低少短]/i

/** "In which year was … the largest" wants a column, "which segment had the highest …" a row. */
export const superlativeOf = (question: string): Superlative | undefined => {
  if (!/\b(?:which|what|who)\b|哪|什么/i.test(question)) return undefined
  const [isMost, isLeast] = [most.exec(question), least.exec(question)]
  const end = isMost ? 'most' : isLeast ? 'least' : undefined
  const word = (isMost ?? isLeast)?.[0].toLowerCase()
  if (end === undefined || word === undefined) return undefined
  const wantsColumn = /\b(?:which|what) (?:\w+ )?(?:years?|periods?|quarters?|months?)\b|哪一?[年月]/i.test(
    question,
  )
  return { end, wants: wantsColumn ? 'column' : 'row', word }
}

/** The number of a cell; figures in brackets are negative. */
export const numberOf = (text: string): number | undefined => {
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(text)?.[0]
  if (digits === undefined) return undefined
  const value = Number(digits.replaceAll(',', ''))
  return /^\W*\(.*\d.*\)|^\s*[-−–]\s?[\d$]/.test(text) ? -value : value
}

/** Place of the extreme among texts that are numbers; undefined where fewer than two are. */
export const extremeAt = (texts: readonly string[], end: Superlative['end']): number | undefined => {
  const numbers = texts.flatMap((text, at) => {
    const value = numberOf(text)
    return value === undefined ? [] : [{ at, value }]
  })
  if (numbers.length < 2) return undefined
  const ranked = numbers.toSorted((a, b) => (end === 'most' ? b.value - a.value : a.value - b.value))
  return ranked[0]?.at
}

const isTotal = (label: string): boolean => /^(?:sub)?total|^net\b|合计|总计|小计/i.test(label)

/** The row with the extreme value in the column that the question names best. */
export const extremeRow = (
  { columns, rows }: ReadableTable,
  terms: readonly WeighedTerm[],
  end: Superlative['end'],
): { readonly row: number; readonly column: number; readonly label: string } | undefined => {
  const fits = columns.map(column => {
    const index = indexText(column.header)
    return terms.reduce((sum, { term, weight }) => sum + weight * strengthIn(term, index), 0)
  })
  const column = fits.reduce(
    (top, fit, i) => (i > 0 && fit > (fits[top] ?? 0) ? i : top),
    columns.length > 1 ? 1 : 0,
  )
  const own = rows.filter(row => row.label !== '' && !isTotal(row.label))
  const at = extremeAt(
    own.map(row => row.texts[column] ?? ''),
    end,
  )
  const row = at === undefined ? undefined : own[at]
  return row && { row: row.row, column, label: row.label }
}
