import { localize } from '@millwright/spec'
import type { Language } from '@millwright/spec'
import type { SemanticModel } from '../../model/semantic-model.ts'
import { timeComparedWith, withBoundedTimes } from '../../query/bounded-times.ts'
import { findDataset, findField } from '../../query/find-in-model.ts'
import { timeOfMoment } from '../../query/moment.ts'
import type {
  ComparisonOperator,
  Condition,
  FieldRef,
  Operand,
  Query,
  RowExpression,
  Scalar,
  TimeGrain,
  TimeUnit,
} from '../../query/query.ts'
import { renderMomentOf, renderPeriod } from './render-period.ts'

/** What a rendering needs: names in one language, and how an inner query is said. */
export interface RenderContext {
  readonly model: SemanticModel
  readonly language: Language
  /** What each row of the query stands for, where it is grouped by periods. */
  readonly period?: TimeGrain | undefined
  /** What a dimension of the query is called. */
  groupLabel?(id: string): string | undefined
  renderInner(query: Query): string
}

export const say = (context: RenderContext, en: string, zh: string): string =>
  context.language === 'zh' ? zh : en

export const joinWords = (
  context: RenderContext,
  words: readonly string[],
  last: 'and' | 'or' = 'and',
): string => {
  if (context.language === 'zh') return words.join(last === 'and' ? '、' : '或')
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`
}

export const fieldLabel = (context: RenderContext, ref: FieldRef): string => {
  const field = findField(context.model, ref)
  return field ? localize(field.label, context.language) : `${ref.dataset}.${ref.field}`
}

export const datasetLabel = (context: RenderContext, name: string): string => {
  const dataset = findDataset(context.model, name)
  return dataset ? localize(dataset.label, context.language) : name
}

const valueText = (context: RenderContext, value: Scalar): string =>
  typeof value === 'boolean'
    ? say(context, value ? 'yes' : 'no', value ? '是' : '否')
    : typeof value === 'number'
      ? String(value)
      : context.language === 'zh'
        ? `“${value}”`
        : `"${value}"`

/** " min": the unit of a field, where it has one. */
export const unitOf = (context: RenderContext, expression: RowExpression): string => {
  const unit = expression.kind === 'field' ? findField(context.model, expression.field)?.unit : undefined
  return unit === undefined ? '' : ` ${unit}`
}

const parts = {
  year: ['year', '年份'],
  'hour-of-day': ['hour of the day', '小时'],
  'day-of-week': ['day of the week', '星期'],
  'day-of-month': ['day of the month', '日'],
  'month-of-year': ['month of the year', '月份'],
  'quarter-of-year': ['quarter of the year', '季度'],
} as const

export const renderPart = (context: RenderContext, part: keyof typeof parts): string =>
  say(context, parts[part][0], parts[part][1])

const bucketsInChinese: Readonly<Record<TimeGrain, string>> = {
  hour: '小时数',
  day: '天数',
  week: '周数',
  month: '月数',
  quarter: '季度数',
  year: '年数',
}

export const renderRow = (context: RenderContext, expression: RowExpression): string => {
  switch (expression.kind) {
    case 'field':
      return fieldLabel(context, expression.field)
    case 'number':
      return String(expression.value)
    case 'number-in': {
      const of = renderRow(context, expression.of)
      return expression.reads === 'second' ? say(context, `second number of ${of}`, `${of}的第二个数`) : of
    }
    case 'row-position':
      return say(context, 'position in the table', '表中的位置')
    case 'run-length': {
      const met = renderConditions(context, expression.conditions)
      return say(context, `rows in a row where ${met.join(' and ')}`, `连续满足${met.join('且')}的行数`)
    }
    case 'length': {
      const inner = renderRow(context, expression.of)
      return say(context, `length of ${inner}`, `${inner}的长度`)
    }
    case 'moment':
      return renderMoment(context, expression)
    case 'time-between':
      return renderInterval(context, expression)
    case 'time-bucket':
      return say(context, expression.grain, bucketsInChinese[expression.grain])
    case 'time-part': {
      const inner = renderRow(context, expression.of)
      const part = renderPart(context, expression.part)
      return say(context, `${part} of ${inner}`, `${inner}的${part}`)
    }
    case 'arithmetic': {
      const left = renderRow(context, expression.left)
      const right = renderRow(context, expression.right)
      if (expression.operator === 'hours-between')
        return say(context, `hours from ${left} to ${right}`, `${left}到${right}的小时数`)
      return `(${left} ${expression.operator} ${right})`
    }
  }
}

/** "2023-11-23 (3 years ago)". */
const renderMoment = (
  context: RenderContext,
  moment: RowExpression & { readonly kind: 'moment' },
): string => {
  const day = timeOfMoment(moment).slice(0, 10)
  const { ago } = moment
  if (ago === undefined) return day
  const many = ago.count === 1 ? ago.unit : `${ago.unit}s`
  return say(
    context,
    `${day} (${ago.count} ${many} ago)`,
    `${day}（${ago.count}${ago.unit === 'month' ? '个' : ''}${periodsInChinese[ago.unit]}前）`,
  )
}

const unitsInChinese: Readonly<Record<TimeUnit, string>> = {
  second: '秒数',
  minute: '分钟数',
  hour: '小时数',
  day: '天数',
  week: '周数',
  month: '月数',
  year: '年数',
}

const renderInterval = (
  context: RenderContext,
  { unit, from, to }: RowExpression & { readonly kind: 'time-between' },
): string => {
  const start = renderRow(context, from)
  const end = renderRow(context, to)
  const chinese = unitsInChinese[unit]
  return to.kind === 'moment'
    ? say(context, `completed ${unit}s from ${start} to ${end}`, `${start}到${end}的${chinese}`)
    : say(context, `${unit}s from ${start} to ${end}`, `${start}到${end}的${chinese}`)
}

export const periodsInChinese: Readonly<Record<TimeGrain, string>> = {
  hour: '小时',
  day: '天',
  week: '周',
  month: '月',
  quarter: '季度',
  year: '年',
}

const operators: Readonly<Record<ComparisonOperator, readonly [string, string]>> = {
  '=': ['is', '为'],
  '!=': ['is not', '不为'],
  '<': ['is below', '低于'],
  '<=': ['is at most', '不超过'],
  '>': ['is above', '超过'],
  '>=': ['is at least', '不低于'],
}

const bounds: Readonly<Record<ComparisonOperator, string>> = {
  '=': 'of exactly',
  '!=': 'other than',
  '<': 'below',
  '<=': 'of at most',
  '>': 'above',
  '>=': 'of at least',
}

/** The operator behind what it bounds: "stop hours above", 停机时长超过. */
export const renderBound = (context: RenderContext, operator: ComparisonOperator): string =>
  say(context, bounds[operator], operators[operator][1])

export const renderOperator = (context: RenderContext, operator: ComparisonOperator): string =>
  say(context, operators[operator][0], operators[operator][1])

const renderOperand = (context: RenderContext, operand: Operand, left: RowExpression): string => {
  if (operand.kind === 'value') {
    const unit = typeof operand.value === 'number' ? unitOf(context, left) : ''
    return `${valueText(context, operand.value)}${unit}`
  }
  return operand.kind === 'expression'
    ? renderRow(context, operand.expression)
    : say(context, `the ${context.renderInner(operand.query)}`, context.renderInner(operand.query))
}

const space = (context: RenderContext): string => say(context, ' ', '')

type Comparison = Condition & { readonly kind: 'compare' }

/** Whether a field that holds times is compared with one. */
const comparesTime = (context: RenderContext, condition: Comparison): boolean => {
  const { left } = condition
  const type = left.kind === 'field' ? findField(context.model, left.field)?.type : undefined
  return (type === 'date' || type === 'timestamp') && timeComparedWith(condition) !== undefined
}

const timeOperators: Readonly<Record<ComparisonOperator, readonly [string, string]>> = {
  '=': ['is', '为'],
  '!=': ['is not', '不为'],
  '<': ['is before', '早于'],
  '<=': ['is not after', '不晚于'],
  '>': ['is after', '晚于'],
  '>=': ['is not before', '不早于'],
}

/** "commissioned on is before 1 Jan 2014". */
const renderTimeComparison = (context: RenderContext, condition: Comparison): string => {
  const moment = renderMomentOf(timeComparedWith(condition) ?? '', context.language)
  const [en, zh] = timeOperators[condition.operator]
  const field = renderRow(context, condition.left)
  return say(context, `${field} ${en} ${moment}`, `${field}${zh}${moment}`)
}

/**
 * Conditions that all hold, each as a clause; two that bound a time are one: "started at within 1–31 Oct 2026". `renderOther` says
 * those that a reader knows by another name.
 */
export const renderConditions = (
  context: RenderContext,
  conditions: readonly Condition[],
  renderOther?: (condition: Condition) => string | undefined,
): readonly string[] =>
  withBoundedTimes(conditions).map(condition => {
    if (condition.kind !== 'period') return renderOther?.(condition) ?? renderCondition(context, condition)
    const field = renderRow(context, condition.left)
    const days = renderPeriod({ ...condition, text: '' }, context.language)
    return say(context, `${field} within ${days}`, `${field}在${days}内`)
  })

/** A condition as a clause: "duration is above 120 min", 时长超过120 min. Nothing is left out. */
export const renderCondition = (context: RenderContext, condition: Condition): string => {
  const gap = space(context)
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const inner =
        condition.kind === 'and'
          ? renderConditions(context, condition.conditions)
          : condition.conditions.map(one => renderCondition(context, one))
      const word = condition.kind === 'and' ? say(context, ' and ', '且') : say(context, ' or ', '或')
      return `(${inner.join(word)})`
    }
    case 'not':
      return say(
        context,
        `not (${renderCondition(context, condition.condition)})`,
        `非（${renderCondition(context, condition.condition)}）`,
      )
    case 'compare':
      if (comparesTime(context, condition)) return renderTimeComparison(context, condition)
      return `${renderRow(context, condition.left)}${gap}${renderOperator(context, condition.operator)}${gap}${renderOperand(context, condition.right, condition.left)}`
    case 'between': {
      const value = renderRow(context, condition.left)
      const unit = unitOf(context, condition.left)
      return say(
        context,
        `${value} is between ${String(condition.low)} and ${String(condition.high)}${unit}`,
        `${value}在${String(condition.low)}到${String(condition.high)}${unit}之间`,
      )
    }
    case 'in': {
      const values = joinWords(
        context,
        condition.values.map(value => valueText(context, value)),
        'or',
      )
      const verb = renderOperator(context, condition.negated === true ? '!=' : '=')
      return `${fieldLabel(context, condition.field)}${gap}${verb}${gap}${values}`
    }
    case 'in-query': {
      const verb =
        condition.negated === true ? say(context, 'is not among', '不在') : say(context, 'is among', '在')
      const inner = context.renderInner(condition.query)
      return `${fieldLabel(context, condition.field)}${gap}${verb}${gap}[${inner}]${say(context, '', '之中')}`
    }
    case 'text': {
      const verbs = {
        contains: ['contains', '包含'],
        'starts-with': ['starts with', '开头为'],
        'ends-with': ['ends with', '结尾为'],
        like: ['is like', '形如'],
      } as const
      const [en, zh] = verbs[condition.match]
      const verb =
        condition.negated === true ? say(context, `does not match "${en}"`, `不${zh}`) : say(context, en, zh)
      return `${fieldLabel(context, condition.field)}${gap}${verb}${gap}${valueText(context, condition.text)}`
    }
    case 'is-null':
      return `${fieldLabel(context, condition.field)}${gap}${condition.negated === true ? say(context, 'is known', '不为空') : say(context, 'is empty', '为空')}`
    case 'related': {
      const label = datasetLabel(context, condition.dataset)
      const filters = renderOwnFilters(context, condition.filters)
      return condition.negated === true
        ? say(context, `there are no ${label}${filters}`, `没有${label}${filters}`)
        : say(context, `there are ${label}${filters}`, `有${label}${filters}`)
    }
  }
}

export const renderOwnFilters = (
  context: RenderContext,
  filters: readonly Condition[] | undefined,
): string => {
  if (!filters || filters.length === 0) return ''
  const text = renderConditions(context, filters).join(say(context, ' and ', '且'))
  return say(context, ` (where ${text})`, `（${text}）`)
}
