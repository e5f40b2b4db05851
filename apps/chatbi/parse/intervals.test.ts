import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validateQuery } from '../query/validate-query.ts'
import { askPlant, brief } from './testing/ask-plant.ts'
import { plantModel } from './testing/plant-model.ts'
import { renderReading } from './render/render-reading.ts'

const took = (unit: string): string => `${unit}(maintenance_order.opened_at to maintenance_order.closed_at)`
const age = 'years(equipment.commissioned_on to 2026-11-23)'

/** Times between two columns and ages, and each query that the question must become. */
const questions: readonly (readonly [query: string, ...questions: readonly string[]])[] = [
  [
    `avg(${took('hours')})`,
    'average time between opened and closed of maintenance orders',
    'how long do maintenance orders take on average',
    '从开单到关单平均多少小时',
    '平均每张维修工单用了多少小时',
  ],
  [
    `avg(${took('days')})`,
    '维修工单从开单时间到关单时间的平均天数',
    'average number of days from opening to closing of maintenance orders',
  ],
  [
    `avg(${took('hours')}) by maintenance_order.maintenance_type`,
    'average hours from opening to closing of maintenance orders by maintenance type',
    '各维修类型从开单到关单平均用了多少小时',
  ],
  [
    `list maintenance_order.maintenance_no where ${took('days')} > 5`,
    'which maintenance orders were closed more than 5 days after they were opened',
    'which maintenance orders took longer than 5 days',
  ],
  [
    `rows(maintenance_order) where ${took('days')} in 0..2`,
    'how many maintenance orders were closed within 2 days of being opened',
    '开单后2天内关单的维修工单有多少',
  ],
  [
    `list maintenance_order.maintenance_no, ${took('hours')} order ${took('hours')} desc limit 1`,
    'which maintenance order took the longest from opened at to closed at',
    'which maintenance order took the longest from opening to closing',
  ],
  [
    'avg(hours(stop.started_at to stop.ended_at)) by line.line_name',
    'average time from started at to ended at of stops by line',
  ],
  [`list equipment.equipment_name, ${age}`, 'how old are the machines', '设备用了几年了'],
  [`avg(${age})`, 'average age of the machines', '设备的平均年龄'],
  [`avg(${age}) by line.line_name`, 'average age of the machines by line', '各产线设备的平均使用年限'],
  [
    'rows(equipment) where equipment.commissioned_on < 2021-11-23',
    'how many machines are older than 5 years',
    'how many machines are over 5 years old',
    '使用超过5年的设备有几台',
  ],
  // a column of its own goes before what could be computed
  ['sum(stop.duration_min) where line.line_name = Line 3', 'total duration of the stops on line 3'],
  ['list stop.stop_id where stop.duration_min > 120', 'which stops took longer than 2 hours'],
]
for (const [query, ...asked] of questions)
  for (const question of asked)
    test(`"${question}" is read as ${query}`, () => {
      const { candidates } = askPlant(question, { style: 'asked' })
      const best = candidates[0]?.query ?? assert.fail()
      assert.equal(brief(best), query)
      assert.deepEqual(validateQuery(best, plantModel), [])
    })

test('a time between columns and an age are said as they are computed, in both languages', () => {
  const said = (question: string, language: 'en' | 'zh'): string =>
    renderReading(
      askPlant(question, { style: 'asked' }).candidates[0]?.query ?? assert.fail(),
      plantModel,
      language,
    )
  assert.equal(
    said('how many machines are older than 5 years', 'en'),
    'Number of equipment, only where commissioned on is below 2021-11-23 (5 years ago)',
  )
  assert.equal(said('使用超过5年的设备有几台', 'zh'), '设备数量，仅限投用日期低于2021-11-23（5年前）')
  assert.equal(said('设备的平均年龄', 'zh'), '平均投用日期到2026-11-23的年数')
  assert.equal(
    said('average time between opened and closed of maintenance orders', 'en'),
    'Average hours from opened at to closed at',
  )
})

test('columns of different rows have no time between them', () => {
  const { candidates, unusedWords } = askPlant('average days from started at to commissioned on of suppliers')
  assert.ok(!JSON.stringify(candidates[0]?.query ?? {}).includes('received') || unusedWords.length > 0)
})
