import { localize } from '@millwright/spec'
import type { DataType } from '@millwright/spec'
import { findField, findMetric } from '../../query/find-in-model.ts'
import type {
  Aggregate,
  AllGroups,
  MeasureExpression,
  MeasureOperator,
  RowExpression,
  TimeGrain,
} from '../../query/query.ts'
import {
  datasetLabel,
  fieldLabel,
  periodsInChinese,
  renderBound,
  renderOwnFilters,
  renderRow,
  say,
  unitOf,
} from './render-condition.ts'
import type { RenderContext } from './render-condition.ts'

const isComparison = (operator: MeasureOperator): operator is '<' | '=' | '>' => /[<=>]/.test(operator)

/** "whether …", for a comparison that gives yes or no. */
const renderQuestion = (
  context: RenderContext,
  { operator, left, right }: MeasureExpression & { readonly kind: 'arithmetic' },
): string => {
  const subject = renderMeasure(context, left)
  const isNone = right.kind === 'number' && right.value === 0 && operator === '>'
  if (isNone && left.kind === 'rows') {
    const rows = datasetLabel(context, left.dataset)
    return say(context, `whether there are any ${rows}`, `是否有${rows}`)
  }
  const than = {
    '<': ['less than', '小于'],
    '=': ['the same as', '等于'],
    '>': ['more than', '大于'],
  } as const
  const [en, zh] = isComparison(operator) ? than[operator] : than['=']
  const other = renderMeasure(context, right)
  return say(context, `whether ${subject} is ${en} ${other}`, `${subject}是否${zh}${other}`)
}

const aggregates: Readonly<Record<Aggregate, readonly [string, string]>> = {
  sum: ['total', '总'],
  avg: ['average', '平均'],
  min: ['lowest', '最低'],
  max: ['highest', '最高'],
  count: ['number of values of', '有值的'],
  'count-distinct': ['number of different values of', '不同'],
  median: ['median', '中位'],
  stddev: ['standard deviation of', '标准差：'],
}

/** The first and the last of times have no height. */
const ends: Partial<typeof aggregates> = { min: ['earliest', '最早'], max: ['latest', '最晚'] }

const typeOf = (context: RenderContext, row: RowExpression): DataType | undefined =>
  row.kind === 'field' ? findField(context.model, row.field)?.type : undefined

/** The periods that a measure counts, where it counts nothing else. */
const bucketOf = (expression: MeasureExpression): TimeGrain | undefined =>
  expression.kind === 'aggregate' &&
  expression.aggregate === 'count-distinct' &&
  expression.value.kind === 'time-bucket'
    ? expression.value.grain
    : undefined

export const renderMeasure = (context: RenderContext, expression: MeasureExpression): string => {
  switch (expression.kind) {
    case 'metric': {
      const metric = findMetric(context.model, expression.metric)
      const label = metric ? localize(metric.label, context.language) : expression.metric
      return `${label}${renderOwnFilters(context, expression.filters)}`
    }
    case 'rows': {
      const label = datasetLabel(context, expression.dataset)
      return `${say(context, `number of ${label}`, `${label}数量`)}${renderOwnFilters(context, expression.filters)}`
    }
    case 'aggregate': {
      const value = renderRow(context, expression.value)
      const isTime = /^(?:date|timestamp)$/.test(typeOf(context, expression.value) ?? '')
      const [en, zh] = (isTime ? ends[expression.aggregate] : undefined) ?? aggregates[expression.aggregate]
      const counts = expression.aggregate === 'count-distinct' || expression.aggregate === 'count'
      const text = say(context, `${en} ${value}`, counts ? `${zh}${value}的数量` : `${zh}${value}`)
      return `${text}${renderOwnFilters(context, expression.filters)}`
    }
    case 'number':
      return String(expression.value)
    case 'share': {
      const inner = renderMeasure(context, expression.of)
      const whole = expression.within === undefined ? undefined : context.groupLabel?.(expression.within)
      return whole === undefined
        ? say(context, `share of ${inner}`, `${inner}占比`)
        : say(context, `share of ${inner} within each ${whole}`, `${inner}在各${whole}内的占比`)
    }
    case 'series':
      return renderSeries(context, expression)
    case 'of-groups':
      return renderOfGroups(context, expression)
    case 'arithmetic': {
      const left = renderMeasure(context, expression.left)
      const grain = bucketOf(expression.right)
      if (expression.operator === '/' && grain)
        return say(context, `average ${left} per ${grain}`, `平均每${periodsInChinese[grain]}${left}`)
      const right = renderMeasure(context, expression.right)
      if (isComparison(expression.operator)) return renderQuestion(context, expression)
      return expression.operator === '-'
        ? say(context, `${left} minus ${right}`, `${left}减${right}`)
        : expression.operator === '/'
          ? say(context, `${left} divided by ${right}`, `${left}除以${right}`)
          : `${left} ${expression.operator} ${right}`
    }
  }
}

/** "number of days with output below 2000 pcs", 每日产量的最大值. */
const renderOfGroups = (
  context: RenderContext,
  { aggregate, of, by, when }: MeasureExpression & { readonly kind: 'of-groups' },
): string => {
  const inner = renderMeasure(context, of)
  const grain = by.grain
  const group =
    grain === undefined ? fieldLabel(context, by.field) : say(context, grain, periodsInChinese[grain])
  if (aggregate === 'count') {
    if (!when) return say(context, `number of ${group}s`, `${group}数`)
    const right = 'value' in when ? renderNumber(context, of, when.value) : ofAll(context, group, when.ofAll)
    const limit = `${renderBound(context, when.operator)}${say(context, ' ', '')}${right}`
    return say(context, `number of ${group}s with ${inner} ${limit}`, `${inner}${limit}的${group}数`)
  }
  const [en, zh] = groupAggregates[aggregate]
  return say(context, `${en} ${inner} per ${group}`, `每${group}${inner}的${zh}`)
}

/** "the average of all days", 各日中位数的1.5倍. */
const ofAll = (context: RenderContext, group: string, { statistic = 'avg', times }: AllGroups): string => {
  const [en, zh] = statistic === 'avg' ? ['average', '平均值'] : ['median', '中位数']
  const value = say(context, `the ${en} of all ${group}s`, `各${group}${zh}`)
  return times === undefined ? value : say(context, `${times} times ${value}`, `${value}的${times}倍`)
}

const groupAggregates = {
  avg: ['average', '平均值'],
  min: ['lowest', '最小值'],
  max: ['highest', '最大值'],
} as const

const renderSeries = (
  context: RenderContext,
  { of, calculation }: MeasureExpression & { readonly kind: 'series' },
): string => {
  const inner = renderMeasure(context, of)
  if (calculation.kind === 'running-total') {
    const { restarts } = calculation
    const total = say(context, `running total of ${inner}`, `累计${inner}`)
    if (restarts === undefined) return total
    return say(
      context,
      `${total} from the start of each ${restarts}`,
      `${total}（每${periodsInChinese[restarts]}重新累计）`,
    )
  }
  if (calculation.kind === 'moving-average')
    return say(
      context,
      `moving average of ${inner} over ${calculation.periods} ${context.period ?? 'period'}s`,
      `${inner}的${calculation.periods}${context.period ? periodsInChinese[context.period] : '期'}移动平均`,
    )
  const isYear = calculation.since === 'year'
  const before = isYear ? 'a year before' : `the ${context.period ?? 'period'} before`
  switch (calculation.kind) {
    case 'earlier':
      return say(
        context,
        `${inner} ${isYear ? before : `of ${before}`}`,
        `${isYear ? '上年同期' : '上期'}${inner}`,
      )
    case 'difference':
      return say(context, `change of ${inner} from ${before}`, `${inner}${isYear ? '同比' : '环比'}变化`)
    case 'growth':
      return say(context, `growth of ${inner} from ${before}`, `${inner}${isYear ? '同比' : '环比'}增长率`)
  }
}

/** A number as one that the measure may come to: with its unit, a rate in percent. */
export const renderNumber = (context: RenderContext, measure: MeasureExpression, value: number): string => {
  if (measure.kind === 'series') {
    const { kind } = measure.calculation
    return kind === 'growth' ? percent(value) : renderNumber(context, measure.of, value)
  }
  const metric = measure.kind === 'metric' ? findMetric(context.model, measure.metric) : undefined
  if (measure.kind === 'aggregate' && !measure.aggregate.startsWith('count'))
    return `${value}${unitOf(context, measure.value)}`
  if (metric?.format?.percent === true || measure.kind === 'share') return percent(value)
  return metric?.unit === undefined ? String(value) : `${value} ${metric.unit}`
}

const percent = (value: number): string => `${Number((value * 100).toFixed(4))}%`
