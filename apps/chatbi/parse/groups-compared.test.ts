import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from './testing/ask-plant.ts'

/** Groups against the average or median of all, and the first ones of each group. */
const readings: readonly (readonly [question: string, query: string])[] = [
  [
    'machines with more downtime than the average machine in October',
    'stop_hours by equipment.equipment_name time started_at 2026-10-01..2026-11-01 having stop_hours > average',
  ],
  [
    'which machines had at least twice the average stop hours last month',
    'stop_hours by equipment.equipment_name time started_at 2026-10-01..2026-11-01 having stop_hours >= 2 x average',
  ],
  [
    'which lines had more scrap last month than the average line did',
    'scrap by line.line_name time hour_start 2026-10-01..2026-11-01 having scrap > average',
  ],
  [
    'lines whose scrap was 20 % above the average last month',
    'scrap by line.line_name time hour_start 2026-10-01..2026-11-01 having scrap > 1.2 x average',
  ],
  [
    'which machines were above the median stop hours last month',
    'stop_hours by equipment.equipment_name time started_at 2026-10-01..2026-11-01 having stop_hours > median',
  ],
  [
    'stops longer than twice the average duration',
    'list stop.stop_id, stop.line_id, stop.equipment_id, stop.reason_code, stop.shift, stop.planned, stop.started_at, stop.ended_at, stop.duration_min where stop.duration_min > {(avg(stop.duration_min) * 2)}',
  ],
  [
    '上周产量低于各线平均的产线',
    'output by line.line_name time hour_start 2026-11-16..2026-11-23 having output < average',
  ],
  [
    '哪些设备10月停机时长超过平均值的两倍',
    'stop_hours by equipment.equipment_name time started_at 2026-10-01..2026-11-01 having stop_hours > 2 x average',
  ],
  [
    '10月停机次数比平均多一倍以上的设备',
    'rows(stop) by equipment.equipment_name time started_at 2026-10-01..2026-11-01 having rows(stop) > 2 x average',
  ],
  [
    '10月停机时长高于中位数的设备',
    'stop_hours by equipment.equipment_name time started_at 2026-10-01..2026-11-01 having stop_hours > median',
  ],
  [
    '哪些班次10月废品率在平均值以上',
    'scrap_rate by production.shift time hour_start 2026-10-01..2026-11-01 having scrap_rate >= average',
  ],
  [
    '10月哪些原因的次数比平均次数多',
    'rows(stop) by stop_reason.reason_name time started_at 2026-10-01..2026-11-01 having rows(stop) > average',
  ],
  [
    '10月的停机里时长高于当月平均时长的有几次',
    'rows(stop) where stop.duration_min > {avg(stop.duration_min) time started_at 2026-10-01..2026-11-01} time started_at 2026-10-01..2026-11-01',
  ],
  [
    'machines whose stop hours in October were above the average of their line',
    'stop_hours by line.line_name, equipment.equipment_name time started_at 2026-10-01..2026-11-01 having stop_hours > average within line_name',
  ],
  [
    '10月停机时长高于本产线平均的设备',
    'stop_hours by line.line_name, equipment.equipment_name time started_at 2026-10-01..2026-11-01 having stop_hours > average within line_name',
  ],
  [
    'which stop reasons cost more hours than the average reason last month',
    'stop_hours by stop_reason.reason_name time started_at 2026-10-01..2026-11-01 having stop_hours > average',
  ],
  [
    'which machine had the highest maintenance cost of each line last month',
    'maintenance_cost by line.line_name, equipment.equipment_name time opened_at 2026-10-01..2026-11-01 order maintenance_cost desc limit 1 per line_name',
  ],
  [
    'top 2 stop reasons per line last week by stop hours',
    'stop_hours by line.line_name, stop_reason.reason_name time started_at 2026-11-16..2026-11-23 order stop_hours desc limit 2 per line_name',
  ],
  [
    'best shift of every line by output in October',
    'output by line.line_name, production.shift time hour_start 2026-10-01..2026-11-01 order output desc limit 1 per line_name',
  ],
  [
    '上周停机次数最多的是哪台',
    'rows(stop) by equipment.equipment_name time started_at 2026-11-16..2026-11-23 order number_of_stop desc limit 1',
  ],
  [
    '各产线停机时长最长的前三个原因，上个月',
    'stop_hours by line.line_name, stop_reason.reason_name time started_at 2026-10-01..2026-11-01 order stop_hours desc limit 3 per line_name',
  ],
  [
    'on each shift, the most frequent stop reason last month',
    'rows(stop) by stop.shift, stop_reason.reason_name time started_at 2026-10-01..2026-11-01 order number_of_stop desc limit 1 per shift',
  ],
]
for (const [question, query] of readings)
  test(question, () => assert.equal(brief(askPlant(question).candidates[0]?.query ?? assert.fail()), query))
