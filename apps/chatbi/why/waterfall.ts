import type { Language } from '@millwright/spec'
import { localize } from '@millwright/spec'
import type { Chart } from '../chart/chart.ts'
import { axisFormat, okabeIto } from '../chart/encoding.ts'
import { sameRef } from '../query/fields-of.ts'
import type { MeasureColumn } from './measure-column.ts'
import type { CompareOutput } from './why-outputs.ts'

interface Bar {
  readonly label: string
  readonly from: number
  readonly to: number
  readonly kind: string
}

/** Values drawn one by one; the others stand together. */
const shownValues = 7
const words = {
  en: {
    before: 'before',
    average: 'average other',
    after: 'after',
    others: 'others',
    empty: '(empty)',
    total: 'total',
    up: 'up',
    down: 'down',
  },
  zh: {
    before: '之前',
    average: '其他的平均',
    after: '之后',
    others: '其他',
    empty: '（空）',
    total: '总计',
    up: '上升',
    down: '下降',
  },
} as const

/** The way from the value before to the one after, over the values of the dimension that explains most. */
export const drawWaterfall = (compared: CompareOutput, measure: MeasureColumn, language: Language): Chart => {
  const best = compared.causes[0]?.effect ?? compared.effects[0]
  if (!best) return { type: 'table', spec: null, alternatives: ['table'] }
  const bars = toBars(compared, best, language)
  const by = localize(best.dimension.label, language)
  const title = localize(measure.label, language)
  return {
    type: 'bar',
    alternatives: ['bar'],
    spec: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      description: `${title}: ${by}`,
      title: { text: `${title} · ${by}`, anchor: 'start', fontSize: 13, fontWeight: 500, limit: 640 },
      data: { name: 'rows' },
      width: 'container',
      height: 280,
      layer: [{ data: { values: bars }, ...barsOf(measure, language) }],
    },
  }
}

const toBars = (
  { total, effects, cohort }: CompareOutput,
  best: CompareOutput['effects'][number],
  language: Language,
): readonly Bar[] => {
  const word = words[language]
  const own = effects
    .filter(({ dimension }) => sameRef(dimension.field, best.dimension.field))
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, shownValues)
  const others = total.change - own.reduce((sum, effect) => sum + effect.contribution, 0)
  const steps = [
    ...own.map(({ value, contribution }) => ({
      label: value === null ? word.empty : String(value),
      by: contribution,
    })),
    ...(Math.abs(others) > 1e-9 * Math.abs(total.change) ? [{ label: word.others, by: others }] : []),
  ]
  let level = total.before
  const between = steps.map(({ label, by }): Bar => {
    const from = level
    level += by
    return { label, from, to: level, kind: by >= 0 ? word.up : word.down }
  })
  const ends = cohort ? [word.average, String(cohort.value)] : [word.before, word.after]
  const end = (label: string, to: number): Bar => ({ label, from: 0, to, kind: word.total })
  return [end(ends[0] ?? '', total.before), ...between, end(ends[1] ?? '', total.after)]
}

const barsOf = (measure: MeasureColumn, language: Language): Record<string, unknown> => {
  const word = words[language]
  const [blue, orange, green] = okabeIto
  const format = measure.percent ? '.2%' : ',.2~f'
  const axis = {
    field: 'from',
    type: 'quantitative',
    title: localize(measure.label, language),
    axis: { format: axisFormat(measure) },
  }
  return {
    mark: { type: 'bar', cornerRadius: 1 },
    encoding: {
      x: {
        field: 'label',
        type: 'nominal',
        sort: null,
        title: null,
        axis: { labelAngle: -30, labelLimit: 140 },
      },
      y: { ...axis, scale: { zero: false } },
      y2: { field: 'to' },
      color: {
        field: 'kind',
        type: 'nominal',
        title: null,
        scale: { domain: [word.total, word.up, word.down], range: [blue, orange, green] },
      },
      tooltip: [
        { field: 'label', type: 'nominal', title: ' ' },
        { field: 'from', type: 'quantitative', format, title: word.before },
        { field: 'to', type: 'quantitative', format, title: word.after },
      ],
    },
  }
}
