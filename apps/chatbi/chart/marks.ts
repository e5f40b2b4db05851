import type { Language } from '@millwright/spec'
import { localize } from '@millwright/spec'
import type { ResultTableColumn } from '../execute/result-table.ts'
import type { ChartType, VegaLiteSpec } from './chart.ts'
import type { DataShape } from './choose-chart-type.ts'
import {
  colored,
  fieldName,
  nominal,
  numberFormat,
  okabeIto,
  quantitative,
  temporal,
  titleOf,
  tooltipOf,
} from './encoding.ts'

/** What a mark is drawn from. */
export interface Drawing {
  readonly shape: DataShape
  readonly columns: readonly ResultTableColumn[]
  readonly language: Language
  readonly isAscending: boolean
}

type Draw = (drawing: Drawing) => VegaLiteSpec | undefined
const [blue] = okabeIto
const step = 26

const tooltip = ({ columns, language }: Drawing): object => ({ tooltip: tooltipOf(columns, language) })

/** Several measures of one unit become one value column and a series that names the measure. */
const folded = (measures: readonly ResultTableColumn[], language: Language) => ({
  transform: [
    { fold: measures.map(measure => fieldName(measure.id)), as: ['__measure', '__value'] },
    {
      calculate: `({${measures.flatMap(m => [...new Set([m.id, fieldName(m.id)])].map(key => `${JSON.stringify(key)}: ${JSON.stringify(titleOf(m, language))}`)).join(', ')}})[datum.__measure]`,
      as: '__series',
    },
  ],
  series: { field: '__series', type: 'nominal', title: null, scale: { range: okabeIto }, sort: null },
})

const number: Draw = ({ shape, language }) => ({
  hconcat: shape.measures.map(measure => ({
    width: 200,
    height: 90,
    layer: [
      {
        mark: { type: 'text', fontSize: 40, fontWeight: 600, dy: -8, color: blue },
        encoding: {
          text: { field: fieldName(measure.id), type: 'quantitative', format: numberFormat(measure) },
        },
      },
      { mark: { type: 'text', fontSize: 13, dy: 28, text: titleOf(measure, language) } },
    ],
  })),
  config: { view: { stroke: null } },
})

const lineLike =
  (mark: 'line' | 'area'): Draw =>
  drawing => {
    const { shape, language } = drawing
    const [time] = shape.times
    const [measure] = shape.measures
    if (!time || !measure) return undefined
    const markSpec =
      mark === 'line'
        ? { type: 'line', point: { size: 28 }, strokeWidth: 2 }
        : { type: 'area', opacity: 0.75, line: true }
    const sameUnit = shape.measures.filter(
      other => other.unit === measure.unit && other.percent === measure.percent,
    )
    const compared = shape.before ? [...sameUnit, shape.before] : sameUnit
    const base = { width: 'container', height: 280, mark: { ...markSpec, color: blue } }
    if (shape.groups[0])
      return {
        ...base,
        encoding: {
          x: temporal(time, language),
          y: quantitative(measure, language, { zero: mark === 'area' }),
          color: colored(shape.groups[0], language),
          ...tooltip(drawing),
        },
      }
    if (compared.length < 2)
      return {
        ...base,
        encoding: {
          x: temporal(time, language),
          y: quantitative(measure, language, { zero: mark === 'area' }),
          ...tooltip(drawing),
        },
      }
    const { transform, series } = folded(compared, language)
    return {
      ...base,
      transform,
      encoding: {
        x: temporal(time, language),
        y: {
          ...quantitative(measure, language, { zero: false }),
          field: '__value',
          title: measure.unit ?? null,
        },
        color: series,
        ...tooltip(drawing),
      },
    }
  }

/** A time whose periods are bars or cells: as wide as their step, in order. */
const discreteTime = (column: ResultTableColumn, language: Language): VegaLiteSpec => {
  const channel = temporal(column, language)
  const { tickMinStep: _, ...axis } = Object(channel['axis'])
  return {
    ...channel,
    type: 'ordinal',
    sort: null,
    axis: { ...axis, formatType: 'time', labelAngle: -40 },
  }
}

const bar: Draw = drawing => {
  const { shape, language } = drawing
  const [measure] = shape.measures
  const axis = shape.times[0] ?? shape.groups[0]
  if (!measure || !axis) return undefined
  const x = shape.times[0]
    ? discreteTime(axis, language)
    : { ...nominal(axis, language), axis: { labelAngle: -40, labelLimit: 140 } }
  return {
    width: 'container',
    height: 280,
    mark: { type: 'bar', color: blue, cornerRadiusEnd: 2 },
    encoding: { x, y: quantitative(measure, language, { zero: true }), ...tooltip(drawing) },
  }
}

const ranking: Draw = drawing => {
  const { shape, language, isAscending } = drawing
  const [measure] = shape.measures
  const [group] = shape.groups
  if (!measure || !group) return undefined
  return {
    width: 'container',
    height: { step },
    encoding: {
      y: { ...nominal(group, language, isAscending ? 'x' : '-x'), axis: { labelLimit: 180, title: null } },
      x: quantitative(measure, language, { zero: true }),
      ...tooltip(drawing),
    },
    layer: [
      { mark: { type: 'bar', color: blue, cornerRadiusEnd: 2 } },
      {
        mark: { type: 'text', align: 'left', dx: 4, fontSize: 11 },
        encoding: {
          text: { field: fieldName(measure.id), type: 'quantitative', format: numberFormat(measure) },
        },
      },
    ],
  }
}

const groupedBar: Draw = drawing => {
  const { shape, language } = drawing
  const [first] = shape.measures
  const [group, second] = shape.groups
  if (!first) return undefined
  if (group && second && shape.measures.length === 1)
    return {
      width: 'container',
      height: 280,
      mark: { type: 'bar', cornerRadiusEnd: 2 },
      encoding: {
        x: { ...nominal(group, language), axis: { labelAngle: -30 } },
        xOffset: { field: fieldName(second.id), sort: null },
        y: quantitative(first, language, { zero: true }),
        color: colored(second, language),
        ...tooltip(drawing),
      },
    }
  const measures = shape.before ? [shape.before, first] : shape.measures.filter(m => m.unit === first.unit)
  const { transform, series } = folded(measures, language)
  return {
    width: 'container',
    height: 280,
    transform,
    mark: { type: 'bar', cornerRadiusEnd: 2 },
    encoding: {
      x: group
        ? { ...nominal(group, language), axis: { labelAngle: -30 } }
        : { field: '__series', type: 'nominal', title: null, sort: null },
      ...(group ? { xOffset: { field: '__series', sort: null } } : {}),
      y: {
        ...quantitative(first, language, { zero: true }),
        field: '__value',
        title: titleOf(first, language),
      },
      color: series,
      ...tooltip(drawing),
    },
  }
}

const stackedBar: Draw = drawing => {
  const { shape, language } = drawing
  const [measure] = shape.measures
  const [first, second] = shape.times[0] ? [shape.times[0], shape.groups[0]] : byCardinality(shape)
  if (!measure || !first || !second) return undefined
  const axis = shape.times[0]
    ? discreteTime(first, language)
    : { ...nominal(first, language, '-y'), axis: { labelAngle: -30 } }
  return {
    width: 'container',
    height: 300,
    mark: { type: 'bar' },
    encoding: {
      x: axis,
      y: quantitative(measure, language, { zero: true }),
      color: colored(second, language),
      ...tooltip(drawing),
    },
  }
}

/** The column with more values goes on the axis, the other gives the colours. */
const byCardinality = (shape: DataShape): readonly (ResultTableColumn | undefined)[] => {
  const [a, b] = shape.groups
  if (!a || !b) return [a, b]
  return (shape.cardinality.get(a.id) ?? 0) >= (shape.cardinality.get(b.id) ?? 0) ||
    (shape.cardinality.get(b.id) ?? 0) > 8
    ? [a, b]
    : [b, a]
}

const share: Draw = drawing => {
  const { shape, language } = drawing
  const [measure] = shape.measures
  const [group] = shape.groups
  if (!measure || !group) return undefined
  return {
    width: 'container',
    height: 280,
    mark: { type: 'arc', innerRadius: 60, stroke: 'white', strokeWidth: 1 },
    encoding: {
      theta: { field: fieldName(measure.id), type: 'quantitative', stack: true },
      color: colored(group, language),
      order: { field: fieldName(measure.id), sort: 'descending' },
      ...tooltip(drawing),
    },
  }
}

const histogram: Draw = ({ shape, language }) => {
  const [measure] = shape.measures
  if (!measure) return undefined
  return {
    width: 'container',
    height: 280,
    mark: { type: 'bar', color: blue },
    encoding: {
      x: {
        field: fieldName(measure.id),
        bin: { maxbins: 30 },
        type: 'quantitative',
        title: titleOf(measure, language),
      },
      y: { aggregate: 'count', type: 'quantitative', title: language === 'zh' ? '行数' : 'Rows' },
    },
  }
}

const scatter: Draw = drawing => {
  const { shape, language } = drawing
  const [x, y] = shape.measures
  if (!x || !y) return undefined
  const [group] = shape.groups
  const isFew = group && (shape.cardinality.get(group.id) ?? 0) <= 8
  return {
    width: 'container',
    height: 300,
    mark: { type: 'point', filled: true, opacity: 0.7, size: 45, color: blue },
    encoding: {
      x: quantitative(x, language, { zero: false }),
      y: quantitative(y, language, { zero: false }),
      ...(isFew ? { color: colored(group, language) } : {}),
      ...tooltip(drawing),
    },
  }
}

const heatMap: Draw = drawing => {
  const { shape, language } = drawing
  const [measure] = shape.measures
  const axes = [...shape.times, ...shape.groups]
  const [x, y] = shape.times.length > 0 ? axes : byCardinality(shape)
  if (!measure || !x || !y) return undefined
  const xAxis = x.role === 'time' ? discreteTime(x, language) : nominal(x, language)
  return {
    width: 'container',
    height: { step: 24 },
    mark: 'rect',
    encoding: {
      x: xAxis,
      y: nominal(y, language),
      color: {
        field: fieldName(measure.id),
        type: 'quantitative',
        title: titleOf(measure, language),
        scale: { scheme: 'cividis', reverse: true },
      },
      ...tooltip(drawing),
    },
  }
}

/** How each type is drawn; undefined where the rows lack a column it needs. */
export const draws: Readonly<Record<ChartType, Draw>> = {
  number,
  line: lineLike('line'),
  area: lineLike('area'),
  bar,
  ranking,
  'grouped-bar': groupedBar,
  'stacked-bar': stackedBar,
  share,
  histogram,
  scatter,
  'heat-map': heatMap,
  table: () => undefined,
}

/** Accessible name of a chart. */
export const describeDrawing = ({ columns, language }: Drawing): string =>
  columns.map(column => localize(column.label, language)).join(', ')
