import type { DataType } from '@millwright/spec'
import { toChunks } from './generated-table.ts'
import type { GeneratedCell, GeneratedTable } from './generated-table.ts'
import { areas, defectTypes, equipment, lines, products, suppliers } from './layout.ts'
import { inspectionRows } from './measurements.ts'
import { dayMs, endOfHistory, hourMs, shiftAt } from './plant-time.ts'
import { simulateLine } from './production.ts'
import type { LineHistory } from './production.ts'
import { simulateStops, stoppedMinutes } from './stops.ts'
import type { History, Stop } from './stops.ts'
import { energyRows, maintenanceRows, stopReasonRows } from './upkeep.ts'

interface TableDraft {
  readonly name: string
  readonly comment: string
  /** `name:type`, with `>table` for a foreign key on that table's first column. */
  readonly columns: readonly string[]
  readonly rows: () => Iterable<readonly GeneratedCell[]>
  readonly keyless?: boolean
}

const types: Readonly<Record<string, DataType>> = {
  text: 'text',
  int: 'integer',
  num: 'float',
  bool: 'boolean',
  date: 'date',
  time: 'timestamp',
}

const toTable = (draft: TableDraft, drafts: readonly TableDraft[]): GeneratedTable => {
  const parsed = draft.columns.map(text => {
    const [declared = '', target] = text.split('>')
    const [name = '', type = ''] = declared.split(':')
    return { name, type: types[type] ?? 'text', target }
  })
  const keyOf = (table: string): string =>
    drafts.find(other => other.name === table)?.columns[0]?.split(':')[0] ?? ''
  return {
    name: draft.name,
    comment: draft.comment,
    columns: parsed.map(({ name, type }) => ({ name, type })),
    primaryKey: draft.keyless ? [] : [parsed[0]?.name ?? ''],
    foreignKeys: parsed.flatMap(({ name, target }) =>
      target ? [{ columns: [name], table: target, referencedColumns: [keyOf(target)] }] : [],
    ),
    chunks: () => toChunks(draft.rows(), parsed.length),
  }
}

export interface DemoOptions {
  readonly now: Date
  readonly days?: number
  readonly seed?: number
}

/**
 * The demo plant's history up to yesterday: about a million rows in fourteen tables. The same seed and day give
 * the same rows.
 */
export const generatePlant = (options: DemoOptions): readonly GeneratedTable[] => {
  const to = endOfHistory(options.now)
  const history: History = { seed: options.seed ?? 7, from: to - (options.days ?? 180) * dayMs, to }
  const stopsByUnit = new Map(equipment.map(unit => [unit.id, simulateStops(unit, history)]))
  const stopped = new Map([...stopsByUnit].map(([id, stops]) => [id, stoppedMinutes(stops, history)]))
  const lineHistories = lines.map(line => simulateLine(line, history, stopped))
  const stops = [...stopsByUnit.values()].flat()
  const drafts = [...masterTables(lineHistories), ...eventTables({ history, lineHistories, stops, stopped })]
  return drafts.map(draft => toTable(draft, drafts))
}

const masterTables = (lineHistories: readonly LineHistory[]): readonly TableDraft[] => [
  {
    name: 'area',
    comment: 'Areas of the plant',
    columns: ['area_id:text', 'area_name:text'],
    rows: () => areas.map(area => [area.id, area.name]),
  },
  {
    name: 'line',
    comment: 'Production lines',
    columns: ['line_id:text', 'line_name:text', 'area_id:text>area'],
    rows: () => lines.map(line => [line.id, line.name, line.areaId]),
  },
  {
    name: 'equipment',
    comment: 'Machines and other units',
    columns: [
      'equipment_id:text',
      'equipment_name:text',
      'equipment_type:text',
      'line_id:text>line',
      'commissioned_on:date',
    ],
    rows: () =>
      equipment.map(unit => [unit.id, unit.name, unit.type, unit.lineId, Date.parse(unit.commissionedOn)]),
  },
  {
    name: 'product',
    comment: 'Products',
    columns: ['product_id:text', 'product_name:text', 'product_family:text'],
    rows: () => products.map(product => [product.id, product.name, product.family]),
  },
  {
    name: 'supplier',
    comment: 'Suppliers of material',
    columns: ['supplier_id:text', 'supplier_name:text', 'country:text'],
    rows: () => suppliers.map(supplier => [supplier.id, supplier.name, supplier.country]),
  },
  {
    name: 'material_lot',
    comment: 'Lots of material as received',
    columns: [
      'lot_id:text',
      'supplier_id:text>supplier',
      'received_on:date',
      'heat_no:text',
      'weight_kg:num',
    ],
    rows: () =>
      lineHistories.flatMap(({ lots }) =>
        lots.map(lot => [lot.id, lot.supplierId, lot.receivedOn, lot.heatNo, lot.weightKg]),
      ),
  },
  {
    name: 'work_order',
    comment: 'Production orders',
    columns: [
      'order_no:text',
      'product_id:text>product',
      'line_id:text>line',
      'lot_id:text>material_lot',
      'planned_qty:int',
      'planned_start:time',
      'actual_start:time',
      'actual_end:time',
      'status:text',
    ],
    rows: () =>
      lineHistories.flatMap(({ orders }) =>
        orders.map(order => [
          order.no,
          order.productId,
          order.lineId,
          order.lot.id,
          order.plannedQty,
          order.plannedStart,
          order.actualStart,
          order.actualEnd,
          order.actualEnd === null ? 'Running' : 'Done',
        ]),
      ),
  },
  {
    name: 'stop_reason',
    comment: 'Reasons for stops',
    columns: ['reason_code:text', 'reason_name:text', 'category:text'],
    rows: stopReasonRows,
  },
]

interface Simulation {
  readonly history: History
  readonly lineHistories: readonly LineHistory[]
  readonly stops: readonly Stop[]
  readonly stopped: ReadonlyMap<string, Float32Array>
}

const eventTables = ({ history, lineHistories, stops, stopped }: Simulation): readonly TableDraft[] => [
  {
    name: 'production',
    comment: 'Parts counted by machine and hour',
    columns: [
      'production_id:int',
      'line_id:text>line',
      'equipment_id:text>equipment',
      'order_no:text>work_order',
      'hour_start:time',
      'shift:text',
      'good_qty:int',
      'scrap_qty:int',
      'run_min:num',
    ],
    rows: () => productionRows(lineHistories),
  },
  {
    name: 'stop',
    comment: 'Stops of machines',
    columns: [
      'stop_id:int',
      'line_id:text>line',
      'equipment_id:text>equipment',
      'reason_code:text>stop_reason',
      'shift:text',
      'planned:bool',
      'started_at:time',
      'ended_at:time',
      'duration_min:num',
    ],
    rows: () =>
      stops
        .toSorted((a, b) => a.startedAt - b.startedAt)
        .map((stop, index) => [
          index + 1,
          stop.equipment.lineId,
          stop.equipment.id,
          stop.reasonCode,
          shiftAt(stop.startedAt),
          stop.planned,
          stop.startedAt,
          stop.startedAt + Math.round(stop.durationMin * 60_000),
          stop.durationMin,
        ]),
  },
  {
    name: 'inspection',
    comment: 'Measurements of sampled parts',
    columns: [
      'inspection_id:int',
      'order_no:text>work_order',
      'equipment_id:text>equipment',
      'lot_id:text>material_lot',
      'inspected_at:time',
      'characteristic:text',
      'nominal_mm:num',
      'measured_mm:num',
      'deviation_um:num',
      'result:text',
    ],
    rows: () => inspectionRows(lineHistories, history),
  },
  {
    name: 'defect',
    comment: 'Scrapped parts by kind of defect',
    columns: [
      'defect_id:int',
      'order_no:text>work_order',
      'line_id:text>line',
      'equipment_id:text>equipment',
      'lot_id:text>material_lot',
      'defect_type:text',
      'quantity:int',
      'detected_at:time',
      'shift:text',
    ],
    rows: () => defectRows(lineHistories),
  },
  {
    name: 'maintenance_order',
    comment: 'Maintenance orders',
    columns: [
      'maintenance_no:text',
      'equipment_id:text>equipment',
      'maintenance_type:text',
      'opened_at:time',
      'closed_at:time',
      'labour_hours:num',
      'cost_cny:num',
      'description:text',
    ],
    rows: () => maintenanceRows(stops, history),
  },
  {
    name: 'energy',
    comment: 'Energy by unit and hour',
    keyless: true,
    columns: ['equipment_id:text>equipment', 'hour_start:time', 'energy_kwh:num'],
    rows: () => energyRows(history, stopped),
  },
]

function* productionRows(lineHistories: readonly LineHistory[]): Generator<readonly GeneratedCell[]> {
  let id = 0
  for (const { line, hours } of lineHistories)
    for (const { unit, order, hour, good, scrap, runMin } of hours)
      yield [
        ++id,
        line.id,
        unit.id,
        order.no,
        hour,
        shiftAt(hour),
        good,
        scrap.reduce((sum, count) => sum + count, 0),
        runMin,
      ]
}

function* defectRows(lineHistories: readonly LineHistory[]): Generator<readonly GeneratedCell[]> {
  let id = 0
  for (const { line, hours } of lineHistories)
    for (const { unit, order, hour, scrap } of hours)
      for (const [index, quantity] of scrap.entries())
        if (quantity > 0)
          yield [
            ++id,
            order.no,
            line.id,
            unit.id,
            order.lot.id,
            defectTypes[index] ?? '',
            quantity,
            hour + ((id * 17) % 60) * (hourMs / 60),
            shiftAt(hour),
          ]
}
