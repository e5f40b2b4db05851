import type { Language } from '@millwright/spec'
import { localize } from '@millwright/spec'
import type { ResultTableColumn } from '../execute/result-table.ts'

/** Okabe and Ito's eight colours, told apart with every common colour vision ("Color Universal Design", 2008). */
export const okabeIto = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#D55E00',
  '#CC79A7',
  '#56B4E9',
  '#B79F00',
  '#7F7F7F',
] as const

/** A column id as a Vega-Lite field name: dots and brackets are literal. */
export const fieldName = (id: string): string => id.replace(/[\\.[\]]/g, match => `\\${match}`)

/** d3-format of a measure. */
export const numberFormat = (column: ResultTableColumn): string => {
  if (column.percent) return `.${column.decimals ?? 1}%`
  if (column.decimals !== undefined) return `,.${column.decimals}~f`
  return column.type === 'integer' ? ',d' : ',.2~f'
}
/** d3-format of an axis: six digits, never in powers of ten. */
export const axisFormat = ({ percent }: Pick<ResultTableColumn, 'percent'>): string =>
  percent ? '~%' : ',~r'

const timeFormats: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  hour: { en: '%d %b %H:00', zh: '%m-%d %H:00' },
  day: { en: '%d %b', zh: '%m-%d' },
  week: { en: '%d %b', zh: '%m-%d' },
  month: { en: '%b %Y', zh: '%Y-%m' },
  quarter: { en: 'Q%q %Y', zh: '%Y Q%q' },
  year: { en: '%Y', zh: '%Y' },
}

const dayMs = 86_400_000
/** Shortest length of a period in milliseconds: between ticks that are nearer to each other labels would repeat. */
const lengthOf: Readonly<Record<string, number>> = {
  hour: dayMs / 24,
  day: dayMs,
  week: 7 * dayMs,
  month: 28 * dayMs,
  quarter: 90 * dayMs,
  year: 365 * dayMs,
}

export const titleOf = (column: ResultTableColumn, language: Language): string => {
  const label = localize(column.label, language)
  return column.unit && !column.percent && !label.endsWith(`(${column.unit})`)
    ? `${label} (${column.unit})`
    : label
}

type Channel = Readonly<Record<string, unknown>>

/** A measure on an axis; bars start at zero, lines where the data are. */
export const quantitative = (
  column: ResultTableColumn,
  language: Language,
  options: { readonly zero: boolean },
): Channel => ({
  field: fieldName(column.id),
  type: 'quantitative',
  title: titleOf(column, language),
  scale: { zero: options.zero, nice: true },
  axis: { format: axisFormat(column), tickCount: 5 },
})

export const temporal = (column: ResultTableColumn, language: Language): Channel => ({
  field: fieldName(column.id),
  type: 'temporal',
  title: titleOf(column, language),
  axis: {
    format: (timeFormats[column.grain ?? 'day'] ?? { en: '%d %b', zh: '%m-%d' })[language],
    tickMinStep: lengthOf[column.grain ?? 'day'] ?? dayMs,
    labelOverlap: 'greedy',
    grid: false,
  },
})

export const nominal = (column: ResultTableColumn, language: Language, sort: unknown = null): Channel => ({
  field: fieldName(column.id),
  type: 'nominal',
  title: titleOf(column, language),
  sort,
  axis: { labelLimit: 180 },
})

export const colored = (column: ResultTableColumn, language: Language): Channel => ({
  field: fieldName(column.id),
  type: 'nominal',
  title: titleOf(column, language),
  scale: { range: okabeIto },
  sort: null,
})

export const tooltipOf = (columns: readonly ResultTableColumn[], language: Language): readonly Channel[] =>
  columns.map(column => ({
    field: fieldName(column.id),
    title: titleOf(column, language),
    ...(column.role === 'time'
      ? {
          type: 'temporal',
          format: (timeFormats[column.grain ?? 'day'] ?? { en: '%d %b', zh: '%m-%d' })[language],
        }
      : column.role === 'measure'
        ? { type: 'quantitative', format: numberFormat(column) }
        : { type: 'nominal' }),
  }))
