import assert from 'node:assert/strict'
import { test } from 'node:test'
import { converse } from '../testing/converse.ts'

/** Changes that are said by words which name nothing, columns of rows that were listed or counted, one group for another. */
const conversations: readonly (readonly [questions: readonly string[], query: string])[] = [
  [
    ['stop hours by shift last month', 'by machine instead of by shift please'],
    'stop_hours by equipment.equipment_name time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['how many stops by reason last week', 'per category rather than per reason, and in hours'],
    'stop_hours by stop_reason.category time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['how many stops by reason last week', 'could you please express that as a percentage of the total'],
    'rows(stop) share(rows(stop)) by stop_reason.reason_name time started_at 2026-11-16..2026-11-23',
  ],
  [['上周各班次停机时长', '换成次数看看'], 'rows(stop) by stop.shift time started_at 2026-11-16..2026-11-23'],
  [
    ['average stop duration per shift last month', 'total hours would be better'],
    'stop_hours by stop.shift time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['energy of the furnaces last week', 'one by one'],
    'energy_use by equipment.equipment_name where equipment.equipment_type = furnace time hour_start 2026-11-16..2026-11-23',
  ],
  [
    ['10月数控车床停机时长', '逐台看'],
    'stop_hours by equipment.equipment_name where equipment.equipment_type = CNC lathe time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['list the stops on line 3 yesterday', 'reason and start time only'],
    'list stop_reason.reason_name, stop.started_at where line.line_name = Line 3 time started_at 2026-11-22..2026-11-23',
  ],
  [
    ['how many stops were there on line 3 yesterday', 'which ones?', 'and which machine is each one on'],
    'list stop.stop_id, equipment.equipment_name where line.line_name = Line 3 time started_at 2026-11-22..2026-11-23',
  ],
  [
    [
      'how many stops were there on line 3 yesterday',
      'list their start times with the machine each one is on',
    ],
    'list stop.stop_id, stop.started_at, equipment.equipment_name where line.line_name = Line 3 time started_at 2026-11-22..2026-11-23',
  ],
  [
    ['energy of line 3 last week', "what's that per good part"],
    '(energy_use / output) where line.line_name = Line 3 time hour_start 2026-11-16..2026-11-23',
  ],
  [
    ['10月来料重量', '按供应商所在国家拆开'],
    'sum(material_lot.weight_kg) by supplier.country time received_on 2026-10-01..2026-11-01',
  ],
]
for (const [questions, expected] of conversations)
  test(questions.join(' → '), () => {
    assert.equal(converse(...questions), expected)
  })
