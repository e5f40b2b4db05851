import type { PlantCalendar } from '@millwright/spec'
import type { Dataset, Field, Metric, SemanticModel } from '../../model/semantic-model.ts'
import type { MeasureExpression } from '../../query/query.ts'

const label = (text: string): { en: string; zh?: string } => {
  const [en = '', zh] = text.split('|')
  return zh === undefined ? { en } : { en, zh }
}

type FieldSpec = readonly [
  name: string,
  type: Field['type'],
  role: Field['role'],
  label: string,
  extra?: Partial<Field>,
]

const field = ([name, type, role, text, extra]: FieldSpec): Field => ({
  name,
  column: name,
  label: label(text),
  synonyms: [],
  type,
  role,
  grade: 'internal',
  hidden: false,
  samples: [],
  ...extra,
})

/** A dataset in short, its labels as `english|中文`; the first field is its key unless `extra` says otherwise. */
export const dataset = (
  name: string,
  text: string,
  fields: readonly FieldSpec[],
  extra: Partial<Dataset> = {},
): Dataset => ({
  name,
  table: { name },
  label: label(text),
  synonyms: [],
  primaryKey: [fields[0]?.[0] ?? ''],
  hidden: false,
  fields: fields.map(field),
  ...extra,
})

const sum = (of: string, name: string): MeasureExpression => ({
  kind: 'aggregate',
  aggregate: 'sum',
  value: { kind: 'field', field: { dataset: of, field: name } },
})

const metric = (
  name: string,
  text: string,
  expression: MeasureExpression,
  extra: Partial<Metric> = {},
): Metric => ({ name, label: label(text), synonyms: [], expression, hidden: false, ...extra })

const shifts = ['day', 'evening', 'night']
const shiftField: FieldSpec = [
  'shift',
  'text',
  'dimension',
  'shift|班次',
  {
    valueKind: 'category',
    samples: shifts,
    valueSynonyms: {
      day: ['day shift', '早班', '白班'],
      evening: ['evening shift', '中班'],
      night: ['night shift', '夜班'],
    },
  },
]
const lineKey: FieldSpec = ['line_id', 'text', 'key', 'line id|产线编号', { valueKind: 'code' }]

const lines = ['Line 1', 'Line 2', 'Line 3', 'Line 4', 'Line 5', 'Line 6']
const numerals = '一二三四五六'
const datasets: readonly Dataset[] = [
  dataset(
    'line',
    'lines|产线',
    [
      [
        'line_id',
        'text',
        'key',
        'line id|产线编号',
        { valueKind: 'code', samples: ['L1', 'L2', 'L3', 'L4', 'L5', 'L6'] },
      ],
      [
        'line_name',
        'text',
        'dimension',
        'line|产线',
        {
          isName: true,
          valueKind: 'name',
          samples: lines,
          valueSynonyms: Object.fromEntries(
            lines.map((name, i) => [name, [`${numerals[i] ?? ''}号线`, `${i + 1}号线`]]),
          ),
        },
      ],
    ],
    { synonyms: ['production lines'] },
  ),
  dataset(
    'equipment',
    'equipment|设备',
    [
      [
        'equipment_id',
        'text',
        'key',
        'equipment id|设备编号',
        { valueKind: 'code', samples: ['CNC-07', 'CNC-08', 'PRS-01'] },
      ],
      [
        'equipment_name',
        'text',
        'dimension',
        'equipment name|设备名称',
        {
          isName: true,
          valueKind: 'name',
          samples: ['Lathe 7', 'Press 1', 'CNC lathe 3', 'CNC lathe 5', 'press 2', 'press 3'],
        },
      ],
      [
        'equipment_type',
        'text',
        'dimension',
        'equipment type|设备类型',
        {
          valueKind: 'category',
          samples: ['CNC lathe', 'press', 'furnace'],
          valueSynonyms: { 'CNC lathe': ['lathe', '车床'], press: ['冲压机'] },
        },
      ],
      lineKey,
      ['commissioned_on', 'date', 'time', 'commissioned on|投用日期'],
    ],
    { synonyms: ['machines'] },
  ),
  dataset('supplier', 'suppliers|供应商', [
    ['supplier_id', 'text', 'key', 'supplier id|供应商编号'],
    [
      'supplier_name',
      'text',
      'dimension',
      'supplier|供应商',
      { isName: true, valueKind: 'name', samples: ['Northern Foundry', 'Huaxin Castings'] },
    ],
    [
      'country',
      'text',
      'dimension',
      'country|国家',
      { valueKind: 'category', samples: ['China', 'Germany'], valueSynonyms: { China: ['domestic'] } },
    ],
  ]),
  dataset(
    'material_lot',
    'material lots|物料批次',
    [
      ['lot_id', 'text', 'key', 'lot id|批次号'],
      ['supplier_id', 'text', 'key', 'supplier id|供应商编号'],
      ['received_on', 'date', 'time', 'received on|到货日期'],
      ['weight_kg', 'decimal', 'measure', 'weight|重量', { unit: 'kg', defaultAggregate: 'sum' }],
    ],
    { synonyms: ['lots'] },
  ),
  dataset(
    'production',
    'production records|生产记录',
    [
      ['production_id', 'integer', 'key', 'production id'],
      lineKey,
      ['equipment_id', 'text', 'key', 'equipment id|设备编号', { valueKind: 'code' }],
      ['hour_start', 'timestamp', 'time', 'hour|时间'],
      shiftField,
      ['good_qty', 'integer', 'measure', 'good quantity|合格数', { defaultAggregate: 'sum' }],
      ['scrap_qty', 'integer', 'measure', 'scrap quantity|废品数', { defaultAggregate: 'sum' }],
    ],
    { defaultTime: 'hour_start' },
  ),
  dataset('stop_reason', 'stop reasons|停机原因', [
    ['reason_code', 'text', 'key', 'reason code|原因代码', { valueKind: 'code' }],
    [
      'reason_name',
      'text',
      'dimension',
      'reason|原因',
      {
        isName: true,
        valueKind: 'name',
        samples: ['Tool change', 'Spindle overheat', 'No material'],
        valueSynonyms: { 'Spindle overheat': ['主轴过热'] },
      },
    ],
    [
      'category',
      'text',
      'dimension',
      'reason category|原因类别',
      { valueKind: 'category', samples: ['mechanical', 'logistics'] },
    ],
  ]),
  dataset(
    'stop',
    'stops|停机',
    [
      ['stop_id', 'integer', 'key', 'stop id'],
      lineKey,
      ['equipment_id', 'text', 'key', 'equipment id|设备编号', { valueKind: 'code' }],
      ['reason_code', 'text', 'key', 'reason code|原因代码', { valueKind: 'code' }],
      shiftField,
      ['planned', 'boolean', 'dimension', 'planned|计划内', { valueKind: 'flag', samples: [true, false] }],
      ['started_at', 'timestamp', 'time', 'started at|开始时间'],
      ['ended_at', 'timestamp', 'time', 'ended at|结束时间'],
      ['duration_min', 'decimal', 'measure', 'duration|时长', { unit: 'min', defaultAggregate: 'sum' }],
    ],
    { defaultTime: 'started_at', synonyms: ['stoppages', 'downtimes', '停机记录'] },
  ),
  dataset(
    'inspection',
    'inspections|检验记录',
    [
      ['inspection_id', 'integer', 'key', 'inspection id'],
      ['equipment_id', 'text', 'key', 'equipment id|设备编号', { valueKind: 'code' }],
      ['inspected_at', 'timestamp', 'time', 'inspected at|检验时间'],
      [
        'characteristic',
        'text',
        'dimension',
        'characteristic|特性',
        { valueKind: 'category', samples: ['bore diameter', 'thickness'] },
      ],
      ['deviation_um', 'decimal', 'measure', 'deviation|偏差', { unit: 'um', defaultAggregate: 'avg' }],
      ['result', 'text', 'dimension', 'result|结果', { valueKind: 'category', samples: ['OK', 'NOK'] }],
    ],
    { defaultTime: 'inspected_at' },
  ),
  dataset(
    'maintenance_order',
    'maintenance orders|维修工单',
    [
      ['maintenance_no', 'text', 'key', 'maintenance number|维修单号'],
      ['equipment_id', 'text', 'key', 'equipment id|设备编号', { valueKind: 'code' }],
      [
        'maintenance_type',
        'text',
        'dimension',
        'maintenance type|维修类型',
        {
          valueKind: 'category',
          samples: ['preventive', 'corrective'],
          valueSynonyms: { preventive: ['保养'], corrective: ['抢修'] },
        },
      ],
      ['opened_at', 'timestamp', 'time', 'opened at|开单时间'],
      ['closed_at', 'timestamp', 'time', 'closed at|关单时间'],
      ['cost_cny', 'decimal', 'measure', 'cost|费用', { unit: 'CNY', defaultAggregate: 'sum' }],
      ['description', 'text', 'dimension', 'description|描述', { valueKind: 'text' }],
    ],
    { defaultTime: 'opened_at' },
  ),
  dataset(
    'energy',
    'energy readings|能耗记录',
    [
      ['equipment_id', 'text', 'key', 'equipment id|设备编号', { valueKind: 'code' }],
      ['hour_start', 'timestamp', 'time', 'hour|时间'],
      ['energy_kwh', 'decimal', 'measure', 'energy|能耗', { unit: 'kWh', defaultAggregate: 'sum' }],
    ],
    { defaultTime: 'hour_start' },
  ),
]

const stopHours = (filters?: boolean): MeasureExpression => ({
  kind: 'arithmetic',
  operator: '/',
  left: {
    kind: 'aggregate',
    aggregate: 'sum',
    value: { kind: 'field', field: { dataset: 'stop', field: 'duration_min' } },
    ...(filters === true
      ? {
          filters: [
            {
              kind: 'compare',
              left: { kind: 'field', field: { dataset: 'stop', field: 'planned' } },
              operator: '=',
              right: { kind: 'value', value: false },
            },
          ],
        }
      : {}),
  },
  right: { kind: 'number', value: 60 },
})

const scrap = sum('production', 'scrap_qty')
const good = sum('production', 'good_qty')

const metrics: readonly Metric[] = [
  metric('output', 'output|产量', good, {
    synonyms: ['good parts', 'parts produced', '合格产量'],
    description: 'Parts made, less those that were scrapped.',
    better: 'higher',
  }),
  metric('scrap', 'scrap|废品量', scrap, { synonyms: ['scrapped parts', '报废数'], better: 'lower' }),
  metric(
    'scrap_rate',
    'scrap rate|废品率',
    {
      kind: 'arithmetic',
      operator: '/',
      left: scrap,
      right: { kind: 'arithmetic', operator: '+', left: good, right: scrap },
    },
    {
      format: { percent: true, decimals: 2 },
      synonyms: ['reject rate', '报废率', '不良率'],
      better: 'lower',
    },
  ),
  metric('stop_hours', 'stop hours|停机时长', stopHours(), {
    unit: 'h',
    synonyms: ['downtime', '停机时间', '停机小时'],
    better: 'lower',
  }),
  metric('unplanned_stop_hours', 'unplanned stop hours|非计划停机时长', stopHours(true), {
    unit: 'h',
    synonyms: ['unplanned downtime', 'hours lost to unplanned stops', '非计划停机时间'],
    better: 'lower',
  }),
  metric(
    'stop_count',
    'number of stops|停机次数',
    { kind: 'rows', dataset: 'stop' },
    { synonyms: ['stop count'] },
  ),
  metric('energy_use', 'energy consumption|能耗', sum('energy', 'energy_kwh'), {
    unit: 'kWh',
    synonyms: ['energy', 'electricity', '用电量', '电耗'],
  }),
  metric('maintenance_cost', 'maintenance cost|维修费用', sum('maintenance_order', 'cost_cny'), {
    unit: 'CNY',
  }),
]

const relate = (from: string, to: string, key: string, role?: string) => ({
  name: `${from}_${to}`,
  from,
  to,
  fromFields: [key],
  toFields: [key],
  ...(role === undefined ? {} : { role }),
})

/** A semantic model like the demo plant's, small enough to read. */
export const plantModel: SemanticModel = {
  sourceId: 'demo',
  name: 'Demo plant',
  version: 1,
  dialect: 'duckdb',
  datasets: [...datasets],
  relationships: [
    relate('equipment', 'line', 'line_id'),
    relate('production', 'line', 'line_id'),
    relate('production', 'equipment', 'equipment_id'),
    relate('stop', 'line', 'line_id'),
    relate('stop', 'equipment', 'equipment_id'),
    relate('stop', 'stop_reason', 'reason_code'),
    relate('material_lot', 'supplier', 'supplier_id'),
    relate('inspection', 'equipment', 'equipment_id'),
    relate('maintenance_order', 'equipment', 'equipment_id'),
    relate('energy', 'equipment', 'equipment_id'),
  ],
  metrics: [...metrics],
  rowRules: [],
}

export const plantCalendar: PlantCalendar = {
  timeZone: 'Asia/Shanghai',
  weekStart: 1,
  shifts: [
    { name: 'day', label: { en: 'day', zh: '白班' }, start: '06:00', end: '14:00' },
    { name: 'evening', label: { en: 'evening', zh: '中班' }, start: '14:00', end: '22:00' },
    { name: 'night', label: { en: 'night', zh: '夜班' }, start: '22:00', end: '06:00' },
  ],
}
