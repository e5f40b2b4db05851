import type { Localized } from '@millwright/spec'
import { stem } from '../../text/index.ts'
import { pluralOf } from '../names/label.ts'
import type { Dataset, Field, Metric } from '../semantic-model.ts'
import { createNamer } from './draft-field.ts'

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(stem))
const bad = setOf(
  'scrap defect downtime stop failure fault complaint error cost delay loss energy consumption wear emission rework reject injury accident alarm waste co2 expense debt vibration deviation',
)
const good = setOf(
  'output good yield revenue profit efficiency utilization availability oee score rating sales income earning',
)

const betterOf = (words: string): Pick<Metric, 'better'> => {
  const stems = words.split(/[ _]/).map(stem)
  if (stems.some(word => bad.has(word))) return { better: 'lower' }
  return stems.some(word => good.has(word)) ? { better: 'higher' } : {}
}

const timeOf = (dataset: Dataset): Pick<Metric, 'time'> =>
  dataset.defaultTime === undefined ? {} : { time: { dataset: dataset.name, field: dataset.defaultTime } }

/** The label in Chinese; the English one where none is known, so that the rest of a Chinese label still reads. */
const zhOf = (label: Localized): string => label.zh ?? label.en

const rowCount = (dataset: Dataset): Metric => ({
  name: `${dataset.name}_count`,
  label: { en: `number of ${dataset.label.en}`, zh: `${zhOf(dataset.label)}数量` },
  synonyms: [
    `${dataset.label.en} count`,
    ...(dataset.label.zh === undefined ? [] : [`${dataset.label.zh}数`]),
  ],
  expression: { kind: 'rows', dataset: dataset.name },
  format: { decimals: 0 },
  ...betterOf(dataset.name),
  ...timeOf(dataset),
  hidden: false,
})

/** `number of staff` adds up to itself; other sums are totals. */
const measureLabel = (field: Field, aggregate: 'sum' | 'avg'): Localized => {
  const { en } = field.label
  const zh = zhOf(field.label)
  const says = (word: string): boolean => en.startsWith(`${word} `) || en === word
  if (aggregate === 'sum') {
    const label = says('total') || says('number') ? en : `total ${en}`
    return { en: label, zh: zh.startsWith('总') ? zh : `总${zh}` }
  }
  const label = says('average') || says('mean') ? en : `average ${en}`
  return { en: label, zh: zh.startsWith('平均') ? zh : `平均${zh}` }
}

const measure = (dataset: Dataset, field: Field): Metric => {
  const aggregate = field.defaultAggregate === 'sum' ? 'sum' : 'avg'
  const isWhole = aggregate === 'sum' && field.type === 'integer'
  return {
    name: `${aggregate === 'sum' ? 'total' : 'average'}_${field.name}`,
    label: measureLabel(field, aggregate),
    synonyms: [],
    expression: {
      kind: 'aggregate',
      aggregate,
      value: { kind: 'field', field: { dataset: dataset.name, field: field.name } },
    },
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    format: { decimals: isWhole ? 0 : 2 },
    ...betterOf(field.name),
    ...timeOf(dataset),
    hidden: field.hidden,
  }
}

const trueValue = (field: Field): string | number | boolean | undefined => {
  if (field.type === 'boolean') return true
  return field.samples.find(sample => /^(1|true|t|y|yes|是|有)$/i.test(String(sample)))
}

/** Share of the rows where a flag is set: `machine failure rate`. */
const flagRate = (dataset: Dataset, field: Field): readonly Metric[] => {
  const value = trueValue(field)
  if (value === undefined) return []
  const rows = { kind: 'rows', dataset: dataset.name } as const
  const isSet = {
    kind: 'compare',
    left: { kind: 'field', field: { dataset: dataset.name, field: field.name } },
    operator: '=',
    right: { kind: 'value', value },
  } as const
  return [
    {
      name: `${field.name}_rate`,
      label: { en: `${field.label.en} rate`, zh: `${zhOf(field.label)}率` },
      synonyms: [`share of ${field.label.en}`],
      expression: { kind: 'arithmetic', operator: '/', left: { ...rows, filters: [isSet] }, right: rows },
      format: { decimals: 2, percent: true },
      ...betterOf(field.name),
      ...timeOf(dataset),
      hidden: field.hidden,
    },
  ]
}

/** Metrics that every dataset has: its rows counted, its measures summed or averaged, its flags as rates. */
export const draftMetrics = (datasets: readonly Dataset[]): readonly Metric[] => {
  const unique = createNamer()
  return datasets.flatMap(dataset => {
    const open = dataset.fields.filter(field => !field.hidden)
    const metrics = [
      rowCount(dataset),
      ...open.filter(field => field.role === 'measure').map(field => measure(dataset, field)),
      ...open.filter(field => field.valueKind === 'flag').flatMap(field => flagRate(dataset, field)),
    ]
    return metrics.map(metric => ({ ...metric, name: unique(metric.name) }))
  })
}

/** The plural label of a table's rows: `work order` → `work orders`, 工单. */
export const datasetLabel = (words: readonly string[], label: Localized): Localized => ({
  ...label,
  en: pluralOf(words.length === 0 ? label.en : words.join(' ')),
})
