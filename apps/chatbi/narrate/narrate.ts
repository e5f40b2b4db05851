import type { Language } from '@millwright/spec'
import { shapeOf } from '../chart/choose-chart-type.ts'
import type { DataShape } from '../chart/choose-chart-type.ts'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import type { Narration } from './narration.ts'
import { basis, scope } from './background.ts'
import { describeBeyond } from './beyond.ts'
import { describeChange } from './describe-change.ts'
import { describeGrowth } from './describe-growth.ts'
import { extremes, rowsWithValue } from './extremes.ts'
import { describeNothing, hasNothing } from './nothing.ts'
import { named, toSentence } from './sentence.ts'
import type { Piece } from './sentence.ts'
import type { NarrateOptions } from './narration.ts'

/**
 * Says what the rows show, what was asked of them, and how much stands behind it. Numbers are cells of the rows,
 * formatted; nothing is computed here.
 */
export const narrate = (table: ResultTable, options: NarrateOptions): Narration => {
  const write = (pieces: readonly Piece[]) => toSentence(pieces, table, options.language)
  const finding =
    table.rows.length === 0
      ? emptyFinding(options)
      : [...describe(table, options), ...describeBeyond(table, options.language)]
  return {
    language: options.language,
    sentences: [finding, scope(options), basis(table, options.language)]
      .filter(pieces => pieces.length > 0)
      .map(write),
  }
}

const isChinese = (language: Language): boolean => language === 'zh'

const emptyFinding = ({ language, sqlBy }: NarrateOptions): readonly Piece[] => {
  if (sqlBy !== undefined)
    return [isChinese(language) ? '该 SQL 没有返回数据行。' : 'The SQL returned no rows.']
  return [isChinese(language) ? '没有符合条件的数据。' : 'No rows match the question.']
}

const describe = (table: ResultTable, options: NarrateOptions): readonly Piece[] => {
  const { language } = options
  const shape = shapeOf(table)
  if (hasNothing(table, shape)) return describeNothing(table, shape, options)
  const [measure] = shape.measures
  if (!measure) return describeList(table, shape, language)
  if (table.rows.length === 1) return describeSingle(table, shape, language)
  if (shape.before && shape.groups[0]) return describeComparison(table, shape, measure, language)
  if (shape.times[0] && shape.groups.length === 0)
    return [
      ...describeTrend(table, shape.times[0], measure, language),
      ...describeGrowth(table, shape.times[0], shape.changes, language),
    ]
  return describeRanking(table, shape, measure, language)
}

/** Without a value in the period compared there is no change to tell. */
const describeComparison = (
  table: ResultTable,
  shape: DataShape,
  measure: ResultTableColumn,
  language: Language,
): readonly Piece[] =>
  describeChange(table, { group: shape.groups[0], measure }, language) ?? [
    ...describeRanking(table, shape, measure, language),
    isChinese(language) ? '对比期内没有数据。' : ' There is nothing in the period compared.',
  ]

const describeSingle = (table: ResultTable, shape: DataShape, language: Language): readonly Piece[] => {
  const isZh = isChinese(language)
  const names = [...shape.groups, ...shape.times].flatMap((column, i): readonly Piece[] => [
    ...(i > 0 ? [isZh ? '、' : ', '] : []),
    { row: 0, column },
  ])
  const measures = [...shape.measures, ...shape.changes].flatMap((column, i): readonly Piece[] => [
    i > 0 ? (isZh ? '，' : ', ') : '',
    named(column, language),
    isZh ? '为 ' : names.length === 0 && i === 0 ? ' is ' : ' ',
    { row: 0, column },
  ])
  return [
    ...names,
    names.length > 0 ? (isZh ? '：' : ': ') : '',
    ...measures,
    ...beforeSingle(table, shape.before, language),
    isZh ? '。' : '.',
  ]
}

const beforeSingle = (
  table: ResultTable,
  before: ResultTableColumn | undefined,
  language: Language,
): readonly Piece[] => {
  if (!before) return []
  if (rowsWithValue(table, before).length === 0)
    return [isChinese(language) ? '，对比期内没有数据' : '; there is nothing in the period compared']
  const value = { row: 0, column: before }
  return isChinese(language) ? ['，对比期为 ', value] : ['; it was ', value, ' in the period compared']
}

const describeTrend = (
  table: ResultTable,
  time: ResultTableColumn,
  measure: ResultTableColumn,
  language: Language,
): readonly Piece[] => {
  const { high, low } = extremes(table, measure)
  const label = named(measure, language)
  const valued = rowsWithValue(table, measure)
  const [first, last] = [valued[0] ?? 0, valued.at(-1) ?? 0]
  const at = time.grain === 'day' ? ' on ' : time.grain === 'hour' ? ' at ' : ' in '
  if (isChinese(language))
    return [
      label,
      '在',
      { row: high, column: time },
      '最高（',
      { row: high, column: measure },
      '），在',
      { row: low, column: time },
      '最低（',
      { row: low, column: measure },
      '）；由最初的 ',
      { row: first, column: measure },
      ' 变为最后的 ',
      { row: last, column: measure },
      '。',
    ]
  return [
    label,
    ' peaked at ',
    { row: high, column: measure },
    at,
    { row: high, column: time },
    ' and was lowest at ',
    { row: low, column: measure },
    at,
    { row: low, column: time },
    '; it went from ',
    { row: first, column: measure },
    ' to ',
    { row: last, column: measure },
    '.',
  ]
}

const describeRanking = (
  table: ResultTable,
  shape: DataShape,
  measure: ResultTableColumn,
  language: Language,
): readonly Piece[] => {
  const { high, low } = extremes(table, measure)
  const names = [...shape.times, ...shape.groups].slice(0, 3)
  const groupOf = (row: number): readonly Piece[] =>
    names.flatMap((column, i): readonly Piece[] => [
      ...(i > 0 ? [isChinese(language) ? '、' : ', '] : []),
      // a bare number says nothing of what it numbers
      ...(isBare(column) ? [named(column, language), ' '] : []),
      { row, column },
    ])
  const label = named(measure, language)
  if (names.length === 0) return describeSpread(measure, high, low, language)
  if (isChinese(language))
    return [
      ...groupOf(high),
      '的',
      label,
      '最高，为 ',
      { row: high, column: measure },
      '；',
      ...groupOf(low),
      '最低，为 ',
      { row: low, column: measure },
      '。',
    ]
  return [
    ...groupOf(high),
    ' has the highest ',
    label,
    ': ',
    { row: high, column: measure },
    '; ',
    ...groupOf(low),
    ' has the lowest: ',
    { row: low, column: measure },
    '.',
  ]
}

const isBare = ({ type, role }: ResultTableColumn): boolean =>
  role !== 'time' && /^(integer|decimal|float|boolean)$/.test(type)

const describeSpread = (
  measure: ResultTableColumn,
  high: number,
  low: number,
  language: Language,
): readonly Piece[] => {
  const label = named(measure, language)
  return isChinese(language)
    ? [label, '在 ', { row: low, column: measure }, ' 到 ', { row: high, column: measure }, ' 之间。']
    : [label, ' lies between ', { row: low, column: measure }, ' and ', { row: high, column: measure }, '.']
}

const describeList = (table: ResultTable, shape: DataShape, language: Language): readonly Piece[] => {
  const column = shape.groups[0] ?? table.columns[0]
  const shown = Math.min(3, table.rows.length)
  const isZh = isChinese(language)
  const names = column
    ? Array.from({ length: shown }, (_, row): readonly Piece[] => [
        ...(row > 0 ? [isZh ? '、' : ', '] : []),
        { row, column },
      ]).flat()
    : []
  const isMore = table.rows.length > shown
  return isZh
    ? ['共 ', { count: 'rowCount' }, ' 行：', ...names, isMore ? ' 等。' : '。']
    : [
        { count: 'rowCount' },
        table.rowCount === 1 ? ' row: ' : ' rows: ',
        ...names,
        isMore ? ' and more.' : '.',
      ]
}
