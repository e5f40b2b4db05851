import type { Language } from '@millwright/spec'
import type { Cell } from '@millwright/spec'
import type { ResultTable } from '../execute/result-table.ts'
import type { Chart, ChartType, VegaLiteSpec } from './chart.ts'
import { shapeOf, suitableChartTypes, toDrawnShape } from './choose-chart-type.ts'
import { describeDrawing, draws } from './marks.ts'

export interface BuildChartOptions {
  readonly language: Language
  /** The sentence that the chart answers. */
  readonly title?: string
  /** A type that a person chose; where the rows cannot be drawn so, the best suitable one. */
  readonly type?: ChartType
}

/** Draws `table` as the type that suits it best, or as the one asked for. The specification names no data. */
export const buildChart = (table: ResultTable, options: BuildChartOptions): Chart => {
  const shape = toDrawnShape(shapeOf(table))
  const drawing = {
    shape,
    columns: table.columns,
    language: options.language,
    isAscending: isAscending(table),
  }
  const alternatives = suitableChartTypes(shape).filter(
    type => type === 'table' || draws[type](drawing) !== undefined,
  )
  const type =
    options.type && alternatives.includes(options.type) ? options.type : (alternatives[0] ?? 'table')
  const marks = draws[type](drawing)
  return {
    type,
    alternatives,
    spec: marks ? withFrame(marks, describeDrawing(drawing), options.title) : null,
  }
}

const withFrame = (marks: VegaLiteSpec, description: string, title?: string): Record<string, unknown> => ({
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  description,
  ...(title ? { title: { text: title, anchor: 'start', fontSize: 13, fontWeight: 500, limit: 640 } } : {}),
  data: { name: 'rows' },
  ...marks,
})

/** Rows that come lowest first are meant to be read so. */
const isAscending = (table: ResultTable): boolean => {
  const index = table.columns.findIndex(column => column.role === 'measure')
  const values = table.rows.map(row => row[index]).filter(value => typeof value === 'number')
  const [first, last] = [values[0], values.at(-1)]
  return (
    first !== undefined &&
    last !== undefined &&
    first < last &&
    values.every((value, i) => i === 0 || value >= (values[i - 1] ?? value))
  )
}

/** The rows as Vega's data: one object a row, keyed by column id; whole numbers sent as text become numbers. */
export const chartRows = (table: ResultTable): readonly Readonly<Record<string, Cell>>[] =>
  table.rows.map(row =>
    Object.fromEntries(
      table.columns.map((column, index) => {
        const cell = row[index] ?? null
        return [column.id, column.role === 'measure' && typeof cell === 'string' ? Number(cell) : cell]
      }),
    ),
  )
