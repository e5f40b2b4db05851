import type { Language } from '@millwright/spec'
import type { DataShape } from '../chart/choose-chart-type.ts'
import type { ResultTable } from '../execute/result-table.ts'
import { rowsWithValue } from './extremes.ts'
import type { NarrateOptions } from './narration.ts'
import { named } from './sentence.ts'
import type { Piece } from './sentence.ts'

/** Rows without any value: a total over no rows is NULL, and no number is to be told of it. */
export const hasNothing = (table: ResultTable, { measures }: Pick<DataShape, 'measures'>): boolean =>
  measures.length > 0 && measures.every(measure => rowsWithValue(table, measure).length === 0)

/** Says that there is nothing, and what there was in the period compared. */
export const describeNothing = (
  table: ResultTable,
  shape: DataShape,
  options: NarrateOptions,
): readonly Piece[] => {
  const { language } = options
  const labels = shape.measures.flatMap((column, i): readonly Piece[] => [
    ...(i > 0 ? [language === 'zh' ? '、' : ', '] : []),
    named(column, language),
  ])
  return [...absence(labels, options), ...before(table, shape, language)]
}

const absence = (
  labels: readonly Piece[],
  { language, hasPeriod = false, sqlBy }: NarrateOptions,
): readonly Piece[] => {
  if (sqlBy !== undefined)
    return language === 'zh'
      ? ['该 SQL 没有得出', ...labels, '的值。']
      : ['The SQL gives no value for ', ...labels, '.']
  if (language === 'zh')
    return hasPeriod ? ['所问的时间段内没有', ...labels, '的数据。'] : ['没有符合条件的', ...labels, '数据。']
  return [
    'There is no data for ',
    ...labels,
    hasPeriod ? ' in the period asked about.' : ' that fits the question.',
  ]
}

const before = (table: ResultTable, shape: DataShape, language: Language): readonly Piece[] => {
  const column = shape.before
  if (!column || table.rows.length !== 1) return []
  if (rowsWithValue(table, column).length === 0)
    return [language === 'zh' ? '对比期内也没有。' : ' The period compared has none either.']
  const value = { row: 0, column }
  return language === 'zh' ? ['对比期为 ', value, '。'] : [' In the period compared it was ', value, '.']
}
