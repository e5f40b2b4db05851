import { emptyQuery } from '../../query/query.ts'
import type { Condition, FieldRef, MeasureExpression, Query } from '../../query/query.ts'

const ref = (path: string): FieldRef => {
  const [dataset = '', field = ''] = path.split('.')
  return { dataset, field }
}
const metric = (name: string): MeasureExpression => ({ kind: 'metric', metric: name })
const rows = (dataset: string, filters?: readonly Condition[]): MeasureExpression => ({
  kind: 'rows',
  dataset,
  ...(filters === undefined ? {} : { filters }),
})
const query = (parts: Partial<Query>): Query => ({ ...emptyQuery, ...parts })
const byLine = [{ id: 'line', field: ref('line.line_name') }]
const october = { from: '2026-10-01T00:00:00', to: '2026-11-01T00:00:00', text: 'October' }
const down = (id: string) => [{ by: { kind: 'output' as const, id }, direction: 'desc' as const }]

/** What groups come to, aggregated once more. */
export const examplesOfGroups: Readonly<Record<string, Query>> = {
  'days on which a rate was high': query({
    measures: [
      {
        id: 'days',
        expression: {
          kind: 'of-groups',
          aggregate: 'count',
          of: metric('scrap_rate'),
          by: { field: ref('production.hour_start'), grain: 'day' },
          when: { operator: '>', value: 0.02 },
        },
      },
    ],
    dimensions: byLine,
    time: { field: ref('production.hour_start'), range: october },
    orderBy: down('days'),
  }),
  'days above the average day of each line': query({
    measures: [
      {
        id: 'days',
        expression: {
          kind: 'of-groups',
          aggregate: 'count',
          of: metric('output'),
          by: { field: ref('production.hour_start'), grain: 'day' },
          when: { operator: '>', ofAll: { times: 1.2 } },
        },
      },
    ],
    dimensions: byLine,
    time: { field: ref('production.hour_start'), range: october },
  }),
  'the highest and lowest of groups, with a limit for each': query({
    measures: [
      {
        id: 'most',
        expression: {
          kind: 'of-groups',
          aggregate: 'max',
          of: rows('stop'),
          by: { field: ref('equipment.equipment_name') },
        },
      },
    ],
    dimensions: [...byLine, { id: 'shift', field: ref('stop.shift') }],
    having: [
      {
        measure: {
          kind: 'of-groups',
          aggregate: 'max',
          of: rows('stop'),
          by: { field: ref('equipment.equipment_name') },
        },
        operator: '>=',
        right: { kind: 'value', value: 1 },
      },
    ],
    orderBy: down('most'),
    limit: { count: 1, per: 'line' },
  }),
  'the average of daily totals': query({
    measures: [
      {
        id: 'daily',
        expression: {
          kind: 'of-groups',
          aggregate: 'avg',
          of: metric('output'),
          by: { field: ref('production.hour_start'), grain: 'day' },
        },
      },
    ],
  }),
}
