import assert from 'node:assert/strict'
import { test } from 'node:test'
import { converse } from './testing/converse.ts'

/** Corrections, restrictions that are taken back, orders and limits of lists, other aggregates. */
const conversations: readonly (readonly [questions: readonly string[], query: string])[] = [
  [
    ['stop hours of line 2 last month', 'no, I meant line 4'],
    'stop_hours where line.line_name = Line 4 time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['stop hours of line 2 last month', 'not line 2, line 3'],
    'stop_hours where line.line_name = Line 3 time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['上个月三号线的产量', '不对，我说的是2号线'],
    'output where line.line_name = Line 2 time hour_start 2026-10-01..2026-11-01',
  ],
  [
    ['上个月三号线的产量', '不是三号线，是2号线'],
    'output where line.line_name = Line 2 time hour_start 2026-10-01..2026-11-01',
  ],
  [
    ['stop hours of line 2 last month', 'and the month before?'],
    'stop_hours where line.line_name = Line 2 time started_at 2026-09-01..2026-10-01',
  ],
  [
    ['stop hours by line yesterday', 'compare with the day before'],
    'stop_hours by line.line_name time started_at 2026-11-22..2026-11-23 vs 2026-11-21..2026-11-22',
  ],
  [
    ['stops in October', 'only on line 3', 'forget the line'],
    'list stop.stop_id, stop.line_id, stop.equipment_id, stop.reason_code, stop.shift, stop.planned, stop.started_at, stop.ended_at, stop.duration_min time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['stop hours by line last month', 'drop line 3'],
    'stop_hours by line.line_name where line.line_name != Line 3 time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['stop hours by line last month', 'drop line 3', 'bring line 3 back'],
    'stop_hours by line.line_name time started_at 2026-10-01..2026-11-01',
  ],
  [['10月夜班的停机次数', '不限班次'], 'rows(stop) time started_at 2026-10-01..2026-11-01'],
  [['上个月三号线的停机次数', '全厂的'], 'rows(stop) time started_at 2026-10-01..2026-11-01'],
  [
    ['10月夜班的停机次数', '其他班次呢'],
    'rows(stop) by stop.shift where stop.shift != night time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['output of the night shift yesterday', 'and the other two shifts?'],
    'output by production.shift where production.shift != night time hour_start 2026-11-22..2026-11-23',
  ],
  [
    ['list the stops on line 3 last week', 'all lines please'],
    'list stop.stop_id, stop.line_id, stop.equipment_id, stop.reason_code, stop.shift, stop.planned, stop.started_at, stop.ended_at, stop.duration_min time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['list the stops on line 3 last week', 'longest first, only five'],
    'list stop.stop_id, stop.line_id, stop.equipment_id, stop.reason_code, stop.shift, stop.planned, stop.started_at, stop.ended_at, stop.duration_min where line.line_name = Line 3 time started_at 2026-11-16..2026-11-23 order stop.duration_min desc limit 5',
  ],
  [
    ['list open maintenance orders', 'the most expensive three'],
    'list maintenance_order.maintenance_no, maintenance_order.equipment_id, maintenance_order.maintenance_type, maintenance_order.opened_at, maintenance_order.closed_at, maintenance_order.cost_cny, maintenance_order.description where maintenance_order.closed_at is null order maintenance_order.cost_cny desc limit 3',
  ],
  [
    ['10月各供应商来料重量', '从大到小排一下，只要前三'],
    'sum(material_lot.weight_kg) by supplier.supplier_name time received_on 2026-10-01..2026-11-01 order sum_weight_kg desc limit 3',
  ],
  [
    ['top 5 machines by stop hours', 'make it ten'],
    'stop_hours by equipment.equipment_name order stop_hours desc limit 10',
  ],
  [
    ['machines with more than 3 stops', 'make it 30'],
    'rows(stop) by equipment.equipment_name having rows(stop) > 30',
  ],
  [
    ['stop hours by reason last month', 'which line is the worst?'],
    'stop_hours by line.line_name time started_at 2026-10-01..2026-11-01 order stop_hours desc limit 1',
  ],
  [
    ['10月各原因的停机次数', '哪条产线最多'],
    'rows(stop) by line.line_name time started_at 2026-10-01..2026-11-01 order number_of_stop desc limit 1',
  ],
  [
    ['scrap rate by line last week', 'and the best one?'],
    'scrap_rate by line.line_name time hour_start 2026-11-16..2026-11-23 order scrap_rate asc limit 1',
  ],
  [
    ['maximum stop duration last month', 'which machine was that'],
    'max(stop.duration_min) by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order max_duration_min desc limit 1',
  ],
  [
    ['average stop duration last month', 'the median instead'],
    'median(stop.duration_min) time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['average stop duration last month', 'and the maximum?'],
    'max(stop.duration_min) time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['stops by line last month', 'and the average?'],
    'avg of rows(stop) per line.line_name time started_at 2026-10-01..2026-11-01',
  ],
  [['stops by line last month', '加起来一共多少'], 'rows(stop) time started_at 2026-10-01..2026-11-01'],
  [
    ['how many maintenance orders were opened last month', 'what did they cost'],
    'maintenance_cost time opened_at 2026-10-01..2026-11-01',
  ],
  [
    ['unplanned stops by line last week', 'planned ones instead'],
    'rows(stop) by line.line_name where stop.planned = true time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['top 3 machines by stop hours last month', 'and by scrap instead?'],
    'scrap by equipment.equipment_name time hour_start 2026-10-01..2026-11-01 order scrap desc limit 3',
  ],
  [
    ['10月停机时长最长的五台设备', '改成按停机次数排'],
    'stop_hours rows(stop) by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order number_of_stop desc limit 5',
  ],
  [
    ['stop hours by line last week', 'night shift only'],
    'stop_hours by line.line_name where stop.shift = night time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['stop hours by line last week', 'and how many stops was that, per line'],
    'stop_hours rows(stop) by line.line_name time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['how many unplanned stops were there last week', 'list them with machine and reason'],
    'list stop_reason.reason_name, equipment.equipment_name where stop.planned = false time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['list the stops on line 3 last week', 'how many minutes is that altogether'],
    'sum(stop.duration_min) where line.line_name = Line 3 time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['stop hours last month', 'only line 3', 'ok forget line 3, whole plant again'],
    'stop_hours time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['10月夜班停机次数', '占全部停机的多少'],
    '(rows(stop)[stop.shift = night] / rows(stop)) time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['unplanned stops by line last week', 'what share of all stops is that'],
    '(rows(stop)[stop.planned = false] / rows(stop)) by line.line_name time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['scrap by line last month', 'as a percentage of output'],
    '(scrap / output) by line.line_name time hour_start 2026-10-01..2026-11-01',
  ],
  [['昨天各产线的产量', '合计'], 'output time hour_start 2026-11-22..2026-11-23'],
  [['stop hours by machine in October', 'total'], 'stop_hours time started_at 2026-10-01..2026-11-01'],
  [
    ['stop hours by shift in October', 'number of stops instead'],
    'rows(stop) by stop.shift time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['10月各产线的停机时长', '超过20小时的有哪些'],
    'stop_hours by line.line_name time started_at 2026-10-01..2026-11-01 having stop_hours > 20',
  ],
  [
    ['stop hours by line in October', 'drop anything below 20 hours'],
    'stop_hours by line.line_name time started_at 2026-10-01..2026-11-01 having stop_hours >= 20',
  ],
  [
    ['stop hours by line in October', 'only stops over 20 minutes'],
    'stop_hours by line.line_name where stop.duration_min > 20 time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['上周2号线的产量', '哪天最低'],
    'output by production.hour_start/day where line.line_name = Line 2 time hour_start 2026-11-16..2026-11-23 order output asc limit 1',
  ],
  [
    ['上周2号线的产量', '平均每天多少'],
    '(output / count-distinct(day of production.hour_start)) where line.line_name = Line 2 time hour_start 2026-11-16..2026-11-23',
  ],
  [
    ['上周2号线的产量', '那边停机多久'],
    'stop_hours where line.line_name = Line 2 time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['10月停机时长', '按设备分一下，前4就行'],
    'stop_hours by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order stop_hours desc limit 4',
  ],
  [
    ['output of line 3 last week', 'compare with line 4'],
    'output by line.line_name where (line.line_name = Line 3 or line.line_name = Line 4) time hour_start 2026-11-16..2026-11-23',
  ],
  [
    ['上个月停机最多的四台设备', '这几台里哪些是3号线的'],
    'rows(stop) by equipment.equipment_name where equipment.equipment_name among {by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order rows(stop) desc limit 4}, line.line_name = Line 3 time started_at 2026-10-01..2026-11-01 order number_of_stop desc',
  ],
  [
    ['top 4 machines by stop hours in October', 'what was their scrap rate'],
    'scrap_rate by equipment.equipment_name where equipment.equipment_name among {by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order stop_hours desc limit 4} time hour_start 2026-10-01..2026-11-01',
  ],
  [
    ['上周各班次停机次数', '按原因汇总一下'],
    'rows(stop) by stop_reason.reason_name time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['上周各班次停机次数', '上上周的也来一份'],
    'rows(stop) by stop.shift time started_at 2026-11-09..2026-11-16',
  ],
  [
    ['output by shift on 18 November', 'and the day after'],
    'output by production.shift time hour_start 2026-11-19..2026-11-20',
  ],
  [['11月18号各产线的产量', '第二天呢'], 'output by line.line_name time hour_start 2026-11-19..2026-11-20'],
  [
    ['list the stops on line 3 last week', 'how many were planned'],
    'rows(stop) where line.line_name = Line 3, stop.planned = true time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['10月三号线停机次数', '主要在哪台设备'],
    'rows(stop) by equipment.equipment_name where line.line_name = Line 3 time started_at 2026-10-01..2026-11-01 order number_of_stop desc',
  ],
  [
    ['stops in October', 'mostly on which machine'],
    'rows(stop) by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order number_of_stop desc',
  ],
  [
    ['10月各产线废品率', '排个序'],
    'scrap_rate by line.line_name time hour_start 2026-10-01..2026-11-01 order scrap_rate desc',
  ],
  [
    ['top 4 machines by stop hours in October', 'which lines are they on'],
    'list equipment.equipment_name, line.line_name where equipment.equipment_name among {by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order stop_hours desc limit 4}',
  ],
  [
    ['上个月停机时间最长的四台设备', '它们分别停了几次'],
    'rows(stop) by equipment.equipment_name where equipment.equipment_name among {by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order stop_hours desc limit 4} time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['scrap of line 4 in October', 'which shift?'],
    'scrap by production.shift where line.line_name = Line 4 time hour_start 2026-10-01..2026-11-01',
  ],
  [
    ['how many stops did each line have last week', 'and the total stop hours instead of the count?'],
    'stop_hours by line.line_name time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['10月有多少次停机', '这里面超过30分钟的有几次'],
    'rows(stop) where stop.duration_min > 30 time started_at 2026-10-01..2026-11-01',
  ],
]
for (const [questions, expected] of conversations)
  test(questions.join(' → '), () => assert.equal(converse(...questions), expected))
