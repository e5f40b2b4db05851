import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant } from '../testing/ask-plant.ts'
import { plantWithDefects } from '../testing/plant-with-defects.ts'
import { testReadings } from '../testing/test-readings.ts'

const unplanned = '(rows(stop)[stop.planned = false] / rows(stop))'
const planned = '(rows(stop)[stop.planned = true] / rows(stop))'
const hours = '(stop_hours[stop.planned = true] / stop_hours)'
const nights = '(rows(stop)[stop.shift = night] / rows(stop))'
const cracks = '(defect_quantity[defect.defect_type = Crack] / defect_quantity)'
const october = 'time started_at 2026-10-01..2026-11-01'

/** Things by how great a part of what they have something is. */
testReadings(
  [
    [
      `${unplanned} by line.line_name having ${unplanned} > 0.5`,
      'lines where more than half of the stops were unplanned',
    ],
    [
      `${planned} by line.line_name having ${planned} > 0.5`,
      '超过一半停机是计划内的产线',
      '计划停机占比超过一半的产线',
    ],
    [`${planned} by line.line_name having ${planned} >= 0.5`, '哪些产线的停机一半以上是计划内的'],
    [
      `${hours} by equipment.equipment_name having ${hours} >= 0.25`,
      'machines where at least a quarter of the stop hours were planned',
      '计划停机占停机时长四分之一以上的设备',
    ],
    [
      `${nights} by equipment.equipment_name ${october} having ${nights} > 0.4`,
      'which machines had more than 40 % of their stops on the night shift in October',
      '10月夜班停机占比超过40%的设备',
    ],
    [
      `${cracks} by line.line_name having ${cracks} >= 0.3`,
      '缺陷里裂纹占三成以上的产线',
      'lines where cracks make up at least 30 % of the defects',
    ],
  ],
  plantWithDefects,
)

test('a percentage is no number of rows, and the percentage of an amount is its rate', () => {
  const rate = askPlant('lines that scrapped more than 2 % in October').candidates[0]?.query.having[0]
  assert.deepEqual(rate?.measure, { kind: 'metric', metric: 'scrap_rate' })
  const nights = askPlant('lines where nights scrapped more than 2.3 % last month').candidates[0]?.query
  assert.deepEqual(nights?.having[0]?.measure, { kind: 'metric', metric: 'scrap_rate' })
  for (const { query, unusedWords } of askPlant('machines with over 20 % stops').candidates)
    assert.ok(
      query.having.every(having => JSON.stringify(having).includes('20') === false) || unusedWords.length > 0,
    )
})
