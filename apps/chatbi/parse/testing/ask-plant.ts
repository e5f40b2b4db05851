import { timeOfMoment } from '../../query/moment.ts'
import type { MeasureExpression, Query, SeriesCalculation } from '../../query/query.ts'
import { parseQuestion } from '../parse-question.ts'
import type { ParseOptions, ParseResult } from '../parse-result.ts'
import { plantCalendar, plantModel } from './plant-model.ts'
import { createSampleValueIndex } from './sample-value-index.ts'

const index = createSampleValueIndex(plantModel)

/** Monday 23 November 2026, 11:00 in Shanghai. */
export const plantNow = new Date('2026-11-23T03:00:00Z')

/** Parses a question over the plant's model. */
export const askPlant = (question: string, options: Partial<ParseOptions> = {}): ParseResult =>
  parseQuestion({
    question,
    sources: [{ model: plantModel, index }],
    now: plantNow,
    calendar: plantCalendar,
    ...options,
  })

const text = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  const it = value as Readonly<Record<string, never>> // read by the shapes of the query schema below
  switch (it['kind'] as unknown) {
    case 'field':
      return `${text(it['field'])}`
    case 'metric':
      return `${String(it['metric'])}${filtersOf(it['filters'])}`
    case 'rows':
      return `rows(${String(it['dataset'])})${filtersOf(it['filters'])}`
    case 'aggregate':
      return `${String(it['aggregate'])}(${text(it['value'])})${filtersOf(it['filters'])}`
    case 'arithmetic':
      return `(${text(it['left'])} ${String(it['operator'])} ${text(it['right'])})`
    case 'time-between':
      return `${String(it['unit'])}s(${text(it['from'])} to ${text(it['to'])})`
    case 'moment':
      return timeOfMoment(it as never).slice(0, 10)
    case 'share':
      return `share(${text(it['of'])}${it['within'] === undefined ? '' : ` within ${String(it['within'])}`})`
    case 'series':
      return `${seriesText(it['calculation'] as never)}(${text(it['of'])})`
    case 'of-groups':
      return groupsText(it as never)
    case 'number':
    case 'value':
      return String(it['value'])
    case 'expression':
      return text(it['expression'])
    case 'query':
      return `{${brief(it['query'] as never)}}`
    case 'time-part':
      return `${String(it['part'])}(${text(it['of'])})`
    case 'time-bucket':
      return `${String(it['grain'])} of ${text(it['of'])}`
    case 'compare':
      return `${text(it['left'])} ${String(it['operator'])} ${text(it['right'])}`
    case 'between':
      return `${text(it['left'])} in ${String(it['low'])}..${String(it['high'])}`
    case 'in':
      return `${text(it['field'])} ${it['negated'] ? 'not ' : ''}in ${String(it['values'])}`
    case 'and':
    case 'or':
      return `(${(it['conditions'] as unknown as readonly unknown[]).map(text).join(` ${String(it['kind'])} `)})`
    case 'not':
      return `not(${text(it['condition'])})`
    case 'text':
      return `${text(it['field'])} ${it['negated'] ? 'not ' : ''}${String(it['match'])} ${String(it['text'])}`
    case 'is-null':
      return `${text(it['field'])} is ${it['negated'] ? 'not ' : ''}null`
    case 'in-query':
      return `${it['negated'] ? 'not ' : ''}${text(it['field'])} among {${brief(it['query'] as never)}}`
    case 'related':
      return `${it['negated'] ? 'no ' : 'some '}${String(it['dataset'])}${filtersOf(it['filters'])}`
    case 'groups-average':
      return `${it['times'] === undefined ? '' : `${String(it['times'])} x `}${String(it['statistic'] ?? 'average')}${it['within'] === undefined ? '' : ` within ${String(it['within'])}`}`
    case 'output':
      return String(it['id'])
    case 'measure':
      return text(it['measure'])
    case 'row':
      return text(it['value'])
    default:
      return `${String(it['dataset'])}.${String(it['field'])}`
  }
}

const groupsText = ({ aggregate, of, by, when }: MeasureExpression & { kind: 'of-groups' }): string =>
  `${aggregate} of ${text(of)} per ${text(by.field)}${by.grain ? `/${by.grain}` : ''}${when ? ` ${when.operator} ${'value' in when ? when.value : text({ kind: 'groups-average', ...when.ofAll })}` : ''}`

const seriesText = (calculation: SeriesCalculation): string => {
  switch (calculation.kind) {
    case 'running-total':
      return calculation.restarts === undefined ? 'running' : `running per ${calculation.restarts}`
    case 'moving-average':
      return `moving ${calculation.periods}`
    default:
      return calculation.since === 'year' ? `${calculation.kind} on year` : calculation.kind
  }
}

const filtersOf = (filters: readonly unknown[] | undefined): string =>
  filters && filters.length > 0 ? `[${filters.map(text).join(', ')}]` : ''

const part = (name: string, items: readonly string[]): readonly string[] =>
  items.length > 0 ? [`${name} ${items.join(', ')}`] : []

/** A query on one line, for goldens: `scrap_rate by line.line_name where … time … order … limit …`. */
export const brief = (query: Query): string =>
  [
    ...query.measures.map(measure => text(measure.expression)),
    ...part(
      'list',
      query.columns.map(column => text(column.value)),
    ),
    ...part(
      'by',
      query.dimensions.map(
        one => `${text(one.field)}${one.grain ? `/${one.grain}` : ''}${one.part ? `/${one.part}` : ''}`,
      ),
    ),
    ...(query.distinct ? ['distinct'] : []),
    ...part('where', query.filters.map(text)),
    ...(query.time
      ? [
          `time ${query.time.field.field} ${query.time.range.from?.slice(0, 10) ?? ''}..${query.time.range.to?.slice(0, 10) ?? ''}`,
        ]
      : []),
    ...(query.compareTo
      ? [`vs ${query.compareTo.from?.slice(0, 10) ?? ''}..${query.compareTo.to?.slice(0, 10) ?? ''}`]
      : []),
    ...part(
      'having',
      query.having.map(
        one =>
          `${one.of === undefined ? '' : `${one.of} of `}${text(one.measure)} ${one.operator} ${text(one.right)}`,
      ),
    ),
    ...part(
      'order',
      query.orderBy.map(one => `${text(one.by)} ${one.direction}`),
    ),
    ...(query.limit ? [`limit ${query.limit.count}${query.limit.per ? ` per ${query.limit.per}` : ''}`] : []),
    ...(query.setOperation ? [`${query.setOperation.kind} {${brief(query.setOperation.query)}}`] : []),
  ].join(' ')
