import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from './testing/ask-plant.ts'

/** Plain questions in the words of people on the floor, with the query that each must become (`brief`). */
const questions: readonly (readonly [question: string, query: string])[] = [
  // things by their kind and number
  ['number of stops of lathe 5', 'rows(stop) where equipment.equipment_name = CNC lathe 5'],
  ['number of stops on press no. 2', 'rows(stop) where equipment.equipment_name = press 2'],
  ['5号车床停机几次', 'rows(stop) where equipment.equipment_name = CNC lathe 5'],
  ['5#车床停机几次', 'rows(stop) where equipment.equipment_name = CNC lathe 5'],
  ['冲压机3号停机几次', 'rows(stop) where equipment.equipment_name = press 3'],
  [
    '10月份5号车床停机几次',
    'rows(stop) where equipment.equipment_name = CNC lathe 5 time started_at 2026-10-01..2026-11-01',
  ],
  ['10月5号车间停机几次', 'rows(stop) time started_at 2026-10-05..2026-10-06'],
  [
    'number of stops of lathes 3 and 5',
    'rows(stop) where equipment.equipment_name in CNC lathe 3,CNC lathe 5',
  ],
  ['3号和5号车床停机几次', 'rows(stop) where equipment.equipment_name in CNC lathe 3,CNC lathe 5'],
  ['scrap of line 2 and 4', 'scrap where line.line_name in Line 2,Line 4'],
  // rows beside a measure of them; what is a part of no amount
  [
    'stops and stop hours by reason in October',
    'rows(stop) stop_hours by stop_reason.reason_name time started_at 2026-10-01..2026-11-01',
  ],
  ['stop hours and stops per line', 'stop_hours rows(stop) by line.line_name'],
  [
    'lines that scrapped more than 2 % in October',
    'by line.line_name time hour_start 2026-10-01..2026-11-01 having scrap_rate > 0.02',
  ],
  ['lines with over 2.5 percent scrap', 'by line.line_name having scrap_rate > 0.025'],
  ['废品超过百分之三的产线', 'by line.line_name having scrap_rate > 0.03'],
  ['machines on line 2 by type', 'rows(equipment) by equipment.equipment_type where line.line_name = Line 2'],
  ['2号线和4号线一共停机几次', 'rows(stop) where line.line_name in Line 2,Line 4'],
  // amounts without a number
  ['how many stops lasted longer than half an hour', 'rows(stop) where stop.duration_min > 30'],
  ['how many stops took more than an hour and a half', 'rows(stop) where stop.duration_min > 90'],
  ['how many stops took over an hour', 'rows(stop) where stop.duration_min > 60'],
  ['超过半小时的停机有几次', 'rows(stop) where stop.duration_min > 30'],
  ['停了一刻钟以上的有几次', 'rows(stop) where stop.duration_min >= 15'],
  // sides that are set against each other, and each of those that were named
  [
    'tool change stops line 2 vs line 4',
    'rows(stop) by line.line_name where stop_reason.reason_name = Tool change, line.line_name in Line 2,Line 4',
  ],
  [
    'corrective in October compared with September',
    'rows(maintenance_order) where maintenance_order.maintenance_type = corrective time opened_at 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01',
  ],
  ['2号线和4号线各停机多少次', 'rows(stop) by line.line_name where line.line_name in Line 2,Line 4'],
  // none of them, said as a number
  ['machines that had zero stops', 'list equipment.equipment_name where no stop'],
  ['how many lines had 0 stops', 'rows(line) where no stop'],
  ['停机0次的产线', 'list line.line_name where no stop'],
  ['零停机的设备', 'list equipment.equipment_name where no stop'],
  // what is polite, or says only that the present is meant
  ['hi, could you pull up the scrap rate by line for me please, thanks', 'scrap_rate by line.line_name'],
  ['scrap rate by line right now pls', 'scrap_rate by line.line_name'],
  ['麻烦帮我看下咱们各产线的废品率，谢谢', 'scrap_rate by line.line_name'],
  ['各产线的废品率大概是多少来着', 'scrap_rate by line.line_name'],
  // rows that are called by one of their values
  [
    '上个月保养单有几张',
    'rows(maintenance_order) where maintenance_order.maintenance_type = preventive time opened_at 2026-10-01..2026-11-01',
  ],
  [
    'number of corrective orders last month',
    'rows(maintenance_order) where maintenance_order.maintenance_type = corrective time opened_at 2026-10-01..2026-11-01',
  ],
  [
    'share of total duration on nights vs days',
    'share(sum(stop.duration_min)) by stop.shift where stop.shift in night,day',
  ],
  // amounts by their unit, or by what is asked
  [
    '上个月各供应商来了多少公斤物料批次',
    'sum(material_lot.weight_kg) by supplier.supplier_name time received_on 2026-10-01..2026-11-01',
  ],
  ['how many tonnes of material lots did we get', '(sum(material_lot.weight_kg) / 1000)'],
  ['how many material lots, and how heavy', 'rows(material_lot) sum(material_lot.weight_kg)'],
  ['物料批次有多少批、多重', 'rows(material_lot) sum(material_lot.weight_kg)'],
  [
    '上周来了几批物料批次，总重多少',
    'rows(material_lot) sum(material_lot.weight_kg) time received_on 2026-11-16..2026-11-23',
  ],
  [
    '上个月保养做了几单、花了多少钱',
    'rows(maintenance_order) maintenance_cost where maintenance_order.maintenance_type = preventive time opened_at 2026-10-01..2026-11-01',
  ],
  [
    'what did corrective orders cost us last month',
    'maintenance_cost where maintenance_order.maintenance_type = corrective time opened_at 2026-10-01..2026-11-01',
  ],
  ['what does a maintenance order cost on average', 'avg(maintenance_order.cost_cny)'],
  // rows by what they keep, and verbs that their noun is split from
  [
    'how many bore diameter deviations were there in October',
    'rows(inspection) where inspection.characteristic = bore diameter time inspected_at 2026-10-01..2026-11-01',
  ],
  ['昨天3号线停了几次机', 'rows(stop) where line.line_name = Line 3 time started_at 2026-11-22..2026-11-23'],
  [
    'CNC-07上周停了几回机',
    'rows(stop) where equipment.equipment_id = CNC-07 time started_at 2026-11-16..2026-11-23',
  ],
  // of which rows, which kinds, and both sides of a flag
  [
    'average duration by reason, unplanned stops only',
    'avg(stop.duration_min) by stop_reason.reason_name where stop.planned = false',
  ],
  [
    'planned and unplanned stop hours last week',
    'stop_hours by stop.planned time started_at 2026-11-16..2026-11-23',
  ],
  ['上周计划内和非计划停机时长各多少', 'stop_hours by stop.planned time started_at 2026-11-16..2026-11-23'],
  ['停机原因一共分哪几类', 'list stop_reason.category'],
  ['供应商按国家数一下，各几家', 'rows(supplier) by supplier.country'],
  [
    '上周Northern Foundry和Huaxin Castings各到货多少公斤',
    'sum(material_lot.weight_kg) by supplier.supplier_name where supplier.supplier_name in Northern Foundry,Huaxin Castings time received_on 2026-11-16..2026-11-23',
  ],
  // what never came
  [
    'which suppliers sent us nothing in August',
    'list supplier.supplier_name where no material_lot[material_lot.received_on >= 2026-08-01T00:00:00, material_lot.received_on < 2026-09-01T00:00:00]',
  ],
  [
    'any suppliers we got nothing from in October?',
    'list supplier.supplier_name where no material_lot[material_lot.received_on >= 2026-10-01T00:00:00, material_lot.received_on < 2026-11-01T00:00:00]',
  ],
  // what the answer is wanted for
  ["for tomorrow's meeting: scrap rate by line", 'scrap_rate by line.line_name'],
  // the verb of what is asked for, and machines that are no verb
  [
    'which equipment type caused the most scrap',
    'scrap by equipment.equipment_type order scrap desc limit 1',
  ],
  ['how many units of each equipment type are there', 'rows(equipment) by equipment.equipment_type'],
  // half of one more
  ['which stops took longer than two and a half hours', 'list stop.stop_id where stop.duration_min > 150'],
  ['超过一个半小时的停机有几次', 'rows(stop) where stop.duration_min > 90'],
  // countries by their adjectives
  ['which of our suppliers are Chinese?', 'list supplier.supplier_name where supplier.country = China'],
  // of a quantity that is named, a share is no count of rows
  [
    'what share of the total cost last month was corrective',
    '(sum(maintenance_order.cost_cny)[maintenance_order.maintenance_type = corrective] / sum(maintenance_order.cost_cny)) time opened_at 2026-10-01..2026-11-01',
  ],
  // what part of the same meets one more condition
  [
    'how many inspections on CNC-07 in October, and how many of them were NOK?',
    'rows(inspection) rows(inspection)[inspection.result = NOK] where equipment.equipment_id = CNC-07 time inspected_at 2026-10-01..2026-11-01',
  ],
  [
    '10月产量多少,其中夜班多少',
    'output output[production.shift = night] time hour_start 2026-10-01..2026-11-01',
  ],
  // columns that are named one beside the other, by all of their words, or of each of a kind
  [
    'stops on line 3 w equipment reason and duration',
    'list equipment.equipment_name, stop_reason.reason_name, stop.duration_min where line.line_name = Line 3',
  ],
  ['两台冲压机分别是哪天投用的', 'list equipment.commissioned_on where equipment.equipment_type = press'],
  [
    '有没有停了200分钟以上的停机？把设备和原因列出来',
    'list equipment.equipment_name, stop_reason.reason_name where stop.duration_min >= 200',
  ],
  // events by their reason alone
  [
    'how many tool changes were there last week',
    'rows(stop) where stop_reason.reason_name = Tool change time started_at 2026-11-16..2026-11-23',
  ],
  [
    '上周主轴过热几次',
    'rows(stop) where stop_reason.reason_name = Spindle overheat time started_at 2026-11-16..2026-11-23',
  ],
  // what is asked of each row, in clauses of their own
  [
    'stops of line 3 yesterday: machine, reason and how long each lasted',
    'list equipment.equipment_name, stop_reason.reason_name, stop.duration_min where line.line_name = Line 3, stop.started_at >= 2026-11-22T00:00:00, stop.started_at < 2026-11-23T00:00:00',
  ],
  [
    'repair history of CNC-07 - number, when it was opened, what it cost',
    'list maintenance_order.maintenance_no, maintenance_order.opened_at, maintenance_order.cost_cny where equipment.equipment_id = CNC-07',
  ],
  [
    'Which material lots came in last week, and who supplied them?',
    'list material_lot.lot_id, supplier.supplier_name time received_on 2026-11-16..2026-11-23',
  ],
  [
    'the three most expensive maintenance orders opened in October, with machine and cost',
    'list equipment.equipment_name, maintenance_order.cost_cny where maintenance_order.opened_at >= 2026-10-01T00:00:00, maintenance_order.opened_at < 2026-11-01T00:00:00 order maintenance_order.cost_cny desc limit 3',
  ],
  [
    '最贵的一张维修工单是哪张，花了多少钱，修的哪台',
    'list maintenance_order.cost_cny, equipment.equipment_name order maintenance_order.cost_cny desc limit 1',
  ],
  [
    'CNC-07装在哪条产线，哪天投用的',
    'list line.line_name, equipment.commissioned_on where equipment.equipment_id = CNC-07',
  ],
  // and what is measured has no columns
  [
    'scrap by line last week, and output',
    'scrap output by line.line_name time hour_start 2026-11-16..2026-11-23',
  ],
  ['停机次数最多的是哪条产线', 'by line.line_name order rows(stop) desc limit 1'],
  // when something last was
  [
    'When did CNC-07 last have a tool change?',
    'max(stop.started_at) where equipment.equipment_id = CNC-07, stop_reason.reason_name = Tool change',
  ],
  [
    '5号车床最近一次主轴过热是啥时候',
    'max(stop.started_at) where equipment.equipment_name = CNC lathe 5, stop_reason.reason_name = Spindle overheat',
  ],
  ['各供应商第一批物料批次是哪天到的', 'min(material_lot.received_on) by supplier.supplier_name'],
  // of two that are named, the one with more
  [
    'which press used more energy last week, 2 or 3',
    'energy_use by equipment.equipment_name where equipment.equipment_type = press, equipment.equipment_name in press 2,press 3 time hour_start 2026-11-16..2026-11-23 order energy_use desc limit 1',
  ],
  [
    '2号线和4号线上周哪条产线产量高',
    'output by line.line_name where line.line_name in Line 2,Line 4 time hour_start 2026-11-16..2026-11-23 order output desc limit 1',
  ],
  // what is made, and what is done to a thing
  [
    'how many parts did line 3 make yesterday',
    'output where line.line_name = Line 3 time hour_start 2026-11-22..2026-11-23',
  ],
  ['昨天三号线干出来多少件', 'output where line.line_name = Line 3 time hour_start 2026-11-22..2026-11-23'],
  [
    'how many tool changes had each lathe in October',
    'rows(stop) by equipment.equipment_name where stop_reason.reason_name = Tool change, equipment.equipment_type = CNC lathe time started_at 2026-10-01..2026-11-01',
  ],
  // what was written
  [
    'how many maintenance orders say "hose replaced"',
    'rows(maintenance_order) where maintenance_order.description contains hose replaced',
  ],
  [
    '描述写着“换管”的维修工单有几张',
    'rows(maintenance_order) where maintenance_order.description contains 换管',
  ],
  // the classifier alone says which rows are meant
  // which of the parts is said by a word of its own
  [
    'how many furnace parts did we make in October',
    'output where equipment.equipment_type = furnace time hour_start 2026-10-01..2026-11-01',
  ],
  // none of an amount, where rows are there all the same
  [
    'which lines had no scrap at all yesterday',
    'list line.line_name where no production[production.scrap_qty > 0, production.hour_start >= 2026-11-22T00:00:00, production.hour_start < 2026-11-23T00:00:00]',
  ],
  [
    '昨天没有废品的产线',
    'list line.line_name where no production[production.scrap_qty > 0, production.hour_start >= 2026-11-22T00:00:00, production.hour_start < 2026-11-23T00:00:00]',
  ],
  ['维修工单每台各几张', 'rows(maintenance_order) by equipment.equipment_name'],
]
for (const [question, query] of questions)
  test(`"${question}" is understood`, () => {
    const [best] = askPlant(question, { style: 'asked' }).candidates
    assert.equal(best && brief(best.query), query)
  })
