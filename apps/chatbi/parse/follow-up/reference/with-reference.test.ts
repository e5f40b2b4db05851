import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from '../../testing/ask-plant.ts'
import { converse } from '../testing/converse.ts'

const october = '2026-10-01..2026-11-01'
const week = '2026-11-16..2026-11-23'
const topFour = `equipment.equipment_name among {by equipment.equipment_name time started_at ${october} order stop_hours desc limit 4}`
const worstDay = `day of production.hour_start = {by production.hour_start/day time hour_start ${week} order scrap desc limit 1}`
/** Things and periods of the answer before, by the words that speak of them. */
const conversations: readonly (readonly [questions: readonly string[], query: string])[] = [
  // those that a ranking kept, each by itself, in the same period
  [
    ['top 4 machines by stop hours in October', 'what was the maintenance cost of each of them'],
    `maintenance_cost by equipment.equipment_name where ${topFour} time opened_at ${october}`,
  ],
  [
    ['10月停机时间最长的四台设备', '这四台设备当月的维修费用各是多少'],
    `maintenance_cost by equipment.equipment_name where ${topFour} time opened_at ${october}`,
  ],
  [
    ['10月停机时间最长的四台设备', '它们分别在哪条产线'],
    `list equipment.equipment_name, line.line_name where ${topFour}`,
  ],
  // one of them by its place
  [
    ['10月停机时间最长的四台设备', '第二名的废品率'],
    `scrap_rate where (equipment.equipment_name among {by equipment.equipment_name time started_at ${october} order stop_hours desc limit 2} and not equipment.equipment_name among {by equipment.equipment_name time started_at ${october} order stop_hours desc limit 1}) time hour_start ${october}`,
  ],
  [
    ['top 4 machines by stop hours in October', 'the first one by shift'],
    `stop_hours by stop.shift where equipment.equipment_name among {by equipment.equipment_name time started_at ${october} order stop_hours desc limit 1} time started_at ${october}`,
  ],
  [
    ['stop hours by line in October', 'take the worst of these and show it by shift'],
    `stop_hours by stop.shift where line.line_name among {by line.line_name time started_at ${october} order stop_hours desc limit 1} time started_at ${october}`,
  ],
  [
    ['top 4 machines by stop hours in October', 'what was the scrap of the one at the bottom, same month'],
    `scrap where (equipment.equipment_name among {by equipment.equipment_name time started_at ${october} order stop_hours desc limit 4} and not equipment.equipment_name among {by equipment.equipment_name time started_at ${october} order stop_hours desc limit 3}) time hour_start ${october}`,
  ],
  // those behind the ones that were shown
  [
    ['top 4 machines by stop hours in October', 'and the next four?'],
    `stop_hours by equipment.equipment_name where (equipment.equipment_name among {by equipment.equipment_name time started_at ${october} order stop_hours desc limit 8} and not ${topFour}) time started_at ${october} order stop_hours desc`,
  ],
  // rows that were counted
  [
    ['how many maintenance orders are still open', 'which ones?'],
    'list maintenance_order.maintenance_no, maintenance_order.equipment_id, maintenance_order.maintenance_type, maintenance_order.opened_at, maintenance_order.closed_at, maintenance_order.cost_cny, maintenance_order.description where maintenance_order.closed_at is null',
  ],
  // what the question before was about
  [
    ['how many stops did line 4 have last week', 'and what was its scrap'],
    `scrap where line.line_name = Line 4 time hour_start ${week}`,
  ],
  [
    ['list the machines on line 3', 'what was their scrap last week'],
    `scrap by equipment.equipment_name where equipment.equipment_name among {list equipment.equipment_name where line.line_name = Line 3} time hour_start ${week}`,
  ],
  // a period that was found, or asked about
  [
    ['scrap per day last week', 'which day was worst', 'that day by shift'],
    `scrap by production.shift where ${worstDay}`,
  ],
  [
    ['scrap per day last week', 'which day was worst', 'how many stops were there that day'],
    `rows(stop) where ${worstDay.replace('production.hour_start =', 'stop.started_at =')}`,
  ],
  [['10月三号线的产量', '当月各产线的废品率'], `scrap_rate by line.line_name time hour_start ${october}`],
  [
    ['stop hours of line 2 in October', 'scrap rate by line then'],
    `scrap_rate by line.line_name time hour_start ${october}`,
  ],
  // against the one that was spoken of
  [
    ['which machine stopped longest last month', 'which machines are older than that one'],
    `list equipment.equipment_name, equipment.commissioned_on where equipment.commissioned_on < {list equipment.commissioned_on where equipment.equipment_name among {by equipment.equipment_name time started_at ${october} order sum(stop.duration_min) desc limit 1}}`,
  ],
  // what a question leaves out
  [
    ['how many stops did line 3 have last week', 'when did the longest one start'],
    `list stop.started_at, stop.duration_min where line.line_name = Line 3 time started_at ${week} order stop.duration_min desc limit 1`,
  ],
  [
    ['how many stops were there in October', '有几次超过20分钟'],
    `rows(stop) where stop.duration_min > 20 time started_at ${october}`,
  ],
  // a shift is the same one in another table
  [
    ['上周废品最多的班次', '那个班次的停机时长'],
    `stop_hours where stop.shift among {by production.shift time hour_start ${week} order scrap desc limit 1} time started_at ${week}`,
  ],
]
for (const [questions, expected] of conversations)
  test(questions.join(' → '), () => assert.equal(converse(...questions), expected))

test('what speaks of things that are not in the answer before is not sure', () => {
  const query = askPlant('how many stops were there in October').candidates[0]?.query ?? assert.fail()
  const previous = { sourceId: 'demo', query }
  assert.ok(askPlant('scrap rate by line in October', { previous }).isSure)
  for (const question of ['scrap rate of that line in October', '第二名10月的废品率'])
    assert.ok(!askPlant(question, { previous }).isSure, question)
})

test('words that speak of the answer as a whole name no thing in it', () => {
  const query = askPlant('top 4 machines by stop hours in October').candidates[0]?.query ?? assert.fail()
  for (const question of ['make it ten', 'show it as a pie', 'how much is it in total']) {
    const { candidates } = askPlant(question, { previous: { sourceId: 'demo', query } })
    assert.ok(!candidates[0]?.assumptions.some(one => one.en.startsWith('Speaks')), question)
  }
})

test('who is one may be "they", where there are not several', () => {
  const query = askPlant('which line made the most scrap last week').candidates[0]?.query ?? assert.fail()
  const previous = { sourceId: 'demo', query }
  const [best] = askPlant('which stop reasons did we get with them', { previous }).candidates
  assert.match(brief(best?.query ?? assert.fail()), /line\.line_name among \{by line\.line_name .* limit 1\}/)
})
