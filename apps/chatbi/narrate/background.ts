import type { Language } from '@millwright/spec'
import { localize } from '@millwright/spec'
import type { ResultTable } from '../execute/result-table.ts'
import type { NarrateOptions } from './narration.ts'
import { shapeOf } from '../chart/choose-chart-type.ts'
import { hasNothing } from './nothing.ts'
import { capitalized } from './sentence.ts'
import type { Piece } from './sentence.ts'

/** What the rows answer: the question as it was understood with what was assumed, or a person's own SQL. */
export const scope = ({ language, reading, assumptions, sqlBy }: NarrateOptions): readonly Piece[] => {
  const isZh = language === 'zh'
  if (sqlBy !== undefined)
    return isZh
      ? ['数据行来自 ', { question: sqlBy }, ' 编写的 SQL。']
      : ['These are the rows of SQL written by ', { question: sqlBy }, '.']
  const understood = localize(reading, language).replace(/[.。]$/, '')
  return [
    isZh ? '理解为：' : 'Understood as: ',
    { question: understood },
    isZh ? '。' : '.',
    ...assumptions.flatMap(item => assumed(localize(item, language), language)),
  ]
}

/** Each as a sentence of its own. */
const assumed = (text: string, language: Language): readonly Piece[] => {
  const sentence = capitalized(text).replace(/[.。]$/, '')
  return language === 'zh' ? [{ question: sentence }, '。'] : [' ', { question: sentence }, '.']
}

/** How much stands behind the answer. */
export const basis = (table: ResultTable, language: Language): readonly Piece[] => {
  const isZh = language === 'zh'
  if (hasNothing(table, shapeOf(table))) return basisOfNothing(table, language)
  const cut = table.truncated ? (isZh ? '，结果已截断' : ', cut at the row limit') : ''
  const result: readonly Piece[] = isZh
    ? ['结果 ', { count: 'rowCount' }, ' 行', cut]
    : [{ count: 'rowCount' }, table.rowCount === 1 ? ' result row' : ' result rows', cut]
  if (table.sourceRowCount === undefined) return [...result, isZh ? '。' : '.']
  return isZh
    ? [...result, '，来自源数据中的 ', { count: 'sourceRowCount' }, ' 行。']
    : [
        ...result,
        ', from ',
        { count: 'sourceRowCount' },
        table.sourceRowCount === 1 ? ' row of the source.' : ' rows of the source.',
      ]
}

/** One row that says nothing is no result; how many rows it was asked of is still worth knowing. */
const basisOfNothing = (table: ResultTable, language: Language): readonly Piece[] => {
  if (table.sourceRowCount === undefined) return []
  const count: Piece = { count: 'sourceRowCount' }
  if (language === 'zh') return ['源数据中有 ', count, ' 行符合条件。']
  return [count, table.sourceRowCount === 1 ? ' row of the source matches.' : ' rows of the source match.']
}
