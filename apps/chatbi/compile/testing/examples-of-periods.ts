import { emptyQuery } from '../../query/query.ts'
import type { FieldRef, MeasureExpression, Query } from '../../query/query.ts'

const ref = (path: string): FieldRef => {
  const [dataset = '', field = ''] = path.split('.')
  return { dataset, field }
}
const metric = (name: string): MeasureExpression => ({ kind: 'metric', metric: name })
const query = (parts: Partial<Query>): Query => ({ ...emptyQuery, ...parts })
const byLine = [{ id: 'line', field: ref('line.line_name') }]
const october = { from: '2026-10-01T00:00:00', to: '2026-11-01T00:00:00', text: 'October' }
const november = { from: '2026-11-01T00:00:00', to: '2026-12-01T00:00:00', text: 'November' }
const down = (id: string) => [{ by: { kind: 'output' as const, id }, direction: 'desc' as const }]

/** Two periods set against each other. */
export const examplesOfPeriods: Readonly<Record<string, Query>> = {
  'a comparison of two periods': query({
    measures: [{ id: 'h', expression: metric('stop_hours') }],
    dimensions: byLine,
    time: { field: ref('stop.started_at'), range: november },
    compareTo: october,
    orderBy: down('h__change'),
  }),
  'what rose from one period to the other': query({
    measures: [{ id: 'h', expression: metric('stop_hours') }],
    dimensions: byLine,
    time: { field: ref('stop.started_at'), range: november },
    compareTo: october,
    having: [
      { measure: metric('stop_hours'), of: 'change', operator: '>', right: { kind: 'value', value: 0 } },
    ],
  }),
  'what grew by a tenth, of what is above the average of the groups': query({
    measures: [{ id: 'h', expression: metric('stop_hours') }],
    dimensions: byLine,
    time: { field: ref('stop.started_at'), range: november },
    compareTo: october,
    having: [
      { measure: metric('stop_hours'), of: 'growth', operator: '>', right: { kind: 'value', value: 0.1 } },
      { measure: metric('stop_hours'), operator: '>', right: { kind: 'groups-average' } },
    ],
  }),
  'a comparison of two periods by day': query({
    measures: [{ id: 'n', expression: { kind: 'rows', dataset: 'stop' } }],
    dimensions: [{ id: 'day', field: ref('stop.started_at'), grain: 'day' }],
    time: { field: ref('stop.started_at'), range: november },
    compareTo: october,
  }),
  'a comparison of totals': query({
    measures: [{ id: 'r', expression: metric('scrap_rate') }],
    time: { field: ref('production.hour_start'), range: november },
    compareTo: october,
  }),
}
