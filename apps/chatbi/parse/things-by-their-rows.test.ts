import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant } from './testing/ask-plant.ts'
import { testReadings } from './testing/test-readings.ts'

const october = 'time started_at 2026-10-01..2026-11-01'
const overheats = 'rows(stop)[stop_reason.reason_name = Spindle overheat]'
const changes = 'rows(stop)[stop_reason.reason_name = Tool change]'

/** Things by what their rows come to, each condition with rows of its own. */
const questions: readonly (readonly [query: string, ...questions: readonly string[]])[] = [
  [
    `stop_hours by equipment.equipment_name ${october} having stop_hours > 40`,
    '10月停机累计超过40小时的设备',
  ],
  [
    `${overheats} ${changes} by equipment.equipment_name ${october} having ${overheats} > 5, ${changes} > 10`,
    'machines with more than 5 spindle overheats and more than 10 tool changes in October',
    'which machines had over 5 spindle overheats and over 10 tool changes in October',
  ],
  [
    `${overheats} by equipment.equipment_name ${october} having ${overheats} > 5`,
    '10月主轴过热超过5次的设备',
    'machines with a spindle overheat more than 5 times in October',
  ],
  [
    `rows(stop) scrap by line.line_name ${october} having rows(stop) > 5, scrap < 2000`,
    'lines with more than 5 stops but less than 2000 scrap in October',
  ],
  [
    'avg(stop.duration_min) by equipment.equipment_name having avg(stop.duration_min) >= 30',
    '哪些设备的平均停机时长在30分钟以上',
  ],
  [
    'list stop.stop_id, stop.line_id, stop.equipment_id, stop.reason_code, stop.shift, stop.planned, stop.started_at, stop.ended_at, stop.duration_min where stop.duration_min > 120',
    'stops longer than 2 hours',
  ],
]
testReadings(questions)

test('an amount behind "than" is no year', () => {
  for (const question of [
    'lines with less than 2000 scrap in October',
    'lines with fewer than 1950 parts scrapped',
  ])
    assert.equal(askPlant(question).candidates[0]?.query.compareTo, undefined)
})

const reasons = 'count-distinct(stop.reason_code)'
const shifts = 'count-distinct(stop.shift)'

/** Things by how many different values their rows have. */
testReadings([
  [
    `${reasons} by equipment.equipment_name ${october} having ${reasons} >= 4`,
    'which machines had at least 4 different stop reasons in October',
    '10月停机原因有4种以上的设备',
    '哪些设备10月出现过至少四种不同的停机原因',
  ],
  [
    `rows(equipment) where equipment.equipment_id among {by equipment.equipment_id ${october} having ${reasons} > 5}`,
    'how many machines had more than 5 different stop reasons in October',
    '有几台设备10月停机原因超过5种',
  ],
  [`${shifts} by equipment.equipment_name having ${shifts} >= 3`, 'machines with stops in all three shifts'],
])
