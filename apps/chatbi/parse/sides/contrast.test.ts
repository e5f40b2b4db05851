import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant } from '../testing/ask-plant.ts'
import { testReadings } from '../testing/test-readings.ts'

const october = '2026-10-01..2026-11-01'
const nightAgainstDay = 'rows(stop)[stop.shift = night] rows(stop)[stop.shift = day]'
const moreAtNight = 'having (rows(stop)[stop.shift = night] - rows(stop)[stop.shift = day]) > 0'

/** What things have of one kind of rows against what they have of another, and the query that it must become. */
const questions: readonly (readonly [query: string, ...questions: readonly string[]])[] = [
  [
    `${nightAgainstDay} by equipment.equipment_name time started_at ${october} ${moreAtNight}`,
    'which machines had more stops on nights than on days in October',
    'machines with more night stops than day stops in October',
    'which machines stopped more often on nights than on days in October',
    '10月夜班停机比白班多的设备',
    '10月哪些设备夜班停机次数多于白班',
  ],
  [
    `stop_hours[stop.planned = true] stop_hours[stop.planned = false] by line.line_name time started_at ${october} having (stop_hours[stop.planned = true] - stop_hours[stop.planned = false]) > 0`,
    'which lines lost more hours to planned than to unplanned stops in October',
    'lines whose planned stop hours exceeded their unplanned stop hours in October',
    '10月计划停机时长超过非计划停机时长的产线',
  ],
  [
    `scrap[production.shift = night] scrap[production.shift = day] by line.line_name time hour_start ${october} having (scrap[production.shift = night] - scrap[production.shift = day]) < 0`,
    'lines where night scrap was lower than day scrap in October',
    '10月夜班废品比白班少的产线',
  ],
  [
    `(rows(stop)[stop.planned = true] / rows(stop)[stop.planned = false]) by line.line_name time started_at ${october}`,
    'ratio of planned to unplanned stops per line in October',
  ],
  [
    `(stop_hours[stop.planned = true] / stop_hours[stop.planned = false]) by line.line_name time started_at ${october}`,
    'ratio of planned to unplanned stop hours by line in October',
    '10月各产线计划停机与非计划停机时长之比',
  ],
]
testReadings(questions)

test('a comparison whose sides cannot be told apart is not passed over', () => {
  const { unusedWords, confidence } = askPlant('which machines had more stops on nights than on nights')
  assert.ok(unusedWords.length > 0 && confidence < 0.75)
})
