import { examplesOfGroups } from './examples-of-groups.ts'
import { examplesOfPeriods } from './examples-of-periods.ts'
import { emptyQuery } from '../../query/query.ts'
import type {
  Condition,
  FieldRef,
  MeasureExpression,
  Query,
  RowExpression,
  SeriesCalculation,
  TimeUnit,
} from '../../query/query.ts'

// One query for each thing a Query can say, over the small plant.

const ref = (path: string): FieldRef => {
  const [dataset = '', field = ''] = path.split('.')
  return { dataset, field }
}
const value = (path: string): RowExpression => ({ kind: 'field', field: ref(path) })
const metric = (name: string): MeasureExpression => ({ kind: 'metric', metric: name })
const rows = (dataset: string, filters?: readonly Condition[]): MeasureExpression => ({
  kind: 'rows',
  dataset,
  ...(filters === undefined ? {} : { filters }),
})
const aggregate = (
  name: 'sum' | 'avg' | 'min' | 'max' | 'count' | 'count-distinct' | 'median' | 'stddev',
  path: string,
): MeasureExpression => ({ kind: 'aggregate', aggregate: name, value: value(path) })
const series = (of: MeasureExpression, calculation: SeriesCalculation): MeasureExpression => ({
  kind: 'series',
  of,
  calculation,
})
const between = (unit: TimeUnit, from: RowExpression, to: RowExpression): RowExpression => ({
  kind: 'time-between',
  unit,
  from,
  to,
})
const age = (unit: TimeUnit): RowExpression =>
  between(unit, value('equipment.commissioned_on'), { kind: 'moment', at: '2026-03-01T00:00:00' })
const is = (path: string, right: string | number | boolean): Condition => ({
  kind: 'compare',
  left: value(path),
  operator: '=',
  right: { kind: 'value', value: right },
})
const query = (parts: Partial<Query>): Query => ({ ...emptyQuery, ...parts })
const byLine = [{ id: 'line', field: ref('line.line_name') }]
const october = { from: '2026-10-01T00:00:00', to: '2026-11-01T00:00:00', text: 'October' }
const november = { from: '2026-11-01T00:00:00', to: '2026-12-01T00:00:00', text: 'November' }
const down = (id: string) => [{ by: { kind: 'output' as const, id }, direction: 'desc' as const }]
const column = (path: string) => ({ id: ref(path).field, value: value(path) })

export const exampleQueries: Readonly<Record<string, Query>> = {
  'a metric with a filter, a period and a limit': query({
    measures: [{ id: 'stop_hours', expression: metric('stop_hours') }],
    dimensions: byLine,
    filters: [is('stop.planned', false)],
    time: { field: ref('stop.started_at'), range: october },
    orderBy: down('stop_hours'),
    limit: { count: 3 },
  }),
  'a total': query({ measures: [{ id: 'output', expression: metric('output') }] }),
  'measures of two facts': query({
    measures: [
      { id: 'stop_hours', expression: metric('stop_hours') },
      { id: 'output', expression: metric('output') },
    ],
    dimensions: [...byLine, { id: 'shift', field: ref('stop.shift') }],
  }),
  'a ratio of two facts over time': query({
    measures: [
      {
        id: 'hours_per_part',
        expression: {
          kind: 'arithmetic',
          operator: '/',
          left: metric('stop_hours'),
          right: metric('output'),
        },
      },
    ],
    dimensions: [{ id: 'month', field: ref('production.hour_start'), grain: 'month' }],
    time: { field: ref('production.hour_start'), range: { ...october, to: november.to } },
  }),
  'a filtered metric and its share': query({
    measures: [
      { id: 'h', expression: metric('unplanned_hours') },
      { id: 's', expression: { kind: 'share', of: metric('unplanned_hours') } },
    ],
    dimensions: [{ id: 'reason', field: ref('stop_reason.reason_name') }],
    orderBy: [...down('h'), { by: { kind: 'output', id: 'reason' }, direction: 'asc' }],
  }),
  'a share of groups that a condition keeps': query({
    measures: [{ id: 's', expression: { kind: 'share', of: rows('stop') } }],
    dimensions: byLine,
    having: [{ measure: rows('stop'), operator: '>=', right: { kind: 'value', value: 2 } }],
  }),
  'changes from month to month': query({
    measures: [
      { id: 'h', expression: metric('stop_hours') },
      { id: 'd', expression: series(metric('stop_hours'), { kind: 'difference', since: 'period' }) },
      { id: 'g', expression: series(metric('stop_hours'), { kind: 'growth', since: 'period' }) },
    ],
    dimensions: [...byLine, { id: 'month', field: ref('stop.started_at'), grain: 'month' }],
  }),
  'the month that grew most, of a period': query({
    measures: [{ id: 'd', expression: series(rows('stop'), { kind: 'difference', since: 'period' }) }],
    dimensions: [{ id: 'month', field: ref('stop.started_at'), grain: 'month' }],
    time: { field: ref('stop.started_at'), range: { ...october, to: november.to } },
    orderBy: down('d'),
    limit: { count: 1 },
  }),
  'the same months of the year before': query({
    measures: [
      { id: 'n', expression: rows('stop') },
      { id: 'e', expression: series(rows('stop'), { kind: 'earlier', since: 'year' }) },
      { id: 'g', expression: series(rows('stop'), { kind: 'growth', since: 'year' }) },
    ],
    dimensions: [{ id: 'month', field: ref('stop.started_at'), grain: 'month' }],
    time: { field: ref('stop.started_at'), range: { ...october, to: november.to } },
  }),
  'the same days of the year before': query({
    measures: [{ id: 'e', expression: series(rows('stop'), { kind: 'earlier', since: 'year' }) }],
    dimensions: [{ id: 'day', field: ref('stop.started_at'), grain: 'day' }],
  }),
  'running totals by day, of a ratio too': query({
    measures: [
      { id: 'c', expression: series(metric('output'), { kind: 'running-total', restarts: 'month' }) },
      { id: 'r', expression: series(metric('scrap_rate'), { kind: 'running-total' }) },
      { id: 'a', expression: series(aggregate('avg', 'production.good_qty'), { kind: 'running-total' }) },
    ],
    dimensions: [{ id: 'day', field: ref('production.hour_start'), grain: 'day' }],
  }),
  'a moving average by week of each line, above a limit': query({
    measures: [{ id: 'm', expression: series(rows('stop'), { kind: 'moving-average', periods: 3 }) }],
    dimensions: [{ id: 'week', field: ref('stop.started_at'), grain: 'week' }, ...byLine],
    having: [
      {
        measure: series(rows('stop'), { kind: 'moving-average', periods: 3 }),
        operator: '>=',
        right: { kind: 'value', value: 1 },
      },
    ],
  }),
  'growth of two facts by quarter': query({
    measures: [
      { id: 's', expression: series(metric('stop_hours'), { kind: 'difference', since: 'period' }) },
      { id: 'o', expression: series(metric('output'), { kind: 'growth', since: 'period' }) },
    ],
    dimensions: [{ id: 'quarter', field: ref('stop.started_at'), grain: 'quarter' }],
  }),
  'changes by hour': query({
    measures: [{ id: 'd', expression: series(rows('stop'), { kind: 'difference', since: 'period' }) }],
    dimensions: [{ id: 'hour', field: ref('stop.started_at'), grain: 'hour' }],
  }),
  'times between two columns, in every unit': query({
    columns: [
      column('stop.stop_id'),
      ...(['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const).map(unit => ({
        id: unit,
        value: between(unit, value('stop.started_at'), value('stop.ended_at')),
      })),
    ],
    filters: [
      {
        kind: 'compare',
        left: between('minute', value('stop.started_at'), value('stop.ended_at')),
        operator: '>=',
        right: { kind: 'value', value: 30 },
      },
    ],
    orderBy: [
      {
        by: { kind: 'row', value: between('hour', value('stop.started_at'), value('stop.ended_at')) },
        direction: 'desc',
      },
    ],
  }),
  'things older than some years': query({
    columns: [column('equipment.equipment_name'), { id: 'age', value: age('year') }],
    filters: [
      {
        kind: 'compare',
        left: value('equipment.commissioned_on'),
        operator: '<',
        right: {
          kind: 'expression',
          expression: { kind: 'moment', at: '2026-03-01T00:00:00', ago: { count: 7, unit: 'year' } },
        },
      },
    ],
  }),
  'ages, and the mean of them by a group': query({
    measures: [
      { id: 'years', expression: { kind: 'aggregate', aggregate: 'avg', value: age('year') } },
      { id: 'months', expression: { kind: 'aggregate', aggregate: 'max', value: age('month') } },
      { id: 'days', expression: { kind: 'aggregate', aggregate: 'min', value: age('day') } },
    ],
    dimensions: [{ id: 'type', field: ref('equipment.equipment_type') }],
  }),
  'a share within each line': query({
    measures: [{ id: 's', expression: { kind: 'share', of: rows('stop'), within: 'line' } }],
    dimensions: [...byLine, { id: 'reason', field: ref('stop_reason.reason_name') }],
  }),
  ...examplesOfPeriods,
  'more than the average of the groups': query({
    columns: [column('line.line_name')],
    having: [{ measure: rows('stop'), operator: '>', right: { kind: 'groups-average' } }],
  }),
  'at least twice the average of the groups': query({
    columns: [column('line.line_name')],
    having: [{ measure: rows('stop'), operator: '>=', right: { kind: 'groups-average', times: 2 } }],
  }),
  'above the median of the groups': query({
    columns: [column('line.line_name')],
    having: [
      { measure: rows('stop'), operator: '>', right: { kind: 'groups-average', statistic: 'median' } },
    ],
  }),
  'above the average of the reasons of the same line': query({
    measures: [{ id: 'n', expression: rows('stop') }],
    dimensions: [...byLine, { id: 'reason', field: ref('stop_reason.reason_name') }],
    having: [
      {
        measure: rows('stop'),
        operator: '>=',
        right: { kind: 'groups-average', times: 1.1, within: 'line' },
      },
    ],
  }),
  'more than a nested query': query({
    measures: [{ id: 'n', expression: rows('stop') }],
    dimensions: byLine,
    having: [
      {
        measure: rows('stop'),
        operator: '>',
        right: {
          kind: 'query',
          query: query({
            measures: [{ id: 'w', expression: rows('work_order', [is('work_order.line_id', 'L1')]) }],
          }),
        },
      },
    ],
  }),
  'the first of each group': query({
    measures: [{ id: 'h', expression: metric('unplanned_hours') }],
    dimensions: [
      { id: 'month', field: ref('stop.started_at'), grain: 'month' },
      { id: 'reason', field: ref('stop_reason.reason_name') },
    ],
    orderBy: down('h'),
    limit: { count: 1, per: 'month' },
  }),
  'an order by what is not shown': query({
    dimensions: byLine,
    orderBy: [{ by: { kind: 'measure', measure: rows('stop') }, direction: 'desc' }],
    limit: { count: 1 },
  }),
  'groups that joins would multiply': query({
    measures: [
      { id: 'n', expression: rows('work_order') },
      { id: 'planned', expression: aggregate('sum', 'work_order.planned_qty') },
    ],
    dimensions: [{ id: 'tag', field: ref('tag.tag_name') }],
  }),
  'rows that joins would multiply, counted': query({
    measures: [{ id: 'n', expression: rows('work_order') }],
    dimensions: [{ id: 'tag', field: ref('tag.tag_name') }],
  }),
  'a condition on rows of which there are many': query({
    measures: [{ id: 'n', expression: rows('line') }],
    filters: [is('stop_reason.category', 'failure'), is('stop.shift', 'day')],
  }),
  'rows with a computed column, a text match and an order': query({
    columns: [
      column('stop.stop_id'),
      {
        id: 'hours',
        value: {
          kind: 'arithmetic',
          operator: 'hours-between',
          left: value('stop.started_at'),
          right: value('stop.ended_at'),
        },
      },
      column('line.line_name'),
    ],
    filters: [{ kind: 'text', match: 'contains', field: ref('line.line_name'), text: 'LINE 1' }],
    orderBy: [{ by: { kind: 'row', value: value('stop.duration_min') }, direction: 'desc' }],
    limit: { count: 2 },
  }),
  'rows without named columns': query({ root: 'line', filters: [is('area.area_name', 'Machining')] }),
  'different values': query({ columns: [column('stop.shift')], distinct: true }),
  'a text with wildcards and quotes': query({
    columns: [column('equipment.equipment_name')],
    filters: [
      { kind: 'text', match: 'ends-with', field: ref('equipment.equipment_name'), text: "'BIG'" },
      {
        kind: 'text',
        match: 'contains',
        field: ref('equipment.equipment_name'),
        text: '100%_\\',
        negated: true,
      },
    ],
  }),
  'shifts of the plant': query({
    measures: [{ id: 'n', expression: rows('stop') }],
    dimensions: [{ id: 'shift', field: ref('stop.started_at'), shift: true }],
  }),
  'parts of a time': query({
    measures: [{ id: 'n', expression: rows('stop') }],
    dimensions: [
      { id: 'weekday', field: ref('stop.started_at'), part: 'day-of-week' },
      { id: 'hour', field: ref('stop.started_at'), part: 'hour-of-day' },
    ],
    filters: [
      {
        kind: 'compare',
        left: { kind: 'time-part', part: 'year', of: value('stop.started_at') },
        operator: '=',
        right: { kind: 'value', value: 2026 },
      },
    ],
  }),
  'weeks, quarters and spread': query({
    measures: [
      { id: 'med', expression: aggregate('median', 'production.good_qty') },
      { id: 'sd', expression: aggregate('stddev', 'production.good_qty') },
      { id: 'kinds', expression: aggregate('count-distinct', 'production.shift') },
    ],
    dimensions: [
      { id: 'quarter', field: ref('production.hour_start'), grain: 'quarter' },
      { id: 'week', field: ref('production.hour_start'), grain: 'week' },
    ],
  }),
  'bins of a measure': query({
    measures: [{ id: 'n', expression: rows('stop') }],
    dimensions: [{ id: 'minutes', field: ref('stop.duration_min'), binWidth: 30 }],
  }),
  'rows that lack related rows, in both of two sets': query({
    columns: [column('line.line_name')],
    filters: [
      { kind: 'related', dataset: 'stop', filters: [is('stop_reason.category', 'setup')], negated: true },
    ],
    setOperation: {
      kind: 'intersect',
      query: query({ columns: [column('line.line_name')], filters: [is('area.area_name', 'Machining')] }),
    },
  }),
  'one set without another': query({
    columns: [column('line.line_id')],
    setOperation: { kind: 'except', query: query({ columns: [column('stop.line_id')] }) },
  }),
  'not among the values of a query that has nulls': query({
    columns: [column('equipment.equipment_name')],
    filters: [
      {
        kind: 'in-query',
        field: ref('equipment.equipment_id'),
        negated: true,
        query: query({ columns: [column('stop.equipment_id')] }),
      },
    ],
  }),
  'among the first of a query': query({
    measures: [{ id: 'output', expression: metric('output') }],
    filters: [
      {
        kind: 'in-query',
        field: ref('production.line_id'),
        query: query({
          columns: [column('stop.line_id')],
          distinct: true,
          limit: { count: 2 },
        }),
      },
    ],
  }),
  'conditions of every kind': query({
    columns: [column('stop.stop_id')],
    filters: [
      {
        kind: 'or',
        conditions: [
          { kind: 'in', field: ref('stop.shift'), values: ['day', "o'clock"] },
          { kind: 'between', left: value('stop.duration_min'), low: 40, high: 60 },
          { kind: 'is-null', field: ref('stop.ended_at') },
        ],
      },
      { kind: 'not', condition: is('stop_reason.reason_name', 'No material') },
      {
        kind: 'compare',
        left: value('stop.duration_min'),
        operator: '<=',
        right: {
          kind: 'query',
          query: query({ measures: [{ id: 'a', expression: aggregate('max', 'stop.duration_min') }] }),
        },
      },
      {
        kind: 'compare',
        left: value('stop.ended_at'),
        operator: '>',
        right: { kind: 'expression', expression: value('stop.started_at') },
      },
      {
        kind: 'compare',
        left: value('stop.started_at'),
        operator: '<=',
        right: { kind: 'value', value: '2026-10-31' },
      },
    ],
  }),
  'numbers within texts': query({
    columns: [
      column('line.line_name'),
      { id: 'number', value: { kind: 'number-in', of: value('line.line_name') } },
      { id: 'none', value: { kind: 'number-in', of: value('area.area_name') } },
    ],
  }),
  'yes or no': query({
    measures: [
      {
        id: 'answer',
        expression: {
          kind: 'arithmetic',
          operator: '>',
          left: rows('stop', [is('stop.planned', false)]),
          right: rows('stop', [is('stop.planned', true)]),
        },
      },
      {
        id: 'any',
        expression: {
          kind: 'arithmetic',
          operator: '>',
          left: rows('stop', [is('stop.shift', 'none')]),
          right: { kind: 'number', value: 0 },
        },
      },
    ],
  }),
  'the most rows in a row': query({
    measures: [
      {
        id: 'run',
        expression: {
          kind: 'aggregate',
          aggregate: 'max',
          value: {
            kind: 'run-length',
            field: ref('tag.tag_id'),
            conditions: [{ kind: 'text', match: 'contains', field: ref('tag.tag_name'), text: 'in' }],
          },
        },
      },
    ],
  }),
  ...examplesOfGroups,
  'nothing but groups': query({ dimensions: [{ id: 'type', field: ref('equipment.equipment_type') }] }),
}
