import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SemanticModel } from '../model/semantic-model.ts'
import { askPlant, brief } from './testing/ask-plant.ts'
import { dataset, plantModel } from './testing/plant-model.ts'
import { createSampleValueIndex } from './testing/sample-value-index.ts'

const orders = dataset(
  'work_order',
  'work orders|工单',
  [
    ['order_no', 'text', 'key', 'order number|订单号'],
    ['line_id', 'text', 'key', 'line id|产线编号'],
    ['planned_start', 'timestamp', 'time', 'planned start|计划开始时间'],
    ['actual_start', 'timestamp', 'time', 'actual start|实际开始时间'],
    ['actual_end', 'timestamp', 'time', 'actual end|实际结束时间'],
  ],
  { defaultTime: 'actual_start', synonyms: ['order', 'job', '订单'] },
)

/** The plant, with orders that keep when they were planned to start and when they did. */
const model: SemanticModel = {
  ...plantModel,
  datasets: [...plantModel.datasets, orders],
  relationships: [
    ...plantModel.relationships,
    { name: 'order_to_line', from: 'work_order', fromFields: ['line_id'], to: 'line', toFields: ['line_id'] },
  ],
}
const options = { sources: [{ model, index: createSampleValueIndex(model) }] }

const late = (unit = 'hours'): string => `${unit}(work_order.planned_start to work_order.actual_start)`
const october = 'time actual_start 2026-10-01..2026-11-01'

/** What is said of how late something was, and the query that it must become. */
const questions: readonly (readonly [query: string, ...questions: readonly string[]])[] = [
  [
    `rows(work_order) where ${late()} > 3`,
    'how many orders started more than three hours later than planned',
    'how many jobs kicked off more than 3 hours after their planned start',
    '实际开工比计划晚了超过3小时的工单有多少张',
  ],
  [
    `rows(work_order) where ${late()} >= 2`,
    'how many orders began 2 hours or more behind schedule',
    '比计划晚两小时以上开工的工单有几张',
    '延迟开工2小时以上的工单有多少张',
  ],
  [
    `rows(work_order) where ${late('minutes')} = 30`,
    'how many orders started exactly 30 minutes late',
    '开工比计划晚了整整30分钟的工单有多少张',
  ],
  [
    `rows(work_order) where ${late()} > 0 ${october}`,
    'how many of the orders that started in October began later than planned',
    'how many orders started late in October',
    '10月晚于计划开工的订单有多少',
  ],
  [
    `rows(work_order) where ${late()} <= 0 ${october}`,
    'how many orders started on time in October',
    '10月准时开工的工单有多少',
  ],
  [
    'rows(work_order) where hours(work_order.actual_start to work_order.planned_start) > 0',
    'how many orders started ahead of schedule',
    '比计划提前开工的工单有多少',
  ],
  [`avg(${late()})`, 'on average, how late did orders start', '工单平均比计划晚多少小时开工'],
]

for (const [expected, ...asked] of questions)
  for (const question of asked)
    test(`"${question}" is ${expected}`, () => {
      const { decision, candidates } = askPlant(question, options)
      assert.equal(decision, 'answer')
      assert.equal(candidates[0] && brief(candidates[0].query), expected)
    })

test('where no table keeps what was planned, lateness is not passed over', () => {
  const { decision, confidence, unusedWords } = askPlant('how many stops started later than planned')
  assert.ok(decision !== 'answer' || (confidence < 0.75 && unusedWords.length > 0))
})
