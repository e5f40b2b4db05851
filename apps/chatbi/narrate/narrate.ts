import type { Language, Localized } from '@millwright/spec'
import { localize } from '@millwright/spec'
import { shapeOf } from '../chart/choose-chart-type.ts'
import type { DataShape } from '../chart/choose-chart-type.ts'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import type { Narration } from './narration.ts'
import { labelOf, toSentence } from './sentence.ts'
import type { Piece } from './sentence.ts'

export interface NarrateOptions {
  readonly language: Language
  /** The plain sentence of what was understood: filters and period are in it. */
  readonly reading: Localized
  readonly assumptions: readonly Localized[]
}

/**
 * Says what the rows show, what was asked of them, and how much stands behind it. Numbers are cells of the rows,
 * formatted; nothing is computed here.
 */
export const narrate = (table: ResultTable, options: NarrateOptions): Narration => {
  const write = (pieces: readonly Piece[]) => toSentence(pieces, table, options.language)
  const finding = table.rows.length === 0 ? emptyFinding(options.language) : describe(table, options.language)
  return {
    language: options.language,
    sentences: [finding, scope(options), basis(table, options.language)].map(write),
  }
}

const isChinese = (language: Language): boolean => language === 'zh'

const emptyFinding = (language: Language): readonly Piece[] => [
  isChinese(language) ? '没有符合条件的数据。' : 'No rows match the question.',
]

const describe = (table: ResultTable, language: Language): readonly Piece[] => {
  const shape = shapeOf(table)
  const [measure] = shape.measures
  if (!measure) return describeList(table, shape, language)
  if (table.rows.length === 1) return describeSingle(shape, language)
  if (shape.before && shape.groups[0]) return describeChange(table, shape.groups[0], measure, language)
  if (shape.times[0] && shape.groups.length === 0)
    return describeTrend(table, shape.times[0], measure, language)
  return describeRanking(table, shape, measure, language)
}

const describeSingle = (shape: DataShape, language: Language): readonly Piece[] => {
  const isZh = isChinese(language)
  const names = [...shape.groups, ...shape.times].flatMap((column, i): readonly Piece[] => [
    ...(i > 0 ? [isZh ? '、' : ', '] : []),
    { row: 0, column },
  ])
  const measures = shape.measures.flatMap((column, i): readonly Piece[] => [
    i > 0 ? (isZh ? '，' : ', ') : '',
    { question: labelOf(column, language) },
    isZh ? '为 ' : names.length === 0 && i === 0 ? ' is ' : ' ',
    { row: 0, column },
  ])
  const before: readonly Piece[] = shape.before
    ? [
        isZh ? '，对比期为 ' : '; it was ',
        { row: 0, column: shape.before },
        isZh ? '' : ' in the period compared',
      ]
    : []
  return [...names, names.length > 0 ? (isZh ? '：' : ': ') : '', ...measures, ...before, isZh ? '。' : '.']
}

const extremes = (
  table: ResultTable,
  column: ResultTableColumn,
): { readonly high: number; readonly low: number } => {
  const index = table.columns.indexOf(column)
  const values = table.rows.map(row => (row[index] === null ? Number.NaN : Number(row[index])))
  let [high, low] = [0, 0]
  for (const [i, value] of values.entries()) {
    if (value > (values[high] ?? 0) || Number.isNaN(values[high])) high = i
    if (value < (values[low] ?? 0) || Number.isNaN(values[low])) low = i
  }
  return { high, low }
}

const describeTrend = (
  table: ResultTable,
  time: ResultTableColumn,
  measure: ResultTableColumn,
  language: Language,
): readonly Piece[] => {
  const { high, low } = extremes(table, measure)
  const label = { question: labelOf(measure, language) }
  const last = table.rows.length - 1
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
      { row: 0, column: measure },
      ' 变为最后的 ',
      { row: last, column: measure },
      '。',
    ]
  return [
    label,
    ' peaked at ',
    { row: high, column: measure },
    ' in ',
    { row: high, column: time },
    ' and was lowest at ',
    { row: low, column: measure },
    ' in ',
    { row: low, column: time },
    '; it went from ',
    { row: 0, column: measure },
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
  const named = (row: number): readonly Piece[] =>
    names.flatMap((column, i): readonly Piece[] => [
      ...(i > 0 ? [isChinese(language) ? '、' : ', '] : []),
      { row, column },
    ])
  const label = { question: labelOf(measure, language) }
  if (names.length === 0) return describeSpread(measure, high, low, language)
  if (isChinese(language))
    return [
      ...named(high),
      '的',
      label,
      '最高，为 ',
      { row: high, column: measure },
      '；',
      ...named(low),
      '最低，为 ',
      { row: low, column: measure },
      '。',
    ]
  return [
    ...named(high),
    ' has the highest ',
    label,
    ': ',
    { row: high, column: measure },
    '; ',
    ...named(low),
    ' has the lowest: ',
    { row: low, column: measure },
    '.',
  ]
}

const describeSpread = (
  measure: ResultTableColumn,
  high: number,
  low: number,
  language: Language,
): readonly Piece[] => {
  const label = { question: labelOf(measure, language) }
  return isChinese(language)
    ? [label, '在 ', { row: low, column: measure }, ' 到 ', { row: high, column: measure }, ' 之间。']
    : [label, ' lies between ', { row: low, column: measure }, ' and ', { row: high, column: measure }, '.']
}

const describeChange = (
  table: ResultTable,
  group: ResultTableColumn,
  measure: ResultTableColumn,
  language: Language,
): readonly Piece[] => {
  const change = table.columns.find(column => column.comparison === 'change')
  const before = table.columns.find(column => column.comparison === 'before')
  if (!change || !before) return describeRanking(table, shapeOf(table), measure, language)
  const { high, low } = extremes(table, change)
  const part = (row: number): readonly Piece[] =>
    isChinese(language)
      ? [
          { row, column: group },
          '（',
          { row, column: before },
          ' → ',
          { row, column: measure },
          '，变化 ',
          { row, column: change },
          '）',
        ]
      : [
          { row, column: group },
          ' (from ',
          { row, column: before },
          ' to ',
          { row, column: measure },
          ', a change of ',
          { row, column: change },
          ')',
        ]
  return isChinese(language)
    ? [
        { question: labelOf(measure, language) },
        '变化最大的是',
        ...part(high),
        '，变化最小或下降最多的是',
        ...part(low),
        '。',
      ]
    : [
        { question: labelOf(measure, language) },
        ' moved up most, or fell least, for ',
        ...part(high),
        ' and the other way for ',
        ...part(low),
        '.',
      ]
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

const scope = ({ language, reading, assumptions }: NarrateOptions): readonly Piece[] => {
  const isZh = isChinese(language)
  const assumed = assumptions.map(item => localize(item, language)).join(isZh ? '；' : '; ')
  return [
    isZh ? '理解为：' : 'Understood as: ',
    { question: localize(reading, language).replace(/[.。]$/, '') },
    ...(assumed ? [isZh ? '（假设：' : ' (assuming: ', { question: assumed }, isZh ? '）' : ')'] : []),
    isZh ? '。' : '.',
  ]
}

const basis = (table: ResultTable, language: Language): readonly Piece[] => {
  const isZh = isChinese(language)
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
