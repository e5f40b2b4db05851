import type { Language } from '@millwright/spec'
import type { SemanticModel } from '../../model/semantic-model.ts'
import { findDataset, findField } from '../../query/find-in-model.ts'
import type { Condition, Dimension, Having, OrderBy, Query, TimeGrain } from '../../query/query.ts'
import { periodsOf } from '../../query/series.ts'
import {
  datasetLabel,
  fieldLabel,
  joinWords,
  renderConditions,
  renderBound,
  renderPart,
  renderRow,
  say,
} from './render-condition.ts'
import type { RenderContext } from './render-condition.ts'
import { renderMeasure, renderNumber } from './render-measure.ts'
import { renderPeriod, renderSaidPeriod } from './render-period.ts'

/**
 * A query as a plain sentence in the asker's language, for people to confirm: "Unplanned stop hours per line and
 * reason, last month (1–31 Oct 2026), highest first". Every filter, limit, order and comparison is said.
 */
export const renderReading = (query: Query, model: SemanticModel, language: Language): string => {
  const text = renderQuery(query, model, language)
  return language === 'zh' ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

const renderQuery = (query: Query, model: SemanticModel, language: Language): string => {
  const context: RenderContext = {
    model,
    language,
    period: periodsOf(query)?.grain,
    groupLabel: id => {
      const dimension = query.dimensions.find(one => one.id === id)
      return dimension && fieldLabel(context, dimension.field)
    },
    renderInner: inner => renderQuery(inner, model, language),
  }
  const clauses = [
    renderSubject(context, query),
    ...renderTime(context, query),
    ...renderFilters(context, query),
    ...renderHaving(context, query),
    ...renderOrder(context, query),
    ...renderLimit(context, query),
  ]
  const own = clauses.filter(clause => clause !== '').join(say(context, ', ', '，'))
  return query.setOperation ? `${own}${renderSetOperation(context, query.setOperation)}` : own
}

const grains: Readonly<Record<TimeGrain, readonly [string, string]>> = {
  hour: ['hour', '小时'],
  day: ['day', '日'],
  week: ['week', '周'],
  month: ['month', '月'],
  quarter: ['quarter', '季度'],
  year: ['year', '年'],
}

const renderDimension = (context: RenderContext, dimension: Dimension): string => {
  const label = fieldLabel(context, dimension.field)
  if (dimension.grain) {
    const [en, zh] = grains[dimension.grain]
    const dataset = findDataset(context.model, dimension.field.dataset)
    // the time that rows are kept by needs no name
    if (dataset?.defaultTime === dimension.field.field) return say(context, en, zh)
    return say(context, `${en} of ${label}`, `${label}（按${zh}）`)
  }
  if (dimension.part)
    return say(
      context,
      `${renderPart(context, dimension.part)} of ${label}`,
      `${label}的${renderPart(context, dimension.part)}`,
    )
  if (dimension.shift === true) return say(context, `shift of ${label}`, `${label}的班次`)
  if (dimension.binWidth !== undefined)
    return say(context, `${label} in steps of ${dimension.binWidth}`, `${label}（步长${dimension.binWidth}）`)
  return label
}

const renderSubject = (context: RenderContext, query: Query): string => {
  const measures = query.measures.map(measure => renderMeasure(context, measure.expression))
  const dimensions = query.dimensions.map(dimension => renderDimension(context, dimension))
  if (measures.length > 0 && dimensions.length > 0)
    return say(
      context,
      `${joinWords(context, measures)} per ${joinWords(context, dimensions)}`,
      `各${joinWords(context, dimensions)}的${joinWords(context, measures)}`,
    )
  if (measures.length > 0) return joinWords(context, measures)
  if (dimensions.length > 0)
    return say(context, `each ${joinWords(context, dimensions)}`, `各${joinWords(context, dimensions)}`)
  return renderList(context, query)
}

const renderList = (context: RenderContext, query: Query): string => {
  const columns = query.columns.map(column => renderRow(context, column.value))
  const first = query.columns[0]?.value
  const root = query.root ?? (first?.kind === 'field' ? first.field.dataset : undefined)
  const rows = root === undefined ? '' : datasetLabel(context, root)
  const once = query.distinct === true ? say(context, 'different ', '不同的') : ''
  if (columns.length === 0) return `${once}${rows}`
  const listed = joinWords(context, columns)
  const repeats = (label: string): boolean => rows.toLowerCase().startsWith(label.toLowerCase())
  if (repeats(listed) && once === '') return rows
  // "equipment and type" needs no "of equipment"
  if (repeats(columns[0] ?? '')) return `${once}${listed}`
  return rows === ''
    ? `${once}${listed}`
    : say(context, `${once}${listed} of ${rows}`, `${rows}的${once}${listed}`)
}

/** Words that name both periods of a comparison: the period alone is clearer then. */
const comparing = /\b(vs|versus|compar\w*|against|and|than)\b|[与和跟比]/i

const renderTime = (context: RenderContext, query: Query): readonly string[] => {
  if (!query.time) return []
  const { range } = query.time
  const period = renderPeriod(range, context.language)
  // words of the other language would not help the reader
  const isForeign = range.text === '' || /\p{Script=Han}/u.test(range.text) !== (context.language === 'zh')
  const words = renderSaidPeriod(range.text)
  const said =
    isForeign || (query.compareTo && comparing.test(words)) || words === period
      ? period
      : say(context, `${words} (${period})`, `${words}（${period}）`)
  if (!query.compareTo) return [said]
  const before = renderPeriod(query.compareTo, context.language)
  return [said, say(context, `compared with ${before}`, `对比${before}`)]
}

/** "the line with the highest stop hours", where the winner is found under the very conditions of the query. */
const renderWinner = (context: RenderContext, outer: Query, filter: Condition): string | undefined => {
  if (filter.kind !== 'in-query' || filter.negated === true) return undefined
  const { query } = filter
  const [order] = query.orderBy
  const isOne = query.limit?.count === 1 && query.dimensions.length === 1 && query.measures.length === 0
  if (!isOne || order?.by.kind !== 'measure' || query.having.length > 0 || query.setOperation)
    return undefined
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  const isUnder = query.filters.every(inner => outer.filters.some(own => same(own, inner)))
  if (!isUnder || !same(query.time, outer.time)) return undefined
  const label = fieldLabel(context, filter.field)
  const measure = renderMeasure(context, order.by.measure)
  const isMost = order.direction === 'desc'
  return say(
    context,
    `${label} is the one with the ${isMost ? 'highest' : 'lowest'} ${measure}`,
    `${label}为${measure}${isMost ? '最高' : '最低'}的一个`,
  )
}

const renderFilters = (context: RenderContext, query: Query): readonly string[] => {
  if (query.filters.length === 0) return []
  const conditions = renderConditions(context, query.filters, filter => renderWinner(context, query, filter))
  return [say(context, `only where ${conditions.join(' and ')}`, `仅限${conditions.join('且')}`)]
}

const ofAllGroups = (
  context: RenderContext,
  query: Query,
  { statistic, times, within }: Having['right'] & { readonly kind: 'groups-average' },
): string => {
  const own = query.dimensions.find(({ id }) => id === within)
  const name = own && renderDimension(context, own)
  const value = name
    ? say(context, `the average of the same ${name}`, `同一${name}的平均值`)
    : statistic === 'median'
      ? say(context, 'the median of all groups', '各组中位数')
      : say(context, 'the average of all groups', '各组平均值')
  return times === undefined ? value : say(context, `${times} times ${value}`, `${value}的${times}倍`)
}

/** The value of another query that a group is held against; one over all its rows is the overall one. */
const renderOther = (context: RenderContext, bound: Query): string => {
  const inner = context.renderInner(bound)
  return bound.dimensions.length > 0 ? inner : say(context, `the overall ${inner}`, `总体${inner}`)
}

const isZero = ({ right }: Having): boolean => right.kind === 'value' && right.value === 0

/** "scrap below that where line is Line 3": the same of one that is named. */
const renderSibling = (
  context: RenderContext,
  outer: Query,
  { measure, right }: Having,
): string | undefined => {
  if (right.kind !== 'query') return undefined
  const [same] = right.query.measures
  const own = right.query.filters.filter(
    one => !outer.filters.some(filter => JSON.stringify(filter) === JSON.stringify(one)),
  )
  const isSame = JSON.stringify(same?.expression) === JSON.stringify(measure)
  const isThen = JSON.stringify(right.query.time) === JSON.stringify(outer.time)
  if (!isSame || !isThen || own.length === 0) return undefined
  const which = renderConditions(context, own)
  return say(context, `that where ${which.join(' and ')}`, `${which.join('且')}的该值`)
}

/** "only where scrap rose", of two periods. */
const renderMoved = (context: RenderContext, having: Having): string | undefined => {
  const { of, operator, right, measure } = having
  if (of === undefined || right.kind !== 'value') return undefined
  const name = renderMeasure(context, measure)
  if (right.value === 0 && (operator === '>' || operator === '<'))
    return operator === '>'
      ? say(context, `only where ${name} rose`, `仅限${name}上升的`)
      : say(context, `only where ${name} fell`, `仅限${name}下降的`)
  const test = renderBound(context, operator)
  const percent = `${Number((100 * right.value).toPrecision(10))} %`
  return of === 'growth'
    ? say(context, `only with growth of ${name} ${test} ${percent}`, `且${name}的增幅${test}${percent}`)
    : say(
        context,
        `only with a change of ${name} ${test} ${renderNumber(context, measure, right.value)}`,
        `且${name}的变化${test}${renderNumber(context, measure, right.value)}`,
      )
}

const renderHaving = (context: RenderContext, query: Query): readonly string[] =>
  query.having.map(having => {
    const moved = renderMoved(context, having)
    if (moved !== undefined) return moved
    const { measure: whole, operator: test } = having
    if (whole.kind === 'arithmetic' && whole.operator === '-' && isZero(having)) {
      const [left, right] = [renderMeasure(context, whole.left), renderMeasure(context, whole.right)]
      const compared = renderBound(context, test)
      return say(context, `only with ${left} ${compared} ${right}`, `且${left}${compared}${right}`)
    }
    const measure = renderMeasure(context, whole)
    const right =
      having.right.kind === 'value'
        ? renderNumber(context, having.measure, having.right.value)
        : having.right.kind === 'query'
          ? (renderSibling(context, query, having) ?? renderOther(context, having.right.query))
          : ofAllGroups(context, query, having.right)
    const operator = renderBound(context, having.operator)
    return say(context, `only with ${measure} ${operator} ${right}`, `且${measure}${operator}${right}`)
  })

const orderedThing = (context: RenderContext, query: Query, order: OrderBy): string => {
  const { by } = order
  if (by.kind === 'measure') return renderMeasure(context, by.measure)
  if (by.kind === 'row') return renderRow(context, by.value)
  const id = by.id.replace(/__(before|change)$/, '')
  const suffix = by.id.endsWith('__change') ? say(context, ' (change)', '（变化）') : ''
  const measure = query.measures.find(one => one.id === id)
  const dimension = query.dimensions.find(one => one.id === id)
  const column = query.columns.find(one => one.id === id)
  if (measure) return `${renderMeasure(context, measure.expression)}${suffix}`
  if (dimension) return renderDimension(context, dimension)
  return column ? renderRow(context, column.value) : by.id
}

const isTimeOrder = (context: RenderContext, query: Query, order: OrderBy): boolean => {
  const id = order.by.kind === 'output' ? order.by.id : undefined
  const dimension = query.dimensions.find(one => one.id === id)
  const field = dimension && findField(context.model, dimension.field)
  return dimension?.grain !== undefined || field?.role === 'time'
}

/** "highest first" where the only measure orders, else by name. */
const renderOrder = (context: RenderContext, query: Query): readonly string[] => [
  ...new Set(query.orderBy.map(order => renderOrderBy(context, query, order))),
]

const renderOrderBy = (context: RenderContext, query: Query, order: OrderBy): string => {
  const isDown = order.direction === 'desc'
  if (isTimeOrder(context, query, order))
    return isDown ? say(context, 'latest first', '从新到旧') : say(context, 'earliest first', '按时间先后')
  const id = order.by.kind === 'output' ? order.by.id : undefined
  if (query.measures.length === 1 && query.measures[0]?.id === id)
    return isDown ? say(context, 'highest first', '从高到低') : say(context, 'lowest first', '从低到高')
  const thing = orderedThing(context, query, order)
  return isDown
    ? say(context, `by ${thing} descending`, `按${thing}降序`)
    : say(context, `by ${thing} ascending`, `按${thing}升序`)
}

const renderLimit = (context: RenderContext, query: Query): readonly string[] => {
  const { limit } = query
  if (!limit) return []
  const per = query.dimensions.find(one => one.id === limit.per)
  const each = per ? renderDimension(context, per) : ''
  const first = limit.count === 1
  if (per) return [say(context, `the first ${limit.count} of each ${each}`, `每个${each}取前${limit.count}`)]
  return [
    first
      ? say(context, 'only the first', '只取第一')
      : say(context, `only the first ${limit.count}`, `只取前${limit.count}`),
  ]
}

const renderSetOperation = (
  context: RenderContext,
  { kind, query }: NonNullable<Query['setOperation']>,
): string => {
  const inner = context.renderInner(query)
  if (kind === 'union') return say(context, `; together with: ${inner}`, `；并上：${inner}`)
  return kind === 'intersect'
    ? say(context, `; and at the same time: ${inner}`, `；同时：${inner}`)
    : say(context, `; but not: ${inner}`, `；但排除：${inner}`)
}
