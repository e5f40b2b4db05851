import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from '../testing/ask-plant.ts'
import { converse } from './testing/converse.ts'
import { opensAsFollowUp } from './follow-up-words.ts'

const first = 'scrap rate by line last week'
const week = 'time hour_start 2026-11-16..2026-11-23'
const year = 'time hour_start 2026-01-01..2027-01-01'
const conversations: readonly (readonly [questions: readonly string[], query: string])[] = [
  [[first, 'and by shift?'], `scrap_rate by line.line_name, production.shift ${week}`],
  [[first, 'by shift instead'], `scrap_rate by production.shift ${week}`],
  [[first, 'only line 2'], `scrap_rate by line.line_name where line.line_name = Line 2 ${week}`],
  [
    [first, 'only line 2', 'and on line 4?'],
    `scrap_rate by line.line_name where line.line_name = Line 4 ${week}`,
  ],
  [[first, 'what about last month'], 'scrap_rate by line.line_name time hour_start 2026-10-01..2026-11-01'],
  [[first, 'top 3 only'], `scrap_rate by line.line_name ${week} order scrap_rate desc limit 3`],
  [[first, 'excluding night shift'], `scrap_rate by line.line_name where production.shift != night ${week}`],
  [
    ['scrap rate in October', 'compared with August?'],
    'scrap_rate time hour_start 2026-10-01..2026-11-01 vs 2026-08-01..2026-09-01',
  ],
  [
    ['10月的废品率', '和8月相比呢'],
    'scrap_rate time hour_start 2026-10-01..2026-11-01 vs 2026-08-01..2026-09-01',
  ],
  [
    ['scrap rate in October', 'vs the month before'],
    'scrap_rate time hour_start 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01',
  ],
  [['10月的废品率', '环比呢'], 'scrap_rate time hour_start 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01'],
  [
    ['which machine had the most stops last month', 'what is its scrap rate?'],
    'scrap_rate where equipment.equipment_name among {by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order rows(stop) desc limit 1} time hour_start 2026-10-01..2026-11-01',
  ],
  [
    ['上个月停机最多的设备是哪台', '它的废品率是多少'],
    'scrap_rate where equipment.equipment_name among {by equipment.equipment_name time started_at 2026-10-01..2026-11-01 order rows(stop) desc limit 1} time hour_start 2026-10-01..2026-11-01',
  ],
  [
    ['stops by line last week', 'only unplanned', 'and on the night shift'],
    'rows(stop) by line.line_name where stop.planned = false, stop.shift = night time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['scrap rate of Line 4 last month', 'and for line 3?'],
    'scrap_rate where line.line_name = Line 3 time hour_start 2026-10-01..2026-11-01',
  ],
  [
    ['unplanned stop hours last month', 'break it down by reason'],
    'unplanned_stop_hours by stop_reason.reason_name time started_at 2026-10-01..2026-11-01',
  ],
  [[first, 'as a pie please'], `scrap_rate by line.line_name ${week}`],
  [[first, 'only above 3 %'], `scrap_rate by line.line_name ${week} having scrap_rate > 0.03`],
  [
    [first, 'same for the week before'],
    'scrap_rate by line.line_name time hour_start 2026-11-09..2026-11-16',
  ],
  [
    [first, 'switch to daily'],
    `scrap_rate by line.line_name, production.hour_start/day ${week} order hour_start_day asc`,
  ],
  [[first, 'output?'], `output by line.line_name ${week}`],
  [
    ['上周各班次废品率', '换成上个月'],
    'scrap_rate by production.shift time hour_start 2026-10-01..2026-11-01',
  ],
  [
    ['10月停机时长最多的前五台设备', '改成按产量排前三'],
    'output by equipment.equipment_name time hour_start 2026-10-01..2026-11-01 order output desc limit 3',
  ],
  [
    ['10月各产线的产量', '把三号线去掉'],
    'output by line.line_name where line.line_name != Line 3 time hour_start 2026-10-01..2026-11-01',
  ],
  [
    ['各产线10月产量是多少', '只要超过5万件的'],
    'output by line.line_name time hour_start 2026-10-01..2026-11-01 having output > 50000',
  ],
  [['上周各产线的产量', '再按班次拆开'], `output by line.line_name, production.shift ${week}`],
  [['output by line', 'as a share'], 'output share(output) by line.line_name'],
  [['上周各产线的停机时长', '按班次呢？'], 'stop_hours by stop.shift time started_at 2026-11-16..2026-11-23'],
  [
    ['上周各产线的停机时长', '上个月呢？'],
    'stop_hours by line.line_name time started_at 2026-10-01..2026-11-01',
  ],
  [
    ['上周各产线的停机时长', '占比'],
    'stop_hours share(stop_hours) by line.line_name time started_at 2026-11-16..2026-11-23',
  ],
  [
    ['output by month this year', 'cumulative', 'what about scrap?'],
    `running(scrap) by production.hour_start/month ${year} order hour_start_month asc`,
  ],
  [
    ['今年每月产量', '环比呢？', '废品量呢'],
    `scrap difference(scrap) growth(scrap) by production.hour_start/month ${year} order hour_start_month asc`,
  ],
  [
    ['output by month this year', 'as a 3-month moving average', 'compared with the month before'],
    `output difference(output) growth(output) by production.hour_start/month ${year} order hour_start_month asc`,
  ],
  [
    ['how many stops were there', 'which line has the highest scrap rate?'],
    'scrap_rate by line.line_name order scrap_rate desc limit 1',
  ],
  [
    ['stop hours by shift last week', 'what about scrap rate?'],
    'scrap_rate by production.shift time hour_start 2026-11-16..2026-11-23',
  ],
]
for (const [questions, expected] of conversations)
  test(questions.join(' → '), () => assert.equal(converse(...questions), expected))

test('a whole question is no follow-up by its words', () => {
  for (const question of ['which line has the most stops', '哪条产线停机最多', 'list the suppliers'])
    assert.equal(opensAsFollowUp(question), false)
})

test('a measure with what it is shown by is a question of its own, even right after itself', () => {
  const asked = 'scrap rate by line'
  const query = askPlant(asked).candidates[0]?.query ?? assert.fail()
  const again = askPlant(asked, { previous: { sourceId: 'demo', query } })
  assert.deepEqual(again.candidates[0]?.assumptions, [])
  const bare = askPlant('output', { previous: { sourceId: 'demo', query } })
  assert.match(brief(bare.candidates[0]?.query ?? assert.fail()), /by line/)
})
