import type { PlantCalendar, SqlDialect } from '@millwright/spec'
import type { SemanticModel } from '../../model/semantic-model.ts'
import type { MeasureExpression, RowExpression } from '../../query/query.ts'
import { dataset, metric, relation, semanticModel } from './model-builder.ts'

// A small plant in the shape of the demo, with every join that makes sums go wrong.

const value = (path: string): RowExpression => {
  const [name = '', fieldName = ''] = path.split('.')
  return { kind: 'field', field: { dataset: name, field: fieldName } }
}
const sum = (path: string): MeasureExpression => ({ kind: 'aggregate', aggregate: 'sum', value: value(path) })

export const plantModel = (dialect: SqlDialect): SemanticModel =>
  semanticModel(dialect, {
    datasets: [
      dataset('area', 'areas', ['*area_id', '!area_name']),
      dataset('line', 'lines', ['*line_id', '!line_name', 'area_id text key']),
      dataset('equipment', 'equipment', [
        '*equipment_id',
        '!equipment_name',
        'equipment_type',
        'line_id text key',
        'commissioned_on date time',
      ]),
      dataset('stop_reason', 'stop reasons', ['*reason_code', '!reason_name', 'category']),
      dataset(
        'stop',
        'stops',
        [
          '*stop_id integer key',
          'line_id text key',
          'equipment_id text key',
          'reason_code text key',
          'shift',
          'planned boolean',
          'started_at timestamp time',
          'ended_at timestamp time',
          'duration_min float measure',
        ],
        { defaultTime: 'started_at' },
      ),
      dataset(
        'production',
        'production records',
        [
          '*production_id integer key',
          'line_id text key',
          'equipment_id text key',
          'hour_start timestamp time',
          'shift',
          'good_qty integer measure',
          'scrap_qty integer measure',
        ],
        { defaultTime: 'hour_start' },
      ),
      dataset(
        'work_order',
        'work orders',
        ['*order_no', 'line_id text key', 'planned_qty integer measure', 'planned_start timestamp time'],
        { defaultTime: 'planned_start' },
      ),
      dataset('order_tag', 'order tags', ['*order_no text key', '*tag_id text key']),
      dataset('tag', 'tags', ['*tag_id', '!tag_name']),
    ],
    relationships: [
      relation('line.area_id > area.area_id'),
      relation('equipment.line_id > line.line_id'),
      relation('stop.line_id > line.line_id'),
      relation('stop.equipment_id > equipment.equipment_id'),
      relation('stop.reason_code > stop_reason.reason_code'),
      relation('production.line_id > line.line_id'),
      relation('production.equipment_id > equipment.equipment_id'),
      relation('work_order.line_id > line.line_id'),
      relation('order_tag.order_no > work_order.order_no'),
      relation('order_tag.tag_id > tag.tag_id'),
    ],
    metrics: [
      metric(
        'stop_hours',
        'Stop hours',
        {
          kind: 'arithmetic',
          operator: '/',
          left: sum('stop.duration_min'),
          right: { kind: 'number', value: 60 },
        },
        { unit: 'h', better: 'lower', time: { dataset: 'stop', field: 'started_at' } },
      ),
      metric(
        'scrap_rate',
        'Scrap rate',
        {
          kind: 'arithmetic',
          operator: '/',
          left: sum('production.scrap_qty'),
          right: {
            kind: 'arithmetic',
            operator: '+',
            left: sum('production.good_qty'),
            right: sum('production.scrap_qty'),
          },
        },
        { format: { percent: true, decimals: 1 }, better: 'lower' },
      ),
      metric('output', 'Output', sum('production.good_qty'), { better: 'higher' }),
      metric(
        'unplanned_hours',
        'Unplanned stop hours',
        {
          kind: 'metric',
          metric: 'stop_hours',
          filters: [
            {
              kind: 'compare',
              left: value('stop.planned'),
              operator: '=',
              right: { kind: 'value', value: false },
            },
          ],
        },
        { unit: 'h' },
      ),
    ],
  })

export const calendar: PlantCalendar = {
  timeZone: 'Asia/Shanghai',
  weekStart: 1,
  shifts: [
    { name: 'day', label: { en: 'Day' }, start: '06:00', end: '14:00' },
    { name: 'evening', label: { en: 'Evening' }, start: '14:00', end: '22:00' },
    { name: 'night', label: { en: 'Night' }, start: '22:00', end: '06:00' },
  ],
}

/** Tables with their column types as DuckDB and PostgreSQL name them, and their rows. */
export const plantTables: readonly {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | boolean | null)[])[]
}[] = [
  {
    name: 'area',
    columns: ['area_id text', 'area_name text'],
    rows: [
      ['A1', 'Machining'],
      ['A2', 'Assembly'],
    ],
  },
  {
    name: 'line',
    columns: ['line_id text', 'line_name text', 'area_id text'],
    rows: [
      ['L1', 'Line 1', 'A1'],
      ['L2', 'Line 2', 'A1'],
      ['L3', 'Line 3', 'A2'],
      ['L4', 'Line 4', null],
    ],
  },
  {
    name: 'equipment',
    columns: [
      'equipment_id text',
      'equipment_name text',
      'equipment_type text',
      'line_id text',
      'commissioned_on date',
    ],
    rows: [
      ['E1', 'CNC 1', 'CNC', 'L1', '2019-03-01'],
      ['E2', 'CNC 2', 'CNC', 'L2', '2020-05-11'],
      ['E3', "Press 'big'", 'press', 'L3', '2018-01-31'],
    ],
  },
  {
    name: 'stop_reason',
    columns: ['reason_code text', 'reason_name text', 'category text'],
    rows: [
      ['R1', 'Tool change', 'setup'],
      ['R2', 'Jam', 'failure'],
      ['R3', 'No material', 'logistics'],
    ],
  },
  {
    name: 'stop',
    columns: [
      'stop_id integer',
      'line_id text',
      'equipment_id text',
      'reason_code text',
      'shift text',
      'planned boolean',
      'started_at timestamp',
      'ended_at timestamp',
      'duration_min double precision',
    ],
    rows: [
      [1, 'L1', 'E1', 'R1', 'day', true, '2026-09-30 23:50:00', '2026-10-01 00:20:00', 30],
      [2, 'L1', 'E1', 'R2', 'day', false, '2026-10-01 07:00:00', '2026-10-01 08:30:00', 90],
      [3, 'L1', 'E1', 'R2', 'night', false, '2026-10-02 23:00:00', '2026-10-03 00:00:00', 60],
      [4, 'L2', 'E2', 'R3', 'evening', false, '2026-10-15 15:00:00', '2026-10-15 15:45:00', 45],
      [5, 'L2', null, 'R2', 'day', false, '2026-10-31 13:59:59', '2026-10-31 14:14:59', 15],
      [6, 'L3', 'E3', 'R1', 'night', true, '2026-11-01 02:00:00', '2026-11-01 03:00:00', 60],
      [7, 'L3', 'E3', null, 'day', null, '2026-11-03 09:00:00', null, null],
      [8, null, null, 'R2', 'day', false, '2026-11-04 10:00:00', '2026-11-04 10:10:00', 10],
    ],
  },
  {
    name: 'production',
    columns: [
      'production_id integer',
      'line_id text',
      'equipment_id text',
      'hour_start timestamp',
      'shift text',
      'good_qty integer',
      'scrap_qty integer',
    ],
    rows: [
      [1, 'L1', 'E1', '2026-10-01 06:00:00', 'day', 100, 2],
      [2, 'L1', 'E1', '2026-10-01 15:00:00', 'evening', 90, 3],
      [3, 'L1', 'E1', '2026-11-02 23:00:00', 'night', 80, 8],
      [4, 'L2', 'E2', '2026-10-05 07:00:00', 'day', 50, 0],
      [5, 'L2', 'E2', '2026-10-20 08:00:00', 'day', 60, 1],
      [6, 'L4', 'E3', '2026-10-20 08:00:00', 'day', 10, 0],
    ],
  },
  {
    name: 'work_order',
    columns: ['order_no text', 'line_id text', 'planned_qty integer', 'planned_start timestamp'],
    rows: [
      ['W1', 'L1', 100, '2026-10-01 06:00:00'],
      ['W2', 'L1', 200, '2026-10-08 06:00:00'],
      ['W3', 'L2', 50, '2026-11-01 06:00:00'],
    ],
  },
  {
    name: 'order_tag',
    columns: ['order_no text', 'tag_id text'],
    rows: [
      ['W1', 'T1'],
      ['W1', 'T2'],
      ['W2', 'T1'],
      ['W3', 'T2'],
    ],
  },
  {
    name: 'tag',
    columns: ['tag_id text', 'tag_name text'],
    rows: [
      ['T1', 'urgent'],
      ['T2', 'export'],
      ['T3', 'due in 1:02.5'],
      ['T4', 'due in 2:00:05'],
      ['T5', 'takes 35–45 min'],
      ['T6', 'takes 12.5-13'],
    ],
  },
]
