import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Query } from '../../query/query.ts'
import { validateQuery } from '../../query/validate-query.ts'
import { refersBack } from './refers-back.ts'
import { askPlant, brief } from '../testing/ask-plant.ts'
import { plantModel } from '../testing/plant-model.ts'

/** Asks one question after the other; the last query. */
const converse = (questions: readonly string[]): Query => {
  let query: Query | undefined
  for (const question of questions) {
    const previous = query === undefined ? {} : { previous: { sourceId: 'demo', query } }
    query = askPlant(question, { style: 'asked', ...previous }).candidates[0]?.query ?? assert.fail(question)
    assert.deepEqual(validateQuery(query, plantModel), [], question)
  }
  return query ?? assert.fail()
}

const october = 'time started_at 2026-10-01..2026-11-01'
const week = 'time started_at 2026-11-16..2026-11-23'
const busy = 'equipment.equipment_name among {by equipment.equipment_name having rows(stop) > 3}'
const worst = 'equipment.equipment_name among {by equipment.equipment_name order stop_hours desc limit 5}'
const conversations: readonly (readonly [query: string, ...questions: readonly string[]])[] = [
  // after a number
  [
    `rows(stop) where stop.planned = true ${october}`,
    'how many stops were there last month',
    'how many of those were planned?',
  ],
  [
    `(rows(stop)[stop.planned = true] / rows(stop)) ${october}`,
    'how many stops were there last month',
    'what share of these were planned',
  ],
  [
    `(rows(stop)[stop.planned = true] / rows(stop)) where line.line_name = Line 3 ${october}`,
    'how many stops were there last month',
    'how many of them are on line 3',
    'what percentage of those were planned',
  ],
  [`rows(stop) where stop.shift = night ${october}`, '上月有多少次停机', '其中夜班的有多少'],
  [
    `stop_hours where stop.planned = false ${october}`,
    'stop hours last month',
    'how much of that was unplanned',
  ],
  // after rows
  [
    `rows(stop) where line.line_name = Line 3, stop.planned = true ${week}`,
    'list the stops on line 3 last week',
    'how many of those were planned?',
  ],
  [
    `rows(stop) where line.line_name = Line 3, stop.shift = night ${week}`,
    'list the stops on line 3 last week',
    'which of them were at night',
    'how many are there?',
  ],
  [
    'rows(maintenance_order) where maintenance_order.closed_at is null',
    'list open maintenance orders',
    'how many is that?',
  ],
  [
    'rows(stop) where stop.stop_id among {list stop.stop_id order stop.duration_min desc limit 10}, line.line_name = Line 3',
    'the 10 longest stops',
    'how many of them are on line 3',
  ],
  [
    `rows(stop) where line.line_name = Line 3, stop.duration_min > 240 ${october}`,
    'list the stops on line 3 last month',
    'how many of them lasted longer than 4 hours',
  ],
  ['rows(line) where no stop', 'list the lines', 'how many of them have no stops'],
  // after groups: the things that were kept
  [
    `rows(equipment) where ${busy}, line.line_name = Line 3`,
    'machines with more than 3 stops',
    'how many of them are on line 3',
  ],
  [
    `rows(equipment) where ${worst}, line.line_name = Line 2`,
    'top 5 machines by stop hours',
    'how many of these are on line 2',
  ],
  [
    `rows(equipment) where ${busy}, line.line_name = Line 3`,
    'machines with more than 3 stops',
    'which of them are on line 3',
    'how many are there',
  ],
  [
    `(rows(equipment)[line.line_name = Line 3] / rows(equipment)) where ${busy}`,
    '停机超过3次的设备',
    '其中在3号线的占多少',
  ],
  // or the rows in all of them
  [
    `rows(stop) by line.line_name where stop.planned = true ${october}`,
    'stops by line last month',
    'how many of those were planned?',
  ],
  [`rows(stop) ${october}`, 'stops by line last month', 'how many is that in total?'],
]
for (const [query, ...questions] of conversations)
  test(`${questions.join(' → ')} is ${query}`, () => assert.equal(brief(converse(questions)), query))

test('which of them lists those rows again, all of a count and none that a limit had left out', () => {
  const counted = converse(['how many stops were there last month', 'which of them are on line 3'])
  assert.match(
    brief(counted),
    /^list stop\.stop_id, .* where line\.line_name = Line 3 time started_at 2026-10/,
  )
  const kept = converse(['top 5 machines by stop hours', 'which of these are on line 2'])
  assert.equal(
    brief(kept),
    `stop_hours by equipment.equipment_name where ${worst}, line.line_name = Line 2 order stop_hours desc`,
  )
  const longest = converse(['list the stops on line 3 last week', 'which of them was the longest'])
  assert.match(brief(longest), /order stop\.duration_min desc limit 1$/)
})

test('a whole question does not refer back by its words', () => {
  for (const question of [
    'how many stops were there',
    'which line has the most of the stops',
    'how many machines are on line 3 and which of them stopped',
    '有多少台设备',
    '哪些设备停机',
  ])
    assert.equal(refersBack(question), false, question)
  assert.equal(refersBack('and how many of them were planned?'), true)
  assert.equal(refersBack('这些里面有几台在3号线'), true)
})
