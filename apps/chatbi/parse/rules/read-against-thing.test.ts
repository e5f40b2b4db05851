import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from '../testing/ask-plant.ts'

const before =
  'list equipment.equipment_name, equipment.commissioned_on where equipment.commissioned_on < {list equipment.commissioned_on where equipment.equipment_name = Press 1}'
const answers: readonly (readonly [question: string, query: string])[] = [
  ['which machines are older than Press 1', before],
  ['which machines are newer than Press 1', before.replace('<', '>')],
  ['which machines were commissioned on a date before Press 1', before],
  ['哪些设备比Press 1老', before],
  ['哪些设备比Press 1更早投用', before],
]
for (const [question, expected] of answers)
  test(question, () => {
    const { candidates } = askPlant(question)
    assert.equal(brief(candidates[0]?.query ?? assert.fail()), expected)
  })
