import type { DataType, Localized } from '@millwright/spec'
import type { ResultTableColumn } from '../execute/result-table.ts'
import { fieldsOfRow } from '../query/fields-of.ts'
import { timeOfMoment } from '../query/moment.ts'
import type {
  Aggregate,
  GroupAggregate,
  GroupCondition,
  Measure,
  MeasureExpression,
  OutputColumn,
  TimeGrain,
  TimeUnit,
} from '../query/query.ts'
import type { Context } from './context.ts'
import { knownDataset, knownField } from './context.ts'
import type { Grouping } from './dimension.ts'
import { grainLabels, labelOfDimension } from './dimension.ts'
import { typeOfRow } from './row-type.ts'
import type { RowExpression } from '../query/query.ts'

const aggregateLabels: Readonly<Record<Aggregate, readonly [en: string, zh: string]>> = {
  sum: ['Total {}', '{}合计'],
  avg: ['Average {}', '平均{}'],
  min: ['Lowest {}', '最小{}'],
  max: ['Highest {}', '最大{}'],
  count: ['Number of {}', '{}数'],
  'count-distinct': ['Number of different {}', '不同{}数'],
  median: ['Median {}', '{}中位数'],
  stddev: ['Standard deviation of {}', '{}标准差'],
}

const zhOf = (label: Localized): string => label.zh ?? label.en

/** An inner name goes on in lower case, unless it is an acronym. */
const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text

const filled = (pattern: readonly [string, string], label: Localized): Localized => ({
  en: pattern[0].replace('{}', (_, at: number) => (at === 0 ? label.en : lowered(label.en))),
  zh: pattern[1].replace('{}', () => zhOf(label)),
})

const labelOfRow = (context: Context, value: RowExpression): Localized => {
  switch (value.kind) {
    case 'field':
      return knownField(context, value.field).label
    case 'number':
      return { en: String(value.value) }
    case 'row-position':
      return { en: 'Row', zh: '行号' }
    case 'run-length':
      return { en: 'Rows in a row', zh: '连续行数' }
    case 'number-in': {
      const of = labelOfRow(context, value.of)
      return value.reads === 'second'
        ? { en: `Second number of ${lowered(of.en)}`, zh: `${zhOf(of)}的第二个数` }
        : of
    }
    case 'length': {
      const of = labelOfRow(context, value.of)
      return { en: `Length of ${lowered(of.en)}`, zh: `${zhOf(of)}长度` }
    }
    case 'time-part':
    case 'time-bucket':
      return labelOfRow(context, value.of)
    case 'moment':
      return { en: timeOfMoment(value).slice(0, 10) }
    case 'time-between':
      return labelOfInterval(context, value)
    case 'arithmetic': {
      const left = labelOfRow(context, value.left)
      const right = labelOfRow(context, value.right)
      return value.operator === 'hours-between'
        ? {
            en: `Hours from ${lowered(left.en)} to ${lowered(right.en)}`,
            zh: `${zhOf(left)}至${zhOf(right)}小时数`,
          }
        : {
            en: `${left.en} ${value.operator} ${lowered(right.en)}`,
            zh: `${zhOf(left)} ${value.operator} ${zhOf(right)}`,
          }
    }
  }
}

const unitLabels: Readonly<Record<TimeUnit, readonly [en: string, zh: string]>> = {
  second: ['Seconds', '秒数'],
  minute: ['Minutes', '分钟数'],
  hour: ['Hours', '小时数'],
  day: ['Days', '天数'],
  week: ['Weeks', '周数'],
  month: ['Months', '月数'],
  year: ['Years', '年数'],
}

const labelOfInterval = (
  context: Context,
  { unit, from, to }: RowExpression & { kind: 'time-between' },
): Localized => {
  const [en, zh] = unitLabels[unit]
  const [start, end] = [labelOfRow(context, from), labelOfRow(context, to)]
  if (to.kind === 'moment') return { en: `${en} since ${lowered(start.en)}`, zh: `${zhOf(start)}至今${zh}` }
  return {
    en: `${en} from ${lowered(start.en)} to ${lowered(end.en)}`,
    zh: `${zhOf(start)}至${zhOf(end)}${zh}`,
  }
}

const unitSymbols: Readonly<Partial<Record<TimeUnit, string>>> = {
  second: 's',
  minute: 'min',
  hour: 'h',
  day: 'd',
}

type Meaning = Omit<ResultTableColumn, 'id'>

const unitOfRow = (context: Context, value: RowExpression): string | undefined =>
  value.kind === 'field'
    ? knownField(context, value.field).unit
    : value.kind === 'time-between'
      ? unitSymbols[value.unit]
      : value.kind === 'arithmetic' && value.operator === 'hours-between'
        ? 'h'
        : undefined

const typeOfAggregate = (aggregate: Aggregate, type: DataType): DataType => {
  if (aggregate === 'count' || aggregate === 'count-distinct') return 'integer'
  return aggregate === 'avg' || aggregate === 'median' || aggregate === 'stddev' ? 'float' : type
}

/** What a measure stands beside: the periods of the query, and what its groupings are called. */
interface Around {
  readonly period?: TimeGrain | undefined
  readonly groupLabel?: (id: string) => Localized | undefined
}

/** What a measure's values mean: type, unit, whether a percentage, which direction is good. */
export const meaningOfMeasure = (
  context: Context,
  expression: MeasureExpression,
  around: Around = {},
): Meaning => {
  switch (expression.kind) {
    case 'metric':
      return meaningOfMetric(context, expression.metric)
    case 'rows': {
      const label = filled(aggregateLabels.count, knownDataset(context, expression.dataset).label)
      return { label, type: 'integer', role: 'measure', decimals: 0 }
    }
    case 'aggregate': {
      const label = filled(aggregateLabels[expression.aggregate], labelOfRow(context, expression.value))
      const isCount = expression.aggregate === 'count' || expression.aggregate === 'count-distinct'
      const unit = isCount ? undefined : unitOfRow(context, expression.value)
      const type = typeOfAggregate(expression.aggregate, typeOfRow(context, expression.value))
      return {
        label,
        type,
        role: 'measure',
        ...(unit === undefined ? {} : { unit }),
        ...(isCount ? { decimals: 0 } : {}),
      }
    }
    case 'share': {
      const of = meaningOfMeasure(context, expression.of)
      const whole = expression.within === undefined ? undefined : around.groupLabel?.(expression.within)
      const label =
        whole === undefined
          ? { en: `Share of ${lowered(of.label.en)}`, zh: `${zhOf(of.label)}占比` }
          : {
              en: `Share of ${lowered(of.label.en)} within each ${lowered(whole.en)}`,
              zh: `${zhOf(of.label)}在各${zhOf(whole)}内的占比`,
            }
      return { label, type: 'float', role: 'measure', percent: true }
    }
    case 'series':
      return meaningOfSeries(context, expression, around)
    case 'of-groups':
      return meaningOfGroups(context, expression)
    case 'number':
      return { label: { en: String(expression.value) }, type: 'float', role: 'measure' }
    case 'arithmetic':
      return meaningOfArithmetic(context, expression)
  }
}

const groupAggregateLabels: Readonly<Record<GroupAggregate, readonly [en: string, zh: string]>> = {
  count: ['Number of', '数'],
  avg: ['Average', '平均值'],
  min: ['Lowest', '最小值'],
  max: ['Highest', '最大值'],
}

/** "> 2%", "< 1.5 × average". */
const limitOf = (when: GroupCondition, isPercent: boolean): { readonly en: string; readonly zh: string } => {
  if ('value' in when) {
    const text = `${when.operator} ${isPercent ? `${when.value * 100}%` : when.value}`
    return { en: text, zh: text }
  }
  const { statistic, times } = when.ofAll
  const before = `${when.operator} ${times === undefined ? '' : `${times} × `}`
  return statistic === 'median'
    ? { en: `${before}median`, zh: `${before}中位数` }
    : { en: `${before}average`, zh: `${before}平均值` }
}

const meaningOfGroups = (
  context: Context,
  { aggregate, of, by, when }: MeasureExpression & { kind: 'of-groups' },
): Meaning => {
  const own = meaningOfMeasure(context, of)
  const group = by.grain === undefined ? knownField(context, by.field).label : grainLabels[by.grain]
  const [en, zh] = groupAggregateLabels[aggregate]
  const [ofEn, ofZh] = [lowered(own.label.en), zhOf(own.label)]
  if (aggregate === 'count') {
    const limit = when && limitOf(when, own.percent === true)
    const label =
      limit === undefined
        ? { en: `${en} ${lowered(group.en)}s`, zh: `${zhOf(group)}${zh}` }
        : {
            en: `${en} ${lowered(group.en)}s with ${ofEn} ${limit.en}`,
            zh: `${ofZh} ${limit.zh} 的${zhOf(group)}${zh}`,
          }
    return { label, type: 'integer', role: 'measure', decimals: 0 }
  }
  const label = { en: `${en} ${ofEn} per ${lowered(group.en)}`, zh: `每${zhOf(group)}${ofZh}的${zh}` }
  const { decimals: _, ...inexact } = own
  return aggregate === 'avg' ? { ...inexact, label, type: 'float' } : { ...own, label }
}

const seriesLabels = {
  earlier: {
    period: ['{} (period before)', '上期{}'],
    year: ['{} (a year before)', '上年同期{}'],
  },
  difference: {
    period: ['Change of {} from the period before', '{}环比变化'],
    year: ['Change of {} from a year before', '{}同比变化'],
  },
  growth: {
    period: ['Growth of {} from the period before', '{}环比增长率'],
    year: ['Growth of {} from a year before', '{}同比增长率'],
  },
} as const

const meaningOfSeries = (
  context: Context,
  { of, calculation }: MeasureExpression & { kind: 'series' },
  { period }: Around,
): Meaning => {
  const own = meaningOfMeasure(context, of)
  switch (calculation.kind) {
    case 'running-total':
      return { ...own, label: filled(['Cumulative {}', '累计{}'], own.label) }
    case 'moving-average': {
      const { decimals: _, ...mean } = own
      const pattern = [
        `Moving average of {} over ${calculation.periods} ${period ?? 'period'}s`,
        `{}的${calculation.periods}${period ? zhOf(grainLabels[period]) : '期'}移动平均`,
      ] as const
      return { ...mean, label: filled(pattern, own.label), type: 'float' }
    }
    default: {
      const [en, zh] = seriesLabels[calculation.kind][calculation.since]
      const label = filled([en.replace('period', period ?? 'period'), zh], own.label)
      if (calculation.kind === 'earlier') return { ...own, label }
      if (calculation.kind === 'difference') return { ...own, label, comparison: 'change' }
      const better = own.better === undefined ? {} : { better: own.better }
      return { label, type: 'float', role: 'measure', percent: true, comparison: 'growth', ...better }
    }
  }
}

const meaningOfArithmetic = (
  context: Context,
  expression: MeasureExpression & { kind: 'arithmetic' },
): Meaning => {
  const left = meaningOfMeasure(context, expression.left)
  const right = meaningOfMeasure(context, expression.right)
  const { operator } = expression
  if (operator === '<' || operator === '=' || operator === '>')
    return { label: { en: 'Answer', zh: '答案' }, type: 'boolean', role: 'measure' }
  const signs = { '+': ['plus', '+'], '-': ['minus', '−'], '*': ['times', '×'], '/': ['per', '/'] } as const
  const [en, zh] = signs[operator]
  const keepsUnit = (expression.operator === '+' || expression.operator === '-') && left.unit === right.unit
  return {
    label: {
      en: `${left.label.en} ${en} ${lowered(right.label.en)}`,
      zh: `${zhOf(left.label)}${zh}${zhOf(right.label)}`,
    },
    type: expression.operator === '/' || left.type !== right.type ? 'float' : left.type,
    role: 'measure',
    ...(keepsUnit && left.unit !== undefined ? { unit: left.unit } : {}),
  }
}

const meaningOfMetric = (context: Context, name: string): Meaning => {
  const metric = context.metric(name)
  if (metric === undefined) return { label: { en: name }, type: 'float', role: 'measure' }
  const inner =
    metric.expression.kind === 'metric' && metric.expression.metric === name
      ? undefined
      : meaningOfMeasure(context, metric.expression)
  const unit = metric.unit ?? inner?.unit
  return {
    label: metric.label,
    type: inner?.type ?? 'float',
    role: 'measure',
    ...(unit === undefined ? {} : { unit }),
    ...(metric.format?.percent === true ? { percent: true } : {}),
    ...(metric.format?.decimals === undefined
      ? inner?.decimals === undefined
        ? {}
        : { decimals: inner.decimals }
      : { decimals: metric.format.decimals }),
    ...(metric.better === undefined ? {} : { better: metric.better }),
  }
}

/** A measure's column, and with a comparison its earlier value, the change and, but for rates, the growth. */
export const outputsOfMeasure = (
  context: Context,
  measure: Measure,
  { isCompared, ...around }: Around & { readonly isCompared: boolean },
): readonly ResultTableColumn[] => {
  const meaning = meaningOfMeasure(context, measure.expression, around)
  const own = { id: measure.id, ...meaning }
  if (!isCompared) return [own]
  const { label } = meaning
  return [
    own,
    {
      ...own,
      id: `${measure.id}__before`,
      label: { en: `${label.en} (before)`, zh: `${zhOf(label)}（对比期）` },
      comparison: 'before',
    },
    {
      ...own,
      id: `${measure.id}__change`,
      label: { en: `${label.en} (change)`, zh: `${zhOf(label)}（变化）` },
      comparison: 'change',
    },
    ...(grows(meaning) ? [growthOf(own)] : []),
  ]
}

/** A rate's change is told in points; the growth of a rate would only be misread. */
export const grows = ({ percent, type }: Pick<ResultTableColumn, 'percent' | 'type'>): boolean =>
  percent !== true && type !== 'boolean'

/** The change as a part of the earlier value. */
const growthOf = ({ id, label, better }: ResultTableColumn): ResultTableColumn => ({
  id: `${id}__growth`,
  label: { en: `${label.en} (growth)`, zh: `${zhOf(label)}（增长率）` },
  type: 'float',
  role: 'measure',
  percent: true,
  comparison: 'growth',
  ...(better === undefined ? {} : { better }),
})

const roleOfField = (context: Context, value: RowExpression): ResultTableColumn['role'] =>
  value.kind === 'field'
    ? knownField(context, value.field).role
    : fieldsOfRow(value).length > 0
      ? 'measure'
      : 'dimension'

/** A column of a query that lists rows. */
export const outputOfColumn = (context: Context, column: OutputColumn): ResultTableColumn => {
  const unit = unitOfRow(context, column.value)
  return {
    id: column.id,
    label: labelOfRow(context, column.value),
    type: typeOfRow(context, column.value),
    role: roleOfField(context, column.value),
    ...(unit === undefined ? {} : { unit }),
  }
}

/** A column that a query groups by. */
export const outputOfGrouping = (context: Context, grouping: Grouping): ResultTableColumn => {
  if (grouping.by.kind === 'row')
    return outputOfColumn(context, { id: grouping.id, value: grouping.by.value })
  const { dimension } = grouping.by
  const field = knownField(context, dimension.field)
  const own = { id: dimension.id, label: labelOfDimension(context, dimension) }
  if (dimension.grain !== undefined && field.type !== 'integer')
    return {
      ...own,
      type: dimension.grain === 'hour' ? 'timestamp' : 'date',
      role: 'time',
      grain: dimension.grain,
    }
  if (dimension.part !== undefined) return { ...own, type: 'integer', role: 'dimension' }
  if (dimension.shift === true) return { ...own, type: 'text', role: 'dimension' }
  const role = field.role === 'measure' ? 'dimension' : field.role
  const unit = dimension.binWidth === undefined ? undefined : field.unit
  return {
    ...own,
    type: dimension.binWidth === undefined ? field.type : 'float',
    role,
    ...(unit === undefined ? {} : { unit }),
    ...(dimension.grain === undefined ? {} : { grain: 'year' as const }),
  }
}
