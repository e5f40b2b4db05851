import assert from 'node:assert/strict'
import { test } from 'node:test'
import { converse } from './testing/converse.ts'

/** Units, columns of lists, each one of several, one of the groups as a part, days of the period before. */
const conversations: readonly (readonly [questions: readonly string[], query: string])[] = [
  [
    ['average stop duration by line last week', 'the total in hours is better'],
    'stop_hours by line.line_name time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['上周各产线的停机时长', '改成次数'],
    'rows(stop) by line.line_name time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['stop hours by shift last week', 'by reason rather than by shift, please'],
    'stop_hours by stop_reason.reason_name time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['list the stops on line 3 yesterday', 'only the machine and the duration'],
    'list stop.duration_min, equipment.equipment_name where line.line_name = Line 3 time started_at 2026-11-22..2026-11-23',
  ],
  [
    ['昨天三号线有哪些停机', '设备和时长就行'],
    'list stop.duration_min, equipment.equipment_name where line.line_name = Line 3 time started_at 2026-11-22..2026-11-23',
  ],
  [
    ['昨天车床停机多少小时', '分台看'],
    'stop_hours by equipment.equipment_name where equipment.equipment_type = CNC lathe time started_at 2026-11-22..2026-11-23',
  ],
  [
    ['stop hours of the lathes yesterday', 'individually please'],
    'stop_hours by equipment.equipment_name where equipment.equipment_type = CNC lathe time started_at 2026-11-22..2026-11-23',
  ],
  [
    ['上周各产线的产量', '三号线占比多少'],
    '(output[line.line_name = Line 3] / output) time hour_start 2026-11-16..2026-11-23',
  ],
  [
    ['output by line last week', 'express that as a percentage of the total'],
    'output share(output) by line.line_name time hour_start 2026-11-16..2026-11-23',
  ],
  [
    ['上周各产线的产量', '把三号线去掉'],
    'output by line.line_name where line.line_name != Line 3 time hour_start 2026-11-16..2026-11-23',
  ],
  // days and halves of the period that was asked about
  [['10月5号的产量', '6号呢'], 'output time hour_start 2026-10-06..2026-10-07'],
  [
    ['scrap by line in the first half of October', 'and the second half?'],
    'scrap by line.line_name time hour_start 2026-10-16..2026-11-01',
  ],
  [
    ['6月到10月每月的停机时长', '从8月开始就行'],
    'stop_hours by stop.started_at/month time started_at 2026-08-01..2026-11-01 order started_at_month asc',
  ],
]
for (const [questions, query] of conversations)
  test(questions.join(' → '), () => assert.equal(converse(...questions), query))
