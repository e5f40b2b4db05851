import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from './testing/ask-plant.ts'
import { plantModel } from './testing/plant-model.ts'
import { validateQuery } from '../query/validate-query.ts'

/** Questions with the query that each must become, on one line (`brief`). */
const questions: readonly (readonly [question: string, query: string])[] = [
  [
    'Which line lost the most hours to unplanned stops last month, by reason?',
    'unplanned_stop_hours by stop_reason.reason_name, line.line_name where stop.planned = false, line.line_name among {by line.line_name where stop.planned = false time started_at 2026-10-01..2026-11-01 order unplanned_stop_hours desc limit 1} time started_at 2026-10-01..2026-11-01 order unplanned_stop_hours desc',
  ],
  [
    "Which line's downtime grew the most between September and October?",
    'stop_hours by line.line_name time started_at 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01 order stop_hours__change desc limit 1',
  ],
  [
    '上周跟上上周相比，产量掉得最多的是哪台设备',
    'output by equipment.equipment_name time hour_start 2026-11-16..2026-11-23 vs 2026-11-09..2026-11-16 order output__change asc limit 1',
  ],
  [
    'Which lines had a higher scrap rate in October than in September?',
    'scrap_rate by line.line_name time hour_start 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01 having change of scrap_rate > 0',
  ],
  [
    'Which machine had the longest stop last month?',
    'list equipment.equipment_name where stop.started_at >= 2026-10-01T00:00:00, stop.started_at < 2026-11-01T00:00:00 order stop.duration_min desc limit 1',
  ],
  [
    '上个月最长的一次停机是哪台设备',
    'list equipment.equipment_name where stop.started_at >= 2026-10-01T00:00:00, stop.started_at < 2026-11-01T00:00:00 order stop.duration_min desc limit 1',
  ],
  [
    '各产线夜班停机次数占本线总停机次数的比例',
    '(rows(stop)[stop.shift = night] / rows(stop)) by line.line_name',
  ],
  ['计划停机占总停机时长的比例', '(stop_hours[stop.planned = true] / stop_hours)'],
  [
    'which line had the most tool changes in October',
    'by line.line_name where stop_reason.reason_name = Tool change time started_at 2026-10-01..2026-11-01 order rows(stop) desc limit 1',
  ],
  [
    'top 3 machines by tool changes',
    'by equipment.equipment_name where stop_reason.reason_name = Tool change order rows(stop) desc limit 3',
  ],
  ['哪种类型的设备停机时长最长', 'stop_hours by equipment.equipment_type order stop_hours desc limit 1'],
  ['rank lines by scrap', 'scrap by line.line_name order scrap desc'],
  ['rank the lines by scrap rate, best first', 'scrap_rate by line.line_name order scrap_rate asc'],
  ['lines by scrap rate, worst first', 'scrap_rate by line.line_name order scrap_rate desc'],
  [
    'Rank the machines by maintenance cost.',
    'maintenance_cost by equipment.equipment_name order maintenance_cost desc',
  ],
  [
    '上周产量过900的设备里，哪台废品率最低',
    'scrap_rate by equipment.equipment_name time hour_start 2026-11-16..2026-11-23 having output > 900 order scrap_rate asc limit 1',
  ],
  ['有没有停了200分钟以上的', 'rows(stop) where stop.duration_min >= 200'],
  ['stop hours of line 3 and how many', 'stop_hours rows(stop) where line.line_name = Line 3'],
  ['what did we spend on maintenance last month', 'maintenance_cost time opened_at 2026-10-01..2026-11-01'],
  ['上个月维修工单花了多少钱', 'maintenance_cost time opened_at 2026-10-01..2026-11-01'],
  [
    'Which stop reason took the most hours last month?',
    'stop_hours by stop_reason.reason_name time started_at 2026-10-01..2026-11-01 order stop_hours desc limit 1',
  ],
  [
    'the most common stop reason on each line',
    'by line.line_name, stop_reason.reason_name order rows(stop) desc limit 1 per line_name',
  ],
  [
    '每条产线最常见的停机原因',
    'by line.line_name, stop_reason.reason_name order rows(stop) desc limit 1 per line_name',
  ],
  [
    'stops last month by shift, not counting line 3',
    'rows(stop) by stop.shift where line.line_name != Line 3 time started_at 2026-10-01..2026-11-01',
  ],
  ['上周全厂用了多少电', 'energy_use time hour_start 2026-11-16..2026-11-23'],
  [
    'What was the scrap rate of the machine with the most unplanned stops last month?',
    'scrap_rate where equipment.equipment_name among {by equipment.equipment_name where stop.planned = false time started_at 2026-10-01..2026-11-01 order rows(stop) desc limit 1} time hour_start 2026-10-01..2026-11-01',
  ],
  [
    '上个月停机次数最多的产线的废品率是多少',
    'scrap_rate where line.line_name among {by line.line_name time started_at 2026-10-01..2026-11-01 order rows(stop) desc limit 1} time hour_start 2026-10-01..2026-11-01',
  ],
  [
    '10月产量最高的那一天，各产线的产量',
    'output by line.line_name where day of production.hour_start = {by production.hour_start/day time hour_start 2026-10-01..2026-11-01 order output desc limit 1} time hour_start 2026-10-01..2026-11-01',
  ],
  [
    'machines without a corrective maintenance order in October',
    'list equipment.equipment_name where no maintenance_order[maintenance_order.maintenance_type = corrective, maintenance_order.opened_at >= 2026-10-01T00:00:00, maintenance_order.opened_at < 2026-11-01T00:00:00]',
  ],
  [
    'which lines had a scrap rate above the plant average in October',
    'by line.line_name time hour_start 2026-10-01..2026-11-01 having scrap_rate > {scrap_rate time hour_start 2026-10-01..2026-11-01}',
  ],
  [
    '10月废品率比全厂整体还高的是哪几条产线',
    'by line.line_name time hour_start 2026-10-01..2026-11-01 having scrap_rate > {scrap_rate time hour_start 2026-10-01..2026-11-01}',
  ],
  [
    'What share of inspections came out NOK in October, by characteristic?',
    '(rows(inspection)[inspection.result = NOK] / rows(inspection)) by inspection.characteristic time inspected_at 2026-10-01..2026-11-01',
  ],
  [
    'which lines had more than 2% scrap in October',
    'by line.line_name time hour_start 2026-10-01..2026-11-01 having scrap_rate > 0.02',
  ],
  [
    'lines whose output fell last week compared with the week before',
    'output by line.line_name time hour_start 2026-11-16..2026-11-23 vs 2026-11-09..2026-11-16 having change of output < 0',
  ],
  [
    'What is the ratio of unplanned stops to planned stops by line?',
    '(rows(stop)[stop.planned = false] / rows(stop)[stop.planned = true]) by line.line_name',
  ],
  [
    'ratio of inspections with deviation above 10 to inspections with deviation below 10 on line 3',
    '(rows(inspection)[inspection.deviation_um > 10] / rows(inspection)[inspection.deviation_um < 10]) where line.line_name = Line 3',
  ],
  [
    'ratio of unplanned stops out of all stops in October',
    '(rows(stop)[stop.planned = false] / rows(stop)) time started_at 2026-10-01..2026-11-01',
  ],
  [
    '各产线的非计划停机次数与计划停机次数之比',
    '(rows(stop)[stop.planned = false] / rows(stop)[stop.planned = true]) by line.line_name',
  ],
  ['维修费用和产量的比值', '(maintenance_cost / output)'],
  [
    'ratio of the number of stops on each line to the total number of stops',
    'share(rows(stop)) by line.line_name',
  ],
  [
    'ratio of machines with more than 3 stops to machines with fewer than 4 stops',
    '(rows(equipment)[equipment.equipment_id among {by equipment.equipment_id having rows(stop) > 3}] / rows(equipment)[not equipment.equipment_id among {by equipment.equipment_id having rows(stop) >= 4}])',
  ],
  [
    'How many machines had more than 3 unplanned stops last month?',
    'rows(equipment) where equipment.equipment_id among {by equipment.equipment_id where stop.planned = false time started_at 2026-10-01..2026-11-01 having rows(stop) > 3}',
  ],
  [
    '上月非计划停机超过3次的设备有多少台？',
    'rows(equipment) where equipment.equipment_id among {by equipment.equipment_id where stop.planned = false time started_at 2026-10-01..2026-11-01 having rows(stop) > 3}',
  ],
  [
    'how many machines had fewer than 3 stops',
    'rows(equipment) where not equipment.equipment_id among {by equipment.equipment_id having rows(stop) >= 3}',
  ],
  [
    'What are the top 5 machines with the highest number of stops?',
    'by equipment.equipment_name order rows(stop) desc limit 5',
  ],
  [
    'Which machines have the most stops, ordered by the number of stops in descending order?',
    'rows(stop) by equipment.equipment_name order number_of_stop desc',
  ],
  [
    'List the lines and their output ordered by the highest output first',
    'output by line.line_name order output desc',
  ],
  ['output in the past 30 days, inclusive of 30 days ago', 'output time hour_start 2026-10-25..2026-11-24'],
  [
    'output by line in the 1st quarter of 2026',
    'output by line.line_name time hour_start 2026-01-01..2026-04-01',
  ],
  [
    'how many maintenance orders were closed before they were opened',
    'rows(maintenance_order) where maintenance_order.closed_at < maintenance_order.opened_at',
  ],
  ['报废数量大于合格数量的记录有多少条', 'rows(production) where production.scrap_qty > production.good_qty'],
  [
    'unplanned stops on weekends by line',
    'rows(stop) by line.line_name where stop.planned = false, day-of-week(stop.started_at) >= 6',
  ],
  ['工作日的停机次数', 'rows(stop) where day-of-week(stop.started_at) < 6'],
  [
    'Average cost per corrective maintenance order by equipment type',
    'avg(maintenance_order.cost_cny) by equipment.equipment_type where maintenance_order.maintenance_type = corrective',
  ],
  ['machines that have exactly 3 stops', 'by equipment.equipment_name having rows(stop) = 3'],
  ['scrap rate by line last week', 'scrap_rate by line.line_name time hour_start 2026-11-16..2026-11-23'],
  [
    'average deviation by equipment type for bore diameter',
    'avg(inspection.deviation_um) by equipment.equipment_type where inspection.characteristic = bore diameter',
  ],
  [
    'top 5 machines by maintenance cost',
    'maintenance_cost by equipment.equipment_name order maintenance_cost desc limit 5',
  ],
  [
    'how many stops longer than 2 hours on line 3',
    'rows(stop) where stop.duration_min > 120, line.line_name = Line 3',
  ],
  ['lines with more than 10 stops', 'by line.line_name having rows(stop) > 10'],
  [
    'list the equipment with type press',
    'list equipment.equipment_name where equipment.equipment_type = press',
  ],
  ['unplanned stops per shift', 'rows(stop) by stop.shift where stop.planned = false'],
  ['energy per month', 'energy_use by energy.hour_start/month order hour_start_month asc'],
  [
    'how many unplanned stops were there yesterday',
    'rows(stop) where stop.planned = false time started_at 2026-11-22..2026-11-23',
  ],
  ['average duration of stops by reason', 'avg(stop.duration_min) by stop_reason.reason_name'],
  ['which equipment has no maintenance orders', 'list equipment.equipment_name where no maintenance_order'],
  [
    'which lines had no stops yesterday',
    'list line.line_name where no stop[stop.started_at >= 2026-11-22T00:00:00, stop.started_at < 2026-11-23T00:00:00]',
  ],
  ['share of stop hours by reason', 'share(stop_hours) by stop_reason.reason_name'],
  [
    'compare scrap rate of day and night shift',
    'scrap_rate by production.shift where production.shift in day,night',
  ],
  [
    'what is the difference in output between line 1 and line 2',
    '(output[line.line_name in Line 1] - output[line.line_name in Line 2])',
  ],
  [
    'scrap rate last month vs the month before',
    'scrap_rate time hour_start 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01',
  ],
  ['equipment commissioned after 2020', 'list equipment.equipment_name time commissioned_on 2021-01-01..'],
  [
    'maintenance orders that are not closed',
    'list maintenance_order.maintenance_no where maintenance_order.closed_at is null',
  ],
  [
    "maintenance orders with description containing 'bearing'",
    'list maintenance_order.maintenance_no where maintenance_order.description contains bearing',
  ],
  ['how many different suppliers are there', 'count-distinct(supplier.supplier_name)'],
  ['how many suppliers are from China', 'rows(supplier) where supplier.country = China'],
  [
    'energy consumption by equipment type ordered by energy descending',
    'energy_use by equipment.equipment_type order energy_use desc',
  ],
  ['which reason is the most common', 'by stop_reason.reason_name order rows(stop) desc limit 1'],
  ['equipment not on line 3', 'list equipment.equipment_name where line.line_name != Line 3'],
  [
    'what is the longest stop on line 2',
    'list stop.stop_id where line.line_name = Line 2 order stop.duration_min desc limit 1',
  ],
  [
    'material lots with weight between 100 and 500 kg',
    'list material_lot.lot_id where material_lot.weight_kg in 100..500',
  ],
  [
    'average, minimum and maximum deviation',
    'avg(inspection.deviation_um) min(inspection.deviation_um) max(inspection.deviation_um)',
  ],
  ['which lines have a scrap rate above average', 'by line.line_name having scrap_rate > average'],
  [
    'stops longer than the average duration',
    'list stop.stop_id where stop.duration_min > {avg(stop.duration_min)}',
  ],
  ['weight of lots by supplier country', 'sum(material_lot.weight_kg) by supplier.country'],
  ['is there any stop longer than 5 hours', 'rows(stop) where stop.duration_min > 300'],
  [
    'which characteristic has the largest average deviation',
    'by inspection.characteristic order avg(inspection.deviation_um) desc limit 1',
  ],
  [
    'stops with reason Tool change or No material',
    'list stop.stop_id where stop_reason.reason_name in Tool change,No material',
  ],
  ['上周各产线的废品率', 'scrap_rate by line.line_name time hour_start 2026-11-16..2026-11-23'],
  ['哪条产线停机时长最长', 'stop_hours by line.line_name order stop_hours desc limit 1'],
  ['三号线夜班的停机次数', 'rows(stop) where line.line_name = Line 3, stop.shift = night'],
  ['非计划停机最多的产线', 'by line.line_name where stop.planned = false order rows(stop) desc limit 1'],
  ['每个班次的平均停机时长', 'avg(stop.duration_min) by stop.shift'],
  ['哪些设备没有维修工单', 'list equipment.equipment_name where no maintenance_order'],
  ['各停机原因的停机时长占比', 'share(stop_hours) by stop_reason.reason_name'],
  ['产量最高的前三条产线', 'output by line.line_name order output desc limit 3'],
  ['废品率超过3%的产线', 'by line.line_name having scrap_rate > 0.03'],
  ['平均偏差大于5微米的设备', 'by equipment.equipment_name having avg(inspection.deviation_um) > 5'],
  [
    '上个月停机次数最多的前5台设备',
    'by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order rows(stop) desc limit 5',
  ],
  ['按产线和班次统计产量', 'output by line.line_name, production.shift'],
  ['有多少个供应商', 'rows(supplier)'],
  ['持续时间超过2小时的停机', 'list stop.stop_id where stop.duration_min > 120'],
  [
    '本月各产线废品率环比',
    'scrap_rate by line.line_name time hour_start 2026-11-01..2026-12-01 vs 2026-10-01..2026-11-01',
  ],
  ['主轴过热导致的停机次数', 'rows(stop) where stop_reason.reason_name = Spindle overheat'],
  ['最常见的停机原因', 'by stop_reason.reason_name order rows(stop) desc limit 1'],
  ['每月维修费用趋势', 'maintenance_cost by maintenance_order.opened_at/month order opened_at_month asc'],
  ['上周三号线的产量', 'output where line.line_name = Line 3 time hour_start 2026-11-16..2026-11-23'],
  [
    '三号线上周一共停机多少次',
    'rows(stop) where line.line_name = Line 3 time started_at 2026-11-16..2026-11-23',
  ],
  ['昨天三号线停了多少次', 'rows(stop) where line.line_name = Line 3 time started_at 2026-11-22..2026-11-23'],
  ['一号线比二号线的产量多多少', '(output[line.line_name in Line 1] - output[line.line_name in Line 2])'],
  ['哪些产线的废品率高于平均值', 'by line.line_name having scrap_rate > average'],
  ['除了三号线以外各产线的产量', 'output by line.line_name where line.line_name != Line 3'],
  ['停机时长排名前三的设备', 'stop_hours by equipment.equipment_name order stop_hours desc limit 3'],
  [
    'which day had the highest output last month',
    'output by production.hour_start/day time hour_start 2026-10-01..2026-11-01 order output desc limit 1',
  ],
  ['哪天产量最高', 'output by production.hour_start/day order output desc limit 1'],
  ['which line has the worst scrap rate', 'scrap_rate by line.line_name order scrap_rate desc limit 1'],
  ['best line by scrap rate', 'scrap_rate by line.line_name order scrap_rate asc limit 1'],
  [
    'how long was line 3 stopped last week',
    'stop_hours where line.line_name = Line 3 time started_at 2026-11-16..2026-11-23',
  ],
  ['平均每次停机多长时间', 'avg(stop.duration_min)'],
  ['how many stops lasted between 30 and 60 minutes', 'rows(stop) where stop.duration_min in 30..60'],
  [
    'energy by hour yesterday',
    'energy_use by energy.hour_start/hour time hour_start 2026-11-22..2026-11-23 order hour_start_hour asc',
  ],
  ['停机原因排名', 'rows(stop) by stop_reason.reason_name order number_of_stop desc'],
  ['pareto of stop reasons', 'rows(stop) by stop_reason.reason_name order number_of_stop desc'],
  ['top 3 stop reasons', 'by stop_reason.reason_name order rows(stop) desc limit 3'],
  [
    'open maintenance orders',
    'list maintenance_order.maintenance_no where maintenance_order.closed_at is null',
  ],
  ['未完成的维修工单', 'list maintenance_order.maintenance_no where maintenance_order.closed_at is null'],
  ['lines ranked by output', 'by line.line_name order output desc'],
  [
    'output by line and month',
    'output by line.line_name, production.hour_start/month order hour_start_month asc',
  ],
  [
    'average daily output of line 3',
    '(output / count-distinct(day of production.hour_start)) where line.line_name = Line 3',
  ],
  ['平均每天停机几次', '(rows(stop) / count-distinct(day of stop.started_at))'],
  ['output of every furnace', 'output by equipment.equipment_name where equipment.equipment_type = furnace'],
  [
    '哪台furnace的产量最高',
    'output by equipment.equipment_name where equipment.equipment_type = furnace order output desc limit 1',
  ],
  [
    'how many machines had spindle overheat last month',
    'rows(equipment) where stop_reason.reason_name = Spindle overheat, stop.started_at >= 2026-10-01T00:00:00, stop.started_at < 2026-11-01T00:00:00',
  ],
  [
    'furnace里，哪台的产量最高',
    'output by equipment.equipment_name where equipment.equipment_type = furnace order output desc limit 1',
  ],
  ['计划停机占停机时长的比例', '(stop_hours[stop.planned = true] / stop_hours)'],
  ['how long was the longest stop on line 2', 'max(stop.duration_min) where line.line_name = Line 2'],
  ['how long does a stop last on average', 'avg(stop.duration_min)'],
  [
    'output per week in September and October',
    'output by production.hour_start/week time hour_start 2026-09-01..2026-11-01 order hour_start_week asc',
  ],
  ['output in the last 4 full weeks', 'output time hour_start 2026-10-26..2026-11-23'],
  [
    'what share of the stops have reason Tool change',
    '(rows(stop)[stop_reason.reason_name = Tool change] / rows(stop))',
  ],
  [
    'for each line, the machine with the highest scrap rate',
    'scrap_rate by line.line_name, equipment.equipment_name order scrap_rate desc limit 1 per line_name',
  ],
  [
    '每条产线9月产量最高的是哪一天',
    'output by line.line_name, production.hour_start/day time hour_start 2026-09-01..2026-10-01 order output desc limit 1 per line_name',
  ],
  [
    '10月和11月每周的产量走势',
    'output by production.hour_start/week time hour_start 2026-10-01..2026-12-01 order hour_start_week asc',
  ],
  [
    '上月各产线废品率与前一个月相比',
    'scrap_rate by line.line_name time hour_start 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01',
  ],
  [
    'the latest maintenance orders',
    'list maintenance_order.maintenance_no order maintenance_order.opened_at desc limit 1',
  ],
]

for (const [question, expected] of questions)
  test(`"${question}" is understood`, () => {
    const { candidates, decision, unusedWords } = askPlant(question, { style: 'asked' })
    const best = candidates[0]
    assert.ok(best)
    assert.equal(brief(best.query), expected)
    assert.equal(decision, 'answer')
    assert.deepEqual(unusedWords, [])
  })

test('every candidate of every question is a valid query, best first, none twice', () => {
  for (const [question] of questions) {
    const { candidates } = askPlant(question)
    assert.ok(candidates.length <= 10)
    const scores = candidates.map(candidate => candidate.score)
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    )
    assert.equal(new Set(candidates.map(one => JSON.stringify(one.query))).size, candidates.length)
    const [best] = candidates
    if (best) assert.deepEqual(validateQuery(best.query, plantModel), [], question)
  }
})

test('rankings show what they rank by, unless only the asked columns are wanted', () => {
  const question = 'which line has the most stops'
  assert.equal(
    brief(askPlant(question).candidates[0]?.query ?? assert.fail()),
    'rows(stop) by line.line_name order number_of_stop desc limit 1',
  )
  assert.equal(
    brief(askPlant(question, { style: 'asked' }).candidates[0]?.query ?? assert.fail()),
    'by line.line_name order rows(stop) desc limit 1',
  )
})

for (const [question, unused] of [
  ['what is the highest output', 'highest'],
  ['why did scrap rise last week', 'why'],
  ['scrap of line 3 and how many and how many', 'how many'],
  ['scrap rate between suppliers', 'suppliers'],
] as const)
  test(`"${question}" tells that "${unused}" was not used, and is no sure answer`, () => {
    const { unusedWords, confidence } = askPlant(question)
    assert.ok(unusedWords.includes(unused), unusedWords.join(', '))
    assert.ok(confidence < 0.75, String(confidence))
  })

test('words that nothing stands for are named and cost confidence', () => {
  const whole = askPlant('scrap rate by line')
  const partly = askPlant('magnetic scrap rate by line')
  assert.deepEqual(partly.unusedWords, ['magnetic'])
  assert.ok(partly.confidence < whole.confidence - 0.2)
})

for (const question of [
  'what is the weather in Paris',
  'tell me a joke',
  'who is the president',
  '今天股票涨了吗',
])
  test(`"${question}" is refused, and what there is instead is said`, () => {
    const { decision, refusal, confidence } = askPlant(question)
    assert.equal(decision, 'refuse')
    assert.equal(confidence, 0)
    assert.match(refusal?.en ?? '', /scrap rate/)
    assert.match(refusal?.zh ?? '', /废品率/)
  })

for (const question of ['the OEE of line 3 last week', '三号线上周的节拍', 'vibration of line 3 yesterday'])
  test(`"${question}" asks for what no column keeps: what else there is of the line is no answer`, () => {
    const { decision, unusedWords } = askPlant(question)
    assert.equal(decision, 'refuse')
    assert.ok(unusedWords.length > 0)
  })

for (const question of ['delete all stops', 'update the cost of maintenance orders', '删除三号线的停机记录'])
  test(`"${question}" is refused because questions only read`, () => {
    const { decision, refusal } = askPlant(question)
    assert.equal(decision, 'refuse')
    assert.match(refusal?.en ?? '', /only read/)
  })

test('spans point at the words, with what each was taken for', () => {
  const question = 'magnetic scrap rate on line 3'
  const { spans } = askPlant(question)
  const found = spans.map(span => [question.slice(span.from, span.to), span.kind])
  assert.deepEqual(found, [
    ['magnetic', 'unused'],
    ['scrap rate', 'metric'],
    ['line 3', 'value'],
  ])
})

test('the same question gives the same result', () => {
  assert.deepEqual(
    askPlant('top 5 machines by maintenance cost'),
    askPlant('top 5 machines by maintenance cost'),
  )
})

test('a long question does not blow up the search', () => {
  askPlant('warm up')
  const long =
    'scrap rate by line and shift and product and supplier and reason for line 1 and line 2 and line 3 '.repeat(
      4,
    )
  const started = performance.now()
  askPlant(long)
  assert.ok(performance.now() - started < 1500)
})
